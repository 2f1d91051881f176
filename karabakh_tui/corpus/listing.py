"""corpus.yaml: what a person says of the articles, and in which order they stand."""

from __future__ import annotations

from typing import NamedTuple

from karabakh_tui.corpus.decode import is_encoding
from karabakh_tui.corpus.model import Event
from karabakh_tui.corpus.names import is_id
from karabakh_tui.corpus.scan import ARTICLE_LIMIT
from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.load import load
from karabakh_tui.yamldoc.record import Record, open_record
from karabakh_tui.yamldoc.wording import did_you_mean, quoted

NAME = "corpus.yaml"

_FACTS = ("short", "title", "publisher", "published", "event", "language", "url")
_ARTICLE = frozenset({"id", "file", "inferred", "boilerplate", "encoding", *_FACTS})
_EVENT = frozenset({"id", "title", "date"})
_TOP = frozenset({"format", "title", "theme", "articles", "events"})


class Entry(NamedTuple):
    """What is said of one article. `id` is empty where none is given; `boilerplate` is None where rules decide.

    `record` is where it is said, for faults that only the article itself can show.
    """

    file: str
    id: str
    facts: dict[str, str]
    inferred: frozenset[str]
    boilerplate: tuple[tuple[int, int], ...] | None
    encoding: str
    record: Record


class Listing(NamedTuple):
    """A whole corpus.yaml, right or not: what is wrong is in `faults`, to which the entries' records add."""

    title: str
    entries: tuple[Entry, ...]
    events: tuple[Event, ...]
    faults: list[Fault]
    theme: str = ""
    theme_at: str = ""


def read_listing(data: bytes, path: str) -> Listing:
    """The listing in `data`; `path` names it in faults. Raises FaultError where the file as a whole cannot be used."""
    top = open_record(load(data, path))
    title = top.text("title")
    theme = top.text("theme").strip()
    theme_at = top.document.fault(*top.place("theme"), "", "").where if theme else ""
    events = _events(top)
    entries: list[Entry] = []
    ids: dict[str, int] = {}
    for record in top.records("articles"):
        if len(entries) == ARTICLE_LIMIT:
            record.fault("", f"is the {ARTICLE_LIMIT + 1}th article; it and those below are left out", "list fewer")
            break
        entry = _entry(record, ids, events)
        if entry:
            entries.append(entry)
    top.unknown(_TOP)
    return Listing(title, tuple(entries), tuple(events.values()), top.faults, theme, theme_at)


def is_date(value: str) -> bool:
    """Whether `value` is a year, a month or a day as ISO 8601 writes them: 2020, 2020-11, 2020-11-10."""
    from datetime import date

    whole = value + "-01-01"[len(value) - 4 :] if len(value) in (4, 7) else value
    try:
        return len(whole) == 10 and date.fromisoformat(whole).isoformat() == whole
    except ValueError:
        return False


def _events(top: Record) -> dict[str, Event]:
    events: dict[str, Event] = {}
    lines: dict[str, int] = {}
    for record in top.records("events"):
        name = record.text("id", required=True)
        event = Event(name, record.text("title", default=name), _date(record, "date"))
        record.unknown(_EVENT)
        if not record.ok:
            continue
        if name in events:
            record.fault("id", f"{quoted(name)} is an event already, in line {lines[name]}", "give it another id")
            continue
        events[name] = event
        lines[name] = record.line
    return events


def _entry(record: Record, ids: dict[str, int], events: dict[str, Event]) -> Entry | None:
    record.unknown(_ARTICLE)
    file = record.text("file", required=True)
    facts = {name: record.text(name) for name in _FACTS}
    facts["published"] = _date(record, "published")
    event = facts["event"]
    if event and events and event not in events:
        repair = did_you_mean(event, events, 'add it to "events"')
        record.fault("event", f"{quoted(event)} is no event of this corpus", repair)
    encoding = record.text("encoding")
    if encoding and not is_encoding(encoding):
        record.fault("encoding", f"{quoted(encoding)} is no encoding", "write utf-8, windows-1251, koi8-r, ...")
        encoding = ""
    inferred = frozenset(record.choices("inferred", _FACTS))
    if not record.ok:
        return None
    return Entry(file, _id(record, ids), facts, inferred, record.pairs("boilerplate"), encoding, record)


def _id(record: Record, ids: dict[str, int]) -> str:
    name = record.text("id")
    if name and not is_id(name):
        record.fault("id", f"{quoted(name)} is no id", "use small letters, digits and hyphens, 60 at most")
        return ""
    if name in ids:
        record.fault("id", f"{quoted(name)} is the id of the article in line {ids[name]}, too", "give it another id")
        return ""
    if name:
        ids[name] = record.place("id")[0]
    return name


def _date(record: Record, name: str) -> str:
    value = record.text(name)
    if value and not is_date(value):
        record.fault(name, f"{quoted(value)} is no date", f"write {name}: year-month-day, as 2020-11-10")
        return ""
    return value
