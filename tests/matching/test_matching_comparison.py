from __future__ import annotations

import pytest
from matching_builders import article, codebook, corpus, tagged

from karabakh_tui.annotations.model import Verdict
from karabakh_tui.codebook.model import Codebook, Provision
from karabakh_tui.corpus.model import Event
from karabakh_tui.matching.comparison import build, nearest_passage

ABC = corpus(article("A"), article("B"), article("C"))
CODES = codebook("troops", "mandate", "status", "centre")


def test_there_is_a_cell_for_every_provision_in_every_article() -> None:
    comparison = build(ABC, CODES, {}, ())
    assert set(comparison.cells) == {(p.id, a.id) for p in CODES.provisions for a in ABC.articles}


def test_a_cell_that_nobody_decided_is_open_and_never_silent() -> None:
    comparison = build(ABC, CODES, {"a": [tagged("troops", 10)]}, ())
    assert {cell.state for cell in comparison.cells.values()} == {"open"}
    assert comparison.cell("troops", "a").value == ""
    assert comparison.cell("troops", "a").status == ""
    assert comparison.row_state("troops") == "open"


def test_passages_stand_in_the_order_of_the_text() -> None:
    comparison = build(ABC, CODES, {"a": [tagged("troops", 50), tagged("troops", 10), tagged("mandate", 0)]}, ())
    assert [p.span.start for p in comparison.cell("troops", "a").passages] == [10, 50]


@pytest.mark.parametrize("certainty", ["exact", "moved", "changed"])
def test_passages_whose_place_is_certain_count(certainty: str) -> None:
    comparison = build(ABC, CODES, {"a": [tagged("troops", 10, certainty=certainty)]}, ())
    assert len(comparison.cell("troops", "a").passages) == 1


@pytest.mark.parametrize("certainty", ["review", "orphan"])
def test_passages_whose_place_is_uncertain_do_not_count(certainty: str) -> None:
    comparison = build(ABC, CODES, {"a": [tagged("troops", 10, certainty=certainty)]}, ())
    assert comparison.cell("troops", "a").passages == ()


def test_doubtful_passages_count_and_say_that_they_are() -> None:
    comparison = build(ABC, CODES, {"a": [tagged("troops", 10, status="doubtful")]}, ())
    assert comparison.cell("troops", "a").passages[0].source.annotation.status == "doubtful"


@pytest.mark.parametrize("status", ["rejected", "suggested"])
def test_rejected_and_suggested_passages_are_never_drawn_as_fact(status: str) -> None:
    comparison = build(ABC, CODES, {"a": [tagged("troops", 10, status=status)]}, ())
    assert comparison.cell("troops", "a").passages == ()


def test_one_span_tagged_by_two_annotators_is_one_passage() -> None:
    comparison = build(ABC, CODES, {"a": [tagged("troops", 10), tagged("troops", 10, annotator="anna")]}, ())
    (passage,) = comparison.cell("troops", "a").passages
    assert passage.source.annotation.annotator == "anna"


def test_a_tag_that_is_no_provision_makes_no_cell() -> None:
    comparison = build(ABC, CODES, {"a": [tagged("claim", 10)]}, ())
    assert all(not cell.passages for cell in comparison.cells.values())


def test_a_verdict_fills_its_cell() -> None:
    said = Verdict(
        "troops", "a", "vaguer", value="some 2,000", because=("some",), note="rounded", id="v8m2kq", by="editorial"
    )
    cell = build(ABC, CODES, {"a": [tagged("troops", 10)]}, [said]).cell("troops", "a")
    assert (cell.state, cell.value, cell.because, cell.note) == ("vaguer", "some 2,000", ("some",), "rounded")
    assert (cell.by, cell.status, cell.stale, cell.sign) == ("editorial", "reviewed", False, "~")


def test_my_verdict_beats_the_one_of_an_earlier_annotator() -> None:
    verdicts = [Verdict("troops", "a", "same", by="editorial"), Verdict("troops", "a", "only", by="anna")]
    cell = build(ABC, CODES, {}, verdicts).cell("troops", "a")
    assert (cell.state, cell.by) == ("only", "anna")


def test_a_silence_with_a_passage_is_stale() -> None:
    silent = [Verdict("troops", "a", "silent")]
    assert build(ABC, CODES, {"a": [tagged("troops", 10)]}, silent).cell("troops", "a").stale
    assert not build(ABC, CODES, {}, silent).cell("troops", "a").stale


def test_a_statement_without_a_passage_is_stale() -> None:
    assert build(ABC, CODES, {}, [Verdict("troops", "a", "same")]).cell("troops", "a").stale


def test_a_conflict_put_down_on_one_side_shows_on_both() -> None:
    verdicts = [Verdict("troops", "a", "conflict", against=("b",), value="3", by="anna")]
    comparison = build(ABC, CODES, {}, verdicts)
    other = comparison.cell("troops", "b")
    assert (other.state, other.against, other.status, other.by, other.value) == (
        "conflict",
        ("a",),
        "reviewed",
        "anna",
        "",
    )
    assert comparison.cell("troops", "c").state == "open"


def test_a_conflict_shows_on_the_other_side_beside_its_own_value() -> None:
    verdicts = [
        Verdict("troops", "b", "same", value="2,000", by="editorial"),
        Verdict("troops", "a", "conflict", against=("b",), by="anna"),
    ]
    other = build(ABC, CODES, {}, verdicts).cell("troops", "b")
    assert (other.state, other.against, other.value, other.by) == ("conflict", ("a",), "2,000", "anna")


