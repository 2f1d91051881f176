"""Reading a whole YAML file as `load` does, and where the entries of the lists at its top stand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml.events import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent

from karabakh_tui.yamldoc.cut import Cut, cut
from karabakh_tui.yamldoc.document import Source
from karabakh_tui.yamldoc.load import opened
from karabakh_tui.yamldoc.node import Mapping, Node, Scalar, Sequence
from karabakh_tui.yamldoc.walk import NODE_LIMIT, Walk, walked
from karabakh_tui.yamldoc.written import Said, leaf_end


class Stand(NamedTuple):
    """A list in block style at the top: where it begins, with its anchor where it has one, and where its entries stand
    (code points from 0)."""

    start: int
    anchor: str
    spans: list[tuple[int, int]]


class Marked(NamedTuple):
    """A file and its lists. `used` are the names of all aliases, `size` is the number of its values."""

    source: Source
    bom: bool
    root: Node
    anchor: str
    lists: dict[str, Stand]
    used: frozenset[str]
    size: int

    @property
    def indent(self) -> str:
        """What stands before the names at the top."""
        places = self.root.places.values() if isinstance(self.root, Mapping) else ()
        return " " * (next(iter(places))[1] - 1) if places else ""


def read_marked(data: bytes, path: str) -> Marked:
    """The file with its marks. Raises FaultError as `load` does."""
    source, data, bom = opened(data, path)
    root, walk = walked(source, data, _MarkedWalk)
    lists = {}
    if isinstance(root, Mapping):
        for name, node in root.entries.items():
            # What an alias names was there before under its own name, which takes it.
            stand = walk.stands.pop((node.line, node.col), None) if name in root.places else None
            if stand is not None and isinstance(node, Sequence):
                lists[name] = stand
    return Marked(source, bom, root, walk.anchor, lists, frozenset(walk.used), NODE_LIMIT - walk.left)


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


def lists_of(marked: Marked) -> list[tuple[str, str, list[Cut]]]:
    """The lists of a file whose entries stand on lines of their own, in order, with their anchors and lines."""
    found = []
    for name, stand in sorted(marked.lists.items(), key=lambda one: one[1].start):
        cuts = cut(marked.source.text, stand.start, stand.spans) if stand.spans else None
        if cuts:
            found.append((name, stand.anchor, cuts))
    return found
