"""Files that people and programs wrote for other purposes, each put through edits: real YAML, and JSON, which is YAML.

    python -m tests.tools.real_yaml FOLDER...

counts what becomes of the files below some folders.
"""

from __future__ import annotations

import re
import site
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from helpers.yaml_readers import UnreadError, ruamel

from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.sheet import Sheet, SpliceError

_HEADER = re.compile(r"[|>][0-9]?[+-]?[0-9]?(?=\s*(#.*)?$)")
LARGEST = 200_000
"""Bytes of a file; larger ones take the other readers too long."""
SLOW = 3_000
"""Bytes of a file that the slower one of the readers is given, too."""


def installed(largest: int = LARGEST) -> Iterator[Path]:
    """The YAML and JSON files in the packages that are installed here, and in those that were fetched for them."""
    for folder in (*site.getsitepackages(), f"{sys.prefix}/real-yaml"):
        yield from below(Path(folder), largest)


def below(folder: Path, largest: int = LARGEST) -> Iterator[Path]:
    """The YAML and JSON files below a folder that are not too large (bytes), in order of their names."""
    found = (path for end in ("yaml", "yml", "json") for path in folder.rglob(f"*.{end}"))
    yield from sorted(path for path in found if path.is_file() and 0 < path.stat().st_size <= largest)


def shapes(data: bytes) -> Iterator[bytes]:
    """The file, the same with other line ends, a byte order mark or no last break, and where all of it is a list, that
    list below a name."""
    yield data
    lifted = re.sub(rb"\A((?:[ \t]*(?:#[^\n]*|---[ \t]*)?\r?\n)*)(?=- )", rb"\1records:\n", data)
    if lifted != data:
        yield lifted
    yield lifted.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    yield b"\xef\xbb\xbf" + lifted.rstrip(b"\r\n")


def try_all(paths: Iterable[Path]) -> Counter[str]:
    """What became of each edit of each shape of each file: `minimal`, `refused`, or anything else, which is a fault."""
    count: Counter[str] = Counter()
    for path in paths:
        data = path.read_bytes()
        count["files"] += 1
        for shape in shapes(data):
            try:
                sheet = Sheet.read(shape, path.name)
            except FaultError:
                count["shapes that are no file of ours"] += 1
                continue
            count["shapes"] += 1
            assert sheet.data == shape
            try_sheet(sheet, count)
    return count


def try_sheet(sheet: Sheet, count: Counter[str]) -> None:
    """All kinds of edits of one file, one at a time."""
    before = _read(sheet.data)
    for name in [*before, "format"] if isinstance(before, dict) else ():
        if not isinstance(name, str):
            continue
        records = sheet.records(name)
        if not records:
            if not isinstance(before.get(name), list):
                _try(sheet, before, count, None, lambda sheet=sheet, name=name: sheet.set_top(name, "other"), name)
            continue
        count["lists of records"] += 1
        for at in sorted({0, len(records) // 2, len(records) - 1}):
            for change, edit in _edits(sheet, name, at, records[at]):
                _try(sheet, before, count, (name, at), edit, change)


def _edits(sheet: Sheet, name: str, at: int, record: dict[str, Any]) -> Iterator[tuple[Any, Callable[[], Sheet]]]:
    new = {"id": "zzz", "tags": ["a"], "note": "one\ntwo\n"}
    yield ("add", new), lambda: sheet.add(name, new, at)
    yield ("add last", new), lambda: sheet.add(name, new)
    yield ("delete", None), lambda: sheet.delete(name, at)
    yield ("set", ("brand-new", "a: b")), lambda: sheet.set(name, at, "brand-new", "a: b")
    for field in [*record][:1] + [*record][-1:]:
        yield ("set", (field, "one\ntwo")), lambda field=field: sheet.set(name, at, field, "one\ntwo")
        yield ("unset", (field, None)), lambda field=field: sheet.set(name, at, field, None)


def _read(data: bytes) -> Any:
    try:
        return yaml.load(data, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, TypeError, OverflowError):
        return None


def _try(
    sheet: Sheet, before: Any, count: Counter[str], where: tuple[str, int] | None, edit: Callable[[], Sheet], what: Any
) -> None:
    count["edits"] += 1
    try:
        new = edit()
    except SpliceError:
        count["refused"] += 1
        return
    try:
        new.check()
    except SpliceError:
        count["corrupted"] += 1
        return
    if where is None:
        wanted = {**before, what: "other"}
        kept = _lines(sheet.data)
        kept = [line for line in kept if not line.lstrip(" \"'").startswith(what)]
    else:
        wanted = _wanted(before, *where, *what)
        kept = _kept(sheet, *where, what[0])
    if _read(new.data) != wanted or not _slowly_same(new.data, wanted, sheet.data):
        count["corrupted"] += 1
    elif where is not None and not _follow(kept, _lines(new.data)):
        count["touched more"] += 1
    else:
        count["minimal"] += 1


def _slowly_same(after: bytes, wanted: Any, data: bytes) -> bool:
    """The same by the other reader, where it agrees with the first on the file as it was."""
    if len(after) > SLOW or not _agree(data):
        return True
    try:
        return bool(ruamel(after) == wanted)
    except UnreadError:
        return False


@lru_cache(maxsize=1)
def _agree(data: bytes) -> bool:
    try:
        return bool(ruamel(data) == _read(data))
    except UnreadError:
        return False


def _wanted(before: Any, name: str, at: int, kind: str, what: Any) -> Any:
    records = list(before[name])
    real = [number for number, one in enumerate(records) if isinstance(one, dict)][at]
    if kind == "add last":
        records.append(what)
    elif kind == "add":
        records.insert(real, what)
    elif kind == "delete":
        del records[real]
    else:
        field, value = what
        records[real] = {key: one for key, one in records[real].items() if key != field or value is not None}
        if value is not None:
            records[real][field] = value
    return {**before, name: records}


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig").replace("\r\n", "\n").removesuffix("\n").split("\n")


def _kept(sheet: Sheet, name: str, at: int, kind: str) -> list[str]:
    """The lines that an edit may not touch: all but those of the record, or of the one that gets a comma behind it."""
    text = sheet.data.decode("utf-8-sig")
    if kind == "add last":
        at = len(sheet.records(name)) - 1
    own = sheet.lines(name, at)
    between_brackets = not own.endswith("\n") and not text.endswith(own)
    if not kind.startswith("add") or between_brackets:
        start = text.find(own)
        end = start + len(own)
        if between_brackets:
            start, end = text.rfind("\n", 0, start) + 1, (text.find("\n", end) + 1) or len(text)
        text = text[:start] + text[end:]
    lines = [line for line in _lines(text.encode()) if line.strip()]
    if kind == "delete" and len(sheet.records(name)) == 1:  # the name of the list gets its brackets
        return [line for line in lines if not line.lstrip(" \"'").startswith(name) and line.strip() not in ("]", "],")]
    return lines


def _follow(wanted: list[str], lines: list[str]) -> bool:
    # A text that ended the file without a break is written as one that does, when something follows.
    left = iter([_HEADER.sub("|", line) for line in lines])
    return all(any(_HEADER.sub("|", line) == other for other in left) for line in wanted)
