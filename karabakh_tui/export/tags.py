"""Annotations as a list: for people, for spreadsheets, for programs. Offsets are code points, half open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.corpus.model import Article
from karabakh_tui.export.table import one_line, table
from karabakh_tui.text.cells import fit
from karabakh_tui.text.span import Span

Json = dict[str, Any]

NO_ID = "-"
COLUMNS = ("source", "article", "id", "by", "tags", "start", "end", "certainty", "status", "quote", "note", "created")
"""Of the list as CSV."""


class Listed(NamedTuple):
    """An annotation with its place, and the article it is on."""

    article: Article
    anchored: Anchored


def listing(among: Iterable[Article], anchored: Mapping[str, Sequence[Anchored]]) -> list[Listed]:
    """The annotations on these articles, in the order of the text; those without a place come last."""

    def order(one: Anchored) -> tuple[bool, int, int]:
        span = one.anchor.span
        return span is None, span.start if span else 0, span.end if span else 0

    return [Listed(article, one) for article in among for one in sorted(anchored.get(article.id, ()), key=order)]


def record(listed: Listed) -> Json:
    """An annotation for programs. `quote` is the text as it is in the article, where it has a place there."""
    article, (annotation, anchor) = listed
    span = anchor.span
    return {
        "article": article.id,
        "source": article.letter,
        "id": annotation.id or None,
        "by": annotation.annotator,
        "tags": list(annotation.tags),
        "start": span.start if span else None,
        "end": span.end if span else None,
        "quote": span.of(article.text) if span else annotation.quote,
        "certainty": anchor.certainty,
        "reason": anchor.reason or None,
        "status": annotation.status,
        "note": annotation.note or None,
        "links": [{"to": link.to, "rel": link.rel} for link in annotation.links],
        "created": annotation.created or None,
    }


def rows(found: Iterable[Listed]) -> Iterator[Sequence[object]]:
    """The list as rows of COLUMNS, these in front; several tags are parted by semicolons."""
    yield COLUMNS
    for told in map(record, found):
        told["tags"] = "; ".join(told["tags"])
        yield ["" if told[name] is None else told[name] for name in COLUMNS]


def lines(found: Sequence[Listed], cells: int | None) -> Iterator[str]:
    """The list as a table, a line for each, cut at so many cells; None for any. Who it was and the status are told only
    where there is more than one annotator, or something that is not simply accepted."""
    several = len({one.anchored.annotation.annotator for one in found}) > 1
    doubts = any(one.anchored.annotation.status != "accepted" for one in found)
    rows = [["", "id", *(["by"] if several else []), "tags", "place", *(["status"] if doubts else []), "quote"]]
    for article, (annotation, anchor) in found:
        row = [article.letter, annotation.id or NO_ID, *([annotation.annotator] if several else [])]
        row += [", ".join(annotation.tags) or "(a note)", anchor.certainty, *([annotation.status] if doubts else [])]
        rows.append([*row, _words(article, annotation.quote, anchor.span)])
    for line in table(rows, None) if found else ():
        yield line if cells is None else fit(line, cells)


def spoken(found: Iterable[Listed]) -> Iterator[str]:
    """The list in lines for speech and braille: the words first."""
    for article, (annotation, anchor) in found:
        tags = ", ".join(annotation.tags) or "a note"
        status = "" if annotation.status == "accepted" else f", {annotation.status}"
        words = _words(article, annotation.quote, anchor.span)
        yield one_line(f"{article.letter}, {tags}: {words} (by {annotation.annotator}, {anchor.certainty}{status})")


def _words(article: Article, quote: str, span: Span | None) -> str:
    return one_line(span.of(article.text) if span else quote)
