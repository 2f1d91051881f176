"""What a person says of a cell, and what that does to the file of verdicts; rows laid side by side."""

from __future__ import annotations

from helpers.small_comparison import ARTICLES

from karabakh_tui.annotations.aligning import QUOTED, aligning, laid_already, parting, side_at
from karabakh_tui.annotations.deciding import Decision, deciding, own_verdict
from karabakh_tui.annotations.model import Alignment, Side, Verdict
from karabakh_tui.annotations.operations import SetVerdict, inverse, primitives
from karabakh_tui.corpus.model import Article
from karabakh_tui.yamldoc.plain import Fields

OWN = Verdict("mandate", "e", "same", id="k3q9x7", by="anna")
RECORD: Fields = {"provision": "mandate", "article": "e", "verdict": "same", "value": "5 years", "mood": "calm"}
EDITORIAL = Verdict("mandate", "e", "same", value="5 years", because=("with the consent",), by="editorial")


def decided(decision: Decision, own: Verdict | None = None, before: Fields | None = None) -> SetVerdict | None:
    return deciding(decision, "mandate", "e", own, before, EDITORIAL, ["v8m2kq"])


def test_a_first_verdict_takes_over_what_the_article_says_but_not_what_was_made_of_it() -> None:
    op = decided(Decision("conflict", ("a",), "tacit there"))
    assert op and op.before is None and op.id not in ("", "v8m2kq")
    assert op.fields == {
        "provision": "mandate",
        "article": "e",
        "verdict": "conflict",
        "against": ["a"],
        "value": "5 years",
        "because": ["with the consent"],
        "note": "tacit there",
    }


def test_another_verdict_keeps_every_field_that_it_says_nothing_of() -> None:
    op = decided(Decision("vaguer"), OWN, RECORD)
    assert op and op.id == "k3q9x7" and op.fields == RECORD | {"verdict": "vaguer"}
    (change,) = primitives([op])
    assert change.file == "_verdicts" and change[2:] == ("verdict", "vaguer", "same")


def test_whom_a_conflict_is_with_goes_with_the_conflict() -> None:
    before: Fields = RECORD | {"verdict": "conflict", "against": ["a", "d"]}
    op = decided(Decision("same", ("a", "d")), OWN, before)
    assert op and op.fields == RECORD


def test_the_same_verdict_again_changes_nothing() -> None:
    assert decided(Decision("same"), OWN, RECORD) is None
    assert decided(Decision(None)) is None


def test_ones_own_verdict_can_be_taken_away_and_comes_back() -> None:
    op = decided(Decision(None), OWN, RECORD)
    assert op == SetVerdict("k3q9x7", None, RECORD)
    assert inverse(op) == SetVerdict("k3q9x7", RECORD, None)


def test_of_two_verdicts_on_one_cell_the_later_one_is_ones_own() -> None:
    later = OWN._replace(id="later", kind="vaguer")
    assert own_verdict([OWN, later, OWN._replace(article="a")], "mandate", "e") == later
    assert own_verdict([OWN], "troops", "e") is None


TEXT = "Title\n\n  The peacekeepers are deploying for five years, with the possibility to prolong the mission.\n\nEnd"


def article(text: str = TEXT, name: str = "e") -> Article:
    return ARTICLES[0]._replace(id=name, text=text)


def test_a_side_is_told_by_the_words_that_begin_there() -> None:
    side = side_at(article(), 5)
    assert side and side.start == 9 and TEXT.startswith(side.quote, 9)
    assert len(side.quote) <= QUOTED and TEXT[9 + len(side.quote)] == " "
    assert side_at(article(), len(TEXT) - 3) == Side("e", "End", len(TEXT) - 3)


def test_behind_the_last_word_there_is_nothing_to_lay_beside_anything() -> None:
    assert side_at(article("words \n"), 5) is None


def test_a_word_without_end_is_cut() -> None:
    side = side_at(article("x" * 1000), 0)
    assert side and side.quote == "x" * QUOTED


def test_what_is_laid_side_by_side_is_found_from_either_side_and_can_be_parted() -> None:
    left, right = Side("e", "The peacekeepers", 9), Side("a", "Russian", 100)
    op = aligning([], left, right)
    laid = Alignment(op.id, left, right)
    assert op.file == "_links" and op.fields["from"] == {"article": "e", "quote": "The peacekeepers", "start": 9}
    assert laid_already([laid], right, left) == laid and laid_already([laid], left, left) is None
    assert inverse(op) == parting(laid, op.fields)
