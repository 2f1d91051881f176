"""Choosing a theme: everything is shown in the one that is selected, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karabakh_tui.tui.paint import row
from karabakh_tui.tui.roles import MONO, Theme
from karabakh_tui.tui.screens.picker import PickerScreen
from karabakh_tui.tui.themes import load_themes
from karabakh_tui.tui.views.listing import PickerRow
from karabakh_tui.tui.views.rows import clean

if TYPE_CHECKING:
    from karabakh_tui.tui.app import KarabakhApp


def choose_theme(app: KarabakhApp, at: str) -> None:
    """Open the list of themes on the one in use; closing it without choosing brings that one back."""
    themes, app.theme_faults = load_themes(app.settings.theme_folders)
    rows = [PickerRow(name, row(f"{clean(name):<16} ", (_kind(theme), "dim")), name) for name, theme in themes.items()]
    foot = [((clean(str(fault)), "error"),) for fault in app.theme_faults]

    def preview(name: str) -> None:
        if name in themes:
            app.wear(themes[name])

    def chosen(names: list[str] | None) -> None:
        name = names[0] if names else at
        if name in themes:
            app.wear(themes[name])
            if names:
                app.keep_theme(name)

    app.push_screen(PickerScreen("Themes", rows, at=at, foot=foot, on_highlight=preview), chosen)


def _kind(theme: Theme) -> str:
    if theme.name == MONO.name:
        return "no colours"
    return "dark" if theme.dark else "light"
