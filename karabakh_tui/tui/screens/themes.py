"""Choosing a theme: everything is shown in the one that is selected, at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.picker import PickerScreen
from karabakh_tui.tui.theme_check import Report, check
from karabakh_tui.tui.themes import load_themes
from karabakh_tui.tui.views import themes as view
from karabakh_tui.tui.views.listing import PickerRow

if TYPE_CHECKING:
    from karabakh_tui.tui.app import KarabakhApp


class ThemePicker(PickerScreen):
    """The themes with what the checker says of each; below them words of each meaning, painted in the selected one."""

    def __init__(
        self, reports: Sequence[Report], foot: Sequence[Row], at: str, on_highlight: Callable[[str], None]
    ) -> None:
        self._reports = {report.theme.name: report for report in reports}
        rows = [PickerRow(name, (), name, said=view.aloud(report)) for name, report in self._reports.items()]
        keys = f"{key_for('choose', 'picker')} keeps, {key_for('escape', 'picker')} restores"
        super().__init__("Themes", rows, at=at, told=keys, foot=foot, on_highlight=on_highlight)

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        self._rows = [replace(row, row=view.row_of(self._reports[row.key], cells - 2)) for row in self._rows]
        return super().inside(cells, height)

    def below(self, cells: int, height: int) -> Sequence[Row]:
        return view.below(self._foot, len(self._rows), cells, height)


def choose_theme(app: KarabakhApp, at: str) -> None:
    """Open the list of themes on the one in use; closing it without choosing brings that one back."""
    themes, app.theme_faults = load_themes(app.settings.theme_folders)
    reports = [check(theme) for theme in themes.values()]
    told = view.told(app.settings.ladder, app.settings.colours_off)
    foot = view.foot(told, view.wrong_files(app.theme_faults, themes))

    def preview(name: str) -> None:
        if name in themes:
            app.wear(themes[name])

    def chosen(names: list[str] | None) -> None:
        name = names[0] if names else at
        if name in themes:
            app.wear(themes[name])
            if names:
                app.keep_theme(name)

    app.push_screen(ThemePicker(reports, foot, at, preview), chosen)
