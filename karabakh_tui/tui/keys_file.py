"""`keys.yaml`: other keys for the actions of the keymap, read with care.

A file in which something is refused is left out whole: half a keymap would be one that nobody knows. What is merely not
known (an action of another version) is said and left aside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.paths import KEYS_FILE
from karabakh_tui.tui.keymap import ACTIONS, Action, show_key
from karabakh_tui.tui.layouts import AUTO, NAMES
from karabakh_tui.yamldoc.fault import Fault, FaultError

if TYPE_CHECKING:
    from karabakh_tui.yamldoc.node import Node, Scalar
    from karabakh_tui.yamldoc.record import Record

_TOP = ("format", "layout", "keys")
_MANY = 12
"""Keys of one action, at most."""

_TOLD = 20
"""So many names that are not known are told one by one."""


class KeysFile(NamedTuple):
    """What a keys.yaml says: all actions on their keys (none at all stands for the built-in keymap), the layout, and
    what is wrong with the file."""

    actions: tuple[Action, ...]
    layout: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One key of one action as the file has it: the sequence in the names of the keymap, and where it stands."""

    action: Action
    sequence: str
    line: int
    col: int


def load_keys(path: Path) -> KeysFile:
    """The keys of the file at `path`; the built-in ones where there is no file, or where it is refused."""
    try:
        path.lstat()
    except OSError as error:
        if isinstance(error, (FileNotFoundError, NotADirectoryError)):
            return KeysFile((), AUTO, ())
    return _read(path)


def _read(path: Path) -> KeysFile:
    from karabakh_tui.yamldoc.load import read
    from karabakh_tui.yamldoc.record import open_record

    try:
        top = open_record(read(path, KEYS_FILE))
    except FaultError as error:
        return KeysFile((), AUTO, (error.fault, _left_out()))
    top.unknown(_TOP)
    layout = top.choice("layout", NAMES, default=AUTO)
    noticed = len(top.faults)
    below = top.record("keys")
    if len(top.faults) > noticed:
        return KeysFile((), AUTO, (*top.faults, _left_out()))
    if below is None:
        return KeysFile((), layout, tuple(top.faults))
    reader = _Reader(below)
    changed = reader.read()
    if reader.refused:
        return KeysFile((), AUTO, (*top.faults, *reader.refused, _left_out()))
    actions = tuple(changed.get(f"{action.scope}.{action.id}", action) for action in ACTIONS)
    return KeysFile(actions if changed else (), layout, tuple(top.faults))


def _left_out() -> Fault:
    return Fault(KEYS_FILE, 0, 0, "is left out whole, and the built-in keys are in use", "mend it and start again")


class _Reader:
    """Reads the record `keys`. `refused` is what the file cannot be used with; the rest goes to the record's faults."""

    def __init__(self, below: Record) -> None:
        self._below = below
        self._written: list[Written] = []
        self.refused: list[Fault] = []

    def read(self) -> dict[str, Action]:
        """The actions that have other keys now, by their names."""
        changed: dict[str, Action] = {}
        unknown = 0
        known = {f"{action.scope}.{action.id}": action for action in ACTIONS}
        for name, node in self._below.mapping.entries.items():
            if name in known:
                changed[name] = self._changed(known[name], node)
            else:
                unknown += 1
                if unknown <= _TOLD:
                    self._unknown(name, known)
        if not self.refused:
            from karabakh_tui.tui.key_conflicts import conflicts

            actions = [changed.get(name, action) for name, action in known.items()]
            self.refused += [self._fault(*found) for found in conflicts(actions, self._written)]
        return changed

    def _changed(self, action: Action, node: Node) -> Action:
        from karabakh_tui.tui.key_checks import why_not

        items = self._items(action, node)
        mine: list[Written] = []
        for item in items:
            if (one := self._key(action, item)) is None:
                continue
            if wrong := why_not(one.sequence, action):
                self._refuse(item, f"{_named(one)} {wrong[0]}", wrong[1])
            mine.append(one)
        self._written += mine
        changed = replace(action, keys=tuple(dict.fromkeys(one.sequence for one in mine)))
        from karabakh_tui.tui.key_checks import why_not_without

        if not items and (wrong := why_not_without(action)):
            self._refuse(node, *wrong)
        return changed

    def _items(self, action: Action, node: Node) -> list[Scalar]:
        """The keys as they are written: a list of them, or a single one."""
        from karabakh_tui.yamldoc.node import Scalar, Sequence

        nodes = node.items if isinstance(node, Sequence) else (node,)
        items = []
        for item in nodes[:_MANY]:
            if isinstance(item, Scalar) and item.value is not None:
                items.append(item)
            else:
                repair = 'write a key in quotes, a list of keys, or [] for none: [J, "]"]'
                self._refuse(item, f"{_name(action)} has something else than keys", repair)
        if len(nodes) > _MANY:
            self._refuse(node, f"{_name(action)} has {len(nodes)} keys", f"write at most {_MANY}")
        return items

    def _key(self, action: Action, item: Scalar) -> Written | None:
        from karabakh_tui.tui.key_spelling import MisspeltError, read_sequence
        from karabakh_tui.yamldoc.wording import quoted

        try:
            return Written(action, read_sequence(item.value or ""), item.line, item.col)
        except MisspeltError as error:
            self._refuse(item, f"{quoted(item.value or '')} {error.what}", error.repair)
            return None

    def _unknown(self, name: str, known: dict[str, Action]) -> None:
        from karabakh_tui.yamldoc.wording import did_you_mean, quoted

        line, col = self._below.mapping.places.get(name, self._below.place(name))
        repair = did_you_mean(name, known, "karabakh-tui keys lists the actions of this version")
        self._below.faults.append(self._fault(line, col, f"{quoted(name)} is not an action", repair))

    def _refuse(self, node: Node, what: str, repair: str) -> None:
        self.refused.append(self._fault(node.line, node.col, what, repair))

    def _fault(self, line: int, col: int, what: str, repair: str) -> Fault:
        return self._below.document.fault(line, col, what, repair)


def _name(action: Action) -> str:
    return f"{action.scope}.{action.id}"


def _named(one: Written) -> str:
    return f'"{show_key(one.sequence)}" of {_name(one.action)}'
