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
