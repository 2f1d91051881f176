"""From keys to actions: counts, prefixes and their continuations, without a screen.

A prefix never times out (the line may be slow); a key that does not continue it closes it and does its own work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from karabakh_tui.tui.keymap import Action, Press, actions_in

HIGHEST_COUNT = 9999
"""A longer count stays here: nobody means it, and what repeats must end."""

ESCAPE = "escape"
_DIGITS = frozenset("0123456789")
_MODIFIERS = frozenset(
    f"{side}_{name}" for side in ("left", "right") for name in ("shift", "control", "alt", "super", "hyper", "meta")
) | {"caps_lock", "num_lock", "scroll_lock", "iso_level3_shift", "iso_level5_shift"}


@dataclass(frozen=True, slots=True)
class Step:
    """What a key led to. `pending` is the prefix typed so far (the screen shows its `continuations`), `count` the count
    typed so far, `unknown` the name of a key that is not bound here, `misses` how many such keys came in a row. `typed`
    is what the unknown key typed, where it was taken for another one by its place on the keyboard."""

    presses: tuple[Press, ...] = ()
    pending: tuple[str, ...] = ()
    count: int | None = None
    unknown: str = ""
    misses: int = 0
    typed: str = ""


@dataclass(slots=True)
class _Node:
    """What a prefix leads to: an action, or more keys."""

    action: Action | None = None
    more: dict[str, _Node] = field(default_factory=dict)

    def after(self, name: str) -> _Node | None:
        """Where a key leads from here, its own name before a placeholder."""
        if name in self.more:
            return self.more[name]
        if name in _DIGITS and name != "0":
            return self.more.get("{1}")
        return self.more.get("{a}") if len(name) == 1 and name.isalpha() else None

    def add(self, names: Sequence[str], action: Action) -> None:
        """Bind a sequence of keys, unless what is bound already leaves no room for it."""
        node = self
        for name in names:
            if node.action:
                return
            node = node.more.setdefault(name, _Node())
        if not node.more and not node.action:
            node.action = action


def key_names(key: str, character: str | None = None) -> tuple[str, ...]:
    """The keys that an event stands for, by Textual's name and character; one, or two for alt and a key, or none.

    Some terminals tell that shift or another modifier went down, before the key that it is held for: that is no key. A
    printable character stands for itself, so the table can say `?`; the blank is "space". Escape and a key that come
    in one packet arrive as that key with alt, so alt is read as escape before it.
    """
    modifiers, _, last = key.rpartition("+")
    if last in _MODIFIERS:
        return ()
    if "alt" in modifiers.split("+"):
        rest = [part for part in modifiers.split("+") if part != "alt"]
        if rest == ["shift"] and len(last) == 1:
            return ESCAPE, last.upper()
        return ESCAPE, "+".join([*rest, last])
    if modifiers in ("", "shift") and character and character.isprintable():
        return ("space" if character == " " else character,)
    return (key,)


class Dispatcher:
    """Reads keys for some scopes; the earlier scope wins where two bind the same key.

    `also` are actions beyond the table, before all others: a box closes on the key that opened it.
    """

    def __init__(self, scopes: Iterable[str], also: Iterable[Action] = ()) -> None:
        self.scopes = tuple(scopes)
        self._root = _Node()
        heard = (*also, *actions_in(self.scopes))
        for action in heard:
            for sequence in action.keys:
                self._root.add(sequence.split(" "), action)
        self._node = self._root
        self._pending: tuple[str, ...] = ()
        self._count: int | None = None
        self._arg = ""
        self._misses = 0
        self._counting = any(action.counts for action in heard if action.scope in self.scopes[:1])
        self._names = frozenset(name for action in heard for name in _names_of(action))

    def feed(self, key: str, character: str | None = None) -> Step:
        """One key, by Textual's name and character."""
        presses: list[Press] = []
        unknown = ""
        for name in key_names(key, character):
            step = self.press(name)
            presses += step.presses
            unknown = step.unknown
        return Step(tuple(presses), self._pending, self._count, unknown, self._misses)

    def press(self, name: str, typed: str = "") -> Step:
        """One key, by its name as `key_names` gives it; `typed` is what it typed where it was taken for another."""
        if name == ESCAPE and (self._pending or self._count is not None):
            self._forget()
            self._misses = 0
            return self._step()
        if self._counts_on(name):
            return self._count_on(name)
        node = self._node.after(name)
        if node is None and self._pending:
            self._forget()
            node = self._node.after(name)
        if node is not None:
            return self._go(node, name)
        if name in _DIGITS and name != "0":
            return self._count_on(name)
        self._forget()
        self._misses += 1
        return self._step(unknown=name, typed=typed)

    def _counts_on(self, name: str) -> bool:
        """Whether a digit goes to the count: where one has begun; and where digits do something else, 0 begins one."""
        if name not in _DIGITS or self._node is not self._root:
            return False
        return self._count is not None or (name == "0" and self._counting and self._root.after("1") is not None)

    def _count_on(self, name: str) -> Step:
        self._count = min((self._count or 0) * 10 + int(name), HIGHEST_COUNT)
        self._misses = 0
        return self._step()

    def names(self, name: str) -> bool:
        """Whether some action here is bound to this very key, be it behind a prefix."""
        return name in self._names

    def forgive(self) -> None:
        """Forget how many unknown keys came in a row."""
        self._misses = 0

    def binds(self, name: str) -> bool:
        """Whether a key, pressed now, does something of its own (a count is nothing)."""
        return self._node.after(name) is not None

    def continuations(self) -> list[tuple[str, Action]]:
        """The keys that may follow the pending prefix, with what they do."""
        return list(_leaves(self._node)) if self._pending else []

    def _go(self, node: _Node, name: str) -> Step:
        self._misses = 0
        if name not in self._node.more:
            self._arg = name
        if node.action is None:
            self._node = node
            self._pending = (*self._pending, name)
            return self._step()
        press = Press(node.action, self._count if node.action.counts else None, self._arg)
        self._forget()
        return self._step(press)

    def _step(self, *presses: Press, unknown: str = "", typed: str = "") -> Step:
        return Step(presses, self._pending, self._count, unknown, self._misses, typed)

    def _forget(self) -> None:
        self._node, self._pending, self._count, self._arg = self._root, (), None, ""


def _names_of(action: Action) -> Iterable[str]:
    return (name for sequence in action.keys for name in sequence.split(" "))


def continuations(scopes: Iterable[str], pending: Iterable[str]) -> list[tuple[str, Action]]:
    """The keys that may follow a prefix on a screen of these scopes, with what they do."""
    dispatcher = Dispatcher(scopes)
    for name in pending:
        dispatcher.press(name)
    return dispatcher.continuations()


def _leaves(node: _Node, before: str = "") -> Iterable[tuple[str, Action]]:
    for name, child in node.more.items():
        if child.action:
            yield before + name, child.action
        else:
            yield from _leaves(child, f"{before}{name} ")
