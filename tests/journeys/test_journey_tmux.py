"""The program where many people have it: in a tmux of their own, left and come back to."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from helpers.probe.process import alive
from helpers.probe.tmux import Tmux

pytestmark = pytest.mark.pty

PROGRAM = [sys.executable, "-m", "karabakh_tui"]
READER = "sync: follow"
HELP = "Help: reader"

DEFAULT = ""
QUICK = "set -s escape-time 0\nset -g mouse on\nset -g default-terminal xterm-256color\n"
SIXTEEN = 'set -g default-terminal screen\nset -ga terminal-overrides ",*:colors=16"\n'

Start = Callable[..., Tmux]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the program, past its first page, in a tmux of that size and those settings."""
    begun: list[Tmux] = []

    def begin(cols: int = 80, rows: int = 24, config: str = DEFAULT) -> Tmux:
        folders = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
        tmux = Tmux(tmp_path, PROGRAM, cols, rows, config, env=folders)
        begun.append(tmux)
        tmux.wait_for("start reading")
        tmux.keys("Enter")
        tmux.wait_for(READER)
        return tmux

    yield begin
    for tmux in begun:
        tmux.close()


def colours(lines: list[str]) -> set[str]:
    """Which kinds of colour stand in the window: "16", "256", "true"."""
    sequences = re.findall(r"\x1b\[([0-9;:]*)m", "\n".join(lines))
    kinds = {"true" for one in sequences if re.search(r"[34]8[;:]2[;:]", one)}
    kinds |= {"256" for one in sequences if re.search(r"[34]8[;:]5[;:]", one)}
    return kinds | {"16" for one in sequences if re.search(r"(?:^|;)(?:[34]|9|10)[0-7](?:;|$)", one)}


@pytest.mark.parametrize(
    ("config", "kinds"), [(DEFAULT, {"256"}), (QUICK, {"256"}), (SIXTEEN, {"16"})], ids=["default", "quick", "sixteen"]
)
def test_the_window_is_what_any_terminal_shows_in_the_colours_it_has(
    start: Start, tmp_path: Path, config: str, kinds: set[str]
) -> None:
    tmux = start(config=config)
    tmux.keys("J")
    tmux.wait_for(r"\[s! SIGNING")
    env = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "other")}
    with Probe(PROGRAM, 80, 24, env=env) as probe:
        probe.wait_for("start reading")
        probe.key("enter", until=READER)
        probe.key("J", until=r"\[s! SIGNING")
        shown = probe.term.lines()
    # Once a tmux is told that it holds Esc for long; that stands in the last line.
    tmux.until(lambda: tmux.lines()[:-1] == shown[:-1], "the screen of any other terminal")
    assert colours(tmux.lines(colours=True)) == kinds


def test_somebody_else_comes_to_it_with_a_window_of_another_size(start: Start) -> None:
    tmux = start(120, 40)
    tmux.do("set-option", "window-size", "latest")
    for size in ((80, 25), (160, 46)):
        with tmux.attach(*size) as person:
            person.wait_for(READER)
            tmux.until(lambda want=(size[0], size[1] - 1): tmux.size() == want, "that size")
            tmux.until(lambda cols=size[0]: len(tmux.lines()[3]) == cols, "the frame from edge to edge")
            tmux.keys("j")  # whatever stands in the last line is said
            person.until(lambda: tmux.lines()[-1].startswith(" ? help"), "the last line")
            person.until(lambda: not person.in_sync and person.term.lines()[:-1] == tmux.lines(), "the same as tmux")
            tmux.do("set-option", "-g", "status-left", "[news] ")
            person.wait_for(r"^\[news\]")
            assert person.term.lines()[:-1] == tmux.lines()
            tmux.do("detach-client")
            person.until(lambda: person.ended, "the way out of tmux")


@pytest.mark.parametrize("config", [DEFAULT, QUICK], ids=["escape-time of tmux", "escape-time 0"])
def test_esc_closes_a_box_and_a_key_soon_after_is_heard_as_well(start: Start, config: str) -> None:
    tmux = start(config=config)
    with tmux.attach(80, 25) as person:
        person.wait_for(READER)
        person.key("?", until=HELP)
        person.send("\x1b")
        person.until(lambda: HELP not in person.text(), "the reader")
        person.key("?", until=HELP)
        person.send("\x1bJ")
        person.wait_for(r"\[s! SIGNING")
        assert HELP not in person.text()
        person.send("\x1b[A\x1b[B\x1b[6~")
        person.send("?")
        person.wait_for(HELP)


def test_a_window_that_changes_its_size_while_a_box_is_open(start: Start) -> None:
    tmux = start()
    tmux.keys("?")
    tmux.wait_for(HELP)
    for cols, rows in ((40, 10), (1, 1), (200, 60), (59, 15), (60, 16)):
        tmux.resize(cols, rows)
    tmux.wait_for(HELP)
    tmux.resize(40, 10)
    tmux.wait_for("This window is 40 x 10")
    tmux.resize(80, 24)
    tmux.wait_for(HELP)
    tmux.keys("Escape")
    tmux.until(lambda: HELP not in tmux.text(), "the reader")
    assert all(len(line) <= 80 for line in tmux.lines())


def test_a_session_that_is_killed_ends_the_program_and_keeps_the_place(start: Start, tmp_path: Path) -> None:
    tmux = start()
    pid = int(tmux.tell("#{pane_pid}"))
    tmux.keys("J", "J")
    tmux.wait_for(r"\[h= GROUND KEPT")
    tmux.do("set-option", "-g", "exit-empty", "off")
    tmux.do("kill-session")
    tmux.until(lambda: not alive(pid), "the end of the program")
    (place,) = (tmp_path / "state" / "karabakh-tui" / "places").glob("*.json")
    assert '"provision": "positions-held"' in place.read_text()
