"""What a process and its children cost, read from /proc (Linux)."""

from __future__ import annotations

import collections
import re
import time
from pathlib import Path

PROC = Path("/proc")


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat behind the command name: state first, then the parent's id."""
    return (PROC / str(pid) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()


def state(pid: int) -> str:
    """The state of a process in one letter: S asleep, R running, T stopped, Z a zombie; "" where there is none."""
    try:
        return _stat(pid)[0]
    except OSError:
        return ""


def alive(pid: int) -> bool:
    """Does the process exist, and is it more than a zombie?"""
    return state(pid) not in ("", "Z")


def tree(pid: int) -> list[int]:
    """`pid` and its living descendants, parents first."""
    children: dict[int, list[int]] = collections.defaultdict(list)
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                state, parent, *_ = _stat(int(entry.name))
            except OSError:
                continue
            if state != "Z":
                children[int(parent)].append(int(entry.name))
    found, todo = [pid], collections.deque([pid])
    while todo:
        below = children[todo.popleft()]
        found += below
        todo += below
    return found


def tree_stats(root: int) -> dict[str, float]:
    """The whole process tree: peak and present memory in MB (shared pages count in each process), CPU time so far in
    milliseconds, processes, threads."""
    out = {"rss_peak_mb": 0.0, "rss_mb": 0.0, "cpu_ms": 0.0, "procs": 0.0, "threads": 0.0}
    for pid in tree(root):
        try:
            text = (PROC / str(pid) / "status").read_text("utf-8", "replace")
            # The kernel's name for another process's CPU clock: exact to the nanosecond, where /proc counts in 10 ms.
            out["cpu_ms"] += time.clock_gettime((~pid << 3) | 2) * 1000
        except OSError:
            continue
        status = dict(re.findall(r"^(VmHWM|VmRSS|Threads):\s+(\d+)", text, re.M))
        for name, field, unit in (("rss_peak_mb", "VmHWM", 1024), ("rss_mb", "VmRSS", 1024), ("threads", "Threads", 1)):
            out[name] += int(status.get(field, 0)) / unit
        out["procs"] += 1
    return {name: round(value, 2) for name, value in out.items()}
