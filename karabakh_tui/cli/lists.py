"""`sources`, `provisions` and `keys`: what there is."""

from __future__ import annotations

from typing import Any

import click

from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.options import (
    corpus_options,
    json_option,
    no_screen_options,
    output_option,
    paths_argument,
    text_options,
    wished,
)
from karabakh_tui.cli.output import print_json, print_lines, screen_width
from karabakh_tui.cli.pager import show_lines
from karabakh_tui.cli.session import load_or_fail, loader

INDENT = "  "


@click.command(cls=Command, short_help="The sources: letter, name, date, length.")
@paths_argument
@json_option
@output_option
@corpus_options
@text_options
@click.pass_context
def sources(ctx: click.Context, /, paths: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """List the sources: letter, name, date, length, on how many provisions they say something, id and title.

    \b
    Examples:
      karabakh-tui sources                 the five that come with the program
      karabakh-tui sources ~/articles      those of a folder
      karabakh-tui sources --json | jq -r '.sources[] | [.source, .words] | @tsv'

    Titles are listed where there is room for them, and always in a pipe.
    """
    wishes = wished(ctx, given)
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


@click.command(cls=Command, short_help="The provisions, with the sign of each source.")
@paths_argument
@json_option
@output_option
@corpus_options
@text_options
@click.pass_context
def provisions(ctx: click.Context, /, paths: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """List the provisions of the codebook, with the sign of each source.

    \b
    Examples:
      karabakh-tui provisions
      karabakh-tui provisions --json | jq -r '.provisions[].id'
    """
    wishes = wished(ctx, given)
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


@click.command(cls=Command, short_help="The keymap, screen by screen.")
@json_option
@output_option
@corpus_options
@no_screen_options
def keys(as_json: bool, **_given: Any) -> None:
    """Print the keymap, screen by screen.

    \b
    Examples:
      karabakh-tui keys | less
      karabakh-tui keys --json
    """
    from karabakh_tui.tui.keymap import SCREENS, in_use, show_keys

    if as_json:
        actions = [{"scope": a.scope, "id": a.id, "keys": list(a.keys), "does": a.words} for a in in_use()]
        print_json({"schema": "karabakh-tui/keys@1", "actions": actions})
        return
    from karabakh_tui.export.table import table

    cells = screen_width()
    room = None if cells is None else max(1, cells - len(INDENT))
    for number, scope in enumerate(dict.fromkeys(action.scope for action in in_use())):
        mine = [[show_keys(a) or f":{a.id}", a.words] for a in in_use() if a.scope == scope]
        print_lines([*([""] if number else []), SCREENS[scope].upper()])
        print_lines(INDENT + line for line in table(mine, room))
