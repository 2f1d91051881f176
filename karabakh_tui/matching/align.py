"""Which place of one article goes with which place of another while a person scrolls freely between provisions.

The passages that two articles share are fixed points; between them the place is interpolated. Articles seldom keep the
same order, so only the longest run of fixed points that both have in the same order can be honoured at once. And no
text may rush past while the other is scrolled by a line, so points that ask for that are not honoured either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from karabakh_tui.matching.model import Comparison

STEEPEST = 3
"""The follower goes at most so many times as far as the leader, or as their lengths ask for.

Measured on the seeds, three panes at 160x45, one row of the leader at a time: without a limit every fifth first step
moves a follower by more than three rows and some by 97; with this one no step moves it by more than seven, and of the
passages that come past, half instead of 57 % are on screen in both."""


class Alignment(NamedTuple):
    """A map from places of the leading article to places of the following one.

    `knots` are pairs (leader offset, follower offset): the first strictly rising, the second never falling, so the map
    never goes back, and never rises faster than `STEEPEST` allows. Offsets are code points, but rows of a screen do as
    well, as long as all are of one kind.
    """

    knots: tuple[tuple[int, int], ...]

    @classmethod
    def between(
        cls, pairs: Iterable[tuple[int, int]], through: tuple[int, int], leader_length: int, follower_length: int
    ) -> Alignment:
        """The alignment that keeps `through` exactly, and of `pairs` as many as can stand together with it.

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

        follower_here, slack_here = turned(here)
        fitting = [
            (follower, slack)
            for pair in pairs
            if 0 <= pair[0] <= leader_length and 0 <= pair[1] <= follower_length
            for follower, slack in (turned(pair),)
            if (follower < follower_here and slack < slack_here) or (follower > follower_here and slack > slack_here)
        ]
        chain = [((follower + slack) // steepest, follower) for follower, slack in longest_chain(fitting)]
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


def follows(comparison: Comparison, leader_id: str, follower_id: str) -> bool:
    """Whether the one moves when the other is scrolled: both are on the event that is compared."""
    compared = {article.id for article in comparison.compared}
    return leader_id in compared and follower_id in compared
