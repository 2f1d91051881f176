"""What is known of a source, and how: stated in the text, inferred by a person, or measured on the file."""

from __future__ import annotations

from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.model import Comparison
from karabakh_tui.matching.order import says
from karabakh_tui.text.length import told_length
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.rows import clean, lines
from karabakh_tui.tui.views.states import named

FIELD_CELLS = 12
SHA_SHOWN = 12
"""Hex digits of the checksum, as annotation files quote it."""


def info_title(article: Article) -> str:
    """What the box is about, as `source E: Jamestown EDM`."""
    return f"source {article.letter}: {clean(article.short)}"


def info_rows(comparison: Comparison, article_id: str, cells: int, event_title: str = "") -> list[Row]:
    """The fields of a source and the provisions that it reports and is silent on, in rows of at most `cells`.

    `event_title` stands for the id of the event where it is given.
    """
    article = next(article for article in comparison.articles if article.id == article_id)
    rows: list[Row] = []
    for name, text in (
        ("title", article.title),
        ("publisher", article.publisher),
        ("published", article.published),
        ("event", event_title if article.event and event_title else article.event),
        ("language", article.language),
        ("url", article.url),
    ):
        rows += _field(name, text, _how(article, name), cells)
    if "short" in article.inferred:
        rows += _field("short", article.short, "inferred", cells)
    rows.append(())
    for name, text in (
        ("length", told_length(article.text)),
        ("encoding", article.encoding),
        ("path", article.path),
        ("sha256", article.sha256[:SHA_SHOWN]),
    ):
        rows += _field(name, text or "none", "", cells)
    return [*rows, (), *_provisions(comparison, article, cells)]


def _how(article: Article, name: str) -> str:
    """Where a field comes from."""
    return "inferred" if name in article.inferred else "stated"


def _field(name: str, text: str, how: str, cells: int) -> list[Row]:
    """A field, and behind it where it comes from."""
    shown = clean(text)
    if not shown:
        return [((name.ljust(FIELD_CELLS), "key"), ("not known", "dim"))]
    parts = lines(shown + (f" ({how})" if how else ""), cells - FIELD_CELLS)
    rows: list[Row] = []
    for index, part in enumerate(parts):
        lead = (name if not index else "").ljust(FIELD_CELLS)
        rows.append(((lead, "key"), (part, "dim" if how == "inferred" else "")))
    return rows


def _provisions(comparison: Comparison, article: Article, cells: int) -> list[Row]:
    """What it reports, what it is silent on, what nobody has looked at."""
    if not comparison.provisions:
        return [(("No provisions are defined.", "dim"),)]
    if article not in comparison.compared:
        told = "It reports on another event, so it is shown but not compared."
        return [((line, "other-event"),) for line in lines(told, cells)]
    held = [(provision, comparison.cell(provision.id, article.id)) for provision in comparison.provisions]
    rows: list[Row] = []
    for name, wanted in (
        ("reports", [p for p, cell in held if says(cell)]),
        ("silent on", [p for p, cell in held if cell.state == "silent"]),
        ("open", [p for p, cell in held if cell.state == "open" and not says(cell)]),
    ):
        if wanted:
            words = f"{len(wanted)} of {len(held)}: {', '.join(named(provision) for provision in wanted)}"
            rows += _field(name, words, "", cells)
    return rows
