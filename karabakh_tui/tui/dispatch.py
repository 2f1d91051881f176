"""From keys to actions: counts, prefixes and their continuations, without a screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from karabakh_tui.tui.keymap import Action, Press


@dataclass(frozen=True, slots=True)
class Step:
    """What a key led to. `pending` is the prefix typed so far (the screen shows its `continuations`), `count` the count
    typed so far, `unknown` the name of a key that is not bound here."""

    presses: tuple[Press, ...] = ()
    pending: tuple[str, ...] = ()
    count: int | None = None
    unknown: str = ""


class Dispatcher:
    """Reads keys for some scopes; the earlier scope wins where two bind the same key."""

    def __init__(self, scopes: Iterable[str]) -> None:
        self.scopes = tuple(scopes)

    def feed(self, key: str, character: str | None = None) -> Step:
        """One key, by Textual's name and character."""
        return Step(unknown=key)

    def continuations(self) -> list[tuple[str, Action]]:
        """The keys that may follow the pending prefix, with what they do."""
        return []
