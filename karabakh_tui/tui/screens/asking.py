"""Boxes that ask what to do: a few sentences, and the keys that answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.tui.keymap import Press, actions_in, key_for, show_keys
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import ScrolledOverlay
from karabakh_tui.tui.views.rows import lines

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact


class AskScreen(ScrolledOverlay[str]):
    """Sentences, and what can be answered: the id of an action of the subclass's first scope, "" for not now.

    `offered` are the ids that make sense, all where it is empty. `details` gives rows for a number of cells,
    which stand below once the differences are asked for.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("asking",)

    def __init__(
        self,
        title: str,
        told: Sequence[str],
        offered: Collection[str] = (),
        details: Callable[[int], Sequence[Row]] | None = None,
    ) -> None:
        super().__init__()
        self.title_words = title
        self.told_words = f"{key_for('close', 'asking')} closes, nothing is done"
        self._sentences = tuple(told)
        self._details = details
        self._shown = False
        self.top = 0
        asked = [action for action in actions_in(self.SCOPES) if action.scope == self.SCOPES[0] != "asking"]
        self.offered = tuple(action for action in asked if not offered or action.id in offered)

    @property
    def all_rows(self) -> Sequence[Row]:
        ways: list[Row] = [((f"{show_keys(action):<8}", "key"), (action.words, "")) for action in self.offered]
        details = self._details(self.room[0]) if self._details and self._shown else ()
        return [*self._above, (), *ways, *details]

    @property
    def _above(self) -> Sequence[Row]:
        return [((line, ""),) for told in self._sentences for line in lines(told, self.room[0])]

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken

        return spoken.lines(spoken.rows_aloud(self.all_rows))

    def perform(self, press: Press) -> None:
        if press.action in self.offered:
            self.answer(press.action.id)
        elif press.action.scope == "asking":
            super().perform(press)

    def answer(self, chosen: str) -> None:
        """Close with this answer; the differences are shown, and shown no more."""
        if chosen == "differences":
            self._shown = not self._shown
            self.top = 0
            if self._shown:
                self.scroll_rows(len(self._above) + 1)
        else:
            self.dismiss(chosen)

    def do_close(self, press: Press) -> None:
        self.dismiss("")


class LockedScreen(AskScreen):
    """Another session has the notebook."""

    SCOPES: ClassVar[tuple[str, ...]] = ("locked", "asking")


class ChangedScreen(AskScreen):
    """Somebody else changed a file, and the two changes contradict each other."""

    SCOPES: ClassVar[tuple[str, ...]] = ("changed", "asking")


class BrokenScreen(AskScreen):
    """A file does not parse any more."""

    SCOPES: ClassVar[tuple[str, ...]] = ("broken", "asking")


class LeavingScreen(AskScreen):
    """Leaving now would lose work."""

    SCOPES: ClassVar[tuple[str, ...]] = ("leaving", "asking")
