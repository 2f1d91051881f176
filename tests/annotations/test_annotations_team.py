"""Who there is, and what each has on which article."""

from __future__ import annotations

from pathlib import Path

import pytest

from karabakh_tui.annotations.team import coded, compared, member, placed, whereabouts
from karabakh_tui.codebook.model import Codebook, Label
from karabakh_tui.corpus.model import Article

TEXT = "Rain fell. The bridge was closed for five years."
ARTICLES = tuple(Article(name, letter, name, TEXT) for name, letter in (("bridge", "A"), ("ferry", "B"), ("ford", "C")))
CODEBOOK = Codebook(labels=(Label("fact", "fact"),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "anna/bridge": "annotations: [{tags: [fact], quote: Rain fell.}]",
        "anna/ferry": "annotations: []",
        "ben/bridge": "annotations: [{tags: [fact], quote: five years}]",
        "ben/ferry": "annotations: [",
        "ben/ford": "annotations: [{tags: [fact], quote: Rain fell.}, {tags: [fact]}]",
    }
    for name, text in files.items():
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"format: 1\n{text}\n")
    return tmp_path


def test_everybody_is_found_in_the_first_folder_that_has_them(tmp_path: Path) -> None:
    for name in ("own/anna", "corpus/anna", "corpus/ben"):
        (tmp_path / name).mkdir(parents=True)
    own, corpus = tmp_path / "own", tmp_path / "corpus"
    assert whereabouts([own, corpus, tmp_path / "none"]) == {"anna": own, "ben": corpus}


def test_an_empty_file_is_there_and_one_that_cannot_be_read_is_not(folder: Path) -> None:
    anna = member(folder, "anna", ARTICLES, CODEBOOK, whole=True)
    ben = member(folder, "ben", ARTICLES, CODEBOOK, whole=True)
    assert list(anna.files) == ["bridge", "ferry"]
    assert list(ben.files) == ["bridge", "ford"]  # one bad record of ford is set aside, the other one works
    assert [fault.path for fault in ben.faults] == ["annotations/ben/ferry.yaml", "annotations/ben/ford.yaml"]


def test_articles_that_only_one_has_a_file_on_are_not_compared(folder: Path) -> None:
    members = [member(folder, name, ARTICLES, CODEBOOK, whole=True) for name in ("anna", "ben")]
    assert [one.article_id for one in coded(ARTICLES, members)] == ["bridge"]
    (found,) = compared(ARTICLES, *members)
    assert (found.article.id, [item.kind for item in found.items]) == ("bridge", ["mine", "theirs"])
    assert list(placed(ARTICLES[2], members)) == ["ben"]


def test_a_text_as_it_was_tagged_has_its_length_and_sentences(folder: Path) -> None:
    members = [member(folder, name, ARTICLES, CODEBOOK, whole=True) for name in ("anna", "ben")]
    (text,) = coded(ARTICLES, members)
    assert text.length == len(TEXT)
    assert [span.of(TEXT) for span in text.sentences] == ["Rain fell.", "The bridge was closed for five years."]
    assert [one.anchor.span and one.anchor.span.of(TEXT) for one in text.by["ben"]] == ["five years"]


def test_who_is_not_there_has_nothing(folder: Path) -> None:
    nobody = member(folder, "cleo", ARTICLES, CODEBOOK, whole=True)
    assert (nobody.files, nobody.faults) == ({}, ())
