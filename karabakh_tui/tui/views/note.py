"""The inside of the box in which a note is written: the words it is on, then the note with its cursor."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.tui.notepad import Notepad
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.boxes import first_shown
from karabakh_tui.tui.views.rows import CUT, beginning, lines

LEAST = 3
"""Rows that a note has at least, so that the box does not grow with the first words."""

QUOTE_ROWS = 2
"""Rows that the words have at most; the box is for the note."""


def note_rows(pad: Notepad, quote: str, said: str, cells: int, height: int) -> list[Row]:
    """What the box holds: the words, the note in the rows around the cursor, and what is to be told below it."""
    above = _quote(quote, cells) if height >= LEAST + QUOTE_ROWS + 3 else []
    below: list[Row] = [(), *((((line, "warn"),)) for line in lines(said, cells))] if said else []
    pad.cells = cells
    return [*above, *_note(pad, max(height - len(above) - len(below), 1)), *below]


def _quote(quote: str, cells: int) -> list[Row]:
    if not quote:
        return []
    broken = lines(beginning(quote, QUOTE_ROWS * cells), cells)
    if len(broken) > QUOTE_ROWS:
        last = broken[QUOTE_ROWS - 1]
        broken = [*broken[: QUOTE_ROWS - 1], f"{last[: cells - 3].rstrip()} {CUT}"]
    return [*(((line, "dim"),) for line in broken), ()]


def _note(pad: Notepad, height: int) -> Sequence[Row]:
    """The rows of the note that fit, that of the cursor among them; the last line tells how many there are more."""
    count, at = len(pad.rows()), pad.row_number()
    if count <= height:
        return [*(pad.drawn(number) for number in range(count)), *([()] * min(LEAST - count, height - count))]
    room = max(height - 1, 1)
    top = first_shown(count, at - room // 2, height)
    left = count - room - top
    told = ", ".join([*([f"{top} above"] if top else []), *([f"{left} more"] if left else [])])
    return [*(pad.drawn(number) for number in range(top, top + room)), ((f"({told})", "dim"),)][:height]
