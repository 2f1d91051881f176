"""A code that does not exist yet: what it may be called, and what is wrong with it before it is in the codebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from karabakh_tui.codebook.load import KEYS, LONGEST_ID, all_codes, fits_as_code, fits_as_id
from karabakh_tui.codebook.model import Codebook, Label, Provision
from karabakh_tui.yamldoc.plain import Fields
from karabakh_tui.yamldoc.wording import quoted

Kind = Literal["label", "provision"]
Part = Literal["title", "id", "sign", "definition"]


class NewCode(NamedTuple):
    """A label or a provision to be. `sign` is the digit of a label or the code of a provision, or empty; `event` is
    that of a provision."""

    kind: Kind
    id: str
    title: str
    sign: str = ""
    definition: str = ""
    event: str = ""

    def fields(self) -> Fields:
        """The record as the codebook has it."""
        if self.kind == "label":
            named = {"id": self.id, "key": self.sign, "title": self.title}
        else:
            named = {"id": self.id, "code": self.sign, "title": self.title, "event": self.event}
        return {name: text for name, text in {**named, "definition": self.definition}.items() if text}

    def into(self, codebook: Codebook) -> Codebook:
        """The codebook with this code after the others of its kind."""
        if self.kind == "label":
            label = Label(self.id, self.title, self.sign, self.definition)
            return codebook._replace(labels=(*codebook.labels, label))
        sign = self.sign or _first_free(all_codes(), (one.code for one in codebook.provisions))
        provision = Provision(self.id, sign, self.title, self.definition, event=self.event)
        return codebook._replace(provisions=(*codebook.provisions, provision))


def proposed(kind: Kind, title: str, codebook: Codebook) -> NewCode:
    """A code with that title, and an id, a sign and an event that fit into the codebook."""
    if kind == "label":
        return NewCode(
            kind, proposed_id(title, codebook), title, _first_free(KEYS, (one.key for one in codebook.labels))
        )
    sign = _first_free(all_codes(), (one.code for one in codebook.provisions))
    events = Counter(one.event for one in codebook.provisions if one.event).most_common(1)
    return NewCode(kind, proposed_id(title, codebook), title, sign, event=events[0][0] if events else "")


def proposed_id(title: str, codebook: Codebook) -> str:
    """An id made of the words of a title, that no other code has; "" for a title without letters and digits."""
    from karabakh_tui.text.fold import fold

    made = "-".join(re.findall(r"[^\W_]+", fold(title)))[: LONGEST_ID - 3].strip("-")
    if not fits_as_id(made):
        return ""
    taken = _ids(codebook)
    return next(
        name for name in (made, *(f"{made}-{number}" for number in range(2, len(taken) + 3))) if name not in taken
    )


def wrong_part(code: NewCode, codebook: Codebook) -> tuple[Part, str] | None:
    """Which part of a code cannot be as it is, and why; None where all can."""
    if not code.title.strip():
        return "title", "It needs a title."
    if not fits_as_id(code.id):
        return "id", f"{quoted(code.id)} is no id: letters, digits and hyphens, {LONGEST_ID} at most."
    if code.id in _ids(codebook):
        return "id", f"{quoted(code.id)} is the id of another code."
    wrong = _wrong_key(code.sign, codebook) if code.kind == "label" else _wrong_code(code.sign, codebook)
    return ("sign", wrong) if wrong else None


def _wrong_key(key: str, codebook: Codebook) -> str:
    if key and key not in tuple(KEYS):
        return f"{quoted(key)} is no key: one digit from 1 to 9, or none."
    other = next((one.title for one in codebook.labels if key and one.key == key), "")
    return f"The key {key} is that of {other}." if other else ""


def _wrong_code(code: str, codebook: Codebook) -> str:
    if code and not fits_as_code(code):
        return f"{quoted(code)} is no code: one or two characters, no blank."
    other = next((one.title for one in codebook.provisions if code and one.code == code), "")
    return f"The code {code} is that of {other}." if other else ""


def _ids(codebook: Codebook) -> frozenset[str]:
    return frozenset([*(one.id for one in codebook.provisions), *(one.id for one in codebook.labels)])


def _first_free(signs: Iterable[str], taken: Iterable[str]) -> str:
    used = frozenset(taken)
    return next((sign for sign in signs if sign not in used), "")
