"""Whatever a file looks like: an edit touches its own lines alone, and other readers see what was meant."""

from __future__ import annotations

import copy
import re
from typing import Any

from helpers.yaml_readers import READERS, UnreadError
from helpers.yaml_shapes import NAMES, SECTION, HandEdited, hand_edited, valid_texts
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from karabakh_tui.yamldoc.sheet import Sheet, SpliceError

TEXTS = st.one_of(
    valid_texts(), st.sampled_from(["a", "five years", "two\nlines", "ends\n", "kept\n\n", " deep\n  er"])
)
VALUES = st.one_of(
    TEXTS,
    TEXTS,
    st.integers(0, 10**6),
    st.lists(TEXTS, max_size=3),
    st.lists(st.fixed_dictionaries({"to": TEXTS}, optional={"rel": TEXTS}), min_size=1, max_size=2),
    st.fixed_dictionaries({"to": TEXTS}, optional={"rel": TEXTS}),
)
FIELDS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4).map(lambda fields: {"id": "new", **fields})
FULL = ("block", "block", "block", "flow")
HEADER = re.compile(r"[|>][0-9]?[+-]?[0-9]?(?=\s*(#.*)?$)")
MANY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def lines_of(data: bytes) -> list[str]:
    return data.decode().removeprefix("\ufeff").replace("\r\n", "\n").removesuffix("\n").split("\n")


def follow(wanted: list[str], lines: list[str]) -> str:
    """The first of the `wanted` lines that does not come in `lines`, in this order; empty where all do."""
    left = iter(lines)
    return next((repr(line) for line in wanted if not any(line == other for other in left)), "")


def only_touches(file: HandEdited, after: bytes, *entries: int | None, key_line: bool = False) -> None:
    """Asserts that every line is still there, as it was, but for those of the entries and of the list's name."""
    old, new = lines_of(file.data), lines_of(after)
    if not file.data.endswith(b"\n"):  # a text that ended the file without a break had to be written as one that does
        old, new = ([HEADER.sub("|", line) for line in lines] for lines in (old, new))
    kept = [
        line
        for number, line in enumerate(old)
        if file.owners[number : number + 1] not in [[one] for one in entries]
        and not (key_line and number in file.key_lines)
    ]
    assert follow([line for line in kept if line.strip()], new) == ""
    event(f"blank lines {'stay' if not follow(kept, new) else 'go, too'}")
    assert after.startswith(b"\xef\xbb\xbf") == file.data.startswith(b"\xef\xbb\xbf")
    if b"\r\n" in file.data:
        assert b"\n" not in after.replace(b"\r\n", b"")


def reads_as(before: bytes, after: bytes, change: Any) -> None:
    """Asserts that each reader sees the change, and nothing else."""
    for read in READERS:
        try:
            wanted = copy.deepcopy(read(before))
        except UnreadError:
            event(f"{read.__name__} does not read the file as it was")
            continue
        wanted = {} if wanted is None else wanted
        change(wanted)
        assert read(after) == wanted, read.__name__


def opened(file: HandEdited) -> tuple[Sheet, int]:
    """The file, and how many records it has; each of them is seen."""
    sheet = Sheet.read(file.data, "f.yaml")
    assert sheet.data == file.data
    assert len(sheet.records(SECTION)) == len(file.entries)
    return sheet, len(file.entries)


def entries(top: dict[str, Any]) -> list[Any]:
    found: list[Any] = top.setdefault(SECTION, []) or []
    top[SECTION] = found
    return found


def shared(file: HandEdited, *numbers: int) -> tuple[int | None, ...]:
    """Owners whose lines an entry may share: between brackets, all may stand on one, and a comma is behind another."""
    return (None, *numbers) if file.kind == "flow" else ()


@MANY
@given(hand_edited(), FIELDS, st.data())
def test_a_record_more_touches_no_other_line(file: HandEdited, fields: dict[str, Any], data: st.DataObject) -> None:
    sheet, count = opened(file)
    at = data.draw(st.integers(0, count), label="at")
    new = sheet.add(SECTION, fields, at)
    new.check()
    reads_as(file.data, new.data, lambda top: entries(top).insert(at, fields))
    only_touches(file, new.data, *shared(file, at - 1), key_line=not count)


