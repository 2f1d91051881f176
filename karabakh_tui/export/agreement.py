"""The agreement report: how far annotators agree, per tag and over all, as Markdown and as one JSON document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from karabakh_tui.annotations.agreement import Agreement, Figures, LeftOut, Row, agreement
from karabakh_tui.annotations.differences import Difference, Kind, differences
from karabakh_tui.annotations.team import Member, coded
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.corpus.model import Article
from karabakh_tui.export.differences import counted
from karabakh_tui.export.table import one_line

if TYPE_CHECKING:
    from karabakh_tui.annotations.snapshots import Snapshots

Json = dict[str, Any]

KINDS: tuple[Kind, ...] = ("same", "span", "tag", "mine", "theirs")

UNDEFINED = "undefined"
DIGITS = 6
"""Decimal places of a figure in JSON."""

BLIND = (
    "Agreement means little where annotators saw each other's tags while they tagged. "
    "karabakh-tui annotate --blind shows no tags but one's own."
)


class Report(NamedTuple):
    """What a report is on: a corpus by its title, the articles of the figures, and for two annotators all items of
    their comparison. `unfinished` names who has not marked which article as done: annotator, then articles."""

    title: str
    articles: tuple[Article, ...]
    agreement: Agreement
    items: tuple[Difference, ...] = ()
    unfinished: tuple[tuple[str, tuple[Article, ...]], ...] = ()


def report_on(
    title: str,
    articles: Sequence[Article],
    codebook: Codebook,
    members: Sequence[Member],
    snapshots: Snapshots | None = None,
) -> Report:
    """The report on these annotators and articles; on no article where no two of them have a file on the same one."""
    codes = [*(one.id for one in codebook.provisions), *(one.id for one in codebook.labels)]
    texts = coded(articles, members, snapshots)
    names = [one.annotator for one in members]
    both = {text.article_id for text in texts}
    among = tuple(article for article in articles if article.id in both)
    items: list[Difference] = []
    if len(names) == 2:
        first, second = names
        items = [item for text in texts for item in differences(text.by[first], text.by[second], second)]
    return Report(title, among, agreement(texts, names, codes), tuple(items), _unfinished(among, members))


def _unfinished(articles: Iterable[Article], members: Iterable[Member]) -> tuple[tuple[str, tuple[Article, ...]], ...]:
    found = (
        (one.annotator, tuple(a for a in articles if a.id in one.files and not one.files[a.id].done)) for one in members
    )
    return tuple((name, left) for name, left in found if left)


def by_tag(items: Iterable[Difference]) -> dict[str, Counter[Kind]]:
    """How often each kind of item occurs with each tag, and under "" in all. An item on which the two have different
    tags counts with each of them."""
    found: dict[str, Counter[Kind]] = {"": Counter()}
    for item in items:
        sides = [side for side in (item.mine, item.theirs) if side]
        found[""][item.kind] += 1
        for tag in {tag for side in sides for tag in side.annotation.tags}:
            found.setdefault(tag, Counter())[item.kind] += 1
    return found


def share(value: float | None) -> str:
    """A share from 0 to 1 as per cent; whole only where it is."""
    if value is None:
        return UNDEFINED
    if value in (0, 1):
        return f"{100 * value:.0f} %"
    shown = f"{100 * value:.1f} %"
    return ">99.9 %" if shown == "100.0 %" else shown


def figure(value: float | None) -> str:
    """A coefficient with two decimals; 1.00 only where it is 1."""
    if value is None:
        return UNDEFINED
    shown = f"{value:.2f}"
    return ">0.99" if shown == "1.00" and value < 1 else "0.00" if shown == "-0.00" else shown


# Markdown


def markdown(report: Report) -> Iterator[str]:
    """The report, line by line."""
    agreement = report.agreement
    names = [_cell(name) for name in agreement.annotators]
    yield f"# Agreement of {', '.join(names[:-1])} and {names[-1]}"
    yield ""
    count = len(report.articles)
    named = ", ".join(f"{article.letter} {_cell(article.short)}" for article in report.articles)
    said = f"{_counted(count, 'article')} that at least two of them worked on ({named})."
    yield f"{_cell(report.title) or 'Texts'}: {said}"
    yield ""
    for heading, rows in _tables(report):
        yield f"## {heading}"
        yield ""
        yield from _table(rows)
        yield ""
    yield "## How to read it"
    yield ""
    yield from (f"- {line}" for line in _reading(report))


def _tables(report: Report) -> Iterator[tuple[str, list[list[str]]]]:
    agreement = report.agreement
    rows = (agreement.overall, *agreement.tags)
    two = len(agreement.annotators) == 2
    for heading, units in (("Sentences", [r.sentences for r in rows]), ("Characters", [r.characters for r in rows])):
        head = ["tag", "n", "same", *(["kappa"] if two else []), "alpha"]
        yield heading, [head, *([_tag(row), *_figures(unit, two)] for row, unit in zip(rows, units, strict=True))]
    spans = [[_tag(row), _number(row.spans.n), figure(row.spans.exact), figure(row.spans.overlap)] for row in rows]
    yield "Passages", [["tag", "n", "F1 exact", "F1 overlap"], *spans]
    if two:
        one, other = (_cell(name) for name in agreement.annotators)
        head = ["tag", "same", "passage differs", "tag differs", f"only {one}", f"only {other}"]
        found = by_tag(report.items)
        body = [[_tag(row), *(str(found.get(row.tag, Counter())[kind]) for kind in KINDS)] for row in rows]
        yield "One by one", [head, *body]


def _figures(figures: Figures, two: bool) -> list[str]:
    kappa = [figure(figures.kappa)] if two else []
    return [_number(figures.n), share(figures.same), *kappa, figure(figures.alpha)]


def _reading(report: Report) -> Iterator[str]:
    """What the figures are, and what to mind with them."""
    agreement = report.agreement
    kappa = "kappa is Cohen's (1960); " if len(agreement.annotators) == 2 else ""
    yield "A sentence carries a tag as soon as a passage with the tag shares a character with it."
    yield "same: of all pairs of annotators and units, those in which both say the same."
    yield "all tags: two say the same of a unit where it carries the same set of tags with both."
    yield f"{kappa}alpha is Krippendorff's for nominal data (2011). Both are {UNDEFINED} where nothing varies."
    yield "F1 exact: passages that are the same; F1 overlap: such as share a character, paired one to one."
    yield "An annotator without a file on an article says nothing of it; an empty file says that there is nothing."
    for left in agreement.left_out:
        yield from (f"{_cell(left.annotator)}: {words}." for words in left_out_words(left))
    for name, articles in report.unfinished:
        yield f"{_cell(name)}: not marked as done: {', '.join(article.letter for article in articles)}."
    yield BLIND


def left_out_words(left: LeftOut) -> Iterator[str]:
    """What of an annotator's is in no figure, and what is in them but was not tagged unseen."""
    counts = (
        (left.review, "waiting for a place"),
        (left.orphan, "without a place"),
        (left.untagged, "without a tag"),
        (left.not_accepted, "rejected or only suggested"),
    )
    out = [f"{count} {words}" for count, words in counts if count]
    if out:
        yield f"left out: {', '.join(out)}"
    if left.decided:
        yield f"{_counted(left.decided, 'annotation')} decided beside a colleague's, so not tagged unseen"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        items = [item.ljust(wide[0]) if not at else item.rjust(wide[at]) for at, item in enumerate(row)]
        yield f"| {' | '.join(items)} |"
        if not number:
            yield f"| {'-' * wide[0]} | {' | '.join('-' * (cells - 1) + ':' for cells in wide[1:])} |"


