"""Where one stretch of text, in display form, is broken into rows.

Rows break at spaces. A word longer than a row breaks after a hyphen, a dash or a slash if there is one, else where the
row is full. Scripts written in wide characters break between any two of them, but never before a closing mark or after
an opening one. No-break spaces do not break, and no cluster is cut.
"""

from __future__ import annotations

from karabakh_tui.text.cells import clusters
from karabakh_tui.text.widths import is_simple

_BREAK_AFTER = "-—/–‐"
_NO_BREAK_SPACES = "\u00a0\u202f\u2007"
_NOT_FIRST = frozenset(
    ",.;:!?%)]}»”’…。、，．：；？！）］｝〕〉》」』】〙〗〟ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々゛゜"
    + _NO_BREAK_SPACES
)
_NOT_LAST = frozenset("([{«“‘（［｛〔〈《「『【〘〖〝" + _NO_BREAK_SPACES)


def rows_of(shown: str, width: int, *, indent: int = 0, opens: bool = True) -> list[tuple[int, int]]:
    """The rows of `shown` at `width` cells, at least one, as spans without the spaces that they were broken at.

    `opens` says that `shown` starts a line: then spaces at its start are kept (unless they would take more than half
    of the row) and only further rows are `indent` cells narrower.
    """
    end = len(shown.rstrip(" "))
    if not end:
        return [(0, 0)]
    body = len(shown) - len(shown.lstrip(" "))
    start = 0 if opens and body <= width // 2 else body
    room = width if opens else width - indent
    if is_simple(shown):
        return _simple_rows(shown, start, body, end, room, width - indent)
    return _cluster_rows(shown[:end], start < body, room, width - indent)


def _simple_rows(shown: str, start: int, body: int, end: int, room: int, later: int) -> list[tuple[int, int]]:
    """Rows of one-cell characters: `body` is the first that is no space, `room` the first row's width, `later` the
    width of those that follow."""
    rows = []
    rfind = shown.rfind
    while end - start > room:
        full = start + room
        cut = rfind(" ", body, full + 1)
        if cut < 0:
            cut = following = 1 + max(rfind(char, body + 1, full) for char in _BREAK_AFTER) or full
        else:
            following = cut + 1
            while shown[following] == " ":
                following += 1
            while shown[cut - 1] == " ":
                cut -= 1
        rows.append((start, cut))
        start = body = following
        room = later
    rows.append((start, end))
    return rows


def _cluster_rows(shown: str, keep: bool, room: int, later: int) -> list[tuple[int, int]]:
    """The same for any text, counted in clusters: `keep` says to keep the spaces at the start, if a word fits after
    them. `shown` does not end with a space."""
    parts = list(clusters(shown))
    edges = [part[0] for part in parts]
    edges.append(len(shown))
    body = 0
    while _is_space(shown, parts[body]):
        body += 1
    number = 0 if keep and body + parts[body][2] <= room else body
    rows = []
    while True:
        used = 0
        full = number
        while full < len(parts) and used + parts[full][2] <= room:
            used += parts[full][2]
            full += 1
        if full == len(parts):
            rows.append((edges[number], edges[full]))
            return rows
        following = cut = _cut(shown, parts, body, max(full, body + 1))
        if following == len(parts):
            rows.append((edges[number], edges[cut]))
            return rows
        while _is_space(shown, parts[following]):
            following += 1
        while _is_space(shown, parts[cut - 1]):
            cut -= 1
        rows.append((edges[number], edges[cut]))
        number = body = following
        room = later


def _cut(shown: str, parts: list[tuple[int, int, int]], body: int, full: int) -> int:
    """The cluster before which to break, after `body` and not after `full`, the first that no longer fits."""
    if full == len(parts):
        return full
    for number in range(full, body, -1):
        if _may_break(shown, parts[number - 1], parts[number]):
            return number
    for number in range(full, body + 1, -1):
        start, end, _ = parts[number - 1]
        if shown[start:end] in _BREAK_AFTER:
            return number
    return full


def _may_break(shown: str, before: tuple[int, int, int], after: tuple[int, int, int]) -> bool:
    """Whether a row may end between two clusters."""
    if _is_space(shown, before) or _is_space(shown, after):
        return True
    if before[2] < 2 and after[2] < 2:
        return False
    return shown[after[0]] not in _NOT_FIRST and shown[before[0]] not in _NOT_LAST


def _is_space(shown: str, part: tuple[int, int, int]) -> bool:
    """Whether a cluster is a space and nothing more: an accent on a space is there to be seen."""
    return part[1] - part[0] == 1 and shown[part[0]] == " "
