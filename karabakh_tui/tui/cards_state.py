"""What the cards know apart from pixels: which provision, which passage of which source, what is scrolled to. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from karabakh_tui.matching.model import Comparison
from karabakh_tui.tui.goto import Goto
from karabakh_tui.tui.views.cards import Deck, Stop, deck


@dataclass(frozen=True, slots=True)
class CardsState:
    """The cards of `provision` ("" where there is none) at a width of `cells`, of which `body` rows are on screen.

    `stop` is the index of the passage (or of the source without one) under the cursor, `top` the first row shown.
    """

    comparison: Comparison
    provision: str
    cells: int
    body: int
    dealt: Deck
    stop: int = 0
    top: int = 0

    @property
    def here(self) -> Stop | None:
        """What the cursor is on; None without a compared source."""
        return self.dealt.stops[self.stop] if self.stop < len(self.dealt.stops) else None

    @property
    def goto(self) -> Goto | None:
        """Where to read on from here."""
        here = self.here
        return Goto(self.provision, here.article_id, here.passage) if here else None

    def next_card(self) -> CardsState:
        """The next stop; within one that is longer than the screen, the next screenful of it."""
        here = self.here
        if here is None:
            return self._scrolled(self.top + self.body)
        below = here.end - self.top - self.body
        if below > 0:
            return self._scrolled(self.top + min(below, max(self.body - 1, 1)))
        if self.stop + 1 < len(self.dealt.stops):
            return replace(self, stop=self.stop + 1)._with_stop_shown()
        return self._scrolled(len(self.dealt.rows) - self.body)

    def previous_card(self) -> CardsState:
        """The stop before; within one that is longer than the screen, the screenful before."""
        here = self.here
        if here is None:
            return self._scrolled(self.top - self.body)
        above = self.top - here.first
        if above > 0:
            return self._scrolled(self.top - min(above, max(self.body - 1, 1)))
        if not self.stop:
            return self
        before = replace(self, stop=self.stop - 1)
        stop = self.dealt.stops[before.stop]
        if stop.first < self.top:
            return before._scrolled(max(stop.end - self.body, min(self.top, stop.first)))
        return before._with_stop_shown()

    def first_card(self) -> CardsState:
        """The first stop."""
        return replace(self, stop=0, top=0)

    def last_card(self) -> CardsState:
        """The last stop."""
        return replace(self, stop=max(len(self.dealt.stops) - 1, 0))._with_stop_shown()

    def stepped(self, steps: int) -> CardsState:
        """The provision `steps` further in the codebook, around its end, with the cursor on the same source."""
        ids = [provision.id for provision in self.comparison.provisions]
        if not ids:
            return self
        at = ids.index(self.provision) if self.provision in ids else 0
        here = self.here
        return dealt_out(
            self.comparison, ids[(at + steps) % len(ids)], here.article_id if here else "", 0, self.cells, self.body
        )

    def resized(self, cells: int, body: int) -> CardsState:
        """The same place on a screen of another size."""
        here = self.here
        return dealt_out(
            self.comparison,
            self.provision,
            here.article_id if here else "",
            here.passage if here else 0,
            cells,
            body,
        )

    def told(self, comparison: Comparison) -> CardsState:
        """The same place after somebody said something else of the passages, or tagged others."""
        return replace(self, comparison=comparison).resized(self.cells, self.body)._scrolled(self.top)

    def _scrolled(self, top: int) -> CardsState:
        return replace(self, top=min(max(top, 0), max(len(self.dealt.rows) - self.body, 0)))

    def _with_card_shown(self) -> CardsState:
        """Scrolled as little as is needed to see the whole card, its beginning where it is too long."""
        own = [stop for stop in self.dealt.stops if self.here and stop.article_id == self.here.article_id]
        return self._scrolled(min(max(self.top, own[-1].end - self.body), own[0].first)) if own else self

    def _with_stop_shown(self) -> CardsState:
        """Scrolled as little as is needed to see all of the stop, its beginning where it is too long."""
        here = self.here
        if here is None:
            return self
        return self._scrolled(min(max(self.top, here.end - self.body), here.first))


def dealt_out(
    comparison: Comparison, provision_id: str, article_id: str, passage: int, cells: int, body: int
) -> CardsState:
    """The cards of a provision with the cursor on that passage of that source, the first one where it is not there."""
    if all(provision.id != provision_id for provision in comparison.provisions):
        provision_id = comparison.provisions[0].id if comparison.provisions else ""
    dealt = deck(comparison, provision_id, cells, body) if provision_id else Deck((), ())
    state = CardsState(comparison, provision_id, cells, body, dealt, dealt.stop_of(article_id, passage))
    return state._with_card_shown()._with_stop_shown()
