"""What the records of a file are addressed by while it is worked on, whether ids are written in it or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from karabakh_tui.annotations.operations import new_id
from karabakh_tui.yamldoc.plain import Fields, Plain


def keys(records: Sequence[Fields], like: Mapping[str, Fields] | None = None) -> tuple[str, ...]:
    """What the records of a file are addressed by, in their order, no two alike.

    `like` is an earlier state of the file, or the other side. A record has the address that it has there: that of the
    same id, else that of the record that is the same in all fields, else in quote and start, else in quote and tags; as
    a verdict in provision and article; in a list of names or of articles by these. Of two records that have ids, it is
    only that of the same id. What was not there is addressed by its id, and without one, or with one that is taken, by
    a new one.
    """
    like = like or {}
    found: dict[int, str] = {}
    left = dict(like)
    twice = _twice(map(_id, records)) | _twice(map(_id, like.values()))
    _by_id(records, found, left, twice)
    _match(records, found, left, _exact)
    _match(records, found, left, _whole)
    _by_id(records, found, left, frozenset())
    for part in (_placed, _tagged, _cell, _named):
        _match(records, found, left, part)
    taken = {*like, *found.values()}
    for at, fields in enumerate(records):
        if at not in found:
            name = _id(fields)
            while not name or name in taken:
                name = new_id()
            found[at] = name
            taken.add(name)
    return tuple(found[at] for at in range(len(records)))


def as_text(value: Plain) -> Plain:
    """The value with its numbers and truths as text, which is how they come out of a file."""
    if isinstance(value, int):
        return str(value).lower()
    if isinstance(value, list):
        return [as_text(one) for one in value]
    return {name: as_text(one) for name, one in value.items()} if isinstance(value, dict) else value


def _twice(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name, count in Counter(names).items() if count > 1)


def _by_id(records: Sequence[Fields], found: dict[int, str], left: dict[str, Fields], twice: frozenset[str]) -> None:
    """Give those that have no address yet that of the same id, unless two records have it."""
    for at, fields in enumerate(records):
        name = _id(fields)
        if at not in found and name in left and name not in twice:
            found[at] = name
            del left[name]


def _match(
    records: Sequence[Fields], found: dict[int, str], left: dict[str, Fields], part: Callable[[Fields], Hashable]
) -> None:
    """Give those that have no address yet that of the first one `left` that is the same in this part."""
    if not left or len(found) == len(records):
        return
    there: dict[Hashable, list[str]] = {}
    for name, fields in left.items():
        if (key := part(fields)) is not None:
            there.setdefault(key, []).append(name)
    for at, fields in enumerate(records):
        if at in found or (key := part(fields)) is None:
            continue
        names = there.get(key, [])
        own = _id(fields)
        fits = next((one for one in names if not own or _id(left[one]) in ("", own)), None)
        if fits is not None:
            names.remove(fits)
            del left[fits]
            found[at] = fits


def _id(fields: Fields) -> str:
    name = fields.get("id")
    return name if isinstance(name, str) else ""


def _exact(fields: Fields) -> Hashable:
    return _id(fields), _whole(fields)


def _whole(fields: Fields) -> Hashable:
    return repr(sorted((name, as_text(value)) for name, value in fields.items() if name != "id"))


def _placed(fields: Fields) -> Hashable:
    quote = fields.get("quote")
    return (_folded(quote), str(fields.get("start"))) if quote else None


def _tagged(fields: Fields) -> Hashable:
    quote, tags = fields.get("quote"), fields.get("tags")
    return (_folded(quote), repr(tags if isinstance(tags, list) else [tags])) if quote else None


def _cell(fields: Fields) -> Hashable:
    provision, article = fields.get("provision"), fields.get("article")
    return (repr(provision), repr(article)) if provision and article else None


def _named(fields: Fields) -> Hashable:
    name = fields.get("is", fields.get("file"))
    return repr(name) if name else None


def _folded(value: Plain) -> str:
    return " ".join(value.split()) if isinstance(value, str) else repr(value)
