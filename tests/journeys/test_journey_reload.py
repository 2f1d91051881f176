"""The files of a corpus change: while they are read, and between two starts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers.program import Person, program

from karabakh_tui import paths

SIZE = (120, 40)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The default corpus, to be changed."""
    for name in ("seeds", "annotations"):
        shutil.copytree(paths.shipped() / name, tmp_path / "corpus" / name)
    return tmp_path / "corpus"


def take_away_the_first_article(folder: Path) -> None:
    (folder / "seeds" / "000_0370affb3cc67693.txt").unlink()


async def load_again(person: Person) -> str:
    await person.press("g", "l")
    await person.app.workers.wait_for_complete()
    await person.settle()
    return person.screen


async def test_an_article_that_is_gone_leaves_its_pane(folder: Path, tmp_path: Path) -> None:
    async with program(SIZE, tmp_path / "state", folder) as person:
        await person.press("1", "2", "enter", "n", "n")
        take_away_the_first_article(folder)
        screen = await load_again(person)
        assert "The files are loaded again." in screen
        assert "GROUND KEPT" in screen
        assert "The Moscow Times" in "".join(person.lines[2])
        await person.press("backspace", "g", "f", "n")
        assert person.app.is_running


async def test_a_start_after_the_article_last_read_is_gone(folder: Path, tmp_path: Path) -> None:
    async with program(SIZE, tmp_path / "state", folder) as person:
        await person.press("1", "2", "enter", "n", "n", "m", "a", "q")
    take_away_the_first_article(folder)
    async with program(SIZE, tmp_path / "state", folder) as person:
        assert "GROUND KEPT" in person.screen
        await person.press("n", "'", "a")
        assert "GROUND KEPT" in person.screen


@pytest.mark.parametrize("over", ["c", "enter"], ids=["coverage", "cards"])
async def test_what_is_open_over_the_reader_closes_as_its_rows_may_be_gone(
    folder: Path, tmp_path: Path, over: str
) -> None:
    async with program(SIZE, tmp_path / "state", folder) as person:
        await person.press("1", "2", "enter", "n", "n", over)
        (folder / "annotations" / "codebook.yaml").write_text(
            "format: 1\nprovisions:\n  - {id: ceasefire, code: '1', title: Ceasefire}\n", encoding="utf-8"
        )
        screen = await load_again(person)
        assert "READ" in screen
        assert "[1~ CEASEFIRE]" in screen
        await person.press(over, "j", "enter")
        assert "READ" in person.screen


async def test_files_that_broke_since_are_told_with_the_news(folder: Path, tmp_path: Path) -> None:
    async with program(SIZE, tmp_path / "state", folder) as person:
        await person.press("1", "2", "enter", "n", "n")
        assert "The files are loaded again.\n" in (await load_again(person)).replace(" \n", "\n")
        (folder / "annotations" / "editorial" / "moscow-times.yaml").write_text("format: [", encoding="utf-8")
        screen = await load_again(person)
        assert "The files are loaded again. 1 notice on files that could not be used as they are: g n" in screen
        assert "annotations/editorial/moscow-times.yaml:" in await person.press("g", "n")
