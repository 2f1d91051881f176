"""What other programs want to do to an annotation file, as JSON: checked as a whole before anything is done.

[{"op": "add", "annotation": {"tags": ["fact"], "quote": "five years"}},
 {"op": "set", "id": "k3q9x7", "field": "note", "value": "Against A."},
 {"op": "delete", "id": "m2w9tz"}]
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, NoReturn, get_args

from karabakh_tui.annotations.addresses import as_text
from karabakh_tui.annotations.anchor import anchor, folded
from karabakh_tui.annotations.model import Annotation, Status
from karabakh_tui.annotations.operations import Add, Delete, Operation, SetField, new_id
from karabakh_tui.annotations.quoting import quoted_fields
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.plain import Fields, Plain
from karabakh_tui.yamldoc.wording import did_you_mean, quoted

STATUSES: tuple[str, ...] = get_args(Status)
FIELDS = ("tags", "quote", "prefix", "suffix", "start", "note", "links", "status", "why", "by", "created")
"""What an annotation may have beside its id, in the order in which it is written."""

PLACE = ("quote", "prefix", "suffix", "start")
LONGEST_ID = 60
MOST_DIGITS = 12

_KEYS = {"add": {"op", "annotation"}, "set": {"op", "id", "field", "value"}, "delete": {"op", "id"}}


class Wrong(NamedTuple):
    """What is wrong with operations: `where`, as jq names it (`.[2].annotation.tags`), what, and how to repair it."""

    where: str
    what: str
    repair: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.repair}"


class WrongError(Exception):
    """Nothing of it can be done; `wrong` names everything that is wrong with it."""

    def __init__(self, wrong: tuple[Wrong, ...]) -> None:
        super().__init__("; ".join(map(str, wrong)))
        self.wrong = wrong


class Planned(NamedTuple):
    """What is to be done, and for each operation that was asked for the id of the annotation that it is about."""

    ops: tuple[Operation, ...]
    ids: tuple[str, ...]


def read_json(data: bytes) -> Any:
    """What the JSON says. Raises WrongError where it is none."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        wrong = Wrong(f"{error.lineno}:{error.colno}", f"is no JSON ({error.msg})", "write a list of operations")
    except UnicodeDecodeError as error:
        wrong = Wrong(".", f"is not UTF-8 (byte {error.start})", "save it as UTF-8")
    except (ValueError, RecursionError) as error:
        wrong = Wrong(".", f"cannot be read ({error})", "write a list of operations")
    raise WrongError((wrong,))


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value")


def planned(asked: Any, article: Article, records: Mapping[str, Fields], codes: Collection[str]) -> Planned:
    """The operations that are asked for, as they are done on the screen, too.

    `records` are those of the file on `article`, by what they are addressed by; `codes` are the tags that there are,
    none for any. Each operation finds what those before it left. Raises WrongError with all that is wrong.
    """
    plan = _Plan(article, records, codes)
    if not isinstance(asked, list):
        raise WrongError((Wrong(".", f"is {_kind(asked)}, not a list", 'write [{"op": "add", ...}, ...]'),))
    for number, one in enumerate(asked):
        plan.take(f".[{number}]", one)
    if plan.wrong:
        raise WrongError(tuple(plan.wrong))
    return Planned(tuple(plan.ops), tuple(plan.ids))


class _RefusedError(Exception):
    """One thing is wrong, and the operation cannot be read any further."""

    def __init__(self, where: str, what: str, repair: str) -> None:
        super().__init__(what)
        self.wrong = Wrong(where, what, repair)


