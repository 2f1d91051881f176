"""annotations/codebook.yaml and annotations/names.yaml: what is wrong in them is named, the rest is used."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import ascii_lowercase

from karabakh_tui.codebook.model import Codebook, Label, NameVariants, Provision
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.load import read
from karabakh_tui.yamldoc.record import Record, open_record
from karabakh_tui.yamldoc.wording import quoted

CODEBOOK = "annotations/codebook.yaml"
NAMES = "annotations/names.yaml"

_PROVISION = frozenset({"id", "code", "title", "definition", "clause", "aliases", "not", "event", "point"})
_LABEL = frozenset({"id", "key", "title", "definition"})
_NAME = frozenset({"is", "also", "kind"})
KEYS = "123456789"
"""The digits that a label may have as its key."""

LONGEST_ID = 60
"""Characters of an id, at most."""

_CODE_CELLS = 2  # of a code on screen
_SINGLE = KEYS + ascii_lowercase


def load_codebook(folder: Path | None) -> Codebook:
    """The codebook and the names of the corpus in `folder`; without a folder, or without the files, there are none.

    What is wrong is in `faults`, named as seen from the folder: a wrong record is set aside, and a file that cannot be
    used as a whole counts as empty. Raises ParserMissingError where PyYAML cannot read.
    """
    if folder is None:
        return Codebook()
    faults: list[Fault] = []
    provisions: tuple[Provision, ...] = ()
    labels: tuple[Label, ...] = ()
    names: tuple[NameVariants, ...] = ()
    there = os.path.lexists(folder / CODEBOOK)
    if top := _open(folder, CODEBOOK, faults):
        provisions, labels = codes_in(top)
        faults += top.faults
    if top := _open(folder, NAMES, faults):
        names = tuple(_names(top))
        faults += top.faults
    return Codebook(provisions, labels, names, CODEBOOK if there else "", tuple(faults))


def _open(folder: Path, name: str, faults: list[Fault]) -> Record | None:
    path = folder / name
    if not os.path.lexists(path):
        return None
    try:
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
            raise FaultError(Fault(name, 0, 0, "is a link that leads out of the corpus", "put the file itself here"))
        return open_record(read(path, name))
    except FaultError as error:
        faults.append(error.fault)
        return None


def codes_in(top: Record) -> tuple[tuple[Provision, ...], tuple[Label, ...]]:
    """The codes of a codebook; a wrong one is left out, and the faults of the record tell."""
    ids: dict[str, int] = {}
    codes: dict[str, int] = {}
    keys: dict[str, int] = {}
    provisions = [one for one in (_provision(record, ids, codes) for record in top.records("provisions")) if one]
    labels = [one for one in (_label(record, ids, keys) for record in top.records("labels")) if one]
    top.unknown({"format", "provisions", "labels"})
    return _with_codes(provisions, codes, top), tuple(labels)


def _provision(record: Record, ids: dict[str, int], codes: dict[str, int]) -> Provision | None:
    record.unknown(_PROVISION)
    name = _id(record, ids)
    if not name:
        return None
    return Provision(
        id=name,
        code=_code(record, codes),
        title=record.text("title") or name,
        definition=record.text("definition"),
        clause=record.text("clause"),
        aliases=record.texts("aliases"),
        excludes=record.texts("not"),
        event=record.text("event"),
        point=record.text("point"),
        line=record.line,
    )


def _label(record: Record, ids: dict[str, int], keys: dict[str, int]) -> Label | None:
    record.unknown(_LABEL)
    name = _id(record, ids)
    if not name:
        return None
    key = record.text("key")
    if key and key not in tuple(KEYS):
        record.fault("key", f"{quoted(key)} is no key", "write one digit from 1 to 9")
        key = ""
    elif key in keys:
        record.fault("key", f"the key {key} is given in line {keys[key]}, too", "give one of the two another digit")
        key = ""
    elif key:
        keys[key] = record.place("key")[0]
    return Label(name, record.text("title") or name, key, record.text("definition"))


def _id(record: Record, ids: dict[str, int]) -> str:
    """The id of a provision or a label, or an empty string, with a fault, where it has none of its own."""
    name = record.text("id", required=True)
    if not record.ok:
        return ""
    if not fits_as_id(name):
        record.fault("id", f"{quoted(name)} is no id", f"use letters, digits and hyphens, {LONGEST_ID} at most")
        return ""
    if name in ids:
        what = f"{quoted(name)} is the id of another code, in line {ids[name]}"
        record.fault("id", what, "give it another id; until then it is left out")
        return ""
    ids[name] = record.place("id")[0]
    return name


def _code(record: Record, codes: dict[str, int]) -> str:
    code = record.text("code")
    if not code:
        return ""
    if not fits_as_code(code):
        record.fault("code", f"{quoted(code)} is no code", "write one or two characters that are no space")
        return ""
    if code in codes:
        record.fault(
            "code", f"{quoted(code)} is the code of another provision, in line {codes[code]}", "choose another"
        )
        return ""
    codes[code] = record.place("code")[0]
    return code


def fits_as_id(name: str) -> bool:
    """Whether a provision or a label may have that id."""
    return 0 < len(name) <= LONGEST_ID and name.isprintable() and not any(char.isspace() for char in name)


def fits_as_code(code: str) -> bool:
    """Whether a provision may have that code."""
    from karabakh_tui.text.cells import width

    return len(code) <= _CODE_CELLS and code.isprintable() and " " not in code and 1 <= width(code) <= _CODE_CELLS


def _with_codes(provisions: list[Provision], codes: dict[str, int], top: Record) -> tuple[Provision, ...]:
    """Every provision with a code: those without one get what is free of 1 to 9, a to z, then two characters."""
    free = (code for code in all_codes() if code not in codes)
    found: list[Provision] = []
    for provision in provisions:
        code = provision.code or next(free, "")
        if not code:
            top.fault(
                "provisions",
                f"has more provisions than there are codes; {quoted(provision.id)} and others are left out",
                "use fewer",
            )
            break
        found.append(provision if provision.code else provision._replace(code=code))
    return tuple(found)


def all_codes() -> Iterator[str]:
    """The codes that are given where a codebook gives none, in their order."""
    yield from _SINGLE
    yield from ("".join(pair) for pair in product(ascii_lowercase, _SINGLE))


def _names(top: Record) -> Iterator[NameVariants]:
    for record in top.records("names"):
        name = record.text("is", required=True)
        record.unknown(_NAME)
        if record.ok:
            yield NameVariants(name, record.texts("also"), record.text("kind"))
    top.unknown({"format", "names"})
