"""What the terminal sends, read byte for byte and made into keys.

Textual by itself ends the program at a byte that is no UTF-8, reads a terminal that has gone round and round, loses an
Esc that is followed soon by Enter, Tab or a digit, takes what follows an Esc in pasted text for keys, and looks ten
times a second whether something was typed.
"""

from __future__ import annotations

import codecs
import os
import select
from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.events import Key, Paste
from textual.message import Message

ESCAPE = "\x1b"
GOES_ON = "[O"
"""What may follow an Esc within the bytes of one key."""

CHUNK = 4096

INTERRUPT = (b"\x03", b"\x1b[99;5u")
"""ctrl+c, which comes alone from a hand: within pasted text it would come with more. As all terminals send it, and as
kitty does."""

LONGEST_PASTE = 1_000_000
"""Code points; what is pasted beyond them is dropped."""


class KeyParser(XTermParser):
    """Textual's parser. An Esc and a character together are the two keys that they are: over a slow line, or typed
    fast, they come like alt and that key, which is nothing on our keyboards. Pasted text is text up to its end,
    whatever stands in it, and mouse positions are cells: nobody asks the terminal for pixels."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: list[str] | None = None
        self._latest = ""

    def feed(self, data: str) -> Iterable[Message]:
        """What these characters make complete."""
        for character in data:
            if self._pasted is None:
                yield from super().feed(character)
            elif len(self._pasted) < LONGEST_PASTE:
                self._pasted.append(character)
            self._latest = (self._latest + character)[-len(BRACKETED_PASTE_END) :]
            if self._pasted is None and self._latest == BRACKETED_PASTE_START:
                self._pasted = []
            elif self._pasted is not None and self._latest == BRACKETED_PASTE_END:
                yield self._end_paste(self._pasted)

    def begin_packet(self, data: bytes) -> None:
        """To be told what the terminal has sent, before its characters are fed. A lone ctrl+c gives up pasted text
        whose end got lost on the line, so that keys are heard again."""
        if data in INTERRUPT and self._pasted is not None:
            self._end_paste(self._pasted)

    def parse_mouse_code(self, code: str) -> Message | None:
        """A report of the mouse, in cells."""
        self.mouse_pixels = False
        return super().parse_mouse_code(code)

    def _end_paste(self, pasted: list[str]) -> Paste:
        self._pasted = None
        for _ in super().feed(BRACKETED_PASTE_END):
            pass  # Textual has seen the beginning and nothing in between
        return Paste("".join(pasted).removesuffix(BRACKETED_PASTE_END).replace("\0", ""))

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
        self._parser.begin_packet(data)
        for character in self._decode(data):
            self._pass_on(partial(self._parser.feed, character))
        return bool(data)

    def _pass_on(self, parse: Callable[[], Iterable[Message]]) -> None:
        try:
            for message in parse():
                self._hear(message)
        except Exception:  # a sequence with numbers that no key has: line noise
            self._parser = KeyParser()
