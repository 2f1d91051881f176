"""Which role stands on which ground on our screens, and which looks must not be mistaken for each other.

What the views paint is written down here once, for whoever judges a theme. A view that lays roles over each other in
another way belongs in here; a test watches the screens for such.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations, product
from typing import NamedTuple

from karabakh_tui.tui.roles import ROLES

STATES = ("same", "vaguer", "conflict", "silent", "only", "other-event", "open")

NO_TEXT = frozenset({"line", "gutter"})
"""Roles of rules, borders and single marks: what they say stands in words elsewhere, so that less contrast will do."""

_LYING_OVER = ("text", "surface")  # they are below all others, and are named by nobody

_HEADS = {
    "title": ("", *STATES),
    "head": ("", *STATES, "dim", "chrome"),
}
"""On the grounds of first lines and of heads."""

_SELECTED = ("", *STATES, "dim", "chrome", "ruler", "key", "warn")
"""What the bar of the selected row, the provision in focus or the cell in focus is laid over."""

_PASSAGES = ("", "match", "match+match2", "suggested", "match+suggested", "match+match2+suggested")
"""What lies over the words of an article, but for what is in focus."""


@cache
def combinations_of_roles() -> tuple[str, ...]:
    """All roles, alone or joined by "+", that something on a screen is painted in."""
    alone = ("", *(role for role in ROLES if role not in _LYING_OVER))
    heads = (f"{ground}+{role}" for ground, roles in _HEADS.items() for role in roles if role)
    selected = (_joined(role, "focus") for role in _SELECTED)
    return tuple(dict.fromkeys((*alone, *heads, *selected, *words_of_articles())))


@cache
def words_of_articles() -> tuple[str, ...]:
    """What the words of an article can be painted in: site text, passages, the one in focus, finds, each over the one
    before."""
    layers = product(("", "dim"), _PASSAGES, ("", "focus-passage"), ("", "hit", "hit+focus"))
    return tuple(_joined(*one) for one in layers if one[1] or not one[2])


def _joined(*roles: str) -> str:
    return "+".join(role for role in roles if role)


class Pair(NamedTuple):
    """Two looks that mean different things. `sign` says what tells them apart besides the look; "" where nothing
    does."""

    one: str
    other: str
    sign: str = ""


FIND_STEPPED_TO = "hit+focus"
_BESIDE = ("", "match", "match+match2", "match+focus-passage")  # marks in the gutter tell these
_OVER_TEXT = (*_BESIDE, "suggested", "hit", FIND_STEPPED_TO, "selection", "tag-mine", "tag-theirs")

PAIRS = (
    *(Pair(one, other, "their signs") for one, other in combinations(STATES, 2)),
    *(
        Pair(one, other, "the marks in the gutter" if {one, other} <= set(_BESIDE) else "")
        for one, other in combinations(_OVER_TEXT, 2)
    ),
    Pair("", "dim"),
    Pair("", "cursor"),
    Pair("ruler", "ruler+focus"),
    Pair("dim", "key"),
    Pair("", "focus", "> or brackets"),
    Pair("chrome", "title", "the star before the name"),
)
"""All that has to be told apart."""
