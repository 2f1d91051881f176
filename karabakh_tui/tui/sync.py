"""Keeping panes in step while one of them is scrolled: which place of the others goes with its place. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from karabakh_tui.matching.align import Interpolation, anchor_pairs, follows, pinned_pairs
from karabakh_tui.matching.model import Comparison


class Sync:
    """Places in code points, from where the panes were last set together ("locked").

    The lock is kept exactly, so nothing jumps when scrolling begins; away from it the shared passages pull the places
    together again. Interpolations are worked out once for each pair of sources and forgotten with the lock.
    """

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._lengths = {article.id: len(article.text) for article in comparison.articles}
        self._lock: dict[str, int] = {}
        self._interpolations: dict[tuple[str, str], Interpolation] = {}

    def lock(self, offsets: Mapping[str, int]) -> None:
        """These places belong together from now on; sources that are not named keep the place they had."""
        self._lock = {**self._lock, **offsets}
        self._interpolations.clear()

    def follow(self, leader: str, follower: str, offset: int) -> int | None:
        """Where the follower stands while the leader stands at `offset`; None for sources that never move together."""
        if not follows(self._comparison, leader, follower):
            return None
        interpolation = self._interpolations.get((leader, follower))
        if interpolation is None:
            interpolation = self._interpolations[leader, follower] = Interpolation.between(
                anchor_pairs(self._comparison, leader, follower),
                (self._lock.get(leader, 0), self._lock.get(follower, 0)),
                self._lengths[leader],
                self._lengths[follower],
                pinned_pairs(self._comparison, leader, follower),
            )
        return interpolation.follow(offset)
