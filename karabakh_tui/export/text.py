"""The comparison as plain text for a terminal or a pipe: no boxes, no colours, words beside the signs.

Lines come out safe to print: control characters, bidi marks and the like are shown as visible marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.matching.model import SIGNS, WORDS, Cell, Comparison
from karabakh_tui.matching.order import article_tally, tally
from karabakh_tui.text.cells import fit, pad, width
from karabakh_tui.text.display import visible

NARROWEST = 8
"""Cells that a column keeps on a terminal that is too narrow for all."""


def one_line(text: str) -> str:
    """The text on one line, safe to print."""
    return visible(" ".join(text.split()))


def table(rows: Sequence[Sequence[str]], cells: int | None) -> Iterator[str]:
    """Rows in columns as wide as they need to be, two cells apart. With `cells` the widest columns are narrowed until a
    line fits, and what is cut ends in two dots."""
    shown = [[one_line(item) for item in row] for row in rows]
    widths = [max((width(row[at]) for row in shown), default=0) for at in range(len(shown[0]) if shown else 0)]
    while cells is not None and sum(widths) + 2 * (len(widths) - 1) > cells and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    for row in shown:
        padded = [pad(fit(item, wide), wide) for item, wide in zip(row, widths, strict=True)]
        yield "  ".join(padded).rstrip()


def matrix(corpus: Corpus, comparison: Comparison, provisions: Sequence[Provision], cells: int | None) -> Iterator[str]:
    """The coverage matrix as a table, with its legend and figures."""
    compared = comparison.compared
    apart = [a for a in comparison.articles if a not in compared]
    yield one_line(f"{corpus.title}: {len(comparison.provisions)} provisions x {len(compared)} sources")
    yield legend()
    yield tally(comparison).words
    if comparison.event_note:
        yield one_line(comparison.event_note)
    yield ""
    if not comparison.provisions:
        yield "No provisions are defined. Add annotations/codebook.yaml to the folder of the corpus."
        yield ""
        yield from sources(corpus, comparison, cells)
        return
    header = ["", "Provision", "row", *(f"{a.letter} {a.short}" for a in compared), *(a.letter for a in apart)]
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
    yield from table([header, *body, says], cells)


def legend() -> str:
    """The signs and their words, most telling first."""
    return "  ".join(f"{sign} {WORDS[state]}" for state, sign in SIGNS.items())


def compare(
    comparison: Comparison, provisions: Sequence[Provision], among: Sequence[Article], quotes: bool
) -> Iterator[str]:
    """What each source says on each provision, one after another."""
    for number, provision in enumerate(provisions):
        if number:
            yield ""
        state = WORDS[comparison.row_state(provision.id)]
        yield one_line(f"{provision.code} {provision.title}: {state}")
        for article in among:
            yield from _said(comparison, article, comparison.cell(provision.id, article.id), quotes)


def _said(comparison: Comparison, article: Article, cell: Cell, quotes: bool) -> Iterator[str]:
    letters = {a.id: a.letter for a in comparison.articles}
    against = [("itself" if other == article.id else letters[other]) for other in cell.against]
    with_whom = f" with {', '.join(against)}" if against else ""
    value = f": {cell.value}" if cell.value else ""
    decided = "" if cell.status or cell.state == "other_event" else " (nobody has decided)"
    yield "  " + one_line(
        f"{cell.sign} {article.letter} {article.short}: {WORDS[cell.state]}{with_whom}{value}{decided}"
    )
    if quotes:
        for passage in cell.passages:
            percent = 100 * passage.span.start // max(1, len(article.text))
            yield "      " + one_line(f'{percent} %  "{passage.span.of(article.text)}"')
    if cell.note:
        yield "      " + one_line(cell.note)


def sources(corpus: Corpus, comparison: Comparison, cells: int | None) -> Iterator[str]:
    """The articles, one a line."""
    rows = [["", "source", "published", "words", "says", "id"]]
    for article in comparison.in_order:
        compared = article in comparison.compared
        says = article_tally(comparison, article.id).words if compared else "other event"
        published = article.published + ("?" if "published" in article.inferred and article.published else "")
        words = f"{len(article.text.split()):,}"
        rows.append([article.letter, article.short, published, words, says, article.id])
    yield from table(rows, cells)


def provisions(comparison: Comparison, cells: int | None) -> Iterator[str]:
    """The provisions, one a line, with the sign of each source."""
    header = ["", "provision", "row", *(a.letter for a in comparison.compared), "id"]
    rows = [
        [p.code, p.title, SIGNS[comparison.row_state(p.id)], *(c.sign for c in comparison.row(p.id)), p.id]
        for p in comparison.provisions
    ]
    yield from table([header, *rows], cells)


def _brief(cell: Cell) -> str:
    """Sign and value of a cell."""
    return f"{cell.sign} {cell.value}" if cell.value else cell.sign
