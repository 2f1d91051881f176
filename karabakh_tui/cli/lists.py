"""`sources` and `provisions`: what there is."""

from __future__ import annotations

from typing import Any

import click

from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.options import (
    corpus_options,
    json_option,
    output_option,
    paths_argument,
    text_options,
    wished,
)
from karabakh_tui.cli.printing import print_provisions, print_sources


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
    print_sources(paths, wished(ctx, given), as_json)


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
    print_provisions(paths, wished(ctx, given), as_json)
