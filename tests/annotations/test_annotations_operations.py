"""What a person does, as data: every operation can be taken back, and comes down to what files know."""

from __future__ import annotations

import re

import pytest

from karabakh_tui.annotations.operations import (
    Accept,
    Add,
    Delete,
    Operation,
    Reject,
    SetField,
    SetVerdict,
    Step,
    inverse,
    new_id,
    primitives,
    undoing,
)
from karabakh_tui.yamldoc.plain import Fields

Files = dict[str, dict[str, Fields]]

VERDICT: Fields = {"provision": "mandate", "verdict": "same"}
BEFORE: Files = {
    "e": {"k3q9x7": {"tags": ["fact"], "quote": "five years", "note": "?", "status": "suggested"}},
    "_verdicts": {"v8m2kq": VERDICT},
}
OPERATIONS: list[Operation] = [
    Add("e", "m2w9tz", {"tags": ["claim"], "quote": "the road"}),
    Delete("e", "k3q9x7", BEFORE["e"]["k3q9x7"]),
    SetField("e", "k3q9x7", "note", "sure", "?"),
    SetField("e", "k3q9x7", "note", None, "?"),
    Accept("e", "k3q9x7", "suggested"),
    Reject("e", "k3q9x7", "suggested"),
    SetVerdict("v8m2kq", {"provision": "mandate", "verdict": "conflict", "against": ["a"]}, VERDICT),
    SetVerdict("v8m2kq", None, VERDICT),
    SetVerdict("w2w2w2", {"provision": "troops", "verdict": "silent"}, None),
]


def done(files: Files, ops: tuple[Operation, ...]) -> Files:
    """What is in the files after some operations; each must find what it says was there."""
    new = {name: {id_: dict(fields) for id_, fields in records.items()} for name, records in files.items()}
    for op in primitives(ops):
        records = new[op.file]
        if isinstance(op, Add):
            assert op.id not in records
            records[op.id] = dict(op.fields)
        elif isinstance(op, Delete):
            assert records.pop(op.id) == op.fields
        else:
            assert records[op.id].get(op.field) == op.before
            records[op.id].pop(op.field, None)
            if op.value is not None:
                records[op.id][op.field] = op.value
    return new


@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: type(op).__name__)
def test_every_operation_changes_something_and_its_inverse_brings_it_back(op: Operation) -> None:
    after = done(BEFORE, (op,))
    assert after != BEFORE
    assert done(after, (inverse(op),)) == BEFORE
    assert done(done(after, (inverse(op),)), (inverse(inverse(op)),)) == after


def test_a_step_is_taken_back_from_its_end() -> None:
    step = Step((OPERATIONS[2], SetField("e", "k3q9x7", "note", "very", "sure"), OPERATIONS[4]), "a note twice")
    assert done(done(BEFORE, step.ops), undoing(step)) == BEFORE


def test_what_is_accepted_states_no_status() -> None:
    assert "status" not in done(BEFORE, (Accept("e", "k3q9x7", "suggested"),))["e"]["k3q9x7"]


def test_ids_are_six_signs_that_are_not_mixed_up_and_never_one_that_is_taken() -> None:
    made = {new_id() for _ in range(500)}
    assert len(made) == 500
    assert all(re.fullmatch("[abcdefghjkmnpqrstuvwxyz][23456789abcdefghjkmnpqrstuvwxyz]{5}", one) for one in made)
