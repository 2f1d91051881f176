"""What waits for a person after a text has changed, and what that person decides, as operations.

Nothing here writes. The file stays about the text that it was made on (`source.sha256`) until nothing of it waits any
more, as the offsets of what waits are of that text; the step that settles the last one brings every place up to date
and makes the file one about the text as it is now. Until then a place that was attached anew is known by its words:
quote and context stand at `start` to the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from karabakh_tui.annotations.anchor import Finder, is_on
from karabakh_tui.annotations.model import Anchored, Annotation, AnnotationFile
from karabakh_tui.annotations.operations import Delete, Operation, SetField
from karabakh_tui.annotations.quoting import quoted_fields
from karabakh_tui.annotations.snapshots import Snapshots
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.plain import Fields, Plain

SUM_LENGTH = 12
"""Hex digits of a text's SHA-256 that are written."""

MOST_CANDIDATES = 9
"""Places that are offered for one annotation: as many as there are digits to choose them by."""

AROUND = 60
"""Code points before and after a candidate that are shown with it."""

_ASKED = frozenset({"changed", "review", "orphan"})
_CLEAR = frozenset({"exact", "moved"})
_PLACE_FIELDS = ("quote", "prefix", "suffix", "start")

Read = Callable[[str], "Fields | None"]
"""From the id of a record of a file to its fields; with an empty id, those at the top of the file."""


class Candidate(NamedTuple):
    """A passage that may be meant, best first in its list. `rating` is from 0 to 1; `before` and `after` are the words
    around it, as the text has them."""

    span: Span
    rating: float
    before: str
    after: str


class Decision(NamedTuple):
    """What a person says of the annotation with this id, about the text as it is now.

    "attach": it is about the passage `span`. "keep": it stays as it is, without a certain place; it is shown, does not
    count, and nobody is asked about it until the text is another one again. "delete": it goes.
    """

    id: str
    kind: Literal["attach", "keep", "delete"]
    span: Span | None = None


class Waiting(NamedTuple):
    """An annotation that waits for a decision; `at` is its place in the list of its file."""

    at: int
    anchored: Anchored

    @property
    def annotation(self) -> Annotation:
        """The annotation."""
        return self.anchored.annotation

    @property
    def reason(self) -> str:
        """Why it waits, in words."""
        return self.anchored.anchor.reason


def waits(article: Article, anchored: Anchored) -> bool:
    """Whether a person is to be asked about an annotation: its place is not certain, or its wording has changed, and
    nobody has decided to leave it so in this very text. What was rejected is not asked about."""
    annotation, anchor = anchored
    if anchor.certainty not in _ASKED or annotation.status == "rejected":
        return False
    return not (annotation.kept and article.sha256.startswith(annotation.kept))


def waiting(article: Article, anchored: Sequence[Anchored]) -> tuple[Waiting, ...]:
    """What waits for a decision, of the annotations of one file in its order: `changed` last, as those only want to be
    confirmed; else in the order of the text, with those first that have no place in it."""
    found = [Waiting(at, one) for at, one in enumerate(anchored) if waits(article, one)]

    def order(one: Waiting) -> tuple[bool, int, int]:
        span = one.anchored.anchor.span
        return one.anchored.anchor.certainty == "changed", span.start if span else -1, one.at

    return tuple(sorted(found, key=order))


def candidates(
    article: Article,
    file: AnnotationFile,
    anchored: Anchored,
    snapshots: Snapshots | None = None,
    finder: Finder | None = None,
) -> tuple[Candidate, ...]:
    """The passages that may be meant by an annotation, best first; MOST_CANDIDATES at most.

    Whoever asks for several passes the same `finder` of the article: without one the text is folded, and compared with
    what it was, each time anew, which takes some 0.1 seconds for 100 KB.
    """
    from karabakh_tui.annotations.carry import wanted_then
    from karabakh_tui.annotations.fuzzy import best_apart, look, rated
    from karabakh_tui.annotations.search import wanted_by

    finder = finder or Finder(article, snapshots)
    text, old = finder.text, finder.then(file.source_sha256)
    wanted = wanted_then(text, anchored.annotation, old) if old is not None else None
    wanted = wanted or wanted_by(text, anchored.annotation)
    if not wanted.quote:
        return ()
    found = [rated(text, place, wanted) for place in text.places(text.hits(wanted.quote, MOST_CANDIDATES * 4))]
    found += look(text, wanted)
    span = anchored.anchor.span
    place = text.place_of(span) if span else None
    if place:
        likeliest = rated(text, place, wanted)
        found = [likeliest, *(one for one in found if not one.place.span.overlaps(likeliest.place.span))]
        best = [likeliest, *best_apart(found[1:])]
    else:
        best = best_apart(found)
    return tuple(_shown(article.text, one.place.span, one.rating) for one in best[:MOST_CANDIDATES])


