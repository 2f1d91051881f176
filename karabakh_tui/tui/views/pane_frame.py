"""All rows of a pane, from its title to its last row of text. Pure, but for remembering the rows it has made."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.text.wrap import Row as TextRow
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.viewport import Viewport
from karabakh_tui.tui.views.article import NO_PEN, ArticleView, Pen, blank_row, text_row
from karabakh_tui.tui.views.overview import Overview, rule_row, silence_rows, tails, title_row

HEAD_ROWS = 2
"""Title and rule."""

_MOST_KEPT = 2000


def text_height(height: int, *, head: bool = True) -> int:
    """How many rows of a pane of `height` rows are for text; at least one, even where nobody sees it."""
    return max(1, height - HEAD_ROWS if head else height)


class Frame:
    """What a view looks like in a pane of `cells` by `height`.

    A row of text is made once and found again by the offset it starts at; view and wrapping must stay the same.
    """

    def __init__(self, view: ArticleView, cells: int, height: int) -> None:
        self._view = view
        self._cells = cells
        self._height = height
        self._body_cells = max(0, cells - view.tail_cells)
        self._overview = Overview(view.marks, len(view.article.text))
        self._codes = self._overview.codes(text_height(height, head=view.head), view.code_cells)
        self._rule = rule_row(view, cells)
        self._blank = blank_row(self._body_cells)
        self._made: dict[int, Row] = {}

    def block(self, words: Sequence[str]) -> list[Row]:
        """The rows that say that the article is silent; without its rules where the pane is too low for them."""
        if not words:
            return []
        rows = silence_rows(self._view, words, self._body_cells)
        room = text_height(self._height, head=self._view.head) - 1
        return (rows if len(rows) <= room else rows[1:-1])[:room]

    def rows(
        self, viewport: Viewport, words: Sequence[str], *, focused: bool, note: str, pen: Pen = NO_PEN
    ) -> list[tuple[Row, Row]]:
        """The whole pane, each row in two parts: what scrolls, and what stays where it is on screen (ruler, border).

        `viewport` has as many rows inserted as `block` of these words has.
        """
        texts = viewport.rows
        shown = viewport.span_of(texts)
        bodies = [self._blank] * viewport.blank
        bodies += [self._penned(row, pen) or self._made.get(row.start) or self._make(row) for row in texts]
        bodies += [self._blank] * (viewport.visible - len(bodies))
        if words:
            at = viewport.insert_row
            bodies[at:at] = self.block(words)
        ends = tails(self._view, self._codes, self._overview.part(shown, len(self._codes)))
        if not self._view.head:
            return list(zip(bodies, ends, strict=False))[: self._height]
        title = title_row(
            self._view,
            self._cells,
            focused=focused,
            note=note,
            above=self._overview.above(shown),
            below=self._overview.below(shown),
            percent=viewport.percent_at(shown.end),
        )
        return [(title, ()), (self._rule, ()), *zip(bodies, ends, strict=False)][: self._height]

    def _penned(self, row: TextRow, pen: Pen) -> Row | None:
        """A row that the pen is on; it is not kept."""
        return text_row(self._view, row, self._body_cells, pen) if pen is not NO_PEN and pen.touches(row) else None

    def _make(self, row: TextRow) -> Row:
        if len(self._made) >= _MOST_KEPT:
            self._made.clear()
        body = self._made[row.start] = text_row(self._view, row, self._body_cells)
        return body
