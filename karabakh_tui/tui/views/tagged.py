"""The annotations of an article as rows of a list: what they are tagged with, how sure their place is, their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.text.cells import fit, pad, width
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.listing import PickerRow
from karabakh_tui.tui.views.rows import beginning, clean

SURE: Mapping[str, str] = {"exact": "", "moved": "moved", "changed": "changed", "review": "review", "orphan": "lost"}
"""What is said of how sure a place is; nothing where it is certain."""

TAG_CELLS = 24
"""Cells of the tags of one annotation, at most."""

_SHOWN = 200  # code points of a quote or a note


def tagged_rows(anchored: Sequence[Anchored], codebook: Codebook, letter: str, length: int) -> list[PickerRow]:
    """The annotations in the order of the text, those without a place last. The key of a row is the id; what is
    searched are tags, words and note. `letter` is that of the article, `length` its code points."""
    names = CodeNames(codebook)
    inorder = sorted(anchored, key=lambda one: one.anchor.span.start if one.anchor.span else length + 1)
    told = [clean(names.said(one.annotation.tags)) or "note" for one in inorder]
    cells = min(max(map(width, told), default=0), TAG_CELLS)
    return [_row(one, words, cells, length, names) for one, words in zip(inorder, told, strict=True)]


def _row(one: Anchored, told: str, cells: int, length: int, names: CodeNames) -> PickerRow:
    annotation, anchor = one
    at = f"{100 * anchor.span.start // max(length, 1):>3}%" if anchor.span else "   -"
    sure = " ".join(
        filter(None, (SURE[anchor.certainty], "" if annotation.status == "accepted" else annotation.status))
    )
    quote, note = beginning(annotation.quote, _SHOWN), beginning(annotation.note, _SHOWN)
    row: Row = (
        (f"{at}  ", "dim"),
        (pad(fit(told, cells), cells + 2), "key"),
        (f"{sure}  " if sure else "", "warn"),
        (quote, ""),
        (f"  note: {note}" if note else "", "dim"),
    )
    tags = " ".join((*annotation.tags, *(names.name(tag).title for tag in annotation.tags)))
    said = ", ".join(filter(None, (told, sure, f"at {at.strip(' %')} percent" if anchor.span else "without a place")))
    words = f"{said}: {quote}" + (f". Note: {note}" if note else "")
    return PickerRow(annotation.id, row, f"{tags} {quote} {note}", said=words)
