"""Where the words of an annotation stand when they do not stand where the file says: in the very text that it was made
on, or in another one of which no older state is known.

The quote is searched for folded; its context decides between several places. Where nothing decides, nothing is
guessed: the annotation goes to review with the places named. What is nowhere word for word is looked for by likeness.
"""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.annotations.folded import FoldedText, Place
from karabakh_tui.annotations.fuzzy import CHANGED, REVIEW, TOO_CLOSE, Candidate, Wanted, look
from karabakh_tui.annotations.model import Anchor, Annotation
from karabakh_tui.text.fold import fold

CLEARLY_NEARER = 4
"""How many times nearer to the old position a place has to be than the next one for the position to decide."""

MOST_PLACES = 1000
"""How many places of a quote are looked at; one that has more is too common to tell a passage."""

PLACES_NAMED = 6
"""How many places a reason names before it says how many more there are."""

TEXT_CHANGED = "the text has changed"


def search(text: FoldedText, annotation: Annotation, same_source: bool) -> Anchor:
    """The place of an annotation by its quote; `same_source` tells whether it was made on this very text."""
    wanted = wanted_by(text, annotation)
    if not wanted.quote:
        return Anchor(None, "orphan", "the quote is empty")
    hits = text.hits(wanted.quote, MOST_PLACES)
    if not hits:
        return _by_likeness(text, wanted)
    if len(hits) == MOST_PLACES:
        return Anchor(text.place(*hits[0]).span, "review", f"the quote stands in {MOST_PLACES:,} places or more")
    best, sides = _with_context(text, wanted, hits)
    by = "the one with its context" if len(hits) > len(best) == 1 else ""
    if len(best) > 1 and same_source:
        best, by = _decide(text, annotation, best)
    if len(best) > 1:
        return Anchor(best[0].span, "review", named("the quote stands in", text.text, best))
    (place,) = best
    if not same_source and (wanted.before or wanted.after) and not sides and wanted.short:
        reason = "the text has changed, the quote is short, and its context does not stand beside it"
        return Anchor(place.span, "review", reason)
    same_words = word_for_word(text, place, annotation)
    if same_source and same_words and annotation.start in (None, place.span.start):
        return Anchor(place.span, "exact")
    more = f"{by} of {len(hits)} places" if by else ""
    return Anchor(place.span, "moved", moved(annotation, place, same_source, same_words, more))


def wanted_by(text: FoldedText, annotation: Annotation) -> Wanted:
    """What to look for, by the annotation alone."""
    before, after = fold(annotation.prefix).strip(), fold(annotation.suffix).strip()
    return Wanted(fold(annotation.quote).strip(), before, after, annotation.start)


def judged(text: FoldedText, found: Sequence[Candidate], otherwise: str) -> Anchor:
    """What the best of some places that are like the passage comes to; `otherwise` says what it is where none is."""
    if not found or found[0].rating < REVIEW:
        return Anchor(None, "orphan", otherwise)
    best = found[0]
    rivals = [one for one in found if one.rating > best.rating - TOO_CLOSE]
    if len(rivals) > 1:
        places = sorted((one.place for one in rivals), key=lambda place: place.at)
        return Anchor(best.place.span, "review", named("much the same stands in", text.text, places))
    alike = f"{100 * best.likeness:.0f} % of the wording is the same"
    if best.rating >= CHANGED:
        return Anchor(best.place.span, "changed", alike)
    return Anchor(best.place.span, "review", f"it may be this passage: {alike}")


def _by_likeness(text: FoldedText, wanted: Wanted) -> Anchor:
    return judged(text, look(text, wanted), "the quote does not stand in the text, nor anything like it")


def _with_context(text: FoldedText, wanted: Wanted, hits: Sequence[tuple[int, int]]) -> tuple[list[Place], int]:
    """The places that have the most of the context beside them, and how much that is: 0, 1 or 2 sides."""
    sides = [text.sides(hit, wanted.before, wanted.after) for hit in hits]
    most = max(sides)
    return text.places(hit for hit, count in zip(hits, sides, strict=True) if count == most), most


def _decide(text: FoldedText, annotation: Annotation, places: list[Place]) -> tuple[list[Place], str]:
    """The places that can be meant in the very text that the annotation was made on, and what decided: the position,
    then the wording. In another text neither says anything: whatever stood there may have been taken out."""
    if annotation.start is not None:
        start = annotation.start
        first, second = sorted(places, key=lambda place: abs(place.span.start - start))[:2]
        if abs(first.span.start - start) * CLEARLY_NEARER <= abs(second.span.start - start):
            return [first], "the nearest"
    worded = [place for place in places if word_for_word(text, place, annotation)]
    return (worded, "the one in its wording") if len(worded) == 1 else (places, "")


def word_for_word(text: FoldedText, place: Place, annotation: Annotation) -> bool:
    """Whether the passage is the quote but for white space."""
    return place.span.of(text.text).split() == annotation.quote.split()


def moved(annotation: Annotation, place: Place, same_source: bool, same_words: bool, more: str = "") -> str:
    """Why a place that is clear is not called exact."""
    reasons = []
    start = annotation.start
    if start is not None and start != place.span.start:
        way = "further on" if place.span.start > start else "further back"
        reasons.append(f"stands {abs(place.span.start - start):,} characters {way} than noted")
    if not same_source:
        reasons.append(TEXT_CHANGED)
    if not same_words:
        reasons.append("differs from the quote in case, accents or punctuation")
    if more:
        reasons.append(more)
    return "; ".join(reasons)


def named(what: str, text: str, places: Sequence[Place]) -> str:
    """Where it stands, for a person to choose: lines from 1, and per cent into the article."""
    told = [
        f"line {text.count(chr(10), 0, place.span.start) + 1} ({100 * place.span.start // len(text)} %)"
        for place in places[:PLACES_NAMED]
    ]
    more = f" and {len(places) - PLACES_NAMED} more" if len(places) > PLACES_NAMED else ""
    return f"{what} {len(places)} places: {', '.join(told)}{more}"
