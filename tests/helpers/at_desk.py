"""Somebody who annotates the small corpus in a test: the whole program, with a notebook, a name, and places of their
own on disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from helpers.program import Person
from helpers.tram_corpus import write_corpus

from karabakh_tui.cli.notebooks import Notebooks
from karabakh_tui.cli.wishes import Wishes
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.matching.load import load
from karabakh_tui.tui.app import KarabakhApp, Settings


@dataclass(frozen=True, slots=True)
class Seated(Person):
    """Somebody at the desk; `folder` is the corpus, `state` the folder of state, `kept` what was kept for good."""

    folder: Path
    state: Path
    kept: dict[str, str]

    @property
    def file(self) -> Path:
        """The file of annotations on the first article."""
        return self.folder / "annotations" / "anna" / "herald.yaml"

    @property
    def line(self) -> str:
        """The message on the screen on top, "" for none."""
        return str(getattr(self.app.screen, "_message", ""))

    async def written(self) -> None:
        """Until all that is done in threads is done."""
        await self.app.workers.wait_for_complete()
        await self.settle()

    async def look(self) -> None:
        """As if some seconds went by, in which nobody typed: look at the files, and ask what there is to ask."""
        desk = self.app.desk
        assert desk
        desk._typed_at -= 3
        desk._look()
        await self.written()


@asynccontextmanager
async def at_desk(
    where: Path,
    size: tuple[int, int] = (80, 24),
    *,
    name: str = "anna",
    annotate: str = "herald",
    read_only: bool = False,
    **files: str,
) -> AsyncIterator[Seated]:
    """The program on the small corpus in `where`, which is written where it is not there yet, as `name`.

    `annotate` is the article that is annotated at once, "" for none. `files` as for `write_corpus`.
    """
    folder, state = where / "corpus", where / "state"
    if not folder.exists():
        write_corpus(folder, **files)
    corpus = open_folder(folder)
    kept: dict[str, str] = {}

    def keep(setting: str, chosen: str) -> str:
        kept[setting] = chosen
        return f"{chosen} is kept."

    notebooks = Notebooks(Wishes(), state)
    settings = Settings(
        load=lambda: load(open_folder(folder), folder, ("editorial", name) if name else ("editorial",)),
        state=state,
        theme_folders=(),
        theme="",
        ladder="true",
        sources=("herald",),
        keep_choice=keep,
        annotator=name,
        open_notebook=notebooks.open,
        left_open=notebooks.left_open,
        kept_where=notebooks.kept_where,
        annotate=annotate,
        read_only=read_only,
    )
    app = KarabakhApp(load(corpus, folder, ("editorial", name) if name else ("editorial",)), settings)
    async with app.run_test(size=size) as pilot:
        person = Seated(app, pilot, folder, state, kept)
        await person.settle()
        await person.settle()
        yield person
        if app.desk and app.desk.notebook:
            app.desk.notebook.close(goodbye=False)
