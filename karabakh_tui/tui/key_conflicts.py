"""Keys that two actions want on one screen: the same sequence, or one that is the beginning of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from karabakh_tui.tui.action import DIGIT, LETTER
from karabakh_tui.tui.keymap import ALWAYS, TOGETHER, Action, show_key

if TYPE_CHECKING:
    from karabakh_tui.tui.keys_file import Written

Found = tuple[int, int, str, str]
"""Line, column, what is wrong, what to do."""


def in_the_way(one: str, other: str) -> bool:
    """Whether one sequence is the other or the start of it, for some letters and digits."""
    return all(_same(a, b) for a, b in zip(one.split(" "), other.split(" "), strict=False))


def conflicts(actions: Sequence[Action], written: Sequence[Written]) -> Iterator[Found]:
    """The conflicts of keys that were `written` with one another and with the built-in keys that are left.

    `actions` are all of them on the keys they have now. The built-in keys have no conflicts among themselves.
    """
    places = {(_name(one.action), one.sequence): one for one in written}
    told: set[frozenset[tuple[str, str]]] = set()
    for one in written:
        mine = (_name(one.action), one.sequence)
        found = []
        for action, sequence in _beside(actions, one):
            theirs = (_name(action), sequence)
            if frozenset((mine, theirs)) not in told:
                told.add(frozenset((mine, theirs)))
                found.append(_said(one, places.get(theirs), action, sequence))
        if found:
            line, col, what, repair = found[0]
            yield line, col, what + (f" (and {len(found) - 1} more keys)" if len(found) > 1 else ""), repair


def _beside(actions: Sequence[Action], one: Written) -> Iterator[tuple[Action, str]]:
    """The keys of other actions that are in the way of this one on some screen."""
    for action in actions:
        if action.id != one.action.id and _meet(action.scope, one.action.scope):
            yield from ((action, sequence) for sequence in action.keys if in_the_way(one.sequence, sequence))


@cache
def _meet(one: str, other: str) -> bool:
    """Whether some screen hears both scopes."""
    return any({one, other} <= {*scopes, ALWAYS} for scopes in TOGETHER)


def _said(one: Written, other: Written | None, action: Action, sequence: str) -> Found:
    """The fault, at the later of the two places."""
    if other and (other.line, other.col) > (one.line, one.col):
        one, other, action, sequence = other, one, one.action, one.sequence
    named, at = _name(one.action), f"also keys.yaml:{other.line}:{other.col}" if other else ""
    mine, theirs = show_key(one.sequence), show_key(sequence)
    whose = f"{at}, of {_name(action)}" if other else f"the built-in key of {_name(action)}"
    if one.sequence == sequence:
        what = f'"{mine}" of {named} is {whose}'
    elif len(one.sequence.split(" ")) < len(sequence.split(" ")):
        what = f'"{mine}" of {named} begins "{theirs}", {whose}'
    else:
        what = f'"{mine}" of {named} goes on after "{theirs}", {whose}'
    if other:
        return one.line, one.col, what, "give one of the two another key"
    return one.line, one.col, what, f"take another key, or give {_name(action)} other keys in this file too"


def _same(one: str, other: str) -> bool:
    """Whether some key is meant by both names."""
    pair = {one, other}
    if one == other:
        return True
    if LETTER in pair:
        return any(len(name) == 1 and name.isalpha() for name in pair)
    return DIGIT in pair and any(name in "123456789" for name in pair if name != DIGIT)


def _name(action: Action) -> str:
    return f"{action.scope}.{action.id}"
