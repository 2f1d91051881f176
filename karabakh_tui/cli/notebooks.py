"""Opening an annotator's notebook: in which folder its files are, and where its journal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from karabakh_tui import paths
from karabakh_tui.cli.own_notes import ANNOTATIONS, Kept, kept_for
from karabakh_tui.cli.session import codebook_root, snapshots_folder

if TYPE_CHECKING:
    from karabakh_tui.annotations.notebook import Notebook, Where
    from karabakh_tui.cli.wishes import Wishes
    from karabakh_tui.corpus.model import Corpus
    from karabakh_tui.matching.load import Loaded


class Notebooks:
    """Opens the notebook of any annotator on what is loaded."""

    def __init__(self, wishes: Wishes, state: Path | None) -> None:
        self._wishes = wishes
        self._state = state

    def open(self, loaded: Loaded, annotator: str, read_only: bool, take_over: bool) -> Notebook:
        """The notebook. What the annotator has in a corpus that cannot be written in is taken along the first time."""
        from karabakh_tui.annotations.notebook import Notebook

        kept = self._kept(loaded.corpus)
        if kept.why and kept.folder and not read_only:
            _take_along(codebook_root(loaded.corpus, self._wishes), kept.folder, annotator)
        where = self._where(kept, annotator)
        articles = loaded.corpus.articles
        return Notebook.open(where, articles, loaded.codebook, read_only=read_only, take_over=take_over)

    def left_open(self, loaded: Loaded, annotator: str) -> str:
        """Whose session on this corpus may have ended without a goodbye: the annotator's, or, without a name, that of
        whoever annotated last. "" where there is none; cheap then."""
        journals = sorted((self._state / ANNOTATIONS).glob("*/[0-9]*.jsonl")) if self._state else []
        if self._state is None or not journals:
            return ""
        from karabakh_tui.annotations.journal import annotator_of, is_held
        from karabakh_tui.annotations.load import is_annotator
        from karabakh_tui.annotations.lock import CLOSED, seat_folder

        kept = self._kept(loaded.corpus)
        for path in sorted(journals, key=lambda path: path.name, reverse=True):
            name = annotator_of(path)
            if not is_annotator(name) or (annotator and name != annotator) or path.name.endswith(CLOSED):
                continue
            if path.parent == seat_folder(self._where(kept, name), self._state) and not is_held(path):
                return name
        return ""

    def kept_where(self, loaded: Loaded) -> str:
        """Where annotations are kept, if that is not in the folder of the corpus."""
        kept = self._kept(loaded.corpus)
        if not kept.why or kept.folder is None:
            return ""
        return f"Your annotations are kept in {_shown(kept.folder)}: {kept.why}."

    def _kept(self, corpus: Corpus) -> Kept:
        return kept_for(codebook_root(corpus, self._wishes))

    def _where(self, kept: Kept, annotator: str) -> Where:
        from karabakh_tui.annotations.notebook import Where

        if kept.folder is None:  # no home: no journal can be kept either, so nothing is written there
            return Where(Path(os.devnull) / ANNOTATIONS, annotator, None)
        told = _shown(kept.folder) if kept.why else ANNOTATIONS
        return Where(kept.folder, annotator, self._state, told, snapshots_folder(), codebook=not kept.why)


def _shown(folder: Path) -> str:
    from karabakh_tui.yamldoc.wording import shown

    return shown(paths.from_home(folder))


def _take_along(root: Path | None, folder: Path, annotator: str) -> None:
    """Copy an annotator's files from the corpus to where they can be changed, unless there are some already. What
    cannot be copied stays where it is, and is read there."""
    from contextlib import suppress

    from karabakh_tui.yamldoc.disk import is_folder, read_regular, replace_file
    from karabakh_tui.yamldoc.fault import FaultError
    from karabakh_tui.yamldoc.load import SIZE_LIMIT

    if root is None or is_folder(folder / annotator):
        return
    for path in sorted((root / ANNOTATIONS / annotator).glob("*.yaml")):
        with suppress(FaultError, OSError):
            data = read_regular(path, path.name, SIZE_LIMIT)
            (folder / annotator).mkdir(parents=True, exist_ok=True)
            replace_file(folder / annotator / path.name, data)
