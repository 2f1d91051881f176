"""From libyaml's events to a tree, each limit checked before the node that would break it is built.

The only module that imports PyYAML; `load` imports it when the first file is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from yaml._yaml import CParser
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from karabakh_tui.yamldoc.document import Source
from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.node import Mapping, Node, Place, Scalar, Sequence
from karabakh_tui.yamldoc.syntax import syntax_fault
from karabakh_tui.yamldoc.wording import quoted

DEPTH_LIMIT = 100  # collections in collections
ALIAS_LIMIT = 200_000  # nodes that aliases stand for
NODE_LIMIT = 400_000  # nodes as written: twenty thousand annotations, or 60 MB of memory

_W = TypeVar("_W", bound="Walk")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_KEY = "write a plain word before the colon"


def walk(source: Source, data: bytes) -> Node:
    """The tree of the one document in `data`, the bytes of `source.text`. Raises FaultError."""
    return walked(source, data, Walk)[0]


def walked(source: Source, data: bytes, kind: type[_W]) -> tuple[Node, _W]:
    """The same, and the walk of that kind which found it."""
    parser = CParser(data)
    try:
        walk = kind(source, parser.get_event)
        return walk.document(), walk
    except YAMLError as error:
        raise FaultError(syntax_fault(source, data, error)) from None
    finally:
        parser.dispose()


class Walk:
    """One pass over the events of one file. Events are Any: their types declare every mark as possibly missing."""

    __slots__ = ("_aliased", "_anchors", "_next", "_sizes", "_source", "left")

    def __init__(self, source: Source, get_event: Callable[[], Any]) -> None:
        self._source = source
        self._next = get_event
        self.left = NODE_LIMIT
        self._aliased = ALIAS_LIMIT
        self._anchors: dict[str, Node | None] = {}  # None while the collection is still open
        self._sizes: dict[str, int] = {}  # nodes under an anchor, aliases written out

    def document(self) -> Node:
        self._next()  # the stream begins
        if type(self._next()) is StreamEndEvent:
            return Scalar(None, 1, 1, "")
        root = self._node(self._next(), 1)
        self._next()  # the document ends
        after = self._next()
        if type(after) is DocumentStartEvent:
            self._fail(after, "a second document begins here", "keep one document in a file")
        return root

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event)
        if event.tag is not None:
            self._fail(
                event, f"has the tag {quoted(event.tag)}", 'remove it, or put a text that begins with "!" in quotes'
            )
        if kind is ScalarEvent:
            node: Node = _scalar(event)
        else:
            if depth > DEPTH_LIMIT:
                self._fail(event, f"is nested more than {DEPTH_LIMIT} deep", "write it flatter")
            if event.anchor is not None:
                self._anchor(event.anchor, None)
            node = self._sequence(event, depth) if kind is SequenceStartEvent else self._mapping(event, depth)
        if event.anchor is not None:
            self._anchor(event.anchor, node)
        return node

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event, depth + 1))
            self._count(event)
        mark = start.start_mark
        return Sequence(tuple(items), mark.line + 1, mark.column + 1)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        places: dict[str, Place] = {}
        merged: Node | None = None
        while type(event := self._next()) is not MappingEndEvent:
            if type(event) is not ScalarEvent or event.tag is not None:
                self._fail(event, "a key that is no plain word", _PLAIN_KEY)
            key = event.value
            mark: Any = event.start_mark
            place = (mark.line + 1, mark.column + 1)
            if key in places:
                what = f"{quoted(key)} stands twice, here and in line {places[key][0]}"
                self._fail(event, what, "keep one of the two")
            places[key] = place
            if event.anchor is not None:
                self._anchor(event.anchor, _scalar(event))
            value = self._node(self._next(), depth + 1)
            self._count(event)
            if event.style:
                entries[key] = value
            elif key == "<<":
                merged = value
            elif key in _NULLS:
                self._fail(event, "a value without a key", _PLAIN_KEY)
            else:
                entries[key] = value
        mark = start.start_mark
        node = Mapping(entries, places, mark.line + 1, mark.column + 1)
        if merged is not None:
            del places["<<"]
            self._merge(node, merged)
        return node

    def _merge(self, into: Mapping, merged: Node) -> None:
        """Adds the entries of `merged` that `into` lacks; of several mappings the first that has an entry gives it."""
        for one in merged.items if isinstance(merged, Sequence) else (merged,):
            if not isinstance(one, Mapping):
                what = '"<<" takes in something that is no mapping'
                raise FaultError(self._source.fault(one.line, one.col, what, "name an anchored mapping: <<: *name"))
            for key, value in one.entries.items():
                into.entries.setdefault(key, value)

    def _anchor(self, name: str, node: Node | None) -> None:
        self._anchors[name] = node
        self._sizes.pop(name, None)  # a name may be given again; it then names what came last

    def _alias(self, event: Any) -> Node:
        name = event.anchor
        if name not in self._anchors:
            self._fail(event, f"{quoted('*' + name)} names no anchor above", "put a text that begins with * in quotes")
        node = self._anchors[name]
        if node is None:
            self._fail(event, f"{quoted('*' + name)} stands inside what it names", "write the value out")
        if name not in self._sizes:
            self._sizes[name] = _size(node, self._aliased)
        self._aliased -= self._sizes[name]
        if self._aliased < 0:
            self._fail(event, f"aliases stand for more than {ALIAS_LIMIT} values", "write the values out")
        return node

    def _count(self, event: Any) -> None:
        self.left -= 1
        if self.left < 0:
            self._fail(event, f"the file holds more than {NODE_LIMIT} values", "split it into several files")

    def _fail(self, event: Any, what: str, repair: str) -> NoReturn:
        mark = event.start_mark
        raise FaultError(self._source.fault(mark.line + 1, mark.column + 1, what, repair))


def _scalar(event: Any) -> Scalar:
    mark, value, style = event.start_mark, event.value, event.style
    if not style and value in _NULLS:
        value = None
    return Scalar(value, mark.line + 1, mark.column + 1, style or "")


def _size(node: Node, limit: int) -> int:
    """How many nodes there are in `node`, or some number above `limit`."""
    size, pending = 0, [node]
    while pending and size <= limit:
        one = pending.pop()
        size += 1
        if isinstance(one, Mapping):
            pending.extend(one.entries.values())
        elif isinstance(one, Sequence):
            pending.extend(one.items)
    return size
