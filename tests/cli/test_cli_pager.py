"""Long output goes through a pager on a terminal, and nowhere else."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from helpers.tram_corpus import write_corpus
from shell import OURS, PROGRAM, good

pytestmark = pytest.mark.pty
NEVER = "(?!)"
KEEPS = "sh -c 'cat > seen; echo paged: $LESS'"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "trams")
    return tmp_path


def run(home: Path, *words: str, rows: int = 12, **environment: str | None) -> tuple[int | None, str]:
    """What a command leaves on a terminal of so many rows, and how it ends."""
    env = {**OURS, "HOME": str(home), "PAGER": None, "LESS": None, **environment}
    with Probe([*PROGRAM, *words], 80, rows, env=env, cwd=home) as probe:
        with suppress(TimeoutError):
            probe.wait_for(NEVER)
        code = None if probe.status is None else os.waitstatus_to_exitcode(probe.status)
        return code, probe.raw.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize(
    "words", [("compare", "all", "trams"), ("matrix", "trams"), ("read", "--plain", "./trams"), ("keys",)]
)
def test_what_is_longer_than_the_screen_goes_through_the_pager(home: Path, words: tuple[str, ...]) -> None:
    assert run(home, *words, PAGER=KEEPS) == (0, "paged: FRX\n")
    assert run(home, *words, rows=500, PAGER=KEEPS) == (0, (home / "seen").read_text("utf-8"))
    assert len((home / "seen").read_text("utf-8").splitlines()) >= 12


def test_what_fits_is_printed_at_once(home: Path) -> None:
    code, printed = run(home, "sources", "trams", rows=40, PAGER=KEEPS)
    assert code == 0
    assert printed.splitlines()[1].startswith("A  City Herald")


def test_a_person_s_own_options_for_less_are_left_alone(home: Path) -> None:
    assert run(home, "compare", "all", "trams", PAGER=KEEPS, LESS="S") == (0, "paged: S\n")


@pytest.mark.parametrize("how", [{"PAGER": "cat"}, {"PAGER": ""}, {"PAGER": KEEPS, "TERM": "dumb"}])
def test_there_is_none_where_it_was_turned_off_or_can_do_nothing(home: Path, how: dict[str, str]) -> None:
    code, printed = run(home, "matrix", "trams", **how)
    assert (code, printed[:15]) == (0, "The tram strike")


def test_no_pager_prints_it_as_it_is(home: Path) -> None:
    code, printed = run(home, "compare", "all", "trams", "--no-pager", PAGER=KEEPS)
    assert (code, printed[:10]) == (0, "1 Service:")
    assert not (home / "seen").exists()


@pytest.mark.parametrize(
    ("pager", "told"),
    [
        ("no-such-pager -x", "The pager no-such-pager cannot be started: No such file or directory."),
        ("less 'unclosed", "The pager less 'unclosed is not understood: "),
    ],
)
def test_a_pager_that_does_not_work_is_told_and_the_text_printed(home: Path, pager: str, told: str) -> None:
    code, printed = run(home, "compare", "all", "trams", PAGER=pager)
    assert code == 0
    assert printed.startswith(told)
    assert "\n1 Service: vaguer\n" in printed


def test_a_pager_that_is_left_early_is_no_error(home: Path) -> None:
    (home / "long.txt").write_text("Title\n" + "word " * 400_000)
    assert run(home, "read", "--plain", "./long.txt", PAGER="head -n 1") == (0, "A Title\n")


def test_what_the_pager_is_given_is_safe(home: Path) -> None:
    (home / "evil.txt").write_text("\x1b]0;owned\x07\n" * 40)
    assert run(home, "read", "--plain", "./evil.txt", PAGER=KEEPS)[0] == 0
    seen = (home / "seen").read_text("utf-8")
    assert "owned" in seen
    assert "\x1b" not in seen


def test_in_a_pipe_there_is_no_pager(home: Path) -> None:
    assert good("compare", "all", str(home / "trams"), PAGER="false").startswith("1 Service: vaguer\n")
