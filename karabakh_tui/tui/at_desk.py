"""Sitting down to annotate: the name, the lock, what was left the last time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from karabakh_tui.tui.desk import Desk

if TYPE_CHECKING:
    from karabakh_tui.tui.app import KarabakhApp


def sit_down(app: KarabakhApp, then: Callable[[Desk], None]) -> None:
    """Open the notebook of who is signed in, and go on with `then`; where that comes to nothing, say why."""
    settings = app.settings
    if settings.open_notebook is None:
        app.say("Nothing can be annotated here.")
        return
    app.desk = Desk(app, settings.open_notebook(app.loaded, settings.annotator, settings.read_only, False))
    then(app.desk)
