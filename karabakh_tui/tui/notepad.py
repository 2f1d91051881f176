"""Several lines that are being typed: a note with its cursor, and the rows it takes at a width, without a screen.

Rows break where those of an article do, but no blank is left out: the cursor can stand on each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from karabakh_tui.text.breaks import rows_of
from karabakh_tui.text.cells import clusters, width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.field import Field, taken
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.paint import Row

LONGEST = 20_000
"""Code points of a note; more than that belongs into a file of its own."""

_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})


class PadRow(NamedTuple):
    """One row: it holds the code points `start` up to `end`, and shows those from `shown` up to `until`. `first` says
    that a line begins with it."""

    start: int
    end: int
    shown: int
    until: int
    first: bool


@dataclass(slots=True)
class Notepad(Field):
    """A text of several lines and the offset of the cursor in it, in code points, always at the edge of a cluster.

    `cells` is the width at which it is drawn and at which up and down count rows, that of the cursor behind the last
    word included; whoever draws it sets it.
    """

    cells: int = 60
    _column: int = -1
    _wrapped: tuple[str, int, list[PadRow]] = field(default=("", 0, []), repr=False)

    def set(self, text: str) -> None:
        """Another text, with the cursor at its end."""
        self.text, self.at = "", 0
        self.insert(text)

    def insert(self, text: str) -> None:
        """Put text in before the cursor. Its lines stay lines, other white space becomes blanks."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
        room = max(LONGEST - len(self.text), 0)
        text = "\n".join("".join(map(taken, line)) for line in text[:room].split("\n"))
        self.text = self.text[: self.at] + text + self.text[self.at :]
        self.at = self.edge_after(self.at + len(text))
        self._column = -1

    def do(self, press: Press) -> bool:
        """Do one of the actions of the scopes "typing" and "note"; tells whether the text is another one now."""
        name = press.action.id
        before = self.text
        if name in ("line-up", "line-down"):
            self._go(-1 if name == "line-up" else 1)
            return False
        self._column = -1
        match name:
            case "new-line":
                self.insert("\n")
            case "erase-all":
                start, end = self._line()
                self.text, self.at = self.text[:start] + self.text[end:], start
            case "cursor-start":
                self.at = self.rows()[self.row_number()].start
            case "cursor-end":
                self.at = self._last_of(self.rows()[self.row_number()])
            case _:
                Field.do(self, press)
        return self.text != before

    def rows(self) -> list[PadRow]:
        """The rows at the present width, at least one."""
        text, cells, found = self._wrapped
        if (text, cells) != (self.text, self.cells) or not found:
            found = _rows(self.text, self.cells - 1)
            self._wrapped = (self.text, self.cells, found)
        return found

    def row_number(self) -> int:
        """In which of the rows the cursor stands."""
        rows = self.rows()
        return next(index for index in range(len(rows) - 1, -1, -1) if rows[index].start <= self.at)

    def line(self) -> str:
        """The words of the line in which the cursor stands."""
        start, end = self._line()
        return self.text[start:end]

    def drawn(self, number: int) -> Row:
        """One of the rows, with the cursor where it stands there."""
        row = self.rows()[number]
        shown = visible(self.text[row.shown : row.until])
        if number != self.row_number():
            return ((shown.rstrip(" "), ""),)
        at = min(max(self.at - row.shown, 0), len(shown))
        end = next((end for start, end, _ in clusters(shown) if end > at), len(shown))
        under = shown[at:end] or " "
        before = shown[:at]
        while before and width(before) + width(under) > self.cells:
            before = before[:-1]
        return ((before, ""), (under, "cursor"), (shown[end:].rstrip(" "), ""))

    def edge_before(self, offset: int) -> int:
        """The last edge of a cluster before an offset; the start of a line is one."""
        start = self.text.rfind("\n", 0, offset) + 1
        if start == offset:
            return max(offset - 1, 0)
        line = visible(self.text[start : self._end_of_line(offset)])
        return start + max((begin for begin, _, _ in clusters(line) if start + begin < offset), default=0)

    def edge_after(self, offset: int) -> int:
        """The first edge of a cluster at or after an offset."""
        offset = min(offset, len(self.text))
        start = self.text.rfind("\n", 0, offset) + 1
        if start == offset:
            return offset
        line = visible(self.text[start : self._end_of_line(offset)])
        return start + next((end for _, end, _ in clusters(line) if start + end >= offset), len(line))

    def _go(self, rows: int) -> None:
        """Some rows further down or up, as near as may be to the column in which the going began."""
        found = self.rows()
        number = self.row_number()
        here = found[number]
        if self._column < 0:
            self._column = width(visible(self.text[here.shown : max(self.at, here.shown)]))
        to = found[min(max(number + rows, 0), len(found) - 1)]
        if to is here:
            return
        cells = 0
        self.at = self._last_of(to)
        for start, _, wide in clusters(visible(self.text[to.shown : to.until])):
            if cells + wide > self._column:
                self.at = min(self.at, to.shown + start)
                break
            cells += wide

    def _last_of(self, row: PadRow) -> int:
        """The last place for the cursor in a row: behind its words at the end of a line, else on its last cluster."""
        if row.end == len(self.text) or self.text[row.end] == "\n":
            return row.end
        return self.edge_before(row.end)

    def _line(self) -> tuple[int, int]:
        return self.text.rfind("\n", 0, self.at) + 1, self._end_of_line(self.at)

    def _end_of_line(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return end if end >= 0 else len(self.text)


def _rows(text: str, cells: int) -> list[PadRow]:
    found: list[PadRow] = []
    start = 0
    for line in text.split("\n"):
        spans = rows_of(visible(line), max(cells, 1))
        for index, (begin, _) in enumerate(spans):
            last = index + 1 == len(spans)
            end = len(line) if last else spans[index + 1][0]
            found.append(PadRow(start + (begin if index else 0), start + end, start + begin, start + end, not index))
        start += len(line) + 1
    return found
