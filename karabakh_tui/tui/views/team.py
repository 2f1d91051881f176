"""The team screen as rows: where two annotators differ, the passage in the brackets of both, what was decided. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from karabakh_tui.annotations.agreement import Figures
from karabakh_tui.annotations.model import Anchored, counts
from karabakh_tui.export.agreement import figure
from karabakh_tui.text.breaks import rows_of
from karabakh_tui.text.cells import fit, pad, width
from karabakh_tui.text.display import visible
from karabakh_tui.text.length import counted, told_length
from karabakh_tui.text.span import Span
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.team_state import Item, TeamState
from karabakh_tui.tui.views.rows import beginning, cells_of, clean, cut, ends, exactly, filled, lines

SCOPES = ("team", "global")

KINDS = {"span": "span", "tag": "tag", "mine": "only", "theirs": "only", "same": "same"}
ORDERS = {"position": "as in the text", "tag": "by tag", "kind": "by kind"}

LOW = 20
"""A screen of fewer rows has no second rule."""

ITEM_ROWS = 2
"""Rows of an item: mine and theirs."""

TAG_CELLS = (10, 26)
"""Least and most cells of the column with tags."""

DECIDED_CELLS = 9
"""Cells at the end of an item's first row for what was decided."""

AROUND = 60
"""Code points of the text before a passage that are shown with it, at most."""

PASSAGE_ROWS = (4, 10)
NOTE_ROWS = 2
NOTE_SHOWN = 600
"""Code points of a note that are looked at."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows of the list, of the passage and of the notes below it; whether there is a rule below these."""

    listed: int
    passage: int
    notes: int
    rule: bool


