"""What the team screen knows apart from pixels: what differs, what was decided, which one is in hand. Pure.

What was decided follows from my file as it is now; the list keeps what it showed first, so that nothing jumps away from
under the cursor when it is decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from karabakh_tui.annotations.agreement import Coded, Figures, on_sentences
from karabakh_tui.annotations.differences import Difference, Kind, differences
from karabakh_tui.annotations.model import Anchored
from karabakh_tui.annotations.operations import Add, Delete, Operation, SetField, inverse, primitives
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.plain import Fields

Order = Literal["position", "tag", "kind"]
Outcome = Literal["", "mine", "theirs", "both"]
Key = tuple[str, str]
"""What tells an item: the address of my record and how theirs is referred to, "" for the side that has none."""

ORDERS: tuple[Order, ...] = ("position", "tag", "kind")
_KINDS: tuple[Kind, ...] = ("span", "tag", "mine", "theirs")


@dataclass(frozen=True, slots=True)
class Item:
    """A difference as it was when it came up (`first`) and as it is (`now`, None where it is none any more). `outcome`
    is what was decided, "" while it is open."""

    first: Difference
    now: Difference | None
    outcome: Outcome = ""


@dataclass(frozen=True, slots=True)
class TeamState:
    """One article, `mine` and `theirs`, and the items in the present order; `at` is the one in hand."""

    article: Article
    sentences: tuple[Span, ...]
    names: tuple[str, str]
    mine: tuple[Anchored, ...]
    theirs: tuple[Anchored, ...]
    figures: Figures
    items: tuple[Item, ...] = ()
    same: int = 0
    at: int = 0
    order: Order = "position"

    @property
    def item(self) -> Item | None:
        """The item in hand; None where the two do not differ."""
        return self.items[self.at] if self.at < len(self.items) else None

    @property
    def decided(self) -> int:
        """How many items are decided."""
        return sum(bool(item.outcome) for item in self.items)

    def own(self, item: Item) -> Anchored | None:
        """My record on an item as it is now: the one that was compared, else the one that a decision on it left."""
        first = item.first
        id_ = first.mine.annotation.id if first.mine else ""
        by_id = next((one for one in self.mine if id_ and one.annotation.id == id_), None)
        left = (one for one in self.mine if first.theirs and first.reference in one.annotation.seen_from)
        return by_id or next(left, None)

    def moved(self, steps: int) -> TeamState:
        """The item that many further on; at the ends it stays."""
        return replace(self, at=min(max(self.at + steps, 0), max(len(self.items) - 1, 0)))

    def next_order(self) -> TeamState:
        """The next order, the same item in hand."""
        order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        return replace(self, order=order)._with(self.items)

    def with_mine(self, mine: Sequence[Anchored]) -> TeamState:
        """The same with my annotations as they are now."""
        found = differences(mine, self.theirs, self.names[1])
        ids = {one.annotation.id for one in mine}
        alike = frozenset(one.reference for one in found if one.kind == "same")
        left = {key(one): one for one in found if one.kind != "same"}
        exact = [left.pop(key(item.first), None) for item in self.items]
        near = [now or _near(item.first, left) for item, now in zip(self.items, exact, strict=True)]
        items = [_renewed(item, now, alike, ids) for item, now in zip(self.items, near, strict=True)]
        items += [Item(one, one, _outcome(one, one, alike, ids)) for one in left.values()]
        kept = [item for item in items if item.now or item.outcome]
        by = {self.names[0]: mine, self.names[1]: self.theirs}
        figures = on_sentences(Coded(self.article.id, len(self.article.text), self.sentences, by), self.names)
        state = replace(self, mine=tuple(mine), figures=figures, same=len(alike))
        return state._with(kept)

    def _with(self, items: Sequence[Item]) -> TeamState:
        """These items in the present order, the cursor on the same one as before."""
        here = key(self.item.first) if self.item else None
        ordered = tuple(sorted(items, key=lambda item: _rank(item.first, self.order)))
        at = next((index for index, item in enumerate(ordered) if key(item.first) == here), self.at)
        return replace(self, items=ordered, at=min(at, max(len(ordered) - 1, 0)))


def opened(
    article: Article,
    sentences: tuple[Span, ...],
    names: tuple[str, str],
    mine: Sequence[Anchored],
    theirs: Sequence[Anchored],
) -> TeamState:
    """Two annotators on an article, the first open difference in hand. `names` are mine and theirs."""
    state = TeamState(article, sentences, names, (), tuple(theirs), Figures(0)).with_mine(mine)
    first = next((index for index, item in enumerate(state.items) if not item.outcome), 0)
    return replace(state, at=first)


def key(difference: Difference) -> Key:
    """What tells a difference from others, as long as the same two records are in it."""
    mine = difference.mine.annotation.id if difference.mine else ""
    return mine, difference.reference if difference.theirs else ""


def _near(first: Difference, left: dict[Key, Difference]) -> Difference | None:
    """The difference that one side of a former one is in now; it is taken out of those left."""
    mine, theirs = key(first)
    found = next((one for one in left if (mine and one[0] == mine) or (theirs and one[1] == theirs)), None)
    return left.pop(found) if found else None


def _renewed(item: Item, now: Difference | None, alike: frozenset[str], ids: set[str]) -> Item:
    first = item.first
    if now and now.open and key(now) != key(first):
        first = now  # another partner: this is a difference of its own
    return Item(first, now, _outcome(first, now, alike, ids))


def _outcome(first: Difference, now: Difference | None, alike: frozenset[str], ids: set[str]) -> Outcome:
    """What came of a difference, as far as my file tells."""
    if now:
        if now.open:
            return ""
        return "both" if first.theirs and first.mine and not now.theirs else "mine"
    if first.theirs:
        return "theirs" if first.reference in alike else ""
    return "theirs" if first.mine and first.mine.annotation.id not in ids else ""


def _rank(difference: Difference, order: Order) -> tuple[object, ...]:
    span = difference.span
    place = span.start, span.end, key(difference)
    if order == "kind":
        return _KINDS.index(difference.kind), *place
    if order == "tag":
        sides = [side for side in (difference.mine, difference.theirs) if side]
        return " ".join(sides[0].annotation.tags), *place
    return place


# Taking a decision back


@dataclass(frozen=True, slots=True)
class Done:
    """A decision of this session: what it was on, with the fields that my record had (the one compared, or the one that
    remembered a decision), and what it did."""

    difference: Difference
    fields: Fields
    ops: tuple[Operation, ...]


def taking_back(done: Done, record: Callable[[str, str], Fields | None]) -> tuple[Operation, ...] | None:
    """The operations that bring back what was there before a decision; None where it has been changed since.

    `record` gives the fields of a record as they are now, by file and address.
    """
    if all(_stands(op, record) for op in primitives(done.ops)):
        return tuple(inverse(op) for op in reversed(primitives(done.ops)))
    return None


def _stands(op: Operation, record: Callable[[str, str], Fields | None]) -> bool:
    """Whether what an operation did is still so."""
    match op:
        case Add(file, id_, fields):
            now = record(file, id_)
            return now is not None and all(str(now.get(name)) == str(value) for name, value in fields.items())
        case Delete(file, id_, _):
            return record(file, id_) is None
        case SetField(file, id_, field, value, _):
            now = record(file, id_)
            return now is not None and str(now.get(field)) == str(value)
        case _:
            return False
