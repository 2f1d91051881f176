"""The mouse: the terminal's own unless it is asked for; then the wheel scrolls, and a click goes there."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from helpers.program import Person, program
from textual.events import AppBlur, AppFocus, Event, MouseDown, MouseEvent, MouseScrollDown, MouseScrollUp, MouseUp

from karabakh_tui.tui.mouse import LEAVE, LISTEN

READER = (120, 40)


async def wheel(person: Person, x: int, y: int, up: bool = False) -> str:
    """Turn the wheel by a notch over that place."""
    await person.pilot._post_mouse_events([MouseScrollUp if up else MouseScrollDown], offset=(x, y), button=0)
    await person.settle()
    return person.screen


async def click(person: Person, x: int, y: int) -> str:
    """Click there."""
    await person.pilot.click(offset=(x, y))
    await person.settle()
    return person.screen


async def test_the_wheel_scrolls_the_pane_under_it_and_the_others_in_step(tmp_path: Path) -> None:
    async with program(READER, tmp_path) as person, program(READER, tmp_path / "other") as other:
        await person.press("enter")
        await other.press("enter", "l")
        assert await wheel(person, 100, 20) == await other.press("j", "j", "j")
        assert "follow +3 rows" in person.screen
        assert await wheel(person, 100, 20, up=True) == await other.press("k", "k", "k")


async def test_a_click_lets_the_pane_lead(tmp_path: Path) -> None:
    async with program(READER, tmp_path) as person:
        await person.press("enter")
        left, right = person.app.reader.reading.carousel.shown
        await click(person, 100, 20)
        assert person.app.reader.reading.carousel.focused == right
        await click(person, 10, 3)
        assert person.app.reader.reading.carousel.focused == left
        before = person.screen
        assert await click(person, 10, 20) == before


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (160, 45)])
async def test_a_click_chooses_the_cell_of_the_matrix(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(size, tmp_path) as person:
        await person.press("enter", "c", "g", "g")
        await click(person, *place_of(person, "Ground kept", "D"))
        assert "[" in line_of(person, "Ground kept")
        assert person.app.screen.at == ("positions-held", "defence24")
        await click(person, 5, place_of(person, "Signing", "D")[1])
        assert person.app.screen.at == ("signing", "defence24")
        before = person.screen
        assert await click(person, 5, 0) == before
        assert await click(person, 5, size[1] - 1) == before


@pytest.mark.parametrize("kind", [MouseDown, MouseUp, MouseScrollDown, AppFocus, AppBlur])
async def test_a_mouse_or_window_that_goes_on_while_the_program_ends_is_for_nobody(
    tmp_path: Path, kind: type[Event]
) -> None:
    place = (None, 5, 5, 0, 0, 1, False, False, False, 5, 5)
    async with program(READER, tmp_path) as person:
        stack = person.app._screen_stacks[person.app._current_mode]
        kept = list(stack)
        stack.clear()
        await person.app.on_event(kind(*place) if issubclass(kind, MouseEvent) else kind())
        stack.extend(kept)


def line_of(person: Person, name: str) -> str:
    return next(line for line in person.lines if name in line)


def place_of(person: Person, name: str, letter: str) -> tuple[int, int]:
    """Where the row of a provision and the column of a source meet."""
    heads = next(line for line in person.lines if line.startswith(" Provision"))
    return heads.index(f" {letter}") + 1, person.lines.index(line_of(person, name))


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_a_click_selects_the_row_of_a_list_also_of_one_that_is_scrolled(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with program(size, tmp_path) as person:
        await person.press("enter", "g", "p")
        for name in ("Aghdam", "Withdrawal", "Lachin distr"):
            y = person.lines.index(line_of(person, name))
            await click(person, size[0] // 2, y)
            assert "> " in line_of(person, name)
        before = person.screen
        x, y = next((line.index("┌"), at) for at, line in enumerate(person.lines) if "┌" in line)
        for line in (y, y + 1, y + 2):
            assert await click(person, x + 3, line) == before
        await person.press("enter")
        assert person.app.reader.reading.provision == "lachin-return"


async def test_elsewhere_the_wheel_is_down_and_up(tmp_path: Path) -> None:
    async with program((80, 24), tmp_path) as person:
        first = person.screen
        assert await wheel(person, 5, 5) == first
        await person.press("enter", "c", "g", "g")
        await wheel(person, 5, 12)
        assert person.app.screen.at[0] == "signing"
        await wheel(person, 5, 12, up=True)
        assert person.app.screen.at[0] == "ceasefire"
        await person.press("q", "?")
        before = person.screen
        assert await wheel(person, 40, 12) != before
        assert await wheel(person, 40, 12, up=True) == before


async def test_the_command_takes_on_and_off(tmp_path: Path) -> None:
    async with program((80, 24), tmp_path) as person:
        await person.press("enter")
        assert "The mouse is heard: wheel scrolls, a click goes there; with Shift it selects." in await person.press(
            ":", *"mouse on", "enter"
        )
        assert "The mouse is the terminal's own." in await person.press(":", *"mouse off", "enter")
        assert "Is the mouse to be on or off?" in await person.press(":", *"mouse maybe", "enter")


# In a terminal

MODES = ("1000", "1002", "1003", "1006", "1015", "1016")


def start(home: Path, *words: str) -> Probe:
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE")}
    probe = Probe([sys.executable, "-m", "karabakh_tui", *words], 80, 24, env={**folders, "HOME": str(home)})
    probe.wait_for("Enter")
    probe.key("enter", until="READ")
    return probe


def modes(probe: Probe) -> set[str]:
    return {mode for mode in MODES if probe.term.modes.get(mode)}


@pytest.mark.pty
def test_unless_it_is_asked_for_the_terminal_hears_nothing_of_a_mouse(tmp_path: Path) -> None:
    with start(tmp_path) as probe:
        assert not modes(probe)
        assert probe.exit_test("q")["restored"]
        assert not re.search(rb"\x1b\[\?10(00|02|03|06|15|16)", bytes(probe.raw))


@pytest.mark.pty
def test_the_mouse_tells_of_buttons_and_wheel_and_is_given_back(tmp_path: Path) -> None:
    with start(tmp_path, "--mouse") as probe:
        assert modes(probe) == {"1000", "1006"}
        probe.key("wheel", raw="\x1b[<65;10;10M", until="follow [+]3 rows")
        probe.key("c", until="COVERAGE")
        probe.key("click", raw="\x1b[<0;5;7M\x1b[<0;5;7m", until="^>h Ground")
        assert not probe.term.unknown
        assert probe.exit_test("TERM")["restored"]
        assert not modes(probe)


@pytest.mark.pty
def test_it_is_turned_on_and_off_while_the_program_runs(tmp_path: Path) -> None:
    with start(tmp_path) as probe:
        for word, on in (("on", True), ("off", False), ("on", True)):
            before = len(probe.raw)
            probe.key("command", raw=f":mouse {word}\r", until="The mouse is")
            sent = bytes(probe.raw[before:])
            assert (LISTEN if on else LEAVE).encode() in sent
            assert modes(probe) == ({"1000", "1006"} if on else set())
        probe.resize(100, 30)
        assert modes(probe) == {"1000", "1006"}
        os.kill(probe.pid, signal.SIGHUP)
        probe.settle(300)
        assert not modes(probe)
