"""A page with untrusted text in all that we and Textual draw, in a theme of ours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.content import Content
from textual.filter import LineFilter
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from karabakh_tui.tui.filters import SafeText
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.palette import is_mono, palette_for, textual_theme
from karabakh_tui.tui.themes import load_theme
from karabakh_tui.tui.widgets.lines import Lines

FOLDER = Path(__file__).parents[3] / "themes"
RULES = FOLDER.parent / "karabakh_tui" / "tui" / "app.tcss"


class Picker(ModalScreen[None]):
    """A window over the page."""

    CSS = "Picker { align: center middle; background: transparent; } Picker Lines { width: 30; height: 2; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        lines = Lines()
        lines.show([((self.text, "focus"),), (("over", "conflict"),)])
        yield lines


class Dressed(App[None]):
    """Shows a text as a title, in a row, in a Static, in its border, in an Input, in a toast."""

    CSS_PATH = RULES
    CSS = (
        "Lines { height: 2; } Static { height: 3; border: round red; } Input, Input:focus { border: none; height: 1; }"
    )
    BINDINGS: ClassVar = [("ctrl+o", "open", "")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str, theme: str, ladder: str) -> None:
        super().__init__(ansi_color=True)
        found, _ = load_theme(theme, [FOLDER])
        assert found
        self.palette = palette_for(found, ladder)
        ours = textual_theme(found, ladder)
        self.register_theme(ours)
        self.theme = ours.name
        self.text = text
        self._safe = SafeText(mono=is_mono(found, ladder))

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._safe]

    def compose(self) -> ComposeResult:
        yield Lines()
        yield Static()
        yield Input()

    def on_mount(self) -> None:
        self.put(self.text)

    def put(self, text: str) -> None:
        """Show this text everywhere from now on."""
        self.text = text
        rows: list[Row] = [((text, "title"),), (("row ", ""), (text, "match+hit"))]
        self.query_one(Lines).show(rows)
        static = self.query_one(Static)
        static.update(Content(text))
        static.border_title = Content(text)
        self.query_one(Input).value = text

    def action_open(self) -> None:
        self.push_screen(Picker(self.text))
