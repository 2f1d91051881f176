"""The desk: the notebook of the person who annotates, as the screens use it.

What is done goes into the journal before a screen shows it. The YAML files are written in a thread of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from karabakh_tui.annotations.notebook import Notebook
    from karabakh_tui.annotations.operations import Operation, Step
    from karabakh_tui.tui.app import KarabakhApp


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """What the first line of a screen tells: how many `tags` there are, whether the journal can be written ("ok", or
    why not), by how many steps the journal is `newer` than the YAML files, and why nothing can be changed ("" where it
    can)."""

    tags: int
    journal: str
    newer: int
    read_only: str


class Desk:
    """The notebook that is open, and the app whose screens show it.

    A screen that shows annotations has a method `notebook_changed()`, which is called after every change, and a method
    `draft()` that gives what would be lost with the screen: a `Draft`, or None.
    """

    def __init__(self, app: KarabakhApp, notebook: Notebook) -> None:
        self._app = app
        self.notebook = notebook
        self._lock = RLock()

    @property
    def annotator(self) -> str:
        """Who sits here."""
        return self.notebook.annotator

    @property
    def status(self) -> DeskStatus:
        """Of all articles together."""
        book = self.notebook
        return DeskStatus(self._tags(), book.journal_words, book.pending(), book.read_only)

    def status_on(self, article_id: str) -> DeskStatus:
        """Of one article."""
        book = self.notebook
        tags = len(book.annotations(article_id).annotations)
        return DeskStatus(tags, book.journal_words, book.pending_in(article_id), book.read_only)

    def do(self, ops: Sequence[Operation], words: str) -> bool:
        """Do these operations as one step that `words` name; False where nothing was changed, and it was said why."""
        return self._tried(lambda: self.notebook.do(ops, words)) is not None

    def undo(self, count: int = 1) -> None:
        """Take back so many steps, and say which."""
        self._step_back(self.notebook.undo, "undid", "Nothing more to undo.", count)

    def redo(self, count: int = 1) -> None:
        """Do again what was taken back, so many steps, and say which."""
        self._step_back(self.notebook.redo, "did again", "Nothing more to do again.", count)

    def write(self) -> None:
        """Bring the YAML files up to date, and say what was written."""

    def _step_back(self, act: Callable[[], Step | None], verb: str, over: str, count: int) -> None:
        done = []
        for _ in range(max(count, 1)):
            step = self._tried(act)
            if step is None:
                break
            done.append(step.words)
        if done:
            self._app.say(f"{verb} {', '.join(done)}")
        elif not self.notebook.read_only:
            self._app.say(over)

    def _tried(self, act: Callable[[], Step | None]) -> Step | None:
        """What came of it; None where nothing did. Where the journal could not be written it is said."""
        from karabakh_tui.annotations.notebook import JournalError

        if self.notebook.read_only:
            self._app.say(self.notebook.read_only)
            return None
        try:
            with self._lock:
                step = act()
        except JournalError as error:
            self._app.say(f"Not done: {error}")
            return None
        if step is not None:
            self.changed()
        return step

    def changed(self) -> None:
        """The notebook holds something else now: tell all screens that show it."""
        for screen in self._app.screen_stack:
            tell = getattr(screen, "notebook_changed", None)
            if tell:
                tell()

    def _tags(self) -> int:
        book = self.notebook
        return sum(len(book.annotations(article.id).annotations) for article in self._app.loaded.corpus.articles)
