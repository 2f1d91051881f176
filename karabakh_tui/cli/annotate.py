"""`annotate`: one source on the screen, to tag its passages."""

from __future__ import annotations

from typing import Any

import click

from karabakh_tui.cli.completing import source_names
from karabakh_tui.cli.exits import NO_TERMINAL
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.messages import fail
from karabakh_tui.cli.options import asked, corpus_options, screen_options
from karabakh_tui.cli.output import on_terminal
from karabakh_tui.cli.read import parted


@click.command(cls=Command, short_help="Tag the passages of one source, on the screen.")
@click.argument("words", nargs=-1, metavar="[SRC] [PATH]...", shell_complete=source_names)
@click.option("--read-only", is_flag=True, help="Look at the tags; change nothing, lock nothing.")
@click.option("--blind", is_flag=True, help="Hide the tags of all others, so that nobody leans on them.")
@corpus_options
@screen_options
@click.pass_context
def annotate(ctx: click.Context, /, words: tuple[str, ...], read_only: bool, blind: bool, **given: Any) -> None:
    """Tag passages of a source, from the keyboard. Without SRC it is the first one.

    SRC is a letter, an id, or a part of a name. PATH is a folder or a file, in place of the usual corpus; it is there
    and has a slash or a dot in it. --as says who annotates; who says nothing is asked once. What is done is in a
    journal before the screen shows it, and in annotations/<name>/<article>.yaml when you leave.

    \b
    Examples:
      karabakh-tui annotate E --as anna
      karabakh-tui annotate jamestown -c ~/articles
      karabakh-tui annotate ~/articles/report.txt
      ssh -t desk karabakh-tui annotate E --as anna
    """
    from karabakh_tui.cli.screen import Annotating, open_screen

    wishes = asked(ctx, given)
    paths, names = parted(words)
    if len(names) > 1:
        raise click.UsageError("One source at a time is annotated; > and < go to the others.", ctx)
    if wishes.annotator:
        from karabakh_tui.annotations.load import is_annotator

        if not is_annotator(wishes.annotator):
            raise click.UsageError("--as is no name for an annotator: no slash, no leading dot or underscore.", ctx)
    if wishes.plain or not on_terminal():
        fail("annotate needs a terminal: its screen is all it has. To read tags: karabakh-tui tags list", NO_TERMINAL)
    ctx.exit(open_screen(paths, wishes, names, Annotating(read_only, blind)))
