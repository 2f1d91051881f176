"""What is shown of themes: a few words in each role, and the rows of the list to choose from. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePath

from karabakh_tui.text.cells import fit, width
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.roles import MONO
from karabakh_tui.tui.theme_check import Report, summary
from karabakh_tui.tui.themes import origin
from karabakh_tui.tui.views.boxes import WIDEST
from karabakh_tui.tui.views.rows import CUT, clean, cut
from karabakh_tui.yamldoc.fault import Fault

SAMPLES = {
    "text": "five years, with the possibility",
    "surface": "the ground of the page",
    "title": " READ  two articles",
    "chrome": "mode: follow   jump 1/3",
    "line": "--------------------",
    "gutter": ": | *",
    "ruler": "4 7 *",
    "key": "n",
    "head": "Provision   A   B   C",
    "focus": "[4! MANDATE]",
    "match": "some 2,000 peacekeepers",
    "match2": "on two provisions at once",
    "focus-passage": "the passage in focus",
    "suggested": "proposed, not accepted",
    "hit": "Lachin corridor",
    "same": "= says the same",
    "vaguer": "~ says it more vaguely",
    "conflict": "! contradicts another source",
    "silent": ". says nothing",
    "only": "+ only here",
    "other-event": "x on another event",
    "open": "? nobody has decided",
    "tag-mine": "your own annotation",
    "tag-theirs": "somebody else's",
    "selection": "selected words",
    "cursor": "a",
    "dim": "follow us on social media",
    "error": "could not be read",
    "warn": "nothing more to undo",
}
"""For each role what is painted in it somewhere."""

PURPOSES = {
    "text": "the text of articles",
    "surface": "the ground of the screen",
    "title": "the first line of a screen, the title of the pane that leads",
    "chrome": "status lines, legends, titles of the other panes",
    "line": "rules and borders",
    "gutter": "the marks beside the text",
    "ruler": "the column that shows where in the article provisions stand",
    "key": "a key that may be pressed",
    "head": "names over columns and cards, the first line of the strip",
    "focus": "where you are: the provision in focus, the selected row",
    "match": "a passage on some provision",
    "match2": "passages on two provisions, one over the other",
    "focus-passage": "the passage on the provision in focus",
    "suggested": "a passage that nobody has accepted",
    "hit": "a find",
    "same": "the sign `=`: says the same",
    "vaguer": "the sign `~`: vaguer or partial",
    "conflict": "the sign `!`: a conflict",
    "silent": "the sign `.`: says nothing",
    "only": "the sign `+`: only here",
    "other-event": "the sign `x`: on another event",
    "open": "the sign `?`: nobody has decided",
    "tag-mine": "an annotation of yours",
    "tag-theirs": "an annotation of somebody else",
    "selection": "what is selected",
    "cursor": "the letter under the cursor in a line being typed",
    "dim": "the site's own text, asides",
    "error": "what failed",
    "warn": "what you should know",
}
"""What each role is the look of."""

_FOCUS: Row = (("4!>", "conflict+focus"), (" ", ""), ("five years, with the possibility", "match+focus-passage"))
_PREVIEW: tuple[tuple[Row, str], ...] = (
    (_FOCUS, "focus, conflict"),
    ((("  | ", "gutter"), ("to prolong the mission", "match+focus-passage"), (" by ", "")), ""),
    ((("8=:", "same"), (" the so-called ", ""), ("Lachin corridor", "match")), "passage, same"),
    ((("3~:", "vaguer"), (" Some ", ""), ("2,000", "match+hit"), (" Russian peacekeepers", "match")), "find, vaguer"),
    ((("7.  D says nothing on 7 Shusha", "silent"),), "silence"),
    ((("5+:", "only"), (" a ", ""), ("centre", "match"), (" in Agdam", "match+match2")), "only here"),
    ((("    C x other event (2023)", "other-event"),), "other event"),
    (
        (("    ", ""), ("words", "selection"), (" ", ""), ("your tag", "tag-mine"), (" ", ""), ("hers", "tag-theirs")),
        "selection, tags",
    ),
)
"""Words in the look that they have on the screens, and what that look means."""

_BRIEF: tuple[Row, ...] = (
    (*_FOCUS, ("  ", ""), ("focus, conflict", "dim")),
    (
        *(("= same", "same"), ("  ", ""), ("~ vaguer", "vaguer"), ("  ", ""), (". silence", "silent"), ("  ", "")),
        *(("+ only", "only"), ("  ", ""), ("x other event", "other-event")),
    ),
    (
        *(("passage", "match"), ("  ", ""), ("of two", "match+match2"), ("  ", ""), ("a find", "hit"), ("  ", "")),
        *(("this find", "hit+focus"), ("  ", ""), ("site text", "dim")),
    ),
    (("selection", "selection"), ("  ", ""), ("your tag", "tag-mine"), ("  ", ""), ("another's tag", "tag-theirs")),
)
"""The same with less room."""

_HEADING = "Meaning never rests on colour alone:"

_WORDS_CELLS = 46
_LEAST_ROWS = 4
_GAPS = 3  # lines for the box to type in and for blanks

WIDE = 68
"""Cells from which on a row of the list is told in full."""


def preview(cells: int, height: int) -> list[Row]:
    """At most `height` lines with each meaning in its look, and in words."""
    if height < len(_PREVIEW):
        return [cut((("  ", ""), *row), cells) for row in _BRIEF[: max(height, 0)]]
    rows: list[Row] = []
    for words, meaning in _PREVIEW:
        room = _WORDS_CELLS - sum(len(text) for text, _ in words)
        rows.append(cut((("  ", ""), *words, (" " * room, ""), (meaning, "dim")), cells))
    return rows


def row_of(report: Report, cells: int) -> Row:
    """`dark              built in  lowest contrast 4.6  ok`: a theme in the list, in so many cells."""
    theme = report.theme
    lowest = "  -" if report.lowest is None else f"{report.lowest:3.1f}"
    name = fit(clean(theme.name), _NAME_CELLS if cells < WIDEST - 4 else 2 * _NAME_CELLS, CUT)
    name += " " * (_NAME_CELLS - width(name))
    verdict: Run = (summary(report), "warn" if report.findings else "dim")
    if cells < WIDE:
        return (f"{name} ", ""), (f"{lowest}  ", "dim"), verdict
    return (f"{name} {origin(theme):<8}  ", ""), (f"lowest contrast {lowest}  ", "dim"), verdict


_NAME_CELLS = 17


def aloud(report: Report) -> str:
    """The same as a sentence."""
    lowest = "" if report.lowest is None else f", lowest contrast {report.lowest:.1f}"
    return f"{report.theme.name}, {origin(report.theme)}{lowest}, {summary(report)}"


def told(ladder: str, colours_off: str) -> str:
    """What has to be known of colours in this terminal before choosing among themes; "" in one with all colours."""
    if ladder == "mono":
        return f"Colours are off ({colours_off or 'this terminal has none'}): every theme looks like {MONO.name}."
    return "This terminal has 16 colours: every theme is shown in these." if ladder == "16" else ""


def foot(told_words: str, wrong: str) -> list[Row]:
    """What stands at the end: what has to be known of colours, what is wrong with files, the command that sees more."""
    rows: list[Row] = [((told_words, "warn"),)] if told_words else []
    if wrong:
        rows.append(((clean(wrong), "error"),))
    return [*rows, (("karabakh-tui themes check NAME tells what is wrong, and where", "dim"),)]


def wrong_files(faults: Sequence[Fault], listed: Collection[str]) -> str:
    """How many files are left out, as none of the themes listed is theirs, or else how many have faults; and the first
    fault of these. "" where nothing is wrong."""
    gone = [fault for fault in faults if PurePath(fault.path).stem not in set(listed) - {MONO.name}]
    told_of = gone or faults
    if not told_of:
        return ""
    count = len({fault.path for fault in told_of})
    files = "1 file" if count == 1 else f"{count} files"
    return f"{files} {'left out' if gone else 'with faults'}: {told_of[0]}"


def below(foot_rows: Sequence[Row], count: int, cells: int, height: int) -> list[Row]:
    """What stands below a list of `count` themes in a box of that size inside: the preview, then the foot; at least a
    few themes keep their place."""
    free = height - _GAPS - len(foot_rows) - 1
    rows = count if free - count >= len(_BRIEF) else max(_LEAST_ROWS, free - len(_PREVIEW))
    shown = preview(cells, free - rows)
    heading: list[Row] = [((_HEADING, "dim"),)] if shown else []
    return [cut(row, cells) for row in (*heading, *shown, *foot_rows)]
