"""A box to read: why something was matched, about a source, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.tui.dispatch import Dispatcher
from karabakh_tui.tui.keymap import Press, in_use, key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import Overlay
from karabakh_tui.tui.views.boxes import scrolled_from

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact


class BoxScreen(Overlay[None]):
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
        self._top = 0
        close = next(action for action in in_use() if (action.scope, action.id) == ("box", "close"))
        opener = [replace(close, keys=action.keys) for action in in_use() if action.id == opened_by]
        self.dispatcher = Dispatcher(self.SCOPES, opener)
        self.told_words = f"{key_for('close', 'box')} closes"

    @property
    def _rows(self) -> Sequence[Row]:
        return self._given(self.room[0]) if callable(self._given) else self._given

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken

        return spoken.lines(self._said() if self._said else spoken.rows_aloud(self._rows))

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        return scrolled_from(self._rows, self._top, height)

    def do_line_down(self, press: Press) -> None:
        self._scroll(press.count or 1)

    def do_line_up(self, press: Press) -> None:
        self._scroll(-(press.count or 1))

    def do_page_down(self, press: Press) -> None:
        self._scroll((press.count or 1) * max(self.room[1] - 2, 1))

    def do_page_up(self, press: Press) -> None:
        self._scroll(-(press.count or 1) * max(self.room[1] - 2, 1))

    def do_top(self, press: Press) -> None:
        self._scroll(-len(self._rows))

    def do_end(self, press: Press) -> None:
        self._scroll(len(self._rows))

    def do_close(self, press: Press) -> None:
        self.dismiss(None)

    def _scroll(self, rows: int) -> None:
        room = self.room[1]
        count = len(self._rows)
        last = count - room + 1 if count > room else 0
        self._top = min(max(self._top + rows, 0), last)
