"""One article from its bytes and what is said of it."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath
from typing import NamedTuple

from karabakh_tui.corpus.decode import decode
from karabakh_tui.corpus.listing import Entry
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.cells import fit
from karabakh_tui.text.display import visible
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.wording import quoted

_SHORT_CELLS = 24  # of a pane's title
_TITLE = re.compile(r"\S.{0,199}")  # code points of a title that is taken from the text
_MARKDOWN = (".md", ".markdown")


class Naming(NamedTuple):
    """How one article is called: `name` is its file's in the corpus, `shown` the one in faults, `path` opens it."""

    id: str
    letter: str
    name: str
    shown: str
    path: str


def make_article(data: bytes, naming: Naming, entry: Entry | None, faults: list[Fault]) -> Article | None:
    """The article in `data`, or None where there is no text to read; what is to be said is added to `faults`."""
    decoded = decode(data, naming.shown, entry.encoding if entry else "")
    if decoded.fault:
        faults.append(decoded.fault)
    if decoded.text is None:
        return None
    text = decoded.text
    facts = entry.facts if entry else {}
    title = facts.get("title") or _first_line(text, naming.name)
    given = entry.boilerplate if entry else None
    return Article(
        id=naming.id,
        letter=naming.letter,
        short=facts.get("short") or fit(visible(title), _SHORT_CELLS),
        text=text,
        title=title,
        publisher=facts.get("publisher", ""),
        published=facts.get("published", ""),
        event=facts.get("event", ""),
        language=facts.get("language", ""),
        url=facts.get("url", ""),
        boilerplate=_by_rule(text) if entry is None or given is None else _spans(given, text, entry),
        inferred=entry.inferred if entry else frozenset(),
        path=naming.path,
        sha256=sha256(data).hexdigest(),
        encoding=decoded.encoding,
    )


def _first_line(text: str, name: str) -> str:
    found = _TITLE.search(text)
    line = " ".join(found.group().split()) if found else ""
    return line.lstrip("#").lstrip() if PurePosixPath(name).suffix.lower() in _MARKDOWN else line


def _by_rule(text: str) -> tuple[Span, ...]:
    from karabakh_tui.corpus.boilerplate import boilerplate

    return boilerplate(text)


def _spans(pairs: tuple[tuple[int, int], ...], text: str, entry: Entry) -> tuple[Span, ...]:
    """The pairs that lie in the text, in order, those that meet made one; the others are faults."""
    spans: list[Span] = []
    for start, end in sorted(pairs):
        if not start < end <= len(text):
            what = f"[{start}, {end}] does not lie in {quoted(entry.file)}, which has {len(text)} characters"
            entry.record.fault("boilerplate", what, "write the offsets of the block, or remove the pair")
        elif spans and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)
