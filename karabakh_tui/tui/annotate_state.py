"""What the annotate screen knows apart from pixels: the word under the cursor, the selection, the tags around. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.text.units import Units
from karabakh_tui.tui.selecting import (
    Kind,
    Selection,
    extended,
    moved_edge,
    stretched,
    unit_at,
    unit_beside,
)
from karabakh_tui.tui.views.spans import SpanIndex

NOWHERE = Span(0, 0)
"""The cursor in a text without words."""


class Mine:
    """The annotations of who sits here, on one article: `all` of them, and in the order of the text the `placed` ones,
    which have a place and were not rejected."""

    __slots__ = ("_starts", "all", "index", "placed")

    def __init__(self, anchored: Sequence[Anchored] = ()) -> None:
        self.all = tuple(anchored)
        placed = [one for one in anchored if one.anchor.span and one.annotation.status != "rejected"]
        self.placed = tuple(sorted(placed, key=lambda one: one.anchor.span or NOWHERE))
        spans = [one.anchor.span or NOWHERE for one in self.placed]
        self.index = SpanIndex(self.placed, spans)
        self._starts = [span.start for span in spans]

    def near(self, offset: int, most: int) -> tuple[Anchored, ...]:
        """Those that begin nearest to a place, in the order of the text; at most so many."""
        at = bisect_left(self._starts, offset)
        first, last = at, at
        while last - first < min(most, len(self.placed)):
            ahead = last < len(self.placed) and (
                not first or self._starts[last] - offset <= offset - self._starts[first - 1]
            )
            first, last = (first, last + 1) if ahead else (first - 1, last)
        return self.placed[first:last]


@dataclass(frozen=True, slots=True)
class AnnotateState:
    """The state of the screen on one article.

    `cursor` is the word under the cursor. `mine` are the annotations of who sits here, with their places. `current` is
    the id of the one that was stepped to, among several that overlap. `last` is the code that was used last, `recent`
    those before it, the latest first.
    """

    article: Article
    units: Units = field(compare=False, repr=False)
    cursor: Span = NOWHERE
    selection: Selection | None = None
    mine: Mine = field(default_factory=Mine)
    current: str = ""
    recent: tuple[str, ...] = ()

    @property
    def last(self) -> str:
        """The code that was used last, "" for none."""
        return self.recent[0] if self.recent else ""

    # Where things are

    @property
    def here(self) -> tuple[Anchored, ...]:
        """The annotations under the cursor, or of exactly the selected words; the shortest first."""
        if self.selection:
            return self.on(self.selection.span)
        found = self.mine.index.touching(self.cursor.start, self.cursor.end)
        return tuple(sorted(found, key=lambda one: len(one.anchor.span or NOWHERE)))

    @property
    def at_hand(self) -> Anchored | None:
        """The annotation that keys act on: the one stepped to, else the shortest under the cursor."""
        here = self.here
        return next((one for one in here if one.annotation.id == self.current), here[0] if here else None)

    def on(self, span: Span) -> tuple[Anchored, ...]:
        """The annotations of exactly these words."""
        return tuple(one for one in self.mine.index.touching(span.start, span.end) if one.anchor.span == span)

    @property
    def target(self) -> Span | None:
        """What a tag goes on: the selected words, else the sentence under the cursor; None in a text without words."""
        if self.selection:
            return self.selection.span
        return self.units.sentence(self.cursor.start) if len(self.cursor) else None

    # Moving

    def at(self, offset: int) -> AnnotateState:
        """The cursor on the word there; a selection that has no tag yet goes along."""
        return self._to(self.units.word(offset))

    def put(self, offset: int) -> AnnotateState:
        """The cursor on the word there, nothing selected."""
        return replace(self, selection=None).at(offset)

    def by_word(self, steps: int) -> AnnotateState:
        """So many words on, or back."""
        word = self.cursor
        for _ in range(abs(steps)):
            word = unit_beside(self.units, "word", word, steps) or word
        return self._to(word)

    def by_unit(self, kind: Kind, steps: int) -> AnnotateState:
        """To where the next sentences or paragraphs begin, or the ones before; with a selection, its moving end goes to
        where one ends."""
        state = self
        for _ in range(abs(steps)):
            state = state._by_one(kind, steps)
        return state

    def _by_one(self, kind: Kind, step: int) -> AnnotateState:
        if self.selection and not self.selection.settled:
            return self._selected(moved_edge(self.units, self.selection, kind, step))
        unit = unit_at(self.units, kind, self.cursor.start)
        if unit is None:
            return self
        if step < 0 and (self.units.word(unit.start) or unit).start < self.cursor.start:
            return self._to(self.units.word(unit.start))  # first to the start of this one
        beside = unit_beside(self.units, kind, unit, step)
        return self._to(self.units.word(beside.start)) if beside else self

    def _to(self, word: Span | None) -> AnnotateState:
        if word is None:
            return self
        if self.selection and not self.selection.settled:
            return self._selected(stretched(self.units, self.selection, word))
        return replace(self, cursor=word, selection=None, current="")

    # Selecting

    def select_words(self) -> AnnotateState:
        """Begin to select by word; with a selection that has no tag, end it."""
        if self.selection and not self.selection.settled:
            return replace(self, selection=None)
        return self._selected(Selection("word", self.cursor, self.cursor)) if len(self.cursor) else self

    def select(self, kind: Kind, count: int = 1) -> AnnotateState:
        """Select the unit under the cursor; again: one more. The same state where the text has no more."""
        state = self
        for _ in range(max(count, 1)):
            state = state._select_one(kind)
        return state

    def _select_one(self, kind: Kind) -> AnnotateState:
        if self.selection:
            return self._selected(extended(self.units, self.selection, kind))
        unit = unit_at(self.units, kind, self.cursor.start) if len(self.cursor) else None
        return self._selected(Selection(kind, unit, self.cursor)) if unit else self

    def selecting(self, span: Span) -> AnnotateState:
        """Exactly these words selected, as they were before."""
        end = min(span.end, len(self.article.text))
        return self._selected(Selection("word", Span(min(span.start, end), end), self.cursor)) if len(span) else self

    def take_back(self) -> AnnotateState:
        """The selection before its last extension; before the first, none."""
        if self.selection is None:
            return self
        shrunk = self.selection.shrunk()
        return self._selected(shrunk) if shrunk else self.dropped()

    def other_end(self) -> AnnotateState:
        """The other end of the selection moves from now on."""
        return self._selected(self.selection.turned()) if self.selection else self

    def dropped(self) -> AnnotateState:
        """Nothing selected; the cursor where it was before sentences or paragraphs were selected."""
        if self.selection is None:
            return self
        cursor = self.cursor if self.selection.kind == "word" else self.selection.origin
        return replace(self, selection=None, cursor=cursor)

    def settled(self, span: Span) -> AnnotateState:
        """The state after these words have got a tag: they stay selected until the next move."""
        selection = self.selection
        if selection is None or selection.span != span:
            selection = Selection("sentence", span, self.cursor)
        return replace(self, selection=replace(selection, settled=True))

    def _selected(self, selection: Selection) -> AnnotateState:
        """The cursor goes to the end that moves."""
        span = selection.span
        word = self.units.last_word_in(span) if selection.ahead else self.units.word(span.start)
        return replace(self, selection=selection, cursor=word or self.cursor, current="")

    # Annotations

    def with_mine(self, mine: Sequence[Anchored]) -> AnnotateState:
        """Other annotations; cursor and selection stay."""
        return replace(self, mine=Mine(mine))

    def used(self, *codes: str) -> AnnotateState:
        """These codes were used, the last one last."""
        recent = tuple(dict.fromkeys([*reversed([code for code in codes if code]), *self.recent]))
        return replace(self, recent=recent[:9])

    def stepped(self, steps: int) -> AnnotateState | None:
        """At the next annotation of the text, or the one before; None where there is none."""
        placed = self.mine.placed
        if not placed:
            return None
        chosen = self.at_hand
        here = next((n for n, one in enumerate(placed) if chosen and one is chosen), None)
        if here is None:
            before = sum((one.anchor.span or NOWHERE).start < self.cursor.start for one in placed)
            wanted = before + steps - (steps > 0)
        else:
            wanted = here + steps
        if not 0 <= wanted < len(placed):
            return None
        return self.on_annotation(placed[wanted])

    def on_annotation(self, one: Anchored) -> AnnotateState:
        """The cursor on the first word of an annotation, which keys act on."""
        span = one.anchor.span or self.cursor
        word = self.units.word(span.start) or self.cursor
        return replace(self, selection=None, cursor=word, current=one.annotation.id)

    def next_overlapping(self) -> AnnotateState:
        """The next one of several annotations under the cursor, around the end."""
        here, chosen = self.here, self.at_hand
        if chosen is None:
            return self
        after = here[(here.index(chosen) + 1) % len(here)]
        return replace(self, current=after.annotation.id)

    def next_untagged(self, step: int = 1) -> AnnotateState | None:
        """At the next sentence that no annotation of mine touches, boilerplate left out; None where there is none."""
        unit = self.units.sentence(self.cursor.start) if len(self.cursor) else None
        while unit and (unit := unit_beside(self.units, "sentence", unit, step)):
            grey = any(unit.overlaps(span) for span in self.article.boilerplate)
            word = self.units.word(unit.start)
            if word and word.end <= unit.end and not grey and not self.mine.index.touching(unit.start, unit.end):
                return replace(self, selection=None, cursor=word, current="")
        return None


def opened(article: Article, offset: int = 0, mine: Sequence[Anchored] = ()) -> AnnotateState:
    """The state on an article that was just opened, the cursor on the word at an offset."""
    units = Units(article.text)
    return AnnotateState(article, units, units.word(offset) or NOWHERE, mine=Mine(mine))
