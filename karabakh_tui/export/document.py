"""The comparison as one JSON document: plain dicts and lists, `schema` always first.

Offsets are code points in the decoded text, half open. Every quote carries some words before and after it, so that a
citation can be found again in another copy of the text. `source` is the letter, `article` the id.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.matching.comparison import nearest_passage
from karabakh_tui.matching.model import Cell, Comparison, Passage
from karabakh_tui.matching.order import article_tally, tally

CONTEXT = 32
"""Code points before and after a quote."""

Json = dict[str, Any]


def matrix(corpus: Corpus, comparison: Comparison, provisions: Sequence[Provision]) -> Json:
    """The coverage matrix, with these rows."""
    figures = tally(comparison)
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
        "provisions": [_row(comparison, provision, comparison.articles) for provision in provisions],
    }


def compare(corpus: Corpus, comparison: Comparison, provisions: Sequence[Provision], among: Sequence[Article]) -> Json:
    """What each of these sources says on each of these provisions."""
    return {
        "schema": "karabakh-tui/compare@1",
        "corpus": _corpus(corpus, comparison),
        "provisions": [
            {**_row(comparison, provision, among), "definition": provision.definition, "clause": provision.clause}
            for provision in provisions
        ],
    }


def sources(corpus: Corpus, comparison: Comparison) -> Json:
    """The articles and what is known of them; `inferred` names what the text itself does not state."""
    return {
        "schema": "karabakh-tui/sources@1",
        "corpus": _corpus(corpus, comparison),
        "sources": [_source(comparison, article) for article in comparison.articles],
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
        "other_event": [a.letter for a in comparison.articles if a not in comparison.compared],
    }


def _source(comparison: Comparison, article: Article) -> Json:
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
        "words": len(article.text.split()),
        "characters": len(article.text),
        "encoding": article.encoding,
        "sha256": article.sha256,
        "path": article.path,
        "compared": article in comparison.compared,
        "says": figures.says,
        "conflicts": figures.conflicts,
    }


def _row(comparison: Comparison, provision: Provision, among: Sequence[Article]) -> Json:
    return {
        "id": provision.id,
        "code": provision.code,
        "title": provision.title,
        "row": comparison.row_state(provision.id),
        "cells": {
            article.letter: _cell(comparison, article, comparison.cell(provision.id, article.id)) for article in among
        },
    }


def _cell(comparison: Comparison, article: Article, cell: Cell) -> Json:
    found: Json = {"article": article.id, "source": article.letter, "state": cell.state}
    if cell.state == "other_event":
        return found
    letters = {a.id: a.letter for a in comparison.articles}
    found |= {
        "verdict": None if cell.state == "open" else cell.state,
        "status": cell.status or None,
        "value": cell.value or None,
        "against": [letters[other] for other in cell.against],
        "because": list(cell.because),
        "note": cell.note or None,
        "by": cell.by or None,
        "stale": cell.stale,
        "passages": [_passage(article, passage) for passage in cell.passages],
    }
    if cell.passages:
        first = cell.passages[0].span
        found |= {"quote": first.of(article.text), "start": first.start, "end": first.end}
    near = nearest_passage(comparison, cell)
    if near:
        found["nearest"] = {"provision": cell.nearest, "start": near.span.start}
    return found


def _passage(article: Article, passage: Passage) -> Json:
    span, text = passage.span, article.text
    annotation = passage.source.annotation
    return {
        "start": span.start,
        "end": span.end,
        "quote": span.of(text),
        "before": text[max(0, span.start - CONTEXT) : span.start],
        "after": text[span.end : span.end + CONTEXT],
        "percent": 100 * span.start // max(1, len(text)),
        "line": text.count("\n", 0, span.start) + 1,
        "annotation": annotation.id,
        "by": annotation.annotator,
        "anchor": passage.source.anchor.certainty,
    }
