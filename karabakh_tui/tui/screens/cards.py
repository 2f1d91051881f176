"""Cards: one provision in every source, the passages in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.matching.model import Comparison
from karabakh_tui.tui.cards_state import dealt_out
from karabakh_tui.tui.goto import Goto
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.about import ask_for_verdict, show_info, show_why
from karabakh_tui.tui.screens.page import PageScreen
from karabakh_tui.tui.views.cards import body_rows, cards
from karabakh_tui.tui.views.citation import excerpt_at

if TYPE_CHECKING:
    from karabakh_tui.matching.load import Loaded
    from karabakh_tui.tui.announce import Fact


class CardsScreen(PageScreen[Goto]):
    """One provision in every source. It ends with the passage to read, or with None."""

    SCOPES: ClassVar[tuple[str, ...]] = ("cards", "reading", "global")

    def __init__(self, comparison: Comparison, provision_id: str, article_id: str) -> None:
        super().__init__()
        cells, height = self.app.size
        self.state = dealt_out(comparison, provision_id, article_id, 0, cells, body_rows(height))

    @property
    def at(self) -> tuple[str, str] | None:
        """The provision and the article of the card under the cursor."""
        here = self.state.here
        return (self.state.provision, here.article_id) if here else None

    def on_resize(self) -> None:
        cells, height = self.app.size
        self.state = self.state.resized(cells, body_rows(height))

    def rows(self, cells: int, height: int, last: Row) -> Sequence[Row]:
        state = self.state
        return cards(state.comparison, state.provision, state.dealt, state.stop, state.top, cells, height, last)

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken

        return spoken.cards(self.state)

    def loaded_changed(self, loaded: Loaded) -> None:
        """Somebody said something else of the passages, or tagged others."""
        self.state = self.state.told(loaded.comparison)
        self.draw()

    def do_next_card(self, press: Press) -> None:
        for _ in range(press.count or 1):
            self.state = self.state.next_card()

    def do_previous_card(self, press: Press) -> None:
        for _ in range(press.count or 1):
            self.state = self.state.previous_card()

    def do_next_provision(self, press: Press) -> None:
        self.state = self.state.stepped(press.count or 1)

    def do_previous_provision(self, press: Press) -> None:
        self.state = self.state.stepped(-(press.count or 1))

    def do_top(self, press: Press) -> None:
        self.state = self.state.first_card()

    def do_end(self, press: Press) -> None:
        self.state = self.state.last_card()

    def do_read(self, press: Press) -> None:
        if self.state.goto:
            self.dismiss(self.state.goto)

    def do_matrix(self, press: Press) -> None:
        """The whole table; a passage that is chosen there is read, else the cards are back."""
        from karabakh_tui.tui.screens.matrix import MatrixScreen

        def chosen(goto: Goto | None) -> None:
            if goto:
                self.dismiss(goto)

        self.app.push_screen(MatrixScreen(self.state.comparison, self.at), chosen)

    def do_go_matrix(self, press: Press) -> None:
        self.do_matrix(press)

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
        """All passages of the source under the cursor; where it has none, the provision in every source."""
        if self.at:
            self.copy(excerpt_at(self.state.comparison, *self.at))

    def do_back(self, press: Press) -> None:
        self.dismiss(None)

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)
