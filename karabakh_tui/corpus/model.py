"""What a corpus is: articles on one or more events, opened together.

Named tuples and not dataclasses: each start makes these classes, and those take six times as long to make.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.fault import Fault


class Article(NamedTuple):
    """One text and what is known of it. `text` is never rewritten; all offsets are code points in it.

    Empty strings stand for what is neither stated nor inferred. `inferred` names the fields that the text itself does
    not state. `sha256` is of the bytes on disk, in hex.
    """

    id: str
    letter: str
    short: str
    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    event: str = ""
    language: str = ""
    url: str = ""
    boilerplate: tuple[Span, ...] = ()
    inferred: frozenset[str] = frozenset()
    path: str = ""
    sha256: str = ""
    encoding: str = "utf-8"


class Event(NamedTuple):
    """What articles report on. `date` is ISO 8601 as written, or empty."""

    id: str
    title: str
    date: str = ""


class Corpus(NamedTuple):
    """Articles in the order of their letters, their events, and what could not be opened.

    `root` is the folder that holds (or would hold) `annotations/` and `themes/`; None for texts given one by one.
    `skipped` counts what was left out on purpose, by reason ("hidden", "unknown type", ...). `theme` is the one that
    its corpus.yaml asks for, at `theme_at` (file:line:col); both are empty where it asks for none.
    """

    title: str
    root: Path | None
    articles: tuple[Article, ...]
    events: tuple[Event, ...] = ()
    faults: tuple[Fault, ...] = ()
    skipped: Mapping[str, int] = MappingProxyType({})
    theme: str = ""
    theme_at: str = ""

    def article(self, name: str) -> Article | None:
        """The article of that id, or else of that letter in either case, or None."""
        by_id = next((a for a in self.articles if a.id == name), None)
        return by_id or next((a for a in self.articles if a.letter == name.upper()), None)

    def event(self, event_id: str) -> Event | None:
        """The event of that id, or None."""
        return next((e for e in self.events if e.id == event_id), None)
