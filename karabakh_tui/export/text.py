"""The comparison as plain text for a terminal or a pipe: no boxes, no colours, words beside the signs.

Lines come out safe to print: control characters, bidi marks and the like are shown as visible marks. `cells` is the
width that no line may pass; with None, for a pipe, nothing is wrapped and nothing left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.corpus.scan import OWN
from karabakh_tui.export.table import GAP, listed, one_line, table, wrapped
from karabakh_tui.matching.model import SIGNS, WORDS, Cell, Comparison
from karabakh_tui.matching.order import article_tally, tally
from karabakh_tui.text.cells import width
from karabakh_tui.text.length import count_words

LEGEND = tuple(f"{sign} {WORDS[state]}" for state, sign in SIGNS.items())
"""The signs and their words, most telling first."""

MOST_CELLS = 100
"""Longer lines of running text are hard to read, however wide the terminal is."""

TITLE_CELLS = 40
"""Cells that must be left for the titles of sources, or they are not listed."""


def matrix(corpus: Corpus, comparison: Comparison, provisions: Sequence[Provision], cells: int | None) -> Iterator[str]:
    """The coverage matrix with these rows, below what it is of, its legend and its figures."""
    if not comparison.provisions:
        yield from wrapped(_named(corpus, f"{_count(comparison.articles, 'source')}, no provisions"), cells)
        yield from wrapped(no_provisions(corpus), cells)
        yield ""
        yield from sources(corpus, comparison, cells)
        return
    compared = comparison.compared
    apart = comparison.in_order[len(compared) :]
    every = len(comparison.provisions)
    shown = _count(provisions, "provision") if len(provisions) == every else f"{len(provisions)} of {every} provisions"
    yield from wrapped(_named(corpus, f"{shown} x {_count(compared, 'source')}"), cells)
    yield from listed(LEGEND, cells)
    yield from wrapped(tally(comparison).words, cells)
    if comparison.event_note:
        yield from wrapped(comparison.event_note, cells)
    yield ""
    if not provisions:
        yield from wrapped(f"None of the {every} provisions is like that.", cells)
        return
    head = ["", "provision", "row", *map(_name, compared), *(a.letter for a in apart)]
    body = [
        [
            provision.code,
            provision.title,
            SIGNS[comparison.row_state(provision.id)],
            *(_brief(cell) for cell in comparison.row(provision.id)),
            *(SIGNS["other_event"] for _ in apart),
        ]
        for provision in provisions
    ]
    says = ["", "says it", "", *(article_tally(comparison, a.id).words for a in compared), *("" for _ in apart)]
    yield from table([head, *body, says], cells, names=3, hang=2)
    if apart:
        yield ""
        first, *others = map(_name, apart)
        yield from listed([f"x another event, not compared: {first}", *others], cells)


def no_provisions(corpus: Corpus) -> str:
    """What to say where there is no codebook, or an empty one."""
    if corpus.root is None:
        what = "-c DIR lends them the codebook of a corpus, and a folder may have its own: annotations/codebook.yaml."
    else:
        what = f"They are named in {corpus.root / 'annotations' / 'codebook.yaml'}."
    return f"No provisions are defined, so there is nothing to compare. {what}"


def compare(
    corpus: Corpus,
    comparison: Comparison,
    provisions: Sequence[Provision],
    among: Sequence[Article],
    quotes: bool,
    cells: int | None,
) -> Iterator[str]:
    """What each of these sources says on each of these provisions, one after another; `quotes`: in its own words."""
    if not comparison.provisions:
        yield from wrapped(no_provisions(corpus), cells)
        return
    cells = cells and min(cells, MOST_CELLS)
    letters = {article.id: article.letter for article in comparison.articles}
    for number, provision in enumerate(provisions):
        if number:
            yield ""
        state = WORDS[comparison.row_state(provision.id)]
        yield from wrapped(f"{provision.code} {provision.title}: {state}", cells)
        for article in among:
            cell = comparison.cell(provision.id, article.id)
            against = ["itself" if other == article.id else letters[other] for other in cell.against]
            yield from wrapped(_said(comparison, article, cell, against), cells, 2, 2)
            if quotes:
                yield from _quoted(article, cell, cells)
            for words in _beside(comparison, cell):
                yield from wrapped(words, cells, 6, 2)


def _said(comparison: Comparison, article: Article, cell: Cell, against: Sequence[str]) -> str:
    """Who says what, as `! A Herald: conflict with C: 5 years`."""
    state = f"{WORDS[cell.state]} with {', '.join(against)}" if against else WORDS[cell.state]
    if cell.state == "open":
        state = "open, nobody has decided" + ("" if cell.passages else ", no passage is tagged with it")
    elif cell.nearest and not cell.passages:
        nearest = next(p for p in comparison.provisions if p.id == cell.nearest)
        state += f" (closest: {nearest.code} {nearest.title})"
    value = f": {cell.value}" if cell.value else ""
    return f"{cell.sign} {article.letter} {article.short}: {state}{value}"


def _quoted(article: Article, cell: Cell, cells: int | None) -> Iterator[str]:
    """The passages, each with how far into the article it stands, and how sure that is where it is not exact; then the
    words in them that decide it."""
    for passage in cell.passages:
        sure = passage.source.anchor.certainty
        place = f'{100 * passage.span.start // max(1, len(article.text))} %{"" if sure == "exact" else f", {sure}"} "'
        yield from wrapped(f'{place}{passage.span.of(article.text)}"', cells, 6, len(place))
    if cell.because:
        words = ", ".join(f'"{words}"' for words in cell.because)
        yield from wrapped(f"decided by: {words}", cells, 6, 2)


def _beside(comparison: Comparison, cell: Cell) -> Iterator[str]:
    """The note on the cell, and what no longer fits in it."""
    if cell.note:
        yield f"note: {cell.note}"
    if cell.stale:
        from karabakh_tui.matching.why import why

        reasons = why(comparison, cell.provision_id, cell.article_id)
        yield from (f"stale: {reason.text}" for reason in reasons if reason.role == "stale")


def sources(corpus: Corpus, comparison: Comparison, cells: int | None) -> Iterator[str]:
    """The articles, one a row, with their titles where there is room; then what was not taken for an article."""
    rows = [["", "source", "published", "words", "says", "id"]]
    compared = {article.id for article in comparison.compared}
    inferred = False
    for article in comparison.in_order:
        guessed = bool(article.published) and "published" in article.inferred
        inferred = inferred or guessed
        rows.append(
            [
                article.letter,
                article.short,
                article.published + ("?" if guessed else ""),
                f"{count_words(article.text):,}",
                _says(comparison, article) if article.id in compared else "other event",
                article.id,
            ]
        )
    taken = sum(max(width(one_line(item)) for item in column) + len(GAP) for column in zip(*rows, strict=True))
    if cells is None or cells - taken >= TITLE_CELLS:
        for row, title in zip(rows, ["title", *(article.title for article in comparison.in_order)], strict=True):
            row.append(title)
    yield from table(rows, cells, right=(3,))
    told = ["? is inferred: the text itself does not state it."] if inferred else []
    left_out = [f"{count} {reason}" for reason, count in sorted(corpus.skipped.items()) if reason != OWN]
    if left_out:
        told.append(f"Left out: {', '.join(left_out)}.")
    if told:
        yield ""
    for words in told:
        yield from wrapped(words, cells)


def provisions(corpus: Corpus, comparison: Comparison, cells: int | None) -> Iterator[str]:
    """The provisions, one a row, with the sign of each source; then what letters and signs stand for."""
    if not comparison.provisions:
        yield from wrapped(no_provisions(corpus), cells)
        return
    head = ["", "provision", "row", *(a.letter for a in comparison.compared), "id"]
    rows = [
        [p.code, p.title, SIGNS[comparison.row_state(p.id)], *(c.sign for c in comparison.row(p.id)), p.id]
        for p in comparison.provisions
    ]
    yield from table([head, *rows], cells, names=3)
    yield ""
    yield from listed(map(_name, comparison.compared), cells)
    yield from listed(LEGEND, cells)


def _name(article: Article) -> str:
    return f"{article.letter} {article.short}"


def _named(corpus: Corpus, what: str) -> str:
    return f"{corpus.title}: {what}" if corpus.title else what


def _count(things: Sequence[object], what: str) -> str:
    return f"1 {what}" if len(things) == 1 else f"{len(things)} {what}s"


def _says(comparison: Comparison, article: Article) -> str:
    """On how many provisions it says something; empty where there are none."""
    return article_tally(comparison, article.id).words if comparison.provisions else ""


def _brief(cell: Cell) -> str:
    """Sign and value of a cell."""
    return f"{cell.sign} {cell.value}" if cell.value else cell.sign
