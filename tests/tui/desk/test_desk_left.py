"""What a session left that ended without a goodbye: whom it is offered to, and all that comes back."""

from __future__ import annotations

from pathlib import Path

from helpers.at_desk import Seated, at_desk

from karabakh_tui.tui.screens.annotate import AnnotateScreen
from karabakh_tui.tui.screens.note import NoteScreen
from karabakh_tui.tui.screens.recovered import RecoveredScreen


async def lose_the_line(anna: Seated) -> None:
    """Tag a sentence, begin a note, and end without a goodbye."""
    await anna.press("}", "s", "2", "c", *"against")
    assert anna.app.desk
    assert anna.app.desk.keep_draft()


async def test_what_a_session_left_is_offered_also_where_nobody_is_signed_in(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await lose_the_line(anna)
    async with at_desk(tmp_path, name="", annotate="") as somebody:
        assert isinstance(somebody.app.screen, RecoveredScreen)
        assert "annotator   anna" in somebody.screen
        await somebody.press("d")
        assert "+ A City Herald  pay" in somebody.screen
        await somebody.press("q", "enter")
        await somebody.written()
        assert isinstance(somebody.app.screen, NoteScreen)
        assert somebody.app.annotator == "anna"
        assert "tags: [pay]" in somebody.file.read_text("utf-8")


async def test_only_what_is_not_in_the_files_is_listed_whoever_is_signed_in(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2", "g", "w")
        await anna.written()
        await anna.press("escape")
        await lose_the_line(anna)
    async with at_desk(tmp_path, name="", annotate="") as somebody:
        await somebody.press("d")
        assert somebody.screen.count("+ A City Herald  pay") == 1


async def test_reading_first_leaves_it_to_whoever_signs_in_next(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await lose_the_line(anna)
    async with at_desk(tmp_path, name="", annotate="") as somebody:
        await somebody.press("r")
        assert somebody.app.annotator == ""
        await somebody.press("a")
        assert "name> anna" in somebody.screen
        await somebody.press("enter")
        assert isinstance(somebody.app.screen, RecoveredScreen)


async def test_what_was_left_on_another_corpus_is_not_offered(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await lose_the_line(anna)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "state").rename(elsewhere / "state")
    async with at_desk(elsewhere, name="", annotate="") as somebody:
        assert not isinstance(somebody.app.screen, RecoveredScreen)


async def test_a_session_that_lives_is_not_offered_to_nobody(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await lose_the_line(anna)
        async with at_desk(tmp_path, name="", annotate="") as second:
            assert not isinstance(second.app.screen, RecoveredScreen)


async def test_the_provision_in_focus_comes_back_too(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("J", "J", "g", "g", "s")
        page = anna.app.screen
        assert isinstance(page, AnnotateScreen)
        provision = page.provision
        assert provision
        assert anna.app.desk
        assert anna.app.desk.keep_draft()
    async with at_desk(tmp_path, annotate="") as anna:
        await anna.press("enter")
        page = anna.app.screen
        assert isinstance(page, AnnotateScreen)
        assert page.provision == provision
        assert "No provision is chosen" not in anna.screen


async def test_a_code_that_was_made_is_known_again_and_is_no_tag(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("}", "s", "t", *"airport", "down", "enter", "enter")
        assert anna.app.desk
        assert anna.app.desk.keep_draft()
    async with at_desk(tmp_path, annotate="") as anna:
        assert "tags        1, 2 changes not yet in the YAML files" in anna.screen
        await anna.press("d")
        assert "codes in the codebook: 1" in anna.screen
        await anna.press("q", "enter")
        page = anna.app.screen
        assert isinstance(page, AnnotateScreen)
        assert page.names.name("airport").title == "airport"


async def test_what_had_got_its_tag_is_left_behind_by_the_next_move_also_then(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("}", "s", "2")
        assert anna.app.desk
        assert anna.app.desk.keep_draft()
    async with at_desk(tmp_path, annotate="") as anna:
        await anna.press("enter")
        page = anna.app.screen
        assert isinstance(page, AnnotateScreen)
        assert page.state.selection
        await anna.press("g", "g")
        assert page.state.selection is None
