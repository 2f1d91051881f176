"""A span of a text, counted in Unicode code points, half open."""

from __future__ import annotations

from typing import NamedTuple


class _Ends(NamedTuple):
    start: int
    end: int


class Span(_Ends):
    """The code points `start` up to, not including, `end` of a text as read. Spans are in order by their starts.

    Raises ValueError where that is no span.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Span:
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        return super().__new__(cls, start, end)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, offset: int) -> bool:
        """Whether the code point at `offset` lies in the span."""
        return self.start <= offset < self.end

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]
