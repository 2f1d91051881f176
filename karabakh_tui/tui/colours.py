"""Colours as written, and what becomes of them on 256 and on 16: the one place for painting and for checking.

Pure: a palette makes styles of what stands here, and the checker of themes tells from the same what falls together.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from karabakh_tui.tui.roles import COLOUR_NAMES, DEFAULT, MONO, RoleStyle, Theme

Channels = tuple[int, int, int]
"""Red, green and blue, 0 to 255 each."""

_LEVELS = (0, 95, 135, 175, 215, 255)  # of red, green and blue in the 6 x 6 x 6 cube of 256 colours
_SIXTEEN = (
    *((0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)),
    *((127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0)),
    *((92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)),
)  # as xterm has them where nobody changed them
_GREY = 48  # a colour whose channels differ by less is a grey; among 16 colours that is the terminal's own foreground


def is_known(written: str) -> bool:
    """Whether it is known how a colour looks: the sixteen and the default are the terminal's own."""
    return written.startswith("#")


def channels(written: str) -> Channels:
    """The channels of `#rrggbb`."""
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)


@lru_cache(512)
def nearest_of_256(red: int, green: int, blue: int) -> int:
    """The number of the nearest colour of the cube or the grey ramp; the first 16 differ by terminal and are left out.

    Distance is taken plainly between channels: dark, faintly tinted grounds then go to the ramp, where steps are small.
    """
    steps = [min(range(6), key=lambda step: abs(_LEVELS[step] - channel)) for channel in (red, green, blue)]
    grey = min(max((red + green + blue - 24 + 15) // 30, 0), 23)
    cube, ramp = 16 + 36 * steps[0] + 6 * steps[1] + steps[2], 232 + grey
    return min(ramp, cube, key=lambda number: _apart((red, green, blue), _rgb_of_256(number)))


def as_256(written: str) -> str:
    """A colour as 256 colours have it, again as `#rrggbb`; names stay."""
    if not is_known(written):
        return written
    red, green, blue = _rgb_of_256(nearest_of_256(*channels(written)))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _rgb_of_256(number: int) -> Channels:
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    step = number - 16
    return _LEVELS[step // 36], _LEVELS[step // 6 % 6], _LEVELS[step % 6]


def _apart(one: Channels, other: Channels) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def roles_on(theme: Theme, ladder: str) -> Mapping[str, RoleStyle]:
    """How the roles of a theme look on the colours of `ladder`: `#rrggbb` or names, and attributes.

    On 256 each colour is one of the 240 that are the same on every terminal. On 16 the terminal's own foreground and
    background stay, and a role has one of its colours or none. Without colours all themes look like `MONO`.
    """
    if is_mono(theme, ladder):
        return MONO.roles
    if ladder == "16":
        names = {*theme.roles, *MONO.roles}
        return {name: _sixteen(name, theme.roles.get(name, RoleStyle())) for name in names}
    if ladder == "256":
        return {name: RoleStyle(as_256(at.fg), as_256(at.bg), at.style) for name, at in theme.roles.items()}
    return theme.roles


def is_mono(theme: Theme, ladder: str) -> bool:
    """Whether no colour at all may go to the terminal."""
    return ladder == "mono" or theme.name == MONO.name


def worn(roles: Mapping[str, RoleStyle], role: str) -> RoleStyle:
    """How a role looks, or several joined by "+", on the page: colours of the uppermost that has one, all attributes.

    A colour that nobody gives is `default`, the terminal's own.
    """
    fg = bg = DEFAULT
    attributes: frozenset[str] = frozenset()
    for part in ("surface", "text", *role.split("+")):
        look = roles.get(part)
        if look is not None:
            fg, bg, attributes = look.fg or fg, look.bg or bg, attributes | (look.style or frozenset())
    return RoleStyle(fg, bg, attributes)


def _sixteen(name: str, look: RoleStyle) -> RoleStyle:
    """How a role looks on sixteen colours: as its theme says, else the nearest colour and what `MONO` has."""
    plain = MONO.roles.get(name, RoleStyle())
    if look.ansi is not None:
        return look.ansi.over(plain)
    return RoleStyle(fg=_nearest_name(look.fg), style=(plain.style or frozenset()) | (look.style or frozenset()))


def _nearest_name(written: str) -> str:
    if not is_known(written):
        return written
    found = channels(written)
    if max(found) - min(found) < _GREY:
        return ""
    nearest = min(range(16), key=lambda number: _apart(found, _SIXTEEN[number]))
    return COLOUR_NAMES[nearest]


_SGR = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7", "strike": "9"}


def sgr(look: RoleStyle, ladder: str) -> str:
    """The parameters of the escape sequence (`1;38;2;255;143;112`) that turns such a look on; "" for the usual one."""
    attributes = [_SGR[name] for name in _SGR if name in (look.style or ())]
    return ";".join([*attributes, *_colour(look.fg, ladder, 30), *_colour(look.bg, ladder, 40)])


def _colour(written: str, ladder: str, base: int) -> list[str]:
    if not written or written == DEFAULT:
        return []
    if not is_known(written):
        number = COLOUR_NAMES.index(written)
        return [str(base + number if number < 8 else base + 52 + number)]
    found = channels(written)
    if ladder == "256":
        return [str(base + 8), "5", str(nearest_of_256(*found))]
    return [str(base + 8), "2", *map(str, found)]
