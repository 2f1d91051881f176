"""One article in a pane: title, rule, and as much of the text as there is room for, drawn by this one widget.

Strips are kept by what they show. So scrolling by a line makes one new row, the terminal is sent only the rows that
differ, and nothing depends on how long the text is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.color import Color
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from karabakh_tui.text.span import Span
from karabakh_tui.text.wrap import Layout
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.viewport import Stand, Viewport
from karabakh_tui.tui.views.article import NO_PEN, ArticleView, Pen
from karabakh_tui.tui.views.pane_frame import Frame, text_height
from karabakh_tui.tui.views.rows import cells_of
from karabakh_tui.tui.widgets.lines import palette_of, strip_of

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from karabakh_tui.tui.palette import Palette

    Looks = tuple[Size, Palette, tuple[LineFilter, ...]]

WHEEL_ROWS = 3
"""Rows that one notch of the mouse wheel stands for."""

Shown = list[tuple[Strip, Row]]
"""Rows as drawn: the strip, and the row's end, which stays in its place when text scrolls (ruler and border)."""

_UNSIZED = Size(80, 24)  # taken for granted until the screen has laid the pane out
_MOST_KEPT = 1000


class ArticlePane(Widget):
    """Shows an `ArticleView`. What it does is asked of it by its owner; it handles no keys.

    Offsets are code points of the article's text, rows are rows of text on screen, from 0. What is asked for holds at
    once; it is drawn when the widget has nothing else to do, once, however much was asked for. The pane has no CSS
    border or padding, so that every row goes to the screen as the strip that was kept.
    """

    DEFAULT_CSS = "ArticlePane { width: 1fr; height: 1fr; }"
    ALLOW_SELECT = False
    can_focus = False

    class Wheel(Message):
        """The mouse wheel was turned over `pane`, by `rows` rows (negative: up). The owner decides what moves."""

        def __init__(self, pane: ArticlePane, rows: int) -> None:
            super().__init__()
            self.pane = pane
            self.rows = rows

    class Clicked(Message):
        """The mouse was clicked on `pane`, on the cell `x` of its row `y`."""

        def __init__(self, pane: ArticlePane, x: int, y: int) -> None:
            super().__init__()
            self.pane = pane
            self.x, self.y = x, y

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._view: ArticleView | None = None
        self._viewport = Viewport.opened(Layout("", 1), 1)
        self._frame: Frame | None = None
        self._fitted = _UNSIZED
        self._words: tuple[str, ...] = ()
        self._beside: int | None = None
        self._focused = False
        self._note = ""
        self._pen = NO_PEN
        self._wanted: Stand | None = None  # asked for before the first layout
        self._stale = False
        self._shown: Shown = []
        self._strips: dict[tuple[Row, Row], Strip] = {}
        self._segments: dict[tuple[Row, int], list[Segment]] = {}
        self._drawn_with: Looks | None = None

    # What is shown

    def show(self, view: ArticleView, window: Viewport | None = None) -> None:
        """Show this article, or the same one with other marks or flags.

        An article that is shown already stays where it is. Another one opens at its start, or with the `window` that it
        had in this pane or another one.
        """
        self._fit()
        before, self._view = self._view, view
        if before is None or before.article.id != view.article.id:
            self._wanted = None
            self._viewport = window or self._viewport.at_top()
        if view != before:
            self._arrange()

    def silence(self, lines: Sequence[str] | None, row: int | None = None) -> None:
        """Say these lines on `row` (the reading line, if none is named), between rows of text; None takes them away.

        The rows below move down.
        """
        words = tuple(lines or ())
        beside = row if words else None
        if (words, beside) != (self._words, self._beside):
            self._words, self._beside = words, beside
            self._arrange()

    @property
    def focused(self) -> bool:
        """Whether this is the pane that leads; its title has a star."""
        return self._focused

    @focused.setter
    def focused(self, focused: bool) -> None:
        if focused != self._focused:
            self._focused = focused
            self._change()

    @property
    def title_note(self) -> str:
        """What the title says beside the name of the source."""
        return self._note

    @title_note.setter
    def title_note(self, note: str) -> None:
        if note != self._note:
            self._note = note
            self._change()

    @property
    def pen(self) -> Pen:
        """What moves over the text where it is annotated."""
        return self._pen

    @pen.setter
    def pen(self, pen: Pen) -> None:
        if pen != self._pen:
            self._pen = pen
            self._change()

    # Where the pane stands

    @property
    def window(self) -> Viewport:
        """How the pane stands now; `show` takes it."""
        return self._fit()

    @property
    def reading_row(self) -> int:
        """The row that panes are lined up on."""
        return self._fit().reading_row

    @property
    def reading_offset(self) -> int:
        """Where the row of text on the reading line starts."""
        return self._fit().reading_offset

    @property
    def top_offset(self) -> int:
        """Where the first row of text shown starts."""
        return self._fit().span.start

    @property
    def visible_span(self) -> Span:
        """The code points shown."""
        return self._fit().span

    @property
    def percent(self) -> int:
        """How much of the text stands above the bottom of the pane, 0 to 100."""
        return self._fit().percent

    @property
    def text_height(self) -> int:
        """Rows for text and what is said between it; at least one."""
        return self._fit().height

    def offset_at(self, row: int) -> int:
        """Where the text on that row starts (the nearest row of text, if there is none on it)."""
        return self._fit().offset_at(row)

    def row_of(self, offset: int) -> int:
        """The row of the text that holds `offset`; one beyond the pane where it is not shown."""
        return self._fit().row_of(offset)

    # Moving

    def snap(self, offset: int, row: int | None = None) -> None:
        """The row that holds `offset` on exactly that row (the reading line, if none is named).

        Blank rows stand above the start or below the end of the text where there is not enough of it: panes line up.
        """
        self.stand(Stand(offset, row))

    def place(self, offset: int) -> None:
        """The row that holds `offset` on the reading line, as near as scrolling would bring it.

        Unlike `snap` it never adds blank rows: at the start and end of the text the pane stops as it does for `scroll`.
        """
        self.stand(Stand(offset, loose=True))

    def reveal(self, offset: int, margin: int = 1) -> None:
        """Scroll no further than it takes to show the row of `offset`."""
        self._move(self._fit().revealing(offset, margin))
        if not self.outer_size:
            self._wanted = Stand(offset, loose=True)

    def stand(self, stand: Stand) -> None:
        """Go there, as `snap` or `place` does."""
        self._move(self._fit().standing(stand))
        if not self.outer_size:
            self._wanted = stand

    def scroll(self, rows: int) -> int:
        """Move down by `rows` (up where negative), as far as the text goes; how many rows it really was."""
        return self._moved(self._fit().scrolled(rows), abs(rows))

    def page(self, pages: int) -> int:
        """Turn whole pages, less the rows that stay on screen; how many rows it really was."""
        return self._moved(self._fit().paged(pages), abs(pages) * self._viewport.height)

    def half(self, halves: int) -> int:
        """Turn halves of a page; how many rows it really was."""
        return self._moved(self._fit().half_paged(halves), abs(halves) * self._viewport.height)

    def to_top(self) -> None:
        """The first row of text at the top."""
        self._move(self._fit().at_top())

    def to_end(self) -> None:
        """The last row of text at the bottom."""
        self._move(self._fit().at_end())

    def _moved(self, viewport: Viewport, most: int) -> int:
        rows = self._viewport.travelled(viewport, most)
        self._move(viewport)
        return rows

    def _move(self, viewport: Viewport) -> None:
        self._wanted = None
        if viewport != self._viewport:
            self._viewport = viewport
            self._change()

    # Events

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Tell the owner."""
        event.stop()
        self.post_message(self.Wheel(self, WHEEL_ROWS))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Tell the owner."""
        event.stop()
        self.post_message(self.Wheel(self, -WHEEL_ROWS))

    def on_click(self, event: Click) -> None:
        """Tell the owner."""
        event.stop()
        self.post_message(self.Clicked(self, event.x, event.y))

    def on_resize(self, event: Resize) -> None:
        """Wrap anew; the reading line is kept."""
        self._fit()

    def on_idle(self) -> None:
        """Have the rows painted that differ from what was drawn last."""
        if not self._stale or not self.outer_size:
            return
        before, self._shown = self._shown, self._draw()
        if regions := changed_regions(before, self._shown, self.outer_size.width):
            self.refresh(*regions)

    # Fitting the text to the pane

    def _fit(self) -> Viewport:
        """Where the pane stands, for the size that it has now."""
        size = self.outer_size or self._fitted
        if size != self._fitted:
            self._fitted = size
            self._arrange()
            if self._wanted:
                self._viewport = self._viewport.standing(self._wanted)
                self._wanted = None
        return self._viewport

    def _arrange(self) -> None:
        """Wrap, fold and frame as view, words and size ask for; the reading line is kept."""
        view = self._view
        if view is None:
            return
        cells, height = self._fitted
        text = view.article.text
        layout = self._viewport.layout
        asked = (view.text_width(cells), view.folded)
        if asked != (layout.width, layout.folded) or layout.text != text:
            layout = Layout(text, *asked)
        if layout is not self._viewport.layout or text_height(height, head=view.head) != self._viewport.height:
            self._viewport = self._viewport.resized(layout, text_height(height, head=view.head))
        self._frame = Frame(view, cells, height)
        self._viewport = self._viewport.inserting(len(self._frame.block(self._words)), self._beside)
        self._change()

    # Drawing

    def _change(self) -> None:
        self._stale = True
        self.check_idle()

    def _draw(self) -> Shown:
        """The strips of the whole pane as it is now, those that are known already as the same objects."""
        viewport = self._fit()
        drawn_with = self._looks()
        if drawn_with != self._drawn_with or len(self._strips) > _MOST_KEPT:
            self._drawn_with = drawn_with
            self._strips.clear()
            self._segments.clear()
        self._stale = False
        rows: list[tuple[Row, Row]] = []
        if self._frame:
            rows = self._frame.rows(viewport, self._words, focused=self._focused, note=self._note, pen=self._pen)
        rows += [((), ())] * (self._fitted.height - len(rows))
        known = self._strips.get
        return [(known(row) or self._strip(row, drawn_with), row[1]) for row in rows]

    def _looks(self) -> Looks:
        """What strips depend on beside their rows."""
        return self.outer_size, palette_of(self), tuple(self.app.get_line_filters())

    def _strip(self, row: tuple[Row, Row], looks: Looks) -> Strip:
        """The strip of a row: its two parts, joined where they look the same."""
        body, end = row
        cells = looks[0].width
        tail_cells = min(cells_of(end), cells)
        tail = self._painted(end, tail_cells, looks)
        segments = [*self._painted(body, cells - tail_cells, looks)]
        if segments and tail and segments[-1].style == tail[0].style:
            segments[-1:] = [Segment(segments[-1].text + tail[0].text, tail[0].style), *tail[1:]]
        else:
            segments += tail
        strip = self._strips[row] = Strip(segments, cells)
        return strip

    def _painted(self, row: Row, cells: int, looks: Looks) -> list[Segment]:
        """Part of a row as it goes into strips."""
        segments = self._segments.get((row, cells))
        if segments is None:
            _, palette, filters = looks
            segments = list(strip_of(row, cells, palette)) if cells > 0 else []
            background = Color.from_rich_color(palette.style("").bgcolor)
            # Textual applies the app's filters to what it draws itself, not to what comes out of `render_lines`.
            for line_filter in filters:
                segments = line_filter.apply(segments, background)
            self._segments[row, cells] = segments
        return segments

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips that were drawn last; drawn anew where size, palette or filters are others."""
        looks = self._looks()
        if not self._shown or self._drawn_with != looks:
            if self._drawn_with and self._drawn_with[0] == looks[0]:
                # Of another size Textual asks the whole; of another palette it may have asked a part.
                self.refresh()
            self._shown = self._draw()
        strips = [strip for strip, _ in self._shown[crop.y : crop.bottom]]
        if crop.x or crop.width != self._fitted.width:
            return [strip.crop(crop.x, crop.right) for strip in strips]
        return strips


def changed_regions(before: Shown, after: Shown, cells: int) -> list[Region]:
    """Which parts of a pane of `cells` cells are to be painted again: rows whose strips are not the same objects as
    before, without their ends where those are as before, as few regions as hold them."""
    widths: list[int] = []
    for y, (strip, end) in enumerate(after):
        old_strip, old_end = before[y] if y < len(before) else (None, None)
        if strip is old_strip:
            widths.append(0)
        else:
            widths.append(cells - cells_of(end) if end and end == old_end else cells)
    regions: list[Region] = []
    y = 0
    for wide, rows in groupby(widths):
        height = len(list(rows))
        if wide > 0:
            regions.append(Region(0, y, wide, height))
        y += height
    return regions
