"""What a pane shows of an article: rows of text with their gutter, in roles. Pure.

Everything is worked out per row as it is drawn, so that a text of any length costs only what is on screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.model import SIGNS
from karabakh_tui.text.cells import fit, is_simple, snap, width
from karabakh_tui.text.display import visible
from karabakh_tui.text.span import Span
from karabakh_tui.text.wrap import Row as TextRow
from karabakh_tui.tui import paint
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.views.spans import SpanIndex

WidthMode = Literal["fill", "80", "66"]
WIDTH_MODES: tuple[WidthMode, ...] = ("80", "66", "fill")
"""How wide text may get, in the order in which the key goes round: at most 80 or 66 cells, or the whole pane."""

_GUTTER_BESIDE_CODE = 3
"""Cells of the gutter beside the code: sign, marker, and the gap before the text."""

_TAG_GUTTER_BESIDE_CODE = 4
"""The same for annotations, where a mark for further ones stands in the gap before a blank."""

_ROLE_OF_SIGN = {sign: state.replace("_", "-") for state, sign in SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of the article as the pane shows it.

    `code` is the provision's, `sign` that of the cell's state. `focused` passages are those of the provision in focus;
    `suggested` ones are proposals that nobody has accepted, and look it.
    """

    span: Span
    provision_id: str
    code: str
    sign: str
    focused: bool = False
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class TagMark:
    """An annotation as the pane shows it: `label` is the key or sign of its tag, `sign` says that its place is not
    certain, or that it is somebody else's. `mine` tells whose it is."""

    span: Span
    label: str
    sign: str = ""
    mine: bool = True


@dataclass(frozen=True, slots=True)
class Pen:
    """What moves over a text that is annotated: the word under the cursor, the selected words, and the words of the
    annotation that keys act on."""

    cursor: Span | None = None
    selection: Span | None = None
    at_hand: Span | None = None

    def touches(self, row: TextRow) -> bool:
        """Whether a row looks other with it than without."""
        spans = (self.cursor, self.selection, self.at_hand)
        return any(span and span.start <= row.end and row.start <= span.end for span in spans)


