"""Adding records to a list of a YAML file, and taking them away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import product

from karabakh_tui.yamldoc import emit
from karabakh_tui.yamldoc.change import Changes, UnchangeableError, plain_said, step_of
from karabakh_tui.yamldoc.cut import Cut, cut_list
from karabakh_tui.yamldoc.document import BREAK
from karabakh_tui.yamldoc.emit import Form
from karabakh_tui.yamldoc.job import Job, Place, Way, forms, said_entries
from karabakh_tui.yamldoc.plain import Fields
from karabakh_tui.yamldoc.written import Said, Written

_BREAK = re.compile(BREAK)
_BLANK = re.compile(rf"(?:[ \t]*(?:{BREAK}))+")
_COLON = re.compile(r"[ \t]*:")
_END = re.compile(r"^\.\.\.(?=[ \t\r\n]|\Z)", re.MULTILINE)


def adding(place: Place, fields: Fields, lines: str) -> Job:
    """A record more in a list that has some, as the entry `at`."""
    node, at = place.node, place.at
    cuts = None if node.flow else cut_list(place.view.text, node)
    if cuts is None and not node.flow:
        raise UnchangeableError("the entries do not stand on lines of their own")
    new, meant = plain_said(fields), said_entries(node)
    meant.insert(at, new)
    values = [*place.values[:at], new, *place.values[at:]]
    job = place.job(meant, values, _ways_to_add(place, cuts, fields, lines))
    return job._replace(entry=(place.section, at) if lines else None)


def _ways_to_add(place: Place, cuts: list[Cut] | None, fields: Fields, lines: str) -> Iterator[Way]:
    node, at = place.node, place.at
    own = _lines(lines, place.eol) if cuts else lines.strip()
    if own:
        yield partial(_add_written, place, cuts, own)
    beside = [*node.items[max(0, at - 1) : at], *node.items[at : at + 1]]
    like = next((one for one in beside if one.kind == "record" and one.items), None)
    if cuts is None:
        yield partial(_add_between_brackets, place, fields, like)
        return
    blanks = (True, False) if _is_parted(place, cuts) else (False,)
    for form, blank, kept in product(forms(place.eol), blanks, (False, True)):
        yield partial(_add_lines, place, cuts, fields, like, form, blank, kept)


def _add_written(place: Place, cuts: list[Cut] | None, lines: str) -> Changes:
    changes, at = place.changes(Form(place.eol)), place.at
    if cuts is None:
        changes.insert_text(place.node, at, lines)
    elif at < len(cuts):
        changes.put(cuts[at].start, cuts[at].start, lines + place.eol)
    else:
        changes.line_behind(cuts[-1].end, lines)
    return changes


def _add_between_brackets(place: Place, fields: Fields, like: Written | None) -> Changes:
    changes = place.changes(Form(place.eol))
    changes.insert_text(place.node, place.at, emit.inline(fields, like))
    return changes


def _add_lines(
    place: Place, cuts: list[Cut], fields: Fields, like: Written | None, form: Form, blank: bool, kept: bool
) -> Changes:
    changes, node = place.changes(form), place.node
    beside = max(0, place.at - 1)
    step = step_of(changes.text, node.items[beside], cuts[beside])
    text = emit.item(fields, cuts[beside].dash, form, like, step, block=not (like and like.flow))
    if kept:
        changes.end_kept(node.items[beside])
    changes.insert_lines(cuts, place.at, (form.eol if blank else "") + text)
    return changes


def _is_parted(place: Place, cuts: list[Cut]) -> bool:
    """Whether blank lines part the entries beside the new one from those above them."""
    beside = [number for number in (place.at - 1, place.at) if 0 <= number < len(cuts) and place.first + number]
    text = place.view.text
    return bool(place.first + place.at) and any(_BLANK.match(text, cuts[number].start) for number in beside)


def _lines(lines: str, eol: str) -> str:
    """The lines as this file ends them, without the break that ends the last one."""
    ended = re.search(rf"(?:{BREAK})\Z", lines)
    return _BREAK.sub(eol, lines[: ended.start()] if ended else lines)


# The first record


def beginning(place: Place, fields: Fields, lines: str, dash: int) -> Job:
    """The first record of a list that is not there, null or empty; its dash stands `dash` further in than its name."""
    root = place.root
    node = root.field(place.section) if root else None
    if node is not None and not (node.is_null or (node.kind == "list" and not node.items)):
        raise UnchangeableError(f"{place.section} is no list")
    new = plain_said(fields)
    meant: dict[str, Said] = {**place.fields, place.section: [new]}
    opening = place.view.text[node.start : node.end] if node else ""
    if root is not None and (root.flow or "#" in opening):
        in_brackets = iter([partial(_begin_between_brackets, place, fields)])
        return Job(meant, place.view.values, {place.section: [new]}, in_brackets)
    ways = _ways_to_begin(place, node, fields, lines, dash)
    entry = (place.section, 0) if lines else None
    return Job(meant, {**place.view.values, place.section: [new]}, {}, ways, entry=entry)


def _begin_between_brackets(place: Place, fields: Fields) -> Changes:
    changes = place.changes(Form(place.eol))
    assert place.root is not None
    node = place.root.field(place.section)
    if node is not None and node.kind == "list":
        changes.insert_text(node, 0, emit.inline(fields))
    else:
        changes.set_field(place.root, place.section, [fields], None)
    return changes


def _ways_to_begin(place: Place, node: Written | None, fields: Fields, lines: str, dash: int) -> Iterator[Way]:
    col = place.root.first_col if place.root else 0
    own = _lines(lines, place.eol)
    for form in forms(place.eol):
        written = emit.item(fields, col + dash, form, block=True)
        for text in (own, written) if own else (written,):
            if node is not None:
                yield partial(_fill, place, node, text)
            else:
                new = f"{' ' * col}{emit.scalar(place.section)}:{place.eol}{text}"
                for blank, kept in product((True, False), (False, True)):
                    yield partial(append, place, new, blank, kept)


def _fill(place: Place, node: Written, text: str) -> Changes:
    """Entries below the name of an empty list, whose brackets go."""
    changes = place.changes(Form(place.eol))
    opening = node.start + (len(node.anchor) + 1 if node.anchor else 0)
    changes.put(len(changes.text[:opening].rstrip(" \t")), node.end, "")
    changes.line_behind(node.end, text)
    return changes


def append(place: Place, lines: str, blank: bool, kept: bool) -> Changes:
    """Lines at the end of the document."""
    changes = place.changes(Form(place.eol))
    text, root = changes.text, place.root
    ended = _END.search(text, root.end if root else 0)
    end = ended.start() if ended else len(text)
    if kept:
        if root is None:
            raise UnchangeableError("nothing stands before")
        changes.end_kept(root)
    open_line = place.eol if text[:end].rstrip(" \t\r\n") and not _ends_blank(text[:end]) and blank else ""
    unended = place.eol if end and text[end - 1] not in "\r\n\x85\u2028\u2029" else ""
    changes.put(end, end, unended + open_line + lines + place.eol)
    return changes


def _ends_blank(text: str) -> bool:
    return re.search(rf"(?:{BREAK})[ \t]*(?:{BREAK})\Z", text) is not None


# A record less


def deleting(place: Place) -> Job:
    """The entry `at` goes."""
    node, at = place.node, place.at
    meant, values = said_entries(node), list(place.values)
    del meant[at], values[at]
    if not meant:
        lists = {name: said_now for name, said_now in place.view.values.items() if name != place.section}
        ways = iter([partial(_empty, place, True), partial(_empty, place, False)])
        return Job({**place.fields, place.section: []}, lists, {place.section: []}, ways)
    return place.job(meant, values, iter([partial(_delete, place, False), partial(_delete, place, True)]))


def _delete(place: Place, closer: bool) -> Changes:
    """`closer` takes the blank lines below, too: a text above may keep them otherwise."""
    changes, node, at = place.changes(Form(place.eol)), place.node, place.at
    cuts = None if node.flow else cut_list(changes.text, node)
    if cuts is None and not node.flow:
        raise UnchangeableError("the entries do not stand on lines of their own")
    changes.remove_items(node, at, at + 1, cuts)
    if cuts and cuts[at].gap < cuts[at].start and at + 1 < len(cuts):
        blank = _BLANK.match(changes.text, cuts[at].start)
        following = cuts[at + 1]
        if blank and not following.gap < following.start and not _BLANK.match(changes.text, following.start):
            # What was nobody's must not come to belong to the entry below.
            changes.put(following.start, following.start, blank[0])
    if closer and cuts:
        changes.take_blank(cuts[at].end)
    return changes


def _empty(place: Place, keep: bool) -> Changes:
    """The list has no entry left. `keep` keeps the lines that are nobody's."""
    changes, node, root = place.changes(Form(place.eol)), place.node, place.root
    text = changes.text
    if node.flow:
        start = node.start + (len(node.anchor) + 1 if node.anchor else 0)
        changes.put(text.index("[", start), node.end, "[]")
        return changes
    cuts = cut_list(text, node)
    key = root.keys[root.at(place.section)] if root else None
    colon = _COLON.match(text, key.end) if key else None
    if cuts is None or colon is None:
        raise UnchangeableError("the entry does not stand on lines of its own")
    at = node.start + len(node.anchor) + 1 if node.anchor else colon.end()
    changes.put(at, at, " []")
    changes.put(cuts[0].start if keep else cuts[0].gap, cuts[0].end, "")
    return changes
