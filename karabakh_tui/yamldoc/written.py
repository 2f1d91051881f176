"""A stretch of a YAML file as it is written: what stands where, from the marks of the parser's events.

For short stretches, around what is to be changed. Nothing is resolved: an alias stays one. What the marks of events do
not tell is mended here: collections in block style end where the last thing in them ends, not where the next token
begins; a block scalar ends with its text, not behind the blank lines below it; an empty value stands behind its colon.
"""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple, TypeAlias

from karabakh_tui.yamldoc.document import BREAK

_BREAKS = "\n\r\x85\u2028\u2029"
_BREAK = re.compile(BREAK)
_COLON = re.compile(r"[ \t]*:")
_HEADER = re.compile(r"(?:&\S+\s+)?[|>]([0-9+-]*)")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_DEPTH = 100


class Written(NamedTuple):
    """A value as it stands in a text. Places count code points from 0; `start` is that of its anchor, where it has one.

    `style` is the quoting of a text. A record has a key for each of its items.
    """

    kind: Literal["text", "list", "record", "alias"]
    value: str
    style: str
    anchor: str
    flow: bool
    start: int
    end: int
    col: int
    keys: tuple[Written, ...] = ()
    items: tuple[Written, ...] = ()

    def at(self, name: str) -> int:
        """The place of a field among those of a record, or -1. A merge key is none."""
        for number, key in enumerate(self.keys):
            if key.value == name and not key.is_merge:
                return number
        return -1

    def field(self, name: str) -> Written | None:
        """The value of a record's own field."""
        number = self.at(name)
        return self.items[number] if number >= 0 else None

    @property
    def is_merge(self) -> bool:
        """Whether it is the key that takes in other records."""
        return self.value == "<<" and not self.style

    @property
    def is_null(self) -> bool:
        return self.kind == "text" and not self.style and self.value in _NULLS

    @property
    def merges(self) -> bool:
        """Whether it is a record that takes in others."""
        return any(key.is_merge for key in self.keys)

    @property
    def first_col(self) -> int:
        """The column of the names of a record, or of the dashes of a list, in block style."""
        return self.keys[0].col if self.keys else self.col


class Alias(NamedTuple):
    """What an alias says, before anybody looks up what it names."""

    name: str


Said: TypeAlias = "str | Alias | list[Said] | dict[str, Said] | None"
MERGE = "\ud800<<"  # no name in a file can be equal to this


def said(node: Written | None) -> Said:
    """What a value says, apart from where it stands and how it is quoted."""
    if node is None or node.is_null:
        return None
    if node.kind == "text":
        return node.value
    if node.kind == "alias":
        return Alias(node.value)
    if node.kind == "list":
        return [said(one) for one in node.items]
    return {MERGE if key.is_merge else key.value: said(one) for key, one in zip(node.keys, node.items, strict=True)}


class UnreadableError(ValueError):
    """The stretch is not one document of the plain kind that our files are."""


class Names(NamedTuple):
    """The anchors that a stretch gives, the aliases that it uses, and how many values it holds."""

    anchors: frozenset[str]
    aliases: frozenset[str]
    values: int


def names(node: Written | None) -> Names:
    """The anchors and aliases of a stretch, and its size."""
    anchors, aliases = set(), set()
    pending = [node] if node else []
    values = 0
    while pending:
        one = pending.pop()
        values += len(one.items)
        if one.kind == "alias":
            aliases.add(one.value)
        elif one.anchor:
            anchors.add(one.anchor)
        pending += one.items
        pending += one.keys
    return Names(frozenset(anchors), frozenset(aliases), values)


def scan(text: str) -> Written | None:
    """The one document of `text`; None where it is empty. Raises UnreadableError."""
    from yaml._yaml import CParser
    from yaml.error import YAMLError

    try:
        parser = CParser(text.encode())
    except UnicodeEncodeError:
        raise UnreadableError("no text") from None
    try:
        return _Scan(text, parser.get_event).document()
    except YAMLError as error:
        raise UnreadableError(str(error)) from None
    finally:
        parser.dispose()


