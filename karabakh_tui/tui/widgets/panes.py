"""The panes side by side: one widget each, as many as there are sources to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.containers import Horizontal

from karabakh_tui.tui.viewport import Stand, Viewport
from karabakh_tui.tui.views.article import ArticleView
from karabakh_tui.tui.widgets.article_pane import ArticlePane


@dataclass(frozen=True, slots=True)
class Shown:
    """What one pane is to show.

    The text goes to `stand`; with None it stays where it is or was last, and opens at its start if it was never shown.
    Words of silence stand on row `silence_row` of the text, or on the reading line.
    """

    view: ArticleView
    stand: Stand | None
    focused: bool
    note: str
    silence: tuple[str, ...]
    silence_row: int | None


class Panes(Horizontal):
    """A row of article panes, told apart by the article they show."""

    DEFAULT_CSS = "Panes { height: 1fr; } Panes ArticlePane { width: 1fr; height: 1fr; }"
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._sources: tuple[str, ...] = ()
        self._panes: list[ArticlePane] = []
        self._windows: dict[str, Viewport] = {}

    def pane(self, source: str) -> ArticlePane:
        """The pane that shows this source. Raises ValueError where none does."""
        return self._panes[self._sources.index(source)]

    def source(self, pane: ArticlePane) -> str:
        """The source that this pane shows."""
        return self._sources[self._panes.index(pane)]

    def stands(self) -> dict[str, Stand]:
        """Where the text of each source that is shown stands."""
        return {source: self.pane(source).window.stand for source in self._sources}

    def offsets(self) -> dict[str, int]:
        """The code point on the reading line of each source that is or was shown."""
        return {source: window.reading_offset for source, window in self._known().items()}

    def _known(self) -> dict[str, Viewport]:
        return self._windows | {source: self.pane(source).window for source in self._sources}

    def fill(self, shown: Sequence[Shown]) -> None:
        """Show these, from left to right."""
        while len(self._panes) < len(shown):
            pane = ArticlePane()
            self._panes.append(pane)
            self.mount(pane)
        self._windows = self._known()
        self._sources = tuple(item.view.article.id for item in shown)
        for pane, item in zip(self._panes, shown, strict=False):
            pane.display = True
            pane.show(item.view, self._windows.get(item.view.article.id))
            pane.silence(item.silence, item.silence_row)
            if item.stand:
                pane.stand(item.stand)
            pane.focused = item.focused
            pane.title_note = item.note
        for pane in self._panes[len(shown) :]:
            pane.display = False
