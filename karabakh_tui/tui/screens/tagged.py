"""The list of all annotations of an article: type to filter, Enter goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.corpus.model import Article
from karabakh_tui.export.plain import counted
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.screens.picker import PickerScreen
from karabakh_tui.tui.views.rows import clean
from karabakh_tui.tui.views.tagged import tagged_rows


def choose_annotation(
    app: App[Any],
    article: Article,
    anchored: Sequence[Anchored],
    codebook: Codebook,
    then: Callable[[str], None],
    *,
    at: str = "",
) -> None:
    """List the annotations of an article, and call `then` with the id of the one that was chosen, if one was.

    `at` is the id of the one that is selected first.
    """
    rows = tagged_rows(anchored, codebook, article.letter, len(article.text))
    title = f"{article.letter} {clean(article.short)}: {counted(len(rows), 'annotation')}"
    told = f"{key_for('choose', 'picker')} goes there, {key_for('escape', 'picker')} closes"

    def chosen(ids: list[str] | None) -> None:
        if ids:
            then(ids[0])

    app.push_screen(PickerScreen(title, rows, at=at, told=told), chosen)
