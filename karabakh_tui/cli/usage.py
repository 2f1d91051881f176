"""What click raises, in our words: wrong options and commands, and where they are explained."""

from __future__ import annotations

from collections.abc import Iterator

import click

from karabakh_tui.cli.exits import INTERRUPTED, USAGE
from karabakh_tui.cli.messages import complain


def told(error: Exception) -> int | None:
    """Say what was wrong with a command line, and give the exit code; None for what is not click's."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort):
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        _explain(error)
        return USAGE
    return None


def _explain(error: click.ClickException) -> None:
    """What is wrong with the words of a command line, and where they are explained."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.NoSuchOption) and context is not None:
        complain(_no_such_option(error, context))
    elif isinstance(error, click.NoSuchCommand):
        complain(_no_such_command(error))
    elif isinstance(error, click.BadParameter) and (told := _no_such_choice(error)):
        complain(told)
    else:
        complain(error.format_message())
    if context is not None:
        root = context.find_root()
        complain(f"Help: {(root if _is_nameless(context.command, root.command) else context).command_path} -h")


def _no_such_option(error: click.NoSuchOption, context: click.Context) -> str:
    """The option, and to which commands it belongs, or which one was probably meant."""
    from karabakh_tui.yamldoc.wording import nearest

    wrong, own, group = error.option_name, context.command, context.find_root().command
    commands = dict(_commands(group, context))
    owners = [name for name, command in commands.items() if wrong in _options(command)]
    if owners:
        place = "stands behind a command" if _is_nameless(own, group) else f"is no option of {own.name}, but of"
        return f'"{wrong}" {place}: {", ".join(owners)}.'
    # Dashes would make any two of them look alike.
    bare = {option.lstrip("-"): option for command in (*commands.values(), own) for option in _options(command)}
    near = bare.get(nearest(wrong.lstrip("-"), bare), "")
    return f'No such option "{wrong}".' + (f" Nearest: {near}." if near else "")


def _no_such_command(error: click.NoSuchCommand) -> str:
    """A command within another one, and which one was probably meant."""
    from karabakh_tui.yamldoc.wording import nearest, shown

    context = error.ctx
    names = context.command.list_commands(context) if context and isinstance(context.command, click.Group) else []
    of = f"{context.command.name} has no" if context and context.command.name else "No"
    near = nearest(error.command_name, names)
    return f'{of} command "{shown(error.command_name)}".' + (
        f" Nearest: {near}." if near else f" There are: {', '.join(names)}."
    )


def _no_such_choice(error: click.BadParameter) -> str:
    """A word that is none of those an option takes; "" for anything else that is wrong with a value."""
    parameter = error.param
    if parameter is None or not isinstance(parameter.type, click.Choice):
        return ""
    from karabakh_tui.yamldoc.wording import nearest

    words = [str(word) for word in parameter.type.choices]
    typed = _typed(error.message)
    near = nearest(typed, words)
    name = parameter.opts[-1] if isinstance(parameter, click.Option) else str(parameter.metavar or parameter.name)
    *others, last = words
    either = f"{', '.join(others)} or {last}" if others else last
    if isinstance(error, click.MissingParameter):
        return f"A word is missing: {either}."
    return f'{name} takes {either}, not "{typed}".' + (f" Nearest: {near}." if near else "")


def _typed(message: str) -> str:
    """The word that click's message on a wrong choice begins with, as Python writes it."""
    from ast import literal_eval

    try:
        return str(literal_eval(message.partition(" is not ")[0]))
    except (ValueError, SyntaxError):
        return ""


def _commands(group: click.Command, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    if isinstance(group, click.Group):
        found = ((name, group.get_command(context, name)) for name in group.list_commands(context))
        yield from ((name, command) for name, command in found if command)


def _options(command: click.Command) -> list[str]:
    """The long options that a command shows in its help."""
    shown = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    return [name for option in shown for name in (*option.opts, *option.secondary_opts) if name.startswith("--")]


def _is_nameless(command: click.Command, group: click.Command) -> bool:
    """Whether it is the one that opens the screen, which nobody calls by a name."""
    return command is group or not command.add_help_option
