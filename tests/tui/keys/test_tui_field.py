from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.text.cells import edge, width
from karabakh_tui.tui.field import LONGEST, Field
from karabakh_tui.tui.keymap import ACTIONS, Press

EDITS = {action.id: action for action in ACTIONS if action.scope == "typing"}


def do(field: Field, *ids: str) -> None:
    for name in ids:
        field.do(Press(EDITS[name]))


def shown(field: Field, cells: int) -> str:
    return "".join(text for text, _ in field.row(cells))


def test_what_is_typed_stands_before_the_cursor() -> None:
    field = Field()
    field.insert("ac")
    do(field, "cursor-left")
    field.insert("b")
    assert (field.text, field.at) == ("abc", 2)
    assert field.row(20) == (("ab", ""), ("c", "cursor"), ("", ""))


def test_erasing() -> None:
    field = Field()
    field.set("abcd")
    do(field, "erase", "cursor-start", "erase-after")
    assert (field.text, field.at) == ("bc", 0)
    do(field, "erase", "cursor-end", "erase-after")
    assert field.text == "bc"
    do(field, "erase-all")
    assert (field.text, field.at) == ("", 0)


def test_it_tells_whether_the_text_has_changed() -> None:
    field = Field()
    assert not field.do(Press(EDITS["erase"]))
    field.set("a")
    assert not field.do(Press(EDITS["cursor-left"]))
    assert field.do(Press(EDITS["erase-after"]))


def test_the_cursor_goes_by_what_is_seen_as_one_character() -> None:
    field = Field()
    field.set("xe\u0301y")
    do(field, "cursor-left", "cursor-left")
    assert field.at == 1
    do(field, "cursor-right", "erase")
    assert field.text == "xy"


def test_a_combining_mark_that_is_typed_joins_its_letter() -> None:
    field = Field()
    field.insert("e")
    field.insert("\u0301")
    assert field.at == 2
    do(field, "erase")
    assert field.text == ""


def test_a_paste_becomes_one_line() -> None:
    field = Field()
    field.insert("one\ntwo\tthree\r\n")
    assert field.text == "one two three  "


def test_a_paste_of_a_book_is_cut() -> None:
    field = Field()
    field.insert("a" * 10_000_000)
    assert len(field.text) == LONGEST
    field.insert("b")
    assert len(field.text) == LONGEST


def test_of_a_long_line_the_end_is_seen() -> None:
    field = Field()
    field.set("0123456789")
    assert shown(field, 5) == "6789 "


def test_control_characters_are_seen_and_never_drawn_raw() -> None:
    field = Field()
    field.insert("a\x1b]52;c;x\x07\u202e")
    assert not any(char < " " or char == "\u202e" for char in shown(field, 40))
    assert "\x1b" in field.text


@given(
    st.lists(st.one_of(st.sampled_from(sorted(EDITS)), st.text(max_size=5).map(lambda text: "=" + text)), max_size=25),
    st.integers(min_value=4, max_value=30),
)
@settings(max_examples=80, deadline=None)
def test_whatever_is_done_the_cursor_stands_between_characters_and_is_seen(steps: list[str], cells: int) -> None:
    field = Field()
    for step in steps:
        if step.startswith("="):
            field.insert(step[1:])
        else:
            do(field, step)
        assert 0 <= field.at <= len(field.text)
        assert edge(field.text, field.at) == field.at
        before, under, _ = field.row(cells)
        assert width(before[0]) + width(under[0]) <= cells
        assert under[0]


def test_half_a_character_is_not_kept() -> None:
    """No file has such a name, and no stream takes it."""
    field = Field()
    field.insert("a\ud800b\udfff")
    assert field.text == "a\ufffdb\ufffd"
