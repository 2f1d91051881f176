"""The gutter of a text that is annotated, and the brackets around what is selected in it. Pure."""

from __future__ import annotations

from karabakh_tui.text.cells import fit, width
from karabakh_tui.text.display import visible
from karabakh_tui.text.span import Span
from karabakh_tui.text.wrap import Row as TextRow
from karabakh_tui.tui import paint
from karabakh_tui.tui.views.article import ArticleView, Pen, TagMark, first_word


def tag_gutter(view: ArticleView, row: TextRow, pen: Pen) -> paint.Row:
    """Key and sign where an annotation begins, the one at hand first, mine before others; `|` on the rows of the
    selection, else `:` where one goes on; `*` where several begin."""
    marks = view.tag_index.touching(row.start, row.end)
    text = view.article.text
    begun = [mark for mark in marks if row.start <= first_word(text, mark.span)]
    selected = bool(pen.selection and pen.selection.start < row.end and row.start < pen.selection.end)
    marker = "|" if selected else ":" if len(begun) < len(marks) else " "
    side = (marker, "key" if selected else "gutter")
    if not marks and not selected:
        return ((" " * view.gutter_cells, ""),)  # plain, so that it goes to the terminal together with the text
    if not begun:
        return ((" " * (view.code_cells + 1), ""), side, ("  ", ""))
    mine = [mark for mark in begun if mark.mine]
    shown = next((mark for mark in mine if mark.span == pen.at_hand), (mine or begun)[0])
    label = fit(visible(shown.label), view.code_cells, "")
    label += " " * (view.code_cells - width(label)) + (fit(visible(shown.sign), 1, "") or " ")
    several = ("*", "gutter") if len(begun) > 1 else (" ", "")
    return ((label, _role(shown)), side, several, (" ", ""))


def _role(mark: TagMark) -> str:
    return "key" if mark.mine else "gutter"


def bracketed(
    view: ArticleView, row: TextRow, selection: Span, gutter: paint.Row, runs: paint.Row, room: int
) -> tuple[paint.Row, paint.Row]:
    """The row with `[` before and `]` behind what is selected, where there is a blank to hold it: where a selection
    begins and ends is not told by colours alone."""
    if row.start <= selection.start < row.end:
        if selection.start == row.start:
            blank, role = gutter[-1]
            gutter = (*gutter[:-1], (blank[:-1] + "[", role))
        else:
            runs = _in_place_of_blank(runs, row.indent + selection.start - row.start - 1, "[")
    if row.start < selection.end <= row.end:
        end = row.indent + selection.end - row.start
        if selection.end == row.end:
            used = sum(width(text) for text, _ in runs)
            runs = (*runs, ("]", "key")) if used < room else runs
        else:
            runs = _in_place_of_blank(runs, end, "]")
    return gutter, runs


def _in_place_of_blank(runs: paint.Row, at: int, sign: str) -> paint.Row:
    """The runs with a sign in place of the blank that is their code point number `at`; as they are if it is none."""
    passed = 0
    for number, (text, role) in enumerate(runs):
        if passed <= at < passed + len(text):
            here = at - passed
            if text[here] != " ":
                return runs
            parts = [(text[:here], role), (sign, role), (text[here + 1 :], role)]
            return (*runs[:number], *(part for part in parts if part[0]), *runs[number + 1 :])
        passed += len(text)
    return runs
