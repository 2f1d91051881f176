"""What is shown of themes: a few words in each role, and the rows of the list to choose from. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.roles import MONO, Theme
from karabakh_tui.tui.theme_check import Report, summary
from karabakh_tui.tui.themes import origin
from karabakh_tui.tui.views.rows import clean, cut

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

_PREVIEW: tuple[tuple[Row, str], ...] = (
    ((("4!>", "conflict+focus"), (" ", ""), ("five years, with the possibility", "match+focus-passage")), "conflict"),
    ((("  |", "gutter"), (" ", ""), ("to prolong the mission", "match+focus-passage"), (" by ", "")), "in focus"),
    ((("8=:", "same"), (" the so-called ", ""), ("Lachin corridor", "match")), "passage, same"),
    ((("3~ ", "vaguer"), (" Some ", ""), ("2,000", "match+hit"), (" Russian peacekeepers", "match")), "find, vaguer"),
    ((("7. ", "silent"), (" D says nothing on 7 Shusha", "silent")), "silence"),
    ((("5+ ", "only"), (" a centre in ", ""), ("Agdam", "match+match2"), (" itself", "match")), "only here"),
    ((("   ", ""), (" C x other event (2023)", "other-event")), "other event"),
    ((("   ", ""), (" these words", "selection"), (" are ", ""), ("selected", "selection")), "selection"),
    ((("   ", ""), (" ", ""), ("your tag", "tag-mine"), (" and ", ""), ("another's", "tag-theirs")), "tags"),
)
"""Words in the look that they have on the screens, and what that look means, the most important first."""

_WORDS_CELLS = 44

NAME_CELLS = 16
"""Cells of a name in the list; a longer one moves the rest of its row."""


def preview(cells: int, height: int) -> list[Row]:
    """At most `height` lines of each meaning in its look, with the meaning in words beside it where there is room."""
    rows: list[Row] = []
    for words, meaning in _PREVIEW[: max(height, 0)]:
        used = sum(len(text) for text, _ in words)
        aside: Row = ((" " * (_WORDS_CELLS - used), ""), (meaning, "dim"))
        whole: Row = (("  ", ""), *words, *aside)
        rows.append(cut(whole, cells))
    return rows


def row_of(theme: Theme, report: Report) -> Row:
    """`dark              built in  lowest contrast 4.6  ok`: a theme in the list."""
    lowest = "  - " if report.lowest is None else f"{report.lowest:4.1f}"
    verdict = summary(report)
    bad = bool(report.findings)
    return (
        (f"{clean(theme.name):<{NAME_CELLS}} {origin(theme):<8}  ", ""),
        (f"lowest contrast {lowest}  ", "dim"),
        (verdict, "warn" if bad else "dim"),
    )


def told(ladder: str, colours_off: str) -> str:
    """What has to be known of colours in this terminal before choosing among themes; "" in one with all colours."""
    if ladder == "mono":
        why = colours_off or "this terminal has none"
        return f"Colours are off ({why}): every theme looks like {MONO.name}."
    return "This terminal has 16 colours: themes are shown in these." if ladder == "16" else ""


def foot(told_words: str, left_out: Sequence[str], cells: int) -> list[Row]:
    """What stands below the preview: what has to be known of colours, files that were left out, the command that checks
    more than the eye sees."""
    rows: list[Row] = [((told_words, "warn"),)] if told_words else []
    if left_out:
        files = "1 file left out" if len(left_out) == 1 else f"{len(left_out)} files left out"
        rows.append(((f"{files}: {clean(left_out[0])}", "error"),))
    rows.append((("In the shell: karabakh-tui themes check", "dim"),))
    return [cut(row, cells) for row in rows]
