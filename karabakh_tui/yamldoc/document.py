"""One YAML file as read: its tree, its text, and how to say what is wrong at a place in it."""

from __future__ import annotations

import re

from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.node import Node

# What ends a line for libyaml, whose line numbers the nodes carry.
BREAK = "\r\n|[\r\n\x85\u2028\u2029]"
_EXCERPT = 200  # code points: a line is shown in a fault where the place lies within these
_LINES = 200_000  # nor is one shown that takes long to find


class Source:
    """The text of a file, and how to show a line of it."""

    __slots__ = ("_at", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._at = (1, 0)  # the line shown last, and the offset at which it begins

    def fault(self, line: int, col: int, what: str, repair: str) -> Fault:
        """A fault at that place (both from 1), with the line as excerpt where it is short enough to point into."""
        return Fault(self.path, line, col, what, repair, self._line(line) if col <= _EXCERPT else "")

    def _line(self, line: int) -> str:
        # Faults mostly come in the order of the file, so the search goes on from the last one.
        if line > _LINES:
            return ""
        number, start = self._at if self._at[0] <= line else (1, 0)
        breaks = re.compile(BREAK)
        while number < line:
            found = breaks.search(self.text, start)
            if found is None:
                return ""
            number, start = number + 1, found.end()
        self._at = (number, start)
        return breaks.split(self.text[start : start + _EXCERPT], maxsplit=1)[0]


class Document(Source):
    """A file that parsed. `bom` tells whether it began with a byte order mark; `text` and all places are without it."""

    __slots__ = ("bom", "root")

    def __init__(self, path: str, text: str, bom: bool, root: Node) -> None:
        super().__init__(path, text)
        self.bom = bom
        self.root = root
