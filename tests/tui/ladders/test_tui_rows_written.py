"""A key that changes one line of a full screen sends that line and no other."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from helpers.probe.probe import Probe

pytestmark = pytest.mark.pty

# Cursor addressing, line feeds, and what writes nothing: other control sequences, strings of the system, charsets.
PIECE = re.compile(
    r"\x1b\[(?P<row>\d*)(?:;\d*)?H|(?P<feed>\n)|\x1b\[[0-9;?:<>=$]*[@-~]|\x1b\].*?(?:\x07|\x1b\\)|\x1b[^\[\]]"
)

READER = ["1", "0", "escape", "z", "escape", "w", "o", "g", "escape", "m", "a", "s", "s", "z", "d", "z", "d"]
READER += ["j", "k", "j", "j", "l", "h", "n", "p", "N", "z", "g", "y", "j"]
LIST = ["down", "down", "up", "s", "backspace"]
WALK = (
    ("reader", [], READER),
    ("a list", ["g", "p"], LIST),
    ("help", ["escape", "?"], ["m", "a", "backspace", "down"]),
    ("command line", ["escape", ":"], ["t", "h", "tab", "backspace", "left", "x"]),
    ("cards", ["escape", "n", "enter"], ["j", "k", "2", "escape", "z", "escape", "n", "G", "y", "j"]),
    ("coverage", ["q", "c"], ["j", "k", "l", "h", "3", "escape", "z", "escape", "n", "o", "y", "j"]),
)
"""Each screen, the keys that lead there from the one before, and the keys that are looked at."""

NOT_ON_ONE_LINE = {("reader", "z g")}
"""Keys after which rows are sent that look as before: they set all panes anew."""


@contextmanager
def opened(home: Path, size: tuple[int, int]) -> Iterator[Probe]:
    """The program, reading."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE")}
    with Probe([sys.executable, "-m", "karabakh_tui"], *size, env={**folders, "HOME": str(home)}) as probe:
        probe.wait_for("Enter")
        probe.key("enter", until="READ")
        yield probe


def written(raw: bytes) -> set[int]:
    """The rows of the screen that something was written on."""
    text, at, row, rows = raw.decode("utf-8"), 0, 0, set()
    for found in PIECE.finditer(text):
        if found.start() > at:
            rows.add(row)
        at = found.end()
        if found["row"] is not None:
            row = int(found["row"] or 1) - 1
        elif found["feed"]:
            row += 1
    return rows | ({row} if at < len(text) else set())


def test_rows_that_are_written_are_told_by_where_the_cursor_goes() -> None:
    raw = "\x1b[?2026h\x1b[3;1H\x1b[1mone\x1b[0m\x1b[5;9Htwo\nthree\x1b[7;1H\x1b[?2026l\x1b]52;c;eA==\x07"
    assert written(raw.encode()) == {2, 4, 5}


@pytest.mark.parametrize(("size", "screens"), [((80, 24), 6), ((120, 40), 1)])
def test_every_row_that_is_written_has_changed(tmp_path: Path, size: tuple[int, int], screens: int) -> None:
    with opened(tmp_path, size) as probe:
        for name, way, keys in WALK[:screens]:
            for key in way:
                probe.key(key, quiet_ms=120)
            sent = rows_sent(probe, name, keys)
            counts = [key for key in ("1", "2", "3", "0", "z", "w") if key in sent]
            assert all(sent[key] <= 2 for key in counts), sent  # the footer, and the count beside it


def rows_sent(probe: Probe, name: str, keys: list[str]) -> dict[str, int]:
    """How many rows each of the keys has sent; every one of them has to be another than before."""
    sent: dict[str, int] = {}
    pending = ""
    for key in keys:
        before, start = probe.term.cells(), len(probe.raw)
        probe.key(key, quiet_ms=40)
        rows = written(bytes(probe.raw[start:]))
        changed = {y for y, (old, new) in enumerate(zip(before, probe.term.cells(), strict=True)) if old != new}
        pending = f"{pending} {key}" if pending in ("z", "g", "w", "m") else key
        assert changed <= rows
        if (name, pending) not in NOT_ON_ONE_LINE:
            assert rows <= changed, f"{name}, {pending!r}: rows {sorted(rows - changed)} were sent for nothing"
        sent[pending] = len(rows)
    return sent
