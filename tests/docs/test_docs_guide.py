"""The guide names every key, command behind `:`, sign and size that there is, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from docs_pages import PAGES, code, page, prose, section, tables
from tools.key_tables import key_table

import karabakh_tui
from karabakh_tui.matching.model import SIGNS, WORDS
from karabakh_tui.tui.carousel import NARROWEST_FOR
from karabakh_tui.tui.keymap import ACTIONS, SCREENS

GUIDE = "docs/guide.md"
PACKAGE = Path(karabakh_tui.__file__).parent
SOURCES = {path: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}


# Keys


@pytest.mark.parametrize("scope", dict.fromkeys(action.scope for action in ACTIONS))
def test_the_guide_has_the_keys_of_every_screen(scope: str) -> None:
    heading = SCREENS[scope].capitalize()
    wanted = f"### {heading}\n\n{key_table(scope)}\n"
    assert wanted in f"{page(GUIDE)}\n", f"the table {heading!r} in {GUIDE} is another one: make keys"


def test_the_guide_has_no_keys_of_a_screen_that_does_not_exist() -> None:
    listed = re.findall(r"^### (.+)$", section(GUIDE, "All keys"), re.MULTILINE)
    assert set(listed) == {SCREENS[action.scope].capitalize() for action in ACTIONS}


@pytest.mark.parametrize("name", PAGES)
def test_pages_name_only_commands_of_the_line_that_exist(name: str) -> None:
    known = {action.id for action in ACTIONS} | {"source", "provision", "theme", "mouse", "announce"}
    typed = [line[1:].split()[0] for line in code(name) if re.match(r":[a-z]", line)]
    assert set(typed) <= known


def test_the_guide_names_the_commands_of_the_line_that_take_an_argument() -> None:
    source = SOURCES[PACKAGE / "tui" / "app_commands.py"]
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    commands = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Command"]
    named = [[ast.literal_eval(argument) for argument in call.args[:2]] for call in commands]
    assert named
    (table,) = tables(section(GUIDE, "The command line behind `:`"))
    assert table == [[f"`:{name}`", words] for name, words in named]


# Signs and sizes


def test_the_guide_explains_every_sign() -> None:
    (table,) = tables(section(GUIDE, "What is on the screen"))
    assert {(row[0], row[1]) for row in table} == {(f"`{sign}`", WORDS[state]) for state, sign in SIGNS.items()}


def test_the_guide_tells_the_order_of_the_signs() -> None:
    first, *others = [sign for state, sign in SIGNS.items() if state != "other_event"]
    told = f"`{first}`" + "".join(f" before `{sign}`" for sign in others)
    assert told in " ".join(prose(GUIDE).split())


def test_the_guide_tells_how_many_panes_fit() -> None:
    (table,) = tables(section(GUIDE, "More sources than fit"))
    told = [f"from {columns}" if columns else "below" for columns, _ in NARROWEST_FOR]
    assert table == [[words, str(panes)] for words, (_, panes) in zip(told, NARROWEST_FOR, strict=True)]
