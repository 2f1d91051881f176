"""`tags list`: the annotations of everybody, a line for each."""

from __future__ import annotations

from typing import Any, get_args

import click

from karabakh_tui.annotations.model import Status
from karabakh_tui.cli.completing import annotator_names, provision_names, source_names
from karabakh_tui.cli.exits import HONEST_NO
from karabakh_tui.cli.find import find_annotators, find_sources, find_tags
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.options import corpus_options, json_option, output_option, paths_argument, text_options, wished
from karabakh_tui.cli.output import print_json, print_json_lines, print_lines, screen_width
from karabakh_tui.cli.pager import show_lines
from karabakh_tui.cli.session import load_or_fail, loader


@click.command("list", cls=Command, short_help="The annotations, one a line.")
@paths_argument
@click.option("--src", default="", metavar="A,E", shell_complete=source_names, help="Only these sources.")
@click.option("--tag", default="", metavar="TAG,TAG", shell_complete=provision_names, help="Only with one of these.")
@click.option("--by", default="", metavar="NAME,NAME", shell_complete=annotator_names, help="Only these annotators'.")
@click.option("--status", multiple=True, type=click.Choice(get_args(Status)), help="Only of this one; again for more.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json", "jsonl"]),
    default="text",
    help="Text (the default), CSV, JSON, or one JSON object a line.",
)
@json_option
@click.option("--jsonl", is_flag=True, help="One JSON object a line.")
@output_option
@corpus_options
@text_options
@click.pass_context
def list_(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    src: str,
    tag: str,
    by: str,
    status: tuple[str, ...],
    form: str,
    as_json: bool,
    jsonl: bool,
    **given: Any,
) -> None:
    """List the annotations of everybody: source, id, annotator, tags, how sure the place is, status, and the words.

    \b
    Examples:
      karabakh-tui tags list
      karabakh-tui tags list --tag mandate --src A,E
      karabakh-tui tags list --by anna --status doubtful --status suggested
      karabakh-tui tags list --jsonl | jq -r 'select(.certainty == "orphan") | .id'
      karabakh-tui tags list --format csv -o tags.csv

    A tag is an id, a code or a title of the codebook. The place is exact, moved, changed, review (a person has to
    decide) or orphan (there is none). On a terminal a line is cut at its edge; in a pipe it is whole. The exit code is
    1 where there is no such annotation.
    """
    from karabakh_tui.export import tags as export

    wishes = wished(ctx, given)
    loaded = load_or_fail(loader(paths, wishes, everybody=True))
    among = find_sources(loaded, src)
    wanted, names = find_tags(loaded, tag), find_annotators(loaded, by)
    found = [
        one
        for one in export.listing(among, loaded.anchored)
        if (not wanted or wanted.intersection(one.anchored.annotation.tags))
        and (not names or one.anchored.annotation.annotator in names)
        and (not status or one.anchored.annotation.status in status)
    ]
    if jsonl or form == "jsonl":
        print_json_lines({"schema": "karabakh-tui/tag@1", **export.record(one)} for one in found)
    elif as_json or form == "json":
        print_json({"schema": "karabakh-tui/tags-list@1", "annotations": [export.record(one) for one in found]})
    elif form == "csv":
        from karabakh_tui.export.spreadsheet import csv_lines

        print_lines(csv_lines(export.rows(found)))
    else:
        lines = export.spoken(found) if wishes.plain else export.lines(found, screen_width())
        show_lines(lines, wishes.pager)
    if not found:
        ctx.exit(HONEST_NO)
