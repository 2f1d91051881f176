"""The boxes that several screens open: why a cell says what it says, what is known of a source, and what a person says
of a cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widget import Widget

from karabakh_tui.matching.model import Comparison
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.boxes import box_cells

FRAME_CELLS = 4
"""What the frame of a box takes of its width."""


def show_why(screen: Widget, comparison: Comparison, provision_id: str, article_id: str) -> None:
    """Open the box on who decided a cell, and on which words it rests."""
    from karabakh_tui.tui.views.why import why_rows, why_title

    def said() -> Sequence[str]:
        from karabakh_tui.tui.views import spoken

        return spoken.why(comparison, provision_id, article_id)

    rows = why_rows(comparison, provision_id, article_id, _room(screen))
    _open(screen, why_title(comparison, provision_id, article_id), rows, "explain", said)


def show_info(screen: Widget, comparison: Comparison, article_id: str, event_title: str = "") -> None:
    """Open the box on a source: its fields, its file, the provisions it reports."""
    from karabakh_tui.tui.views.info import info_rows, info_title

    article = next(article for article in comparison.articles if article.id == article_id)
    _open(screen, info_title(article), info_rows(comparison, article_id, _room(screen), event_title), "info")


def ask_for_verdict(screen: Widget, comparison: Comparison, provision_id: str, article_id: str) -> None:
    """Open the box in which a person says how a source stands to the others."""
    from karabakh_tui.tui.app import KarabakhApp

    if isinstance(screen.app, KarabakhApp):
        from karabakh_tui.tui.screens.verdict import set_verdict

        set_verdict(screen.app, comparison, provision_id, article_id)


def _room(screen: Widget) -> int:
    return max(box_cells(screen.app.size.width) - FRAME_CELLS, 1)


def _open(
    screen: Widget, title: str, rows: list[Row], opened_by: str, said: Callable[[], Sequence[str]] | None = None
) -> None:
    from karabakh_tui.tui.screens.box import BoxScreen

    screen.app.push_screen(BoxScreen(title, rows, opened_by, said))
