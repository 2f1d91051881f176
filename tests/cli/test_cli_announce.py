"""`--announce` of the real program: a descriptor that is a pipe, a pipe without a reader, what is refused."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from helpers.tram_corpus import write_corpus
from shell import OURS, PROGRAM

pytestmark = pytest.mark.pty
OPENED = r"tick the sources to read"
NEVER = "(?!)"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "trams")
    return tmp_path


def start(home: Path, command: str) -> Probe:
    """A line of the shell in which KT stands for the program, on the tram corpus."""
    env = {**OURS, "HOME": str(home), "XDG_STATE_HOME": str(home / "state")}
    line = command.replace("KT", f"{shlex.join(PROGRAM)} -c trams")
    return Probe(["sh", "-c", line], 100, 30, env=env, cwd=home)


def refused(home: Path, command: str) -> tuple[int | None, str]:
    """How a start ends that is refused, and what it says."""
    with start(home, command) as probe:
        with suppress(TimeoutError):
            probe.wait_for(NEVER)
        code = None if probe.status is None else os.waitstatus_to_exitcode(probe.status)
        return code, " ".join(probe.text().split())


def test_sentences_go_into_a_pipe_by_the_number_of_its_descriptor(home: Path) -> None:
    with start(home, "(KT --announce 3 3>&1 >/dev/tty) | cat >said") as probe:
        probe.wait_for(OPENED)
        probe.key("enter", until="SERVICE")
        probe.key("n", until="PAY")
        assert probe.exit_test("q")["restored"]
    said = (home / "said").read_text("utf-8").splitlines()
    assert said[0] == "First page."
    assert said.index("Reader.") < said.index(
        "Provision 2 Pay. Conflict. A 4 % from June. D 6 % from May. B vaguer, 4 %."
    )


def test_sentences_go_to_what_stdin_is_where_it_is_open_for_writing(home: Path) -> None:
    (home / "said").touch()
    with start(home, "KT --announce 0 0<>said") as probe:
        probe.wait_for(OPENED)
        assert probe.exit_test("q escape q")["alt_left"]
    assert (home / "said").read_text("utf-8").startswith("First page.\n")


def test_a_pipe_without_a_reader_holds_nothing_up(home: Path) -> None:
    os.mkfifo(home / "fifo")
    with start(home, "KT --announce fifo") as probe:
        probe.wait_for(OPENED)
        probe.key("enter", until="SERVICE")
        assert probe.exit_test("q")["restored"]


def test_a_reader_that_never_reads_holds_nothing_up(home: Path) -> None:
    full = "head -c 65536 /dev/zero"  # as much as a pipe holds
    with start(home, f"({full}; KT --announce 3 3>&1 >/dev/tty; echo left >/dev/tty) | sleep 600") as probe:
        probe.wait_for(OPENED)
        probe.key("enter", until="SERVICE")
        probe.key("n", until="PAY")
        probe.send("q")
        probe.wait_for("^left")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("KT --announce 7", "Descriptor 7 is not open. Name a file, or open it with 7>FILE."),
        ("KT --announce 3 3</dev/null", "Descriptor 3 is open for reading only."),
        *((f"KT --announce {n}", f"Descriptor {n} is the terminal that the screen is drawn on.") for n in (0, 1, 2)),
        ("KT --announce 3 3>/dev/tty", "Descriptor 3 is the terminal that the screen is drawn on."),
        ("KT --announce /dev/tty", "/dev/tty is the terminal that the screen is drawn on."),
        ("KT --announce trams", "Could not write announcements to trams: Is a directory."),
        ("KT --announce no/said", "Could not write announcements to no/said: No such file or directory."),
    ],
)
def test_what_cannot_take_announcements_is_refused(home: Path, command: str, told: str) -> None:
    code, said = refused(home, command)
    assert code == 2
    assert said.startswith(told)
