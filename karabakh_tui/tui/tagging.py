"""What the keys of the annotate screen do to annotations: operations, and what to say of them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from karabakh_tui.annotations.model import Anchored, Annotation
from karabakh_tui.annotations.operations import Accept, Add, Delete, Operation, SetField, new_id
from karabakh_tui.annotations.quoting import quoted_fields
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.cells import fit
from karabakh_tui.text.span import Span
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.views.rows import clean
from karabakh_tui.yamldoc.plain import Fields, Plain

Lookup = Callable[[str], Fields | None]
"""The record of an id, as fields."""

QUOTED = 30
"""Cells of the words that are named when something is done."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do to annotations. `words` go behind "undid", `told` is said when it is done. `on` is the id of the
    annotation that it is done to."""

    ops: tuple[Operation, ...]
    words: str
    told: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class Tagging:
    """What deeds are made from: the article, the names of codes, the records as they are."""

    article: Article
    names: CodeNames
    fields: Lookup

    # Tags

    def toggle(self, there: Sequence[Anchored], span: Span, code: str) -> Deed | None:
        """Put a code on these words, or take it away where they have it; `there` are the annotations of exactly these
        words. None where nothing can be done."""
        said, on = self.names.name(code).said, self._quoted(span)
        having = next((one.annotation for one in there if code in one.annotation.tags), None)
        if having is None:
            return self.put(there, span, code)
        if having.status == "suggested":
            return Deed(self._accept(having), f"acceptance of {said} on {on}", f"{said} accepted", having.id)
        left = [tag for tag in having.tags if tag != code]
        if not left and not having.note:
            return self.delete(having, f"removal of {said} from {on}", f"{said} removed")
        ops = self._set(having, "tags", list(left) or None)
        return Deed(ops, f"removal of {said} from {on}", f"{said} removed", having.id) if ops else None

    def put(self, there: Sequence[Anchored], span: Span, *codes: str) -> Deed | None:
        """Put codes on these words, beside those that they have; None where they have them all."""
        said, on = self.names.said(codes), self._quoted(span)
        words, told = f"tag {said} on {on}", f"{said} applied"
        one = next((one.annotation for one in there if one.annotation.status != "suggested"), None)
        if one is None:
            return self._add(span, {"tags": list(codes)}, words, told)
        more = [code for code in codes if code not in one.tags]
        if not more:
            return None
        ops = self._set(one, "tags", [*one.tags, *more])
        return Deed(ops, words, told, one.id) if ops else None

    def retag(self, one: Annotation, codes: Sequence[str]) -> Deed | None:
        """Give an annotation these codes in place of those that it has; without any, and without a note, it goes."""
        before, now = self.names.said(one.tags) or "a note", self.names.said(codes) or "a note"
        if not codes and not one.note:
            return self.delete(one)
        ops = self._set(one, "tags", list(codes) or None)
        if tuple(codes) == one.tags or not ops:
            return None
        return Deed(ops, f"change of {before} to {now}", f"{before} is {now} now", one.id)

    # Notes, deletions, the whole article

    def note(self, one: Annotation, text: str) -> Deed | None:
        """Give an annotation this note, or none; without tags and note, it goes."""
        said = self.names.said(one.tags) or self._words(one.quote)
        if text == one.note:
            return None
        if not text and not one.tags:
            return self.delete(one)
        ops = self._set(one, "note", text or None)
        told = f"note kept on {said}" if text else f"note removed from {said}"
        return Deed(ops, f"note on {said}", told, one.id) if ops else None

    def note_on(self, span: Span, text: str) -> Deed | None:
        """A note on words that have no annotation."""
        on = self._quoted(span)
        return self._add(span, {"note": text}, f"note on {on}", f"note kept on {on}") if text else None

    def delete(self, one: Annotation, words: str = "", told: str = "") -> Deed | None:
        """Take an annotation away."""
        fields = self.fields(one.id)
        if fields is None:
            return None
        said = self.names.said(one.tags) or "note"
        on = self._words(one.quote)
        return Deed(
            (Delete(self.article.id, one.id, fields),),
            words or f"deletion of {said} on {on}",
            told or f"{said} deleted",
        )

    def done(self, done: bool) -> Deed:
        """Say that the whole article was gone through, or take that back."""
        value, before = ("true", None) if done else (None, "true")
        op = SetField(self.article.id, "", "done", value, before)
        name = f"{self.article.letter} {clean(self.article.short)}"
        return Deed(
            (op,),
            f"mark done on {name}" if done else f"mark not done on {name}",
            f"{name} is {'' if done else 'not '}done",
        )

    def _accept(self, one: Annotation) -> tuple[Operation, ...]:
        return (Accept(self.article.id, one.id, one.status),)

    def _set(self, one: Annotation, name: str, value: Plain | None) -> tuple[Operation, ...]:
        fields = self.fields(one.id)
        if fields is None:
            return ()
        return (SetField(self.article.id, one.id, name, value, fields.get(name)),)

    def _add(self, span: Span, says: Fields, words: str, told: str, taken: Collection[str] = ()) -> Deed:
        id_ = new_id(taken)
        quoted = quoted_fields(self.article, span)
        tags = {name: value for name, value in says.items() if name == "tags"}
        rest = {name: value for name, value in says.items() if name != "tags"}
        return Deed((Add(self.article.id, id_, {**tags, **quoted, **rest}),), words, told, id_)

    def _quoted(self, span: Span) -> str:
        return self._words(self.article.text[span.start : min(span.end, span.start + 200)])

    def _words(self, text: str) -> str:
        """Some words in quotation marks, their beginning where there are many."""
        return f"'{fit(clean(text[:200]), QUOTED)}'"
