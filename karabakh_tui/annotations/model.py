"""What an annotation is, and what an annotator's file holds."""

from __future__ import annotations

from typing import Literal, NamedTuple

from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.fault import Fault

Certainty = Literal["exact", "moved", "changed", "review", "orphan"]
Status = Literal["accepted", "doubtful", "rejected", "suggested"]
VerdictKind = Literal["same", "vaguer", "conflict", "silent", "only"]

ACCEPTED_STATUS = frozenset({"accepted", "doubtful"})
CERTAIN = frozenset({"exact", "moved", "changed"})


class Link(NamedTuple):
    """From an annotation to another one, `to` as `article#id`."""

    to: str
    rel: str = ""


class Annotation(NamedTuple):
    """Tags and/or a note on a passage, by one annotator; the passage is told by quote, context and position.

    `start` is a hint in code points (None where the file gives none); `line` is where the record begins in its file.
    `seen_from` names what of a colleague's this one was decided on, beside theirs (see differences.py). `kept` is the
    (shortened) sum of the text in which a person left it without a certain place, and does not want to be asked again.
    """

    id: str
    tags: tuple[str, ...]
    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    note: str = ""
    links: tuple[Link, ...] = ()
    status: Status = "accepted"
    why: str = ""
    by: str = ""
    created: str = ""
    annotator: str = ""
    line: int = 0
    seen_from: tuple[str, ...] = ()
    kept: str = ""


class Anchor(NamedTuple):
    """Where in the text an annotation stands now: a span (None for an orphan), how sure that is, and why in words."""

    span: Span | None
    certainty: Certainty
    reason: str = ""


class Anchored(NamedTuple):
    """An annotation together with its place."""

    annotation: Annotation
    anchor: Anchor


def counts(annotation: Anchored) -> bool:
    """Whether an annotation counts as accepted: a person means it (doubtful included) and its place is certain."""
    return (
        annotation.annotation.status in ACCEPTED_STATUS
        and annotation.anchor.certainty in CERTAIN
        and annotation.anchor.span is not None
    )


class AnnotationFile(NamedTuple):
    """One annotator's file on one article. `source_sha256` is the (shortened) sum of the text it was made on; `done`
    says that the annotator has gone through the whole article."""

    path: str
    annotator: str
    article_id: str
    source_sha256: str = ""
    annotations: tuple[Annotation, ...] = ()
    faults: tuple[Fault, ...] = ()
    done: bool = False


class Verdict(NamedTuple):
    """What a person says of one provision in one article. `against` holds article ids; `because` the words."""

    provision: str
    article: str
    kind: VerdictKind
    against: tuple[str, ...] = ()
    value: str = ""
    because: tuple[str, ...] = ()
    note: str = ""
    id: str = ""
    by: str = ""


class Side(NamedTuple):
    """One end of an alignment: words of an article; `start` is a hint in code points, as in an annotation."""

    article: str
    quote: str
    start: int | None = None


class Alignment(NamedTuple):
    """Two passages of two articles that a person says stand side by side, whatever the codebook says."""

    id: str
    left: Side
    right: Side
    note: str = ""
    by: str = ""
