"""The first and the last but one line of the reader: what is open, what `n` will do, who is shown and who hidden."""

from __future__ import annotations

from karabakh_tui.corpus.model import Corpus
from karabakh_tui.matching.model import Comparison
from karabakh_tui.text.cells import width
from karabakh_tui.tui.jumps import Jumps
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.reading import Reading
from karabakh_tui.tui.views.rows import cells_of, clean, ends

GAP = 2
"""Blanks between what stands at the left and what stands at the right, at least."""

TRAILS = {"": "provisions", "disagreements": "disagreements", "silences": "silences"}


def top_line(corpus: Corpus, reading: Reading, cells: int) -> Row:
    """The title line: what is open, whether panes keep step, which trail `n` follows."""
    sync = "follow" if reading.follow else "free"
    if reading.follow and reading.rows:
        sync = f"follow {reading.rows:+d} {'row' if abs(reading.rows) == 1 else 'rows'}"
    if cells < 100:
        return _line(f" READ  {title_of(corpus)}", f"sync: {sync} ", cells, "title")
    right = f"sync: {sync}   trail: {TRAILS[reading.only]} "
    title = f" karabakh-tui  READ  {title_of(corpus)}"
    sources = sources_line(reading.comparison)
    lefts = (f"{title}: {sources}", f"{title}: {sources.partition(' (')[0]}", title)
    left = next((left for left in lefts if width(left) + GAP + width(right) <= cells), title)
    return _line(left, right, cells, "title")


def title_of(corpus: Corpus) -> str:
    """What the corpus is called; texts that were given one by one have no name together."""
    return clean(corpus.title) or "texts"


def sources_line(comparison: Comparison) -> str:
    """How many sources there are, and which of them report on something else."""
    count = len(comparison.articles)
    apart = [a.letter for a in comparison.articles if a not in comparison.compared]
    said = f"{count} source" if count == 1 else f"{count} sources"
    return f"{said} ({', '.join(apart)} = other event)" if apart else said


def shown_line(reading: Reading, jumps: Jumps, count: int | None, cells: int) -> Row:
    """Which sources are in the panes and which are not, the count typed so far, the place on the jump list."""
    letters = {a.id: a.letter for a in reading.comparison.articles}
    shown = " ".join(letters[s] + ("*" if s in reading.carousel.pinned else "") for s in reading.carousel.shown)
    hidden = " ".join(letters[s] for s in reading.carousel.hidden) or "none"
    mode = "follow (s frees)" if reading.follow else "free (s follows)"
    right = f"count: {count if count is not None else '-'}   mode: {mode}   jump {jumps.at + 1}/{len(jumps.places)}"
    return _line(f" sources shown: {shown}   hidden: {hidden}", right + " ", cells, "chrome")


def _line(left: str, right: str, cells: int, role: str) -> Row:
    """Both in one role, and the role to the edge."""
    row = ends(((left, role),), ((right, role),), cells)
    row = tuple((text, role) for text, _ in row)
    return (*row, (" " * (cells - cells_of(row)), role))
