"""How a command ends: whatever goes wrong becomes an exit code and words, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator

import click

from karabakh_tui.cli.exits import CANNOT_WRITE, DONE, INTERRUPTED, UNREADABLE, USAGE
from karabakh_tui.cli.messages import complain, tell
from karabakh_tui.yamldoc.fault import FaultError

_WRITE_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def ended(act: Callable[[], object]) -> int:
    """Do it, and give the exit code. A pipe that nobody reads any more is no error. SystemExit goes through."""
    try:
        act()
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        _explain(error)
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except FaultError as error:
        tell([error.fault])
        return UNREADABLE
    except BrokenPipeError:
        _print_to_nowhere()
    except Exception as error:
        return _failed(error)
    return DONE


def _failed(error: Exception) -> int:
    """The exit code of an error that a command did not expect."""
    # What could not be written has no file name: it was a stream.
    if isinstance(error, OSError) and error.filename is None and error.errno in _WRITE_ERRORS:
        _print_to_nowhere()
        complain(f"Could not write to stdout: {error.strerror}.")
        return CANNOT_WRITE
    if type(error).__name__ == "ParserMissingError":
        complain(str(error))
        return UNREADABLE
    import traceback

    from karabakh_tui.cli.report import own_fault

    return own_fault("".join(traceback.format_exception(error)))


def _explain(error: click.ClickException) -> None:
    """What is wrong with the words of a command line, and where they are explained."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.NoSuchOption) and context is not None:
        complain(_no_such_option(error, context))
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


def _print_to_nowhere() -> None:
    """What Python still holds back for stdout is lost without a word when it ends."""
    try:
        target = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, target)
    os.close(nowhere)
