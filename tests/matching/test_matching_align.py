from __future__ import annotations

import itertools

from helpers.small_comparison import ARTICLES, small
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_builders import article, codebook, corpus, tagged

from karabakh_tui.annotations.model import Alignment, Side
from karabakh_tui.corpus.model import Corpus
from karabakh_tui.matching.align import (
    STEEPEST,
    Interpolation,
    anchor_pairs,
    follows,
    longest_chain,
    pinned_pairs,
    pins_of,
)
from karabakh_tui.matching.comparison import build

offsets = st.integers(0, 300)
pair_lists = st.lists(st.tuples(offsets, offsets), max_size=30)


@st.composite
def interpolations(draw: st.DrawFn) -> tuple[Interpolation, tuple[int, int], int, int]:
    leader_length, follower_length = draw(st.integers(0, 300)), draw(st.integers(0, 300))
    through = (draw(st.integers(0, leader_length)), draw(st.integers(0, follower_length)))
    made = Interpolation.between(draw(pair_lists), through, leader_length, follower_length)
    return made, through, leader_length, follower_length


def test_without_shared_provisions_the_panes_follow_by_percentage() -> None:
    interpolation = Interpolation.between([], (0, 0), 1000, 500)
    assert [interpolation.follow(offset) for offset in (0, 500, 1000)] == [0, 250, 500]


def test_without_shared_provisions_the_place_where_the_panes_stand_is_kept() -> None:
    interpolation = Interpolation.between([], (200, 400), 1000, 500)
    assert [interpolation.follow(offset) for offset in (0, 100, 200, 600, 1000)] == [0, 200, 400, 450, 500]


def test_between_two_shared_provisions_the_place_is_interpolated() -> None:
    interpolation = Interpolation.between([(100, 300), (200, 500)], (100, 300), 1000, 1000)
    assert interpolation.follow(150) == 400


def test_a_provision_that_stands_in_the_other_order_does_not_turn_the_map_back() -> None:
    interpolation = Interpolation.between([(100, 100), (200, 900), (300, 300), (400, 400)], (100, 100), 1000, 1000)
    assert interpolation.knots == ((0, 0), (100, 100), (300, 300), (400, 400), (1000, 1000))


def test_where_the_panes_stand_beats_every_pair_that_contradicts_it() -> None:
    interpolation = Interpolation.between([(100, 100), (200, 500), (300, 300)], (250, 400), 1000, 1000)
    assert interpolation.follow(250) == 400
    assert interpolation.knots == ((0, 0), (100, 100), (250, 400), (1000, 1000))


def test_a_provision_that_the_follower_would_have_to_rush_to_is_passed_over() -> None:
    interpolation = Interpolation.between([(110, 500), (300, 540), (400, 600)], (100, 100), 1000, 1000)
    assert interpolation.knots == ((0, 0), (100, 100), (300, 540), (400, 600), (1000, 1000))


def test_near_the_end_of_the_leader_the_follower_does_not_rush_to_its_own() -> None:
    assert Interpolation.between([], (900, 100), 1000, 1000).knots == ((0, 0), (900, 100), (1000, 100 + 100 * STEEPEST))
    assert Interpolation.between([], (100, 900), 1000, 1000).knots == (
        (0, 900 - 100 * STEEPEST),
        (100, 900),
        (1000, 1000),
    )


def test_a_much_longer_article_is_followed_to_its_end_all_the_same() -> None:
    assert Interpolation.between([], (0, 0), 100, 10_001).follow(100) == 10_001


def test_pairs_outside_the_articles_are_left_out() -> None:
    assert Interpolation.between([(50, 900), (2000, 10)], (0, 0), 100, 100).knots == ((0, 0), (100, 100))


def test_a_starting_place_outside_the_articles_is_brought_in() -> None:
    assert Interpolation.between([], (-5, 900), 100, 100).follow(0) == 100


def test_an_empty_article_has_one_place() -> None:
    assert Interpolation.between([], (0, 0), 0, 0).follow(7) == 0


@settings(max_examples=150, deadline=None)
@given(interpolations())
def test_the_map_never_goes_back_and_stays_inside_the_follower(
    made: tuple[Interpolation, tuple[int, int], int, int],
) -> None:
    interpolation, _, leader_length, follower_length = made
    places = [interpolation.follow(offset) for offset in range(leader_length + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= follower_length for place in places)


@settings(max_examples=150, deadline=None)
@given(interpolations())
def test_the_place_where_the_panes_stand_is_kept_exactly(made: tuple[Interpolation, tuple[int, int], int, int]) -> None:
    interpolation, (leader, follower), _, _ = made
    assert interpolation.follow(leader) == follower


@settings(max_examples=150, deadline=None)
@given(interpolations())
def test_one_step_of_the_leader_never_moves_the_follower_by_more_than_the_steepest_rise(
    made: tuple[Interpolation, tuple[int, int], int, int],
) -> None:
    interpolation, _, leader_length, follower_length = made
    steepest = max(STEEPEST, -(-follower_length // max(1, leader_length)))
    places = [interpolation.follow(offset) for offset in range(leader_length + 1)]
    assert all(after - before <= steepest for before, after in itertools.pairwise(places))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(11, 20), st.integers(11, 20)), max_size=12), st.data())
