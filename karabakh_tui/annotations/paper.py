"""One YAML file that a notebook has open: its bytes as last read, its records as they are now, and why it cannot be
changed, where it cannot."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.annotations.operations import LABELS, LINKS, PROVISIONS, VERDICTS
from karabakh_tui.annotations.state import TOP, Sections, State, sections
from karabakh_tui.yamldoc.fault import Fault, FaultError

if TYPE_CHECKING:
    from karabakh_tui.annotations.merge import Records
    from karabakh_tui.annotations.news import Question
    from karabakh_tui.yamldoc.document import Document
    from karabakh_tui.yamldoc.node import Node
    from karabakh_tui.yamldoc.plain import Fields, Plain
    from karabakh_tui.yamldoc.record import Record

CODEBOOK = "codebook:"
"""How the file of the codebook is named among the open ones; no article has a colon in its id."""

Stamp = tuple[int, int, int, int]
"""What `stat` says of a file that somebody wrote: device, inode, size, time."""


class Disk(NamedTuple):
    """A file as it is on disk: None where there is none. A file that cannot be used has a `fault`."""

    data: bytes | None = None
    stamp: Stamp | None = None
    document: Document | None = None
    fault: Fault | None = None

    @property
    def sum(self) -> str:
        """Of the bytes, in hex; "" where there are none."""
        return hashlib.sha256(self.data).hexdigest() if self.data is not None else ""


class Place(NamedTuple):
    """Which file it is: `name` as among the open ones, where it is, how people are told of it, and its lists."""

    name: str
    path: Path
    shown: str
    lists: tuple[str, ...]


class Paper:
    """A file that is open."""

    __slots__ = ("disk", "fault", "made", "place", "question", "state")

    def __init__(self, place: Place, disk: Disk) -> None:
        self.place = place
        self.disk = disk
        self.fault = disk.fault
        self.state = State(self.said(disk))
        self.question: Question | None = None
        self.made: dict[tuple[str, str], object] = {}
        """What was made of the records that are as they were then; whoever makes it keeps it here."""

    def said(self, disk: Disk, like: Mapping[str, Records] | None = None) -> Sections:
        """The records that a state of the file on disk holds; those of an unusable one are none."""
        if disk.document is None:
            return sections({}, {name: [] for name in self.place.lists}, {})
        top, lists = records_of(disk.document, self.place.lists)
        return sections(top, lists, like or {})

    def now(self, section: str) -> Mapping[str, Fields]:
        """The records of a section as they are now."""
        return self.state.now.get(section, {})


def split(file: str) -> tuple[str, str]:
    """The name among the open files, and the section, that an operation's `file` stands for."""
    if file in (LABELS, PROVISIONS):
        return CODEBOOK, file.removeprefix(CODEBOOK)
    return file, {VERDICTS: "verdicts", LINKS: "links"}.get(file, "annotations")


def read_disk(place: Place, root: Path) -> Disk:
    """The file as it is on disk; `root` is the folder of the corpus, which no link may lead out of. Raises nothing."""
    from karabakh_tui.yamldoc.disk import read_regular
    from karabakh_tui.yamldoc.load import SIZE_LIMIT

    stamp = stamp_of(place.path)
    if stamp is None and not os.path.lexists(place.path):
        return Disk()
    if not is_inside(place.path, root):
        what = "is a link that leads out of the corpus"
        return Disk(b"", stamp, None, Fault(place.shown, 0, 0, what, "put the file itself here"))
    try:
        data = read_regular(place.path, place.shown, SIZE_LIMIT)
    except FaultError as error:
        return Disk(b"", stamp, None, error.fault)
    return parsed(data, stamp, place.shown)


def parsed(data: bytes, stamp: Stamp | None, shown: str) -> Disk:
    """The bytes as a file."""
    from karabakh_tui.yamldoc.load import load
    from karabakh_tui.yamldoc.record import open_record

    try:
        document = load(data, shown)
        open_record(document)
    except FaultError as error:
        return Disk(data, stamp, None, error.fault)
    return Disk(data, stamp, document)


def stamp_of(path: Path) -> Stamp | None:
    """What tells that a file was written; None where it cannot be found out. It may stay the same where it was."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def is_inside(path: Path, root: Path) -> bool:
    """Whether the path, links followed, is in the folder `root`."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def records_of(document: Document, lists: tuple[str, ...]) -> tuple[Fields, dict[str, list[Fields]]]:
    """The fields at the top that are no such list, and the records of the lists, in order."""
    from karabakh_tui.yamldoc.node import Mapping as MappingNode
    from karabakh_tui.yamldoc.node import Sequence as SequenceNode

    root = document.root
    entries = root.entries if isinstance(root, MappingNode) else {}
    found: dict[str, list[Fields]] = {}
    for name in lists:
        node = entries.get(name)
        items = node.items if isinstance(node, SequenceNode) else ()
        found[name] = [_fields(item) for item in items if isinstance(item, MappingNode)]
    top = {name: _plain(node) for name, node in entries.items() if name not in lists}
    return {name: value for name, value in top.items() if value is not None}, found


def record_of(fields: Fields, shown: str, line: int = 0) -> Record:
    """Plain fields as a record that can be read field by field."""
    from karabakh_tui.yamldoc.document import Document
    from karabakh_tui.yamldoc.node import Mapping as MappingNode
    from karabakh_tui.yamldoc.record import Record

    mapping = MappingNode({name: _node(value, line) for name, value in fields.items()}, {}, line, 1)
    return Record(Document(shown, "", False, mapping), mapping, [], [])


def _fields(node: Node) -> Fields:
    value = _plain(node)
    return value if isinstance(value, dict) else {}


def _plain(node: Node) -> Plain | None:
    from karabakh_tui.yamldoc.node import Mapping as MappingNode
    from karabakh_tui.yamldoc.node import Scalar

    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, MappingNode):
        below = ((name, _plain(one)) for name, one in node.entries.items())
        return {name: value for name, value in below if value is not None}
    items = (_plain(one) for one in node.items)
    return [value for value in items if value is not None]


def _node(value: Plain, line: int) -> Node:
    from karabakh_tui.yamldoc.node import Mapping as MappingNode
    from karabakh_tui.yamldoc.node import Scalar
    from karabakh_tui.yamldoc.node import Sequence as SequenceNode

    if isinstance(value, list):
        return SequenceNode(tuple(_node(one, line) for one in value), line, 1)
    if isinstance(value, dict):
        return MappingNode({name: _node(one, line) for name, one in value.items()}, {}, line, 1)
    return Scalar(str(value), line, 1, "")


__all__ = ["CODEBOOK", "TOP", "Disk", "Paper", "Place", "Stamp"]
