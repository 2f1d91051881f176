"""What the desk asks a person: what is to become of a file that somebody else changed, whether to leave all the same.

What nobody asked for waits until nobody types, so that no box takes a key that was meant for something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from time import time
from typing import TYPE_CHECKING

from karabakh_tui.annotations.news import Question
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.asking import BrokenScreen, ChangedScreen, LeavingScreen
from karabakh_tui.tui.screens.overlay import Overlay
from karabakh_tui.tui.screens.small import SmallScreen
from karabakh_tui.tui.views import desk as words_for
from karabakh_tui.tui.views.rows import clean, lines

if TYPE_CHECKING:
    from karabakh_tui.annotations.news import Change, Saved
    from karabakh_tui.tui.app import KarabakhApp
    from karabakh_tui.tui.desk import Desk
    from karabakh_tui.yamldoc.fault import Fault

QUIET_FOR = 1.0
"""Seconds without a key before a box opens that nobody asked for."""


class DeskTalk:
    """The questions of one desk, one at a time."""

    def __init__(self, app: KarabakhApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._waiting: dict[str, Question | Fault] = {}
        self._put_off: dict[str, Question | Fault] = {}
        self._asking = False
        self._open: tuple[str, BrokenScreen] | None = None

    def ask(self, questions: Iterable[Question], *, at_once: bool) -> None:
        """Ask these, now or when nobody types. What was put off is asked again only where a person wants to write."""
        for question in questions:
            if at_once or self._put_off.get(question.file) != question:
                self._waiting[question.file] = question
        if at_once:
            self._next()

    def tell(self, changes: Sequence[Change]) -> None:
        """What somebody else did: questions wait for a quiet moment; those that have gone are not asked any more."""
        for change in changes:
            self._waiting.pop(change.file, None)
            if change.kind in ("reloaded", "merged"):
                self._put_off.pop(change.file, None)
                self._close(change)
            elif change.fault:
                self._waiting[change.file] = change.fault
        self.ask([change.question for change in changes if change.question], at_once=False)

    def _close(self, change: Change) -> None:
        """A file can be read again: the box that says otherwise goes, if nothing lies over it."""
        if self._open and self._open[0] == change.file and self._app.screen is self._open[1]:
            self._open[1].dismiss("")
            self._app.say(f"{clean(change.path)} is mended.")

    def go_on(self, quiet: float) -> None:
        """Nobody has typed for so many seconds: ask what waits, unless a box is open."""
        if quiet >= QUIET_FOR and not isinstance(self._app.screen, Overlay | SmallScreen):
            self._next()

    def _next(self) -> None:
        if self._asking or not self._waiting:
            return
        self._asking = True
        file = next(iter(self._waiting))
        subject = self._waiting.pop(file)
        self._put_off[file] = subject
        if isinstance(subject, Question):
            self._ask_which(subject)
        else:
            self._ask_to_mend(subject, file)

    def _ask_which(self, question: Question) -> None:
        def details(cells: int) -> Sequence[Row]:
            return words_for.clash_rows(question.clashes, cells)

        def answered(answer: str | None) -> None:
            self._asking = False
            if answer in question.answers:
                self._desk.settle(question, answer)
            self._next()

        offered = [*question.answers, *(("differences",) if question.clashes else ())]
        told = words_for.question_lines(question)
        self._app.push_screen(ChangedScreen("Changed on disk", told, offered, details), answered)

    def _ask_to_mend(self, fault: Fault, file: str) -> None:
        def answered(answer: str | None) -> None:
            self._asking = False
            self._open = None
            if answer:
                self._edit(fault)
            self._next()

        articles = [article.id for article in self._app.loaded.corpus.articles]
        tags = len(self._desk.annotations(file).annotations) if file in articles else 0
        screen = BrokenScreen("A file that cannot be read", words_for.broken(str(fault), tags))
        self._open = (file, screen)
        self._app.push_screen(screen, answered)

    def _edit(self, fault: Fault) -> None:
        """Open the file of a fault in the editor, at the line that is wrong; look at it when that is closed."""
        from karabakh_tui.tui.editor import open_at

        where = self._desk.notebook.where
        path = where.folder / PurePath(fault.path).relative_to(where.shown)
        if wrong := open_at(self._app, path, fault.line):
            self._app.say(wrong)
        self._desk.look()

    def tell_of_faults(self, saved: Saved, waiting: int, again: str) -> None:
        """What could not be written though a person asked for it: in full; of a file that cannot be read, with a way to
        mend it."""
        from karabakh_tui.tui.screens.box import BoxScreen

        broken = next((fault for fault in saved.faults if fault.line), None)
        if broken:
            self._asking = True
            self._ask_to_mend(broken, PurePath(broken.path).stem)
            return
        told = words_for.not_written_lines(saved, waiting, again, time())

        def rows(cells: int) -> list[Row]:
            return [((line, ""),) for sentence in told for line in lines(sentence, cells)]

        self._app.push_screen(BoxScreen("Not written", rows))

    def ask_to_leave(self, told: Sequence[str], then: Callable[[], object]) -> None:
        """Leaving now would lose work, as is told; `then` leaves all the same."""

        def answered(answer: str | None) -> None:
            if answer == "leave":
                then()
            elif answer == "write-again":
                self._desk.leave(then)

        self._app.push_screen(LeavingScreen("Leaving now loses work", told), answered)
