"""From roles to styles: what a theme says, on the colours that this terminal has, as Rich and Textual want it.

What becomes of a colour on fewer of them stands in `colours`. Without colours only bold, dim, underline and reverse are
left, as the theme `mono` has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.color import Color
from rich.style import Style

from karabakh_tui.text.display import visible
from karabakh_tui.tui.colours import as_256, channels, is_mono, nearest_of_256, roles_on
from karabakh_tui.tui.roles import COLOUR_NAMES, DEFAULT, MONO, RoleStyle, Theme

if TYPE_CHECKING:
    from textual.theme import Theme as TextualTheme

__all__ = ["PLAIN", "Palette", "is_mono", "palette_for", "textual_theme"]


class Palette:
    """Styles for roles, each combination worked out once; and whether signs other than letters are shown in ASCII."""

    def __init__(self, roles: Mapping[str, Style], ascii: bool = False) -> None:
        self._roles = roles
        self.ascii = ascii
        self._styles: dict[str, Style] = {}
        self._plain = roles.get("surface", Style()) + roles.get("text", Style())

    def style(self, role: str) -> Style:
        """The style of a role or of several joined by "+"; unknown roles look like plain text."""
        style = self._styles.get(role)
        if style is None:
            style = self._plain
            for part in role.split("+"):
                style += self._roles.get(part, Style())
            self._styles[role] = style
        return style

    def shown(self, text: str) -> str:
        """Text as it goes to the terminal: safe, and in ASCII where that was asked for; as long as before."""
        text = visible(text)
        if not self.ascii or text.isascii():
            return text
        from karabakh_tui.text.ascii import in_ascii

        return in_ascii(text)

    def with_ascii(self, ascii: bool) -> Palette:
        """The same styles, with other signs."""
        return self if ascii == self.ascii else Palette(self._roles, ascii)


def palette_for(theme: Theme, ladder: str) -> Palette:
    """The styles of a theme on a terminal with the colours of `ladder`."""
    if is_mono(theme, ladder):
        return PLAIN
    return Palette({name: _style(look, ladder) for name, look in roles_on(theme, ladder).items()})


def textual_theme(theme: Theme, ladder: str) -> TextualTheme:
    """The colours of what Textual draws itself: the screen's ground, what the mouse selects, an Input's cursor."""
    from textual.theme import Theme as TextualTheme

    ground, fore = theme.roles.get("surface", RoleStyle()).bg, theme.roles.get("text", RoleStyle()).fg
    chosen = theme.roles.get("selection", RoleStyle())
    if ladder == "16" or is_mono(theme, ladder):
        ground = fore = ""
        chosen = RoleStyle()
    ground, fore = _css(ground, ladder), _css(fore, ladder)
    return TextualTheme(
        name=f"{theme.name} {ladder}",
        primary=_css(chosen.bg, ladder),
        foreground=fore,
        background=ground,
        dark=theme.dark,
        # Textual works out a hundred shades for themes that are not "ansi", and none of them is used here. The rest of
        # what its own style sheets name has to be given then.
        ansi=True,
        variables={
            "ansi-background": ground,
            "ansi-foreground": fore,
            "surface-active": ground,
            "foreground-disabled": fore,
            "screen-selection-background": _css(chosen.bg, ladder),
            "screen-selection-foreground": _css(chosen.fg, ladder),
        },
    )


def _css(written: str, ladder: str) -> str:
    """A colour of ours as Textual's style sheets write it."""
    if not written.startswith("#"):
        return f"ansi_{written or DEFAULT}"
    if ladder == "256":
        # Textual has its own way to the nearest colour; from one of the 256 it strays by one step of grey at most.
        return as_256(written)
    return written


def _style(look: RoleStyle, ladder: str) -> Style:
    attributes = Style.parse(" ".join(look.style or ()))  # our words for attributes are Rich's
    return attributes + Style(color=_colour(look.fg, ladder), bgcolor=_colour(look.bg, ladder))


def _colour(written: str, ladder: str) -> Color | None:
    if not written:
        return None
    if written == DEFAULT:
        return Color.default()
    if not written.startswith("#"):
        return Color.from_ansi(COLOUR_NAMES.index(written))
    red, green, blue = channels(written)
    return Color.from_rgb(red, green, blue) if ladder == "true" else Color.from_ansi(nearest_of_256(red, green, blue))


PLAIN = Palette({role: _style(look, "mono") for role, look in MONO.roles.items()})
"""The styles of `MONO`: without any colour, and without any file."""
