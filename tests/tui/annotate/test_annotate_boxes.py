"""What annotating opens, in the whole program: from the key to the notebook and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.annotating import Annotator, annotator
from helpers.screen import until

from karabakh_tui.tui.placing import SEARCHING
from karabakh_tui.tui.screens.annotate import AnnotateScreen
from karabakh_tui.tui.screens.box import BoxScreen
from karabakh_tui.tui.screens.codes import CodesScreen
from karabakh_tui.tui.screens.queue import QueueScreen
from karabakh_tui.tui.screens.tag_all import TagAllScreen

SIZE = (80, 24)
AT = "The Russian peacekeepers are"
OLD = """\
format: 1
source: {id: jamestown, sha256: 0123456789ab}
annotator: anna
annotations:
  - id: words2
    tags: [conflict]
    quote: "The Russian peacekeepers were deploying for about five years, with the possibility to prolong the mission"
  - id: lost33
    tags: [fact]
    quote: "The bells of the cathedral in Shusha rang all through the night of the ninth."
    prefix: "It was said that "
  - id: sure44
    tags: [claim]
    quote: "Neighboring Georgia has permitted Russia to fly transport jets through its airspace"
"""


def write(folder: Path, words: str) -> None:
    file = folder / "annotations" / "anna" / "jamestown.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(words, "utf-8")


async def open_queue(anna: Annotator) -> QueueScreen:
    await until(anna.pilot, lambda: SEARCHING not in [one.anchor for one in anna.page.state.mine.all])
    await anna.press("g", "v")
    assert isinstance(anna.app.screen, QueueScreen)
    return anna.app.screen


async def test_g_h_lists_the_tags_of_the_article_and_enter_goes_there(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        assert "No tags in this article yet." in await anna.press("g", "h")
        await anna.press("4", "g", "g", "1")
        assert "E Jamestown EDM: 2 annotations" in await anna.press("g", "h")
        await anna.press(*"conf", "enter")
        assert isinstance(anna.app.screen, AnnotateScreen)
        assert anna.page.state.at_hand is not None
        assert anna.page.state.at_hand.annotation.tags == ("conflict",)
        assert anna.word == "The"


async def test_g_x_shows_what_all_codes_mean(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path) as anna:
        screen = await anna.press("g", "x")
        assert isinstance(anna.app.screen, BoxScreen)
        assert "A checkable statement that the article makes in its own voice." in screen


async def test_a_retag_names_what_it_replaces(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        screen = await anna.press("4", "r")
        assert isinstance(anna.app.screen, CodesScreen)
        assert "in place of what is there" in screen
        await anna.press(*"omi", "enter")
        assert [tags for tags, _ in anna.tags] == [("omission",)]


async def test_a_new_label_and_its_tag_are_one_step(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s", "t", *"xylo", "enter", "enter")
        assert [tags for tags, _ in anna.tags] == [("xylo",)]
        notebook = anna.page.desk.notebook
        assert notebook.fields("codebook:labels", "xylo") == {"id": "xylo", "title": "xylo"}
        await anna.press("u")
        assert anna.tags == []
        assert notebook.fields("codebook:labels", "xylo") is None


async def test_the_same_words_in_all_articles_are_one_step(tmp_path: Path) -> None:
    async with annotator(SIZE, tmp_path, at="Russian peacekeepers are") as anna:
        await anna.press("v", "l", "1", "a")
        top = anna.app.screen
        assert isinstance(top, TagAllScreen)
        await until(anna.pilot, lambda: not top.searching)
        await anna.press("enter")
        notebook = anna.page.desk.notebook
        tagged = {a.id: len(notebook.annotations(a.id).annotations) for a in anna.app.loaded.comparison.compared}
        assert tagged["jamestown"] > 1
        assert sum(tagged.values()) > tagged["jamestown"]
        await anna.press("u")
        assert len(anna.tags) == 1


async def test_what_has_lost_its_place_is_attached_kept_and_deleted(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    async with annotator(SIZE, tmp_path) as anna:
        queue = await open_queue(anna)
        assert [one.annotation.id for one in queue.view.waiting] == ["lost33", "words2"]
        assert "Nothing in the article is like it." in anna.screen
        await anna.press("k")
        assert [one.annotation.id for one in queue.view.waiting] == ["words2"]
        assert "4 conflict attached. Nothing waits any more." in await anna.press("1")
        await anna.press("q")
        words = dict(anna.tags)
        assert words[("conflict",)].startswith("The Russian peacekeepers are deploying for five years")
        assert anna.page.desk.notebook.fields("jamestown", "")["source"] != "0123456789ab"  # type: ignore[index]


async def test_a_decision_in_the_queue_is_undone_there(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    async with annotator(SIZE, tmp_path) as anna:
        queue = await open_queue(anna)
        await anna.press("d")
        assert len(anna.tags) == 2
        await anna.press("u")
        assert len(anna.tags) == 3
        assert [one.annotation.id for one in queue.view.waiting] == ["lost33", "words2"]


async def test_words_selected_in_the_article_can_be_attached_to(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("s")
        selected = anna.selected
        await open_queue(anna)
        await anna.press("a", "q")
        assert (("fact",), selected) in anna.tags


@pytest.mark.parametrize("keys", [("t",), ("c",), ("a",), ("g", "h"), ("g", "x"), ("r",), ("x",)])
async def test_a_window_that_gets_small_and_large_again_shows_the_box_again(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with annotator(SIZE, tmp_path, at=AT) as anna:
        await anna.press("4", *keys)
        top = anna.app.screen
        await anna.pilot.resize_terminal(40, 10)
        await anna.settle()
        assert "This window is 40 x 10" in anna.screen
        await anna.pilot.resize_terminal(60, 16)
        await anna.settle()
        assert anna.app.screen is top
        assert "┌─" in anna.screen


@pytest.mark.parametrize(
    "keys", [("t",), ("t", *"xylo", "enter"), ("c",), ("a",), ("g", "h"), ("g", "x"), ("x",), ("g", "v")]
)
async def test_in_ascii_without_colours_all_can_be_read(tmp_path: Path, keys: tuple[str, ...]) -> None:
    write(tmp_path, OLD)
    async with annotator(SIZE, tmp_path, at=AT, ladder="mono", ascii=True) as anna:
        await until(anna.pilot, lambda: SEARCHING not in [one.anchor for one in anna.page.state.mine.all])
        screen = await anna.press("4", *keys)
        assert not isinstance(anna.app.screen, AnnotateScreen)
        assert {char for char in screen if not char.isascii() and not char.isalpha()} == set()
