"""Which lines of two versions of a file are the same, and what three versions come to, line by line.

The method is that of patience diff (Bram Cohen): lines that occur once in either version are matched first, as long as
they are in the same order; the match then spreads to equal neighbours. It takes n log n steps and is never confused by
lines that occur a thousand times.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

Line = TypeVar("Line", str, bytes)


class Hunk(NamedTuple):
    """Where two versions differ: lines `start` to `end` of the one are lines `other_start` to `other_end` of the other.
    All count from 0, half open."""

    start: int
    end: int
    other_start: int
    other_end: int


def matches(one: Sequence[Line], other: Sequence[Line]) -> list[tuple[int, int]]:
    """Pairs of lines that are the same, in order: the number in `one`, the number in `other`."""
    anchors = [(-1, -1), *_anchors(one, other), (len(one), len(other))]
    found: list[tuple[int, int]] = []
    for (at, there), (end, other_end) in pairwise(anchors):
        if at >= 0:
            found.append((at, there))
        at, there = at + 1, there + 1
        while at < end and there < other_end and one[at] == other[there]:
            found.append((at, there))
            at, there = at + 1, there + 1
        back: list[tuple[int, int]] = []
        while end > at and other_end > there and one[end - 1] == other[other_end - 1]:
            end, other_end = end - 1, other_end - 1
            back.append((end, other_end))
        found += reversed(back)
    return found


def hunks(one: Sequence[Line], other: Sequence[Line]) -> Iterator[Hunk]:
    """Where the two differ, in order."""
    at = there = 0
    for start, other_start in [*matches(one, other), (len(one), len(other))]:
        if (at, there) != (start, other_start):
            yield Hunk(at, start, there, other_start)
        at, there = start + 1, other_start + 1


def merged(
    base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line], *, touching: bool = False
) -> list[Line] | None:
    """What both sides made of `base`; None where both changed the same lines, or lines that touch, and not alike.

    With `touching` lines that touch may be changed, and what both put in at one place comes in turn, ours first: for
    those who look at what it comes to.
    """
    here: dict[int, int] = dict(matches(base, ours))
    there: dict[int, int] = dict(matches(base, theirs))
    found: list[Line] = []
    at = our_at = their_at = 0
    for number in [*sorted(here.keys() & there.keys()), len(base)]:
        last = number == len(base)
        our_end, their_end = (len(ours), len(theirs)) if last else (here[number], there[number])
        parts = base[at:number], ours[our_at:our_end], theirs[their_at:their_end]
        chunk = _chosen(*parts)
        if chunk is None and touching:
            chunk = _in_turn(*parts)
        if chunk is None:
            return None
        found += chunk
        if not last:
            found.append(base[number])
        at, our_at, their_at = number + 1, our_end + 1, their_end + 1
    return found


def _chosen(base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line]) -> Sequence[Line] | None:
    if theirs in (base, ours):
        return ours
    return theirs if ours == base else None


def _in_turn(base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line]) -> Sequence[Line] | None:
    """The changes of both, by their places; None where both changed the same lines."""
    places = list(hunks(base, ours))
    found: list[tuple[Hunk, Sequence[Line]]] = [(hunk, ours[hunk.other_start : hunk.other_end]) for hunk in places]
    for hunk in hunks(base, theirs):
        if any(one.start < hunk.end and hunk.start < one.end for one in places):
            return None
        found.append((hunk, theirs[hunk.other_start : hunk.other_end]))
    lines: list[Line] = []
    at = 0
    for hunk, new in sorted(found, key=lambda one: one[0][:2]):
        lines += base[at : hunk.start]
        lines += new
        at = hunk.end
    lines += base[at:]
    return lines


def _anchors(one: Sequence[Line], other: Sequence[Line]) -> list[tuple[int, int]]:
    """Lines that occur once in either, as many of them as are in the same order in both."""
    counts, others = Counter(one), Counter(other)
    places = {line: number for number, line in enumerate(other) if others[line] == 1}
    pairs = [(number, places[line]) for number, line in enumerate(one) if counts[line] == 1 and line in places]
    tops: list[int] = []  # the smallest end of an ordered run of each length
    ends: list[int] = []  # which pair that is
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        length = bisect_left(tops, there)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [there]
        ends[length : length + 1] = [index]
    found = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]
