from __future__ import annotations

import pytest
from matching_builders import article, codebook, corpus, tagged

from karabakh_tui.annotations.model import Verdict
from karabakh_tui.matching.comparison import build
from karabakh_tui.matching.why import QUOTE_LENGTH, Reason, why

TEXTS = corpus(article("A"), article("B"), article("C"))
CODES = codebook("mandate", "status")


def test_a_conflict_shows_who_decided_and_the_words_of_both_sides() -> None:
    verdicts = [
        Verdict(
            "mandate", "a", "conflict", ("b",), "tacit", ("if neither party declares its withdrawal",), by="editorial"
        ),
        Verdict("mandate", "b", "conflict", ("a",), "consent", ("with the consent of",), "see E", by="editorial"),
    ]
    anchored = {"a": [tagged("mandate", 0)], "b": [tagged("mandate", 0)]}
    assert why(build(TEXTS, CODES, anchored, verdicts), "mandate", "b") == (
        Reason("verdict", "conflicts with A", "B"),
        Reason("by", "decided by editorial"),
        Reason("words", "with the consent of", "B"),
        Reason("value", "consent", "B"),
        Reason("words", "if neither party declares its withdrawal", "A"),
        Reason("value", "tacit", "A"),
        Reason("note", "see E"),
    )


def test_the_passage_speaks_where_nobody_picked_out_the_words() -> None:
    long = "five years  with\nthe possibility " * 20
    comparison = build(
        TEXTS, CODES, {"a": [tagged("mandate", 0, quote=long)]}, [Verdict("mandate", "a", "same", by="anna")]
    )
    (words,) = [line.text for line in why(comparison, "mandate", "a") if line.role == "words"]
    assert words.startswith("five years with the possibility five")
    assert words.endswith(" ...")
    assert len(words) <= QUOTE_LENGTH + 4


def test_a_conflict_with_several_and_with_itself_is_said_in_words() -> None:
    comparison = build(TEXTS, CODES, {}, [Verdict("mandate", "a", "conflict", ("b", "c", "a"))])
    assert why(comparison, "mandate", "a")[0].text == "conflicts with B, C and itself"


def test_an_open_cell_says_that_nobody_decided() -> None:
    assert why(build(TEXTS, CODES, {}, ()), "mandate", "a") == (
        Reason("verdict", "nobody has decided; no suggestion", "A"),
    )


def test_a_silence_names_the_closest_provision() -> None:
    comparison = build(TEXTS, CODES, {"a": [tagged("status", 0)]}, [Verdict("mandate", "a", "silent", by="editorial")])
    lines = why(comparison, "mandate", "a")
    assert lines[0].text == "says nothing on this"
    assert lines[-1] == Reason("nearest", "closest: 2 Status", "A")


@pytest.mark.parametrize(
    ("kind", "passages", "words"),
    [
        ("silent", 1, "decided as silent, but a passage is tagged with it now"),
        ("silent", 2, "decided as silent, but 2 passages are tagged with it now"),
        ("same", 0, "decided as a statement, but no passage is tagged with it now"),
    ],
)
def test_a_verdict_that_its_passages_have_left_behind_says_so(kind: str, passages: int, words: str) -> None:
    anchored = {"a": [tagged("mandate", 9 * n) for n in range(passages)]}
    lines = why(build(TEXTS, CODES, anchored, [Verdict("mandate", "a", kind)]), "mandate", "a")
    assert [line.text for line in lines if line.role == "stale"] == [words]


def test_another_event_is_kept_out_and_says_so() -> None:
    comparison = build(corpus(article("A", "2020"), article("B", "2023")), codebook("mandate", event="2020"), {}, ())
    assert why(comparison, "mandate", "b") == (
        Reason("verdict", "reports on another event and is kept out of verdicts", "B"),
    )
