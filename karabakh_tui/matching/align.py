"""Which place of one article goes with which place of another while a person scrolls freely between provisions.

The passages that two articles share are fixed points; between them the place is interpolated. Articles seldom keep the
same order, so only the longest run of fixed points that both have in the same order can be honoured at once. And no
text may rush past while the other is scrolled by a line, so points that ask for that are not honoured either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.matching.model import Comparison, Pin

if TYPE_CHECKING:
    from karabakh_tui.annotations.model import Alignment, Side
    from karabakh_tui.corpus.model import Corpus

STEEPEST = 3
"""The follower goes at most so many times as far as the leader, or as their lengths ask for.

Measured on the seeds, three panes at 160x45, one row of the leader at a time: without a limit every fifth first step
moves a follower by more than three rows and some by 97; with this one no step moves it by more than seven, and of the
passages that come past, half instead of 57 % are on screen in both."""


class Interpolation(NamedTuple):
    """A map from places of the leading article to places of the following one.

    `knots` are pairs (leader offset, follower offset): the first strictly rising, the second never falling, so the map
    never goes back, and never rises faster than `STEEPEST` allows. Offsets are code points, but rows of a screen do as
    well, as long as all are of one kind.
    """

    knots: tuple[tuple[int, int], ...]

    @classmethod
    def between(
        cls,
        pairs: Iterable[tuple[int, int]],
        through: tuple[int, int],
        leader_length: int,
        follower_length: int,
        pins: Iterable[tuple[int, int]] = (),
    ) -> Interpolation:
        """The interpolation that keeps `through` exactly, and of `pairs` as many as can stand together with it.

        `pins` are pairs that a person set: of these as many as can stand together come before all others.

        `through` is where the two panes stand now, so that nothing jumps when the leader starts to move; it is brought
        into the articles where it lies outside. Pairs outside the articles are left out. The two starts and the two
        ends are fixed points as well, as near as the steepest rise gets to them; with no pairs the map is thus by
        percentage on either side of `through`.
        """
        here = (min(max(through[0], 0), leader_length), min(max(through[1], 0), follower_length))
        steepest = max(STEEPEST, -(-follower_length // max(1, leader_length)))

        def turned(pair: tuple[int, int]) -> tuple[int, int]:
            """Coordinates in which a pair lies before another in both just where a rise that is not too steep leads
            from the one to the other."""
            return pair[1], steepest * pair[0] - pair[1]

        def fitting(pairs: Iterable[tuple[int, int]], fixed: list[tuple[int, int]]) -> list[tuple[int, int]]:
            """The pairs inside the articles, turned, that lie before or after each of the fixed ones."""
            inside = (turned(p) for p in pairs if 0 <= p[0] <= leader_length and 0 <= p[1] <= follower_length)
            return [one for one in inside if all(_in_order(one, other) for other in fixed)]

        fixed = longest_chain(fitting(pins, [turned(here)]))
        rest = longest_chain(fitting(pairs, [turned(here), *fixed]))
        chain = [((follower + slack) // steepest, follower) for follower, slack in (*fixed, *rest)]
        knots = sorted([*chain, here])
        (leader_from, follower_from), (leader_to, follower_to) = knots[0], knots[-1]
        if leader_from > 0:
            knots.insert(0, (0, max(0, follower_from - steepest * leader_from)))
        if leader_to < leader_length:
            knots.append((leader_length, min(follower_length, follower_to + steepest * (leader_length - leader_to))))
        return cls(tuple(knots))

    def follow(self, offset: int) -> int:
        """The follower's place for the leader's `offset`; before the first and after the last knot it stands still."""
        after = bisect_right(self.knots, offset, key=itemgetter(0))
        if after == 0:
            return self.knots[0][1]
        if after == len(self.knots):
            return self.knots[-1][1]
        (leader_from, follower_from), (leader_to, follower_to) = self.knots[after - 1], self.knots[after]
        share = (offset - leader_from) * (follower_to - follower_from)
        return follower_from + share // (leader_to - leader_from)


def _in_order(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether one of two pairs lies before the other in both members."""
    return (one[0] < other[0] and one[1] < other[1]) or (one[0] > other[0] and one[1] > other[1])


def longest_chain(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of `pairs` that rises strictly in both members, in order; O(n log n).

    Patience sorting: with equal first members in falling order of the second, a strictly rising run of the second
    members takes at most one of them. `piles` holds, per length, the smallest second member that ends such a run.
    """
    ordered = sorted(set(pairs), key=lambda pair: (pair[0], -pair[1]))
    piles: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, (_, follower) in enumerate(ordered):
        length = bisect_left(piles, follower)
        piles[length : length + 1] = [follower]
        tops[length : length + 1] = [index]
        before.append(tops[length - 1] if length else -1)
    chain: list[tuple[int, int]] = []
    index = tops[-1] if tops else -1
    while index >= 0:
        chain.append(ordered[index])
        index = before[index]
    chain.reverse()
    return chain


def anchor_pairs(comparison: Comparison, leader_id: str, follower_id: str) -> list[tuple[int, int]]:
    """For each provision that both articles speak of, where either begins to, in code points, in codebook order.

    Empty where one of the two is on another event. Only first passages are paired: the second passage of one article
    need not say what the second of the other says. Raises KeyError for an article that is not in the comparison.
    """
    pairs: list[tuple[int, int]] = []
    for provision in comparison.provisions:
        leader = comparison.cell(provision.id, leader_id)
        follower = comparison.cell(provision.id, follower_id)
        if leader.passages and follower.passages:
            pairs.append((leader.passages[0].span.start, follower.passages[0].span.start))
    return pairs


def pinned_pairs(comparison: Comparison, leader_id: str, follower_id: str) -> list[tuple[int, int]]:
    """The places of the two articles that a person laid side by side, in code points."""
    sides = (dict(pin) for pin in comparison.pins)
    return [(pin[leader_id], pin[follower_id]) for pin in sides if leader_id in pin and follower_id in pin]


def pins_of(corpus: Corpus, alignments: Iterable[Alignment]) -> tuple[Pin, ...]:
    """Where the passages stand now that people laid side by side; such as have lost their place are left out."""
    found: list[Pin] = []
    for alignment in alignments:
        sides = [_stands(corpus, side) for side in (alignment.left, alignment.right)]
        if None not in sides and sides[0] != sides[1]:
            found.append(tuple(side for side in sides if side))
    return tuple(found)


def _stands(corpus: Corpus, side: Side) -> tuple[str, int] | None:
    from karabakh_tui.annotations.anchor import anchor_files
    from karabakh_tui.annotations.model import CERTAIN, Annotation, AnnotationFile

    article = next((article for article in corpus.articles if article.id == side.article), None)
    if article is None:
        return None
    quoted = Annotation("", (), side.quote, start=side.start)
    ((_, anchor),) = anchor_files(article, [AnnotationFile("", "", article.id, annotations=(quoted,))], None)
    if anchor.span is None or anchor.certainty not in CERTAIN:
        return None
    start = anchor.span.start
    line = article.text.rfind("\n", 0, start) + 1
    return article.id, start if article.text[line:start].strip() else line  # a row begins with its indent


def follows(comparison: Comparison, leader_id: str, follower_id: str) -> bool:
    """Whether the one moves when the other is scrolled: both are on the event that is compared."""
    compared = {article.id for article in comparison.compared}
    return leader_id in compared and follower_id in compared
