"""The journal: what a person did and the YAML files do not hold yet. On the disk before a screen shows it as done.

One file for each session, one line of JSON for each step, `["<checksum>",{...}]`. A line is either whole or it does
not count: the last one may be torn, where the power went or the disk was full; a damaged one further up is reported,
and the others still count.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from karabakh_tui.annotations.news import JournalError
from karabakh_tui.annotations.operations import Add, Delete, Primitive, SetField, Step
from karabakh_tui.yamldoc.disk import sync_folder, write_all
from karabakh_tui.yamldoc.errors import in_words
from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.plain import Fields

FORMAT = 1
SIZE_LIMIT = 256 << 20  # bytes of a journal or a history that are read

EntryKind: TypeAlias = Literal["do", "undo", "redo", "base", "writing"]
STEPS = frozenset({"do", "undo", "redo"})
_KINDS = STEPS | {"base", "writing"}
_LINE = re.compile(rb'\["([0-9a-f]{8})",(\{.*\})\]')


class Entry(NamedTuple):
    """A line of the journal. `n` numbers the entries of an annotator, rising, across sessions.

    `do`, `undo` and `redo` are steps; the latter two are of the step numbered `of`. `base`: from here on, what is not
    in the YAML file `file` is `ops` and what follows. `writing`: the file is about to be written with all that stands
    above; whether it was is told by its bytes, whose sum is in `words`. `known` holds the records that were changed, as
    they were before, by file and address.
    """

    n: int
    kind: EntryKind
    ops: tuple[Primitive, ...]
    words: str = ""
    at: float = 0.0
    of: int = 0
    file: str = ""
    known: Mapping[str, Mapping[str, Fields]] = {}

    @property
    def step(self) -> Step:
        """The same as it is shown and undone."""
        return Step(self.ops, self.words, self.at)


class Lines(NamedTuple):
    """What a journal or a history holds. One that could not be `read` may hold more than that."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    read: bool = True


class Journal:
    """The journal of a session that lives: nobody else can lock its file."""

    def __init__(self, path: Path, header: Mapping[str, Any]) -> None:
        """Makes the file. Raises JournalError."""
        self.path = path
        self._lines = [_line({"journal": FORMAT, **header})]
        self._handle = -1
        self._size = 0
        self._whole = True
        self._create()

    def append(self, entries: Sequence[Entry]) -> None:
        """Add the entries; they are on the disk when this returns. Raises JournalError, and then none was added."""
        data = b"".join(_line(_to_json(entry)) for entry in entries)
        try:
            if os.fstat(self._handle).st_nlink == 0:
                self._recreate()
            self._write(data)
        except OSError as error:
            raise _failed(self.path, error) from None
        self._lines.append(data)

    def clear(self) -> None:
        """Forget all entries: they are in the history. Raises JournalError."""
        del self._lines[1:]
        self._size = len(self._lines[0])
        self._whole = False
        try:
            self._mend()
        except OSError as error:
            raise _failed(self.path, error) from None

    def close(self, *, remove: bool) -> None:
        """Let go of the file, and of the lock; `remove` it where nothing in it is needed."""
        if self._handle < 0:
            return
        if remove:
            with contextlib.suppress(OSError):
                os.unlink(self.path)  # noqa: PTH108 - one kind of call for all that may fail
        with contextlib.suppress(OSError):
            os.close(self._handle)
        self._handle = -1

    def _create(self) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            self._handle = os.open(self.path, flags, 0o600)
        except OSError as error:
            raise _failed(self.path, error) from None
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._write(self._lines[0])
            sync_folder(self.path.parent)
        except OSError as error:
            self.close(remove=True)
            raise _failed(self.path, error) from None

    def _recreate(self) -> None:
        """Somebody removed the file: it is made again with all that it held."""
        gone, lines = self._handle, self._lines
        self._size, self._whole, self._lines = 0, True, [b"".join(lines)]
        try:
            self._create()
        except JournalError as error:
            self._handle, self._lines = gone, lines
            raise error.error from None
        os.close(gone)

    def _write(self, data: bytes) -> None:
        self._mend()
        try:
            write_all(self._handle, data, self._size)
            os.fdatasync(self._handle)
        except OSError:
            self._whole = False
            with contextlib.suppress(OSError):
                self._mend()
            raise
        self._size += len(data)

    def _mend(self) -> None:
        """Cut off what a failed write left, before anything else is written."""
        if not self._whole:
            os.ftruncate(self._handle, self._size)
            self._whole = True


