"""Reading the records of a YAML file field by field: what is wrong is noted with its place, what is right is used.

    top = open_record(load(data, "codebook.yaml"))
    for one in top.records("provisions"):
        title = one.text("title", required=True)
        one.unknown({"title"})
    faults = top.faults

A field that is missing has its default, and so has a field that is wrong, after a fault. `ok` tells whether a record
has all that it must have: a caller sets aside a record that has not, and goes on with the next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from karabakh_tui.yamldoc.document import Document
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.node import Mapping, Node, Scalar, Sequence
from karabakh_tui.yamldoc.wording import did_you_mean, quoted

FORMAT = 1  # of every file of ours
_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_DIGITS = 12  # more than any number of ours has
_LISTED = 15  # words that a repair lists


def open_record(document: Document) -> Record:
    """The fields at the top of a file, its `format` checked; an empty file has none.

    A file without `format` is read, with a fault. Raises FaultError where the top is no mapping, or the format is one
    that this program does not know.
    """
    root = document.root
    if isinstance(root, Scalar) and root.value is None:
        return Record(document, Mapping({}, {}, 1, 1), [], [])
    if not isinstance(root, Mapping):
        what = f"begins with {_kind(root)}, not with a name and a colon"
        raise FaultError(document.fault(root.line, root.col, what, f"begin the file with format: {FORMAT}"))
    top = Record(document, root, [], [])
    _check_format(top)
    return top


def _check_format(top: Record) -> None:
    if not top.has("format"):
        top.fault("", 'has no "format"', f"add a first line: format: {FORMAT}")
        return
    value = top.text("format")
    if value == str(FORMAT):
        return
    line, col = top.place("format")
    if value.isdecimal() and value.isascii():
        what, repair = (
            f"is written in format {value[:_DIGITS]}",
            f"this program reads format {FORMAT}; install a newer one",
        )
    else:
        what, repair = f"{quoted(value)} is no format", f"write format: {FORMAT}"
    raise FaultError(top.document.fault(line, col, what, repair))


class Record:
    """One mapping of a file. All records of a file add to the one list `faults`."""

    __slots__ = ("_warned", "document", "faults", "mapping", "ok")

    def __init__(self, document: Document, mapping: Mapping, faults: list[Fault], warned: list[str]) -> None:
        self.document = document
        self.mapping = mapping
        self.faults = faults
        self.ok = True
        self._warned = warned  # unknown fields of this file so far; only the first becomes a fault

    @property
    def line(self) -> int:
        """The line of the file in which the record begins, from 1."""
        return self.mapping.line

    def has(self, name: str) -> bool:
        """Whether the field is written, be it empty."""
        return name in self.mapping.entries

    def place(self, name: str) -> tuple[int, int]:
        """Line and column of the field's value, or of the record where the field is not written."""
        node = self.mapping.entries.get(name, self.mapping)
        return node.line, node.col

    def fault(self, name: str, what: str, repair: str) -> None:
        """Notes what is wrong with the field `name`, at its value's place; with the record where `name` is empty."""
        line, col = self.place(name)
        self.faults.append(self.document.fault(line, col, what, repair))

    def text(self, name: str, *, required: bool = False, default: str = "") -> str:
        """The field as text. A required field that is missing, empty or no text makes the record not `ok`."""
        node = self.mapping.entries.get(name)
        if type(node) is Scalar:
            if node.value is not None:
                if required and not node.value.strip():
                    self._missing(name)
                return node.value
        elif node is not None:
            self.fault(name, f"{quoted(name)} is {_kind(node)}, not a text", f"write {name}: and the text in one value")
            if required:
                self.ok = False
            return default
        if required:
            self._missing(name)
        return default

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """The field as texts: a list of them, or a single one. Entries that are no text are faults and left out."""
        found = tuple(value for value, _ in self._scalars(name))
        if required and not found:
            self._missing(name)
        return found

    def integer(self, name: str, *, default: int | None = None) -> int | None:
        """The field as a whole number from 0."""
        value = self.text(name)
        if not value:
            return default
        number = _whole(value)
        if number is None:
            self.fault(name, f"{quoted(value)} is no whole number", f"write {name}: and digits")
            return default
        return number

    def flag(self, name: str, *, default: bool = False) -> bool:
        """The field as true or false (also yes, no, on, off)."""
        value = self.text(name)
        if not value:
            return default
        found = _TRUTH.get(value.lower())
        if found is None:
            self.fault(name, f"{quoted(value)} is neither true nor false", f"write {name}: true, or {name}: false")
            return default
        return found

    def choice(self, name: str, allowed: Collection[str], *, default: str = "", required: bool = False) -> str:
        """The field as one of the words `allowed`."""
        value = self.text(name, required=required)
        if not value or value in allowed:
            return value or default
        self.fault(name, f"{quoted(value)} is no {name}", _one_of(value, allowed))
        if required:
            self.ok = False
        return default

    def choices(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """The field as a list of words, each one of `allowed`."""
        found = []
        for value, node in self._scalars(name):
            if value in allowed:
                found.append(value)
            else:
                self._at(node, f"{quoted(value)} is not known here", _one_of(value, allowed))
        return tuple(found)

    def pairs(self, name: str) -> tuple[tuple[int, int], ...] | None:
        """The field as a list of pairs of whole numbers, `[[0, 25], [90, 120]]`; None where it is not written."""
        node = self.mapping.entries.get(name)
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return None
        repair = f"write {name}: [[start, end], ...]"
        if not isinstance(node, Sequence):
            self.fault(name, f"{quoted(name)} is {_kind(node)}, not a list", repair)
            return ()
        found = []
        for item in node.items:
            numbers = [_whole(_text(one)) for one in item.items] if isinstance(item, Sequence) else []
            match numbers:
                case [int(start), int(end)]:
                    found.append((start, end))
                case _:
                    self._at(item, "is no pair of whole numbers", repair)
        return tuple(found)

    def record(self, name: str) -> Record | None:
        """The field as a record, or None where it is not written."""
        node = self.mapping.entries.get(name)
        if isinstance(node, Mapping):
            return self._child(node)
        if node is not None and not (isinstance(node, Scalar) and node.value is None):
            self.fault(
                name,
                f"{quoted(name)} is {_kind(node)}, not a record",
                f"write {name}: and below it, indented, its fields",
            )
        return None

    def records(self, name: str) -> Iterator[Record]:
        """The field as a list of records. Entries that are none are faults and left out."""
        node = self.mapping.entries.get(name)
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return
        if not isinstance(node, Sequence):
            self.fault(
                name, f"{quoted(name)} is {_kind(node)}, not a list", 'begin each entry on its own line with "- "'
            )
            return
        for item in node.items:
            if isinstance(item, Mapping):
                yield self._child(item)
            else:
                self._at(
                    item, f"this entry of {quoted(name)} is {_kind(item)}, not a record", "write it as name: value"
                )

    def unknown(self, known: Collection[str]) -> None:
        """Notes fields that are not `known`; they are kept as they are. Only the first of a file becomes a fault."""
        for name in self.mapping.entries:
            if name in known or self._warned:
                continue
            self._warned.append(name)
            line, col = self.mapping.places.get(name, (self.mapping.line, self.mapping.col))
            repair = did_you_mean(name, known, "it is kept and not used")
            self.faults.append(self.document.fault(line, col, f"{quoted(name)} is not a field of this record", repair))

    def _scalars(self, name: str) -> Iterator[tuple[str, Node]]:
        node = self.mapping.entries.get(name)
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Scalar) and item.value is not None:
                yield item.value, item
            else:
                self._at(item, f"{quoted(name)} holds {_kind(item)}, not a text", f"write {name}: [one, another]")

    def _child(self, mapping: Mapping) -> Record:
        return Record(self.document, mapping, self.faults, self._warned)

    def _missing(self, name: str) -> None:
        self.ok = False
        self.fault(name, f"this record has no {quoted(name)}", f"add {name}: to it")

    def _at(self, node: Node, what: str, repair: str) -> None:
        self.faults.append(self.document.fault(node.line, node.col, what, repair))


def _text(node: Node) -> str:
    return node.value or "" if isinstance(node, Scalar) else ""


def _whole(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= _DIGITS else None


def _one_of(value: str, allowed: Collection[str]) -> str:
    words = ", ".join(allowed) if len(allowed) <= _LISTED else "a known one"
    return did_you_mean(value, allowed, f"write one of: {words}")


def _kind(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a record"
    if isinstance(node, Sequence):
        return "a list"
    return "empty" if node.value is None else "a text"
