"""Changing records of a file that people write: the lines that change, and those that stay, shape by shape."""

from __future__ import annotations

import codecs
from typing import Any

import pytest

from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.sheet import Sheet, SpliceError, new_file

FILE = """\
# karabakh-tui annotations, format 1.
format: 1
source: {id: jamestown, sha256: 2b289950054a}

annotations:
  # the mandate
  - id: k3q9x7
    tags: [peacekeepers-mandate]
    quote: "deploying for five years"
    start: 5160     # a hint
    note: |-
      Against A: tacit
      renewal there.

  # not sure: the corridor or the road?
  - id: m2w9tz
    tags: [lachin-corridor]
    quote: "the so-called “Lachin corridor”"
    status: doubtful
"""


def sheet(text: str) -> Sheet:
    found = Sheet.read(text.encode(), "anna/jamestown.yaml")
    assert found.data == text.encode()
    return found


def checked(found: Sheet) -> str:
    found.check()
    return found.data.decode()


def added(text: str, fields: dict[str, Any], at: int | None = None, lines: str = "") -> str:
    return checked(sheet(text).add("annotations", fields, at, lines))


def deleted(text: str, at: int = 0) -> str:
    return checked(sheet(text).delete("annotations", at))


def changed(text: str, field: str, value: Any, at: int = 0) -> str:
    return checked(sheet(text).set("annotations", at, field, value))


def test_records_are_text_as_written() -> None:
    first, second = sheet(FILE).records("annotations")
    assert first["start"] == "5160"
    assert first["note"] == "Against A: tacit\nrenewal there."
    assert second["tags"] == ["lachin-corridor"]
    assert sheet(FILE).top("source") == {"id": "jamestown", "sha256": "2b289950054a"}
    assert sheet(FILE).records("verdicts") == []


def test_the_lines_of_a_record_come_with_its_comments() -> None:
    assert sheet(FILE).lines("annotations", 0).startswith("  # the mandate\n  - id: k3q9x7\n")
    assert sheet(FILE).lines("annotations", 1).startswith("\n  # not sure: the corridor or the road?\n  - id:")
    assert sheet(FILE).lines("annotations", 1).endswith("    status: doubtful\n")


@pytest.mark.parametrize(
    ("field", "value", "before", "after"),
    [
        ("start", 5161, "start: 5160     # a hint", "start: 5161     # a hint"),
        ("start", "5161", "start: 5160     # a hint", "start: 5161     # a hint"),
        ("quote", "a “b”: c", 'quote: "deploying for five years"', 'quote: "a “b”: c"'),
        ("tags", ["a", "b"], "tags: [peacekeepers-mandate]", "tags: [a, b]"),
        ("id", "zzz", "- id: k3q9x7", "- id: zzz"),
        ("note", "short", "note: |-\n      Against A: tacit\n      renewal there.", "note: short"),
        ("note", "a\nb\n", "|-\n      Against A: tacit\n      renewal there.", "|\n      a\n      b"),
        ("start", "a\nb", "start: 5160     # a hint", "start: |-  # a hint\n      a\n      b"),
        ("status", "doubtful", "renewal there.\n", "renewal there.\n    status: doubtful\n"),
        ("start", None, "    start: 5160     # a hint\n", ""),
        ("id", None, "- id: k3q9x7\n    tags", "- tags"),
    ],
)
def test_a_field_changes_where_it_stands(field: str, value: Any, before: str, after: str) -> None:
    assert changed(FILE, field, value) == FILE.replace(before, after)


def test_what_says_so_already_is_not_touched() -> None:
    found = sheet(FILE)
    assert found.set("annotations", 0, "start", 5160) is found
    assert found.set("annotations", 0, "why", None) is found
    assert found.set_top("format", 1) is found


def test_a_record_takes_the_comment_above_it_along() -> None:
    first, second = FILE.index("  # the mandate"), FILE.index("\n  # not sure")
    assert deleted(FILE, 0) == FILE[:first] + FILE[second:]
    assert deleted(FILE, 1) == FILE[:second]


@pytest.mark.parametrize("at", [0, 1])
def test_a_record_that_comes_back_is_written_as_it_was(at: int) -> None:
    found = sheet(FILE)
    fields, lines = found.records("annotations")[at], found.lines("annotations", at)
    assert checked(found.delete("annotations", at).add("annotations", fields, at, lines)) == FILE


