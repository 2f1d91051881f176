"""Reading the passages that an annotator laid side by side by hand: `_links.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karabakh_tui.annotations.model import Alignment, Side
from karabakh_tui.yamldoc.fault import Fault, FaultError

if TYPE_CHECKING:
    from pathlib import Path

    from karabakh_tui.yamldoc.document import Document
    from karabakh_tui.yamldoc.record import Record

_FILE_FIELDS = frozenset({"format", "annotator", "links"})
_FIELDS = frozenset({"id", "from", "to", "note"})
_SIDE_FIELDS = frozenset({"article", "quote", "start"})


def read_alignments(path: Path, shown: str, annotator: str) -> tuple[tuple[Alignment, ...], tuple[Fault, ...]]:
    """The alignments of one file, and what is wrong with it."""
    from karabakh_tui.yamldoc.load import read

    try:
        return alignments_in(read(path, shown), annotator)
    except FaultError as error:
        return (), (error.fault,)


def alignments_in(document: Document, annotator: str) -> tuple[tuple[Alignment, ...], tuple[Fault, ...]]:
    """The same of a file that parsed. Raises FaultError where the file as a whole is none of ours."""
    from karabakh_tui.yamldoc.record import open_record

    top = open_record(document)
    top.unknown(_FILE_FIELDS)
    found = tuple(one for record in top.records("links") if (one := alignment_of(record, annotator)))
    return found, tuple(sorted(top.faults, key=lambda fault: (fault.line, fault.col)))


def alignment_of(record: Record, annotator: str) -> Alignment | None:
    """The alignment of a record; None where a side of it is missing."""
    record.unknown(_FIELDS)
    left, right = _side(record, "from"), _side(record, "to")
    if left is None or right is None:
        return None
    return Alignment(record.text("id"), left, right, record.text("note"), annotator)


def _side(record: Record, name: str) -> Side | None:
    side = record.record(name)
    if side is None:
        if not record.has(name):
            record.fault("", f'this record has no "{name}"', f"add {name}: {{article: ..., quote: ...}} to it")
        return None
    side.unknown(_SIDE_FIELDS)
    article, quote = side.text("article", required=True), side.text("quote", required=True)
    return Side(article, quote, side.integer("start")) if side.ok else None
