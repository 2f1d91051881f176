"""What annotators' sessions have in the state folder: who annotates now, and what waits to be written."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

JOURNALS = "[0-9]*.jsonl"


class Sessions(NamedTuple):
    """What is kept of one annotator on one corpus, in `folder`. `open` says that a session lives, `waiting` counts the
    steps in journals of sessions that ended, `damaged` the journals that could not be read whole."""

    annotator: str
    folder: Path
    open: bool = False
    waiting: int = 0
    damaged: int = 0


def sessions(state: Path | None) -> tuple[Sessions, ...]:
    """All of them, by name; what cannot be read is left out."""
    if state is None:
        return ()
    try:
        folders = sorted(path for path in (state / "annotations").iterdir() if path.is_dir())
    except OSError:
        return ()
    return tuple(_of(folder) for folder in folders)


def _of(folder: Path) -> Sessions:
    from karabakh_tui.annotations.journal import is_held, read_journal

    waiting, lives = 0, False
    for path in sorted(folder.glob(JOURNALS)):
        if is_held(path):
            lives = True
        else:
            waiting += sum(entry.kind != "base" for entry in read_journal(path, path.name).entries)
    damaged = sum(1 for _ in folder.glob("*.damaged"))
    return Sessions(folder.name.rpartition("-")[0] or folder.name, folder, lives, waiting, damaged)
