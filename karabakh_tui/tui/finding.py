"""The places of annotations on articles that have changed, looked for in a thread: what is seen first.

What was found is shown a few times a second, so that a screen fills without being drawn for each of hundreds.
"""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.places import anchoring
from karabakh_tui.tui.widgets.article_pane import ArticlePane

if TYPE_CHECKING:
    from karabakh_tui.matching.places import Placed
    from karabakh_tui.text.span import Span
    from karabakh_tui.tui.app import KarabakhApp

SHOWN_EVERY = 0.2
"""Seconds between two times that what was found is shown; the first step is shown at once."""


def find_places(app: KarabakhApp) -> None:
    """Find what is pending in what is loaded now. What was looked for before is left off."""
    app.run_worker(lambda: _find(app), thread=True, exclusive=True, group="places")


def _find(app: KarabakhApp) -> None:
    """Off the event loop."""
    worker = get_current_worker()
    found: list[Placed] = []
    shown = 0.0

    def seen() -> tuple[str, Span] | None:
        return app.call_from_thread(_seen, app)

    def take() -> None:
        if not worker.is_cancelled:
            _take(app, found)

    with suppress(RuntimeError):  # the app has ended meanwhile
        for step in anchoring(app.loaded, seen):
            if worker.is_cancelled:
                return
            found += step
            if monotonic() - shown >= SHOWN_EVERY:
                app.call_from_thread(take)
                found, shown = [], monotonic()
        if found:
            app.call_from_thread(take)


def _seen(app: KarabakhApp) -> tuple[str, Span] | None:
    """The article that is read or annotated, and the part of it that is on the screen."""
    article, pane = getattr(app.screen, "article", None), getattr(app.screen, "pane", None)
    if isinstance(article, Article) and isinstance(pane, ArticlePane):
        return article.id, pane.visible_span
    focused = app.reader.reading.carousel.focused
    return (focused, app.reader.leader.visible_span) if focused in app.reader.panes.offsets() else None


def _take(app: KarabakhApp, found: list[Placed]) -> None:
    """Show what was found, on every screen that shows annotations."""
    from karabakh_tui.matching.load import with_found

    app.loaded = with_found(app.loaded, found)
    for screen in app.screen_stack:
        tell = getattr(screen, "loaded_changed", None)
        if tell:
            tell(app.loaded)
