"""Where in the text an annotation stands now, and how sure that is.

Position alone is trusted only in the very text that the annotation was made on. Otherwise the quote is searched for,
folded; its context and then its old position decide between several places, and where neither does, nothing is
guessed: the annotation goes to review with the places named.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import NamedTuple

from karabakh_tui.annotations.model import Anchor, Anchored, Annotation, AnnotationFile
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span

SHORT_QUOTE = 24
"""Code points below which a quote alone does not tell a passage in a text that has changed: its context has to."""

CLEARLY_NEARER = 4
"""How many times nearer to the old position a place has to be than the next one for the position to decide."""

MOST_PLACES = 1000
"""How many places of a quote are looked at; one that has more is too common to tell a passage."""

PLACES_NAMED = 6
"""How many places a reason names before it says how many more there are."""


class FoldedText:
    """An article's text, folded when a quote is first searched for, and once only."""

    __slots__ = ("_folded", "_origins", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = ""
        self._origins: array[int] | None = None

    def places(self, wanted: str, limit: int) -> list[_Place]:
        """Where the folded and stripped words `wanted` stand, in order; at most `limit` places, no two overlap."""
        from karabakh_tui.text.cells import snap
        from karabakh_tui.text.fold import fold_map

        if self._origins is None:
            self._folded, self._origins = fold_map(self.text)
        found: list[_Place] = []
        at = self._folded.find(wanted)
        while at >= 0 and len(found) < limit:
            end = at + len(wanted)
            span = snap(self.text, self._origins[at], self._origins[end - 1] + 1)
            if not found or span.start >= found[-1].span.end:
                found.append(_Place(span, at, end))
            at = self._folded.find(wanted, end)
        return found

    def sides(self, place: _Place, before: str, after: str) -> int:
        """How many of the folded and stripped `before` and `after` stand beside the place; an empty one does not."""
        left = self._folded[max(0, place.at - len(before) - 1) : place.at].rstrip()
        right = self._folded[place.end : place.end + len(after) + 1].lstrip()
        return int(bool(before) and left.endswith(before)) + int(bool(after) and right.startswith(after))


class _Place(NamedTuple):
    """Where a quote stands: in the text, and from `at` to `end` in the folded text."""

    span: Span
    at: int
    end: int


def anchor_all(article: Article, file: AnnotationFile, text: FoldedText | None = None) -> tuple[Anchored, ...]:
    """The annotations of a file with their places in the article, in the order of the file.

    A file that does not state the sum of its text is taken to be on this one. `text` is the article's; whoever anchors
    several files on one article passes the same, so that it is folded once.
    """
    text = text or FoldedText(article.text)
    same_source = article.sha256.startswith(file.source_sha256)
    return tuple(Anchored(one, anchor(text, one, same_source)) for one in file.annotations)


def anchor(text: FoldedText, annotation: Annotation, same_source: bool) -> Anchor:
    """The place of an annotation in `text`; `same_source` tells whether it was made on this very text.

    Exact: the quote stands at `start`, or, where the file gives no start, at the one place that can be meant. Moved:
    there is one clear place, but it is elsewhere, or the text or the wording differs. Review: several places are
    possible, the span is the first of them. Orphan: the quote stands nowhere.
    """
    quote, start = annotation.quote, annotation.start
    if same_source and start is not None and quote and text.text.startswith(quote, start):
        return Anchor(Span(start, start + len(quote)), "exact")
    return _search(text, annotation, same_source)


def _search(text: FoldedText, annotation: Annotation, same_source: bool) -> Anchor:
    from karabakh_tui.text.fold import fold

    wanted = fold(annotation.quote).strip()
    if not wanted:
        return Anchor(None, "orphan", "the quote is empty")
    places = text.places(wanted, MOST_PLACES)
    if not places:
        return Anchor(None, "orphan", "the quote does not stand in the text")
    if len(places) == MOST_PLACES:
        return Anchor(places[0].span, "review", f"the quote stands in {MOST_PLACES:,} places or more")
    before, after = fold(annotation.prefix).strip(), fold(annotation.suffix).strip()
    sides = {place: text.sides(place, before, after) for place in places}
    best, by = _decide(text, annotation, places, sides)
    if len(best) > 1:
        return Anchor(best[0].span, "review", _named(text.text, best))
    (place,) = best
    if not same_source and (before or after) and not sides[place] and len(wanted) < SHORT_QUOTE:
        reason = "the text has changed, the quote is short, and its context does not stand beside it"
        return Anchor(place.span, "review", reason)
    word_for_word = _word_for_word(text, place, annotation)
    if same_source and word_for_word and annotation.start in (None, place.span.start):
        return Anchor(place.span, "exact")
    return Anchor(place.span, "moved", _moved(annotation, place, same_source, word_for_word, by, len(places)))


def _decide(
    text: FoldedText, annotation: Annotation, places: Sequence[_Place], sides: dict[_Place, int]
) -> tuple[Sequence[_Place], str]:
    """The places that can be meant, and what decided between several: context, then position, then the wording."""
    if len(places) == 1:
        return places, ""
    most = max(sides.values())
    best = [place for place in places if sides[place] == most]
    if len(best) == 1:
        return best, "the one with its context"
    if annotation.start is not None:
        start = annotation.start
        first, second = sorted(best, key=lambda place: abs(place.span.start - start))[:2]
        if abs(first.span.start - start) * CLEARLY_NEARER <= abs(second.span.start - start):
            return [first], "the nearest"
    worded = [place for place in best if _word_for_word(text, place, annotation)]
    return (worded, "the one in its wording") if len(worded) == 1 else (best, "")


def _word_for_word(text: FoldedText, place: _Place, annotation: Annotation) -> bool:
    """Whether the passage is the quote but for white space."""
    return place.span.of(text.text).split() == annotation.quote.split()


def _moved(annotation: Annotation, place: _Place, same_source: bool, word_for_word: bool, by: str, places: int) -> str:
    """Why a place that is clear is not called exact."""
    reasons = []
    start = annotation.start
    if start is not None and start != place.span.start:
        way = "further on" if place.span.start > start else "further back"
        reasons.append(f"stands {abs(place.span.start - start):,} characters {way} than noted")
    if not same_source:
        reasons.append("the text has changed")
    if not word_for_word:
        reasons.append("differs from the quote in case, accents or punctuation")
    if by:
        reasons.append(f"{by} of {places} places")
    return "; ".join(reasons)


def _named(text: str, places: Sequence[_Place]) -> str:
    """Where the quote stands, for a person to choose: lines from 1, and per cent into the article."""
    named = [
        f"line {text.count(chr(10), 0, place.span.start) + 1} ({100 * place.span.start // len(text)} %)"
        for place in places[:PLACES_NAMED]
    ]
    more = f" and {len(places) - PLACES_NAMED} more" if len(places) > PLACES_NAMED else ""
    return f"the quote stands in {len(places)} places: {', '.join(named)}{more}"
