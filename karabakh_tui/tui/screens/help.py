"""`?`: the keys of a screen, filtered by what is typed; Enter does what the line says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.text.display import visible
from karabakh_tui.tui.keymap import SCREENS, Action, Press, actions_in, show_key
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import TypingOverlay
from karabakh_tui.tui.views.help import Section, closest, help_rows, in_order, sections

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact


class HelpScreen(TypingOverlay[Action | None]):
    """The keys of a screen with these scopes. Its answer is the action to be done there, None where it was closed.

    `missed` is a key that was pressed in vain: the line that is closest to it is selected.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("help", "typing")

    def __init__(self, scopes: Sequence[str], missed: str = "") -> None:
        super().__init__()
        self._scopes = tuple(scopes)
        self._everything = False
        self._selected = 0
        self._note = ""
        self._missed = missed
        self.title_words = f"Help: {SCREENS[self._scopes[0]]}"

    def on_mount(self) -> None:
        if self._missed:
            self._note = f"{visible(show_key(self._missed))} is no key here"
            self._selected = closest(self._missed, self._lines)

    @property
    def _sections(self) -> list[Section]:
        return sections(self._scopes, self._everything, self.field.text)

    @property
    def _lines(self) -> list[Action]:
        """The actions that are listed, in the order of up and down."""
        return in_order(self._sections, self.room[0])

    @property
    def _all_lines(self) -> list[Action]:
        """The same with nothing typed."""
        return in_order(sections(self._scopes, self._everything, ""), self.room[0])

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        return help_rows(self.field, self._sections, self._selected, self._note, cells, height)

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken

        actions = self._lines
        facts = [*spoken.lines([self._note]), spoken.rows_left(len(actions), len(self._all_lines))]
        if actions:
            chosen = actions[self._selected]
            facts.append(spoken.row(spoken.action(chosen), ticked=None, key=f"{chosen.scope} {chosen.id}"))
        return facts

    def typed(self) -> None:
        self._selected = 0
        self._note = ""

    def do_row_down(self, press: Press) -> None:
        self._move(1)

    def do_row_up(self, press: Press) -> None:
        self._move(-1)

    def do_page_down(self, press: Press) -> None:
        self._move(max(self.room[1] - 4, 1))

    def do_page_up(self, press: Press) -> None:
        self._move(-max(self.room[1] - 4, 1))

    def do_all_screens(self, press: Press) -> None:
        """Every key there is, or those of this screen again."""
        self._everything = not self._everything
        self.typed()

    def do_choose(self, press: Press) -> None:
        """Close and do it, if it is something that the screen below can do."""
        lines = self._lines
        if not lines:
            return
        action = lines[self._selected]
        if action in actions_in(self._scopes):
            self.dismiss(action)
        else:
            self._note = f"This is a key of: {SCREENS[action.scope]}."

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)

    def _move(self, rows: int) -> None:
        self._note = ""
        self._selected = min(max(self._selected + rows, 0), max(len(self._lines) - 1, 0))