NO_PEN = Pen()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article and all that is drawn on it.

    `hits` are the finds of a search, `hit` the one that is stepped to. `boilerplate` is greyed, or folded to one row
    each with `fold`. `code_cells` is the length of the codebook's longest code (1 or 2), so that all panes have the
    same gutter. `border` is the line to the next pane, drawn by every pane but the rightmost. With `tags` (none is not
    the same as None) the gutter is that of annotations. A pane without a `head` has no title and no rule of its own.
    """

    article: Article
    marks: tuple[Mark, ...] = ()
    hits: tuple[Span, ...] = ()
    hit: Span | None = None
    boilerplate: tuple[Span, ...] = ()
    fold: bool = False
    gutter: bool = True
    ruler: bool = True
    width_mode: WidthMode = "80"
    code_cells: int = 1
    border: bool = True
    tags: tuple[TagMark, ...] | None = None
    head: bool = True
    mark_index: SpanIndex[Mark] = field(init=False, compare=False, repr=False)
    tag_index: SpanIndex[TagMark] = field(init=False, compare=False, repr=False)
    hit_index: SpanIndex[Span] = field(init=False, compare=False, repr=False)
    grey_index: SpanIndex[Span] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mark_index", SpanIndex(self.marks, [mark.span for mark in self.marks]))
        object.__setattr__(self, "tag_index", SpanIndex(self.tags or (), [tag.span for tag in self.tags or ()]))
        object.__setattr__(self, "hit_index", SpanIndex(self.hits, self.hits))
        object.__setattr__(self, "grey_index", SpanIndex(self.boilerplate, self.boilerplate))

    @property
    def folded(self) -> tuple[Span, ...]:
        """The spans that are one row each."""
        return self.boilerplate if self.fold else ()

    @property
    def gutter_cells(self) -> int:
        """Cells before the text: the gutter, or a blank that keeps text off the border."""
        beside = _GUTTER_BESIDE_CODE if self.tags is None else _TAG_GUTTER_BESIDE_CODE
        return self.code_cells + beside if self.gutter else 1

    @property
    def tail_cells(self) -> int:
        """Cells after the text: the ruler, as wide as a code, and the border."""
        return (self.code_cells if self.ruler else 0) + self.border

    def room(self, cells: int) -> int:
        """Cells for text in a pane of `cells` cells, a blank before the ruler not counted; at least one."""
        gap = self.ruler or (self.border and self.tags is not None)
        return max(1, cells - self.gutter_cells - self.tail_cells - gap)

    def text_width(self, cells: int) -> int:
        """Cells that text is wrapped to in a pane of `cells` cells; at least one."""
        room = self.room(cells)
        return room if self.width_mode == "fill" else min(room, int(self.width_mode))


def text_row(view: ArticleView, row: TextRow, cells: int, pen: Pen = NO_PEN) -> paint.Row:
    """Gutter and text of one row, `cells` wide in all (ruler and border not included)."""
    marks = view.mark_index.touching(row.start, row.end)
    gutter: paint.Row = ((" " * view.gutter_cells, ""),)
    if view.gutter and view.tags is not None:
        from karabakh_tui.tui.views.tag_gutter import tag_gutter

        gutter = tag_gutter(view, row, pen)
    elif view.gutter:
        gutter = _gutter(view, marks, row)
    room = max(0, cells - view.gutter_cells)
    runs = _folded(view, row, room) if row.folded else _text(view, marks, row, room, pen)
    if pen.selection:
        from karabakh_tui.tui.views.tag_gutter import bracketed

        gutter, runs = bracketed(view, row, pen.selection, gutter, runs, room)
    used = sum(width(text) for text, _ in runs)
    return (*gutter, *runs, (" " * (room - used), "")) if used < room else (*gutter, *runs)


def blank_row(cells: int) -> paint.Row:
    """A row without text: above the start, below the end."""
    return ((" " * cells, ""),)


def _gutter(view: ArticleView, marks: Sequence[Mark], row: TextRow) -> paint.Row:
    """Code and sign where passages begin; `>` and `|` on the focused one's lines, `:` on the lines of others; `*`
    before the text where more than one begins."""
    text = view.article.text
    begun = [mark for mark in marks if row.start <= first_word(text, mark.span)]
    further = [mark for mark in marks if mark not in begun]
    shown = next((mark for mark in begun if mark.focused), begun[0] if begun else None)
    if shown is not None and shown.focused:
        marker = ">"
    elif any(mark.focused for mark in further):
        marker = "|"
    else:
        marker = ":" if further else " "
    if shown is None:
        # Blanks are plain, so that they go to the terminal together with the text.
        return ((" " * (view.code_cells + 1) + marker + " ", "gutter" if further else ""),)
    role = _ROLE_OF_SIGN.get(shown.sign, "gutter") + ("+focus" if shown.focused else "")
    several = len({mark.provision_id for mark in begun}) > 1
    code = fit(visible(shown.code), view.code_cells, "")
    code += " " * (view.code_cells - width(code))
    more = ("*", "gutter") if several else (" ", "")
    return (code + fit(visible(shown.sign), 1, "") + marker, role), more


_WORD = re.compile(r"\S")


def first_word(text: str, span: Span) -> int:
    """Where the words of a passage begin: a row begins with a word too, and blanks between rows are on none."""
    found = _WORD.search(text, span.start, span.end)
    return found.start() if found else span.start


def _folded(view: ArticleView, row: TextRow, room: int) -> paint.Row:
    """What stands for folded boilerplate, in as many words as there is room for."""
    count = view.article.text.count("\n", row.start, row.end) + 1
    found = len(view.hit_index.touching(row.start, row.end))
    lines, them = ("1 line", "it") if count == 1 else (f"{count} lines", "them")
    hits = ", 1 hit" if found == 1 else f", {found} hits" if found else ""
    key = key_for("boilerplate", "read")
    forms = (
        f"-- {lines} of site text folded{hits}: {key} shows {them} --",
        f"-- {lines} folded{hits}: {key} shows {them} --",
        f"-- {lines} folded{hits} --",
    )
    return ((next((form for form in forms if len(form) <= room), fit(forms[-1], room)), "dim"),)


def _text(view: ArticleView, marks: Sequence[Mark], row: TextRow, room: int, pen: Pen) -> paint.Row:
    """The words of a row, cut where roles change, never inside a grapheme cluster."""
    indent = " " * min(row.indent, room)
    shown = visible(view.article.text[row.start : row.end])
    simple = is_simple(shown)
    if not simple or len(shown) > room - len(indent):
        shown = fit(shown, room - len(indent), "")
    shown = shown.replace("\u00a0", " ")
    layers = list(_layers(view, marks, Span(row.start, row.start + len(shown)), pen))
    if not simple:
        layers = [(snap(shown, span.start, span.end), role) for span, role in layers]
    edges = {0, len(shown)}
    for span, _ in layers:
        edges |= {span.start, span.end}
    runs = [(indent, "")] if indent else []
    for start, end in pairwise(sorted(edges)):
        over = [role for span, role in layers if span.start <= start and end <= span.end]
        runs.append((shown[start:end], _role(over) if over else ""))
    return tuple(runs)


_ORDER = (
    *("dim", "match", "match2", "suggested", "tag-theirs", "tag-mine", "focus-passage", "hit", "focus"),
    *("selection", "cursor"),
)
"""Roles from the lowest layer to the highest."""


def _role(roles: list[str]) -> str:
    """The roles of a run joined; passages that overlap count as more than a match, and the cursor is seen in what is
    selected."""
    if "cursor" in roles:
        roles = [role for role in roles if role != "selection"]
    if roles.count("match") > 1:
        roles.append("match2")
    return "+".join(role for role in _ORDER if role in roles)


def _layers(view: ArticleView, marks: Sequence[Mark], row: Span, pen: Pen) -> Iterator[tuple[Span, str]]:
    """What lies over the code points of a row: spans counted from its start, and their roles."""
    over: list[tuple[Span, str]] = [(span, "dim") for span in view.grey_index.touching(row.start, row.end)]
    for mark in marks:
        over.append((mark.span, "suggested" if mark.suggested else "match"))
        if mark.focused:
            over.append((mark.span, "focus-passage"))
    for span in view.hit_index.touching(row.start, row.end):
        over.append((span, "hit"))
        if span == view.hit:
            over.append((span, "focus"))
    if view.tags:
        over += [(tag.span, "tag-mine" if tag.mine else "tag-theirs") for tag in view.tag_index.touching(*row)]
    over += [(span, role) for span, role in _pen_roles(pen) if span]
    for span, role in over:
        start, end = max(span.start, row.start), min(span.end, row.end)
        if start < end:
            yield Span(start - row.start, end - row.start), role


def _pen_roles(pen: Pen) -> tuple[tuple[Span | None, str], ...]:
    return (pen.at_hand, "focus-passage"), (pen.selection, "selection"), (pen.cursor, "cursor")
