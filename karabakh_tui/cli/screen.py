"""Starting the screen: everything that the app must not read by itself is read here."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from karabakh_tui import paths
from karabakh_tui.cli.exits import DONE, NO_TERMINAL
from karabakh_tui.cli.options import Wishes
from karabakh_tui.cli.session import complain, load_or_fail, loader


def open_screen(given: Sequence[str], wishes: Wishes) -> int:
    """Open the screen, or print the coverage table where stdout is no terminal. Gives the exit code."""
    if not sys.stdout.isatty():
        from karabakh_tui.cli.output import print_lines
        from karabakh_tui.export import text

        loaded = load_or_fail(loader(given, wishes))
        print_lines(text.matrix(loaded.corpus, loaded.comparison, loaded.comparison.provisions, None))
        return DONE
    if os.environ.get("TERM", "dumb") in ("", "dumb"):
        complain("This terminal cannot show a full screen (TERM=dumb). Plain text works: karabakh-tui compare all")
        return NO_TERMINAL
    return _run(given, wishes)


def _run(given: Sequence[str], wishes: Wishes) -> int:
    load = loader(given, wishes)
    loaded = load_or_fail(load, quietly=True)
    _hear_the_terminal()
    from karabakh_tui.tui.ladders import prepare_environment

    ladder = prepare_environment(os.environ, wishes.color or "auto")
    from karabakh_tui.tui.app import KarabakhApp, Settings
    from karabakh_tui.tui.signals import terminal_given_back

    root = loaded.corpus.root
    config = paths.config_dir()
    settings = Settings(
        load=load,
        state=paths.state_dir(),
        theme_folders=(paths.shipped() / "themes", *([root / "themes"] if root else []), config / "themes"),
        theme=wishes.theme,
        ladder=ladder,
        folders=(f"Places: {paths.state_dir()}", f"Settings: {config}"),
    )
    with terminal_given_back():
        app = KarabakhApp(loaded, settings)
        app.run(mouse=False)
        return app.return_code or DONE


def _hear_the_terminal() -> None:
    """Keys come from the terminal also where a text came through stdin. Textual reads file descriptor 0."""
    if sys.stdin.isatty():
        return
    terminal = os.open("/dev/tty", os.O_RDONLY)
    os.dup2(terminal, 0)
    os.close(terminal)
