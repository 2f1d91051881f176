"""A fault of the program itself: one line for the person, a report for whoever mends it, exit code 70."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

import click
import pytest
from shell import bad, good

from karabakh_tui import paths
from karabakh_tui.cli.ending import ended
from karabakh_tui.cli.report import MOST, own_fault
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.load import ParserMissingError


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "karabakh-tui"


def broken(*_args: object, **_named: object) -> None:
    raise ValueError("an odd value: \x1b[31m")


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karabakh_tui.export.text.matrix", broken)


@pytest.mark.usefixtures("fault")
def test_a_command_that_breaks_says_where_the_report_is(state: Path) -> None:
    said = bad(70, "matrix")
    (report,) = state.iterdir()
    assert said == f"karabakh-tui stopped by its own fault. Report: {report}"
    told = report.read_text("utf-8")
    assert told.startswith("karabakh-tui 0.")
    assert "Traceback (most recent call last):" in told
    assert told.rstrip().endswith("ValueError: an odd value: ␛[31m")
    assert "\x1b" not in told
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


@pytest.mark.usefixtures("fault")
def test_one_fault_keeps_one_report(state: Path) -> None:
    assert bad(70, "matrix") == bad(70, "matrix")
    assert len(list(state.iterdir())) == 1


@pytest.mark.usefixtures("fault")
def test_where_no_report_can_be_kept_the_fault_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(paths, "state_dir", lambda: tmp_path / "file" / "state")
    said = bad(70, "matrix")
    assert said.startswith("karabakh-tui stopped by its own fault: ValueError: an odd value: ␛[31m (no report could be")
    assert "Not a directory" in said
    monkeypatch.setattr(paths, "state_dir", lambda: None)
    assert bad(70, "matrix").endswith("(no report could be written: this user has no home folder)")


def test_a_report_is_no_way_to_write_elsewhere(state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_fault("trace")
    (report,) = state.iterdir()
    report.unlink()
    report.symlink_to(tmp_path / "target")
    assert own_fault("trace") == 70
    assert "no report could be written" in capsys.readouterr().err
    assert not (tmp_path / "target").exists()


def test_of_an_endless_trace_the_end_is_kept(state: Path) -> None:
    own_fault("deep\n" * MOST + "RecursionError: too deep")
    (report,) = state.iterdir()
    assert report.stat().st_size < 2 * MOST
    assert report.read_text().endswith("RecursionError: too deep")


def test_whatever_goes_wrong_becomes_an_exit_code(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def raising(error: BaseException) -> int:
        def act() -> None:
            raise error

        return ended(act)

    assert ended(lambda: None) == 0
    assert raising(click.exceptions.Exit(5)) == 5
    assert raising(click.UsageError("no")) == 2
    assert raising(KeyboardInterrupt()) == 130
    assert raising(click.Abort()) == 130
    assert raising(FaultError(Fault("a.yaml", 1, 1, "is wrong", "mend it"))) == 3
    assert raising(ParserMissingError()) == 3
    assert raising(BrokenPipeError()) == 0
    assert raising(OSError(errno.ENOSPC, "No space left on device")) == 74
    assert raising(MemoryError()) == 70
    assert raising(RecursionError()) == 70
    assert raising(FileNotFoundError(errno.ENOENT, "No such file", "x")) == 70
    assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(SystemExit):
        raising(SystemExit(4))


def test_nothing_is_reported_where_nothing_went_wrong(state: Path) -> None:
    good("matrix")
    bad(2, "matirx")
    assert not state.exists()
