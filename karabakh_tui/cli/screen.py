"""Starting the screen: everything that the app must not read by itself is read here."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui import paths
from karabakh_tui.cli.exits import DONE, NO_TERMINAL, NOT_FOUND, USAGE
from karabakh_tui.cli.messages import complain, fail, tell, warn
from karabakh_tui.cli.output import on_terminal, print_lines, print_with
from karabakh_tui.cli.session import load_or_fail, loader

if TYPE_CHECKING:
    from pathlib import Path

    from karabakh_tui.cli.notebooks import Notebooks
    from karabakh_tui.cli.wishes import Wishes
    from karabakh_tui.tui.app import KarabakhApp

CRASHED = 1
"""What Textual's app returns after an exception that nobody caught; the screen itself never ends with it."""


class Annotating(NamedTuple):
    """That a source is to be annotated at once: whether nothing may be changed, and whether the tags of others are
    hidden."""

    read_only: bool = False
    blind: bool = False


def open_screen(
    given: Sequence[str], wishes: Wishes, named: Sequence[str] = (), annotating: Annotating | None = None
) -> int:
    """Open the screen, on the sources that are `named`, or to annotate the first of them; or print the coverage where
    stdout is no terminal. Gives the exit code."""
    if wishes.plain or not on_terminal():
        from karabakh_tui.cli.tables import print_matrix

        warn(wishes.faults)
        loaded = load_or_fail(loader(given, wishes))
        print_with(wishes.glyphs)
        print_matrix(loaded, loaded.comparison.provisions, wishes)
        return DONE
    if hindrance := _hindrance():
        complain(hindrance)
        if sys.stderr is None or not sys.stderr.isatty():
            print_lines([hindrance])  # somebody looks at the terminal, not at where stderr goes
        return NO_TERMINAL
    return _run(given, wishes, named, annotating)


def _hindrance() -> str:
    """Why there can be no screen, and what to do; empty where there can."""
    plain = "Plain text works: karabakh-tui compare all --plain"
    term = os.environ.get("TERM", "")
    if term in ("", "dumb"):
        told = "TERM=dumb" if term else "TERM is not set"
        return f"This terminal cannot show a full screen ({told}). {plain}"
    if sys.stderr is None or not sys.stderr.isatty():
        return f"The screen is drawn on stderr, and that is no terminal here: start again without 2>. {plain}"
    return ""


def _run(given: Sequence[str], wishes: Wishes, named: Sequence[str], annotating: Annotating | None) -> int:
    announce = _listening(wishes.announce)
    load = loader(given, wishes, later=True, newcomer=annotating is not None)
    loaded = load_or_fail(load, quietly=True)
    sources: tuple[str, ...] = ()
    if named or annotating:
        from karabakh_tui.cli.find import find_named

        sources = tuple(article.id for article in find_named(loaded, named))
    if not _hear_the_terminal():
        complain("There is no terminal to read keys from. Plain text works: karabakh-tui compare all --plain")
        return NO_TERMINAL
    root, config, state = loaded.corpus.root, paths.config_dir(), paths.state_dir()
    from karabakh_tui.tui.themes import theme_folders

    themes = theme_folders(root)
    if loaded.corpus.theme:
        from karabakh_tui.cli.wishes import Value

        said = Value(loaded.corpus.theme, "corpus", loaded.corpus.theme_at)
        wishes = wishes.in_corpus({"theme": said}, os.environ)
    if wishes.theme and wishes.values["theme"].origin in ("flag", "environment"):
        from karabakh_tui.tui.themes import load_theme

        theme, faults = load_theme(wishes.theme, themes)
        if theme is None:
            tell(faults)
            return NOT_FOUND
    from karabakh_tui.tui.ladders import ascii_wanted, colours_off, prepare_environment

    colourless = colours_off(os.environ, wishes.color or "auto")
    ladder = prepare_environment(os.environ, wishes.color or "auto")
    from karabakh_tui.cli.own_keys import use_own_keys

    key_faults = use_own_keys(config)
    from karabakh_tui.tui.app import KarabakhApp, Settings

    def notebooks() -> Notebooks:
        from karabakh_tui.cli.notebooks import Notebooks

        return Notebooks(wishes, state)

    places = {"Places": state, "Settings": config}
    settings = Settings(
        load=load,
        state=state,
        theme_folders=themes,
        theme=wishes.theme,
        theme_from=wishes.values["theme"].where,
        ladder=ladder,
        colours_off=colourless,
        folders=tuple(f"{what}: {folder}" for what, folder in places.items() if folder),
        ascii=ascii_wanted(os.environ, wishes.glyphs),
        copy=wishes.copy or "auto",
        announce=announce,
        sources=() if annotating else sources,
        annotate=sources[0] if annotating else "",
        annotator=_annotator(wishes),
        open_notebook=lambda *which: notebooks().open(*which),
        left_open=lambda *which: notebooks().left_open(*which),
        kept_where=lambda loaded: notebooks().kept_where(loaded),
        read_only=bool(annotating and annotating.read_only),
        blind=bool(annotating and annotating.blind),
        notices=(*wishes.faults, *key_faults),
        keep_choice=lambda name, chosen: _keep_choice(name, chosen, wishes),
        checkup=lambda: _checkup(state),
    )
    return _show(lambda: KarabakhApp(loaded, settings), wishes.mouse)


def _annotator(wishes: Wishes) -> str:
    """Who is signed in; a name that can be none is told of by the notices."""
    if not wishes.annotator:
        return ""
    from karabakh_tui.annotations.load import is_annotator

    return wishes.annotator if is_annotator(wishes.annotator) else ""


def _listening(target: str) -> str:
    """Where announcements go. Ends the program where they cannot go there. Descriptor 0 will be the terminal soon, so
    it gets another number first."""
    if not target:
        return ""
    from karabakh_tui.tui.announce import refusal

    if refused := refusal(target):
        fail(refused, USAGE)
    return str(os.dup(0)) if target.isdecimal() and int(target) == 0 else target


def _keep_choice(name: str, chosen: str, wishes: Wishes) -> str:
    """Keep what was chosen for a setting, for every start to come; gives what is to be said of it."""
    from karabakh_tui.cli.keep import keep_choice

    return keep_choice(name, chosen, wishes)


def _checkup(state: Path | None) -> str:
    """What hurts in this terminal and was not said before."""
    from karabakh_tui.cli.doctor import checkup

    return checkup(os.environ, state)


def _show(make: Callable[[], KarabakhApp], mouse: bool) -> int:
    """Run the app in the terminal, and give its exit code. After a fault of ours Textual prints the whole trace, with
    what the variables held, when the terminal is given back: that goes into a report."""
    from karabakh_tui.tui.signals import terminal_given_back

    printed = io.StringIO()
    with terminal_given_back(), redirect_stderr(printed):
        app = make()
        app.run(mouse=mouse)
        code = app.return_code
        app.announce("")
        farewell = app.farewell
    if code == CRASHED:
        from karabakh_tui.cli.report import own_fault

        return own_fault(printed.getvalue())
    if farewell:
        complain(farewell)
    return code or DONE


def _hear_the_terminal() -> bool:
    """Whether keys can come from the terminal, also where a text came through stdin: Textual reads descriptor 0."""
    if sys.stdin is None:
        return False
    if sys.stdin.isatty():
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    os.dup2(terminal, 0)
    os.close(terminal)
    return True
