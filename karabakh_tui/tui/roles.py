"""The words of themes: roles, colours, attributes, and how one role looks. No file and no terminal yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

ROLES = (
    *("text", "surface", "title", "chrome", "line", "gutter", "ruler", "key", "head"),
    *("focus", "match", "match2", "focus-passage", "suggested", "hit"),
    *("same", "vaguer", "conflict", "silent", "only", "other-event", "open"),
    *("tag-mine", "tag-theirs", "selection", "cursor", "dim", "error", "warn"),
)
"""What can be told apart on the screen; the files in themes/ say what each is for."""

COLOUR_NAMES = (
    *("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"),
    *("bright_black", "bright_red", "bright_green", "bright_yellow"),
    *("bright_blue", "bright_magenta", "bright_cyan", "bright_white"),
)
"""The terminal's own sixteen, in the order of their numbers."""

DEFAULT = "default"
"""The terminal's own foreground or background."""

ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """How a role looks. Colours are `#rrggbb`, a name of the sixteen, or `default`; "" leaves what lies below. `style`
    None leaves the attributes below. `ansi` is the look on a terminal of sixteen colours, where it was said."""

    fg: str = ""
    bg: str = ""
    style: frozenset[str] | None = None
    ansi: RoleStyle | None = None

    def over(self, below: RoleStyle) -> RoleStyle:
        """This style with what it does not say taken from `below`."""
        ansi = self.ansi.over(below.ansi) if self.ansi and below.ansi else self.ansi or below.ansi
        style = below.style if self.style is None else self.style
        return RoleStyle(self.fg or below.fg, self.bg or below.bg, style, ansi)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with all that it extends laid in. `path` is its file; the theme `mono` has none. `below` are the files
    that it extends, the nearest first."""

    name: str
    dark: bool
    roles: Mapping[str, RoleStyle] = field(hash=False)
    path: Path | None = None
    below: tuple[Path, ...] = ()


def _plain(words: str) -> RoleStyle:
    return RoleStyle(style=frozenset(words.split()))


MONO = Theme(
    "mono",
    True,
    MappingProxyType(
        {
            "title": _plain("bold"),
            "line": _plain("dim"),
            "ruler": _plain("dim"),
            "key": _plain("bold"),
            "head": _plain("bold"),
            "focus": _plain("reverse"),
            "match2": _plain("bold"),
            "focus-passage": _plain("bold"),
            "suggested": _plain("dim"),
            "hit": _plain("underline"),
            "conflict": _plain("bold"),
            "silent": _plain("dim"),
            "other-event": _plain("dim"),
            "open": _plain("dim"),
            "tag-mine": _plain("bold underline"),
            "tag-theirs": _plain("dim underline"),
            "selection": _plain("bold reverse"),
            "cursor": _plain("reverse"),
            "dim": _plain("dim"),
            "error": _plain("bold"),
            "warn": _plain("bold"),
        }
    ),
)
"""The theme that needs no colours and no file: focus in reverse, hits underlined, what matters bold, what matters less
dim. A terminal without colours gets it whatever theme was asked for."""
