"""An article's text as quotes are searched for in it: folded, with the way back to the source, and cut into words.

Everything here is worked out when it is first asked for, and once only: most articles are never searched.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.text.cells import snap
from karabakh_tui.text.fold import fold_map
from karabakh_tui.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from karabakh_tui.annotations.changes import Changes

_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}]+|[^\s\w]|_")
"""A word, or a sign by itself. Where writing puts no spaces between words, each letter is one."""

_FIRST_CODE, _LAST_CODE = 0x21, 0x10FFFF
"""The characters that stand for words; a text with more different words than that is not told from one with fewer."""


class Place(NamedTuple):
    """Where a quote stands: in the text, and from `at` to `end` in the folded text."""

    span: Span
    at: int
    end: int


class Words(NamedTuple):
    """The words of a folded text, in order: where each starts and ends in it, and a character that stands for it.

    Words are the same where their characters are, among all texts that were cut by one `vocabulary`.
    """

    starts: array[int]
    ends: array[int]
    codes: str
    vocabulary: dict[str, str]

    def around(self, at: int, end: int) -> tuple[int, int]:
        """The words, first up to but not including the last, that share a character with `at` to `end`."""
        return bisect_left(self.ends, at + 1), bisect_left(self.starts, end)

    def codes_of(self, folded: str) -> str:
        """The characters of the words of another folded text; a blank for each that does not occur here."""
        return "".join([self.vocabulary.get(word, " ") for word in _WORD.findall(folded)])


def cut(folded: str, vocabulary: dict[str, str]) -> Words:
    """The words of a folded text; such as the vocabulary does not have yet are added to it."""
    words = _WORD.findall(folded)
    for word in words:
        if word not in vocabulary:
            vocabulary[word] = chr(min(_FIRST_CODE + len(vocabulary), _LAST_CODE))
    starts = array("L", [match.start() for match in _WORD.finditer(folded)])
    ends = array("L", map(add, starts, map(len, words)))
    return Words(starts, ends, "".join(map(vocabulary.__getitem__, words)), vocabulary)


class FoldedText:
    """An article's text, folded when a quote is first searched for."""

    __slots__ = ("_changes", "_folded", "_origins", "_stands", "_words", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = ""
        self._origins: array[int] | None = None
        self._words: Words | None = None
        self._stands: dict[str, list[int]] | None = None
        self._changes: dict[str, Changes] = {}

    @property
    def folded(self) -> str:
        """The folded text."""
        if self._origins is None:
            self._folded, self._origins = fold_map(self.text)
        return self._folded

    @property
    def words(self) -> Words:
        """Its words."""
        if self._words is None:
            self._words = cut(self.folded, {})
        return self._words

    @property
    def stands(self) -> dict[str, list[int]]:
        """For each word, by its character, the numbers of the places where it stands, in order."""
        if self._stands is None:
            self._stands = {}
            for number, code in enumerate(self.words.codes):
                self._stands.setdefault(code, []).append(number)
        return self._stands

    def cut_with(self, vocabulary: dict[str, str]) -> None:
        """Cut it into words by the vocabulary of another text, so that their words can be compared."""
        self._words = cut(self.folded, vocabulary)

    def changes_from(self, old: str) -> Changes:
        """What changed since the text was `old`; worked out once for each."""
        if old not in self._changes:
            from karabakh_tui.annotations.changes import Changes

            self._changes[old] = Changes(FoldedText(old), self)
        return self._changes[old]

    def place(self, at: int, end: int) -> Place:
        """The place of the folded characters `at` to `end`, at least one: whole clusters of the source."""
        folded, origins, text = self.folded, self._origins, self.text
        if origins is None or not 0 <= at < end <= len(folded):
            raise ValueError(f"no characters of the folded text: {at}..{end}")
        start, stop = origins[at], origins[end - 1] + 1
        if text[max(0, start - 1) : start + 1].isascii() and text[stop - 1 : stop + 1].isascii():
            return Place(Span(start, stop), at, end)  # nothing that could join the characters at either end
        return Place(snap(text, start, stop), at, end)

    def place_of(self, span: Span) -> Place | None:
        """The place of a span of the source; None where nothing of it is left when it is folded, or only a space."""
        folded, origins = self.folded, self._origins
        at, end = bisect_left(origins or (), span.start), bisect_left(origins or (), span.end)
        at, end = min(at, len(folded)), min(end, len(folded))
        at += len(folded[at:end]) - len(folded[at:end].lstrip())
        end -= len(folded[at:end]) - len(folded[at:end].rstrip())
        return Place(span, at, end) if at < end else None

    def hits(self, wanted: str, limit: int) -> list[tuple[int, int]]:
        """Where the folded and stripped words `wanted` stand in the folded text, in order; at most `limit`."""
        folded = self.folded
        found: list[tuple[int, int]] = []
        at = folded.find(wanted)
        while at >= 0 and len(found) < limit:
            end = at + len(wanted)
            found.append((at, end))
            at = folded.find(wanted, end)
        return found

    def places(self, hits: Iterable[tuple[int, int]]) -> list[Place]:
        """The places of such hits; of two that share a character of the source, the first."""
        found: list[Place] = []
        for at, end in hits:
            place = self.place(at, end)
            if not found or place.span.start >= found[-1].span.end:
                found.append(place)
        return found

    def sides(self, hit: tuple[int, int], before: str, after: str) -> int:
        """How many of the folded and stripped `before` and `after` stand beside it; an empty one does not."""
        folded, (at, end) = self.folded, hit
        left = bool(before) and folded[max(0, at - len(before) - 1) : at].rstrip().endswith(before)
        return left + (bool(after) and folded[end : end + len(after) + 1].lstrip().startswith(after))