def test_lines_that_say_something_else_are_not_used() -> None:
    assert added(FILE, {"id": "zzz"}, lines="  - id: yyy\n") == FILE + "\n  - id: zzz\n"
    assert added(FILE, {"id": "zzz"}, lines="verdicts: []\n") == FILE + "\n  - id: zzz\n"


def test_a_new_record_looks_like_those_beside_it() -> None:
    fields = {"id": "zzz", "tags": ["a"], "quote": "five years", "start": 3, "note": "one\ntwo"}
    written = '  - id: zzz\n    tags: [a]\n    quote: "five years"\n    start: 3\n'
    note = "    note: |-\n      one\n      two\n"
    assert added(FILE, fields) == f"{FILE}\n{written}{note}"
    first = FILE.index("  # the mandate")
    assert added(FILE, fields, 0) == FILE[:first] + written + note + FILE[first:]
    flow = "annotations:\n- {id: a, tags: [b]}\n"
    assert added(flow, fields) == f'{flow}- {{id: zzz, tags: [a], quote: five years, start: 3, note: "one\\ntwo"}}\n'
    wide = "annotations:\n-   id: a\n    tags:\n    - b\n"
    assert added(wide, {"id": "c", "tags": ["d"]}) == f"{wide}-   id: c\n    tags:\n    - d\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "annotations:\n  - id: zzz\n"),
        ("# notes\n", "# notes\n\nannotations:\n  - id: zzz\n"),
        ("format: 1", "format: 1\n\nannotations:\n  - id: zzz\n"),
        ("format: 1\n...\n", "format: 1\n\nannotations:\n  - id: zzz\n...\n"),
        ("annotations: []  # none\nformat: 1\n", "annotations:  # none\n  - id: zzz\nformat: 1\n"),
        ("annotations:\nformat: 1\n", "annotations:\n  - id: zzz\nformat: 1\n"),
        ("annotations: ~\n", "annotations:\n  - id: zzz\n"),
        ("annotations: null", "annotations:\n  - id: zzz\n"),
        ("annotations: [\n]\n", "annotations:\n  - id: zzz\n"),
        ("annotations: [  # none\n]\n", "annotations: [  # none\n{id: zzz}]\n"),
        ("{format: 1}\n", "{format: 1, annotations: [{id: zzz}]}\n"),
        ("{format: 1, annotations: []}\n", "{format: 1, annotations: [{id: zzz}]}\n"),
        ("verdicts:\n- id: a\n", "verdicts:\n- id: a\n\nannotations:\n- id: zzz\n"),
        ("note: |\n  text", "note: |-\n  text\n\nannotations:\n  - id: zzz\n"),
        ("note: |+\n  text\n\n", "note: |+\n  text\n\nannotations:\n  - id: zzz\n"),
        ("annotations: [{id: a}]\n", "annotations: [{id: a}, {id: zzz}]\n"),
        ("annotations: [\n  {id: a},  # b\n]\n", "annotations: [\n  {id: a},  # b\n  {id: zzz},\n]\n"),
        ("annotations: [\n  {id: a}  # b\n]\n", "annotations: [\n  {id: a},  # b\n  {id: zzz}\n]\n"),
        ("annotations:\n  - note: |\n      text", "annotations:\n  - note: |-\n      text\n  - id: zzz\n"),
        ("annotations:\n  - note: |+\n      text\n\n", "annotations:\n  - note: |+\n      text\n\n  - id: zzz\n"),
        ("annotations:\n  - id: a\n  # the end\n", "annotations:\n  - id: a\n  - id: zzz\n  # the end\n"),
        ("annotations:\r\n- id: a\r\n", "annotations:\r\n- id: a\r\n- id: zzz\r\n"),
    ],
)
def test_a_record_more_in_lists_of_every_shape(before: str, after: str) -> None:
    assert added(before, {"id": "zzz"}) == after


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [
        ("annotations:  # mine\n  - id: a\nformat: 1\n", 0, "annotations: []  # mine\nformat: 1\n"),
        ("annotations:\n\n  # left over\n\n  - id: a\n", 0, "annotations: []\n\n  # left over\n"),
        ("annotations: &x\n  - id: a\n", 0, "annotations: &x []\n"),
        ("annotations: [{id: a}]\n", 0, "annotations: []\n"),
        ("annotations: [{id: a}, {id: b}]\n", 0, "annotations: [{id: b}]\n"),
        ("annotations: [{id: a}, {id: b}]\n", 1, "annotations: [{id: a}]\n"),
        ("annotations:\n- id: a\n  # of a\n- id: b", 1, "annotations:\n- id: a\n  # of a\n"),
        ("annotations:\n- id: a\n  # of a\n- id: b", 0, "annotations:\n- id: b"),
        ("annotations:\n- id: a\n# part two\n\n- id: b\n", 1, "annotations:\n- id: a\n# part two\n"),
        ("annotations:\n- a: |+\n    x\n- b: y\n\n- c: z\n", 1, "annotations:\n- a: |+\n    x\n- c: z\n"),
    ],
)
def test_a_record_less_in_lists_of_every_shape(before: str, at: int, after: str) -> None:
    assert deleted(before, at) == after


