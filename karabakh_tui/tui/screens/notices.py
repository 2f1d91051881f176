"""What could not be opened, why, and how to repair it: a box to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from karabakh_tui.text.cells import width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.box import BoxScreen
from karabakh_tui.tui.views.rows import clean, lines
from karabakh_tui.yamldoc.fault import Fault

if TYPE_CHECKING:
    from textual.app import App


def notice_rows(faults: Sequence[Fault], cells: int) -> list[Row]:
    """Each notice on as many lines as it needs, below it the line of the file with a caret under the place."""
    rows: list[Row] = []
    for fault in faults:
        if rows:
            rows.append(())
        rows += [((line, "warn" if not index else ""),) for index, line in enumerate(lines(clean(str(fault)), cells))]
        if fault.excerpt:
            rows += _place(fault, cells)
    return rows or [(("Everything could be opened.", ""),)]


def _place(fault: Fault, cells: int) -> list[Row]:
    shown = visible(fault.excerpt)
    before = width(shown[: fault.col - 1]) + 2 if fault.col else cells
    if before >= cells:
        return [(("  " + clean(fault.excerpt), "dim"),)]
    return [(("  " + shown, "dim"),), ((" " * before + "^", "warn"),)]


def show_notices(app: App[None], faults: Sequence[Fault]) -> None:
    """Open the box."""

    def said() -> Sequence[str]:
        from karabakh_tui.tui.views import spoken

        return spoken.notices(faults)

    app.push_screen(BoxScreen("Notices", lambda cells: notice_rows(faults, cells), opened_by="notices", said=said))
