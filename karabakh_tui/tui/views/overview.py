"""What surrounds the text of a pane: its title, what lies above and below, the ruler, the word on a silence. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from karabakh_tui.matching.model import SIGNS
from karabakh_tui.text.breaks import rows_of
from karabakh_tui.text.cells import fit, width
from karabakh_tui.text.display import visible
from karabakh_tui.text.span import Span
from karabakh_tui.tui import paint
from karabakh_tui.tui.views.article import ArticleView, Mark

SHORTEST_NAME = 8
"""Cells that a source's name keeps while the rest of the title gives way."""


ACROSS, DOWN, CROSSING = "─│┼"
"""What lines are made of; with a palette that wants it they are drawn as ASCII."""


class Overview:
    """Where the accepted passages of an article stand, for its title and its ruler; suggestions are not counted."""

    __slots__ = ("_above", "_accepted", "_below", "_ends", "_length", "_starts")

    def __init__(self, marks: Sequence[Mark], length: int) -> None:
        self._accepted = [mark for mark in marks if not mark.suggested]
        self._length = max(1, length)
        by_end = sorted(self._accepted, key=lambda mark: mark.span.end)
        by_start = sorted(self._accepted, key=lambda mark: mark.span.start)
        self._ends = [mark.span.end for mark in by_end]
        self._starts = [mark.span.start for mark in by_start]
        self._above = _different(by_end)
        self._below = _different(by_start[::-1])

    def above(self, shown: Span) -> int:
        """How many provisions have a passage that ends before the rows shown."""
        return self._above[bisect_right(self._ends, shown.start)]

    def below(self, shown: Span) -> int:
        """How many provisions have a passage that starts after the rows shown."""
        return self._below[len(self._starts) - bisect_left(self._starts, max(shown.end, shown.start + 1))]

    def codes(self, height: int, cells: int) -> list[paint.Row]:
        """One ruler row per screen row, each for an equal share of the text: the code of the provision that starts
        there, `*` for several, nothing (an empty row) for none."""
        found: list[dict[str, Mark]] = [{} for _ in range(height)]
        focused: set[int] = set()
        for mark in self._accepted:
            share = min(height - 1, mark.span.start * height // self._length)
            found[share].setdefault(mark.provision_id, mark)
            if mark.focused:
                focused.add(share)
        rows: list[paint.Row] = []
        for share, marks in enumerate(found):
            if not marks:
                rows.append(())
                continue
            code = "*" if len(marks) > 1 else next(iter(marks.values())).code
            text = fit(visible(code), cells, "")
            rows.append(((text + " " * (cells - width(text)), "ruler+focus" if share in focused else "ruler"),))
        return rows

    def part(self, shown: Span, height: int) -> range:
        """The ruler rows that stand for the rows shown; at least one."""
        first = min(height - 1, shown.start * height // self._length)
        last = -(-shown.end * height // self._length)
        return range(first, max(first + 1, min(height, last)))


def _different(marks: Sequence[Mark]) -> list[int]:
    """How many different provisions the first n marks have, for each n."""
    seen: set[str] = set()
    counts = [0]
    for mark in marks:
        seen.add(mark.provision_id)
        counts.append(len(seen))
    return counts


def tails(view: ArticleView, codes: Sequence[paint.Row], part: range) -> list[paint.Row]:
    """What follows the text on each row: ruler and border."""
    border: paint.Row = ((DOWN, "line"),) if view.border else ()
    if not view.ruler:
        return [border] * len(codes)
    cells = view.code_cells
    here: paint.Row = ((DOWN + " " * (cells - 1), "line"), *border)
    empty: paint.Row = ((" " * cells, ""), *border)
    return [(*code, *border) if code else here if row in part else empty for row, code in enumerate(codes)]


def title_row(
    view: ArticleView, cells: int, *, focused: bool, note: str, above: int, below: int, percent: int
) -> paint.Row:
    """`*A Artsakh-side report  pinned   ^10 v0 87%`: star for the pane that leads, letter and name of the source, a
    note, how many provisions lie above and below, how far it is read.

    In a narrow pane the name is shortened first, then the counts, the note and the percentage go, in this order.
    """
    border: paint.Row = (" ", ""), (DOWN, "line")
    room = cells - 2 if view.border else cells
    star = "*" if focused else " "
    name = visible(f"{star}{view.article.letter} {view.article.short}")
    said = f"  {visible(note)}" if note else ""
    counts, share = f"^{above} v{below} ", f"{percent}%"
    least = min(width(name), SHORTEST_NAME)
    if least + width(said) + len(counts) + len(share) + 1 > room:
        counts = ""
    if least + width(said) + len(share) + 1 > room:
        said = ""
    if least + len(share) + 1 > room:
        share = ""
    figures = counts + share
    name = fit(name, max(0, room - width(said) - len(figures) - bool(figures)))
    gap = " " * max(0, room - width(name) - width(said) - len(figures))
    role = "title" if focused else "chrome"
    row: paint.Row = (name, role), (said, "chrome"), (gap, ""), (figures, "chrome")
    return (*row, *border) if view.border else row


def rule_row(view: ArticleView, cells: int) -> paint.Row:
    """The line under the title; it crosses the border."""
    if not view.border:
        return ((ACROSS * cells, "line"),)
    return ((ACROSS * (cells - 1) + CROSSING, "line"),)


def silence_rows(view: ArticleView, words: Sequence[str], cells: int) -> list[paint.Row]:
    """The block that says, in these lines, that the article is silent: the sign of silence down its side, a rule above
    and below. `cells` wide, ruler and border not included."""
    side = (" " * view.code_cells if view.gutter else "") + SIGNS["silent"] + "  "
    room = max(1, min(view.text_width(cells + view.tail_cells), cells - len(side)))
    across: paint.Run = ("-" * room, "line")
    said: list[paint.Run] = []
    for line in words:
        shown = visible(line)
        said += [(shown[start:end], "silent") for start, end in rows_of(shown, room)]
    return [
        ((side, "silent"), (text, role), (" " * max(0, cells - len(side) - width(text)), ""))
        for text, role in [across, *said, across]
    ]