@MANY
@given(hand_edited(FULL), st.data())
def test_a_record_less_takes_its_own_lines_alone(file: HandEdited, data: st.DataObject) -> None:
    sheet, count = opened(file)
    at = data.draw(st.integers(0, count - 1), label="at")
    try:
        new = sheet.delete(SECTION, at)
    except SpliceError:
        assert file.entries[at] == "anchored"
        event("refused: others take it in")
        return
    new.check()
    reads_as(file.data, new.data, lambda top: entries(top).pop(at))
    only_touches(file, new.data, at, *shared(file), key_line=count == 1)
    back = new.add(SECTION, sheet.records(SECTION)[at], at, sheet.lines(SECTION, at))
    back.check()
    assert back.records(SECTION) == sheet.records(SECTION)
    event(f"comes back {'byte for byte' if back.data == file.data else 'with the same words'}")


@MANY
@given(hand_edited(FULL), st.sampled_from(NAMES), VALUES, st.data())
def test_a_field_that_is_set_touches_its_record_alone(
    file: HandEdited, name: str, value: Any, data: st.DataObject
) -> None:
    sheet, count = opened(file)
    at = data.draw(st.integers(0, count - 1), label="at")
    try:
        new = sheet.set(SECTION, at, name, value)
    except SpliceError:
        assert file.entries[at] in ("anchored", "alias")
        event("refused: others take it in")
        return
    new.check()
    if new is not sheet:
        reads_as(file.data, new.data, lambda top: entries(top).__setitem__(at, {**entries(top)[at], name: value}))
    only_touches(file, new.data, at, *shared(file))


@MANY
@given(hand_edited(FULL), st.data())
def test_a_field_that_goes_touches_its_record_alone(file: HandEdited, data: st.DataObject) -> None:
    sheet, count = opened(file)
    at = data.draw(st.integers(0, count - 1), label="at")
    name = data.draw(st.sampled_from(sorted(sheet.records(SECTION)[at])), label="name")
    try:
        new = sheet.set(SECTION, at, name, None)
    except SpliceError:
        assert file.entries[at] in ("anchored", "alias")
        event("refused: others take it in")
        return
    new.check()
    assert name not in new.records(SECTION)[at]
    reads_as(file.data, new.data, lambda top: _without(entries(top), at, name, "<<" in file.names[at]))
    only_touches(file, new.data, at, *shared(file))


def _without(records: list[Any], at: int, name: str, merges: bool) -> None:
    record = dict(records[at])
    records[at] = record
    if merges:
        record[name] = None  # a merge would give it back
    else:
        del record[name]


@MANY
@given(hand_edited(), st.sampled_from(["source", "annotator", "format", "new"]), st.none() | VALUES)
def test_a_field_at_the_top_touches_no_record(file: HandEdited, name: str, value: Any) -> None:
    sheet, _ = opened(file)
    new = sheet.set_top(name, value)
    new.check()
    if new is not sheet:
        reads_as(file.data, new.data, lambda top: top.pop(name) if value is None else top.__setitem__(name, value))
    old_lines = [line for line in lines_of(file.data) if line.strip() and not line.lstrip().startswith(f"{name}:")]
    assert follow([HEADER.sub("|", line) for line in old_lines], [HEADER.sub("|", x) for x in lines_of(new.data)]) == ""


@MANY
@given(hand_edited(), st.lists(st.integers(0, 10**6), min_size=2, max_size=6))
def test_many_edits_in_a_row_are_one_file(file: HandEdited, numbers: list[int]) -> None:
    sheet, _ = opened(file)
    for number in numbers:
        count = len(sheet.records(SECTION))
        try:
            match number % 3 if count else 0:
                case 0:
                    sheet = sheet.add(SECTION, {"id": f"n{number}", "note": "two\nlines"}, number % (count + 1))
                case 1:
                    sheet = sheet.delete(SECTION, number % count)
                case _:
                    sheet = sheet.set(SECTION, number % count, "note", f"about {number}\n")
        except SpliceError:
            assert {"anchored", "alias"} & set(file.entries)
    sheet.check()
    again = Sheet.read(sheet.data, "f.yaml")
    assert again.records(SECTION) == sheet.records(SECTION)
    assert [again.lines(SECTION, at) for at in range(len(again.records(SECTION)))] == list(sheet.all_lines(SECTION))
