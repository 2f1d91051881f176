"""Words for faults: a value cut to a length that fits a line, the name somebody probably meant, a path as text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice

_SHOWN = 40  # code points of a foreign value in a fault
_COMPARED = 60  # code points of a name that are compared; longer names would make the search slow
_CANDIDATES = 500  # names that are compared at most: a file may hold a hundred thousand wrong ones
_ALIKE = 60  # per cent


def quoted(value: str) -> str:
    """`value` on one line between double quotes, cut where it is long."""
    flat = " ".join(value[: 4 * _SHOWN].split())
    return f'"{flat}"' if len(flat) <= _SHOWN else f'"{flat[: _SHOWN - 1]}…"'


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of `names` that looks most like `name`, or an empty string where none does."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    by_fold: dict[str, str] = {}
    for known in islice(names, _CANDIDATES):
        by_fold.setdefault(known[:_COMPARED].casefold(), known)
    found = extractOne(name[:_COMPARED].casefold(), list(by_fold), scorer=ratio, score_cutoff=_ALIKE)
    return by_fold[found[0]] if found else ""


def did_you_mean(name: str, names: Iterable[str], otherwise: str) -> str:
    """The repair `did you mean "..."?` where some name is near, else `otherwise`."""
    near = nearest(name, names)
    return f"did you mean {quoted(near)}?" if near else otherwise


def shown(path: str | os.PathLike[str]) -> str:
    """The path as text that can be encoded: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
