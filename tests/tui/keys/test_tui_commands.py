from __future__ import annotations

from karabakh_tui.tui.commands import KEPT, Command, Commands, candidates, read_line
from karabakh_tui.tui.keymap import actions_in
from karabakh_tui.tui.narrow import narrowed

ACTIONS = actions_in(("read", "reading", "global"))


def themes(typed: str) -> list[str]:
    return [name for name in ("okabe-dark", "okabe-light", "mono") if name.startswith(typed)]


def theme(arg: str) -> str | None:
    return None if arg in themes("") else f'No theme "{arg}".'


THEME = Command("theme", "choose a theme", themes, theme)
INFO = Command("info", "about a source", lambda typed: [], lambda arg: None)


def test_a_line_is_an_action_or_a_command_with_an_argument() -> None:
    action = read_line(" go-matrix ", [THEME], ACTIONS).action
    assert action is not None and action.id == "go-matrix"
    line = read_line("theme  okabe-dark ", [THEME], ACTIONS)
    assert (line.command, line.arg) == (THEME, "okabe-dark")
    assert read_line("theme", [THEME], ACTIONS).arg == ""


def test_a_command_comes_before_an_action_of_its_name() -> None:
    assert read_line("info B", [INFO], ACTIONS).command == INFO
    action = read_line("info", [], ACTIONS).action
    assert action is not None


def test_an_unknown_command_gets_the_nearest_one() -> None:
    assert read_line("thmee dark", [THEME], ACTIONS).wrong == 'No command "thmee". Nearest: theme. Tab completes.'
    assert read_line("go-matirx", [THEME], ACTIONS).wrong == (
        'No command "go-matirx". Nearest: go-matrix. Tab completes.'
    )
    assert read_line("щщщщ", [THEME], ACTIONS).wrong == 'No command "щщщщ". Tab completes.'


def test_an_action_takes_no_argument() -> None:
    assert read_line("swap A B", [THEME], ACTIONS).wrong == 'swap takes nothing after it, so "A B" is not understood.'


def test_only_what_the_screen_can_do_is_a_command() -> None:
    assert read_line("order", [], ACTIONS).action is None
    assert read_line("order", [], actions_in(("matrix", "reading", "global"))).action is not None


def test_names_are_completed_those_that_begin_so_first() -> None:
    found = candidates("the", [THEME], ACTIONS)
    assert found[:2] == ["theme", "themes"]
    assert candidates("mark", [THEME], ACTIONS) == ["go-mark", "set-mark"]
    assert candidates("zzzz", [THEME], ACTIONS) == []
    assert len(candidates("", [THEME], ACTIONS)) == len({action.id for action in ACTIONS}) + 1


def test_arguments_are_completed_by_their_command() -> None:
    assert candidates("theme ok", [THEME], ACTIONS) == ["theme okabe-dark", "theme okabe-light"]
    assert candidates("theme ", [THEME], ACTIONS) == ["theme okabe-dark", "theme okabe-light", "theme mono"]
    assert candidates("swap ", [THEME], ACTIONS) == []


def test_the_history_keeps_each_line_once_and_not_for_ever() -> None:
    commands = Commands([THEME])
    for line in ("a", "b", "a"):
        commands.keep(line)
    assert commands.history == ["b", "a"]
    for number in range(2 * KEPT):
        commands.keep(str(number))
    assert len(commands.history) == KEPT
    assert commands.history[-1] == str(2 * KEPT - 1)


def test_with_nothing_typed_a_list_stays_as_it_is() -> None:
    assert narrowed("  ", ["b", "a"]) == [0, 1]


def test_what_holds_every_word_comes_first_then_what_is_near() -> None:
    texts = ["Nakhchivan", "Lachin corridor", "Return of refugees", "The corridor of Lachin"]
    assert narrowed("LACHIN cor", texts) == [1, 3]
    assert narrowed("corrider", texts) == [1, 3]
    assert narrowed("refugees return", texts) == [2]
    assert narrowed("xyzzy", texts) == []


def test_a_title_of_a_megabyte_is_not_searched_to_its_end() -> None:
    assert narrowed("end", ["x" * 1_000_000 + "end"]) == []
