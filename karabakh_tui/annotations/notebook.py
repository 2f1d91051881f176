"""All the files of one annotator, opened for work: what is in them, what was done since, and how it gets there.

What a person does is in the journal, on the disk, before it is so here. The YAML files are written when asked. No
screens in here; every method may be called from any thread, from one at a time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from karabakh_tui.annotations import meet, writing
from karabakh_tui.annotations.journal import Entry, EntryKind
from karabakh_tui.annotations.merge import Answer, Clash
from karabakh_tui.annotations.news import (
    Change,
    Draft,
    Holder,
    JournalError,
    Left,
    NoSuchError,
    NotebookError,
    Question,
    ReadOnlyError,
    Saved,
    Where,
    Written,
)
from karabakh_tui.annotations.operations import LINKS, VERDICTS, Delete, Operation, Primitive, Step, primitives, undoing
from karabakh_tui.annotations.paper import CODEBOOK, split
from karabakh_tui.annotations.papers import Papers
from karabakh_tui.annotations.reading import Reader
from karabakh_tui.annotations.session import Session, clock, held_by, took_over
from karabakh_tui.annotations.state import TOP, differing
from karabakh_tui.annotations.weave import as_ops, changes, lines_of

if TYPE_CHECKING:
    from pathlib import Path

    from karabakh_tui.annotations.model import Alignment, Annotation, AnnotationFile, Verdict
    from karabakh_tui.annotations.paper import Paper
    from karabakh_tui.codebook.model import Codebook
    from karabakh_tui.corpus.model import Article
    from karabakh_tui.yamldoc.fault import Fault
    from karabakh_tui.yamldoc.plain import Fields

__all__ = [
    "Answer",
    "Change",
    "Clash",
    "Draft",
    "Holder",
    "JournalError",
    "Left",
    "NoSuchError",
    "Notebook",
    "NotebookError",
    "Question",
    "ReadOnlyError",
    "Saved",
    "Where",
    "Written",
    "clock",
    "held_by",
    "took_over",
]

_SINCE = " (what was changed since stays)"


class Notebook:
    """The files of one annotator. Made by `open`."""

    @classmethod
    def open(
        cls,
        where: Where,
        articles: Sequence[Article],
        codebook: Codebook,
        *,
        read_only: bool = False,
        take_over: bool = False,
    ) -> Notebook:
        """Open an annotator's files, and lock them for this session unless `read_only`.

        Where another session has them, this one is read-only and `holder` tells who that is; with `take_over` the other
        one becomes so. What a session left that ended without a goodbye is there again, and `left` tells of it. Raises
        nothing: where no journal can be kept the notebook is read-only, and says why.
        """
        return cls(where, articles, codebook, Session(where, read_only=read_only, take_over=take_over))

    def __init__(self, where: Where, articles: Sequence[Article], codebook: Codebook, session: Session) -> None:
        self.where = where
        self.annotator = where.annotator
        self.faults: tuple[Fault, ...] = session.faults
        """What is wrong with journals that earlier sessions left."""
        self._session = session
        self._codebook = codebook
        self._reader = Reader(where.annotator, articles, codebook)
        self._papers = Papers(where, articles, session)
        for entry in session.entries:
            for op in entry.ops:
                self._papers.left(op.file)
        self.left = self._left()
        """What a session left that ended without a goodbye; None where the last one said goodbye."""
        self._told = False

    # What there is

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, in words; "" where it can."""
        return self._session.read_only

    @property
    def holder(self) -> Holder | None:
        """Who else has the files open, where that is why this notebook is read-only."""
        return self._session.holder

    @property
    def journal_words(self) -> str:
        """ "ok", or why the journal could not be written last."""
        return self._session.journal_words

    @property
    def draft_words(self) -> str:
        """Why the draft could not be kept last; "" where it could."""
        return self._session.draft_words

    @property
    def draft(self) -> Draft | None:
        """The draft that was kept last, by this session or an earlier one."""
        return self._session.draft

    @property
    def journal_path(self) -> Path | None:
        """Where the journal of this session is."""
        return self._session.journal_path

    def annotations(self, article_id: str) -> AnnotationFile:
        """The annotations on an article as they are now, what is not written included. Each has an id to address it by,
        also one that the file states no id for. Raises NoSuchError where there is no such article."""
        return self._reader.annotations(self._papers.open(article_id))

    def written(self, article_id: str) -> tuple[Annotation, ...]:
        """The annotations on an article as its file has them. Raises NoSuchError where there is no such article."""
        return self._reader.written(self._papers.open(article_id))

    def codebook(self) -> Codebook:
        """The codebook with the codes that were put into it since it was read, without those that were taken out."""
        paper = self._papers.known(CODEBOOK)
        return self._reader.codebook(self._codebook, paper) if paper else self._codebook

    def broken(self, article_id: str) -> str:
        """Why the annotations on an article cannot be changed: their file does not parse; "" where it does."""
        fault = self._papers.open(article_id).fault
        return str(fault) if fault else ""

    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts as they are now."""
        return self._reader.verdicts(self._papers.open(VERDICTS), self.codebook().provisions)

    def alignments(self) -> tuple[Alignment, ...]:
        """The passages that were laid side by side by hand, as they are now."""
        return self._reader.alignments(self._papers.open(LINKS))

    def fields(self, file: str, id_: str) -> Fields | None:
        """A record as it is now, field by field; with an empty `id_` the fields at the top of the file. None where
        there is no such record. Nobody changes what this gives."""
        paper, section = self._at(file, id_)
        return paper.now(section).get(id_)

    def pending(self) -> int:
        """How many records are not as the YAML files say; a change that was taken back does not count."""
        return sum(len(paper.state.touched) for paper in self._papers)

    def pending_in(self, file: str) -> int:
        """The same of one file."""
        paper = self._papers.known(split(file)[0])
        return len(paper.state.touched) if paper else 0

    # What is done

    def do(self, ops: Sequence[Operation], words: str) -> Step:
        """Do these operations as one step, which `words` name; it is on the disk when this returns.

        The step tells what was done in the end: additions, deletions and changes of fields, each with what was there
        before; a record without an id gets one first. Raises NotebookError, and then nothing was changed: JournalError
        where the journal cannot be written, ReadOnlyError where nothing may be changed, NoSuchError where an operation
        is about what is not there.
        """
        made = primitives(ops)
        if not self.where.codebook and any(op.file.startswith(CODEBOOK) for op in made):
            raise ReadOnlyError("The codebook of this corpus cannot be written here: copy the corpus first.")
        return self._step("do", made, words).step

    def undo(self) -> Step | None:
        """Take back the last step that was not taken back yet, of this session or an earlier one; the step, or None
        where there is no more. What somebody else changed since stays. Raises NotebookError as `do` does."""
        entry = self._session.history.to_undo() if self._session.history else None
        return self._again("undo", primitives(undoing(entry.step)), entry) if entry else None

    def redo(self) -> Step | None:
        """Do again the step that was taken back last; None where a new step was done since, or nothing was taken back.
        Raises NotebookError as `do` does."""
        entry = self._session.history.to_redo() if self._session.history else None
        return self._again("redo", entry.ops, entry) if entry else None

    def undo_reaches(self) -> float:
        """When the oldest step was done that undo knows of, in seconds since 1970; 0 where there is none."""
        return self._session.history.oldest() if self._session.history else 0.0

    def keep_draft(self, draft: Draft) -> None:
        """Keep where the person is, for the case that the session ends without a goodbye. What goes wrong is in
        `draft_words`."""
        self._session.keep_draft(draft)

    # The files

    def save(self) -> Saved:
        """Write what is not in the YAML files, and keep the texts that it is on. Raises nothing; what could not be
        written is in the journal still."""
        saved = writing.save(self._papers, self._session)
        self._keep_texts(saved)
        return saved

    def _keep_texts(self, saved: Saved) -> None:
        """So that passages can be followed when an article is edited."""
        from karabakh_tui.annotations.snapshots import Snapshots

        kept = Snapshots(self.where.texts)
        for written in saved.written:
            if article := self._papers.article_of(written.file):
                kept.keep(article)

    def poll(self) -> tuple[Change, ...]:
        """What others changed since the last look. Where nothing waits to be written it is read anew, else both are
        brought together, and where that needs a decision the change holds a question. Raises nothing."""
        found: list[Change] = []
        if self._session.is_lost() and not self._told:
            self._told = True
            found.append(Change("", "", "taken over", self._session.read_only, time.time()))
        return (*found, *(change for paper in self._papers if (change := self._papers.look(paper))))

    def settle(self, question: Question, answer: Answer) -> None:
        """What a person decided; it can be undone. Where the file changed since, a new question comes with the next
        `poll` or `save`. Raises NotebookError, and then nothing was changed."""
        paper = self._papers.open(question.file)
        self._papers.look(paper)
        disk = self._papers.on_disk(paper)
        if paper.question is None or not question.sum == paper.question.sum == disk.sum or disk.fault:
            return
        with self._session.turn():
            state, was_on, made = paper.state, paper.disk, paper.state.now
            before = {section: dict(records) for section, records in state.now.items()}
            base = {section: dict(records) for section, records in state.base.items()}
            meet.answered(paper, disk, question.kind, answer)
            name = paper.place.name
            done = as_ops(name, list(changes(before, state.now, differing(before, state.now))))
            waiting = as_ops(name, list(changes(state.base, state.now, state.touched)))
            step = Entry(self._session.number(), "do", done, f"{answer} in {paper.place.shown}", time.time())
            rests = Entry(self._session.number(), "base", waiting, "", time.time(), file=name)
            try:
                self._session.append(*([step] if done else []), rests)
                self._papers.keep_good(paper, anyway=True)
            except JournalError:
                state.rest_on(base, made)
                paper.rest_on(was_on)
                paper.question, paper.forced = question, ""
                raise

    def check(self) -> tuple[Fault, ...]:
        """Read the large files again that were written, and see that they say what was meant. Small ones are checked as
        they are written. Half a second for ten thousand annotations: not for the thread that draws."""
        return writing.check(self._papers)

    def close(self, *, goodbye: bool = True) -> None:
        """Let go of the files. Without a goodbye the next session is told what was `left`; the journal stays in either
        case, as long as there is something in it that the YAML files do not hold."""
        self._session.close(goodbye=goodbye)

    # Inside

    def _step(self, kind: EntryKind, ops: Iterable[Primitive], words: str, of: int = 0) -> Entry:
        """Do it in memory, then in the journal; where that fails it is taken back."""
        done: list[tuple[Paper, str, Primitive]] = []
        known: dict[str, dict[str, Fields]] = {}
        with self._session.turn():
            try:
                for op in ops:
                    self._apply(op, done, known, exactly=kind == "do")
                made = tuple(op for *_, op in done)
                entry = Entry(self._session.number(), kind, made, words, time.time(), of, "", known)
                self._session.append(entry)
            except BaseException:
                for paper, section, op in reversed(done):
                    paper.state.take_back(section, op)
                raise
        return entry

    def _again(self, kind: EntryKind, ops: Sequence[Primitive], entry: Entry) -> Step:
        done = self._step(kind, ops, entry.words, entry.n)
        step = entry.step
        return step if len(done.ops) == len(ops) else step._replace(ops=done.ops, words=step.words + _SINCE)

    def _apply(
        self,
        op: Primitive,
        done: list[tuple[Paper, str, Primitive]],
        known: dict[str, dict[str, Fields]],
        *,
        exactly: bool,
    ) -> None:
        """One operation of a step; one that is not `exactly` asked for is left out where it does not fit any more."""
        paper, section = self._at(op.file, op.id)
        if paper.fault:
            raise ReadOnlyError(f"Read only until it is mended: {paper.fault}.")
        if not exactly and not paper.state.still_fits(section, op):
            return
        for fitted in paper.state.fitted(section, op) if exactly or isinstance(op, Delete) else [op]:
            if isinstance(fitted, Delete):
                fitted = fitted._replace(lines=lines_of(paper, section, fitted.id))
            before = paper.now(section).get(fitted.id)
            if before is not None:
                known.setdefault(fitted.file, {}).setdefault(fitted.id, before)
            paper.state.apply(section, fitted)
            done.append((paper, section, fitted))

    def _at(self, file: str, id_: str) -> tuple[Paper, str]:
        """The open file, and the section, that an operation names."""
        name, section = split(file)
        return self._papers.open(name), section if id_ else TOP

    def _left(self) -> Left | None:
        session = self._session
        if not session.broken_off:
            return None
        draft = session.draft
        files = [paper for paper in self._papers if paper.state.touched]
        if draft and (paper := self._papers.article(draft.article_id)) and paper not in files:
            files.append(paper)
        tags = sum(len(paper.now("annotations")) for paper in files)
        return Left(draft, self.pending(), session.broken_off, tags)
