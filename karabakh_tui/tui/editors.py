"""Which program for texts a person uses, and how it is told to open a file at a line and to wait."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

EDITORS = ("sensible-editor", "editor", "nano", "vim", "vi", "micro", "emacs")
"""Looked for in this order where no variable names an editor."""

_PLUS = ("+{line}", "{path}")
_COLON = ("{path}:{line}",)
_GOTO = ("--goto", "{path}:{line}")
_AT_LINE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("vi", "vim", "nvim", "vis", "gvim", "ex", "elvis", "nvi", "view", "sensible-editor"), _PLUS),
    **dict.fromkeys(
        ("nano", "pico", "emacs", "emacsclient", "mg", "zile", "joe", "jmacs", "jed", "ne", "mcedit"), _PLUS
    ),
    **dict.fromkeys(("micro", "kak", "dte", "gedit", "gnome-text-editor", "pluma", "xed", "editor"), _PLUS),
    **dict.fromkeys(("hx", "helix", "subl", "zed", "zeditor"), _COLON),
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "code-server"), _GOTO),
    **dict.fromkeys(("kate", "kwrite", "mate", "bbedit"), ("--line", "{line}", "{path}")),
}
"""How each of them is told a line; one that is not here gets the file alone."""

_WAIT = {
    **dict.fromkeys(
        ("code", "code-insiders", "codium", "vscodium", "cursor", "subl", "mate", "bbedit", "zed"), "--wait"
    ),
    **dict.fromkeys(("gedit", "gnome-text-editor", "pluma", "xed"), "--wait"),
    "kate": "--block",
    "gvim": "--nofork",
}
"""What makes those that open a window of their own end when the file is closed, not at once."""

_WAITS = frozenset({*_WAIT.values(), "-w", "-b", "-f"})


def editor(env: Mapping[str, str], which: Callable[[str], str | None]) -> list[str]:
    """The words that start the editor: what VISUAL says, else EDITOR, else the first one that is there; none where
    there is none. A value that is no line of words is taken as one word."""
    for told in (env.get("VISUAL", ""), env.get("EDITOR", "")):
        if told.strip():
            try:
                return shlex.split(told)
            except ValueError:
                return [told]
    return next(([name] for name in EDITORS if which(name)), [])


def command(editor: Sequence[str], path: str, line: int = 0) -> list[str]:
    """The words with which an editor opens a file, at a line (from 1; 0 for none), and ends when it is closed."""
    name = Path(editor[0]).name
    wait = _WAIT.get(name, "")
    words = [*editor, *([wait] if wait and _WAITS.isdisjoint(editor) else [])]
    told = _AT_LINE.get(name, ("{path}",)) if line > 0 else ("{path}",)
    return words + [part.replace("{line}", str(line)).replace("{path}", path) for part in told]
