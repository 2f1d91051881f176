"""What a search takes for the same, and where in the source a match stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.text.fold import Folded, find_folded, fold, fold_map
from karabakh_tui.text.span import Span

ANY = st.text(
    st.characters(codec=None) | st.sampled_from("aB \n\tİıIß½…ﷺ\u00ad\u200be\u0301각\u1100“—中🇦⚡\ufe0f'\"`\x1c")
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("İ I ı i", "i i i i"),
        ("I\u0307", "i"),
        ("Straße ẞ", "strasse ss"),
        ("ﬁnal", "final"),
        ("և", "եւ"),
        ("ŉ", "'n"),
        ("ΐ", "ι"),
        ("…", "..."),
        ("½", "1/2"),
        ("ﷺ", "صلى الله عليه وسلم"),
        ("Şuşa Ələt Ağdam", "susa elet agdam"),
        ("Łódź øre Đorđe Æsop cœur", "lodz ore dorde aesop coeur"),
        ("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"),
        ("ᲧᲐᲠᲐᲑᲐᲦᲘ", "ყარაბაღი"),
        ("‘a’ “b” «c» „d‟", '\'a\' "b" "c" "d"'),
        ("a–b—c−d‑e", "a-b-c-d-e"),
        ("one\u00a0two \n\t three", "one two three"),
        ("ka\u00adra\u200bbakh\ufeff", "karabakh"),
        ("a \u00ad b", "a b"),
        (" x ", " x "),
        (" \n ", " "),
        ("`", "`"),
        ("´", "'"),
        ("¨", "¨"),
        ("", ""),
    ],
)
def test_these_are_the_same_to_a_search(text, folded):
    assert fold(text) == folded


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_each_folded_character_knows_the_one_it_comes_from(text):
    folded, origins = fold_map(text)
    assert folded == fold(text)
    assert len(origins) == len(folded) + 1
    assert origins[-1] == len(text)
    by_hand = []
    for index, char in enumerate(text):
        for part in fold(char):
            if char.isspace() and by_hand and by_hand[-1][0] == " ":
                continue
            by_hand.append((part, index))
    assert list(zip(folded, origins, strict=False)) == by_hand


@pytest.mark.parametrize(
    ("text", "needle", "found"),
    [
        ("In Şuşa and SUSA.", "susa", ["Şuşa", "SUSA"]),
        ("the cease-\nfire", "CEASE- fire", ["cease-\nfire"]),
        ("a line\n   broken twice", "line broken", ["line\n   broken"]),
        ("die Straße hier", "strasse", ["Straße"]),
        ("die Straße hier", "s", ["S", "ß"]),
        ("cafe\u0301 au lait", "cafe", ["cafe\u0301"]),
        ("“We’re”", '"we\'re"', ["“We’re”"]),
        ("kara\u00adbakh\u00ad", "karabakh", ["kara\u00adbakh"]),
        ("about ½ of it", "1/2", ["½"]),
        ("said… no", "...", ["…"]),
        ("İstanbul ISTANBUL ıstanbul", "istanbul", ["İstanbul", "ISTANBUL", "ıstanbul"]),
        ("停火協議 停火", " 停火 ", ["停火", "停火"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("nothing here", "Lachin", []),
        ("anything", "", []),
        ("anything", " \u200b ", []),
        ("", "a", []),
    ],
)
def test_a_match_is_given_in_the_words_of_the_source(text, needle, found):
    assert [span.of(text) for span in find_folded(text, needle)] == found


@settings(max_examples=300, deadline=None)
@given(ANY, st.data())
def test_any_part_of_a_text_is_found_in_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    spans = find_folded(text, part)
    wanted = fold(part).strip()
    assert bool(spans) == bool(wanted)
    for span in spans:
        assert wanted in fold(span.of(text))
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_text_folded_once_is_searched_many_times():
    folded = Folded("Ağdam, Lachin, AGHDAM")
    assert folded.find("agdam") == [Span(0, 5)]
    assert folded.find("lachin") == [Span(7, 13)]
    assert folded.span(15, 21) == Span(15, 21)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 99)])
def test_a_span_outside_the_folded_text_is_refused(start, end):
    with pytest.raises(ValueError, match="no characters of the folded text"):
        Folded("Lachin").span(start, end)
