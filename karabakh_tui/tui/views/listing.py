"""A list to choose from: a box to type in, the rows that are meant, one of them selected, some of them ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from karabakh_tui.text.cells import width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.field import Field
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.boxes import beside_field, centred, first_shown, scrolled
from karabakh_tui.tui.views.rows import cells_of, cut


@dataclass(frozen=True, slots=True)
class PickerRow:
    """Something to choose: the `key` that comes back, the `row` that is shown, the text that is searched, and whether
    it is ticked; None where rows of this list are not ticked but chosen one at a time. `said` are the words of the row
    for those who listen, those of `row` where it is empty."""

    key: str
    row: Row
    search: str
    ticked: bool | None = None
    said: str = ""


def listing(
    field: Field, rows: Sequence[PickerRow], selected: int, told: str, foot: Sequence[Row], cells: int, height: int
) -> list[Row]:
    """The inside of the list, as many rows as fit, the selected one among them; `foot` stands below, `told` beside the
    box."""
    below: list[Row] = [(), *foot] if foot else []
    room = _room(foot, height)
    numbers = "" if field.text else "123456789"  # once something is typed, digits are typed too
    lines = [_line(row, numbers[index : index + 1], index == selected, cells) for index, row in enumerate(rows)]
    if not lines:
        lines = [(("Nothing is like that.", "dim"),)]
    return [beside_field(field, (told,), cells), (), *scrolled(lines, selected, room), *below]


def row_at(line: int, count: int, selected: int, foot: Sequence[Row], height: int) -> int | None:
    """Which of `count` rows stands on that line of the inside of the list; None where none does."""
    room = _room(foot, height)
    top = first_shown(count, centred(selected, room), room)
    shown = count if count <= room else max(room - 1, 1)
    return top + line - _ABOVE if 0 <= line - _ABOVE < shown else None


_ABOVE = 2
"""Lines above the rows: the box to type in, and a blank."""


def _room(foot: Sequence[Row], height: int) -> int:
    """How many lines there are for rows."""
    return max(height - _ABOVE - (len(foot) + 1 if foot else 0), 1)


def _line(row: PickerRow, number: str, selected: bool, cells: int) -> Row:
    sign = "> " if selected else "  "
    if row.ticked is not None:
        sign += f"{number:1} [x] " if row.ticked else f"{number:1} [ ] "
    shown: Row = ((sign, ""), *((visible(text), role) for text, role in row.row))
    shown = cut(shown, cells)
    if not selected:
        return shown
    shown = (*shown, (" " * (cells - cells_of(shown)), ""))
    return tuple((text, f"{role}+focus" if role else "focus") for text, role in shown if width(text))
