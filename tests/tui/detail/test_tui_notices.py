"""The notices on files, in their box."""

from __future__ import annotations

from karabakh_tui.text.cells import width
from karabakh_tui.tui.screens.notices import notice_rows
from karabakh_tui.yamldoc.fault import Fault

CELLS = 60


def said(*faults: Fault) -> list[str]:
    return ["".join(text for text, _ in row) for row in notice_rows(faults, CELLS)]


def test_a_caret_stands_under_the_place() -> None:
    line = '    title: "停戦", code: 4'
    rows = said(Fault("book.yaml", 7, line.index("code") + 1, "what", "repair", line))
    assert rows[0] == "book.yaml:7:18: what; repair"
    assert rows[1] == f"  {line}"
    assert rows[2].index("^") == width(rows[1][: rows[1].index("code")])


def test_nothing_in_the_line_reaches_the_terminal_raw() -> None:
    assert "\x1b" not in "".join(said(Fault("a", 1, 2, "what", "repair", "\x1b]52;c;\x07")))


def test_a_place_far_to_the_right_or_none_has_no_caret() -> None:
    assert not any("^" in row for row in said(Fault("a", 1, 90, "what", "repair", "x" * 100)))
    assert not any("^" in row for row in said(Fault("a", 1, 0, "what", "repair", "line")))


def test_without_a_notice_that_is_said() -> None:
    assert said() == ["Everything could be opened."]
