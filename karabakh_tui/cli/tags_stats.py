"""`tags stats`: how often which tag was given, and how far everybody is."""

from __future__ import annotations

from typing import Any

import click

from karabakh_tui.cli.completing import annotator_names, source_names
from karabakh_tui.cli.find import find_annotators, find_sources
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.options import corpus_options, json_option, output_option, paths_argument, text_options, wished
from karabakh_tui.cli.output import print_json, screen_width
from karabakh_tui.cli.pager import show_lines
from karabakh_tui.cli.session import load_or_fail, loader


@click.command(cls=Command, short_help="How often which tag was given; how far everybody is.")
@paths_argument
@click.option("--src", default="", metavar="A,E", shell_complete=source_names, help="Only these sources.")
@click.option("--by", default="", metavar="NAME,NAME", shell_complete=annotator_names, help="Only these annotators'.")
@json_option
@output_option
@corpus_options
@text_options
@click.pass_context
def stats(ctx: click.Context, /, paths: tuple[str, ...], src: str, by: str, as_json: bool, **given: Any) -> None:
    """Count the annotations: each tag by annotator and source, which articles are done, how sure the places are.

    Tags are counted in what is accepted or doubtful; the second table has all.

    \b
    Examples:
      karabakh-tui tags stats
      karabakh-tui tags stats --by anna,ben --src A,E
      karabakh-tui tags stats --json | jq '.annotators'
    """
    from karabakh_tui.export import tag_counts

    wishes = wished(ctx, given)
    loaded = load_or_fail(loader(paths, wishes, everybody=True))
    among, names = find_sources(loaded, src), find_annotators(loaded, by)
    chosen = [file for file in loaded.files if not names or file.annotator in names]
    files = tag_counts.counted(chosen, among, loaded.anchored)
    codebook = loaded.codebook
    order = [*(provision.id for provision in codebook.provisions), *(label.id for label in codebook.labels)]
    if as_json:
        print_json(tag_counts.document(files, order, len(among)))
    elif wishes.plain:
        show_lines(tag_counts.spoken(files, order, len(among)), wishes.pager)
    else:
        show_lines(tag_counts.lines(files, order, len(among), screen_width()), wishes.pager)
