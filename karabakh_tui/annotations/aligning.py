"""Laying two passages side by side by hand, as operations on one's own `_links.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from karabakh_tui.annotations.model import Alignment, Side
from karabakh_tui.annotations.operations import LINKS, Add, Delete, new_id
from karabakh_tui.corpus.model import Article
from karabakh_tui.yamldoc.plain import Fields

QUOTED = 60
"""Code points of an article by which a side is told, at most; enough to be found again, short enough to be read."""

_WORDS = re.compile(r"\S+(?:[^\S\n]+\S+)*")


def side_at(article: Article, offset: int) -> Side | None:
    """The words that begin at the first word at or after `offset`, up to the end of the line; None behind the last."""
    found = _WORDS.search(article.text, max(0, offset))
    if found is None:
        return None
    quote = found[0][: QUOTED + 1]
    if len(quote) > QUOTED:
        quote = quote[:QUOTED].rsplit(None, 1)[0]
    return Side(article.id, quote, found.start())


def laid_already(mine: Sequence[Alignment], left: Side, right: Side) -> Alignment | None:
    """One's own alignment of just these two places, whichever of them was named first."""
    wanted = {(side.article, side.start) for side in (left, right)}
    return next((one for one in mine if {(s.article, s.start) for s in (one.left, one.right)} == wanted), None)


def aligning(mine: Sequence[Alignment], left: Side, right: Side) -> Add:
    """Lay them side by side."""
    fields: Fields = {"from": _fields(left), "to": _fields(right)}
    return Add(LINKS, new_id(one.id for one in mine), fields)


def parting(alignment: Alignment, before: Fields) -> Delete:
    """Let an alignment go; `before` is its record as it stands in the file."""
    return Delete(LINKS, alignment.id, before)


def _fields(side: Side) -> Fields:
    start: Fields = {} if side.start is None else {"start": side.start}
    return {"article": side.article, "quote": side.quote} | start
