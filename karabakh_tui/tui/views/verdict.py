"""The verdict box as rows: what counts now, what it can become, and whom a conflict is with."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.annotations.model import VerdictKind
from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.model import SIGNS, WORDS, Cell
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.rows import clean, lines
from karabakh_tui.tui.views.states import role_of

KINDS: tuple[VerdictKind, ...] = ("same", "vaguer", "conflict", "only", "silent")
"""In the order of the box."""

_MEANS: dict[VerdictKind, str] = {
    "same": "says what the fullest account says",
    "vaguer": "agrees, but rounder, hedged or less complete",
    "conflict": "cannot be right together with another source",
    "only": "nobody else says it",
    "silent": "says nothing on it",
}


def verdict_rows(
    cell: Cell,
    mine: VerdictKind | None,
    others: Sequence[Article],
    against: Sequence[str],
    asks: bool,
    cells: int,
) -> list[Row]:
    """What counts in a cell and the kinds to choose from; where it `asks`, the sources that a conflict may be with.

    `mine` is one's own verdict until now, None where there is none.
    """
    rows = [*_now(cell, mine, cells), ()]
    if asks:
        return rows + _against(others, against, cells)
    for kind in KINDS:
        key = key_for(f"verdict-{kind}", "verdict")
        sign = (f"{SIGNS[kind]} {WORDS[kind]:<10}", role_of(kind))
        rows.append((("> " if kind == mine else "  ", "key"), (f"{key} ", "key"), sign, (f" {_MEANS[kind]}", "dim")))
    return rows


def _now(cell: Cell, mine: VerdictKind | None, cells: int) -> list[Row]:
    by = "" if not cell.by else ", by you" if mine else f", by {clean(cell.by)}"
    value = f': "{clean(cell.value)}"' if cell.value else ""
    said = f"Now: {SIGNS[cell.state]} {WORDS[cell.state]}{by}{value}"
    return [((line, ""),) for line in lines(said, cells)]


def _against(others: Sequence[Article], against: Sequence[str], cells: int) -> list[Row]:
    rows: list[Row] = [(("A conflict is between two sources. With which?", "head"),)]
    for number, article in enumerate(others[:9], 1):
        tick = "[x]" if article.id in against else "[ ]"
        rows.append(((f"  {number} ", "key"), (f"{tick} ", "conflict" if article.id in against else "dim"),
                     (f"{article.letter} {clean(article.short)}", "")))  # fmt: skip
    if len(others) > 9:
        rows += [((line, "dim"),) for line in lines("Sources past the ninth go into the file by hand.", cells)]
    return rows
