"""Reading a whole YAML file as `load` does, and where the entries of the lists at its top stand."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from yaml.events import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent

from karabakh_tui.yamldoc.cut import Cut, cut
from karabakh_tui.yamldoc.document import Document, Source
from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.load import opened
from karabakh_tui.yamldoc.node import Mapping, Node, Scalar, Sequence
from karabakh_tui.yamldoc.walk import NODE_LIMIT, Walk, walked
from karabakh_tui.yamldoc.window import Parts, divided
from karabakh_tui.yamldoc.written import Said, leaf_end


class Stand(NamedTuple):
    """A list in block style at the top: where it begins, with its anchor where it has one, and where its entries stand
    (code points from 0)."""

    start: int
    anchor: str
    spans: list[tuple[int, int]]


class Marks(NamedTuple):
    """What else the marks of a file tell: what stands before its names, the anchor of all its fields together, the
    names of all its aliases, and how many values there are."""

    indent: str
    anchor: str
    used: frozenset[str]
    values: int


def read_parts(data: bytes, path: str) -> tuple[Document, Parts, dict[str, Said], Marks]:
    """The file as `load` gives it, in parts, and what the fields at its top say (None for a list among the parts).

    Raises FaultError as `load` does, and where there are no fields at the top.
    """
    source, data, bom = opened(data, path)
    with _uncollected():
        root, walk = walked(source, data, _MarkedWalk)
        top = bare(root)
        if not isinstance(top, dict) and top is not None:
            what = f"begins with a {'list' if isinstance(top, list) else 'text'}, not with a name and a colon"
            repair = "begin the file with format: 1, and put a list below a name"
            raise FaultError(source.fault(root.line, root.col, what, repair))
        top = top or {}
        lists, values = _lists(source.text, root, walk, top)
        parts = divided(source.text, 0, lists, values)
    assert parts is not None
    places = root.places.values() if isinstance(root, Mapping) else ()
    indent = " " * (next(iter(places))[1] - 1) if places else ""
    marks = Marks(indent, walk.anchor, frozenset(walk.used), NODE_LIMIT - walk.left)
    over = {name: None if name in values else one for name, one in top.items()}
    return Document(path, source.text, bom, root), parts, over, marks


def _lists(
    text: str, root: Node, walk: _MarkedWalk, top: dict[str, Said]
) -> tuple[list[tuple[str, str, list[Cut]]], dict[str, list[Said]]]:
    """The lists of records whose entries stand on lines of their own: names, anchors and lines; what they say."""
    lists: list[tuple[str, str, list[Cut]]] = []
    values: dict[str, list[Said]] = {}
    if not isinstance(root, Mapping):
        return lists, values
    for name, node in root.entries.items():
        # What an alias names was there before under its own name, which takes it.
        stand = walk.stands.pop((node.line, node.col), None) if name in root.places else None
        entries = top[name]
        if stand is None or not isinstance(entries, list) or not any(isinstance(one, dict) for one in entries):
            continue
        cuts = cut(text, stand.start, stand.spans)
        if cuts:
            lists.append((name, stand.anchor, cuts))
            values[name] = entries
    return lists, values


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing is looked for that could be thrown away: a tree grows by tens of thousands of nodes, and all are used."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _MarkedWalk(Walk):
    """A walk that notes where the entries of the lists at the top begin and end."""

    __slots__ = ("_leaf", "_plain", "anchor", "stands", "used")

    def __init__(self, source: Source, get_event: Callable[[], Any]) -> None:
        self._leaf: Any = None
        self._plain = get_event
        self.anchor = ""
        self.stands: dict[tuple[int, int], Stand] = {}
        self.used: set[str] = set()
        super().__init__(source, get_event)

    def _sequence(self, start: Any, depth: int) -> Sequence:
        if depth != 2 or start.flow_style:
            return super()._sequence(start, depth)
        self._next = self._noted
        self._leaf = None
        items: list[Node] = []
        spans: list[tuple[int, int]] = []
        text = self._source.text
        while type(event := self._next()) is not SequenceEndEvent:
            place = event.start_mark.index
            items.append(self._node(event, depth + 1))
            self._count(event)
            end = leaf_end(text, self._leaf, place)
            spans.append((min(place, end), end))
        self._next = self._plain
        mark = start.start_mark
        self.stands[mark.line + 1, mark.column + 1] = Stand(mark.index, start.anchor or "", spans)
        return Sequence(tuple(items), mark.line + 1, mark.column + 1)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        if depth == 1:
            self.anchor = start.anchor or ""
        return super()._mapping(start, depth)

    def _noted(self) -> Any:
        event = self._plain()
        kind = type(event)
        if kind is ScalarEvent:
            # An empty value is noted only where it stands behind something of its own.
            mark = event.start_mark
            if mark.index != event.end_mark.index or self._source.text[mark.index - 1] in ":-":
                self._leaf = event
        elif kind is AliasEvent or (
            (kind is MappingEndEvent or kind is SequenceEndEvent) and event.start_mark.index != event.end_mark.index
        ):
            self._leaf = event
        return event

    def _alias(self, event: Any) -> Node:
        self.used.add(event.anchor)
        return super()._alias(event)


def bare(node: Node) -> Said:
    """What a node says, apart from where it stands and how it is quoted; aliases and merges are looked up."""
    if type(node) is Scalar:
        return node.value
    if isinstance(node, Sequence):
        return [bare(one) for one in node.items]
    if isinstance(node, Mapping):
        return {sys.intern(name): bare(one) for name, one in node.entries.items()}
    return None
