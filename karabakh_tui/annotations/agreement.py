"""How far annotators agree, per tag and over all, in figures that others can check.

Everything is counted over units: the sentences of the articles, and their characters. A unit has a value from each
annotator who has a file on its article, and none from the others (a gap). For one tag the value is whether the unit
carries it; over all tags it is the set of tags that the unit carries, and two sets are the same or they are not.

Where nothing varies there is nothing to agree on: such figures are None, "undefined", and never 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import combinations, pairwise
from typing import NamedTuple, TypeAlias

from karabakh_tui.annotations.model import ACCEPTED_STATUS, CERTAIN, Anchored
from karabakh_tui.text.span import Span

Values: TypeAlias = "tuple[Hashable | None, ...]"
"""What each annotator says of a unit, None standing for one who did not look at it."""

Tally: TypeAlias = "Mapping[Values, int]"
"""How many units have these values. Counted like this a long text is no more work than a short one."""

_Item: TypeAlias = "tuple[Span, str]"


class Coded(NamedTuple):
    """An article as it was tagged: its length in code points, its sentences, and what stands in the file of each
    annotator who has one."""

    article_id: str
    length: int
    sentences: tuple[Span, ...]
    by: Mapping[str, Sequence[Anchored]]


class Figures(NamedTuple):
    """Over `n` units of which at least two annotators spoke. `same` is the share of the pairs of values that are
    equal, 0 to 1; `kappa` is for two annotators only. None is undefined."""

    n: int
    same: float | None = None
    kappa: float | None = None
    alpha: float | None = None


class SpanFigures(NamedTuple):
    """Over `n` tagged passages, each counted with each annotator it is compared with. `exact` is F1 of passages that
    are the same, `overlap` of such as share a character. None is undefined: there are no passages."""

    n: int
    exact: float | None = None
    overlap: float | None = None


class Row(NamedTuple):
    """The figures of one tag, or of all with an empty `tag`."""

    tag: str
    sentences: Figures
    characters: Figures
    spans: SpanFigures


class LeftOut(NamedTuple):
    """What of an annotator's is in no figure: annotations that wait for their place, have lost it, carry no tag, or
    that nobody accepted. `decided` counts those that were decided beside a colleague's: they are in the figures."""

    annotator: str
    review: int = 0
    orphan: int = 0
    untagged: int = 0
    not_accepted: int = 0
    decided: int = 0


class Agreement(NamedTuple):
    """All figures. `articles` are those that at least two of the annotators have a file on."""

    annotators: tuple[str, ...]
    articles: tuple[str, ...]
    overall: Row
    tags: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]


def agreement(coded: Iterable[Coded], annotators: Sequence[str], order: Sequence[str] = ()) -> Agreement:
    """The agreement of these annotators on these articles. The tags stand in the `order` given, others behind by name.

    An article that fewer than two of them have a file on is left out.
    """
    both = [one for one in coded if sum(name in one.by for name in annotators) > 1]
    texts = [_Text(one, annotators) for one in both]
    rank = {tag: place for place, tag in enumerate(order)}
    used = {tag for text in texts for items in text.items if items is not None for _, tag in items}
    tags = sorted(used, key=lambda tag: (rank.get(tag, len(rank)), tag))
    return Agreement(
        tuple(annotators),
        tuple(one.article_id for one in both),
        _row("", texts, tags),
        tuple(_row(tag, texts, [tag]) for tag in tags),
        tuple(_left_out(name, [one.by[name] for one in both if name in one.by]) for name in annotators),
    )


def on_sentences(coded: Coded, annotators: Sequence[str]) -> Figures:
    """The agreement on the sentences of one article over all tags, and nothing else: for a figure that is always in
    sight."""
    return figures(_tally(_by_sentence(coded, annotators), [1] * len(coded.sentences), ""))


def figures(tally: Tally) -> Figures:
    """Percent agreement, kappa (where the values are those of two) and alpha of a tally."""
    two = all(len(values) == 2 for values in tally)
    n = sum(units for values, units in tally.items() if _spoke(values) > 1)
    return Figures(n, percent(tally), kappa(tally) if two else None, alpha(tally))


