"""The command line: one group, its commands imported only when they are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from karabakh_tui import __version__
from karabakh_tui.cli.ending import ended
from karabakh_tui.cli.helping import Group
from karabakh_tui.cli.options import asked, corpus_options, paths_argument, said, screen_options
from karabakh_tui.cli.start import COMPLETION, NAME

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "read": "karabakh_tui.cli.read",
    "annotate": "karabakh_tui.cli.annotate",
    "sources": "karabakh_tui.cli.lists",
    "provisions": "karabakh_tui.cli.lists",
    "matrix": "karabakh_tui.cli.tables",
    "compare": "karabakh_tui.cli.tables",
    "tags": "karabakh_tui.cli.tags",
    "keys": "karabakh_tui.cli.keys",
    "config": "karabakh_tui.cli.config",
    "doctor": "karabakh_tui.cli.doctor",
    "completion": "karabakh_tui.cli.completion",
    "man": "karabakh_tui.cli.man",
    "init": "karabakh_tui.cli.init",
    "themes": "karabakh_tui.cli.themes",
}
"""Where each command lives. What is no command is a path, and paths open the screen."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

NEIGHBOURS = 500
"""So many names beside a missing one are looked at."""

HELP = """Read several articles on one event side by side, in step by the provisions they share.

\b
Examples:
  karabakh-tui                     the five articles that come with the program
  karabakh-tui ~/articles          any folder of articles
  karabakh-tui a.txt b.txt         these files side by side; - is stdin
  karabakh-tui read A E            these two sources, side by side
  karabakh-tui read A --plain      the text of one, without a screen
  karabakh-tui annotate E          tag passages of one source
  karabakh-tui matrix              who says what, as a table
  karabakh-tui matrix ~/articles   the same of any folder
  karabakh-tui compare mandate     what each source says on one provision
  karabakh-tui sources --json      the same data for other programs

Without a terminal on stdout, the coverage table is printed instead of a screen. A folder that is called like a command
is opened by its path: ./matrix.
"""


class Commands(Group):
    """Finds commands by name without importing the others; a first word that is no command is a path to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands and flags; files where the shell finds that none of them fits: a first word may be a path."""
        from karabakh_tui.cli.completing import files

        flag = incomplete.startswith("-")
        return [
            *([] if flag else files(ctx, ctx.command.params[0], incomplete)),
            *super().shell_complete(ctx, incomplete),
        ]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        if not ctx.resilient_parsing:
            _refuse_misspelt(args[0], ctx)
        if args[0].startswith("-") and args[0] != "-":  # it stood behind a --
            args = ["--", *args]
        return open_.name, open_, args

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Do what a command line says, and end with its exit code (give it, not in standalone mode)."""
        words = list(sys.argv[1:] if args is None else args)
        asked = complete_var or COMPLETION
        if instruction := os.environ.get(asked):
            from click.shell_completion import shell_complete

            raise SystemExit(shell_complete(self, extra, prog_name or NAME, asked, instruction))

        def act() -> None:
            with self.make_context(prog_name or NAME, words, **extra) as ctx:
                self.invoke(ctx)

        code = ended(act)
        if standalone_mode:
            raise SystemExit(code)
        return code


def _refuse_misspelt(word: str, ctx: click.Context) -> None:
    """A path that does not exist may be a command that was misspelt, or nothing at all."""
    if not word or os.path.lexists(word) or not word.replace("-", "").isalnum():
        return
    from karabakh_tui.yamldoc.wording import nearest, shown

    try:
        with os.scandir() as listing:
            beside = [shown(entry.name) for entry in islice(listing, NEIGHBOURS)]
    except OSError:
        beside = []
    begun = [name for name in COMMANDS if len(word) > 1 and name.startswith(word)]
    near = begun[0] if begun else nearest(word, [*COMMANDS, *beside])
    if near in COMMANDS:
        raise click.UsageError(f'No such file or command "{word}". Nearest: {near}.', ctx)
    if not near:
        from karabakh_tui.yamldoc.fault import Fault, FaultError

        raise FaultError(Fault(shown(word), 0, 0, "is no file and no command", f"{NAME} -h lists the commands"))


def _help(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Help behind a path is the help of the whole."""
    if wanted:
        click.echo(ctx.find_root().get_help())
        ctx.exit()


@click.command("open", context_settings=CONTEXT, add_help_option=False)
@paths_argument
@corpus_options
@screen_options
@click.option("-h", "--help", is_flag=True, is_eager=True, expose_value=False, callback=_help)
@click.pass_context
def open_(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Open the screen on a folder, on files, or on the default corpus."""
    from karabakh_tui.cli.screen import open_screen

    ctx.exit(open_screen(paths, asked(ctx, given)))


@click.group(
    cls=Commands,
    help=HELP,
    context_settings=CONTEXT,
    invoke_without_command=True,
    subcommand_metavar="[PATH... | COMMAND [ARGS]...]",
)
@corpus_options
@screen_options
@click.version_option(__version__, "-V", "--version", prog_name=NAME, message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, /, **given: Any) -> None:
    """The group itself; HELP is what people read."""
    ctx.obj = said(ctx, given)
    if ctx.invoked_subcommand is None:
        from karabakh_tui.cli.screen import open_screen

        ctx.exit(open_screen((), asked(ctx, given)))
