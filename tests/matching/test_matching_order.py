from __future__ import annotations

from matching_builders import article, codebook, corpus, tagged

from karabakh_tui.annotations.model import Verdict, VerdictKind
from karabakh_tui.matching.comparison import build
from karabakh_tui.matching.model import Cell, Comparison, State
from karabakh_tui.matching.order import (
    article_tally,
    by_separation,
    in_dispute,
    left_out,
    separation,
    tally,
)


def row(*states: State, against: str = "") -> list[Cell]:
    """A row of those states in articles a, b, c...; the cells in conflict are against the articles of `against`."""
    return [
        Cell("troops", "abcdefghij"[i], state, against=tuple(against) if state == "conflict" else ())
        for i, state in enumerate(states)
    ]


def matrix(**rows: str) -> Comparison:
    """A comparison whose rows are signs, one per article, as `=~!.+?`; a conflict names nobody."""
    kinds: dict[str, VerdictKind] = {"=": "same", "~": "vaguer", "!": "conflict", ".": "silent", "+": "only"}
    verdicts = [
        Verdict(name, "abcd"[i], kinds[sign])
        for name, signs in rows.items()
        for i, sign in enumerate(signs)
        if sign in kinds
    ]
    return build(corpus(*(article(letter) for letter in "ABCD")), codebook(*rows), {}, verdicts)


def test_one_conflict_sets_sources_apart_more_than_any_mix_of_same_and_vaguer() -> None:
    one_conflict = row("conflict", "open", "open", "open", "conflict", against="ae")
    assert separation(one_conflict) > separation(row("same", "same", "same", "vaguer", "vaguer"))


def test_one_vaguer_source_sets_sources_apart_more_than_any_silences() -> None:
    assert separation(row("same", "vaguer", "open", "open")) > separation(row("same", "same", "silent", "silent"))


def test_a_silence_sets_apart_more_than_agreement() -> None:
    assert separation(row("same", "same", "silent")) > separation(row("same", "same", "same")) == 0


def test_a_source_at_odds_with_itself_counts() -> None:
    assert separation(row("conflict", "same", against="a")) > separation(row("same", "same"))


def test_a_pair_in_conflict_counts_once_though_both_say_so() -> None:
    both = [Cell("t", "a", "conflict", against=("b",)), Cell("t", "b", "conflict", against=("a",))]
    one = [Cell("t", "a", "conflict", against=("b",)), Cell("t", "b", "same")]
    assert separation(both) == separation(one)


def test_what_nobody_decided_sets_nothing_apart() -> None:
    assert separation(row("open", "open", "same")) == 0


def test_rows_are_ordered_by_how_far_they_separate_the_sources() -> None:
    comparison = matrix(agreed="====", silent="=...", vague="==~~", disputed="!=!.", alike="====")
    assert [p.id for p in by_separation(comparison)] == ["disputed", "vague", "silent", "agreed", "alike"]


def test_only_rows_in_dispute_or_only_rows_with_omissions_can_be_left() -> None:
    comparison = matrix(agreed="====", silent="=..=", disputed="!=!.")
    assert [p.id for p in in_dispute(comparison)] == ["disputed"]
    assert [p.id for p in left_out(comparison)] == ["silent", "disputed"]


def test_the_head_counts_rows_in_conflict_silent_cells_and_what_is_reviewed() -> None:
    comparison = matrix(agreed="==?=", silent="=..=", disputed="!=!.")
    assert tally(comparison).words == "1 conflict, 3 silent, 11/12 reviewed"


def test_the_foot_counts_what_an_article_says_and_where_it_is_in_conflict() -> None:
    comparison = matrix(agreed="==?=", silent="=..=", disputed="!=!.")
    assert article_tally(comparison, "a").words == "3 of 3"
    assert article_tally(comparison, "c").words == "1 of 3"
    assert [article_tally(comparison, name).conflicts for name in "abcd"] == [1, 0, 1, 0]


def test_an_open_cell_with_a_passage_says_something() -> None:
    comparison = build(corpus(article("A")), codebook("troops", "status"), {"a": [tagged("troops", 3)]}, ())
    assert article_tally(comparison, "a").words == "1 of 2"


def test_articles_on_another_event_are_not_counted() -> None:
    comparison = build(corpus(article("A", "2020"), article("B", "2023")), codebook("troops", event="2020"), {}, ())
    assert tally(comparison).cells == 1
    assert article_tally(comparison, "b").words == "0 of 1"
