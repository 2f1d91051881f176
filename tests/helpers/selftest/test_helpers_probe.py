"""The measuring instrument itself: what a program writes comes out as a screen, and what it leaves on is seen."""

import sys

import pytest
from helpers.probe.probe import Link, Probe

pytestmark = pytest.mark.pty

ECHO = """
import sys, tty, termios
before = termios.tcgetattr(0)
tty.setraw(0)
print("\\x1b[?1049h\\x1b[?1000h\\x1b[1mready\\x1b[m", end="", flush=True)
while (key := sys.stdin.read(1)) != "q":
    print("\\r\\x1b[2K" + repr(key), end="", flush=True)
if len(sys.argv) > 1:
    print("\\x1b[?1000l\\x1b[?1049l", end="", flush=True)
    termios.tcsetattr(0, termios.TCSADRAIN, before)
"""


def run(*args: str, **options: object) -> Probe:
    return Probe([sys.executable, "-c", ECHO, *args], 40, 5, **options)


def test_a_key_is_sent_and_its_answer_is_seen():
    with run("tidy") as probe:
        probe.wait_for("ready")
        assert probe.term.cells()[0][0].bold
        answer = probe.key("x", until="'x'")
        assert answer["cells"] == 5 and answer["bytes"] and answer["until_ms"] is not None
        assert probe.term.unknown == {}


def test_a_tidy_program_gives_the_terminal_back():
    with run("tidy") as probe:
        probe.wait_for("ready")
        result = probe.exit_test("q")
    assert result["restored"] and result["code"] == 0 and result["orphans"] == 0


def test_an_untidy_program_is_found_out():
    with run() as probe:
        probe.wait_for("ready")
        result = probe.exit_test("q")
    assert not result["restored"] and not result["alt_left"] and not result["termios_same"]
    assert result["left_on"] == ["1000"]


def test_a_program_killed_by_a_signal_says_so():
    with run() as probe:
        probe.wait_for("ready")
        assert probe.exit_test("HUP")["code"] == -1


def test_a_slow_line_delays_what_is_seen():
    with run("tidy", link=Link(rtt_ms=100, down=20_000)) as probe:
        probe.wait_for("ready")
        assert probe.key("x", until="'x'")["until_ms"] >= 100


def test_a_terminal_answers_queries_and_scrolls():
    from helpers.probe.terminal import Terminal

    said: list[str] = []
    term = Terminal(10, 3, said.append)
    term.feed("a\r\nb\r\nc\x1b[S\x1b[6n\x1b[?2026$p\x1b[c\x1b]0;Title\x07\x1b[38:2::1:2:3mx\x1b[")
    term.feed("0m\x1b[3b")
    assert said == ["\x1b[3;2R", "\x1b[?2026;2$y", "\x1b[?62;22c"]
    assert term.lines() == ["b", "c", " xxxx"]
    assert term.title == "Title" and term.cells()[2][1].fg == "010203" and not term.unknown


def test_the_screen_is_kept_as_a_picture(tmp_path):
    with run("tidy") as probe:
        probe.wait_for("ready")
        assert probe.save(tmp_path / "a.txt").read_text().startswith("ready\n")
        assert ">ready</text>" in probe.save(tmp_path / "a.svg").read_text()
