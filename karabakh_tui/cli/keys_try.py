"""`keys --test`: the terminal as the screen has it, but for the screen: each key that is pressed is told on a line."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from karabakh_tui.cli.exits import DONE, HUNG_UP, NO_TERMINAL
from karabakh_tui.cli.messages import complain
from karabakh_tui.cli.output import print_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Key
    from textual.message import Message

    from karabakh_tui.tui.key_report import Pressed

LOOK_EVERY = 0.02
"""Seconds between two looks whether more has come."""

LATE = 2.0
"""Seconds after an Esc in which a bracket may still be the rest of the same key."""

ESC = 0x1B
INPUT, LOCAL = 0, 3  # where termios keeps these flags
SLOW = 20
"""Milliseconds between the bytes of one key from which on they came apart."""

END = "q twice, ^c or ^d ends this."

ENTER = "\x1b[?2004h\x1b[>25u"
LEAVE = "\x1b[?2004l\x1b[<u"
"""Pasted text in brackets, and the keyboard as kitty tells it: as the screen asks for them, and gives them back."""


def try_keys() -> int:
    """Tell what each key does until q twice, ^c or ^d; gives the exit code."""
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        complain("keys --test needs a terminal on stdin and stdout. The keymap as text: karabakh-tui keys")
        return NO_TERMINAL
    from karabakh_tui.tui.ladders import prepare_environment

    prepare_environment(os.environ)
    from textual import constants

    from karabakh_tui.tui.key_report import Report
    from karabakh_tui.tui.layouts import keyboard

    delay = round(constants.ESCAPE_DELAY * 1000)
    report = Report(keyboard(), delay, tmux=bool(os.environ.get("TMUX")))
    with _raw(sys.stdin.fileno()):
        how = f"Layout: {keyboard().layout}. Esc waits {delay} ms."
        print_lines((f"Press any key: what it sends, how it is read, what it does. {how}", END))
        for pressed in Listener(sys.stdin.fileno()).presses():
            print_lines([report.line(pressed)])
            if report.over:
                return DONE
    return HUNG_UP


class Listener:
    """Reads a terminal byte by byte through the parser of the screen, and tells which bytes became which keys."""

    def __init__(self, fd: int) -> None:
        from karabakh_tui.tui.keyboard import KeyParser

        self._fd = fd
        self._parser = KeyParser()
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._sent = bytearray()
        self._first = self._latest = self._escaped = -LATE

    def presses(self) -> Iterator[Pressed]:
        """Each press as it comes; the end of the terminal is the end."""
        while True:
            ready, _, _ = select.select([self._fd], [], [], LOOK_EVERY)
            if ready:
                data = _read(self._fd)
                if not data:
                    return
                self._parser.begin_packet(data)
                for byte in data:
                    yield from self._take(byte)
            if made := list(self._parser.tick()):
                yield self._press(made, len(self._sent))
            elif self._sent and not ready and self._given_up:
                yield self._press([], len(self._sent))

    @property
    def _given_up(self) -> bool:
        """Whether the bytes so far will be no key any more; a paste may take its time."""
        from textual import constants

        pasting = self._sent.startswith(b"\x1b[200~")
        return not pasting and monotonic() - self._latest > 2 * constants.ESCAPE_DELAY + LOOK_EVERY

    def _take(self, byte: int) -> Iterator[Pressed]:
        now = monotonic()
        if not self._sent:
            self._first = now
        self._sent.append(byte)
        made: list[Message] = []
        for char in self._decoder.decode(bytes([byte])):
            made += self._parser.feed(char)
        if made:
            # An Esc ends what came before it, and begins something itself.
            begins = byte == ESC and len(self._sent) > 1
            yield self._press(made, len(self._sent) - begins)
            self._first = now
        self._latest = now

    def _press(self, made: Sequence[Message], length: int) -> Pressed:
        """What these messages of the parser are, for so many of the bytes so far."""
        from textual.events import Key

        from karabakh_tui.tui.dispatch import key_names
        from karabakh_tui.tui.key_report import Pressed

        data, self._sent = bytes(self._sent[:length]), self._sent[length:]
        keys = [message for message in made if isinstance(message, Key)]
        names = tuple(name for key in keys for name in key_names(key.key, key.character))
        late = round((self._first - self._escaped) * 1000)
        pieces = round((self._latest - self._first) * 1000) if len(data) > 1 and names else 0
        if data == b"\x1b":
            self._escaped = self._first
        return Pressed(
            data,
            names,
            _note(made, keys),
            apart=late if data[:1] in (b"[", b"O") and late < LATE * 1000 else None,
            pieces=pieces if pieces > SLOW else 0,
        )


def _note(made: Sequence[Message], keys: Sequence[Key]) -> str:
    """What the names of the keys do not tell."""
    from textual.events import AppBlur, AppFocus, Paste

    if any("alt+" in key.key for key in keys) or (len(keys) == 2 and keys[0].key == "escape"):
        return "alt is read as Esc and the key"
    if len(keys) == 1:
        return ""
    if keys:
        return "no sequence that is known: each is read as a key"
    for message in made:
        if isinstance(message, Paste):
            return f"pasted text, {len(message.text)} characters: typed where text is typed, never taken for keys"
        if isinstance(message, AppFocus | AppBlur):
            return "the window was chosen or left: no key"
    return "no key" if made else "nothing that is known: not heard"


def _read(fd: int) -> bytes:
    """What has come; nothing where the terminal has gone."""
    try:
        return os.read(fd, 4096)
    except OSError:
        return b""


@contextmanager
def _raw(fd: int) -> Iterator[None]:
    """The terminal as Textual has it while the screen is there. Given back whatever ends this, signals too."""
    before = termios.tcgetattr(fd)
    changed = termios.tcgetattr(fd)
    changed[LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    changed[INPUT] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    handlers = {number: signal.signal(number, _end) for number in (signal.SIGTERM, signal.SIGHUP)}
    handlers[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        termios.tcsetattr(fd, termios.TCSANOW, changed)
        _write(ENTER)
        yield
    finally:
        with suppress(OSError, ValueError):
            _write(LEAVE)
        with suppress(termios.error, OSError):
            termios.tcsetattr(fd, termios.TCSAFLUSH, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _write(codes: str) -> None:
    sys.stdout.write(codes)
    sys.stdout.flush()
