"""What goes to stderr: messages and faults, one line each, safe on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NoReturn

from karabakh_tui.text.cells import clusters, fit, width
from karabakh_tui.text.display import visible
from karabakh_tui.yamldoc.fault import Fault

TOLD = 20
"""So many faults are told on a terminal; a file or a pipe takes all of them."""

EXCERPT_CELLS = 100
"""Cells of a line of somebody's file that are shown, at most."""

_told = {"warnings": True, "remarks": False}


def speak(*, quiet: bool, verbose: bool) -> None:
    """How much is told from now on: `quiet` leaves errors alone, `verbose` adds remarks."""
    _told["warnings"] = not quiet
    _told["remarks"] = verbose and not quiet


def remark(message: str) -> None:
    """A line for those who want to know more, on stderr."""
    if _told["remarks"]:
        complain(message)


def note(message: str) -> None:
    """A line on what was done, unless errors alone are to be told."""
    if _told["warnings"]:
        complain(message)


def warn(faults: Sequence[Fault]) -> None:
    """What is wrong and does not keep the command from its work."""
    if _told["warnings"]:
        tell(faults)


def complain(message: str) -> None:
    """One line on stderr, safe to print. Where there is nobody to read it, nothing."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        sys.stderr.write(visible(" ".join(message.split())) + "\n")
        sys.stderr.flush()


def fail(message: str, code: int) -> NoReturn:
    """Say it and end with that exit code."""
    complain(message)
    raise SystemExit(code)


def tell(faults: Sequence[Fault]) -> None:
    """Each fault, with its line and a caret where it has one."""
    on_terminal = sys.stderr is not None and sys.stderr.isatty()
    told = faults[:TOLD] if on_terminal else faults
    for fault in told:
        complain(str(fault))
        if sys.stderr is not None:
            with suppress(OSError):
                sys.stderr.writelines(f"{line}\n" for line in caret(fault))
    if len(told) < len(faults):
        complain(f"... and {len(faults) - len(told)} more; 2>FILE puts all of them into a file.")


def caret(fault: Fault) -> Iterator[str]:
    """The line of the file that a fault is in, and a caret below the place; nothing where it has no such place.

    Of a long line the part around the place is shown.
    """
    if not fault.excerpt or not fault.col:
        return
    shown = visible(fault.excerpt)
    before, after = shown[: fault.col - 1], shown[fault.col - 1 :]
    if width(before) > EXCERPT_CELLS * 2 // 3:
        before = ".." + _end(before, EXCERPT_CELLS // 2)
    yield f"  {before}{fit(after, EXCERPT_CELLS - width(before))}".rstrip()
    yield f"  {' ' * width(before)}^"


def _end(shown: str, cells: int) -> str:
    """The end of the text, at most so many cells of it."""
    left = width(shown) - cells
    for _, end, wide in clusters(shown):
        left -= wide
        if left <= 0:
            return shown[end:]
    return shown