class _Plan:
    """Operations under way: what the file holds after those that were taken so far."""

    def __init__(self, article: Article, records: Mapping[str, Fields], codes: Collection[str]) -> None:
        self.article, self.codes = article, codes
        self.text = folded(article)
        self.records: dict[str, Fields] = {name: dict(fields) for name, fields in records.items()}
        ids = Counter(one for fields in records.values() if isinstance(one := fields.get("id"), str))
        self.shared = frozenset(one for one, count in ids.items() if count > 1)
        self.wrong: list[Wrong] = []
        self.ops: list[Operation] = []
        self.ids: list[str] = []

    def take(self, where: str, one: Any) -> None:
        """One operation, or what is wrong with it."""
        try:
            _object(where, one)
            name = one.get("op")
            if not isinstance(name, str) or name not in _KEYS:
                told = f"there is no operation {quoted(name)}" if isinstance(name, str) else "this is no operation"
                raise _RefusedError(f"{where}.op", told, "write one of: add, set, delete")
            _keys(where, one, _KEYS[name])
            {"add": self._add, "set": self._set, "delete": self._delete}[name](where, one)
        except _RefusedError as refused:
            self.wrong.append(refused.wrong)

    def _add(self, where: str, one: dict[str, Any]) -> None:
        where = f"{where}.annotation"
        given = _object(where, one.get("annotation"))
        _keys(where, given, {"id", "end", *FIELDS})
        name = self._new_id(where, given)
        values = {field: self._value(f"{where}.{field}", field, given[field]) for field in FIELDS if field in given}
        found = self._place(where, values, given.get("end"))
        fields: Fields = {}
        for field in FIELDS:
            value = found.get(field) if field in PLACE else values.get(field)
            if value not in (None, "", []):
                fields[field] = value
        self._needs(where, fields)
        self.ops.append(Add(self.article.id, name, fields))
        self.records[name] = fields
        self.ids.append(name)

    def _new_id(self, where: str, given: dict[str, Any]) -> str:
        if "id" not in given:
            return new_id(self.records)
        name = _text(f"{where}.id", given["id"])
        if not name or len(name) > LONGEST_ID or not name.isprintable() or any(c.isspace() or c == "#" for c in name):
            raise _RefusedError(f"{where}.id", f"{quoted(name)} is no id", "leave it out, and one is made")
        if name in self.records:
            raise _RefusedError(f"{where}.id", f"{quoted(name)} is taken", "leave it out, or choose another")
        return name

    def _set(self, where: str, one: dict[str, Any]) -> None:
        name = self._known(where, one)
        field = _text(f"{where}.field", one.get("field"))
        if field not in FIELDS:
            repair = did_you_mean(field, FIELDS, f"write one of: {', '.join(FIELDS)}")
            raise _RefusedError(f"{where}.field", f"{quoted(field)} cannot be set", repair)
        if "value" not in one:
            raise _RefusedError(f"{where}.value", "is missing", "write a value, or null for none")
        given = one["value"]
        value = None if given is None else self._value(f"{where}.value", field, given)
        before = self.records[name]
        after: Fields = {key: old for key, old in before.items() if key != field}
        if value not in (None, "", []):
            after[field] = value
        if field in PLACE:
            after = self._replaced(where, field, after)
        self._needs(where, after)
        names = dict.fromkeys([field, *before, *after])
        changes = ((key, after.get(key), before.get(key)) for key in names)
        self.ops += [
            SetField(self.article.id, name, key, new, old)
            for key, new, old in changes
            if _as_written(new) != _as_written(old)
        ]
        self.records[name] = after
        self.ids.append(name)

    def _replaced(self, where: str, field: str, after: Fields) -> Fields:
        """The record about another passage: all that tells the passage is new. The old place helps to find it."""
        told = {key: after[key] for key in PLACE if key in after}
        if field == "quote":
            told.pop("prefix", None)
            told.pop("suffix", None)
        found = self._place(f"{where}.value", told, None)
        return {key: value for key, value in after.items() if key not in (*PLACE, "kept")} | found

    def _delete(self, where: str, one: dict[str, Any]) -> None:
        name = self._known(where, one)
        self.ops.append(Delete(self.article.id, name, self.records.pop(name)))
        self.ids.append(name)

    def _known(self, where: str, one: dict[str, Any]) -> str:
        name = _text(f"{where}.id", one.get("id"))
        if name not in self.records:
            repair = did_you_mean(name, self.records, "karabakh-tui tags list names them")
            raise _RefusedError(f"{where}.id", f"there is no annotation {quoted(name)}", repair)
        if name in self.shared:
            told = f"{quoted(name)} is the id of two annotations"
            raise _RefusedError(
                f"{where}.id", told, "remove one of the two id lines; karabakh-tui tags check names them"
            )
        return name

    # Values

    def _place(self, where: str, told: Mapping[str, Plain], end: Any) -> Fields:
        """The fields that tell the passage which is meant: by its words, or by where it begins and ends."""
        start = _number(f"{where}.start", told["start"]) if "start" in told else None
        quote = told.get("quote", "")
        if end is not None:
            span = self._span(where, start, _number(f"{where}.end", end))
            if not quote:
                return quoted_fields(self.article, span)
        if not isinstance(quote, str) or not quote.strip():
            raise _RefusedError(where, "there is no quote", "give the words, or start and end")
        told = {"prefix": "", "suffix": "", **told}
        wanted = Annotation("", (), quote, str(told["prefix"]), str(told["suffix"]), start)
        found = anchor(self.text, wanted, same_source=True)
        if found.span is None or found.certainty not in ("exact", "moved"):
            what = f"the quote is not in {self.article.id}: {found.reason}" if found.span is None else found.reason
            raise _RefusedError(
                where, what, "give the words as they stand there, and start or prefix to tell places apart"
            )
        return quoted_fields(self.article, found.span)

    def _span(self, where: str, start: int | None, end: int) -> Span:
        text = self.article.text
        if start is None:
            raise _RefusedError(f"{where}.start", "is missing", "write where the passage begins")
        if not start < end <= len(text):
            what = f"{start} to {end} is no passage of {self.article.id}"
            raise _RefusedError(where, what, f"its text has {len(text)} characters")
        if not text[start:end].strip():
            raise _RefusedError(where, f"{start} to {end} is white space", "choose a passage with words in it")
        return Span(start, end)

    def _value(self, where: str, field: str, given: Any) -> Plain:
        """What a field is to hold."""
        if field == "tags":
            return self._tags(where, given)
        if field == "links":
            return _links(where, given)
        if field == "start":
            return _number(where, given)
        text = _text(where, given)
        if field != "status":
            return text
        if text not in STATUSES:
            raise _RefusedError(where, f"there is no status {quoted(text)}", f"write one of: {', '.join(STATUSES)}")
        return "" if text == "accepted" else text

    def _tags(self, where: str, given: Any) -> list[Plain]:
        tags = [given] if isinstance(given, str) else given
        if not isinstance(tags, list):
            raise _RefusedError(where, f"is {_kind(given)}", "write a list of tags")
        found: list[Plain] = []
        for number, tag in enumerate(tags):
            place = f"{where}[{number}]"
            if not _text(place, tag).strip():
                raise _RefusedError(place, "is empty", "name a tag")
            if self.codes and tag not in self.codes:
                repair = did_you_mean(tag, self.codes, "add it to annotations/codebook.yaml first")
                raise _RefusedError(place, f"there is no tag {quoted(tag)}", repair)
            if tag not in found:
                found.append(tag)
        return found

    def _needs(self, where: str, fields: Fields) -> None:
        """Tags or a note: a passage alone says nothing."""
        if not fields.get("tags") and not fields.get("note"):
            raise _RefusedError(where, "an annotation has neither tags nor a note", "give it tags, or a note")


