"""What is selected and how it grows: by word, sentence and paragraph, at one end or the other. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from karabakh_tui.text.span import Span
from karabakh_tui.text.units import Units

Kind = Literal["word", "sentence", "paragraph"]
Grown = tuple[Kind, Span, bool]

MOST_STEPS = 500
"""So many extensions can be taken back."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected words: a span that begins and ends where words, sentences or paragraphs do.

    `kind` is the unit that it was last extended by. `ahead` tells that its end moves and not its start. `steps` are
    what it was before each extension, `origin` is the word under the cursor before there was a selection. A `settled`
    one has got its tag: the next move leaves it behind.
    """

    kind: Kind
    span: Span
    origin: Span
    ahead: bool = True
    steps: tuple[Grown, ...] = ()
    settled: bool = False

    def grown(self, kind: Kind, span: Span, ahead: bool) -> Selection:
        """The selection after one more step."""
        if (kind, span, ahead) == (self.kind, self.span, self.ahead):
            return self
        steps = (*self.steps[-MOST_STEPS + 1 :], (self.kind, self.span, self.ahead))
        return replace(self, kind=kind, span=span, ahead=ahead, steps=steps, settled=False)

    def shrunk(self) -> Selection | None:
        """The selection before the last step; None before the first."""
        if not self.steps:
            return None
        kind, span, ahead = self.steps[-1]
        return replace(self, kind=kind, span=span, ahead=ahead, steps=self.steps[:-1], settled=False)

    def turned(self) -> Selection:
        """The other end moves from now on."""
        return replace(self, ahead=not self.ahead, settled=False)


def unit_at(units: Units, kind: Kind, offset: int) -> Span | None:
    """The unit of that kind around an offset."""
    match kind:
        case "word":
            return units.word(offset)
        case "sentence":
            return units.sentence(offset)
        case "paragraph":
            return units.paragraph(offset)


def unit_beside(units: Units, kind: Kind, unit: Span, step: int) -> Span | None:
    """The next unit of that kind, or with a negative step the one before; None at the end of the text."""
    match kind:
        case "word":
            return units.next_word(unit) if step > 0 else units.previous_word(unit)
        case "sentence":
            return units.next_sentence(unit) if step > 0 else units.previous_sentence(unit)
        case "paragraph":
            return units.next_paragraph(unit) if step > 0 else units.previous_paragraph(unit)


def extended(units: Units, selection: Selection, kind: Kind) -> Selection:
    """One unit more at the end that moves; where the ends are not those of such units yet, outward to them."""
    first, last = unit_at(units, kind, selection.span.start), unit_at(units, kind, selection.span.end - 1)
    if first is None or last is None:
        return selection
    whole = Span(min(first.start, selection.span.start), max(last.end, selection.span.end))
    if whole == selection.span and selection.kind == kind:
        more = unit_beside(units, kind, last if selection.ahead else first, 1 if selection.ahead else -1)
        if more is None:
            return selection
        whole = Span(min(whole.start, more.start), max(whole.end, more.end))
    return selection.grown(kind, whole, selection.ahead)


def stretched(units: Units, selection: Selection, word: Span, kind: Kind = "word") -> Selection:
    """The end that moves goes to this word; past the other end, that one stays and the selection lies beyond it."""
    span = selection.span
    if selection.ahead:
        if word.end > span.start:
            return selection.grown(kind, Span(span.start, word.end), True)
        kept = units.word(span.start) or span
        return selection.grown(kind, Span(word.start, kept.end), False)
    if word.start < span.end:
        return selection.grown(kind, Span(word.start, span.end), False)
    kept = units.last_word_in(span) or span
    return selection.grown(kind, Span(kept.start, word.end), True)


def moved_edge(units: Units, selection: Selection, kind: Kind, step: int) -> Selection:
    """The end that moves goes to the next edge of a unit in that direction: to where units end behind the other end,
    to where they begin before it."""
    span = selection.span
    edge = _edge(units, kind, span.end - 1, step, ends=True) if selection.ahead else None
    if selection.ahead and edge is not None and edge > span.start:
        return selection.grown(kind, Span(span.start, edge), True)
    if selection.ahead and step > 0:
        return selection
    edge = _edge(units, kind, span.start, step, ends=False)
    if edge is not None and edge < span.end and (selection.ahead or edge != span.start):
        kept = units.word(span.start) or span
        return selection.grown(kind, Span(edge, kept.end if selection.ahead else span.end), False)
    if selection.ahead or step < 0:
        return selection
    kept = units.last_word_in(span) or span
    edge = _edge(units, kind, span.end - 1, step, ends=True)
    return selection.grown(kind, Span(kept.start, edge), True) if edge and edge > span.end else selection


def _edge(units: Units, kind: Kind, offset: int, step: int, *, ends: bool) -> int | None:
    """The next place in that direction where a unit ends (begins), from that of the unit around `offset` on; None
    where the text has no more."""
    unit = unit_at(units, kind, offset)
    if unit is None:
        return None
    here = unit.end if ends else unit.start
    if (here > offset + ends) if step > 0 else (here < offset):
        return here
    beside = unit_beside(units, kind, unit, step)
    return None if beside is None else beside.end if ends else beside.start


@lru_cache(maxsize=4)
def told(units: Units, selection: Selection) -> str:
    """How much is selected: `1 sentence`, `3 words`."""
    if selection.kind == "word":
        return counted(units.words_in(selection.span), "word")
    count, unit = 0, unit_at(units, selection.kind, selection.span.start)
    aligned = unit is not None and unit.start == selection.span.start
    while unit and unit.start < selection.span.end and count < MOST_STEPS:
        count += 1
        aligned = aligned and unit.end <= selection.span.end
        unit = unit_beside(units, selection.kind, unit, 1)
    return counted(count, selection.kind) if aligned else counted(units.words_in(selection.span), "word")


def counted(count: int, what: str) -> str:
    """A number of things, as `1 word`, `2,000 words`."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
