"""Real files: those in the packages that are installed for the tests, and in those of tests/real-yaml.txt."""

from __future__ import annotations

from collections import Counter

import pytest
from helpers.real_yaml import installed, try_all

LARGEST = 4_000
"""Bytes: five hundred files, each of which every reader can read in no time."""

SHARES = 6
"""So many tests share the files, side by side."""

MIXED = 0.02
"""Of the edits. In JSON one line may hold the ends of two records, and is rightly another one after an edit of one."""


@pytest.mark.parametrize("share", range(SHARES))
def test_edits_of_real_files_touch_their_own_lines_and_corrupt_none(share: int) -> None:
    paths = [*installed(LARGEST)]
    assert len(paths) >= 500
    count: Counter[str] = try_all(paths[share::SHARES])
    assert count["edits"] >= 2_000
    assert count["corrupted"] == 0, count
    assert count["touched more"] <= MIXED * count["edits"], count
    assert count["minimal"] >= 0.95 * count["edits"], count
