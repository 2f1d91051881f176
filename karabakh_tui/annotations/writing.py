"""Saving the open files of a notebook: each in the order that `saving` keeps; only then is the journal done with."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from karabakh_tui.annotations.journal import Entry
from karabakh_tui.annotations.meet import meet, sum_of
from karabakh_tui.annotations.news import JournalError, Question, ReadOnlyError, Saved, Written
from karabakh_tui.annotations.paper import Disk, Tried, parsed
from karabakh_tui.annotations.papers import COMMENT, merged, recognise
from karabakh_tui.annotations.saving import BusyError, SaveError, sync
from karabakh_tui.annotations.saving import save as save_file
from karabakh_tui.annotations.state import TOP, said
from karabakh_tui.annotations.weave import CHECKED_WHOLE, Woven, woven
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.sheet import Sheet, new_file

if TYPE_CHECKING:
    from karabakh_tui.annotations.paper import Paper
    from karabakh_tui.annotations.papers import Papers
    from karabakh_tui.annotations.session import Session


class _AskedError(Exception):
    """A person must decide first."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.words)
        self.question = question


def save(papers: Papers, session: Session) -> Saved:
    """Write what is not in the YAML files. Raises nothing."""
    written: list[Written] = []
    questions: list[Question] = []
    faults: list[Fault] = []
    busy = False
    try:
        with session.turn():
            for paper in papers:
                if paper.fault or paper.question or paper.tried:
                    papers.look(paper)
                if not _waits(paper):
                    continue
                try:
                    found = _save_one(papers, session, paper)
                    if found:
                        written.append(found)
                except _AskedError as error:
                    questions.append(error.question)
                except (SaveError, FaultError) as error:
                    faults.append(error.fault)
                    busy = busy or isinstance(error, BusyError)
            _done_with(papers, session, [one.file for one in written])
    except ReadOnlyError as error:
        if any(paper.state.touched for paper in papers):
            faults.append(Fault("", 0, 0, str(error).rstrip("."), "what was done is in the journal"))
    except JournalError as error:
        faults.append(Fault("", 0, 0, str(error), "the YAML files are written; undo may reach back less far"))
    return Saved(tuple(written), tuple(questions), tuple(faults), busy)


def check(papers: Papers) -> tuple[Fault, ...]:
    """Read the large files that were written as a whole."""
    faults = []
    for paper in papers:
        sheet = paper.disk.sheet
        if not paper.unchecked or sheet is None:
            continue
        paper.unchecked = False
        try:
            sheet.check()
        except FaultError as error:
            faults.append(error.fault)
        else:
            papers.keep_good(paper)
    return tuple(faults)


def _waits(paper: Paper) -> bool:
    """Whether the journal holds what is not for certain in the file."""
    return bool(paper.state.touched or paper.forced or paper.question or paper.unsure or paper.tried)


def _save_one(papers: Papers, session: Session, paper: Paper) -> Written | None:
    """Write one file, with what is on disk brought in. None where nothing had to be written."""
    if paper.question:
        raise _AskedError(paper.question)
    if paper.fault:
        raise FaultError(paper.fault)
    last: Woven | None = None
    taken = 0
    new = False

    def change(data: bytes | None) -> bytes | None:
        nonlocal last, taken, new
        recognise(paper, data)
        if paper.forced != sum_of(data) and data != paper.disk.data:
            taken += _bring_in(paper, data)
        if not paper.state.touched and not paper.forced:
            return None
        new = data is None
        last = woven(_sheet(papers, paper), paper.state)
        if last.sheet.data != data:
            session.about_to_write(paper.place.name, sum_of(last.sheet.data))
        return last.sheet.data

    try:
        wrote = save_file(papers.target(paper), change)
        if paper.unsure and not wrote:
            sync(papers.target(paper))
    except SaveError:
        _remember_try(papers, paper, last)
        raise
    sure, paper.unsure = not paper.unsure, False
    if last is not None:
        _rest_on(papers, paper, last)
    if not wrote and sure:
        return None
    count = sum(len(paper.now(section)) for section in paper.place.lists)
    words = merged(taken, paper.place.shown) if taken else ""
    return Written(paper.place.shown, paper.place.name, count, new, taken, words)


def _remember_try(papers: Papers, paper: Paper, last: Woven | None) -> None:
    """The write failed, and may have failed when the new file was in place already: look which one it is."""
    if last is not None:
        said = paper.state.ordered(last.rows)
        paper.tried = Tried(Disk(last.sheet.data, last.sheet, said[TOP][TOP]), said)
        paper.looked = (None, "")
        papers.look(paper)


def _rest_on(papers: Papers, paper: Paper, last: Woven) -> None:
    """The file is as it was written."""
    paper.state.written(last.rows)
    paper.rest_on(Disk(last.sheet.data, last.sheet, paper.now(TOP)[TOP]))
    paper.looked = (None, paper.disk.sum)
    paper.forced = ""
    paper.unchecked = len(last.sheet.data) > CHECKED_WHOLE
    if not paper.unchecked:
        papers.keep_good(paper)


def _bring_in(paper: Paper, data: bytes | None) -> int:
    """What somebody else wrote meanwhile; how many changes that were. Raises _AskedError, FaultError."""
    disk = parsed(Disk(data), paper.place)
    paper.looked = (None, disk.sum)
    if disk.fault:
        paper.fault = disk.fault
        raise FaultError(disk.fault)
    paper.forced = ""
    met = meet(paper, disk)
    if met.question:
        paper.question = met.question
        raise _AskedError(met.question)
    return met.taken


def _sheet(papers: Papers, paper: Paper) -> Sheet:
    """The file that the changes go into; a new one where there is none."""
    if paper.disk.sheet is not None:
        return paper.disk.sheet
    top = papers.new_top(paper)
    stated = {name: said(value) for name, value in top.items()}
    paper.state.now[TOP][TOP] = stated | paper.state.now[TOP].get(TOP, {})
    return Sheet.read(new_file(COMMENT, top, paper.place.lists[0]), paper.place.shown)


def _done_with(papers: Papers, session: Session, files: list[str]) -> None:
    """The journal holds only what the YAML files do not. Raises JournalError."""
    if not any(_waits(paper) for paper in papers):
        session.all_written()
    elif files:
        session.append(*(Entry(session.number(), "base", (), "", time.time(), file=name) for name in files))
