"""What of a text reaches the terminal, and what stands in its place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.text.cells import clusters
from karabakh_tui.text.display import INVISIBLE, MARKS_ON_ONE, REORDERING, UNSHOWABLE, visible
from karabakh_tui.text.widths import cell

ANY = st.text(
    st.characters(codec=None) | st.sampled_from("a é\t\n\x1b\x9b\u202e\u200d\ufe0f⚡👨👩🏽\u0301\u1161क्\u2028")
)
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x1b[?1049l", "␛[?1049l"),
        ("one\ntwo\r", "one␊two␍"),
        ("a\tb", "a b"),
        ("\x00\x7f", "␀␡"),
        ("\x9b31m", UNSHOWABLE + "31m"),
        ("\u202eevil\u2066", REORDERING + "evil" + REORDERING),
        ("Kara\u200bbakh\ufeff", "Kara" + INVISIBLE + "bakh" + INVISIBLE),
        ("soft\u00adhyphen", "soft" + INVISIBLE + "hyphen"),
        ("line\u2028end", "line␤end"),
        ("\U000e0041\U000e007f\ud800\uffff\U0010fffe", UNSHOWABLE * 5),
        ("\u3164\uffa0\u115f", INVISIBLE * 3),
    ],
)
def test_controls_get_pictures_and_hidden_characters_get_marks(raw, shown):
    assert visible(raw) == shown


@pytest.mark.parametrize(
    "text",
    ["", "Plain words.", "Şuşa, Ağdam — “Ղարաբաղ” ქართული", "10\u00a0November", "cafe\u0301", "中文", "हिन्दी", "⚡ 🇦🇲"],
)
def test_clean_text_comes_back_as_the_same_object(text):
    assert visible(text) is text


def test_accents_stay_on_their_letters():
    assert visible("e\u0301o\u0308\t") == "e\u0301o\u0308 "


def test_an_accent_without_a_letter_is_shown_by_itself():
    assert visible("\u0301\u0302a\u0301") == INVISIBLE * 2 + "a\u0301"


def test_marks_piled_beyond_reason_are_shown_one_by_one():
    piled = visible("a" + "\u0301" * (MARKS_ON_ONE + 3) + "b")
    assert piled == "a" + "\u0301" * MARKS_ON_ONE + INVISIBLE * 3 + "b"


def test_a_row_that_starts_inside_a_pile_looks_like_its_part_of_the_whole():
    piled = "a" + "\u0301" * 40 + "b"
    assert visible(piled)[30:] == visible(piled[30:])


def test_emoji_are_shown_without_the_glue_on_which_terminals_disagree():
    assert visible("👨\u200d👩") == "👨" + INVISIBLE + "👩"
    assert visible("👍🏽") == "👍" + INVISIBLE
    assert visible("❤\ufe0f") == "❤" + INVISIBLE


def test_a_selector_that_changes_no_width_stays():
    assert visible("⚡\ufe0f") == "⚡\ufe0f"
    assert visible("⚡\ufe0f\ufe0f") == "⚡\ufe0f" + INVISIBLE
    assert visible("\ufe0f") == INVISIBLE


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_any_text_is_shown_place_for_place_and_holds_nothing_raw(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    shown.encode("utf-8")
    for char in shown:
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert char not in BIDI
        assert char not in "\u200b\u200c\u200d\u2060\ufeff\u00ad"


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_everything_shown_takes_room(text):
    assert all(width > 0 for _, _, width in clusters(visible(text)))


def test_no_code_point_by_itself_is_invisible_or_raw():
    for code in [*range(0x30000), *range(0xE0000, 0xE1000), 0x10FFFD, 0x10FFFE, 0x10FFFF]:
        shown = visible(chr(code))
        assert len(shown) == 1
        assert cell(shown) > 0
