"""A few named lines to type into, one below the other, one of them with the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.text.cells import fit, pad, width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.field import Field
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.rows import lines


def form_rows(
    names: Sequence[str], fields: Sequence[Field], at: int, hint: str, wrong: str, cells: int, height: int
) -> list[Row]:
    """The lines of a form, field `at` with its cursor; below them what the line is for, or what is wrong."""
    room = max(cells - max(map(width, names)) - 4, 8)
    rows: list[Row] = []
    for index, (name, field) in enumerate(zip(names, fields, strict=True)):
        sign = "> " if index == at else "  "
        label = (f"{sign}{pad(name, cells - room - 2)}", "key" if index == at else "dim")
        rows.append((label, *(field.row(room) if index == at else ((fit(visible(field.text), room), ""),))))
    told = lines(wrong or hint, cells)[: max(height - len(rows) - 1, 0)]
    return [*rows, (), *(((line, "warn" if wrong else "dim"),) for line in told)]
