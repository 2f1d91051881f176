"""What other programs ask for is checked as a whole; what is wrong is named by operation and field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.merge import applied
from karabakh_tui.annotations.operations import Add, SetField, primitives
from karabakh_tui.annotations.outside import Planned, WrongError, planned, read_json
from karabakh_tui.corpus.model import Article
from karabakh_tui.yamldoc.plain import Fields

TEXT = "Trams run again\n\nFrom Thursday at five the trams will run. Trams run again.\n"
ARTICLE = Article("e", "E", "E", TEXT)
CODES = ("fact", "claim")
RECORDS: dict[str, Fields] = {
    "aaaaaa": {"id": "aaaaaa", "tags": ["fact"], "quote": "Thursday", "start": "22", "kept": "00"},
    "bbbbbb": {"tags": "claim", "quote": "at five", "note": "n", "suffix": " the"},
}


def plan(*asked: Any) -> Planned:
    return planned(list(asked), ARTICLE, RECORDS, CODES)


def after(*asked: Any) -> dict[str, Fields]:
    return applied(RECORDS, primitives(plan(*asked).ops))


def wrong(*asked: Any) -> list[str]:
    with pytest.raises(WrongError) as error:
        plan(*asked)
    return list(map(str, error.value.wrong))


def add(**annotation: Any) -> dict[str, Any]:
    return {"op": "add", "annotation": {"tags": "fact", "quote": "Thursday", **annotation}}


def set_(field: str, value: Any, name: str = "aaaaaa") -> dict[str, Any]:
    return {"op": "set", "id": name, "field": field, "value": value}


# What is done


def test_fields_are_written_in_one_order_and_empty_ones_are_not() -> None:
    made = plan(
        add(created="now", by="b", why="w", status="doubtful", links=[{"to": "e#x", "rel": ""}], note="n", id="new"),
        add(note="", links=[], status="accepted"),
    )
    first, second = made.ops
    assert isinstance(first, Add)
    assert isinstance(second, Add)
    assert list(first.fields) == [
        *("tags", "quote", "prefix", "suffix", "start"),
        *("note", "links", "status", "why", "by", "created"),
    ]
    assert first.fields["links"] == [{"to": "e#x"}]
    assert list(second.fields) == ["tags", "quote", "prefix", "suffix", "start"]
    assert made.ids == ("new", second.id)


def test_a_tag_is_given_once() -> None:
    (op,) = plan(add(tags=["fact", "claim", "fact"])).ops
    assert isinstance(op, Add)
    assert op.fields["tags"] == ["fact", "claim"]


def test_an_offset_may_be_a_number_or_its_digits() -> None:
    for start in (59, "59"):
        (op,) = plan(add(quote="Trams run again", start=start)).ops
        assert isinstance(op, Add)
        assert op.fields["start"] == 59


def test_context_tells_places_apart() -> None:
    (op,) = plan(add(quote="Trams run again", prefix="will run. ")).ops
    assert isinstance(op, Add)
    assert op.fields["start"] == 59


def test_a_new_quote_is_told_anew_in_all_fields_and_has_a_place_again() -> None:
    assert after(set_("quote", "From Thursday"))["aaaaaa"] == {
        "id": "aaaaaa",
        "tags": ["fact"],
        "quote": "From Thursday",
        "prefix": "Trams run again\n\n",
        "suffix": " at five the trams will run. Trams run again.\n",
        "start": 17,
    }


def test_the_old_place_decides_between_several_of_a_new_quote() -> None:
    records: dict[str, Fields] = {"a": {"tags": "fact", "quote": "run", "start": "65"}}
    made = planned([set_("quote", "Trams run", "a")], ARTICLE, records, CODES)
    assert applied(records, primitives(made.ops))["a"]["start"] == 59


def test_setting_what_is_so_already_is_nothing_to_do() -> None:
    for op in (set_("note", "n", "bbbbbb"), set_("why", None), set_("status", "accepted"), set_("tags", ["fact"])):
        made = plan(op)
        assert made.ops == ()
        assert made.ids == (op["id"],)


def test_a_set_field_knows_what_was_there() -> None:
    assert plan(set_("note", None, "bbbbbb")).ops == (SetField("e", "bbbbbb", "note", None, "n"),)


# What is wrong

A = ".[0].annotation"
WHOLE = "not a whole number from 0; write the offset in code points"
WRONG: list[tuple[Any, str]] = [
    ("add", ".[0]: is a text, not an object; write {...}"),
    (None, ".[0]: is null, not an object; write {...}"),
    ({}, ".[0].op: this is no operation; write one of: add, set, delete"),
    ({"op": []}, ".[0].op: this is no operation; write one of: add, set, delete"),
    ({"op": "ad"}, '.[0].op: there is no operation "ad"; write one of: add, set, delete'),
    ({"op": "delete", "ids": "x"}, '.[0]: "ids" is not known here; did you mean "id"?'),
    ({"op": "delete"}, ".[0].id: is missing; write a text"),
    ({"op": "delete", "id": "aaaaa"}, '.[0].id: there is no annotation "aaaaa"; did you mean "aaaaaa"?'),
    ({"op": "add"}, f"{A}: is null, not an object; write {{...}}"),
    (add(tags=[]), f"{A}: an annotation has neither tags nor a note; give it tags, or a note"),
    (add(quote=" "), f"{A}: there is no quote; give the words, or start and end"),
    (add(quote=5), f"{A}.quote: is a number, not a text; write a text"),
    (add(tags=["facd"]), f'{A}.tags[0]: there is no tag "facd"; did you mean "fact"?'),
    (add(tags=["fact", 1]), f"{A}.tags[1]: is a number, not a text; write a text"),
    (add(tags={}), f"{A}.tags: is an object; write a list of tags"),
    (add(tags=[""]), f"{A}.tags[0]: is empty; name a tag"),
    (add(tag="fact"), f'{A}: "tag" is not known here; did you mean "tags"?'),
    (add(id="aaaaaa"), f'{A}.id: "aaaaaa" is taken; leave it out, or choose another'),
    (add(id="a b"), f'{A}.id: "a b" is no id; leave it out, and one is made'),
    (add(id="a#b"), f'{A}.id: "a#b" is no id; leave it out, and one is made'),
    (add(start=True), f"{A}.start: is true or false, {WHOLE}"),
    (add(start=-1), f"{A}.start: is a number, {WHOLE}"),
    (add(start=1.5), f"{A}.start: is a number, {WHOLE}"),
    (add(quote="", start=5, end=5), f"{A}: 5 to 5 is no passage of e; its text has 76 characters"),
    (add(quote="", start=5, end=500), f"{A}: 5 to 500 is no passage of e; its text has 76 characters"),
    (add(quote="", end=50), f"{A}.start: is missing; write where the passage begins"),
    (add(quote="", start=15, end=17), f"{A}: 15 to 17 is white space; choose a passage with words in it"),
    (add(note="\ud800"), f"{A}.note: holds half a character; write whole ones"),
    (add(links=[{"to": "x"}]), f'{A}.links[0].to: "x" names no annotation; write article#id'),
    (add(links={}), f'{A}.links: is an object, not a list; write [{{"to": "article#id"}}]'),
    (add(links=["x"]), f"{A}.links[0]: is a text, not an object; write {{...}}"),
    (set_("nots", 1), '.[0].field: "nots" cannot be set; did you mean "note"?'),
    (set_("id", "x"), '.[0].field: "id" cannot be set; write one of: '),
    ({"op": "set", "id": "aaaaaa", "field": "note"}, ".[0].value: is missing; write a value, or null for none"),
    (set_("tags", "facd"), '.[0].value[0]: there is no tag "facd"; did you mean "fact"?'),
    (set_("tags", []), ".[0]: an annotation has neither tags nor a note; give it tags, or a note"),
    (set_("quote", None), ".[0].value: there is no quote; give the words, or start and end"),
    (set_("quote", "Monday"), ".[0].value: the quote is not in e: "),
    (set_("status", "sure"), '.[0].value: there is no status "sure"; write one of: accepted, doubtful, '),
]


@pytest.mark.parametrize(("op", "told"), WRONG)
def test_wrong_input_is_named_by_operation_and_field(op: Any, told: str) -> None:
    (found,) = wrong(op)
    assert found.startswith(told)


def test_all_that_is_wrong_is_named() -> None:
    assert [one.partition(":")[0] for one in wrong(add(), add(tags="x"), 5, add(), set_("x", 1))] == [
        ".[1].annotation.tags[0]",
        ".[2]",
        ".[4].field",
    ]


def test_an_id_that_two_annotations_have_names_neither() -> None:
    records: dict[str, Fields] = {**RECORDS, "cccccc": {**RECORDS["bbbbbb"], "id": "aaaaaa"}}
    for op in (set_("note", "which?", "aaaaaa"), {"op": "delete", "id": "aaaaaa"}):
        with pytest.raises(WrongError, match="the id of two annotations"):
            planned([op], ARTICLE, records, CODES)


def test_what_was_deleted_is_not_there_any_more() -> None:
    gone = {"op": "delete", "id": "aaaaaa"}
    assert wrong(gone, gone)[0].startswith('.[1].id: there is no annotation "aaaaaa"')
    assert plan(gone, add(id="aaaaaa")).ids == ("aaaaaa", "aaaaaa")


# Any JSON at all

NAMES = ("op", "id", "field", "value", "annotation", "tags", "quote", "start", "end", "note", "links", "to")
WORDS = ("add", "set", "delete", "aaaaaa", "fact", "Trams run", "note", "quote", "tags", "Thursday")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES), inner | st.sampled_from(WORDS), max_size=5)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_any_json_is_done_or_refused_with_reasons(asked: Any) -> None:
    asked = read_json(json.dumps([asked]).encode())
    try:
        made = planned(asked, ARTICLE, RECORDS, CODES)
    except WrongError as error:
        assert error.wrong
        assert all(one.where.startswith(".[0]") for one in error.wrong)
        return
    assert len(made.ids) == 1
    for fields in applied(RECORDS, primitives(made.ops)).values():
        assert fields.get("tags") or fields.get("note")
        assert str(fields["quote"]).strip()
