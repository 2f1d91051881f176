"""From what a person did to the bytes of a file: only what changed is written anew, every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.annotations.operations import Add, Delete, Primitive, SetField
from karabakh_tui.annotations.state import TOP, Sections, State
from karabakh_tui.yamldoc.fault import FaultError

if TYPE_CHECKING:
    from karabakh_tui.annotations.paper import Paper
    from karabakh_tui.yamldoc.plain import Fields, Plain
    from karabakh_tui.yamldoc.sheet import Sheet

CHECKED_WHOLE = 32 << 10
"""Bytes up to which a file is read again as a whole before it is written; of a larger one only what was changed is. The
rest of that is read when there is time for it: it takes half a second for ten thousand annotations."""

_WHOLE_NUMBERS = frozenset({"format", "start", "point", "key"})
_TRUTHS = frozenset({"done"})
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,11})\Z")


class Woven(NamedTuple):
    """A file with everything in it, and the order of its records, by section."""

    sheet: Sheet
    rows: dict[str, list[str]]


def woven(sheet: Sheet, state: State) -> Woven:
    """The file as the person sees it, from `sheet`, which is what `state.base` says. Raises FaultError (a SpliceError)
    where a change cannot be made without touching anything else."""
    rows = {section: list(records) for section, records in state.base.items()}
    for section, op in changes(state.base, state.now, state.touched):
        sheet = _changed(sheet, state, rows, section, op)
    if len(sheet.data) <= CHECKED_WHOLE:
        sheet.check()
    return Woven(sheet, rows)


def changes(
    base: Sections, now: Sections, touched: set[tuple[str, str]] | frozenset[tuple[str, str]]
) -> Iterator[tuple[str, Primitive]]:
    """What leads from one state to the other, in an order in which it can be done; their files are left open. Positions
    are those when the turn of each comes."""
    for section in sorted({section for section, _ in touched}):
        was, is_ = base.get(section, {}), now.get(section, {})
        names = {name for at, name in touched if at == section}
        for name in sorted(names & was.keys() & is_.keys()):
            fields = [*was[name], *(one for one in is_[name] if one not in was[name])]
            for field in fields:
                before, value = was[name].get(field), is_[name].get(field)
                if before != value:
                    yield section, SetField("", name, field, value, before)
        gone = names & (was.keys() - is_.keys())
        rows = [name for name in was if name not in gone]
        for at, name in reversed(list(enumerate(was))) if gone else ():
            if name in gone:
                yield section, Delete("", name, was[name], at)
        new = names & (is_.keys() - was.keys())
        before = ""
        for name in is_ if new else ():
            if name in new:
                at = rows.index(before) + 1 if before else 0
                rows.insert(at, name)
                yield section, Add("", name, is_[name], at)
            before = name


def lines_of(paper: Paper, section: str, name: str) -> str:
    """How a record would be written now, comments included; "" for one that is only in memory."""
    sheet, base = paper.disk.sheet, paper.state.base.get(section, {})
    if sheet is None or name not in base or section == TOP:
        return paper.state.lines.get((section, name), "")
    at = list(base).index(name)
    try:
        for field, value in _differences(base[name], paper.now(section).get(name, {})):
            sheet = sheet.set(section, at, field, None if value is None else typed(field, value))
        return sheet.lines(section, at)
    except FaultError:
        return ""


def typed(field: str, value: Plain) -> Plain:
    """A value as it is written: whole numbers and truths without quotes."""
    if isinstance(value, dict):
        return {name: typed(name, one) for name, one in value.items()}
    if isinstance(value, list):
        return [typed(field, one) for one in value]
    if not isinstance(value, str):
        return value
    if field in _TRUTHS and value in ("true", "false"):
        return value == "true"
    return int(value) if field in _WHOLE_NUMBERS and _NUMBER.match(value) else value


def _changed(sheet: Sheet, state: State, rows: dict[str, list[str]], section: str, op: Primitive) -> Sheet:
    names = rows.setdefault(section, [])
    match op:
        case SetField(_, name, field, value):
            made = None if value is None else typed(field, value)
            return sheet.set_top(field, made) if section == TOP else sheet.set(section, names.index(name), field, made)
        case Delete(_, name):
            at = names.index(name)
            del names[at]
            return sheet.delete(section, at)
        case Add(_, name, fields, position):
            at = len(names) if position is None else position
            last = at >= len(names)
            names.insert(at, name)
            lines = state.lines.get((section, name), "")
            return _added(sheet, section, None if last else at, fields, lines)


def _added(sheet: Sheet, section: str, at: int | None, fields: Fields, lines: str) -> Sheet:
    """The sheet with a record more. One that comes back with other words than it had is written in its old lines, and
    only these words are new: the comments in it stay."""
    made = sheet.add(section, {field: typed(field, value) for field, value in fields.items()}, at, lines)
    where = len(made.records(section)) - 1 if at is None else at
    if not lines or made.lines(section, where) == lines:
        return made
    try:
        told = _told_by(section, lines)
        found = sheet.add(section, {field: typed(field, value) for field, value in told.items()}, at, lines)
        for field, value in _differences(told, fields):
            found = found.set(section, where, field, None if value is None else typed(field, value))
    except FaultError:
        return made
    return found


def _told_by(section: str, lines: str) -> Fields:
    """What the lines of a record say by themselves. Raises FaultError where they need others, or are none."""
    from karabakh_tui.yamldoc.sheet import Sheet

    listed = f"{section}: [{lines}]\n" if lines.lstrip().startswith("{") else f"{section}:\n{lines}"
    return next(iter(Sheet.read(listed.encode(), section).records(section)), {})


def _differences(was: Fields, is_: Fields) -> Iterator[tuple[str, Plain | None]]:
    for field in dict.fromkeys([*was, *is_]):
        if was.get(field) != is_.get(field):
            yield field, is_.get(field)


def named(file: str, section: str) -> str:
    """How operations name a file and a section of it."""
    return f"{file}{section}" if file.endswith(":") else file


def as_ops(file: str, found: Sequence[tuple[str, Primitive]]) -> tuple[Primitive, ...]:
    """Operations on that file. What is at the top of a file of two lists is named by neither."""
    return tuple(op._replace(file=named(file, section)) for section, op in found)
