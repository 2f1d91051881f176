"""How long a text is said to be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.text import length
from karabakh_tui.text.length import count_words, told_length


@pytest.mark.parametrize(("text", "told"), [("", "0 words"), ("one", "1 word"), ("a b\nc", "3 words")])
def test_short_texts_are_told_in_words(text: str, told: str) -> None:
    assert told_length(text) == told


def test_long_texts_are_told_in_characters() -> None:
    assert told_length("ab " * 500_000) == "1,500,000 characters"


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="ab \n\u2003é", max_size=200), st.integers(1, 20))
def test_counting_in_pieces_counts_the_same(text: str, piece: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(length, "_PIECE", piece)
        longest = max((len(word) for word in text.split()), default=0)
        counted = count_words(text)
    if longest <= piece:
        assert counted == len(text.split())
    else:
        assert counted >= len(text.split())
