"""What the reader knows apart from pixels: which sources, which provision, which passage, in step or free. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from karabakh_tui.matching.model import Cell, Comparison, Passage
from karabakh_tui.matching.order import in_dispute, left_out
from karabakh_tui.tui.carousel import Carousel
from karabakh_tui.tui.jumps import Place
from karabakh_tui.tui.viewport import Stand

Only = Literal["", "disagreements", "silences"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The state of the reader.

    `provision` is the id of the one in focus ("" where the corpus has none); `passages` tells, per source, which of its
    passages on it is shown (from 0; the telling one where none is named). `follow` is false while the panes scroll on
    their own. `only` narrows the trail. `rows` counts the rows scrolled since the last snap.
    """

    comparison: Comparison
    carousel: Carousel
    provision: str = ""
    passages: dict[str, int] = field(default_factory=dict)
    follow: bool = True
    only: Only = ""
    rows: int = 0

    def cell(self, source: str) -> Cell | None:
        """What that source says on the provision in focus; None where there is no provision."""
        return self.comparison.cell(self.provision, source) if self.provision else None

    def passage(self, source: str) -> Passage | None:
        """The passage that the pane of this source stands on, None where it says nothing."""
        cell = self.cell(source)
        if cell is None or not cell.passages:
            return None
        return cell.passages[self._index(cell)]

    def _index(self, cell: Cell) -> int:
        """Which passage of a cell its pane stands on; 0 where it has none."""
        return max(0, min(self.passages.get(cell.article_id, cell.telling), len(cell.passages) - 1))

    @property
    def trail(self) -> tuple[str, ...]:
        """The ids of the provisions that stepping goes through, in the order of the codebook."""
        if self.only == "disagreements":
            return tuple(provision.id for provision in in_dispute(self.comparison))
        if self.only == "silences":
            return tuple(provision.id for provision in left_out(self.comparison))
        return tuple(provision.id for provision in self.comparison.provisions)

    def stepped(self, steps: int) -> Reading:
        """The provision `steps` further on the trail, around the end."""
        trail = self.trail
        if not trail:
            return self
        if self.provision in trail:
            return self.at(trail[(trail.index(self.provision) + steps) % len(trail)])
        order = [provision.id for provision in self.comparison.provisions]
        here = order.index(self.provision) if self.provision in order else -1
        before = sum(order.index(provision) < here for provision in trail)
        return self.at(trail[(before + steps - (steps > 0)) % len(trail)])

    def at(self, provision: str, source: str = "", passage: int | None = None) -> Reading:
        """That provision in focus; with a source, that source leads and stands on its n-th passage."""
        carousel = self.carousel.showing(source) if source else self.carousel
        passages = {source: passage} if source and passage is not None else {}
        return replace(self, carousel=carousel, provision=provision, passages=passages, rows=0)

    def passage_stepped(self, steps: int) -> Reading | None:
        """The next passage of the provision in the source that leads; None past the first or last one."""
        source = self.carousel.focused
        cell = self.cell(source)
        if cell is None or not cell.passages:
            return None
        wanted = self._index(cell) + steps
        if not 0 <= wanted < len(cell.passages):
            return None
        return replace(self, passages={**self.passages, source: wanted}, rows=0)

    def turned(self, carousel: Carousel) -> Reading:
        """Other sources in the panes."""
        return replace(self, carousel=carousel)

    def place(self, stands: dict[str, Stand], row: int | None, why: str) -> Place:
        """The present state as a place to come back to."""
        focused = self.carousel.focused
        cell = self.cell(focused)
        passage = self._index(cell) if cell else 0
        carousel = self.carousel
        return Place(carousel.slots, focused, self.provision, passage, stands, row, why, carousel.full)

    def back_at(self, place: Place) -> Reading:
        """The state of that place, as far as its sources and provision still exist."""
        carousel = self.carousel.chosen(place.slots)
        if place.full:
            carousel = replace(carousel, full=True).fitted(carousel.room)
        focused = place.focused if place.focused in carousel.order else ""
        if focused:
            carousel = carousel.showing(focused)
        known = any(provision.id == place.provision for provision in self.comparison.provisions)
        reading = replace(self, carousel=carousel, rows=0)
        return reading.at(place.provision, focused, place.passage) if known else reading


def opening(comparison: Comparison, room: int) -> Reading:
    """Where a corpus opens that nobody has read yet: the sources that report most, the first provision."""
    order, best = tuple(a.id for a in comparison.in_order), most_telling(comparison)
    slots = tuple(sorted(best[:room], key=order.index))
    carousel = Carousel(order, slots, room=room, best=best)
    provision = comparison.provisions[0].id if comparison.provisions else ""
    return Reading(comparison, carousel, provision)


def most_telling(comparison: Comparison) -> tuple[str, ...]:
    """The compared sources, those that report the most provisions first; all sources where none are compared."""

    def reported(article_id: str) -> int:
        return sum(bool(comparison.cell(p.id, article_id).passages) for p in comparison.provisions)

    compared = [article.id for article in comparison.compared or comparison.in_order]
    return tuple(sorted(compared, key=lambda article_id: -reported(article_id)))
