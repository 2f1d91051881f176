"""Boxes over a screen: a border with a title, and a part of a list that is longer than its place."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.text.cells import fit, width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.field import Field
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.views.rows import cells_of, clean, cut

WIDEST = 108
"""Cells; a wider box is harder to read, not easier."""

PROMPT = "filter> "


def box_cells(cells: int) -> int:
    """How wide a box is on a screen of that width: two cells are left free on each side while there is room."""
    return min(WIDEST, cells - 4) if cells >= 64 else cells


def box_height(rows: int, height: int) -> int:
    """How high a box with so many rows inside is on a screen of that height."""
    return min(rows + 2, height - 2 if height >= 20 else height)


def framed(title: str, rows: Sequence[Row], cells: int, height: int, told: str = "") -> list[Row]:
    """The rows in a box of exactly that size; rows that are too wide end in `..`, missing ones are blank.

    `told` stands in the lower border where there is room.
    """
    inner = cells - 4
    if inner < 1 or height < 3:
        return [cut(_safe(row), max(cells, 0)) for row in rows[: max(height, 0)]]
    kept = [*rows[: height - 2], *([()] * (height - 2 - len(rows)))]
    top = _border("┌┐", (fit(clean(title), max(inner - 2, 0)), "head"), cells)
    bottom = _border("└┘", (told if width(told) <= inner - 2 else "", "dim"), cells)
    return [top, *(_side(row, inner) for row in kept), bottom]


def _border(corners: str, words: Run, cells: int) -> Row:
    """An upper or lower border with words in it."""
    if not words[0]:
        return ((corners[0] + "─" * (cells - 2) + corners[1], "line"),)
    shown = f" {words[0]} "
    return ((corners[0] + "─", "line"), (shown, words[1]), ("─" * (cells - 3 - width(shown)) + corners[1], "line"))


def beside_field(field: Field, hints: Sequence[str], cells: int) -> Row:
    """The first row of a box in which is typed: the line, and the longest hint there is room for."""
    typed: Row = ((PROMPT, "key"), *field.row(max(cells // 3, 8)))
    room = cells - cells_of(typed) - 2
    hint = next((hint for hint in hints if width(hint) <= room), "")
    return (*typed, (" " * (room + 2 - width(hint)), ""), (hint, "dim"))


def _side(row: Row, inner: int) -> Row:
    row = cut(_safe(row), inner)
    return (("│ ", "line"), *row, (" " * (inner - cells_of(row)), ""), (" │", "line"))


def _safe(row: Row) -> Row:
    """The row in its display form, whose width can be told."""
    return tuple((visible(text), role) for text, role in row)


def first_shown(count: int, top: int, height: int) -> int:
    """Which of `count` rows stands first where at most `height` rows fit and row `top` is asked for."""
    return 0 if count <= height else min(max(top, 0), count - max(height - 1, 1))


def centred(at: int, height: int) -> int:
    """Which row to ask for first so that row `at` is in the middle."""
    return at - max(height - 2, 0) // 2


def scrolled(rows: Sequence[Row], at: int, height: int) -> list[Row]:
    """At most `height` of the rows, row `at` among them; where not all fit, the last line tells how many there are
    above and below."""
    return scrolled_from(rows, centred(at, height), height)


def scrolled_from(rows: Sequence[Row], top: int, height: int) -> list[Row]:
    """At most `height` of the rows from `top` on, or as many as are left at the end, told as in `scrolled`."""
    if len(rows) <= height:
        return list(rows)
    room = max(height - 1, 1)
    top = first_shown(len(rows), top, height)
    below = len(rows) - room - top
    told = ", ".join([*([f"{top} above"] if top else []), *([f"{below} more"] if below else [])])
    return [*rows[top : top + room], ((f"({told})", "dim"),)][: max(height, 0)]
