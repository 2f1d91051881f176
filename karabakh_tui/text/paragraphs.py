"""Where paragraphs begin and end: at line feeds, but for those that only break a text into lines of one width.

Everything is decided by the lines around a place, so that no step depends on how long the text is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from karabakh_tui.text.span import Span

NARROWEST_WRAP, WIDEST_WRAP = 40, 120
"""Code points. A text that was broken into lines by hand or by a mailer has lines of a width between these."""

_LOOKED_AT = 5
"""Lines on either side that tell whether a text was broken into lines of one width."""

_BLANK = re.compile(r"\s*")
_WORD = re.compile(r"\S+")
ITEM = re.compile(r"[ \t\u00a0]{0,40}(?:[-*+•·▪●◦‣–—>]+|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)])[ \t\u00a0]")
"""What an item of a list begins with."""


def paragraph_at(text: str, offset: int) -> Span | None:
    """The paragraph around `offset`, without the blanks around it; between two of them the next one, behind the last
    one the last. None in a text of nothing but blanks."""
    offset = min(max(offset, 0), len(text))
    start = text.rfind("\n", 0, offset) + 1
    end = _line_end(text, start)
    if not text[start:end].strip():
        found = _WORD.search(text, end)
        if not found:
            last = len(text[:start].rstrip())
            return paragraph_at(text, last - 1) if last else None
        start = text.rfind("\n", 0, found.start()) + 1
        end = _line_end(text, start)
    while start and is_wrap(text, start - 1):
        start = text.rfind("\n", 0, start - 1) + 1
    while end < len(text) and is_wrap(text, end):
        end = _line_end(text, end + 1)
    start = _after_blanks(text, start)
    return Span(start, start + len(text[start:end].rstrip()))


def next_paragraph(text: str, paragraph: Span) -> Span | None:
    """The paragraph behind this one, or None."""
    found = _WORD.search(text, paragraph.end)
    return paragraph_at(text, found.start()) if found else None


def previous_paragraph(text: str, paragraph: Span) -> Span | None:
    """The paragraph before this one, or None."""
    end = paragraph.start
    while end > 0:  # in steps, so that a long text is not copied
        begin = max(0, end - 4096)
        if before := text[begin:end].rstrip():
            return paragraph_at(text, begin + len(before) - 1)
        end = begin
    return None


def is_wrap(text: str, feed: int) -> bool:
    """Whether the line feed at `feed` stands inside a paragraph: the lines around it are of one width, and the first
    word of each would not have fitted on the line before."""
    lines = _around(text, feed)
    if not lines:
        return False
    above, below = lines
    if ITEM.match(below[0]):
        return False
    block = [*above, *below]
    widest = max(map(len, block))
    if not NARROWEST_WRAP <= widest <= WIDEST_WRAP:
        return False
    if len(block) == 2 and not below[0].lstrip()[:1].islower():
        return False
    return all(
        len(line) + 1 + len(after.split(maxsplit=1)[0]) > widest
        for line, after in pairwise(block)
        if not ITEM.match(after)
    )


def _around(text: str, feed: int) -> tuple[list[str], list[str]] | None:
    """The lines above and below a line feed, the nearest `_LOOKED_AT` of each, up to a blank one; None where there is
    none on one side, or one of them is too long."""
    above: list[str] = []
    end = feed
    while len(above) < _LOOKED_AT and end > 0:
        start = text.rfind("\n", max(0, end - WIDEST_WRAP - 1), end) + 1
        if not start and end > WIDEST_WRAP:
            return None
        line = text[start:end].rstrip()
        if not line:
            break
        above.insert(0, line)
        end = start - 1
    below: list[str] = []
    start = feed + 1
    while len(below) < _LOOKED_AT and start < len(text):
        end = text.find("\n", start, start + WIDEST_WRAP + 1)
        if end < 0:
            if len(text) - start > WIDEST_WRAP:
                return None
            end = len(text)
        line = text[start:end].rstrip()
        if not line:
            break
        below.append(line)
        start = end + 1
    return (above, below) if above and below else None


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _after_blanks(text: str, start: int) -> int:
    found = _BLANK.match(text, start)
    return found.end() if found else start