def percent(tally: Tally) -> float | None:
    """The share of pairs of values on the same unit that are equal, from 0 to 1; None without any pair.

    With two annotators this is plain percent agreement; with more of them, and no gaps, the mean over the units as in
    Fleiss, "Measuring nominal scale agreement among many raters" (Psychological Bulletin 76, 1971).
    """
    pairs = equal = 0
    for values, units in tally.items():
        counted = Counter(value for value in values if value is not None)
        spoke = counted.total()
        pairs += units * spoke * (spoke - 1)
        equal += units * sum(times * (times - 1) for times in counted.values())
    return equal / pairs if pairs else None


def kappa(tally: Tally) -> float | None:
    """Cohen's kappa of two annotators: (observed - expected) / (1 - expected), the expected agreement being that of
    two who give their own values at random. Units of which only one spoke do not count. None where both gave one and
    the same value throughout.

    Cohen, "A coefficient of agreement for nominal scales" (Educational and Psychological Measurement 20, 1960).
    """
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    n = equal = 0
    for (one, other), units in tally.items():
        if one is None or other is None:
            continue
        n += units
        equal += units * (one == other)
        first[one] += units
        second[other] += units
    by_chance = sum(times * second[value] for value, times in first.items())
    return (n * equal - by_chance) / (n * n - by_chance) if n * n != by_chance else None


def alpha(tally: Tally) -> float | None:
    """Krippendorff's alpha for nominal values, any number of annotators, gaps allowed: 1 - observed / expected
    disagreement. A unit of which fewer than two spoke does not count. None where all values are the same.

    Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011), part C: a unit with m
    values gives its pairs the weight 1 / (m - 1); alpha = 1 - (n - 1) * (sum of unequal pairs) / (n² - sum of n_c²).
    """
    totals: Counter[Hashable] = Counter()
    unequal: Counter[int] = Counter()
    for values, units in tally.items():
        counted = Counter(value for value in values if value is not None)
        spoke = counted.total()
        if spoke < 2:
            continue
        for value, times in counted.items():
            totals[value] += units * times
        unequal[spoke] += units * (spoke * spoke - sum(times * times for times in counted.values()))
    n = totals.total()
    expected = n * n - sum(times * times for times in totals.values())
    observed = sum(pairs / (spoke - 1) for spoke, pairs in sorted(unequal.items()))
    return 1 - (n - 1) * observed / expected if expected else None


def most_overlapping(left: Iterable[Span], right: Iterable[Span]) -> int:
    """The most pairs of one of each that share a character, none being in two pairs.

    By the ends, from the first: the partner taken is the one that ends first, since whatever ends later reaches all
    that the other one does.
    """
    spans = sorted([(span, 0) for span in left if span] + [(span, 1) for span in right if span])
    by_end = sorted(range(len(spans)), key=lambda at: (spans[at][0].end, at))
    waiting: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    over: set[int] = set()
    begun = pairs = 0
    for at in by_end:
        span, side = spans[at]
        while begun < len(spans) and spans[begun][0].start < span.end:
            heappush(waiting[spans[begun][1]], (spans[begun][0].end, begun))
            begun += 1
        if at in over:
            continue
        over.add(at)
        others = waiting[1 - side]
        while others and others[0][1] in over:
            heappop(others)
        if others:
            over.add(heappop(others)[1])
            pairs += 1
    return pairs


class _Text:
    """An article as values: what each annotator tagged, and its sentences and characters as a tally per tag."""

    def __init__(self, coded: Coded, annotators: Sequence[str]) -> None:
        self.items = [_items(coded.by[name]) if name in coded.by else None for name in annotators]
        segments = _segments(coded.length, self.items)
        self._tags = [_carried(segments, items) for items in self.items]
        self._characters = [len(segment) for segment in segments]
        self._sentences = _by_sentence(coded, annotators)
        self._count = len(coded.sentences)

    def sentences(self, tag: str) -> Counter[Values]:
        return _tally(self._sentences, [1] * self._count, tag)

    def characters(self, tag: str) -> Counter[Values]:
        return _tally(self._tags, self._characters, tag)


def _by_sentence(coded: Coded, annotators: Sequence[str]) -> list[list[frozenset[str] | None]]:
    return [_carried(coded.sentences, _items(coded.by[name]) if name in coded.by else None) for name in annotators]


