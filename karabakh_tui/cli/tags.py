"""`tags`: annotations without a screen. The commands are imported one by one, as they are called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from karabakh_tui.cli.helping import Group
from karabakh_tui.cli.options import corpus_options, no_screen_options, said

MODULES = {
    "check": "tags_check",
    "list": "tags_list",
    "stats": "tags_stats",
    "apply": "tags_apply",
    "merge": "tags_merge",
    "rename": "tags_rename",
    "diff": "tags_team",
    "agree": "tags_team",
}
"""Where each command lives, in this package; it is called like the command, or has an underscore behind its name."""


class Tags(Group):
    """Finds its commands by name without importing the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        module = import_module(f"karabakh_tui.cli.{MODULES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name, None) or getattr(module, f"{cmd_name}_")
        return command


@click.group(cls=Tags, invoke_without_command=True, short_help="Annotations: check, list, change, merge them.")
@corpus_options
@no_screen_options
@click.pass_context
def tags(ctx: click.Context, /, **given: Any) -> None:
    """Annotations without a screen: check the files, list and count what is in them, change them, merge them, compare
    annotators.

    \b
    Examples:
      karabakh-tui tags check ~/articles
      karabakh-tui tags list --tag mandate --by anna
      karabakh-tui tags stats
      karabakh-tui tags apply annotations/anna/jamestown.yaml ops.json
      karabakh-tui tags rename lachin lachin-corridor -n
      karabakh-tui tags diff anna ben
    """
    ctx.obj = said(ctx, given)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
