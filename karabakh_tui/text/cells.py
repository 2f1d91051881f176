"""How many terminal cells a text takes, by grapheme cluster, and where it may be cut.

All functions but `snap` and `edge` expect the display form (`display.visible`), in which no cluster but the first is
empty and the width of a text is the sum of its parts. `snap` and `edge` take any text and see it as it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from karabakh_tui.text.display import visible
from karabakh_tui.text.span import Span
from karabakh_tui.text.widths import cell, cells_of_each, is_simple, stand_apart

__all__ = ["LONGEST_CLUSTER", "clusters", "edge", "fit", "is_simple", "pad", "snap", "width"]

LONGEST_CLUSTER = 32
"""Code points. Unicode sets no limit to a cluster; a longer one is taken as several, so that every step is local."""

_JOINER = "\u200d"
_EMOJI_SELECTOR = "\ufe0f"
_LONGEST_FLAG_RUN = 1024


def clusters(text: str) -> Iterator[tuple[int, int, int]]:
    """Each grapheme cluster in turn: where it starts and ends in code points, and its width in cells."""
    if is_simple(text):
        for index in range(len(text)):
            yield index, index + 1, 1
        return
    start = end = cells = 0
    for piece in _pieces(text):
        # What takes no cell is drawn over the cell before it, even where Unicode begins a cluster with it (some vowel
        # signs, finals of Hangul): no cluster but the very first starts with one.
        over = _cells_over(piece) if end else 0
        end += over
        if over == len(piece):
            continue
        if end:
            yield start, end, cells
        start, end, cells = end, end + len(piece) - over, _cluster_width(piece[over:])
    if end:
        yield start, end, cells


def width(text: str) -> int:
    """Cells that `text` takes."""
    if is_simple(text):
        return len(text)
    if _JOINER in text or _EMOJI_SELECTOR in text:
        return _joined_width(text)
    return cells_of_each(text)


def fit(text: str, cells: int, end: str = "..") -> str:
    """`text` if it is at most `cells` wide, else as much of it as leaves room for `end`, and `end`."""
    if cells <= 0:
        return ""
    # A title of a megabyte is not measured to its end.
    head = text[: (cells + 1) * LONGEST_CLUSTER]
    if len(head) == len(text) and width(text) <= cells:
        return text
    if width(end) > cells:
        return fit(end, cells, "")
    room = cells - width(end)
    stop = used = 0
    for _, after, wide in clusters(head):
        if used + wide > room:
            break
        stop, used = after, used + wide
    return head[:stop] + end


def pad(text: str, cells: int) -> str:
    """`text` cut or filled with spaces to exactly `cells` cells."""
    shown = fit(text, cells)
    return shown + " " * (cells - width(shown))


def snap(text: str, start: int, end: int) -> Span:
    """The smallest span of whole clusters that holds the code points `start` to `end`."""
    first = edge(text, start)
    last = edge(text, end)
    if last < min(end, len(text)):
        _, length, _ = next(clusters(visible(text[last : last + 2 * LONGEST_CLUSTER])))
        last += length
    return Span(first, max(first, last))


def edge(text: str, offset: int) -> int:
    """The last edge of a cluster at or before `offset`, looking no further back than it must."""
    if offset <= 0 or offset >= len(text):
        return min(max(offset, 0), len(text))
    if stand_apart(text[offset - 1 : offset + 1]) or text[offset - 1] == "\n":
        return offset
    back = max(0, offset - 2 * LONGEST_CLUSTER)
    back = max(back, text.rfind("\n", back, offset) + 1)
    # Flags pair up from the start of their run.
    furthest = max(0, back - _LONGEST_FLAG_RUN)
    while back > furthest and _is_half_flag(text[back - 1]) and _is_half_flag(text[back]):
        back -= 1
    found = back
    for start, _, _ in clusters(visible(text[back : offset + 1])):
        found = back + start
    return found


def _is_half_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _pieces(text: str) -> Iterator[str]:
    """The clusters of Unicode's annex 29, none longer than `LONGEST_CLUSTER`."""
    from wcwidth import iter_graphemes

    for cluster in iter_graphemes(text):
        if len(cluster) <= LONGEST_CLUSTER:
            yield cluster
        else:
            for start in range(0, len(cluster), LONGEST_CLUSTER):
                yield cluster[start : start + LONGEST_CLUSTER]


def _cells_over(piece: str) -> int:
    """How many code points at its start take no cell."""
    over = 0
    while over < len(piece) and not cell(piece[over]):
        over += 1
    return over


@lru_cache(maxsize=8192)
def _cluster_width(cluster: str) -> int:
    if len(cluster) == 1:
        return cell(cluster)
    return width(cluster)


def _joined_width(text: str) -> int:
    """Cells of a text with joiners or emoji selectors, by Rich's reckoning.

    A joiner takes whatever follows it into what stands before; a selector makes the last character that took a cell
    two cells wide, once, if it is one that has a wide form.
    """
    total = 0
    last = ""
    joined = False
    for char in text:
        if joined:
            joined = False
        elif char == _JOINER:
            joined = True
        elif char == _EMOJI_SELECTOR:
            total += bool(last) and _widens(last)
            last = ""
        elif wide := cell(char):
            total += wide
            last = char
    return total


@lru_cache(maxsize=1024)
def _widens(char: str) -> bool:
    """Whether an emoji selector makes this one-cell character two cells wide."""
    from wcwidth import wcswidth

    return cell(char) == 1 and wcswidth(char + _EMOJI_SELECTOR) == 2
