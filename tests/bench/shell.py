"""What a command without a screen costs, beside Python that only imports the YAML library; in interleaved rounds."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence

OURS = [sys.executable, "-m", "karabakh_tui"]
BARE = [sys.executable, "-c", "import yaml"]
COMMANDS = (["sources"], ["matrix"], ["--help"])
HEAVY = ("textual", "rich")
"""What no command may load that shows no screen."""


def cpu_of(command: Sequence[str]) -> float:
    """Milliseconds of CPU from start to end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000


def heavy_modules(words: Sequence[str]) -> int:
    """How many modules of the heavy libraries a command loads."""
    command = [sys.executable, "-X", "importtime", "-m", "karabakh_tui", *words]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    loaded = [line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")]
    return sum(name.split(".")[0] in HEAVY for name in loaded)


def measured(rounds: int) -> dict[str, float]:
    """Medians of CPU by command (ms), bare Python's as "bare"; modules by "heavy" and the command."""
    seen: dict[str, list[float]] = {"bare": [], **{words[0]: [] for words in COMMANDS}}
    for _ in range(rounds):
        seen["bare"].append(cpu_of(BARE))
        for words in COMMANDS:
            seen[words[0]].append(cpu_of([*OURS, *words]))
    middle = {name: statistics.median(values) for name, values in seen.items()}
    return {**middle, **{f"heavy {words[0]}": float(heavy_modules(words)) for words in COMMANDS}}
