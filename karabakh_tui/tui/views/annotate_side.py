"""The panel beside a text that is annotated: the tags and what they mean, what stands here and elsewhere. Pure."""

from __future__ import annotations

from collections import Counter

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.text.cells import fit, pad, width
from karabakh_tui.tui.annotate_state import AnnotateState
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.selecting import counted, told
from karabakh_tui.tui.views.annotate import SCOPES, Work, describe, sign_of
from karabakh_tui.tui.views.rows import beginning, clean, cut, exactly, lines

_TITLE_CELLS = 11
_MOST_ELSE = 12
_NOTE_ROWS = 3


def side_rows(state: AnnotateState, work: Work, cells: int, height: int) -> list[Row]:
    """The panel, `cells` wide and `height` high; what stands here comes before what is elsewhere in the article."""
    blocks = [_tags(work, cells), _here(state, work, cells), _else(state, work, cells), _colleagues(work, cells)]
    rows: list[Row] = []
    for block in blocks:
        if not block:
            continue
        gap: list[Row] = [()] if rows else []
        room = height - len(rows) - len(gap)
        if room < 2:
            break
        rows += [*gap, *block[:room]]
    return exactly([cut(((" ", ""), *row), cells) for row in rows], height)


def _tags(work: Work, cells: int) -> list[Row]:
    names = work.names
    rows: list[Row] = [(("Tags (digit applies, again removes)", "head"),)]
    for name in names.on_keys:
        title = pad(fit(name.title, _TITLE_CELLS - 1), _TITLE_CELLS)
        rows.append(((f" {name.key}", "key"), (f" {title}", ""), (beginning(name.definition, 80), "dim")))
    if names.more:
        key = key_for("tag-list", *SCOPES)
        rows.append(((f" {key}", "key"), (f" more ({names.more}), type to filter", "dim")))
    return [_fitted(row, cells - 1) for row in rows]


def _fitted(row: Row, cells: int) -> Row:
    return cut(row, cells)


def _here(state: AnnotateState, work: Work, cells: int) -> list[Row]:
    rows: list[Row] = [(("Here", "head"),)]
    here, chosen = state.here, state.at_hand
    selection = state.selection
    if selection and not here:
        rows.append(((f"   selection, {told(state.units, selection)}", ""),))
    for one in here:
        mark = "> " if one is chosen else "  "
        extent = f"  selection, {told(state.units, selection)}" if selection and one is chosen else ""
        rows.append(((mark, "key"), (describe(one, work.names), "tag-mine"), (extent, "dim")))
        note = clean(one.annotation.note[:400])
        for line in lines(note, max(cells - 12, 8))[:_NOTE_ROWS] if note else ():
            rows.append((("    note: " if not rows[-1][0][0].startswith("    ") else "          ", "dim"), (line, "")))
        if one.anchor.reason:
            rows.append(((f"    {clean(one.anchor.reason)}", "dim"),))
    others = [one for one in work.others if (span := one.anchor.span) and span.overlaps(state.cursor)]
    rows += [
        (("  ", ""), (describe(one, work.names), "tag-theirs"), (f"  {clean(one.annotation.annotator)}", "dim"))
        for one in others[:4]
    ]
    if len(rows) == 1:
        rows.append(((" nothing", "dim"),))
    return rows


def _else(state: AnnotateState, work: Work, cells: int) -> list[Row]:
    """The annotations nearest to the cursor, in the order of the text."""
    here = {id(one) for one in state.here}
    near = state.mine.near(state.cursor.start, _MOST_ELSE + len(here))
    shown = [one for one in near if id(one) not in here][:_MOST_ELSE]
    left = len(state.mine.placed) - len(here) - len(shown)
    rows: list[Row] = [(("Also in this article", "head"),)]
    rows += [_elsewhere(one, work, cells) for one in shown]
    if left > 0:
        rows.append(((f"  and {counted(left, 'tag')} more", "dim"),))
    return rows if shown else []


def _elsewhere(one: Anchored, work: Work, cells: int) -> Row:
    said = work.names.said(one.annotation.tags[:1]) or '" note'
    room = max(cells - width(said) - 6, 4)
    return (
        (f"  {said}", ""),
        (f"{sign_of(one) or ' '} ", "warn"),
        (fit(beginning(one.annotation.quote, 80), room), "dim"),
    )


def _colleagues(work: Work, cells: int) -> list[Row]:
    """How much others have tagged in this article."""
    counts = Counter(one.annotation.annotator for one in work.others)
    compare = key_for("team", "global") or key_for("team", "annotate")
    more = f" ({compare} compares)" if compare else ""
    return [
        ((f"Colleague {clean(name)}: {counted(count, 'tag')}{more}", "head"),) for name, count in counts.most_common(4)
    ]
