from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers.screen import send_at_once, until
from helpers.stage import NOTHING, Stage, on_stage, same_as_file, shown
from textual.events import Paste
from textual.pilot import Pilot

from karabakh_tui.tui import editor
from karabakh_tui.tui.editor import Edited
from karabakh_tui.tui.screens.note import NoteAnswer, NoteScreen

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(80, 24), (60, 16)]
QUOTE = (
    "The Russian peacekeepers are deploying for five years, with the possibility to prolong the mission for five more"
)


def answer(pilot: Pilot[Any]) -> object:
    assert isinstance(pilot.app, Stage)
    return pilot.app.answer


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_box_of_a_note(size: tuple[int, int]) -> None:
    text = "against A: tacit renewal there.\nSee also B, which says that the term ends by itself, and the agreement."
    async with on_stage(lambda: NoteScreen(text, "Note on 4 conflict", quote=QUOTE), size) as pilot:
        same_as_file(GOLDEN / f"note_{size[0]}x{size[1]}.txt", pilot)


async def test_a_long_note_scrolls_with_the_cursor() -> None:
    text = "\n".join(f"line {number}" for number in range(40))
    async with on_stage(lambda: NoteScreen(text, quote=QUOTE), (60, 16)) as pilot:
        assert "line 39" in shown(pilot)
        assert "above)" in shown(pilot)
        send_at_once(pilot.app, ["up"] * 39)
        await until(pilot, lambda: "line 0" in shown(pilot))
        assert "line 39" not in shown(pilot)


async def test_enter_keeps_what_was_typed() -> None:
    async with on_stage(NoteScreen, (80, 24)) as pilot:
        send_at_once(pilot.app, [*"tacit", "space", *"renewal", "enter"])
        await until(pilot, lambda: answer(pilot) == NoteAnswer("tacit renewal", True))


async def test_a_control_key_breaks_the_line() -> None:
    async with on_stage(NoteScreen, (80, 24)) as pilot:
        send_at_once(pilot.app, [*"one", "ctrl+j", *"two", "up", *"s", "down", "enter"])
        await until(pilot, lambda: answer(pilot) == NoteAnswer("ones\ntwo", True))


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_closing_keeps_a_draft(key: str) -> None:
    async with on_stage(lambda: NoteScreen("before"), (80, 24)) as pilot:
        send_at_once(pilot.app, [*" q?", key])
        await until(pilot, lambda: answer(pilot) == NoteAnswer("before q?", False))


async def test_letters_are_typed_whatever_they_do_elsewhere() -> None:
    async with on_stage(NoteScreen, (80, 24)) as pilot:
        send_at_once(pilot.app, [*"q?:gu1й", "enter"])
        await until(pilot, lambda: answer(pilot) == NoteAnswer("q?:gu1й", True))


async def test_a_paste_comes_with_its_lines() -> None:
    words = "five more years, unless one side says no\n" * 244
    async with on_stage(NoteScreen, (80, 24)) as pilot:
        pilot.app.post_message(Paste(words))
        await until(pilot, lambda: "five more years" in shown(pilot))
        send_at_once(pilot.app, ["enter"])
        await until(pilot, lambda: answer(pilot) == NoteAnswer(words.rstrip("\n"), True))


async def test_each_change_is_told_so_that_a_draft_can_be_kept() -> None:
    told: list[str] = []
    async with on_stage(lambda: NoteScreen("a", on_change=told.append), (80, 24)) as pilot:
        send_at_once(pilot.app, ["b", "left", "ctrl+j", "backspace", "ctrl+u", "escape"])
        await until(pilot, lambda: answer(pilot) is not NOTHING)
    assert told == ["ab", "a\nb", "ab", ""]


@pytest.mark.parametrize("key", ["f2", "ctrl+g"])
async def test_the_editor_goes_on_with_the_note(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []

    def edit(app: object, text: str) -> Edited:
        given.append(text)
        return Edited("written elsewhere\nin two lines")

    monkeypatch.setattr(editor, "edit_text", edit)
    async with on_stage(lambda: NoteScreen("begun"), (80, 24)) as pilot:
        send_at_once(pilot.app, [key])
        await until(pilot, lambda: "in two lines" in shown(pilot))
        send_at_once(pilot.app, ["enter"])
        await until(pilot, lambda: answer(pilot) == NoteAnswer("written elsewhere\nin two lines", True))
    assert given == ["begun"]


async def test_an_editor_that_fails_says_so_and_the_note_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    monkeypatch.delenv("VISUAL", raising=False)
    async with on_stage(lambda: NoteScreen("begun"), (80, 24)) as pilot:
        send_at_once(pilot.app, ["f2"])
        await until(pilot, lambda: "there is no such program" in shown(pilot))
        assert "begun" in shown(pilot)
        send_at_once(pilot.app, ["x"])
        await until(pilot, lambda: "no such program" not in shown(pilot) and "begunx" in shown(pilot))


async def test_what_is_heard_is_the_line_of_the_cursor() -> None:
    async with on_stage(lambda: NoteScreen("one\ntwo"), (80, 24)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, NoteScreen)
        assert "Line 2 of 2. two" in screen.facts()[0].parts
        send_at_once(pilot.app, ["up"])
        await until(pilot, lambda: "Line 1 of 2. one" in screen.facts()[0].parts)
