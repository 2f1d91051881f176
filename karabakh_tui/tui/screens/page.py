"""A whole screen of lines, the last of which shows what keys do, or a message until the next key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual.app import ComposeResult

from karabakh_tui.tui.dispatch import Step
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.views.footer import footer
from karabakh_tui.tui.views.rows import said
from karabakh_tui.tui.widgets.lines import Lines

Result = TypeVar("Result")


class PageScreen(KeyScreen[Result]):
    """A subclass says which `rows` it has; it is drawn again after each key."""

    DEFAULT_CSS = """
    PageScreen { layout: vertical; }
    PageScreen Lines { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._step = Step()
        self._message = ""

    def rows(self, cells: int, height: int, last: Row) -> Sequence[Row]:
        """All rows of a screen of that size; `last` is the one at its end."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield Lines(id="page")

    def on_mount(self) -> None:
        """Textual calls this one too where a subclass has its own."""
        self.draw()

    def on_resize(self) -> None:
        """The same."""
        self.draw()

    def draw(self) -> None:
        """Show the state as it is now; what is said before there is a page is on it from the first moment on."""
        cells, height = self.app.size
        last = said(self._message, cells) if self._message else footer(self.SCOPES, self._step, cells)
        for page in self.query("#page").results(Lines):
            page.show(self.rows(cells, height, last))

    def say(self, message: str) -> None:
        """Show a message until the next key."""
        self._message = message
        self.draw()
        self.speak(message)

    def take_key(self, name: str) -> None:
        self._message = ""
        super().take_key(name)

    def keys_changed(self, step: Step) -> None:
        self._step = step
        self.draw()
