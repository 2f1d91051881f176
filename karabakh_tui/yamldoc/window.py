"""A YAML file in parts: the lists of records at its top, entry by entry, and the texts between them.

An edit looks through a window at a few entries or at one text, with a neighbour on either side, so that it costs the
same in a file of ten entries and in one of ten thousand.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple, TypeAlias, cast

from karabakh_tui.yamldoc.cut import Cut, cut_list
from karabakh_tui.yamldoc.emit import scalar
from karabakh_tui.yamldoc.plain import Fields, Plain
from karabakh_tui.yamldoc.written import Said, Written


class Entry(NamedTuple):
    """One entry of a list: lines above it that are nobody's, its own lines, and what it says, aliases looked up.

    `fields` is the same without nulls, for an entry that is a record.
    """

    gap: bytes
    lines: bytes
    values: Said
    fields: Fields | None


class Run(NamedTuple):
    """The entries of the list `section`. `anchor` is that of the list."""

    section: str
    anchor: str
    entries: tuple[Entry, ...]


Parts: TypeAlias = "tuple[bytes | Run, ...]"
"""Text and run by turns; a text, which may be empty, is the first and the last."""


class Window(NamedTuple):
    """The parts `lo` to `hi`, both of them in it; of a run at either end the entries from `a` on or up to `b`."""

    lo: int
    a: int
    hi: int
    b: int


def run_at(parts: Parts, number: int) -> Run:
    """The run that is the part of that number."""
    part = parts[number]
    assert isinstance(part, Run)
    return part


def on_entries(parts: Parts, number: int, start: int, end: int) -> Window:
    """The window on the entries `start` to `end` of a run, with the texts around where it reaches them."""
    count = len(run_at(parts, number).entries)
    start, end = max(0, start), min(count, end)
    lo, a = (number, start) if start else (number - 1, 0)
    hi, b = (number, end) if end < count else (number + 1, 0)
    return Window(lo, a, hi, b)


def on_text(parts: Parts, number: int) -> Window:
    """The window on a text, with the entry above it and the one below."""
    lo, a = (number - 1, len(run_at(parts, number - 1).entries) - 1) if number else (number, 0)
    hi, b = (number + 1, 1) if number + 1 < len(parts) else (number, 0)
    return Window(lo, a, hi, b)


class View(NamedTuple):
    """What is seen through a window: its text, of which the first `made` characters are no part of the file but the
    name of the list whose entries follow, and what the entries of the lists in it say."""

    text: str
    made: int
    values: dict[str, list[Said]]


def seen(parts: Parts, window: Window, indent: str, eol: str) -> View:
    """The text of a window, such that it can be read alone."""
    pieces: list[bytes] = []
    values: dict[str, list[Said]] = {}
    head = ""
    for number in range(window.lo, window.hi + 1):
        part = parts[number]
        if isinstance(part, bytes):
            pieces.append(part)
            continue
        entries = part.entries[window.a if number == window.lo else 0 :]
        if number == window.hi:
            entries = entries[: window.b - (window.a if number == window.lo else 0)]
        if number == window.lo:
            head = f"{indent}{scalar(part.section)}:{eol}"
        for entry in entries:
            pieces += (entry.gap, entry.lines)
        values[part.section] = [entry.values for entry in entries]
    return View(head + b"".join(pieces).decode(), len(head), values)


def put_back(parts: Parts, window: Window, new: Parts) -> Parts | None:
    """The parts with those in the window replaced by `new`; None where these do not fit between their neighbours."""
    before, after = list(parts[: window.lo]), list(parts[window.hi + 1 :])
    middle = list(new)
    first, last = parts[window.lo], parts[window.hi]
    if isinstance(last, Run):
        if len(middle) < 3 or middle.pop():
            return None
        whole = middle[-1]
        assert isinstance(whole, Run)
        middle[-1] = whole._replace(entries=whole.entries + last.entries[window.b :])
    if isinstance(first, Run):
        if len(middle) < 2 or middle.pop(0):
            return None
        whole = middle[0]
        assert isinstance(whole, Run)
        middle[0] = whole._replace(anchor=first.anchor, entries=first.entries[: window.a] + whole.entries)
    return (*before, *middle, *after)


def divided(
    text: str, made: int, lists: Sequence[tuple[str, str, list[Cut]]], values: Mapping[str, Sequence[Said]]
) -> Parts | None:
    """A text from `made` on as parts; `lists` are the names, anchors and lines of its lists in order, `values` what
    their entries say. None where the two do not go together."""
    parts: list[bytes | Run] = []
    place = made
    for section, anchor, cuts in lists:
        if len(cuts) != len(values.get(section, ())):
            return None
        parts.append(text[place : cuts[0].gap].encode())
        entries = tuple(
            Entry(text[one.gap : one.start].encode(), text[one.start : one.end].encode(), said, as_fields(said))
            for one, said in zip(cuts, values[section], strict=True)
        )
        parts.append(Run(section, anchor, entries))
        place = cuts[-1].end
    parts.append(text[place:].encode())
    return tuple(parts) if len(values) == len(lists) else None


def lists_in(text: str, root: Written | None, wanted: Container[str]) -> list[tuple[str, str, list[Cut]]]:
    """Those `wanted` of the lists at the top of a text whose entries stand on lines of their own."""
    found = []
    for key, node in zip(root.keys, root.items, strict=True) if root else ():
        if key.value in wanted and node.kind == "list" and not node.flow and node.items and not key.is_merge:
            cuts = cut_list(text, node)
            if cuts is not None:
                found.append((key.value, node.anchor, cuts))
    return found


def as_fields(value: Said) -> Fields | None:
    """A record without its nulls, the very same where it has none; None for what is no record."""
    if not isinstance(value, dict):
        return None
    if _is_full(value):
        return cast("Fields", value)
    return {name: as_plain(one) for name, one in value.items() if one is not None}


def _is_full(value: Said) -> bool:
    """Whether there is no null in it."""
    if isinstance(value, dict):
        return all(type(one) is str or _is_full(one) for one in value.values())
    if isinstance(value, list):
        return all(type(one) is str or _is_full(one) for one in value)
    return value is not None


def as_plain(value: Said) -> Plain:
    """Any value without its nulls; for a null itself an empty text."""
    if isinstance(value, list):
        return [as_plain(one) for one in value]
    return as_fields(value) or (value if isinstance(value, str) else {} if isinstance(value, dict) else "")
