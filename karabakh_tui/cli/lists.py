"""`sources`, `provisions` and `keys`: what there is."""

from __future__ import annotations

import click

from karabakh_tui.cli.options import corpus_options, wished
from karabakh_tui.cli.output import print_json, print_lines, screen_width
from karabakh_tui.cli.session import load_or_fail, loader


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@corpus_options
@click.pass_context
def sources(ctx: click.Context, /, as_json: bool, **given: str | None) -> None:
    """List the sources: letter, name, date, length, how much they say."""
    from karabakh_tui.export import document, text

    loaded = load_or_fail(loader((), wished(ctx, given)))
    if as_json:
        print_json(document.sources(loaded.corpus, loaded.comparison))
    else:
        print_lines(text.sources(loaded.corpus, loaded.comparison, screen_width()))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@corpus_options
@click.pass_context
def provisions(ctx: click.Context, /, as_json: bool, **given: str | None) -> None:
    """List the provisions of the codebook, with the sign of each source."""
    from karabakh_tui.export import document, text

    loaded = load_or_fail(loader((), wished(ctx, given)))
    if as_json:
        print_json(document.provisions(loaded.comparison))
    else:
        print_lines(text.provisions(loaded.comparison, screen_width()))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def keys(as_json: bool) -> None:
    """Print the keymap, screen by screen."""
    from karabakh_tui.tui.keymap import ACTIONS, show_keys

    if as_json:
        actions = [{"scope": a.scope, "id": a.id, "keys": list(a.keys), "does": a.words} for a in ACTIONS]
        print_json({"schema": "karabakh-tui/keys@1", "actions": actions})
        return
    scopes = dict.fromkeys(action.scope for action in ACTIONS)
    lines: list[str] = []
    for scope in scopes:
        lines += ["", scope.upper()] if lines else [scope.upper()]
        mine = [action for action in ACTIONS if action.scope == scope]
        lines += [f"  {show_keys(a) or ':' + a.id:<22} {a.words}" for a in mine]
    print_lines(lines)
