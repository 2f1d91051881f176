"""Choosing a theme by keys: what the list tells, what is seen at once, and what comes back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers.program import Person, program

from karabakh_tui.tui.ladders import colours_off
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.roles import ROLES
from karabakh_tui.tui.theme_check import check
from karabakh_tui.tui.themes import load_themes
from karabakh_tui.tui.views import themes as view

SHIPPED = Path(__file__).parents[3] / "themes"
GOLDEN = Path(__file__).parent / "golden"


def box(person: Person) -> list[str]:
    """The lines inside the box."""
    return [line.split("│", 1)[1].rsplit("│", 1)[0].strip() for line in person.lines if line.count("│") > 1]


def same_as_file(name: str, person: Person) -> None:
    """Compare the box with a text file; KARABAKH_TUI_GOLDEN=write writes the file instead."""
    path, text = GOLDEN / f"{name}.txt", "\n".join(box(person)) + "\n"
    if os.environ.get("KARABAKH_TUI_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def worn(person: Person) -> str:
    return str(person.app.theme).partition(" ")[0]


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(f"format: 1\n{text}", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("size", "ladder", "name"),
    [((80, 24), "true", "80x24"), ((60, 16), "true", "60x16"), ((80, 24), "16", "16"), ((80, 24), "mono", "mono")],
)
async def test_the_picker_looks_like_this(size, ladder, name):
    async with program(size, None, ladder=ladder) as person:
        await person.press("escape", "z", "c")
        same_as_file(f"themes_{name}", person)


async def test_what_is_selected_is_worn_at_once_and_escape_brings_the_old_one_back():
    async with program((80, 24), None) as person:
        await person.press("escape")
        before = worn(person)
        await person.press("z", "c", "down")
        assert worn(person) == "gruvbox-dark" != before
        await person.press("up", "up")
        assert worn(person) == "colour-blind"
        await person.press("escape")
        assert worn(person) == before == "dark"


async def test_typing_filters_and_enter_keeps():
    async with program((80, 24), None) as person:
        screen = await person.press("escape", "z", "c", "c", "o", "n", "t")
        assert "high-contrast" in screen and "gruvbox" not in screen
        assert worn(person) == "high-contrast"
        await person.press("enter")
        assert worn(person) == "high-contrast" and "Themes" not in person.screen


async def test_the_preview_is_painted_in_the_theme_that_is_looked_at():
    async with program((80, 24), None) as person:
        await person.press("escape", "z", "c")

        def colours() -> set[str]:
            strips = person.app.screen._compositor.render_strips()
            row = next(strip for strip in strips if "= same" in strip.text)
            return {str(segment.style.color.name) for segment in row if "= same" in segment.text and segment.style}

        dark = colours()
        await person.press("down")
        assert colours() == {"#b8bb26"} != dark


async def test_a_theme_with_a_fault_stays_with_its_worst_number_and_a_broken_file_is_named(tmp_path):
    mine = folder(
        tmp_path,
        weak='extends: dark\nroles:\n  conflict: {fg: "#803020"}\n',
        broken="dark: true\nroles:\n  text: {fg: accent}\n",
    )
    async with program((120, 40), None, themes=(SHIPPED, mine)) as person:
        lines = await person.press("escape", "z", "c")
        assert "weak              themes/   lowest contrast 1.6  conflict on title 1.6 < 4.5" in lines
        assert f'1 file left out: {mine.name}/broken.yaml:4:14: "accent" is not a colour' in lines
        assert "broken   " not in lines


async def test_files_are_counted_not_their_faults_and_one_in_use_is_not_left_out(tmp_path):
    broken = "extends: nosuch\nroles: 3\nnocolour: 4\n"
    mine = folder(tmp_path, mended="extends: dark\nroles:\n  hitt: {fg: red}\n")
    async with program((120, 40), None, themes=(SHIPPED, mine)) as person:
        await person.press("escape", "z", "c")
        assert f'1 file with faults: {mine.name}/mended.yaml:4:3: "hitt" is not a role' in person.screen
        assert "mended   " in person.screen
    mine = folder(tmp_path, one=broken, two=broken)
    async with program((120, 40), None, themes=(SHIPPED, mine)) as person:
        assert f"2 files left out: {mine.name}/one.yaml:" in await person.press("escape", "z", "c")


async def test_long_names_and_hostile_file_names_neither_widen_nor_act(tmp_path):
    mine = folder(tmp_path, **{"n" * 64: "extends: dark\n"})
    for name in ("\x1b[31mred.yaml", "a b.yaml", "-x.yaml", "[b]x.yaml", os.fsdecode(b"\xff\xfe.yaml"), "mono.yaml"):
        (mine / name).write_text("format: 1\n", "utf-8")
    for size in ((80, 24), (60, 16), (160, 45)):
        async with program(size, None, themes=(SHIPPED, mine)) as person:
            screen = await person.press("escape", "z", "c")
            assert "6 files left out" in screen
            assert "\x1b" not in screen
            assert all(len(line) <= size[0] for line in person.lines)
            assert "nnnnnnnnnnnn" in await person.press("n", "n", "n", "n")
            assert worn(person) == "n" * 64


async def test_without_colours_the_picker_says_why(monkeypatch):
    async with program((80, 24), None, ladder="mono") as person:
        assert "Colours are off (" in await person.press("escape", "z", "c")
        assert "every theme looks like mono" in person.screen
    assert view.told("mono", "NO_COLOR is set") == "Colours are off (NO_COLOR is set): every theme looks like mono."
    assert view.told("true", "") == view.told("256", "") == ""


@pytest.mark.parametrize(
    ("env", "color", "why"),
    [
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "auto", "NO_COLOR is set"),
        ({"TERM": "xterm-256color"}, "never", "color: never"),
        ({"TERM": "vt100"}, "auto", "TERM is vt100"),
        ({}, "auto", "TERM is not set"),
        ({"TERM": "xterm", "FORCE_COLOR": "0"}, "auto", "FORCE_COLOR says none"),
        ({"TERM": "xterm"}, "auto", ""),
        ({"TERM": "vt100", "NO_COLOR": "1"}, "always", ""),
    ],
)
def test_why_there_are_no_colours(env, color, why):
    assert colours_off(env, color) == why


async def test_a_theme_can_still_be_named_in_the_command_line():
    async with program((80, 24), None) as person:
        await person.press("escape", ":", *"theme high-contrast", "enter")
        assert worn(person) == "high-contrast"
        assert 'No theme "drak". Nearest: dark.' in await person.press(":", *"theme drak", "enter")


def test_the_preview_shows_every_meaning_with_much_room_and_with_little():
    wanted = {"match+focus-passage", "conflict+focus", "same", "vaguer", "silent", "only", "other-event", "selection"}
    wanted |= {"tag-mine", "tag-theirs", "match"}
    for height in (8, 4):
        roles = {role for row in view.preview(72, height) for _, role in row}
        assert wanted <= roles
        assert any("hit" in role for role in roles)
    assert view.preview(72, 0) == []


def test_each_meaning_of_the_preview_is_in_words_too():
    words = "\n".join(plain(view.preview(72, 8)))
    for meaning in ("conflict", "same", "vaguer", "silence", "only here", "other event", "find", "selection", "tags"):
        assert meaning in words


@pytest.mark.parametrize("height", range(3, 40))
@pytest.mark.parametrize("count", [1, 8, 60])
def test_at_any_height_some_themes_and_the_foot_keep_their_place(height, count):
    rows = view.below(view.foot("told", "broken"), count, 60, height)
    assert plain(rows)[-1].startswith("karabakh-tui themes check")
    if height >= 12:
        assert height - 3 - len(rows) >= min(count, 4)


def test_every_role_has_a_sample_and_a_purpose():
    assert list(view.SAMPLES) == list(view.PURPOSES) == list(ROLES)


def test_a_row_says_where_a_theme_is_from_and_how_it_does():
    reports = {name: check(theme) for name, theme in load_themes([SHIPPED])[0].items()}
    assert plain([view.row_of(reports["colour-blind"], 80)]) == [
        "colour-blind      built in  lowest contrast 4.6  ok, colour-blind safe"
    ]
    assert plain([view.row_of(reports["ansi16"], 56)]) == ["ansi16              -  ok, the terminal's own colours"]
    assert view.aloud(reports["light"]) == "light, built in, lowest contrast 4.6, ok"
