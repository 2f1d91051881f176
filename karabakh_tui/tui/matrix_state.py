"""What the coverage matrix knows apart from pixels: which rows in which order, the cell under the cursor, what it is
scrolled to. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.model import Cell, Comparison, State
from karabakh_tui.matching.order import ArticleTally, Tally, article_tally, by_separation, in_dispute, left_out, tally
from karabakh_tui.text.cells import width
from karabakh_tui.tui.views.rows import clean

Order = Literal["codebook", "separation", "article"]


@dataclass(frozen=True, slots=True)
class MatrixState:
    """The state of the matrix.

    `columns` are all sources, the compared ones first; `rows` the provisions that order and filters leave. `provision`
    and `article` name the cell that the person went to: a filter that hides its row does not forget it, the cursor
    merely stands on the nearest row meanwhile. `leader` is the source whose own order the rows follow, where they do.
    `top` and `left` are the first row and column on screen; `said` is what the last step has to tell. `name_cells` are
    the widths of the longest code and of the longest title, `occurring` the states that are found anywhere.
    """

    comparison: Comparison
    columns: tuple[Article, ...]
    rows: tuple[Provision, ...]
    figures: Tally
    tallies: dict[str, ArticleTally]
    provision: str = ""
    article: str = ""
    order: Order = "codebook"
    leader: str = ""
    disagreements: bool = False
    omissions: bool = False
    top: int = 0
    left: int = 0
    said: str = ""
    name_cells: tuple[int, int] = (1, 0)
    occurring: frozenset[State] = frozenset()

    @property
    def row(self) -> int:
        """The index in `rows` of the row under the cursor; -1 where no row is left."""
        shown = {provision.id: index for index, provision in enumerate(self.rows)}
        if self.provision in shown or not shown:
            return shown.get(self.provision, -1)
        places = {provision.id: index for index, provision in enumerate(self.comparison.provisions)}
        wanted = places.get(self.provision, 0)
        return min(range(len(self.rows)), key=lambda index: abs(places[self.rows[index].id] - wanted))

    @property
    def column(self) -> int:
        """The index in `columns` of the column under the cursor; -1 where there is no source."""
        return next((index for index, article in enumerate(self.columns) if article.id == self.article), -1)

    @property
    def at(self) -> tuple[Provision, Article] | None:
        """The provision and the source under the cursor; None where there is no cell to stand on."""
        row, column = self.row, self.column
        return (self.rows[row], self.columns[column]) if row >= 0 and column >= 0 else None

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        at = self.at
        return self.comparison.cell(at[0].id, at[1].id) if at else None

    @property
    def filtered(self) -> bool:
        """Whether only some of the rows are asked for."""
        return self.disagreements or self.omissions

    @property
    def reviews_differ(self) -> bool:
        """Whether a person decided some of the cells and not others, so that each has to say which it is."""
        return 0 < self.figures.reviewed < self.figures.cells

    def moved(self, rows: int = 0, columns: int = 0) -> MatrixState:
        """The cursor so many rows down and columns to the right, as far as there are any."""
        return self._at(self.row + rows, self.column + columns)

    def first_row(self) -> MatrixState:
        """The cursor in the first row."""
        return self._at(0, self.column)

    def last_row(self) -> MatrixState:
        """The cursor in the last row."""
        return self._at(len(self.rows) - 1, self.column)

    def to_conflict(self, steps: int) -> MatrixState:
        """The cursor on the conflict `steps` cells further (back, where negative) as one reads, around the ends."""
        found = [
            (row, column)
            for row, provision in enumerate(self.rows)
            for column, article in enumerate(self.columns)
            if self.comparison.cell(provision.id, article.id).state == "conflict"
        ]
        if not found:
            return replace(self, said="no conflict in these rows" if self.filtered else "no conflict in this table")
        here = (self.row, self.column)
        if steps > 0:
            start = next((index for index, place in enumerate(found) if place > here), len(found)) - 1
        else:
            start = len(found) - next((i for i, place in enumerate(reversed(found)) if place < here), len(found))
        index = start + steps
        around = "" if 0 <= index < len(found) else ", around the end" if steps > 0 else ", around the start"
        index %= len(found)
        return replace(self._at(*found[index]), said=f"conflict cell {index + 1} of {len(found)}{around}")

    def next_order(self) -> MatrixState:
        """The rows in the next of the three orders: codebook, how far they set sources apart, the source's own."""
        if self.order == "codebook":
            return self._with_rows(order="separation")
        if self.order == "article" or not self.comparison.compared:
            return self._with_rows(order="codebook")
        compared = {article.id for article in self.comparison.compared}
        leader = self.article if self.article in compared else self.comparison.compared[0].id
        return self._with_rows(order="article", leader=leader)

    def toggle_disagreements(self) -> MatrixState:
        """Only the rows with a conflict, or no longer only those."""
        return self._with_rows(disagreements=not self.disagreements)

    def toggle_omissions(self) -> MatrixState:
        """Only the rows on which a source is silent, or no longer only those."""
        return self._with_rows(omissions=not self.omissions)

    def told(self, comparison: Comparison) -> MatrixState:
        """The same table after somebody said something else of its cells: order, filters, cursor and scrolling stay."""
        new = opening(comparison, (self.provision, self.article))
        kept = replace(self, comparison=comparison, figures=new.figures, tallies=new.tallies, occurring=new.occurring)
        return replace(kept, rows=_rows(kept))

    def scrolled(self, top: int, left: int) -> MatrixState:
        """The same, with that row and column first on screen."""
        return self if (self.top, self.left) == (top, left) else replace(self, top=top, left=left)

    def _at(self, row: int, column: int) -> MatrixState:
        if not self.rows or not self.columns:
            return replace(self, said="")
        row = min(max(row, 0), len(self.rows) - 1)
        column = min(max(column, 0), len(self.columns) - 1)
        return replace(self, provision=self.rows[row].id, article=self.columns[column].id, said="")

    def _with_rows(
        self,
        *,
        order: Order | None = None,
        leader: str | None = None,
        disagreements: bool | None = None,
        omissions: bool | None = None,
    ) -> MatrixState:
        changed = replace(
            self,
            order=self.order if order is None else order,
            leader=self.leader if leader is None else leader,
            disagreements=self.disagreements if disagreements is None else disagreements,
            omissions=self.omissions if omissions is None else omissions,
            said="",
        )
        return replace(changed, rows=_rows(changed))


