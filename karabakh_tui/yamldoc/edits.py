"""The edits of a file of records, each as several ways to write it, the best one first, and what it must say then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import NamedTuple, TypeAlias

from karabakh_tui.yamldoc import emit
from karabakh_tui.yamldoc.change import Changes, UnchangeableError, plain_said, step_of
from karabakh_tui.yamldoc.cut import Cut, cut_list
from karabakh_tui.yamldoc.document import BREAK
from karabakh_tui.yamldoc.emit import Form
from karabakh_tui.yamldoc.plain import Fields, Plain
from karabakh_tui.yamldoc.window import View
from karabakh_tui.yamldoc.written import Said, Written, line_start, names, said

_BREAK = re.compile(BREAK)
_BLANK = re.compile(rf"(?:[ \t]*(?:{BREAK}))+")
_COLON = re.compile(r"[ \t]*:")
_END = re.compile(r"^\.\.\.(?=[ \t\r\n]|\Z)", re.MULTILINE)

Way: TypeAlias = Callable[[], Changes]


class Job(NamedTuple):
    """What a stretch of a file must say after an edit, and the ways to write that.

    `values` is what the entries of its lists say then, aliases looked up, and `top` what other fields at the top say
    (None for a field that is not there). `whole` says that the whole file must be read again. `entry` is a record
    whose own words may hold aliases.
    """

    meant: dict[str, Said]
    values: dict[str, list[Said]]
    top: dict[str, Said]
    ways: Iterator[Way]
    whole: bool = False
    entry: tuple[str, int] | None = None


class Place(NamedTuple):
    """Where an edit looks: what is seen of the file, a list in it, and the entry among those of it that are seen.

    `values` is what those entries say, aliases looked up; `first` is the place of the first of them in the file.
    """

    view: View
    root: Written | None
    section: str
    at: int
    eol: str
    values: list[Said]
    first: int = 0

    @property
    def node(self) -> Written:
        """The list as written."""
        found = self.root.field(self.section) if self.root else None
        if found is None or found.kind != "list":
            raise UnchangeableError(f"{self.section} is no list")
        return found

    @property
    def fields(self) -> dict[str, Said]:
        """What the fields at the top of the stretch say."""
        found = said(self.root)
        return dict(found) if isinstance(found, dict) else {}

    def job(self, meant: list[Said], values: list[Said], ways: Iterator[Way], *, whole: bool = False) -> Job:
        """What to do so that the list says `meant`, which is `values` with aliases looked up."""
        wanted = {**self.fields, self.section: list(meant)}
        if self.section in self.view.values:
            return Job(wanted, {**self.view.values, self.section: values}, {}, ways, whole)
        return Job(wanted, self.view.values, {self.section: values}, ways, whole)

    def changes(self, form: Form) -> Changes:
        """No change yet."""
        return Changes(self.view.text, form)


def settled(root: Written | None, job: Job) -> Job | None:
    """The job where the stretch says what it must; of a record that was written down before, nulls are let pass, and
    aliases, if the file as a whole says the right thing then. None where it says anything else."""
    found = said(root)
    now = found if isinstance(found, dict) else {}
    if now == job.meant:
        return job
    if job.entry is None:
        return None
    section, at = job.entry
    here, wanted = now.get(section), job.meant[section]
    if not isinstance(here, list) or not isinstance(wanted, list) or len(here) != len(wanted):
        return None
    there = here[at]
    if now != {**job.meant, section: [*wanted[:at], there, *wanted[at + 1 :]]}:
        return None
    if names(root.items[root.at(section)].items[at] if root else None).aliases:
        return job._replace(whole=True)
    if without_nulls(there) != without_nulls(wanted[at]):
        return None
    if section in job.values:
        lists = [*job.values[section][:at], there, *job.values[section][at + 1 :]]
        return job._replace(values={**job.values, section: lists})
    held = job.top[section]
    return job._replace(
        top={**job.top, section: [*held[:at], there, *held[at + 1 :]]} if isinstance(held, list) else {}
    )


def without_nulls(value: Said) -> Said:
    """The same, but for fields that are null."""
    if isinstance(value, dict):
        return {name: without_nulls(one) for name, one in value.items() if one is not None}
    return [without_nulls(one) for one in value] if isinstance(value, list) else value


def _forms(eol: str) -> tuple[Form, Form]:
    """With blocks of text, and without: what stands behind a block may become part of it."""
    return Form(eol), Form(eol, literals=False)


def _said_list(node: Written) -> list[Said]:
    return [said(one) for one in node.items]


# A record more


def adding(place: Place, fields: Fields, lines: str) -> Job:
    """A record more in a list that has some, as the entry `at`."""
    node, at = place.node, place.at
    cuts = None if node.flow else cut_list(place.view.text, node)
    if cuts is None and not node.flow:
        raise UnchangeableError("the entries do not stand on lines of their own")
    new, meant = plain_said(fields), _said_list(node)
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
    for form, blank, kept in product(_forms(place.eol), blanks, (False, True)):
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
    if root is not None and root.flow:
        in_brackets = iter([partial(_begin_between_brackets, place, fields)])
        return Job(meant, place.view.values, {place.section: [new]}, in_brackets)
    ways = _ways_to_begin(place, node, fields, lines, dash)
    entry = (place.section, 0) if lines else None
    return Job(meant, {**place.view.values, place.section: [new]}, {}, ways, entry=entry)


def _begin_between_brackets(place: Place, fields: Fields) -> Changes:
    changes = place.changes(Form(place.eol))
    assert place.root is not None
    changes.set_field(place.root, place.section, [fields], None)
    return changes


def _ways_to_begin(place: Place, node: Written | None, fields: Fields, lines: str, dash: int) -> Iterator[Way]:
    col = place.root.first_col if place.root else 0
    own = _lines(lines, place.eol)
    for form in _forms(place.eol):
        written = emit.item(fields, col + dash, form, block=True)
        for text in (own, written) if own else (written,):
            if node is not None:
                yield partial(_fill, place, node, text)
            else:
                new = f"{' ' * col}{emit.scalar(place.section)}:{place.eol}{text}"
                for blank, kept in product((True, False), (False, True)):
                    yield partial(_append, place, new, blank, kept)


def _fill(place: Place, node: Written, text: str) -> Changes:
    """Entries below the name of an empty list, whose brackets go."""
    changes = place.changes(Form(place.eol))
    opening = node.start + (len(node.anchor) + 1 if node.anchor else 0)
    if "#" in changes.text[opening : node.end]:
        raise UnchangeableError("a comment stands between the brackets")
    changes.put(len(changes.text[:opening].rstrip(" \t")), node.end, "")
    changes.line_behind(node.end, text)
    return changes


def _append(place: Place, lines: str, blank: bool, kept: bool) -> Changes:
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
    meant, values = _said_list(node), list(place.values)
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


# A field of a record


def setting(place: Place, name: str, value: Plain | None, old: dict[str, Said]) -> Job:
    """A field of the entry `at` gets another value; None: it is not written. `old` is what the entry says now."""
    node = place.node
    record = node.items[place.at]
    if record.kind != "record":
        raise UnchangeableError(f"this record is another one by name (*{record.value})")
    meant, values, own = _said_list(node), list(place.values), said(record)
    new = {key: one for key, one in old.items() if key != name or value is not None}
    mine = {key: one for key, one in own.items() if key != name or value is not None} if isinstance(own, dict) else {}
    whole = False
    ways: Iterator[Way]
    if value is not None:
        mine[name] = new[name] = plain_said(value)
        ways = _ways_to_set(place, record, name, value, old)
    elif record.merges:
        mine[name], new[name], whole = None, None, True
        ways = iter([partial(_set_null, place, record, name)])
    else:
        ways = iter([partial(_remove, place, record, name, False), partial(_remove, place, record, name, True)])
    meant[place.at], values[place.at] = mine, new
    return place.job(meant, values, ways, whole=whole)


def _ways_to_set(place: Place, record: Written, name: str, value: Plain, old: dict[str, Said]) -> Iterator[Way]:
    near = (one.field(name) for one in place.node.items if one is not record)
    like = next((one for one in near if one is not None and one.kind == "text"), None)
    yield from _ways_in(place, record, name, value, old, like)


def _ways_in(
    place: Place, record: Written, name: str, value: Plain, old: Said, like: Written | None = None
) -> Iterator[Way]:
    for form in _forms(place.eol):
        yield partial(_set, place, record, form, name, value, old, like)
        if record.at(name) < 0 and not record.flow and record.items:
            yield partial(_set_before_last, place, record, form, name, value, like)
            yield partial(_set_kept, place, record, form, name, value, like)


def _set(
    place: Place, record: Written, form: Form, name: str, value: Plain, old: Said, like: Written | None
) -> Changes:
    changes = place.changes(form)
    changes.set_field(record, name, value, old, like)
    return changes


def _set_before_last(
    place: Place, record: Written, form: Form, name: str, value: Plain, like: Written | None
) -> Changes:
    changes = place.changes(form)
    changes.set_field_before_last(record, name, value, like)
    return changes


def _set_kept(place: Place, record: Written, form: Form, name: str, value: Plain, like: Written | None) -> Changes:
    changes = place.changes(form)
    changes.set_field(record, name, value, None, like)
    changes.end_kept(record)
    return changes


def _set_null(place: Place, record: Written, name: str) -> Changes:
    changes = place.changes(Form(place.eol))
    changes.set_null(record, name)
    return changes


def _remove(place: Place, record: Written, name: str, closer: bool) -> Changes:
    """`closer` takes the blank lines below, too."""
    changes = place.changes(Form(place.eol))
    changes.remove_field(record, name)
    if closer:
        changes.take_blank(changes.edits[-1].end)
    return changes


# A field at the top


def setting_top(place: Place, name: str, value: Plain | None, old: Said) -> Job:
    """The field `name` at the top, which is `old` now, gets another value; None: it is not written."""
    root = place.root
    meant = {key: one for key, one in place.fields.items() if key != name or value is not None}
    if value is None:
        if root is None or root.merges:
            raise UnchangeableError(f"{name} comes in by a merge")
        return Job(meant, place.view.values, {name: None}, iter([partial(_remove, place, root, name, False)]))
    meant[name] = plain_said(value)
    whole = root is not None and root.merges
    return Job(meant, place.view.values, {name: meant[name]}, _ways_at_top(place, name, value, old), whole)


def _ways_at_top(place: Place, name: str, value: Plain, old: Said) -> Iterator[Way]:
    root = place.root
    if root is not None and (root.flow or root.at(name) >= 0):
        yield from _ways_in(place, root, name, value, {name: old})
        return
    text, col = place.view.text, root.first_col if root else 0
    for form in _forms(place.eol):
        line = " " * col + emit.field(name, value, col, form)
        shown = re.compile(rf"^#[ \t]*{re.escape(name)}:[^\r\n]*", re.MULTILINE)
        for found in shown.finditer(text):
            yield partial(_line_behind, place, found.end(), line)
        above = root.items[: _before_lists(place)] if root else ()
        if above:
            yield partial(_line_behind, place, above[-1].end, line)
        elif root is not None:
            yield partial(_line_before, place, root.keys[0].start, line)
        for kept in (False, True):
            yield partial(_append, place, line, False, kept)


def _before_lists(place: Place) -> int:
    """How many fields stand above the first list of records in what is seen."""
    keys = place.root.keys if place.root else ()
    return next((number for number, key in enumerate(keys) if key.value in place.view.values), len(keys))


def _line_behind(place: Place, at: int, line: str) -> Changes:
    changes = place.changes(Form(place.eol))
    changes.line_behind(at, line)
    return changes


def _line_before(place: Place, at: int, line: str) -> Changes:
    changes = place.changes(Form(place.eol))
    start = line_start(changes.text, at)
    changes.put(start, start, line + place.eol)
    return changes
