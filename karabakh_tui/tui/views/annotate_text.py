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


def annotated_view(state: AnnotateState, names: CodeNames, others: Sequence[Anchored], *, border: bool) -> ArticleView:
    """The article with my annotations and those of others."""
    tags = [_mark(one, span, names, mine=True) for one in state.mine.placed if (span := one.anchor.span)]
    tags += [_mark(one, span, names, mine=False) for one in others if (span := one.anchor.span)]
    return ArticleView(
        state.article,
        boilerplate=state.article.boilerplate,
        ruler=False,
        width_mode="fill",
        border=border,
        tags=tuple(tags),
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