def plan(state: TeamState, height: int) -> Plan:
    """The division of a screen of that height: the list gets what it needs, the passage the rest, but each a share."""
    rule = height >= LOW
    fixed = 6 + rule  # title, rule; heading of the passage; keys, status, footer
    room = max(height - fixed, 0)
    notes = min(NOTE_ROWS, max(room - 6, 0)) if _notes(state) else 0
    least = min(PASSAGE_ROWS[0], room // 2)
    wanted = max(len(state.items), 1) * ITEM_ROWS
    listed = min(wanted, max(room - notes - least, 0))
    if listed < wanted:
        listed -= listed % ITEM_ROWS
    return Plan(listed, max(room - notes - listed, 0), notes, rule)


def team(state: TeamState, names: CodeNames, cells: int, height: int, last: Row, read_only: str = "") -> list[Row]:
    """The whole screen, exactly `height` rows, the last one `last`."""
    divided = plan(state, height)
    rule: Row = (("─" * cells, "line"),)
    rows = [title(state, cells), rule]
    rows += exactly(_list(state, names, divided, cells), divided.listed)
    rows.append(_heading(state, cells))
    rows += exactly(_passage(state, cells, divided.passage), divided.passage)
    rows += exactly(_note_rows(state, cells, divided.notes), divided.notes)
    rows += [rule] * divided.rule
    rows.append(_keys(cells))
    rows = [*exactly(rows, height - 2), _status(state, read_only, cells), last]
    return rows[-height:] if height > 0 else []


def item_at(state: TeamState, height: int, y: int) -> int | None:
    """The index of the item that stands at a line of a screen of that height; None where none does."""
    divided = plan(state, height)
    row = y - 2
    index = _top(state, divided) + row // ITEM_ROWS
    return index if 0 <= row < divided.listed and index < len(state.items) else None


def agreed(figures: Figures) -> str:
    """The figure that is always in sight, with what it is and over how many."""
    return f"kappa {figure(figures.kappa)} over {counted(figures.n, 'sentence')}"


def title(state: TeamState, cells: int) -> Row:
    """Who and what is compared, how much is the same, how far the two agree."""
    me, colleague = (clean(name) for name in state.names)
    mine, theirs = (counted(sum(map(counts, side)), "tag") for side in (state.mine, state.theirs))
    tags = f"{me} {mine} / {colleague} {theirs}"
    article = f"{state.article.letter} {clean(state.article.short)}"
    kappa = f"kappa {figure(state.figures.kappa)} (n {state.figures.n})"
    rights = (f"same {state.same}   {agreed(state.figures)} ", f"same {state.same}   {kappa} ", f"{kappa} ")
    lefts = (
        f" karabakh-tui  TEAM  {article}   {tags}",
        f" TEAM  {article}   {tags}",
        f" TEAM  {state.article.letter}   {tags}",
    )
    for left in lefts[cells < 100 :]:
        for right in rights:
            if width(left) + width(right) + 2 <= cells:
                return ends(((left, "title"),), ((right, "title"),), cells, "title")
    return filled(((lefts[-1], "title"),), cells, "title")


# The list


def _top(state: TeamState, divided: Plan) -> int:
    """The first item shown, so that the one in hand is in the middle where there are more above and below."""
    shown = max(divided.listed // ITEM_ROWS, 1)
    return min(max(state.at - shown // 2, 0), max(len(state.items) - shown, 0))


def _list(state: TeamState, names: CodeNames, divided: Plan, cells: int) -> list[Row]:
    if not state.items:
        said = "You and {} have the same tags here." if state.same else "Neither you nor {} has a tag here."
        return [cut(((f" {said.format(clean(state.names[1]))}", "warn"),), cells)]
    top = _top(state, divided)
    shown = state.items[top : top + max(divided.listed // ITEM_ROWS, 1)]
    columns = _columns(state, names, cells)
    return [row for at, item in enumerate(shown, start=top) for row in _item(state, names, item, at, columns, cells)]


def _columns(state: TeamState, names: CodeNames, cells: int) -> tuple[int, int]:
    """Cells of the number and of the tags."""
    number = len(f"{len(state.items)}/{len(state.items)}")
    sides = [side for item in state.items for side in (item.first.mine, item.first.theirs) if side]
    longest = max((width(_tags(side, names)) for side in sides), default=0)
    return number, min(max(longest, TAG_CELLS[0]), TAG_CELLS[1], max(cells // 4, TAG_CELLS[0]))


def _item(
    state: TeamState, names: CodeNames, item: Item, at: int, columns: tuple[int, int], cells: int
) -> tuple[Row, Row]:
    """My side and theirs, a row each."""
    here = at == state.at
    number, tags = columns
    first = item.first
    head = f" {f'{at + 1}/{len(state.items)}':>{number}} {KINDS[first.kind]:<5}"
    role = "" if not item.outcome else "dim"
    mark: Run = (">", "focus") if here else (" ", "")
    other: Run = ("|", "") if here else (" ", "")
    lead = f"{head}{'mine':>7}  "
    below = f"{'':{len(head)}}{'theirs':>7}  "
    room = cells - 1 - len(lead) - tags - 2
    decided = f"= {item.outcome}" if item.outcome else "open"
    mine = _side(first.mine, names, tags, room - DECIDED_CELLS, "", role or "tag-mine")
    theirs = _side(first.theirs, names, tags, room, _beside(first.mine, first.theirs), role or "tag-theirs")
    upper = (mark, (lead, role), *mine)
    return (
        ends(upper, ((decided, "same" if item.outcome else "open"), (" ", "")), cells),
        cut((other, (below, role), *theirs), cells),
    )


def _side(side: Anchored | None, names: CodeNames, tags: int, room: int, beside: str, role: str) -> tuple[Run, ...]:
    """What one of the two has: tags, words, how they lie to those of the other."""
    if side is None:
        return (("-", "dim"),)
    told = pad(fit(_tags(side, names), tags), tags)
    words = beginning(side.annotation.quote, 400)
    left = room - (width(beside) + 2 if beside else 0) - 2
    if left < 12:
        beside, left = "", room - 2
    quoted = f"'{_shortened(words, max(left, 4))}'"
    after: tuple[Run, ...] = ((f"  {beside}", "dim"),) if beside else ()
    return ((told, role), (f"  {quoted}", "" if role.startswith("tag") else "dim"), *after)


def _shortened(words: str, cells: int) -> str:
    """The beginning and the end of words that are too long for so many cells, whole words where that leaves enough."""
    if width(words) <= cells:
        return words
    half = max((cells - 4) // 2, 1)
    end = words[-half:]
    while width(end) > half:
        end = end[1:]
    start = fit(words, max(cells - 4 - width(end), 1), "").rstrip()
    start, end = _up_to_blank(start), _up_to_blank(end[::-1])[::-1]
    return f"{start} .. {end}"


def _up_to_blank(words: str) -> str:
    """Without the piece of a word at the end, unless most of it would go."""
    kept = words[: words.rfind(" ")] if " " in words else ""
    return kept if len(kept) * 2 > len(words) else words.strip()


def _tags(side: Anchored, names: CodeNames) -> str:
    return names.said(side.annotation.tags) or "note"


def _beside(mine: Anchored | None, theirs: Anchored | None) -> str:
    """How their passage lies to mine."""
    if not mine or not theirs or not mine.anchor.span or not theirs.anchor.span:
        return ""
    a, b = mine.anchor.span, theirs.anchor.span
    if a == b:
        return "same words"
    size = told_length(theirs.annotation.quote)
    if a.start <= b.start and b.end <= a.end:
        return f"{size}, inside mine"
    return f"{size}, around mine" if b.start <= a.start and a.end <= b.end else f"{size}, overlaps mine"


# The passage


def _heading(state: TeamState, cells: int) -> Row:
    """A rule with what the brackets stand for."""
    item = state.item
    if not item:
        return (("─" * cells, "line"),)
    told = "── passage   "
    signs: list[Run] = [(told, "line")]
    if item.first.mine:
        signs += [("[ ]", "tag-mine"), (" mine   ", "chrome")]
    if item.first.theirs:
        signs += [("{ }", "tag-theirs"), (f" {clean(state.names[1])}   ", "chrome")]
    rest = cells - cells_of(tuple(signs))
    return cut((*signs, ("─" * max(rest, 0), "line")), cells)


def _passage(state: TeamState, cells: int, height: int) -> list[Row]:
    """The text of both passages in brackets, with some of what stands around them."""
    item = state.item
    if not item or height <= 0:
        return []
    room = max(cells - 6, 10)
    spans = [(side.anchor.span if side else None) for side in (item.first.mine, item.first.theirs)]
    runs = _bracketed(state.article.text, spans[0], spans[1], height * room - room // 2)
    shown = "".join(text for text, _ in runs)
    rows: list[Row] = []
    for start, end in rows_of(shown, room)[:height]:
        rows.append((("     ", ""), *_between(runs, start, end)))
    return rows


def _bracketed(text: str, mine: Span | None, theirs: Span | None, most: int) -> list[Run]:
    """Runs of about `most` code points at most: some text before, the passages with brackets, some text behind."""
    spans = [span for span in (mine, theirs) if span]
    hull = Span(min(span.start for span in spans), max(span.end for span in spans))
    before = max(hull.start - min(AROUND, most // 3), 0)
    edges = sorted({edge for span in spans for edge in span})
    inside = [(start, end) for start, end in pairwise(edges)]
    piece = max((most - AROUND) // max(len(inside), 1), 20)
    runs: list[Run] = [(_context(text, before, hull.start, cut_front=True), "")]
    for start, end in inside:
        runs += [(sign, role) for at, sign, role in _brackets(mine, theirs) if at == start]
        role = "+".join(
            name
            for name, span in (("tag-mine", mine), ("tag-theirs", theirs))
            if span and span.start <= start < span.end
        )
        runs.append((_shortened(_plain(text[start:end]), piece), role))
    runs += [(sign, role) for at, sign, role in _brackets(mine, theirs) if at == hull.end]
    used = sum(len(words) for words, _ in runs)
    runs.append((_context(text, hull.end, min(hull.end + max(most - used, 0), len(text)), cut_front=False), ""))
    return [run for run in runs if run[0]]


def _brackets(mine: Span | None, theirs: Span | None) -> list[tuple[int, str, str]]:
    """The brackets by their places: what closes stands before what opens, mine around theirs."""
    found = []
    if theirs:
        found.append((theirs.end, "}", "tag-theirs"))
    if mine:
        found += [(mine.end, "]", "tag-mine"), (mine.start, "[", "tag-mine")]
    if theirs:
        found.append((theirs.start, "{", "tag-theirs"))
    return found


def _plain(text: str) -> str:
    """Text of an article as it stands in one line."""
    return visible(re.sub(r"\s+", " ", text))


def _context(text: str, start: int, end: int, *, cut_front: bool) -> str:
    """Text beside the passages, from or to a whole word where it is cut."""
    words = _plain(text[start:end])
    if cut_front and start > 0:
        return f"...{words[words.find(' ') + 1 :]}"
    if not cut_front and end < len(text):
        return f"{words[: words.rfind(' ') + 1].rstrip()}..." if " " in words else "..."
    return words


def _between(runs: list[Run], start: int, end: int) -> list[Run]:
    """The part of the runs from one offset to another, counted in all of them together."""
    found: list[Run] = []
    at = 0
    for text, role in runs:
        part = text[max(start - at, 0) : max(end - at, 0)]
        if part:
            found.append((part, role))
        at += len(text)
    return found


# Notes, keys, status


def _notes(state: TeamState) -> list[tuple[str, str]]:
    """The notes on both sides of the item in hand."""
    item = state.item
    if not item:
        return []
    sides = (("my note", state.own(item) or item.first.mine), ("their note", item.first.theirs))
    return [(name, side.annotation.note) for name, side in sides if side and side.annotation.note.strip()]


def _note_rows(state: TeamState, cells: int, height: int) -> list[Row]:
    told = [lines(f"{name}: {beginning(note, NOTE_SHOWN)}", cells - 4) for name, note in _notes(state)]
    if not told or height <= 0:
        return []
    each = max(height // len(told), 1)
    return [((f"  {line}", "dim"),) for block in told for line in block[:each]]


def _keys(cells: int) -> Row:
    """What can be decided, and on which keys."""
    names = (
        ("keep-mine", "mine"),
        ("take-theirs", "theirs"),
        ("keep-both", "both"),
        ("still-open", "leave open"),
        ("comment", "comment"),
        ("undo", "undo"),
        ("read", "read"),
    )
    row: list[Run] = []
    for action, words in names:
        key_, gap = key_for(action, *SCOPES), "   " if row else " "
        if key_ and cells_of(tuple(row)) + width(f"{gap}{key_} {words}") <= cells:
            row += [(gap, ""), (key_, "key"), (f" {words}", "")]
    return tuple(row)


def _status(state: TeamState, read_only: str, cells: int) -> Row:
    """How many are open, how many decided, which order, and that their file is safe."""
    count = len(state.items)
    left = f" open {count - state.decided}   decided {state.decided}   order: {ORDERS[state.order]}"
    if read_only:
        return ends(((left, "chrome"),), ((f"{clean(read_only)} ", "warn"),), cells)
    rights = ("your file is written, theirs is never changed ", "theirs is never changed ", "")
    right = next(words for words in rights if width(left) + width(words) + 2 <= cells or not words)
    return ends(((left, "chrome"),), ((right, "dim"),) if right else (), cells)
