"""Setting fields in a YAML file: of the records of its lists, and at its top."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from karabakh_tui.yamldoc import emit
from karabakh_tui.yamldoc.change import Changes, UnchangeableError, plain_said
from karabakh_tui.yamldoc.edit_records import append
from karabakh_tui.yamldoc.emit import Form
from karabakh_tui.yamldoc.job import Job, Place, Way, forms, said_entries
from karabakh_tui.yamldoc.plain import Plain
from karabakh_tui.yamldoc.written import Said, Written, line_start, said


def setting(place: Place, name: str, value: Plain | None, old: dict[str, Said]) -> Job:
    """A field of the entry `at` gets another value; None: it is not written. `old` is what the entry says now."""
    node = place.node
    record = node.items[place.at]
    if record.kind != "record":
        raise UnchangeableError(f"this record is another one by name (*{record.value})")
    meant, values, own = said_entries(node), list(place.values), said(record)
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
    for form in forms(place.eol):
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
    for form in forms(place.eol):
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
            yield partial(append, place, line, False, kept)


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
