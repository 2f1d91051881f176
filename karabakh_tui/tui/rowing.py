"""Words by the rows on which they are shown: the one below, the one under the mouse. Pure."""

from __future__ import annotations

from karabakh_tui.text.cells import clusters, width
from karabakh_tui.text.display import visible
from karabakh_tui.text.span import Span
from karabakh_tui.text.units import Units
from karabakh_tui.text.wrap import Layout, Row
from karabakh_tui.tui.viewport import Viewport

MOST_BLANK = 1000
"""Rows without a word that are passed over to find one."""


def by_row(layout: Layout, units: Units, word: Span, rows: int, column: int | None = None) -> tuple[Span, int]:
    """The word so many rows below (above where negative) at `column` cells, or at that of the word, and the column.

    Rows without a word are passed over; at the end of the text the last word that was reached is given.
    """
    position = layout.at(word.start)
    if column is None:
        row = layout.row(position)
        column = row.indent + width(visible(layout.text[row.start : max(row.start, word.start)]))
    step = 1 if rows > 0 else -1
    found = word
    for _ in range(abs(rows)):
        for _ in range(MOST_BLANK):
            after = layout.move(position, step)
            if after == position:
                return found, column
            position = after
            row = layout.row(position)
            below = word_on_row(layout, units, row.start, column)
            if below == found and below and (beside := units.next_word(below)) and beside.start < row.end and step > 0:
                below = beside  # the end of a word over several rows: what stands behind it
            if below and below != found:
                found = below
                break
    return found, column


def word_on_row(layout: Layout, units: Units, offset: int, column: int = 0) -> Span | None:
    """The word on the row of `offset` that is at `column` cells, or the nearest one before it, else the first one; None
    on a row without words."""
    row = layout.row(layout.at(offset))
    word = units.word(offset_in(layout.text, row, column))
    if word and row.start <= word.start < row.end:
        return word
    if word and word.start >= row.end:
        word = units.previous_word(word)
    if word and word.end > row.start:
        return word
    return None


def offset_in(text: str, row: Row, column: int) -> int:
    """The code point of a row that is shown at `column` cells; the last one of the row behind its end."""
    shown = visible(text[row.start : row.end])
    used = row.indent
    for start, _, cells in clusters(shown):
        if used + cells > column:
            return row.start + start
        used += cells
    return max(row.start, row.end - 1)


def offset_under(viewport: Viewport, x: int, y: int) -> int:
    """The code point at `x` cells of the text on row `y` of a window."""
    row = viewport.layout.row(viewport.layout.at(viewport.offset_at(y)))
    return offset_in(viewport.layout.text, row, max(x, 0))
