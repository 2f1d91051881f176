"""One screen alone in an app, and screens kept as text files to compare with."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from helpers.screen import screen_text
from textual.pilot import Pilot
from textual.screen import Screen

from karabakh_tui.tui.palette import PLAIN, Palette
from karabakh_tui.tui.screens.base import KeyApp

NOTHING = object()


class Stage(KeyApp):
    """Shows one screen; `answer` is what it ended with, NOTHING while it is open."""

    palette: Palette = PLAIN

    def __init__(self, make: Callable[[], Screen[Any]]) -> None:
        super().__init__()
        self.answer: object = NOTHING
        self._make = make

    def on_mount(self) -> None:
        self.push_screen(self._make(), self._ended)

    def _ended(self, answer: object) -> None:
        self.answer = answer


@asynccontextmanager
async def on_stage(make: Callable[[], Screen[Any]], size: tuple[int, int]) -> AsyncIterator[Pilot[Any]]:
    """A pilot for the screen that `make` gives, in a terminal of `size` columns and rows."""
    async with Stage(make).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def shown(pilot: Pilot[Any]) -> str:
    """The screen as text."""
    return "\n".join(screen_text(pilot.app))


def same_as_file(path: Path, pilot: Pilot[Any]) -> None:
    """Compare the screen but for its footer with a text file; KARABAKH_TUI_GOLDEN=write writes the file instead."""
    text = "\n".join(screen_text(pilot.app)[:-1]) + "\n"
    if os.environ.get("KARABAKH_TUI_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
