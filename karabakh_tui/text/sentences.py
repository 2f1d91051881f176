"""Where sentences begin and end, as spans of the text as it stands.

A sentence ends at a mark that ends sentences, or with its paragraph. Whether a mark ends one is decided by what stands
close to it, so that the sentence around any place is found without those before it, and no text costs more than a pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from karabakh_tui.text.abbreviations import MONTHS, NEVER, SELDOM, STARTING, WITH_NUMBER
from karabakh_tui.text.paragraphs import next_paragraph, paragraph_at
from karabakh_tui.text.span import Span

LOOK_BACK = 48
"""Code points before a mark that are looked at."""

LONGEST_NUMERAL = 6
"""Code points of the number or letter that an item of a list begins with."""

_WINDOW = 2048  # code points that are searched backwards at a time
_MARKS = ".!?…‥։؟۔।॥。！？｡"
_CLOSERS = "\"'”’»›)]}」』）］"
_END = re.compile(rf"[{_MARKS}]+[{re.escape(_CLOSERS)}]*(?:\[\d{{1,3}}\])*")
_WIDE = frozenset("。！？｡")
_BLANKS = re.compile(r"\s+")
_OPENERS = re.compile(r"[\"'“”„‘’«‹(\[{「『（［¿¡—–-]*\s?")
_LAST_WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*\Z")
_WORD = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"(?:^|[\s(\[\"“„«'‘.-])[^\W\d_]\Z")
_ROUND_COUNT = re.compile(r"(?<!\d)\d{1,3}(?:[,.\u00a0 ]\d{3})*[,.\u00a0 ]000\Z")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}\Z")
_NUMERAL = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})")
_ASIDE = re.compile(r"\s\([^()\n]{1,80}\)(?=[.!?…]|\s|\Z)")
_JOINED = re.compile(r"[\"“„«(]?([^\W\d_]{2,})")
_INSIDE_QUOTE = re.compile(r"[^.…\n“„«\"]{0,60}?[\"”»](?=[\s,;:.!?)]|\Z)")


def sentences(text: str) -> tuple[Span, ...]:
    """All sentences in order, without the blanks around them; together they hold everything that is no blank."""
    return tuple(_all(text))


def _all(text: str) -> Iterator[Span]:
    paragraph = paragraph_at(text, 0)
    while paragraph:
        start = paragraph.start
        for end in _ends(text, start, paragraph):
            yield Span(start, end)
            start = _skip(text, end)
        if start < paragraph.end:
            yield Span(start, paragraph.end)
        paragraph = next_paragraph(text, paragraph)


def sentence_at(text: str, offset: int, paragraph: Span) -> Span:
    """The sentence of that paragraph around `offset`; of a place outside of it the nearest one. Blanks between two
    sentences count to the one before."""
    offset = min(max(offset, paragraph.start), max(paragraph.start, paragraph.end - 1))
    start = _start_before(text, offset, paragraph)
    end = next(_ends(text, start, paragraph), paragraph.end)
    return Span(start, end)


def _start_before(text: str, offset: int, paragraph: Span) -> int:
    """Where the sentence begins that holds `offset`."""
    size = _WINDOW
    while True:
        begin = max(paragraph.start, offset - size)
        while begin > paragraph.start and (text[begin - 1] in _MARKS or text[begin - 1] in _CLOSERS):
            begin -= 1
        found = paragraph.start
        for end in _ends(text, begin, paragraph):
            start = _skip(text, end)
            if start > offset:
                break
            found = start
        if found > paragraph.start or begin == paragraph.start:
            return found
        size *= 4


def _skip(text: str, end: int) -> int:
    blanks = _BLANKS.match(text, end)
    return blanks.end() if blanks else end


def _ends(text: str, start: int, paragraph: Span) -> Iterator[int]:
    """Where sentences end from `start` on, in order, the end of the paragraph left out."""
    at = start
    while found := _END.search(text, at, paragraph.end):
        at = found.end()
        if at >= paragraph.end:
            return
        if _is_end(text, found, paragraph):
            aside = _ASIDE.match(text, at, paragraph.end)
            if aside and _belongs(aside):
                at = aside.end()
                stop = _END.match(text, at, paragraph.end)
                at = stop.end() if stop else at
                if at >= paragraph.end:
                    return
            yield at


def _belongs(aside: re.Match[str]) -> bool:
    """Whether what stands in parentheses behind a sentence says where it comes from: it is no sentence itself."""
    return aside[0][-2] not in _MARKS


def _is_end(text: str, found: re.Match[str], paragraph: Span) -> bool:
    """Whether these marks, which are not the last thing in the paragraph, end a sentence."""
    mark, after = found[0][0], found.end()
    if mark in _WIDE:
        return True
    blanks = _BLANKS.match(text, after)
    if not blanks:
        return _runs_on(text, found)
    opened = _OPENERS.match(text, blanks.end(), paragraph.end)
    begin = opened.end() if opened else blanks.end()
    follows = text[begin : begin + 1]
    if _is_lower(follows) or follows in (",", ";", ":"):
        return False
    if mark in "!?":
        return not _INSIDE_QUOTE.match(text, after, min(paragraph.end, after + 64)) or found[0][-1] in _CLOSERS
    return len(found[0].rstrip(_CLOSERS)) > 1 or mark != "." or _is_stop(text, found, begin, paragraph)


def _is_stop(text: str, found: re.Match[str], begin: int, paragraph: Span) -> bool:
    """Whether one full stop ends a sentence and not an abbreviation, a number or an initial."""
    before = text[max(paragraph.start, found.start() - LOOK_BACK) : found.start()]
    word = _LAST_WORD.search(before)
    next_word = _WORD.match(text, begin, min(begin + LOOK_BACK, paragraph.end))
    follows = next_word[0].casefold() if next_word else ""
    if len(found[0]) > 1:
        return True  # closed behind the stop
    if found.start() - paragraph.start < LONGEST_NUMERAL and _NUMERAL.fullmatch(before):
        return False  # "1. Russia" at the start of a paragraph
    if word and (told := word[0].casefold().lstrip("'’")) and _is_short_for(told, before, follows):
        return False
    if _ROUND_COUNT.search(before):
        return follows in STARTING  # thousands, as some languages abbreviate them
    return not (_NUMBER.search(before) and follows in MONTHS)


def _is_short_for(word: str, before: str, follows: str) -> bool:
    """Whether a word before a full stop is an abbreviation that the sentence goes on behind."""
    if word in NEVER or (word in WITH_NUMBER and follows[:1].isdigit()):
        return True
    if word in SELDOM or ("." in word and all(len(part) == 1 for part in word.split("."))):
        return follows not in STARTING
    return bool(_INITIAL.search(before)) and follows not in STARTING


def _runs_on(text: str, found: re.Match[str]) -> bool:
    """Whether a sentence ends though no blank follows: `integrity.Armenian`, not `example.Com` or `U.S.`"""
    before = text[max(0, found.start() - LOOK_BACK) : found.start()]
    if len(before) < 2 or not (_is_small(before[-1]) and _is_small(before[-2])):
        return False
    after = text[found.end() : found.end() + LOOK_BACK]
    joined = _JOINED.match(after)
    if not joined or not joined[1][0].isupper() or not _is_small(joined[1][1]):
        return False
    if len(joined[1]) < 3 and joined[1].casefold() not in STARTING:
        return False
    token = before.split()[-1:] + after.split()[:1]
    return not any(sign in part for part in token for sign in "/@\\") and "." not in token[0]


def _is_small(char: str) -> bool:
    return char.isalpha() and not char.isupper()


def _is_lower(char: str) -> bool:
    """Whether a word that begins so goes on with a sentence; Georgian has no capitals at the start of one."""
    return char.islower() and not "\u10d0" <= char <= "\u10ff"