def read_journal(path: Path, shown: str) -> Lines:
    """What a journal or a history holds; one that cannot be read holds nothing, and the fault says why."""
    from karabakh_tui.yamldoc.disk import read_regular
    from karabakh_tui.yamldoc.fault import FaultError

    try:
        data = read_regular(path, shown, SIZE_LIMIT)
    except FaultError as error:
        return Lines((), (error.fault,), read=False)
    entries: list[Entry] = []
    faults: list[Fault] = []
    size = data.rfind(b"\n") + 1
    for number, line in enumerate(data[:size].split(b"\n")[:-1], 1):
        value = _value(line)
        if value is None:
            what = "is damaged: this line is not as it was written"
            faults.append(Fault(shown, number, 0, what, "the other lines are used; the file is kept"))
        elif "journal" not in value:
            entry = _from_json(value)
            if entry is None:
                what = "is not understood: another version of this program wrote it"
                faults.append(Fault(shown, number, 0, what, "open it with that version; the file is kept"))
            else:
                entries.append(entry)
    return Lines(tuple(entries), tuple(faults))


def annotator_of(path: Path) -> str:
    """Whose journal this is; "" where it does not tell."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as all that is opened here
            value = _value(file.readline(1 << 12).rstrip(b"\n")) if path.is_file() else None
    except OSError:
        return ""
    return str(value.get("annotator", "")) if value and "journal" in value else ""


def is_held(path: Path) -> bool:
    """Whether the session whose journal this is lives. A network drive only tells who may write the file."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def lines_of(entries: Iterable[Entry]) -> bytes:
    """The entries as they are written."""
    return b"".join(_line(_to_json(entry)) for entry in entries)


def _failed(path: Path, error: OSError) -> JournalError:
    return JournalError(f"the journal cannot be written: {in_words(error)}", error)


def _line(value: Mapping[str, Any]) -> bytes:
    text = json.dumps(value, separators=(",", ":")).encode()
    return b'["%08x",%s]\n' % (zlib.crc32(text), text)


def _value(line: bytes) -> dict[str, Any] | None:
    found = _LINE.fullmatch(line)
    if found is None or zlib.crc32(found[2]) != int(found[1], 16):
        return None
    try:
        value = json.loads(found[2])
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _to_json(entry: Entry) -> dict[str, Any]:
    value: dict[str, Any] = {"n": entry.n, "kind": entry.kind, "at": round(entry.at, 3), "words": entry.words}
    if entry.of:
        value["of"] = entry.of
    if entry.file:
        value["file"] = entry.file
    if entry.known:
        value["known"] = dict(entry.known)
    value["ops"] = [[_NAMES[type(op)], *op] for op in entry.ops]
    return value


_NAMES: dict[type, str] = {Add: "add", Delete: "delete", SetField: "set"}
_TYPES: dict[str, type] = {name: kind for kind, name in _NAMES.items()}


def _from_json(value: Mapping[str, Any]) -> Entry | None:
    """The entry; None where that is none of ours. The checksum was right, so nobody wrote it by hand."""
    try:
        ops = tuple(cast("Primitive", _TYPES[op[0]](*op[1:])) for op in value["ops"])
        if value["kind"] not in _KINDS or not all(isinstance(op.file, str) and isinstance(op.id, str) for op in ops):
            return None
        return Entry(
            int(value["n"]),
            value["kind"],
            ops,
            str(value["words"]),
            float(value["at"]),
            int(value.get("of", 0)),
            str(value.get("file", "")),
            dict(value.get("known", {})),
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return None
