"""What a person did, for undo without end: the steps of this session, and behind them those of all earlier ones.

The history is one file for each annotator, in lines like the journal's; each step names the files that it touched. It
is read only when undo goes back beyond the session.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from karabakh_tui.annotations.journal import Entry, lines_of, read_journal
from karabakh_tui.yamldoc.disk import sync_folder, write_all
from karabakh_tui.yamldoc.fault import Fault

_TAIL = 1 << 16


class History:
    """The steps that can be undone and done again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: tuple[Fault, ...] = ()
        self._session: list[Entry] = []
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        self._read = False

    def add(self, entry: Entry) -> None:
        """A step was done, undone, or done again."""
        self._session.append(entry)
        self._count(entry)

    def to_undo(self) -> Entry | None:
        """The step that undo takes back next."""
        if not self._done:
            self._read_all()
        return self._done[-1] if self._done else None

    def to_redo(self) -> Entry | None:
        """The step that redo does again next."""
        if not self._undone and not self._done:
            self._read_all()
        return self._undone[-1] if self._undone else None

    def oldest(self) -> float:
        """When the oldest step was done that is known, in seconds since 1970; 0 where there is none."""
        self._read_all()
        steps = [*self._done[:1], *self._undone[-1:]]
        return min((entry.at for entry in steps), default=0.0)

    def keep(self, entries: Sequence[Entry]) -> None:
        """Write these down for later sessions; they are on the disk when this returns. Raises OSError."""
        if entries:
            append(self.path, lines_of(entries))

    def kept(self) -> frozenset[int]:
        """The numbers of the steps that are written down."""
        return frozenset(entry.n for entry in self._from_file())

    def _from_file(self) -> Sequence[Entry]:
        if not os.path.lexists(self.path):
            return ()
        found = read_journal(self.path, self.path.name)
        self.faults = found.faults
        return found.entries

    def _read_all(self) -> None:
        if self._read:
            return
        self._read = True
        entries = {entry.n: entry for entry in (*self._from_file(), *self._session)}
        self._done, self._undone = [], []
        for number in sorted(entries):
            self._count(entries[number])

    def _count(self, entry: Entry) -> None:
        if entry.kind == "do":
            self._done.append(entry)
            self._undone.clear()
        elif entry.kind == "undo":
            _move(entry.of, self._done, self._undone)
        elif entry.kind == "redo":
            _move(entry.of, self._undone, self._done)


def append(path: Path, data: bytes) -> None:
    """Add lines to a file, behind its last whole line; they are on the disk when this returns. Raises OSError."""
    new = not os.path.lexists(path)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        size = _whole(handle)
        os.ftruncate(handle, size)
        try:
            write_all(handle, data, size)
            os.fdatasync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    if new:
        sync_folder(path.parent)


def _whole(handle: int) -> int:
    """Where the last whole line ends."""
    end = os.fstat(handle).st_size
    while end:
        start = max(0, end - _TAIL)
        found = os.pread(handle, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _move(number: int, source: list[Entry], target: list[Entry]) -> None:
    """Move the step of that number from one end to the other, where it is there."""
    for at in range(len(source) - 1, -1, -1):
        if source[at].n == number:
            target.append(source.pop(at))
            return
