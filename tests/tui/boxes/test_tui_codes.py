from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from boxes_data import CODEBOOK
from helpers.screen import screen_text, send_at_once, until
from helpers.stage import same_as_file
from textual.pilot import Pilot

from karabakh_tui.annotations.operations import LABELS, PROVISIONS, Add
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.tui.palette import PLAIN, Palette
from karabakh_tui.tui.screens.base import KeyApp
from karabakh_tui.tui.screens.codes import CodeAnswer, CodesScreen, choose_code
from karabakh_tui.tui.views.codes import codes_of, meant

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(80, 24), (60, 16)]


class Tagging(KeyApp):
    """Opens the list of codes; `answers` holds what came back."""

    palette: Palette = PLAIN

    def __init__(self, codebook: Codebook = CODEBOOK, **more: Any) -> None:
        super().__init__()
        self.codebook_used = codebook
        self.more = more
        self.answers: list[CodeAnswer | None] = []

    def on_mount(self) -> None:
        choose_code(self, self.codebook_used, self.answers.append, **self.more)


async def answer(app: Tagging, *keys: str) -> CodeAnswer | None:
    """What comes back after these keys."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        send_at_once(app, keys)
        await until(pilot, lambda: bool(app.answers))
    return app.answers[0]


def words(pilot: Pilot[Any]) -> str:
    return "\n".join(screen_text(pilot.app))


def found(typed: str) -> list[str]:
    codes = codes_of(CODEBOOK)
    return [codes[index].id for index in meant(typed, codes)]


# The list


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_list_of_codes(size: tuple[int, int]) -> None:
    app = Tagging(on=["claim", "gone"], recent=["conflict", "claim"])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        same_as_file(GOLDEN / f"codes_{size[0]}x{size[1]}.txt", pilot)


async def test_the_list_with_something_typed() -> None:
    app = Tagging(on=["claim"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        send_at_once(app, "con")
        await until(pilot, lambda: 'new label "con"' in words(pilot))
        same_as_file(GOLDEN / "codes_typed_80x24.txt", pilot)


def test_what_is_typed_finds_first_what_begins_with_it() -> None:
    assert found("om")[0] == "omission"
    assert found("con")[0] == "conflict"
    assert found("wording")[0] == "framing"
    assert found("renew")[0] == "mandate"
    assert found("l")[0] == "corridor"


def test_a_digit_finds_the_code_that_it_tags_with() -> None:
    assert found("4")[:2] == ["conflict", "mandate"]


def test_a_slip_of_the_finger_finds_it_all_the_same() -> None:
    assert found("conflcit") == ["conflict"]
    assert found("zzzz") == []


def test_definitions_are_searched_last() -> None:
    assert found("tunnel")[0] == "corridor"
    assert found("voice") == ["fact"]


def test_codes_used_last_stand_first_and_unknown_ones_last() -> None:
    ids = [code.id for code in codes_of(CODEBOOK, ["gone", "fact"], ["framing", "claim", "framing", "unheard-of"])]
    assert ids == ["framing", "claim", "fact", "conflict", "omission", "mandate", "corridor", "gone"]


# Choosing


async def test_enter_puts_the_code_to_those_that_are_there() -> None:
    assert await answer(Tagging(on=["claim"]), *"om", "enter") == CodeAnswer(("claim", "omission"), "omission")


async def test_enter_on_a_code_that_is_there_takes_it_away() -> None:
    assert await answer(Tagging(on=["claim", "fact"]), *"cla", "enter") == CodeAnswer(("fact",), "")


async def test_the_code_used_last_is_two_keys_away() -> None:
    assert await answer(Tagging(recent=["framing"]), "enter") == CodeAnswer(("framing",), "framing")


async def test_another_code_takes_the_place_of_those_that_are_there() -> None:
    got = await answer(Tagging(on=["claim", "fact"], instead=True), *"om", "enter")
    assert got == CodeAnswer(("omission",), "omission")


async def test_several_codes_are_ticked() -> None:
    got = await answer(
        Tagging(on=["claim"]), *"om", "tab", "ctrl+u", *"fact", "tab", "ctrl+u", *"claim", "tab", "enter"
    )
    assert got == CodeAnswer(("fact", "omission"), "omission")


async def test_a_tick_that_is_taken_back_leaves_all_as_it_was() -> None:
    assert await answer(Tagging(on=["claim"]), *"om", "tab", "tab", "enter") == CodeAnswer(("claim",), "")


async def test_escape_changes_nothing() -> None:
    assert await answer(Tagging(on=["claim"]), "tab", "escape") is None


async def test_arrows_go_through_the_list() -> None:
    assert await answer(Tagging(), "down", "down", "up", "enter") == CodeAnswer(("claim",), "claim")


async def test_what_is_selected_is_heard() -> None:
    app = Tagging(on=["claim"])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CodesScreen)
        send_at_once(app, ["down"])
        await until(pilot, lambda: screen.highlighted == "claim")
        assert [fact.parts for fact in screen.facts()][1] == ("claim, label, key 2, on it.",)


# A new one


async def test_a_new_label_is_made_of_what_was_typed() -> None:
    got = await answer(Tagging(on=["claim"]), *"xylo", "enter", "enter")
    add = Add(LABELS, "xylo", {"id": "xylo", "key": "3", "title": "xylo"})
    assert got is not None
    assert got[:3] == (("claim", "xylo"), "xylo", (add,))


async def test_a_new_label_gets_an_id_a_digit_and_a_definition() -> None:
    keys = [*"Zürich talks", "enter", "tab", "tab", "ctrl+u", "7", "down", *"What was said there", "enter"]
    got = await answer(Tagging(), *("space" if key == " " else key for key in keys))
    fields = {"id": "zurich-talks", "key": "7", "title": "Zürich talks", "definition": "What was said there"}
    assert got is not None
    assert got.ops == (Add(LABELS, "zurich-talks", fields),)


async def test_a_new_provision_gets_a_code_and_the_event() -> None:
    got = await answer(Tagging(event="tram-deal"), *"zeppelin", "down", "enter", "enter")
    fields = {"id": "zeppelin", "code": "1", "title": "zeppelin", "event": "tram-deal"}
    assert got is not None
    assert got.ops == (Add(PROVISIONS, "zeppelin", fields),)
    assert got.made is not None
    assert got.made.into(CODEBOOK).provision("1").title == "zeppelin"  # type: ignore[union-attr]


async def test_a_code_that_cannot_be_is_not_made_and_it_is_said_why() -> None:
    app = Tagging()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        send_at_once(app, [*"zzz", "enter", "tab", "ctrl+u", *"claim", "enter"])
        await until(pilot, lambda: '"claim" is the id of another code' in words(pilot))
        send_at_once(app, ["x", "tab", "ctrl+u", "2", "enter"])
        await until(pilot, lambda: "The key 2 is that of claim." in words(pilot))
        same_as_file(GOLDEN / "new_code_80x24.txt", pilot)
        send_at_once(app, ["ctrl+u", "enter"])
        await until(pilot, lambda: bool(app.answers))
    assert app.answers[0] is not None
    assert app.answers[0].ops == (Add(LABELS, "claimx", {"id": "claimx", "title": "zzz"}),)


async def test_escape_leads_back_to_the_list_with_what_was_typed() -> None:
    app = Tagging()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        send_at_once(app, [*"zzz", "enter", "escape"])
        await until(pilot, lambda: 'new label "zzz"' in words(pilot) and "filter> zzz" in words(pilot))
        send_at_once(app, ["escape"])
        await until(pilot, lambda: app.answers == [None])


async def test_without_a_codebook_the_first_code_can_be_made() -> None:
    got = await answer(Tagging(Codebook()), *"fact", "enter", "enter")
    assert got is not None
    assert got.ops == (Add(LABELS, "fact", {"id": "fact", "key": "1", "title": "fact"}),)
