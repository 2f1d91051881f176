"""Words and paragraphs, and the ways from one to the next."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.text.cells import edge
from karabakh_tui.text.paragraphs import next_paragraph, paragraph_at, previous_paragraph
from karabakh_tui.text.span import Span
from karabakh_tui.text.units import STRETCH, Units, words


def said(text: str) -> list[str]:
    return [word.of(text) for word in words(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It’s Azerbaijan's five-year plan.", ["It’s", "Azerbaijan's", "five-year", "plan"]),
        ("“Lachin corridor”—a road", ["Lachin", "corridor", "a", "road"]),
        ("2,000 troops at 21:00, 1.5%", ["2,000", "troops", "at", "21:00", "1.5"]),
        ("the U.S. and i.e. and A. B", ["the", "U.S", "and", "i.e", "and", "A", "B"]),
        ("integrity.Armenian", ["integrity", "Armenian"]),
        ("停战协议", ["停", "战", "协", "议"]),
        ("東京タワーは高い", ["東", "京", "タワー", "は", "高", "い"]),
        ("평화 협정", ["평화", "협정"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("well 👍🏽👍 done", ["well", "👍🏽👍", "done"]),
        ("• — ... !", []),
        ("", []),
        ("snake_case and AT&T", ["snake_case", "and", "AT&T"]),
        ("ոչ՝ պատերազմ՞ի", ["ոչ", "պատերազմ՞ի"]),
    ],
)
def test_these_are_the_words(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(["word ", "It's ", "高い", "e\u0301", "👩‍👩‍👧 ", "\n", "  ", "—", "x" * 400, " ", "1,000 "])
    ).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_words_are_in_order_and_hold_every_letter_and_digit(text: str) -> None:
    found = words(text)
    before = 0
    for word in found:
        assert word.start >= before
        assert word.end > word.start
        assert not any(char.isalnum() for char in text[before : word.start])
        assert not any(char.isspace() for char in word.of(text)[:1])
        before = word.end
    assert not any(char.isalnum() for char in text[before:])


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_no_word_cuts_a_grapheme_cluster(text: str) -> None:
    for word in words(text):
        assert edge(text, word.start) == word.start
        assert edge(text, word.end) == word.end


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_way_there_is_the_way_back(text: str) -> None:
    units = Units(text)
    walked = []
    word = units.word(0)
    while word and (not walked or word != walked[-1]):
        walked.append(word)
        word = units.next_word(word)
    assert tuple(walked) == words(text)
    back = []
    word = walked[-1] if walked else None
    while word:
        back.append(word)
        word = units.previous_word(word)
    assert back == walked[::-1]


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(0, 400))
def test_at_any_place_there_is_a_word_if_there_is_one_at_all(text: str, offset: int) -> None:
    found = Units(text).word(offset)
    every = words(text)
    assert found == next((word for word in every if word.end > offset), every[-1] if every else None)


def test_words_are_found_without_the_text_before_them() -> None:
    units = Units("The quick brown fox. " * 100_000)
    word = units.word(1_000_000)
    assert word is not None
    assert word.of(units.text) in ("The", "quick", "brown", "fox")
    assert len(units._stretches) <= 2


def test_a_word_across_the_edge_of_two_stretches_is_one_word() -> None:
    text = "a " * (STRETCH // 2 - 2) + "beautiful day"
    assert said(text)[-2:] == ["beautiful", "day"]


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_words_are_counted_as_they_are(text: str) -> None:
    units = Units(text)
    every = words(text)
    assert units.words_in(Span(0, len(text))) == len(every)
    if every:
        assert units.words_in(every[-1]) == 1
        assert units.last_word_in(Span(0, len(text))) == every[-1]


def test_paragraphs_are_lines_and_blanks_lie_between_them() -> None:
    text = "\n One two \n\n\n three\nfour\n"
    first = paragraph_at(text, 0)
    assert first is not None
    assert first.of(text) == "One two"
    second = next_paragraph(text, first)
    assert second is not None
    assert second.of(text) == "three"
    assert previous_paragraph(text, second) == first
    assert previous_paragraph(text, first) is None
    last = next_paragraph(text, second)
    assert last is not None
    assert last.of(text) == "four"
    assert next_paragraph(text, last) is None
    assert paragraph_at(text, len(text)) == last
    assert paragraph_at(" \n ", 1) is None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab .\n\t", max_size=200))
def test_the_way_through_the_paragraphs_is_the_way_back(text: str) -> None:
    walked = []
    paragraph = paragraph_at(text, 0)
    while paragraph:
        walked.append(paragraph)
        paragraph = next_paragraph(text, paragraph)
    assert "".join("".join(one.of(text).split()) for one in walked) == "".join(text.split())
    back = []
    paragraph = walked[-1] if walked else None
    while paragraph:
        back.append(paragraph)
        paragraph = previous_paragraph(text, paragraph)
    assert back == walked[::-1]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab A.!\n", max_size=200))
def test_the_way_through_the_sentences_is_the_way_back(text: str) -> None:
    units = Units(text)
    walked = []
    sentence = units.sentence(0)
    while sentence:
        walked.append(sentence)
        sentence = units.next_sentence(sentence)
    back = []
    sentence = walked[-1] if walked else None
    while sentence:
        back.append(sentence)
        sentence = units.previous_sentence(sentence)
    assert back == walked[::-1]
