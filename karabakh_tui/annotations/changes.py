"""What became of each word of an old text: kept in its place in the new one, or not.

Stretches of words that occur once in both texts are joined first, in the longest order that both have; only what lies
between is compared word by word. So a paragraph that stays is not mixed up with another one, and a large text whose
every line was broken anew needs neither time nor memory by the square of its words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from karabakh_tui.annotations.folded import FoldedText, Place

STRETCH = 6
"""Words of a stretch that is looked for whole."""

MOST_COMPARED = 200_000_000
"""Old words by new words up to which what lies between is compared word by word: 25 MB while it is done."""


class Run(NamedTuple):
    """Words that were kept: `length` of them, from `old` in the old text and from `new` in the new one."""

    old: int
    new: int
    length: int


class Changes:
    """From an old text to a new one. `runs` are the kept words, in order in both texts."""

    __slots__ = ("_new_ends", "_old_ends", "new", "old", "runs")

    def __init__(self, old: FoldedText, new: FoldedText) -> None:
        old.cut_with(new.words.vocabulary)
        self.old = old
        self.new = new
        self.runs = tuple(kept_runs(old.words.codes, new.words.codes))
        self._old_ends = [run.old + run.length for run in self.runs]
        self._new_ends = [run.new + run.length for run in self.runs]

    def kept(self, first: int, last: int) -> list[Run]:
        """What was kept of the old words `first` up to but not including `last`."""
        found = []
        for run in self.runs[bisect_right(self._old_ends, first) :]:
            if run.old >= last:
                break
            start, end = max(run.old, first), min(run.old + run.length, last)
            found.append(Run(start, run.new + start - run.old, end - start))
        return found

    def was_there(self, place: Place, but: tuple[int, int] = (0, 0)) -> float:
        """Which part of a place in the new text, by its characters, stood in the old one at the same point; the old
        words `but`, first up to but not including the last, do not count."""
        words = self.new.words
        first, last = words.around(place.at, place.end)
        whole = sum(words.ends[number] - words.starts[number] for number in range(first, last))
        there = 0
        for run in self.runs[bisect_right(self._new_ends, first) :]:
            if run.new >= last:
                break
            for number in range(max(run.new, first), min(run.new + run.length, last)):
                if not but[0] <= run.old + number - run.new < but[1]:
                    there += words.ends[number] - words.starts[number]
        return there / max(1, whole)


def kept_runs(old: str, new: str) -> list[Run]:
    """The words that both have in the same order, as runs; each character of `old` and `new` stands for a word."""
    head = _alike(old, 0, new, 0, min(len(old), len(new)))
    tail = _alike_before(old, len(old), new, len(new), min(len(old), len(new)) - head)
    runs: list[Run] = []
    _add(runs, 0, 0, head)
    at_old, at_new = head, head
    old_end, new_end = len(old) - tail, len(new) - tail
    for number, counterpart in _milestones(old, new, head, old_end, new_end):
        if number < at_old or counterpart < at_new:
            continue
        length = _alike(old, number, new, counterpart, min(old_end - number, new_end - counterpart))
        back = _alike_before(old, number, new, counterpart, min(number - at_old, counterpart - at_new))
        _between(runs, old, new, (at_old, number - back), (at_new, counterpart - back))
        _add(runs, number - back, counterpart - back, back + length)
        at_old, at_new = number + length, counterpart + length
    _between(runs, old, new, (at_old, old_end), (at_new, new_end))
    _add(runs, old_end, new_end, tail)
    return runs


def _add(runs: list[Run], old: int, new: int, length: int) -> None:
    if not length:
        return
    last = runs[-1] if runs else None
    if last and last.old + last.length == old and last.new + last.length == new:
        runs[-1] = Run(last.old, last.new, last.length + length)
    else:
        runs.append(Run(old, new, length))


def _alike(old: str, at: int, new: str, there: int, most: int) -> int:
    """How many words are the same from these on, `most` at most."""
    length, step = 0, STRETCH
    while step and length < most:
        step = min(step, most - length)
        if old[at + length : at + length + step] == new[there + length : there + length + step]:
            length += step
            step *= 2
        else:
            step //= 2
    return length


def _alike_before(old: str, at: int, new: str, there: int, most: int) -> int:
    """How many words are the same before these, `most` at most."""
    length, step = 0, STRETCH
    while step and length < most:
        step = min(step, most - length)
        if old[at - length - step : at - length] == new[there - length - step : there - length]:
            length += step
            step *= 2
        else:
            step //= 2
    return length


def _milestones(old: str, new: str, start: int, old_end: int, new_end: int) -> list[tuple[int, int]]:
    """Where stretches stand that occur once in both, the most of them that are in the same order."""
    stand = _once(new, start, new_end)
    pairs = [
        (number, counterpart)
        for stretch, number in _once(old, start, old_end).items()
        if number >= 0 and (counterpart := stand.get(stretch, -1)) >= 0
    ]
    # The longest rising series of counterparts (patience sorting): `tops` ends the best series of each length.
    tops: list[int] = []
    top_pairs: list[int] = []
    before: list[int] = []
    for index, (_, counterpart) in enumerate(pairs):
        length = bisect_left(tops, counterpart)
        before.append(top_pairs[length - 1] if length else -1)
        if length == len(tops):
            tops.append(counterpart)
            top_pairs.append(index)
        else:
            tops[length] = counterpart
            top_pairs[length] = index
    series = []
    index = top_pairs[-1] if top_pairs else -1
    while index >= 0:
        series.append(pairs[index])
        index = before[index]
    return series[::-1]


def _once(codes: str, start: int, end: int) -> dict[str, int]:
    """Where each stretch stands, in the order in which they are first met; -1 for one that occurs again."""
    found: dict[str, int] = {}
    for number in range(start, end - STRETCH + 1):
        stretch = codes[number : number + STRETCH]
        found[stretch] = -1 if stretch in found else number
    return found


def _between(runs: list[Run], old: str, new: str, gone: tuple[int, int], come: tuple[int, int]) -> None:
    """What was kept between two stretches that were kept whole."""
    from rapidfuzz.distance import LCSseq

    old_words, new_words = old[gone[0] : gone[1]], new[come[0] : come[1]]
    if not old_words or not new_words or len(old_words) * len(new_words) > MOST_COMPARED:
        return
    for step in LCSseq.opcodes(old_words, new_words):
        if step.tag == "equal":
            _add(runs, gone[0] + step.src_start, come[0] + step.dest_start, step.src_end - step.src_start)
