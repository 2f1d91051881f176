"""A small codebook, an article, and what is tagged in it, for the boxes that annotating opens."""

from __future__ import annotations

from karabakh_tui.annotations.model import Anchor, Anchored, Annotation, Certainty
from karabakh_tui.codebook.model import Codebook, Label, Provision
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span

CODEBOOK = Codebook(
    (
        Provision(
            "mandate",
            "4",
            "Mandate",
            "How long the crews stay, and how the term is made longer.",
            "Five years, then five more unless a side says no.",
            ("five-year", "renewable"),
            ("the mandate of the mayor",),
            "tram-deal",
            "4",
        ),
        Provision("corridor", "l", "Tunnel corridor", "Who holds the tunnel between the depots.", event="tram-deal"),
    ),
    (
        Label("fact", "fact", "1", "A checkable statement in the article's own voice."),
        Label("claim", "claim", "2", "Put into somebody's mouth, without vouching for it."),
        Label("conflict", "conflict", "4", "Clashes with another article, or with another place in this one."),
        Label("omission", "omission", "5", "Something a reader would expect is missing here."),
        Label("framing", "loaded wording", "", "Words that take a side: liberated, occupied, capitulation, and so on."),
    ),
)

TEXT = (
    "The crews of the northern depot stay for five years, the mayor said on Monday. The term is made longer by five "
    "more years unless one side says no half a year before.\n\n"
    "“Nobody gave anything away,” the driver told a newspaper. Trams went through the tunnel again at noon, guarded by "
    "the crews, and for five years nothing else is planned there."
)

ARTICLE = Article("gazette", "E", "Tram Gazette", TEXT, "Trams return", sha256="f00d" * 16)


def span(words: str, number: int = 0) -> Span:
    """Where these words stand in the text; of several places the one of that number."""
    at = -1
    for _ in range(number + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def tagged(
    id_: str, words: str, *tags: str, certainty: Certainty = "exact", note: str = "", reason: str = "", number: int = 0
) -> Anchored:
    """An annotation on these words, at their place."""
    place = None if certainty == "orphan" else span(words, number)
    start = place.start if place else None
    return Anchored(Annotation(id_, tags, words, start=start, note=note), Anchor(place, certainty, reason))
