"""Articles are edited in every way that people edit them, and what became of each passage is held against the truth."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from helpers.edited import Outcome, cases, outcomes, tallied

CASES = 150


@pytest.fixture(scope="module")
def with_the_old_text() -> list[Outcome]:
    return list(chain.from_iterable(outcomes(case, True) for case in cases(CASES, seed=1)))


@pytest.fixture(scope="module")
def without_it() -> list[Outcome]:
    return list(chain.from_iterable(outcomes(case, False) for case in cases(CASES, seed=1)))


def share(found: list[Outcome], what: str) -> float:
    return tallied(iter(found))[what] / len(found)


def test_with_the_old_text_next_to_nothing_goes_wrong_in_silence(with_the_old_text: list[Outcome]) -> None:
    assert len(with_the_old_text) > 1000
    assert share(with_the_old_text, "silently wrong") < 0.005


def test_with_the_old_text_a_deleted_passage_is_never_attached_in_silence(with_the_old_text: list[Outcome]) -> None:
    counted = tallied(iter(with_the_old_text))
    assert counted["deleted"] > 20
    assert counted["deleted, attached silently"] == 0


def test_most_passages_are_found_and_few_have_to_be_asked_about(with_the_old_text: list[Outcome]) -> None:
    assert share(with_the_old_text, "right") > 0.9
    assert share(with_the_old_text, "to confirm") < 0.06


def test_without_the_old_text_little_goes_wrong_in_silence(without_it: list[Outcome]) -> None:
    assert share(without_it, "silently wrong") < 0.01
    assert share(without_it, "right") > 0.87


def test_few_passages_are_lost_that_are_still_there(with_the_old_text: list[Outcome]) -> None:
    lost = [one for one in with_the_old_text if one.fate == "orphan" and not one.deleted]
    assert len(lost) < 0.015 * len(with_the_old_text), Counter(edit for one in lost for edit in set(one.case.edits))


def test_whatever_is_not_exact_has_a_reason(with_the_old_text: list[Outcome], without_it: list[Outcome]) -> None:
    for one in (*with_the_old_text, *without_it):
        assert one.found.anchor.certainty == "exact" or one.found.anchor.reason
