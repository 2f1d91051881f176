"""The coverage matrix: a cursor over provisions and sources, and what the cell under it says in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.events import Click

from karabakh_tui.matching.model import Comparison
from karabakh_tui.tui.goto import Goto
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.matrix_state import MatrixState, opening
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.about import ask_for_verdict, show_info, show_why
from karabakh_tui.tui.screens.page import PageScreen
from karabakh_tui.tui.views.citation import excerpt_at
from karabakh_tui.tui.views.matrix import cell_at, fitted, matrix, page

if TYPE_CHECKING:
    from karabakh_tui.matching.load import Loaded
    from karabakh_tui.tui.announce import Fact


class MatrixScreen(PageScreen[Goto]):
    """Who says what. It ends with the place to read, or with None for the place it was opened from."""

    SCOPES: ClassVar[tuple[str, ...]] = ("matrix", "reading", "global")

    def __init__(self, comparison: Comparison, at: tuple[str, str] | None = None) -> None:
        super().__init__()
        self.state = opening(comparison, at)

    @property
    def at(self) -> tuple[str, str] | None:
        """The provision and the article of the cell under the cursor."""
        at = self.state.at
        return (at[0].id, at[1].id) if at else None

    def on_click(self, event: Click) -> None:
        """The cursor on the cell that is clicked on."""
        found = cell_at(self.state, *self.app.size, (event.screen_x, event.screen_y))
        if found:
            row, column = found
            self.turn(self.state.moved(row - self.state.row, column - self.state.column))
            self.draw()

    def rows(self, cells: int, height: int, last: Row) -> Sequence[Row]:
        self.state = fitted(self.state, cells, height)
        return matrix(self.state, cells, height, last)

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken

        return spoken.matrix(self.state)

    def loaded_changed(self, loaded: Loaded) -> None:
        """Somebody said something else of the cells."""
        self.turn(self.state.told(loaded.comparison))
        self.draw()

    def turn(self, state: MatrixState) -> None:
        """Go on with another state."""
        self.state = state

    def do_cell_left(self, press: Press) -> None:
        self.turn(self.state.moved(columns=-(press.count or 1)))

    def do_cell_right(self, press: Press) -> None:
        self.turn(self.state.moved(columns=press.count or 1))

    def do_cell_up(self, press: Press) -> None:
        self.turn(self.state.moved(rows=-(press.count or 1)))

    def do_cell_down(self, press: Press) -> None:
        self.turn(self.state.moved(rows=press.count or 1))

    def do_page_down(self, press: Press) -> None:
        self.turn(self.state.moved(rows=(press.count or 1) * page(self.state, *self.app.size)))

    def do_page_up(self, press: Press) -> None:
        self.turn(self.state.moved(rows=-(press.count or 1) * page(self.state, *self.app.size)))

    def do_top(self, press: Press) -> None:
        self.turn(self.state.first_row())

    def do_end(self, press: Press) -> None:
        self.turn(self.state.last_row())

    def do_next_disagreement(self, press: Press) -> None:
        self.turn(self.state.to_conflict(press.count or 1))

    def do_previous_disagreement(self, press: Press) -> None:
        self.turn(self.state.to_conflict(-(press.count or 1)))

    def do_order(self, press: Press) -> None:
        self.turn(self.state.next_order())

    def do_only_disagreements(self, press: Press) -> None:
        self.turn(self.state.toggle_disagreements())

    def do_only_omissions(self, press: Press) -> None:
        self.turn(self.state.toggle_omissions())

    def do_read(self, press: Press) -> None:
        """To the passage that the block below the table quotes first."""
        cell = self.state.cell
        if cell:
            self.dismiss(Goto(cell.provision_id, cell.article_id, cell.telling))

    def do_explain(self, press: Press) -> None:
        if self.at:
            show_why(self, self.state.comparison, *self.at)

    def do_verdict(self, press: Press) -> None:
        if self.at:
            ask_for_verdict(self, self.state.comparison, *self.at)

    def do_info(self, press: Press) -> None:
        if self.at:
            show_info(self, self.state.comparison, self.at[1])

    def do_copy(self, press: Press) -> None:
        """The passages of the cell under the cursor; where it has none, its whole row."""
        if self.at:
            self.copy(excerpt_at(self.state.comparison, *self.at))

    def do_go_matrix(self, press: Press) -> None:
        """It is open already."""

    def do_matrix_close(self, press: Press) -> None:
        self.dismiss(None)

    def do_back(self, press: Press) -> None:
        self.dismiss(None)

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)
