"""Rows: what a line of the screen says, and in which roles, before any colour is known.

Every view is a pure function that gives rows; widgets turn rows into strips. A role names a meaning ("conflict",
"focus"), never a colour; several roles can lie over each other, joined by "+", the later over the earlier
("match+hit").
"""

from __future__ import annotations

from collections.abc import Iterable

Run = tuple[str, str]
"""Some text and its role ("" is plain text)."""

Row = tuple[Run, ...]
"""One line of the screen, without a line feed."""


def row(*runs: str | Run) -> Row:
    """A row of runs; a bare string is plain text."""
    return tuple((run, "") if isinstance(run, str) else run for run in runs)


def plain(rows: Iterable[Row]) -> list[str]:
    """The text of rows, without roles; for tests and plain output."""
    return ["".join(text for text, _ in runs) for runs in rows]
