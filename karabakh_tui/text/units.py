"""The units that a text is walked and selected by: words, sentences, paragraphs.

`Units` finds what stands at a place, the next one and the previous one, by looking around that place only, and keeps
the words of the last stretches looked at: a key pressed in a line of two megabytes costs what it costs in a short one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import category

from karabakh_tui.text.cells import edge, snap
from karabakh_tui.text.paragraphs import next_paragraph, paragraph_at, previous_paragraph
from karabakh_tui.text.sentences import sentence_at
from karabakh_tui.text.span import Span
from karabakh_tui.text.widths import is_simple

STRETCH = 1024
"""Code points. Words are worked out for about so many at a time."""

LONGEST_WORD = 256
"""Code points. What goes on for longer without a blank may be taken as several words."""

_KEPT = 256
_TOKEN = re.compile(r"[^\W_]+|_+")
_INNER = frozenset("'’ʼ՚՛՜՞-\u2010\u2011_·&")
_IN_NUMBERS = frozenset(".,:/")
_SINGLE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EACH = re.compile(rf"[\u3040-\u309f]+|[\u30a0-\u30ff]+|[{_SINGLE}]|[^{_SINGLE}]+")
_HAS_SINGLE = re.compile(f"[{_SINGLE}]")


def words(text: str) -> tuple[Span, ...]:
    """All words of a text in order. Apostrophes and hyphens inside of one belong to it, signs around it do not; a
    character of Chinese writing is a word, and so is a picture. None cuts a grapheme cluster."""
    units = Units(text)
    return tuple(word for number in range(units.stretches) for word in units.stretch(number))


class Units:
    """The words, sentences and paragraphs of one text. Offsets are code points; spans hold no blanks at their ends."""

    __slots__ = ("_paragraph", "_stretches", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._stretches: dict[int, list[Span]] = {}
        self._paragraph: Span | None = None

    # Words

    def word(self, offset: int) -> Span | None:
        """The word at `offset`; between two the next one, behind the last one the last. None in a text without any."""
        return self._from(offset) or self._before(offset)

    def next_word(self, word: Span) -> Span | None:
        """The word behind this one, or None."""
        return self._from(word.end)

    def previous_word(self, word: Span) -> Span | None:
        """The word before this one, or None."""
        return self._before(word.start)

    def last_word_in(self, span: Span) -> Span | None:
        """The last word that begins in a span, or None."""
        found = self._before(span.end)
        return found if found and found.start >= span.start else None

    def words_in(self, span: Span) -> int:
        """How many words begin in a span."""
        first, last = self._number(span.start), self._number(max(span.start, span.end - 1))
        return sum(
            bisect_right(found, (span.end - 1, len(self.text) + 1))
            - bisect_right(found, (span.start - 1, len(self.text) + 1))
            for found in map(self.stretch, range(first, last + 1))
        )

    def _from(self, offset: int) -> Span | None:
        """The first word that ends behind `offset`."""
        for number in range(self._number(offset), self.stretches):
            found = self.stretch(number)
            at = bisect_right(found, offset, key=_end)
            if at < len(found):
                return found[at]
        return None

    def _before(self, offset: int) -> Span | None:
        """The last word that begins before `offset`."""
        for number in range(self._number(offset), -1, -1):
            found = self.stretch(number)
            at = bisect_right(found, offset - 1, key=_start) - 1
            if at >= 0:
                return found[at]
        return None

    @property
    def stretches(self) -> int:
        """How many stretches the text has."""
        return len(self.text) // STRETCH + 1

    def stretch(self, number: int) -> list[Span]:
        """The words of a stretch."""
        found = self._stretches.get(number)
        if found is None:
            if len(self._stretches) >= _KEPT:
                self._stretches.clear()
            found = self._stretches[number] = list(_words(self.text, self._cut(number), self._cut(number + 1)))
        return found

    def _number(self, offset: int) -> int:
        """The stretch that holds an offset."""
        offset = min(max(offset, 0), len(self.text))
        number = min(offset // STRETCH, self.stretches - 1)
        if number + 1 < self.stretches and offset >= self._cut(number + 1):
            return number + 1
        return number

    def _cut(self, number: int) -> int:
        """Where a stretch begins: behind the last blank before its share of the text, if one is near."""
        share = number * STRETCH
        if number <= 0 or share >= len(self.text):
            return min(max(share, 0), len(self.text))
        for back in range(share - 1, share - 1 - LONGEST_WORD, -1):
            if self.text[back].isspace():
                return back + 1
        return edge(self.text, share)

    # Paragraphs

    def paragraph(self, offset: int) -> Span | None:
        """The paragraph around `offset`; between two the next one, behind the last one the last."""
        kept = self._paragraph
        if kept is None or not kept.contains(offset):
            kept = self._paragraph = paragraph_at(self.text, offset)
        return kept

    def next_paragraph(self, paragraph: Span) -> Span | None:
        """The paragraph behind this one, or None."""
        return next_paragraph(self.text, paragraph)

    def previous_paragraph(self, paragraph: Span) -> Span | None:
        """The paragraph before this one, or None."""
        return previous_paragraph(self.text, paragraph)

    # Sentences

    def sentence(self, offset: int) -> Span | None:
        """The sentence around `offset`; between two paragraphs the next one, behind the last one the last."""
        paragraph = self.paragraph(offset)
        return sentence_at(self.text, offset, paragraph) if paragraph else None

    def next_sentence(self, sentence: Span) -> Span | None:
        """The sentence behind this one, or None."""
        found = re.compile(r"\S").search(self.text, sentence.end)
        return self.sentence(found.start()) if found else None

    def previous_sentence(self, sentence: Span) -> Span | None:
        """The sentence before this one, or None."""
        paragraph = self.paragraph(sentence.start)
        if paragraph and paragraph.start < sentence.start:
            return self.sentence(sentence.start - 1)
        before = self.previous_paragraph(paragraph) if paragraph else None
        return self.sentence(before.end - 1) if before else None


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    """The words of a part of the text."""
    part = text[start:end]
    runs = list(_joined(part))
    if is_simple(part):
        for first, last in runs:
            yield Span(start + first, start + last)
        return
    covered = start
    for first, last in sorted([*(piece for run in runs for piece in _pieces(part, *run)), *_pictures(part, runs)]):
        span = snap(text, start + first, start + last)
        if span.start >= covered and span.end > span.start:
            covered = span.end
            yield span


def _joined(part: str) -> Iterator[tuple[int, int]]:
    """Runs of letters and digits, put together where only a sign stands between them that belongs into a word."""
    first = last = -1
    for found in _TOKEN.finditer(part):
        if first >= 0 and _belongs(part, last, found.start()):
            last = found.end()
            continue
        if first >= 0:
            yield first, last
        first, last = found.span()
    if first >= 0:
        yield first, last


def _belongs(part: str, last: int, begin: int) -> bool:
    """Whether what stands between two runs of letters and digits is the inside of a word."""
    between = part[last:begin]
    if len(between) == 1:
        if between in _INNER:
            return True
        if between == "." and _is_initial(part, last - 1) and _is_initial(part, begin):
            return True
        if between in _IN_NUMBERS:
            return part[last - 1].isdigit() and part[begin].isdigit()
    return not between or (len(between) < 32 and all(category(char) in ("Mn", "Mc", "Me", "Cf") for char in between))


def _is_initial(part: str, at: int) -> bool:
    """Whether a letter stands alone there."""
    beside = part[max(0, at - 1) : at] + part[at + 1 : at + 2]
    return part[at].isalpha() and not any(char.isalnum() for char in beside)


def _pieces(part: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run of letters as words: as it is, or by characters where the writing puts no blanks between words."""
    if not _HAS_SINGLE.search(part, first, last):
        yield first, last
        return
    for found in _EACH.finditer(part, first, last):
        yield found.span()


def _pictures(part: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Signs between the words that are pictures, each run of them one word."""
    gaps = [(0, 0), *runs, (len(part), len(part))]
    for (_, last), (begin, _) in pairwise(gaps):
        at = last
        while at < begin:
            if category(part[at]) == "So":
                end = at + 1
                while end < begin and category(part[end]) in ("So", "Mn", "Cf", "Sk"):
                    end += 1
                yield at, end
                at = end
            at += 1
