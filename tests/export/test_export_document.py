"""The JSON documents, field by field, on a small corpus."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from helpers.small_comparison import ARTICLES, PROVISIONS, opened, small
from helpers.tram_corpus import FILES, write_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.model import Anchor, Anchored, Annotation
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.export import document
from karabakh_tui.matching.load import Loaded, load
from karabakh_tui.matching.model import Cell, Comparison, Passage
from karabakh_tui.text.span import Span


@pytest.fixture
def trams(tmp_path: Path) -> Loaded:
    corpus = open_folder(write_corpus(tmp_path / "trams"))
    return load(corpus, corpus.root, ("editorial",))


def read_back(found: dict[str, Any]) -> Any:
    """As another program gets it."""
    assert next(iter(found)) == "schema"
    return json.loads(json.dumps(found))


def head(trams: Loaded) -> dict[str, Any]:
    return {
        "title": "The tram strike",
        "folder": str(trams.corpus.root),
        "event_note": None,
        "other_event": ["C"],
    }


def test_the_sources_have_all_that_is_known_of_them(trams: Loaded, tmp_path: Path) -> None:
    found = read_back(document.sources(trams.corpus, trams.comparison))
    assert list(found) == ["schema", "corpus", "sources", "skipped"]
    assert found["schema"] == "karabakh-tui/sources@1"
    assert found["corpus"] == head(trams)
    assert [one["source"] for one in found["sources"]] == ["A", "B", "C", "D"]
    assert found["sources"][1] == {
        "source": "B",
        "article": "evening",
        "short": "Evening Paper",
        "title": "Strike is over",
        "publisher": None,
        "published": "1926-05-12",
        "event": "settlement",
        "language": None,
        "url": None,
        "inferred": ["published"],
        "words": 30,
        "characters": len(FILES["evening.txt"]),
        "encoding": "utf-8",
        "sha256": sha256(FILES["evening.txt"].encode()).hexdigest(),
        "path": str(tmp_path / "trams" / "evening.txt"),
        "compared": True,
        "says": 3,
        "conflicts": 0,
    }
    assert [one["compared"] for one in found["sources"]] == [True, True, False, True]
    assert found["skipped"] == {"about the corpus": 1, "the program's own": 1, "unknown type": 1}


def test_the_provisions_have_what_the_codebook_says(trams: Loaded) -> None:
    found = read_back(document.provisions(trams.comparison))
    assert list(found) == ["schema", "provisions"]
    assert found["schema"] == "karabakh-tui/provisions@1"
    assert found["provisions"][0] == {
        "id": "resumption",
        "code": "1",
        "title": "Service",
        "point": "1",
        "event": "settlement",
        "definition": "When trams run again.",
        "clause": "Trams run again from Thursday at five.",
        "aliases": ["first cars"],
        "row": "vaguer",
        "reported_by": ["A", "B", "D"],
    }
    assert [one["row"] for one in found["provisions"]] == ["vaguer", "conflict", "open", "open"]
    assert [one["reported_by"] for one in found["provisions"]][2:] == [["A", "B"], ["D"]]


def test_the_matrix_has_its_figures(trams: Loaded) -> None:
    found = read_back(document.matrix(trams.corpus, trams.comparison, trams.comparison.provisions))
    assert list(found) == ["schema", "corpus", "counts", "provisions"]
    assert found["schema"] == "karabakh-tui/matrix@1"
    assert found["corpus"] == head(trams)
    assert found["counts"] == {
        "provisions": 4,
        "sources": 3,
        "conflicts": 1,
        "silent": 2,
        "reviewed": 9,
        "cells": 12,
    }


def test_a_cell_of_the_matrix_has_verdict_value_words_and_passages(trams: Loaded) -> None:
    found = read_back(document.matrix(trams.corpus, trams.comparison, trams.comparison.provisions))
    pay = found["provisions"][1]
    assert {key: pay[key] for key in pay if key != "cells"} == {
        "id": "pay",
        "code": "2",
        "title": "Pay",
        "row": "conflict",
    }
    assert list(pay["cells"]) == ["A", "B", "C", "D"]
    quote = "Pay goes up by four per cent from June."
    start = FILES["herald.txt"].index(quote)
    assert pay["cells"]["A"] == {
        "article": "herald",
        "source": "A",
        "state": "conflict",
        "verdict": "conflict",
        "status": "reviewed",
        "value": "4 % from June",
        "against": ["D"],
        "because": ["four per cent from June"],
        "note": "The company's figure.",
        "by": "editorial",
        "stale": False,
        "passages": [
            {
                "start": start,
                "end": start + len(quote),
                "quote": quote,
                "before": FILES["herald.txt"][start - 32 : start],
                "after": FILES["herald.txt"][start + len(quote) :][:32],
                "percent": 37,
                "line": 3,
                "annotation": "bbbbbb",
                "by": "editorial",
                "anchor": "exact",
            }
        ],
        "quote": quote,
        "start": start,
        "end": start + len(quote),
    }


def test_a_silent_cell_points_to_the_nearest_provision(trams: Loaded) -> None:
    found = read_back(document.matrix(trams.corpus, trams.comparison, trams.comparison.provisions))
    silent = found["provisions"][2]["cells"]["D"]
    assert (silent["state"], silent["verdict"], silent["status"]) == ("silent", "silent", "reviewed")
    assert silent["value"] is None
    assert silent["passages"] == []
    assert "quote" not in silent
    assert silent["nearest"] == {"provision": "pay", "start": FILES["bulletin.txt"].index("Six per cent")}


def test_an_open_cell_has_no_verdict_and_another_event_nothing_but_its_name(trams: Loaded) -> None:
    found = read_back(document.matrix(trams.corpus, trams.comparison, trams.comparison.provisions))
    assert found["provisions"][3]["cells"]["C"] == {"article": "old", "source": "C", "state": "other_event"}
    not_yet = found["provisions"][2]["cells"]["A"]
    assert (not_yet["state"], not_yet["verdict"], not_yet["status"], not_yet["by"]) == ("open", None, None, None)
    assert not_yet["quote"] == "Nobody will be dismissed for taking part in the strike."


def test_the_comparison_adds_definition_and_clause_and_only_the_sources_asked_for(trams: Loaded) -> None:
    comparison = trams.comparison
    found = read_back(document.compare(trams.corpus, comparison, comparison.provisions[:1], comparison.articles[:2]))
    assert list(found) == ["schema", "corpus", "provisions"]
    assert found["schema"] == "karabakh-tui/compare@1"
    (row,) = found["provisions"]
    assert row["definition"] == "When trams run again."
    assert row["clause"] == "Trams run again from Thursday at five."
    whole = document.matrix(trams.corpus, comparison, comparison.provisions)["provisions"][0]
    assert row["cells"] == {letter: whole["cells"][letter] for letter in "AB"}


def test_a_source_at_odds_with_itself_is_against_its_own_letter() -> None:
    found = document.compare(Corpus("", None, ARTICLES), small(), PROVISIONS[4:], ARTICLES)
    assert found["provisions"][0]["cells"]["D"]["against"] == ["D"]
    assert found["corpus"]["folder"] is None


def test_a_cell_that_nobody_speaks_of_has_no_nearest() -> None:
    bare = document.compare(Corpus("", None, ARTICLES), small(opened("tolls", "notes")), PROVISIONS[1:2], ARTICLES[3:4])
    assert "nearest" not in bare["provisions"][0]["cells"]["D"]


@given(st.text("ab\n ", max_size=400), st.data())
@settings(max_examples=60, deadline=None)
def test_quotes_stand_where_they_say_in_any_text(words: str, data: st.DataObject) -> None:
    text = words * data.draw(st.sampled_from([1, 400])) or "x"
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, min(len(text), start + 50))))
    article = Article("a", "A", "A", text)
    source = Anchored(Annotation(id="", tags=("opening",), quote=span.of(text)), Anchor(span, "exact"))
    cell = Cell("opening", "a", "open", (Passage("a", span, source),))
    comparison = Comparison(PROVISIONS[:1], (article,), (article,), {("opening", "a"): cell})
    found = document.compare(Corpus("", None, (article,)), comparison, PROVISIONS[:1], (article,))
    (passage,) = found["provisions"][0]["cells"]["A"]["passages"]
    assert text[passage["start"] : passage["end"]] == passage["quote"]
    assert text[: passage["start"]].endswith(passage["before"])
    assert text[passage["end"] :].startswith(passage["after"])
    assert passage["line"] == len(text[: passage["start"]].split("\n"))
