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
from typing import NamedTuple

from karabakh_tui.yamldoc import edit_fields, edit_records, emit
from karabakh_tui.yamldoc.change import Changes, UnchangeableError, plain_said
from karabakh_tui.yamldoc.document import Document
from karabakh_tui.yamldoc.emit import INDENT, Form, UnwritableError, scalar
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.job import Job, Place, settled
from karabakh_tui.yamldoc.load import SIZE_LIMIT, ParserMissingError
from karabakh_tui.yamldoc.plain import Fields, Plain
from karabakh_tui.yamldoc.window import (
    Parts,
    Run,
    Window,
    as_fields,
    as_plain,
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


class _Facts(NamedTuple):
    """What holds for a whole file. `used` are the names of its aliases, `anchor` is that of its fields together,
    `values` and `size` say how many values and bytes there are."""

    bom: bool
    eol: str
    indent: str
    anchor: str
    used: frozenset[str]
    values: int
    size: int


class Sheet:
    """A file and where the records of its lists stand. It never changes: an edit gives another sheet.

    A section is a list of records at the top of the file. Its records are told by their number, from 0.
    """

    __slots__ = ("_data", "_facts", "_parts", "_top", "path")

    def __init__(self, path: str, parts: Parts, top: dict[str, Said], facts: _Facts) -> None:
        self.path = path
        self._parts = parts
        self._top = top  # what the fields at the top say; None for a list that is among the parts
        self._facts = facts
        self._data: bytes | None = None

    @classmethod
    def read(cls, data: bytes, path: str) -> Sheet:
        """The file `data`, named `path` in faults.

        Raises FaultError where the file as a whole cannot be used, as `load` does, and where it has no fields at the
        top. Raises ParserMissingError without libyaml.
        """
        return cls.read_both(data, path)[0]

    @classmethod
    def read_both(cls, data: bytes, path: str) -> tuple[Sheet, Document]:
        """The same, and the file as `load` gives it, from one reading. Raises what `read` raises."""
        try:
            from karabakh_tui.yamldoc.marks import read_parts
        except ImportError:
            raise ParserMissingError from None
        document, parts, top, marks = read_parts(data, path)
        facts = _Facts(
            document.bom, _eol(document.text), marks.indent, marks.anchor, marks.used, marks.values, len(data)
        )
        return cls(path, parts, top, facts), document

    @property
    def data(self) -> bytes:
        """The whole file."""
        if self._data is None:
            pieces: list[bytes] = [codecs.BOM_UTF8] if self._facts.bom else []
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
        number = self._run(section)
        if number is not None:
            return [one.fields for one in run_at(self._parts, number).entries if one.fields is not None]
        return [fields for one in self._entries(section) if (fields := as_fields(one)) is not None]

    def top(self, field: str) -> Plain | None:
        """What a field at the top says; None for one that is not there, or null."""
        if self._run(field) is not None:
            return list(self.records(field))
        said_now = self._top.get(field)
        return None if said_now is None else as_plain(said_now)

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
        count = sum(type(one) is dict for one in entries)
        raw = self._raw(section, at) if at is not None and at < count else len(entries)
        if not entries:
            return self._spliced(
                section, raw, lambda place: edit_records.beginning(place, fields, lines, self._dash()), last=True
            )
        if not count:
            raise self._refusal(section, raw, f"{quoted(section)} is no list of records")
        return self._spliced(section, raw, lambda place: edit_records.adding(place, fields, lines))

    def set(self, section: str, at: int, field: str, value: Plain | None) -> Sheet:
        """A field of a record gets another value; None: it is not written. Raises SpliceError."""
        raw = self._raw(section, at)
        old = self._entries(section)[raw]
        assert isinstance(old, dict)
        if (
            (old.get(field) is None)
            if value is None
            else (field in old and self._said(section, raw, value) == old[field])
        ):
            return self
        return self._spliced(section, raw, lambda place: edit_fields.setting(place, field, value, old))

    def delete(self, section: str, at: int) -> Sheet:
        """A record goes, with the comments that belong to it. Raises SpliceError."""
        return self._spliced(section, self._raw(section, at), edit_records.deleting)

    def set_top(self, field: str, value: Plain | None) -> Sheet:
        """A field at the top of the file gets another value; None: it is not written. Raises SpliceError."""
        if self._run(field) is not None:
            raise self._refusal(field, 0, f"{quoted(field)} is a list of records")
        old = self._top.get(field)
        if old == self._said(field, 0, value):
            return self
        return self._spliced(field, 0, lambda place: edit_fields.setting_top(place, field, value, old))

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
            why = ""
            for way in job.ways:
                found = self._tried(window, place, job, way)
                if isinstance(found, Sheet):
                    return found
                why = found or why
            why = why or "cannot be changed without touching what stands beside it"
        except UnwritableError as error:
            why = f"cannot hold {error}"
        except (UnchangeableError, UnreadableError) as error:
            why = f"cannot be changed: {error}"
        raise self._refusal(section, raw, why)

    def _place(self, section: str, raw: int, *, last: bool = False) -> tuple[Window, Place]:
        """Where in the file that entry stands. A list that is not there will stand in the last text, if `last`."""
        number = self._run(section)
        if number is not None:
            first = max(0, raw - 1)
            window = on_entries(self._parts, number, first, raw + 2)
            view = seen(self._parts, window, self._facts.indent, self._facts.eol)
            return window, Place(
                view, scan(view.text), section, raw - first, self._facts.eol, view.values[section], first
            )
        texts = range(0, len(self._parts), 2)
        for number in texts if section in self._top else ():
            found = self._in_text(section, raw, number)
            if found[1].root and found[1].root.at(section) >= 0:
                return found
        return self._in_text(section, raw, texts[-1 if last else 0])

    def _in_text(self, section: str, raw: int, number: int) -> tuple[Window, Place]:
        window = on_text(self._parts, number)
        view = seen(self._parts, window, self._facts.indent, self._facts.eol)
        values = self._top.get(section)
        held = values if isinstance(values, list) else []
        return window, Place(view, scan(view.text), section, raw, self._facts.eol, held)

    def _tried(self, window: Window, place: Place, job: Job, way: Callable[[], Changes]) -> Sheet | str:
        """The sheet after an edit in that way; where it does not say what it must, why, as far as that is known."""
        try:
            text = way().result()
            root = scan(text)
        except (UnchangeableError, UnreadableError):
            return ""
        from karabakh_tui.yamldoc.walk import NODE_LIMIT

        done = settled(root, job)
        new = divided(text, place.view.made, lists_in(text, root, job.values), done.values) if done else None
        parts = put_back(self._parts, window, new) if new else None
        if parts is None or done is None:
            return ""
        before, after, facts = names(place.root), names(root), self._facts
        anchors = before.anchors | after.anchors | self._run_anchors(window) | {facts.anchor}
        whole = done.whole or bool(after.aliases - before.aliases) or bool(facts.used & anchors)
        grown = len(text.encode()) - len(place.view.text.encode())
        facts = facts._replace(
            used=facts.used | after.aliases,
            values=facts.values + after.values - before.values,
            size=facts.size + grown,
        )
        if grown > 0 and (facts.values > NODE_LIMIT or facts.size > SIZE_LIMIT):
            raise UnchangeableError("the file would be too large to be read again; split it into several files")
        sheet = Sheet(self.path, parts, self._top_after(done), facts)
        if whole and not sheet._is_so():
            shared = ", ".join(f"&{name}" for name in sorted(facts.used & anchors))
            return f"cannot be changed: other places take in what is named {shared} here" if shared else ""
        return sheet

    def _top_after(self, job: Job) -> dict[str, Said]:
        top: dict[str, Said] = {**self._top, **dict.fromkeys(job.values)}
        for name, one in job.top.items():
            if one is None:
                top.pop(name, None)
            else:
                top[name] = one
        return top

    def _is_so(self) -> bool:
        try:
            self.check()
        except SpliceError:
            return False
        return True

    def _said(self, section: str, raw: int, value: Plain | None) -> Said:
        try:
            return None if value is None else plain_said(value)
        except UnwritableError as error:
            raise self._refusal(section, raw, f"cannot hold {error}") from None

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
                return max(0, len(found[1]) - len(self._facts.indent))
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
