"""Reports of our own faults: what a person is told, and the file with what a developer needs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from karabakh_tui import __version__, paths
from karabakh_tui.cli.exits import OUR_FAULT
from karabakh_tui.cli.messages import complain
from karabakh_tui.text.display import visible

MOST = 1 << 20
"""Code points of a trace that are kept: its end, where the fault is."""


def own_fault(trace: str) -> int:
    """Keep the trace of a fault of the program itself, tell where it is, and give the exit code."""
    folder = paths.state_dir()
    try:
        path = _write(folder, trace) if folder else None
        why = "this user has no home folder"
    except OSError as error:
        path, why = None, str(error)
    if path:
        complain(f"karabakh-tui stopped by its own fault. Report: {path}")
    else:
        last = trace.strip().rpartition("\n")[2]
        complain(f"karabakh-tui stopped by its own fault: {last} (no report could be written: {why})")
    return OUR_FAULT


def _write(folder: Path, trace: str) -> Path:
    """The report, for this user's eyes only: a trace may quote what was read. One fault keeps one file."""
    import platform
    import shlex
    from datetime import UTC, datetime
    from hashlib import sha256

    # Somebody will look at it in a terminal.
    told = "\n".join(map(visible, trace[-MOST:].split("\n"))).encode("utf-8", "backslashreplace")
    path = folder / f"crash-{sha256(told).hexdigest()[:12]}.txt"
    head = (
        f"karabakh-tui {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"at {datetime.now(UTC).isoformat(timespec='seconds')}\n"
        f"command: {visible(shlex.join(sys.argv))}\n\n"
    )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(head.encode("utf-8", "backslashreplace") + told)
    return path
