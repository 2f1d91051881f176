"""Where something like a quote stands in a text that no longer has it word for word, and how like it is.

Places are proposed by the rare words of the quote and its context, which all point to where it would begin; each is
then fitted to the words of the text and rated by the quote, its context and its old position.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from karabakh_tui.annotations.folded import FoldedText, Place

CHANGED = 0.90
"""A rating from which on a place is taken, and called changed."""

REVIEW = 0.72
"""A rating from which on a place is shown to a person, who decides."""

SHORT_QUOTE = 24
"""Code points below which a quote alone does not tell a passage in a text that has changed: its context has to."""

WEIGHTS = (0.62, 0.35, 0.03)
SHORT_WEIGHTS = (0.50, 0.47, 0.03)
"""What quote, context and old position count in a rating; the second line is for short quotes."""

TOO_CLOSE = 0.05
"""Two places whose ratings differ by less are not told apart."""

LONG_QUOTE = 200
ENDS = 60
"""A quote of more than so many folded characters is found by its first and last ones."""

RARE_WORDS = 12
MOST_STANDS = 128
"""So many words of a quote and its context are looked up; one that stands more often in the text tells nothing."""

DRIFT = 8
"""Words by which what a word points to may be off and still be the same place."""

PROPOSED = 6
"""How many places are fitted and rated."""


class Wanted(NamedTuple):
    """What is searched for: folded and stripped quote and context, and where it is expected in the folded text."""

    quote: str
    before: str = ""
    after: str = ""
    at: int | None = None

    @property
    def short(self) -> bool:
        """Whether the quote alone does not tell the passage."""
        return len(self.quote) < SHORT_QUOTE


class Candidate(NamedTuple):
    """A place that may be meant: its rating, and how like the quote it is; both from 0 to 1."""

    place: Place
    rating: float
    likeness: float


def look(text: FoldedText, wanted: Wanted) -> list[Candidate]:
    """The places that may be meant, best first; no two overlap."""
    words = text.words
    sought = [words.codes_of(part) for part in (wanted.before, wanted.quote, wanted.after)]
    first = len(sought[0])
    last = first + len(sought[1])
    if first == last:
        return []
    found: list[Candidate] = []
    for begin in _pointed(text, "".join(sought)):
        slack = 2 + DRIFT + (last - first) // 4
        start = min(max(begin + first - slack, 0), len(words.codes))
        end = min(max(begin + last + slack, start), len(words.codes))
        if start < end:
            place = aligned(text, words.starts[start], words.ends[end - 1], wanted.quote)
            if place:
                found.append(rated(text, place, wanted))
    return best_apart(found)


def best_apart(found: list[Candidate]) -> list[Candidate]:
    """Best first, without those that overlap a better one."""
    kept: list[Candidate] = []
    for one in sorted(found, key=lambda each: (-each.rating, each.place.at)):
        if not any(one.place.at < other.place.end and other.place.at < one.place.end for other in kept):
            kept.append(one)
    return kept


def _pointed(text: FoldedText, sought: str) -> list[int]:
    """Where the sought words would begin, in words of the text, as their rarest ones say; best first."""
    stands = text.stands
    rare = sorted(
        (len(at), number) for number, code in enumerate(sought) if (at := stands.get(code)) and len(at) <= MOST_STANDS
    )[:RARE_WORDS]
    votes: defaultdict[int, float] = defaultdict(float)
    for often, place in rare:
        for stand in stands[sought[place]]:
            votes[(stand - place) // DRIFT] += 1 / often
    likely = sorted(votes, key=lambda box: -votes[box])[: 4 * PROPOSED]
    pointed = sorted(likely, key=lambda box: (-sum(votes.get(near, 0) for near in (box - 1, box, box + 1)), box))
    kept: list[int] = []
    for box in pointed:
        if all(abs(box - other) > 1 for other in kept):
            kept.append(box)
            if len(kept) == PROPOSED:
                break
    return [box * DRIFT for box in kept]


def aligned(text: FoldedText, at: int, end: int, quote: str) -> Place | None:
    """What in the folded characters `at` to `end` is most like the quote, in whole words; None where nothing is."""
    from rapidfuzz import fuzz

    window = text.folded[at:end]
    if len(quote) <= LONG_QUOTE or len(window) <= LONG_QUOTE:
        short, long = (quote, window) if len(quote) <= len(window) else (window, quote)
        found = fuzz.partial_ratio_alignment(short, long)
        if found is None:
            return None
        if short is window:
            return fitted(text, at, end, quote)
        return fitted(text, at + found.dest_start, at + found.dest_end, quote)
    head = fuzz.partial_ratio_alignment(quote[:ENDS], window)
    tail = fuzz.partial_ratio_alignment(quote[-ENDS:], window)
    if head is None or tail is None:
        return None
    start, stop = head.dest_start, tail.dest_end
    if stop - start < len(quote) // 2:
        # One of the two is gone: the better one says where the passage is, the quote how long.
        start = start if head.score >= tail.score else max(0, stop - len(quote))
        stop = min(len(window), start + len(quote))
    return fitted(text, at + start, at + stop, quote)


def fitted(text: FoldedText, at: int, end: int, quote: str) -> Place | None:
    """The whole words about `at` to `end` that are most like the quote: its ends are moved word by word."""
    words = text.words
    if len(quote) <= LONG_QUOTE:
        first, last = _climbed(text, words.around(at, end), quote)
    else:
        first, _ = _climbed(text, words.around(at, min(at + ENDS, end)), quote[:ENDS])
        _, last = _climbed(text, words.around(max(at, end - ENDS), end), quote[-ENDS:])
    return text.place(words.starts[first], words.ends[last - 1]) if first < last else None


def _climbed(text: FoldedText, span: tuple[int, int], quote: str) -> tuple[int, int]:
    """The words near these, first up to but not including the last, that are most like the quote."""
    from rapidfuzz import fuzz

    words, folded = text.words, text.folded
    first, last = span
    if first >= last:
        return span

    def likeness(start: int, stop: int) -> float:
        return fuzz.ratio(quote, folded[words.starts[start] : words.ends[stop - 1]])

    best = likeness(first, last)
    moved = True
    while moved:
        moved = False
        for start, stop in _neighbours(first, last, len(words.codes)):
            if (like := likeness(start, stop)) > best:
                best, first, last, moved = like, start, stop, True
                break
    return first, last


def _neighbours(first: int, last: int, count: int) -> list[tuple[int, int]]:
    """Some words more and some words fewer, at either end."""
    steps = [(first + by, last) for by in (-1, 1, -2, 2, -3, 3)] + [(first, last + by) for by in (-1, 1, -2, 2, -3, 3)]
    return [(start, stop) for start, stop in steps if 0 <= start < stop <= count]


def rated(text: FoldedText, place: Place, wanted: Wanted) -> Candidate:
    """A place with its rating: by the quote, by its context as far as that is known, and by its old position."""
    from rapidfuzz import fuzz

    likeness = fuzz.ratio(wanted.quote, text.folded[place.at : place.end]) / 100
    by_quote, by_context, by_position = SHORT_WEIGHTS if wanted.short else WEIGHTS
    rating, weight = by_quote * likeness, by_quote
    if wanted.before or wanted.after:
        rating += by_context * context(text, place, wanted)
        weight += by_context
    if wanted.at is not None:
        rating += by_position * max(0.0, 1 - abs(place.at - wanted.at) / max(1, len(text.folded)))
        weight += by_position
    rating /= weight
    if wanted.short and not (wanted.before or wanted.after):
        rating = min(rating, CHANGED - TOO_CLOSE)
    return Candidate(place, rating, likeness)


def context(text: FoldedText, place: Place, wanted: Wanted) -> float:
    """How like the words beside a place are to those that the quote had beside it, from 0 to 1."""
    from rapidfuzz import fuzz

    folded, (before, after) = text.folded, (wanted.before, wanted.after)
    likes = []
    if before:
        left = folded[max(0, place.at - len(before) - 1) : place.at].rstrip()
        likes.append(fuzz.ratio(before, left[-len(before) :]))
    if after:
        right = folded[place.end : place.end + len(after) + 1].lstrip()
        likes.append(fuzz.ratio(after, right[: len(after)]))
    return sum(likes) / len(likes) / 100 if likes else 0.0
