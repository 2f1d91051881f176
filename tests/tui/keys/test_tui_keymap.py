from __future__ import annotations

import re
from itertools import combinations

import pytest

from karabakh_tui.text.cells import width
from karabakh_tui.tui.dispatch import Dispatcher
from karabakh_tui.tui.keymap import ACTIONS, ALWAYS, SCREENS, Action, actions_in, show_key, show_keys

SCREEN_SCOPES = [
    ("read", "reading", "global"),
    ("cards", "reading", "global"),
    ("matrix", "reading", "global"),
    ("welcome", "global"),
    ("picker", "typing"),
    ("picker-ticks", "picker", "typing"),
    ("help", "typing"),
    ("prompt", "typing"),
    ("box",),
]


def matches(one: str, other: str) -> bool:
    """Whether some key is meant by both names."""
    pair = {one, other}
    if one == other:
        return True
    if "{a}" in pair:
        return any(len(name) == 1 and name.isalpha() for name in pair)
    return "{1}" in pair and any(name in "123456789" for name in pair if name != "{1}")


def in_the_way(one: str, other: str) -> bool:
    """Whether one sequence is the other or the start of it."""
    return all(matches(a, b) for a, b in zip(one.split(), other.split(), strict=False))


@pytest.mark.parametrize("scopes", SCREEN_SCOPES, ids=lambda scopes: scopes[0])
def test_no_key_means_two_things_on_one_screen(scopes: tuple[str, ...]) -> None:
    bound = [(sequence, action.id) for action in actions_in(scopes) for sequence in action.keys]
    clashes = [(one, other) for one, other in combinations(bound, 2) if in_the_way(one[0], other[0])]
    assert clashes == []


def test_the_check_itself_sees_clashes() -> None:
    assert in_the_way("g", "g g")
    assert in_the_way("m {a}", "m x")
    assert in_the_way("w {1}", "w 3")
    assert not in_the_way("w {1}", "w h")
    assert not in_the_way("g m {a}", "g g")


def keys() -> list[tuple[Action, int, str]]:
    """Every key of every sequence, and the place of the sequence among those of its action."""
    return [
        (action, place, key)
        for action in ACTIONS
        for place, sequence in enumerate(action.keys)
        for key in sequence.split(" ")
    ]


def test_keys_that_never_arrive_or_end_the_session_are_not_bound() -> None:
    letters = "imhsqbatw" + "[]^\\"
    banned = {f"ctrl+{letter}" for letter in letters} | {"~", "delete+shift"} | set("@#$^&|\\`")
    assert [(action.id, key) for action, _, key in keys() if key in banned] == []


def test_no_alt_and_no_modified_arrows() -> None:
    held = r"alt\+.+|(ctrl|shift)\+\w{2,}"
    modified = [(action.id, key) for action, _, key in keys() if re.fullmatch(held, key)]
    assert modified == [("pane-left", "shift+tab"), ("complete-back", "shift+tab")]


def test_keys_that_some_terminals_take_are_second_names_only() -> None:
    second = {"f1", "ctrl+o", "ctrl+p", "ctrl+g", "ctrl+r", "ctrl+n"}
    assert [(action.id, key) for action, place, key in keys() if key in second and place == 0] == []
    assert [(action.id, key) for action, _, key in keys() if re.fullmatch(r"f\d+", key) and key != "f1"] == []


def test_what_a_split_escape_sequence_leaves_behind_only_moves() -> None:
    remains = set("ABCDEFHIMOPQRSZ[~")
    hit = {(action.id, key) for action, _, key in keys() if key in remains}
    assert hit == {("previous-passage", "P"), ("previous-provision", "[")}
    escaped = {action.id for action, _, key in keys() if key == "escape"}
    assert escaped == {"escape", "close"}


def plain_key(sequence: str) -> bool:
    """Whether a sequence can be typed without shift, ctrl or function keys."""
    return not any(re.match(r"ctrl\+|shift\+|f\d|[A-Z:?<>]$", key) for key in sequence.split(" "))


def test_everything_can_be_reached_without_shift_or_ctrl() -> None:
    without = {(a.scope, a.id) for a in ACTIONS if a.keys and not any(plain_key(sequence) for sequence in a.keys)}
    assert without == {
        ("global", "help"),
        ("global", "command"),
        ("read", "previous"),
        ("read", "previous-passage"),
        ("read", "half-down"),
        ("read", "half-up"),
        ("matrix", "previous-disagreement"),
        ("typing", "erase-all"),
        ("prompt", "complete-back"),
        (ALWAYS, "redraw"),
        (ALWAYS, "suspend"),
        (ALWAYS, "interrupt"),
    }


def test_boxes_in_which_is_typed_bind_nothing_that_can_be_typed() -> None:
    typed = {
        (action.scope, key)
        for action, _, key in keys()
        if action.scope in ("picker", "help", "prompt", "typing") and (len(key) == 1 or key in ("space", "{a}", "{1}"))
    }
    assert typed == {("help", "?")}


def test_every_action_has_words_that_fit_into_a_column_of_the_help() -> None:
    for action in ACTIONS:
        assert action.words and not action.words.endswith("."), action.id
        assert width(action.words) <= 36, action.id


def test_ids_are_fit_to_be_commands_and_names_of_methods() -> None:
    for action in ACTIONS:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", action.id)
    assert len({(action.scope, action.id) for action in ACTIONS}) == len(ACTIONS)


def test_what_follows_a_prefix_has_a_short_word() -> None:
    missing = [action.id for action in ACTIONS if not action.hint and any(" " in keys for keys in action.keys)]
    assert missing == []


def test_every_scope_has_a_name() -> None:
    assert {action.scope for action in ACTIONS} == set(SCREENS)


def test_every_key_of_the_table_does_its_action() -> None:
    examples = {"{a}": "q", "{1}": "7"}
    for scopes in SCREEN_SCOPES:
        for action in actions_in(scopes):
            for sequence in action.keys:
                dispatcher = Dispatcher(scopes)
                names = [examples.get(name, name) for name in sequence.split(" ")]
                steps = [dispatcher.press(name) for name in names]
                assert [press.action for press in steps[-1].presses] == [action], sequence
                assert all(step.pending and not step.presses for step in steps[:-1])


def test_keys_are_shown_as_people_read_them() -> None:
    shown = ["g g", "enter", "escape", "ctrl+d", "m {a}", "w {1}", "pagedown", "shift+tab", "f1", "?", "G", "space"]
    assert [show_key(key) for key in shown] == [
        "g g", "Enter", "Esc", "^d", "m a-z", "w 1-9", "PgDn", "Shift+Tab", "F1", "?", "G", "Space",
    ]  # fmt: skip
    top = next(action for action in actions_in(("reading",)) if action.id == "top")
    assert show_keys(top) == "g g, Home"
    assert show_keys(next(action for action in ACTIONS if action.id == "quit")) == ""
