"""Messages on stderr: one line each, safe, with a caret that points to the place."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.cli.messages import EXCERPT_CELLS, TOLD, caret, complain, fail, tell
from karabakh_tui.text.cells import width
from karabakh_tui.text.display import visible
from karabakh_tui.yamldoc.fault import Fault


def fault(excerpt: str, col: int) -> Fault:
    return Fault("themes/night.yaml", 7, col, "is no colour", "write a name", excerpt)


def test_the_caret_stands_below_the_place() -> None:
    assert list(caret(fault("accent: bleu", 9))) == ["  accent: bleu", "          ^"]


def test_the_caret_stands_below_the_place_behind_wide_characters_and_tabs() -> None:
    line, mark = caret(fault("名前:\tbleu", 5))
    assert line == "  名前: bleu"
    assert width(mark) - 1 == width(line[: line.index("bleu")])


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    line, mark = caret(fault("a" * 150 + "bleu" + "c" * 150, 151))
    assert width(line) <= EXCERPT_CELLS + 2
    assert line.index("bleu") == mark.index("^")
    assert line.startswith("  ..a")
    assert line.endswith("c..")


def test_a_fault_without_a_place_has_no_caret() -> None:
    assert list(caret(Fault("a.txt", 0, 0, "is empty", "add a text"))) == []
    assert list(caret(Fault("a.yaml", 900_000, 3, "is wrong", "mend it"))) == []


@given(st.text(max_size=300) | st.text("a漢\x1b\u0301\t", max_size=300), st.data())
@settings(max_examples=150, deadline=None)
def test_the_caret_points_into_any_line_and_nothing_of_it_is_raw(excerpt: str, data: st.DataObject) -> None:
    col = data.draw(st.integers(1, len(excerpt) + 1))
    shown = list(caret(fault(excerpt, col)))
    assert len(shown) == (2 if excerpt else 0)
    for line in shown:
        assert visible(line) == line
        assert width(line) <= EXCERPT_CELLS + 4


def test_a_message_is_one_line_and_safe(capsys: pytest.CaptureFixture[str]) -> None:
    complain("two\nlines \x1b[31m")
    assert capsys.readouterr().err == "two lines ␛[31m\n"


def test_to_fail_is_to_say_why_and_to_end(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        fail("No such thing.", 4)
    assert end.value.code == 4
    assert capsys.readouterr().err == "No such thing.\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def many() -> list[Fault]:
    return [Fault(f"{number}.txt", 0, 0, "is empty", "add a text") for number in range(TOLD + 5)]


def test_a_terminal_is_not_flooded_with_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    tell(many())
    told = terminal.getvalue().splitlines()
    assert len(told) == TOLD + 1
    assert told[-1] == "... and 5 more; 2>FILE puts all of them into a file."


def test_a_file_gets_all_faults(capsys: pytest.CaptureFixture[str]) -> None:
    tell(many())
    assert capsys.readouterr().err.count("\n") == TOLD + 5


class Broken(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


@pytest.mark.parametrize("stream", [None, Broken()])
def test_messages_that_nobody_can_get_change_nothing(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    complain("Nobody hears.")
    tell([fault("accent: bleu", 9)])
    with pytest.raises(SystemExit):
        fail("Nobody hears.", 4)
