"""A job among others of a shell: stopped with whoever started it, brought back whole, ended without a stir."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from helpers.probe.shell import Shell

pytestmark = pytest.mark.pty

PROGRAM = Path(__file__).with_name("lifeline_program.py")
READY = "60x16 ready"


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    return [sys.executable, str(PROGRAM), str(tmp_path / "said"), "calm"]


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    with Shell(60, 16, cwd=tmp_path) as shell:
        yield shell


def given_back(shell: Shell) -> bool:
    """Whether the terminal is as a shell wants it."""
    term = shell.term
    modes = [mode for mode in ("1000", "1003", "1004", "1006", "2004", "2048") if term.modes.get(mode)]
    modes = [mode for mode in modes if mode != "2004"]  # bash's own, at its prompt
    return (
        not (term.alt or modes or term.kitty_stack[0] or term.kitty_stack[1]) and term.modes["25"] and term.modes["7"]
    )


def quit_at(shell: Shell) -> None:
    shell.wait_for(READY)
    shell.settle()  # what was typed before the terminal is taken is dropped
    shell.send("q")
    shell.at_prompt()
    assert given_back(shell)


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_the_page_back(shell, command):
    before = shell.answer("stty -g")
    pid = shell.begin(command, READY)
    shell.stop(pid)
    assert given_back(shell) and shell.answer("stty -g") == before
    shell.type("fg")
    quit_at(shell)
    assert shell.answer("stty -g") == before and shell.answer("echo $?") == "0"


def test_whoever_started_the_program_is_stopped_with_it(shell, command):
    shell.begin(["sh", "-c", " ".join(command) + "; true"], READY)
    above, pid = shell.programs()
    shell.stop(pid)
    shell.until_state(above, "T")
    shell.type("fg")
    quit_at(shell)


def test_a_stopped_job_ends_when_it_is_told_to_and_keeps_its_hands_off_the_terminal(shell, command, tmp_path):
    pid = shell.begin(command, READY)
    shell.stop(pid)
    so_far = len(shell.raw)
    shell.type("kill %1")
    shell.until(lambda: not shell.programs(), "the end of the program")
    shell.at_prompt()
    assert given_back(shell) and b"\x1b[?1049l" not in shell.raw[so_far:]
    shell.until(lambda: "Exit 143" in shell.text() or shell.type(""), "the shell to say how it ended")
    assert (tmp_path / "said").read_text() == "left\n"


def test_a_job_in_the_background_stays_stopped_until_it_has_the_terminal(shell, command):
    pid = shell.begin(command, READY)
    shell.stop(pid)
    shell.type("bg; wait %1")
    shell.wait_for(r"Stopped.*\n(.*\n)*.*Stopped")
    assert given_back(shell)
    shell.type("fg")
    quit_at(shell)


@pytest.mark.parametrize("ending", ["fg", "kill %1"])
def test_a_program_stopped_without_a_word_finds_its_way_back(shell, command, ending):
    before = shell.answer("stty -g")
    pid = shell.begin(command, READY)
    shell.settle()
    os.kill(pid, signal.SIGSTOP)
    shell.wait_for("Stopped")
    shell.term.feed("\x1b[2J")
    shell.type(ending)
    if ending == "fg":
        quit_at(shell)
    else:
        shell.until(lambda: not shell.programs(), "the end of the program")
        shell.type("")
        shell.at_prompt()
    assert given_back(shell) and shell.answer("stty -g") == before


def test_a_shell_that_leaves_takes_its_stopped_job_with_it(shell, command, tmp_path):
    pid = shell.begin(command, READY)
    shell.stop(pid)
    result = shell.exit_test("hangup")
    assert result["orphans"] == 0 and (tmp_path / "said").read_text() == "left\n"


@pytest.mark.parametrize("signals", [[signal.SIGCONT], [signal.SIGSTOP, signal.SIGCONT], [signal.SIGTSTP]])
def test_without_a_shell_behind_it_the_program_goes_on_after_any_stop(tmp_path, command, signals):
    with Probe(command, 60, 16, kitty=True) as program:
        program.wait_for(READY)
        for _ in range(5):
            for number in signals:
                os.kill(program.pid, number)
        program.set_size(70, 20)
        program.wait_for("70x20 ready")
        result = program.exit_test("q")
        assert result["restored"] and result["code"] == 0, result


def test_a_stop_in_the_middle_of_painting_harms_nothing(shell, command):
    command[-1] = "busy"
    pid = shell.begin(command, "busy =")
    for _ in range(5):
        os.kill(pid, signal.SIGTSTP)
        shell.until_state(pid, "T")
        shell.at_prompt()
        shell.type("fg")
        shell.wait_for("busy =")
    shell.send("q")
    shell.at_prompt()
    assert given_back(shell)
