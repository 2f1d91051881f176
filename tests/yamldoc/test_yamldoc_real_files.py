"""Real files that happen to be at hand: those in the packages that are installed for the tests."""

from __future__ import annotations

from helpers.real_yaml import installed, try_all

LARGEST = 6_000  # bytes: ten files of three packages at least, wherever the tests run


def test_edits_of_real_files_touch_their_own_lines_and_corrupt_none() -> None:
    count = try_all(installed(LARGEST))
    assert count["files"] >= 10
    assert count["edits"] >= 400
    assert count["corrupted"] == count["touched more"] == 0, count
    assert count["minimal"] >= 0.95 * count["edits"], count
