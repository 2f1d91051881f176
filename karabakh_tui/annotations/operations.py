"""What a person can do to annotations, as data: undo, the journal, the merge and the YAML writer all speak these.

An operation holds what was there before, so its inverse needs nothing else, and a later merge can tell what changed.
Values are plain (text, whole numbers, lists and mappings of them), so that every operation is a line of JSON.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from karabakh_tui.yamldoc.plain import Fields, Plain

VERDICTS, LINKS = "_verdicts", "_links"
LABELS, PROVISIONS = "codebook:labels", "codebook:provisions"
"""How operations name the files that are on no article; a file on one is named by the article's id."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_SIGNS = "23456789" + _LETTERS
ID_LENGTH = 6


class Add(NamedTuple):
    """A new record. `position` is its place among those of the file, from 0 (None: after the last). `lines` is the
    record as it was written before somebody took it away, comments included, where it is one that comes back."""

    file: str
    id: str
    fields: Fields
    position: int | None = None
    lines: str = ""


class Delete(NamedTuple):
    """A record goes; the rest as in `Add`, so that it can come back."""

    file: str
    id: str
    fields: Fields
    position: int | None = None
    lines: str = ""


class SetField(NamedTuple):
    """A field of a record gets another value; None stands for a field that is not written. With an empty `id` it is a
    field at the top of the file."""

    file: str
    id: str
    field: str
    value: Plain | None
    before: Plain | None


class Accept(NamedTuple):
    """A person takes over what was suggested, doubtful or rejected: the record gets the status `accepted`."""

    file: str
    id: str
    before: str


class Reject(NamedTuple):
    """A person turns it down; it stays in the file, so that it is not suggested again."""

    file: str
    id: str
    before: str


class SetVerdict(NamedTuple):
    """The verdict of that id is `fields` now, and was `before`; None stands for no verdict."""

    id: str
    fields: Fields | None
    before: Fields | None


Primitive: TypeAlias = "Add | Delete | SetField"
Operation: TypeAlias = "Primitive | Accept | Reject | SetVerdict"


class Step(NamedTuple):
    """What is undone at once: operations in the order in which they were done, and what a person calls it.

    `words` go behind "undid": "tag fact on 'five years'". `at` is when it was done, in seconds since 1970.
    """

    ops: tuple[Operation, ...]
    words: str
    at: float = 0.0


def inverse(op: Operation) -> Operation:
    """The operation that brings back what was there before `op`."""
    match op:
        case Add():
            return Delete(*op)
        case Delete():
            return Add(*op)
        case SetField(file, id_, field, value, before):
            return SetField(file, id_, field, before, value)
        case Accept(file, id_, before):
            return SetField(file, id_, "status", before or None, None)
        case Reject(file, id_, before):
            return SetField(file, id_, "status", before or None, "rejected")
        case SetVerdict(id_, fields, before):
            return SetVerdict(id_, before, fields)


def undoing(step: Step) -> tuple[Operation, ...]:
    """The operations that bring back what was there before a step."""
    return tuple(inverse(op) for op in reversed(step.ops))


def primitives(ops: Iterable[Operation]) -> tuple[Primitive, ...]:
    """The same as additions, deletions and changes of fields, which is all that files know. A status `accepted` is not
    written: it is what a record has that states none."""
    return tuple(primitive for op in ops for primitive in _lowered(op))


def _lowered(op: Operation) -> tuple[Primitive, ...]:
    match op:
        case Accept(file, id_, before):
            return (SetField(file, id_, "status", None, before or None),)
        case Reject(file, id_, before):
            return (SetField(file, id_, "status", "rejected", before or None),)
        case SetVerdict(id_, fields, before):
            return _verdict(id_, fields, before)
        case _:
            return (op,)


def _verdict(id_: str, fields: Fields | None, before: Fields | None) -> tuple[Primitive, ...]:
    if fields is None or before is None:
        if fields is not None:
            return (Add(VERDICTS, id_, fields),)
        return (Delete(VERDICTS, id_, before),) if before is not None else ()
    names = [*before, *(name for name in fields if name not in before)]
    return tuple(
        SetField(VERDICTS, id_, name, fields.get(name), before.get(name))
        for name in names
        if fields.get(name) != before.get(name)
    )


def new_id(taken: Iterable[str] = ()) -> str:
    """An id for a record: six random characters, none that looks like another, the first one a letter.

    Random, never counted: two people who work apart must not come to the same one.
    """
    known = frozenset(taken)
    while True:
        made = secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(ID_LENGTH - 1))
        if made not in known:
            return made
