"""`:` a line at the bottom of the screen for a command by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.tui.commands import Command, Commands, candidates, read_line
from karabakh_tui.tui.keymap import Action, Press
from karabakh_tui.tui.screens.overlay import TypingOverlay
from karabakh_tui.tui.views.prompt import prompt_rows

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact

__all__ = ["Command", "Commands", "PromptScreen"]


class PromptScreen(TypingOverlay[str | None]):
    """Asks for a command. Its answer is the line, once it names something that can be done; None where it was closed.

    `text` and `wrong` are what was asked before and what was wrong with it.
    """

    DEFAULT_CSS = "PromptScreen { align: left bottom; }"
    SCOPES: ClassVar[tuple[str, ...]] = ("prompt", "typing")

    def __init__(self, commands: Commands, actions: Sequence[Action], text: str = "", wrong: str = "") -> None:
        super().__init__()
        self._commands = commands
        self._actions = tuple(actions)
        self._wrong = wrong
        self._chosen = -1
        self._back = 0
        self.field.set(text)
        self._offered = self._candidates()

    def draw(self) -> None:
        """Two rows, as wide as the screen."""
        cells = self.app.size.width
        self.place(prompt_rows(self.field, self._offered, self._chosen, self._wrong, cells), cells)

    def facts(self) -> Sequence[Fact]:
        """What is wrong, and what a key has put into the line; what a person types they know."""
        from karabakh_tui.tui.views import spoken

        brought = self.field.text if self._chosen >= 0 or self._back else ""
        return spoken.lines([self._wrong, brought])

    def typed(self) -> None:
        """Offer what may be meant now."""
        self._wrong = ""
        self._chosen = -1
        self._back = 0
        self._offered = self._candidates()

    def do_complete(self, press: Press) -> None:
        self._complete(1)

    def do_complete_back(self, press: Press) -> None:
        self._complete(-1)

    def do_older(self, press: Press) -> None:
        self._recall(1)

    def do_newer(self, press: Press) -> None:
        self._recall(-1)

    def do_run(self, press: Press) -> None:
        """Close and answer; or stay and say why not."""
        text = self.field.text.strip()
        if not text:
            self.dismiss(None)
            return
        self._wrong = read_line(text, self._commands.commands, self._actions).wrong
        if not self._wrong:
            self._commands.keep(text)
            self.dismiss(text)

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)

    def _candidates(self) -> list[str]:
        return candidates(self.field.text, self._commands.commands, self._actions)

    def _complete(self, step: int) -> None:
        """The next of what was offered for what was typed, around the end."""
        if not self._offered:
            return
        self._wrong = ""
        start = self._chosen if self._chosen >= 0 or step > 0 else 0
        self._chosen = (start + step) % len(self._offered)
        self.field.set(self._offered[self._chosen])

    def _recall(self, step: int) -> None:
        """An older or newer line of this session; below the newest, an empty one."""
        back = min(max(self._back + step, 0), len(self._commands.history))
        if back != self._back:
            self.field.set(self._commands.history[-back] if back else "")
            self.typed()
            self._back = back
