"""What the annotate screen shows, in sentences for speech and braille. Pure."""

from __future__ import annotations

from karabakh_tui.export.plain import quoted, sentence
from karabakh_tui.tui.annotate_state import AnnotateState
from karabakh_tui.tui.announce import Fact
from karabakh_tui.tui.selecting import counted, told
from karabakh_tui.tui.views.annotate import Work, describe
from karabakh_tui.tui.views.rows import clean

QUOTED = 400
"""Code points of selected words that are said."""


def annotate(state: AnnotateState, work: Work) -> list[Fact]:
    """The source, what is selected, the word under the cursor, the tags on it."""
    article = state.article
    text = article.text
    name = f"{article.letter} {clean(article.short)}, {counted(work.tags, 'tag')}"
    name += ", done" if work.done else ""
    name += ", read only" if work.read_only else ""
    facts = [Fact("source", (article.id,), (sentence(name),))]
    if selection := state.selection:
        span = selection.span
        words = quoted(text[span.start : min(span.end, span.start + QUOTED)])
        much = sentence(f"Selected: {told(state.units, selection)}")
        facts.append(Fact("selection", (span,), (f"{much} {words}",)))
    else:
        facts.append(Fact("selection", (None,), ("Nothing selected.",), opening=False))
    word = state.cursor.of(text)
    facts.append(Fact("word", (article.id, state.cursor), (word,), ("selection",), opening=True))
    here = state.here
    tags = "; ".join(describe(one, work.names) for one in here)
    at_hand = state.at_hand
    key = (tuple((one.annotation.id, one.annotation.tags) for one in here), at_hand and at_hand.annotation.id)
    note = sentence(f"Note: {clean(at_hand.annotation.note)}") if at_hand and at_hand.annotation.note else ""
    facts.append(Fact("tags", key, (sentence(f"Tags here: {tags}") if tags else "No tag here.", note), opening=False))
    return facts