def leaf_end(text: str, event: Any, before: int) -> int:
    """Where a scalar, an alias or a flow collection ends; `before` is where that before it ended.

    Text that is kept to the last blank line ends at the beginning of the line behind.
    """
    end: int = event.end_mark.index
    start: int = event.start_mark.index
    style = getattr(event, "style", None)
    if style in ("|", ">"):
        header = _HEADER.match(text, start)
        if header and "+" in header[1]:
            return end
        return max(len(text[start:end].rstrip(" \t" + _BREAKS)) + start, start + 1)
    if start == end and text[start - 1 : start] not in (":", "-"):
        return before
    return end


class _Scan:
    """One pass over the events of one stretch. Events are Any: their types declare every mark as possibly missing."""

    def __init__(self, text: str, get_event: Any) -> None:
        from yaml import events

        self._text = text
        self._next = get_event
        self._events = events
        self._end = 0  # of the last leaf

    def document(self) -> Written | None:
        events = self._events
        self._next()
        if type(self._next()) is events.StreamEndEvent:
            return None
        root = self._node(self._next(), 0)
        self._next()
        if type(self._next()) is not events.StreamEndEvent:
            raise UnreadableError("a second document")
        return None if root.is_null and root.start == root.end else root

    def _node(self, event: Any, depth: int) -> Written:
        events = self._events
        kind = type(event)
        start, col = event.start_mark.index, event.start_mark.column
        if kind is events.AliasEvent:
            self._end = event.end_mark.index
            return Written("alias", event.anchor, "", "", False, start, self._end, col)
        if event.tag is not None or depth > _DEPTH:
            raise UnreadableError("a tag, or nested too deep")
        anchor = event.anchor or ""
        if kind is events.ScalarEvent:
            self._end = leaf_end(self._text, event, self._end)
            if start == event.end_mark.index:
                start = self._end
            return Written("text", event.value, event.style or "", anchor, False, start, max(self._end, start), col)
        flow = bool(event.flow_style)
        return self._collection(kind is events.MappingStartEvent, anchor, flow, start, col, depth)

    def _collection(self, record: bool, anchor: str, flow: bool, start: int, col: int, depth: int) -> Written:
        events = self._events
        keys: list[Written] = []
        items: list[Written] = []
        while type(event := self._next()) not in (events.SequenceEndEvent, events.MappingEndEvent):
            if record:
                keys.append(self._key(event, depth, keys))
                event = self._next()
            one = self._node(event, depth + 1)
            if record and one.start == one.end and not one.anchor:
                one = self._behind_colon(one, keys[-1])
            items.append(one)
        if flow:
            self._end = event.end_mark.index
        return Written(
            "record" if record else "list", "", "", anchor, flow, start, self._end, col, tuple(keys), tuple(items)
        )

    def _key(self, event: Any, depth: int, keys: list[Written]) -> Written:
        if type(event) is not self._events.ScalarEvent:
            raise UnreadableError("a key that is no plain word")
        key = self._node(event, depth + 1)
        if any(key.value == other.value and key.is_merge == other.is_merge for other in keys):
            raise UnreadableError("two equal keys")
        return key

    def _behind_colon(self, empty: Written, key: Written) -> Written:
        found = _COLON.match(self._text, key.end)
        at = found.end() if found else key.end
        self._end = max(self._end, at)
        return empty._replace(start=at, end=at)


def line_start(text: str, place: int) -> int:
    """Where the line begins in which `place` is."""
    while place and text[place - 1] not in _BREAKS:
        place -= 1
    return place


def line_end(text: str, place: int) -> int:
    """Where the line ends in which `place` is, before its break."""
    found = _BREAK.search(text, place)
    return found.start() if found else len(text)


def next_line(text: str, place: int) -> int:
    """Where the line behind that of `place` begins: at `place` itself, where a line begins there."""
    if place and text[place - 1] in _BREAKS:
        return place
    found = _BREAK.search(text, place)
    return found.end() if found else len(text)
