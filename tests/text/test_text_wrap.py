"""The rows of a text, wherever in it one looks."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.text import wrap
from karabakh_tui.text.cells import clusters, width
from karabakh_tui.text.display import visible
from karabakh_tui.text.span import Span
from karabakh_tui.text.wrap import Layout, Position, Row

SIMPLE = "ab -—/\u00a0\n\n  •.12é"
HARD = SIMPLE + "中文。（각\u0301\t🇦🇲👨\u200d⚡\ufe0f\u1161\u1100क्ष\x1b\u202e\u200b"
TEXTS = st.text(SIMPLE, max_size=80) | st.text(HARD, max_size=80) | st.text(st.characters(codec=None), max_size=40)
WIDTHS = st.sampled_from([1, 2, 3, 5, 8, 13, 40])
FOLDS = st.lists(
    st.builds(lambda start, more: Span(start, start + more), st.integers(0, 80), st.integers(0, 15)), max_size=3
)


def shown(text, cells, folded=()):
    layout = Layout(text, cells, folded)
    return [" " * row.indent + text[row.start : row.end] for row in layout.rows(layout.first, len(text) + 2)]


@pytest.fixture
def short_stretches(monkeypatch):
    """Lines count as very long from 24 code points on."""
    monkeypatch.setattr(wrap, "LONG_LINE", 24)
    monkeypatch.setattr(wrap, "_CUT_WITHIN", 8)


@pytest.mark.parametrize(
    ("text", "cells", "rows"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 6, ["one", "two", "three"]),
        ("one  two   three", 8, ["one  two", "three"]),
        ("ends with spaces   ", 40, ["ends with spaces"]),
        ("first\n\nsecond\n", 40, ["first", "", "second"]),
        ("", 40, [""]),
        ("\n", 40, [""]),
        ("\n\n", 40, ["", ""]),
        ("    ", 40, [""]),
        ("  kept at the start", 12, ["  kept at", "the start"]),
        ("          far in", 8, ["far in"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("well-being or not", 6, ["well-", "being", "or not"]),
        ("well-being", 10, ["well-being"]),
        ("Karabakh—Armenia/Azerbaijan", 12, ["Karabakh—", "Armenia/", "Azerbaijan"]),
        ("10\u00a0November 2020", 11, ["10\u00a0November", "2020"]),
        ("a 10\u00a0Nov", 6, ["a", "10\u00a0Nov"]),
        ("abc", 1, ["a", "b", "c"]),
        ("中文報導停火", 4, ["中文", "報導", "停火"]),
        ("中文報導停火", 5, ["中文", "報導", "停火"]),
        ("中文。報導", 4, ["中", "文。", "報導"]),
        ("說「停火」了", 4, ["說", "「停", "火」", "了"]),
        ("the 停火 held", 6, ["the 停", "火", "held"]),
        ("中文", 1, ["中", "文"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("🇦🇲🇦🇿", 3, ["🇦🇲", "🇦🇿"]),
        ("a \u0301b", 2, ["a \u0301", "b"]),
        ("a \u0301 b", 2, ["a \u0301", "b"]),
        ("one\ttwo", 4, ["one", "two"]),
    ],
)
def test_lines_are_broken_where_a_reader_would(text, cells, rows):
    assert shown(text, cells) == rows


def test_further_rows_of_a_list_item_stand_under_its_first_word():
    assert shown("• one two three", 10) == ["• one two", "  three"]
    assert shown("12. one two three", 17) == ["12. one two three"]
    assert shown("12. one two three", 16) == ["12. one two", "    three"]
    assert shown("• one two", 6) == ["• one", "two"]


def test_rows_say_where_a_line_begins():
    layout = Layout("one two\nthree", 5)
    assert layout.rows(layout.first, 9) == [Row(0, 3, True), Row(4, 7, False), Row(8, 13, True)]


def test_a_folded_span_takes_one_row():
    text = "Menu\nHome\nNews\n\nThe article.\n\nShare this"
    folds = [Span(0, 14), Span(30, 40)]
    layout = Layout(text, 20, folds)
    rows = layout.rows(layout.first, 99)
    assert [row.folded for row in rows] == [folds[0], None, None, None, folds[1]]
    assert [text[row.start : row.end] for row in rows[1:4]] == ["", "The article.", ""]
    assert layout.at(7) == layout.at(0) == layout.first
    assert layout.at(35) == layout.last


def test_a_fold_may_begin_and_end_inside_a_line():
    assert shown("keep [drop\ndrop] keep", 40, [Span(5, 16)]) == ["keep", "[drop\ndrop]", "keep"]


def test_folds_that_overlap_are_one_and_folds_outside_the_text_are_none():
    assert shown("abcdef", 9, [Span(3, 5), Span(1, 4), Span(2, 2), Span(6, 9)]) == ["a", "bcde", "f"]
    assert shown("", 9, [Span(0, 3)]) == [""]


def test_a_place_in_a_left_out_space_belongs_to_the_row_before():
    layout = Layout("one   two", 4)
    assert [layout.at(offset).row for offset in range(10)] == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]


def test_places_outside_the_text_are_taken_for_its_ends():
    layout = Layout("one two", 4)
    assert layout.at(-5) == layout.first
    assert layout.at(99) == layout.last
    assert layout.move(layout.first, -1) == layout.first
    assert layout.move(layout.first, 10**12) == layout.last
    assert layout.move(layout.last, -(10**12)) == layout.first
    assert layout.rows(layout.last, 5) == [layout.row(layout.last)]
    assert layout.rows(layout.first, 0) == []


def test_a_width_below_one_is_one():
    assert shown("ab", 0) == ["a", "b"]


def check_rows(text, cells, folds):
    layout = Layout(text, cells, folds)
    rows = layout.rows(layout.first, len(text) + 2)
    covered = []
    end = 0
    for row in rows:
        assert row.start >= end
        end = row.end
        covered.extend(range(row.start, row.end))
        if row.folded:
            assert (row.start, row.end) == (row.folded.start, row.folded.end)
            continue
        line = visible(text[row.start : row.end])
        assert "\n" not in text[row.start : row.end]
        widest = max((wide for _, _, wide in clusters(line)), default=0)
        assert row.indent + width(line) <= cells or widest > cells
    assert len(covered) == len(set(covered))
    assert {text[index] for index in set(range(len(text))) - set(covered)} <= set(" \t\n")
    for offset in covered:
        row = layout.row(layout.at(offset))
        assert row.start <= offset < row.end


def check_moves(text, cells, folds, data):
    layout = Layout(text, cells, folds)
    rows = layout.rows(layout.first, len(text) + 2)
    places = [layout.first]
    while (following := layout.move(places[-1], 1)) != places[-1]:
        assert following > places[-1]
        assert layout.move(following, -1) == places[-1]
        places.append(following)
    assert places[-1] == layout.last
    assert [layout.row(place) for place in places] == rows
    index = st.integers(0, len(places) - 1)
    here, there, limit = data.draw(index), data.draw(index), data.draw(st.integers(0, 20))
    assert layout.move(places[here], there - here) == places[there]
    assert layout.distance(places[here], places[there], limit) == max(-limit, min(limit, there - here))
    assert layout.rows(places[here], 5) == rows[here : here + 5]


@settings(max_examples=300, deadline=None)
@given(TEXTS, WIDTHS, FOLDS)
def test_rows_show_every_character_once_and_fit(text, cells, folds):
    check_rows(text, cells, folds)


@settings(max_examples=200, deadline=None)
@given(TEXTS, WIDTHS, FOLDS, st.data())
def test_moving_there_and_back_and_measuring_agree(text, cells, folds, data):
    check_moves(text, cells, folds, data)


@settings(max_examples=300, deadline=None)
@given(TEXTS, WIDTHS)
def test_no_row_cuts_a_cluster(text, cells):
    layout = Layout(text, cells)
    rows = layout.rows(layout.first, len(text) + 2)
    cuts = {row.start for row in rows} | {row.end for row in rows}
    offset = 0
    for line in text.split("\n"):
        for start, end, _ in clusters(visible(line)):
            assert cuts.isdisjoint(range(offset + start + 1, offset + end))
        offset += len(line) + 1


@pytest.mark.usefixtures("short_stretches")
class TestVeryLongLines:
    @settings(max_examples=200, deadline=None)
    @given(TEXTS, WIDTHS, FOLDS)
    def test_rows_show_every_character_once_and_fit(self, text, cells, folds):
        check_rows(text, cells, folds)

    @settings(max_examples=100, deadline=None)
    @given(TEXTS, WIDTHS, FOLDS, st.data())
    def test_moving_there_and_back_and_measuring_agree(self, text, cells, folds, data):
        check_moves(text, cells, folds, data)

    def test_only_the_first_row_of_the_line_is_a_first_row(self):
        layout = Layout("word " * 100, 20)
        assert [row.first for row in layout.rows(layout.first, 99)].count(True) == 1

    def test_a_list_item_keeps_its_indent_to_the_end(self):
        layout = Layout("- " + "word " * 100, 20)
        assert {row.indent for row in layout.rows(layout.first, 99)[1:]} == {2}


LONG = {
    "words": "lorem ipsum " * 20_000,
    "no space": "x" * 200_000,
    "ideographs": "中文報導，" * 40_000,
    "marks": "a" + "\u0301" * 200_000,
    "flags": "\U0001f1e6\U0001f1f2" * 50_000,
    "joined emoji": "👨\u200d" * 50_000,
    "conjuncts": "क\u094d" * 50_000,
    "Hangul initials": "\u1100" * 100_000,
    "escapes": "\x1b" * 200_000,
    "line feeds": "\n" * 200_000,
    "spaces": " " * 200_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_jump_wraps_only_what_is_near(text, monkeypatch):
    wrapped = []
    whole = wrap.rows_of
    monkeypatch.setattr(
        wrap, "rows_of", lambda line, *rest, **more: wrapped.append(len(line)) or whole(line, *rest, **more)
    )
    layout = Layout(text, 60)
    assert layout.row(layout.last).end <= len(text)
    middle = layout.at(len(text) // 2)
    assert layout.distance(middle, layout.last, 10) == 10
    assert layout.move(layout.move(middle, 5), -5) == middle
    assert sum(wrapped) <= 16 * wrap.LONG_LINE


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_rows_of_a_very_long_line_fit(text):
    layout = Layout(text, 80)
    rows = layout.rows(layout.at(len(text) // 2), 100)
    assert rows
    assert all(width(visible(text[row.start : row.end])) <= 80 for row in rows)


def test_memory_stays_bounded_while_a_long_text_is_read_through():
    text = "a b c\n" * 30_000
    layout = Layout(text, 3)
    place = layout.first
    while place != layout.last:
        place = layout.move(place, 500)
    assert sum(len(rows) for _, rows in layout._wrapped.values()) <= 2 * wrap._ROWS_REMEMBERED
    assert place == Position(len(text) - 6, 1)


def test_plain_text_is_laid_out_without_width_tables_and_screen_libraries():
    program = (
        "import sys\nfrom karabakh_tui.text.wrap import Layout\n"
        "layout = Layout('Ağdam — “Şuşa”\\tи\\x1b[0m так далее ' * 50, 30)\nlayout.rows(layout.first, 99)\n"
        "print([name for name in ('wcwidth', 'rich', 'textual') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
