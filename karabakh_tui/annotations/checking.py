"""What a person should look at in an annotation file, beyond what keeps a record from being used: quotes that do not
stand in the text, records that say the same twice, links that lead nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from karabakh_tui.annotations.model import ACCEPTED_STATUS, Anchored
from karabakh_tui.annotations.queue import waits
from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.node import Mapping as Fields
from karabakh_tui.yamldoc.node import Sequence as Items
from karabakh_tui.yamldoc.wording import did_you_mean, quoted

if TYPE_CHECKING:
    from karabakh_tui.corpus.model import Article
    from karabakh_tui.yamldoc.document import Document

REPAIRS = {
    "changed": "look at it on the screen, where the new words can be taken over; or correct the quote here",
    "review": "say which place is meant: start:, prefix: or suffix: tell them apart",
    "orphan": "correct the quote, or take the record away",
}
"""What is to be done about a quote that does not stand in the text as it is written, by how sure its place is."""


def findings(
    document: Document, article: Article, anchored: Sequence[Anchored], ids: Mapping[str, Collection[str]]
) -> tuple[Fault, ...]:
    """What is to be looked at in one file, in its order.

    `anchored` are the annotations of the file with their places; `ids` are the ids of all annotations that links may
    lead to, by article.
    """
    records = _records(document)
    every = (*_lost(document, records, article, anchored), *_twice(document, records, anchored))
    found = (*every, *_nowhere(document, records, anchored, ids))
    return tuple(sorted(found, key=lambda fault: (fault.line, fault.col)))


def _records(document: Document) -> dict[int, Fields]:
    """The records of the file by the line in which they begin; none of those that share a line."""
    root = document.root
    items = root.entries.get("annotations") if isinstance(root, Fields) else None
    found: dict[int, list[Fields]] = {}
    for item in items.items if isinstance(items, Items) else ():
        if isinstance(item, Fields):
            found.setdefault(item.line, []).append(item)
    return {line: several[0] for line, several in found.items() if len(several) == 1}


def _at(document: Document, records: Mapping[int, Fields], line: int, field: str, what: str, repair: str) -> Fault:
    """A fault at the field of the record that begins in that line."""
    record = records.get(line)
    node = record.entries.get(field, record) if record else None
    return document.fault(node.line if node else line, node.col if node else 0, what, repair)


def _lost(
    document: Document, records: Mapping[int, Fields], article: Article, anchored: Sequence[Anchored]
) -> Iterator[Fault]:
    """Annotations whose place a person has to decide on."""
    for one in anchored:
        if waits(article, one):
            annotation, anchor = one
            what = anchor.reason or "the quote does not stand in the text"
            repair = REPAIRS.get(anchor.certainty, REPAIRS["review"])
            yield _at(document, records, annotation.line, "quote", f"{anchor.certainty}: {what}", repair)


def _twice(document: Document, records: Mapping[int, Fields], anchored: Sequence[Anchored]) -> Iterator[Fault]:
    """Records that give a passage a tag that another one gives it, too."""
    lines: dict[tuple[object, str], int] = {}
    for annotation, anchor in anchored:
        if annotation.status not in ACCEPTED_STATUS:
            continue
        place = anchor.span or " ".join(annotation.quote.split())
        again = [tag for tag in dict.fromkeys(annotation.tags) if (place, tag) in lines]
        if again:
            first = lines[place, again[0]]
            what = f"this passage has the tag {quoted(again[0])} from line {first} already"
            yield _at(
                document, records, annotation.line, "tags", what, "take the tag, or the record, away in one place"
            )
        for tag in annotation.tags:
            lines.setdefault((place, tag), annotation.line)


def _nowhere(
    document: Document,
    records: Mapping[int, Fields],
    anchored: Sequence[Anchored],
    ids: Mapping[str, Collection[str]],
) -> Iterator[Fault]:
    """Links to annotations that do not exist."""
    for annotation, _ in anchored:
        for link in annotation.links:
            article, _, name = link.to.partition("#")
            if name in ids.get(article, ()):
                continue
            if article not in ids:
                what, repair = (
                    f"the link {quoted(link.to)} names no article that anybody has annotated",
                    did_you_mean(article, ids, "write to: article#id"),
                )
            else:
                what = f"the link {quoted(link.to)} leads to no annotation"
                repair = did_you_mean(name, ids[article], f"the annotations on {article} have other ids")
            yield _at(document, records, annotation.line, "links", what, repair)
