from __future__ import annotations

import re
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from karabakh_tui.text.cells import width
from karabakh_tui.tui import screens
from karabakh_tui.tui.dispatch import Dispatcher
from karabakh_tui.tui.key_conflicts import in_the_way
from karabakh_tui.tui.key_spelling import NEVER, REMAINS
from karabakh_tui.tui.keymap import ACTIONS, ALWAYS, SCREENS, TOGETHER, Action, actions_in, show_key, show_keys
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.screens.overlay import Overlay, TypingOverlay
from karabakh_tui.tui.screens.picker import PickerScreen

TEXTUAL_SCREENS = Path(screens.__file__).parent


def screen_classes() -> set[type[KeyScreen[Any]]]:
    """Every screen there is, also those that nobody has opened yet."""
    for path in TEXTUAL_SCREENS.glob("*.py"):
        import_module(f"{screens.__name__}.{path.stem}")
    found, todo = set(), [KeyScreen]
    while todo:
        todo += (below := todo.pop().__subclasses__())
        found |= {screen for screen in below if screen.__module__.startswith("karabakh_tui.")}
    return found


def test_the_table_of_scopes_has_what_the_screens_hear() -> None:
    heard = {screen.SCOPES for screen in screen_classes() if screen not in (Overlay, TypingOverlay)}
    ticks = ("picker-ticks", *PickerScreen.SCOPES)  # a list to tick, before anything is typed
    assert {*heard, ticks} == set(TOGETHER)


@pytest.mark.parametrize("scopes", TOGETHER, ids=lambda scopes: scopes[0])
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
    screens_and_browsers = {f"ctrl+{letter}" for letter in "abtw"} | set("@#$^&|\\`")
    assert [(action.id, key) for action, _, key in keys() if key in screens_and_browsers] == []
    never = {(action.id, key) for action, _, key in keys() if key in NEVER}
    assert never == {("interrupt", "ctrl+c"), ("new-line", "ctrl+j")}  # where Enter keeps, and all else is typed


def test_no_alt_and_no_modified_arrows() -> None:
    held = r"alt\+.+|(ctrl|shift)\+\w{2,}"
    modified = [(action.id, key) for action, _, key in keys() if re.fullmatch(held, key)]
    assert modified == [("pane-left", "shift+tab"), ("complete-back", "shift+tab")]


def test_keys_that_some_terminals_take_are_second_names_only() -> None:
    second = {"f1", "ctrl+o", "ctrl+p", "ctrl+g", "ctrl+r", "ctrl+n"}
    assert [(action.id, key) for action, place, key in keys() if key in second and place == 0] == []
    assert [(action.id, key) for action, _, key in keys() if re.fullmatch(r"f\d+", key) and key != "f1"] == [
        ("editor", "f2")  # in a note all that is no function key is typed, or taken by somebody
    ]


def test_what_a_split_escape_sequence_leaves_behind_only_moves() -> None:
    hit = {(action.id, key) for action, _, key in keys() if key in REMAINS}
    assert hit == {("previous-passage", "P"), ("previous-provision", "[")}
    escaped = {action.id for action, _, key in keys() if key == "escape"}
    assert escaped == {"escape", "close"}


@pytest.mark.parametrize("scopes", TOGETHER, ids=lambda scopes: scopes[0])
def test_no_destructive_action_is_on_what_a_split_escape_sequence_leaves_behind(scopes: tuple[str, ...]) -> None:
    for name in ("escape", *REMAINS):
        for names in ([name], ["escape", name], ["escape", "[", name], ["escape", "O", name]):
            dispatcher = Dispatcher(scopes)
            done = [press.action for key in names for press in dispatcher.press(key).presses]
            assert not [action.id for action in done if action.destructive], names


def test_what_leaves_or_takes_away_is_marked_as_destructive() -> None:
    marked = {action.id for action in ACTIONS if action.destructive}
    assert marked >= {"back", "quit", "interrupt", "suspend", "erase", "erase-after", "erase-all"}
    named = {action.id for action in ACTIONS if re.search(r"\b(delete|leave|erase|empty|remove)\b", action.words)}
    assert named <= marked


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
        ("annotate", "previous-annotation"),
        ("matrix", "previous-disagreement"),
        ("typing", "erase-all"),
        ("prompt", "complete-back"),
        ("note", "new-line"),
        ("note", "editor"),
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
    for scopes in TOGETHER:
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
