"""The box that asks once who annotates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.annotations.load import is_annotator
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import TypingOverlay
from karabakh_tui.tui.views.rows import lines

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact

LONGEST = 60
"""Characters of a name: it is that of a folder."""

_ASKED = "Who annotates? The name is that of the folder for your files, and is asked only once."


class NameScreen(TypingOverlay[str | None]):
    """Ask for a name, and propose one. The answer can be the name of an annotator; None where the box was closed."""

    SCOPES: ClassVar[tuple[str, ...]] = ("name", "typing")

    def __init__(self, proposed: str) -> None:
        super().__init__()
        self.title_words = "Your name"
        self.told_words = f"{key_for('sign-in', 'name')} signs in, {key_for('escape', 'name')} closes"
        self.field.set(proposed)
        self._wrong = ""

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        asked: list[Row] = [((line, ""),) for line in lines(_ASKED, cells)]
        typed: Row = (("name> ", "key"), *self.field.row(max(cells - 6, 1)))
        wrong: list[Row] = [((line, "warn"),) for line in lines(self._wrong, cells)] if self._wrong else [()]
        return [*asked, (), typed, *wrong][: max(height, 1)]

    def facts(self) -> Sequence[Fact]:
        """The question, and what is wrong; what a person types they know."""
        from karabakh_tui.tui.views import spoken

        return spoken.lines([_ASKED, f"Proposed: {self.field.text}" if self.field.text else "", self._wrong])

    def typed(self) -> None:
        self._wrong = ""

    def do_sign_in(self, press: Press) -> None:
        """Close with the name; or stay and say why it is none."""
        name = self.field.text.strip()
        if is_annotator(name) and len(name) <= LONGEST:
            self.dismiss(name)
        else:
            self._wrong = (
                "Use letters and digits, no slash, and no dot or underscore first." if name else "Type a name."
            )

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)


def proposed_name(login: str) -> str:
    """A name for an annotator from that of a login; "" where nothing is left of it."""
    plain = "".join(char for char in login.strip().lower() if char.isalnum() or char in "-_.")
    name = plain.lstrip("._-")[:LONGEST]
    return name if is_annotator(name) else ""
