"""How people write keys, and which keys are no use to anybody: `^d`, `Enter`, `g x`, `f5` and Textual's own names."""

from __future__ import annotations

import re
from unicodedata import name as unicode_name

from karabakh_tui.tui.action import DIGIT, LETTER

NEVER = {
    "ctrl+c": "it cancels, and twice it leaves, whatever else happens",
    "ctrl+h": "a terminal sends the same byte for Backspace",
    "ctrl+i": "a terminal sends the same byte for Tab",
    "ctrl+j": "some terminals send the same byte for Enter",
    "ctrl+m": "a terminal sends the same byte for Enter",
    "ctrl+left_square_bracket": "a terminal sends the same byte for Esc",
    "ctrl+q": "it is XON: a terminal may keep it for itself",
    "ctrl+s": "it is XOFF: a terminal that keeps it shows nothing any more until ^q",
    "ctrl+backslash": "it is the signal QUIT before the screen is there, and ends the program",
    "ctrl+right_square_bracket": "it ends the line of telnet and of serial consoles",
    "ctrl+circumflex_accent": "it is the command key of mosh",
    "~": "at the start of a line it is the command key of ssh",
}
"""Keys that never arrive, that arrive as another one, or that end the line, each with the reason."""

TAKEN = {
    "ctrl+a": "GNU screen takes it",
    "ctrl+b": "tmux takes it",
    "ctrl+g": "zellij takes it",
    "ctrl+n": "zellij takes it, and a browser opens a window",
    "ctrl+o": "zellij takes it",
    "ctrl+p": "zellij and VS Code take it",
    "ctrl+r": "a browser loads its page again",
    "ctrl+t": "a browser opens a tab, and zellij takes it",
    "ctrl+w": "a browser closes the tab",
    "f1": "some desktop terminals show their own help",
    "f10": "some desktop terminals open their menu",
    "f11": "some desktop terminals fill the screen",
}
"""Keys that arrive in some places only, and who has them in the others."""

REMAINS = frozenset("ABCDEFHIMOPQRSZ[~")
"""What an arrow key or another special key may leave behind when its bytes come one by one: ESC, `[` or `O`, and one of
these."""

LONGEST = 4
"""Keys in a sequence, at most."""

_NAMES = {
    "esc": "escape",
    "return": "enter",
    "blank": "space",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "a-z": LETTER,
    "1-9": DIGIT,
    LETTER: LETTER,
    DIGIT: DIGIT,
}
_NAMES |= {own: own for own in ("escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end")}
_NAMES |= {own: own for own in ("up", "down", "left", "right", "pageup", "pagedown")}
_NAMES |= {own: own for own in (f"f{number}" for number in range(1, 25))}
_SHORT = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_LONG = {"pageup": "page up", "pagedown": "page down"}
_MODIFIERS = ("ctrl", "shift", "alt", "super", "meta", "hyper")


class MisspeltError(ValueError):
    """Raised for what is no key; says what is wrong and how to write it."""

    def __init__(self, what: str, repair: str) -> None:
        super().__init__(what)
        self.what = what
        self.repair = repair


def read_sequence(text: str) -> str:
    """A sequence as people write it, in the names of the keymap: "^d" is "ctrl+d", "g x" stays, "m a-z" is "m {a}".

    Raises MisspeltError.
    """
    parts = text.split()
    if not parts:
        raise MisspeltError("names no key", 'write a key, such as J, ^d, Enter or "g x"')
    if len(parts) > LONGEST:
        raise MisspeltError("is too long a sequence", f"write at most {LONGEST} keys, parted by blanks")
    return " ".join(_read_key(part) for part in parts)


def spoken(sequence: str) -> str:
    """A sequence of the keymap in words for ears: "g then shift e", "control d", "right square bracket"."""
    return " then ".join(_speak(name) for name in sequence.split(" "))


def _speak(name: str) -> str:
    if name in (LETTER, DIGIT):
        return "a letter" if name == LETTER else "a digit"
    modifiers, _, last = name.rpartition("+") if len(name) > 1 else ("", "", name)
    held = [{"ctrl": "control"}.get(modifier, modifier) for modifier in modifiers.split("+") if modifier]
    if len(last) == 1 and last.isupper():
        held, last = [*held, "shift"], last.lower()
    elif len(last) == 1 and not last.isalnum():
        last = _name_of(last)
    return " ".join([*held, _LONG.get(last, last).replace("_", " ")])


def _read_key(part: str) -> str:
    if len(part) == 1:
        if not part.isprintable():
            raise MisspeltError("holds a character that cannot be typed", "write the name of the key")
        return part
    if part.lower() in _NAMES:
        return _NAMES[part.lower()]
    if len(part) == 2 and part[0] == "^":
        return _with_ctrl(part[1])
    if part[0] == "^" and part[1:].lower() in _punctuation():
        return _with_ctrl(_punctuation()[part[1:].lower()])
    if "+" in part[1:]:
        return _modified(part)
    if part.lower() in _punctuation():
        return _punctuation()[part.lower()]
    raise _no_key(part)


def _modified(part: str) -> str:
    held, _, last = part.rpartition("+")
    if not last:
        held, last = held.rstrip("+"), "+"
    modifiers = held.lower().split("+")
    if not set(modifiers) <= set(_MODIFIERS):
        raise _no_key(part)
    if "alt" in modifiers:
        raise MisspeltError("holds alt", "alt and a key arrive as Esc and that key; take another one")
    if modifiers == ["shift"]:
        return _with_shift(last)
    key = _read_key(last)
    if key in (LETTER, DIGIT):
        raise _no_key(part)
    if modifiers == ["ctrl"] and (len(key) == 1 or key == "space"):
        return _with_ctrl(" " if key == "space" else key)
    return "+".join([*sorted(modifiers), key])


def _with_shift(last: str) -> str:
    if len(last) == 1 and last.isalpha():
        return last.upper()
    key = _read_key(last)
    if len(key) == 1 or key in ("space", LETTER, DIGIT):
        raise MisspeltError("holds shift", "write the character that the key types with shift, such as ? or J")
    return f"shift+{key}"


def _with_ctrl(char: str) -> str:
    """As Textual names it: punctuation in words."""
    if not (char.isascii() and char.isprintable()):
        raise MisspeltError("cannot be typed on a terminal", "take a letter of the English alphabet with ctrl")
    if char in " @":
        return "ctrl+@"
    return f"ctrl+{char.lower() if char.isalnum() else _name_of(char)}"


def _punctuation() -> dict[str, str]:
    """Textual's names of punctuation, such as `question_mark`."""
    marks = [chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()]
    return {_name_of(mark): mark for mark in marks}


def _name_of(mark: str) -> str:
    name = unicode_name(mark).lower().replace("-", "_").replace(" ", "_")
    return _SHORT.get(name, name)


def _no_key(part: str) -> MisspeltError:
    from karabakh_tui.yamldoc.wording import nearest

    near = nearest(part, _NAMES)
    apart = re.fullmatch(r"\w{2,3}", part)
    if near:
        repair = f'did you mean "{near}"?'
    elif apart:
        repair = f'write keys that follow one another with blanks between: "{" ".join(part)}"'
    else:
        repair = "write a character, ^ and a letter, or a name such as Enter, Space, PgDn, F5"
    return MisspeltError("is not a key", repair)
