"""What the cell under the cursor of the matrix says, in full: its state in words, its passages, the other side."""

from __future__ import annotations

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.model import Cell, Passage
from karabakh_tui.matching.why import Reason, why
from karabakh_tui.tui.matrix_state import MatrixState
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.rows import beginning, cells_of, clean, ends, exactly, lines, shared
from karabakh_tui.tui.views.states import letters_of, named, role_of, silence

INDENT = 3

MOST_QUOTED = 4000
"""Code points of a passage that are looked at; no screen shows more of it here."""


def matrix_detail(state: MatrixState, cells: int, height: int, *, with_value: bool) -> list[Row]:
    """The block on the cell under the cursor: exactly `height` rows of at most `cells` cells. Without `with_value` its
    value is left out, because it stands in full elsewhere."""
    at, cell = state.at, state.cell
    if at is None or cell is None or height <= 0:
        return exactly((), height)
    provision, article = at
    main, extra = _told(state, article, cell, cells, with_value)
    rows = shared([[_head(state, provision, article, cell, cells)], *main], height, cells)
    return exactly([*rows, *shared(extra, height - len(rows), cells)], height)


def _head(state: MatrixState, provision: Provision, article: Article, cell: Cell, cells: int) -> Row:
    """Which cell it is and what is said of it."""
    reasons = _reasons(state, cell)
    verdict = next(reason.text for reason in reasons if reason.role == "verdict")
    if cell.state in ("silent", "open") and not cell.passages:
        verdict = silence(state.comparison, cell, brief=True)
    where = f" {named(provision)}, {article.letter} {clean(article.short)}: "
    left: Row = ((where, "head"), (f"{cell.sign} {verdict}", f"head+{role_of(cell.state)}"))
    by = next((clean(reason.text) for reason in reasons if reason.role == "by"), "")
    fits = cells_of(left) + len(by) + 3 <= cells
    return ends(left, ((f"{by} " if by and fits else "", "head+dim"),), cells, "head")


def _told(
    state: MatrixState, article: Article, cell: Cell, cells: int, with_value: bool
) -> tuple[list[list[Row]], list[list[Row]]]:
    """What the source says and what others say against it; then what only comes where there is room: notes and the
    other passages."""
    letters = letters_of(state.comparison)
    reasons = _reasons(state, cell)
    quotes = [_block(_quote(article, passage), "", cells) for passage in cell.passages]
    first = cell.telling
    main = [_block(f"value: {clean(cell.value)}", "", cells)] if cell.value and with_value else []
    main += quotes[first : first + 1]
    for other in cell.against:
        if other == cell.article_id:
            main.append(_block(f"at odds with itself: {_words(reasons, article.letter)}", "", cells))
        else:
            main.append(_block(_other_side(reasons, letters[other]), "", cells))
    main += [_block(clean(reason.text), "warn", cells) for reason in reasons if reason.role == "stale"]
    notes = [_block(f"note: {clean(cell.note)}", "dim", cells)] if cell.note else []
    return main, [*notes, *quotes[:first], *quotes[first + 1 :]]


def _reasons(state: MatrixState, cell: Cell) -> tuple[Reason, ...]:
    return why(state.comparison, cell.provision_id, cell.article_id)


def _other_side(reasons: tuple[Reason, ...], letter: str) -> str:
    """The words of a source that this cell conflicts with, and their value."""
    value = next((clean(reason.text) for reason in reasons if reason.role == "value" and reason.letter == letter), "")
    return f"against {letter}: " + ", ".join(part for part in (value, _words(reasons, letter)) if part)


def _words(reasons: tuple[Reason, ...], letter: str) -> str:
    """The words of one source, each in quotes."""
    said = (reason.text for reason in reasons if reason.role == "words" and reason.letter == letter)
    return " ... ".join(f'"{clean(words)}"' for words in said)


def _quote(article: Article, passage: Passage) -> str:
    """The passage as the article has it, with the way into the article to where it starts."""
    percent = 100 * passage.span.start // max(len(article.text), 1)
    return f'at {percent}%: "{beginning(passage.span.of(article.text), MOST_QUOTED)}"'


def _block(text: str, role: str, cells: int) -> list[Row]:
    return [((" " * INDENT + line, role),) for line in lines(text, max(cells - INDENT - 1, 1))]
