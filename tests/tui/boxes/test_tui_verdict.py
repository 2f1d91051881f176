"""The box in which a person says how a source stands to the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers.changed import changed
from helpers.screen import send_at_once, until
from helpers.small_comparison import small
from helpers.stage import NOTHING, Stage, on_stage, same_as_file, shown
from textual.pilot import Pilot

from karabakh_tui.annotations.deciding import Decision
from karabakh_tui.annotations.model import Verdict
from karabakh_tui.tui.screens.verdict import VerdictScreen

GOLDEN = Path(__file__).parent / "golden"
COMPARISON = small()
PROVISION = COMPARISON.provisions[3].id
FIRST, SECOND, THIRD = (article.id for article in COMPARISON.compared[:3])
OWN = Verdict(PROVISION, FIRST, "vaguer", note="as B", id="k3q9x7", by="anna")


def box(mine: Verdict | None = None) -> VerdictScreen:
    return VerdictScreen(COMPARISON, COMPARISON.cell(PROVISION, FIRST), mine)


def answer(pilot: Pilot[Any]) -> object:
    assert isinstance(pilot.app, Stage)
    return pilot.app.answer


@pytest.mark.parametrize("size", [(80, 24), (60, 16)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_box_of_a_verdict(size: tuple[int, int]) -> None:
    async with on_stage(lambda: box(OWN), size) as pilot:
        same_as_file(GOLDEN / f"verdict_{size[0]}x{size[1]}.txt", pilot)
        send_at_once(pilot.app, ["c", "2"])
        await until(pilot, lambda: "[x]" in shown(pilot))
        same_as_file(GOLDEN / f"verdict_against_{size[0]}x{size[1]}.txt", pilot)


@pytest.mark.parametrize(("key", "kind"), [("s", "same"), ("v", "vaguer"), ("o", "only"), ("m", "silent")])
async def test_a_key_is_a_verdict(key: str, kind: str) -> None:
    async with on_stage(box, (80, 24)) as pilot:
        send_at_once(pilot.app, [key])
        await until(pilot, lambda: answer(pilot) is not NOTHING)
        found = answer(pilot)
        assert isinstance(found, Decision) and (found.kind, found.note) == (kind, None)


async def test_a_conflict_is_with_somebody() -> None:
    async with on_stage(lambda: box(changed(OWN, against=(SECOND,))), (80, 24)) as pilot:
        send_at_once(pilot.app, ["c", "1", "enter"])  # the tick is taken away, so there is nothing to set yet
        await until(pilot, lambda: shown(pilot).count("[ ]") == len(COMPARISON.compared) - 1)
        assert answer(pilot) is NOTHING
        await until(pilot, lambda: "Press the number of the other source first" in shown(pilot))
        send_at_once(pilot.app, ["2", "enter"])
        await until(pilot, lambda: answer(pilot) == Decision("conflict", (THIRD,), None))


async def test_escape_goes_back_to_the_kinds_and_then_closes() -> None:
    async with on_stage(box, (80, 24)) as pilot:
        send_at_once(pilot.app, ["c", "escape", "escape"])
        await until(pilot, lambda: answer(pilot) is None)


async def test_only_a_verdict_of_ones_own_can_be_taken_away() -> None:
    async with on_stage(box, (80, 24)) as pilot:
        send_at_once(pilot.app, ["d", "escape"])
        await until(pilot, lambda: answer(pilot) is None)
    async with on_stage(lambda: box(OWN), (80, 24)) as pilot:
        send_at_once(pilot.app, ["d"])
        await until(pilot, lambda: answer(pilot) == Decision(None))


async def test_a_note_goes_with_the_verdict() -> None:
    async with on_stage(box, (80, 24)) as pilot:
        send_at_once(pilot.app, ["n", *"tacit", "enter", "s"])
        await until(pilot, lambda: answer(pilot) is not NOTHING)
        found = answer(pilot)
        assert isinstance(found, Decision) and (found.kind, found.note) == ("same", "tacit")


async def test_a_note_alone_changes_the_verdict_that_is_there() -> None:
    async with on_stage(lambda: box(OWN), (80, 24)) as pilot:
        send_at_once(pilot.app, ["n", *"!", "enter"])
        await until(pilot, lambda: answer(pilot) == Decision("vaguer", (), "as B!"))
