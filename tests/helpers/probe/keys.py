"""The bytes that a terminal sends for a key."""

from __future__ import annotations

import re

NAMED = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "shift+tab": "\x1b[Z",
    "delete": "\x1b[3~",
    "insert": "\x1b[2~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    **{f"f{i}": f"\x1bO{c}" for i, c in zip(range(1, 5), "PQRS", strict=True)},
    **{f"f{i}": f"\x1b[{n}~" for i, n in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)},
}
CURSOR = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
MODIFIER = {"shift": 2, "alt": 3, "ctrl": 5}


def is_key(word: str) -> bool:
    """Is this one key's name (else: text to type)?"""
    return len(word) == 1 or word in NAMED or word in CURSOR or re.fullmatch(r"(ctrl|alt|shift)\+\S+", word) is not None


def encode(name: str, application: bool = False, kitty: bool = False) -> str:
    """What is sent for "down", "ctrl+c", "alt+x", "shift+tab", "f5", "é".

    `application`: the program asked for application cursor keys. `kitty`: it asked for unambiguous control keys.
    """
    if name in NAMED:
        return NAMED[name]
    if name in CURSOR:
        return ("\x1bO" if application else "\x1b[") + CURSOR[name]
    modifier, _, key = name.rpartition("+") if len(name) > 1 else ("", "", name)
    if modifier in MODIFIER and key in CURSOR:
        return f"\x1b[1;{MODIFIER[modifier]}{CURSOR[key]}"
    if modifier == "ctrl":
        return f"\x1b[{ord(key)};5u" if kitty else chr(ord(key.upper()) & 31)
    return "\x1b" + encode(key, application, kitty) if modifier == "alt" else name
