"""Which lines of a file belong to which entry of a list.

A comment right above an entry belongs to it, and so do the blank lines above that. A comment that a blank line parts
from the entry below belongs to nobody, and stays when entries go. Comments right below an entry that are indented
further than its dash belong to that entry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from karabakh_tui.yamldoc.document import BREAK
from karabakh_tui.yamldoc.written import Written, line_start, next_line

_BREAK = re.compile(BREAK)
_WHITE = " \t\r\n\x85\u2028\u2029"
_SPACE = re.compile(rf"(?:[{_WHITE}]+|(?<=[{_WHITE}])#[^\r\n\x85\u2028\u2029]*)*")
_LINE = re.compile(rf"[^\r\n\x85\u2028\u2029]*(?:{BREAK}|\Z)")
_ANCHOR = re.compile(r"&\S+")


class Cut(NamedTuple):
    """The lines of one entry: what is nobody's from `gap` on, its own from `start` to `end`. `dash` is its column."""

    gap: int
    start: int
    end: int
    dash: int


def cut(text: str, place: int, spans: Sequence[tuple[int, int]]) -> list[Cut] | None:
    """The lines of the entries of a list in block style that begins at `place`; each of `spans` is an entry's value.

    None where an entry does not begin on a line of its own.
    """
    anchor = _ANCHOR.match(text, place)
    behind = anchor.end() if anchor else place
    cuts: list[Cut] = []
    above = -1
    for start, end in spans:
        dash = _dash(text, behind)
        if dash > start or text[dash : dash + 1] != "-":
            return None
        line = line_start(text, dash)
        if text[line:dash].strip(" "):
            return None
        col = dash - line
        if above < 0:
            above = _below_key(text, line)
        if above < line:
            theirs, gap_end = _divide(text, above, line, col, first=not cuts)
            if cuts and theirs > above:
                cuts[-1] = cuts[-1]._replace(end=theirs)
            gap = theirs
        else:
            gap = gap_end = line
        behind = max(end, dash + 1)
        above = next_line(text, behind)
        cuts.append(Cut(gap, gap_end, above, col))
    if cuts:
        theirs, _ = _divide(text, above, len(text), cuts[-1].dash, first=False)
        cuts[-1] = cuts[-1]._replace(end=theirs)
    return cuts


def cut_list(text: str, node: Written) -> list[Cut] | None:
    """The same for a list that was found in `text`."""
    return cut(text, node.start, [(one.start, one.end) for one in node.items])


def _dash(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _below_key(text: str, line: int) -> int:
    """The first of the blank and comment lines right above the line that begins at `line`."""
    while line:
        before = line_start(text, line - (2 if text[line - 2 : line] == "\r\n" else 1))
        if not _is_open(text[before:line]):
            break
        line = before
    return line


def _divide(text: str, start: int, end: int, dash: int, *, first: bool) -> tuple[int, int]:
    """Parts the lines between two entries: up to the first place they belong to the one above, from the second on to
    the one below. What is no comment or blank line is nobody's."""
    place = start
    while not first and place < end:
        found = _LINE.match(text, place)
        line = found[0] if found else ""
        comment = line.lstrip(" \t")
        if not comment.startswith("#") or len(line) - len(comment) <= dash:
            break
        place += len(line)
    below = end
    for wanted in ("#", ""):
        while below > place:
            before = line_start(text, below - (2 if text[below - 2 : below] == "\r\n" else 1))
            line = text[before:below].strip(_WHITE)
            if line[:1] != wanted or before < place:
                break
            below = before
    return place, below


def _is_open(line: str) -> bool:
    """Whether a line holds nothing, or nothing but a comment."""
    bare = line.strip(_WHITE)
    return not bare or bare.startswith("#")
