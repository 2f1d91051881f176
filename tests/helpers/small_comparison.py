"""A small comparison made by hand: five provisions of a harbour accord in four sources, and a fifth on a storm."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.changed import changed

from karabakh_tui.annotations.model import Anchor, Anchored, Annotation
from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.comparison import telling
from karabakh_tui.matching.model import Cell, Comparison, Passage, State
from karabakh_tui.text.span import Span

GAZETTE = """The harbour is open again.

Council and guild put their names to the accord on Monday evening. Ships may enter from six in the morning.

The ferry will sail twice a day, and the island pays for the coal. A warden is named for three years; unless one of \
the two writes a letter against it, the term runs on for three more.

The tolls stay as they were. The wreck of the Anna is to be lifted before the autumn.
"""

POST = """Accord ends the long quarrel over the harbour

From dawn on Tuesday ships may pass the bar. The ferry will run every day.

A warden is to serve for a renewable term of three years. Tolls are halved, the mayor said, "for everybody who lands".
"""

RADIO = """Storm at the northern cape

The lighthouse was dark for two nights.
"""

NOTES = """What the ferrymen were told

Two crossings a day, coal at the island's cost. The harbour opens on Tuesday, nobody knows at what hour.
The wreck will be gone by October, they say. Half of it is already on the beach.
"""

COURIER = """A warden for the harbour

The warden's three years can be followed by three more, but only if council and guild both consent. Until then he \
alone decides who may land. Ships enter from six in the morning of Tuesday.

