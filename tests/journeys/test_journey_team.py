"""Anna compares her tags with ben's, decides one by one, and takes the agreement away; ben's file is never touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.annotating import Annotator, annotator
from textual.geometry import Offset

from karabakh_tui.annotations.load import read_annotations
from karabakh_tui.tui.screens.team import TeamScreen

SIZE = (80, 24)
MANDATE = "The Russian peacekeepers are deploying for five years"

ANNA = f"""\
format: 1
annotations:
  # the title
  - {{id: a2a2a2, tags: [signing], quote: "The Karabakh War Ends", start: 0}}
  - id: b2b2b2
    tags: [peacekeepers-mandate]
    quote: "{MANDATE}"
    note: look again
  - {{tags: [status], quote: "nervous denial"}}
"""
BEN = """\
# ben's own words
format: 1
annotations:
  - {id: k3q9x7, tags: [ceasefire], quote: "The Karabakh War Ends", start: 0}
  - {tags: [lachin-corridor], quote: "for five years", note: the number is the point}
  - {id: m2w9tz, tags: [status], quote: "Establishing a ceasefire was relatively easy"}
"""
TAG, SPAN, MINE, THEIRS = range(4)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    for name, text in (("anna", ANNA), ("ben", BEN)):
        file = tmp_path / "annotations" / name / "jamestown.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
    ben = tmp_path / "annotations" / "ben" / "jamestown.yaml"
    before = ben.stat().st_mtime_ns
    yield tmp_path
    assert ben.read_text("utf-8") == BEN
    assert ben.stat().st_mtime_ns == before
    assert [one.name for one in ben.parent.iterdir()] == ["jamestown.yaml"]


def team_of(person: Annotator) -> TeamScreen:
    return next(one for one in person.app.screen_stack if isinstance(one, TeamScreen))


def outcomes(person: Annotator) -> list[str]:
    return [item.outcome for item in team_of(person).state.items]


async def compare(person: Annotator, name: str = "ben") -> str:
    """g t, and the colleague from the list."""
    await person.press("g", "t")
    assert "Compare your tags on E with" in person.screen
    return await person.press(*name, "enter")


async def test_mine_theirs_both_and_open_one_after_another(folder: Path) -> None:
    async with annotator(SIZE, folder) as anna:
        shown = await compare(anna)
        assert "anna 3 tags / ben 3 tags" in shown
        assert [one.first.kind for one in team_of(anna).state.items] == ["tag", "span", "mine", "theirs"]
        assert "Mine stays." in await anna.press("1")
        assert "As ben has it." in await anna.press("n", "2")
        assert "That is so already." in await anna.press("2")
        assert "Mine stays." in await anna.press("j", "3")
        shown = await anna.press("j", "space")
        assert "It stays open." in shown
        assert outcomes(anna) == ["mine", "theirs", "mine", ""]
        assert "open 1   decided 3" in shown
        assert "It is in your file." in await anna.press("3")
        said = {(" ".join(tags), quote) for tags, quote in anna.tags}
        assert said == {
            ("signing", "The Karabakh War Ends"),
            ("lachin-corridor", "for five years"),
            ("status", "nervous denial"),
            ("status", "Establishing a ceasefire was relatively easy"),
        }


async def test_what_was_decided_is_in_my_file_and_not_open_at_the_next_start(folder: Path) -> None:
    async with annotator(SIZE, folder) as anna:
        await compare(anna)
        await anna.press("1", "n", "3", "n", "1", "n", "1")
        assert outcomes(anna) == ["mine", "both", "mine", "mine"]
        saved = anna.page.desk.notebook.save()
        assert [(one.file, one.new) for one in saved.written] == [("jamestown", False)]
        anna.page.desk.notebook.close()
    path = anna.folder / "jamestown.yaml"
    text = path.read_text("utf-8")
    assert text.startswith("format: 1\nannotations:\n  # the title\n")
    file = read_annotations(path, "anna/jamestown.yaml", "anna", "jamestown", ())
    seen = {one.quote: [name.split(":")[0] for name in one.seen_from] for one in file.annotations}
    assert seen == {
        "The Karabakh War Ends": ["ben#k3q9x7"],
        MANDATE: ["ben#"],  # ben's record has no id: it is known by what it says
        "for five years": ["ben#"],
        "nervous denial": ["ben"],
        "Establishing a ceasefire was relatively easy": ["ben#m2w9tz"],
    }
    assert [one.status for one in file.annotations if one.quote.startswith("Establishing")] == ["rejected"]
    assert next(one.note for one in file.annotations if one.quote == MANDATE) == "look again"
    async with annotator(SIZE, folder) as anna:
        assert "open 0   decided 4" in await compare(anna)
        assert "open 1   decided 3" in await anna.press("space")
        anna.page.desk.notebook.close()


async def test_undo_says_what_it_undid_and_opens_the_item_again(folder: Path) -> None:
    async with annotator(SIZE, folder) as anna:
        await compare(anna)
        await anna.press("n", "2")
        shown = await anna.press("u")
        assert "undid theirs on 4 Mandate 'The Russian peacekeepers are.." in shown
        assert outcomes(anna) == ["", "", "", ""]
        await anna.press("U")
        assert outcomes(anna) == ["", "theirs", "", ""]


@pytest.mark.parametrize("first", "123")
@pytest.mark.parametrize("at", [TAG, SPAN, MINE, THEIRS])
async def test_a_mind_can_be_changed_in_one_step(folder: Path, at: int, first: str) -> None:
    async with annotator(SIZE, folder) as anna:
        await compare(anna)
        await anna.press(*"n" * at)
        before = anna.tags
        for key in (first, "1", "2", "3", "2", "1"):
            await anna.press(key)
            wanted = {"1": "mine", "2": "theirs", "3": "both" if at in (TAG, SPAN) else outcomes(anna)[at]}[key]
            assert outcomes(anna)[at] == wanted
        await anna.press("space")
        assert outcomes(anna) == ["", "", "", ""]
        assert sorted(anna.tags) == sorted(before)


async def test_a_note_is_mine_and_a_draft_is_not_lost(folder: Path) -> None:
    async with annotator(SIZE, folder) as anna:
        await compare(anna)
        await anna.press("n", "c", *"!", "escape")
        assert "Kept as a draft" in anna.screen
        draft = team_of(anna).draft()
        assert draft
        assert (draft.article_id, draft.note, draft.note_on) == ("jamestown", "look again!", "b2b2b2")
        await anna.press("c")
        assert "look again!" in anna.screen
        assert "Note kept." in await anna.press("enter")
        assert "my note: look again!" in anna.screen
        assert team_of(anna).draft() is None
        assert "undid note on 4 Mandate" in await anna.press("u")
        shown = await anna.press("g", "e", "c")
        assert "There is nothing of yours here to write a note on. 2 takes theirs first." in shown


async def test_the_report_is_written_and_replaces_nothing_in_silence(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "agreement-anna-ben.md"
    async with annotator(SIZE, folder) as anna:
        await compare(anna)
        assert "file> agreement-anna-ben.md" in await anna.press("e")
        assert "Wrote agreement-anna-ben.md." in await anna.press("enter")
        text = path.read_text("utf-8")
        assert text.startswith("# Agreement of anna and ben\n")
        assert "| kappa | alpha |" in text
        path.write_text("mine")
        assert "is there already. Enter again replaces it." in await anna.press("e", "enter")
        assert path.read_text() == "mine"
        await anna.press("enter")
        assert path.read_text("utf-8") == text
        await anna.press("e", "ctrl+u", *"r.json", "enter")
        found = json.loads((tmp_path / "r.json").read_text("utf-8"))
        assert [one["name"] for one in found["annotators"]] == ["anna", "ben"]
        await anna.press("e", "ctrl+u", *"no/r", "enter")
        assert "Could not write no/r" in anna.screen
        assert "Agreement report" not in await anna.press("escape")


async def test_enter_goes_to_the_passage_where_one_annotates(folder: Path) -> None:
    async with annotator(SIZE, folder) as anna:
        await compare(anna)
        await anna.press("n", "n", "enter")
        assert anna.app.screen is anna.page
        assert anna.word == "nervous"


async def test_enter_goes_to_the_passage_where_one_reads_and_back_comes_back(folder: Path) -> None:
    async with annotator(SIZE, folder) as anna:
        await anna.press("q")
        reader = anna.app.reader
        assert anna.app.screen is reader
        before = reader.leader.reading_offset
        await compare(anna)
        shown = await anna.press("g", "e", "enter")
        assert "Establishing a ceasefire was relatively easy" in " ".join(shown.split())
        assert reader.reading.carousel.focused == "jamestown"
        await anna.press("backspace")
        assert reader.leader.reading_offset == before


async def test_q_goes_back_and_nothing_is_decided(folder: Path) -> None:
    async with annotator(SIZE, folder) as anna:
        before = anna.tags
        await compare(anna)
        await anna.press("q")
        assert anna.app.screen is anna.page
        assert anna.tags == before


async def test_a_single_colleague_needs_no_list(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path) as anna:
        shown = await anna.press("g", "t")
        assert "anna 0 tags / editorial 45 tags" in shown
        assert "kappa" in shown


async def test_order_keeps_the_difference_in_hand(folder: Path) -> None:
    async with annotator(SIZE, folder) as anna:
        await compare(anna)
        await anna.press("g", "e")
        for words in ("by tag", "by kind", "as in the text"):
            shown = await anna.press("o")
            assert f"order: {words}" in shown
            item = team_of(anna).state.item
            assert item
            assert item.first.kind == "theirs"


async def test_a_click_takes_a_difference_in_hand(folder: Path) -> None:
    async with annotator(SIZE, folder) as anna:
        await compare(anna)
        await anna.pilot.click(offset=Offset(20, 6))
        await anna.settle()
        assert team_of(anna).state.at == MINE


async def test_a_blind_session_shows_no_colleague(folder: Path) -> None:
    async with annotator(SIZE, folder, blind=True) as anna:
        assert "This session is blind" in await anna.press("g", "t")


async def test_a_session_to_read_only_decides_nothing_and_says_why(folder: Path) -> None:
    async with annotator(SIZE, folder, read_only=True) as anna:
        await compare(anna)
        shown = await anna.press("2")
        assert "read only" in shown.lower()
        assert outcomes(anna) == ["", "", "", ""]


async def test_without_colours_brackets_tell_whose_passage_it_is(folder: Path) -> None:
    async with annotator(SIZE, folder, ladder="mono", ascii=True) as anna:
        await compare(anna)
        shown = " ".join((await anna.press("n")).split())
        assert "[The Russian peacekeepers are deploying {for five years}]" in shown
        runs = [run for strip in anna.app.screen._compositor.render_strips() for run in strip]
        assert not [run for run in runs if run.style and run.style.color and not run.style.color.is_default]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_item_in_hand_is_on_screen_at_every_size(folder: Path, size: tuple[int, int]) -> None:
    async with annotator(size, folder) as anna:
        await compare(anna)
        for number in range(1, 5):
            assert f"> {number}/4 " in anna.screen
            await anna.press("n")
