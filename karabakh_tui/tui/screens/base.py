"""What all our screens share: keys go through the one dispatcher to `do_...` methods, and nowhere else."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.events import Key
from textual.screen import Screen

from karabakh_tui.tui.dispatch import Dispatcher, Step
from karabakh_tui.tui.keymap import Press

Result = TypeVar("Result")


class KeyScreen(Screen[Result], inherit_bindings=False):
    """A screen whose keys are the keymap's. A subclass names its SCOPES and has a method `do_next_provision(press)` for
    the action `next-provision`; what it does not have is asked of the app under the same name."""

    SCOPES: ClassVar[tuple[str, ...]] = ("global",)
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self) -> None:
        super().__init__()
        self.dispatcher = Dispatcher(self.SCOPES)

    def on_key(self, event: Key) -> None:
        """Hand the key to the dispatcher and do what comes out."""
        event.stop()
        event.prevent_default()
        step = self.dispatcher.feed(event.key, event.character)
        for press in step.presses:
            self.perform(press)
        self.keys_changed(step)

    def perform(self, press: Press) -> None:
        """Do an action: here, or in the app."""
        name = "do_" + press.action.id.replace("-", "_")
        handler = getattr(self, name, None) or getattr(self.app, name)
        handler(press)

    def keys_changed(self, step: Step) -> None:
        """Told after each key: the prefix or count typed so far (for the footer), or a key that is not bound here."""
