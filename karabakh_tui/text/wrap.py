"""The rows of a text at a width, worked out where they are looked at.

There are no row numbers: a text of 50 MB is open at once, and a place in it is a `Position`, which stands for a row of
one piece of the text. A piece is a line, a stretch of a very long line, or a folded span. Pieces are found from any
offset by looking for line feeds nearby, wrapped when one of their rows is asked for, and wrapped independently, so no
step costs more than the rows it passes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from karabakh_tui.text.breaks import rows_of
from karabakh_tui.text.cells import edge, width
from karabakh_tui.text.display import visible
from karabakh_tui.text.span import Span

LONG_LINE = 4096
"""Code points. A line much longer than this is wrapped in stretches of about this length."""

_CUT_WITHIN = 256  # a stretch ends after a space among so many code points, else at the edge of a cluster
_ROWS_REMEMBERED = 20_000

# A list's mark or number: what follows it on further rows stands under its first word.
_BULLET = re.compile(r"[ \t\u00a0]{0,40}(?:[-*•·▪●◦‣]|\(?[0-9]{1,3}[.)])[ \t\u00a0]{1,40}(?=\S)")


class Position(NamedTuple):
    """A row: the offset at which its piece of the text starts, and the row's number in the piece."""

    start: int
    row: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What one row shows: the code points `start` to `end`, without the spaces and line feed it was broken at.

    `first` is true on the first row of a line, `indent` is how many blank cells stand before the text, and `folded` is
    the span that this row stands for, if it is one that is shown folded.
    """

    start: int
    end: int
    first: bool
    indent: int = 0
    folded: Span | None = None


class _Piece(NamedTuple):
    """A stretch of text that is wrapped by itself; the next one starts at `after`."""

    start: int
    end: int
    after: int
    first: bool
    indent: int = 0
    folded: Span | None = None


class Layout:
    """A text wrapped at `width` cells, each of the spans `folded` taking one row in place of its own.

    A line feed ends a line; one at the very end of the text starts no further row. An empty text has one empty row.
    Positions of one layout mean nothing to another: carry `row(position).start` over with `at`.
    """

    def __init__(self, text: str, width: int, folded: Sequence[Span] = ()) -> None:
        self.text = text
        self.width = max(1, width)
        self.folded = tuple(folded)
        self._folds = _separate(folded, len(text))
        self._fold_starts = [fold.start for fold in self._folds]
        self._wrapped: dict[int, tuple[_Piece, list[tuple[int, int]]]] = {}
        self._remembered = 0
        self._line = (0, 0, 0)

    @property
    def first(self) -> Position:
        """The first row."""
        return Position(0)

    @property
    def last(self) -> Position:
        """The last row."""
        piece, rows = self._at(len(self.text))
        return Position(piece.start, len(rows) - 1)

    def at(self, offset: int) -> Position:
        """The row that shows the code point at `offset`; for a space that rows are broken at, the row before it."""
        piece, rows = self._at(offset)
        found = bisect_right(rows, offset, key=lambda row: row[0]) - 1
        return Position(piece.start, max(0, found))

    def row(self, position: Position) -> Row:
        """The row at `position`."""
        piece, rows = self._at(position.start)
        return _row(piece, rows, _within(position.row, rows))

    def move(self, position: Position, rows: int) -> Position:
        """The position `rows` further down, or up if negative, and no further than the text goes."""
        if rows > len(self.text):
            return self.last
        piece, wrapped = self._at(position.start)
        number = _within(position.row, wrapped) + rows
        while number >= len(wrapped):
            if piece.after >= len(self.text):
                return Position(piece.start, len(wrapped) - 1)
            number -= len(wrapped)
            piece, wrapped = self._at(piece.after)
        while number < 0:
            if piece.start == 0:
                return self.first
            piece, wrapped = self._at(piece.start - 1)
            number += len(wrapped)
        return Position(piece.start, number)

    def rows(self, position: Position, count: int) -> list[Row]:
        """The rows from `position` on, `count` of them or fewer at the end of the text."""
        found: list[Row] = []
        skip = position.row
        for piece, rows in self._from(position.start):
            for number in range(min(skip, len(rows) - 1), len(rows)):
                if len(found) >= count:
                    return found
                found.append(_row(piece, rows, number))
            skip = 0
        return found

    def distance(self, a: Position, b: Position, limit: int) -> int:
        """How many rows `b` is below `a`, negative if above; no more than `limit` rows are looked at either way."""
        if b < a:
            return -self.distance(b, a, limit)
        passed = b.row - a.row
        for piece, rows in self._from(a.start):
            if piece.start == b.start or passed >= limit:
                break
            passed += len(rows)
        return min(passed, limit)

    def _from(self, offset: int) -> Iterator[tuple[_Piece, list[tuple[int, int]]]]:
        """The pieces from the one at `offset` on, wrapped."""
        while True:
            piece, rows = self._at(offset)
            yield piece, rows
            offset = piece.after
            if offset >= len(self.text):
                return

    def _at(self, offset: int) -> tuple[_Piece, list[tuple[int, int]]]:
        """The piece that holds the code point at `offset`, and the spans of its rows."""
        known = self._wrapped.get(offset)
        if known is not None:
            return known
        piece = self._piece(offset)
        known = self._wrapped.get(piece.start)
        if known is not None:
            return known
        rows = self._wrap(piece)
        if self._remembered >= _ROWS_REMEMBERED:
            self._wrapped.clear()
            self._remembered = 0
        self._remembered += len(rows)
        self._wrapped[piece.start] = (piece, rows)
        return piece, rows

    def _wrap(self, piece: _Piece) -> list[tuple[int, int]]:
        if piece.folded:
            return [(piece.start, piece.end)]
        shown = visible(self.text[piece.start : piece.end])
        return [
            (piece.start + start, piece.start + end)
            for start, end in rows_of(shown, self.width, indent=piece.indent, opens=piece.first)
        ]

    def _piece(self, offset: int) -> _Piece:
        text = self.text
        if not text:
            return _Piece(0, 0, 0, True)
        offset = min(max(offset, 0), len(text) - 1)
        index = bisect_right(self._fold_starts, offset)
        start = 0
        stop = self._fold_starts[index] if index < len(self._folds) else len(text)
        if index:
            fold = self._folds[index - 1]
            start = self._after(fold, stop)
            if offset < start:
                return _Piece(fold.start, fold.end, start, True, folded=fold)
        start, end, after = self._line_at(offset, start, stop)
        first = start == 0 or text[start - 1] == "\n"
        bullet = _BULLET.match(text, start, min(end, start + 100)) if first else None
        indent = width(visible(bullet[0])) if bullet else 0
        if indent > self.width // 4:
            indent = 0
        if end - start <= LONG_LINE:
            return _Piece(start, end, after, first, indent)
        return self._stretch(offset, start, end, after, first, indent)

    def _after(self, fold: Span, stop: int) -> int:
        """Where the text goes on after a fold: the line feed that ends its last line is part of it."""
        end = fold.end
        return end + 1 if end < stop and self.text[end] == "\n" and self.text[end - 1] != "\n" else end

    def _line_at(self, offset: int, start: int, stop: int) -> tuple[int, int, int]:
        """Start and end of the line around `offset` between two folds, and where the next one starts."""
        if self._line[0] <= offset < self._line[2]:
            return self._line
        start = max(start, self.text.rfind("\n", start, offset) + 1)
        end = self.text.find("\n", offset, stop)
        self._line = (start, stop, stop) if end < 0 else (start, end, end + 1)
        return self._line

    def _stretch(self, offset: int, start: int, end: int, after: int, first: bool, indent: int) -> _Piece:
        """The stretch of a very long line that holds `offset`."""
        last = (end - start - 1) // LONG_LINE
        number = min((offset - start) // LONG_LINE, last)
        ahead = self._cut(start, number + 1) if number < last else end
        if offset >= ahead and number < last:
            number += 1
            behind = ahead
            ahead = self._cut(start, number + 1) if number < last else end
        else:
            behind = self._cut(start, number) if number else start
        return _Piece(behind, ahead, after if number == last else ahead, first and not number, indent)

    def _cut(self, start: int, number: int) -> int:
        """Where the stretch `number` of the line that starts at `start` begins: not later than its share of the line.

        A cut depends on the text around it alone, so that any stretch is found without those before it.
        """
        share = start + number * LONG_LINE
        space = self.text.rfind(" ", share - _CUT_WITHIN, share)
        return space + 1 if space >= 0 else edge(self.text, share)


def _separate(spans: Sequence[Span], length: int) -> list[Span]:
    """The spans in order, within the text, none empty and none overlapping another."""
    separate: list[Span] = []
    for span in sorted(spans):
        end = min(span.end, length)
        if span.start >= end:
            continue
        if separate and span.start < separate[-1].end:
            separate[-1] = Span(separate[-1].start, max(separate[-1].end, end))
        else:
            separate.append(Span(span.start, end))
    return separate


def _within(number: int, rows: Sequence[object]) -> int:
    return min(max(number, 0), len(rows) - 1)


def _row(piece: _Piece, rows: list[tuple[int, int]], number: int) -> Row:
    start, end = rows[number]
    opens = piece.first and number == 0
    return Row(start, end, opens, 0 if opens else piece.indent, piece.folded)
