"""A few lines in which a new label or provision is told; everything but its title is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.codebook.load import KEYS
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.codebook.new import Kind, NewCode, Part, proposed, proposed_id, wrong_part
from karabakh_tui.tui.field import Field
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import TypingOverlay
from karabakh_tui.tui.views.form import form_rows

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact

_PARTS: tuple[Part, ...] = ("title", "id", "sign", "definition")


class NewCodeScreen(TypingOverlay[NewCode | None]):
    """Make a code. The answer fits into the codebook; None where it was closed."""

    SCOPES: ClassVar[tuple[str, ...]] = ("form", "typing")

    def __init__(self, kind: Kind, title: str, codebook: Codebook, event: str = "") -> None:
        super().__init__()
        self.title_words = f"New {kind}"
        keys = key_for("choose", "form"), key_for("row-down", "form"), key_for("escape", "form")
        self.told_words = f"{keys[0]} makes it, {keys[1]} next line, {keys[2]} back"
        self._kind: Kind = kind
        self._codebook = codebook
        first = proposed(kind, title, codebook)
        self._event = event or first.event
        self._lines = {part: Field() for part in _PARTS}
        self._lines["title"].set(first.title)
        self._lines["id"].set(first.id)
        self._lines["sign"].set(first.sign)
        self._names = ("title", "id", "key" if kind == "label" else "code", "definition")
        self._own_id = False
        self._wrong = ""
        self._go_to(0)

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        fields = [self._lines[part] for part in _PARTS]
        return form_rows(self._names, fields, self._at, self._hint(), self._wrong, cells, height)

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.announce import Fact

        line = Fact("line", (self._at,), (f"{self._names[self._at]}: {self.field.text or 'empty'}.", self._hint()))
        return [line, Fact("wrong", (self._wrong,), (self._wrong,))]

    def typed(self) -> None:
        """A title that is typed makes the id, until somebody writes another one."""
        self._wrong = ""
        part = _PARTS[self._at]
        if part == "id":
            self._own_id = bool(self.field.text)
        elif part == "title" and not self._own_id:
            self._lines["id"].set(proposed_id(self.field.text, self._codebook))

    def do_row_down(self, press: Press) -> None:
        self._go_to((self._at + 1) % len(_PARTS))

    def do_row_up(self, press: Press) -> None:
        self._go_to((self._at - 1) % len(_PARTS))

    def do_choose(self, press: Press) -> None:
        """Make it; or go to the line that is wrong, and say why."""
        code = self._code()
        wrong = wrong_part(code, self._codebook)
        if wrong is None:
            self.dismiss(code)
            return
        part, self._wrong = wrong
        self._go_to(_PARTS.index(part))

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)

    def _code(self) -> NewCode:
        title, name, sign, definition = (self._lines[part].text.strip() for part in _PARTS)
        return NewCode(self._kind, name, title, sign, definition, self._event if self._kind == "provision" else "")

    def _go_to(self, at: int) -> None:
        self._at = at
        self.field = self._lines[_PARTS[at]]

    def _hint(self) -> str:
        """What the line with the cursor is for."""
        part = _PARTS[self._at]
        if part == "sign":
            return _sign_hint(self._kind, self._lines["sign"].text, self._codebook)
        return {
            "title": "What it is called on the screen.",
            "id": "What stands in the files. It is better not changed later.",
            "definition": "What counts, and what does not. May stay empty.",
        }[part]


def _sign_hint(kind: Kind, sign: str, codebook: Codebook) -> str:
    if kind == "provision":
        return "One or two characters that stand for it in the bar and the gutter."
    if not sign and len({one.key for one in codebook.labels} & set(KEYS)) == len(KEYS):
        return "All digits are taken. Without one it is chosen from the list."
    return "The digit that tags with it, or nothing."
