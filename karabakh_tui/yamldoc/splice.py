"""Changing one value at the top of a YAML file that people write: every other byte stays as it is.

The file is not written anew from what was read. The characters of the one value are replaced, or a line is added; then
the result is read, and used only where it says what the old file said and the new value besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from karabakh_tui.yamldoc.document import Document
from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.load import load
from karabakh_tui.yamldoc.node import Mapping, Node, Scalar, Sequence
from karabakh_tui.yamldoc.wording import quoted

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_NO_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def set_field(data: bytes, path: str, name: str, value: str) -> bytes:
    """The file `data` with the top field `name` set to the text `value`; `path` names it in faults.

    A field that is not there is added: behind a comment that shows it (`# name: ...`), else at the end. Raises
    FaultError where the file cannot be read, or the value cannot be replaced without touching anything else.
    """
    document = load(data, path)
    root = document.root
    empty = isinstance(root, Scalar) and root.value is None
    if not empty and not isinstance(root, Mapping):
        raise FaultError(document.fault(root.line, root.col, "is no record", "begin the file with format: 1"))
    before = root.entries if isinstance(root, Mapping) else {}
    bom, text = data[: len(data) - len(document.text.encode())], document.text
    tries = [_replaced(document, name, value)] if name in before else _added(text, name, value)
    for changed in filter(None, tries):
        new = bom + changed.encode()
        if _says(new, path, {**before, name: Scalar(value, 0, 0, "")}):
            return new
    what = f"{quoted(name)} cannot be set without touching what stands beside it"
    line, col = _place(before.get(name), root)
    raise FaultError(document.fault(line, col, what, f"write {name}: {_written(value)} there yourself"))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Where a value stands in the text, and how it is quoted."""

    start: int
    end: int
    style: str


def _replaced(document: Document, name: str, value: str) -> str | None:
    """The text with other characters in place of the value's own; None where the value is none that can be replaced."""
    at = _stretch(document.text, name)
    if at is None:
        return None
    text = document.text
    if at.start == at.end:  # nothing is written yet
        return f"{text[: at.start]} {_written(value)}{text[at.end :]}"
    return f"{text[: at.start]}{_written(value, at.style)}{text[at.end :]}"


def _stretch(text: str, name: str) -> _Stretch | None:
    """The value of a top field; None for one that is no plain or quoted text, or has a name for others to refer to."""
    from yaml._yaml import CParser
    from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

    parser = CParser(text.encode())
    next_event: Any = parser.get_event  # the types of events declare every mark as possibly missing
    depth, key = 0, True
    found = False
    try:
        while (event := next_event()) is not None:
            kind = type(event)
            if found:
                plain = kind is ScalarEvent and event.anchor is None and event.style in (None, "", "'", '"')
                return _Stretch(event.start_mark.index, event.end_mark.index, event.style or "") if plain else None
            if kind in (MappingEndEvent, SequenceEndEvent):
                depth -= 1
                key = depth == 1
            elif kind in (MappingStartEvent, SequenceStartEvent):
                depth += 1
                key = depth == 1
            elif depth == 1:
                found = key and kind is ScalarEvent and event.value == name
                key = not key
    finally:
        parser.dispose()
    return None


def _added(text: str, name: str, value: str) -> list[str]:
    """The text with the field as one more line, in the places that may do, the best one first."""
    ending = "\r\n" if "\r\n" in text else "\n"
    line = f"{name}: {_written(value)}{ending}"
    commented = re.finditer(rf"^#[ \t]*{re.escape(name)}:[^\r\n]*(\r?\n|\Z)", text, re.MULTILINE)
    tries = [text[: at.end()] + ("" if at[1] else ending) + line + text[at.end() :] for at in commented]
    whole = text if not text or text.endswith(("\n", "\r")) else text + ending
    tries.append(whole + line)
    first = re.search(r"^(?![ \t]*(?:#|---|%|\r?$))", text, re.MULTILINE)
    if first:
        indent = re.match(r"[ \t]*", text[first.start() :])
        tries.append(f"{text[: first.start()]}{indent[0] if indent else ''}{line}{text[first.start() :]}")
    return tries


def _written(value: str, style: str = "") -> str:
    """The value as YAML; in single quotes where that is how it was written."""
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if not style and _PLAIN.match(value) and value.lower() not in _NO_TEXT:
        return value
    return f'"{"".join(map(_escaped, value))}"'


def _escaped(char: str) -> str:
    """One character between double quotes."""
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08x}"


def _says(data: bytes, path: str, wanted: dict[str, Node]) -> bool:
    """Whether the file says that and nothing else."""
    try:
        root = load(data, path).root
    except FaultError:
        return False
    return isinstance(root, Mapping) and _bare(root) == {name: _bare(node) for name, node in wanted.items()}


def _bare(node: Node) -> object:
    """What a node says, apart from where it stands and how it is quoted. The loader bounds how deep it is."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [_bare(item) for item in node.items]
    return {name: _bare(below) for name, below in node.entries.items()}


def _place(node: Node | None, root: Node) -> tuple[int, int]:
    at = node or root
    return at.line, at.col
