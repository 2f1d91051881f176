"""What the commands print that need nothing but a corpus, whoever has read the command line.

Nothing here imports click: that alone would take a fifth of the time in which such a command is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from karabakh_tui.cli.output import print_json, screen_width
from karabakh_tui.cli.pager import show_lines
from karabakh_tui.cli.session import load_or_fail, loader

if TYPE_CHECKING:
    from karabakh_tui.cli.wishes import Wishes


def print_sources(paths: Sequence[str], wishes: Wishes, as_json: bool = False) -> None:
    """Print the sources of the corpus in these paths; ends the program where it cannot be read."""
    loaded = load_or_fail(loader(paths, wishes))
    if as_json:
        from karabakh_tui.export import document

        print_json(document.sources(loaded.corpus, loaded.comparison))
    elif wishes.plain:
        from karabakh_tui.export import plain

        show_lines(plain.fitted(plain.sources(loaded.corpus, loaded.comparison), screen_width()), wishes.pager)
    else:
        from karabakh_tui.export import text

        show_lines(text.sources(loaded.corpus, loaded.comparison, screen_width()), wishes.pager)


def print_provisions(paths: Sequence[str], wishes: Wishes, as_json: bool = False) -> None:
    """Print the provisions of the corpus in these paths; ends the program where it cannot be read."""
    loaded = load_or_fail(loader(paths, wishes))
    if as_json:
        from karabakh_tui.export import document

        print_json(document.provisions(loaded.comparison))
    elif wishes.plain:
        from karabakh_tui.export import plain

        show_lines(plain.fitted(plain.provisions(loaded.corpus, loaded.comparison), screen_width()), wishes.pager)
    else:
        from karabakh_tui.export import text

        show_lines(text.provisions(loaded.corpus, loaded.comparison, screen_width()), wishes.pager)
