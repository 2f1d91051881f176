"""How a command ends: whatever goes wrong becomes an exit code and words, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable

from karabakh_tui.cli.exits import CANNOT_WRITE, DONE, INTERRUPTED, UNREADABLE
from karabakh_tui.cli.messages import complain, tell
from karabakh_tui.yamldoc.fault import FaultError

_WRITE_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def ended(act: Callable[[], object]) -> int:
    """Do it, and give the exit code. A pipe that nobody reads any more is no error. SystemExit goes through."""
    try:
        act()
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        if sys.stderr is not None and sys.stderr.isatty():
            complain("")  # behind the ^C that the terminal wrote, the prompt starts a line of its own
        return INTERRUPTED
    except FaultError as error:
        tell([error.fault])
        return UNREADABLE
    except BrokenPipeError:
        _print_to_nowhere()
    except Exception as error:
        code = _by_click(error)
        return _failed(error) if code is None else code
    return DONE


def _by_click(error: Exception) -> int | None:
    """The exit code of what click raises; None for anything else. Where no line was read, click is not there."""
    if "click" not in sys.modules:
        return None
    from karabakh_tui.cli.usage import told

    return told(error)


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


def _print_to_nowhere() -> None:
    """What Python still holds back for stdout is lost without a word when it ends."""
    try:
        target = sys.stdout.fileno()
    except (OSError, ValueError, AttributeError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, target)
    os.close(nowhere)
