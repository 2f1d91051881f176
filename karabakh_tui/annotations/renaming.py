"""A code gets another name, in one file of ours: the few characters that are its name change, and nothing else."""

from __future__ import annotations

from typing import NamedTuple

from karabakh_tui.yamldoc.plain import Plain
from karabakh_tui.yamldoc.sheet import Sheet

_FIELDS = {"provisions": "id", "labels": "id", "annotations": "tags", "verdicts": "provision"}
"""Which field of the records of which list names codes."""


class Renamed(NamedTuple):
    """A file afterwards, and in how many of its records the name stood, by list."""

    data: bytes
    counts: dict[str, int]


def renamed(data: bytes, path: str, old: str, new: str) -> Renamed:
    """The file `data` with the code `old` called `new`, in codebook, tags and verdicts; `path` names it in faults.

    Raises FaultError where it cannot be read, or cannot be changed without touching anything else.
    """
    sheet = Sheet.read(data, path)
    counts: dict[str, int] = {}
    for section, field in _FIELDS.items():
        for at, record in enumerate(sheet.records(section)):
            value = record.get(field)
            changed = _changed(value, old, new) if value is not None else value
            if changed is not None and changed != value:
                sheet = sheet.set(section, at, field, changed)
                counts[section] = counts.get(section, 0) + 1
    if counts:
        sheet.check()
    return Renamed(sheet.data, counts)


def _changed(value: Plain, old: str, new: str) -> Plain:
    """The value with the other name; of a list each name once."""
    if not isinstance(value, list):
        return new if value == old else value
    if old not in value:
        return value
    return list(dict.fromkeys(new if one == old else one for one in value if isinstance(one, str)))
