"""What codes mean, as rows: one of them with all that its codebook says, or all of them one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.codebook.model import Codebook, Label, Provision
from karabakh_tui.text.cells import pad
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.rows import beginning, clean, lines

_LONGEST = 20_000  # code points of one value that are shown
_INDENT = 2


def definition_title(codebook: Codebook, code_id: str) -> str:
    """A code with its kind, as `4 Mandate (provision)` or `4 conflict (label)`."""
    found = code_of(codebook, code_id)
    said = CodeNames(codebook).name(code_id).said
    return f"{said} ({'provision' if isinstance(found, Provision) else 'label'})" if found else said


def meanings_rows(codebook: Codebook, code_ids: Sequence[str], cells: int) -> list[Row]:
    """What several codes mean, one below the other; of a single one without its name, which stands above."""
    rows: list[Row] = []
    for code_id in code_ids:
        if len(code_ids) > 1:
            rows += [*([(), ()] if rows else []), ((definition_title(codebook, code_id), "head"),)]
        rows += definition_rows(codebook, code_id, cells)
    return rows


def code_of(codebook: Codebook, code_id: str) -> Provision | Label | None:
    """The provision or label of that id; None where the codebook has none."""
    codes: tuple[Provision | Label, ...] = (*codebook.provisions, *codebook.labels)
    return next((code for code in codes if code.id == code_id), None)


def definition_rows(codebook: Codebook, code_id: str, cells: int) -> list[Row]:
    """Definition, clause, aliases, what looks like it and is not, as the codebook says, in rows of at most `cells`."""
    found = code_of(codebook, code_id)
    if found is None:
        words = f"The codebook does not name {clean(code_id)}. Passages that have it keep it."
        return [((line, ""),) for line in lines(words, cells)]
    rows = _wrapped(found.definition or "The codebook says nothing on what it means.", "", 0, cells)
    if isinstance(found, Provision):
        for heading, text in (
            ("what the agreement says", found.clause),
            ("words that signal it", "; ".join(found.aliases)),
            ("looks like it and is not", "; ".join(found.excludes)),
        ):
            if text:
                rows += [(), ((heading, "key"),), *_wrapped(text, "", _INDENT, cells)]
    return [*rows, (), *_wrapped(_called(found, CodeNames(codebook).name(code_id).key), "dim", 0, cells)]


def legend_rows(codebook: Codebook, cells: int) -> list[Row]:
    """All codes with their signs and what they mean, labels first: they are what digits tag with."""
    if not codebook.labels and not codebook.provisions:
        return [((line, ""),) for line in lines("There is no codebook, so there are no codes.", cells)]
    names = CodeNames(codebook)
    rows: list[Row] = []
    parts: tuple[tuple[str, Sequence[Provision | Label]], ...] = (
        ("LABELS", codebook.labels),
        ("PROVISIONS", codebook.provisions),
    )
    for heading, codes in parts:
        if codes:
            rows += [*([()] if rows else []), ((heading, "head"),)]
        for code in codes:
            rows += _entry(code, names.name(code.id).sign, cells)
    return rows


def _entry(code: Provision | Label, sign: str, cells: int) -> list[Row]:
    rows: list[Row] = [((line, "key"),) for line in lines(f"{pad(sign, 3)}{clean(code.title)}", cells)]
    return [*rows, *_wrapped(code.definition, "", 3, cells)] if code.definition else rows


def _called(code: Provision | Label, key: str) -> str:
    """How it is reached: by which key or code, and what it is called in files."""
    parts = [f"In files: {code.id}", f"key {key}" if key else "no key: it is in the list of codes"]
    if isinstance(code, Provision):
        parts.append(f"code {code.code}")
        if code.point:
            parts.append(f"point {code.point} of {code.event or 'the agreement'}")
    return f"{', '.join(parts)}."


def _wrapped(text: str, role: str, indent: int, cells: int) -> list[Row]:
    return [((" " * indent + line, role),) for line in lines(beginning(text, _LONGEST), max(cells - indent, 1))]
