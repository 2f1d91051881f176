"""An annotation carried from the text that it was made on into the text as it is now, by what changed between them.

The old text says which passage was meant even where its words stand in several places, and tells a passage that was
moved from one that was taken out while the same words stand elsewhere.
"""

from __future__ import annotations

from karabakh_tui.annotations.changes import Changes
from karabakh_tui.annotations.folded import FoldedText, Place
from karabakh_tui.annotations.fuzzy import CHANGED, SHORT_QUOTE, Candidate, Wanted, best_apart, fitted, look, rated
from karabakh_tui.annotations.model import CERTAIN, Anchor, Annotation
from karabakh_tui.annotations.search import MOST_PLACES, judged, moved, named, word_for_word

CONTEXT = 48
"""Folded characters beside the passage in the old text that are compared with those beside a place."""

SAME_PASSAGE = 60
"""Folded characters that have to be the same, the quote and what is beside it together, for words in a new place to be
the old passage."""

LONGEST_RUNS = 4
"""Of the words that were kept of a passage, so many runs are looked at by themselves."""

MOST_GROWN = 3
"""A passage that takes up more than so many times its length is not looked at whole."""

NEW = 0.2
"""Which part of a place may be another passage of the old text. In a list each line is like the next: where one was
taken out, the next one is not what became of it."""

TAKEN_OUT = "the passage was taken out of the text"


def carry(text: FoldedText, annotation: Annotation, snapshot: str) -> Anchor | None:
    """The place of an annotation that was made on the text `snapshot`; None where it did not clearly stand in that."""
    changes = text.changes_from(snapshot)
    place = old_place(changes, annotation)
    return _follow(text, annotation, place, changes) if place else None


def _follow(text: FoldedText, annotation: Annotation, was: Place, changes: Changes) -> Anchor | None:
    """Where the words went that stood at `was`; None where there is no word in it."""
    old = changes.old
    first, last = old.words.around(was.at, was.end)
    if first >= last:
        return None
    wanted = _wanted(old, was)
    there = _in_place(text, wanted, changes, first, last)
    if there is not None:
        same = text.folded[there.place.at : there.place.end] == wanted.quote
        if same and (there.rating >= CHANGED or _extent(old, was, text, there.place) >= SHORT_QUOTE):
            return _moved(text, annotation, there.place)
        if there.rating >= CHANGED:
            return judged(text, [there], TAKEN_OUT)
    return _elsewhere(text, annotation, was, wanted, changes, there)


def old_place(changes: Changes, annotation: Annotation) -> Place | None:
    """Where an annotation stood in the old text; None where that is not clear."""
    from karabakh_tui.annotations.anchor import anchor

    then = anchor(changes.old, annotation._replace(kept=""), True)
    return changes.old.place_of(then.span) if then.span is not None and then.certainty in CERTAIN else None


def wanted_then(text: FoldedText, annotation: Annotation, snapshot: str) -> Wanted | None:
    """What to look for, as `snapshot` had it; None where it had no clear place in that."""
    changes = text.changes_from(snapshot)
    place = old_place(changes, annotation)
    return _wanted(changes.old, place) if place else None


def _wanted(old: FoldedText, place: Place) -> Wanted:
    """What to look for: the passage with its context as the old text had them."""
    folded = old.folded
    before = folded[max(0, place.at - CONTEXT) : place.at].strip()
    after = folded[place.end : place.end + CONTEXT].strip()
    return Wanted(folded[place.at : place.end], before, after)


def _in_place(text: FoldedText, wanted: Wanted, changes: Changes, first: int, last: int) -> Candidate | None:
    """What became of the old words `first` up to `last` where they stood; None where nothing of them was kept."""
    starts, ends = text.words.starts, text.words.ends
    runs = changes.kept(first, last)
    if len(runs) == 1 and runs[0].length == last - first:
        whole = text.place(starts[runs[0].new], ends[runs[0].new + runs[0].length - 1])
        return rated(text, whole, wanted._replace(at=whole.at))
    # Single words are kept here and there by chance: what is between the first and the last of them may be anything.
    longest = sorted(runs, key=lambda run: -run.length)[:LONGEST_RUNS]
    stretches = {(run.new, run.new + run.length) for run in longest}
    if runs:
        stretches.add((runs[0].new, runs[-1].new + runs[-1].length))
    found = [
        rated(text, place, wanted._replace(at=place.at))
        for begin, end in sorted(stretches)
        if ends[end - 1] - starts[begin] <= MOST_GROWN * len(wanted.quote)
        and (place := fitted(text, starts[begin], ends[end - 1], wanted.quote))
        and changes.was_there(place, (first, last)) <= NEW
    ]
    return max(found, key=lambda one: one.rating, default=None)


def _elsewhere(
    text: FoldedText,
    annotation: Annotation,
    was: Place,
    wanted: Wanted,
    changes: Changes,
    there: Candidate | None,
) -> Anchor:
    """Where a passage went that is not clearly where it was: to a place that is new in the text, or nowhere."""
    same = text.places(text.hits(wanted.quote, MOST_PLACES))
    new = [place for place in same if changes.was_there(place) <= NEW]
    sure = [place for place in new if _extent(changes.old, was, text, place) >= SAME_PASSAGE]
    if len(sure) == 1:
        return _moved(text, annotation, sure[0], "the passage was moved")
    if len(sure) > 1:
        return Anchor(sure[0].span, "review", named("the passage was moved to one of", text.text, sure))
    found = [one for one in look(text, wanted) if changes.was_there(one.place) <= NEW]
    found += [rated(text, place, wanted) for place in new]
    if there is not None:
        found.append(there)
    kept = [place for place in same if place not in new]
    otherwise = TAKEN_OUT
    if kept:
        otherwise += "; " + named("the same words, which are another passage, stand in", text.text, kept)
    anchor = judged(text, best_apart(found), otherwise)
    if anchor.certainty == "changed" and len(wanted.quote) < SAME_PASSAGE:
        # A short passage in a new place that has its words and its context nearly: a person has to say.
        return anchor._replace(certainty="review", reason=f"the passage may have been moved here: {anchor.reason}")
    return anchor


def _extent(old: FoldedText, was: Place, new: FoldedText, place: Place) -> int:
    """How many folded characters are the same about two places: the place, and what is beside it, as far as that is
    the same."""
    reach = SAME_PASSAGE
    left = _shared(
        old.folded[max(0, was.at - reach) : was.at][::-1],
        new.folded[max(0, place.at - reach) : place.at][::-1],
    )
    right = _shared(old.folded[was.end : was.end + reach], new.folded[place.end : place.end + reach])
    return left + place.end - place.at + right


def _shared(one: str, other: str) -> int:
    """How long the beginning is that both share."""
    for number, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return number
    return min(len(one), len(other))


def _moved(text: FoldedText, annotation: Annotation, place: Place, more: str = "") -> Anchor:
    same_words = word_for_word(text, place, annotation)
    return Anchor(place.span, "moved", moved(annotation, place, False, same_words, more))