def _tag(row: Row) -> str:
    return _cell(row.tag) if row.tag else "all tags"


def _cell(text: str) -> str:
    """Text of a file, as it may stand in a line of Markdown and in a cell of a table."""
    return one_line(text).replace("\\", "\\\\").replace("|", "\\|")


def _number(count: int) -> str:
    return f"{count:,}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


# JSON


def document(report: Report) -> Json:
    """The report as one document; figures that are undefined are null."""
    agreement = report.agreement
    letters = {article.id: article.letter for article in report.articles}
    found = by_tag(report.items)
    two = len(agreement.annotators) == 2
    return {
        "schema": "karabakh-tui/tags-agree@1",
        "corpus": {"title": report.title},
        "annotators": [_annotator(left, report) for left in agreement.left_out],
        "articles": [{"article": id_, "source": letters[id_]} for id_ in agreement.articles],
        "overall": _row(agreement.overall, found.get("", Counter()) if two else None),
        "tags": [
            {"tag": row.tag, **_row(row, found.get(row.tag, Counter()) if two else None)} for row in agreement.tags
        ],
        "note": BLIND,
    }


def _annotator(left: LeftOut, report: Report) -> Json:
    unfinished = dict(report.unfinished).get(left.annotator, ())
    return {
        "name": left.annotator,
        "left_out": {
            "review": left.review,
            "orphan": left.orphan,
            "without_tag": left.untagged,
            "not_accepted": left.not_accepted,
        },
        "decided_beside_a_colleague": left.decided,
        "not_done": [article.id for article in unfinished],
    }


def _row(row: Row, kinds: Counter[Kind] | None) -> Json:
    """The figures of a tag; `items` only where the annotators are two."""
    items = {} if kinds is None else {"items": counted(kinds)}
    return {
        "sentences": _units(row.sentences),
        "characters": _units(row.characters),
        "passages": {
            "n": row.spans.n,
            "f1_exact": _rounded(row.spans.exact),
            "f1_overlap": _rounded(row.spans.overlap),
        },
        **items,
    }


def _units(figures: Figures) -> Json:
    return {
        "n": figures.n,
        "same": _rounded(figures.same),
        "kappa": _rounded(figures.kappa),
        "alpha": _rounded(figures.alpha),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
