"""The codes to tag with, as the rows of a list: which are meant by what was typed, and how one looks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from karabakh_tui.codebook.model import Codebook
from karabakh_tui.text.cells import fit, pad, width
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.narrow import narrowed
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.rows import beginning, clean, lines

TITLE_CELLS = 20
"""Cells of a title in the list, at most; the whole of it stands below."""

FOOT_ROWS = 3
"""Rows of the definition below the list."""

_DEFINED = 2000  # code points of a definition that are looked at


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the codebook, or one that an annotation has and no codebook names (`kind` is "unknown"). `key` is the
    digit that tags with it, `code` that of a provision; either may be empty."""

    id: str
    kind: Literal["label", "provision", "unknown"]
    title: str
    key: str = ""
    code: str = ""
    definition: str = ""
    aliases: tuple[str, ...] = ()


def codes_of(codebook: Codebook, on: Sequence[str] = (), recent: Sequence[str] = ()) -> list[Code]:
    """All codes in the order of the list: those used last first, then labels and provisions as the codebook has them.
    Those that are `on` the annotation and in no codebook come at the end."""
    names = CodeNames(codebook)
    known = [
        *(Code(one.id, "label", one.title, names.name(one.id).key, "", one.definition) for one in codebook.labels),
        *(
            Code(p.id, "provision", p.title, names.name(p.id).key, p.code, p.definition, p.aliases)
            for p in codebook.provisions
        ),
    ]
    by_id = {code.id: code for code in known}
    lost = [
        Code(name, "unknown", name, definition="The codebook does not name it.")
        for name in dict.fromkeys(on)
        if name not in by_id
    ]
    first = [by_id[name] for name in dict.fromkeys(recent) if name in by_id]
    return [*first, *(code for code in known if code not in first), *lost]


def meant(typed: str, codes: Sequence[Code]) -> list[int]:
    """The indices of the codes that are meant by what was typed, best first; all of them where nothing was.

    First the one whose key it is, then the one whose code, then those with a title or id that begins with it, then
    those with a word that does, then those that hold it, then whatever is like it, aliases and definitions included.
    """
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return list(range(len(codes)))
    ranked = [(rank, index) for index, code in enumerate(codes) if (rank := _rank(wanted, code)) is not None]
    near = narrowed(typed, [f"{code.title} {code.id} {' '.join(code.aliases)}" for code in codes])
    told = narrowed(typed, [code.definition for code in codes]) if len(wanted) > 2 else []
    return list(dict.fromkeys([*(index for _, index in sorted(ranked)), *near, *told]))


def _rank(wanted: str, code: Code) -> int | None:
    """How well a code is meant, from 0; None where neither its sign nor its names hold what was typed."""
    names = (code.title[:_DEFINED].casefold(), code.id.casefold())
    if wanted in (code.key, code.code.casefold()):
        return 0 if wanted == code.key else 1
    if any(name.startswith(wanted) for name in names):
        return 2
    if any(word.startswith(wanted) for name in names for word in name.replace("-", " ").split()):
        return 3
    return 4 if any(wanted in name for name in names) else None


def code_row(code: Code, ticked: bool, titles: int) -> Row:
    """A code in the list: whether the annotation has it, the digit that tags with it, its title in so many cells, what
    kind of code it is, what it means."""
    provision = f"provision {clean(code.code)}"
    kind = {"label": "label", "provision": provision, "unknown": "unknown"}[code.kind]
    return (
        ("[x] " if ticked else "[ ] ", ""),
        (pad(code.key, 2), "key"),
        (pad(fit(clean(code.title), titles), titles + 2), ""),
        (pad(kind, 13), "dim"),
        (beginning(code.definition, 120), "dim"),
    )


def title_cells(codes: Sequence[Code]) -> int:
    """How many cells the titles of a list take."""
    return min(max((width(clean(code.title)) for code in codes), default=0), TITLE_CELLS)


def code_foot(code: Code | None, cells: int) -> list[Row]:
    """What stands below the list: the whole title of the selected code, and what it means; always as many rows, so that
    the list stands still."""
    rows: list[Row] = []
    if code:
        told = f"{clean(code.title)}: {beginning(code.definition, _DEFINED)}" if code.definition else clean(code.title)
        broken = lines(told, cells)
        if len(broken) > FOOT_ROWS:
            broken = [*broken[: FOOT_ROWS - 1], f"{broken[FOOT_ROWS - 1][: cells - 3]} .."]
        rows = [((line, "dim"),) for line in broken]
    return [*rows, *([()] * (FOOT_ROWS - len(rows)))]


def code_aloud(code: Code, ticked: bool) -> str:
    """A code for those who listen."""
    kind = {"label": "label", "provision": f"provision {code.code}", "unknown": "not in the codebook"}[code.kind]
    parts = [code.title, kind, *([f"key {code.key}"] if code.key else [])]
    return ", ".join([*parts, *(["on it"] if ticked else [])])


def ordered(ticked: Collection[str], before: Sequence[str], codes: Sequence[Code]) -> tuple[str, ...]:
    """The ticked codes: those that the annotation had as they stood there, then the others as in the list."""
    kept = [name for name in before if name in ticked]
    return tuple(dict.fromkeys([*kept, *(code.id for code in codes if code.id in ticked)]))