def test_going_there_and_back_ends_near_the_beginning(steps: list[tuple[int, int]], data: st.DataObject) -> None:
    leaders, followers = ([*itertools.accumulate(step[side] for step in steps)] for side in (0, 1))
    pairs = list(zip(leaders, followers, strict=True))
    length = max([0, *leaders, *followers]) + 10
    there = Interpolation.between(pairs, (0, 0), length, length)
    back = Interpolation.between([(b, a) for a, b in pairs], (0, 0), length, length)
    offset = data.draw(st.integers(0, leaders[-1] if leaders else length))
    assert 0 <= offset - back.follow(there.follow(offset)) <= STEEPEST
    assert all(back.follow(there.follow(leader)) == leader for leader, _ in pairs)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=9))
def test_the_chain_is_as_long_as_any(pairs: list[tuple[int, int]]) -> None:
    chain = longest_chain(pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(chain))
    assert set(chain) <= set(pairs)
    ordered = sorted(set(pairs))
    best = [0] * len(ordered)
    for i, (x, y) in enumerate(ordered):
        best[i] = 1 + max((best[j] for j in range(i) if ordered[j][0] < x and ordered[j][1] < y), default=0)
    assert len(chain) == max(best, default=0)


def test_articles_are_anchored_where_either_begins_to_speak_of_a_provision() -> None:
    anchored = {
        "a": [tagged("troops", 30), tagged("troops", 10), tagged("mandate", 50)],
        "b": [tagged("mandate", 5), tagged("troops", 20)],
    }
    comparison = build(corpus(article("A"), article("B")), codebook("troops", "mandate", "status"), anchored, ())
    assert anchor_pairs(comparison, "a", "b") == [(10, 20), (50, 5)]
    assert anchor_pairs(comparison, "b", "a") == [(20, 10), (5, 50)]


def test_an_article_on_another_event_has_no_anchors_and_never_moves() -> None:
    anchored = {name: [tagged("troops", 10)] for name in "abc"}
    comparison = build(
        corpus(article("A", "2020"), article("B", "2020"), article("C", "2023")),
        codebook("troops", event="2020"),
        anchored,
        (),
    )
    assert anchor_pairs(comparison, "a", "c") == []
    assert not follows(comparison, "a", "c")
    assert not follows(comparison, "c", "a")
    assert follows(comparison, "a", "b")


def test_places_that_a_person_laid_side_by_side_come_before_all_others() -> None:
    pairs = [(300, 300), (310, 320), (320, 340)]
    free = Interpolation.between(pairs, (100, 100), 1000, 1000)
    pinned = Interpolation.between(pairs, (100, 100), 1000, 1000, [(350, 300)])
    assert free.follow(300) == 300 and free.follow(320) == 340
    assert pinned.follow(350) == 300 and (300, 300) not in pinned.knots and pinned.follow(100) == 100


def test_pins_that_cannot_stand_together_with_where_the_panes_are_wait() -> None:
    assert Interpolation.between([], (500, 100), 1000, 1000, [(100, 900)]).knots[1] == (500, 100)


def test_a_pin_on_the_first_word_of_an_indented_line_is_on_the_row_as_a_whole() -> None:
    one = ARTICLES[0]._replace(id="one", text="first words\n   * second words, and more of them")
    two = ARTICLES[1]._replace(id="two", text="other words entirely and then the last ones")
    laid = Alignment("a", Side("one", "* second words, and more"), Side("two", "then the last ones"))
    assert pins_of(Corpus("", None, (one, two)), [laid]) == ((("one", 12), ("two", 25)),)


def test_pins_are_found_in_the_texts_and_left_out_once_their_words_are_gone() -> None:
    one = ARTICLES[0]._replace(id="one", text="first words\n\nsecond words, and more of them in a row")
    two = ARTICLES[1]._replace(id="two", text="other words entirely\n\nlast words of all, it seems")
    laid = Alignment("a", Side("one", "second words, and more", 2), Side("two", "last words of all, it seems"))
    gone = laid._replace(left=Side("one", "words that nobody wrote there", 0))
    pins = pins_of(Corpus("", None, (one, two)), [laid, gone, laid._replace(right=Side("three", "last"))])
    assert pins == ((("one", 13), ("two", 22)),)
    comparison = small()._replace(pins=pins)
    assert pinned_pairs(comparison, "one", "two") == [(13, 22)] and pinned_pairs(comparison, "two", "one") == [(22, 13)]
    assert pinned_pairs(comparison, "one", "three") == []