def _object(where: str, given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _RefusedError(where, f"is {_kind(given)}, not an object", "write {...}")
    return given


def _keys(where: str, given: dict[str, Any], known: Collection[str]) -> None:
    for name in given:
        if name not in known:
            repair = did_you_mean(name, known, f"there are: {', '.join(sorted(known))}")
            raise _RefusedError(where, f"{quoted(name)} is not known here", repair)


def _links(where: str, given: Any) -> list[Plain]:
    if not isinstance(given, list):
        raise _RefusedError(where, f"is {_kind(given)}, not a list", 'write [{"to": "article#id"}]')
    found: list[Plain] = []
    for number, one in enumerate(given):
        place = f"{where}[{number}]"
        _keys(place, _object(place, one), ("to", "rel"))
        to = _text(f"{place}.to", one.get("to"))
        if "#" not in to:
            raise _RefusedError(f"{place}.to", f"{quoted(to)} names no annotation", "write article#id")
        link: Fields = {"to": to}
        if rel := _text(f"{place}.rel", one.get("rel", "")):
            link["rel"] = rel
        found.append(link)
    return found


def _text(where: str, given: Any) -> str:
    if not isinstance(given, str):
        raise _RefusedError(where, "is missing" if given is None else f"is {_kind(given)}, not a text", "write a text")
    if any("\ud800" <= char <= "\udfff" for char in given):
        raise _RefusedError(where, "holds half a character", "write whole ones")
    return given


def _number(where: str, given: Any) -> int:
    if isinstance(given, str) and given.isascii() and given.isdecimal() and len(given) <= MOST_DIGITS:
        return int(given)
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < 10**MOST_DIGITS:
        raise _RefusedError(where, f"is {_kind(given)}, not a whole number from 0", "write the offset in code points")
    return given


def _as_written(value: Plain | None) -> Plain | None:
    return None if value is None else as_text(value)


def _kind(given: Any) -> str:
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return kinds.get(type(given), "a number")