def _shown(text: str, span: Span, rating: float) -> Candidate:
    """A candidate with the words around it, none of them cut."""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    if span.start > AROUND and not text[span.start - AROUND - 1].isspace():
        before = before.partition(" ")[2] or before
    if span.end + AROUND < len(text) and not text[span.end + AROUND].isspace():
        after = after.rpartition(" ")[0] or after
    return Candidate(span, rating, before, after)


def decided(
    article: Article,
    file: AnnotationFile,
    anchored: Sequence[Anchored],
    read: Read,
    decisions: Iterable[Decision],
) -> tuple[Operation, ...]:
    """What these decisions come to: one step.

    `anchored` are the annotations of the file as they are now, all of them; decisions on others are left out. Where
    nothing of the file waits any more after that, every place that is certain is brought up to date, what was left
    without one loses its `start` (an offset in another text), and `source` is the text as it is now.
    """
    by_id = {one.id: one for one in decisions}
    records = {one.annotation.id: fields for one in anchored if (fields := read(one.annotation.id)) is not None}
    ops: list[Operation] = []
    gone = 0
    for at, one in enumerate(anchored):
        name = one.annotation.id
        decision = by_id.get(name)
        if decision is None or name not in records:
            continue
        if decision.kind == "delete":
            ops.append(Delete(article.id, name, records[name], at - gone))
            gone += 1
        elif decision.kind == "keep":
            ops += _set(article, name, records[name], {"kept": article.sha256[:SUM_LENGTH]})
        elif decision.span:
            ops += _attach(article, name, records[name], decision.span)
    if is_on(file, article) or any(waits(article, one) for one in anchored if one.annotation.id not in by_id):
        return tuple(ops)
    for annotation, anchor in anchored:
        decision, fields = by_id.get(annotation.id), records.get(annotation.id)
        if fields is None or (decision and decision.kind != "keep"):
            continue
        if decision is None and anchor.certainty in _CLEAR and anchor.span:
            ops += _attach(article, annotation.id, fields, anchor.span)
        else:
            ops += _set(article, annotation.id, fields, {"start": None})
    return (*ops, _source(article, file, read))


def clear_ones(anchored: Iterable[Anchored]) -> tuple[Decision, ...]:
    """The decision to accept all that moved: each is attached where it clearly stands. Those whose wording has changed
    are not among them: each of these wants to be looked at."""
    return tuple(
        Decision(annotation.id, "attach", anchor.span)
        for annotation, anchor in anchored
        if anchor.certainty == "moved" and anchor.span
    )


def _attach(article: Article, id_: str, fields: Fields, span: Span) -> list[SetField]:
    now = quoted_fields(article, span)
    return _set(article, id_, fields, {name: now.get(name) for name in _PLACE_FIELDS} | {"kept": None})


def _source(article: Article, file: AnnotationFile, read: Read) -> SetField:
    """The file is about the text as it is now."""
    now: Plain = {"id": article.id, "sha256": article.sha256[:SUM_LENGTH]}
    top = read("")
    said: Plain = {"id": file.article_id, "sha256": file.source_sha256}
    return SetField(article.id, "", "source", now, said if top is None else top.get("source"))


def _set(article: Article, id_: str, fields: Fields, values: Mapping[str, Plain | None]) -> list[SetField]:
    """The changes of fields that have another value now."""
    return [
        SetField(article.id, id_, name, value, fields.get(name))
        for name, value in values.items()
        if _written(fields.get(name)) != _written(value)
    ]


def _written(value: Plain | None) -> Plain | None:
    """A value as it is written: a number in a file is text to whoever reads it."""
    return str(value) if isinstance(value, int) else value
