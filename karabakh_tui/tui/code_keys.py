"""Which codes are on the digits 1 to 9, and what a code is called on the screen. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from karabakh_tui.codebook.model import Codebook
from karabakh_tui.tui.views.rows import clean

DIGITS = "123456789"
NOTE_SIGN = '"'
"""Stands where an annotation has a note and no tag."""

UNKNOWN_SIGN = "?"
"""Stands where a tag is in no codebook."""


@dataclass(frozen=True, slots=True)
class CodeName:
    """A code as the screen shows it. `key` is the digit that tags with it, "" for none; `sign` is that, or the code of
    a provision, for the gutter."""

    id: str
    title: str
    key: str = ""
    sign: str = UNKNOWN_SIGN
    definition: str = ""

    @property
    def said(self) -> str:
        """Sign and title, as `4 conflict`."""
        return f"{self.sign} {self.title}" if self.sign != UNKNOWN_SIGN else self.title


class CodeNames:
    """The codes of a codebook by id, and those on the digits.

    Labels that name a digit have it. What remains goes to provisions whose code is that very digit, then to the other
    provisions and to the labels without a digit, in the order of the codebook.
    """

    def __init__(self, codebook: Codebook) -> None:
        on: dict[str, str] = {}
        for label in codebook.labels:
            if label.key and label.key in DIGITS:
                on.setdefault(label.key, label.id)
        for provision in codebook.provisions:
            if provision.code and provision.code in DIGITS:
                on.setdefault(provision.code, provision.id)
        ids = [*(p.id for p in codebook.provisions), *(label.id for label in codebook.labels)]
        rest = [id_ for id_ in ids if id_ not in on.values()]
        for digit in DIGITS:
            if digit not in on and rest:
                on[digit] = rest.pop(0)
        keys = {id_: digit for digit, id_ in on.items()}
        self._names: dict[str, CodeName] = {}
        for label in codebook.labels:
            key = keys.get(label.id, "")
            self._add(CodeName(label.id, clean(label.title or label.id), key, key or "+", label.definition))
        for p in codebook.provisions:
            key = keys.get(p.id, "")
            self._add(CodeName(p.id, clean(p.title or p.id), key, key or clean(p.code), p.definition))
        self.on_keys: tuple[CodeName, ...] = tuple(self._names[on[digit]] for digit in DIGITS if digit in on)
        self.more = len(self._names) - len(self.on_keys)

    def _add(self, name: CodeName) -> None:
        self._names.setdefault(name.id, name)

    def name(self, code: str) -> CodeName:
        """The code of that id; one that is in no codebook is called by its id."""
        return self._names.get(code) or CodeName(code, clean(code))

    def on_key(self, digit: str) -> CodeName | None:
        """The code on that digit, or None."""
        return next((name for name in self.on_keys if name.key == digit), None)

    def said(self, codes: Iterable[str]) -> str:
        """Several codes in a row, as `4 conflict, 1 fact`."""
        return ", ".join(self.name(code).said for code in codes)
