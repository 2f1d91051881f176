"""Words for faults: a value cut to a length that fits a line, the name somebody probably meant, a path as text."""

from __future__ import annotations

import os
from collections.abc import Iterable

_SHOWN = 40  # code points of a foreign value in a fault
_COMPARED = 60  # code points of a name that are compared; longer names would make the search slow
_CANDIDATES = 2000  # names that are compared at most


def quoted(value: str) -> str:
    """`value` on one line between double quotes, cut where it is long."""
    flat = " ".join(value[: 4 * _SHOWN].split())
    return f'"{flat}"' if len(flat) <= _SHOWN else f'"{flat[: _SHOWN - 1]}…"'


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of `names` that looks most like `name`, or an empty string where none does."""
    from difflib import get_close_matches
    from itertools import islice

    by_fold: dict[str, str] = {}
    for known in islice(names, _CANDIDATES):
        by_fold.setdefault(known[:_COMPARED].casefold(), known)
    found = get_close_matches(name[:_COMPARED].casefold(), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


def did_you_mean(name: str, names: Iterable[str], otherwise: str) -> str:
    """The repair `did you mean "..."?` where some name is near, else `otherwise`."""
    near = nearest(name, names)
    return f"did you mean {quoted(near)}?" if near else otherwise


def shown(path: str | os.PathLike[str]) -> str:
    """The path as text that can be encoded: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
