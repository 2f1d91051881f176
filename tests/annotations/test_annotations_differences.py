"""Two annotators on one article: what belongs together, and what a decision leaves in my file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import pytest
from helpers.two_annotators import ARTICLE, FILE, TEXT, Mine, at, says
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.differences import Choice, Kind, decide, differences, reopen
from karabakh_tui.annotations.model import Anchor, Anchored, Annotation, Certainty, Status
from karabakh_tui.annotations.operations import Operation, SetField, inverse
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.plain import Fields

quick = settings(max_examples=150, deadline=None)

CHOICES: tuple[Choice, ...] = get_args(Choice)


def kinds(mine: Sequence[Anchored], theirs: Sequence[Anchored]) -> list[tuple[Kind, str, str]]:
    return [
        (one.kind, *(" ".join(side.annotation.tags) if side else "-" for side in (one.mine, one.theirs)))
        for one in differences(mine, theirs, "ben")
    ]


# --- what belongs together -------------------------------------------------------------------------------------------


def test_the_kinds_of_difference() -> None:
    mine = [
        says("The troops", "actor"),
        says("deploy for five years", "conflict"),
        says("Lavrov insists on it", "claim"),
        says("A nervous denial", "framing"),
    ]
    theirs = [
        says("The troops", "actor"),
        says("five years", "number"),
        says("Lavrov insists on it", "fact"),
        says("Ankara", "actor"),
    ]
    assert kinds(mine, theirs) == [
        ("same", "actor", "actor"),
        ("span", "conflict", "number"),
        ("tag", "claim", "fact"),
        ("mine", "framing", "-"),
        ("theirs", "-", "actor"),
    ]


def test_of_several_tags_on_the_same_words_the_same_tags_belong_together() -> None:
    mine = [says("five years", "fact", id_="a"), says("five years", "claim", id_="b")]
    theirs = [says("five years", "claim", id_="c"), says("five years", "number", id_="d")]
    assert kinds(mine, theirs) == [("same", "claim", "claim"), ("tag", "fact", "number")]


def test_the_partner_with_more_words_in_common_wins() -> None:
    mine = [says("deploy for five years", "fact")]
    theirs = [says("for five years", "fact", id_="a"), says("deploy", "fact", id_="b")]
    assert kinds(mine, theirs) == [("span", "fact", "fact"), ("theirs", "-", "fact")]
    pair = next(one for one in differences(mine, theirs, "ben") if one.kind == "span")
    assert pair.theirs
    assert pair.theirs.annotation.id == "a"


def test_neighbours_do_not_belong_together() -> None:
    assert kinds([says("The ", "fact")], [says("troops", "fact")]) == [("mine", "fact", "-"), ("theirs", "-", "fact")]


def test_the_order_of_tags_within_a_record_is_no_difference() -> None:
    assert kinds([says("it", "fact", "claim")], [says("it", "claim", "fact")]) == [("same", "fact claim", "claim fact")]


@pytest.mark.parametrize("certainty", ["review", "orphan"])
def test_what_waits_for_its_place_is_in_no_item(certainty: Certainty) -> None:
    assert kinds([says("it", "fact", certainty=certainty)], []) == []


@pytest.mark.parametrize("status", ["rejected", "suggested"])
def test_what_nobody_accepted_is_in_no_item(status: Status) -> None:
    assert kinds([], [says("it", "fact", status=status)]) == []


def some(ids: str) -> st.SearchStrategy[list[Anchored]]:
    """Annotations with ids of their own, in any order."""
    span = st.builds(lambda at, n: Span(at, at + n), st.integers(0, 30), st.integers(1, 12))
    one = st.tuples(span, st.frozensets(st.sampled_from("abc"), max_size=2))

    def made(found: list[tuple[Span, frozenset[str]]]) -> list[Anchored]:
        return [
            Anchored(
                Annotation(f"{ids}{number}", tuple(sorted(tags)), span.of(TEXT), note="?", start=span.start),
                Anchor(span, "exact"),
            )
            for number, (span, tags) in enumerate(found)
        ]

    return st.lists(one, max_size=8).map(made)


@quick
@given(some("m"), some("t"))
def test_each_annotation_is_in_exactly_one_item(mine: list[Anchored], theirs: list[Anchored]) -> None:
    found = differences(mine, theirs, "ben")
    assert sorted(one.mine.annotation.id for one in found if one.mine) == sorted(one.annotation.id for one in mine)
    assert sorted(one.theirs.annotation.id for one in found if one.theirs) == sorted(
        one.annotation.id for one in theirs
    )
    pairs = [(one.mine.anchor.span, one.theirs.anchor.span) for one in found if one.mine and one.theirs]
    assert all(left and right and left.overlaps(right) for left, right in pairs)


@quick
@given(some("m"), some("t"))
def test_swapping_the_two_swaps_the_sides_and_nothing_else(mine: list[Anchored], theirs: list[Anchored]) -> None:
    swapped = {"mine": "theirs", "theirs": "mine"}
    there = {(swapped.get(one.kind, one.kind), one.theirs, one.mine) for one in differences(mine, theirs, "ben")}
    back = {(one.kind, one.mine, one.theirs) for one in differences(theirs, mine, "anna")}
    assert there == back


@quick
@given(some("m"), some("t"))
def test_the_order_in_the_files_makes_no_difference(mine: list[Anchored], theirs: list[Anchored]) -> None:
    again = differences(list(reversed(mine)), list(reversed(theirs)), "ben")
    assert [one.kind for one in again] == [one.kind for one in differences(mine, theirs, "ben")]
    assert {(one.mine, one.theirs) for one in again} == {(o.mine, o.theirs) for o in differences(mine, theirs, "ben")}


@quick
@given(some("m"), some("t"))
def test_what_both_have_word_for_word_is_the_same(mine: list[Anchored], theirs: list[Anchored]) -> None:
    def said(one: Anchored) -> tuple[Span | None, tuple[str, ...]]:
        return one.anchor.span, one.annotation.tags

    found = differences(mine, theirs, "ben")
    left, right = [said(one) for one in mine], [said(one) for one in theirs]
    assert sum(one.kind == "same" for one in found) == sum(min(left.count(x), right.count(x)) for x in set(left))


# --- decisions -------------------------------------------------------------------------------------------------------


def decided(mine: Sequence[Anchored], theirs: Sequence[Anchored], choice: Choice) -> Mine:
    """My file once the only difference is decided like this; then nothing is open any more."""
    book = Mine(mine)
    (difference,) = differences(mine, theirs, "ben")
    assert difference.open
    book.decide(difference, choice)
    assert not any(one.open for one in differences(book.anchored, theirs, "ben"))
    return book


SENTENCE, YEARS = "The troops deploy for five years", "five years"


def test_mine_keeps_my_record_and_remembers_theirs() -> None:
    book = decided([says(SENTENCE, "conflict")], [says(YEARS, "number", id_="m2w9tz")], "mine")
    assert book.said() == {(SENTENCE, "conflict", "accepted")}
    seen = book.records["k3q9x7"]["seen_from"]
    assert isinstance(seen, str)
    assert seen.startswith("ben#m2w9tz:")


def test_theirs_gives_my_record_their_passage_and_tags_and_leaves_my_note() -> None:
    mine = [says(SENTENCE, "conflict", note="look again")]
    book = decided(mine, [says(YEARS, "number", id_="m2w9tz", note="the point")], "theirs")
    assert book.said() == {(YEARS, "number", "accepted")}
    assert book.records["k3q9x7"]["note"] == "look again"
    assert str(book.records["k3q9x7"]["seen_from"]).startswith("ben#m2w9tz:")


def test_theirs_on_a_difference_of_tags_leaves_the_passage_as_it_is_written() -> None:
    mine, theirs = says(YEARS, "fact"), says(YEARS, "number", id_="m2w9tz")
    (difference,) = differences([mine], [theirs], "ben")
    fields: Fields = {"tags": ["fact"], "quote": "five\n  years"}
    ops = decide(difference, "theirs", ARTICLE, fields)
    assert [op.field for op in ops if isinstance(op, SetField)] == ["tags", "seen_from"]


def test_both_keeps_mine_and_adds_a_copy_of_theirs() -> None:
    book = decided([says(SENTENCE, "conflict")], [says(YEARS, "number", id_="m2w9tz", note="the point")], "both")
    assert book.said() == {(SENTENCE, "conflict", "accepted"), (YEARS, "number", "accepted")}
    assert not any(fields.get("note") for fields in book.records.values())


def test_what_only_i_have_is_kept_or_taken_away() -> None:
    mine = [says(YEARS, "number")]
    assert decided(mine, [], "mine").records["k3q9x7"]["seen_from"] == "ben"
    assert decided(mine, [], "both").said() == {(YEARS, "number", "accepted")}
    assert decided(mine, [], "theirs").said() == set()


def test_what_only_they_have_is_turned_down_or_taken_over() -> None:
    theirs = [says(YEARS, "number", id_="m2w9tz")]
    assert decided([], theirs, "mine").said() == {(YEARS, "number", "rejected")}
    assert decided([], theirs, "theirs").said() == {(YEARS, "number", "accepted")}
    assert decided([], theirs, "both").said() == {(YEARS, "number", "accepted")}


def test_a_copy_tells_its_place_by_words_context_and_position() -> None:
    book = decided([], [says(YEARS, "number", id_="m2w9tz")], "theirs")
    (fields,) = book.records.values()
    assert fields["quote"] == YEARS
    assert fields["start"] == at(YEARS).start
    assert str(fields["suffix"]).startswith(". Lavrov")
    assert fields["prefix"] == "The troops deploy for "


def test_a_note_alone_comes_with_its_words() -> None:
    book = decided([], [says(YEARS, note="is that so?", id_="m2w9tz")], "theirs")
    (fields,) = book.records.values()
    assert fields["note"] == "is that so?"
    assert "tags" not in fields


def test_what_they_change_after_a_decision_is_open_again() -> None:
    book = decided([says(YEARS, "fact")], [says(YEARS, "number", id_="m2w9tz")], "mine")
    (again,) = differences(book.anchored, [says(YEARS, "date", id_="m2w9tz")], "ben")
    assert again.open
    book.decide(again, "mine")
    assert isinstance(book.records["k3q9x7"]["seen_from"], str), "the older wording of the same record goes"


def test_a_note_of_theirs_does_not_open_a_decision_again() -> None:
    book = decided([says(YEARS, "fact")], [says(YEARS, "number", id_="m2w9tz")], "mine")
    (again,) = differences(book.anchored, [says(YEARS, "number", id_="m2w9tz", note="new")], "ben")
    assert not again.open


def test_what_i_change_after_a_decision_stays_decided() -> None:
    book = decided([says(YEARS, "fact")], [says(YEARS, "number", id_="m2w9tz")], "mine")
    book.records["k3q9x7"]["tags"] = ["date"]
    (again,) = differences(book.anchored, [says(YEARS, "number", id_="m2w9tz")], "ben")
    assert not again.open


def test_what_stood_alone_when_i_decided_is_open_once_they_have_something_there() -> None:
    book = decided([says(SENTENCE, "conflict")], [], "mine")
    (again,) = differences(book.anchored, [says(YEARS, "number", id_="m2w9tz")], "ben")
    assert (again.kind, again.open) == ("span", True)


def test_a_decision_on_one_colleague_is_none_on_another() -> None:
    book = decided([says(YEARS, "fact")], [says(YEARS, "number", id_="m2w9tz")], "mine")
    (other,) = differences(book.anchored, [says(YEARS, "number", id_="m2w9tz")], "cleo")
    assert other.open
    book.decide(other, "mine")
    seen = book.records["k3q9x7"]["seen_from"]
    assert isinstance(seen, list)
    assert [one.partition("#")[0] for one in seen if isinstance(one, str)] == ["ben", "cleo"]


def test_records_of_theirs_that_have_no_id_yet_are_known_by_what_they_say() -> None:
    theirs = [says("again", "claim", id_=""), says("Ankara", "actor", id_="")]
    book = Mine([])
    book.decide(differences([], theirs, "ben")[0], "mine")
    left = differences(book.anchored, theirs, "ben")
    assert [(one.theirs and one.theirs.annotation.quote, one.open) for one in left] == [
        ("Ankara", False),
        ("again", True),
    ]


def test_two_records_of_theirs_that_read_the_same_are_decided_one_by_one() -> None:
    second = says("again", "claim", id_="")
    span = Span(TEXT.rindex("again"), TEXT.rindex("again") + 5)
    theirs = [second, second._replace(anchor=Anchor(span, "exact"))]
    book = Mine([])
    first = differences([], theirs, "ben")[0]
    book.decide(first, "mine")
    assert [one.open for one in differences(book.anchored, theirs, "ben")] == [False, True]


def test_a_reference_written_by_hand_needs_no_sum() -> None:
    mine = [says(YEARS, "fact", seen_from=["ben#m2w9tz"])]
    (difference,) = differences(mine, [says(YEARS, "number", id_="m2w9tz")], "ben")
    assert not difference.open


def test_a_mind_can_be_changed_from_turned_down_to_taken_over() -> None:
    theirs = [says(YEARS, "number", id_="m2w9tz")]
    book = decided([], theirs, "mine")
    (again,) = differences(book.anchored, theirs, "ben")
    book.decide(again, "theirs")
    assert book.said() == {(YEARS, "number", "accepted")}
    assert [one.kind for one in differences(book.anchored, theirs, "ben")] == ["same"]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ([says(SENTENCE, "conflict")], [says(YEARS, "number", id_="m2w9tz")]),
        ([says(YEARS, "number")], []),
        ([], [says(YEARS, "number", id_="m2w9tz")]),
    ],
    ids=["both have it", "only mine", "only theirs"],
)
def test_left_open_again_my_file_is_what_it_was(mine: list[Anchored], theirs: list[Anchored]) -> None:
    book = decided(mine, theirs, "mine")
    (difference,) = differences(book.anchored, theirs, "ben")
    assert difference.decided_by
    record = difference.decided_by.annotation.id
    book.do(reopen(difference, FILE, book.records[record]))
    assert book.records == Mine(mine).records
    (again,) = differences(book.anchored, theirs, "ben")
    assert again.open


def test_left_open_again_what_was_decided_on_another_colleague_stays() -> None:
    theirs = [says(YEARS, "number", id_="m2w9tz")]
    book = Mine([says(YEARS, "fact")])
    for name in ("ben", "cleo"):
        (difference,) = differences(book.anchored, theirs, name)
        book.decide(difference, "mine")
    (of_ben,) = differences(book.anchored, theirs, "ben")
    book.do(reopen(of_ben, FILE, book.records["k3q9x7"]))
    assert str(book.records["k3q9x7"]["seen_from"]).startswith("cleo#")


@quick
@given(some("m"), some("t"), st.lists(st.sampled_from(CHOICES), min_size=30, max_size=30))
def test_deciding_one_after_another_leaves_nothing_open_and_can_all_be_undone(
    mine: list[Anchored], theirs: list[Anchored], choices: list[Choice]
) -> None:
    book = Mine(mine)
    before = {id_: dict(fields) for id_, fields in book.records.items()}
    done: list[Operation] = []
    for choice in choices:
        waiting = [one for one in differences(book.anchored, theirs, "ben") if one.open]
        if not waiting:
            break
        ops = book.decide(waiting[0], choice)
        assert ops
        done += ops
    assert not any(one.open for one in differences(book.anchored, theirs, "ben"))
    book.do([inverse(op) for op in reversed(done)])
    assert book.records == before
