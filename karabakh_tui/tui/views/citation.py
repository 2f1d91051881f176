"""What is copied: the words as the article has them, and where they come from. Plain text in a fixed form.

"Russian peacekeepers stay for five years."

"They may stay for five more."

-- B Moscow Times: "Headline", The Moscow Times, 2020-11-10 (inferred)
file 001_3b08b8e89e9cfec5.txt, code points 120-161, 300-328
https://example.org/article
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.model import WORDS, Cell, Comparison
from karabakh_tui.text.display import visible
from karabakh_tui.text.span import Span
from karabakh_tui.tui.views.rows import clean
from karabakh_tui.tui.views.states import named, provision_of, silence

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What acts on a terminal into which it is pasted; line feeds and tabs stay."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Something to copy: the whole text, how many characters of it are quoted (code points; 0 where nothing is), and
    what it is, where that is not what one expects."""

    text: str
    characters: int
    what: str = ""


def excerpt(article: Article, spans: Sequence[Span], what: str = "") -> Excerpt:
    """These passages of an article, each in quotation marks, and below them where they stand."""
    quotes = [span.of(article.text) for span in spans]
    blocks = [f'"{_CONTROLS.sub(lambda found: visible(found[0]), quote)}"' for quote in quotes]
    text = "\n\n".join([*blocks, "\n".join(_source(article, spans))])
    return Excerpt(text + "\n", sum(map(len, quotes)), what)


def _source(article: Article, spans: Sequence[Span]) -> list[str]:
    told = [
        f'"{clean(article.title)}"' if article.title else "",
        _field(article, "publisher", article.publisher),
        _field(article, "published", article.published),
    ]
    about = ", ".join(part for part in told if part)
    name = f"-- {article.letter} {clean(article.short)}"
    where = ", ".join(f"{span.start}-{span.end}" for span in spans)
    file = f"file {clean(PurePath(article.path).name)}, " if article.path else ""
    url = [clean(article.url)] if article.url else []
    return [f"{name}: {about}" if about else name, f"{file}code points {where}", *url]


def _field(article: Article, name: str, text: str) -> str:
    inferred = " (inferred)" if text and name in article.inferred else ""
    return clean(text) + inferred


def excerpt_at(comparison: Comparison, provision_id: str, article_id: str) -> Excerpt | None:
    """All passages of a source on a provision; where it has none, what every source says on it. None without such a
    provision."""
    provision = provision_of(comparison, provision_id)
    if provision is None:
        return None
    cell = comparison.cell(provision_id, article_id)
    if cell.passages:
        article = next(article for article in comparison.articles if article.id == article_id)
        return excerpt(article, [passage.span for passage in cell.passages])
    return _row(comparison, provision)


def _row(comparison: Comparison, provision: Provision) -> Excerpt:
    """What every source says on a provision, a line each: sign, letter and name, the state in words, the value."""
    lines = [named(provision)]
    for article in comparison.in_order:
        cell = comparison.cell(provision.id, article.id)
        lines.append(f"{cell.sign} {article.letter} {clean(article.short)}: {_said(comparison, cell)}")
    return Excerpt("\n".join(lines) + "\n", 0, f"the row {lines[0]}")


def _said(comparison: Comparison, cell: Cell) -> str:
    if cell.value:
        return f"{WORDS[cell.state]}, {clean(cell.value)}"
    return silence(comparison, cell, brief=True) if cell.state in ("silent", "open") else WORDS[cell.state]


def paragraph_at(text: str, offset: int) -> Span | None:
    """The line of the text that holds `offset`, without the blanks around it; of a blank one the next that is not, or
    the last before it. None in a text of nothing but blanks."""
    offset = min(max(offset, 0), len(text))
    start = text.rfind("\n", 0, offset) + 1
    word = re.compile(r"\S").search(text, start)
    if word is None:
        end = len(text.rstrip())
        return paragraph_at(text, end - 1) if end else None
    start = word.start()
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return Span(start, start + len(text[start:end].rstrip()))
