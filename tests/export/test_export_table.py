"""Tables and lines of plain text: whatever they hold, they fit the terminal and lose nothing."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.export.table import WIDEST, listed, one_line, table, wrapped
from karabakh_tui.text.cells import width
from karabakh_tui.text.display import visible

ROOMY = 2 * 5 + 4  # cells in which every column of a table of four keeps two, the widest that a character may be

anything = st.text(max_size=40) | st.text("ab -\x1b\x9b\u202e\u200b漢é👩\u0301\n", max_size=60)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    columns = draw(st.integers(1, 4))
    return draw(st.lists(st.lists(anything, min_size=columns, max_size=columns), min_size=1, max_size=5))


def signs(texts: list[str]) -> Counter[str]:
    """Every character that is to be seen, and how often."""
    return Counter(char for text in texts for char in text if char != " ")


@given(tables(), st.integers(1, 120), st.integers(0, 4), st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_every_line_of_a_table_fits_the_width_whatever_stands_in_it(
    rows: list[list[str]], cells: int, names: int, hang: int
) -> None:
    for line in table(rows, cells, names=min(names, len(rows[0])), right=(1,), hang=hang):
        assert width(line) <= cells
        assert visible(line) == line


@given(tables(), st.integers(ROOMY, 120), st.integers(0, 3))
@settings(max_examples=150, deadline=None)
def test_a_table_that_is_wrapped_loses_nothing(rows: list[list[str]], cells: int, hang: int) -> None:
    shown = signs([one_line(item) for row in rows for item in row])
    assert signs(list(table(rows, cells, names=0, hang=hang))) >= shown


@given(tables(), st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_without_a_width_a_row_is_a_line_and_whole(rows: list[list[str]], names: int) -> None:
    lines = list(table(rows, None, names=min(names, len(rows[0])), hang=2))
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        at = 0
        for item in row:
            at = line.index(one_line(item), at) + len(one_line(item))


@given(anything, st.integers(1, 80), st.integers(0, 8), st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_wrapped_lines_fit_and_lose_nothing(text: str, cells: int, indent: int, hang: int) -> None:
    lines = list(wrapped(text, cells, indent, hang))
    assert all(width(line) <= cells for line in lines)
    assert cells < 2 or signs(lines) == signs([one_line(text)])
    assert list(wrapped(text, None, indent, hang)) == [" " * indent + one_line(text)]


@given(st.lists(anything, max_size=6), st.integers(2, 60))
@settings(max_examples=100, deadline=None)
def test_a_list_fits_and_loses_nothing(items: list[str], cells: int) -> None:
    lines = list(listed(items, cells))
    assert all(width(line) <= cells for line in lines)
    assert signs(lines) == signs(list(map(one_line, items)))


def test_columns_are_as_wide_as_they_need_to_be() -> None:
    assert list(table([["", "name", "words"], ["A", "Gazette", "7"]], None)) == [
        "   name     words",
        "A  Gazette  7",
    ]


def test_numbers_stand_flush_right() -> None:
    assert list(table([["name", "words"], ["A", "7"], ["B", "1,700"]], None, right=(1,))) == [
        "name  words",
        "A         7",
        "B     1,700",
    ]


def test_wide_characters_keep_the_columns_straight() -> None:
    assert list(table([["漢字", "x"], ["a", "y"]], None)) == ["漢字  x", "a     y"]


def test_what_is_too_wide_is_wrapped_under_itself() -> None:
    rows = [["", "who", "what"], ["1", "Herald", "! a very long value that goes on"]]
    assert list(table(rows, 28, hang=2)) == [
        "   who     what",
        "1  Herald  ! a very long",
        "             value that goes",
        "             on",
    ]


def test_a_table_with_too_many_columns_is_told_in_even_parts_that_all_name_their_rows() -> None:
    head = ["", "provision", *(f"{letter} A source" for letter in "ABCDE")]
    rows = [head, ["1", "Opening", *(f"= value {number} of it" for number in range(5))]]
    assert list(table(rows, 50, names=2)) == [
        "   provision  A A source       B A source",
        "1  Opening    = value 0 of it  = value 1 of it",
        "",
        "   provision  C A source       D A source",
        "1  Opening    = value 2 of it  = value 3 of it",
        "",
        "   provision  E A source",
        "1  Opening    = value 4 of it",
    ]


def test_one_very_long_value_does_not_push_all_others_out_of_sight() -> None:
    lines = list(table([["a", "b"], ["x" * 5000, "y"], ["z", "end"]], None))
    assert lines[1] == "x" * 5000 + "  y"
    assert lines[2] == "z" + " " * (WIDEST - 1) + "  end"


def test_a_table_without_rows_or_columns_is_empty() -> None:
    assert list(table([], 80)) == []
    assert list(table([[]], 80)) == []


def test_a_list_is_broken_between_its_items() -> None:
    assert list(listed(["! conflict", "? open", "~ vaguer"], 19)) == ["! conflict  ? open", "~ vaguer"]
    assert list(listed(["! conflict", "? open"], None)) == ["! conflict  ? open"]
    assert list(listed([], 10)) == []


def test_running_text_hangs_below_its_first_line() -> None:
    assert list(wrapped("note: five more years need the consent of both", 30, 4, 2)) == [
        "    note: five more years need",
        "      the consent of both",
    ]
