"""`matrix` and `compare`: who says what, as text and as JSON."""

from __future__ import annotations

import click

from karabakh_tui.cli.options import corpus_options, wished
from karabakh_tui.cli.output import print_json, print_lines, screen_width
from karabakh_tui.cli.session import find_provisions, find_sources, load_or_fail, loader


@click.command()
@click.option("--only", type=click.Choice(["conflict", "silent"]), help="Only rows in which that occurs.")
@click.option("--order", type=click.Choice(["codebook", "separation"]), default="codebook", help="The order of rows.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@corpus_options
@click.pass_context
def matrix(ctx: click.Context, /, only: str | None, order: str, form: str, as_json: bool, **given: str | None) -> None:
    """Print the coverage matrix: provisions x sources, with signs and values."""
    from karabakh_tui.export import document, text
    from karabakh_tui.matching.order import by_separation, in_dispute, left_out

    loaded = load_or_fail(loader((), wished(ctx, given)))
    comparison = loaded.comparison
    rows = by_separation(comparison) if order == "separation" else comparison.provisions
    if only:
        kept = in_dispute(comparison) if only == "conflict" else left_out(comparison)
        rows = tuple(provision for provision in rows if provision in kept)
    if as_json or form == "json":
        print_json(document.matrix(loaded.corpus, comparison, rows))
    else:
        print_lines(text.matrix(loaded.corpus, comparison, rows, screen_width()))


@click.command()
@click.argument("provision", metavar="PROVISION|all")
@click.option("--src", default="", metavar="A,E", help="Only these sources, by letter or id.")
@click.option("--quotes/--no-quotes", default=True, help="With the passages in full (the default) or without.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@corpus_options
@click.pass_context
def compare(
    ctx: click.Context, /, provision: str, src: str, quotes: bool, form: str, as_json: bool, **given: str | None
) -> None:
    """Print what each source says on a provision (by id, code or title), or on all."""
    from karabakh_tui.export import document, text

    loaded = load_or_fail(loader((), wished(ctx, given)))
    chosen = find_provisions(loaded, provision)
    among = find_sources(loaded, src)
    if as_json or form == "json":
        print_json(document.compare(loaded.corpus, loaded.comparison, chosen, among))
    else:
        print_lines(text.compare(loaded.comparison, chosen, among, quotes))
