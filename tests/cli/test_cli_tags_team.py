"""`tags diff` and `tags agree`: in a pipe, with exit codes that a script can use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.tram_corpus import write_corpus
from shell import bad, document, good, shell

BEN = """\
format: 1
annotations:
  - {id: aaaaab, tags: [resumption], quote: From Thursday at five the trams will run.}
  - {id: bbbbbc, tags: [pay], quote: four per cent}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "trams", **{"annotations/ben/herald.yaml": BEN})


def test_differences_end_with_one_and_are_printed(folder: Path) -> None:
    result = shell("tags", "diff", "editorial", "ben", "-c", str(folder))
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines()[0] == "editorial and ben on 1 article: 1 same, 2 differ: 1 passage, 1 only"


def test_what_is_the_same_ends_with_nothing_to_complain_of(folder: Path) -> None:
    (folder / "annotations/ben/herald.yaml").write_text((folder / "annotations/editorial/herald.yaml").read_text())
    shown = good("tags", "diff", "ben", "editorial", "-c", str(folder))
    assert shown.splitlines()[0] == "ben and editorial on 1 article: 3 same, 0 differ"


def test_differences_as_a_document(folder: Path) -> None:
    result = shell("tags", "diff", "editorial", "ben", "-c", str(folder), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["counts"] == {
        "same": 1,
        "passage": 1,
        "tag": 0,
        "only_first": 1,
        "only_second": 0,
    }
    same = shell("tags", "diff", "editorial", "ben", "-c", str(folder), "--format", "json")
    assert same.stdout == result.stdout


def test_differences_of_one_source(folder: Path) -> None:
    (folder / "annotations/ben/bulletin.yaml").write_text("format: 1\nannotations: []\n")
    shown = shell("tags", "diff", "editorial", "ben", "-c", str(folder), "--src", "D").stdout
    assert [line.split(":")[0] for line in shown.splitlines()[:3]] == [
        "editorial and ben on 1 article",
        "",
        "D Drivers' Bulletin",
    ]


def test_agreement_is_markdown_on_all_annotators(folder: Path) -> None:
    lines = good("tags", "agree", "-c", str(folder)).splitlines()
    assert lines[0] == "# Agreement of anna, ben and editorial"  # anna has verdicts only: a gap everywhere
    assert lines[2] == "The tram strike: 1 article that at least two of them worked on (A City Herald)."
    assert "kappa" not in lines[6]


def test_agreement_of_two_has_kappa_and_is_a_document_as_well(folder: Path) -> None:
    assert "| kappa | alpha |" in good("tags", "agree", "ben", "editorial", "-c", str(folder))
    found = document("tags", "agree", "ben", "editorial", "-c", str(folder))
    assert [one["name"] for one in found["annotators"]] == ["ben", "editorial"]
    assert found["overall"]["sentences"]["n"] == 4


def test_the_report_goes_into_a_file(folder: Path, tmp_path: Path) -> None:
    shown = good("tags", "agree", "ben", "editorial", "-c", str(folder))
    assert good("tags", "agree", "ben", "editorial", "-c", str(folder), "-o", str(tmp_path / "report.md")) == ""
    assert (tmp_path / "report.md").read_text("utf-8") == shown


def test_neither_command_touches_a_file(folder: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}
    shell("tags", "diff", "editorial", "ben", "-c", str(folder))
    shell("tags", "agree", "-c", str(folder))
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}
    assert after == before


def test_who_is_no_annotator_is_told_the_nearest(folder: Path) -> None:
    corpus = ("-c", str(folder))
    assert bad(4, "tags", "diff", "editorail", "ben", *corpus) == 'No annotator "editorail". Nearest: editorial.'
    assert bad(4, "tags", "agree", "zz", *corpus) == 'No annotator "zz". There are: anna, ben, editorial.'


def test_agreement_needs_two(folder: Path) -> None:
    assert bad(4, "tags", "agree", "ben", "-c", str(folder)) == "Two annotators are needed, and there is only ben."
    said = bad(2, "tags", "diff", "ben", "ben", "-c", str(folder))
    assert "ben differs from nobody there: name two annotators." in said


def test_without_an_article_in_common_there_is_nothing_to_compare(folder: Path) -> None:
    corpus = ("-c", str(folder))
    assert bad(4, "tags", "diff", "ben", "anna", *corpus) == (
        "ben and anna have no article in common, so there is nothing to compare."
    )
    assert bad(4, "tags", "agree", "ben", "anna", *corpus) == (
        "No two of these annotators have an article in common, so there is nothing to count."
    )


def test_a_file_that_does_not_parse_is_a_gap_and_is_named(folder: Path) -> None:
    (folder / "annotations/ben/herald.yaml").write_text("annotations: [")
    result = shell("tags", "diff", "editorial", "ben", "-c", str(folder))
    assert result.exit_code == 4
    assert "annotations/ben/herald.yaml:2:1" in result.stderr
    assert "no article in common" in result.stderr


def test_verbose_names_what_only_one_of_them_worked_on(folder: Path) -> None:
    said = shell("tags", "diff", "editorial", "ben", "-c", str(folder), "-v").stderr
    assert "B is left out: only editorial has a file on it." in said
