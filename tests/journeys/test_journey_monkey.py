"""Somebody who knows nothing and presses everything: whatever is typed, the screens stay whole, and q leads out.

The seed of a run that fails is in its name and its message; `KEYS` in `monkey` says how long a run is.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from helpers.program import Person, program
from helpers.screen import key_event
from textual.events import Key, Paste

from karabakh_tui.text.cells import width
from karabakh_tui.tui.keymap import ACTIONS
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.screens.small import SmallScreen, too_small

SIZES = [(80, 24), (60, 16), (120, 40), (160, 45), (230, 50), (61, 90), (59, 20), (100, 15), (20, 5), (1, 1)]
BOUND = sorted({key for action in ACTIONS for keys in action.keys for key in keys.split(" ")} - {"{a}", "{1}"})
LEAVES = {"q", "ctrl+c", "ctrl+z"}
UNBOUND = [*"щЩшцցჯüə@#$%^&*ÿ漢", "f12", "ctrl+b", "ctrl+left", "insert", "shift+enter", "mute_volume", "left_shift"]
OTHER = ["alt+j", "alt+J", "alt+left", "\x9b", "\u202e", "\u0301", "‍", "ctrl+@", "shift+escape", "<scroll-up>"]
PASTES = ["", "mandate", "jjjqqq\n", "\x1b[2J\x1b]0;x\x07", "a" * 5000, "\ud800\u202e\n\n\t", "5"]
COMMANDS = ["source B", "provision 4", "theme light", "theme nosuch", "set-mark", "g", "  ", "source \x1b"]


def some_keys(luck: random.Random) -> Sequence[str]:
    """A few keys, as somebody may press them in one go."""
    kind = luck.random()
    if kind < 0.6:
        keys = [luck.choice(BOUND) for _ in range(luck.randint(1, 4))]
    elif kind < 0.75:
        keys = luck.choice(luck.choice([action.keys for action in ACTIONS if action.keys])).split(" ")
        keys = [{"{a}": luck.choice("abя"), "{1}": luck.choice("1234567")}.get(key, key) for key in keys]
    elif kind < 0.85:
        keys = [luck.choice(UNBOUND + OTHER) for _ in range(luck.randint(1, 3))]
    elif kind < 0.92:
        keys = [*luck.choice(["9", "12", "99999"]), luck.choice(BOUND)]
    else:
        keys = [":", *luck.choice(COMMANDS), luck.choice(["enter", "tab", "escape", "up"])]
    return [key for key in keys if key not in LEAVES]


async def monkey(person: Person, luck: random.Random, many: int) -> list[str]:
    """Press so many keys, with pastes and other window sizes between; what was pressed last."""
    typed: list[str] = []
    while len(typed) < many:
        if luck.random() < 0.04:
            size = luck.choice(SIZES)
            typed.append(f"size {size}")
            await person.pilot.resize_terminal(*size)
        elif luck.random() < 0.05:
            typed.append("paste")
            person.app.post_message(Paste(luck.choice(PASTES)))
        else:
            keys = some_keys(luck)
            typed += keys
            for key in keys:
                person.app.post_message(key_event(key) if len(key) > 1 or key.isprintable() else Key(key, key))
        if luck.random() < 0.5:
            await person.settle()
            if not person.app.is_running:
                break
            whole(person, typed)
    return typed


def whole(person: Person, typed: Sequence[str]) -> None:
    """What is true of the screens whatever was done."""
    app = person.app
    told = f"after {' '.join(typed[-12:])} on {app.size}"
    assert app._exception is None, told
    assert 1 <= len(app.screen_stack) <= 12, told
    assert app.screen_stack[0] is app.reader, told
    assert all(isinstance(screen, KeyScreen) for screen in app.screen_stack), told
    small = [screen for screen in app.screen_stack if isinstance(screen, SmallScreen)]
    assert len(small) == too_small(*app.size), told
    assert not small or app.screen_stack[-1] is small[0], told
    lines = person.lines
    assert len(lines) == app.size.height, told
    assert all(width(line) <= app.size.width for line in lines), told
    assert not [char for line in lines for char in line if char < " " or "\x7f" <= char < "\xa0"], told
    reading = app.reader.reading
    shown = reading.carousel.shown
    assert shown, told
    assert reading.carousel.focused in shown, told
    assert {article.id for article in reading.comparison.articles} >= set(shown), told
    assert not app.reader.jumps.places or app.reader.jumps.present, told


async def lead_out(person: Person) -> None:
    """q and Esc lead out of wherever this is, in no more steps than there are screens."""
    await person.pilot.resize_terminal(80, 24)
    await person.settle()
    for _ in range(3 * len(person.app.screen_stack) + 6):
        if not person.app.is_running or person.app._exit:
            return
        typing = "typing" in getattr(person.app.screen_stack[-1], "SCOPES", ())
        await person.type_at_once(["escape"] if typing else ["escape", "q"])
    raise AssertionError(f"no way out of {person.app.screen_stack}:\n{person.screen}")


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_whatever_is_typed_the_screens_stay_whole_and_q_leads_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.delenv("TMUX", raising=False)  # y copies into the tmux of whoever runs this
    luck = random.Random(seed)
    async with program(SIZES[seed % 5], tmp_path / "state") as person:
        await monkey(person, luck, 150)
        await lead_out(person)
        assert person.app.return_code == 0
    async with program(SIZES[(seed + 1) % 5], tmp_path / "state") as person:  # and the place that was kept can be read
        whole(person, ["a new start"])


@pytest.mark.parametrize("keys", ["qc", "q?", "q:jj", "qx"])
async def test_keys_that_come_after_the_one_that_leaves_are_for_nobody(tmp_path: Path, keys: str) -> None:
    async with program((80, 24), tmp_path / "state") as person:
        await person.press("enter")
        await person.type_at_once(keys)
        assert person.app._exception is None
    assert person.app.return_code == 0


async def test_a_first_start_in_a_small_window_shows_the_first_page_when_it_grows(tmp_path: Path) -> None:
    async with program((50, 20), tmp_path / "state") as person:
        assert "This window is 50 x 20." in person.screen
        await person.pilot.resize_terminal(80, 24)
        await person.settle()
        assert "Enter  start reading" in person.screen
        await person.press("q")
        assert "READ" in person.lines[0]
