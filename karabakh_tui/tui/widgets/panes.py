"""The panes side by side: one widget each, as many as there are sources to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.containers import Horizontal

from karabakh_tui.tui.views.article import ArticleView
from karabakh_tui.tui.widgets.article_pane import ArticlePane


@dataclass(frozen=True, slots=True)
class Shown:
    """What one pane is to show.

    `offset` is the code point that goes to the row `row` of the text, or to the reading line; with None an article that
    is new to its pane opens at its start. An article that its pane shows already moves only where `move` is set. Words
    of silence stand on the row instead, and the text stays.
    """

    view: ArticleView
    offset: int | None
    row: int | None
    move: bool
    focused: bool
    note: str
    silence: tuple[str, ...]


class Panes(Horizontal):
    """A row of article panes, told apart by the article they show."""

    DEFAULT_CSS = "Panes { height: 1fr; } Panes ArticlePane { width: 1fr; height: 1fr; }"
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._sources: tuple[str, ...] = ()
        self._panes: list[ArticlePane] = []

    def pane(self, source: str) -> ArticlePane:
        """The pane that shows this source. Raises ValueError where none does."""
        return self._panes[self._sources.index(source)]

    def source(self, pane: ArticlePane) -> str:
        """The source that this pane shows."""
        return self._sources[self._panes.index(pane)]

    def offsets(self) -> dict[str, int]:
        """The code point on the reading line of each source that is shown."""
        return {source: self.pane(source).reading_offset for source in self._sources}

    def fill(self, shown: Sequence[Shown]) -> None:
        """Show these, from left to right."""
        while len(self._panes) < len(shown):
            pane = ArticlePane()
            self._panes.append(pane)
            self.mount(pane)
        before = self._sources
        self._sources = tuple(item.view.article.id for item in shown)
        for index, (pane, item) in enumerate(zip(self._panes, shown, strict=False)):
            pane.display = True
            same = index < len(before) and before[index] == item.view.article.id
            row = None if item.silence else item.row
            pane.show(item.view, offset=item.offset if item.move or not same else None, row=row)
            pane.focused = item.focused
            pane.title_note = item.note
            pane.silence(item.silence, item.row)
        for pane in self._panes[len(shown) :]:
            pane.display = False
