"""The guarded loader of every YAML file of ours: bytes in, a tree with places out, or one fault that says what to mend.

Nothing is built before it is known to be harmless. Bytes and lines are checked here; then the file is walked as a
stream of events of PyYAML's C parser, which neither recurses nor resolves, and each limit is checked on the way
(`walk`). Composing first would be too late: a nest of 30,000 brackets ends the process, and nine levels of aliases make
more nodes than there is memory.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from karabakh_tui.yamldoc.disk import read_regular
from karabakh_tui.yamldoc.document import Document, Source
from karabakh_tui.yamldoc.fault import Fault, FaultError

SIZE_LIMIT = 64 << 20  # bytes
_DIRECTIVE_LIMIT = 20  # libyaml compares each %TAG line with all before it: 200,000 of them take minutes


class ParserMissingError(RuntimeError):
    """PyYAML was built without libyaml: no YAML file can be read, so the program cannot start."""

    def __init__(self) -> None:
        super().__init__(
            "PyYAML has no C parser here (it was built without libyaml). "
            "Install a wheel that has one: pip install --force-reinstall --only-binary :all: pyyaml"
        )


def read(path: Path, shown: str) -> Document:
    """The file at `path`, named `shown` in faults. Raises what `load` raises, and FaultError where it is unreadable."""
    return load(read_regular(path, shown, SIZE_LIMIT), shown)


def load(data: bytes, path: str) -> Document:
    """The tree of a whole YAML file; `path` names it in faults.

    Raises FaultError where the file as a whole cannot be used: no UTF-8, conflict markers, wrong syntax, tags, equal
    keys, more than one document, or nested or aliased beyond the limits. Raises ParserMissingError without libyaml.
    """
    source, data, bom = opened(data, path)
    try:
        from karabakh_tui.yamldoc.walk import walk
    except ImportError:
        raise ParserMissingError from None
    return Document(path, source.text, bom, walk(source, data))


def opened(data: bytes, path: str) -> tuple[Source, bytes, bool]:
    """What the parser may be given: the text and its bytes without a byte order mark, and whether there was one.

    Raises FaultError where there is no need to ask the parser.
    """
    bom = data.startswith(codecs.BOM_UTF8)
    if bom:
        data = data[len(codecs.BOM_UTF8) :]
        if data.startswith(codecs.BOM_UTF8):  # the parser would skip it, and all places would be off by one
            raise FaultError(Fault(path, 1, 1, "begins with two byte order marks", "remove one"))
    source = Source(path, _decode(data, path, len(codecs.BOM_UTF8) if bom else 0))
    if data.find(b"<<<<<<<") >= 0 or data.find(b">>>>>>>") >= 0 or data.find(b"|||||||") >= 0:
        _refuse_conflict(source)
    if data.count(b"%TAG") > _DIRECTIVE_LIMIT and len(re.findall(rb"^%TAG", data, re.MULTILINE)) > _DIRECTIVE_LIMIT:
        raise FaultError(Fault(path, 1, 1, "has many %TAG lines", "remove them; tags are not used here"))
    return source, data, bom


def _decode(data: bytes, path: str, skipped: int) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start
    line_start = data.rfind(b"\n", 0, start) + 1
    line = data.count(b"\n", 0, start) + 1
    before = data[line_start:start].decode("utf-8")
    rest = data[start : start + 200].split(b"\n", 1)[0].decode("utf-8", "replace")
    what = f"is not UTF-8 (byte 0x{data[start]:02x} at {start + skipped})"
    fault = Source(path, before + rest).fault(1, len(before) + 1, what, "save the file as UTF-8")
    raise FaultError(Fault(path, line, fault.col, what, fault.repair, fault.excerpt))


def _refuse_conflict(source: Source) -> None:
    found = re.search(r"^(<{7}|>{7}|\|{7})(?=[ \r\n]|\Z)", source.text, re.MULTILINE)
    if found is None:
        return
    line = source.text.count("\n", 0, found.start()) + 1
    repair = "keep what is right of both sides, then remove the lines beginning with <<<<<<<, =======, >>>>>>>"
    raise FaultError(source.fault(line, 1, "holds a conflict that git could not merge", repair))
