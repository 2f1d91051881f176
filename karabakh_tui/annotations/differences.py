"""Two annotators on one article: what both have, where they differ, and what a decision changes in my own file.

What was decided is read from my records alone: `seen_from` names what of the colleague's stood beside them. A name,
an id and a short sum of words and tags (`ben#k3q9x7:4c1e90`) is one record of theirs as it read then, so that a record
which they change afterwards is open again. The name alone (`ben`) says that they had nothing there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from karabakh_tui.annotations.model import Anchored, Annotation, counts
from karabakh_tui.annotations.operations import Accept, Add, Delete, Operation, SetField, new_id
from karabakh_tui.annotations.quoting import quoted_fields
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.plain import Fields, Plain

Kind = Literal["same", "span", "tag", "mine", "theirs"]
Choice = Literal["mine", "theirs", "both"]

SUM_DIGITS = 6
"""Hex digits of the sum in a reference: two wordings of one record have the same one in 1 of 16 million cases."""


class Difference(NamedTuple):
    """One item of a comparison: a record of mine with the one of theirs that belongs to it, or one of them alone.

    `kind` is "same" (passage and tags), "span" (the passages differ, the tags may as well), "tag" (the tags alone),
    "mine" or "theirs" (only one has it). `reference` is what `seen_from` says of their side. `decided_by` is the record
    of mine that remembers a decision on it; None where it is open, or the same.
    """

    kind: Kind
    mine: Anchored | None
    theirs: Anchored | None
    reference: str
    decided_by: Anchored | None = None

    @property
    def open(self) -> bool:
        """Whether it waits for a decision."""
        return self.kind != "same" and self.decided_by is None

    @property
    def span(self) -> Span:
        """From where the first of the two begins to where the last of them ends."""
        spans = [_span(one) for one in (self.mine, self.theirs) if one]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def differences(mine: Iterable[Anchored], theirs: Iterable[Anchored], colleague: str) -> tuple[Difference, ...]:
    """My annotations of an article beside those of `colleague`, in the order of the text.

    Each annotation that counts is in exactly one item; what waits for its place (review, orphan), was rejected or is
    only suggested is in none. Two belong together where their passages share a character; of several partners the best
    wins, by the shares that they have in common of the words and of the tags. Swapping the two gives the same items,
    the sides swapped.
    """
    all_mine = tuple(mine)
    left = [one for one in all_mine if counts(one) and _span(one)]
    right = [one for one in theirs if counts(one) and _span(one)]
    references = _references(right, colleague)
    partners = _pairs(left, right)
    known = _Known(all_mine, colleague, frozenset(references))
    found = [
        known.decided(Difference(_kind(one, right[at]), one, right[at], references[at]))
        if (at := partners.get(index)) is not None
        else known.decided(Difference("mine", one, None, colleague))
        for index, one in enumerate(left)
    ]
    paired = frozenset(partners.values())
    found += [
        known.decided(Difference("theirs", None, one, references[at]))
        for at, one in enumerate(right)
        if at not in paired
    ]
    return tuple(sorted(found, key=_position))


def decide(
    difference: Difference, choice: Choice, article: Article, fields: Fields, taken: Collection[str] = ()
) -> tuple[Operation, ...]:
    """What a decision does to my file on `article`; nothing where it is so already.

    `fields` are those of my record in the difference, empty where I have none; `taken` are ids that a new record may
    not have. "mine" changes nothing but what is remembered: on what only they have it leaves a rejected copy of it.
    "theirs" gives my record their passage and tags, takes it away where they have none, and adds a copy where I have
    none. "both" keeps mine and adds a copy of theirs. A note stays with whoever wrote it.
    """
    mine, theirs = difference.mine, difference.theirs
    if mine is None and theirs is not None:
        return _on_theirs(difference, theirs, choice, article, new_id(taken))
    if mine is None or difference.kind == "same":
        return ()
    file, id_ = article.id, mine.annotation.id
    if theirs is None:
        if choice == "theirs":
            return (Delete(file, id_, fields),)
        return _seen(file, id_, fields, difference.reference)
    seen = _seen(file, id_, fields, difference.reference)
    if choice == "mine":
        return seen
    if choice == "both":
        return (_copy(theirs, difference.reference, article, new_id(taken)), *seen)
    return (*_taken(mine, theirs, article, fields), *seen)


def reopen(difference: Difference, file: str, fields: Fields) -> tuple[Operation, ...]:
    """Forgets what is remembered of a decision; `fields` are those of the record that remembers it."""
    record = difference.decided_by
    if record is None:
        return ()
    if difference.mine is None and record.annotation.status == "rejected":
        return (Delete(file, record.annotation.id, fields),)
    name = _name(difference.reference)
    gone = {difference.reference, _without_sum(difference.reference)}
    seen = _texts(fields.get("seen_from"))
    kept = [one for one in seen if (one not in gone if difference.theirs else _name(one) != name)]
    return (SetField(file, record.annotation.id, "seen_from", _plain(kept), fields.get("seen_from")),)


def _span(one: Anchored) -> Span:
    """The place of an annotation that counts."""
    return one.anchor.span or Span(0, 0)


def _tags(one: Anchored) -> frozenset[str]:
    return frozenset(one.annotation.tags)


def _kind(mine: Anchored, theirs: Anchored) -> Kind:
    if _span(mine) != _span(theirs):
        return "span"
    return "same" if _tags(mine) == _tags(theirs) else "tag"


def _position(difference: Difference) -> tuple[int, int, str, str]:
    tags = [tag for one in (difference.mine, difference.theirs) if one for tag in one.annotation.tags]
    span = difference.span
    return span.start, -span.end, difference.kind, " ".join(sorted(tags))


class _One(NamedTuple):
    """What is asked of an annotation once for each that it overlaps. `key` is its own alone."""

    span: Span
    tags: frozenset[str]
    key: tuple[int, int, tuple[str, ...], str, int]


def _pairs(left: Sequence[Anchored], right: Sequence[Anchored]) -> dict[int, int]:
    """Which belong together: of all that overlap the best first, each in one pair at most; indexes into the two."""
    mine, theirs = _each(left), _each(right)
    scored = sorted((-_alike(mine[a], theirs[b]), a, b) for a, b in _overlapping(mine, theirs))
    partners: dict[int, int] = {}
    gone: set[int] = set()
    for _, same in groupby(scored, key=itemgetter(0)):
        pairs = [(a, b) for _, a, b in same if a not in partners and b not in gone]
        # The same for both orders of the two, and never the same for pairs that share one.
        for a, b in sorted(pairs, key=lambda pair: sorted((mine[pair[0]].key, theirs[pair[1]].key))):
            if a not in partners and b not in gone:
                partners[a] = b
                gone.add(b)
    return partners


def _each(annotations: Sequence[Anchored]) -> list[_One]:
    return [
        _One(
            span := _span(one),
            _tags(one),
            (span.start, span.end, tuple(sorted(one.annotation.tags)), one.annotation.id, at),
        )
        for at, one in enumerate(annotations)
    ]


def _alike(one: _One, other: _One) -> float:
    """How well two belong together, from above 0 to 2: the share of the words, and that of the tags, they have in
    common."""
    (start, end), (begin, over) = one.span, other.span
    common = min(end, over) - max(start, begin)
    words = common / (end - start + over - begin - common)
    if one.tags == other.tags:
        return words + 1
    return words + len(one.tags & other.tags) / len(one.tags | other.tags)


def _overlapping(left: Sequence[_One], right: Sequence[_One]) -> list[tuple[int, int]]:
    """All pairs that share a character, by one walk over the starts of both."""
    starts = sorted(
        [(one.span.start, 0, at) for at, one in enumerate(left)]
        + [(one.span.start, 1, at) for at, one in enumerate(right)]
    )
    running: tuple[list[int], list[int]] = ([], [])
    ends = ([one.span.end for one in left], [one.span.end for one in right])
    found: list[tuple[int, int]] = []
    for start, side, at in starts:
        other = 1 - side
        running[other][:] = [one for one in running[other] if ends[other][one] > start]
        found += [(at, one) if side == 0 else (one, at) for one in running[other]]
        running[side].append(at)
    return found


def _references(theirs: Sequence[Anchored], colleague: str) -> list[str]:
    """How `seen_from` names each of these; such as read the same are counted, so that no two have the same name."""
    found: list[str] = []
    times: Counter[str] = Counter()
    for one in theirs:
        reference = f"{colleague}#{one.annotation.id}:{_sum(one.annotation)}"
        times[reference] += 1
        found.append(reference if times[reference] == 1 else f"{reference}/{times[reference]}")
    return found


def _sum(annotation: Annotation) -> str:
    """A short sum of what an annotation says: its words and its tags, not its note and not its position."""
    said = "\0".join((" ".join(annotation.quote.split()), *sorted(annotation.tags)))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:SUM_DIGITS]


def _name(reference: str) -> str:
    return reference.partition("#")[0]


def _without_sum(reference: str) -> str:
    """A reference as a person may write it by hand: name and id; empty where the record has no id."""
    head, _, _ = reference.rpartition(":")
    return "" if head.endswith("#") else head


class _Known:
    """Which of my records remember what of a colleague's."""

    def __init__(self, mine: Iterable[Anchored], colleague: str, standing: frozenset[str]) -> None:
        self._colleague = colleague
        self._standing = standing | {_without_sum(reference) for reference in standing}
        self._by: dict[str, Anchored] = {}
        for one in mine:
            for seen in one.annotation.seen_from:
                self._by.setdefault(seen, one)

    def decided(self, difference: Difference) -> Difference:
        """The difference with the record that remembers a decision on it, where there is one."""
        if difference.kind == "same":
            return difference
        return difference._replace(decided_by=self._record(difference))

    def _record(self, difference: Difference) -> Anchored | None:
        mine, reference = difference.mine, difference.reference
        names = frozenset({reference, _without_sum(reference)} - {""})
        if mine is None:
            return next((self._by[name] for name in sorted(names, key=len, reverse=True) if name in self._by), None)
        if difference.theirs is None:  # decided beside one that is in another pair now, or beside nothing
            names = self._standing | {self._colleague}
        return mine if any(seen in names for seen in mine.annotation.seen_from if seen) else None


