"""The page after a session that ended without a goodbye: what was left, and how to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from karabakh_tui.tui.keymap import Press, actions_in, key_for, show_keys
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.page import PageScreen
from karabakh_tui.tui.views.desk import Recovered, recovered
from karabakh_tui.tui.views.rows import exactly

_WAYS = ("go-on", "read-first", "look")


class RecoveredScreen(PageScreen[str]):
    """It ends with "go-on", "read-first" or "quit". `waiting` are rows on what is not in the YAML files yet, `gone` is
    called where it ends without an answer: by a signal, or because something else was opened."""

    SCOPES: ClassVar[tuple[str, ...]] = ("recovered", "global")

    def __init__(self, told: Recovered, waiting: Sequence[Row], gone: Callable[[], object]) -> None:
        super().__init__()
        self._gone = gone
        self._answered = False
        self._recovered = told
        self._waiting = tuple(waiting)
        self.ways = tuple(a for a in actions_in(self.SCOPES) if a.id in _WAYS and (a.id != "look" or waiting))

    def rows(self, cells: int, height: int, last: Row) -> Sequence[Row]:
        keys = [(show_keys(action), action.words) for action in self.ways]
        keys.append((key_for("back", *self.SCOPES), "leave; the next start asks again"))
        ways: list[Row] = [((f"  {key:<7}", "key"), (words, "")) for key, words in keys]
        told = recovered(self._recovered, cells, ways)
        above = max((height - 1 - len(told)) // 3, 0)
        return [*exactly([*([()] * above), *told], height - 1), last] if height > 0 else []

    def on_unmount(self) -> None:
        """However it ended."""
        if not self._answered:
            self._gone()

    def _answer(self, answer: str) -> None:
        self._answered = True
        self.dismiss(answer)

    def do_go_on(self, press: Press) -> None:
        self._answer("go-on")

    def do_read_first(self, press: Press) -> None:
        self._answer("read-first")

    def do_escape(self, press: Press) -> None:
        """The same: an Esc may be what is left of another key."""
        self._answer("read-first")

    def do_back(self, press: Press) -> None:
        """Leave; the next start asks again."""
        self._answer("quit")

    def do_look(self, press: Press) -> None:
        """What is not in the YAML files yet, to read."""
        from karabakh_tui.tui.screens.box import BoxScreen

        if self._waiting:
            self.app.push_screen(BoxScreen("Not in the files yet", self._waiting, opened_by="look"))
        else:
            self.say("All of it is in the files.")
