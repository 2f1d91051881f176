"""What a key of the annotate screen costs the whole program, in a terminal: to move the cursor, to tag, to undo."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from helpers.probe.probe import Probe

from karabakh_tui import paths

KEYS = 40
SIZES = ((80, 24), (160, 45))
MOST = 1.5
"""How many times a move of the cursor a tag may cost, from the key to the last byte on the screen."""


def rows() -> list[tuple[str, float, str, float, bool]]:
    """The lines of the table: what, how much, in what, what it is held against, whether that decides."""
    found: list[tuple[str, float, str, float, bool]] = []
    for cells, height in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            cost = _costs(Path(folder), cells, height)
        size = f"{cells}x{height}"
        found += [
            (f"tag, CPU, x a move of the cursor, {size}", cost["tag"] / cost["move"], "x", MOST, True),
            (f"a move of the cursor, {size}", cost["move"], "ms", float("inf"), False),
            (f"a tag, {size}", cost["tag"], "ms", float("inf"), False),
            (f"select a sentence, {size}", cost["select"], "ms", float("inf"), False),
        ]
    return found


def _costs(folder: Path, cells: int, height: int) -> dict[str, float]:
    """Milliseconds of CPU per key, medians of keys that take turns."""
    corpus = folder / "corpus"
    for name in ("seeds", "annotations"):
        shutil.copytree(paths.shipped() / name, corpus / name)
    env: dict[str, str | None] = {
        f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("STATE", "CONFIG", "DATA")
    }
    start = [sys.executable, "-m", "karabakh_tui", "annotate", "E", "--as", "anna", "-c", str(corpus)]
    seen: dict[str, list[float]] = {"move": [], "select": [], "tag": []}
    with Probe(start, cells, height, env=env) as probe:
        probe.wait_for("ANNOTATE")
        probe.settle(500)
        for name in ("g", "g", ")", ")", ")", "4", "escape"):
            probe.key(name)
        for _ in range(KEYS):
            for what, name in (("move", ")"), ("select", "s"), ("tag", "4")):
                seen[what].append(probe.key(name)["cpu_ms"])
            probe.key("escape")
            if probe.text().count("complicated."):
                probe.key("g")
                probe.key("g")
        probe.exit_test("q")
    return {what: statistics.median(costs) for what, costs in seen.items()}
