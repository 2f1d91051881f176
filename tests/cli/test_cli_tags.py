"""`tags check`, `tags list` and `tags stats`: what annotators wrote, without a screen."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from helpers.tram_corpus import write_corpus
from shell import bad, document, good, shell

ANNA = """\
# mine
format: 1
done: true
annotations:
  - id: aaaaaa
    tags: [resumption, pya]
    quote: From Thursday at five the trams will run.
    links: [{to: evening#dddddd}, {to: evenin#x}, {to: evening#zzz}]
  - {id: bbbbbb, tags: resumption, quote: "From Thursday at five the  trams will run."}
  - {id: bbbbbb, tags: [pay], quote: Pay goes up by five per cent from June.}
  - {id: cccccc, tags: [pay], quote: Nothing like this, status: rejected}
  - {id: nnnnnn, tags: [dismissals], quote: Nothing like that}
  - {id: eeeeee, tags: [pay], quote: the, status: doubtful, note: "=1+1"}
  - {id: dddddd, quote: x}
"""
BEN = """\
format: 1
annotations:
  - {tags: [pay], quote: Pay goes up by four per cent from June., note: "=1+1", created: "@now"}
"""


@pytest.fixture
def sound(tmp_path: Path) -> str:
    return str(write_corpus(tmp_path / "trams"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The trams with what annotators should look at; one stands in that folder."""
    made = write_corpus(
        tmp_path / "trams", **{"annotations/anna/herald.yaml": ANNA, "annotations/ben/herald.yaml": BEN}
    )
    monkeypatch.chdir(made)
    return made


# check


def checked(*words: str) -> list[str]:
    """The findings, if there are any and all files can be read."""
    result = shell("tags", "check", *words)
    assert result.exit_code == 1
    return result.stdout.splitlines()


def test_where_all_is_well_one_line_says_so(sound: str) -> None:
    assert good("tags", "check", sound) == "6 files, 9 annotations: fine\n"
    assert good("tags", "check", "-c", sound) == good("tags", "check", sound)
    assert "141 annotations: fine" in good("tags", "check")


def test_findings_are_lines_that_editors_step_through(folder: Path) -> None:
    assert checked("annotations/anna") == [
        'annotations/anna/herald.yaml:6:11: there is no tag "pya"; did you mean "pay"?',
        'annotations/anna/herald.yaml:8:12: the link "evenin#x" names no article that anybody has annotated; '
        'did you mean "evening"?',
        'annotations/anna/herald.yaml:8:12: the link "evening#zzz" leads to no annotation; '
        "the annotations on evening have other ids",
        'annotations/anna/herald.yaml:9:24: this passage has the tag "resumption" from line 5 already; '
        "take the tag, or the record, away in one place",
        'annotations/anna/herald.yaml:10:10: the id "bbbbbb" is also that of line 9; both are kept; '
        "remove one of the two id lines, a new id comes with the next edit",
        "annotations/anna/herald.yaml:10:38: changed: 92 % of the wording is the same; "
        "look at it on the screen, where the new words can be taken over; or correct the quote here",
        "annotations/anna/herald.yaml:12:45: orphan: the quote does not stand in the text, nor anything like it; "
        "correct the quote, or take the record away",
        "annotations/anna/herald.yaml:13:38: review: the quote stands in 2 places: line 3 (25 %), line 5 (92 %); "
        "say which place is meant: start:, prefix: or suffix: tell them apart",
        "annotations/anna/herald.yaml:14:5: this record has neither tags nor a note; add tags: [...] or note: to it",
    ]


def test_how_much_is_to_be_looked_at_is_told_besides(folder: Path) -> None:
    assert shell("tags", "check").stderr == ""
    assert shell("tags", "check", "-c", ".").stderr == "9 things to look at in 1 of 8 files.\n"
    assert shell("tags", "check", "-c", ".", "-q").stderr == ""
    assert checked(".") == checked("annotations/anna/herald.yaml") == checked(str(folder / "annotations"))


def test_only_what_is_named_is_checked(folder: Path) -> None:
    assert good("tags", "check", "annotations/ben/herald.yaml") == "1 file, 1 annotation: fine\n"
    assert good("tags", "check", "annotations/codebook.yaml", "annotations/ben") == "2 files, 1 annotation: fine\n"
    assert len(checked("annotations/ben", "annotations/anna")) == 9


def test_what_cannot_be_read_is_a_finding_and_ends_with_3(folder: Path) -> None:
    (folder / "annotations/ben/herald.yaml").write_text("format: 1\n<<<<<<< ours\n")
    (folder / "annotations/ben/_links.yaml").write_text("format: 1\nlinks: [{from: {article: herald}}]\n")
    (folder / "annotations/ben/heralt.yaml").write_text("format: 1\n")
    result = shell("tags", "check", "annotations/ben")
    assert result.exit_code == 3
    assert result.stdout.splitlines() == [
        'annotations/ben/_links.yaml:2:9: this record has no "to"; add to: {article: ..., quote: ...} to it',
        'annotations/ben/_links.yaml:2:16: this record has no "quote"; add quote: to it',
        "annotations/ben/herald.yaml:2:1: holds a conflict that git could not merge; keep what is right of both sides, "
        "then remove the lines beginning with <<<<<<<, =======, >>>>>>>",
        'annotations/ben/heralt.yaml: is on no article of this corpus; did you mean "herald.yaml"?',
    ]


def test_the_codebook_is_checked_too(folder: Path) -> None:
    book = folder / "annotations/codebook.yaml"
    book.write_text(book.read_text() + "labels:\n  - {id: pay}\n")
    assert checked("annotations/codebook.yaml") == [
        'annotations/codebook.yaml:9:10: "pay" is the id of another code, in line 5; '
        "give it another id; until then it is left out"
    ]


def test_what_is_no_annotation_file_is_not_checked(folder: Path) -> None:
    assert bad(3, "tags", "check", "README.md").startswith("README.md: is neither an annotation file nor the codebook;")
    assert bad(3, "tags", "check", "annotations/no.yaml") == "annotations/no.yaml: does not exist; check the name"
    assert bad(3, "tags", "check", "nowhere").startswith("nowhere: does not exist")


def test_what_a_person_left_without_a_place_is_no_finding(folder: Path) -> None:
    from hashlib import sha256

    kept = sha256((folder / "herald.txt").read_bytes()).hexdigest()[:12]
    text = f"format: 1\nannotations:\n  - {{id: a, tags: [pay], quote: Nothing like this, kept: {kept}}}\n"
    (folder / "annotations/ben/herald.yaml").write_text(text)
    assert good("tags", "check", "annotations/ben") == "1 file, 1 annotation: fine\n"


def test_findings_are_data_for_programs(folder: Path) -> None:
    result = shell("tags", "check", "annotations/anna/herald.yaml", "--json")
    told = json.loads(result.stdout)
    assert told["schema"] == "karabakh-tui/tags-check@1"
    assert told["files"] == [{"file": "annotations/anna/herald.yaml", "annotations": 6, "readable": True, "faults": 9}]
    assert told["faults"][0] == {
        "file": "annotations/anna/herald.yaml",
        "line": 6,
        "col": 11,
        "what": 'there is no tag "pya"',
        "repair": 'did you mean "pay"?',
    }


# list


def test_annotations_of_everybody_are_listed_in_the_order_of_the_text(folder: Path) -> None:
    shown = good("tags", "list", "-c", ".", "-q", "--src", "A").splitlines()
    assert shown[0].split() == ["id", "by", "tags", "place", "status", "quote"]
    assert [line.split()[1:3] for line in shown[1:]] == [
        ["aaaaaa", "editorial"],
        ["aaaaaa", "anna"],
        ["bbbbbb", "anna"],
        ["eeeeee", "anna"],
        ["bbbbbb", "editorial"],
        ["bbbbbb", "anna"],
        ["-", "ben"],
        ["cccccc", "editorial"],
        ["cccccc", "anna"],
        ["nnnnnn", "anna"],
    ]
    assert shown[6] == (
        "A  bbbbbb  anna       pay              changed  accepted  Pay goes up by four per cent from June."
    )


def ids(*words: str) -> list[str]:
    return [
        one["id"] for one in json.loads(shell("tags", "list", "-c", ".", "-q", "--json", *words).stdout)["annotations"]
    ]


def test_annotations_can_be_chosen(folder: Path) -> None:
    assert ids("--by", "ben") == [None]
    assert ids("--by", "anna", "--tag", "pay") == ["eeeeee", "bbbbbb", "cccccc"]
    assert ids("--tag", "Pay", "--src", "evening") == ["eeeeee"]
    assert ids("--tag", "pya") == ["aaaaaa"]
    assert ids("--status", "rejected", "--status", "doubtful") == ["eeeeee", "cccccc"]


def test_who_and_what_is_not_there_is_told(folder: Path) -> None:
    assert bad(4, "tags", "list", "-c", ".", "-q", "--by", "ana") == 'No annotator "ana". Nearest: anna.'
    assert bad(4, "tags", "list", "-c", ".", "-q", "--tag", "dismisals") == 'No tag "dismisals". Nearest: dismissals.'
    assert bad(4, "tags", "list", "-c", ".", "-q", "--src", "Z").startswith('No source "Z".')
    assert bad(1, "tags", "list", "-c", ".", "-q", "--tag", "night-cars", "--by", "anna") == ""
    assert bad(2, "tags", "list", "-c", ".", "-q", "--status", "acepted").splitlines()[0].endswith("Nearest: accepted.")


def test_a_list_for_programs_has_places_in_code_points(folder: Path) -> None:
    lines = good("tags", "list", "-c", ".", "-q", "--by", "anna", "--jsonl").splitlines()
    first, *_, last = map(json.loads, lines)
    assert next(iter(first)) == "schema"
    text = (folder / "herald.txt").read_text()
    assert text[first["start"] : first["end"]] == first["quote"] == "From Thursday at five the trams will run."
    assert first["links"][0] == {"to": "evening#dddddd", "rel": ""}
    assert (last["start"], last["end"], last["quote"], last["certainty"]) == (None, None, "Nothing like that", "orphan")
    assert lines == good("tags", "list", "-c", ".", "-q", "--by", "anna", "--format", "jsonl").splitlines()
    told = json.loads(good("tags", "list", "-c", ".", "-q", "--by", "anna", "--format", "json"))
    assert [{"schema": "karabakh-tui/tag@1", **one} for one in told["annotations"]] == [
        json.loads(one) for one in lines
    ]


def test_no_cell_of_a_spreadsheet_becomes_a_formula(folder: Path) -> None:
    text = good("tags", "list", "-c", ".", "-q", "--by", "ben", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row == {
        "source": "A",
        "article": "herald",
        "id": "",
        "by": "ben",
        "tags": "pay",
        "start": "59",
        "end": "98",
        "certainty": "exact",
        "status": "accepted",
        "quote": "Pay goes up by four per cent from June.",
        "note": "'=1+1",
        "created": "'@now",
    }


def test_a_list_for_ears_begins_with_what_matters(folder: Path) -> None:
    shown = good("tags", "list", "-c", ".", "-q", "--by", "anna", "--status", "doubtful", "--plain")
    assert shown == "A, pay: the (by anna, review, doubtful)\n"


# stats


def test_tags_are_counted_by_annotator_and_source(folder: Path) -> None:
    assert (
        good("tags", "stats", "-c", ".", "-q")
        == """\
tag         by         A  B  D  all
resumption  editorial  1  1  1    3
resumption  anna       2  .  .    2
pay         editorial  1  1  1    3
pay         anna       2  .  .    2
pay         ben        1  .  .    1
dismissals  editorial  1  1  .    2
dismissals  anna       1  .  .    1
night-cars  editorial  .  .  1    1
pya         anna       1  .  .    1

   by         done  all  exact  changed  review  orphan  doubtful  rejected
A  editorial  no      3      3        0       0       0         0         0
B  editorial  no      3      3        0       0       0         0         0
D  editorial  no      3      3        0       0       0         0         0
A  anna       yes     6      2        1       1       2         1         1
A  ben        no      1      1        0       0       0         0         0

editorial: 9 annotations, 0 of 4 articles done
anna: 6 annotations, 1 of 4 articles done
ben: 1 annotation, 0 of 4 articles done
"""
    )


def test_counts_can_be_chosen_and_are_data(folder: Path) -> None:
    told = json.loads(good("tags", "stats", "-c", ".", "-q", "--by", "anna,ben", "--src", "A,B", "--json"))
    assert told["annotators"] == [
        {"by": "anna", "annotations": 6, "done": 1, "articles": 2},
        {"by": "ben", "annotations": 1, "done": 0, "articles": 2},
    ]
    assert told["files"][0]["certainty"] == {"exact": 2, "moved": 0, "changed": 1, "review": 1, "orphan": 2}
    assert told["tags"][1] == {"tag": "pay", "by": "anna", "article": "herald", "source": "A", "count": 2}


def test_counts_for_ears(folder: Path) -> None:
    assert (
        good("tags", "stats", "-c", ".", "-q", "--by", "anna", "--plain")
        == """\
anna: 6 annotations, 1 of 4 articles done
  A: 6 annotations, done, 1 changed, 1 review, 2 orphan
  resumption: 2 in A
  pay: 2 in A
  dismissals: 1 in A
  pya: 1 in A
"""
    )


# The group


def test_without_a_command_the_help_is_shown() -> None:
    assert good("tags") == good("tags", "-h")
    assert bad(2, "tags", "chek").splitlines()[0] == 'tags has no command "chek". Nearest: check.'


@pytest.mark.parametrize("command", ["list", "stats"])
def test_every_command_works_on_the_default_corpus(command: str) -> None:
    assert document("tags", command)["schema"] == f"karabakh-tui/tags-{command}@1"
    assert len(good("tags", command).splitlines()) > 20
