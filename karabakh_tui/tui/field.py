"""One line that is being typed: its text and its cursor, without a screen.

Textual's Input is not used: it inserts a character as it comes but hears Backspace only by way of the app, so keys that
arrive in one packet change places ("a", Backspace, "b" came out as "a" on 8.2.8). Here every key is done when it is
read. What is kept is what was typed; what is drawn is its display form.
"""

from __future__ import annotations

from dataclasses import dataclass

from karabakh_tui.text.cells import clusters, width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.paint import Row

LONGEST = 2000
"""Code points; a paste of a whole article is cut here."""


@dataclass(slots=True)
class Field:
    """A line of text and the offset of the cursor in it, in code points, always at the edge of a cluster."""

    text: str = ""
    at: int = 0

    def set(self, text: str) -> None:
        """Another text, with the cursor at its end."""
        self.text = text[:LONGEST]
        self.at = len(self.text)

    def insert(self, text: str) -> None:
        """Put text in before the cursor; white space becomes blanks, and what is half a character U+FFFD."""
        text = "".join(map(taken, text[: LONGEST - len(self.text)]))
        self.text = self.text[: self.at] + text + self.text[self.at :]
        self.at = self.edge_after(self.at + len(text))

    def do(self, press: Press) -> bool:
        """Do one of the actions of the scope "typing"; tells whether the text is another one now."""
        before = self.text
        match press.action.id:
            case "erase":
                start = self.edge_before(self.at)
                self.text, self.at = self.text[:start] + self.text[self.at :], start
            case "erase-after":
                self.text = self.text[: self.at] + self.text[self.edge_after(self.at + 1) :]
            case "erase-all":
                self.set("")
            case "cursor-left":
                self.at = self.edge_before(self.at)
            case "cursor-right":
                self.at = self.edge_after(self.at + 1)
            case "cursor-start":
                self.at = 0
            case "cursor-end":
                self.at = len(self.text)
        return self.text != before

    def row(self, cells: int, role: str = "") -> Row:
        """The line in at most `cells` cells, with the cursor; of a longer line the part before the cursor."""
        shown = visible(self.text)
        stop = self.edge_after(self.at + 1)
        under = shown[self.at : stop] or " "
        room = cells - width(under)
        before = _tail(shown[: self.at], max(room, 0))
        after = shown[stop:]
        return ((before, role), (under, "cursor"), (after, role))

    def edge_before(self, offset: int) -> int:
        """The last edge of a cluster before an offset."""
        return max((start for start, _, _ in clusters(visible(self.text)) if start < offset), default=0)

    def edge_after(self, offset: int) -> int:
        """The first edge of a cluster at or after an offset."""
        return next((end for _, end, _ in clusters(visible(self.text)) if end >= offset), len(self.text))


def taken(char: str) -> str:
    """What is kept of a character that was typed or pasted."""
    if char.isspace():
        return " "
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char


def _tail(text: str, cells: int) -> str:
    """The end of a text, as much as fits."""
    if width(text) <= cells:
        return text
    start, left = len(text), cells
    for begin, _, wide in reversed(list(clusters(text))):
        if wide > left:
            break
        start, left = begin, left - wide
    return text[start:]
