"""Cards as rows: one provision in every compared source, one below the other, the passages in full.

A card is the name of the source and its sign, every passage on the provision, and the value; a source that is silent
takes one row. The rows of a provision are built once and then shown from any row on.
"""

from __future__ import annotations

from dataclasses import dataclass

from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.model import Cell, Comparison, Passage
from karabakh_tui.matching.why import why
from karabakh_tui.text.breaks import rows_of
from karabakh_tui.text.cells import fit, width
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.views.rows import beginning, cells_of, clean, cut, ends, exactly, filled, lines
from karabakh_tui.tui.views.states import (
    NO_PROVISIONS,
    clashes,
    loud,
    named,
    opposed_values,
    provision_of,
    reviewed,
    role_of,
    row_sign,
    silence,
    stands,
)

CHROME = 5
"""Rows of the screen that are not cards: title, rule; rule, verdict, footer."""

INDENT = 5
MOST_CELLS = 100
"""Longer lines are hard to read, however wide the terminal is."""

MOST_SHOWN = 20_000
"""Code points of one passage that a card shows; a whole article is read in the reader."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Something to step to: a passage of a source, or a source without one (`passage` is 0 then).

    Its rows are those from `first` up to, not including, `end`.
    """

    article_id: str
    passage: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Deck:
    """All cards of a provision at some width. Rows start with a run of one blank, the place of the cursor's mark."""

    rows: tuple[Row, ...]
    stops: tuple[Stop, ...]

    def stop_of(self, article_id: str, passage: int = 0) -> int:
        """The index of the stop on that passage of the article; its last one where there are fewer, 0 without any."""
        own = [index for index, stop in enumerate(self.stops) if stop.article_id == article_id]
        return own[min(passage, len(own) - 1)] if own else 0


def body_rows(height: int) -> int:
    """How many rows of a screen of that height show cards."""
    return max(height - CHROME, 1)


def deck(comparison: Comparison, provision_id: str, cells: int, body: int = 0) -> Deck:
    """The cards of a provision, in the order of the letters; other events at the end, in a row each.

    Where all of it fits into `body` rows with a blank one between two cards, it is spread like that.
    """
    close = _dealt(comparison, provision_id, cells, 0)
    if len(close.rows) + len(comparison.articles) - 1 > body:
        return close
    return _dealt(comparison, provision_id, cells, 1)


def _dealt(comparison: Comparison, provision_id: str, cells: int, gap: int) -> Deck:
    rows: list[Row] = []
    stops: list[Stop] = []
    for article in comparison.compared:
        rows += [()] * gap if rows else []
        stops += _card(comparison, article, comparison.cell(provision_id, article.id), cells, rows)
    apart = comparison.in_order[len(comparison.compared) :]
    rows += [()] * gap if rows and apart else []
    for article in apart:
        said = f" {article.letter}x  {clean(article.short)}: another event, kept out of verdicts"
        rows.append(((" ", ""), (fit(said[1:], cells - 1), "other-event")))
    return Deck(tuple(rows), tuple(stops))


def _card(comparison: Comparison, article: Article, cell: Cell, cells: int, rows: list[Row]) -> list[Stop]:
    """The stops of one source, whose rows are put below `rows`. The name belongs to the first of them, the value to
    the last."""
    first = len(rows)
    if not cell.passages and cell.state in ("silent", "open"):
        rows.append(_silent(comparison, article, cell, cells))
        return [Stop(article.id, 0, first, len(rows))]
    rows.append(_name(comparison, article, cell, cells))
    edges = [first]
    for index, passage in enumerate(cell.passages):
        rows += _passage(article, cell, passage, index, cells)
        edges.append(len(rows))
    rows += _below(comparison, cell, cells)
    edges[max(len(edges) - 1, 1) :] = [len(rows)]
    return [Stop(article.id, index, start, edges[index + 1]) for index, start in enumerate(edges[:-1])]


def _gutter(article: Article, cell: Cell) -> str:
    """Letter and sign, as wide as the indent."""
    return f"{article.letter}{cell.sign}".ljust(INDENT - 2) + " "


def _name(comparison: Comparison, article: Article, cell: Cell, cells: int) -> Row:
    """The first row of a card: letter, sign, name, and the state in words."""
    verdict = next(r.text for r in why(comparison, cell.provision_id, article.id) if r.role == "verdict")
    role = f"head+{role_of(cell.state)}"
    name = clean(article.short)
    return filled(
        ((" ", "head"), (_gutter(article, cell), role), (name, "head"), (f"   {verdict}", role)), cells, "head"
    )


def _silent(comparison: Comparison, article: Article, cell: Cell, cells: int) -> Row:
    """The one row of a source that has no passage."""
    room = min(cells, MOST_CELLS)
    for brief in (False, True):
        said = silence(comparison, cell, brief=brief)
        left = room - cells_of(((said, ""),)) - INDENT - 5
        if left >= min(width(clean(article.short)), 20):
            break
    name = fit(clean(article.short), max(left, 12))
    runs: list[Run] = [(" ", ""), (_gutter(article, cell), role_of(cell.state)), (f"{name} ", "")]
    dots = room - cells_of(tuple(runs)) - cells_of(((said, ""),)) - 2
    if dots > 0:
        runs.append(("." * dots + " ", "dim"))
    runs.append((said, role_of(cell.state)))
    return cut(tuple(runs), cells)


