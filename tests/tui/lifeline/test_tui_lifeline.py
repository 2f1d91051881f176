"""Whatever ends the program: the terminal is given back, the place is kept once, the exit code tells what it was."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from helpers.probe.probe import Link, Probe

from karabakh_tui.tui.signals import Lifeline, terminal_given_back, terminal_gone

PROGRAM = Path(__file__).with_name("lifeline_program.py")
pty = pytest.mark.pty


class Program(Probe):
    """The tiny app; `said` is what it wrote when it left."""

    def __init__(self, folder: Path, mode: str = "calm", cols: int = 60, rows: int = 16, **options) -> None:
        self.file = folder / "said"
        super().__init__([sys.executable, str(PROGRAM), str(self.file), mode], cols, rows, **options)

    @property
    def said(self) -> str:
        return self.file.read_text() if self.file.exists() else ""


def pumped(program: Probe, seconds: float) -> None:
    """Let the program run for a while, as its terminal."""
    end = time.perf_counter() + seconds
    while program.step(end) is not None:
        pass


def stalled(folder: Path) -> Program:
    """A program that paints, on a line that takes next to nothing, until it can write no more."""
    program = Program(folder, "busy", 120, 40, link=Link(down=2000, window=2000))
    while program.bytes < 1500 and program.step(time.perf_counter() + 10) is not None:
        pass
    pumped(program, 0.7)
    return program


@pty
@pytest.mark.parametrize(
    ("how", "mode", "code"),
    [
        *(("TERM", "busy", 143), ("HUP", "calm", 129), ("INT", "calm", 130), ("q", "busy", 0)),
        *(
            ("QUIT", "calm", 131),
            ("USR1", "calm", 138),
            ("USR2", "busy", 140),
            ("ALRM", "calm", 142),
            ("XCPU", "busy", 152),
        ),
    ],
)
def test_the_terminal_is_given_back(tmp_path, how, mode, code):
    with Program(tmp_path, mode) as program:
        program.wait_for("ready|busy")
        result = program.exit_test(how)
        assert result["restored"], result
        assert (result["code"], result["orphans"], result["says"]) == (code, 0, [])
        assert program.said == ("" if how == "q" else "left\n")


@pty
def test_textual_by_itself_would_keep_the_terminal(tmp_path):
    with Program(tmp_path, "plain") as program:
        program.wait_for("ready")
        assert not program.exit_test("TERM")["restored"]


@pty
@pytest.mark.parametrize("mode", ["calm", "nohup"])
def test_when_the_line_drops_the_place_is_kept_and_nothing_stays_behind(tmp_path, mode):
    with Program(tmp_path, mode) as program:
        program.wait_for("ready|busy")
        result = program.exit_test("hangup")
        assert (result["code"], result["orphans"], program.said) == (129, 0, "left\n")


@pty
def test_a_line_that_stood_still_before_it_dropped_does_not_hold_the_program(tmp_path):
    with stalled(tmp_path) as program:
        result = program.exit_test("hangup")
        assert (result["code"], result["orphans"], program.said) == (129, 0, "left\n")


@pty
def test_a_terminal_that_takes_no_more_bytes_does_not_hold_a_program_that_is_to_end(tmp_path):
    with stalled(tmp_path) as program:
        assert program.exit_test("TERM")["code"] == 143
        assert program.said == "left\n"


@pty
def test_a_program_that_cannot_come_to_an_end_gives_the_terminal_back_all_the_same(tmp_path):
    with Program(tmp_path, "stuck") as program:
        program.wait_for("ready")
        result = program.exit_test("TERM")
        assert result["code"] == 143 and result["restored"] and program.said == "left\n", result


@pty
def test_a_line_that_drops_while_the_program_leaves_changes_nothing(tmp_path):
    with Program(tmp_path, "busy") as program:
        program.wait_for("busy")
        os.kill(program.pid, signal.SIGTERM)
        program.until(lambda: program.said, "the place to be kept")
        result = program.exit_test("hangup")
        assert result["code"] == 143 and result["orphans"] == 0 and program.said == "left\n"


@pty
@pytest.mark.parametrize("received", [1, 1500])
def test_a_signal_that_comes_while_the_screen_is_being_set_up_is_heard(tmp_path, received):
    with Program(tmp_path) as program:
        while program.bytes < received and program.step(time.perf_counter() + 5) is not None:
            pass
        result = program.exit_test("TERM")
        assert result["restored"] and result["code"] == 143 and result["says"] == [], result


@pty
def test_what_a_distant_terminal_answers_late_is_not_typed_into_the_shell(tmp_path):
    with Program(tmp_path, link=Link(rtt_ms=250)) as program:
        program.wait_for("ready")
        result = program.exit_test("TERM")
        assert result["restored"] and result["code"] == 143 and result["says"] == [], result


@pty
def test_a_program_started_with_nohup_does_not_hear_a_hang_up(tmp_path):
    with Program(tmp_path, "nohup") as program:
        program.wait_for("ready")
        os.kill(program.pid, signal.SIGHUP)
        program.set_size(50, 12)
        program.wait_for("50x12 ready")
        assert program.exit_test("q")["code"] == 0 and program.said == ""


@pty
def test_looking_after_the_terminal_costs_next_to_nothing(tmp_path):
    with Program(tmp_path) as program:
        program.wait_for("ready")
        program.settle(300)
        idle = program.idle(1.5)
        assert idle["bytes"] == 0 and idle["cpu_ms"] < 150, idle


@pty
def test_two_hundred_changes_of_size_leave_the_last_one(tmp_path):
    with Program(tmp_path) as program:
        program.wait_for("ready")
        for step in range(200):
            program.set_size(1 + step * 7 % 90, 1 + step * 5 % 30)
            pumped(program, 0.002)
        program.set_size(70, 20)
        program.wait_for("70x20 ready")
        assert program.exit_test("q")["restored"]


@pty
@pytest.mark.parametrize(("cols", "rows"), [(1, 1), (500, 200)])
def test_any_size_can_be_left(tmp_path, cols, rows):
    with Program(tmp_path, cols=cols, rows=rows) as program:
        program.wait_for(r"\S")
        result = program.exit_test("q")
        assert result["restored"] and result["code"] == 0


class FakeApp:
    """What a Lifeline asks of an app."""

    is_headless = True

    def __init__(self) -> None:
        self.codes: list[int] = []

    def exit(self, return_code: int) -> None:
        self.codes.append(return_code)


def test_who_asks_first_gives_the_exit_code_and_the_place_is_kept_once():
    app, kept = FakeApp(), []
    line = Lifeline(app, lambda: kept.append(1))
    line.leave(143)
    line.leave(129)
    assert (app.codes, kept) == ([143], [1])


def test_a_place_that_cannot_be_kept_does_not_hold_the_program():
    def fail() -> None:
        raise OSError("disk full")

    app = FakeApp()
    with pytest.raises(OSError, match="disk full"):
        Lifeline(app, fail).leave(129)
    assert app.codes == [129]


async def test_without_a_terminal_signals_stay_as_they_are():
    before = signal.getsignal(signal.SIGTERM)
    Lifeline(FakeApp(), lambda: None).start()
    assert signal.getsignal(signal.SIGTERM) is before


def test_signals_and_streams_are_as_before_when_the_app_has_ended():
    before = signal.getsignal(signal.SIGTERM), sys.__stderr__
    with terminal_given_back():
        assert sys.__stderr__ is not before[1]
        assert sys.__stderr__.fileno() == before[1].fileno()
    assert (signal.getsignal(signal.SIGTERM), sys.__stderr__) == before


def test_a_terminal_is_gone_when_nobody_holds_its_other_end():
    ours, theirs = os.openpty()
    assert not terminal_gone(theirs)
    os.close(ours)
    assert terminal_gone(theirs)
    os.close(theirs)


@pty
def test_a_size_that_the_app_was_told_late_is_caught_up_with(tmp_path):
    """SIGWINCH is kept from the program: it has to find out by itself."""
    with Program(tmp_path, "deaf") as program:
        program.wait_for("ready")
        program.set_size(70, 20)
        program.wait_for("70x20 ready")
        assert program.exit_test("q")["restored"]


@pty
def test_a_terminal_that_tells_its_size_between_the_keys_is_not_asked_to(tmp_path):
    with Program(tmp_path, inband=True) as program:
        program.wait_for("60x16 ready")
        program.set_size(70, 20)
        program.wait_for("70x20 ready")
        assert not program.term.modes.get("2048")
        assert program.exit_test("q")["restored"]


@pty
@pytest.mark.parametrize("told", ["9999999;9999999;0;0", "0;0;0;0", "1;1;20;10"])
def test_a_size_among_the_keys_is_not_believed(tmp_path, told):
    with Program(tmp_path) as program:
        program.wait_for("60x16 ready")
        program.settle(200)
        before = len(program.raw)
        program.key("size", raw=f"\x1b[48;{told}t")
        assert program.exit_test("q")["restored"]
        assert b" ready" not in bytes(program.raw[before:])
