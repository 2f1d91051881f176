"""What one change of a large annotation file costs, beside loading and dumping it with PyYAML, in the same run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import yaml

from karabakh_tui.yamldoc.sheet import Sheet, new_file

SIZES = (1_000, 10_000)
MOST = 0.1
"""Of a load and dump with PyYAML's C parts, that one change may cost."""
MEMORY = 150
"""MB that Python and an open file of 10,000 annotations may take."""

RECORD = """\
  - id: k{0:05d}
    tags: [peacekeepers-mandate]
    quote: "deploying for five years, with the possibility to prolong “it” {0}"
    prefix: "The Russian peacekeepers are "
    suffix: " with the consent"
    start: {0}
    note: |-
      Against A: tacit renewal there.
"""
NEW = {"id": "zzz", "tags": ["a"], "quote": "“five” years", "start": 3, "note": "one\ntwo"}


def file_of(count: int) -> bytes:
    """A file of so many annotations; 10,000 are 2.6 MB."""
    head = new_file("annotations", {"format": 1, "annotator": "anna"}, "annotations").removesuffix(b" []\n")
    return head + b"\n" + "".join(RECORD.format(number) for number in range(count)).encode()


def cpu_ms(act: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU, the median of so many."""
    seen = []
    for _ in range(times):
        begun = time.process_time()
        act()
        seen.append((time.process_time() - begun) * 1000)
    return statistics.median(seen)


def measured(count: int) -> dict[str, float]:
    """CPU in milliseconds, by what was done to a file of so many annotations."""
    data = file_of(count)
    sheet = Sheet.read(data, "f.yaml")
    loaded = yaml.load(data, yaml.CSafeLoader)
    half = count // 2
    return {
        "load and dump": cpu_ms(lambda: yaml.load(data, yaml.CSafeLoader), 3)
        + cpu_ms(lambda: yaml.dump(loaded, Dumper=yaml.CSafeDumper), 3),
        "open": cpu_ms(lambda: Sheet.read(data, "f.yaml"), 3),
        "read all again": cpu_ms(sheet.check, 3),
        "set": cpu_ms(lambda: sheet.set("annotations", half, "note", "other").data, 21),
        "add": cpu_ms(lambda: sheet.add("annotations", dict(NEW)).data, 21),
        "delete": cpu_ms(lambda: sheet.delete("annotations", half).data, 21),
        "set at the top": cpu_ms(lambda: sheet.set_top("done", True).data, 21),
    }


def memory() -> float:
    """MB that a Python of its own takes with the large file open and changed once."""
    code = (
        "import sys; from karabakh_tui.yamldoc.sheet import Sheet;"
        "sheet = Sheet.read(sys.stdin.buffer.read(), 'f').delete('annotations', 0); sheet.data;"
        "print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    told = subprocess.run([sys.executable, "-c", code], input=file_of(SIZES[-1]), capture_output=True, check=True)
    return float(told.stdout) / 1024


def rows() -> list[tuple[str, float, str, float, bool]]:
    """The figures: what, value, unit, what it is held against, whether that decides the run."""
    no_reach = float("inf")
    found: list[tuple[str, float, str, float, bool]] = []
    for count in SIZES:
        cpu = measured(count)
        whole = cpu["load and dump"]
        name = f"{count:,} annotations"
        worst = max(cpu["set"], cpu["add"], cpu["delete"], cpu["set at the top"])
        found.append((f"{name}: a change, CPU, x PyYAML load+dump", worst / whole, "x", MOST, True))
        found.append((f"{name}: open, CPU, x PyYAML load+dump", cpu["open"] / whole, "x", 0.6, True))
        found += [(f"{name}: {what}, CPU", ms, "ms", no_reach, False) for what, ms in cpu.items()]
    found.append((f"{SIZES[-1]:,} annotations: memory of Python with them", memory(), "MB", MEMORY, True))
    return found
