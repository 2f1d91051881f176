"""The last line of a screen: the keys that matter here, or those that may follow a prefix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from karabakh_tui.text.cells import width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.dispatch import Step, continuations
from karabakh_tui.tui.keymap import Action, actions_in, key_for, show_key
from karabakh_tui.tui.layouts import keyboard
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.views.rows import cells_of, cut

MISSES_TO_SAY = 2
"""A key that is not bound is met with silence the first time; from so many in a row on it is named."""

GAP = 2
"""Blanks between two items."""


def footer(scopes: Iterable[str], step: Step, cells: int, extra: str = "") -> Row:
    """The footer of a screen after a key, at most `cells` wide.

    First `? help`, then the keys of the screen, then those of every screen; what does not fit is left out whole, from
    the right, but the way back stays. With a prefix open: what may follow it. `extra` stands at the right edge where
    there is room left.
    """
    scopes = tuple(scopes)
    if step.misses >= MISSES_TO_SAY:
        return cut(((f" {unknown_key(step.unknown, step.typed)}", ""),), cells)
    if step.pending:
        return _which(scopes, step, cells)
    groups = _groups(scopes)
    items = [(_keys_of(group), group[0].footer) for group in groups]
    row, left = _fitted(_counted(step.count), items, cells)
    ways = [item for item, group in zip(items, groups, strict=True) if group[0].id == "back"]
    if left and ways and ways[0] in items[len(items) - left :]:
        back = _item(ways[0], GAP)
        before = items[: items.index(ways[0])]
        fewer, dropped = _fitted(_counted(step.count), before, cells - cells_of(back))
        row = (*fewer, *back) if dropped < len(before) else row
    room = cells - cells_of(row) - width(extra) - 1
    return (*row, (" " * room, ""), (extra, "dim")) if extra and room >= GAP else row


def unknown_key(name: str, typed: str = "") -> str:
    """What is said of a key that does nothing on a screen; `typed` is what it typed, where it was taken for `name`."""
    lists = f"{key_for('help', 'global')} lists the keys."
    if typed:
        return f"Key {visible(typed)}, taken for {visible(name)}, is not bound here. {lists}"
    if keyboard().unsure(name):
        return f"Key {visible(name)} is not bound here. keys.yaml can say layout: az or tr. {lists}"
    return f"Key {visible(show_key(name))} is not bound here. {lists}"


def _groups(scopes: Sequence[str]) -> list[list[Action]]:
    """The actions with a place in the footer, `help` first, neighbours with the same word together."""
    shown = [action for action in actions_in(scopes) if action.footer and action.keys]
    shown.sort(key=lambda action: action.id != "help")
    return [list(group) for _, group in groupby(shown, key=lambda action: action.footer)]


def _keys_of(group: Sequence[Action]) -> str:
    keys = [show_key(action.keys[0]) for action in group]
    return ("" if len(keys) > 2 and all(len(key) == 1 for key in keys) else "/").join(keys)


def _which(scopes: Sequence[str], step: Step, cells: int) -> Row:
    """What may follow the prefix; where not all of it fits, how much is left and where it stands."""
    items = [(show_key(keys), action.hint or action.id) for keys, action in continuations(scopes, step.pending)]
    start: list[Run] = [*_counted(step.count), (f" {show_key(' '.join(step.pending))} ", "key+focus")]
    row, left = _fitted(start, items, cells)
    if left:
        more = f"({left} more: {key_for('help', 'global')})"
        row, left = _fitted(start, items, cells - len(more) - GAP)
        row = cut((*row, (" " * GAP, ""), (f"({left} more: {key_for('help', 'global')})", "dim")), cells)
    return row


def _counted(count: int | None) -> list[Run]:
    return [] if count is None else [(f" {count} ", "key+focus")]


def _fitted(start: Sequence[Run], items: Sequence[tuple[str, str]], cells: int) -> tuple[Row, int]:
    """As many items as fit after `start`, from the left, and how many do not."""
    row: list[Run] = list(cut(tuple(start), cells))
    used = cells_of(tuple(row))
    for index, (keys, words) in enumerate(items):
        gap = 1 if not index else GAP
        wide = gap + width(keys) + 1 + width(words)
        if used + wide > cells:
            return tuple(row), len(items) - index
        row += _item((keys, words), gap)
        used += wide
    return tuple(row), 0


def _item(item: tuple[str, str], gap: int) -> Row:
    return (" " * gap, ""), (item[0], "key"), (f" {item[1]}", "dim")
