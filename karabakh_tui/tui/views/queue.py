"""What waits for a decision: the list of it, and the passages that may be meant, which never look like tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from karabakh_tui.annotations.queue import Candidate, Waiting
from karabakh_tui.corpus.model import Article
from karabakh_tui.export.plain import counted
from karabakh_tui.text.breaks import rows_of
from karabakh_tui.text.cells import pad
from karabakh_tui.text.span import Span
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.views.boxes import scrolled
from karabakh_tui.tui.views.rows import beginning, clean, cut, ends, exactly, filled, lines
from karabakh_tui.tui.views.tag_all import in_line
from karabakh_tui.tui.views.tagged import SURE

LEAST_LIKE = 0.6
"""The rating from which on a passage is offered; one that is less like the words is not what was meant."""

SIDE_BY_SIDE = 100
"""Columns from which on list and passage stand side by side."""

AROUND = 1200
"""Code points of the article before and after a passage that are shown with it, at most."""

_QUOTED = 400  # code points of a quote that are shown
_LIST_ROWS = 5  # of the list where it stands above the passage
_KIND_CELLS = 9
_ROOMY = 8  # rows from which on each of what is told of an annotation may take two
_HEAD_CELLS = 25  # of a candidate, before its words
_WHOLE = 500  # rows of one value in the box on why something waits


@dataclass(frozen=True, slots=True)
class QueueView:
    """What the screen shows: the article, what waits, which of it is `at` hand with its candidates and which of these
    is `chosen`, the words that are selected in the article (None for none), and who sits here."""

    article: Article
    names: CodeNames
    waiting: tuple[Waiting, ...]
    at: int = 0
    candidates: tuple[Candidate, ...] = ()
    chosen: int = 0
    selection: Span | None = None

    @property
    def here(self) -> Waiting | None:
        """What is at hand; None where nothing waits."""
        return self.waiting[self.at] if self.waiting else None

    @property
    def candidate(self) -> Candidate | None:
        """The passage that is chosen; None where nothing is like it."""
        return self.candidates[self.chosen] if self.candidates else None


def queue_rows(view: QueueView, keys: Sequence[str], cells: int, height: int, last: Row) -> list[Row]:
    """All rows of the screen. `keys` tell what can be done with what is at hand, `last` stands at the end."""
    rule: Row = (("─" * cells, "line"),)
    room = max(height - 3, 1)
    if not view.waiting:
        words = "Nothing waits for a decision. All annotations of this article have a place, or were left without one."
        body = [(), *(((f" {line}", ""),) for line in lines(words, cells - 2))]
    elif cells >= SIDE_BY_SIDE:
        left = cells * 2 // 5
        right = cells - left - 3
        here = [*_list(view, left, max(room // 3, 3)), (), *_detail(view, keys, left, room - max(room // 3, 3) - 1)]
        body = _beside(exactly(here, room), exactly(_passage(view, right, room), room), left)
    else:
        listed = _list(view, cells, min(_LIST_ROWS, max(room // 4, 2)))
        detail = _detail(view, keys, cells, max((room - len(listed) - 2) * 3 // 5, 3))
        above = [*listed, rule, *detail, rule]
        body = [*above, *_passage(view, cells, max(room - len(above), 1))]
    return [_head(view, cells), rule, *exactly(body, room), last]


def _head(view: QueueView, cells: int) -> Row:
    counts = Counter(SURE[one.anchored.anchor.certainty] for one in view.waiting)
    kinds = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    left: Row = ((" TO DECIDE", "title"), (f"  {view.article.letter} {clean(view.article.short)}", ""))
    right = f"{counted(len(view.waiting), 'annotation')}: {kinds} " if kinds else ""
    return ends(left, ((right, "dim"),), cells)


def _list(view: QueueView, cells: int, height: int) -> list[Row]:
    rows = [_line(view, index, cells) for index in range(len(view.waiting))]
    return scrolled(rows, view.at, height)


def _line(view: QueueView, index: int, cells: int) -> Row:
    annotation, anchor = view.waiting[index].anchored
    selected = index == view.at
    tags = clean(view.names.said(annotation.tags)) or "note"
    row: Row = (
        ("> " if selected else "  ", ""),
        (pad(SURE[anchor.certainty], _KIND_CELLS), "warn"),
        (f"{tags}  ", "key"),
        (beginning(annotation.quote, 120), ""),
    )
    if not selected:
        return cut(row, cells)
    return tuple((text, f"{role}+focus" if role else "focus") for text, role in filled(row, cells))


def _detail(view: QueueView, keys: Sequence[str], cells: int, height: int) -> list[Row]:
    """What the annotation was on, why it waits, and which passages may be meant. Where room is short, those passages
    come first, then why it waits."""
    here = view.here
    if here is None or height < 1:
        return []
    offered = [_candidate(view, index, cells) for index in range(len(view.candidates))]
    if not offered:
        offered = [(("  Nothing in the article is like it.", ""),)]
    if view.selection:
        words = view.selection.of(view.article.text[: view.selection.start + 200])
        offered.append(cut((("  selected  ", "key"), (clean(words), "selection")), cells))
    room = max(height - len(offered), height // 3, 1)
    about: list[Row] = []
    for block in _about(here.annotation.quote, here.annotation.note, here.reason, cells, 2 if height >= _ROOMY else 1):
        about += block[: room - len(about)]
    told = _wrapped(",  ".join(keys), "dim", cells, 3)
    room = height - len(about)
    told = told if len(told) + len(offered) <= room else []
    space: list[Row] = [()] if len(told) + len(offered) < room else []
    return [*about, *space, *scrolled(offered, view.chosen, room - len(told) - len(space)), *told]


def _about(quote: str, note: str, reason: str, cells: int, most: int) -> list[list[Row]]:
    """Why something waits, what it was on, and its note, each in so many rows at most."""
    blocks = [
        _wrapped(f"why: {clean(reason)}", "warn", cells, most),
        _wrapped(f'was on: "{beginning(quote, _QUOTED)}"', "", cells, most),
    ]
    return [*blocks, _wrapped(f"note: {beginning(note, _QUOTED)}", "dim", cells, most)] if note else blocks


def _candidate(view: QueueView, index: int, cells: int) -> Row:
    one = view.candidates[index]
    chosen = index == view.chosen
    head: Row = (
        ("> " if chosen else "  ", ""),
        (f"{index + 1} ", "key"),
        (f"{100 * one.rating:.0f}% like it, at {_percent(view.article, one.span)}%", "dim"),
    )
    head = filled(head, _HEAD_CELLS)
    words = in_line(view.article.text, one.span, cells - _HEAD_CELLS, "?[]?", "suggested")
    if not chosen:
        return cut((*head, *words), cells)
    return tuple((text, f"{role}+focus" if role else "focus") for text, role in filled((*head, *words), cells))


def _percent(article: Article, span: Span) -> int:
    return 100 * span.start // max(len(article.text), 1)


def _passage(view: QueueView, cells: int, height: int) -> list[Row]:
    """The words of the article around the chosen passage, it between `?[` and `]?`, in the middle of the rows."""
    one = view.candidate
    if one is None:
        return [((line, "dim"),) for line in lines("There is no passage to show.", cells)]
    text = view.article.text
    head: Row = cut(((f"may be passage {view.chosen + 1} of {len(view.candidates)}", "dim"),), cells)
    before = clean(text[max(0, one.span.start - AROUND) : one.span.start])
    after = clean(text[one.span.end : one.span.end + AROUND])
    words = f"?[{clean(one.span.of(text)[:AROUND])}]?"
    marked = Span(len(before) + 1 if before else 0, (len(before) + 1 if before else 0) + len(words))
    whole = " ".join(filter(None, (before, words, after)))
    rows: list[Row] = []
    first = 0
    for start, end in rows_of(whole, max(cells, 1)):
        row = _marked(whole, start, end, marked)
        if not first and any(role for _, role in row):
            first = len(rows)
        rows.append(row)
    room = max(height - 1, 1)
    top = max(min(first - room // 3, len(rows) - room), 0)
    return [head, *rows[top : top + room]]


def _marked(text: str, start: int, end: int, span: Span) -> Row:
    """A row of text, what lies in the span in the role of a suggestion."""
    inner, outer = max(start, span.start), min(end, span.end)
    if inner >= outer:
        return ((text[start:end], ""),)
    runs: tuple[Run, ...] = (
        (text[start:inner], ""),
        (text[inner:outer], "suggested"),
        (text[outer:end], ""),
    )
    return tuple(run for run in runs if run[0])


def _beside(left: Sequence[Row], right: Sequence[Row], cells: int) -> list[Row]:
    return [
        (*filled(one, cells), (" │ ", "line"), *other) for one, other in zip(left, right, strict=True)
    ]  # both are exactly as high


def _wrapped(text: str, role: str, cells: int, most: int) -> list[Row]:
    broken = lines(text, cells)
    if len(broken) > most:
        broken = [*broken[: most - 1], f"{broken[most - 1][: max(cells - 3, 0)].rstrip()} .."]
    return [((line, role),) for line in broken]


def why_rows(view: QueueView, cells: int) -> list[Row]:
    """All that is known of what is at hand, in rows of at most `cells`: why it waits, what it was on, who made it."""
    here = view.here
    if here is None:
        return []
    one = here.annotation
    rows = _wrapped(clean(here.reason), "", cells, _WHOLE)
    around = " ".join(filter(None, (clean(one.prefix), f"[{clean(one.quote)}]", clean(one.suffix))))
    for heading, text in (
        ("it was on, with the words around it", around),
        ("tags", view.names.said(one.tags)),
        ("note", one.note),
        ("made", ", ".join(filter(None, (one.by or one.annotator, one.created)))),
        ("in the file", f"{one.id}, line {one.line}" if one.line else one.id),
    ):
        if text:
            rows += [(), ((heading, "key"),), *_wrapped(clean(text), "", cells, _WHOLE)]
    return rows


def waiting_aloud(view: QueueView) -> str:
    """What is at hand, for those who listen."""
    here = view.here
    if here is None:
        return "Nothing waits for a decision."
    sure = SURE[here.anchored.anchor.certainty]
    tags = view.names.said(here.annotation.tags) or "note"
    which = f"{view.at + 1} of {len(view.waiting)}"
    found = counted(len(view.candidates), "passage") if view.candidates else "No passage"
    return (
        f"{which}, {sure}, {tags}: {beginning(here.annotation.quote, _QUOTED)}. {clean(here.reason)}. "
        f"{found} may be meant."
    )


def candidate_aloud(view: QueueView) -> str:
    """The chosen passage, for those who listen."""
    one = view.candidate
    if one is None:
        return ""
    text = view.article.text
    around = clean(f"{one.before}{one.span.of(text)[:_QUOTED]}{one.after}")
    place = _percent(view.article, one.span)
    which = f"May be {view.chosen + 1} of {len(view.candidates)}"
    return f"{which}, {100 * one.rating:.0f} percent like it, at {place} percent: {around}."
