"""What is wrong with a file, where, and how to repair it: the one shape of every notice about input."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing wrong with one file. `line` and `col` count from 1; 0 means that the fault has no such place."""

    path: str
    line: int
    col: int
    what: str
    repair: str
    excerpt: str = ""  # the line of the file, as written; empty where there is none

    @property
    def where(self) -> str:
        """`file`, `file:line` or `file:line:col`, as editors and compilers write it."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.col) if n)])

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.repair}"

    def with_caret(self) -> str:
        """The fault, and below it the line with a caret under the place (control characters are the caller's care)."""
        if not self.excerpt or not self.col:
            return str(self)
        return f"{self}\n  {self.excerpt}\n  {' ' * (self.col - 1)}^"


class FaultError(Exception):
    """Raised where a file as a whole cannot be used."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault
