"""The real program in a real (pseudo) terminal: what it sends, what it leaves behind, on small and poor terminals."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.probe.probe import Probe

pytestmark = pytest.mark.pty

PROGRAM = [sys.executable, "-m", "karabakh_tui"]
FIRST_PAGE = "start reading"
READER = "sync: follow"
QUIET_MS = 400


def start(home: Path, *args: str, size: tuple[int, int] = (120, 40), **options: object) -> Probe:
    """The program with a home of its own."""
    env = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), **options.pop("env", {})}
    return Probe([*PROGRAM, *args], *size, env=env, cwd=home, **options)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home in which the first page was seen, so that the articles open at once."""
    with start(tmp_path) as probe:
        probe.wait_for(FIRST_PAGE)
        probe.key("enter", until=READER)
        assert probe.exit_test("q")["restored"]
    yield tmp_path


@pytest.mark.parametrize(("how", "code"), [("q", 0), ("TERM", 143), ("HUP", 129), ("hangup", 129)])
def test_every_way_out_restores_the_terminal_and_keeps_the_place(home: Path, how: str, code: int) -> None:
    with start(home) as probe:
        probe.wait_for(READER)
        for _ in range(5):
            probe.key("J")
        bar = probe.term.lines()[1]
        ended = probe.exit_test(how)
    assert ended["code"] == code
    assert ended["orphans"] == 0
    assert how == "hangup" or ended["restored"], ended
    with start(home) as probe:
        probe.wait_for(READER)
        probe.settle(QUIET_MS)
        assert probe.term.lines()[1] == bar


def test_the_place_survives_a_kill(home: Path) -> None:
    with start(home) as probe:
        probe.wait_for(READER)
        probe.key("J")
        probe.key("J")
        bar = probe.term.lines()[1]
        place = next((home / "state" / "karabakh-tui" / "places").glob("*.json"))
        before = place.read_bytes()
        while place.read_bytes() == before:  # kept within a second of the key
            probe.step(0.05)
        probe.exit_test("KILL")
    with start(home) as probe:
        probe.wait_for(READER)
        probe.settle(QUIET_MS)
        assert probe.term.lines()[1] == bar


def test_ctrl_c_twice_leaves_and_once_does_not(home: Path) -> None:
    with start(home) as probe:
        probe.wait_for(READER)
        probe.key("ctrl+c", until="Once more leaves")
        ended = probe.exit_test("ctrl+c")
    assert (ended["code"], ended["restored"]) == (130, True)


def test_nothing_is_sent_while_nobody_types(home: Path) -> None:
    with start(home) as probe:
        probe.wait_for(READER)
        probe.settle(QUIET_MS)
        assert probe.idle(2.5)["bytes"] == 0


def test_twenty_keys_in_one_write_end_like_twenty_typed_slowly(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys = "jjjJJkkljjjjjKcnnqjj"
    screens = []
    for at_once in (False, True):
        own = tmp_path_factory.mktemp("home") / "copy"
        shutil.copytree(home, own)
        with start(own) as probe:
            probe.wait_for(READER)
            probe.settle(QUIET_MS)
            if at_once:
                probe.send(keys)
            else:
                for key in keys:
                    probe.key(key)
            probe.settle(QUIET_MS)
            screens.append(probe.text())
            probe.exit_test("KILL")
    assert screens[0] == screens[1]


def sgr_codes(raw: bytes) -> set[int]:
    """The numbers of all attribute changes that were sent, each sequence read as a list."""
    return {int(n or 0) for m in re.findall(rb"\x1b\[([0-9;]*)m", raw) for n in m.split(b";")}


@pytest.mark.parametrize("term", ["xterm-256color", "linux", "vt100", "screen-256color"])
def test_without_colours_only_attributes_are_sent(home: Path, term: str) -> None:
    with start(home, term=term, env={"NO_COLOR": "1"}) as probe:
        probe.wait_for(READER)
        probe.key("J")
        probe.key("c", until="COVERAGE")
        probe.exit_test("KILL")
        assert sgr_codes(bytes(probe.raw)) <= {0, 1, 2, 4, 7}


def test_an_empty_no_color_means_nothing(home: Path) -> None:
    with start(home, env={"NO_COLOR": ""}) as probe:
        probe.wait_for(READER)
        probe.exit_test("KILL")
        assert 38 in sgr_codes(bytes(probe.raw))


def test_on_sixteen_colours_only_those_are_sent(home: Path) -> None:
    with start(home, term="linux", env={"COLORTERM": None}) as probe:
        probe.wait_for(READER)
        probe.key("J")
        probe.exit_test("KILL")
        assert not {38, 48} & sgr_codes(bytes(probe.raw))


def test_a_window_that_is_too_small_says_so_and_recovers(home: Path) -> None:
    with start(home) as probe:
        probe.wait_for(READER)
        probe.resize(50, 12)
        probe.wait_for("This window is 50 x 12")
        probe.resize(120, 40)
        probe.wait_for(READER)
        assert "This window" not in probe.text()
        probe.resize(1, 1)
        probe.resize(300, 100)
        probe.wait_for(READER)
        assert probe.exit_test("q")["restored"]


def test_a_storm_of_resizes_ends_on_the_last_size(home: Path) -> None:
    with start(home) as probe:
        probe.wait_for(READER)
        for turn in range(100):
            probe.set_size(40 + turn % 97, 10 + turn % 41)
        probe.resize(100, 30)
        probe.wait_for(READER)
        probe.settle(QUIET_MS)
        assert all(len(line) <= 100 for line in probe.term.lines())
        assert "? help" in probe.term.lines()[-1]
        assert probe.exit_test("q")["restored"]


def test_a_window_that_was_small_for_a_moment_shows_all_of_it_again(home: Path) -> None:
    with start(home) as probe:
        probe.wait_for(READER)
        probe.settle(QUIET_MS)
        before = probe.term.lines()
        for size in ((70, 20), (100, 12), (119, 39), (40, 40)):
            probe.set_size(*size)
            probe.resize(120, 40)
            assert probe.term.lines() == before, size


def test_nothing_of_an_article_reaches_the_terminal_raw(tmp_path: Path) -> None:
    hostile = "Title \x1b]0;owned\x07 [/b] [@click=app.quit]x[/]\n\n\x1b]52;c;b3duZWQ=\x07"
    hostile += "\x9b31m \u202eright\u202c a\u200bb [/\n"
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "hostile.txt").write_text(hostile, encoding="utf-8")
    (tmp_path / "texts" / "\x1b[31mname.txt").write_text("Plain words.\n", encoding="utf-8")
    with start(tmp_path, "texts") as probe:
        probe.wait_for(FIRST_PAGE)
        probe.key("enter", until=READER)
        for key in ("g", "i", "escape", "g", "o", "escape", "g", "n", "escape", "?", "escape", "j"):
            probe.key(key)
        assert probe.exit_test("q")["restored"]
        raw = probe.raw.decode("utf-8")
    assert "owned" not in probe.term.title
    assert set(re.findall("\x1b\\](\\d+)", raw)) <= {"22"}  # Textual's own: the shape of the mouse pointer
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069\u200b]", raw)
    assert "[/b]" in raw


def test_a_text_on_stdin_is_read_and_keys_still_work(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("From a pipe.\n\nSecond paragraph.\n")
    command = f"cat text | {sys.executable} -m karabakh_tui -"
    with Probe(
        ["sh", "-c", command], env={"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}, cwd=tmp_path
    ) as probe:
        probe.wait_for(FIRST_PAGE)
        probe.key("enter", until="Second paragraph")
        assert probe.exit_test("q")["restored"]


def test_redraw_mends_what_another_program_left_on_the_screen(home: Path) -> None:
    with start(home) as probe:
        probe.wait_for(READER)
        probe.settle(QUIET_MS)
        before = probe.text()
        probe.term.feed("\x1b[5;5HMail has arrived.\x1b[20;60H\x1b[41mMore of it.\x1b[m")
        assert probe.text() != before
        probe.key("ctrl+l")
        probe.settle(QUIET_MS)
        assert probe.text() == before
        assert probe.exit_test("q")["restored"]


def test_ctrl_z_gives_the_shell_and_fg_brings_the_whole_screen_back(home: Path) -> None:
    env = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "PS1": "shell$ "}
    with Probe(["bash", "--norc", "--noprofile", "-i"], 120, 40, env=env, cwd=home) as probe:
        probe.wait_for(r"shell\$")
        probe.send(" ".join(PROGRAM) + "\r")
        probe.wait_for(READER)
        probe.settle(QUIET_MS)
        before = probe.text()
        probe.key("ctrl+z", until="Stopped")
        probe.send("fg\r")
        probe.wait_for(READER)
        probe.settle(QUIET_MS)
        assert probe.text() == before
        probe.key("q", until=r"shell\$")
