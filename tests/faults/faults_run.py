"""One fault at one call of one scenario, and what is found afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from faults_failing import FAULTS, Calls, Ended, Fault, child
from faults_scenarios import SCENARIOS, Confirm, Scenario, found_again

FEW = 4
"""Of so many calls, the short run takes one, each with another fault."""


def calls_of(scenario: Scenario, root: Path) -> tuple[str, ...]:
    """The calls that it makes where nothing fails."""
    at = scenario.before(root)
    with Calls() as calls:
        scenario.work(at, lambda _: None)
    shutil.rmtree(root)
    return tuple(calls.names)


def cases(names: tuple[str, ...], *, every: bool) -> Iterator[tuple[int, Fault]]:
    """Which fault at which call: every one at each, or for the short run a mixture."""
    turn = 0
    for number, name in enumerate(names):
        meeting = [fault for fault in FAULTS if fault.meets(name)]
        if every:
            yield from ((number, fault) for fault in meeting)
        elif number % FEW == 0:
            yield number, meeting[turn % len(meeting)]
            turn += 1


def happens(name: str, number: int, fault: Fault, root: Path) -> str:
    """What is wrong after that fault at that call; "" where all is well."""
    scenario = SCENARIOS[name]
    at = scenario.before(root)

    def work(confirm: Confirm) -> None:
        with Calls(fault, number):
            scenario.work(at, confirm)

    ended = child(work)
    wrong = _ended_badly(ended, fault)
    if not wrong and scenario.then:
        wrong = child(lambda _: scenario.then(at)).trace
    if not wrong:
        after = child(lambda _: found_again(at, scenario.old | frozenset(ended.said)))
        wrong = after.trace
    shutil.rmtree(root)
    return f"{name}, call {number}, {fault}: {wrong}" if wrong else ""


def _ended_badly(ended: Ended, fault: Fault) -> str:
    allowed = (0, -9) if "kill" in fault.kind else (0,)
    return "" if ended.code in allowed else f"ended with {ended.code}\n{ended.trace}"
