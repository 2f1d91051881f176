"""What stands on a window that is too small for anything else, until it grows."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.views.rows import lines
from karabakh_tui.tui.widgets.lines import Lines

NARROWEST, LOWEST = 60, 16
"""Cells and rows from which on the program can be used."""


def too_small(cells: int, height: int) -> bool:
    """Whether a window of that size holds no screen of ours."""
    return cells < NARROWEST or height < LOWEST


class SmallScreen(KeyScreen[None]):
    """Says what is needed. Only leaving works here."""

    SCOPES: ClassVar[tuple[str, ...]] = ("global",)
    DEFAULT_CSS = "SmallScreen Lines { height: 1fr; }"
    _ALLOWED = frozenset({"back", "quit", "interrupt", "redraw", "suspend"})

    def compose(self) -> ComposeResult:
        yield Lines(id="words")

    def on_resize(self) -> None:
        cells, height = self.app.size
        words = (
            f"This window is {cells} x {height}. karabakh-tui needs {NARROWEST} x {LOWEST} (80 x 24 is comfortable). "
            "Make it larger, or quit with q and try: karabakh-tui matrix"
        )
        self.query_one("#words", Lines).show([((line, ""),) for line in lines(words, cells)])

    def perform(self, press: Press) -> None:
        if press.action.id == "back":
            self.app.exit()
        elif press.action.id in self._ALLOWED:
            super().perform(press)
