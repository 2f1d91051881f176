"""Lines and typographic marks in ASCII: as long and as wide as what they stand for; letters stay."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.text.ascii import in_ascii
from karabakh_tui.text.cells import clusters, width
from karabakh_tui.text.display import INVISIBLE, LINE_BREAK, REORDERING, UNSHOWABLE, visible
from karabakh_tui.text.widths import cell

ANY = st.text(
    st.characters(codec=None)
    | st.characters(categories=("P", "S", "Z", "N"))
    | st.sampled_from("a é“”–…•→─┼\x1b\u202e\u200d\ufe0f⚡👨👩🏽🇦🇲\u0301\u1161क्、\u2028"),
    max_size=60,
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("“Artsakh’s” – the «border»…", '"Artsakh\'s" - the "border".'),
        ("10\u00a0November \u2014 30\u2009km", "10 November - 30 km"),
        ("• one → two ± ½ ² № 5 €", "* one > two + # 2 # 5 E"),
        ("┌─┬─┐│┼└┘", "+-+-+|+++"),
        ("Շուշի։ ՞", "Շուշի: ?"),
        ("Ağdam, Шуша, ლაჩინი", "Ağdam, Шуша, ლაჩინი"),
        ("中文。", "中文。"),
        (INVISIBLE + REORDERING + LINE_BREAK + UNSHOWABLE + "\u241b", "_%^?^"),
    ],
)
def test_signs_get_a_look_alike_and_letters_stay(typed: str, shown: str) -> None:
    assert in_ascii(typed) == shown


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_the_ascii_form_is_as_long_and_as_wide_and_stays_as_it_is(text: str) -> None:
    shown = visible(text)
    ascii = in_ascii(shown)
    assert len(ascii) == len(shown)
    assert width(ascii) == width(shown)
    assert sum(wide for _, _, wide in clusters(ascii)) == width(shown)
    assert in_ascii(ascii) == ascii
    assert visible(ascii) == ascii


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_what_is_not_ascii_is_a_letter_a_mark_on_one_or_two_cells_wide(text: str) -> None:
    for char in in_ascii(visible(text)):
        assert char.isascii() or unicodedata.category(char)[0] in "LM" or cell(char) != 1


def test_ascii_comes_back_as_the_same_object() -> None:
    text = "Plain words - and 'quotes'."
    assert in_ascii(text) is text
