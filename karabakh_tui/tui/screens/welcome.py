"""The first page: what was opened, and which sources to start with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from karabakh_tui.corpus.model import Corpus
from karabakh_tui.matching.model import Comparison
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.page import PageScreen
from karabakh_tui.tui.views.welcome import toggled, welcome

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact

Chosen = tuple[str, ...] | Literal["matrix"]


class WelcomeScreen(PageScreen[Chosen]):
    """It ends with the ids of the sources to read, with "matrix" for the table, or with None: nothing was chosen.

    `proposed` are the sources that reading starts with as long as none is ticked.
    `says` tells where files live, `progress` by article how far it is annotated.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("welcome", "global")

    def __init__(
        self,
        corpus: Corpus,
        comparison: Comparison,
        proposed: tuple[str, ...],
        says: tuple[str, ...] = (),
        progress: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._corpus = corpus
        self._comparison = comparison
        self._proposed = proposed
        self.ticked: tuple[str, ...] = ()
        self._says = says
        self._progress = progress or {}

    def rows(self, cells: int, height: int, last: Row) -> Sequence[Row]:
        start = self.ticked or self._proposed
        return welcome(
            self._corpus, self._comparison, self.ticked, start, self._says, cells, height, last, self._progress
        )

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken

        return spoken.welcome(self._corpus, self._comparison, self.ticked, self._proposed, self._says)

    def do_tick(self, press: Press) -> None:
        self.ticked = toggled(self._comparison, self.ticked, int(press.arg))

    def do_start(self, press: Press) -> None:
        self.dismiss(self.ticked or self._proposed)

    def do_matrix(self, press: Press) -> None:
        self.dismiss("matrix")

    def do_back(self, press: Press) -> None:
        self.dismiss(None)

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)
