"""Whatever call to the operating system fails, or is the last one: files are whole, and nothing confirmed is lost.

Each run takes another fault for each call; `python -m tests.faults` takes them all.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from faults_run import calls_of, cases, happens
from faults_scenarios import SCENARIOS


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_failing_call_loses_nothing(tmp_path: Path, name: str) -> None:
    root = tmp_path / "corpus"
    names = calls_of(SCENARIOS[name], root)
    assert {"fsync", "fdatasync", "pwrite", "flock"} <= set(names)
    wrong = [found for number, fault in cases(names, every=False) if (found := happens(name, number, fault, root))]
    assert not wrong, "\n".join(wrong)
