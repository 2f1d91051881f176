"""The records of one file as they are now: what the YAML says, and what a person did since.

In memory only. Every change is looked at first: what was there before is written into the operation, so that it can be
undone, merged and told from what somebody else does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from karabakh_tui.annotations.addresses import as_text, keys
from karabakh_tui.annotations.merge import Records
from karabakh_tui.annotations.news import NoSuchError, NotebookError
from karabakh_tui.annotations.operations import Add, Delete, Primitive, SetField, inverse, primitives
from karabakh_tui.yamldoc.plain import Fields, Plain

TOP = ""
"""What the fields at the top of a file are addressed by, as a section and as a record."""

Sections = dict[str, dict[str, Fields]]
"""The records of a file by section and address. The fields at its top are the one record of the section TOP."""


def sections(top: Fields, lists: Mapping[str, Iterable[Fields]], like: Mapping[str, Records]) -> Sections:
    """The records of a file, addressed as in the earlier state `like`."""
    found: Sections = {TOP: {TOP: top}}
    for name, records in lists.items():
        rows = list(records)
        found[name] = dict(zip(keys(rows, like.get(name)), rows, strict=True))
    return found


class State:
    """The records of a file: `base` is what the YAML says, `now` what the person sees.

    Records are never changed in place: both share those that are the same.
    """

    __slots__ = ("base", "lines", "now", "touched")

    def __init__(self, base: Sections) -> None:
        self.base = base
        self.now: Sections = {name: dict(records) for name, records in base.items()}
        self.touched: set[tuple[str, str]] = set()
        self.lines: dict[tuple[str, str], str] = {}
        """How records that came back were written before they went."""

    def rest_on(self, base: Sections, now: Sections) -> None:
        """Let the YAML say `base`, and the person see `now`."""
        self.base, self.now = base, now
        self.touched = set(differing(base, now))

    def written(self, rows: Mapping[str, Sequence[str]]) -> None:
        """The YAML says now what the person sees, its records in the order `rows`."""
        self.now = self.ordered(rows)
        self.base = self.ordered(rows)
        self.touched.clear()
        self.lines.clear()

    def ordered(self, rows: Mapping[str, Sequence[str]]) -> Sections:
        """What the person sees, its records in the order `rows`."""
        return {section: {name: self.now[section][name] for name in names} for section, names in rows.items()}

    def fitted(self, section: str, op: Primitive) -> list[Primitive]:
        """The operation as it is here and now: what was there before put in, and before it the id, where the record
        has none of its own yet. Raises NoSuchError where it is about something else than what is there."""
        records = self.now.get(section, {})
        fields = records.get(op.id)
        match op:
            case Add(file, name, new, position, lines):
                if fields is not None:
                    raise NoSuchError(f"There is a record {name} already.")
                new = {field: said(value) for field, value in new.items()}
                if "id" not in new and not lines:
                    new = {"id": name, **new}
                where = len(records) if position is None else min(max(position, 0), len(records))
                return [Add(file, name, new, where, lines)]
            case Delete(file, name, _, _, lines):
                if fields is None:
                    raise NoSuchError(f"There is no record {name}.")
                return [Delete(file, name, fields, _place(records, name), lines)]
            case SetField(file, name, field, value, _):
                if fields is None:
                    raise NoSuchError(f"There is no record {name}.")
                named: list[Primitive] = []
                if section and field != "id" and fields.get("id") != name:
                    named = [SetField(file, name, "id", name, fields.get("id"))]
                value = None if value is None else said(value)
                return [*named, SetField(file, name, field, value, fields.get(field))]

    def apply(self, section: str, op: Primitive) -> None:
        """Do a fitted operation. Raises NoSuchError, and then nothing was changed."""
        records = self.now.setdefault(section, {})
        fields = records.get(op.id)
        match op:
            case Add(_, name, new, position, lines):
                if fields is not None:
                    raise NoSuchError(f"There is a record {name} already.")
                if lines:
                    self.lines[section, name] = lines
                self.now[section] = _inserted(records, name, new, position)
            case Delete(_, name):
                if fields is None:
                    raise NoSuchError(f"There is no record {name}.")
                del records[name]
            case SetField(_, name, field, value):
                if fields is None:
                    raise NoSuchError(f"There is no record {name}.")
                records[name] = _with(fields, field, value)
        self._touch(section, op.id)

    def take_back(self, section: str, op: Primitive) -> None:
        """Undo an operation that was just done."""
        (back,) = primitives((inverse(op),))
        self.apply(section, back)

    def still_fits(self, section: str, op: Primitive) -> bool:
        """Whether what the operation was done on is still as it was then."""
        fields = self.now.get(section, {}).get(op.id)
        match op:
            case Add():
                return fields is None
            case Delete(_, _, was):
                return fields == was
            case SetField(_, _, field, _, before):
                return fields is not None and fields.get(field) == before

    def _touch(self, section: str, name: str) -> None:
        if self.base.get(section, {}).get(name) == self.now[section].get(name):
            self.touched.discard((section, name))
        else:
            self.touched.add((section, name))


def differing(one: Sections, other: Sections) -> frozenset[tuple[str, str]]:
    """The records that are not the same in both, by section and address."""
    return frozenset(
        (section, name)
        for section in one.keys() | other.keys()
        for name in one.get(section, {}).keys() | other.get(section, {}).keys()
        if one.get(section, {}).get(name) != other.get(section, {}).get(name)
    )


def before(now: Sections, ops: Iterable[tuple[str, Primitive]], known: Records) -> Sections:
    """What there was before these operations, each with its section, where `now` may or may not hold what they did.
    `known` holds records as they were when they were changed, for those that have gone since."""
    was: Sections = {name: dict(records) for name, records in now.items()}
    for section, op in reversed(list(ops)):
        records = was.setdefault(section, {})
        match op:
            case Add(_, name):
                records.pop(name, None)
            case Delete(_, name, fields, position):
                was[section] = _inserted({k: v for k, v in records.items() if k != name}, name, fields, position)
            case SetField(_, name, field, _, value):
                if name in records:
                    records[name] = _with(records[name], field, value)
                elif name in known:
                    records[name] = known[name]
    return was


def said(value: Plain) -> Plain:
    """The value as it is read back. Raises NotebookError for a text that no file can hold."""
    for text in _texts(value):
        try:
            text.encode()
        except UnicodeEncodeError as error:
            half = f"U+{ord(text[error.start]):04X}"
            raise NotebookError(f"This text cannot be kept: it holds half a character ({half}).") from None
    return as_text(value)


def _texts(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _texts(one)


def _place(records: Mapping[str, Fields], name: str) -> int:
    return next(at for at, one in enumerate(records) if one == name)


def _inserted(records: dict[str, Fields], name: str, fields: Fields, position: int | None) -> dict[str, Fields]:
    if position is None or position >= len(records):
        records[name] = fields
        return records
    head = dict(islice(records.items(), max(position, 0)))
    tail = dict(islice(records.items(), max(position, 0), None))
    return {**head, name: fields, **tail}


def _with(fields: Fields, field: str, value: Plain | None) -> Fields:
    if value is None:
        return {name: one for name, one in fields.items() if name != field}
    if field == "id" and field not in fields:
        return {"id": value, **fields}
    return {**fields, field: value}
