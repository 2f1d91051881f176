"""What the terminal sends, read byte for byte and made into keys.

Textual by itself ends the program at a byte that is no UTF-8, reads a terminal that has gone round and round, loses an
Esc that is followed soon by Enter, Tab or a digit, and looks ten times a second whether something was typed.
"""

from __future__ import annotations

import codecs
import os
import select
from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.message import Message

ESCAPE = "\x1b"
GOES_ON = "[O"
"""What may follow an Esc within the bytes of one key."""

CHUNK = 4096


class KeyParser(XTermParser):
    """Textual's parser. An Esc and a character together are the two keys that they are: over a slow line, or typed
    fast, they come like alt and that key, which is nothing on our keyboards."""

    def patience(self) -> float | None:
        """Seconds until a sequence that has begun counts as complete; None where none has."""
        return None if self._timeout_time is None else max(0.0, self._timeout_time - monotonic())

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        if alt or (len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1] not in GOES_ON):
            yield Key("escape", ESCAPE)
            sequence = sequence[-1]
        yield from super()._sequence_to_key_events(sequence)


class Keyboard:
    """Reads a terminal until told to stop; `hear` gets each message."""

    def __init__(self, fd: int, hear: Callable[[Message], None]) -> None:
        self._fd = fd
        self._hear = hear
        self._wake_read, self._wake_write = os.pipe()
        self._parser = KeyParser()
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def listen(self) -> None:
        """Until `stop`. Nothing is looked at before something comes, and after the terminal has gone nothing comes."""
        watched = [self._wake_read, self._fd]
        while self._wake_read not in (ready := select.select(watched, [], [], self._parser.patience())[0]):
            if self._fd in ready and not self._read():
                watched = [self._wake_read]
            self._pass_on(self._parser.tick)
        os.close(self._wake_read)

    def stop(self) -> None:
        """Ends `listen`, from another thread."""
        os.close(self._wake_write)

    def _read(self) -> bool:
        """Whether there was something."""
        try:
            data = os.read(self._fd, CHUNK)
        except OSError:
            data = b""
        for character in self._decode(data):
            self._pass_on(partial(self._parser.feed, character))
        return bool(data)

    def _pass_on(self, parse: Callable[[], Iterable[Message]]) -> None:
        try:
            for message in parse():
                self._hear(message)
        except Exception:  # a sequence with numbers that no key has: line noise
            self._parser = KeyParser()
