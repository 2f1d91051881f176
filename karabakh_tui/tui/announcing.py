"""`:announce`: announcements on, off, or into another file, while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from karabakh_tui.tui.app import KarabakhApp

USUAL_FILE = "announce.txt"
"""In the state folder: where announcements go that are turned on without a file."""

MODES = ("on", "off")


def announce_to(app: KarabakhApp, arg: str) -> str | None:
    """Do what was asked for; None, or what is wrong with it in words."""
    if not arg:
        return "Announcements on, off, or into which file?"
    if arg == "off":
        app.say("Announcements are off.")
        app.announce("")
        return None
    target = app.settings.announce or _usual(app) if arg == "on" else arg
    if not target:
        return "There is no folder to keep announcements in: name a file."
    from karabakh_tui.tui.announce import place_of, refusal

    if refused := refusal(target):
        return refused
    app.announce(target)
    app.say(f"Announcements go to: {place_of(target)}")
    return None


def _usual(app: KarabakhApp) -> str:
    """The file in the state folder; "" where there is none."""
    folder = app.settings.state
    if folder is None:
        return ""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return ""
    return str(folder / USUAL_FILE)