def _row(tag: str, texts: Sequence[_Text], tags: Sequence[str]) -> Row:
    sentences: Counter[Values] = Counter()
    characters: Counter[Values] = Counter()
    for text in texts:
        sentences += text.sentences(tag)
        characters += text.characters(tag)
    return Row(tag, figures(sentences), figures(characters), _spans(texts, tags))


def _spans(texts: Sequence[_Text], tags: Sequence[str]) -> SpanFigures:
    """F1 = 2 x found / (passages of the one + passages of the other), summed over pairs of annotators, texts and tags.

    Which of the two is held against the other makes no difference to F1, and unlike kappa it needs no count of what
    was not tagged: Hripcsak and Rothschild, "Agreement, the F-measure, and reliability in information retrieval"
    (Journal of the American Medical Informatics Association 12, 2005). Passages that overlap are paired one to one, so
    that a single passage over the whole text does not agree with everything.
    """
    n = exact = overlap = 0
    for text in texts:
        spans = [_by_tag(items) for items in text.items if items is not None]
        for one, other in combinations(spans, 2):
            for tag in tags:
                left, right = one.get(tag, frozenset()), other.get(tag, frozenset())
                n += len(left) + len(right)
                exact += len(left & right)
                overlap += most_overlapping(left, right) if left and right else 0
    return SpanFigures(n, 2 * exact / n, 2 * overlap / n) if n else SpanFigures(0)


def _by_tag(items: Iterable[_Item]) -> dict[str, frozenset[Span]]:
    found: dict[str, set[Span]] = {}
    for span, tag in items:
        found.setdefault(tag, set()).add(span)
    return {tag: frozenset(spans) for tag, spans in found.items()}


def _items(annotations: Iterable[Anchored]) -> frozenset[_Item]:
    """What an annotator said: passages and tags, each once."""
    return frozenset(
        (one.anchor.span, tag)
        for one in annotations
        if one.anchor.span and one.anchor.certainty in CERTAIN and one.annotation.status in ACCEPTED_STATUS
        for tag in one.annotation.tags
    )


def _segments(length: int, items: Iterable[frozenset[_Item] | None]) -> list[Span]:
    """The text cut wherever a passage begins or ends, so that each piece carries the same tags throughout."""
    ends = {min(end, length) for some in items if some for span, _ in some for end in span}
    edges = sorted({0, length} | ends)
    return [Span(start, end) for start, end in pairwise(edges)]


def _carried(units: Sequence[Span], items: frozenset[_Item] | None) -> list[frozenset[str] | None]:
    """The tags on each unit: those of all passages that share a character with it. None throughout for a gap.

    `units` are in order and apart.
    """
    if items is None:
        return [None] * len(units)
    ordered = sorted(items)
    found: list[frozenset[str] | None] = []
    running: list[_Item] = []
    at = 0
    for unit in units:
        while at < len(ordered) and ordered[at][0].start < unit.end:
            running.append(ordered[at])
            at += 1
        running = [item for item in running if item[0].end > unit.start]
        found.append(frozenset(tag for span, tag in running if span.start < unit.end))
    return found


def _tally(carried: Sequence[Sequence[frozenset[str] | None]], weights: Sequence[int], tag: str) -> Counter[Values]:
    """Units by their values: for one tag whether they carry it, without one the tags that they carry."""
    found: Counter[Values] = Counter()
    for weight, *sets in zip(weights, *carried, strict=True):
        found[tuple(tags if tags is None or not tag else tag in tags for tags in sets)] += weight
    return found


def _spoke(values: Values) -> int:
    return sum(value is not None for value in values)


def _left_out(annotator: str, files: Iterable[Iterable[Anchored]]) -> LeftOut:
    review = orphan = untagged = not_accepted = decided = 0
    for annotation, anchor in (one for file in files for one in file):
        if annotation.status not in ACCEPTED_STATUS:
            not_accepted += 1
        elif anchor.certainty == "review":
            review += 1
        elif anchor.certainty not in CERTAIN or anchor.span is None:
            orphan += 1
        elif not annotation.tags:
            untagged += 1
        elif annotation.seen_from:
            decided += 1
    return LeftOut(annotator, review, orphan, untagged, not_accepted, decided)
