"""`-o FILE`: what a command prints goes into a file, whole or not at all."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from karabakh_tui.cli.exits import CANNOT_WRITE, DONE, HONEST_NO
from karabakh_tui.cli.messages import fail


@contextmanager
def into_file(name: str) -> Iterator[None]:
    """Write what is printed inside into the file `name` at the end; nothing, where the command fails.

    Ends the program where it cannot be written; the old file is whole then.
    """
    kept = io.BytesIO()
    printed = io.TextIOWrapper(kept, encoding="utf-8", errors="replace", newline="\n")
    try:
        with redirect_stdout(printed):
            yield
    except BaseException as end:
        if getattr(end, "exit_code", getattr(end, "code", None)) not in (DONE, HONEST_NO):
            raise
        _write(name, printed, kept)
        raise
    _write(name, printed, kept)


def _write(name: str, printed: io.TextIOWrapper, kept: io.BytesIO) -> None:
    from karabakh_tui.yamldoc.wording import shown

    printed.flush()
    try:
        write(name, kept.getvalue())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        fail(f"Could not write {shown(name)}: {reason}.", CANNOT_WRITE)


def write(name: str, data: bytes) -> None:
    """Let the file hold these bytes: the old whole file or the new one; pipes and devices are written to. Raises
    OSError, or ValueError for a name that no file has."""
    from pathlib import Path

    from karabakh_tui.yamldoc.disk import replace_file

    try:
        regular = stat.S_ISREG(os.stat(name).st_mode)  # noqa: PTH116 - a name may be no path at all
    except FileNotFoundError:
        regular = True
    if regular:
        replace_file(Path(name), data)
    else:
        with Path(name).open("wb", buffering=0) as stream:
            view = memoryview(data)
            while view:
                view = view[stream.write(view) :]
