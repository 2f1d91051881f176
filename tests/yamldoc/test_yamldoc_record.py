"""Records are read field by field: what is wrong is named, what is right is used."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.load import load
from karabakh_tui.yamldoc.record import Record, open_record


def top(text: str) -> Record:
    return open_record(load(f"format: 1\n{text}".encode(), "f.yaml"))


def told(record: Record) -> list[str]:
    return [str(fault) for fault in record.faults]


def test_a_text_is_read_as_written() -> None:
    assert top("a: no").text("a") == "no"
    assert top("a: |-\n  b\n  c").text("a") == "b\nc"


def test_a_missing_or_empty_text_has_its_default() -> None:
    record = top("a:\nb: ~")
    assert [record.text("a"), record.text("b", default="x"), record.text("c", default="y")] == ["", "x", "y"]
    assert record.ok
    assert not record.faults


def test_a_text_that_is_a_list_is_a_fault_at_its_place() -> None:
    record = top("a: [b]")
    assert record.text("a", default="x") == "x"
    assert told(record) == ['f.yaml:2:4: "a" is a list, not a text; write a: and the text in one value']
    assert record.ok


@pytest.mark.parametrize("text", ["", "a:", "a: ''", "a: ' '", "a: [b]", "a: {b: c}"])
def test_a_record_without_what_it_needs_is_not_ok(text: str) -> None:
    record = top(text)
    record.text("a", required=True)
    assert not record.ok
    assert len(record.faults) == 1


def test_texts_may_be_a_list_or_a_single_one() -> None:
    record = top("a: [b, 'c']\nd: e\nf:\ng: []")
    assert [record.texts(name) for name in "adfgz"] == [("b", "c"), ("e",), (), (), ()]
    assert not record.faults


def test_an_entry_that_is_no_text_is_left_out_of_the_texts() -> None:
    record = top("a:\n  - b\n  - [c]\n  -\n  - d")
    assert record.texts("a") == ("b", "d")
    assert [fault.line for fault in record.faults] == [4, 5]


def test_required_texts_must_hold_one() -> None:
    record = top("a: []")
    record.texts("a", required=True)
    assert not record.ok


def test_whole_numbers() -> None:
    record = top("a: 12\nb: '007'\nc: -1\nd: 1.5\ne: ١\nf: 99999999999999999999\ng:")
    assert [record.integer(name) for name in "ab"] == [12, 7]
    assert [record.integer(name, default=3) for name in "cdefgz"] == [3] * 6
    assert [fault.line for fault in record.faults] == [4, 5, 6, 7]


def test_true_and_false() -> None:
    record = top("a: true\nb: No\nc: perhaps\nd:")
    assert [record.flag("a"), record.flag("b", default=True), record.flag("c"), record.flag("d", default=True)] == [
        True,
        False,
        False,
        True,
    ]
    assert told(record) == ['f.yaml:4:4: "perhaps" is neither true nor false; write c: true, or c: false']


def test_a_choice_names_the_word_that_was_probably_meant() -> None:
    record = top("verdict: conflct")
    assert record.choice("verdict", ("same", "conflict"), default="same") == "same"
    assert told(record) == ['f.yaml:2:10: "conflct" is no verdict; did you mean "conflict"?']


def test_a_choice_lists_the_words_where_none_is_near() -> None:
    record = top("verdict: 17")
    record.choice("verdict", ("same", "conflict"), required=True)
    assert not record.ok
    assert record.faults[0].repair == "write one of: same, conflict"


def test_choices_leave_out_what_is_not_known() -> None:
    record = top("a: [short, titel, title]")
    assert record.choices("a", ("short", "title")) == ("short", "title")
    assert told(record) == ['f.yaml:2:12: "titel" is not known here; did you mean "title"?']


def test_pairs_tell_an_empty_list_from_none_at_all() -> None:
    record = top("a: [[0, 25], [30, 40]]\nb: []\nc:")
    assert [record.pairs(name) for name in "abcz"] == [((0, 25), (30, 40)), (), None, None]


def test_what_is_no_pair_is_left_out() -> None:
    record = top("a: [[1, 2], [1], [1, x], 5, {b: c}, [[1, 2]], [3, 4]]\nb: 1-2")
    assert record.pairs("a") == ((1, 2), (3, 4))
    assert record.pairs("b") == ()
    assert len(record.faults) == 6


def test_records_and_a_record() -> None:
    parent = top("list:\n  - {a: b}\n  - c\n  -\n  - a: d\none: {a: e}\ntwo: [f]\nthree:\nfour: x")
    assert [child.text("a") for child in parent.records("list")] == ["b", "d"]
    one = parent.record("one")
    assert one is not None
    assert one.text("a") == "e"
    assert [parent.record(name) for name in ("two", "three", "none")] == [None] * 3
    assert list(parent.records("four")) == []
    assert [fault.line for fault in parent.faults] == [4, 5, 8, 10]


def test_a_record_knows_its_line_and_its_fields_places() -> None:
    [child] = top("list:\n  - a: b\n    c: d").records("list")
    assert child.line == 3
    assert [child.place("c"), child.place("none")] == [(4, 8), (3, 5)]
    assert [child.has("c"), child.has("none")] == [True, False]


def test_only_the_first_unknown_field_of_a_file_is_told() -> None:
    parent = top("list:\n  - {titel: a}\n  - {tilte: b, other: c}")
    for child in parent.records("list"):
        child.unknown({"title"})
    parent.unknown({"format"})
    assert told(parent) == ['f.yaml:3:6: "titel" is not a field of this record; did you mean "title"?']


def test_an_unknown_field_like_no_other_is_kept() -> None:
    record = top("zzz: 1")
    record.unknown({"format", "title"})
    assert record.faults[0].repair == "it is kept and not used"


def test_a_foreign_value_is_cut_in_a_fault() -> None:
    record = top("verdict: " + "x" * 5000)
    record.choice("verdict", ("same",))
    assert len(str(record.faults[0])) < 200


def test_a_file_without_format_is_read_with_a_fault() -> None:
    record = open_record(load(b"a: b", "f.yaml"))
    assert record.text("a") == "b"
    assert told(record) == ['f.yaml:1:1: has no "format"; add a first line: format: 1']


def test_an_empty_file_has_no_fields_and_no_fault() -> None:
    record = open_record(load(b"# nothing yet\n", "f.yaml"))
    assert not record.mapping.entries
    assert not record.faults


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format: 2", "is written in format 2; this program reads format 1"),
        ("format: one", '"one" is no format'),
        ("format:", '"" is no format'),
        ("- a", "begins with a list"),
        ("just a text", "begins with a text"),
    ],
)
def test_a_file_of_another_kind_is_refused(text: str, words: str) -> None:
    with pytest.raises(FaultError) as caught:
        open_record(load(text.encode(), "f.yaml"))
    assert words in str(caught.value)


_YAML = st.recursive(
    st.sampled_from(["a", "''", "", "12", "~", "'x: y'"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from("abc"), inner, max_size=3).map(
            lambda fields: "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"
        )
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(_YAML)
def test_a_field_of_any_shape_is_read_or_told(value: str) -> None:
    try:
        record = top(f"a: {value}")
    except FaultError:
        return
    record.text("a", required=True)
    record.texts("a", required=True)
    record.integer("a")
    record.flag("a")
    record.choice("a", ("x",))
    record.choices("a", ("x",))
    record.pairs("a")
    record.record("a")
    for child in record.records("a"):
        child.unknown(())
    assert all(fault.line == 2 for fault in record.faults)
