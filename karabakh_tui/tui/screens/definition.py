"""The boxes on what codes mean: one of them, and all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App

from karabakh_tui.codebook.model import Codebook
from karabakh_tui.tui.screens.box import BoxScreen
from karabakh_tui.tui.views.definition import definition_title, legend_rows, meanings_rows


def show_definition(app: App[Any], codebook: Codebook, code_ids: Sequence[str], opened_by: str = "explain") -> None:
    """Open the box on one code or several: what counts as one, what does not, what the agreement says.

    The keys of the action `opened_by` close it too.
    """
    title = definition_title(codebook, code_ids[0]) if len(code_ids) == 1 else f"{len(code_ids)} codes"
    app.push_screen(BoxScreen(title, lambda cells: meanings_rows(codebook, code_ids, cells), opened_by))


def show_legend(app: App[Any], codebook: Codebook, opened_by: str = "") -> None:
    """Open the box with all codes and what they mean."""
    app.push_screen(BoxScreen("Codes", lambda cells: legend_rows(codebook, cells), opened_by))
