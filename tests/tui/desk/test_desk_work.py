"""Working at the desk: what is done, undone and written, who is told, and what others do meanwhile."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from helpers.at_desk import Seated, at_desk

from karabakh_tui.annotations.operations import Add, SetVerdict
from karabakh_tui.tui.screens.annotate import AnnotateScreen
from karabakh_tui.tui.screens.matrix import MatrixScreen


def tagged(id_: str = "aaaaaa", quote: str = "Pay goes up") -> Add:
    return Add("herald", id_, {"tags": ["pay"], "quote": quote})


async def test_what_is_done_is_in_the_journal_and_g_w_writes_it(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2")
        journal = next((anna.state / "annotations").glob("*/*.jsonl")).read_text("utf-8")
        assert "Trams run again" in journal
        assert not anna.file.exists()
        assert "YAML +1" in anna.lines[0]
        await anna.press("g", "w")
        await anna.written()
        assert "Wrote annotations/anna/herald.yaml: 1 tag" in anna.screen
        assert "tags: [pay]" in anna.file.read_text("utf-8")
        assert "YAML ok" in anna.lines[0]
        await anna.press("g", "w")
        await anna.written()
        assert "Nothing to write" in anna.screen


async def test_undo_and_redo_name_what_they_did_and_how_far_they_reach(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        desk = anna.app.desk
        assert desk
        await anna.press("u")
        assert "Nothing to undo." in anna.screen
        assert desk.do([tagged()], "tag pay on 'Pay goes up'")
        assert desk.do([tagged("bbbbbb", "trams")], "tag pay on 'trams'")
        desk.undo()
        assert anna.line == "undid tag pay on 'trams'"
        desk.redo()
        assert anna.line == "did again: tag pay on 'trams'"
        desk.redo()
        assert anna.line == "Nothing more to do again."
        desk.undo(5)
        assert anna.line == "undid tag pay on 'trams', tag pay on 'Pay goes up'"
        desk.undo()
        assert anna.line.startswith("Nothing more to undo (back to ")
        assert anna.line.endswith(" today).")


async def test_undo_reaches_into_the_session_before(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2", "q", "q")
        await anna.written()
    assert "tags: [pay]" in anna.file.read_text("utf-8")
    async with at_desk(tmp_path) as anna:
        await anna.press("u")
        assert "undid tag 2 Pay" in anna.screen
        await anna.press("g", "w")
        await anna.written()
        assert "annotations: []" in anna.file.read_text("utf-8")


async def test_where_the_journal_cannot_be_written_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(tmp_path) as anna:
        desk = anna.app.desk
        assert desk

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fdatasync", full)
        assert not desk.do([tagged()], "tag pay on 'Pay goes up'")
        assert anna.line.startswith("Not done, nothing is changed: the journal cannot be written: no space left.")
        assert desk.status.tags == 0
        assert "no space left" in desk.status.journal
        monkeypatch.undo()
        assert desk.do([tagged()], "tag pay on 'Pay goes up'")
        assert (desk.status.tags, desk.status.journal, desk.status.newer) == (1, "ok", 1)


async def test_what_is_tagged_counts_in_reader_and_coverage_at_once(tmp_path: Path) -> None:
    async with at_desk(tmp_path, annotate="") as anna:
        await anna.press("c")
        assert isinstance(anna.app.screen, MatrixScreen)
        at = anna.app.screen.at
        anna.app.at_desk(lambda desk: None)
        desk = anna.app.desk
        assert desk
        before = len(anna.app.loaded.comparison.cell("night-cars", "herald").passages)
        desk.do([Add("herald", "aaaaaa", {"tags": ["night-cars"], "quote": "the trams will run"})], "tag")
        desk.do([SetVerdict("vvvvvv", {"provision": "pay", "article": "herald", "verdict": "only"}, None)], "verdict")
        comparison = anna.app.screen.state.comparison
        assert len(comparison.cell("night-cars", "herald").passages) == before + 1
        assert comparison.cell("pay", "herald").state == "only"
        assert comparison.cell("pay", "herald").by == "anna"
        assert anna.app.screen.at == at
        desk.undo(2)
        assert anna.app.screen.state.comparison.cell("pay", "herald").by == "editorial"
        assert anna.app.reader.loaded is anna.app.loaded


async def test_tags_of_the_annotate_screen_come_to_the_reader_below_it(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        stands = anna.app.reader.panes.stands()
        await anna.press("s", "4")
        await anna.press("q")
        await anna.written()
        assert not isinstance(anna.app.screen, AnnotateScreen)
        desk = anna.app.desk
        assert desk
        desk.show()
        assert [
            p.span.of("Trams run again")
            for p in anna.app.reader.reading.comparison.cell("night-cars", "herald").passages
        ]
        assert anna.app.reader.panes.stands() == stands
        assert "tags: [night-cars]" in anna.file.read_text("utf-8")


async def test_after_half_a_minute_without_a_key_the_files_are_written(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2")
        await anna.look()
        assert not anna.file.exists()
        desk = anna.app.desk
        assert desk
        desk._typed_at -= 30
        desk._written_at -= 30
        desk._look()
        await anna.written()
        assert anna.file.exists()
        assert "Wrote annotations/anna/herald.yaml: 1 tag" in anna.screen


async def test_what_somebody_else_writes_is_read_and_merged(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2", "g", "w")
        await anna.written()
        text = anna.file.read_text("utf-8")
        anna.file.write_text(text.replace("tags: [pay]", "tags: [pay, dismissals]  # by hand"), "utf-8")
        await anna.look()
        desk = anna.app.desk
        assert desk
        assert desk.annotations("herald").annotations[0].tags == ("pay", "dismissals")
        await anna.press("}", "s", "3")
        anna.file.write_text(text.replace("tags: [pay]", "tags: [night-cars]"), "utf-8")
        await anna.look()
        assert "merged" in anna.screen
        await anna.press("g", "w")
        await anna.written()
        written = anna.file.read_text("utf-8")
        assert "tags: [night-cars]" in written
        assert "tags: [dismissals]" in written


async def note(anna: Seated, words: str) -> None:
    await anna.press("c", *(letter if letter != " " else "space" for letter in words), "enter")


async def clash(anna: Seated) -> None:
    """A note here, another one on disk."""
    await anna.press("s", "2")
    await note(anna, "first")
    await anna.press("g", "w")
    await anna.written()
    await note(anna, " mine")
    text = anna.file.read_text("utf-8")
    assert "note: first" in text
    anna.file.write_text(text.replace("note: first", "note: theirs"), "utf-8")
    await anna.look()
    assert "Changed on disk" in anna.screen


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_a_contradiction_is_asked_with_its_differences(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_desk(tmp_path, size) as anna:
        await clash(anna)
        assert "annotations/anna/herald.yaml" in anna.screen
        assert "show the differences" in anna.screen
        shown = await anna.press("d")
        shown += await anna.press("pagedown")
        assert "theirs  theirs" in shown
        assert "mine    first mine" in shown
        await anna.press("m")
        await anna.written()
        assert "note: first mine" in anna.file.read_text("utf-8")


@pytest.mark.parametrize(("key", "note"), [("t", "note: theirs"), ("b", "theirs\n")])
async def test_theirs_or_both_can_be_taken(tmp_path: Path, key: str, note: str) -> None:
    async with at_desk(tmp_path) as anna:
        await clash(anna)
        await anna.press(key)
        await anna.written()
        written = anna.file.read_text("utf-8")
        assert note in written
        assert ("first mine" in written) == (key == "b")


async def test_a_question_that_is_put_off_comes_back_with_g_w(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await clash(anna)
        await anna.press("escape")
        await anna.look()
        assert "Changed on disk" not in anna.screen
        assert "note: theirs" in anna.file.read_text("utf-8")
        await anna.press("g", "w")
        await anna.written()
        assert "Changed on disk" in anna.screen


async def test_a_box_that_nobody_asked_for_does_not_take_what_is_typed(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2")
        await note(anna, "first")
        await anna.press("g", "w")
        await anna.written()
        await note(anna, " mine")
        text = anna.file.read_text("utf-8")
        anna.file.write_text(text.replace("note: first", "note: theirs"), "utf-8")
        await anna.press("c")
        await anna.look()
        shown = await anna.press("b", "m")
        assert "Changed on disk" not in shown
        await anna.press("enter")
        desk = anna.app.desk
        assert desk
        desk._look()
        await anna.written()
        assert "Changed on disk" not in anna.screen  # somebody has just typed
        await anna.look()
        assert "Changed on disk" in anna.screen


async def test_a_file_that_was_broken_by_hand_is_shown_and_can_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2", "g", "w")
        await anna.written()
        good = anna.file.read_text("utf-8")
        anna.file.write_text(good.replace("tags: [pay]", "tags: [pay"), "utf-8")
        await anna.look()
        assert "annotations/anna/herald.yaml:9:10: a list that begins with [ is not" in anna.screen
        assert "Your tag there is shown as it was, read only" in anna.screen
        opened: list[tuple[Path, int]] = []

        def edit(_app: object, path: Path, line: int = 0) -> str:
            opened.append((path, line))
            path.write_text(good, "utf-8")
            return ""

        monkeypatch.setattr("karabakh_tui.tui.editor.open_at", edit)
        await anna.press("o")
        await anna.written()
        assert [path for path, _ in opened] == [anna.file]
        assert [line for _, line in opened] == [9]
        await anna.press("}", "s", "3", "g", "w")
        await anna.written()
        assert "tags: [dismissals]" in anna.file.read_text("utf-8")


async def test_the_box_on_a_broken_file_goes_once_somebody_has_mended_it(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2", "g", "w")
        await anna.written()
        good = anna.file.read_text("utf-8")
        anna.file.write_text(f"{good}  - {{\n", "utf-8")
        await anna.look()
        assert "A file that cannot be read" in anna.screen
        assert "read only" in anna.screen.splitlines()[0]
        anna.file.write_text(good, "utf-8")
        await anna.look()
        assert "annotations/anna/herald.yaml is mended." in anna.screen
        assert "YAML ok" in anna.screen


async def test_writing_into_a_broken_file_is_refused_with_its_line(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2", "g", "w")
        await anna.written()
        await anna.press("}", "s", "3")
        broken = anna.file.read_text("utf-8") + "  - {\n"
        anna.file.write_text(broken, "utf-8")
        await anna.press("g", "w")
        await anna.written()
        assert "A file that cannot be read" in anna.screen
        assert anna.file.read_text("utf-8") == broken


async def test_a_file_that_is_gone_is_not_made_again_in_silence(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2", "g", "w")
        await anna.written()
        await anna.press("}", "s", "3")
        anna.file.unlink()
        await anna.press("g", "w")
        await anna.written()
        assert "Changed on disk" in anna.screen
        assert not anna.file.exists()
        await anna.press("m")
        await anna.written()
        assert anna.file.read_text("utf-8").count("- id:") == 2


async def test_a_full_disk_is_told_in_full_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2")

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fsync", full)
        await anna.press("g", "w")
        await anna.written()
        assert "annotations/anna/herald.yaml: could not be written: no space left; free" in anna.screen
        assert "Nothing is lost: 1 change waiting in the journal" in anna.screen
        await anna.press("q")
        assert "Not written: no space left (herald.yaml). All is in the journal" in anna.screen
        monkeypatch.undo()
        await anna.press("g", "w")
        await anna.written()
        assert "tags: [pay]" in anna.file.read_text("utf-8")


async def test_loading_again_keeps_what_is_in_the_notebook(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "4", "q")
        await anna.written()
        (anna.folder / "extra.txt").write_text("Another text on trams.\n", "utf-8")
        await anna.press("g", "l")
        await anna.written()
        assert anna.app.desk
        assert anna.app.desk.notebook.read_only == ""
        assert len(anna.app.loaded.comparison.cell("night-cars", "herald").passages) == 1


async def test_a_provision_that_was_made_is_compared_at_once_and_goes_with_undo(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("}", "s", "t", *"airport", "down", "enter", "enter")
        page = anna.app.screen
        assert isinstance(page, AnnotateScreen)
        desk = anna.app.desk
        assert desk
        desk.show()
        assert [p.id for p in anna.app.reader.reading.comparison.provisions][-1] == "airport"
        assert anna.app.reader.reading.comparison.cell("airport", "herald").passages
        verdict = {"provision": "airport", "article": "herald", "verdict": "only"}
        desk.do([SetVerdict("vvvvvv", verdict, None)], "verdict")
        desk.show()
        assert anna.app.loaded.comparison.cell("airport", "herald").state == "only"
        await anna.press("q")
        await anna.written()
        await anna.press("a")
        page = anna.app.screen
        assert isinstance(page, AnnotateScreen)
        assert page.names.name("airport").title == "airport"
        await anna.press("u", "u")
        desk.show()
        assert "airport" not in [p.id for p in anna.app.reader.reading.comparison.provisions]
        assert page.names.name("airport").sign == "?"
        await anna.press("g", "u")
        desk.show()
        assert "airport" in [p.id for p in anna.app.reader.reading.comparison.provisions]
