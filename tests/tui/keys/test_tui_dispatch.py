from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.tui.dispatch import HIGHEST_COUNT, Dispatcher, Step, continuations, key_names
from karabakh_tui.tui.keymap import ACTIONS, Action


def asked(dispatcher: Dispatcher, *names: str) -> list[str]:
    """What a row of keys asks for, as "id", "3 id" or "id a"."""
    presses = [press for name in names for press in dispatcher.press(name).presses]
    parts = [(str(press.count or ""), press.action.id, press.arg) for press in presses]
    return [" ".join(part for part in found if part) for found in parts]


@pytest.fixture
def reader() -> Dispatcher:
    return Dispatcher(("read", "reading", "global"))


def test_one_key_one_action(reader: Dispatcher) -> None:
    assert asked(reader, "j", "n", "J", "?", "enter") == ["line-down", "next", "next-provision", "help", "cards"]


def test_a_count_in_front_repeats(reader: Dispatcher) -> None:
    assert asked(reader, "1", "2", "j") == ["12 line-down"]
    assert asked(reader, "j") == ["line-down"]


def test_a_count_is_not_for_what_cannot_be_repeated(reader: Dispatcher) -> None:
    assert asked(reader, "3", "s") == ["sync"]


def test_a_zero_in_front_is_no_count(reader: Dispatcher) -> None:
    step = reader.press("0")
    assert (step.unknown, step.count) == ("0", None)
    assert asked(reader, "1", "0", "j") == ["10 line-down"]


def test_counts_end_somewhere(reader: Dispatcher) -> None:
    for _ in range(50):
        step = reader.press("9")
    assert step.count == HIGHEST_COUNT
    assert asked(reader, "k") == [f"{HIGHEST_COUNT} line-up"]


def test_the_count_and_the_prefix_are_told_while_they_are_typed(reader: Dispatcher) -> None:
    assert reader.press("3") == Step(count=3)
    assert reader.press("g") == Step(pending=("g",), count=3)
    assert reader.press("f").presses[0].count == 3
    assert reader.press("g") == Step(pending=("g",))


def test_prefixes_lead_on(reader: Dispatcher) -> None:
    assert asked(reader, "g", "g", "z", "d", "w", "3", "m", "x", "g", "m", "x", "'", "я") == [
        "top", "only-disagreements", "put-source 3", "set-mark x", "go-mark x", "go-mark я",
    ]  # fmt: skip


def test_a_key_that_does_not_continue_closes_the_prefix_and_does_its_own_work(reader: Dispatcher) -> None:
    assert asked(reader, "g", "j") == ["jumps"]
    assert asked(reader, "g", "k") == ["line-up"]
    assert asked(reader, "g", "m", "enter") == ["cards"]
    assert asked(reader, "z", "z", "z", "g", "z", "w", "z", "x") == ["centre", "gutter", "text-width", "explain"]


def test_a_prefix_can_follow_a_prefix_that_it_closes(reader: Dispatcher) -> None:
    assert reader.press("w").pending == ("w",)
    assert reader.press("g").pending == ("g",)
    assert asked(reader, "5", "j") == ["5 line-down"]


def test_escape_first_takes_back_what_was_begun(reader: Dispatcher) -> None:
    assert asked(reader, "g", "escape", "j") == ["line-down"]
    assert asked(reader, "4", "escape", "j") == ["line-down"]
    assert asked(reader, "4", "g", "m", "escape", "escape") == ["escape"]


def test_marks_take_letters_and_sources_take_digits(reader: Dispatcher) -> None:
    assert asked(reader, "m", "3", "j") == ["3 line-down"]
    step = [reader.press(name) for name in ("w", "0")][-1]
    assert step.unknown == "0" and not step.pending


def test_unknown_keys_are_named_and_counted(reader: Dispatcher) -> None:
    assert reader.press("й") == Step(unknown="й", misses=1)
    assert reader.press("f12") == Step(unknown="f12", misses=2)
    assert reader.press("j").misses == 0
    assert reader.press("й").misses == 1


def test_an_unknown_key_forgets_the_count(reader: Dispatcher) -> None:
    assert asked(reader, "4", "й", "j") == ["line-down"]


