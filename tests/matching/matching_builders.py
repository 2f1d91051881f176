"""Small corpora, codebooks and annotations for the tests of matching, in as few words as possible."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.annotations.model import Anchor, Anchored, Annotation, Certainty, Status
from karabakh_tui.codebook.model import Codebook, Provision
from karabakh_tui.corpus.model import Article, Corpus, Event
from karabakh_tui.text.span import Span

TEXT = "word " * 40


def article(letter: str, event: str = "", text: str = TEXT) -> Article:
    """An article whose id is its letter in lower case."""
    return Article(id=letter.lower(), letter=letter, short=f"Paper {letter}", text=text, event=event)


def corpus(*articles: Article, events: Sequence[Event] = ()) -> Corpus:
    return Corpus("test", None, articles, tuple(events))


def codebook(*ids: str, event: str = "") -> Codebook:
    """Provisions of those ids, with codes 1, 2, 3..."""
    return Codebook(
        tuple(Provision(name, str(code), name.title(), event=event) for code, name in enumerate(ids, start=1))
    )


def tagged(
    tag: str,
    start: int,
    length: int = 4,
    *,
    certainty: Certainty = "exact",
    status: Status = "accepted",
    annotator: str = "editorial",
    quote: str = "word",
) -> Anchored:
    """An annotation with one tag that stands at `start`."""
    span = None if certainty == "orphan" else Span(start, start + length)
    return Anchored(
        Annotation(id="k3q9x7", tags=(tag,), quote=quote, status=status, annotator=annotator), Anchor(span, certainty)
    )
