"""The help over a screen: its keys in groups, or, once something is typed, the lines that are meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from karabakh_tui.text.cells import fit, pad, width
from karabakh_tui.tui.field import Field
from karabakh_tui.tui.keymap import ALWAYS, SCREENS, Action, Group, actions_in, in_use, key_for, show_key, show_keys
from karabakh_tui.tui.narrow import narrowed
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.boxes import beside_field, scrolled
from karabakh_tui.tui.views.rows import cells_of

GROUPS: tuple[Group, ...] = ("MOVE", "LOOK", "DO", "SCREENS")
TWO_COLUMNS = 92
"""Cells inside the box from which on the groups stand in two columns."""

KEYS_CELLS = 14


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines of the help under one heading ("" for none)."""

    heading: str
    actions: tuple[Action, ...]


def sections(scopes: Iterable[str], everything: bool, typed: str) -> list[Section]:
    """What the help lists: the groups of a screen's keys, or all screens, or what is meant by `typed`, best first."""
    listed = _everywhere(scopes) if everything else [Section("", _once(actions_in(scopes)))]
    if typed.strip():
        actions = [action for section in listed for action in section.actions]
        found = narrowed(typed, [f"{action.words} {action.id} {show_keys(action)}" for action in actions])
        exact = [index for index in found if typed.strip() in map(show_key, actions[index].keys)]
        return [Section("", tuple(actions[index] for index in dict.fromkeys(exact + found)))]
    if everything:
        return listed
    grouped = [Section(group, tuple(a for a in listed[0].actions if a.group == group)) for group in GROUPS]
    return [section for section in grouped if section.actions]


def _everywhere(scopes: Iterable[str]) -> list[Section]:
    """All scopes, those of the screen first."""
    order = dict.fromkeys([*scopes, ALWAYS, *SCREENS])
    return [Section(SCREENS[scope].upper(), tuple(a for a in in_use() if a.scope == scope)) for scope in order]


def _once(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Each action once; where two scopes have it, the first."""
    by_id: dict[str, Action] = {}
    for action in actions:
        by_id.setdefault(action.id, action)
    return tuple(by_id.values())


def columns(listed: Sequence[Section], cells: int) -> list[list[Section]]:
    """The sections in one column, or in two of about the same height where the box is wide enough."""
    if cells < TWO_COLUMNS or len(listed) < 2:
        return [list(listed)]
    found: list[list[Section]] = [[], []]
    for section in listed:
        shorter = min(found, key=lambda column: sum(len(other.actions) + 2 for other in column))
        shorter.append(section)
    return found


def in_order(listed: Sequence[Section], cells: int) -> list[Action]:
    """The actions in the order in which up and down go through them: column by column."""
    return [action for column in columns(listed, cells) for section in column for action in section.actions]


def closest(key: str, actions: Sequence[Action]) -> int:
    """Which of these actions may have been meant by a key that none of them has; the first where nothing is like it.

    First the key with or without shift or ctrl, then the key behind a prefix, then a command that begins with it.
    """

    def likeness(action: Action) -> int:
        sequences = [sequence.split(" ") for sequence in action.keys]
        bare = [names[0].rpartition("+")[2].lower() for names in sequences if len(names) == 1]
        if key.rpartition("+")[2].lower() in bare:
            return 3
        if any(key.lower() == name for names in sequences if len(names) > 1 for name in names[1:]):
            return 2
        return int(len(key) == 1 and action.id.startswith(key.lower()))

    return max(range(len(actions)), key=lambda index: likeness(actions[index]), default=0)


def help_rows(field: Field, listed: Sequence[Section], selected: int, note: str, cells: int, height: int) -> list[Row]:
    """The inside of the help: the box to type in, then the lines, as many as fit, the selected one among them."""
    body, at = _body(listed, selected, cells)
    if not body:
        body = [(("No key is like that.", "dim"),)]
    return [beside_field(field, (note,) if note else _hints(), cells), (), *scrolled(body, at, height - 2)]


def _hints() -> tuple[str, ...]:
    """How to go on, the longest first."""
    run, all_screens = key_for("choose", "help"), key_for("all-screens", "help")
    return (
        f"type to filter, {run} runs the line, {all_screens}: all screens",
        f"type to filter, {run} runs, {all_screens}: all screens",
        f"{all_screens}: all screens",
    )


def _body(listed: Sequence[Section], selected: int, cells: int) -> tuple[list[Row], int]:
    """The lines of all columns side by side, and the row of the selected one."""
    parted = columns(listed, cells)
    each = (cells - 2 * (len(parted) - 1)) // len(parted)
    sides: list[list[Row]] = []
    at = index = 0
    for column in parted:
        rows: list[Row] = []
        for section in column:
            if section.heading:
                rows += [*([()] if rows else []), (("  " + section.heading, "head"),)]
            for action in section.actions:
                if index == selected:
                    at = len(rows)
                rows.append(_line(action, index == selected, each))
                index += 1
        sides.append(rows)
    height = max((len(rows) for rows in sides), default=0)
    return [_beside([rows[y] if y < len(rows) else () for rows in sides], each) for y in range(height)], at


def _line(action: Action, selected: bool, cells: int) -> Row:
    keys = _keys_that_fit(action)
    words = fit(action.words, cells - 2 - KEYS_CELLS)
    if selected:
        return ((pad(f"> {pad(keys, KEYS_CELLS)}{words}", cells), "focus"),)
    return (("  ", ""), (pad(keys, KEYS_CELLS), "key"), (words, ""))


def _keys_that_fit(action: Action) -> str:
    """The keys in their order as long as they fit, whole; the command where there is none."""
    shown = ""
    for sequence in action.keys:
        longer = f"{shown}, {show_key(sequence)}" if shown else show_key(sequence)
        if width(longer) >= KEYS_CELLS:
            break
        shown = longer
    return shown or f":{action.id}"


def _beside(rows: Sequence[Row], each: int) -> Row:
    joined: list[tuple[str, str]] = []
    for index, row in enumerate(rows):
        joined += row
        if index < len(rows) - 1:
            joined.append((" " * (each + 2 - cells_of(row)), ""))
    return tuple(joined)
