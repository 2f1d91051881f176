"""A span of a text, counted in Unicode code points, half open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points `start` up to, not including, `end` of a text as read."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

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
