"""The tree of a YAML file of ours: values as they are written, each with its place.

Named tuples and not dataclasses: thousands of nodes are built at every start, and a named tuple is built twice as fast.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Place: TypeAlias = tuple[int, int]  # line and column, both from 1, the column in code points


class Scalar(NamedTuple):
    """A value as written, no matter what it looks like (`no`, `21:00`, `012` are text); None is YAML's null.

    `style` is the quoting: `'`, `"`, `|`, `>`, or empty for plain text.
    """

    value: str | None
    line: int
    col: int
    style: str


class Sequence(NamedTuple):
    """A list, in the order of the file."""

    items: tuple[Node, ...]
    line: int
    col: int


class Mapping(NamedTuple):
    """Fields by name, in the order of the file, merge keys (`<<`) resolved; `places` tells where each own name stands.

    A name that came in by a merge has no place of its own.
    """

    entries: dict[str, Node]
    places: dict[str, Place]
    line: int
    col: int


Node: TypeAlias = Scalar | Sequence | Mapping
