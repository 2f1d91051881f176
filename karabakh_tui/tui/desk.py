"""The desk: the notebook of the person who annotates, as the screens use it.

What is done goes into the journal before a screen shows it. The YAML files are written in a thread of their own; what
others do to them meanwhile is looked for there, too. What only a person can decide is asked by `DeskTalk`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import RLock
from time import monotonic, time
from typing import TYPE_CHECKING, TypeVar

from karabakh_tui.annotations.notebook import JournalError, NotebookError
from karabakh_tui.tui.desk_talk import QUIET_FOR, DeskTalk
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.views import desk as words_for

if TYPE_CHECKING:
    from karabakh_tui.annotations.merge import Answer
    from karabakh_tui.annotations.model import AnnotationFile
    from karabakh_tui.annotations.news import Change, Question, Saved
    from karabakh_tui.annotations.notebook import Notebook
    from karabakh_tui.annotations.operations import Operation, Step
    from karabakh_tui.matching.load import Loaded
    from karabakh_tui.text.span import Span
    from karabakh_tui.tui.app import KarabakhApp
    from karabakh_tui.yamldoc.fault import Fault

LOOK_EVERY = 2.0
"""Seconds between two looks at the files on disk."""

WRITTEN_AFTER = 30.0
"""Seconds without a key after which the YAML files are written, and between two attempts."""

KEPT_AFTER = 1.0
"""Seconds from a key until place, selection and draft note are on the disk."""

SHOWN_AFTER = 0.3
"""Seconds from a change until screens below the one on top are brought up to date."""

CHECKED_AFTER = 5.0
"""Seconds without a key after which large files that were written are read once more."""

PATIENCE = 1.0
"""Seconds that the program, when it is being ended, waits for files that are being written."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """What the first line of a screen tells: how many `tags` there are, whether the journal can be written ("ok", or
    why not), by how many changes it is `newer` than the YAML files, and why nothing can be changed ("" where it can).
    """

    tags: int
    journal: str
    newer: int
    read_only: str


class Desk:
    """The notebook that is open, and the app whose screens show it.

    A screen that shows annotations has a method `notebook_changed()`, which is called after every change, and a method
    `draft()` that gives what would be lost with the screen: a `Draft`, or None. One that shows the comparison has a
    method `loaded_changed(loaded)`.
    """

    def __init__(self, app: KarabakhApp, notebook: Notebook) -> None:
        self._app = app
        self.notebook = notebook
        self._lock = RLock()
        self._talk = DeskTalk(app, self)
        self.drafts: dict[str, dict[tuple[str, Span], str]] = {}
        """Notes that were begun and not kept, by article, and by the annotation or the words that they are on."""
        self._tags: dict[str, int] = {}
        self._typed_at = self._written_at = monotonic()
        self._keeping = self._showing = self._looking = self._writing = False
        self._checked = True
        self._timer = app.set_interval(LOOK_EVERY, self._look)

    # What there is

    @property
    def annotator(self) -> str:
        """Who sits here."""
        return self.notebook.annotator

    @property
    def status(self) -> DeskStatus:
        """Of all articles together."""
        book, articles = self.notebook, self._app.loaded.corpus.articles
        tags = sum(self._count(article.id) for article in articles)
        return DeskStatus(tags, book.journal_words, book.pending(), book.read_only)

    def status_on(self, article_id: str) -> DeskStatus:
        """Of one article; `newer` counts what is waiting in all files."""
        book = self.notebook
        why = book.read_only or book.broken(article_id)
        return DeskStatus(self._count(article_id), book.journal_words, book.pending(), why)

    def annotations(self, article_id: str) -> AnnotationFile:
        """The annotations on an article as they are now; may be asked from any thread."""
        with self._lock:
            return self.notebook.annotations(article_id)

    def _count(self, article_id: str) -> int:
        if article_id not in self._tags:
            self._tags[article_id] = len(self.annotations(article_id).annotations)
        return self._tags[article_id]

    # What is done

    def do(self, ops: Sequence[Operation], words: str) -> bool:
        """Do these operations as one step that `words` name; False where nothing was changed, and it was said why."""
        return self._tried(lambda: self.notebook.do(ops, words)) is not None

    def undo(self, count: int = 1) -> None:
        """Take back so many steps, and say which."""
        self._step_by_step(self.notebook.undo, "undid", count)

    def redo(self, count: int = 1) -> None:
        """Do again what was taken back, so many steps, and say which."""
        self._step_by_step(self.notebook.redo, "did again:", count)

    def _step_by_step(self, act: Callable[[], Step | None], verb: str, count: int) -> None:
        done: list[str] = []
        refused: list[str] = []
        while len(done) < max(count, 1):
            step = self._tried(act, refused.append)
            if step is None:
                break
            done.append(step.words)
        if done:
            self._app.say(f"{verb} {', '.join(done)}")
        else:
            self._app.say(refused[0] if refused else self._nothing_more(verb))

    def _nothing_more(self, verb: str) -> str:
        if verb != "undid":
            return "Nothing more to do again."
        with self._lock:
            reaches = self.notebook.undo_reaches()
        return (
            f"Nothing more to undo (back to {words_for.today_or(reaches, time())})." if reaches else "Nothing to undo."
        )

    def _tried(self, act: Callable[[], Step | None], say: Callable[[str], object] | None = None) -> Step | None:
        """What came of it; None where nothing did. Why a step was refused is said."""
        try:
            with self._lock:
                step = act()
        except JournalError as error:
            (say or self._app.say)(
                f"Not done, nothing is changed: {error}. Free space, or mend it, and press it again."
            )
            return None
        except NotebookError as error:
            (say or self._app.say)(str(error))
            return None
        if step is not None:
            self.changed()
        return step

    def changed(self) -> None:
        """The notebook holds something else now: tell the screens that show it. The one on top is told at once, those
        below it when nobody has typed for a moment: what they show is built anew from all annotations."""
        self._tags.clear()
        for screen in self._app.screen_stack:
            tell = getattr(screen, "notebook_changed", None)
            if tell:
                tell()
        if hasattr(self._app.screen, "loaded_changed"):
            self.show()
        elif not self._showing:
            self._showing = True
            self._app.set_timer(SHOWN_AFTER, self.show)

    def show(self) -> None:
        """Bring the comparison up to date with the notebook, and the screens that show it."""
        self._showing = False
        self._app.loaded = self.with_work(self._app.loaded)
        for screen in self._app.screen_stack:
            tell = getattr(screen, "loaded_changed", None)
            if tell:
                tell(self._app.loaded)

    def with_work(self, loaded: Loaded) -> Loaded:
        """What was loaded, with what the notebook holds in place of what was read of this annotator."""
        from karabakh_tui.matching.load import with_work

        with self._lock:
            files = [self.notebook.annotations(article.id) for article in loaded.corpus.articles]
            verdicts, alignments = self.notebook.verdicts(), self.notebook.alignments()
            codebook = self.notebook.codebook()
        return with_work(loaded, self.annotator, files, verdicts, alignments, codebook=codebook)

    # Files

    def write(self, *, asked: bool = True) -> None:
        """Bring the YAML files up to date, in a thread, and say what was written. Where nobody `asked`, nothing is said
        of there being nothing to write, nor of what was written while somebody types."""
        if self._writing:
            return
        self._writing, self._written_at = True, monotonic()
        self._in_thread(self.notebook.save, lambda saved: self._wrote(saved, asked))

    def _wrote(self, saved: Saved, asked: bool) -> None:
        self._writing = False
        if saved.written:
            self._checked = False
            self.changed()
        again = key_for("write", "global")
        if saved.faults and asked:
            self._talk.tell_of_faults(saved, self.notebook.pending(), again)
        busy = monotonic() - self._typed_at < QUIET_FOR  # what a key has just said stays
        told = words_for.wrote(saved) if asked or not busy else ""
        if saved.faults:
            told = f"{told} {words_for.not_written(saved, again)}".lstrip()
        elif asked and not told and not saved.questions:
            told = "Nothing to write: the files hold everything."
        if told:
            self._app.say(told)
        self._talk.ask(saved.questions, at_once=asked)

    def settle(self, question: Question, answer: Answer) -> None:
        """Do what a person has decided about a file, and write."""

        def act() -> str:
            try:
                self.notebook.settle(question, answer)
            except NotebookError as error:
                return str(error)
            return ""

        def settled(wrong: str) -> None:
            self.changed()
            if wrong:
                self._app.say(wrong)
            else:
                self.write()

        self._in_thread(act, settled)

    def look(self) -> None:
        """Look at the files on disk now."""
        if not self._looking:
            self._looking = True
            self._in_thread(self.notebook.poll, self._looked)

    def _look(self) -> None:
        """From time to time: what others did to the files, and what waits to be written."""
        now = monotonic()
        if self.notebook.pending() and now - max(self._typed_at, self._written_at) >= WRITTEN_AFTER:
            self.write(asked=False)
        elif not self._writing:
            self.look()
            if not self._checked and now - self._typed_at >= CHECKED_AFTER:
                self._checked = True
                self._in_thread(self.notebook.check, self._found_wrong)
        self._talk.go_on(now - self._typed_at)

    def _looked(self, changes: Sequence[Change]) -> None:
        self._looking = False
        if not changes:
            return
        self.changed()
        said = [change.words for change in changes if change.kind in ("merged", "gone", "taken over") and change.words]
        if said:
            self._app.say(" ".join(said))
        self._talk.tell(changes)
        self._talk.go_on(monotonic() - self._typed_at)

    def _found_wrong(self, faults: Sequence[Fault]) -> None:
        if faults:
            self._app.say(f"Written, but not as meant: {faults[0]}. The journal has it all.")

    def _in_thread(self, act: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Do something to the notebook off the event loop, and go on in it with what came of it."""

        def work() -> None:
            with self._lock:
                result = act()
            with suppress(RuntimeError):  # the app has ended meanwhile
                self._app.call_from_thread(then, result)

        self._app.run_worker(work, thread=True, group="desk")

    # Place, selection, draft note

    def typed(self) -> None:
        """A key was pressed: soon the place is kept."""
        self._typed_at = monotonic()
        if not self._keeping:
            self._keeping = True
            self._app.set_timer(KEPT_AFTER, self.keep_draft)

    def keep_draft(self) -> bool:
        """Keep place, selection and draft note; whether that worked, or there was nothing to keep."""
        self._keeping = False
        drafts = (screen.draft() for screen in reversed(self._app.screen_stack) if hasattr(screen, "draft"))
        draft = next((draft for draft in drafts if draft is not None), None)
        if draft is None or self.notebook.read_only:
            return True
        if not self._lock.acquire(timeout=PATIENCE):
            return False
        try:
            self.notebook.keep_draft(draft._replace(at=time()))
        finally:
            self._lock.release()
        return not (draft.note and self.notebook.draft_words)

    def reloaded(self, loaded: Loaded) -> Loaded:
        """The corpus was loaded again: open the notebook on it anew, what waits written first; what was loaded, with
        what the notebook holds."""
        settings = self._app.settings
        assert settings.open_notebook
        with self._lock:
            self.notebook.save()
            self.notebook.close()
            self.notebook = settings.open_notebook(loaded, self.annotator, settings.read_only, False)
        self._tags.clear()
        return self.with_work(loaded)

    # Leaving

    def leave(self, then: Callable[[], object]) -> None:
        """Write what waits, say goodbye, and go on with `then`; where work would be lost, ask first."""
        kept = self.keep_draft()
        if not self.notebook.pending() and kept:
            self._goodbye(then)
            return
        self._app.say("Writing ...")
        self._in_thread(self.notebook.save, lambda saved: self._left(saved, kept, then))

    def _left(self, saved: Saved, kept: bool, then: Callable[[], object]) -> None:
        waiting, journal = self.notebook.pending(), self.notebook.journal_words
        if (waiting and journal != "ok") or not kept:
            self._talk.ask_to_leave(words_for.losing(saved, waiting, journal, not kept), lambda: self._goodbye(then))
            return
        if waiting:
            self._app.farewell = words_for.farewell(saved, waiting)
        self._goodbye(then)

    def _goodbye(self, then: Callable[[], object]) -> None:
        self.close(goodbye=True)
        then()

    def close(self, *, goodbye: bool) -> None:
        """Get up from the desk; without a goodbye the next session is told what was left."""
        self._timer.stop()
        with self._lock:
            self.notebook.close(goodbye=goodbye)
        if self._app.desk is self:
            self._app.desk = None
