"""All the files of one annotator, opened for work: what is in them, what was done since, and how it gets there.

What a person does is in the journal, on the disk, before it is so here. The YAML files are written when asked. No
screens in here; every method may be called from any thread, from one at a time.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from karabakh_tui.annotations.alignments import alignment_of
from karabakh_tui.annotations.history import History
from karabakh_tui.annotations.journal import Entry, EntryKind, Journal
from karabakh_tui.annotations.load import LINKS_FILE, VERDICTS_FILE, annotation_of, annotations_in, verdict_of
from karabakh_tui.annotations.lock import Seat, seat_folder
from karabakh_tui.annotations.merge import Answer, Clash
from karabakh_tui.annotations.model import Alignment, Annotation, AnnotationFile, Verdict
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
from karabakh_tui.annotations.operations import (
    LINKS,
    VERDICTS,
    Operation,
    Primitive,
    Step,
    primitives,
    undoing,
)
from karabakh_tui.annotations.paper import CODEBOOK, Paper, Place, read_disk, record_of, split
from karabakh_tui.yamldoc.errors import in_words

if TYPE_CHECKING:
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
]


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
        one becomes so. What sessions left that ended without a goodbye is there again. Raises nothing: where no journal
        can be kept the notebook is read-only, and says why.
        """
        return cls(where, articles, codebook, read_only, take_over)

    def __init__(
        self, where: Where, articles: Sequence[Article], codebook: Codebook, read_only: bool, take_over: bool
    ) -> None:
        self.annotator = where.annotator
        self.where = where
        self.read_only = "Opened to read only." if read_only else ""
        self.holder: Holder | None = None
        self.left: Left | None = None
        self.journal_words = "ok"
        self._articles = {article.id: article for article in articles}
        self._provisions = frozenset(one.id for one in codebook.provisions)
        self._codes = self._provisions | {one.id for one in codebook.labels}
        self._papers: dict[str, Paper] = {}
        self._entries: list[Entry] = []  # those of the journal
        self._last = 0
        self._seat: Seat | None = None
        self._journal: Journal | None = None
        self._history: History | None = None
        self._sit_down(take_over)

    # What there is

    def annotations(self, article_id: str) -> AnnotationFile:
        """The annotations on an article as they are now, what is not written included. Each has an id to address it by,
        also one that the file states no id for. Raises NoSuchError where there is no such article."""
        paper = self._paper(article_id)
        made = paper.made
        found: list[Annotation] = []
        for name, fields in paper.now("annotations").items():
            known = made.get(("annotations", name))
            if not isinstance(known, tuple) or known[0] is not fields:
                known = (fields, self._annotation(paper, name, fields))
                made["annotations", name] = known
            if known[1] is not None:
                found.append(known[1])
        top = record_of(paper.now("")[""], paper.place.shown)
        source = top.record("source")
        sha256 = source.text("sha256").strip().lower() if source else ""
        return AnnotationFile(
            paper.place.shown, self.annotator, article_id, sha256, tuple(found), self._faults(paper), top.flag("done")
        )

    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts as they are now."""
        paper = self._paper(VERDICTS)
        found = (
            (name, verdict_of(record_of(fields, paper.place.shown), self.annotator, self._articles, self._provisions))
            for name, fields in paper.now("verdicts").items()
        )
        return tuple(one._replace(id=name) for name, one in found if one)

    def alignments(self) -> tuple[Alignment, ...]:
        """The passages that were laid side by side by hand, as they are now."""
        paper = self._paper(LINKS)
        found = (
            (name, alignment_of(record_of(fields, paper.place.shown), self.annotator))
            for name, fields in paper.now("links").items()
        )
        return tuple(one._replace(id=name) for name, one in found if one)

    def fields(self, file: str, id_: str) -> Fields | None:
        """A record as it is now, field by field; with an empty `id_` the fields at the top of the file. None where
        there is no such record. Nobody changes what this gives."""
        paper, section = self._at(file, id_)
        return paper.now(section).get(id_)

    def pending(self) -> int:
        """How many records are not as the YAML files say; a change that was taken back does not count."""
        return sum(len(paper.state.touched) for paper in self._papers.values())

    def pending_in(self, file: str) -> int:
        """The same of one file."""
        name, _ = split(file)
        paper = self._papers.get(name)
        return len(paper.state.touched) if paper else 0

    # What is done

    def do(self, ops: Sequence[Operation], words: str) -> Step:
        """Do these operations as one step, which `words` name; it is on the disk when this returns.

        The step tells what was done in the end: additions, deletions and changes of fields, each with what was there
        before; a record without an id gets one first. Raises NotebookError, and then nothing was changed: JournalError
        where the journal cannot be written, ReadOnlyError where nothing may be changed, NoSuchError where an operation
        is about what is not there.
        """
        done = self._step("do", primitives(ops), words)
        return done.step

    def undo(self) -> Step | None:
        """Take back the last step that was not taken back yet, of this session or an earlier one; the step, or None
        where there is no more. What somebody else changed since stays. Raises NotebookError as `do` does."""
        entry = self._history.to_undo() if self._history else None
        if entry is None:
            return None
        self._step("undo", primitives(undoing(entry.step)), entry.words, entry.n)
        return entry.step

    def redo(self) -> Step | None:
        """Do again the step that was taken back last; None where a new step was done since, or nothing was taken back.
        Raises NotebookError as `do` does."""
        entry = self._history.to_redo() if self._history else None
        if entry is None:
            return None
        self._step("redo", entry.ops, entry.words, entry.n)
        return entry.step

    def undo_reaches(self) -> float:
        """When the oldest step was done that undo can take back, in seconds since 1970; 0 where there is none."""
        return self._history.oldest() if self._history else 0.0

    def close(self, *, goodbye: bool = True) -> None:
        """Let go of the files. Without a goodbye the next session is told what was `left`; the journal stays in either
        case, as long as there is something in it that the YAML files do not hold."""
        if self._journal:
            self._journal.close(remove=goodbye and not self._entries)
            self._journal = None
        if self._seat:
            self._seat.close()
            self._seat = None
        self.read_only = self.read_only or "The notebook is closed."

    # Inside: steps

    def _step(self, kind: EntryKind, ops: Iterable[Primitive], words: str, of: int = 0) -> Entry:
        """Do it in memory, then in the journal; where that fails it is taken back."""
        journal = self._writable()
        done: list[tuple[Paper, str, Primitive]] = []
        known: dict[str, Fields] = {}
        try:
            with self._turn():
                for op in ops:
                    self._apply(op, done, known, exactly=kind == "do")
                entry = Entry(self._number(), kind, tuple(op for *_, op in done), words, time.time(), of, "", known)
                journal.append((entry,))
        except BaseException as error:
            for paper, section, op in reversed(done):
                paper.state.take_back(section, op)
            if isinstance(error, JournalError):
                self.journal_words = str(error)
            raise
        self.journal_words = "ok"
        self._entries.append(entry)
        if self._history:
            self._history.add(entry)
        return entry

    def _apply(
        self, op: Primitive, done: list[tuple[Paper, str, Primitive]], known: dict[str, Fields], *, exactly: bool
    ) -> None:
        """One operation of a step; one that is not `exactly` asked for is left out where it does not fit any more."""
        paper, section = self._at(op.file, op.id)
        if paper.fault:
            raise ReadOnlyError(f"{paper.fault}. Until then it is read only.")
        if not exactly and not paper.state.still_fits(section, op):
            return
        for fitted in paper.state.fitted(section, op) if exactly else [op]:
            before = paper.now(section).get(fitted.id)
            if before is not None and fitted.id:
                known.setdefault(fitted.id, before)
            paper.state.apply(section, fitted)
            done.append((paper, section, fitted))

    def _number(self) -> int:
        self._last = max(self._last + 1, time.time_ns())
        return self._last

    def _writable(self) -> Journal:
        if self.read_only or self._journal is None:
            raise ReadOnlyError(self.read_only or "There is no journal.")
        return self._journal

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        assert self._seat
        try:
            with self._seat.turn():
                other = self._seat.lost_to()
                if other:
                    self.holder = other
                    self.read_only = took_over(other)
                    raise ReadOnlyError(self.read_only)
                yield
        except BlockingIOError:
            raise ReadOnlyError("Another session is just writing. Try again.") from None

    # Inside: files

    def _at(self, file: str, id_: str) -> tuple[Paper, str]:
        """The open file, and the section, that an operation names."""
        name, section = split(file)
        return self._paper(name), section if id_ else ""

    def _paper(self, name: str) -> Paper:
        paper = self._papers.get(name)
        if paper is None:
            place = self._place(name)
            paper = Paper(place, read_disk(place, self.where.folder.parent))
            self._papers[name] = paper
        return paper

    def _place(self, name: str) -> Place:
        folder, shown = self.where.folder, self.where.shown
        if name == CODEBOOK:
            return Place(name, folder / "codebook.yaml", f"{shown}/codebook.yaml", ("provisions", "labels"))
        if name not in self._articles and name not in (VERDICTS, LINKS):
            raise NoSuchError(f"There is no article {name}.")
        file = {VERDICTS: VERDICTS_FILE, LINKS: LINKS_FILE}.get(name, f"{name}.yaml")
        _, section = split(name)
        return Place(name, folder / self.annotator / file, f"{shown}/{self.annotator}/{file}", (section,))

    def _annotation(self, paper: Paper, name: str, fields: Fields) -> Annotation | None:
        found = annotation_of(record_of(fields, paper.place.shown), self.annotator)
        return found._replace(id=name) if found else None

    def _faults(self, paper: Paper) -> tuple[Fault, ...]:
        """What is wrong with a file of annotations, as it is on disk."""
        if paper.fault:
            return (paper.fault,)
        if paper.disk.document is None:
            return ()
        known = paper.made.get(("", "faults"))
        if not isinstance(known, tuple):
            read = annotations_in(paper.disk.document, self.annotator, paper.place.name, self._codes)
            known = paper.made["", "faults"] = read.faults
        return known

    # Inside: coming and going

    def _sit_down(self, take_over: bool) -> None:
        if self.where.state is None:
            self._cannot("there is no home folder to keep it in; set XDG_STATE_HOME to a folder")
            return
        folder = seat_folder(self.where, self.where.state)
        self._history = History(folder / "history.jsonl")
        if self.read_only:
            return
        try:
            seat = Seat(folder)
        except OSError as error:
            self._cannot(in_words(error))
            return
        try:
            with seat.turn():
                self.holder = seat.taken_by()
                if self.holder and not take_over:
                    self.read_only = held_by(self.holder)
                    seat.close()
                    return
                self._journal = Journal(seat.journal, {"annotator": self.annotator})
                seat.take(self.annotator)
                self.holder = None
                self._seat = seat
        except (OSError, JournalError) as error:
            seat.close()
            self._cannot(in_words(error) if isinstance(error, OSError) else str(error))

    def _cannot(self, why: str) -> None:
        self.journal_words = why
        if not self.read_only:
            self.read_only = f"Read only: no journal can be kept, because {why}."


def held_by(holder: Holder) -> str:
    """Who has the files open, in a sentence."""
    at = " ".join(filter(None, (f"on {holder.host}," if holder.tty else f"on {holder.host}", holder.tty)))
    return f"{holder.name} is annotating {at}, since {clock(holder.since)}."


def took_over(holder: Holder) -> str:
    """Who took the files over, in a sentence."""
    at = ", ".join(filter(None, (holder.host, holder.tty)))
    return f"{holder.name} took over on {at} at {clock(holder.since)}. Here it is read only now."


def clock(at: float) -> str:
    """The time of day, and the day where it is not today."""
    then, now = time.localtime(at), time.localtime()
    return time.strftime("%H:%M" if then[:3] == now[:3] else "%Y-%m-%d %H:%M", then)
