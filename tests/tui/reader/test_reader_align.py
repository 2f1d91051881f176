"""Rows that somebody laid side by side with `=`: they come together again whenever one of the two comes by."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from helpers.program import Person

from karabakh_tui import paths
from karabakh_tui.cli.notebooks import Notebooks
from karabakh_tui.cli.wishes import Wishes
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.matching.load import Loaded, load
from karabakh_tui.tui.app import KarabakhApp, Settings

A, E = "artsakh-report", "jamestown"


@asynccontextmanager
async def reading(where: Path) -> AsyncIterator[Person]:
    """Anna reads A beside E in a copy of the corpus."""
    folder = where / "corpus"
    if not folder.exists():
        for part in ("seeds", "annotations"):
            shutil.copytree(paths.shipped() / part, folder / part)

    def opened() -> Loaded:
        return load(open_folder(folder), folder, ("editorial", "anna"))

    settings = Settings(
        load=opened,
        state=None,
        theme_folders=(),
        theme="",
        ladder="true",
        sources=(A, E),
        annotator="anna",
        open_notebook=Notebooks(Wishes(), where / "state").open,
    )
    app = KarabakhApp(opened(), settings)
    async with app.run_test(size=(120, 40)) as pilot:
        person = Person(app, pilot)
        await person.settle()
        yield person
        if app.desk:
            app.desk.notebook.save()
            app.desk.close(goodbye=True)


def rows(person: Person) -> tuple[int, int]:
    """The code points on the reading lines of A and E."""
    offsets = person.app.reader.panes.offsets()
    return offsets[A], offsets[E]


async def from_the_top(person: Person, there: int) -> int:
    """Where E stands when A comes by `there`, scrolled from its first row on."""
    await person.press("g", "g", "j")
    while rows(person)[0] < there:
        await person.press("j")
    assert rows(person)[0] == there
    return rows(person)[1]


async def test_rows_that_were_laid_side_by_side_come_together_until_undo(tmp_path: Path) -> None:
    async with reading(tmp_path) as anna:
        await anna.press("space", "s", "l", *"jjjjjjjj", "h")
        pair = rows(anna)
        assert "These rows of A and E go together from now on." in await anna.press("=")
        assert rows(anna) == pair
        await anna.press("s")
        assert await from_the_top(anna, pair[0]) == pair[1]
        assert "undid A and E laid side by side" in await anna.press("u")
        assert rows(anna) == pair
        assert await from_the_top(anna, pair[0]) != pair[1]


async def test_a_row_with_an_indent_comes_back_to_the_same_row(tmp_path: Path) -> None:
    async with reading(tmp_path) as anna:
        article = anna.app.loaded.corpus.article(A)
        assert article
        bullet = article.text.index("  • The territory of the Artsakh")
        await anna.press("g", "g", "s")
        while rows(anna)[0] < bullet:
            await anna.press("j")
        await anna.press("l", *"jjjjjjjj", "h")
        pair = rows(anna)
        assert pair[0] == bullet
        await anna.press("=", "s")
        assert await from_the_top(anna, bullet) == pair[1]


async def test_they_go_together_at_the_next_start_and_the_same_key_parts_them(tmp_path: Path) -> None:
    async with reading(tmp_path) as anna:
        await anna.press("space", "s", *"jjjj", "=")
        pair = rows(anna)
    assert "links:" in (tmp_path / "corpus/annotations/anna/_links.yaml").read_text("utf-8")
    async with reading(tmp_path) as anna:
        assert await from_the_top(anna, pair[0]) == pair[1]
        assert "do not go together any more" in await anna.press("=")
        assert await from_the_top(anna, pair[0]) != pair[1]
