"""`make bench`: what the program costs, beside a bare Textual app, in one run of interleaved rounds.

Only ratios within the run, and counts of bytes that do not depend on the machine, decide whether it passes; times of a
shared machine mean little. Absolute figures are printed for people to read.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import anchoring
import annotating
import keeping
import shell
import splicing
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


TERMS = ("xterm-256color", "linux", "vt100")
"""Terminals of the other ladders; figures without a name are of 24 bit."""


def ours(state: Path, term: str = "") -> Probe:
    """The program on the default corpus, with its state in a folder of its own."""
    env: dict[str, str | None] = {**COMPILED, "XDG_STATE_HOME": str(state), "XDG_CONFIG_HOME": str(state)}
    if term:
        env["COLORTERM"] = None
    return Probe(OURS, COLS, ROWS, term=term or "xterm-256color", env=env)


def rows_of(raw: bytes) -> int:
    """How many rows of the screen some output wrote to, counting each as often as it was written."""
    return len(re.findall(rb"\x1b\[\d+;\d+H|\r\n", raw))


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
    """What each of so many presses cost."""
    cost = []
    for _ in range(count):
        so_far = len(probe.raw)
        key = probe.key(name)
        cost.append({**key, "rows": rows_of(bytes(probe.raw[so_far:]))})
    return cost


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
        hints = [cost for _ in range(5) for cost in (*keys(probe, "g", 1), *keys(probe, "escape", 1))]
        seen["hint bytes"].append(statistics.median(key["bytes"] for key in hints))
        seen["hint rows"].append(statistics.median(key["rows"] for key in hints))
        seen["scroll rows"].append(statistics.median(key["rows"] for key in scrolls))
        probe.exit_test("q")
    for term in TERMS:
        with ours(state, term) as probe:
            seen[f"{term} cpu"].append(started(probe, "sources shown")["cpu"])
            seen[f"{term} bytes"].append(probe.bytes)


def figures(seen: dict[str, list[float]], same_state: bool, told: dict[str, float]) -> list[Figure]:
    middle = {name: statistics.median(values) for name, values in seen.items()}
    start, memory = middle["our cpu"] / middle["bare cpu"], middle["our rss"] / middle["bare rss"]
    no_reach = float("inf")
    commands = [
        Figure("sources, CPU, x bare Python with yaml", told["sources"] / told["bare"], "x", 3.0, True),
        Figure("matrix, CPU, x bare Python with yaml", told["matrix"] / told["bare"], "x", no_reach, False),
        Figure("--help, CPU, x bare Python with yaml", told["--help"] / told["bare"], "x", no_reach, False),
        Figure("matrix: modules of Textual and Rich", told["heavy matrix"], "", 0, True),
        Figure("sources: modules of Textual and Rich", told["heavy sources"], "", 0, True),
        Figure("--help: modules of Textual and Rich", told["heavy --help"], "", 0, True),
        Figure("bare Python with yaml, CPU", told["bare"], "ms", no_reach, False),
    ]
    terms = [
        figure
        for term in TERMS
        for figure in (
            Figure(
                f"start under {term}, CPU, x bare", middle[f"{term} cpu"] / middle["bare cpu"], "x", no_reach, False
            ),
            Figure(f"start under {term}", middle[f"{term} bytes"], "bytes", no_reach, False),
        )
    ]
    return [
        Figure("start to articles on screen, CPU, x bare", start, "x", 1.6, True),
        Figure("peak memory, x bare", memory, "x", 1.35, True),
        Figure("output while nobody types", max(seen["idle bytes"]), "bytes", 0, True),
        Figure("20 keys in one write: another end state", float(not same_state), "", 0, True),
        Figure("one synced line scroll, CPU", middle["scroll cpu"], "ms", 8, False),
        Figure("provision snap in three panes, key to last byte", middle["snap done"], "ms", 50, False),
        Figure("one synced line scroll", middle["scroll bytes"], "bytes", no_reach, False),
        Figure("one synced line scroll", middle["scroll rows"], "rows", no_reach, False),
        Figure("a hint in the last line, and gone", middle["hint bytes"], "bytes", no_reach, False),
        Figure("a hint in the last line, and gone", middle["hint rows"], "rows", 4, True),
        Figure("provision snap", middle["snap bytes"], "bytes", no_reach, False),
        Figure("start, CPU", middle["our cpu"], "ms", no_reach, False),
        Figure("bare start, CPU", middle["bare cpu"], "ms", no_reach, False),
        Figure("peak memory", middle["our rss"], "MB", no_reach, False),
        Figure("bare peak memory", middle["bare rss"], "MB", no_reach, False),
        *terms,
        *commands,
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    names = ["bare cpu", "bare rss", "our cpu", "our rss", "idle bytes", "scroll cpu", "scroll bytes", "snap done"]
    names += ["snap bytes", "scroll rows", "hint bytes", "hint rows"]
    names += [f"{term} {what}" for term in TERMS for what in ("cpu", "bytes")]
    seen: dict[str, list[float]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        prepare(state)
        for _ in range(rounds):
            one_round(state, seen)
        same_state = screen_after(state / "burst", at_once) == screen_after(state / "slow", slowly)
    table = figures(seen, same_state, shell.measured(rounds))
    table += [Figure(*row) for row in (*anchoring.rows(), *annotating.rows(), *splicing.rows(), *keeping.rows())]
    print(f"{COLS}x{ROWS}, three panes, medians of {rounds} interleaved rounds")
    for figure in table:
        held = "" if figure.reach == float("inf") else f"<= {figure.reach:g} {'ok' if figure.reached else 'MISSED'}"
        print(f"  {figure.what:<50} {figure.value:>10.2f} {figure.unit:<6} {held}")
    return 0 if all(figure.reached for figure in table if figure.held) else 1


if __name__ == "__main__":
    sys.exit(main())
