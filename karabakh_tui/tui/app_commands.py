"""The commands behind `:` that take an argument; all others are the actions of the keymap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from karabakh_tui.tui.announcing import MODES, announce_to
from karabakh_tui.tui.commands import Command
from karabakh_tui.tui.goto import Goto
from karabakh_tui.tui.themes import load_theme, load_themes

if TYPE_CHECKING:
    from karabakh_tui.tui.app import KarabakhApp

MOUSE = {
    "on": "The mouse is heard: wheel scrolls, a click goes there; with Shift it selects.",
    "off": "The mouse is the terminal's own.",
}


def commands_for(app: KarabakhApp) -> tuple[Command, ...]:
    """The commands of this app, as the command line offers them."""

    def source(arg: str) -> str | None:
        article = app.loaded.corpus.article(arg)
        if article is None:
            return _unknown("source", arg, sources(""))
        app.reader.turn(app.reader.reading.carousel.showing(article.id))
        return None

    def sources(arg: str) -> list[str]:
        return _like(arg, (name for a in app.loaded.comparison.in_order for name in (a.letter, a.id)))

    def provision(arg: str) -> str | None:
        found = app.loaded.codebook.provision(arg) or next(
            (p for p in app.loaded.comparison.provisions if p.title.casefold() == arg.casefold()), None
        )
        if found is None or found not in app.loaded.comparison.provisions:
            return _unknown("provision", arg, provisions(""))
        app.reader.go(Goto(found.id), "provision")
        return None

    def provisions(arg: str) -> list[str]:
        return _like(arg, (p.id for p in app.loaded.comparison.provisions))

    def theme(arg: str) -> str | None:
        if app.use_theme(arg):
            app.keep_theme(arg)
            return None
        broken = (fault for fault in load_theme(arg, app.settings.theme_folders)[1] if fault.line)
        return str(next(broken, "")) or _unknown("theme", arg, themes(""))

    def themes(arg: str) -> list[str]:
        return _like(arg, load_themes(app.settings.theme_folders)[0])

    def mouse(arg: str) -> str | None:
        if arg not in MOUSE:
            return "Is the mouse to be on or off? Tab completes."
        from karabakh_tui.tui.mouse import listen_to_mouse

        listen_to_mouse(app, arg == "on")
        app.say(MOUSE[arg])
        return None

    return (
        Command("source", "read a source, by letter or id", run=source, complete=sources),
        Command("provision", "go to a provision, by code, id or title", run=provision, complete=provisions),
        Command("theme", "show everything in another theme", run=theme, complete=themes),
        Command("mouse", "listen to the mouse: on or off", run=mouse, complete=lambda arg: _like(arg, MOUSE)),
        Command(
            "announce",
            "say in sentences what changes: on, off, or into a file",
            run=lambda arg: announce_to(app, arg),
            complete=lambda arg: _like(arg, MODES),
        ),
    )


def _like(arg: str, names: Iterable[str]) -> list[str]:
    """The names that begin with what was typed, then those that hold it; letters in either case."""
    typed, names = arg.casefold(), list(names)
    begin = [name for name in names if name.casefold().startswith(typed)]
    return begin + [name for name in names if typed in name.casefold() and name not in begin]


def _unknown(kind: str, arg: str, known: list[str]) -> str:
    from difflib import get_close_matches

    if not arg:
        return f"Which {kind}? Tab completes."
    near = get_close_matches(arg, known, 1, 0.5)
    return f'No {kind} "{arg}".' + (f" Nearest: {near[0]}." if near else " Tab completes.")
