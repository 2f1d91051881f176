"""The page on the shell names every command, flag, exit code, variable, setting and choice, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from docs_pages import PAGES, code, page, section, spans, tables

import karabakh_tui
from karabakh_tui.cli import exits
from karabakh_tui.cli.main import COMMANDS, CONTEXT, main, open_
from karabakh_tui.cli.wishes import FROM_A_CORPUS, SETTINGS, Setting

SHELL = "docs/shell.md"
PACKAGE = Path(karabakh_tui.__file__).parent
SOURCES = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
EXAMPLE_FOLDERS = {"bridge"}


def commands(group: click.Command = main, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its words ("config show"), groups as well; the program itself is ""."""
    yield name, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for word in group.list_commands(context):
            below = group.get_command(context, word)
            assert below
            yield from commands(below, f"{name} {word}".strip())


def parameters() -> list[tuple[click.Command, click.Parameter]]:
    every = [*(command for _, command in commands()), open_]
    return [(one, parameter) for one in every for parameter in one.get_params(click.Context(one, **CONTEXT))]


def flags() -> set[str]:
    """Every flag of every command, and of the one without a name that opens the screen."""
    options = (parameter for _, parameter in parameters() if isinstance(parameter, click.Option))
    return {flag for option in options for flag in (*option.opts, *option.secondary_opts)}


def flag_table() -> list[list[str]]:
    (table,) = tables(section(SHELL, "Flags"))
    return table


# Commands and flags


@pytest.mark.parametrize("words", [name for name, command in commands() if not isinstance(command, click.Group)])
def test_the_page_names_every_command(words: str) -> None:
    shown = [line.split()[1:] for line in code(SHELL) if line.startswith("karabakh-tui ")]
    wanted = words.split()
    assert any(line[: len(wanted)] == wanted for line in shown), f"{SHELL} shows no `karabakh-tui {words}`"


@pytest.mark.parametrize("name", PAGES)
def test_pages_call_only_commands_that_exist(name: str) -> None:
    groups = {
        words: set(command.list_commands(click.Context(command)))
        for words, command in commands()
        if isinstance(command, click.Group) and words
    }
    for line in code(name):
        called = re.match(r"karabakh-tui ([a-z]+)(?![\w./])(?: ([a-z]+)(?![\w./|]))?", line)
        if called and called[1] not in EXAMPLE_FOLDERS:
            assert called[1] in COMMANDS, f"{name}: {line!r}"
            assert called[1] not in groups or not called[2] or called[2] in groups[called[1]], f"{name}: {line!r}"


def test_the_page_names_every_flag() -> None:
    assert {flag for row in flag_table() for flag in spans(row[0])} == flags()


def test_the_page_names_every_choice_of_a_flag() -> None:
    told = {flag: set(spans(row[2])) for row in flag_table() for flag in spans(row[0])}
    for command, parameter in parameters():
        if isinstance(parameter.type, click.Choice):
            choices = {str(choice) for choice in parameter.type.choices}
            named = told[parameter.opts[-1]] if isinstance(parameter, click.Option) else set(code(SHELL))
            missing = {choice for choice in choices if not any(choice in text for text in named)}
            assert not missing, f"{command.name} {parameter.opts}"


@pytest.mark.parametrize("name", PAGES)
def test_pages_name_only_flags_that_exist(name: str) -> None:
    named = {flag for line in code(name) if ours(line) for flag in re.findall(r"(?<![\w-])--[a-z][a-z-]*", line)}
    assert named <= flags()


def ours(line: str) -> bool:
    """Whether a line of code is about this program, as all are but those that call another one."""
    return "karabakh-tui" in line or not re.match(r"[a-z]+ ", line)


# Exit codes and variables


def test_the_page_names_every_exit_code() -> None:
    known = {value for name, value in vars(exits).items() if name.isupper()}
    (table,) = tables(section(SHELL, "Exit codes"))
    assert {int(row[0]) for row in table} == known


def test_the_page_names_every_variable_of_the_environment() -> None:
    asked = re.compile(r"env(?:iron|ironment)?\.get\(\"([A-Z_]+)\"")
    known = {name for text in SOURCES.values() for name in asked.findall(text)}
    known |= {setting.variable for setting in SETTINGS if setting.variable} | {"KARABAKH_TUI_CONFIG"}
    (table,) = tables(section(SHELL, "Environment"))
    named = {name for row in table for name in spans(row[0])}
    assert known <= named
    folders = {f"XDG_{kind}_HOME" for kind in ("CONFIG", "DATA", "STATE", "CACHE")}  # platformdirs asks for these
    assert named <= known | folders


@pytest.mark.parametrize("name", PAGES)
def test_pages_name_only_variables_of_ours_that_exist(name: str) -> None:
    ours = {found for text in SOURCES.values() for found in re.findall(r"KARABAKH_TUI_[A-Z]+", text)}
    assert set(re.findall(r"KARABAKH_TUI_[A-Z]+", page(name))) <= ours | {"KARABAKH_TUI_GOLDEN"}


# Settings


def setting_row(setting: Setting) -> list[str]:
    """A setting as the page has to have it, without the words."""
    ways = [f"`{way}`" for way in (setting.flag, setting.variable) if way]
    ways += ["`theme:` in corpus.yaml"] if setting.name in FROM_A_CORPUS else []
    return [f"`{setting.name}`", f"`{setting.default}`" if setting.default else "", ", ".join(ways)]


def test_the_page_has_the_table_of_settings() -> None:
    (table,) = tables(section(SHELL, "Settings"))
    assert [[name, default, ways] for name, _, default, ways in table] == [setting_row(one) for one in SETTINGS]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_page_names_what_a_setting_may_be(setting: Setting) -> None:
    (table,) = tables(section(SHELL, "Settings"))
    (words,) = (row[1] for row in table if row[0] == f"`{setting.name}`")
    choices = ("on", "off") if setting.kind == "switch" else setting.choices
    assert set(choices) <= set(spans(words))
