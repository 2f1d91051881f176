"""From roles to styles: what a theme says, on the colours that this terminal has.

On 256 colours each colour is the nearest of the 240 that are the same on every terminal. On 16 the terminal's own
foreground and background stay, and a role has one of its colours or none. Without colours only bold, dim, underline and
reverse are left, as the theme `mono` has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.color import Color
from rich.style import Style

from karabakh_tui.text.display import visible
from karabakh_tui.tui.ladders import ladder_of, prepare_environment
from karabakh_tui.tui.roles import COLOUR_NAMES, DEFAULT, MONO, RoleStyle, Theme

if TYPE_CHECKING:
    from textual.theme import Theme as TextualTheme

__all__ = ["PLAIN", "Palette", "is_mono", "ladder_of", "palette_for", "prepare_environment", "textual_theme"]


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


_LEVELS = (0, 95, 135, 175, 215, 255)  # of red, green and blue in the 6 x 6 x 6 cube of 256 colours
_SIXTEEN = (
    *((0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)),
    *((127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0)),
    *((92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)),
)  # as xterm has them where nobody changed them
_GREY = 48  # a colour whose channels differ by less is a grey; among 16 colours that is the terminal's own foreground


def palette_for(theme: Theme, ladder: str) -> Palette:
    """The styles of a theme on a terminal with the colours of `ladder`."""
    if is_mono(theme, ladder):
        return PLAIN
    if ladder == "16":
        names = {*theme.roles, *MONO.roles}
        return Palette({name: _style(_sixteen(name, theme.roles.get(name, RoleStyle())), "16") for name in names})
    return Palette({name: _style(look, ladder) for name, look in theme.roles.items()})


def is_mono(theme: Theme, ladder: str) -> bool:
    """Whether no colour at all may go to the terminal."""
    return ladder == "mono" or theme.name == MONO.name


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
        red, green, blue = _rgb_of_256(nearest_of_256(*_channels(written)))
        return f"#{red:02x}{green:02x}{blue:02x}"
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
    red, green, blue = _channels(written)
    return Color.from_rgb(red, green, blue) if ladder == "true" else Color.from_ansi(nearest_of_256(red, green, blue))


def _channels(written: str) -> tuple[int, int, int]:
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)


def nearest_of_256(red: int, green: int, blue: int) -> int:
    """The number of the nearest colour of the cube or the grey ramp; the first 16 differ by terminal and are left out.

    Distance is taken plainly between channels: dark, faintly tinted grounds then go to the ramp, where steps are small.
    """
    steps = [min(range(6), key=lambda step: abs(_LEVELS[step] - channel)) for channel in (red, green, blue)]
    grey = min(max((red + green + blue - 24 + 15) // 30, 0), 23)
    cube, ramp = 16 + 36 * steps[0] + 6 * steps[1] + steps[2], 232 + grey
    return min(ramp, cube, key=lambda number: _apart((red, green, blue), _rgb_of_256(number)))


def _rgb_of_256(number: int) -> tuple[int, int, int]:
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    step = number - 16
    return _LEVELS[step // 36], _LEVELS[step // 6 % 6], _LEVELS[step % 6]


def _apart(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _sixteen(name: str, look: RoleStyle) -> RoleStyle:
    """How a role looks on sixteen colours: as its theme says, else the nearest colour and what `PLAIN` has."""
    plain = MONO.roles.get(name, RoleStyle())
    if look.ansi is not None:
        return look.ansi.over(plain)
    return RoleStyle(fg=_nearest_name(look.fg), style=(plain.style or frozenset()) | (look.style or frozenset()))


def _nearest_name(written: str) -> str:
    if not written.startswith("#"):
        return written
    channels = _channels(written)
    if max(channels) - min(channels) < _GREY:
        return ""
    nearest = min(range(16), key=lambda number: _apart(channels, _SIXTEEN[number]))
    return COLOUR_NAMES[nearest]


PLAIN = Palette({role: _style(look, "mono") for role, look in MONO.roles.items()})
"""The styles of `MONO`: without any colour, and without any file."""
