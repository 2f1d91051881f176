"""`read`: the articles that are named, on the screen, or one after another as text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

from karabakh_tui.cli.completing import source_names
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.options import asked, corpus_options, output_option, screen_options
from karabakh_tui.cli.output import on_terminal, screen_width

STDIN = "-"


@click.command(cls=Command, short_help="The articles that are named: on the screen, or as text.")
@click.argument("words", nargs=-1, metavar="[SRC | PATH]...", shell_complete=source_names)
@click.option("--marks/--no-marks", default=True, help="In text: say before a paragraph which provisions it is on.")
@output_option
@corpus_options
@screen_options
@click.pass_context
def read(ctx: click.Context, /, words: tuple[str, ...], marks: bool, **given: Any) -> None:
    """Read these sources side by side, the first one leading; with --plain, or in a pipe, one after another as text.

    SRC is a letter, an id, or a part of a name, or several parted by commas. PATH is a folder or a file, or - for a
    text on stdin, in place of the usual corpus; it is there and has a slash or a dot in it.

    \b
    Examples:
      karabakh-tui read A E
      karabakh-tui read jamestown -c ~/articles
      karabakh-tui read --plain moscow,D ~/articles
      karabakh-tui read A | fold -s -w 40
    """
    wishes = asked(ctx, given)
    paths, names = parted(words)
    if not wishes.plain and on_terminal():
        from karabakh_tui.cli.screen import open_screen

        ctx.exit(open_screen(paths, wishes, names))
    from karabakh_tui.cli.find import find_named
    from karabakh_tui.cli.messages import warn
    from karabakh_tui.cli.pager import show_lines
    from karabakh_tui.cli.session import load_or_fail, loader
    from karabakh_tui.export import plain

    warn(wishes.faults)
    loaded = load_or_fail(loader(paths, wishes))
    among = find_named(loaded, names)
    show_lines(plain.read(loaded.corpus, loaded.comparison, among, marks, screen_width()), wishes.pager)


def parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paths among some words, and the names of sources.

    A path is `-`, or begins with a slash or a dot, or has one of them and is there: no id and no letter has either.
    """
    paths = [word for word in words if _is_path(word)]
    return paths, [word for word in words if word not in paths]


def _is_path(word: str) -> bool:
    if word == STDIN or word.startswith((".", "/")):
        return True
    return ("/" in word or "." in word) and os.path.lexists(word)