def opening(comparison: Comparison, at: tuple[str, str] | None = None) -> MatrixState:
    """The whole matrix in codebook order, with the cursor on the cell `at` (provision id, article id).

    Without `at`, and for what it names that is not there, the cursor is in the first row and column.
    """
    columns = comparison.in_order
    provision, article = at or ("", "")
    if all(p.id != provision for p in comparison.provisions):
        provision = comparison.provisions[0].id if comparison.provisions else ""
    if all(a.id != article for a in columns):
        article = columns[0].id if columns else ""
    tallies = {a.id: article_tally(comparison, a.id) for a in comparison.compared}
    return MatrixState(
        comparison,
        columns,
        comparison.provisions,
        tally(comparison),
        tallies,
        provision,
        article,
        name_cells=(
            max((width(clean(p.code)) for p in comparison.provisions), default=1),
            max((width(clean(p.title)) for p in comparison.provisions), default=0),
        ),
        occurring=frozenset(cell.state for cell in comparison.cells.values()),
    )


def _rows(state: MatrixState) -> tuple[Provision, ...]:
    """The provisions that the filters leave, in the order asked for. With both filters on a row has to pass both."""
    rows = _ordered(state)
    if state.disagreements:
        disputed = {provision.id for provision in in_dispute(state.comparison)}
        rows = tuple(provision for provision in rows if provision.id in disputed)
    if state.omissions:
        omitted = {provision.id for provision in left_out(state.comparison)}
        rows = tuple(provision for provision in rows if provision.id in omitted)
    return rows


def _ordered(state: MatrixState) -> tuple[Provision, ...]:
    if state.order == "separation":
        return by_separation(state.comparison)
    if state.order == "codebook":
        return state.comparison.provisions
    return in_article_order(state.comparison, state.leader)


def in_article_order(comparison: Comparison, article_id: str) -> tuple[Provision, ...]:
    """The provisions as the article takes them up, by its first passage on each; those it has none on come last, in
    codebook order."""

    def begins(provision: Provision) -> tuple[bool, int]:
        passages = comparison.cell(provision.id, article_id).passages
        return (not passages, passages[0].span.start if passages else 0)

    return tuple(sorted(comparison.provisions, key=begins))
