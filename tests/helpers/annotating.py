"""Somebody who annotates, in a test: the whole program on the five articles, with files of their own, at the desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from helpers.program import Person, default_corpus

from karabakh_tui import paths
from karabakh_tui.annotations.notebook import Notebook, Where
from karabakh_tui.matching.load import Loaded
from karabakh_tui.tui.app import KarabakhApp, Settings
from karabakh_tui.tui.screens.annotate import AnnotateScreen


@dataclass(frozen=True, slots=True)
class Annotator(Person):
    """Somebody at the desk; `folder` holds the annotation files."""

    folder: Path

    @property
    def page(self) -> AnnotateScreen:
        """The annotate screen."""
        return next(one for one in self.app.screen_stack if isinstance(one, AnnotateScreen))

    @property
    def word(self) -> str:
        """The word under the cursor."""
        return self.page.state.cursor.of(self.page.article.text)

    @property
    def selected(self) -> str:
        """The selected words, "" for none."""
        selection = self.page.state.selection
        return selection.span.of(self.page.article.text) if selection else ""

    @property
    def tags(self) -> list[tuple[tuple[str, ...], str]]:
        """Tags and words of what is annotated in this source, in the order of the notebook."""
        file = self.page.desk.notebook.annotations(self.page.article.id)
        return [(one.tags, one.quote) for one in file.annotations]

    @property
    def said(self) -> str:
        """The line below the text."""
        rows = self.page._bottom.rows
        return "".join(text for text, _ in rows[1 if len(rows) == 3 else 2]).strip()


@asynccontextmanager
async def annotator(
    size: tuple[int, int],
    folder: Path,
    article: str = "jamestown",
    at: str = "",
    *,
    ladder: str = "true",
    ascii: bool = False,
    read_only: bool = False,
    blind: bool = False,
    loaded: Loaded | None = None,
    theme: str = "",
) -> AsyncIterator[Annotator]:
    """Anna on the annotate screen of an article of the default corpus, the cursor on the first word of `at`."""
    loaded = loaded or default_corpus()

    def open_notebook(loaded: Loaded, name: str, read_only: bool, take_over: bool) -> Notebook:
        where = Where(folder / "annotations", name, folder / "state", "annotations")
        articles = loaded.corpus.articles
        return Notebook.open(where, articles, loaded.codebook, read_only=read_only, take_over=take_over)

    settings = Settings(
        load=lambda: loaded,
        state=folder / "places",
        theme_folders=(paths.shipped() / "themes",),
        theme=theme,
        ladder=ladder,
        ascii=ascii,
        sources=(article,),
        annotator="anna",
        open_notebook=open_notebook,
        read_only=read_only,
        blind=blind,
    )
    app = KarabakhApp(loaded, settings)
    async with app.run_test(size=size) as pilot:
        person = Annotator(app, pilot, folder / "annotations" / "anna")
        await person.settle()
        await person.press("a")
        if at:
            page = person.page
            page.move(page.state.put(page.article.text.index(at)))
            page.pane.place(page.state.cursor.start)
            page.draw()
            await person.settle()
        yield person
