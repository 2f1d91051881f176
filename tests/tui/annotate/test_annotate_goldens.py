"""The annotate screen as people see it, at four sizes, in colours, without any, and in ASCII."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers.annotating import Annotator, annotator

from karabakh_tui.text.cells import width
from karabakh_tui.tui.palette import PLAIN

GOLDEN = Path(__file__).parent / "golden"
AT = "The Russian peacekeepers are"
SIZES = [(160, 45), (120, 40), (80, 24), (60, 16)]


async def work(anna: Annotator) -> None:
    """Two tags, a note, and a selection with a tag."""
    await anna.press("v", "l", "1", "escape", "c", *"who", "enter")
    await anna.press(")", "2", "(", "s", "4", "c", *"against", "space", "A", "enter")


def same(anna: Annotator, name: str) -> None:
    text = "\n".join(line.rstrip() for line in anna.lines[:-1]) + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("KARABAKH_TUI_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_screen_at_each_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with annotator(size, tmp_path, at=AT) as anna:
        await work(anna)
        same(anna, f"{size[0]}x{size[1]}")
        assert all(width(line) <= size[0] for line in anna.lines)


async def test_the_screen_before_the_first_tag(tmp_path: Path) -> None:
    async with annotator((80, 24), tmp_path, at=AT) as anna:
        same(anna, "80x24-empty")


async def test_the_screen_in_ascii(tmp_path: Path) -> None:
    async with annotator((80, 24), tmp_path, at=AT, ladder="mono", ascii=True) as anna:
        await work(anna)
        same(anna, "80x24-ascii")
        assert "\n".join(anna.lines).isascii()


async def test_without_colours_cursor_selection_and_tags_are_told_apart(tmp_path: Path) -> None:
    async with annotator((80, 24), tmp_path, at=AT, ladder="mono") as anna:
        await work(anna)
        assert anna.app.palette.style("") == PLAIN.style("")
        looks = {role: PLAIN.style(role) for role in ("", "tag-mine", "tag-theirs", "selection", "cursor")}
        assert len(set(looks.values())) == len(looks)
        assert PLAIN.style("tag-mine+selection") != PLAIN.style("selection")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_window_may_change_its_size_at_any_time(tmp_path: Path, size: tuple[int, int]) -> None:
    async with annotator((80, 24), tmp_path, at=AT) as anna:
        await work(anna)
        selected = anna.selected
        await anna.pilot.resize_terminal(*size)
        await anna.settle()
        assert anna.selected == selected
        assert anna.page.pane.visible_span.overlaps(anna.page.state.cursor)
        await anna.pilot.resize_terminal(80, 24)
        await anna.settle()
        same(anna, "80x24")