The tolls, which had doubled in the spring, are cut by half. The crossing is free of charge on Sundays.
"""

PROVISIONS = (
    Provision("opening", "1", "Opening"),
    Provision("tolls", "2", "Tolls"),
    Provision("ferry", "3", "Ferry and coal"),
    Provision("warden", "4", "Warden"),
    Provision("wreck", "5", "Wreck"),
)

ARTICLES = (
    Article("gazette", "A", "Harbour Gazette", GAZETTE, title="Open again", publisher="Gazette", event="accord"),
    Article("post", "B", "North Shore Post", POST, title="Accord", published="1911-05-02", event="accord"),
    Article("radio", "C", "Radio Cape", RADIO, title="Storm", event="storm"),
    Article("notes", "D", "Ferrymen's notes", NOTES, event="accord"),
    Article("courier", "E", "Island Courier", COURIER, title="A warden", event="accord"),
)


def passages(article: Article, *quotes: str) -> tuple[Passage, ...]:
    """The passages of these words in an article."""
    found = []
    for quote in quotes:
        start = article.text.index(quote)
        note = Annotation(id="k3q9x7", tags=("any",), quote=quote)
        span = Span(start, start + len(quote))
        found.append(Passage(article.id, span, Anchored(note, Anchor(span, "exact"))))
    return tuple(found)


def said(
    provision: str,
    article_id: str,
    state: State,
    *quotes: str,
    value: str = "",
    against: Sequence[str] = (),
    **more: object,
) -> Cell:
    """A cell that a person has decided."""
    article = next(a for a in ARTICLES if a.id == article_id)
    cell = Cell(provision, article_id, state, passages(article, *quotes), value, tuple(against), status="reviewed")
    cell = changed(cell, by="anna", **more)
    return changed(cell, telling=telling(article.text, cell.passages, cell.because))


CELLS = (
    said("opening", "gazette", "same", "Ships may enter from six in the morning.", value="Tuesday, 6:00"),
    said("opening", "post", "vaguer", "From dawn on Tuesday ships may pass the bar.", value="Tuesday, dawn"),
    said("opening", "notes", "vaguer", "The harbour opens on Tuesday, nobody knows at what hour.", value="Tuesday"),
    said("opening", "courier", "same", "Ships enter from six in the morning of Tuesday.", value="Tuesday, 6:00"),
    said(
        "tolls",
        "gazette",
        "conflict",
        "The tolls stay as they were.",
        value="unchanged",
        against=("post", "courier"),
        because=("stay as they were",),
    ),
    said(
        "tolls",
        "post",
        "conflict",
        "Tolls are halved, the mayor said,",
        value="halved",
        against=("gazette",),
        because=("halved",),
    ),
    said("tolls", "notes", "silent", nearest="ferry"),
    said(
        "tolls",
        "courier",
        "conflict",
        "The tolls, which had doubled in the spring, are cut by half.",
        value="cut by half, after they had doubled in the spring",
        against=("gazette",),
        because=("cut by half",),
    ),
    said(
        "ferry",
        "gazette",
        "same",
        "The ferry will sail twice a day, and the island pays for the coal.",
        value="2 a day",
    ),
    said("ferry", "post", "vaguer", "The ferry will run every day.", value="daily"),
    said("ferry", "notes", "same", "Two crossings a day, coal at the island's cost.", value="2 a day"),
    said("ferry", "courier", "only", "The crossing is free of charge on Sundays.", value="free on Sundays"),
    said(
        "warden",
        "gazette",
        "conflict",
        "A warden is named for three years; unless one of the two writes a letter against it, the term runs on for "
        "three more.",
        value="3 years, runs on by itself",
        against=("courier",),
        because=("unless one of the two writes a letter against it",),
        note="Read with the letters of 1909.",
    ),
    said(
        "warden",
        "post",
        "vaguer",
        "A warden is to serve for a renewable term of three years.",
        value="3 years, renewable",
    ),
    said("warden", "notes", "silent", nearest="ferry"),
    said(
        "warden",
        "courier",
        "conflict",
        "A warden for the harbour",
        "The warden's three years can be followed by three more, but only if council and guild both consent.",
        value="3 years, 3 more by consent",
        against=("gazette",),
        because=("only if council and guild both consent",),
    ),
    said("wreck", "gazette", "same", "The wreck of the Anna is to be lifted before the autumn.", value="before autumn"),
    said("wreck", "post", "silent", nearest="warden"),
    said(
        "wreck",
        "notes",
        "conflict",
        "The wreck will be gone by October, they say.",
        "Half of it is already on the beach.",
        value="by October; half is gone",
        against=("notes",),
        because=("gone by October", "already on the beach"),
    ),
    said("wreck", "courier", "silent", nearest="warden"),
)


def small(*changed: Cell) -> Comparison:
    """The comparison, with some cells changed."""
    cells = {(cell.provision_id, cell.article_id): cell for cell in (*CELLS, *changed)}
    for provision in PROVISIONS:
        cells[provision.id, "radio"] = Cell(provision.id, "radio", "other_event")
    compared = tuple(article for article in ARTICLES if article.event == "accord")
    return Comparison(PROVISIONS, ARTICLES, compared, cells)


def opened(provision: str, article: str) -> Cell:
    """A cell that nobody has decided and that has no passage."""
    return Cell(provision, article, "open")


def large(provisions: int, sources: int) -> Comparison:
    """As many provisions and sources as asked for, with states in turn."""
    states: tuple[State, ...] = ("same", "vaguer", "silent", "conflict", "open", "only")
    articles = tuple(Article(f"s{n}", _letter(n), f"Source number {n}", "word " * 40) for n in range(sources))
    points = tuple(Provision(f"p{n}", str(n), f"Provision number {n}") for n in range(provisions))
    cells = {}
    for row, provision in enumerate(points):
        for column, article in enumerate(articles):
            state = states[(row * 7 + column * 3) % len(states)]
            value = f"value {row} {column}" if state not in ("silent", "open") else ""
            cells[provision.id, article.id] = Cell(provision.id, article.id, state, value=value)
    return Comparison(points, articles, articles, cells)


def _letter(number: int) -> str:
    return chr(65 + number) if number < 26 else _letter(number // 26 - 1) + chr(65 + number % 26)


def empty(articles: int = 0) -> Comparison:
    """Some of the articles without a codebook."""
    return Comparison((), ARTICLES[:articles], ARTICLES[:articles], {})
