"""The box in which a note is written, in as many lines as it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from karabakh_tui.text.cells import width
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.notepad import Notepad
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import TypingOverlay
from karabakh_tui.tui.views.note import note_rows

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact


class NoteAnswer(NamedTuple):
    """What was written, and whether it is to be kept as the note; otherwise it is a draft, to go on with later."""

    text: str
    kept: bool


class NoteScreen(TypingOverlay[NoteAnswer]):
    """Write a note. `text` is what the box begins with, `quote` the words the note is on ("" for none).

    The answer is always the text: nothing that was typed is dropped. `on_change` is told the text each time it is
    another one, so that a draft can be kept before the box is closed.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("note", "typing")

    def __init__(
        self, text: str = "", title: str = "Note", *, quote: str = "", on_change: Callable[[str], None] | None = None
    ) -> None:
        super().__init__()
        self.title_words = title
        self._pad = Notepad()
        self._pad.set(text)
        self.field = self._pad
        self._quote = quote
        self._on_change = on_change
        self._said = ""

    @property
    def text(self) -> str:
        """The note as it is now, kept or not."""
        return self._pad.text

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        return note_rows(self._pad, self._quote, self._said, cells, height)

    def draw(self) -> None:
        room = self.room[0] - 2
        self.told_words = next((told for told in _told() if width(told) <= room), "")
        super().draw()

    def facts(self) -> Sequence[Fact]:
        """The line of the cursor when it is another one; what a person types they know."""
        from karabakh_tui.tui.announce import Fact

        number = self._pad.text.count("\n", 0, self._pad.at)
        lines = self._pad.text.count("\n") + 1
        where = f"Line {number + 1} of {lines}. " if lines > 1 else ""
        return [
            Fact("line", (number,), (where + (self._pad.line() or "Empty."),)),
            Fact("said", (self._said,), (self._said,)),
        ]

    def take_key(self, name: str) -> None:
        self._said = ""
        super().take_key(name)

    def typed(self) -> None:
        if self._on_change:
            self._on_change(self.text)

    def perform(self, press: Press) -> None:
        if press.action.id in ("new-line", "line-up", "line-down"):
            if self._pad.do(press):
                self.typed()
        else:
            super().perform(press)

    def do_choose(self, press: Press) -> None:
        self.dismiss(NoteAnswer(self.text.strip("\n"), True))

    def do_escape(self, press: Press) -> None:
        self.dismiss(NoteAnswer(self.text, False))

    def do_interrupt(self, press: Press) -> None:
        """Close like Esc: a note is not dropped."""
        self.do_escape(press)

    def do_editor(self, press: Press) -> None:
        """Go on in a program for texts; what it leaves is the note then, if it says that it worked."""
        from karabakh_tui.tui.editor import edit_text

        edited = edit_text(self.app, self.text)
        self._said = edited.words
        if edited.text != self.text:
            self._pad.set(edited.text)
            self.typed()
        self.draw()
        if edited.words:
            self.speak(edited.words)


def _told() -> tuple[str, ...]:
    """How to go on, the longest first."""
    keep, line = key_for("choose", "note"), key_for("new-line", "note")
    editor, close = key_for("editor", "note"), key_for("escape", "note")
    return (
        f"{keep} keeps, {line} new line, {editor} editor, {close} keeps a draft",
        f"{keep} keeps, {line} line, {editor} editor, {close} draft",
        f"{keep} keeps, {close} draft",
    )
