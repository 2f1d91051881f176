"""The commented file that a theme of one's own begins with."""

from __future__ import annotations

from karabakh_tui.tui.roles import ROLES, RoleStyle, Theme
from karabakh_tui.tui.views.themes import PURPOSES

_HEAD = """\
# A theme of your own. It looks like {base} until you change it: take the # off a line below and write another colour.
#
#   fg, bg   letters and ground: "#rrggbb" or "#rgb" in quotes, default, or one of the terminal's own sixteen
#            (black red green yellow blue magenta cyan white, and bright_black to bright_white)
#   style    some of: bold dim italic underline reverse strike; or none
#   ansi     the same three for terminals with sixteen colours, by name only
#
# Try it:    karabakh-tui --theme {name}
# Check it:  karabakh-tui themes check {name}
format: 1
name: {name}
extends: {base}
dark: {dark}
roles:
"""


def template(name: str, base: Theme) -> str:
    """The file of a theme `name` that looks like `base`: each role of `base` as a comment, below what it is for."""
    head = _HEAD.format(name=name, base=base.name, dark=str(base.dark).lower())
    looks = {role: _look(base.roles.get(role, RoleStyle())) for role in ROLES}
    return head + "".join(f"  #   {PURPOSES[role]}\n  # {role}: {look}\n" for role, look in looks.items())


def _look(look: RoleStyle) -> str:
    """A look as YAML writes it in a line."""
    fields = [f"{name}: {_value(value)}" for name, value in (("fg", look.fg), ("bg", look.bg)) if value]
    if look.style is not None:
        fields.append(f"style: {' '.join(sorted(look.style)) or 'none'}")
    if look.ansi is not None:
        fields.append(f"ansi: {_look(look.ansi)}")
    return f"{{{', '.join(fields)}}}"


def _value(colour: str) -> str:
    return f'"{colour}"' if colour.startswith("#") else colour
