"""Two annotators compared, item by item, as text and as one JSON document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from karabakh_tui.annotations.differences import Difference, Kind
from karabakh_tui.annotations.model import Anchored
from karabakh_tui.annotations.team import Compared
from karabakh_tui.corpus.model import Article
from karabakh_tui.export.table import one_line, table, wrapped

Json = dict[str, Any]

WORDS: dict[Kind, str] = {"same": "same", "span": "passage", "tag": "tag", "mine": "only", "theirs": "only"}
"""What differs, in a word."""

NAMES: dict[Kind, str] = {
    "same": "same",
    "span": "passage",
    "tag": "tag",
    "mine": "only_first",
    "theirs": "only_second",
}
"""What JSON calls the kinds."""

LONGEST_QUOTE = 60
"""Code points of a quote in a line; of a longer one the beginning and the end are told."""


def differing(compared: Compared) -> tuple[Difference, ...]:
    """The items of an article on which the two differ, in the order of the text."""
    return tuple(item for item in compared.items if item.kind != "same")


def counts(items: Sequence[Difference]) -> str:
    """How many items are of each kind, in words."""
    found = Counter(WORDS[item.kind] for item in items)
    differ = len(items) - found["same"]
    kinds = ", ".join(f"{found[word]} {word}" for word in ("passage", "tag", "only") if found[word])
    return f"{found['same']} same, {differ} {'differs' if differ == 1 else 'differ'}{f': {kinds}' if kinds else ''}"


def quote(text: str) -> str:
    """The words of a passage on one line, the middle left out of a long one."""
    shown = one_line(text)
    half = (LONGEST_QUOTE - 4) // 2
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[:half].rstrip()} .. {shown[-half:].lstrip()}"


def lines(names: tuple[str, str], compared: Sequence[Compared], cells: int | None) -> Iterator[str]:
    """All differences, article by article; lines of at most `cells`."""
    every = [item for one in compared for item in one.items]
    articles = f"{len(compared)} article" if len(compared) == 1 else f"{len(compared)} articles"
    yield from wrapped(f"{names[0]} and {names[1]} on {articles}: {counts(every)}", cells)
    for one in compared:
        yield ""
        yield from wrapped(f"{one.article.letter} {one.article.short}: {counts(one.items)}", cells)
        rows = [row for item in differing(one) for row in _rows(one.article, names, item)]
        if rows:
            yield from table([["what", "who", "tags", "from", "to", "words"], *rows], cells, names=2, right=(3, 4))


def _rows(article: Article, names: tuple[str, str], item: Difference) -> Iterator[list[str]]:
    what = WORDS[item.kind]
    for name, side in zip(names, (item.mine, item.theirs), strict=True):
        yield [what, name, *_side(article, side)]
        what = ""


def _side(article: Article, side: Anchored | None) -> list[str]:
    if side is None or side.anchor.span is None:
        return ["-", "", "", ""]
    span = side.anchor.span
    return [" ".join(side.annotation.tags) or "note", str(span.start), str(span.end), quote(span.of(article.text))]


def document(names: tuple[str, str], compared: Sequence[Compared]) -> Json:
    """All items that differ, with the counts of all; offsets are code points."""
    every = [item for one in compared for item in one.items]
    return {
        "schema": "karabakh-tui/tags-diff@1",
        "annotators": list(names),
        "counts": counted(Counter(item.kind for item in every)),
        "articles": [
            {
                "article": one.article.id,
                "source": one.article.letter,
                "counts": counted(Counter(item.kind for item in one.items)),
                "differences": [_item(one.article, item) for item in differing(one)],
            }
            for one in compared
        ],
    }


def counted(found: Counter[Kind]) -> Json:
    """How many items there are of each kind, by the names that kinds have in JSON."""
    return {name: found[kind] for kind, name in NAMES.items()}


def _item(article: Article, item: Difference) -> Json:
    return {"kind": NAMES[item.kind], "first": _record(article, item.mine), "second": _record(article, item.theirs)}


def _record(article: Article, side: Anchored | None) -> Json | None:
    if side is None or side.anchor.span is None:
        return None
    one, span = side.annotation, side.anchor.span
    return {
        "id": one.id,
        "tags": list(one.tags),
        "start": span.start,
        "end": span.end,
        "quote": span.of(article.text),
        "note": one.note,
    }
