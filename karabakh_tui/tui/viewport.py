"""Which rows of a wrapped text a pane shows, and what scrolling, snapping and resizing make of it. Pure.

Think of the rows of a text as numbered from 0 and of a pane as a window whose first row has number T. Scrolling keeps
T between 0 and the number at which the last row of text is the bottom row. A snap may put T anywhere, with blank rows
above the start or below the end, so that panes line up; scrolling then goes out as far as the snap did and no further,
so that scrolling to and fro comes back to where the snap was.
Nothing here counts the rows of the whole text: T is kept as a place in the text and the blank rows above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from karabakh_tui.text.span import Span
from karabakh_tui.text.wrap import Layout, Position, Row

_START = Position(0)

OVERLAP = 2
"""Rows that stay on screen when a whole page is turned, so that the eye finds its place."""


class Stand(NamedTuple):
    """Where a text stands in a window: the row of text that holds `offset` is on screen row `row`, or on the reading
    line. A `loose` one is only meant as near as scrolling would bring it."""

    offset: int
    row: int | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window of `height` rows on a layout.

    `position` is the first row of text shown and `blank` the blank rows above it (none unless `position` is the first
    row of all). `inserted` rows of something else stand between the rows of text from `insert_row` on; they push text
    down and hide none. They belong to the row `beside`, or to the reading line. `lowest` is the first row of the window
    when the last row is the bottom one. Where the last snap put the window, `headroom` rows above the start were blank
    and `deepest` was the first row.

    Resizing to and fro comes back to exactly where it began, so until the window is scrolled it remembers `anchor`, the
    offset that a snap asked for or that stood on the reading line before a resize. `lined_up` is set while the window
    stands where a snap put it, `row` is the row it was put on where that is not the reading line.
    """

    layout: Layout
    height: int
    position: Position
    lowest: Position
    blank: int = 0
    headroom: int = 0
    deepest: Position = _START
    inserted: int = 0
    beside: int | None = None
    anchor: int | None = None
    lined_up: bool = False
    row: int | None = None

    @classmethod
    def opened(cls, layout: Layout, height: int) -> Viewport:
        """The start of a text, in a pane of `height` rows (at least one)."""
        return cls(layout, max(1, height), layout.first, layout.first)._measured()

    # What is shown

    @property
    def reading_row(self) -> int:
        """The screen row that panes are lined up on: one third down, where the eye rests."""
        return self.height // 3

    @property
    def insert_row(self) -> int:
        """The screen row at which inserted rows begin: one above the line that they belong to, where their words go."""
        line = self.reading_row if self.beside is None else self.beside
        return max(0, min(line - 1, self.height - self.inserted))

    @property
    def visible(self) -> int:
        """How many rows there are for text."""
        return max(1, self.height - self.inserted)

    @property
    def rows(self) -> list[Row]:
        """The rows of text shown, from the first one after the blank rows; fewer than there is room for at the end."""
        return self.layout.rows(self.position, max(0, self.visible - self.blank))

    @property
    def span(self) -> Span:
        """The code points from the start of the first row shown to the end of the last."""
        return self.span_of(self.rows)

    def span_of(self, rows: Sequence[Row]) -> Span:
        """The code points of these rows, which are the rows shown; an empty span at the top if there are none."""
        if rows:
            return Span(rows[0].start, rows[-1].end)
        start = self.layout.row(self.position).start
        return Span(start, start)

    @property
    def percent(self) -> int:
        """How much of the text stands above the bottom of the window, 0 to 100; 100 only where its end is on screen."""
        return self.percent_at(self.span.end)

    def percent_at(self, offset: int) -> int:
        """How much of the text stands above `offset`."""
        end = self.layout.row(self.layout.last).end
        return 100 if offset >= end else 100 * offset // end

    @property
    def reading_offset(self) -> int:
        """The offset at which the row on the reading line starts, as if nothing were inserted.

        The first row counts where the line is blank above the start, the last one where it is blank below the end.
        """
        below = max(0, self.reading_row - self.blank)
        return self.layout.row(self.layout.move(self.position, below)).start

    @property
    def stand(self) -> Stand:
        """What `standing` needs to come back to exactly this, and about to this in a window of another size."""
        if self.anchor is not None:
            return Stand(self.anchor, self.row)
        if self.position == self.layout.first:
            return Stand(0, self.blank)
        return Stand(self.reading_offset)

    def offset_at(self, row: int) -> int:
        """The offset at which the text on screen row `row` starts; on rows without text, that of the nearest below
        (above the start and in what is inserted) or above (past the end)."""
        at = self.insert_row
        if row >= at:
            row = max(at, row - self.inserted)
        return self.layout.row(self.layout.move(self.position, max(0, row - self.blank))).start

    # Moving

    def snapped(self, offset: int, row: int | None = None) -> Viewport:
        """The row of text that holds `offset` on screen row `row` (without it, on the reading line), wherever that is.

        Blank rows stand above the start and below the end where needed.
        """
        wanted = self.reading_row if row is None else row
        position, blank = self._with(offset, wanted)
        return replace(
            self,
            position=position,
            blank=blank,
            headroom=blank,
            deepest=position,
            anchor=offset,
            lined_up=True,
            row=None if wanted == self.reading_row else wanted,
        )

    def standing(self, stand: Stand) -> Viewport:
        """The window where `stand` puts it."""
        return self.placed(stand.offset) if stand.loose else self.snapped(stand.offset, stand.row)

    def placed(self, offset: int) -> Viewport:
        """As near to `snapped` as scrolling would get: no blank rows but those of the last snap."""
        return self._reached(*self._with(offset, self.reading_row))

    def row_of(self, offset: int) -> int:
        """The screen row of the text at `offset`, as if nothing were inserted; of a place that is far off, one beyond
        the window."""
        return self.blank + self.layout.distance(self.position, self.layout.at(offset), 2 * self.visible)

    def revealing(self, offset: int, margin: int = 1) -> Viewport:
        """The window scrolled no further than it takes to show the row of `offset`, with so many rows around it; a row
        that is far off comes to the reading line."""
        margin = min(margin, (self.visible - 1) // 2)
        row = self.row_of(offset)
        lowest = self.visible - 1 - margin
        if margin <= row <= lowest:
            return self
        if not -self.visible < row < 2 * self.visible:
            return self.placed(offset)
        return self.scrolled(row - margin if row < margin else row - lowest)

    def scrolled(self, rows: int) -> Viewport:
        """The window `rows` further down (up where negative), as far as it goes.

        Up stops at the start of the text, down when the last row of text is the bottom row; or further out, where the
        last snap put the window.
        """
        if rows < 0:
            position = self.layout.move(self.position, rows)
            passed = self.layout.distance(position, self.position, -rows)
            return self._reached(position, self.blank - rows - passed)
        position = self.layout.move(self.position, max(0, rows - self.blank))
        return self._reached(position, max(0, self.blank - rows))

    def paged(self, pages: int) -> Viewport:
        """Whole pages on (back where negative), less the rows that stay on screen."""
        return self.scrolled(pages * max(1, self.visible - OVERLAP))

    def half_paged(self, halves: int) -> Viewport:
        """Halves of a page on (back where negative)."""
        return self.scrolled(halves * max(1, self.visible // 2))

    def at_top(self) -> Viewport:
        """The first row of text on the first row of the window."""
        return replace(self._at(self.layout.first), headroom=0, deepest=self.layout.first)

    def at_end(self) -> Viewport:
        """The last row of text on the last row of the window, or all of it where it fits."""
        return replace(self._at(self.lowest), headroom=0, deepest=self.layout.first)

    def resized(self, layout: Layout, height: int) -> Viewport:
        """The same place in a window of another height or in a text that is wrapped or folded anew.

        What stood on the reading line stays on it. A window that shows the very start goes on showing it, and no blank
        rows come up where none were, unless a snap has lined the window up.
        """
        new = replace(self, layout=layout, height=max(1, height))._measured()
        if self.anchor is None and not self.blank and self.position == self.layout.first:
            return replace(new, position=layout.first, headroom=0, deepest=layout.first)
        offset = self.reading_offset if self.anchor is None else self.anchor
        if self.lined_up and self.row is not None:
            return replace(new.snapped(offset, min(self.row, new.reading_row)), row=self.row)
        new = new.snapped(offset)
        if self.lined_up:
            return new
        if new.blank and not self.blank:
            new = replace(new, blank=0)
        if self.position <= self.lowest:
            new = replace(new, position=min(new.position, new.lowest))
        return replace(new, lined_up=False, headroom=new.blank, deepest=new.position)

    def inserting(self, rows: int, beside: int | None = None) -> Viewport:
        """The same window with `rows` other rows between its text; at least one row of text stays."""
        inserted = max(0, min(rows, self.height - 1))
        if (inserted, beside) == (self.inserted, self.beside):
            return self
        return replace(self, inserted=inserted, beside=beside)._measured()

    def travelled(self, other: Viewport, limit: int) -> int:
        """How many rows further down `other`, on the same layout, is (negative: up); counted to `limit`."""
        return self.layout.distance(self.position, other.position, limit) + self.blank - other.blank

    def _at(self, position: Position, blank: int = 0) -> Viewport:
        return replace(self, position=position, blank=blank, anchor=None, lined_up=False, row=None)

    def _measured(self) -> Viewport:
        return replace(self, lowest=self.layout.move(self.layout.last, 1 - self.visible))

    def _with(self, offset: int, row: int) -> tuple[Position, int]:
        """The first row of the window, and the blank rows above it, that bring the row of `offset` to screen row
        `row`."""
        target = self.layout.at(offset)
        position = self.layout.move(target, -row)
        return position, max(0, row - self.layout.distance(position, target, row))

    def _reached(self, position: Position, blank: int) -> Viewport:
        """The window there, or as far out as scrolling gets."""
        position = min(position, max(self.lowest, self.deepest, self.position))
        blank = min(blank, self.headroom)
        return self if (position, blank) == (self.position, self.blank) else self._at(position, blank)
