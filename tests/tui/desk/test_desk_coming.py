"""Sitting down and getting up: the name, the lock, what a session left that ended without a goodbye."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.at_desk import Seated, at_desk

from karabakh_tui.annotations.notebook import Notebook
from karabakh_tui.annotations.operations import Add
from karabakh_tui.cli.notebooks import Notebooks
from karabakh_tui.cli.wishes import Wishes
from karabakh_tui.tui.screens.annotate import AnnotateScreen
from karabakh_tui.tui.screens.name import proposed_name
from karabakh_tui.tui.screens.note import NoteScreen
from karabakh_tui.tui.screens.recovered import RecoveredScreen


def another(anna: Seated, name: str = "anna") -> Notebook:
    """The notebook in another session."""
    return Notebooks(Wishes(), anna.state).open(anna.app.loaded, name, False, False)


# The name


async def test_the_name_is_asked_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "Anna.B")
    async with at_desk(tmp_path, name="", annotate="") as somebody:
        await somebody.press("a")
        assert "Who annotates?" in somebody.screen
        assert "anna.b" in somebody.screen
        await somebody.press("ctrl+u", *"../x", "enter")
        assert "no slash" in somebody.screen
        await somebody.press("ctrl+u", *"anna", "enter")
        assert isinstance(somebody.app.screen, AnnotateScreen)
        assert somebody.kept == {"as": "anna"}
        assert "anna is kept." in somebody.screen
        await somebody.press("q")
        await somebody.written()
        await somebody.press("a")
        assert isinstance(somebody.app.screen, AnnotateScreen)


async def test_without_a_name_nothing_is_annotated(tmp_path: Path) -> None:
    async with at_desk(tmp_path, name="", annotate="") as somebody:
        await somebody.press("a", "escape")
        assert somebody.app.desk is None
        assert somebody.kept == {}
        assert not (somebody.state / "annotations").exists()


def test_a_login_becomes_a_name() -> None:
    assert [proposed_name(login) for login in ("anna", "Anna", "DOMAIN\\ben", "._-x", "", "/", "Օննա")] == [
        *("anna", "anna", "domainben", "x", "", "", "օննա"),
    ]


# The lock


async def test_a_second_session_is_told_who_annotates_and_can_read(tmp_path: Path) -> None:
    async with at_desk(tmp_path, annotate="") as anna:
        first = another(anna)
        first.do([Add("herald", "aaaaaa", {"tags": ["pay"], "quote": "Pay goes up"})], "tag")
        first.save()
        await anna.press("a")
        assert "anna is annotating on " in anna.screen
        assert "take over; there it is read only" in anna.screen
        await anna.press("r")
        assert isinstance(anna.app.screen, AnnotateScreen)
        assert "read only" in anna.lines[0].casefold() or "read-only" in anna.lines[0].casefold()
        await anna.press("s", "2")
        assert "anna is annotating" in anna.line
        assert anna.app.desk
        assert anna.app.desk.status.tags == 1
        first.close()


async def test_taking_over_makes_the_other_session_read_only(tmp_path: Path) -> None:
    async with at_desk(tmp_path, annotate="") as anna:
        first = another(anna)
        first.do([Add("herald", "aaaaaa", {"tags": ["pay"], "quote": "Pay goes up"})], "tag")
        await anna.press("a", "t")
        assert isinstance(anna.app.screen, AnnotateScreen)
        assert anna.app.desk
        assert anna.app.desk.notebook.annotations("herald").annotations[0].quote == "Pay goes up"
        assert [change.kind for change in first.poll()] == ["taken over"]
        assert "anna took over" in first.read_only
        first.close()


async def test_a_session_that_is_taken_over_says_so_and_changes_nothing_more(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2")
        second = Notebooks(Wishes(), anna.state).open(anna.app.loaded, "anna", False, True)
        await anna.look()
        assert "anna took over" in anna.screen
        await anna.press("}", "s", "3")
        assert "anna took over" in anna.screen
        assert anna.app.desk
        assert anna.app.desk.status.tags == 1
        assert [one.tags for one in second.annotations("herald").annotations] == [("pay",)]
        second.close()


async def test_closing_the_question_opens_nothing(tmp_path: Path) -> None:
    async with at_desk(tmp_path, annotate="") as anna:
        first = another(anna)
        await anna.press("a", "escape")
        assert anna.app.desk is None
        assert not first.poll()
        first.close()


async def test_read_only_changes_and_locks_nothing(tmp_path: Path) -> None:
    async with at_desk(tmp_path, read_only=True) as anna:
        await anna.press("s", "2")
        assert "read only" in anna.line
        other = another(anna)
        assert other.read_only == ""
        other.close()


# After a lost line


async def lose_the_line(anna: Seated) -> None:
    """Tag a sentence, write a draft note, and end without a goodbye."""
    await anna.press("}", "s", "2", "c", *"against", "space", *"E")
    desk = anna.app.desk
    assert desk
    assert desk.keep_draft()


async def test_what_was_there_when_the_line_was_lost_is_there_again(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await lose_the_line(anna)
        page = next(screen for screen in anna.app.screen_stack if isinstance(screen, AnnotateScreen))
        cursor, selection = page.state.cursor, page.state.selection
    async with at_desk(tmp_path, annotate="") as anna:
        assert isinstance(anna.app.screen, RecoveredScreen)
        assert "The last session ended without a goodbye" in anna.screen
        assert "article     A City Herald, word 11, selection of 8 words" in anna.screen
        assert "tags        1, 1 change not yet in the YAML files" in anna.screen
        assert "draft note  'against E'  (9 characters)" in anna.screen
        await anna.press("d")
        assert "+ A City Herald  pay" in anna.screen
        await anna.press("q", "enter")
        await anna.written()
        assert isinstance(anna.app.screen, NoteScreen)
        assert anna.app.screen.text == "against E"
        page = next(screen for screen in anna.app.screen_stack if isinstance(screen, AnnotateScreen))
        assert page.state.cursor == cursor
        assert page.state.selection and selection
        assert page.state.selection.span == selection.span
        assert "tags: [pay]" in anna.file.read_text("utf-8")
        await anna.press("enter", "g", "w")
        await anna.written()
        assert "note: against E" in anna.file.read_text("utf-8")


async def test_a_note_that_was_put_aside_is_there_again_too(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("}", "s", "c", *"later", "escape", "q", "a", "g", "g", "}", "s", "c")
        assert isinstance(anna.app.screen, NoteScreen)
        assert anna.app.screen.text == "later"
        await anna.press("escape")
        assert anna.app.desk
        assert anna.app.desk.keep_draft()
    async with at_desk(tmp_path, annotate="") as anna:
        assert "draft note  'later'" in anna.screen
        await anna.press("enter")
        assert isinstance(anna.app.screen, NoteScreen)
        assert anna.app.screen.text == "later"


@pytest.mark.parametrize("keys", [["r"], ["escape"], ["q"]])
async def test_reading_first_or_leaving_keeps_all_for_the_next_start(tmp_path: Path, keys: list[str]) -> None:
    async with at_desk(tmp_path) as anna:
        await lose_the_line(anna)
    async with at_desk(tmp_path, annotate="") as anna:
        await anna.press(*keys)
        assert anna.app.is_running == (keys != ["q"])
        assert anna.app.desk is None
        assert not anna.file.exists()
    async with at_desk(tmp_path, annotate="") as anna:
        assert "draft note  'against E'" in anna.screen
        assert "1 change not yet" in anna.screen


@pytest.mark.parametrize("keys", [["ctrl+c"], [":", *"reload", "enter"]])
async def test_whatever_closes_the_page_lets_go_of_the_notebook(tmp_path: Path, keys: list[str]) -> None:
    async with at_desk(tmp_path) as anna:
        await lose_the_line(anna)
    async with at_desk(tmp_path, annotate="") as anna:
        await anna.press(*keys)
        await anna.written()
        assert not isinstance(anna.app.screen, RecoveredScreen)
        await anna.press("a")
        assert isinstance(anna.app.screen, RecoveredScreen)


async def test_annotating_after_reading_first_asks_again(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await lose_the_line(anna)
    async with at_desk(tmp_path, annotate="") as anna:
        await anna.press("r", "a")
        assert isinstance(anna.app.screen, RecoveredScreen)


async def test_nothing_is_said_where_everybody_said_goodbye(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2", "q", "q")
        await anna.written()
        assert not anna.app.is_running
    async with at_desk(tmp_path, annotate="") as anna:
        assert not isinstance(anna.app.screen, RecoveredScreen)
        assert anna.app.desk is None


async def test_a_session_that_lives_is_none_that_was_lost(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await lose_the_line(anna)
        async with at_desk(tmp_path, annotate="") as second:
            assert not isinstance(second.app.screen, RecoveredScreen)
            assert second.app.desk is None


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (120, 40)])
async def test_the_page_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_desk(tmp_path) as anna:
        await lose_the_line(anna)
    async with at_desk(tmp_path, size, annotate="") as anna:
        for words in ("go on where you were", "read first", "look at what", "leave; the next start asks again"):
            assert words in anna.screen
        assert "Nothing has been thrown away" in anna.screen
