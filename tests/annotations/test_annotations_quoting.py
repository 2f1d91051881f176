"""A passage is told by its words, by what stands around them, and by where it begins."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.anchor import anchor_all
from karabakh_tui.annotations.model import Annotation, AnnotationFile
from karabakh_tui.annotations.quoting import CONTEXT, quoted_fields
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span

TEXT = "The deployment will be financed by the Russian budget, and troop rotations will happen twice a year. The end."


def fields(text: str, words: str) -> dict[str, object]:
    start = text.index(words)
    return dict(quoted_fields(Article("e", "E", "E", text), Span(start, start + len(words))))


def test_a_passage_comes_with_whole_words_around_it() -> None:
    assert fields(TEXT, "troop rotations") == {
        "quote": "troop rotations",
        "prefix": "will be financed by the Russian budget, and ",
        "suffix": " will happen twice a year. The end.",
        "start": 59,
    }


def test_a_word_that_would_be_cut_is_left_out() -> None:
    assert fields(TEXT, "financed")["suffix"] == " by the Russian budget, and troop rotations will"
    assert fields(TEXT, "twice")["prefix"] == "Russian budget, and troop rotations will happen "


def test_at_the_ends_of_the_text_there_is_no_context() -> None:
    assert list(fields(TEXT, TEXT)) == ["quote", "start"]
    assert list(fields(TEXT, "The deployment")) == ["quote", "suffix", "start"]
    assert list(fields(TEXT, "The end.")) == ["quote", "prefix", "start"]


def test_a_word_that_is_longer_than_the_context_is_cut_between_characters() -> None:
    letter = "e\u0323\u0302\u0301\u0308"  # one character of five code points
    found = fields(letter * 20 + "HERE" + letter * 20, "HERE")
    assert found["prefix"] == found["suffix"] == letter * (CONTEXT // len(letter))
    assert fields("x" * 99 + " HERE " + "y" * 99, "HERE")["prefix"] == "x" * (CONTEXT - 1) + " "


@settings(max_examples=200, deadline=None)
@given(st.text("ab \n\r\u00a0e\u0301\U0001f1e6", max_size=200), st.data())
def test_the_fields_lead_back_to_the_passage(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    article = Article("e", "E", "E", text)
    quote, prefix, suffix = text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    found = quoted_fields(article, Span(start, end))
    assert found["quote"] == quote
    assert found["start"] == start
    assert prefix.endswith(str(found.get("prefix", "")))
    assert suffix.startswith(str(found.get("suffix", "")))
    assert ("prefix" in found, "suffix" in found) == (bool(prefix), bool(suffix))
    if quote.strip():
        note = Annotation("x", ("t",), quote, str(found.get("prefix", "")), str(found.get("suffix", "")), start)
        (anchored,) = anchor_all(article, AnnotationFile("x", "anna", "e", "", (note,)))
        assert anchored.anchor.span == Span(start, end)
