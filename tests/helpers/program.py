"""The whole program in a test: on a folder, with a state folder of its own, driven by keys and read as text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.screen import screen_text, send_at_once
from textual.pilot import Pilot

from karabakh_tui import paths
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.matching.load import Loaded, load
from karabakh_tui.tui.app import KarabakhApp, Settings
from karabakh_tui.tui.screens.base import KeyScreen


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the keyboard."""

    app: KarabakhApp
    pilot: Pilot[Any]

    @property
    def screen(self) -> str:
        """What stands on the screen."""
        return "\n".join(screen_text(self.app))

    @property
    def lines(self) -> list[str]:
        """The same, line by line."""
        return screen_text(self.app)

    async def press(self, *keys: str) -> str:
        """Type these keys one after the other; what stands on the screen then."""
        for key in keys:
            send_at_once(self.app, [key])
            await self.settle()
        return self.screen

    async def type_at_once(self, keys: Sequence[str]) -> str:
        """Send these keys in one packet; what stands on the screen when all are done."""
        send_at_once(self.app, keys)
        await self.settle()
        return self.screen

    async def settle(self) -> None:
        """Until every key is done and painted."""
        for _ in range(500):
            await self.pilot.pause()
            top = self.app.screen_stack[-1] if self.app.screen_stack else None
            ready = not isinstance(top, KeyScreen) or top.takes_keys
            if not self.app.is_running or (ready and not self.app._typed and not self.app._remains.held):
                break
        await self.pilot.pause()

    def panes(self) -> dict[str, list[str]]:
        """The text of each pane, by the letter of its source, from the first row below the rule on."""
        reader = self.app.reader
        found = {}
        for source in reader.reading.carousel.shown:
            region = reader.panes.pane(source).region
            rows = self.lines[region.y + 2 : region.bottom]
            found[reader.letter(source)] = [row.ljust(region.right)[region.x : region.right] for row in rows]
        return found


def default_corpus() -> Loaded:
    """The five articles, as they ship."""
    return load_folder(paths.shipped())


def load_folder(folder: Path) -> Loaded:
    """Any folder, read as the program reads it."""
    corpus = open_folder(folder)
    return load(corpus, corpus.root, ("editorial",))


@asynccontextmanager
async def program(
    size: tuple[int, int],
    state: Path | None,
    folder: Path | None = None,
    ladder: str = "true",
    themes: tuple[Path, ...] = (),
    ascii: bool = False,
    checkup: Callable[[], str] | None = None,
) -> AsyncIterator[Person]:
    """The program, started on a folder (the default corpus without one), with the themes of some folders."""
    folder = folder or paths.shipped()
    settings = Settings(
        load=lambda: load_folder(folder),
        state=state,
        theme_folders=themes or (paths.shipped() / "themes",),
        theme="",
        ladder=ladder,
        ascii=ascii,
        folders=("Places: state", "Settings: config"),
        checkup=checkup,
    )
    app = KarabakhApp(settings.load(), settings)
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot)
        await person.settle()
        yield person