@pytest.mark.parametrize(
    ("before", "field", "value", "after"),
    [
        ("- {id: a}  # x", "note", "b", "- {id: a, note: b}  # x"),
        ("- {id: a, note: b}", "note", None, "- {id: a}"),
        ("- {id: a, note: b}", "id", None, "- {note: b}"),
        ("- {id: a}", "id", None, "- {}"),
        ("- id: a", "id", None, "- {}"),
        ("- id: a\n  # on b\n  note: b", "id", None, "-\n  # on b\n  note: b"),
        ("- id: a\n  note: # empty", "note", "b", "- id: a\n  note: b # empty"),
        ("- id: a\n  note:\n    b  # x", "note", "c", "- id: a\n  note: c  # x"),
        ("- {id: a, note: }", "note", "b", "- {id: a, note: b }"),
        ("- {id: a, note}", "note", "b", "- {id: a, note: b}"),
        ("- tags:\n  - a  # x\n  # y\n  - b", "tags", ["a", "b", "c"], "- tags:\n  - a  # x\n  # y\n  - b\n  - c"),
        ("- tags:\n    - a  # x\n    - b", "tags", ["b"], "- tags:\n    - b"),
        ("- tags:\n    - a  # x\n    - b", "tags", ["a", "c"], "- tags:\n    - a  # x\n    - c"),
        ("- tags:\n  - a", "tags", [], "- tags: []"),
        ("- tags: a", "tags", ["a", "b"], "- tags: [a, b]"),
        ("- links:\n    - {to: a, rel: b}  # x", "links", [{"to": "a"}], "- links:\n    - {to: a}  # x"),
    ],
)
def test_fields_of_every_shape(before: str, field: str, value: Any, after: str) -> None:
    assert changed(f"annotations:\n{before}\n", field, value) == f"annotations:\n{after}\n"


def test_a_record_that_takes_in_another_gets_a_field_of_its_own() -> None:
    text = "annotations:\n- &a {id: a, note: x, tags: [t]}\n- {<<: *a, id: b}\n- id: c\n  <<: *a\n"
    assert sheet(text).records("annotations")[1] == {"id": "b", "note": "x", "tags": ["t"]}
    assert changed(text, "note", "z", 1) == text.replace("id: b", "id: b, note: z")
    assert changed(text, "note", "z", 2) == f"{text}  note: z\n"
    assert changed(text, "note", None, 2) == f"{text}  note: null\n"
    assert "note" not in sheet(text).set("annotations", 2, "note", None).records("annotations")[2]


def test_a_record_that_others_take_in_changes_where_they_do_not_notice() -> None:
    text = "annotations:\n- &a {id: a, note: x}\n- {<<: *a, id: b}\n"
    assert changed(text, "id", "c", 0) == text.replace("id: a", "id: c")
    for refused in (
        lambda: sheet(text).set("annotations", 0, "note", "y"),
        lambda: sheet(text).delete("annotations", 0),
    ):
        with pytest.raises(SpliceError, match="other places take in what is named &a here"):
            refused()
    assert deleted(text, 1) == "annotations:\n- &a {id: a, note: x}\n"


def test_a_record_that_is_another_by_name_is_not_changed() -> None:
    with pytest.raises(SpliceError, match=r"jamestown\.yaml:3: .*another one by name \(\*a\)"):
        sheet("annotations:\n- &a {id: a}\n- *a\n").set("annotations", 1, "note", "x")


def test_entries_that_are_no_records_stay_and_are_not_counted() -> None:
    text = "annotations:\n- a word\n- id: a\n- [x]\n- id: b\n"
    assert [one["id"] for one in sheet(text).records("annotations")] == ["a", "b"]
    assert deleted(text, 1) == "annotations:\n- a word\n- id: a\n- [x]\n"
    assert changed(text, "id", "c", 0) == text.replace("id: a", "id: c")


