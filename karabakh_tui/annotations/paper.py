"""One YAML file that a notebook has open: its bytes as last read, its records as they are now, and why it cannot be
changed, where it cannot."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.annotations.operations import LABELS, LINKS, PROVISIONS, VERDICTS
from karabakh_tui.annotations.state import Sections, State, sections
from karabakh_tui.yamldoc.fault import Fault, FaultError

if TYPE_CHECKING:
    from karabakh_tui.annotations.merge import Records
    from karabakh_tui.annotations.news import Question
    from karabakh_tui.yamldoc.document import Document
    from karabakh_tui.yamldoc.node import Node
    from karabakh_tui.yamldoc.plain import Fields, Plain
    from karabakh_tui.yamldoc.record import Record
    from karabakh_tui.yamldoc.sheet import Sheet

CODEBOOK = "codebook:"
"""How the file of the codebook is named among the open ones; no article has a colon in its id."""

_SETTLED = 2.0
"""Seconds after which a file that was written again has another time for certain, on any file system."""

Stamp = tuple[int, int, int, int]
"""What `stat` says of a file that somebody wrote: device, inode, size, time."""


class Disk(NamedTuple):
    """A file as it is on disk: `data` is None where there is none. One that cannot be used has a `fault` and no sheet.
    `top` is what stands at its top beside the lists, `lines` where their records begin. Nobody changes these."""

    data: bytes | None = None
    sheet: Sheet | None = None
    top: Fields = {}  # noqa: RUF012
    lines: Mapping[str, tuple[int, ...]] = {}
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


class Tried(NamedTuple):
    """A state of a file that was to be written: the file, and the records that it holds."""

    disk: Disk
    said: Sections


class Paper:
    """A file that is open."""

    __slots__ = (
        "disk",
        "fault",
        "faults",
        "forced",
        "looked",
        "made",
        "place",
        "question",
        "state",
        "tried",
        "unchecked",
        "unsure",
    )

    def __init__(self, place: Place, disk: Disk, stamp: Stamp | None = None) -> None:
        self.place = place
        self.disk = disk
        self.fault = disk.fault
        self.state = State(self.said(disk))
        self.question: Question | None = None
        self.forced = ""
        """The sum of what is on disk and may be written over, as a person said."""
        self.looked = (stamp, disk.sum)
        """What was on disk when somebody looked last."""
        self.tried: Tried | None = None
        """What was written last, where nobody knows whether it is on disk."""
        self.unsure = False
        """Whether the file is as it was written, and may yet be the old one after a loss of power."""
        self.unchecked = False
        """Whether it was written without being read again as a whole."""
        self.made: dict[str, tuple[Fields, object]] = {}
        """What was made of each record, and of which fields; whoever makes it keeps it here."""
        self.faults: tuple[Fault, ...] | None = None
        """What is wrong with single records of the file on disk; None until somebody looked."""

    def said(self, disk: Disk, like: Mapping[str, Records] | None = None) -> Sections:
        """The records that a state of the file on disk holds; those of an unusable one are none."""
        lists = {name: disk.sheet.records(name) if disk.sheet else [] for name in self.place.lists}
        return sections(disk.top, lists, like or {})

    def rest_on(self, disk: Disk) -> None:
        """This is the file on disk from now on."""
        self.disk, self.fault, self.faults = disk, disk.fault, None

    def now(self, section: str) -> Mapping[str, Fields]:
        """The records of a section as they are now."""
        return self.state.now.get(section, {})

    def lines(self, section: str) -> Mapping[str, int]:
        """The lines of the file on disk in which the records begin, from 1."""
        return dict(zip(self.state.base.get(section, {}), self.disk.lines.get(section, ()), strict=False))


def split(file: str) -> tuple[str, str]:
    """The name among the open files, and the section, that an operation's `file` stands for."""
    if file in (LABELS, PROVISIONS):
        return CODEBOOK, file.removeprefix(CODEBOOK)
    return file, {VERDICTS: "verdicts", LINKS: "links"}.get(file, "annotations")


def look(place: Place, root: Path) -> tuple[Disk, Stamp | None]:
    """The bytes that are on disk, not parsed; `root` is the folder of the corpus, which no link may lead out of. The
    stamp is None where it does not tell yet whether the file is written later. Raises nothing."""
    from karabakh_tui.yamldoc.disk import read_regular
    from karabakh_tui.yamldoc.load import SIZE_LIMIT

    stamp = stamp_of(place.path)
    if stamp is None and not os.path.lexists(place.path):
        return Disk(), None
    if not is_inside(place.path, root):
        what = "is a link that leads out of the corpus"
        return Disk(b"", fault=Fault(place.shown, 0, 0, what, "put the file itself here")), None
    try:
        return Disk(read_regular(place.path, place.shown, SIZE_LIMIT)), stamp
    except FaultError as error:
        return Disk(b"", fault=error.fault), None


def parsed(disk: Disk, place: Place) -> Disk:
    """The bytes as a file."""
    from karabakh_tui.yamldoc.load import load
    from karabakh_tui.yamldoc.record import open_record
    from karabakh_tui.yamldoc.sheet import Sheet

    if disk.data is None or disk.fault:
        return disk
    try:
        document = load(disk.data, place.shown)
        open_record(document)
        top, lines = _top(document, place.lists), {name: _lines(document, name) for name in place.lists}
        del document
        return Disk(disk.data, Sheet.read(disk.data, place.shown), top, lines)
    except FaultError as error:
        return Disk(disk.data, fault=error.fault)


def stamp_of(path: Path) -> Stamp | None:
    """What changes when somebody writes the file; None where that cannot be told, or the file is so new that it could
    be written again without another time."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    if abs(time.time() - state.st_mtime) < _SETTLED:
        return None
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def is_inside(path: Path, root: Path) -> bool:
    """Whether the path, links followed, is in the folder `root`."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def record_of(fields: Fields, shown: str, line: int = 0) -> Record:
    """Plain fields as a record that can be read field by field."""
    from karabakh_tui.yamldoc.document import Document
    from karabakh_tui.yamldoc.node import Mapping as MappingNode
    from karabakh_tui.yamldoc.record import Record

    mapping = MappingNode({name: _node(value, line) for name, value in fields.items()}, {}, line, 1)
    return Record(Document(shown, "", False, mapping), mapping, [], [])


def _top(document: Document, lists: tuple[str, ...]) -> Fields:
    """The fields at the top that are no such list."""
    from karabakh_tui.yamldoc.node import Mapping as MappingNode

    root = document.root
    entries = root.entries if isinstance(root, MappingNode) else {}
    found = ((name, _plain(node)) for name, node in entries.items() if name not in lists)
    return {name: value for name, value in found if value is not None}


def _lines(document: Document, section: str) -> tuple[int, ...]:
    """In which line each record of a list begins."""
    from karabakh_tui.yamldoc.node import Mapping as MappingNode
    from karabakh_tui.yamldoc.node import Sequence as SequenceNode

    root = document.root
    node = root.entries.get(section) if isinstance(root, MappingNode) else None
    items = node.items if isinstance(node, SequenceNode) else ()
    return tuple(item.line for item in items if isinstance(item, MappingNode))


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
