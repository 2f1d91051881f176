"""The app: it wires. What is open, which theme, which screens; it knows nothing of provisions or panes itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.events import Resize
from textual.filter import LineFilter

from karabakh_tui.tui.filters import SafeText
from karabakh_tui.tui.goto import Goto
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.palette import Palette, palette_for, textual_theme
from karabakh_tui.tui.place import PlaceStore, Stored
from karabakh_tui.tui.screens.reader import ReaderScreen
from karabakh_tui.tui.signals import Lifeline
from karabakh_tui.tui.themes import Theme, load_theme

if TYPE_CHECKING:
    from karabakh_tui.matching.load import Loaded
    from karabakh_tui.tui.screens.prompt import Command

KEEP_AFTER = 1.0
"""Seconds from a change of place until it is kept on disk."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the app is started with: all that is read from the outside world, read by the caller.

    `load` reads the corpus again; `state` is the folder for places (None keeps nothing); `theme_folders` are searched
    in order, the last one wins; `ladder` says which colours the terminal has; `says` are lines for the welcome page
    that tell where files live.
    """

    load: Callable[[], Loaded]
    state: Path | None
    theme_folders: tuple[Path, ...]
    theme: str
    ladder: str
    says: tuple[str, ...] = ()
    mouse: bool = False


class KarabakhApp(App[None], inherit_bindings=False):
    """Reads a corpus side by side."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "karabakh-tui"
    BINDINGS: ClassVar = []

    def __init__(self, loaded: Loaded, settings: Settings) -> None:
        self.palette: Palette
        super().__init__(ansi_color=True)
        self.loaded = loaded
        self.settings = settings
        self.store = PlaceStore(settings.state, loaded.corpus)
        self._stored = self.store.load()
        self._theme_name = ""
        self._safe = SafeText(mono=settings.ladder == "mono")
