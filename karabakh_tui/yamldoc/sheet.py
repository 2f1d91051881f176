"""A YAML file of ours that people write too, and changes of its records that leave every other byte as it is.

    sheet = Sheet.read(data, "anna/jamestown.yaml")
    sheet = sheet.set("annotations", 3, "note", "Against A.")
    path.write_bytes(sheet.data)

A file is never written anew from what was read. The characters of what changes are replaced, the lines around are read
again at once, and where they say anything but what was meant, the change is tried in another way or refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from typing import cast

from karabakh_tui.yamldoc import edits, emit
from karabakh_tui.yamldoc.change import Changes, UnchangeableError, plain_said
from karabakh_tui.yamldoc.edits import Job, Place
from karabakh_tui.yamldoc.emit import INDENT, Form, UnwritableError, scalar
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.load import ParserMissingError
from karabakh_tui.yamldoc.plain import Fields, Plain
from karabakh_tui.yamldoc.window import (
    Parts,
    Run,
    Window,
    divided,
    lists_in,
    on_entries,
    on_text,
    put_back,
    run_at,
    seen,
)
from karabakh_tui.yamldoc.wording import quoted
from karabakh_tui.yamldoc.written import Said, UnreadableError, names, scan

_REPAIR = "change it with an editor"


class SpliceError(FaultError):
    """The change would touch something else, or the result does not say what was meant; nothing is changed."""


class Sheet:
    """A file and where the records of its lists stand. It never changes: an edit gives another sheet.

    A section is a list of records at the top of the file. Its records are told by their number, from 0.
    """

    __slots__ = ("_anchor", "_bom", "_data", "_eol", "_indent", "_parts", "_size", "_top", "_used", "path")

    def __init__(
        self, path: str, parts: Parts, top: dict[str, Said], *, bom: bool, eol: str, indent: str,
        used: frozenset[str], anchor: str, size: int,
    ) -> None:  # fmt: skip
        self.path = path
        self._parts = parts
        self._top = top
        self._bom = bom
        self._eol = eol
        self._indent = indent
        self._used = used
        self._anchor = anchor
        self._size = size
        self._data: bytes | None = None

    @classmethod
    def read(cls, data: bytes, path: str) -> Sheet:
        """The file `data`, named `path` in faults.

        Raises FaultError where the file as a whole cannot be used, as `load` does, and where it has no fields at the
        top. Raises ParserMissingError without libyaml.
        """
        try:
            from karabakh_tui.yamldoc.marks import bare, lists_of, read_marked
        except ImportError:
            raise ParserMissingError from None
        marked = read_marked(data, path)
        said_now = bare(marked.root)
        if not isinstance(said_now, dict) and said_now is not None:
            what = "begins with a list" if isinstance(said_now, list) else "begins with a text"
            place = marked.root
            repair = "begin the file with format: 1, and put a list below a name"
            raise FaultError(marked.source.fault(place.line, place.col, f"{what}, not with a name and a colon", repair))
        top = said_now or {}
        lists, values = [], {}
        for found in lists_of(marked):
            entries = top[found[0]]
            if isinstance(entries, list) and any(isinstance(one, dict) for one in entries):
                lists.append(found)
                values[found[0]] = entries
        text = marked.source.text
        parts = divided(text, 0, lists, values)
        assert parts is not None
        return cls(
            path,
            parts,
            {name: None if name in values else one for name, one in top.items()},
            bom=marked.bom,
            eol=_eol(text),
            indent=marked.indent,
            used=marked.used,
            anchor=marked.anchor,
            size=marked.size,
        )

    @property
    def data(self) -> bytes:
        """The whole file."""
        if self._data is None:
            pieces: list[bytes] = [codecs.BOM_UTF8] if self._bom else []
            for part in self._parts:
                if isinstance(part, bytes):
                    pieces.append(part)
                else:
                    for entry in part.entries:
                        pieces += entry[:2]
            self._data = b"".join(pieces)
        return self._data

    def records(self, section: str) -> Sequence[Fields]:
        """The records of a section in order, every text as it is written, with what merges take in. Fields that are
        null are left out. The records are to be looked at and not to be changed."""
        return [_as_fields(one) for one in self._entries(section) if isinstance(one, dict)]

    def lines(self, section: str, at: int) -> str:
        """A record as it is written, the comments that belong to it included."""
        number = self._run(section)
        raw = self._raw(section, at)
        if number is not None:
            return run_at(self._parts, number).entries[raw].lines.decode()
        _, place = self._place(section, raw)
        node = place.node.items[raw]
        return place.view.text[node.start : node.end]

    def all_lines(self, section: str) -> Sequence[str]:
        """Every record of a section as `lines` has it, in order."""
        number = self._run(section)
        if number is None:
            return [self.lines(section, at) for at in range(len(self.records(section)))]
        return [one.lines.decode() for one in run_at(self._parts, number).entries if isinstance(one.values, dict)]

    # Edits

    def add(self, section: str, fields: Fields, at: int | None = None, lines: str = "") -> Sheet:
        """One record more, as the one at `at` (None: as the last). `lines`, from `lines()`, are how it is written where
        they say `fields`; else it is written like the records beside it. Raises SpliceError."""
        entries = self._entries(section)
        raw = self._raw(section, at) if at is not None and at < len(self.records(section)) else len(entries)
        if not entries:
            return self._spliced(
                section, raw, lambda place: edits.beginning(place, fields, lines, self._dash()), last=True
            )
        if not any(type(one) is dict for one in entries):
            raise self._refusal(section, raw, f"{quoted(section)} is no list of records")
        return self._spliced(section, raw, lambda place: edits.adding(place, fields, lines))

    def set(self, section: str, at: int, field: str, value: Plain | None) -> Sheet:
        """A field of a record gets another value; None: it is not written. Raises SpliceError."""
        raw = self._raw(section, at)
        old = self._entries(section)[raw]
        assert isinstance(old, dict)
        if (old.get(field) is None) if value is None else (field in old and plain_said(value) == old[field]):
            return self
        return self._spliced(section, raw, lambda place: edits.setting(place, field, value, old))

    def delete(self, section: str, at: int) -> Sheet:
        """A record goes, with the comments that belong to it. Raises SpliceError."""
        return self._spliced(section, self._raw(section, at), edits.deleting)

    def set_top(self, field: str, value: Plain | None) -> Sheet:
        """A field at the top of the file gets another value; None: it is not written. Raises SpliceError."""
        if self._run(field) is not None:
            raise self._refusal(field, 0, f"{quoted(field)} is a list of records")
        old = self._top.get(field)
        if (old is None) if value is None else (field in self._top and plain_said(value) == old):
            return self
        return self._spliced(field, 0, lambda place: edits.setting_top(place, field, value, old))

    def check(self) -> None:
        """Read the whole file again, and see that it says what was meant. Raises SpliceError."""
        from karabakh_tui.yamldoc.load import load
        from karabakh_tui.yamldoc.marks import bare

        try:
            found = bare(load(self.data, self.path).root)
        except FaultError as error:
            raise SpliceError(error.fault) from None
        meant = {name: self._entries(name) if self._run(name) is not None else one for name, one in self._top.items()}
        if (found or {}) != meant:
            what = "would say something else than what was meant"
            raise SpliceError(Fault(self.path, 0, 0, what, _REPAIR))

    # How an edit is made

    def _spliced(self, section: str, raw: int, plan: Callable[[Place], Job], *, last: bool = False) -> Sheet:
        try:
            window, place = self._place(section, raw, last=last)
            job = plan(place)
            for way in job.ways:
                found = self._tried(window, place, job, way)
                if found is not None:
                    return found
            why = "cannot be changed without touching what stands beside it"
        except (UnchangeableError, UnreadableError, UnwritableError) as error:
            why = f"cannot be changed: {error}"
        raise self._refusal(section, raw, why)

    def _place(self, section: str, raw: int, *, last: bool = False) -> tuple[Window, Place]:
        """Where in the file that entry stands. A list that is not there will stand in the last text, if `last`."""
        number = self._run(section)
        if number is not None:
            first = max(0, raw - 1)
            window = on_entries(self._parts, number, first, raw + 2)
            view = seen(self._parts, window, self._indent, self._eol)
            return window, Place(view, scan(view.text), section, raw - first, self._eol, view.values[section], first)
        texts = range(0, len(self._parts), 2)
        found = None
        for number in texts if section in self._top else ():
            found = self._in_text(section, raw, number)
            if found[1].root and found[1].root.at(section) >= 0:
                return found
        return self._in_text(section, raw, texts[-1 if last else 0])

    def _in_text(self, section: str, raw: int, number: int) -> tuple[Window, Place]:
        window = on_text(self._parts, number)
        view = seen(self._parts, window, self._indent, self._eol)
        values = self._top.get(section)
        held = values if isinstance(values, list) else []
        return window, Place(view, scan(view.text), section, raw, self._eol, held)

    def _tried(self, window: Window, place: Place, job: Job, way: Callable[[], Changes]) -> Sheet | None:
        """The sheet after an edit in that way, or None where it does not say what it must."""
        try:
            text = way().result()
            root = scan(text)
        except (UnchangeableError, UnreadableError):
            return None
        before, after = names(place.root), names(root)
        anchors = before.anchors | after.anchors | self._run_anchors(window) | {self._anchor}
        done = edits.settled(root, job)
        if done is None:
            return None
        job = done
        whole = job.whole or bool(after.aliases - before.aliases) or bool(self._used & anchors)
        new = divided(text, place.view.made, lists_in(text, root, job.values), job.values)
        parts = put_back(self._parts, window, new) if new else None
        if parts is None:
            return None
        size = self._size + after.values - before.values
        sheet = self._with(parts, job, self._used | after.aliases, size)
        return sheet if not whole or sheet._is_so() else None

    def _with(self, parts: Parts, job: Job, used: frozenset[str], size: int) -> Sheet:
        top: dict[str, Said] = {**self._top, **dict.fromkeys(job.values)}
        for name, one in job.top.items():
            if one is None:
                top.pop(name, None)
            else:
                top[name] = one
        return Sheet(
            self.path, parts, top,
            bom=self._bom, eol=self._eol, indent=self._indent, used=used, anchor=self._anchor, size=size,
        )  # fmt: skip

    def _is_so(self) -> bool:
        try:
            self.check()
        except SpliceError:
            return False
        return True

    def _refusal(self, section: str, raw: int, what: str) -> SpliceError:
        number = self._run(section)
        line = 0
        if number is not None:
            before = b"".join(
                part if isinstance(part, bytes) else b"".join(piece for entry in part.entries for piece in entry[:2])
                for part in self._parts[:number]
            )
            entries = run_at(self._parts, number).entries[: raw + 1]
            before += b"".join(piece for entry in entries for piece in entry[:2])
            if raw < len(run_at(self._parts, number).entries):
                before = before[: len(before) - len(entries[-1].lines)]
            line = before.count(b"\n") + 1
        return SpliceError(Fault(self.path, line, 0, what, _REPAIR))

    # Where things are

    def _run(self, section: str) -> int | None:
        """The number of the part that is the run of a section."""
        numbers = range(1, len(self._parts), 2)
        return next((number for number in numbers if run_at(self._parts, number).section == section), None)

    def _run_anchors(self, window: Window) -> frozenset[str]:
        parts = self._parts[window.lo : window.hi + 1]
        return frozenset(part.anchor for part in parts if isinstance(part, Run))

    def _entries(self, section: str) -> list[Said]:
        """What the entries of a section say; those that are no records, too."""
        number = self._run(section)
        if number is not None:
            return [entry.values for entry in run_at(self._parts, number).entries]
        found = self._top.get(section)
        return found if isinstance(found, list) else []

    def _raw(self, section: str, at: int) -> int:
        """The place among all entries of the record that is the one at `at` among the records."""
        entries = self._entries(section)
        if all(type(one) is dict for one in entries):
            return range(len(entries))[at]
        return [number for number, one in enumerate(entries) if type(one) is dict][at]

    def _dash(self) -> int:
        """How far the dashes of the lists of this file stand behind the names of the lists."""
        for number in range(1, len(self._parts), 2):
            lines = run_at(self._parts, number).entries[0].lines.decode()
            found = re.search(r"^( *)-", lines, re.MULTILINE)
            if found:
                return max(0, len(found[1]) - len(self._indent))
        return INDENT


def new_file(comment: str, fields: Fields, section: str) -> bytes:
    """A file that does not exist yet: a comment, fields at the top, and a section without records."""
    form = Form()
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    lines += [emit.field(name, value, 0, form) for name, value in fields.items()]
    return "\n".join([*lines, "", f"{scalar(section)}: []", ""]).encode()


def _eol(text: str) -> str:
    """What ends most lines."""
    pairs, feeds = text.count("\r\n"), text.count("\n")
    if not feeds and "\r" in text:
        return "\r"
    return "\r\n" if 2 * pairs > feeds else "\n"


def _is_full(value: Said) -> bool:
    """Whether there is no null in it."""
    if isinstance(value, str):
        return True
    if isinstance(value, dict):
        return all(type(one) is str or _is_full(one) for one in value.values())
    return isinstance(value, list) and all(type(one) is str or _is_full(one) for one in value)


def _as_fields(record: dict[str, Said]) -> Fields:
    """The record without its nulls; the very same where it has none."""
    if _is_full(record):
        return cast("Fields", record)
    return {name: _as_plain(one) for name, one in record.items() if one is not None}


def _as_plain(value: Said) -> Plain:
    if isinstance(value, dict):
        return _as_fields(value)
    if isinstance(value, list):
        return [_as_plain(one) for one in value]
    return value if isinstance(value, str) else ""
