"""Sentences on what changes, for speech and braille: which are said, and how they leave the program.

A screen tells what is the case as a list of facts; `Ears` remembers what it has said of each and says what is new.
`Outlet` writes the sentences from a thread of its own, so that no pipe that nobody reads can hold up the screen.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import threading
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from karabakh_tui.export.table import one_line

STOPPED_AFTER = 0.5
"""Seconds without a key after which what scrolls counts as standing still."""

KEPT = 200
"""So many sentences wait for a slow reader; beyond that the oldest are dropped, nobody wants to hear them any more."""

LONGEST = 2000
"""Code points of one sentence."""

PATIENCE = 0.5
"""Seconds that the end of the program waits for the last sentences to be taken."""

_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is the case on a screen.

    `parts` are its sentences; they are said when `key` differs from what it was, from the first part on whose place in
    the key differs. `after` names topics that, once said, leave only `brief` to be said of this one. A `slow` fact is
    said when nothing has happened for a while, and neither it nor one without `opening` when its screen opens.
    """

    topic: str
    key: tuple[Hashable, ...]
    parts: tuple[str, ...]
    after: tuple[str, ...] = ()
    brief: str = ""
    slow: bool = False
    opening: bool = True


class Ears:
    """Decides what is said, and hands it to `write`, a line at a time."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._known: WeakKeyDictionary[object, dict[str, tuple[Hashable, ...]]] = WeakKeyDictionary()
        self._top: WeakKeyDictionary[object, None] = WeakKeyDictionary()

    def say(self, words: str) -> None:
        """Say this; on one line, with nothing hidden in it."""
        told = one_line(words[: 2 * LONGEST])
        if len(told) > LONGEST:
            told = told[:LONGEST].rpartition(" ")[0] or told[:LONGEST]
        if told.strip():
            self._write(told.rstrip())

    def hear(self, screen: object, title: str, facts: Iterable[Fact], *, still: bool = False) -> bool:
        """Say what is new on the screen on top. Whether something is left to be said once all stands still."""
        fresh = screen not in self._known
        known = self._known.setdefault(screen, {})
        if screen not in self._top:
            self._top.clear()
            self._top[screen] = None
            self.say(title if fresh else f"Back: {title}")
        waits = False
        told: set[str] = set()
        for fact in facts:
            before = known.get(fact.topic)
            if before == fact.key:
                continue
            covered = not told.isdisjoint(fact.after)
            if fact.slow and not (still or fresh or covered):
                waits = True
                continue
            known[fact.topic] = fact.key
            if fresh and (fact.slow or not fact.opening):
                continue
            words = fact.brief if covered else " ".join(filter(None, _from_the_change(fact, before)))
            if words:
                told.add(fact.topic)
                self.say(words)
        return waits


def _from_the_change(fact: Fact, before: tuple[Hashable, ...] | None) -> Sequence[str]:
    """The parts of a fact from the first one on that is another now."""
    if before is None or len(before) != len(fact.key):
        return fact.parts
    same = next(n for n, (old, new) in enumerate(zip(before, fact.key, strict=True)) if old != new)
    return fact.parts[min(same, len(fact.parts) - 1) :]


class Outlet:
    """Where sentences go: a file that is appended to, a pipe, or an open descriptor by its number.

    `write` never waits and never fails. What cannot be written is dropped; `on_trouble` is told so in words, once, from
    another thread.
    """

    def __init__(self, target: str, on_trouble: Callable[[str], None]) -> None:
        self.target = target
        self._on_trouble = on_trouble
        self._troubled = False
        self._lines: deque[bytes] = deque()
        self._changed = threading.Condition()
        self._writing = self._closing = False
        self._file: int | None = None
        self._thread = threading.Thread(target=self._work, name="announcements", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Write a line soon."""
        with self._changed:
            if len(self._lines) >= KEPT:
                self._lines.popleft()
                self._trouble(f"{place_of(self.target)} is read too slowly: some announcements were dropped.")
            self._lines.append(f"{line}\n".encode("utf-8", "replace"))
            self._changed.notify_all()

    def drain(self, seconds: float = PATIENCE) -> bool:
        """Wait until all is written, at most so long; whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._lines and not self._writing, seconds)

    def close(self) -> None:
        """Write what is left, as far as it is taken soon, and end."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(PATIENCE)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._writing = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._lines or self._closing)
                if not self._lines:
                    break
                line = self._lines.popleft()
                self._writing = True
            try:
                self._put(line)
            except OSError as error:
                self._let_go()
                self._trouble(_lost(self.target, error))
        self._let_go()

    def _put(self, line: bytes) -> None:
        if self._file is None:
            self._file = _opened(self.target)
        while line:
            line = line[os.write(self._file, line) :]

    def _let_go(self) -> None:
        """Close what was opened; the next sentence opens it again."""
        if self._file is not None:
            with suppress(OSError):
                os.close(self._file)
            self._file = None

    def _trouble(self, words: str) -> None:
        if not self._troubled:
            self._troubled = True
            self._on_trouble(words)


def refusal(target: str) -> str:
    """Why announcements cannot go there, in words; empty where they can.

    A descriptor has to be open for writing, and must not be the terminal that the screen is drawn on, as a file must
    not be. A pipe in the file system may have no reader yet.
    """
    try:
        file = _opened(target)
    except OSError as error:
        return "" if error.errno == errno.ENXIO else _lost(target, error)
    try:
        if _is_the_terminal(file):
            return f"{place_of(target)} is the terminal that the screen is drawn on. Name a file, or 3 with 3>FILE."
        if _is_number(target) and fcntl.fcntl(file, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            return f"{place_of(target)} is open for reading only."
        if stat.S_ISDIR(os.fstat(file).st_mode):
            return f"{place_of(target)} is a folder."
    finally:
        os.close(file)
    return ""


def place_of(target: str) -> str:
    """How a target is called in a sentence."""
    return f"Descriptor {int(target)}" if _is_number(target) else one_line(target)


def _is_number(target: str) -> bool:
    return target.isascii() and target.isdecimal() and len(target) < 9


def _opened(target: str) -> int:
    """A descriptor of our own for what the target names. Raises OSError."""
    if _is_number(target):
        return fcntl.fcntl(int(target), fcntl.F_DUPFD_CLOEXEC, 3)
    try:
        file = os.open(Path(target).expanduser(), _APPEND, 0o600)
    except (ValueError, RuntimeError) as error:
        raise OSError(errno.EINVAL, str(error)) from error
    os.set_blocking(file, True)
    return file


def _is_the_terminal(file: int) -> bool:
    """Whether it is a terminal that this program reads from or draws on."""
    if not os.isatty(file):
        return False
    device = os.fstat(file).st_rdev
    ours = {os.fstat(number).st_rdev for number in (0, 1, 2) if os.isatty(number)}
    with suppress(OSError):
        ours.add(os.stat("/dev/tty").st_rdev)  # noqa: PTH116 - another name for the one of this process
    return device in ours


def _lost(target: str, error: OSError) -> str:
    """What is said where something could not be written or opened."""
    where = place_of(target)
    if _is_number(target):
        if error.errno == errno.EBADF:
            return f"{where} is not open. Name a file, or open it with {int(target)}>FILE."
        where = where.lower()
    if error.errno in (errno.ENXIO, errno.EPIPE):
        return f"Nobody reads {where}: announcements are lost until somebody does."
    return f"Could not write announcements to {where}: {error.strerror}."
