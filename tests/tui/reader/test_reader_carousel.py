"""Which sources stand in the panes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_tui.tui.carousel import Carousel, panes_for

ORDER = ("A", "B", "D", "E", "C")  # C is on another event and comes last


def carousel(slots: str, focus: str = "", room: int = 3) -> Carousel:
    return Carousel(ORDER, tuple(slots), slots.index(focus) if focus else 0, room)


@pytest.mark.parametrize(("width", "panes"), [(60, 1), (99, 1), (100, 2), (149, 2), (150, 3), (199, 3), (200, 4)])
def test_the_width_decides_how_many_panes_there_are(width: int, panes: int) -> None:
    assert panes_for(width) == panes


def test_later_sources_come_in_as_the_window_moves_on() -> None:
    seen = [carousel("ABE")]
    for _ in range(3):
        seen.append(seen[-1].turned(1))
    assert ["".join(state.shown) for state in seen] == ["ABE", "BDE", "DEC", "ECA"]


def test_the_window_moves_back() -> None:
    assert "".join(carousel("BDE").turned(-1).shown) == "ABD"


def test_the_focus_stays_on_its_source_or_goes_to_the_one_that_came_in() -> None:
    assert carousel("ABE", "E").turned(1).focused == "E"
    assert carousel("ABE", "A").turned(1).focused == "D"


def test_a_pinned_source_stays_at_the_left_while_the_others_pass() -> None:
    state = carousel("BDE", "E").pin_toggled()
    assert "".join(state.shown) == "EBD"
    state = state.turned(1)
    assert "".join(state.shown) == "EDC"
    assert state.focused == "E"
    assert "".join(state.turned(1).shown) == "ECA"


def test_with_every_pane_pinned_nothing_passes() -> None:
    state = Carousel(ORDER, ("A", "B"), room=2, pinned=frozenset("AB"))
    assert state.turned(1) == state


def test_one_pane_goes_through_all_sources_and_around() -> None:
    state = carousel("A", room=1)
    seen = []
    for _ in range(6):
        seen.append(state.focused)
        state = state.moved(1)
    assert seen == ["A", "B", "D", "E", "C", "A"]
    assert carousel("A", room=1).moved(-1).focused == "C"


def test_a_narrow_window_keeps_the_focused_source_and_a_wide_one_brings_the_others_back() -> None:
    wide = carousel("ABE", "E")
    narrow = wide.fitted(1)
    assert narrow.shown == ("E",)
    assert narrow.fitted(3).shown == ("A", "B", "E")


def test_only_this_pane_and_back() -> None:
    state = carousel("ABE", "B").single_toggled()
    assert state.shown == ("B",)
    assert state.single_toggled().shown == ("A", "B", "E")


def test_swapping_takes_the_focus_along() -> None:
    state = carousel("ABE", "A").swapped()
    assert "".join(state.shown) == "BAE"
    assert state.focused == "A"


def test_a_source_put_into_a_pane_changes_places_when_it_has_one() -> None:
    assert "".join(carousel("ABE", "A").put("D").shown) == "DBE"
    assert "".join(carousel("ABE", "A").put("E").shown) == "EBA"


MOVES: list[Callable[[Carousel], Carousel]] = [
    lambda state: state.turned(1),
    lambda state: state.turned(-1),
    lambda state: state.moved(1),
    lambda state: state.moved(-1),
    lambda state: state.pin_toggled(),
    lambda state: state.swapped(),
    lambda state: state.single_toggled(),
    lambda state: state.put("C"),
    lambda state: state.showing("D"),
    lambda state: state.fitted(1),
    lambda state: state.fitted(2),
    lambda state: state.fitted(4),
    lambda state: state.chosen(("E", "A")),
]


@given(st.lists(st.sampled_from(MOVES), max_size=30))
def test_whatever_is_pressed_the_focused_source_is_shown_and_none_twice(
    moves: list[Callable[[Carousel], Carousel]],
) -> None:
    state = carousel("ABE")
    for move in moves:
        state = move(state)
        assert state.focused in state.shown
        assert len(set(state.slots)) == len(state.slots)
        assert state.pinned <= set(state.slots)
        assert 1 <= len(state.shown) <= max(1, state.room)
        assert sorted((*state.shown, *state.hidden)) == sorted(ORDER)


def test_a_wider_window_shows_more_sources_those_first_that_report_most() -> None:
    narrow = Carousel(ORDER, ("E",), room=1, best=("E", "B", "A", "D"))
    assert "".join(narrow.fitted(2).shown) == "BE"
    assert "".join(narrow.fitted(3).shown) == "ABE"
    assert narrow.fitted(3).focused == "E"
    assert "".join(narrow.fitted(3).fitted(1).shown) == "E"
    pinned = Carousel(ORDER, ("E", "B"), room=2, pinned=frozenset("E"), best=("E", "B", "A", "D"))
    assert "".join(pinned.fitted(4).shown) == "EABD"


@pytest.mark.parametrize("rooms", [(4, 2), (3, 2), (1, 4, 2), (4, 1, 3, 2)], ids=str)
@pytest.mark.parametrize("focus", "AE")
def test_a_window_that_gets_its_size_back_shows_the_panes_that_it_had(rooms: tuple[int, ...], focus: str) -> None:
    slots = ("A", "E")
    before = Carousel(ORDER, slots, slots.index(focus), room=2, best=("E", "A", "D", "B"))
    state = before
    for room in rooms:
        state = state.fitted(room)
    assert (state.shown, state.focused, state.slots) == (before.shown, focus, slots)


def test_a_source_that_a_wider_window_brought_in_stays_once_it_leads() -> None:
    wide = Carousel(ORDER, ("A", "E"), room=2, best=("E", "A", "D", "B")).fitted(3)
    assert wide.shown == ("A", "D", "E")
    assert "D" in wide.showing("D").fitted(2).shown
    assert "D" in replace(wide, pinned=frozenset("D")).fitted(2).slots


def test_who_chose_fewer_sources_than_fit_has_them_in_every_window() -> None:
    chosen = Carousel(ORDER, tuple("ABE"), room=3, best=tuple("EABD")).chosen("BE")
    assert "".join(chosen.fitted(4).shown) == "BE"
    assert "".join(chosen.chosen("ABE").fitted(4).shown) == "ABDE"


def test_chosen_sources_that_do_not_fit_come_next() -> None:
    one = Carousel(ORDER, ("E",), room=1, best=tuple("EABD")).chosen("ABE")
    seen = []
    for _ in range(6):
        seen.append(one.focused)
        one = one.moved(1)
    assert seen == ["E", "D", "C", "A", "B", "E"]
    two = carousel("AB", room=2).chosen("ABE")
    assert ["".join(two.shown), "".join(two.turned(1).shown)] == ["AB", "BE"]
    assert carousel("AB", room=2).chosen("ABE").chosen("AB").order == ORDER
