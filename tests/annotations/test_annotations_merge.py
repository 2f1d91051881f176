"""Two who wrote at the same time: what both did is kept, and what contradicts itself is asked."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.merge import LISTS, PLACE, Answer, Records, applied, loss, three_way
from karabakh_tui.annotations.operations import Add, Delete, SetField
from karabakh_tui.yamldoc.plain import Fields, Plain

BASE: Records = {
    "k3q9x7": {"id": "k3q9x7", "tags": ["mandate"], "quote": "five years", "start": "10", "note": "?"},
    "m2w9tz": {"id": "m2w9tz", "tags": "lachin", "quote": "the corridor"},
    "p4x2ab": {"id": "p4x2ab", "tags": ["troops"], "quote": "1,960 soldiers"},
}
NEW: Fields = {"id": "zzzzzz", "tags": ["fact"], "quote": "the road"}


def with_(name: str, **fields: Plain | None) -> dict[str, Fields]:
    """The base, one record of which has other fields."""
    kept = {field: value for field, value in {**BASE[name], **fields}.items() if value is not None}
    return {**BASE, name: kept}


def without(*names: str) -> dict[str, Fields]:
    return {name: fields for name, fields in BASE.items() if name not in names}


def merged(mine: Records, theirs: Records, base: Records = BASE) -> dict[str, Fields]:
    """What a merge without clashes comes to."""
    found = three_way(base, mine, theirs)
    assert not found.clashes
    return applied(theirs, found.edits)


# What is brought together


def test_each_side_changes_another_field_of_one_record() -> None:
    mine, theirs = with_("k3q9x7", note="tacit renewal"), with_("k3q9x7", status="doubtful")
    assert merged(mine, theirs) == with_("k3q9x7", note="tacit renewal", status="doubtful")
    assert three_way(BASE, mine, theirs).taken == 1


def test_each_side_adds_a_record() -> None:
    mine = {"k3q9x7": BASE["k3q9x7"], "zzzzzz": NEW, **BASE}
    theirs: Records = {**BASE, "yyyyyy": {"id": "yyyyyy", "note": "hm", "quote": "x"}}
    assert list(merged(mine, theirs)) == ["k3q9x7", "zzzzzz", "m2w9tz", "p4x2ab", "yyyyyy"]
    (edit,) = three_way(BASE, mine, theirs, file="e").edits
    assert edit == Add("e", "zzzzzz", NEW, 1)


def test_what_was_added_first_here_comes_first_and_what_follows_nothing_last() -> None:
    assert next(iter(merged({"zzzzzz": NEW, **BASE}, BASE))) == "zzzzzz"
    assert list(merged({"zzzzzz": NEW}, BASE, base={})) == [*BASE, "zzzzzz"]
    assert list(merged({"zzzzzz": NEW, **without("k3q9x7")}, without("p4x2ab"))) == ["zzzzzz", "m2w9tz"]


def test_what_follows_a_record_that_went_there_follows_the_one_before_it() -> None:
    mine = {"k3q9x7": BASE["k3q9x7"], "m2w9tz": BASE["m2w9tz"], "zzzzzz": NEW, "p4x2ab": BASE["p4x2ab"]}
    assert list(merged(mine, without("m2w9tz"))) == ["k3q9x7", "zzzzzz", "p4x2ab"]


def test_records_keep_the_order_that_they_have_there() -> None:
    theirs = dict(reversed(BASE.items()))
    assert list(merged(with_("m2w9tz", note="x"), theirs)) == ["p4x2ab", "m2w9tz", "k3q9x7"]


def test_a_deletion_of_either_side_holds() -> None:
    assert merged(without("k3q9x7"), without("p4x2ab")) == without("k3q9x7", "p4x2ab")
    assert three_way(BASE, without("k3q9x7"), without("p4x2ab")).taken == 1
    found = three_way(BASE, without("k3q9x7", "p4x2ab"), BASE, file="e")
    assert found.edits == (Delete("e", "p4x2ab", BASE["p4x2ab"], 2), Delete("e", "k3q9x7", BASE["k3q9x7"], 0))


def test_the_same_done_on_both_sides_is_done_once() -> None:
    for side in (with_("k3q9x7", note="!"), without("k3q9x7"), {**BASE, "zzzzzz": NEW}):
        assert three_way(BASE, side, side) == ((), 0, ())


def test_both_add_tags() -> None:
    mine, theirs = with_("k3q9x7", tags=["mandate", "claim"]), with_("k3q9x7", tags=["fact", "mandate"])
    assert merged(mine, theirs)["k3q9x7"]["tags"] == ["fact", "mandate", "claim"]
    assert three_way(BASE, mine, theirs).taken == 1


def test_one_adds_a_tag_and_the_other_takes_one_away() -> None:
    base = with_("k3q9x7", tags=["mandate", "fact"])
    found = merged(with_("k3q9x7", tags=["mandate"]), with_("k3q9x7", tags=["mandate", "fact", "claim"]), base)
    assert found["k3q9x7"]["tags"] == ["mandate", "claim"]


def test_a_single_tag_is_a_list_of_one() -> None:
    mine, theirs = with_("m2w9tz", tags=["lachin", "fact"]), with_("m2w9tz", tags=["claim", "lachin"])
    assert merged(mine, theirs)["m2w9tz"]["tags"] == ["claim", "lachin", "fact"]
    assert merged(with_("m2w9tz", note="x"), theirs)["m2w9tz"]["tags"] == ["claim", "lachin"]


def test_a_list_that_both_bring_to_the_same_stays_as_it_is_written_there() -> None:
    base = with_("k3q9x7", tags=["mandate", "fact"])
    mine, theirs = with_("k3q9x7", tags=["mandate"]), with_("k3q9x7", tags="mandate")
    assert three_way(base, mine, theirs) == ((), 0, ())


def test_links_are_brought_together_likewise() -> None:
    first, second = {"to": "a#b", "rel": "x"}, {"to": "c#d"}
    found = merged(with_("k3q9x7", links=[first]), with_("k3q9x7", links=[second]))
    assert found["k3q9x7"]["links"] == [first, second]


def test_a_number_is_the_same_as_its_digits() -> None:
    mine = with_("k3q9x7", start=10, note="x")
    assert three_way(BASE, mine, BASE).edits == (SetField("", "k3q9x7", "note", "x", "?"),)
    assert three_way(BASE, with_("k3q9x7", start=12), BASE).edits == (SetField("", "k3q9x7", "start", 12, "10"),)


def test_an_id_that_both_gave_is_theirs() -> None:
    base: Records = {"x": {"quote": "q", "note": "n"}}
    mine: Records = {"x": {"quote": "q", "note": "n", "id": "aaaaaa"}}
    theirs: Records = {"x": {"quote": "q", "note": "n", "id": "bbbbbb"}}
    assert three_way(base, mine, theirs) == ((), 1, ())


# What is asked


CLASHES: list[tuple[str, Records, Records, Records]] = [
    ("field", BASE, with_("k3q9x7", note="a"), with_("k3q9x7", note="b")),
    ("field", BASE, with_("k3q9x7", note=None), with_("k3q9x7", note="b")),
    ("field", BASE, with_("k3q9x7", start="12"), with_("k3q9x7", quote="for five years")),
    ("field", BASE, with_("k3q9x7", tags=["a"]), with_("k3q9x7", tags=["b"])),
    ("field", BASE, with_("m2w9tz", status="doubtful"), with_("m2w9tz", status="rejected")),
    ("deleted here", BASE, without("k3q9x7"), with_("k3q9x7", note="b")),
    ("deleted there", BASE, with_("k3q9x7", note="a"), without("k3q9x7")),
    ("same id", without("k3q9x7"), BASE, with_("k3q9x7", note="b")),
]


@pytest.mark.parametrize(("kind", "base", "mine", "theirs"), CLASHES)
def test_what_contradicts_itself_is_asked_and_stays_as_it_is_there(
    kind: str, base: Records, mine: Records, theirs: Records
) -> None:
    found = three_way(base, mine, theirs)
    (clash,) = found.clashes
    assert clash.kind == kind
    assert applied(theirs, found.edits) == theirs
    if kind != "field":
        assert (clash.field, clash.mine, clash.theirs) == ("", mine.get(clash.id), theirs.get(clash.id))


@pytest.mark.parametrize(("kind", "base", "mine", "theirs"), CLASHES)
def test_an_answer_decides(kind: str, base: Records, mine: Records, theirs: Records) -> None:
    def answered(answer: Answer) -> dict[str, Fields]:
        found = three_way(base, mine, theirs, answer=answer)
        assert not found.clashes
        return applied(theirs, found.edits)

    assert answered("mine") == mine
    assert answered("theirs") == theirs
    both = answered("both")
    assert set(both) >= set(mine) | set(theirs)


def test_both_lists_are_joined() -> None:
    found = three_way(BASE, with_("k3q9x7", tags=["a"]), with_("k3q9x7", tags=["b"]), answer="both")
    assert applied(BASE, found.edits)["k3q9x7"]["tags"] == ["b", "a"]


def test_of_two_notes_one_stands_below_the_other() -> None:
    theirs = with_("k3q9x7", note="b\n")
    found = three_way(BASE, with_("k3q9x7", note="a"), theirs, answer="both")
    assert applied(theirs, found.edits)["k3q9x7"]["note"] == "b\n\na"


def test_other_contradictions_make_a_record_of_its_own_behind_theirs() -> None:
    mine, theirs = (
        with_("k3q9x7", quote="five", start="12", status="doubtful"),
        with_("k3q9x7", quote="year", start="9"),
    )
    found = applied(theirs, three_way(BASE, mine, theirs, answer="both").edits)
    first, other, *_ = found
    assert (first, found[first]["quote"]) == ("k3q9x7", "year")
    assert found[other] == {**mine["k3q9x7"], "id": other}


def test_a_clash_in_one_field_does_not_hold_up_the_others() -> None:
    mine, theirs = with_("k3q9x7", note="a", status="doubtful"), with_("k3q9x7", note="b", why="c")
    found = three_way(BASE, mine, theirs)
    assert [clash.field for clash in found.clashes] == ["note"]
    assert applied(theirs, found.edits) == with_("k3q9x7", note="b", why="c", status="doubtful")


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ([], ["a"], ["b"]),
        (["x"], ["x", "a"], ["b", "x"]),
        (["x", "y"], ["x", "a"], ["x", "y", "b"]),
    ],
)
def test_lists_are_joined_where_that_is_no_guess(base: list[Plain], mine: list[Plain], theirs: list[Plain]) -> None:
    found = three_way(with_("k3q9x7", tags=base), with_("k3q9x7", tags=mine), with_("k3q9x7", tags=theirs))
    assert not found.clashes


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        (["x"], ["a"], ["b"]),
        (["x", "y"], ["y", "x", "a"], ["x", "y", "b"]),
        (["x", "y"], ["x"], ["y"]),
        (["x"], ["x", "x"], ["x", "b"]),
        ([], [str(n) for n in range(2000)], ["b"]),
    ],
)
def test_lists_are_asked_where_it_would_be_one(base: list[Plain], mine: list[Plain], theirs: list[Plain]) -> None:
    found = three_way(with_("k3q9x7", tags=base), with_("k3q9x7", tags=mine), with_("k3q9x7", tags=theirs))
    assert [clash.field for clash in found.clashes] == ["tags"]


# Guards


def test_a_file_that_lost_too_much_is_told() -> None:
    assert loss(BASE, None) == "missing"
    assert loss(BASE, {}) == "emptied"
    assert loss(BASE, without("k3q9x7", "m2w9tz")) == "halved"
    assert loss(BASE, without("k3q9x7")) == ""
    assert loss({}, {}) == ""
    assert loss({}, BASE) == ""


# Whatever two people do


VALUES = {
    "tags": st.lists(st.sampled_from("abcd"), unique=True, min_size=1, max_size=3).map(list),
    "quote": st.sampled_from(["one", "two", "three"]),
    "start": st.sampled_from(["1", "2"]),
    "prefix": st.sampled_from(["p", "q"]),
    "note": st.sampled_from(["n", "m\no"]),
    "status": st.sampled_from(["doubtful", "rejected"]),
}
NEEDED = {name: VALUES[name] for name in ("tags", "quote")}
RECORD = st.fixed_dictionaries(NEEDED, optional={name: VALUES[name] for name in VALUES if name not in NEEDED})
FILE = st.dictionaries(st.sampled_from(["a1", "b2", "c3", "d4", "e5", "f6"]), RECORD, max_size=5)
ANSWERS = [None, *get_args(Answer)]


@st.composite
def sides(draw: st.DrawFn) -> tuple[Records, Records, Records]:
    """A base and two files that people made of it."""
    base = draw(FILE)

    def edited() -> dict[str, Fields]:
        found: dict[str, Fields] = {}
        for name, fields in base.items():
            what = draw(st.sampled_from(["keep", "keep", "change", "delete"]))
            if what == "change":
                field = draw(st.sampled_from(sorted(VALUES)))
                found[name] = {**fields, field: draw(VALUES[field])}
            elif what == "keep":
                found[name] = fields
        return found | {name: fields for name, fields in draw(FILE).items() if name not in base}

    return base, edited(), edited()


@settings(max_examples=300, deadline=None)
@given(sides(), st.sampled_from(ANSWERS))
def test_no_record_is_lost_that_nobody_took_away(
    files: tuple[Records, Records, Records], answer: Answer | None
) -> None:
    base, mine, theirs = files
    found = applied(theirs, three_way(base, mine, theirs, answer=answer).edits)
    for name in (mine.keys() | theirs.keys()) - found.keys():
        assert name in base
        assert name not in mine or name not in theirs
    for name in base.keys() & mine.keys() & theirs.keys():
        assert name in found


@settings(max_examples=300, deadline=None)
@given(sides())
def test_nobody_wins_by_being_first(files: tuple[Records, Records, Records]) -> None:
    base, mine, theirs = files
    here, there = three_way(base, mine, theirs), three_way(base, theirs, mine)
    turned = {"deleted here": "deleted there", "deleted there": "deleted here"}
    assert {(c.id, c.field, turned.get(c.kind, c.kind)) for c in here.clashes} == {
        (c.id, c.field, c.kind) for c in there.clashes
    }
    if not here.clashes:
        one, other = applied(theirs, here.edits), applied(mine, there.edits)
        assert unordered(one) == unordered(other)


def unordered(records: Records) -> dict[str, object]:
    return {
        name: {field: sorted(map(repr, value)) if field in LISTS else value for field, value in fields.items()}
        for name, fields in records.items()
    }


@settings(max_examples=200, deadline=None)
@given(sides(), st.sampled_from(ANSWERS))
def test_with_one_side_untouched_the_other_holds(
    files: tuple[Records, Records, Records], answer: Answer | None
) -> None:
    base, mine, _ = files
    assert applied(mine, three_way(base, base, mine, answer=answer).edits) == mine
    assert applied(base, three_way(base, mine, base, answer=answer).edits) == mine
    assert applied(mine, three_way(base, mine, mine, answer=answer).edits) == mine


@settings(max_examples=200, deadline=None)
@given(sides(), st.sampled_from(ANSWERS))
def test_a_merge_is_done_once(files: tuple[Records, Records, Records], answer: Answer | None) -> None:
    base, mine, theirs = files
    first = three_way(base, mine, theirs, answer=answer)
    once = applied(theirs, first.edits)
    again = three_way(theirs, once, theirs)
    assert applied(theirs, again.edits) == once
    if answer is None and not first.clashes:
        assert applied(once, three_way(base, mine, once).edits) == once


@settings(max_examples=200, deadline=None)
@given(sides())
def test_every_field_is_that_of_a_side_that_changed_it(files: tuple[Records, Records, Records]) -> None:
    base, mine, theirs = files
    merge = three_way(base, mine, theirs)
    found = applied(theirs, merge.edits)
    asked = {(clash.id, clash.field) for clash in merge.clashes}
    for name in base.keys() & mine.keys() & theirs.keys():
        for field in set(VALUES) - LISTS:
            was, here, there = (side[name].get(field) for side in (base, mine, theirs))
            group = PLACE if field in PLACE else (field,)
            wanted = here if there == was and not any((name, one) in asked for one in group) else there
            assert found[name].get(field) == wanted or here == there


@settings(max_examples=200, deadline=None)
@given(sides())
def test_edits_say_what_they_change_and_where(files: tuple[Records, Records, Records]) -> None:
    base, mine, theirs = files
    now: dict[str, Fields] = dict(theirs)
    for edit in three_way(base, mine, theirs).edits:
        match edit:
            case SetField(_, name, field, value, before):
                assert now[name].get(field) == before != value
            case Delete(_, name, fields, position):
                assert now[name] == fields
                assert list(now)[position or 0] == name
            case Add(_, name, fields, position):
                assert name not in now
                assert position is not None
                assert 0 <= position <= len(now)
        now = applied(now, [edit])
