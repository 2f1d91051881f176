"""What stands on the screen of an app under test, as text, and waiting without a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

NAMES = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f"}


def screen_text(app: App[Any]) -> list[str]:
    """The lines of the screen on top, with what shows through from below it, without blanks at their ends."""
    token = visible_screen_stack.set(app._background_screens)
    try:
        return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
    finally:
        visible_screen_stack.reset(token)


def key_event(key: str) -> Key:
    """The event that a terminal's driver makes of a key, by Textual's name or the bare character."""
    if len(key) == 1:
        return Key(_character_to_key(key), key)
    return Key(key, NAMES.get(key))


def send_at_once(app: App[Any], keys: Iterable[str]) -> None:
    """Send keys as one packet brings them: all before the app has looked at the first."""
    for key in keys:
        app.post_message(key_event(key))


async def until(pilot: Pilot[Any], true: Callable[[], bool], rounds: int = 200) -> None:
    """Let the app work until something is true; an assertion error with the screen's text if it never is."""
    for _ in range(rounds):
        if true():
            return
        await pilot.pause()
    raise AssertionError("never came true; on the screen:\n" + "\n".join(screen_text(pilot.app)))
