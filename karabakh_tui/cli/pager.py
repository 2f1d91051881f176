"""Long output page by page: what a person set, else PAGER, else less; never where nobody watches a terminal."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice

from karabakh_tui.cli.messages import complain
from karabakh_tui.cli.output import on_terminal, print_lines, safe_lines

OFF = "off"
USUAL = "less"
LESS = "FRX"
"""How less is asked to act where nobody told it: quit at once if all fits, leave the text on the screen at the end."""

USUAL_HEIGHT = 24


def show_lines(lines: Iterable[str], pager: str) -> None:
    """Print each line, safe to print; on a terminal that is lower than the text through a pager.

    `pager` is the command that was wished for, "off" for none, "" for the usual one. Raises OSError where stdout cannot
    be written; a pager that is left early is no error.
    """
    command = _command(pager) if on_terminal() else []
    if not command:
        print_lines(lines)
        return
    rest = iter(lines)
    height = _height()
    first = list(islice(rest, height))
    if len(first) < height or not _paged(command, chain(first, rest)):
        print_lines(chain(first, rest))


def _command(pager: str) -> list[str]:
    """The words of the command; none where nothing is to stand between text and terminal."""
    if pager == OFF or os.environ.get("TERM", "") in ("", "dumb"):
        return []
    told = pager or os.environ.get("PAGER")
    if told is None:
        from shutil import which

        return [USUAL] if which(USUAL) else []
    import shlex

    try:
        words = shlex.split(told)
    except ValueError as error:
        complain(f"The pager {told} is not understood: {error}.")
        return []
    return [] if words in ([], ["cat"]) else words


def _height() -> int:
    """Rows of the terminal."""
    try:
        return os.get_terminal_size(1).lines or USUAL_HEIGHT
    except OSError:
        return USUAL_HEIGHT


def _paged(command: list[str], lines: Iterator[str]) -> bool:
    """Whether the pager could be started; it has shown the lines then, as many as somebody wanted to see."""
    import signal
    import subprocess

    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env={"LESS": LESS, **os.environ})
    except (OSError, ValueError) as error:
        complain(f"The pager {command[0]} cannot be started: {getattr(error, 'strerror', None) or error}.")
        return False
    interrupted = signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the pager's, which knows what to do
    try:
        assert process.stdin is not None
        with suppress(BrokenPipeError), io.TextIOWrapper(process.stdin, "utf-8", "replace") as stream:
            stream.writelines(f"{line}\n" for line in safe_lines(lines))
    finally:
        process.wait()
        signal.signal(signal.SIGINT, interrupted)
    return True
