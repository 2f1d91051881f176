"""Rows as CSV that a spreadsheet may open: no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A line for each row, without its end. White space in a cell is folded, so that a row is one line; a cell that a
    spreadsheet would take for a formula has an apostrophe in front."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow([_cell(item) for item in row])
        yield line.getvalue()


def _cell(item: object) -> str:
    if isinstance(item, int):
        return str(item)
    text = " ".join(str(item).split())
    return f"'{text}" if text.startswith(_FORMULA) else text
