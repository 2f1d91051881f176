"""Which lines of two versions are the same, and what three versions come to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.text.lines import Hunk, hunks, matches, merged

LINES = st.lists(st.sampled_from("abcdefgh"), max_size=12)


def test_what_was_put_in_and_taken_out_is_a_hunk() -> None:
    assert list(hunks("abcd", "abXcd")) == [Hunk(2, 2, 2, 3)]
    assert list(hunks("abcd", "acd")) == [Hunk(1, 2, 1, 1)]
    assert list(hunks("abcd", "aXYd")) == [Hunk(1, 3, 1, 3)]
    assert list(hunks("", "a")) == [Hunk(0, 0, 0, 1)]
    assert list(hunks("abcd", "abcd")) == []


def test_lines_that_occur_often_do_not_mislead() -> None:
    one, other = ["{", "a", "}", "{", "b", "}"], ["{", "a", "}", "{", "new", "}", "{", "b", "}"]
    (hunk,) = hunks(one, other)
    assert other[hunk.other_start : hunk.other_end] in (["{", "new", "}"], ["new", "}", "{"], ["}", "{", "new"])


@settings(max_examples=300, deadline=None)
@given(LINES, LINES)
def test_matches_are_equal_lines_in_order(one: list[str], other: list[str]) -> None:
    pairs = matches(one, other)
    assert all(one[at] == other[there] for at, there in pairs)
    assert pairs == sorted(set(pairs))
    assert len({at for at, _ in pairs}) == len({there for _, there in pairs}) == len(pairs)
    built = list(one)
    for hunk in reversed(list(hunks(one, other))):
        built[hunk.start : hunk.end] = other[hunk.other_start : hunk.other_end]
    assert built == other


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        ("abcde", "Xbcde", "abcdY", "XbcdY"),
        ("abcde", "abde", "abcdeY", "abdeY"),
        ("abcde", "abXcde", "abcde", "abXcde"),
        ("abcde", "aXe", "aXe", "aXe"),
        ("abcde", "abcdeX", "abcdeX", "abcdeX"),
        ("abcde", "abcdeX", "abcdeY", None),
        ("abcde", "aXcde", "abYde", None),
        ("", "a", "b", None),
    ],
)
def test_changes_of_both_are_taken_where_they_do_not_touch(
    base: str, ours: str, theirs: str, wanted: str | None
) -> None:
    assert merged(base, ours, theirs) == (None if wanted is None else list(wanted))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        ("abcde", "aXcde", "abYde", "aXYde"),
        ("abcde", "abXcde", "abYde", "abXYde"),
        ("abcde", "abcdeX", "abcdeY", "abcdeXY"),
        ("abcde", "aXde", "aYcde", None),
        ("abcde", "aXe", "abYcde", None),
    ],
)
def test_lines_that_touch_come_in_turn_where_that_is_wanted(
    base: str, ours: str, theirs: str, wanted: str | None
) -> None:
    assert merged(base, ours, theirs, touching=True) == (None if wanted is None else list(wanted))


@settings(max_examples=300, deadline=None)
@given(LINES, LINES, LINES)
def test_a_merge_of_lines_favours_nobody(base: list[str], ours: list[str], theirs: list[str]) -> None:
    assert merged(base, ours, base) == ours
    assert merged(base, base, theirs) == theirs
    assert merged(base, ours, ours) == ours
    assert merged(base, ours, theirs) == merged(base, theirs, ours)
