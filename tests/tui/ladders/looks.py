"""How a screen looks, cell by cell, in a form that is read and compared as text."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual._context import visible_screen_stack
from textual.app import App

SYSTEMS = {
    "true": ColorSystem.TRUECOLOR,
    "256": ColorSystem.EIGHT_BIT,
    "16": ColorSystem.STANDARD,
    "mono": ColorSystem.STANDARD,
}
LETTERS = string.ascii_letters + string.digits + "!#$%&*+<>?@"

SCREENS: Mapping[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "reader-80": ((80, 24), ("enter",)),
    "reader-120": ((120, 40), ("enter", "n")),
    "cards": ((80, 24), ("enter", "n", "enter")),
    "coverage": ((80, 24), ("enter", "n", "c")),
    "first-page": ((80, 24), ()),
    "help": ((80, 24), ("enter", "?")),
    "themes": ((80, 24), ("enter", "z", "c")),
    "why": ((80, 24), ("enter", "n", "x")),
}
"""The main screens: the size of the terminal, and the keys that lead there from the first page."""

Cells = list[tuple[str, str]]
"""One row: what stands in each cell or pair of cells, and the parameters of its SGR sequence."""


def sgr(style: Style | None, ladder: str) -> str:
    """The parameters of the sequence that a terminal with these colours is sent for a style."""
    return style._make_ansi_codes(SYSTEMS[ladder]) if style else ""


def cells(app: App[Any], ladder: str) -> list[Cells]:
    """All rows of the screen on top, with what shows through from below it."""
    token = visible_screen_stack.set(app._background_screens)
    try:
        strips = list(app.screen._compositor.render_strips())
    finally:
        visible_screen_stack.reset(token)
    return [[(char, sgr(style, ladder)) for char, style in _characters(strip)] for strip in strips]


def _characters(strip: Iterable[Any]) -> Iterator[tuple[str, Style | None]]:
    for text, style, _ in strip:
        for char in text:
            if cell_len(char):
                yield char, style


def text(rows: list[Cells]) -> str:
    """What stands on the rows."""
    return "".join("".join(char for char, _ in row).rstrip() + "\n" for row in rows)


def picture(rows: list[Cells], plain: str) -> str:
    """The styles that occur, each under a letter, and the rows in these letters, each behind its number; blanks are
    plain, and rows that are plain throughout are left out. The letters are in the order of the parameters."""
    styles = sorted({look for row in rows for _, look in row} - {plain}, key=_order)
    assert len(styles) <= len(LETTERS)
    letters = dict(zip(styles, LETTERS, strict=False)) | {plain: " "}
    drawn = [f"  {' '} {plain}\n", *(f"  {letters[look]} {look}\n" for look in styles)]
    for number, row in enumerate(rows):
        if line := "".join(letters[look] * cell_len(char) for char, look in row).rstrip():
            drawn.append(f"{number:2} {line}\n")
    return "".join(drawn)


def _order(look: str) -> list[int]:
    return [int(part) for part in look.split(";") if part]
