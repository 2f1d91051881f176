"""Ids and letters of articles."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.corpus.names import assign_ids, is_id, letter


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "A",
        "B",
        "Z",
        "AA",
        "AB",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


@pytest.mark.parametrize("name", ["a", "7", "artsakh-report", "2020-11-10", "x" * 60])
def test_ids(name: str) -> None:
    assert is_id(name)


@pytest.mark.parametrize("name", ["", "-a", "A", "a b", "a/b", "a.b", "é", "a_b", "a\n", "x" * 61, "_verdicts"])
def test_names_that_are_no_ids(name: str) -> None:
    assert not is_id(name)


def test_an_id_is_the_stem_in_small_letters() -> None:
    assert assign_ids(["000_0370affb.txt", "The Moscow Times.md", "Şuşa.txt"], ()) == {
        "000_0370affb.txt": "000-0370affb",
        "The Moscow Times.md": "the-moscow-times",
        "Şuşa.txt": "susa",
    }


def test_two_files_of_one_stem_get_their_folders_names() -> None:
    assert assign_ids(["east/report.txt", "west/report.txt", "other.txt"], ()) == {
        "east/report.txt": "east-report",
        "west/report.txt": "west-report",
        "other.txt": "other",
    }


def test_a_file_beside_the_folders_keeps_its_stem() -> None:
    assert assign_ids(["report.txt", "west/report.txt"], ()) == {
        "report.txt": "report",
        "west/report.txt": "west-report",
    }


def test_two_files_that_differ_in_their_type_alone_are_told_apart() -> None:
    ids = assign_ids(["a.md", "a.txt"], ())
    assert ids == {"a.md": "a", "a.txt": "a-txt"}


def test_an_id_that_is_taken_is_not_given_again() -> None:
    assert assign_ids(["a.txt"], ["a"]) == {"a.txt": "a-txt"}
    assert assign_ids(["a.txt"], ["a", "a-txt"])["a.txt"].startswith("a-txt-")


def test_a_name_without_latin_letters_gets_a_lasting_id() -> None:
    ids = assign_ids(["Шуша.txt", "Лачин.txt"], ())
    assert len(set(ids.values())) == 2
    assert all(is_id(name) for name in ids.values())
    assert assign_ids(["Шуша.txt"], ())["Шуша.txt"] == ids["Шуша.txt"]


def test_one_name_has_one_id_however_its_accents_are_stored() -> None:
    assert list(assign_ids(["й.txt"], ()).values()) == list(assign_ids(["й.txt"], ()).values())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), max_size=12), st.randoms(use_true_random=False))
def test_ids_are_ids_unique_and_do_not_depend_on_the_order(names: list[str], chance: random.Random) -> None:
    ids = assign_ids(names, ["a", "b"])
    assert set(ids) == set(names)
    assert all(is_id(name) for name in ids.values())
    assert len({*ids.values(), "a", "b"}) == len(ids) + 2
    shuffled = names[:]
    chance.shuffle(shuffled)
    assert assign_ids(shuffled, ["a", "b"]) == ids
