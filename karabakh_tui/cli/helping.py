"""How help is laid out: what it is for and examples first, then the usage, then the options."""

from __future__ import annotations

import click


class Command(click.Command):
    """A command whose help begins with its examples."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        examples_first(self, ctx, formatter)


class Group(click.Group):
    """A command with commands of its own, likewise; theirs are such commands, too."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are written."""
        return list(self.commands)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        examples_first(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Commands before options: they are what people look for."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)


def examples_first(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """The help of a command: its words, with their examples, then how to call it and what may stand behind it."""
    text = click.HelpFormatter(width=formatter.width, max_width=formatter.width)
    command.format_help_text(ctx, text)
    lines = text.getvalue().lstrip("\n").splitlines(keepends=True)
    formatter.write("".join(line[2:] if line.startswith("  ") else line for line in lines))
    formatter.write_paragraph()
    command.format_usage(ctx, formatter)
    command.format_options(ctx, formatter)
    command.format_epilog(ctx, formatter)