def test_digits_are_no_counts_where_the_screen_binds_them() -> None:
    assert asked(Dispatcher(("welcome", "global")), "2", "9", "enter") == ["tick 2", "tick 9", "start"]
    assert Dispatcher(("welcome", "global")).press("0").unknown == "0"


def test_the_earlier_scope_wins() -> None:
    assert asked(Dispatcher(("picker", "global")), "ctrl+p") == ["row-up"]
    assert asked(Dispatcher(("global", "picker")), "ctrl+p") == ["command"]


def test_a_screen_can_add_actions_before_all_others() -> None:
    close = Action("close", "box", ("g i", "x"), "close", "DO")
    dispatcher = Dispatcher(("box",), [close])
    assert asked(dispatcher, "g", "i", "x", "g", "g") == ["close", "close", "top"]


def test_what_may_follow_a_prefix() -> None:
    follow = continuations(("read", "reading", "global"), ("z",))
    assert [key for key, _ in follow][:8] == ["z", "d", "o", "g", "m", "w", "b", "c"]
    after_g = dict(continuations(("read", "reading", "global"), ("g",)))
    assert after_g["m {a}"].id == "go-mark"
    assert [key for key, _ in continuations(("read", "reading", "global"), ("g", "m"))] == ["{a}"]
    assert continuations(("read", "reading", "global"), ()) == []


def test_printable_characters_stand_for_themselves() -> None:
    assert key_names("question_mark", "?") == ("?",)
    assert key_names("less_than_sign", "<") == ("<",)
    assert key_names("plus", "+") == ("+",)
    assert key_names("J", "J") == ("J",)
    assert key_names("й", "й") == ("й",)
    assert key_names("space", " ") == ("space",)
    assert key_names("enter", "\r") == ("enter",)
    assert key_names("tab", "\t") == ("tab",)
    assert key_names("backspace", "\x7f") == ("backspace",)
    assert key_names("ctrl+d", "\x04") == ("ctrl+d",)
    assert key_names("shift+tab") == ("shift+tab",)
    assert key_names("shift+space", " ") == ("space",)


def test_a_modifier_that_goes_down_by_itself_is_no_key(reader: Dispatcher) -> None:
    """Terminals with the kitty keyboard tell so, before the key that it is held for."""
    for key in ("left_shift", "right_control", "caps_lock", "iso_level3_shift", "ctrl+left_control"):
        assert key_names(key, None) == ()
    reader.press("3")
    assert reader.feed("left_shift").misses == 0
    assert asked(reader, "J") == ["3 next-provision"]


def test_alt_and_a_key_is_escape_and_the_key(reader: Dispatcher) -> None:
    assert key_names("alt+j", "j") == ("escape", "j")
    assert key_names("alt+shift+j", "J") == ("escape", "J")
    assert key_names("alt+J", "J") == ("escape", "J")
    assert key_names("alt+ctrl+d") == ("escape", "ctrl+d")
    assert key_names("alt+left") == ("escape", "left")
    assert [press.action.id for press in reader.feed("alt+j", "j").presses] == ["escape", "line-down"]
    reader.press("g")
    assert [press.action.id for press in reader.feed("alt+g", "g").presses] == []
    assert reader.press("e").presses[0].action.id == "end"


KEYS = sorted({key for action in ACTIONS for keys in action.keys for key in keys.split(" ")} - {"{a}", "{1}"})


@given(st.lists(st.one_of(st.sampled_from([*KEYS, *"0123456789"]), st.text(min_size=1, max_size=8)), max_size=40))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_two_escapes_bring_back_the_beginning(names: list[str]) -> None:
    dispatcher = Dispatcher(("read", "reading", "global"))
    for name in names:
        step = dispatcher.press(name)
        assert len(step.presses) <= 1
        assert step.count is None or 0 < step.count <= HIGHEST_COUNT
        assert not (step.unknown and (step.pending or step.presses))
    dispatcher.press("escape")
    dispatcher.press("escape")
    assert [press.action.id for press in dispatcher.press("j").presses] == ["line-down"]


@given(st.text(max_size=12), st.one_of(st.none(), st.text(max_size=2)))
@settings(max_examples=60, deadline=None)
def test_any_event_of_a_terminal_has_a_name(key: str, character: str | None) -> None:
    names = key_names(key, character)
    assert len(names) <= 2
    Dispatcher(("read", "reading", "global")).feed(key, character)
