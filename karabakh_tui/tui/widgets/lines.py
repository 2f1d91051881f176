"""The one way in which anything of ours is drawn: rows to strips, and only the rows that changed to the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, cast

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from karabakh_tui.text.cells import fit, is_simple, width
from karabakh_tui.tui.paint import Row

if TYPE_CHECKING:
    from karabakh_tui.tui.palette import Palette


class _HasPalette(Protocol):
    palette: Palette


def palette_of(widget: Widget) -> Palette:
    """The palette of the app that shows this widget."""
    return cast("_HasPalette", widget.app).palette


def strip_of(row: Row, cells: int, palette: Palette) -> Strip:
    """The row as a strip of exactly `cells` cells: cut at a cluster where too long, filled with blanks where short.

    Control characters, bidi marks and other invisible ones come out as visible marks of one cell, and with a palette
    that wants it all signs in ASCII.
    """
    segments: list[Segment] = []
    left = cells
    for text, role in row:
        if left <= 0:
            break
        shown = palette.shown(text)
        wide = len(shown) if is_simple(shown) else width(shown)
        if wide > left:
            shown = shown[:left] if is_simple(shown) else fit(shown, left, "")
            wide = width(shown)
        segments.append(Segment(shown, palette.style(role)))
        left -= wide
    if left > 0:
        segments.append(Segment(" " * left, palette.style("")))
    return Strip(segments, cells).simplify()


class Lines(Widget):
    """Some rows, drawn as they are, one cell per column, nothing wrapped."""

    DEFAULT_CSS = "Lines { width: 1fr; height: auto; }"
    ALLOW_SELECT = False
    can_focus = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: tuple[Row, ...] = ()
        self._strips: dict[Row, Strip] = {}
        self._drawn: tuple[int, Palette | None] = (0, None)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown now."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows from now on; only rows that differ from the ones shown are painted again."""
        old, new = self._rows, tuple(rows)
        self._rows = new
        if not self.is_mounted:
            return
        blank: Row = ()
        for y in range(self.size.height):
            before = old[y] if y < len(old) else blank
            after = new[y] if y < len(new) else blank
            if before != after:
                self.refresh(Region(0, y, self.size.width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Strips for the rows of `crop`, from a cache that lives as long as size and palette."""
        cells, palette = self.size.width, palette_of(self)
        if self._drawn != (cells, palette):
            self._strips.clear()
            self._drawn = (cells, palette)
        strips = [self._strip(self._rows[y] if y < len(self._rows) else (), cells, palette) for y in crop.line_range]
        if crop.x or crop.width != cells:
            return [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def _strip(self, row: Row, cells: int, palette: Palette) -> Strip:
        strip = self._strips.get(row)
        if strip is None:
            if len(self._strips) > 500:
                self._strips.clear()
            strip = self._strips[row] = strip_of(row, cells, palette)
        return strip
