"""Bringing together what two wrote at the same time, from what both began with: by id, then by field.

Pure: records in, primitives out. Whoever saves applies these to the file as it is on disk, so that its order, its
comments and everything that nobody here touched stay as the other one left them.

`mine` is what was done here, `theirs` what is on disk. A change of one side is taken; the same change on both sides is
one; two that contradict each other are a clash, which is for a person to decide, and until then theirs stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from karabakh_tui.annotations.addresses import as_text
from karabakh_tui.annotations.operations import Add, Delete, Primitive, SetField, new_id
from karabakh_tui.yamldoc.plain import Fields, Plain

Records: TypeAlias = Mapping[str, Fields]
"""The records of a file by what they are addressed by (see `addresses.keys`), in the order of the file. Whether the id
is among the fields is all one, as long as it is so on all sides; and so is whether a number is one or its digits."""

Answer: TypeAlias = Literal["mine", "theirs", "both"]
ClashKind: TypeAlias = Literal["field", "deleted here", "deleted there", "same id"]
Loss: TypeAlias = Literal["", "missing", "emptied", "halved"]

PLACE = ("quote", "prefix", "suffix", "start")
"""These say one thing together, where the passage is: the words of one side with the context of the other would be a
place that nobody chose."""

LISTS = frozenset({"tags", "links", "against", "because"})
"""Fields whose entries are brought together one by one; a single value is a list of one."""

MOST_ENTRIES = 1000
"""A list that is longer is brought together as a whole."""


class Clash(NamedTuple):
    """Two changes that contradict each other.

    `field`: both changed it, to different values. `deleted here`, `deleted there`: one took the record away, the other
    changed it; `same id`: both added a record of that id, and they differ. In these three `field` is empty and the
    values are whole records. None stands for what is not there.
    """

    kind: ClashKind
    id: str
    field: str
    base: Plain | None
    mine: Plain | None
    theirs: Plain | None


class Merged(NamedTuple):
    """What a merge comes to: `edits` bring theirs to it, applied in this order. `taken` is how many changes of theirs
    are new here: one for each record that came or went, one for each field that changed."""

    edits: tuple[Primitive, ...] = ()
    taken: int = 0
    clashes: tuple[Clash, ...] = ()


def three_way(base: Records, mine: Records, theirs: Records, *, file: str = "", answer: Answer | None = None) -> Merged:
    """The merge of `mine` and `theirs`, which both came from `base`; `file` is what the edits name as their file.

    Records stay in the order of theirs; what was added here goes behind the record that it follows here. Entries that
    either side added to a list (LISTS) or took from it are all heeded; a clash is only where both put something else in
    place of the same entry, or where they do not agree on the order. An `answer` decides all clashes: `both` keeps the
    record that one side took away, joins lists, puts the one note below the other, and otherwise adds mine as a record
    of its own.
    """
    merge = _Merge(base, mine, theirs, answer)
    for name in dict.fromkeys([*theirs, *mine]):
        merge.record(name)
    return merge.done(file)


def loss(base: Records, theirs: Records | None) -> Loss:
    """What makes a file on disk one that nobody should merge with unasked: it is gone (None), all its records are, or
    more than half of them."""
    if theirs is None:
        return "missing"
    if base and not theirs:
        return "emptied"
    gone = sum(name not in theirs for name in base)
    return "halved" if gone * 2 > len(base) else ""


def applied(records: Records, edits: Iterable[Primitive]) -> dict[str, Fields]:
    """The records after these edits, in their order. A field that is new stands last.

    Raises KeyError where an edit is about a record that is not there, ValueError where one is added that is.
    """
    now = {name: dict(fields) for name, fields in records.items()}
    order: list[str] | None = None  # known only once it is no longer that of the dict
    for edit in edits:
        match edit:
            case Add(_, name, fields, position):
                if name in now:
                    raise ValueError(f"there is a record {name}")
                now[name] = dict(fields)
                if order is None:
                    order = list(now)[:-1]
                order.insert(len(order) if position is None else position, name)
            case Delete(_, name):
                del now[name]
                if order is not None:
                    order.remove(name)
            case SetField(_, name, field, value):
                _set(now[name], field, value)
    return now if order is None else {name: now[name] for name in order}


class _Merge:
    """A merge under way: what is known of each record, until the order is settled in `done`."""

    def __init__(self, base: Records, mine: Records, theirs: Records, answer: Answer | None) -> None:
        self.base, self.mine, self.theirs = _text(base), _text(mine), _text(theirs)
        self.written_here, self.written_there = mine, theirs
        self.answer = answer
        self.sets: list[tuple[str, str, Plain | None]] = []
        self.added: dict[str, Fields] = {}
        self.beside: dict[str, str] = {}  # behind which record of theirs mine stands as one of its own
        self.gone: set[str] = set()
        self.taken = 0
        self.clashes: list[Clash] = []

    def record(self, name: str) -> None:
        """Bring one record together."""
        base, mine, theirs = self.base.get(name), self.mine.get(name), self.theirs.get(name)
        if mine == theirs:
            return
        if mine is None or theirs is None:
            self._one_sided(name, base, mine, theirs)
        elif base is None:
            self._clash("same id", name)
        else:
            self._fields(name, base, mine, theirs)

    def done(self, file: str) -> Merged:
        """The edits, in an order in which each position is right when its turn comes."""
        edits: list[Primitive] = [
            SetField(file, name, field, value, self.written_there[name].get(field)) for name, field, value in self.sets
        ]
        went = [(place, name) for place, name in enumerate(self.theirs) if name in self.gone]
        edits += [Delete(file, name, self.written_there[name], place) for place, name in reversed(went)]
        order = enumerate(self._order())
        edits += [Add(file, name, self.added[name], place) for place, name in order if name in self.added]
        return Merged(tuple(edits), self.taken, tuple(self.clashes))

    def _one_sided(self, name: str, base: Fields | None, mine: Fields | None, theirs: Fields | None) -> None:
        """A record that is there on one side only."""
        if base is None:
            if mine is None:
                self.taken += 1  # added there
            else:
                self.added[name] = self.written_here[name]
        elif mine == base:
            self.taken += 1  # taken away there
        elif theirs == base:
            self.gone.add(name)
        else:
            self._clash("deleted here" if mine is None else "deleted there", name)

    def _clash(self, kind: ClashKind, name: str) -> None:
        """Two whole records that contradict each other: asked, or decided."""
        mine, theirs = self.mine.get(name), self.theirs.get(name)
        if self.answer is None:
            self.clashes.append(Clash(kind, name, "", self.base.get(name), mine, theirs))
        elif theirs is None and mine is not None:
            if self.answer == "theirs":
                self.taken += 1
            else:
                self.added[name] = self.written_here[name]
        elif mine is None:
            if self.answer == "mine":
                self.gone.add(name)
            else:
                self.taken += 1
        elif self.answer == "mine":
            self._set(name, self.written_here[name], [*self.theirs[name], *mine])
        else:
            self.taken += 1
            if self.answer == "both":
                self._stand_beside(name)

    def _fields(self, name: str, base: Fields, mine: Fields, theirs: Fields) -> None:
        """Bring together a record that all three have."""
        for group in _groups([*base, *theirs, *mine]):
            was, here, there = (_picked(side, group) for side in (base, mine, theirs))
            if here == there:
                continue
            if here == was:
                self.taken += 1
            elif there == was:
                self._set(name, self.written_here[name], group)
            else:
                self._both_changed(name, group)

    def _both_changed(self, name: str, group: Sequence[str]) -> None:
        base, mine, theirs = self.base[name], self.mine[name], self.theirs[name]
        field = next(one for one in group if mine.get(one) != theirs.get(one))
        joined = _joined(base.get(field), mine.get(field), theirs.get(field)) if field in LISTS else None
        if joined is not None:
            self._join(name, field, joined)
        elif field == "id":
            self.taken += 1  # a name for the record and nothing else: nobody is asked for that
        elif self.answer is None:
            self.clashes.append(Clash("field", name, field, base.get(field), mine.get(field), theirs.get(field)))
        elif self.answer == "mine":
            self._set(name, self.written_here[name], group)
        else:
            self.taken += 1
            if self.answer == "both":
                self._keep_both(name, field, group)

    def _join(self, name: str, field: str, joined: list[Plain]) -> None:
        """Bring a list to what both sides made of it; as it is written there, if that is it already."""
        self.taken += entries(self.mine[name].get(field)) != joined
        if entries(self.theirs[name].get(field)) != joined:
            self._set(name, {field: joined}, [field])

    def _keep_both(self, name: str, field: str, group: Sequence[str]) -> None:
        here, there = self.mine[name].get(field), self.theirs[name].get(field)
        if there is None:
            self._set(name, self.written_here[name], group)
        elif here is None:
            return
        elif field in LISTS:
            more = [one for one in entries(here) if one not in entries(there)]
            self._set(name, {field: [*entries(there), *more]}, group)
        elif field == "note" and isinstance(here, str) and isinstance(there, str):
            self._set(name, {field: f"{there.rstrip()}\n\n{here.lstrip()}"}, group)
        else:
            self._stand_beside(name)

    def _set(self, name: str, wanted: Fields, fields: Iterable[str]) -> None:
        """Bring these fields of theirs to what they are in `wanted`."""
        theirs = self.theirs[name]
        for field in dict.fromkeys(fields):
            value = wanted.get(field)
            if (None if value is None else as_text(value)) != theirs.get(field):
                self.sets.append((name, field, value))

    def _stand_beside(self, name: str) -> None:
        """Mine as a record of its own behind theirs, once for each record."""
        if name in self.beside:
            return
        mine = self.written_here[name]
        other = new_id([*self.base, *self.mine, *self.theirs, *self.added])
        self.beside[name] = other
        self.added[other] = {**mine, "id": other} if "id" in mine else mine

    def _order(self) -> list[str]:
        """The records of the merge: theirs in their order, each with those behind it that follow it here."""
        stay = [name for name in self.theirs if name not in self.gone]
        known = frozenset(stay)
        behind: dict[str, list[str]] = {}
        first: list[str] = []
        last = ""
        for name in self.mine:
            if name in known:
                last = name
            elif name in self.added:
                (behind.setdefault(last, []) if last else first).append(name)
        order = [other for name in stay for other in (name, *self._beside(name), *behind.get(name, ()))]
        return [*first, *order] if last else [*order, *first]

    def _beside(self, name: str) -> list[str]:
        return [self.beside[name]] if name in self.beside else []


def _groups(fields: Iterable[str]) -> list[tuple[str, ...]]:
    """The fields that are brought together at once: those of the place, and each other one by itself."""
    return list(dict.fromkeys(PLACE if field in PLACE else (field,) for field in fields))


def _text(records: Records) -> dict[str, Fields]:
    return {name: {field: as_text(value) for field, value in fields.items()} for name, fields in records.items()}


def _picked(fields: Fields, names: Iterable[str]) -> Fields:
    return {name: fields[name] for name in names if name in fields}


def _joined(base: Plain | None, mine: Plain | None, theirs: Plain | None) -> list[Plain] | None:
    """The list that both sides together made of `base`; None where that would be a guess."""
    was, here, there = (_by_value(entries(value)) for value in (base, mine, theirs))
    if was is None or here is None or there is None:
        return None
    common = was.keys() & here.keys() & there.keys()
    if [key for key in here if key in common] != [key for key in there if key in common]:
        return None
    new_here = [key for key in here if key not in was and key not in there]
    new_there = [key for key in there if key not in was and key not in here]
    if new_here and new_there and any(key not in here and key not in there for key in was):
        return None  # both put something else in place of it
    order = [key for key in there if key in common or key in new_there]
    place = 0
    for key in here:
        if key in order:
            place = order.index(key) + 1
        elif key in new_here:
            order.insert(place, key)
            place += 1
    return [{**there, **here}[key] for key in order] or None


def _by_value(values: Sequence[Plain]) -> dict[str, Plain] | None:
    """The entries by what they are; None where two are the same, or there are too many to go through."""
    found = {repr(value): value for value in values[:MOST_ENTRIES]}
    return found if len(found) == len(values) else None


def entries(value: Plain | None) -> list[Plain]:
    """A field that is a list, as a list; a single value is a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _set(fields: Fields, name: str, value: Plain | None) -> None:
    if value is None:
        fields.pop(name, None)
    else:
        fields[name] = value
