"""What a person says of one provision in one article, as an operation on that person's own verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from karabakh_tui.annotations.model import Verdict, VerdictKind
from karabakh_tui.annotations.operations import SetVerdict, new_id
from karabakh_tui.yamldoc.plain import Fields, Plain


class Decision(NamedTuple):
    """What was said. `kind` None takes one's own verdict away, so that the one below it counts again; `against` holds
    article ids, and counts for a conflict only; `note` None leaves the note as it is."""

    kind: VerdictKind | None
    against: tuple[str, ...] = ()
    note: str | None = None


def own_verdict(mine: Sequence[Verdict], provision: str, article: str) -> Verdict | None:
    """The verdict of that person on a cell: of several in the file the last one, which is the one that counts."""
    return next((v for v in reversed(mine) if (v.provision, v.article) == (provision, article)), None)


def deciding(
    decision: Decision,
    provision: str,
    article: str,
    own: Verdict | None,
    before: Fields | None,
    shown: Verdict | None,
    taken: Sequence[str] = (),
) -> SetVerdict | None:
    """The operation for a decision on a cell; None where it changes nothing.

    `own` is one's own verdict on it and `before` its record as it stands in the file; both are None where there is
    none. `shown` is what counts until now, of whoever it is: a first verdict of one's own takes over the value and the
    words that it names, since what an article says does not hang on what somebody makes of it. A record that is there
    keeps every field that the decision says nothing of. `taken` are the ids in use.
    """
    if decision.kind is None:
        return SetVerdict(own.id, None, before) if own and before is not None else None
    fields: Fields = dict(before) if before is not None else _first(provision, article, shown)
    fields["verdict"] = decision.kind
    _put(fields, "against", list(decision.against) if decision.kind == "conflict" else [])
    if decision.note is not None:
        _put(fields, "note", decision.note)
    if fields == before:
        return None
    return SetVerdict(own.id if own and before is not None else new_id(taken), fields, before)


def _first(provision: str, article: str, shown: Verdict | None) -> Fields:
    """A record that does not exist yet."""
    fields: Fields = {"provision": provision, "article": article, "verdict": "", "against": []}
    if shown is not None:
        _put(fields, "value", shown.value)
        _put(fields, "because", list(shown.because))
    return fields


def _put(fields: Fields, name: str, value: Plain) -> None:
    """Set a field; without a value it is not written."""
    if value:
        fields[name] = value
    else:
        fields.pop(name, None)