def test_two_conflicts_against_one_article_are_both_named_there() -> None:
    verdicts = [Verdict("troops", "a", "conflict", against=("c",)), Verdict("troops", "b", "conflict", against=("c",))]
    assert build(ABC, CODES, {}, verdicts).cell("troops", "c").against == ("a", "b")


def test_a_conflict_does_not_overrule_a_later_annotator_or_a_silence() -> None:
    verdicts = [
        Verdict("troops", "a", "conflict", against=("b", "c"), by="editorial"),
        Verdict("troops", "c", "silent", by="editorial"),
        Verdict("troops", "b", "same", by="anna"),
    ]
    comparison = build(ABC, CODES, {}, verdicts)
    assert comparison.cell("troops", "b").state == "same"
    assert comparison.cell("troops", "c").state == "silent"


def test_an_article_can_be_at_odds_with_itself() -> None:
    cell = build(ABC, CODES, {}, [Verdict("troops", "a", "conflict", against=("a",))]).cell("troops", "a")
    assert cell.against == ("a",)


def test_a_conflict_with_an_article_that_does_not_exist_names_nobody() -> None:
    comparison = build(ABC, CODES, {}, [Verdict("troops", "a", "conflict", against=("nowhere",))])
    assert comparison.cell("troops", "a").against == ()
    assert ("troops", "nowhere") not in comparison.cells


def test_an_article_on_another_event_is_kept_out_whatever_was_said_of_it() -> None:
    comparison = build(
        corpus(article("A", "2020"), article("B", "2023")),
        codebook("troops", event="2020"),
        {"b": [tagged("troops", 10)]},
        [Verdict("troops", "b", "conflict", against=("a",)), Verdict("troops", "a", "conflict", against=("b",))],
    )
    other = comparison.cell("troops", "b")
    assert (other.state, other.passages, other.status) == ("other_event", (), "")
    assert comparison.cell("troops", "a").against == ()
    assert [a.id for a in comparison.compared] == ["a"]
    assert [a.id for a in comparison.articles] == ["a", "b"]


def test_where_no_article_states_an_event_all_count_as_one_and_that_is_said() -> None:
    comparison = build(ABC, codebook("troops", event="2020"), {}, ())
    assert comparison.compared == ABC.articles
    assert comparison.event_note == "no event is stated; all 3 articles count as one"


def test_an_article_without_an_event_counts_as_on_it_and_that_is_said() -> None:
    texts = corpus(article("A", "2020"), article("B"), events=[Event("2020", "Statement")])
    comparison = build(texts, codebook("troops", event="2020"), {}, ())
    assert [a.letter for a in comparison.compared] == ["A", "B"]
    assert comparison.event_note == 'no event is stated for B; it counts as on "Statement"'


def test_many_articles_without_an_event_are_not_all_named() -> None:
    texts = corpus(article("A", "2020"), *(article(letter) for letter in "BCDEFGHI"))
    note = build(texts, codebook("troops", event="2020"), {}, ()).event_note
    assert note == 'no event is stated for B, C, D, E, F, G and 2 more; they count as on "2020"'


def test_nothing_is_said_of_the_event_where_every_article_states_it() -> None:
    assert build(corpus(article("A", "2020")), codebook("troops", event="2020"), {}, ()).event_note == ""


def test_where_the_provisions_name_no_event_that_of_most_articles_is_compared() -> None:
    texts = corpus(article("A", "2023"), article("B", "2020"), article("C", "2020"))
    assert [a.letter for a in build(texts, codebook("troops"), {}, ()).compared] == ["B", "C"]


TWO_EVENTS = Codebook(
    (
        Provision("arms", "1", "Arms", event="2023"),
        Provision("troops", "2", "Troops", event="2020"),
        Provision("status", "3", "Status"),
    )
)


def test_of_two_events_the_one_with_most_articles_is_compared_on_its_own_provisions() -> None:
    texts = corpus(article("A", "2023"), article("B", "2020"), article("C", "2020"))
    comparison = build(texts, TWO_EVENTS, {}, ())
    assert [p.id for p in comparison.provisions] == ["troops", "status"]
    assert [a.letter for a in comparison.compared] == ["B", "C"]


def test_the_other_event_can_be_asked_for() -> None:
    texts = corpus(article("A", "2023"), article("B", "2020"), article("C", "2020"))
    comparison = build(texts, TWO_EVENTS, {}, (), event="2023")
    assert [p.id for p in comparison.provisions] == ["arms", "status"]
    assert [a.letter for a in comparison.compared] == ["A"]


def test_a_codebook_for_an_event_that_no_article_reports_on_says_so() -> None:
    comparison = build(corpus(article("A", "2023")), codebook("troops", event="2020"), {}, ())
    assert comparison.compared == ()
    assert comparison.event_note == 'no article is on the event "2020" that the codebook names'


def test_a_cell_without_passages_knows_the_nearest_provision_its_article_speaks_of() -> None:
    anchored = {"a": [tagged("troops", 10), tagged("status", 30), tagged("status", 20)]}
    comparison = build(ABC, CODES, anchored, ())
    assert comparison.cell("mandate", "a").nearest == "troops"
    assert comparison.cell("centre", "a").nearest == "status"
    assert comparison.cell("troops", "a").nearest == ""
    assert comparison.cell("centre", "b").nearest == ""
    nearest = nearest_passage(comparison, comparison.cell("centre", "a"))
    assert nearest is not None
    assert nearest.span.start == 20
    assert nearest_passage(comparison, comparison.cell("centre", "b")) is None


def test_a_corpus_without_articles_and_a_codebook_without_provisions_compare_to_nothing() -> None:
    assert build(corpus(), CODES, {}, ()).cells == {}
    assert build(ABC, Codebook(), {}, ()).cells == {}
