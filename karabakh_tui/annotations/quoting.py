"""From a passage of an article to the fields by which an annotation tells it: its words, and what is around them."""

from __future__ import annotations

from karabakh_tui.corpus.model import Article
from karabakh_tui.text.cells import edge, snap
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.plain import Fields

CONTEXT = 48
"""Code points before a passage, and after it, that are kept with it at most."""


def quoted_fields(article: Article, span: Span) -> Fields:
    """The fields `quote`, `prefix`, `suffix` and `start` of the passage, in this order.

    The quote is the text as it stands, white space included. Context is at most CONTEXT code points, and begins or ends
    with a whole word, or where one is longer than that, with a whole character; where there is none, at either end of
    the text, the field is left out.
    """
    before, after = _before(article.text, span.start), _after(article.text, span.end)
    fields: Fields = {"quote": span.of(article.text)}
    if before:
        fields["prefix"] = before
    if after:
        fields["suffix"] = after
    return fields | {"start": span.start}


def _before(text: str, end: int) -> str:
    """What stands before `end`, from the beginning of a word on."""
    start = max(0, end - CONTEXT)
    kept = text[start:end]
    if start and not text[start - 1].isspace():
        words = kept[_word_end(kept) :]
        kept = words if words.strip() else text[snap(text, start - 1, start).end : end]
    return kept.lstrip() or kept if start else kept


def _after(text: str, start: int) -> str:
    """What stands from `start` on, up to the end of a word."""
    end = start + CONTEXT
    kept = text[start:end]
    if end >= len(text):
        return kept
    if not text[end].isspace():
        words = kept[: len(kept) - _word_end(kept[::-1])]
        kept = words if words.strip() else text[start : edge(text, end)]
    return kept.rstrip() or kept


def _word_end(text: str) -> int:
    """How many code points stand before the first white space; all of them where there is none."""
    return next((at for at, char in enumerate(text) if char.isspace()), len(text))
