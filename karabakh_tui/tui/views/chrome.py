"""The rows above and below the panes of the reader, for a screen of any height. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.corpus.model import Corpus
from karabakh_tui.tui.dispatch import Step
from karabakh_tui.tui.jumps import Jumps
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.reading import Reading
from karabakh_tui.tui.views.bar import bar
from karabakh_tui.tui.views.detail import detail
from karabakh_tui.tui.views.footer import footer
from karabakh_tui.tui.views.rows import said
from karabakh_tui.tui.views.status import shown_line, top_line

Size = tuple[int, int]
"""Cells and rows of the screen."""

TOP_HEIGHT = 2
"""Rows of the title line and the provisions bar."""

TITLE_HEIGHT = 2
"""Rows of a pane's title and the rule below it."""

_DETAIL_ROWS = ((44, 6), (30, 5), (20, 3), (0, 1))
"""From which height on the detail strip has how many rows; text has what is left."""

_WITH_STATUS = 30
"""From this height on a row of its own tells who is shown; on lower screens the title has to do."""


def bottom_height(height: int) -> int:
    """How many rows the lines below the panes take of a screen of that height."""
    return 1 + _detail_rows(height) + (height >= _WITH_STATUS) + 1


def reading_row(height: int) -> int:
    """The row of text that panes are lined up on, on a screen of that height."""
    return (height - TOP_HEIGHT - TITLE_HEIGHT - bottom_height(height)) // 3


def top_rows(corpus: Corpus, reading: Reading, size: Size) -> list[Row]:
    """The title line and the provisions bar."""
    cells, _ = size
    return [top_line(corpus, reading, cells), bar(reading.comparison, reading.provision, cells)]


def bottom_rows(
    reading: Reading, jumps: Jumps, step: Step, message: str, scopes: Sequence[str], size: Size
) -> list[Row]:
    """A rule, the detail strip, the status and the keys; a message stands in place of the status, or of the keys."""
    cells, height = size
    rows: list[Row] = [(("─" * cells, "line"),)]
    rows += detail(reading.comparison, reading.provision, cells, _detail_rows(height), reading.carousel.focused)
    keys = footer(scopes, step, cells)
    if height < _WITH_STATUS:
        return [*rows, said(message, cells) if message else keys]
    return [*rows, said(message, cells) if message else shown_line(reading, jumps, step.count, cells), keys]


def _detail_rows(height: int) -> int:
    return next(rows for lowest, rows in _DETAIL_ROWS if height >= lowest)
