"""What a key that was pressed sends, how it is read, and what it does: one line for each, for `keys --test`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from karabakh_tui.text.display import visible
from karabakh_tui.tui.dispatch import Dispatcher, Step
from karabakh_tui.tui.key_spelling import NEVER, TAKEN
from karabakh_tui.tui.keymap import SCREENS, TOGETHER, show_key
from karabakh_tui.tui.layouts import Keyboard

SHOWN = 24
"""So many bytes of a press are shown."""

_TRIED = ("read", "matrix", "cards")
_SAME = {
    b"\t": "the same byte as ^i",
    b"\r": "the same byte as ^m",
    b"\x1b": "the same byte as ^[",
    b"\x08": "the same byte as ^h",
}


@dataclass(frozen=True, slots=True)
class Pressed:
    """One press: its bytes, the names of the keys that the program hears in it, and a note on what these do not tell.

    `apart` are the milliseconds that went by between an Esc that was taken for one and what came after it, None where
    that is nothing to speak of; `pieces` the milliseconds between the first and the last byte.
    """

    sent: bytes
    names: tuple[str, ...]
    note: str = ""
    apart: int | None = None
    pieces: int = 0


class Report:
    """Makes a line of each press; counts and prefixes go on from one to the next. `over` tells that the end was asked
    for."""

    def __init__(self, keyboard: Keyboard, delay: int, tmux: bool) -> None:
        self._keyboard = keyboard
        self._delay = delay
        self._tmux = tmux
        self._screens = [Dispatcher(scopes) for scopes in TOGETHER if scopes[0] in _TRIED]
        self._screens.sort(key=lambda screen: _TRIED.index(screen.scopes[0]))
        self._last = ""
        self.over = False

    def line(self, pressed: Pressed) -> str:
        """What is to be said of a press, on one line."""
        if not pressed.names:
            return _joined(sent(pressed.sent), pressed.note or "a modifier alone: not heard", "")
        keys = [self._keyboard.taken_for(name) for name in pressed.names]
        heard = " ".join(
            show_key(name) if key == name else f"{show_key(name)} = {show_key(key)} by its place"
            for name, key in zip(pressed.names, keys, strict=True)
        )
        for key in keys:
            self.over = self.over or key in ("ctrl+c", "ctrl+d") or self._last == key == "q"
            self._last = key
        return _joined(sent(pressed.sent), heard, " | ".join([*self._does(keys), *self._remarks(pressed)]))

    def _does(self, keys: Sequence[str]) -> list[str]:
        told = {}
        for screen in self._screens:
            steps = [screen.press(key) for key in keys]
            told[SCREENS[screen.scopes[0]]] = ", then ".join(_outcome(step) for step in steps)
        if len(set(told.values())) == 1:
            return list(told.values())[:1]
        return [f"{screen}: {does}" for screen, does in told.items()]

    def _remarks(self, pressed: Pressed) -> list[str]:
        remarks = []
        if pressed.sent in _SAME:
            remarks.append(_SAME[pressed.sent])
        remarks += [why for name in pressed.names for why in (NEVER.get(name), TAKEN.get(name)) if why]
        if pressed.note:
            remarks.append(pressed.note)
        if any(self._keyboard.unsure(name) for name in pressed.names):
            remarks.append("keys.yaml can say layout: az or tr")
        if pressed.apart is not None:
            cure = "set -sg escape-time 20 in tmux" if self._tmux else f"set ESCDELAY above {pressed.apart}"
            remarks.append(f"it came {pressed.apart} ms after Esc: if that was one key, {cure}")
        elif pressed.pieces:
            remarks.append(f"it came in pieces, {pressed.pieces} ms apart; up to {self._delay} ms are waited for")
        return remarks


def sent(data: bytes) -> str:
    """Bytes as hexadecimal digits and in caret notation."""
    shown = data[:SHOWN]
    more = f" ... {len(data)} bytes" if len(data) > SHOWN else ""
    return f"{shown.hex(' ')}{more}  {caret(shown)}"


def caret(data: bytes) -> str:
    """Text as `cat -v` shows it, but for letters, which stay: ^[ for Esc, M-x for a byte that is no text."""
    text = data.decode("utf-8", "surrogateescape")
    return visible("".join(_caret(char) for char in text))


def _caret(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        return f"<{code - 0xDC00:02x}>"
    if code < 0x20 or code == 0x7F:
        return f"^{chr(code ^ 0x40)}"
    return char


def _outcome(step: Step) -> str:
    if step.presses:
        return step.presses[0].action.words
    if step.pending:
        return f"begins {show_key(' '.join(step.pending))}"
    if step.count is not None:
        return f"a count, {step.count}"
    return "not bound" if step.unknown else "takes back what was begun"


def _joined(sent_: str, heard: str, does: str) -> str:
    return visible(f"{sent_:<24}  {heard:<12}  {does}".rstrip())
