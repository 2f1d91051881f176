"""Text as a search sees it: without case, accents, typographic quotes and dashes, and differences of white space.

Folding changes lengths (ß, ½, İ), so an offset into folded text means nothing in the source. `fold_map` gives the way
back for each character, `find_folded` for whole matches. All steps are linear in the text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from karabakh_tui.text.cells import snap
from karabakh_tui.text.display import BIDI, IGNORABLE
from karabakh_tui.text.span import Span

_LETTERS = {"ı": "i", "ə": "e", "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
_SINGLE_QUOTES = "‘’‚‛′‵ʹʻʼʽˈ´‹›՚＇"
_DOUBLE_QUOTES = "“”„‟″‶«»ʺ〝〞〟＂"
_DASHES = "‐‑‒–—―−⁃﹘﹣－֊"
_SIGNS = {**dict.fromkeys(_SINGLE_QUOTES, "'"), **dict.fromkeys(_DOUBLE_QUOTES, '"'), **dict.fromkeys(_DASHES, "-")}
_SIGNS["⁄"] = "/"

# Soft hyphens, joiners, zero-width spaces, bidi controls, selectors, tags: a reader sees none of them.
_VANISHING = f"[{BIDI}{IGNORABLE}\U000e0000-\U000e0fff]"

_MOST_REMEMBERED = 65_536


class _Folds(dict[int, str]):
    """What each code point folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        folded = self[code] = _fold_char(chr(code))
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """`text` folded: for comparing and searching, never for showing.

    A run of white space is one space, at the ends too.
    """
    folded = text.lower() if text.isascii() else text.translate(_FOLDS)
    words = " ".join(folded.split())
    if not words:
        return " " if folded else ""
    return f"{' ' if folded[0].isspace() else ''}{words}{' ' if folded[-1].isspace() else ''}"


def fold_map(text: str) -> tuple[str, array[int]]:
    """`text` folded, and for each folded character the index of the character it comes from.

    One more index at the end is the length of `text`. A space that stands for a run comes from the run's first.
    """
    origins = array("I")
    position = 0
    for start, end, folded in _changes(text):
        origins.extend(range(position, start))
        origins.extend([start] * len(folded))
        position = end
    origins.extend(range(position, len(text) + 1))
    return fold(text), origins


def find_folded(text: str, needle: str) -> list[Span]:
    """Every place in `text` that folds to what `needle` folds to; see `Folded.find`."""
    return Folded(text).find(needle)


class Folded:
    """A text folded once, to be searched many times."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = fold(source)
        self._origins: _Origins | None = None

    def find(self, needle: str) -> list[Span]:
        """Every place in the source that folds to what `needle` folds to, white space around the needle aside.

        The spans are whole clusters: an accent after the last letter belongs to the match. No two overlap.
        """
        wanted = fold(needle).strip()
        at = self.text.find(wanted) if wanted else -1
        found: list[Span] = []
        while at >= 0:
            span = self.span(at, at + len(wanted))
            if not found or span.start >= found[-1].end:
                found.append(span)
            at = self.text.find(wanted, at + len(wanted))
        return found

    def span(self, start: int, end: int) -> Span:
        """The whole clusters of the source that the folded characters `start` to `end` come from, at least one."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters of the folded text: {start}..{end}")
        if self._origins is None:
            self._origins = _Origins(self.source)
        return snap(self.source, self._origins.of(start), self._origins.of(end - 1) + 1)


class _Origins:
    """The way back from folded offsets, kept only where folding moves them."""

    def __init__(self, text: str) -> None:
        # From each of these folded offsets on, the source starts at the origin and either runs along, one character
        # for one, or stands still at a character that folds to several.
        self._starts = array("I", [0])
        self._origins = array("I", [0])
        self._runs = bytearray([1])
        at = position = 0
        for start, end, folded in _changes(text):
            at += start - position
            if folded:
                self._add(at, start, 0)
                at += len(folded)
            self._add(at, end, 1)
            position = end

    def _add(self, at: int, origin: int, runs: int) -> None:
        if self._starts[-1] == at:
            self._origins[-1] = origin
            self._runs[-1] = runs
        else:
            self._starts.append(at)
            self._origins.append(origin)
            self._runs.append(runs)

    def of(self, folded: int) -> int:
        """The index of the character that the folded character comes from."""
        index = bisect_right(self._starts, folded) - 1
        return self._origins[index] + (folded - self._starts[index]) * self._runs[index]


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Each stretch of `text` that does not fold one character to one: where it starts and ends, and what it becomes."""
    if text.isascii():
        pattern = r"\s\s+"
    else:
        odd = {char: _FOLDS[ord(char)] for char in set(text)}
        gone = _char_class(char for char, folded in odd.items() if not folded)
        more = _char_class(char for char, folded in odd.items() if len(folded) > 1)
        # Possessive, so that no run is walked twice.
        spaces = rf"\s(?:{gone}*+\s)++" if gone else r"\s\s++"
        pattern = "|".join(part for part in (spaces, f"{gone}++" if gone else "", more) if part)
    for match in re.finditer(pattern, text):
        first = match[0][0]
        yield match.start(), match.end(), " " if first.isspace() else _FOLDS[ord(first)]


def _char_class(chars: Iterator[str]) -> str:
    members = "".join(map(re.escape, sorted(chars)))
    return f"[{members}]" if members else ""


def _fold_char(char: str) -> str:
    """What one character folds to."""
    if char.isspace():
        return " "
    if sign := _SIGNS.get(char):
        return sign
    if char.isascii():
        return char.lower()
    if re.match(_VANISHING, char):
        return ""
    import unicodedata

    parts = unicodedata.normalize("NFKD", char)
    if parts[0] == " ":
        # Spacing accents are a space and an accent to Unicode, but no white space to a reader.
        return char
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return "".join(_LETTERS.get(part) or _SIGNS.get(part, part) for part in bare.casefold())
