"""The rows of the coverage matrix: in which order, which of them, and the figures above and below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from karabakh_tui.codebook.model import Provision
from karabakh_tui.matching.model import Cell, Comparison, State

STATEMENTS: frozenset[State] = frozenset({"same", "vaguer", "conflict", "only"})
"""The states in which an article says something, as decided by a person."""


class Tally(NamedTuple):
    """The figures of a whole matrix: rows with a conflict, silent cells, cells decided by a person, all cells.

    Only articles on the event of the comparison are counted.
    """

    conflicts: int
    silences: int
    reviewed: int
    cells: int

    @property
    def words(self) -> str:
        """The figures as one line, as `5 conflict, 7 silent, 60/72 reviewed`."""
        return f"{self.conflicts} conflict, {self.silences} silent, {self.reviewed}/{self.cells} reviewed"


class ArticleTally(NamedTuple):
    """The figures of one column: provisions that the article says something on, all provisions, cells in conflict."""

    says: int
    provisions: int
    conflicts: int

    @property
    def words(self) -> str:
        """How much the article says, as `11 of 18`."""
        return f"{self.says} of {self.provisions}"


def separation(row: Sequence[Cell]) -> int:
    """How far a row sets the sources apart; only good for comparing rows of one comparison.

    It counts pairs of sources in three classes: pairs in conflict (a source at odds with itself is one such pair, and
    so is a conflict that names nobody), pairs of which one states it in full and the other more vaguely, and pairs of
    which one speaks and the other is silent. One pair of a class outweighs any number of pairs of the classes after
    it. Cells that nobody has decided set nothing apart.
    """
    states = Counter(cell.state for cell in row)
    conflicts = [cell for cell in row if cell.state == "conflict"]
    clashing = {frozenset({cell.article_id, other}) for cell in conflicts for other in cell.against}
    clashes = len(clashing) + sum(not cell.against for cell in conflicts)
    full = states["same"] + states["conflict"] + states["only"]
    uneven = full * states["vaguer"]
    silences = (full + states["vaguer"]) * states["silent"]
    more_than_all_pairs = len(row) * (len(row) + 1) // 2 + 1
    return (clashes * more_than_all_pairs + uneven) * more_than_all_pairs + silences


def by_separation(comparison: Comparison) -> tuple[Provision, ...]:
    """The provisions, those first that set the sources apart most; as many in codebook order."""
    return tuple(sorted(comparison.provisions, key=lambda p: -separation(comparison.row(p.id))))


def in_dispute(comparison: Comparison) -> tuple[Provision, ...]:
    """The provisions on which at least one source is in conflict, in codebook order."""
    return _with_state(comparison, "conflict")


def left_out(comparison: Comparison) -> tuple[Provision, ...]:
    """The provisions on which at least one source is silent, in codebook order."""
    return _with_state(comparison, "silent")


def says(cell: Cell) -> bool:
    """Whether the article says something on it: a person said so, or it is open and has a passage."""
    return cell.state in STATEMENTS or (cell.state == "open" and bool(cell.passages))


def tally(comparison: Comparison) -> Tally:
    """The figures for the head of the matrix."""
    rows = [comparison.row(p.id) for p in comparison.provisions]
    cells = [cell for row in rows for cell in row]
    return Tally(
        conflicts=sum(any(cell.state == "conflict" for cell in row) for row in rows),
        silences=sum(cell.state == "silent" for cell in cells),
        reviewed=sum(cell.status == "reviewed" for cell in cells),
        cells=len(cells),
    )


def article_tally(comparison: Comparison, article_id: str) -> ArticleTally:
    """The figures below a column. Raises KeyError for an article that is not in the comparison."""
    column = [comparison.cell(p.id, article_id) for p in comparison.provisions]
    return ArticleTally(
        says=sum(says(cell) for cell in column),
        provisions=len(column),
        conflicts=sum(cell.state == "conflict" for cell in column),
    )


def _with_state(comparison: Comparison, state: State) -> tuple[Provision, ...]:
    return tuple(p for p in comparison.provisions if any(cell.state == state for cell in comparison.row(p.id)))