def _on_theirs(
    difference: Difference, theirs: Anchored, choice: Choice, article: Article, id_: str
) -> tuple[Operation, ...]:
    """Decisions on what only they have."""
    record = difference.decided_by
    turned_down = record is not None and record.annotation.status == "rejected"
    if choice == "mine":
        return () if record else (_copy(theirs, difference.reference, article, id_, "rejected"),)
    if record is not None and turned_down:
        return (Accept(article.id, record.annotation.id, "rejected"),)
    return (_copy(theirs, difference.reference, article, id_),)


def _copy(theirs: Anchored, reference: str, article: Article, id_: str, status: str = "") -> Add:
    """A record of mine that says what theirs says; their note comes along only where it is all that there is."""
    fields: Fields = {}
    if theirs.annotation.tags:
        fields["tags"] = list(theirs.annotation.tags)
    fields |= quoted_fields(article, _span(theirs))
    if not theirs.annotation.tags:
        fields["note"] = theirs.annotation.note
    if status:
        fields["status"] = status
    fields["seen_from"] = reference
    return Add(article.id, id_, fields)


def _taken(mine: Anchored, theirs: Anchored, article: Article, fields: Fields) -> tuple[Operation, ...]:
    """My record gets their tags and passage, as far as they differ."""
    wanted: dict[str, Plain | None] = {}
    if _tags(mine) != _tags(theirs):
        wanted["tags"] = list(theirs.annotation.tags) or None
        if not theirs.annotation.tags and not mine.annotation.note:
            wanted["note"] = theirs.annotation.note
    if _span(mine) != _span(theirs):
        place = quoted_fields(article, _span(theirs))
        wanted |= {name: place.get(name) for name in ("quote", "prefix", "suffix", "start")}
    id_ = mine.annotation.id
    return tuple(
        SetField(article.id, id_, name, value, fields.get(name))
        for name, value in wanted.items()
        if value != fields.get(name)
    )


def _seen(file: str, id_: str, fields: Fields, reference: str) -> tuple[Operation, ...]:
    """My record remembers what it was decided on, once; an older wording of the same record of theirs goes."""
    before = _texts(fields.get("seen_from"))
    if reference in before:
        return ()
    stale = _without_sum(reference)
    kept = [one for one in before if not stale or (one != stale and _without_sum(one) != stale)]
    return (SetField(file, id_, "seen_from", _plain([*kept, reference]), fields.get("seen_from")),)


def _texts(value: Plain | None) -> list[str]:
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str)]
    return [value] if isinstance(value, str) and value else []


def _plain(texts: Collection[str]) -> Plain | None:
    """One text as such, several as a list, none as a field that is not written."""
    return list(texts) if len(texts) > 1 else next(iter(texts), None)
