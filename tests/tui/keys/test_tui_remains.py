"""Escape sequences that arrive in pieces: Textual's own parser, then what we make of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import _parser
from textual._xterm_parser import XTermParser
from textual.events import Key

from karabakh_tui.tui.dispatch import Dispatcher, key_names
from karabakh_tui.tui.key_spelling import REMAINS
from karabakh_tui.tui.keymap import TOGETHER
from karabakh_tui.tui.remains import AT_ONCE, Remains

SPECIAL = [
    *(f"\x1b[{final}" for final in "ABCDFH"),
    *(f"\x1bO{final}" for final in "ABCDFHPQRS"),
    *(f"\x1b[{number}~" for number in (1, 2, 3, 4, 5, 6, 11, 15, 24)),
    "\x1b[Z", "\x1b[1;5C", "\x1b[106;5u",
]  # fmt: skip


class Clock:
    """The time of the parser, in seconds."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(_parser, "get_time", clock)
    return clock


def heard(clock: Clock, pieces: list[str], pause: float) -> list[str]:
    """The keys that the program hears of pieces that come one after another, each so many seconds after the last."""
    parser, remains, names = XTermParser(), Remains(), []
    for piece in pieces:
        for message in [*parser.tick(), *parser.feed(piece)]:
            if isinstance(message, Key):
                names += remains.take(key_names(message.key, message.character), clock.now)
        clock.now += pause
        for message in parser.tick():
            if isinstance(message, Key):
                names += remains.take(key_names(message.key, message.character), clock.now)
        if pause > AT_ONCE:
            names += remains.release()
    return names


def test_an_arrow_key_in_three_pieces_that_come_soon_is_an_arrow_key(clock: Clock) -> None:
    assert heard(clock, ["\x1b", "[", "A"], 0.05) == ["up"]


@pytest.mark.parametrize("sequence", SPECIAL)
def test_a_late_rest_that_comes_at_once_is_no_key(clock: Clock, sequence: str) -> None:
    assert heard(clock, ["\x1b", sequence[1:]], 0.4) == ["escape"]


def test_a_late_rest_in_pieces_is_read_as_keys(clock: Clock) -> None:
    assert heard(clock, ["\x1b", "[", "A"], 0.4) == ["escape", "[", "A"]


@pytest.mark.parametrize("scopes", TOGETHER, ids=lambda scopes: scopes[0])
@pytest.mark.parametrize("sequence", SPECIAL)
def test_an_arrow_key_however_slow_does_nothing_destructive(
    clock: Clock, sequence: str, scopes: tuple[str, ...]
) -> None:
    dispatcher = Dispatcher(scopes)
    names = heard(clock, list(sequence), 0.4)
    done = [press.action for name in names for press in dispatcher.press(name).presses]
    assert not [action.id for action in done if action.destructive]


def test_every_letter_of_a_special_key_is_known_as_one_that_may_be_left_behind() -> None:
    left = {char for sequence in SPECIAL for char in sequence[1:] if not char.isdigit() and char != ";"}
    assert left - {"u"} <= REMAINS


def test_what_a_hand_types_after_escape_is_typed() -> None:
    remains = Remains()
    assert remains.take(("escape",), 1.0) == ("escape",)
    assert remains.take(("[",), 1.5) == ()
    assert remains.take(("A",), 1.5 + 2 * AT_ONCE) == ("[", "A")
    assert remains.take(("[",), 2.0) == ("[",)
    assert remains.take(("A",), 2.0) == ("A",)


def test_a_bracket_alone_is_let_go() -> None:
    remains = Remains()
    remains.take(("escape",), 1.0)
    assert remains.take(("O",), 1.5) == ()
    assert remains.held == ("O",)
    assert remains.release() == ("O",)
    assert remains.release() == ()
    assert remains.take(("A",), 1.5) == ("A",)


@given(st.lists(st.sampled_from(["escape", "[", "O", "A", "1", ";", "~", "j", "left_shift"]), max_size=30))
@settings(max_examples=200, deadline=None)
def test_what_comes_slowly_is_never_lost(names: list[str]) -> None:
    remains, out = Remains(), []
    for time, name in enumerate(names):
        out += remains.take((name,), float(time))
    assert [*out, *remains.release()] == names
