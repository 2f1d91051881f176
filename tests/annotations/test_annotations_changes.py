from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations import changes
from karabakh_tui.annotations.changes import Changes, Run, kept_runs
from karabakh_tui.annotations.folded import FoldedText

texts = st.text("abcdef", max_size=40)


@settings(max_examples=300, deadline=None)
@given(texts, texts)
def test_kept_words_are_the_same_and_in_order_in_both(old: str, new: str) -> None:
    at_old = at_new = 0
    for run in kept_runs(old, new):
        assert run.length > 0
        assert run.old >= at_old
        assert run.new >= at_new
        assert old[run.old : run.old + run.length] == new[run.new : run.new + run.length]
        at_old, at_new = run.old + run.length, run.new + run.length
    assert at_old <= len(old)
    assert at_new <= len(new)


@given(texts)
@settings(max_examples=50, deadline=None)
def test_in_the_same_text_all_is_kept(text: str) -> None:
    assert kept_runs(text, text) == ([Run(0, 0, len(text))] if text else [])


@settings(max_examples=100, deadline=None)
@given(texts, texts, texts)
def test_what_is_around_one_change_is_kept(head: str, between: str, tail: str) -> None:
    kept = sum(run.length for run in kept_runs(head + tail, head + between + tail))
    assert kept == len(head + tail)


def test_a_stretch_that_stays_is_not_torn_by_words_that_also_stand_elsewhere() -> None:
    long = "the quick brown fox jumps over the lazy dog"
    old, new = f"a b {long} c d the", f"the {long} the a dog b c"
    run = max(kept_runs(old, new), key=lambda one: one.length)
    assert old[run.old : run.old + run.length].strip() == long


def test_texts_too_large_to_compare_word_by_word_are_followed_by_their_stretches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(changes, "MOST_COMPARED", 0)
    old = "abcdefghij" + "k" + "lmnopqrstu"
    new = "x" + "abcdefghij" + "zzz" + "lmnopqrstu" + "y"
    assert [run.length for run in kept_runs(old, new)] == [10, 10]


def test_what_was_there_and_what_is_new_can_be_told() -> None:
    old, new = FoldedText("One two three."), FoldedText("Zero. One two three. Four!")
    found = Changes(old, new)
    folded = new.folded
    assert found.was_there(new.place(folded.index("one"), folded.index(" three"))) == 1
    assert found.was_there(new.place(folded.index("four"), folded.index("four") + 4)) == 0
    assert found.kept(0, 3) == [Run(0, 2, 3)]
