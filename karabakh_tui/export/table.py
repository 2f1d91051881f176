"""A table as plain text: columns as wide as they need to be, two cells apart, without lines or boxes.

Where a line has to fit a width, columns are narrowed and what stands in them is wrapped; where that would leave too
little of them, the table is told in several parts, one below the other, each with the columns that name a row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from karabakh_tui.text.breaks import rows_of
from karabakh_tui.text.cells import fit, width
from karabakh_tui.text.display import visible

GAP = "  "
"""Between two columns."""

NARROWEST = 12
"""Cells to which a column is narrowed before the table is told in parts: most words of most languages fit."""

WIDEST = 100
"""Cells to which a column is filled up where lines may have any width: one long value does not move all others."""


def one_line(text: str) -> str:
    """The text on one line, safe to print."""
    return visible(" ".join(text.split()))


def wrapped(text: str, cells: int | None, indent: int = 0, hang: int = 0) -> Iterator[str]:
    """The text in lines of at most `cells`, all of them `indent` cells in, the second and later ones `hang` more.

    Without `cells` it is one line. Where the terminal is too narrow for the indent there is none.
    """
    shown = one_line(text)
    if cells is None:
        yield " " * indent + shown
        return
    indent, hang = (indent, hang) if indent + hang + NARROWEST <= cells else (0, 0)
    for number, (start, end) in enumerate(rows_of(shown, max(1, cells - indent), indent=hang)):
        yield fit(" " * (indent + (hang if number else 0)) + shown[start:end], cells)


def listed(items: Iterable[str], cells: int | None) -> Iterator[str]:
    """The items two cells apart, in as many lines as they take; no line is broken within an item that fits one."""
    line = ""
    for item in map(one_line, items):
        longer = f"{line}{GAP}{item}" if line else item
        if line and cells is not None and width(longer) > cells:
            yield from _as_it_is(line, cells)
            longer = item
        line = longer
    if line:
        yield from _as_it_is(line, cells)


def _as_it_is(line: str, cells: int | None) -> Iterator[str]:
    """A line with its gaps; wrapped where it is too long."""
    if cells is None or width(line) <= cells:
        yield line
    else:
        yield from wrapped(line, cells)


def table(
    rows: Sequence[Sequence[str]],
    cells: int | None,
    *,
    names: int = 1,
    right: Collection[int] = (),
    hang: int = 0,
) -> Iterator[str]:
    """The lines of a table; the first of the rows is its head, and all rows have as many items.

    `cells` is the width that no line may pass, None for any. The first `names` columns name a row, and stand in each
    part of a table that is told in parts. `right` are the numbers of the columns (from 0) that are set flush right.
    Lines of a wrapped item after the first are `hang` cells further in.
    """
    shown = [[one_line(item) for item in row] for row in rows]
    natural = [max(width(item) for item in column) for column in zip(*shown, strict=True)]
    for number, part in enumerate(_parts(natural, cells, names)):
        if number:
            yield ""
        wide = [min(natural[column], WIDEST) for column in part]
        if cells is not None:
            wide = _narrowed([natural[column] for column in part], cells)
        for row in shown:
            items = [
                _lines(row[column], wide[at], cells, 0 if column < names else hang) for at, column in enumerate(part)
            ]
            for line in range(max(map(len, items))):
                told = [item[line] if line < len(item) else "" for item in items]
                filled = [_filled(told[at], wide[at], column in right) for at, column in enumerate(part)]
                yield _cut(GAP.join(filled).rstrip(), cells)


def _parts(natural: Sequence[int], cells: int | None, names: int) -> list[list[int]]:
    """The columns of each part: one part where they fit with none too narrow, else as many as it takes, as even as
    their widths let them be."""
    columns = list(range(len(natural)))
    if cells is None or not columns:
        return [columns] if columns else []
    least = [min(wide, NARROWEST) for wide in natural]
    parts = _filled_up(columns[names:], least, cells - _total(least[:names]), len(columns))
    if len(parts) > 1:
        even = -(-(len(columns) - names) // len(parts))
        parts = _filled_up(columns[names:], least, cells - _total(least[:names]), even)
    return [columns[:names] + part for part in parts]


def _filled_up(columns: Sequence[int], least: Sequence[int], room: int, most: int) -> list[list[int]]:
    """The columns in parts that take no more than `room` cells and have no more than `most` columns; one at least."""
    parts: list[list[int]] = [[]]
    left = room
    for column in columns:
        left -= len(GAP) + least[column]
        if parts[-1] and (left < 0 or len(parts[-1]) == most):
            parts.append([])
            left = room - len(GAP) - least[column]
        parts[-1].append(column)
    return parts


def _narrowed(natural: Sequence[int], cells: int) -> list[int]:
    """The widths of the columns of one part: the widest narrowed until they fit, none to less than a cell."""
    wide = [max(1, min(width, cells)) for width in natural]
    while _total(wide) > cells and max(wide) > 1:
        wide[wide.index(max(wide))] -= 1
    return wide


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _lines(item: str, wide: int, cells: int | None, hang: int) -> list[str]:
    """The item in lines of at most `wide` cells."""
    if cells is None or width(item) <= wide:
        return [item]
    hang = hang if hang + NARROWEST // 2 <= wide else 0
    rows = rows_of(item, wide, indent=hang)
    return [(" " * hang if number else "") + item[start:end] for number, (start, end) in enumerate(rows)]


def _filled(item: str, wide: int, right: bool) -> str:
    blanks = " " * (wide - width(item))
    return blanks + item if right else item + blanks


def _cut(line: str, cells: int | None) -> str:
    return line if cells is None else fit(line, cells)
