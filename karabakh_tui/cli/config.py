"""`config`: where the files are, what is set and why, edit it, check it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from karabakh_tui.cli.completing import files
from karabakh_tui.cli.helping import Group
from karabakh_tui.cli.options import (
    asked,
    corpus_options,
    dry_run_option,
    json_option,
    no_screen_options,
    output_option,
    said,
    wished,
)
from karabakh_tui.cli.output import print_json, print_lines, screen_width

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from karabakh_tui.cli.wishes import Value, Wishes


@click.group(cls=Group, invoke_without_command=True, short_help="Settings: where, what counts and why, edit, check.")
@corpus_options
@no_screen_options
@click.pass_context
def config(ctx: click.Context, /, **given: Any) -> None:
    """The settings: where they are, what counts and why, edit them, check them.

    \b
    Examples:
      karabakh-tui config show
      karabakh-tui config edit
      karabakh-tui config check && echo fine
    """
    ctx.obj = said(ctx, given)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@config.command(short_help="Every folder and file of the program, and whether it is there.")
@json_option
@output_option
@corpus_options
@no_screen_options
@click.pass_context
def path(ctx: click.Context, /, as_json: bool, **given: Any) -> None:
    """List every folder and file that the program reads or writes of its own, and whether it is there.

    \b
    Examples:
      karabakh-tui config path
      karabakh-tui config path --json | jq -r '.places[].path'
    """
    from karabakh_tui.cli.places import places

    wishes = wished(ctx, given)
    found = [(name, place, place is not None and os.path.lexists(place)) for name, place in places(wishes.config)]
    if as_json:
        listed = [{"name": name, "path": _text(place), "exists": there} for name, place, there in found]
        print_json({"schema": "karabakh-tui/config-path@1", "places": listed})
        return
    _print_table(
        (name, _text(place) or "no home folder, so nowhere", "" if there else "not there")
        for name, place, there in found
    )


@config.command(short_help="Each setting, and where its value comes from.")
@json_option
@output_option
@corpus_options
@no_screen_options
@click.pass_context
def show(ctx: click.Context, /, as_json: bool, **given: Any) -> None:
    """Show each setting, its value, and where that comes from: a flag, a variable, the corpus, the settings file.

    \b
    Examples:
      karabakh-tui config show
      karabakh-tui config show --theme light -c ~/articles
      karabakh-tui config show --json | jq '.settings[]'
    """
    wishes = _in_its_corpus(wished(ctx, given))
    if as_json:
        settings = [
            {"name": name, "value": value.value, "origin": value.origin, "where": value.where}
            for name, value in wishes.values.items()
        ]
        print_json({"schema": "karabakh-tui/config@1", "settings": settings})
        return
    _print_table((name, value.value or "-", _origin(value)) for name, value in wishes.values.items())


@config.command(short_help="Open the settings file in your editor, then check it.")
@dry_run_option
@corpus_options
@no_screen_options
@click.pass_context
def edit(ctx: click.Context, /, dry_run: bool, **given: Any) -> None:
    """Open the settings file in your editor (VISUAL, else EDITOR), then check it.

    A file that is not there yet is written first, with every setting in it as a comment.

    \b
    Examples:
      karabakh-tui config edit
      EDITOR="code --wait" karabakh-tui config edit
    """
    from karabakh_tui.cli.editing import edit_settings

    asked(ctx, given)
    ctx.exit(edit_settings(said(ctx, given).config, dry_run))


@config.command(short_help="Check the settings, the keys and your themes.")
@click.argument("file", required=False, shell_complete=files)
@corpus_options
@no_screen_options
@click.pass_context
def check(ctx: click.Context, /, file: str | None, **given: Any) -> None:
    """Check the settings file, the keys and your own themes; or one FILE of these.

    What is wrong is told with file, line and column. The exit code is 0 where all is well, 1 where something is not
    used as it stands, 3 where a file cannot be read.

    \b
    Examples:
      karabakh-tui config check
      karabakh-tui config check dotfiles/config.yaml
    """
    from karabakh_tui.cli.examining import report

    asked(ctx, given)
    ctx.exit(report(said(ctx, given).config, file))


def _in_its_corpus(wishes: Wishes) -> Wishes:
    """The wishes with what the corpus says that is opened where no PATH is named."""
    from karabakh_tui.cli.session import usual_folder
    from karabakh_tui.cli.wishes import Value
    from karabakh_tui.corpus.open import open_folder
    from karabakh_tui.yamldoc.fault import FaultError

    try:
        corpus = open_folder(usual_folder(wishes))
    except FaultError:
        return wishes
    if not corpus.theme:
        return wishes
    return wishes.in_corpus({"theme": Value(corpus.theme, "corpus", corpus.theme_at)}, os.environ)


def _origin(value: Value) -> str:
    """Where a value comes from, in words."""
    kinds = {"environment": f"the variable {value.where}", "flag": f"the flag {value.where}", "default": "the default"}
    return kinds.get(value.origin, value.where)


def _text(place: Path | None) -> str | None:
    from karabakh_tui.yamldoc.wording import shown

    return None if place is None else shown(place)


def _print_table(rows: Iterable[tuple[str, ...]]) -> None:
    from karabakh_tui.export.table import table

    print_lines(line.rstrip() for line in table(list(rows), screen_width()))
