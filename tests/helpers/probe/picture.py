"""A probe's terminal as text or SVG, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.probe.terminal import Cells, Terminal
    from pyte.screens import Char

FG, BG = "e0e0e0", "101418"
PALETTE = {
    "black": "000000",
    "red": "cd3131",
    "green": "0dbc79",
    "brown": "e5e510",
    "blue": "2472c8",
    "magenta": "bc3fbc",
    "cyan": "11a8cd",
    "white": "e5e5e5",
    "brightblack": "666666",
    "brightred": "f14c4c",
    "brightgreen": "23d18b",
    "brightbrown": "f5f543",
    "brightblue": "3b8eea",
    "brightmagenta": "d670d6",
    "brightcyan": "29b8db",
    "brightwhite": "ffffff",
    # pyte's own spelling of bright magenta as a background
    "bfightmagenta": "d670d6",
}
CELL_WIDTH, CELL_HEIGHT = 10, 20


def colours(char: Char) -> tuple[str, str]:
    """Foreground and background of a cell as rrggbb, with reverse video applied."""
    fg = FG if char.fg == "default" else PALETTE.get(char.fg, char.fg)
    bg = BG if char.bg == "default" else PALETTE.get(char.bg, char.bg)
    return (bg, fg) if char.reverse else (fg, bg)


def _runs(row: Cells) -> Iterator[tuple[int, str, str, str, bool, bool]]:
    """(column, text, fg, bg, bold, underline) for each stretch of one style."""
    x = 0
    for (fg, bg, bold, under), cells in groupby(row, lambda c: (*colours(c), c.bold, c.underscore)):
        group = list(cells)
        yield x, "".join(c.data for c in group), fg, bg, bold, under
        x += len(group)


def svg(term: Terminal) -> str:
    """The screen as an SVG document."""
    width, height = term.cols * CELL_WIDTH, term.rows * CELL_HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'font-family="DejaVu Sans Mono, monospace" font-size="16"><rect width="100%" height="100%" fill="#{BG}"/>'
    ]
    for y, row in enumerate(term.cells()):
        for x, text, fg, bg, bold, under in _runs(row):
            wide = len(text) * CELL_WIDTH
            if bg != BG:
                parts.append(
                    f'<rect x="{x * CELL_WIDTH}" y="{y * CELL_HEIGHT}" width="{wide}" height="{CELL_HEIGHT}" '
                    f'fill="#{bg}"/>'
                )
            if text.strip():
                style = (' font-weight="bold"' if bold else "") + (' text-decoration="underline"' if under else "")
                parts.append(
                    f'<text x="{x * CELL_WIDTH}" y="{y * CELL_HEIGHT + 15}" fill="#{fg}" textLength="{wide}" '
                    f'xml:space="preserve"{style}>{escape(text)}</text>'
                )
    return "\n".join([*parts, "</svg>"])


def save(term: Terminal, path: Path) -> None:
    """Write the screen as text, or as a picture where `path` ends in .svg."""
    path.write_text(svg(term) if path.suffix == ".svg" else "\n".join(term.lines()) + "\n", "utf-8")
