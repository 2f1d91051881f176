"""`make bench`: what the program costs, beside a bare Textual app, in one run of interleaved rounds.

Only ratios within the run, and counts of bytes that do not depend on the machine, decide whether it passes; times of a
shared machine mean little. Absolute figures are printed for people to read.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from helpers.probe.probe import Probe

COLS, ROWS = 160, 45
BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]
OURS = [sys.executable, "-m", "karabakh_tui"]
KEYS = 20
SETTLE_MS = 300
COMPILED = {"PYTHONDONTWRITEBYTECODE": None}
"""As people run it: what is compiled once is not compiled at each start."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `reach` is what it is held against, `held` whether that decides the run."""

    what: str
    value: float
    unit: str
    reach: float
    held: bool

    @property
    def reached(self) -> bool:
        return self.value <= self.reach


def ours(state: Path) -> Probe:
    """The program on the default corpus, with its state in a folder of its own."""
    return Probe(OURS, COLS, ROWS, env={**COMPILED, "XDG_STATE_HOME": str(state), "XDG_CONFIG_HOME": str(state)})


def prepare(state: Path) -> None:
    """The first-run page is behind us: later starts open the articles at once."""
    with ours(state) as probe:
        probe.wait_for("Enter")
        probe.key("enter", until="sources shown")
        probe.exit_test("q")


def started(probe: Probe, text: str) -> dict[str, float]:
    probe.wait_for(text)
    probe.settle(SETTLE_MS)
    stats = probe.stats()
    return {"cpu": stats["cpu_ms"], "rss": stats["rss_peak_mb"]}


def keys(probe: Probe, name: str, count: int) -> list[dict[str, Any]]:
    return [probe.key(name) for _ in range(count)]


def screen_after(state: Path, type_keys: Callable[[Probe], None]) -> str:
    """The settled screen after some keys, from a fresh state."""
    state.mkdir()
    prepare(state)
    with ours(state) as probe:
        started(probe, "sources shown")
        type_keys(probe)
        probe.settle(SETTLE_MS)
        return probe.text()


def slowly(probe: Probe) -> None:
    for _ in range(KEYS):
        probe.key("j")


def at_once(probe: Probe) -> None:
    probe.send("j" * KEYS)


def one_round(state: Path, seen: dict[str, list[float]]) -> None:
    """One start of each, and keys in ours."""
    with Probe(BARE, COLS, ROWS, env=COMPILED) as probe:
        for name, value in started(probe, "a bare Textual app").items():
            seen[f"bare {name}"].append(value)
    with ours(state) as probe:
        for name, value in started(probe, "sources shown").items():
            seen[f"our {name}"].append(value)
        seen["idle bytes"].append(probe.idle(2)["bytes"])
        scrolls = keys(probe, "j", KEYS)[1:]  # the first one works out how the texts go together
        seen["scroll cpu"].append(statistics.median(key["cpu_ms"] for key in scrolls))
        seen["scroll bytes"].append(statistics.median(key["bytes"] for key in scrolls))
        snaps = keys(probe, "J", 9)
        seen["snap done"].append(statistics.median(key["done_ms"] or 0 for key in snaps))
        seen["snap bytes"].append(statistics.median(key["bytes"] for key in snaps))
        probe.exit_test("q")


def figures(seen: dict[str, list[float]], same_state: bool) -> list[Figure]:
    middle = {name: statistics.median(values) for name, values in seen.items()}
    start, memory = middle["our cpu"] / middle["bare cpu"], middle["our rss"] / middle["bare rss"]
    return [
        Figure("start to articles on screen, CPU, x bare", start, "x", 1.6, True),
        Figure("peak memory, x bare", memory, "x", 1.35, True),
        Figure("output while nobody types", max(seen["idle bytes"]), "bytes", 0, True),
        Figure("20 keys in one write: another end state", float(not same_state), "", 0, True),
        Figure("one synced line scroll, CPU", middle["scroll cpu"], "ms", 8, False),
        Figure("provision snap in three panes, key to last byte", middle["snap done"], "ms", 50, False),
        Figure("one synced line scroll", middle["scroll bytes"], "bytes", float("inf"), False),
        Figure("provision snap", middle["snap bytes"], "bytes", float("inf"), False),
        Figure("start, CPU", middle["our cpu"], "ms", float("inf"), False),
        Figure("bare start, CPU", middle["bare cpu"], "ms", float("inf"), False),
        Figure("peak memory", middle["our rss"], "MB", float("inf"), False),
        Figure("bare peak memory", middle["bare rss"], "MB", float("inf"), False),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    names = ["bare cpu", "bare rss", "our cpu", "our rss", "idle bytes", "scroll cpu", "scroll bytes", "snap done"]
    seen: dict[str, list[float]] = {name: [] for name in [*names, "snap bytes"]}
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        prepare(state)
        for _ in range(rounds):
            one_round(state, seen)
        same_state = screen_after(state / "burst", at_once) == screen_after(state / "slow", slowly)
    table = figures(seen, same_state)
    print(f"{COLS}x{ROWS}, three panes, medians of {rounds} interleaved rounds")
    for figure in table:
        held = "" if figure.reach == float("inf") else f"<= {figure.reach:g} {'ok' if figure.reached else 'MISSED'}"
        print(f"  {figure.what:<50} {figure.value:>10.2f} {figure.unit:<6} {held}")
    return 0 if all(figure.reached for figure in table if figure.held) else 1


if __name__ == "__main__":
    sys.exit(main())
