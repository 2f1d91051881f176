"""Two annotators on one small article: what they say, and my file as decisions change it."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.annotations.differences import Choice, Difference, decide
from karabakh_tui.annotations.model import Anchor, Anchored, Annotation, Certainty, Status
from karabakh_tui.annotations.operations import Add, Delete, Operation, primitives
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.plain import Fields

TEXT = "The troops deploy for five years. Lavrov insists on it. A nervous denial came from Ankara, again and again."
FILE = "jamestown"
ARTICLE = Article(FILE, "E", "Jamestown", TEXT)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def says(
    words: str,
    *tags: str,
    id_: str = "k3q9x7",
    note: str = "",
    certainty: Certainty = "exact",
    status: Status = "accepted",
    seen_from: Sequence[str] = (),
) -> Anchored:
    span = None if certainty == "orphan" else at(words)
    annotation = Annotation(id_, tags, words, note=note, status=status, seen_from=tuple(seen_from))
    return Anchored(annotation, Anchor(span, certainty))


class Mine:
    """My file, as decisions change it: records by id, and what they are on the article."""

    def __init__(self, annotations: Sequence[Anchored]) -> None:
        self.records: dict[str, Fields] = {}
        for one in annotations:
            fields: Fields = {"tags": list(one.annotation.tags), "quote": one.annotation.quote}
            if one.anchor.span:
                fields["start"] = one.anchor.span.start
            fields |= {"note": one.annotation.note} if one.annotation.note else {}
            self.records[one.annotation.id] = fields

    def do(self, ops: Sequence[Operation]) -> None:
        for op in primitives(ops):
            assert op.file == FILE
            if isinstance(op, Add):
                assert op.id not in self.records
                self.records[op.id] = dict(op.fields)
            elif isinstance(op, Delete):
                assert self.records.pop(op.id) == op.fields
            else:
                assert self.records[op.id].get(op.field) == op.before
                self.records[op.id].pop(op.field, None)
                if op.value is not None:
                    self.records[op.id][op.field] = op.value

    @property
    def anchored(self) -> list[Anchored]:
        return [self._anchored(id_, fields) for id_, fields in self.records.items()]

    @staticmethod
    def _anchored(id_: str, fields: Fields) -> Anchored:
        seen = fields.get("seen_from", [])
        quote, start = fields["quote"], fields["start"]
        assert isinstance(quote, str)
        assert isinstance(start, int)
        assert TEXT[start : start + len(quote)] == quote
        annotation = Annotation(
            id_,
            tuple(fields.get("tags", [])),
            quote,
            start=start,
            note=str(fields.get("note", "")),
            status=fields.get("status", "accepted"),
            seen_from=tuple([seen] if isinstance(seen, str) else seen),
        )
        return Anchored(annotation, Anchor(Span(start, start + len(quote)), "exact"))

    def decide(self, difference: Difference, choice: Choice) -> tuple[Operation, ...]:
        fields = self.records[difference.mine.annotation.id] if difference.mine else {}
        ops = decide(difference, choice, ARTICLE, fields, self.records)
        self.do(ops)
        return ops

    def said(self) -> set[tuple[str, str, str]]:
        return {(one.annotation.quote, " ".join(one.annotation.tags), one.annotation.status) for one in self.anchored}
