"""Three versions of one YAML file of ours brought together, comments, order and quoting of either side kept.

Where lines that do not touch were changed, lines are merged, as git would do it, and the result is used if it says
exactly what the records come to by `three_way`. Elsewhere the changes of theirs are made in ours, record by record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from karabakh_tui.annotations.addresses import keys
from karabakh_tui.annotations.merge import Answer, Clash, ClashKind, applied, three_way
from karabakh_tui.annotations.operations import Add, Delete, SetField
from karabakh_tui.text.lines import hunks, merged
from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.plain import Fields, Plain
from karabakh_tui.yamldoc.sheet import Sheet, SpliceError

if TYPE_CHECKING:
    from karabakh_tui.yamldoc.written import Said

TOP = ""
"""What a clash in a field at the top of the file names as its record and its section."""

_COMMENT = re.compile(rb"(?:^|[ \t])#.*")

_OURS, _MIDDLE, _THEIRS = b"<<<<<<< ours", b"=======", b">>>>>>> theirs"


class SectionClash(NamedTuple):
    """A contradiction, and the list of the file that it is in. In `clash`, `mine` is ours."""

    section: str
    clash: Clash


class MergedFile(NamedTuple):
    """The file after the merge, how many changes of theirs are in it, and what they contradict each other in: there it
    has conflict markers, around the lines that differ. `left_out` are comments of theirs that had no place in it."""

    data: bytes
    taken: int = 0
    clashes: tuple[SectionClash, ...] = ()
    left_out: tuple[str, ...] = ()


def merge_files(base: bytes, ours: bytes, theirs: bytes, path: str) -> MergedFile:
    """The merge of two versions of the file `path` that both came from `base` (empty where there was none).

    Raises FaultError where one of them cannot be read, SpliceError where a change of theirs cannot be made in ours.
    """
    if end := _line_end(ours):
        base, theirs = (data.replace(b"\r\n", b"\n").replace(b"\n", end) for data in (base, theirs))
    versions = _Versions(
        _Version(base, f"{path} (before)"), _Version(ours, f"{path} (ours)"), _Version(theirs, f"{path} (theirs)")
    )
    if ours == theirs or theirs == base:
        return MergedFile(ours)
    plan = _planned(versions)
    taken = sum(len(one.edits) for one in plan.sections.values()) + len(plan.top)
    if plan.clashes:
        data = _marked(_spliced(versions, plan), _spliced(versions, _planned(versions, "mine")))
    else:
        data = _as_lines(versions, plan) or _spliced(versions, plan)
    return MergedFile(data, taken, plan.clashes, _left_out(base, data, theirs))


def _line_end(data: bytes) -> bytes:
    """How all its lines end; empty where they do not all end alike."""
    long, every = data.count(b"\r\n"), data.count(b"\n")
    return b"" if 0 < long < every else b"\r\n" if long else b"\n"


def _left_out(base: bytes, data: bytes, theirs: bytes) -> tuple[str, ...]:
    """Comments that are in theirs alone."""
    known = {*base.splitlines(), *data.splitlines()}
    found = (_COMMENT.search(line) for line in theirs.splitlines() if line not in known)
    comments = dict.fromkeys(one[0].strip() for one in found if one)
    return tuple(one.decode() for one in comments if one not in base and one not in data)


class _Version:
    """One of the three: its bytes, what it says at the top, and its lists of records."""

    def __init__(self, data: bytes, path: str) -> None:
        from karabakh_tui.yamldoc.load import load
        from karabakh_tui.yamldoc.marks import bare
        from karabakh_tui.yamldoc.record import open_record

        document = load(data, path)
        open_record(document)
        said = bare(document.root)
        whole: dict[str, Said] = said if isinstance(said, dict) else {}
        self.data = data
        self.sheet = Sheet.read(data, path)
        self.lists = [name for name, value in whole.items() if _is_records(value)]
        self.top = {name: value for name, value in whole.items() if name not in self.lists and value not in ([], None)}

    def records(self, section: str) -> Sequence[Fields]:
        return self.sheet.records(section)


class _Versions(NamedTuple):
    base: _Version
    ours: _Version
    theirs: _Version


class _Section(NamedTuple):
    """One list in the three versions: what the records are addressed by, in their order, and what is to be done."""

    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    edits: tuple[Add | Delete | SetField, ...]
    clashes: tuple[Clash, ...]


class _Plan(NamedTuple):
    """What brings ours to the merge: fields at the top, and edits of each list."""

    top: dict[str, Said]
    sections: dict[str, _Section]
    clashes: tuple[SectionClash, ...]


def _is_records(value: Said) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _planned(versions: _Versions, answer: Answer | None = None) -> _Plan:
    """What is to be done; with an answer, as `three_way` has it: "mine" is theirs, since ours stands on the disk."""
    names = dict.fromkeys(name for version in (versions.ours, versions.theirs, versions.base) for name in version.lists)
    sections = {name: _section(versions, name, answer) for name in names}
    top, clashes = _top(versions, names, answer)
    found = [SectionClash(name, _turned(clash)) for name, section in sections.items() for clash in section.clashes]
    return _Plan(top, sections, (*clashes, *found))


def _section(versions: _Versions, name: str, answer: Answer | None) -> _Section:
    base, ours, theirs = (version.records(name) for version in versions)
    was = dict(zip(keys(base), base, strict=True))
    here = dict(zip(keys(ours, was), ours, strict=True))
    there = dict(zip(keys(theirs, {**here, **was}), theirs, strict=True))
    merge = three_way(was, there, here, file=name, answer=answer)
    return _Section(tuple(was), tuple(here), tuple(there), merge.edits, merge.clashes)


def _top(
    versions: _Versions, lists: Iterable[str], answer: Answer | None
) -> tuple[dict[str, Said], list[SectionClash]]:
    """What becomes of the fields at the top that are no list of records."""
    base, ours, theirs = (version.top for version in versions)
    found: dict[str, Said] = {}
    clashes = []
    for name in dict.fromkeys([*ours, *theirs]):
        was, here, there = base.get(name), ours.get(name), theirs.get(name)
        if name in lists or there in (was, here):
            continue
        if here == was or answer == "mine":
            found[name] = there
        else:
            clash = Clash("field", TOP, name, *(cast("Plain | None", one) for one in (was, here, there)))
            clashes.append(SectionClash(TOP, clash))
    return found, clashes


def _turned(clash: Clash) -> Clash:
    kinds: dict[str, ClashKind] = {"deleted here": "deleted there", "deleted there": "deleted here"}
    return clash._replace(kind=kinds.get(clash.kind, clash.kind), mine=clash.theirs, theirs=clash.mine)


# By lines


def _as_lines(versions: _Versions, plan: _Plan) -> bytes | None:
    """The merge of the lines, where nobody changed lines that touch, and it says what the records come to."""
    lines = merged(*(version.data.splitlines(keepends=True) for version in versions))
    if lines is None:
        return None
    data = b"".join(lines)
    try:
        found = _Version(data, versions.ours.sheet.path)
        wanted = _Version(_spliced(versions, plan), versions.ours.sheet.path)
    except FaultError:
        return None
    same = found.top == wanted.top and all(
        sorted(map(repr, found.records(name))) == sorted(map(repr, wanted.records(name))) for name in plan.sections
    )
    return data if same else None


def _marked(here: bytes, there: bytes) -> bytes:
    """The one with both versions of the lines in which they differ, as git marks a conflict."""
    ours, theirs = (data.splitlines(keepends=True) for data in (here, there))
    end = b"\r\n" if b"\r\n" in here else b"\n"
    found: list[bytes] = []
    at = 0
    for hunk in hunks(ours, theirs):
        found += ours[at : hunk.start]
        found += [_OURS, end, *_whole(ours[hunk.start : hunk.end], end), _MIDDLE, end]
        found += [*_whole(theirs[hunk.other_start : hunk.other_end], end), _THEIRS, end]
        at = hunk.end
    return b"".join([*found, *ours[at:]])


def _whole(lines: Sequence[bytes], end: bytes) -> list[bytes]:
    """The lines, the last one with its end."""
    return [line if line.endswith((b"\n", b"\r")) else line + end for line in lines]


# By records


def _spliced(versions: _Versions, plan: _Plan) -> bytes:
    """Ours with the changes of theirs."""
    sheet = _with_head(versions)
    for name, value in plan.top.items():
        sheet = sheet.set_top(name, cast("Plain | None", value))
    for name, section in plan.sections.items():
        sheet = _Splicer(versions, name, section).done(sheet)
    sheet.check()
    return sheet.data


def _with_head(versions: _Versions) -> Sheet:
    """Ours with what stands in theirs before the first record, where only they changed that."""
    base, ours, theirs = map(_head, versions)
    if ours is None or theirs is None or ours != base or theirs == base:
        return versions.ours.sheet
    try:
        return Sheet.read(theirs + versions.ours.data[len(ours) :], versions.ours.sheet.path)
    except FaultError:
        return versions.ours.sheet


def _head(version: _Version) -> bytes | None:
    """What stands before the first record of the first list; None where there is none."""
    if not version.lists:
        return None
    first = version.sheet.lines(version.lists[0], 0).encode()
    at = version.data.find(first)
    return version.data[:at] if at > 0 else None


class _Splicer:
    """The edits of one list, made in ours."""

    def __init__(self, versions: _Versions, name: str, section: _Section) -> None:
        self.name, self.edits = name, section.edits
        self.order = list(section.ours)
        self.was, self.here, self.there = (
            dict(zip(names, version.sheet.all_lines(name), strict=True))
            for names, version in zip(section[:3], versions, strict=True)
        )
        self.fields = dict(zip(section.theirs, versions.theirs.records(name), strict=True))

    def done(self, sheet: Sheet) -> Sheet:
        """The sheet after the edits. Raises SpliceError."""
        sheet, fresh = self._rewritten(sheet)
        for edit in self.edits:
            match edit:
                case Add(_, name, fields, position):
                    sheet = sheet.add(self.name, fields, position, self.there.get(name, ""))
                    self.order.insert(len(self.order) if position is None else position, name)
                case Delete(_, name):
                    sheet = sheet.delete(self.name, self.order.index(name))
                    self.order.remove(name)
                case SetField(_, name, field, value) if name not in fresh:
                    sheet = sheet.set(self.name, self.order.index(name), field, value)
        for at, name in enumerate(self.order):
            lines = sheet.lines(self.name, at) if self._is_anew(name) else ""
            if more := _remarks(self.there.get(name, ""), self.was.get(name, "") + lines):
                blank = len(lines) - len(lines.lstrip("\r\n"))  # what stands above a blank line is of the one before
                sheet = _with_lines(sheet, self.name, at, lines[:blank] + more + lines[blank:]) or sheet
        return sheet

    def _rewritten(self, sheet: Sheet) -> tuple[Sheet, set[str]]:
        """The sheet with the records that they wrote anew, be it in a comment, as they are written there, or in the
        lines of both; and which these are."""
        fresh = set()
        now = applied(dict(zip(self.order, sheet.records(self.name), strict=True)), self.edits)
        for at, name in enumerate(self.order):
            if not self._is_anew(name) or name not in now:
                continue
            was, here, there = (one[name].splitlines(keepends=True) for one in (self.was, self.here, self.there))
            lines = merged(was, here, there, touching=True)
            other = _with_lines(sheet, self.name, at, "".join(lines), now[name]) if lines else None
            if other:
                sheet = other
                fresh.add(name)
        return sheet, fresh

    def _is_anew(self, name: str) -> bool:
        """Whether they wrote a record in another way, which is not ours."""
        return name in self.was and self.there.get(name) not in (None, self.was[name], self.here.get(name))


def _with_lines(sheet: Sheet, section: str, at: int, lines: str, fields: Fields | None = None) -> Sheet | None:
    """The sheet with other lines for a record, where they say that, or what it says now; else None."""
    try:
        longer = sheet.add(section, sheet.records(section)[at] if fields is None else fields, at, lines)
        if longer.lines(section, at) != lines:
            return None
        return longer.delete(section, at + 1)
    except SpliceError:
        return None


def _remarks(lines: str, known: str) -> str:
    """The lines of comment that are not among those known."""
    there = {line.strip() for line in known.splitlines()}
    new = (line for line in lines.splitlines(keepends=True) if line.strip().startswith("#"))
    return "".join(line for line in new if line.strip() not in there)
