"""What the views of the comparison share: text from files made fit for a row, rows cut and spread to a width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from karabakh_tui.text.breaks import rows_of
from karabakh_tui.text.cells import fit, width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.paint import Row

CUT = ".."
"""What stands where text was cut away."""


def clean(text: str) -> str:
    """Words of a file as they go into a row: on one line, nothing hidden, so that their width can be told."""
    return visible(" ".join(text.split()))


def beginning(text: str, most: int) -> str:
    """As much of cleaned text as `most` code points hold, with `..` where there is more; for text of any size."""
    return clean(text) if len(text) <= most else f"{clean(text[:most])} {CUT}"


def cells_of(row: Row) -> int:
    """How many cells a row takes."""
    return sum(width(text) for text, _ in row)


def cut(row: Row, cells: int) -> Row:
    """The row, with `..` at its end where it was longer than `cells`."""
    if cells_of(row) <= cells:
        return row
    kept: list[tuple[str, str]] = []
    room = max(cells - len(CUT), 0)
    for text, role in row:
        wide = width(text)
        if wide > room:
            kept.append((fit(text, room, "") + CUT[:cells], role))
            break
        kept.append((text, role))
        room -= wide
    return tuple(kept)


def ends(left: Row, right: Row, cells: int, fill: str = "") -> Row:
    """`left` at the left edge, `right` at the right one with two blanks or more between; the left one is cut to make
    room, the right one left out where less than a third would be left. Blanks are in the role `fill`.
    """
    room = cells - cells_of(right)
    if room < cells // 3:
        return filled(left, cells, fill)
    return (*filled(cut(left, room - 2), room, fill), *right)


def filled(row: Row, cells: int, fill: str = "") -> Row:
    """The row at exactly `cells`: cut, or with blanks in the role `fill` after it."""
    row = cut(row, cells)
    blanks = cells - cells_of(row)
    return (*row, (" " * blanks, fill)) if blanks > 0 else row


def lines(text: str, cells: int) -> list[str]:
    """Cleaned text broken at blanks into lines of at most `cells` cells."""
    return [text[start:end] for start, end in rows_of(text, max(cells, 1))]


def shared(blocks: Sequence[Sequence[Row]], height: int, cells: int) -> list[Row]:
    """As many rows of the blocks as fit: first one row of each, in order, then the rest of each, in order.

    A block that is cut short says so with `..` at the end of its last row.
    """
    blocks = blocks[:height] if height > 0 else []
    given = [1] * len(blocks)
    left = height - len(blocks)
    for index, block in enumerate(blocks):
        more = min(left, len(block) - 1)
        given[index] += more
        left -= more
    rows: list[Row] = []
    for block, count in zip(blocks, given, strict=True):
        rows += block[:count]
        if count < len(block):
            rows[-1] = _cut_short(rows[-1], cells)
    return rows


def _cut_short(last: Row, cells: int) -> Row:
    """A last row that says that more would follow."""
    mark = f" {CUT}"
    if cells_of(last) + len(mark) <= cells:
        return (*last, (mark, "dim"))
    return cut((*last, (" " * cells, "")), cells)


def said(message: str, cells: int) -> Row:
    """A message, on the line where it stands until the next key."""
    return cut(((f" {clean(message)}", "warn"),), cells)


def exactly(rows: Iterable[Row], height: int) -> list[Row]:
    """The rows as exactly `height` rows: cut, or filled with empty ones."""
    kept = list(rows)[: max(height, 0)]
    return kept + [()] * (height - len(kept))
