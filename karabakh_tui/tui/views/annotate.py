"""The rows above and below a text that is annotated, for a screen of any size. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.matching.model import Comparison
from karabakh_tui.text.cells import fit, width
from karabakh_tui.tui.annotate_state import AnnotateState
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.dispatch import Step
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.selecting import counted, told
from karabakh_tui.tui.views.bar import bar
from karabakh_tui.tui.views.footer import MISSES_TO_SAY, footer
from karabakh_tui.tui.views.rows import beginning, cells_of, clean, cut, ends, filled

SCOPES = ("annotate", "global")

SIDE_FROM = 110
"""Cells of the screen from which on tags, definitions and what stands here have a panel of their own."""

_SIDE_CELLS, _WIDE_SIDE_CELLS, _WIDE = 36, 46, 150
_GAP = 3
LONGEST_TITLE = 10
"""Cells of a title beside its digit, at most."""

_CERTAINTY = {"exact": "", "moved": "~", "changed": "~", "review": "?", "orphan": "?"}

ACROSS, TEE_DOWN, TEE_UP = "─", "┬", "┴"


@dataclass(frozen=True, slots=True)
class Work:
    """What is told around the text: who works on what, how it is saved, what was said last.

    `tags` counts the annotations of the article, `journal` is "ok" or says why it cannot be written, `newer` is how
    many changes are not yet in the YAML file; `read_only` says why nothing can be changed. `others` are the annotations
    of other people, `lost` is how many of mine wait for their place.
    """

    names: CodeNames
    comparison: Comparison
    annotator: str
    tags: int = 0
    journal: str = "ok"
    newer: int = 0
    read_only: str = ""
    blind: bool = False
    done: bool = False
    provision: str = ""
    others: tuple[Anchored, ...] = ()
    lost: int = 0
    message: str = ""
    step: Step = field(default_factory=Step)


def side_cells(cells: int) -> int:
    """How wide the panel beside the text is on a screen of so many cells; 0 where there is none."""
    if cells < SIDE_FROM:
        return 0
    return _WIDE_SIDE_CELLS if cells >= _WIDE else _SIDE_CELLS


def top_height(height: int) -> int:
    """How many rows stand above the text."""
    return 3 if height >= 20 else 2


def bottom_height(cells: int, height: int) -> int:
    """How many rows stand below the text."""
    if side_cells(cells):
        return 3
    return 5 if height >= 24 else 4


def top_rows(state: AnnotateState, work: Work, cells: int, height: int) -> list[Row]:
    """Who annotates what and how it is saved, the provisions, a rule."""
    rows = [top_line(state, work, cells)]
    if top_height(height) > 2:
        own = (("  Only your own tags are shown: this session is blind.", "dim"),)
        rows.append(own if work.blind else bar(work.comparison, work.provision, cells))
    return [*rows, _rule(cells, TEE_DOWN)]


def bottom_rows(state: AnnotateState, work: Work, cells: int, height: int) -> list[Row]:
    """The tags on the digits where there is no panel for them, what is selected, the keys."""
    keys = footer(SCOPES, work.step, cells)
    rows = [_rule(cells, TEE_UP)]
    if side_cells(cells):
        return [*rows, status_line(state, work, cells), keys]
    rows += [strip(work.names, cells), status_line(state, work, cells)]
    if bottom_height(cells, height) > 4:
        rows.append(_rule(cells, TEE_UP))
    return [*rows, keys]


def _rule(cells: int, tee: str) -> Row:
    side = side_cells(cells)
    return ((ACROSS * (cells - side - 1) + tee + ACROSS * side if side else ACROSS * cells, "line"),)


def top_line(state: AnnotateState, work: Work, cells: int) -> Row:
    """The first row. What is not saved is told before the name of the source."""
    article = state.article
    wide = cells >= SIDE_FROM
    name = f"{article.letter} {clean(article.short)}"
    left = f" karabakh-tui  ANNOTATE  {name}" if wide else f" ANNOTATE {name}"
    who = f"  as {clean(work.annotator)}"
    said = "  done" if work.done else ""
    said += "  blind" if work.blind else ""
    parts: list[Run] = [(counted(work.tags, "tag"), "title"), *_saved(work, wide)]
    right: list[Run] = []
    for number, (text, role) in enumerate(parts):
        right += [("  " if number else "", "title"), (text, role)]
    right.append((" ", "title"))
    room = cells - cells_of(tuple(right)) - 2
    if width(left + who + said) > room:
        left = fit(left, max(room - width(who + said), 12))
    row = ends(((left + who + said, "title"),), tuple(right), cells, "title")
    return filled(row, cells, "title")


def _saved(work: Work, wide: bool) -> list[Run]:
    if work.read_only:
        return [("read only", "title+warn")]
    if work.journal != "ok":
        return [("journal: NOT written" if wide else "journal NOT ok", "title+error")]
    yaml = f"YAML: {work.newer} newer, {key_for('write', 'global')} writes" if wide else f"YAML +{work.newer}"
    if not work.newer:
        yaml = "YAML: written" if wide else "YAML ok"
    return [("journal: written" if wide else "journal ok", "title"), (yaml, "title")]


def strip(names: CodeNames, cells: int) -> Row:
    """The tags on the digits, in one row. Where they do not fit, the way to the others goes first (the footer has it,
    too), then the longest titles are shortened."""
    if not names.on_keys:
        return ((" No code is on a digit. Add annotations/codebook.yaml.", "dim"),)
    more: Row = ()
    if names.more:
        more = (("  ", ""), (key_for("tag-list", *SCOPES), "key"), (f" more ({names.more})", "dim"))
    titles = [_short(name.title, LONGEST_TITLE) for name in names.on_keys]
    room = cells - 1 - 2 * len(titles)
    if sum(map(width, titles)) + cells_of(more) > room:
        more = ()
    while sum(map(width, titles)) > room and (longest := max(map(width, titles))) > 1:
        at = max(range(len(titles)), key=lambda at: (width(titles[at]), at))
        titles[at] = fit(titles[at], longest - 1, "")
    runs: list[Run] = []
    for name, title in zip(names.on_keys, titles, strict=True):
        runs += [(" ", ""), (name.key, "key"), (title, "")]
    return cut((*runs, *more), cells)


def _short(title: str, most: int) -> str:
    """A title in so many cells: its first words as far as they fit, else its beginning."""
    if width(title) <= most:
        return title
    kept = ""
    for word in title.replace(",", " ").split():
        if width(f"{kept} {word}".strip()) > most:
            break
        kept = f"{kept} {word}".strip()
    return kept or fit(title, most, "")


def status_line(state: AnnotateState, work: Work, cells: int) -> Row:
    """What is selected, what was done last or stands here, and what one may do next; what does not fit is left out."""
    if work.step.misses >= MISSES_TO_SAY:
        return ()
    wide = cells >= SIDE_FROM
    parts: list[Run] = [(clean(work.message), "warn")] if work.message else _here(state, work)
    selected = _selected(state, wide)
    if selected and (not parts or 1 + width(selected) + _GAP + width(parts[0][0]) <= cells):
        parts.insert(0, (selected, ""))
    parts += [(hint, "dim") for hint in _hints(state, work, wide)]
    row: list[Run] = []
    used = 1
    for number, (text, role) in enumerate(parts):
        gap = 1 if not number else _GAP
        if number and used + gap + width(text) > cells:
            break
        row += [(" " * gap, ""), (text, role)]
        used += gap + width(text)
    return cut(tuple(row), cells)


def _selected(state: AnnotateState, wide: bool) -> str:
    """How much is selected."""
    selection = state.selection
    if selection is None:
        return ""
    much = told(state.units, selection)
    words = counted(state.units.words_in(selection.span), "word")
    if not wide:
        return f"sel: {much}" if much == words else f"sel: {much}, {words}"
    again = {"sentence": "select-sentence", "paragraph": "select-paragraph"}.get(selection.kind)
    more = f" ({key_for(again, *SCOPES)} again: +1)" if again else ""
    return f"selection: {much}{more}   {words}, {counted(len(selection.span), 'character')}"


def _here(state: AnnotateState, work: Work) -> list[Run]:
    """The annotation that keys act on."""
    one, here = state.at_hand, state.here
    if one is None:
        return []
    said = describe(one, work.names)
    which = f" ({here.index(one) + 1} of {len(here)}, {key_for('overlapping', *SCOPES)})" if len(here) > 1 else ""
    note = f": {beginning(one.annotation.note, 60)}" if one.annotation.note else ""
    return [(f"here: {said}{which}{note}", "")]


def describe(one: Anchored, names: CodeNames) -> str:
    """What an annotation says, and how certain its place is."""
    annotation = one.annotation
    parts = [names.said(annotation.tags) or "note"]
    if annotation.status != "accepted":
        parts.append(annotation.status)
    if one.anchor.certainty != "exact":
        parts.append(one.anchor.certainty)
    return ", ".join(parts)


def _hints(state: AnnotateState, work: Work, wide: bool) -> list[str]:
    hints = []
    if state.last and wide:
        said = work.names.name(state.last).said
        hints.append(f"last: {said} ({key_for('repeat-tag', *SCOPES)} repeats)")
    if work.newer or (state.selection and state.selection.settled):
        hints.append(f"{key_for('undo', 'global')} undo")
    if state.here:
        hints.append(f"{key_for('note', *SCOPES)} note")
    if not work.tags and not state.selection and not work.read_only:
        v, s, p = (key_for(name, *SCOPES) for name in ("select-words", "select-sentence", "select-paragraph"))
        hints.insert(0, f"No tags in this article yet. {v} {s} {p} select words, sentence, paragraph; 1-9 tag.")
    if work.lost:
        them = "tag has lost its place" if work.lost == 1 else "tags have lost their place"
        hints.append(f"{work.lost} {them}: {key_for('lost-places', *SCOPES)}")
    return hints


def sign_of(one: Anchored) -> str:
    """The mark of a place that is not certain, or of an annotation that is not."""
    return _CERTAINTY[one.anchor.certainty] or ("?" if one.annotation.status in ("doubtful", "suggested") else "")


def padded(rows: Sequence[Row], cells: int) -> list[Row]:
    """Rows of exactly so many cells."""
    return [filled(row, cells) for row in rows]
