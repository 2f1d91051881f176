"""Finding, among many spans of a text, the ones that touch a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from karabakh_tui.text.span import Span

Item = TypeVar("Item")


class SpanIndex(Generic[Item]):
    """Items by the span each stands on, in the order of the text; overlaps are allowed.

    Empty spans touch nothing.
    """

    __slots__ = ("_ends", "_items", "_reach", "_starts")

    def __init__(self, items: Sequence[Item], spans: Sequence[Span]) -> None:
        starts = [span.start for span in spans]
        if any(later < earlier for earlier, later in pairwise(starts)):
            order = sorted(range(len(spans)), key=starts.__getitem__)
            items = [items[index] for index in order]
            spans = [spans[index] for index in order]
            starts = [span.start for span in spans]
        self._items = items
        self._starts = starts
        self._ends = [span.end for span in spans]
        # How far the spans up to each one reach: going back from a row may stop where that is before the row.
        self._reach = list(accumulate(self._ends, max))

    def touching(self, start: int, end: int) -> list[Item]:
        """The items that share a code point with `start` to `end`, or go on on both sides where those are the same; in
        the order in which they start."""
        found: list[Item] = []
        index = bisect_left(self._starts, end) - 1
        while index >= 0 and self._reach[index] > start:
            if self._ends[index] > start and self._ends[index] > self._starts[index]:
                found.append(self._items[index])
            index -= 1
        found.reverse()
        return found
