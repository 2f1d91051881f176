"""`matrix` and `compare`: who says what, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from karabakh_tui.cli.completing import provision_names, source_names
from karabakh_tui.cli.exits import HONEST_NO
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.options import (
    corpus_options,
    format_option,
    json_option,
    output_option,
    paths_argument,
    text_options,
    wished,
)
from karabakh_tui.cli.output import print_json, screen_width
from karabakh_tui.cli.pager import show_lines
from karabakh_tui.cli.session import load_or_fail, loader

if TYPE_CHECKING:
    from karabakh_tui.cli.wishes import Wishes
    from karabakh_tui.codebook.model import Provision
    from karabakh_tui.corpus.model import Article
    from karabakh_tui.matching.load import Loaded


@click.command(cls=Command, short_help="The coverage matrix: who says what.")
@paths_argument
@click.option("--only", type=click.Choice(["conflict", "silent"]), help="Only rows in which that occurs.")
@click.option(
    "--order",
    type=click.Choice(["codebook", "separation"]),
    default="codebook",
    help="The order of rows; separation: those first that set the sources apart most.",
)
@format_option
@json_option
@output_option
@corpus_options
@text_options
@click.pass_context
def matrix(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    only: str | None,
    order: str,
    form: str,
    as_json: bool,
    **given: Any,
) -> None:
    """Print the coverage matrix: provisions x sources, with signs and values.

    \b
    Examples:
      karabakh-tui matrix
      karabakh-tui matrix ~/articles
      karabakh-tui matrix --only conflict --order separation
      karabakh-tui matrix --json | jq '.counts'
    """
    wishes = wished(ctx, given)
    loaded = load_or_fail(loader(paths, wishes))
    from karabakh_tui.matching.order import by_separation, in_dispute, left_out

    comparison = loaded.comparison
    rows = by_separation(comparison) if order == "separation" else comparison.provisions
    if only:
        kept = in_dispute(comparison) if only == "conflict" else left_out(comparison)
        rows = tuple(provision for provision in rows if provision in kept)
    if as_json or form == "json":
        from karabakh_tui.export import document

        print_json(document.matrix(loaded.corpus, comparison, rows))
    else:
        print_matrix(loaded, rows, wishes)


def print_matrix(loaded: Loaded, rows: Sequence[Provision], wishes: Wishes) -> None:
    """The coverage matrix with these rows: as a table, or in lines for speech and braille."""
    cells = screen_width()
    if wishes.plain:
        from karabakh_tui.export import plain

        lines = plain.fitted(plain.matrix(loaded.corpus, loaded.comparison, rows), cells)
    else:
        from karabakh_tui.export import text

        lines = text.matrix(loaded.corpus, loaded.comparison, rows, cells)
    show_lines(lines, wishes.pager)


@click.command(cls=Command, short_help="What each source says on a provision.")
@click.argument("provision", metavar="PROVISION|all", default="", shell_complete=provision_names)
@paths_argument
@click.option(
    "--src", default="", metavar="A,E", shell_complete=source_names, help="Only these sources, by letter or id."
)
@click.option("--quotes/--no-quotes", default=True, help="With the passages in full (the default) or without.")
@click.option("--exit-code", is_flag=True, help="End with 1 where one of these sources conflicts with another.")
@format_option
@json_option
@output_option
@corpus_options
@text_options
@click.pass_context
def compare(
    ctx: click.Context,
    /,
    provision: str,
    paths: tuple[str, ...],
    src: str,
    quotes: bool,
    exit_code: bool,
    form: str,
    as_json: bool,
    **given: Any,
) -> None:
    """Print what each source says on a provision, or on all: verdict, value, passages, notes.

    PROVISION is an id, a code or a title, or a part of it, or several parted by commas.

    \b
    Examples:
      karabakh-tui compare mandate
      karabakh-tui compare 4,5 --src A,E
      karabakh-tui compare all --no-quotes | less
      karabakh-tui compare all ~/articles --json
      karabakh-tui compare mandate --exit-code -o /dev/null || echo they differ
    """
    if not provision:
        raise click.UsageError('Which provision? "provisions" lists them, and "compare all" prints all.', ctx)
    from karabakh_tui.cli.find import find_provisions, find_sources

    wishes = wished(ctx, given)
    loaded = load_or_fail(loader(paths, wishes))
    chosen = find_provisions(loaded, provision)
    among = find_sources(loaded, src)
    _print_compared(loaded, chosen, among, quotes, wishes, as_json=as_json or form == "json")
    if exit_code and _in_conflict(loaded, chosen, among):
        ctx.exit(HONEST_NO)


def _in_conflict(loaded: Loaded, chosen: Sequence[Provision], among: Sequence[Article]) -> bool:
    """Whether one of these sources contradicts another one of them, or itself."""
    ids = {article.id for article in among}
    cells = (loaded.comparison.cell(provision.id, article.id) for provision in chosen for article in among)
    return any(cell.state == "conflict" and not ids.isdisjoint(cell.against) for cell in cells)


def _print_compared(
    loaded: Loaded,
    chosen: Sequence[Provision],
    among: Sequence[Article],
    quotes: bool,
    wishes: Wishes,
    *,
    as_json: bool,
) -> None:
    """What these sources say on these provisions, in the form that was asked for."""
    if as_json:
        from karabakh_tui.export import document

        print_json(document.compare(loaded.corpus, loaded.comparison, chosen, among))
        return
    cells = screen_width()
    if wishes.plain:
        from karabakh_tui.export import plain

        lines = plain.fitted(plain.compare(loaded.corpus, loaded.comparison, chosen, among, quotes), cells)
    else:
        from karabakh_tui.export import text

        lines = text.compare(loaded.corpus, loaded.comparison, chosen, among, quotes, cells)
    show_lines(lines, wishes.pager)