def _passage(article: Article, cell: Cell, passage: Passage, index: int, cells: int) -> list[Row]:
    """A passage in full, numbered where there are several; the words that the verdict rests on are marked in it."""
    shown = beginning(passage.span.of(article.text), MOST_SHOWN)
    marked = _spans(shown, [clean(words) for words in cell.because])
    number = f"{index + 1}." if len(cell.passages) > 1 else ""
    rows: list[Row] = []
    for start, end in rows_of(shown, max(min(cells, MOST_CELLS) - INDENT - 1, 1)):
        lead = number.rjust(INDENT - 2) + " " if not rows else " " * (INDENT - 1)
        rows.append(((" ", ""), (lead, "dim"), *_runs(shown, start, end, marked)))
    return rows


def _spans(shown: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Where the words stand in the passage, in order, each no later than the end of the one before."""
    found = sorted((shown.find(words), shown.find(words) + len(words)) for words in wanted if words and words in shown)
    spans: list[tuple[int, int]] = []
    for start, end in found:
        start = max(start, spans[-1][1] if spans else 0)
        if start < end:
            spans.append((start, end))
    return spans


def _runs(shown: str, start: int, end: int, marked: list[tuple[int, int]]) -> list[Run]:
    """One line of a passage, cut where marked words begin and end."""
    runs: list[Run] = []
    at = start
    for first, last in marked:
        first, last = max(first, at), min(last, end)
        if first < last:
            runs += [(shown[at:first], ""), (shown[first:last], "focus-passage")]
            at = last
    runs.append((shown[at:end], ""))
    return [run for run in runs if run[0]]


def _below(comparison: Comparison, cell: Cell, cells: int) -> list[Row]:
    """Value, note and what no longer fits, below the passages."""
    told = [("", f"value: {clean(cell.value)}")] if cell.value else []
    if cell.note:
        told.append(("dim", f"note: {clean(cell.note)}"))
    reasons = why(comparison, cell.provision_id, cell.article_id)
    told += [("warn", clean(reason.text)) for reason in reasons if reason.role == "stale"]
    room = min(cells, MOST_CELLS) - INDENT - 1
    return [((" ", ""), (" " * (INDENT - 1) + line, role)) for role, text in told for line in lines(text, room)]


def cards(
    comparison: Comparison, provision_id: str, dealt: Deck, stop: int, top: int, cells: int, height: int, footer: Row
) -> list[Row]:
    """The whole screen, exactly `height` rows: the cards from row `top` on, the cursor's mark on the rows of `stop`."""
    body = body_rows(height)
    rows: list[Row] = [_title(comparison, provision_id, cells), _rule(top, "above", cells)]
    if not comparison.provisions:
        shown: list[Row] = [((f" {NO_PROVISIONS}", "warn"),)]
    else:
        marked = dealt.stops[stop] if stop < len(dealt.stops) else None
        shown = [_marked(row, index, marked) for index, row in enumerate(dealt.rows[top : top + body], start=top)]
    rows += [*exactly(shown, body), _rule(len(dealt.rows) - top - body, "below", cells)]
    rows.append(_verdict(comparison, provision_id, cells))
    return [*exactly(rows, height - 1), footer] if height > 0 else []


def _rule(hidden: int, where: str, cells: int) -> Row:
    """A line across, with how many rows lie beyond it."""
    told = f" {hidden} {'row' if hidden == 1 else 'rows'} {where} " if hidden > 0 else ""
    return (("─" * (cells - len(told) - 2), "line"), (told, "chrome"), ("──", "line"))


def _marked(row: Row, index: int, stop: Stop | None) -> Row:
    if stop is None or not stop.first <= index < stop.end:
        return row
    return ((">", "focus") if index == stop.first else ("|", ""), *row[1:])


def _title(comparison: Comparison, provision_id: str, cells: int) -> Row:
    """Which provision, what each source's sign is, and what lies before and after it."""
    provision = provision_of(comparison, provision_id)
    if provision is None:
        return filled(((" CARDS", "title"),), cells, "title")
    at = comparison.provisions.index(provision)
    sign, kind = row_sign(comparison, provision_id), comparison.row_state(provision_id)
    left: list[Run] = [
        (" CARDS  ", "title"),
        (f"{clean(provision.code)}{sign} {loud(clean(provision.title))}", f"title+{role_of(kind)}"),
        (f"  {at + 1}/{len(comparison.provisions)}  ", "title"),
    ]
    for article in comparison.compared:
        cell = comparison.cell(provision_id, article.id)
        left += [(f" {article.letter}", "title"), (cell.sign, f"title+{role_of(cell.state)}")]
    before = comparison.provisions[at - 1]
    after = comparison.provisions[(at + 1) % len(comparison.provisions)]
    for names in ((named(before), named(after)), (clean(before.code), clean(after.code))):
        right = f"< {names[0]}   {names[1]} > "
        if cells_of(tuple(left)) + cells_of(((right, ""),)) + 2 <= cells:
            return ends(tuple(left), ((right, "title"),), cells, "title")
    return filled(tuple(left), cells, "title")


def _verdict(comparison: Comparison, provision_id: str, cells: int) -> Row:
    """Who disagrees with whom, and whether a person decided it."""
    if provision_of(comparison, provision_id) is None:
        return ()
    key = key_for("explain", "cards", "reading", "global")
    right: Row = ((f"{reviewed(comparison, provision_id)}   ", "dim"), (f"{key} why ", "chrome"))
    conflict = clashes(comparison, provision_id)
    if not conflict:
        return ends(((f" {stands(comparison, provision_id)}", ""),), right, cells)
    values = opposed_values(comparison, provision_id)
    left: Row = ((" CONFLICT ", "conflict"), (values, ""))
    if not values or cells_of(left) + cells_of(right) + 2 > cells:
        left = ((" CONFLICT ", "conflict"), (conflict, ""))
    return ends(left, right, cells)
