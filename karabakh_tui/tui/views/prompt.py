"""The command line at the bottom of a screen: what may be meant, and what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.text.cells import width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.field import Field
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.views.rows import cells_of, cut


def prompt_rows(field: Field, offered: Sequence[str], chosen: int, wrong: str, cells: int) -> list[Row]:
    """Two rows: what is wrong or what is offered (the chosen one marked; -1 for none), and the line itself."""
    above: Row = ((f" {visible(wrong)}", "warn"),) if wrong else _offered(offered, chosen, cells)
    line: Row = ((" :", "key"), *field.row(max(cells - 3, 1)))
    return [cut(above, cells), line]


def _offered(offered: Sequence[str], chosen: int, cells: int) -> Row:
    """As many as fit, whole, from the chosen one on where it would be out of sight."""
    if not offered:
        return ((" nothing like it; Esc closes", "dim"),)
    row, count = _from(offered, 0, chosen, cells)
    if chosen >= count:
        row, count = _from(offered, chosen, chosen, cells)
    return row


def _from(offered: Sequence[str], first: int, chosen: int, cells: int) -> tuple[Row, int]:
    """What fits from `first` on, and the index after it."""
    row: list[Run] = []
    for index in range(first, len(offered)):
        shown = visible(offered[index])
        sign = ">" if index == chosen else " "
        if row and cells_of(tuple(row)) + 2 + width(shown) > cells:
            return tuple(row), index
        row.append((f"{sign}{shown} ", "focus" if index == chosen else "dim"))
    return tuple(row), len(offered)
