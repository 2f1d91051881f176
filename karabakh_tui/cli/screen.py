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

        loaded = load_or_fail(given, wishes)
        print_lines(text.matrix(loaded.corpus, loaded.comparison, loaded.comparison.provisions, None))
        return DONE
    if os.environ.get("TERM", "dumb") in ("", "dumb"):
        complain(
            "This terminal cannot show a full screen (TERM=dumb). Plain text works: karabakh-tui compare all"
        )
        return NO_TERMINAL
    return _run(given, wishes)
