"""`python -m tests.faults`: every fault at every call of every scenario, counted. Takes some minutes; with words behind
it, only the scenarios whose names begin so."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from faults_run import calls_of, cases, happens
from faults_scenarios import SCENARIOS


def main() -> int:
    counts: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "corpus"
        for name, scenario in SCENARIOS.items():
            if sys.argv[1:] and not name.startswith(tuple(sys.argv[1:])):
                continue
            for number, fault in cases(calls_of(scenario, root), every=True):
                counts[str(fault)] += 1
                found = happens(name, number, fault, root)
                if found:
                    wrong += 1
                    print(found)
            print(f"{name}: {sum(counts.values())} so far, {wrong} wrong", flush=True)
    for fault, count in counts.items():
        print(f"{count:6} {fault}")
    print(f"{sum(counts.values()):6} in all, {wrong} lost something")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
