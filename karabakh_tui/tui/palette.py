"""From roles to styles: what a theme says, on the colours that this terminal has."""

from __future__ import annotations

from rich.style import Style


class Palette:
    """Styles for roles; each combination is worked out once."""

    def __init__(self, roles: dict[str, Style]) -> None:
        self._roles = roles
        self._styles: dict[str, Style] = {}

    def style(self, role: str) -> Style:
        """The style of a role or of several joined by "+"; unknown roles look like plain text."""
        style = self._styles.get(role)
        if style is None:
            style = self._roles.get("text", Style())
            for part in role.split("+"):
                style += self._roles.get(part, Style())
            self._styles[role] = style
        return style


DARK = Palette(
    {
        "text": Style(color="#d8dee4", bgcolor="#14181d"),
        "focus": Style(reverse=True),
        "match": Style(color="#ffffff", bgcolor="#24323f"),
        "conflict": Style(color="#ff8f80", bold=True),
        "dim": Style(color="#8b949e"),
    }
)
