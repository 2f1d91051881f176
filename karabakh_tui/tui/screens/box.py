"""A box to read: why something was matched, about a source, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.tui.dispatch import Dispatcher
from karabakh_tui.tui.keymap import Press, in_use, key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import ScrolledOverlay

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact


class BoxScreen(ScrolledOverlay[None]):
    """Rows in a frame, scrolled where they do not fit; rows that hang on the room are given as a function of cells.

    The keys of the action `opened_by` close it too. `said` is what those who listen are told of the rows; without it
    the rows themselves.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("box",)

    def __init__(
        self,
        title: str,
        rows: Sequence[Row] | Callable[[int], Sequence[Row]],
        opened_by: str = "",
        said: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        super().__init__()
        self._said = said
        self.title_words = title
        self._given = rows
        self.top = 0
        close = next(action for action in in_use() if (action.scope, action.id) == ("box", "close"))
        opener = [replace(close, keys=action.keys) for action in in_use() if action.id == opened_by]
        self.dispatcher = Dispatcher(self.SCOPES, opener)
        self.told_words = f"{key_for('close', 'box')} closes"

    @property
    def all_rows(self) -> Sequence[Row]:
        return self._given(self.room[0]) if callable(self._given) else self._given

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken

        return spoken.lines(self._said() if self._said else spoken.rows_aloud(self.all_rows))

    def do_close(self, press: Press) -> None:
        self.dismiss(None)
