"""The comparison as one JSON document: plain dicts and lists, `schema` always first.

Offsets are code points in the decoded text, half open. Every quote carries some words before and after it, so that a
citation can be found again in another copy of the text. `source` is the letter, `article` the id.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.matching.comparison import nearest_passage
from karabakh_tui.matching.model import Cell, Comparison, Passage
from karabakh_tui.matching.order import article_tally, tally
from karabakh_tui.text.length import count_words

CONTEXT = 32
"""Code points before and after a quote."""

Json = dict[str, Any]


def matrix(corpus: Corpus, comparison: Comparison, provisions: Sequence[Provision]) -> Json:
    """The coverage matrix, with these rows."""
    figures = tally(comparison)
    cells = _Cells(comparison)
    return {
        "schema": "karabakh-tui/matrix@1",
        "corpus": _corpus(corpus, comparison),
        "counts": {
            "provisions": len(comparison.provisions),
            "sources": len(comparison.compared),
            "conflicts": figures.conflicts,
            "silent": figures.silences,
            "reviewed": figures.reviewed,
            "cells": figures.cells,
        },
        "provisions": [cells.row(provision, comparison.articles) for provision in provisions],
    }


def compare(corpus: Corpus, comparison: Comparison, provisions: Sequence[Provision], among: Sequence[Article]) -> Json:
    """What each of these sources says on each of these provisions."""
    cells = _Cells(comparison)
    return {
        "schema": "karabakh-tui/compare@1",
        "corpus": _corpus(corpus, comparison),
        "provisions": [
            {**cells.row(provision, among), "definition": provision.definition, "clause": provision.clause}
            for provision in provisions
        ],
    }


def sources(corpus: Corpus, comparison: Comparison) -> Json:
    """The articles and what is known of them; `inferred` names what the text itself does not state."""
    compared = {article.id for article in comparison.compared}
    return {
        "schema": "karabakh-tui/sources@1",
        "corpus": _corpus(corpus, comparison),
        "sources": [_source(comparison, article, article.id in compared) for article in comparison.articles],
        "skipped": dict(sorted(corpus.skipped.items())),
    }


def provisions(comparison: Comparison) -> Json:
    """The provisions of the codebook, and who reports them."""
    return {
        "schema": "karabakh-tui/provisions@1",
        "provisions": [
            {
                "id": provision.id,
                "code": provision.code,
                "title": provision.title,
                "point": provision.point,
                "event": provision.event,
                "definition": provision.definition,
                "clause": provision.clause,
                "aliases": list(provision.aliases),
                "row": comparison.row_state(provision.id),
                "reported_by": [
                    article.letter
                    for article in comparison.compared
                    if comparison.cell(provision.id, article.id).passages
                ],
            }
            for provision in comparison.provisions
        ],
    }


def _corpus(corpus: Corpus, comparison: Comparison) -> Json:
    return {
        "title": corpus.title,
        "folder": str(corpus.root) if corpus.root else None,
        "event_note": comparison.event_note or None,
        "other_event": [article.letter for article in comparison.in_order[len(comparison.compared) :]],
    }


def _source(comparison: Comparison, article: Article, compared: bool) -> Json:
    figures = article_tally(comparison, article.id)
    return {
        "source": article.letter,
        "article": article.id,
        "short": article.short,
        "title": article.title,
        "publisher": article.publisher or None,
        "published": article.published or None,
        "event": article.event or None,
        "language": article.language or None,
        "url": article.url or None,
        "inferred": sorted(article.inferred),
        "words": count_words(article.text),
        "characters": len(article.text),
        "encoding": article.encoding,
        "sha256": article.sha256,
        "path": article.path,
        "compared": compared,
        "says": figures.says,
        "conflicts": figures.conflicts,
    }


class _Cells:
    """The cells of one document: letters of ids and numbers of lines, each worked out once."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._letters = {article.id: article.letter for article in comparison.articles}
        self._lines: dict[str, _LineNumbers] = {}

    def row(self, provision: Provision, among: Sequence[Article]) -> Json:
        """A provision, and what these articles say on it."""
        comparison = self._comparison
        return {
            "id": provision.id,
            "code": provision.code,
            "title": provision.title,
            "row": comparison.row_state(provision.id),
            "cells": {
                article.letter: self._cell(article, comparison.cell(provision.id, article.id)) for article in among
            },
        }

    def _cell(self, article: Article, cell: Cell) -> Json:
        found: Json = {"article": article.id, "source": article.letter, "state": cell.state}
        if cell.state == "other_event":
            return found
        found |= {
            "verdict": None if cell.state == "open" else cell.state,
            "status": cell.status or None,
            "value": cell.value or None,
            "against": [self._letters[other] for other in cell.against],
            "because": list(cell.because),
            "note": cell.note or None,
            "by": cell.by or None,
            "stale": cell.stale,
            "passages": [self._passage(article, passage) for passage in cell.passages],
        }
        if cell.passages:
            first = cell.passages[0].span
            found |= {"quote": first.of(article.text), "start": first.start, "end": first.end}
        near = nearest_passage(self._comparison, cell)
        if near:
            found["nearest"] = {"provision": cell.nearest, "start": near.span.start}
        return found

    def _passage(self, article: Article, passage: Passage) -> Json:
        span, text = passage.span, article.text
        annotation = passage.source.annotation
        if article.id not in self._lines:
            self._lines[article.id] = _LineNumbers(text)
        return {
            "start": span.start,
            "end": span.end,
            "quote": span.of(text),
            "before": text[max(0, span.start - CONTEXT) : span.start],
            "after": text[span.end : span.end + CONTEXT],
            "percent": 100 * span.start // max(1, len(text)),
            "line": self._lines[article.id].at(span.start),
            "annotation": annotation.id,
            "by": annotation.annotator,
            "anchor": passage.source.anchor.certainty,
        }


class _LineNumbers:
    """In which line of a text an offset lies, without counting from the start each time."""

    _STEP = 1 << 16

    def __init__(self, text: str) -> None:
        self._text = text
        steps = range(0, len(text), self._STEP)
        self._before = [0, *accumulate(text.count("\n", start, start + self._STEP) for start in steps)]

    def at(self, offset: int) -> int:
        """The line of the code point at `offset`, from 1."""
        step = offset // self._STEP
        return self._before[step] + self._text.count("\n", step * self._STEP, offset) + 1
