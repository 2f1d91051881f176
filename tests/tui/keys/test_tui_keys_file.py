"""keys.yaml: what is used, what is said and left aside, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karabakh_tui.tui.dispatch import Dispatcher
from karabakh_tui.tui.key_checks import why_not
from karabakh_tui.tui.key_conflicts import in_the_way
from karabakh_tui.tui.key_spelling import NEVER, MisspeltError, read_sequence, spoken
from karabakh_tui.tui.keymap import ACTIONS, TOGETHER, Action, show_key
from karabakh_tui.tui.keys_file import KeysFile, load_keys


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.yaml"


def read(path: Path, *lines: str, top: str = "format: 1") -> KeysFile:
    """A file with these lines below `keys`, which begins in line 2."""
    path.write_text("\n".join([top, "keys:", *(f"  {line}" for line in lines), ""]), "utf-8")
    return load_keys(path)


def keys_of(found: KeysFile, scope: str, action_id: str) -> tuple[str, ...]:
    return next(action.keys for action in found.actions if (action.scope, action.id) == (scope, action_id))


def refused(found: KeysFile) -> list[str]:
    """What is said of a file that is left out whole."""
    assert found.actions == ()
    assert found.layout == "auto"
    assert str(found.faults[-1]) == (
        "keys.yaml: is left out whole, and the built-in keys are in use; mend it and start again"
    )
    return [str(fault) for fault in found.faults[:-1]]


def test_without_a_file_the_built_in_keys_are_in_use(path: Path) -> None:
    assert load_keys(path) == KeysFile((), "auto", ())
    assert load_keys(path / "below") == KeysFile((), "auto", ())


def test_what_is_written_takes_the_place_of_all_keys_of_an_action(path: Path) -> None:
    found = read(path, 'read.next-provision: [",", F6]', "global.quit: g q", "read.ruler: []", "typing.erase-all: ^k")
    assert not found.faults
    assert keys_of(found, "read", "next-provision") == (",", "f6")
    assert keys_of(found, "cards", "next-provision") == ("n", "J", "]")
    assert keys_of(found, "global", "quit") == ("g q",)
    assert keys_of(found, "read", "ruler") == ()
    assert keys_of(found, "typing", "erase-all") == ("ctrl+k",)
    assert len(found.actions) == len(ACTIONS)


def test_a_file_may_say_the_layout_alone(path: Path) -> None:
    path.write_text("format: 1\nlayout: tr\n", "utf-8")
    assert load_keys(path) == KeysFile((), "tr", ())


def test_a_layout_that_is_not_known_is_told_with_the_nearest(path: Path) -> None:
    path.write_text("format: 1\nlayout: aze\nkeys: {read.pin: F6}\n", "utf-8")
    found = load_keys(path)
    assert found.actions
    assert [str(fault) for fault in found.faults] == ['keys.yaml:2:9: "aze" is no layout; did you mean "az"?']


def test_an_action_that_is_not_known_is_told_and_the_rest_is_used(path: Path) -> None:
    found = read(path, "read.next-provison: F5", "reader.pin: F7", "read.pin: F6")
    assert keys_of(found, "read", "pin") == ("f6",)
    assert [fault.where for fault in found.faults] == ["keys.yaml:3:3", "keys.yaml:4:3"]
    assert str(found.faults[0]).endswith('is not an action; did you mean "read.next-provision"?')


def test_many_names_that_are_not_known_are_told_up_to_a_point(path: Path) -> None:
    assert len(read(path, *(f"x.y{number}: F5" for number in range(500))).faults) == 20


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("read.pin: ^s", '3:13: "^s" of read.pin is a key that cannot be used: it is XOFF'),
        ("read.pin: [F6, ctrl+q]", '3:18: "^q" of read.pin is a key that cannot be used: it is XON'),
        ("read.pin: ^i", "sends the same byte for Tab"),
        ("read.pin: ^[", "sends the same byte for Esc"),
        ("read.pin: 'g ~'", "the command key of ssh"),
        ("read.pin: alt+x", '3:13: "alt+x" holds alt; alt and a key arrive as Esc and that key'),
        ("read.pin: gx", '3:13: "gx" is not a key; write keys that follow one another with blanks between: "g x"'),
        ("read.pin: Entr", '"Entr" is not a key; did you mean "enter"?'),
        ("read.pin: g escape", "has Esc in it, which takes back what was begun"),
        ("read.pin: 4", "begins with a digit, which begins a count"),
        ("read.pin: a b c d e", "is too long a sequence"),
        ("read.pin: M a-z", "waits for a letter or digit that this action has no use for"),
        ("read.set-mark: M", '3:18: "M" of read.set-mark leaves out the a-z that it needs; write it last: "M a-z"'),
        ("read.set-mark: a-z M", "goes on after a-z"),
        ("read.put-source: W a-z", "leaves out the 1-9"),
        ("picker.choose: [enter, x]", '3:26: "x" of picker.choose could not be typed any more where text is typed'),
        ("help.row-down: space", "could not be typed any more"),
        ("prompt.run: [a-z]", "waits for a letter"),
        ("typing.erase: '#'", "could not be typed any more"),
        (
            "global.back: []",
            "3:16: global.back has no key, and nothing else goes back and leaves; leave it at least one",
        ),
        ("box.close: []", "nothing else closes a box"),
        ("picker.escape: []", "nothing else closes a list"),
        ("always.interrupt: F6", "is not to be changed: ^c always cancels"),
        ("always.interrupt: []", "always.interrupt is not to be changed"),
        ("global.quit: Q", "may come from an arrow key on a slow line (Q)"),
        ("global.back: [q, g A]", "may come from an arrow key on a slow line (A)"),
        ("read.pin: {a: b}", "read.pin has something else than keys"),
        ("read.pin: [[a]]", "read.pin has something else than keys"),
        ("read.pin:", "read.pin has something else than keys"),
        ("read.pin: ''", '"" names no key'),
        (f"read.pin: [{', '.join(map(str, range(13)))}]", "read.pin has 13 keys; write at most 12"),
    ],
)
def test_a_key_that_is_no_use_is_refused_with_its_reason(path: Path, line: str, told: str) -> None:
    assert told in "\n".join(refused(read(path, line)))


def test_keys_that_the_built_in_keymap_has_in_a_text_box_may_stay(path: Path) -> None:
    found = read(path, 'help.escape: [escape, "?"]', "picker-ticks.tick-row: [space, F6]")
    assert not found.faults


def test_two_actions_on_one_key_are_refused_and_both_lines_named(path: Path) -> None:
    found = read(path, "read.swap: F5", "read.pin: [F6, F5]")
    assert refused(found) == [
        'keys.yaml:4:18: "F5" of read.pin is also keys.yaml:3:14, of read.swap; give one of the two another key'
    ]


def test_a_built_in_key_is_in_the_way_until_its_action_has_another(path: Path) -> None:
    assert refused(read(path, "read.pin: n")) == [
        'keys.yaml:3:13: "n" of read.pin is the built-in key of read.next; '
        "take another key, or give read.next other keys in this file too"
    ]
    assert not read(path, "read.pin: n", "read.next: F6").faults
    assert not read(path, "read.pin: n", "read.next: []").faults
    swapped = read(path, "read.next: N", "read.previous: n")
    assert keys_of(swapped, "read", "next") == ("N",)


def test_a_key_that_begins_another_is_in_the_way(path: Path) -> None:
    (told,) = refused(read(path, "read.pin: g"))
    assert '"g" of read.pin begins "g b", the built-in key of reading.jump-back (and ' in told
    (told,) = refused(read(path, "read.pin: j x"))
    assert '"j x" of read.pin goes on after "j", the built-in key of read.line-down' in told
    (told,) = refused(read(path, "read.pin: m q"))
    assert '"m q" of read.pin is in the way' not in told
    assert '"m a-z"' in told


def test_keys_of_screens_that_never_meet_are_no_conflict(path: Path) -> None:
    assert not read(path, "matrix.order: F5", "read.swap: F5", "box.close: [q, F5]").faults
    (told,) = refused(read(path, "matrix.order: F5", "global.themes: F5"))
    assert '"F5" of global.themes is also keys.yaml:3:17, of matrix.order' in told
    (told,) = refused(read(path, "always.redraw: F5", "box.close: [q, F5]"))
    assert "of always.redraw" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("keys: {read.pin: F6", "keys.yaml:"),
        ("format: 2\nkeys: {}\n", "is written in format 2"),
        ("- a\n", "begins with a list"),
        ("format: 1\nkeys: [a]\n", '"keys" is a list, not a record'),
        ("format: 1\nkeys: !!python/object:os.system {}\n", "keys.yaml:2:7"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_out(path: Path, text: str, told: str) -> None:
    path.write_text(text, "utf-8")
    assert told in "\n".join(refused(load_keys(path)))


def test_what_is_no_regular_file_is_left_out(path: Path) -> None:
    path.mkdir()
    assert refused(load_keys(path))


def test_an_unknown_field_is_said_and_left_aside(path: Path) -> None:
    found = read(path, "read.pin: F6", top="format: 1\nlayuot: ru")
    assert found.actions
    assert 'did you mean "layout"?' in str(found.faults[0])


# Spelling


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("^d", "ctrl+d"), ("ctrl+D", "ctrl+d"), ("^D", "ctrl+d"), ("Enter", "enter"), ("return", "enter"),
        ("SPACE", "space"), ("g x", "g x"), ("  g   X ", "g X"), ("f5", "f5"), ("F12", "f12"), ("Esc", "escape"),
        ("PgDn", "pagedown"), ("Shift+Tab", "shift+tab"), ("shift+j", "J"), ("ctrl+left", "ctrl+left"),
        ("m a-z", "m {a}"), ("w {1}", "w {1}"), ("question_mark", "?"), ("+", "+"), ("^", "^"), ("ctrl++", "ctrl+plus"),
        ("^ space", "^ space"), ("ctrl+space", "ctrl+@"), ("^]", "ctrl+right_square_bracket"), ("й", "й"), ("-", "-"),
        ("left_square_bracket", "["), ("slash", "/"),
    ],
)  # fmt: skip
def test_keys_are_read_as_people_write_them_and_as_textual_names_them(written: str, read_as: str) -> None:
    assert read_sequence(written) == read_as


def test_every_key_of_the_keymap_can_be_written_as_it_is_shown() -> None:
    sequences = [sequence for action in ACTIONS for sequence in action.keys]
    assert [read_sequence(show_key(sequence)) for sequence in sequences] == sequences
    assert [read_sequence(sequence) for sequence in sequences] == sequences


@given(st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_is_a_key_or_is_told(text: str) -> None:
    try:
        sequence = read_sequence(text)
    except MisspeltError as error:
        assert error.what
        assert error.repair
    else:
        assert read_sequence(show_key(sequence)) == sequence
        assert spoken(sequence)


@pytest.mark.parametrize(
    ("sequence", "words"),
    [
        ("g E", "g then shift e"),
        ("ctrl+d", "control d"),
        ("]", "right square bracket"),
        ("m {a}", "m then a letter"),
        ("pagedown", "page down"),
        ("shift+tab", "shift tab"),
        ("ctrl+backslash", "control backslash"),
    ],
)
def test_keys_can_be_said(sequence: str, words: str) -> None:
    assert spoken(sequence) == words


KEYS = st.sampled_from(["j", "J", "g", "g g", "g q", "F5", "F6", "^k", "^s", "m a-z", "w 1-9", "4", "x", "]", "~", "é"])


@given(
    st.dictionaries(
        st.sampled_from([f"{action.scope}.{action.id}" for action in ACTIONS]), st.lists(KEYS, max_size=3), max_size=5
    )
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_keymap_that_is_used_has_no_conflict_and_every_key_does_its_action(
    path: Path, written: dict[str, list[str]]
) -> None:
    found = read(path, *(f"{name}: {keys}" for name, keys in written.items()), "global.help: [F9]")
    if not found.actions:
        refused(found)
        return
    for scopes in TOGETHER:
        heard = [action for scope in (*scopes, "always") for action in found.actions if action.scope == scope]
        clash(heard)
        for action in heard:
            for sequence in action.keys:
                assert not set(sequence.split(" ")) & set(NEVER) or action.id in ("interrupt", "new-line")
                dispatcher = Dispatcher((), heard)
                names = [{"{a}": "ù", "{1}": "7"}.get(name, name) for name in sequence.split(" ")]
                assert [p.action for n in names for p in dispatcher.press(n).presses][-1:] == [action]


def clash(heard: list[Action]) -> None:
    bound = [(sequence, action.id) for action in heard for sequence in action.keys]
    firsts: dict[str, list[tuple[str, str]]] = {}
    for sequence, name in bound:
        firsts.setdefault(sequence.split(" ")[0], []).append((sequence, name))
    for together in firsts.values():
        for index, (one, name) in enumerate(together):
            assert not [other for other in together[index + 1 :] if other[1] != name and in_the_way(one, other[0])]


def test_the_built_in_keys_pass_their_own_checks() -> None:
    for action in ACTIONS:
        for sequence in action.keys:
            if action.id != "interrupt" and sequence != "{1}" and action.scope != "picker-ticks":
                assert why_not(sequence, action) is None, (action.id, sequence)
