"""Appeals and newsletters are found; articles that speak of them, or like them, are left alone."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.corpus.boilerplate import boilerplate
from karabakh_tui.text.span import Span

SEEDS = Path(__file__).parents[2] / "seeds"
_NEWS = (
    "The two sides agreed to a ceasefire on Monday.\n\nIts terms were published the same evening, officials said.\n\n"
)


@pytest.mark.parametrize(
    ("file", "first_words"),
    [
        ("000_0370affb3cc67693.txt", []),
        ("001_3b08b8e89e9cfec5.txt", ["Support The Moscow Times!", "Sign up for our free weekly newsletter"]),
        ("002_c5755e4756db7259.txt", []),
        ("003_d489901937e3a784.txt", ["Follow us everywhere"]),
        ("004_669cfca325428e4b.txt", []),
    ],
)
def test_the_seeds(file: str, first_words: list[str]) -> None:
    text = (SEEDS / file).read_text(encoding="utf-8")
    spans = boilerplate(text)
    assert [span.of(text).startswith(words) for span, words in zip(spans, first_words, strict=True)] == [
        True for _ in first_words
    ]
    assert all(span.end == len(text) for span in spans[-1:])


def test_a_block_at_the_end_is_found_from_its_first_line_on() -> None:
    block = "Subscribe to our newsletter\n\nYou will get it every day.\nShare this article\nContact"
    assert [span.of(_NEWS + block) for span in boilerplate(_NEWS + block + "\n\n")] == [block]


@pytest.mark.parametrize(
    "end",
    [
        "Residents were asked to donate blankets. Follow us, the guide said.",
        '"We need your help," the minister told readers. "Support us. Thank you for standing with us."',
        "We need your help. Your support saves lives. Thank you for standing with us. We shall not forget you.",
        "The newspaper said that it would stop its newsletter. Subscribers agree to the privacy policy, it added.",
        "Sign up for our newsletter",
        "Follow us on Twitter, the group wrote.\n\nThe police, who had followed it for months, arrested three men.",
        "",
    ],
)
def test_an_article_that_merely_speaks_so_is_left_alone(end: str) -> None:
    assert boilerplate(_NEWS + end) == ()


def test_a_text_that_is_nothing_else_is_not_greyed_as_a_whole() -> None:
    assert boilerplate("Share this article\nSubscribe to our newsletter\nAll rights reserved") == ()


def test_a_headline_is_no_appeal() -> None:
    assert boilerplate("Support Ukraine Now!\n\n" + _NEWS) == ()


def test_an_appeal_above_the_headline_is_found() -> None:
    text = "Subscribe to our newsletter!\n\nCeasefire holds\n\n" + _NEWS
    assert boilerplate(text) == (Span(0, 28),)


def test_an_appeal_in_the_midst_of_a_text_is_left_in_place() -> None:
    assert boilerplate("Headline\n\n" + _NEWS * 20 + "Subscribe to our newsletter\nShare this article\n" + _NEWS) == ()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Follow us on X", "share this article", "We", "\n", " ", "\t", "“", "no.", "x" * 70, "Support us", "!"]
        ),
        max_size=30,
    ).map("\n".join)
)
def test_spans_are_whole_lines_in_order(text: str) -> None:
    spans = boilerplate(text)
    for span in spans:
        assert span.of(text) == span.of(text).strip()
        assert text[: span.start].rpartition("\n")[2].strip() == ""
        assert text[span.end :].partition("\n")[0].strip() == ""
    assert all(one.end < other.start for one, other in itertools.pairwise(spans))


def test_only_the_ends_of_a_huge_text_are_looked_at() -> None:
    text = "x" * 5_000_000 + "\n" + _NEWS + "Subscribe to our newsletter\nShare this article"
    [span] = boilerplate(text)
    assert span.of(text) == "Subscribe to our newsletter\nShare this article"