def test_a_byte_order_mark_and_missing_last_breaks_stay() -> None:
    data = codecs.BOM_UTF8 + b"annotations:\n- id: a"
    found = Sheet.read(data, "f").set("annotations", 0, "id", "b")
    found.check()
    assert found.data == codecs.BOM_UTF8 + b"annotations:\n- id: b"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- id: a\n", "begins with a list, not with a name and a colon"),
        ("words\n", "begins with a text"),
        ("a: b\na: c\n", "stands twice"),
        ("a: [\n", "expected a value here"),
    ],
)
def test_a_file_that_is_none_of_ours_is_not_opened(text: str, says: str) -> None:
    with pytest.raises(FaultError, match=says):
        sheet(text)


@pytest.mark.parametrize(
    "text",
    ["annotations: a word\n", "annotations: {id: a}\n", "annotations: [a, b]\n", "annotations:\n- a\n"],
)
def test_what_is_no_list_of_records_takes_none(text: str) -> None:
    with pytest.raises(SpliceError):
        sheet(text).add("annotations", {"id": "zzz"})


def test_a_list_that_comes_in_from_elsewhere_is_left_alone() -> None:
    text = "verdicts: &v\n- id: a\nannotations: *v\n"
    assert sheet(text).records("annotations") == [{"id": "a"}]
    for section in ("annotations", "verdicts"):
        with pytest.raises(SpliceError):
            sheet(text).add(section, {"id": "zzz"})


@pytest.mark.parametrize("value", ["a\ud800", None, 1.5, [None], {"a": ["\udfff"]}])
def test_what_yaml_cannot_hold_is_refused_and_nothing_is_changed(value: Any) -> None:
    with pytest.raises(SpliceError, match="cannot hold"):
        sheet(FILE).add("annotations", {"id": "zzz", "note": value})


def test_values_nested_without_end_are_refused() -> None:
    deep: list[Any] = []
    for _ in range(900):
        deep = [deep]
    with pytest.raises(SpliceError, match="cannot hold lists in lists"):
        sheet(FILE).set("annotations", 0, "note", deep)


def test_a_file_does_not_grow_beyond_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karabakh_tui.yamldoc.sheet.SIZE_LIMIT", len(FILE.encode()) + 10)
    with pytest.raises(SpliceError, match="too large to be read again"):
        sheet(FILE).add("annotations", {"id": "zzz"})
    assert deleted(FILE, 1)


@pytest.mark.parametrize(
    ("before", "field", "value", "after"),
    [
        (FILE, "done", True, FILE.replace("4a}\n", "4a}\ndone: true\n")),
        (FILE, "source", {"id": "jamestown", "sha256": "ab"}, FILE.replace("2b289950054a", "ab")),
        (FILE, "source", None, FILE.replace("source: {id: jamestown, sha256: 2b289950054a}\n", "")),
        ("annotations:\n- id: a\n", "done", True, "done: true\nannotations:\n- id: a\n"),
        ("annotations:\n- id: a\nnote: x\n", "note", "z", "annotations:\n- id: a\nnote: z\n"),
    ],
)
def test_fields_at_the_top(before: str, field: str, value: Any, after: str) -> None:
    assert checked(sheet(before).set_top(field, value)) == after


def test_a_list_of_records_is_no_field_to_be_set() -> None:
    with pytest.raises(SpliceError, match="is a list of records"):
        sheet(FILE).set_top("annotations", [])


def test_a_new_file_is_one_that_can_be_read_and_added_to() -> None:
    data = new_file("karabakh-tui annotations, format 1.", {"format": 1, "annotator": "no"}, "annotations")
    assert data == b"# karabakh-tui annotations, format 1.\nformat: 1\nannotator: 'no'\n\nannotations: []\n"
    found = Sheet.read(data, "f").add("annotations", {"id": "a", "quote": "five years, or so"})
    found.check()
    assert found.data.endswith(b"\nannotations:\n  - id: a\n    quote: 'five years, or so'\n")
    assert found.delete("annotations", 0).data == data


def test_the_whole_is_compared_with_what_was_meant() -> None:
    found = sheet(FILE).set("annotations", 0, "start", 1)
    found.check()
    found.records("annotations")[0]["start"] = "2"  # nobody may do that; it stands for a fault of the program
    with pytest.raises(SpliceError, match="something else than what was meant"):
        found.check()
