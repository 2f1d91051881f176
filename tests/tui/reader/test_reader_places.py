"""Annotations of articles that have changed come onto the screen as they are found; nobody waits for them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from helpers.program import Person
from helpers.tram_corpus import write_corpus

from karabakh_tui import paths
from karabakh_tui.annotations.snapshots import Snapshots
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.matching.load import Loaded, load
from karabakh_tui.tui.app import KarabakhApp, Settings


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A corpus that was annotated; then each of its articles got a new first line."""
    root = tmp_path / "corpus"
    write_corpus(root)
    before = open_folder(root)
    kept = Snapshots(tmp_path / "snapshots")
    for article in before.articles:
        assert kept.keep(article)
        for file in (root / "annotations").glob(f"*/{article.id}.yaml"):
            lines = [line for line in file.read_text("utf-8").splitlines(keepends=True) if "sha256" not in line]
            source = f"source: {{id: {article.id}, sha256: {article.sha256[:12]}}}\n"
            file.write_text(source + "".join(lines), "utf-8")
        path = Path(article.path)
        path.write_text("News from the tram company.\n\n" + path.read_text("utf-8"), "utf-8")
        assert sha256(path.read_bytes()).hexdigest() != article.sha256
    return root


def opened(root: Path, *, later: bool = True) -> Loaded:
    corpus = open_folder(root)
    return load(
        corpus,
        root,
        ("editorial",),
        find_snapshots=lambda: Snapshots(root.parent / "snapshots"),
        later=later,
    )


def settings(root: Path) -> Settings:
    return Settings(
        load=lambda: opened(root),
        state=None,
        theme_folders=(paths.shipped() / "themes",),
        theme="",
        ladder="true",
        sources=tuple(article.id for article in open_folder(root).articles[:2]),
    )


async def test_places_are_found_while_the_articles_can_be_read(edited: Path) -> None:
    whole = opened(edited, later=False)
    app = KarabakhApp(opened(edited), settings(edited))
    assert app.loaded.pending
    assert not any(app.loaded.anchored.values())
    async with app.run_test(size=(100, 30)) as pilot:
        person = Person(app, pilot)
        await person.settle()
        await app.workers.wait_for_complete()
        await person.settle()
        assert app.loaded.pending == ()
        assert app.loaded.comparison == whole.comparison
        assert app.reader.loaded is app.loaded
        assert {one.anchor.certainty for found in app.loaded.anchored.values() for one in found} == {"moved"}


async def test_after_loading_again_places_are_found_anew(edited: Path) -> None:
    app = KarabakhApp(opened(edited), settings(edited))
    async with app.run_test(size=(100, 30)) as pilot:
        person = Person(app, pilot)
        await person.settle()
        await app.workers.wait_for_complete()
        for article in app.loaded.corpus.articles:
            path = Path(article.path)
            path.write_text("Once more.\n\n" + path.read_text("utf-8"), "utf-8")
        await person.press("g", "l")
        await app.workers.wait_for_complete()
        await person.settle()
        await app.workers.wait_for_complete()
        await person.settle()
        assert app.loaded.pending == ()
        assert app.loaded.comparison == opened(edited, later=False).comparison


async def test_a_screen_that_is_open_meanwhile_shows_what_was_found(edited: Path) -> None:
    screens = []
    for later in (True, False):
        app = KarabakhApp(opened(edited, later=later), settings(edited))
        async with app.run_test(size=(100, 30)) as pilot:
            person = Person(app, pilot)
            await person.press("c")
            await app.workers.wait_for_complete()
            await person.settle()
            screens.append(person.screen)
    assert "COVERAGE" in screens[0]
    assert screens[0] == screens[1]
