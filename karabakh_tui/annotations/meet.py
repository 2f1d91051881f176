"""Somebody else changed a file that is open here: what both did is brought together, or a person is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from karabakh_tui.annotations.journal import Entry
from karabakh_tui.annotations.merge import Answer, Clash, applied, loss, three_way
from karabakh_tui.annotations.news import Question, QuestionKind
from karabakh_tui.annotations.operations import Primitive
from karabakh_tui.annotations.paper import Disk, Paper, split
from karabakh_tui.annotations.state import TOP, Sections, State, before
from karabakh_tui.yamldoc.plain import Fields

_ANSWERS: dict[QuestionKind, tuple[Answer, ...]] = {
    "clash": ("mine", "theirs", "both"),
    "missing": ("mine", "theirs"),
    "emptied": ("mine", "theirs"),
    "halved": ("mine", "theirs", "both"),
}
_NAMED = 3  # records that a question names


class Met(NamedTuple):
    """What came of it: how many changes of theirs are new here, or what a person must decide first."""

    taken: int = 0
    question: Question | None = None


def meet(paper: Paper, disk: Disk) -> Met:
    """Bring together what is on disk now and what was done here; where a person must decide, nothing is changed."""
    theirs = paper.said(disk, paper.state.base)
    kind = _loss(paper, disk, theirs)
    if kind:
        return Met(question=_question(paper, disk, kind, ()))
    merged, taken, clashes = _merged(paper.state, theirs, None)
    if clashes:
        return Met(question=_question(paper, disk, "clash", clashes))
    _rest(paper, disk, theirs, merged)
    return Met(taken)


def answered(paper: Paper, disk: Disk, kind: QuestionKind, answer: Answer) -> None:
    """The same as a person decided."""
    theirs = paper.said(disk, paper.state.base)
    if kind == "clash" or (kind == "halved" and answer == "both"):
        _rest(paper, disk, theirs, _merged(paper.state, theirs, answer)[0])
    elif answer == "theirs":
        _rest(paper, disk, theirs, {name: dict(records) for name, records in theirs.items()})
    else:
        if (
            paper.disk.sheet is None or paper.disk.data == disk.data
        ):  # there is no earlier state of the file to go on from
            nothing: Sections = {section: {} for section in paper.state.now}
            paper.state.rest_on({**nothing, TOP: {TOP: {}}}, paper.state.now)
            paper.disk = Disk()
        paper.question, paper.fault = None, None
        paper.forced = sum_of(disk.data)


def reload(paper: Paper, disk: Disk) -> str:
    """What is on disk, where nothing waits to be written; what became of it in words."""
    was, theirs = paper.state.base, paper.said(disk, paper.state.base)
    _rest(paper, disk, theirs, {name: dict(records) for name, records in theirs.items()})
    more = less = other = 0
    for section in paper.place.lists:
        old, new = was.get(section, {}), theirs.get(section, {})
        more += len(new.keys() - old.keys())
        less += len(old.keys() - new.keys())
        other += sum(old[name] != new[name] for name in old.keys() & new.keys())
    told = [f"{number} {word}" for number, word in ((more, "more"), (less, "less"), (other, "changed")) if number]
    return ", ".join(told)


def resume(paper: Paper, good: Disk | None, entries: Sequence[Entry]) -> None:
    """Do again what the journal holds and the file does not. `good` is the last good copy of the file: what was there
    when it was done, unless the journal and the copy are of different days."""
    disk = paper.disk
    ops, known, on_disk = _waiting(paper.place.name, entries, disk.sum)
    if on_disk:
        good = None  # the copy is older than what was written last
    if ops and good is not None and _fits(paper, good, ops, known):
        paper.rest_on(good)
        paper.fault = disk.fault
        if good.data == disk.data:
            paper.rest_on(disk)
            return
    elif ops:
        was = before(paper.state.now, ops, known)
        state = State({section: dict(records) for section, records in was.items()})
        for section, op in ops:
            if state.still_fits(section, op):
                state.apply(section, op)
        paper.state = state
    elif good is not None and disk.fault:
        paper.state = State(paper.said(good))
        paper.rest_on(good)
        paper.fault = disk.fault
    if ops and not disk.fault:
        paper.question = meet(paper, disk).question


def _waiting(
    name: str, entries: Sequence[Entry], total: str
) -> tuple[list[tuple[str, Primitive]], dict[str, Fields], bool]:
    """The operations on a file that wait, each with its section, and the records they changed, as they were. Last,
    whether they were done on the very file whose sum is `total`."""
    ops: list[tuple[str, Primitive]] = []
    known: dict[str, Fields] = {}
    on_disk = False
    for entry in entries:
        if entry.kind == "writing" and entry.file == name and entry.words == total:
            ops, known, on_disk = [], {}, True
        if entry.kind == "base" and entry.file == name:
            ops, known = [], {}
        for op in entry.ops:
            file, section = split(op.file)
            if file == name:
                ops.append((section if op.id else TOP, op))
                for id_, fields in entry.known.get(op.file, {}).items():
                    known.setdefault(id_, fields)
    return ops, known, on_disk


def _fits(paper: Paper, good: Disk, ops: Sequence[tuple[str, Primitive]], known: Mapping[str, Fields]) -> bool:
    """Rest on the last good copy, where everything was done on that very state; whether it was."""
    state = State(paper.said(good, dict.fromkeys(paper.place.lists, known)))
    for section, op in ops:
        if not state.still_fits(section, op):
            return False
        state.apply(section, op)
    paper.state = state
    return True


def _merged(state: State, theirs: Sections, answer: Answer | None) -> tuple[Sections, int, tuple[Clash, ...]]:
    now: Sections = {}
    taken = 0
    clashes: list[Clash] = []
    for section in {**theirs, **state.now}:
        there = theirs.get(section, {})
        merged = three_way(state.base.get(section, {}), state.now.get(section, {}), there, answer=answer)
        now[section] = applied(there, merged.edits)
        taken += merged.taken
        clashes += merged.clashes
    return now, taken, tuple(clashes)


def _rest(paper: Paper, disk: Disk, theirs: Sections, now: Sections) -> None:
    paper.state.rest_on(theirs, now)
    paper.rest_on(disk)
    paper.question, paper.forced = None, ""


def _loss(paper: Paper, disk: Disk, theirs: Sections) -> QuestionKind | None:
    if paper.disk.data is None and not any(paper.state.base.get(section) for section in paper.place.lists):
        return None  # there was no file
    if disk.data is None:
        return "missing"
    for section in paper.place.lists:
        now = paper.state.now.get(section, {})
        was = {name: fields for name, fields in paper.state.base.get(section, {}).items() if name in now}
        lost = loss(was, theirs.get(section, {}))
        if lost in ("emptied", "halved"):
            return lost
    return None


def _question(paper: Paper, disk: Disk, kind: QuestionKind, clashes: tuple[Clash, ...]) -> Question:
    shown = paper.place.shown
    match kind:
        case "clash":
            names = ", ".join(dict.fromkeys(clash.id for clash in clashes[:_NAMED]))
            more = f" and {len(clashes) - _NAMED} more" if len(clashes) > _NAMED else ""
            words = f"{shown} changed on disk, and not as it was changed here: {names}{more}."
        case "missing":
            words = f"{shown} is not there any more."
        case "emptied":
            words = f"{shown} holds nothing any more."
        case _:
            words = f"{shown} has lost more than half of what it held."
    return Question(paper.place.name, shown, kind, words, clashes, _ANSWERS[kind], disk.sum)


def sum_of(data: bytes | None) -> str:
    """What `Paper.forced` says of such a file."""
    return "none" if data is None else hashlib.sha256(data).hexdigest()
