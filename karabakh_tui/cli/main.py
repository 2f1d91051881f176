"""The command line: one group, its commands imported only when they are called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from karabakh_tui import __version__
from karabakh_tui.cli.options import Wishes, corpus_options, screen_options, wished

COMMANDS = {
    "sources": "karabakh_tui.cli.lists",
    "provisions": "karabakh_tui.cli.lists",
    "matrix": "karabakh_tui.cli.tables",
    "compare": "karabakh_tui.cli.tables",
    "keys": "karabakh_tui.cli.lists",
}
"""Where each command lives. What is no command is a path, and paths open the screen."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

HELP = """Read several articles on one event side by side, in step by the provisions they share.

\b
Examples:
  karabakh-tui                     the five articles that come with the program
  karabakh-tui ~/articles          any folder of articles
  karabakh-tui a.txt b.txt         these files side by side; - is a text on stdin
  karabakh-tui matrix              who says what, as a table
  karabakh-tui compare mandate     what each source says on one provision
  karabakh-tui sources --json      the same data for other programs

Without a terminal on stdout, the coverage table is printed instead of a screen.
"""


class Commands(click.Group):
    """Finds commands by name without importing the others; a first word that is no command is a path to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        return "open", open_, args


@click.command("open", context_settings=CONTEXT)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@corpus_options
@screen_options
@click.pass_context
def open_(ctx: click.Context, /, paths: tuple[str, ...], **given: str | None) -> None:
    """Open the screen on a folder, on files, or on the default corpus."""
    from karabakh_tui.cli.screen import open_screen

    ctx.exit(open_screen(paths, wished(ctx, given)))


@click.group(
    cls=Commands,
    help=HELP,
    context_settings=CONTEXT,
    invoke_without_command=True,
    subcommand_metavar="[PATH... | COMMAND [ARGS]...]",
)
@corpus_options
@screen_options
@click.version_option(__version__, "-V", "--version", prog_name="karabakh-tui", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, /, **given: str | None) -> None:
    """The group itself; HELP is what people read."""
    ctx.obj = wished(ctx, given)
    if ctx.invoked_subcommand is None:
        from karabakh_tui.cli.screen import open_screen

        ctx.exit(open_screen((), ctx.find_object(Wishes) or Wishes()))


def run() -> None:
    """The console script. A pipe that nobody reads any more is no error."""
    try:
        main.main(prog_name="karabakh-tui")
    except BrokenPipeError:
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the last flush goes into nothing
        sys.exit(0)
