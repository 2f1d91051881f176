"""A list to choose from: sources, provisions, themes, places, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.events import Click

from karabakh_tui.tui.dispatch import Dispatcher
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.narrow import narrowed
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import TypingOverlay
from karabakh_tui.tui.views.listing import PickerRow, listing, row_at
from karabakh_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact

__all__ = ["PickerRow", "PickerScreen"]


class PickerScreen(TypingOverlay[list[str] | None]):
    """Choose among rows. The answer is the keys that were chosen, in the order of the rows; None where it was closed.

    Rows that have a tick are chosen several at a time; Enter with none ticked takes the selected one. `on_highlight` is
    told the key of the row that is selected, each time it is another one ("" where no row is left). `foot` stands below
    the rows, `at` is the key of the row that is selected first.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("picker", "typing")

    def __init__(
        self,
        title: str,
        rows: Sequence[PickerRow],
        *,
        at: str = "",
        told: str = "",
        foot: Sequence[Row] = (),
        on_highlight: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self.title_words = title
        self._rows = list(rows)
        self._many = any(row.ticked is not None for row in rows)
        closing = f"{key_for('choose', 'picker')} takes, {key_for('escape', 'picker')} closes"
        self._hint = told or (f"{key_for('tick-row', 'picker')} ticks, {closing}" if self._many else closing)
        self._foot = tuple(foot)
        self._on_highlight = on_highlight
        self._before_typing = Dispatcher(("picker-ticks", *self.SCOPES)) if self._many else self.dispatcher
        self._after_typing = self.dispatcher
        self.dispatcher = self._before_typing
        self._shown = list(range(len(self._rows)))
        self._selected = next((index for index, row in enumerate(rows) if row.key == at), 0)

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        shown = [self._rows[index] for index in self._shown]
        return listing(self.field, shown, self._selected, self._hint, self.below(cells, height), cells, height)

    def below(self, cells: int, height: int) -> Sequence[Row]:
        """What stands below the rows in a box of that size inside."""
        return self._foot

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken

        facts = [spoken.rows_left(len(self._shown), len(self._rows))]
        if self._shown:
            row = self._rows[self._shown[self._selected]]
            words = row.said or " ".join(text for text, _ in row.row)
            facts.append(spoken.row(words, ticked=row.ticked, key=row.key))
        return [*facts, *spoken.lines([*spoken.rows_aloud(self._foot), self._hint])]

    @property
    def highlighted(self) -> str:
        """The key of the selected row, "" where no row is left."""
        return self._rows[self._shown[self._selected]].key if self._shown else ""

    def typed(self) -> None:
        """Show the rows that are meant, the best one selected; with nothing typed digits tick again."""
        before = self.highlighted
        self._shown = narrowed(self.field.text, [row.search for row in self._rows])
        self._selected = 0
        self.dispatcher = self._after_typing if self.field.text else self._before_typing
        self._highlight(before)

    def on_click(self, event: Click) -> None:
        """Select the row that is clicked on."""
        line = event.screen_y - self.query_one("#box").region.y - 1
        index = row_at(line, len(self._shown), self._selected, self.below(*self.room), self.room[1])
        if index is not None:
            self._move(index - self._selected)
            self.draw()

    def do_row_down(self, press: Press) -> None:
        self._move(1)

    def do_row_up(self, press: Press) -> None:
        self._move(-1)

    def do_page_down(self, press: Press) -> None:
        self._move(max(self.room[1] - 4, 1))

    def do_page_up(self, press: Press) -> None:
        self._move(-max(self.room[1] - 4, 1))

    def do_tick_row(self, press: Press) -> None:
        """Tick the selected row; without ticks there is nothing to do."""
        if self._shown:
            self._tick(self._shown[self._selected])

    def do_tick_number(self, press: Press) -> None:
        """Tick the row with that number and select it."""
        index = int(press.arg) - 1
        if index < len(self._shown):
            self._move(index - self._selected)
            self._tick(self._shown[index])

    def do_choose(self, press: Press) -> None:
        ticked = [row.key for row in self._rows if row.ticked]
        if ticked:
            self.dismiss(ticked)
        elif self._shown:
            self.dismiss([self.highlighted])

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)

    def _tick(self, index: int) -> None:
        row = self._rows[index]
        if row.ticked is not None:
            self._rows[index] = replace(row, ticked=not row.ticked)

    def _move(self, rows: int) -> None:
        before = self.highlighted
        self._selected = min(max(self._selected + rows, 0), max(len(self._shown) - 1, 0))
        self._highlight(before)

    def _highlight(self, before: str) -> None:
        """Tell that another row is selected; the answer may be another palette, so all is painted anew."""
        if self._on_highlight and self.highlighted != before:
            self._on_highlight(self.highlighted)
            for lines in self.query(Lines):
                lines.refresh()
