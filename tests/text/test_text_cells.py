"""How wide a text is on the screen, and where it may be cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from karabakh_tui.text.cells import LONGEST_CLUSTER, clusters, edge, fit, is_simple, pad, snap, width
from karabakh_tui.text.display import visible
from karabakh_tui.text.span import Span
from karabakh_tui.text.widths import cell, stand_apart

ANY = st.text(
    st.characters(codec=None) | st.sampled_from("a中👨👩🇦🇲🏽❤⚡\u200d\ufe0f\u0301\u1100\u1161\u11a8각क्ष\u102b\u0e33")
)
SAMPLES = [
    "Plain words, “quoted” – and dashed.",
    "Şuşa Ağdam Ələt Łódź Straße",
    "Нагорный Карабах ї ё",
    "Ղարաբաղի Հանրապետություն և",
    "ყარაბაღი ᲧᲐᲠᲐᲑᲐᲦᲘ",
    "停火協議、２０２０年。ｶﾞｷﾞ",
    "휴전 협정 \u1112\u1172\u110c\u1165\u11ab",
    "हिन्दी क्षत्रिय தமிழ் မြန်မာ ไทย ำ ລາວ",
    "שָׁלוֹם السَّلَام",
    "e\u0301o\u0308\u0323 Z\u0351\u036b\u0343",
    "👨\u200d👩\u200d👧 👍🏽 ❤\ufe0f ⚡\ufe0f 1\ufe0f\u20e3 🇦🇲🇦🇿🇦",
    "©\ufe0f\ufe0f a\u200db \u200d\ufe0f x\u200d",
    "\u2500\u2588\u28ff␛�◦⇄",
    "\U00018e00\U0001faeb\u1ade\u05c8",
]


@pytest.mark.parametrize("text", SAMPLES)
def test_a_text_is_as_wide_as_the_screen_library_says(text):
    assert width(text) == cell_len(text)
    assert width(visible(text)) == cell_len(visible(text))


def test_every_code_point_is_as_wide_as_the_screen_library_says():
    wrong = [
        hex(code) for code in [*range(0x20000), *range(0xE0000, 0xE0200)] if cell(chr(code)) != cell_len(chr(code))
    ]
    assert wrong == []


@settings(max_examples=400, deadline=None)
@given(ANY)
def test_any_text_is_as_wide_as_the_screen_library_says(text):
    assert width(text) == cell_len(text)
    shown = visible(text)
    assert sum(cells for _, _, cells in clusters(shown)) == width(shown) == cell_len(shown)


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_clusters_follow_one_another_and_each_is_as_wide_by_itself(text):
    shown = visible(text)
    end = 0
    for start, stop, cells in clusters(shown):
        assert start == end < stop
        assert cells == cell_len(shown[start:stop])
        end = stop
    assert end == len(shown)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("ab", [(0, 1, 1), (1, 2, 1)]),
        ("中e\u0301", [(0, 1, 2), (1, 3, 1)]),
        ("🇦🇲🇦🇿", [(0, 2, 2), (2, 4, 2)]),
        ("각\u11a8x", [(0, 2, 2), (2, 3, 1)]),
        ("a\u1161b", [(0, 2, 1), (2, 3, 1)]),
        ("", []),
    ],
)
def test_a_cluster_is_what_a_reader_takes_for_one_character(text, spans):
    assert list(clusters(text)) == spans


def test_a_cluster_without_end_is_taken_in_pieces():
    assert max(end - start for start, end, _ in clusters("\u1100" * 1000)) <= LONGEST_CLUSTER


def test_simple_text_is_one_cell_and_one_cluster_per_code_point():
    from wcwidth import iter_graphemes

    simple = [chr(code) for code in range(0x110000) if is_simple(chr(code))]
    assert len(simple) > 3000
    assert all(cell_len(char) == 1 for char in simple)
    joined = "".join(simple)
    assert list(iter_graphemes(joined)) == simple
    assert visible(joined) is joined


def test_what_stands_apart_joins_nothing():
    from wcwidth import iter_graphemes

    apart = [chr(code) for code in range(0x110000) if stand_apart(chr(code))]
    assert list(iter_graphemes("".join(apart))) == apart
    assert list(iter_graphemes("".join(reversed(apart)))) == apart[::-1]


@pytest.mark.parametrize("text", ["Azerbaijan", "“Şuşa” — 10 ноября", "Հայաստան", "საქართველო", "a\u00a0b"])
def test_western_and_caucasian_texts_are_simple(text):
    assert is_simple(text)


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "中", "e\u0301", "🇦", "\u200b", "\x1b"])
def test_what_needs_a_closer_look_is_not_simple(text):
    assert not is_simple(text)


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("Karabakh", 8, "Karabakh"),
        ("Karabakh", 7, "Karab.."),
        ("Karabakh", 2, ".."),
        ("Karabakh", 1, "."),
        ("Karabakh", 0, ""),
        ("", 5, ""),
        ("中文報導", 7, "中文.."),
        ("中文報導", 8, "中文報導"),
        ("e\u0301e\u0301e\u0301e\u0301", 3, "e\u0301.."),
        ("🇦🇲🇦🇿🇬🇪", 5, "🇦🇲.."),
    ],
)
def test_a_text_too_long_is_cut_at_a_cluster_and_says_so(text, cells, shown):
    assert fit(text, cells) == shown


def test_another_ending_can_be_asked_for():
    assert fit("Karabakh", 4, "…") == "Kar…"
    assert fit("Karabakh", 4, "") == "Kara"


def test_a_title_of_a_megabyte_is_cut_too():
    assert fit("中" * 500_000, 5) == "中.."


@settings(max_examples=200, deadline=None)
@given(ANY, st.integers(0, 20))
def test_a_padded_text_is_exactly_as_wide_as_asked(text, cells):
    assert cell_len(pad(visible(text), cells)) == cells


@pytest.mark.parametrize(
    ("text", "start", "end", "span"),
    [
        ("plain", 1, 3, Span(1, 3)),
        ("cafe\u0301s", 2, 4, Span(2, 5)),
        ("cafe\u0301s", 4, 6, Span(3, 6)),
        ("🇦🇲🇦🇿", 1, 3, Span(0, 4)),
        ("🇦🇲🇦🇿", 2, 4, Span(2, 4)),
        ("中文", 1, 1, Span(1, 1)),
        ("line\n\u0301x", 5, 6, Span(5, 6)),
        ("ab", 0, 99, Span(0, 2)),
        ("e\u0301", 9, 99, Span(2, 2)),
    ],
)
def test_a_mark_is_widened_to_whole_clusters(text, start, end, span):
    assert snap(text, start, end) == span


@settings(max_examples=300, deadline=None)
@given(ANY.map(visible), st.data())
def test_a_widened_mark_is_the_smallest_that_cuts_nothing(text, data):
    edges = {0, *(end for _, end, _ in clusters(text))}
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = snap(text, start, end)
    assert span.start == max(edge for edge in edges if edge <= start)
    assert span.end == min(edge for edge in edges if edge >= end)


def test_an_edge_deep_in_a_long_text_is_found_from_what_is_near():
    text = "🇦🇲" * 300 + "中文" * 100_000 + "e\u0301"
    assert edge(text, 301) == 300
    assert edge(text, 100_001) == 100_001
    assert edge(text, len(text) - 1) == len(text) - 2
