"""What the notebook costs: a step (journal and `fdatasync` included), a save of one change, and its memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml
from splicing import MEMORY, MOST, SIZES, cpu_ms, file_of

from karabakh_tui.annotations.notebook import Notebook, Where
from karabakh_tui.annotations.operations import SetField
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.corpus.model import Article

STEPS = 201
APPEND = 8.0
"""How many times a bare write and `fdatasync` of as many bytes a step may take."""


def made(root: Path, count: int) -> tuple[Where, tuple[Article, ...]]:
    """A corpus whose one file has so many annotations."""
    folder = root / "annotations"
    (folder / "anna").mkdir(parents=True)
    (folder / "anna" / "f.yaml").write_bytes(file_of(count))
    return Where(folder, "anna", root / "state"), (Article("f", "A", "f", "text"),)


def opened(root: Path, count: int) -> Notebook:
    where, articles = made(root, count)
    book = Notebook.open(where, articles, Codebook())
    assert len(book.annotations("f").annotations) == count
    return book


def stepper(book: Notebook) -> Callable[[], object]:
    """Each call gives another annotation another note."""
    names = [one.id for one in book.annotations("f").annotations]
    state = [0]

    def step() -> None:
        state[0] += 1
        book.do([SetField("f", names[state[0] * 7 % len(names)], "note", f"note {state[0]}", None)], "note")

    return step


def waited(act: Callable[[], object]) -> float:
    """Milliseconds until it is done."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def steps(root: Path, count: int) -> dict[str, float]:
    """Medians in milliseconds, a step and a bare write of a line in turn."""
    book = opened(root, count)
    step = stepper(book)
    step()
    assert book.journal_path
    size = book.journal_path.stat().st_size
    step()
    line = b"x" * (book.journal_path.stat().st_size - size)
    handle = os.open(root / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def bare() -> None:
        os.write(handle, line)
        os.fdatasync(handle)

    seen = [(waited(step), waited(bare)) for _ in range(STEPS)]
    cpu = cpu_ms(step, STEPS)
    os.close(handle)
    book.close()
    return {
        "step": statistics.median(one for one, _ in seen),
        "bare": statistics.median(one for _, one in seen),
        "cpu": cpu,
    }


def save(root: Path, count: int) -> float:
    """Milliseconds of CPU that saving one change takes, the file system included."""
    book = opened(root, count)
    step = stepper(book)
    seen = []
    for _ in range(9):
        step()
        begun = time.process_time()
        saved = book.save()
        seen.append((time.process_time() - begun) * 1000)
        assert saved.written
        assert not saved.faults
    book.close()
    return statistics.median(seen)


def memory() -> float:
    """MB that a Python of its own takes that opens the large file, changes it and saves it."""
    code = (
        "import sys, pathlib, tempfile\n"
        f"sys.path[:0] = {sys.path[:2]!r}\n"
        "import keeping\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        f"    book = keeping.opened(pathlib.Path(folder), {SIZES[-1]})\n"
        "    keeping.stepper(book)()\n"
        "    assert book.save().written and not book.check()\n"
        "print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return float(told.stdout) / 1024


def rows() -> list[tuple[str, float, str, float, bool]]:
    """The lines of the table: what, how much, in what, what it is held against, whether that decides."""
    no_reach = float("inf")
    found: list[tuple[str, float, str, float, bool]] = []
    for count, reach in zip(SIZES, (10, 50), strict=True):
        data = file_of(count)
        loaded = yaml.load(data, yaml.CSafeLoader)
        whole = cpu_ms(partial(yaml.load, data, yaml.CSafeLoader), 3)
        whole += cpu_ms(partial(yaml.dump, loaded, Dumper=yaml.CSafeDumper), 3)
        with tempfile.TemporaryDirectory() as folder:
            cost = save(Path(folder) / "save", count)
            step = steps(Path(folder) / "steps", count)
        name = f"{count:,} annotations"
        found += [
            (f"{name}: save of a change, CPU, x PyYAML", cost / whole, "x", MOST, True),
            (f"{name}: save of a change, CPU", cost, "ms", reach, False),
            (f"{name}: a step with its journal, x bare write", step["step"] / step["bare"], "x", APPEND, True),
            (f"{name}: a step with its journal", step["step"], "ms", 1, False),
            (f"{name}: a bare write and fdatasync", step["bare"], "ms", no_reach, False),
            (f"{name}: a step, CPU", step["cpu"], "ms", no_reach, False),
        ]
    found.append((f"{SIZES[-1]:,} annotations: memory of Python with the notebook", memory(), "MB", MEMORY, True))
    return found
