"""From the state of the annotate screen to what its pane shows. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.text.span import Span
from karabakh_tui.tui.annotate_state import AnnotateState
from karabakh_tui.tui.code_keys import NOTE_SIGN, CodeNames
from karabakh_tui.tui.views.annotate import sign_of
from karabakh_tui.tui.views.article import ArticleView, Pen, TagMark

THEIRS = "'"
"""Stands beside the sign of an annotation of somebody else."""


class Marks:
    """The marks of annotations; that of one that is the very same is the same mark, so that nothing is made anew."""

    def __init__(self) -> None:
        self._made: dict[bool, dict[int, tuple[Anchored, CodeNames, TagMark]]] = {}

    def of(self, anchored: Sequence[Anchored], names: CodeNames, *, mine: bool) -> list[TagMark]:
        """The marks of those that have a place."""
        before, now = self._made.get(mine, {}), {}
        found: list[TagMark] = []
        for one in anchored:
            known = before.get(id(one))
            if known is None or known[0] is not one or known[1] is not names:
                if one.anchor.span is None:
                    continue
                known = (one, names, _mark(one, one.anchor.span, names, mine=mine))
            now[id(one)] = known
            found.append(known[2])
        self._made[mine] = now
        return found


def annotated_view(
    state: AnnotateState, names: CodeNames, others: Sequence[Anchored], marks: Marks, *, border: bool
) -> ArticleView:
    """The article with my annotations and those of others."""
    return ArticleView(
        state.article,
        boilerplate=state.article.boilerplate,
        ruler=False,
        width_mode="fill",
        border=border,
        tags=(*marks.of(state.mine.placed, names, mine=True), *marks.of(others, names, mine=False)),
        head=False,
    )


def _mark(one: Anchored, span: Span, names: CodeNames, *, mine: bool) -> TagMark:
    tags = one.annotation.tags
    label = names.name(tags[0]).sign if tags else NOTE_SIGN
    return TagMark(span, label[:1], sign_of(one) if mine else THEIRS, mine)


def pen_of(state: AnnotateState) -> Pen:
    """The word under the cursor, what is selected, and the annotation that keys act on."""
    one = state.at_hand
    selection = state.selection.span if state.selection else None
    cursor = state.cursor if len(state.cursor) else None
    return Pen(cursor, selection, one.anchor.span if one else None)
