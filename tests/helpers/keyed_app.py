"""A small app with one screen that writes down what its keys ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import App, ComposeResult

from karabakh_tui.tui.commands import Command, Commands
from karabakh_tui.tui.dispatch import Step
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.palette import PLAIN, Palette
from karabakh_tui.tui.screens.base import KeyApp, KeyScreen
from karabakh_tui.tui.views.footer import footer
from karabakh_tui.tui.widgets.lines import Lines


class Reader(KeyScreen[None]):
    """The keys of the reader, with nothing to read. `done` holds what was asked for, as "id", "3 id" or "id a"."""

    SCOPES: ClassVar[tuple[str, ...]] = ("read", "reading", "global")

    def __init__(self, on: dict[str, Callable[[], object]] | None = None) -> None:
        super().__init__()
        self.done: list[str] = []
        self._on = on or {}

    def compose(self) -> ComposeResult:
        yield Lines(id="all")

    def on_mount(self) -> None:
        self.query_one("#all").styles.height = self.app.size.height
        self.keys_changed(Step())

    def perform(self, press: Press) -> None:
        if press.action.id in ("help", "command"):
            super().perform(press)
        elif press.action.id in self._on:
            self._on[press.action.id]()
        else:
            parts = (str(press.count or ""), press.action.id, press.arg)
            self.done.append(" ".join(part for part in parts if part))

    def keys_changed(self, step: Step) -> None:
        cells, height = self.app.size
        rows = [((f"line {y}", ""),) for y in range(height - 1)]
        self.query_one("#all", Lines).show([*rows, footer(self.SCOPES, step, cells)])


class Keyed(KeyApp):
    """An app in which `reader` is the first screen; `on` does something for an action instead of writing it down."""

    palette: Palette = PLAIN

    def __init__(self, on: dict[str, Callable[[], object]] | None = None, commands: Sequence[Command] = ()) -> None:
        super().__init__()
        self.reader = Reader(on)
        self.commands = Commands(commands)

    def on_mount(self) -> None:
        self.push_screen(self.reader)


class Plain(App[None]):
    """The same in an app of Textual's own."""

    palette: Palette = PLAIN

    def __init__(self) -> None:
        super().__init__()
        self.reader = Reader()

    def on_mount(self) -> None:
        self.push_screen(self.reader)
