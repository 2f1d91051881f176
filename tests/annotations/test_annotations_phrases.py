"""The same phrase in other places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.phrases import ALIKE, MOST_PLACES, Found, find_phrase
from karabakh_tui.codebook.model import NameVariants
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span

NAMES = (
    NameVariants("Shusha", ("Shushi", "Şuşa"), "place"),
    NameVariants("Nagorno-Karabakh", ("Artsakh", "Nagorny Karabakh"), "place"),
)


def article(text: str, id_: str = "one") -> Article:
    return Article(id_, "A", id_, text)


def found(phrase: str, text: str, names: tuple[NameVariants, ...] = ()) -> list[tuple[str, str]]:
    """The words of each place, and how they are like the phrase."""
    (places,) = find_phrase(phrase, [article(text)], names)
    return [(one.span.of(text), one.kind) for one in places]


def test_the_same_words_are_found_whatever_their_case_quotes_and_line_breaks() -> None:
    text = "The “five\nyears” term. Five  Years later; FIVE YEARS."
    assert found("five years", text) == [("five\nyears", "exact"), ("Five  Years", "exact"), ("FIVE YEARS", "exact")]


def test_words_are_found_whole() -> None:
    assert found("war", "A warden warns of war and post-war wars in Warsaw.") == [("war", "exact"), ("war", "exact")]


def test_a_script_without_spaces_has_its_words_everywhere() -> None:
    assert found("停戦", "完全停戦協定") == [("停戦", "exact")]


def test_other_spellings_of_a_name_are_found() -> None:
    text = "The fall of Shushi. The Fall of Şuşa! The fall of Baku."
    assert found("fall of Shusha", text, NAMES) == [("Fall of Şuşa", "name"), ("fall of Shushi", "name")][::-1]


def test_several_names_in_one_phrase_are_respelled_together() -> None:
    text = "from Shushi to Artsakh"
    assert found("from Shusha to Nagorno-Karabakh", text, NAMES) == [("from Shushi to Artsakh", "name")]


def test_a_name_in_another_word_is_no_name() -> None:
    assert found("Shushan", "Shushian Shushin", (NameVariants("Shusha", ("Baku",)),)) == [
        ("Shushian", "like"),
        ("Shushin", "like"),
    ]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("deploying peacekeepers", "It will deploy peacekeepers today.", "deploy peacekeepers"),
        ("Russian peacekeepers", "a Russian peacekeeper said", "Russian peacekeeper"),
        ("five years", "a five-year term", "five-year"),
        ("the Lachin corridor", "in the so-called Lachin corridor", "Lachin corridor"),
        ("prolong the mandate", "prolonging this mandate", "prolonging this mandate"),
        ("ceasefire agreement", "the cease-fire agreement", "cease-fire agreement"),
        ("перемирие заключено", "о перемирии заключенном", "перемирии заключенном"),
    ],
)
def test_other_forms_of_the_words_are_found_and_told_apart(phrase: str, text: str, words: str) -> None:
    assert found(phrase, text) == [(words, "like")]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("five years", "fifty yards of wire"),
        ("Russian peacekeepers", "Turkish peacemakers"),
        ("war", "was wax raw"),
        ("return of prisoners", "return of territories"),
        ("no", "now not nor"),
    ],
)
def test_what_only_looks_a_little_like_it_is_not_found(phrase: str, text: str) -> None:
    assert found(phrase, text) == []


def test_likeness_is_told_in_per_cent_and_never_as_the_whole() -> None:
    (places,) = find_phrase("Russian peacekeepers", [article("Russian peacekeepers, a Russian peacekeeper")])
    assert places[0].score == 100
    assert ALIKE <= places[1].score < 100


def test_places_that_are_tagged_already_say_so() -> None:
    one, other = article("five years, five years", "one"), article("five years", "two")
    first, second = find_phrase("five years", [one, other], tagged={"one": [Span(2, 6)]})
    assert [place.tagged for place in first] == [True, False]
    assert second == (Found("two", Span(0, 10), "exact", 100),)


def test_the_search_goes_article_by_article_and_can_be_stopped() -> None:
    asked: list[str] = []

    def articles() -> object:
        for name in ("one", "two", "three"):
            asked.append(name)
            yield article("five years", name)

    search = find_phrase("five years", articles())  # type: ignore[arg-type]
    next(search)
    assert asked == ["one"]
    assert [places[0].article_id for places in search] == ["two", "three"]


@pytest.mark.parametrize("phrase", ["", "  \n", "\u200b", "\u0301"])
def test_a_phrase_of_nothing_is_nowhere(phrase: str) -> None:
    assert found(phrase, "some words \u0301 here") == []


def test_a_phrase_that_stands_everywhere_is_found_so_many_times_and_no_more() -> None:
    (places,) = find_phrase("five years", [article("five years and a five-year plan. " * 3000)])
    assert len(places) == MOST_PLACES


WORDS = st.text(st.sampled_from("abAß é\u0301İ“-漢\n\u200b1"), max_size=60)


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_whatever_the_text_places_lie_in_it_in_order_and_apart(before: str, phrase: str, after: str) -> None:
    text = f"{before} {phrase} {after}"
    (places,) = find_phrase(phrase, [article(text)], (NameVariants("ab", ("a-b", "ß")),))
    ends = [0, *(one.span.end for one in places)]
    assert all(one.span.start >= end and one.span.end <= len(text) for one, end in zip(places, ends, strict=False))
    assert all(len(one.span) for one in places)
    assert all((one.kind == "like") == (one.score < 100) for one in places)
