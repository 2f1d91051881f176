"""What records are addressed by: their id, or what they say."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.addresses import keys
from karabakh_tui.yamldoc.plain import Fields

Records = Mapping[str, Fields]

BASE: Records = {
    "k3q9x7": {"id": "k3q9x7", "tags": ["mandate"], "quote": "five years", "start": "10", "note": "?"},
    "m2w9tz": {"id": "m2w9tz", "tags": "lachin", "quote": "the corridor"},
    "p4x2ab": {"id": "p4x2ab", "tags": ["troops"], "quote": "1,960 soldiers"},
}
NEW: Fields = {"id": "zzzzzz", "tags": ["fact"], "quote": "the road"}


def test_a_record_is_addressed_by_its_id() -> None:
    assert keys(list(BASE.values())) == tuple(BASE)
    assert keys(list(reversed(BASE.values())), BASE) == tuple(reversed(BASE))


def test_records_without_an_id_are_found_again_by_what_they_say() -> None:
    like: Records = {
        "a": {"tags": ["x"], "quote": "the road", "start": 5},
        "b": {"tags": ["y"], "quote": "the road", "start": 90},
        "c": {"provision": "mandate", "article": "e", "verdict": "same"},
    }
    now: list[Fields] = [
        {"provision": "mandate", "article": "e", "verdict": "conflict"},
        {"tags": ["x"], "quote": "the  road"},
        {"tags": ["x"], "quote": "the road", "start": "90"},
        {"tags": ["new"], "quote": "elsewhere"},
    ]
    assert keys(now, like)[:3] == ("c", "a", "b")
    assert len({*keys(now, like), *like}) == 4


def test_an_id_that_was_given_or_taken_away_since_changes_nothing() -> None:
    like: Records = {"a": {"tags": ["x"], "quote": "the road"}, "m2w9tz": BASE["m2w9tz"]}
    bare = {name: value for name, value in BASE["m2w9tz"].items() if name != "id"}
    assert keys([{"id": "zzzzzz", "tags": ["x"], "quote": "the road"}, bare], like) == ("a", "m2w9tz")


def test_two_records_of_one_id_have_two_addresses() -> None:
    one: Fields = {"id": "k3q9x7", "tags": ["x"], "quote": "a"}
    other: Fields = {"id": "k3q9x7", "tags": ["y"], "quote": "b"}
    first, second = keys([one, other])
    assert first == "k3q9x7" != second
    like = {first: one, second: other}
    assert keys([other, one], like) == (second, first)
    assert keys([other], like) == (second,)
    assert keys([{**one, "note": "n"}, other], like) == (first, second)


def test_another_id_is_another_record_even_with_the_same_words() -> None:
    assert keys([{**NEW, "id": "yyyyyy"}], {"zzzzzz": NEW}) == ("yyyyyy",)


def test_names_and_articles_are_found_again_by_these() -> None:
    like: Records = {"a": {"is": "Shusha", "also": ["Shushi"]}, "b": {"file": "000.txt", "short": "A"}}
    assert keys([{"file": "000.txt", "short": "B"}, {"is": "Shusha"}], like) == ("b", "a")


RECORD = st.fixed_dictionaries(
    {"tags": st.lists(st.sampled_from("abcd"), min_size=1, max_size=3), "quote": st.sampled_from(["one", "two"])},
    optional={"start": st.sampled_from(["1", "2"]), "note": st.just("n"), "id": st.sampled_from(["x1", "x2"])},
)


@settings(max_examples=200, deadline=None)
@given(st.lists(RECORD, max_size=6), st.lists(RECORD, max_size=6))
def test_addresses_are_all_different_and_found_again(was: list[Fields], now: list[Fields]) -> None:
    names = keys(was)
    like = dict(zip(names, was, strict=True))
    assert len(like) == len(was)
    assert sorted(keys(was, like)) == sorted(names)
    found = keys(now, like)
    assert len(set(found)) == len(now)
    for order in permutations(was[:3]):
        again = keys(order, like)
        assert [like[name] for name in again] == list(order)
