"""`tags apply`: other programs tag, all of what they ask for or nothing."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from helpers.tram_corpus import write_corpus
from shell import shell

from karabakh_tui.annotations import saving
from karabakh_tui.annotations.notebook import Notebook, Where
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.sheet import Sheet

FILE = "annotations/anna/herald.yaml"
ANNA = """\
# mine
format: 1
annotations:
  # sure?
  - id: k3q9x7   # first
    tags: [resumption]
    quote: From Thursday at five the trams will run.
    note: |-
      Against C.
  - {id: m2w9tz, tags: pay, quote: four per cent, status: suggested}
"""
Op = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The trams with a file of anna's; one stands in that folder, and has a home."""
    made = write_corpus(tmp_path / "trams", **{FILE: ANNA})
    monkeypatch.chdir(made)
    for name in ("STATE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return made


def apply(*ops: Op, file: str = FILE, words: tuple[str, ...] = ()) -> Result:
    return shell("tags", "apply", file, "-", *words, stdin=json.dumps(list(ops)).encode())


def saved(*ops: Op, file: str = FILE) -> list[str]:
    """The ids, if all is well."""
    result = apply(*ops, file=file, words=("--json",))
    assert (result.exit_code, result.stderr) == (0, "")
    told = json.loads(result.stdout)
    assert (list(told), told["schema"], told["result"]) == (
        ["schema", "result", "ids"],
        "karabakh-tui/apply@1",
        "saved",
    )
    ids: list[str] = told["ids"]
    return ids


def refused(*ops: Any, code: int = 2) -> list[str]:
    """What is told, if nothing was changed."""
    before = Path(FILE).read_bytes()
    result = apply(*ops)
    assert (result.exit_code, result.stdout) == (code, "")
    assert Path(FILE).read_bytes() == before
    return result.stderr.splitlines()


def add(**annotation: Any) -> Op:
    return {"op": "add", "annotation": annotation}


# What is done


def test_all_three_operations_touch_only_their_own_lines(folder: Path) -> None:
    new, *others = saved(
        add(tags=["pay"], quote="Nobody will be dismissed"),
        {"op": "set", "id": "k3q9x7", "field": "note", "value": "Against B."},
        {"op": "set", "id": "k3q9x7", "field": "tags", "value": ["resumption", "pay"]},
        {"op": "delete", "id": "m2w9tz"},
    )
    assert others == ["k3q9x7", "k3q9x7", "m2w9tz"]
    lines = (folder / FILE).read_text().splitlines()
    assert lines[:7] == [
        *ANNA.splitlines()[:5],
        "    tags: [resumption, pay]",
        "    quote: From Thursday at five the trams will run.",
    ]
    assert "Against B." in lines[7] + lines[8]
    assert "m2w9tz" not in "".join(lines)
    assert f"  - id: {new}" in lines[7:]


def test_what_tells_the_place_is_filled_in_as_on_the_screen(folder: Path) -> None:
    (name,) = saved(add(tags="pay", quote="PAY goes  up by\nfour"), file="annotations/ben/herald.yaml")
    assert (folder / "annotations/ben/herald.yaml").read_text().startswith("# karabakh-tui annotations, format 1.")
    (one,) = listed("ben")
    assert (one["id"], one["start"], one["quote"], one["certainty"]) == (name, 59, "Pay goes up by four", "exact")
    text = (folder / "annotations/ben/herald.yaml").read_text()
    assert "source: {id: herald, sha256:" in text.replace("\n  ", " ") or "id: herald" in text
    assert "prefix:" in text
    assert "suffix:" in text


def test_the_text_is_kept_so_that_the_passage_can_be_followed(folder: Path, tmp_path: Path) -> None:
    saved(add(tags=["pay"], quote="from June"))
    (kept,) = (tmp_path / "data").rglob("*.txt")
    assert kept.read_text().endswith((folder / "herald.txt").read_text())


def listed(by: str) -> list[Any]:
    found: list[Any] = json.loads(shell("tags", "list", "-c", ".", "-q", "--by", by, "--json").stdout)["annotations"]
    return found


def test_a_passage_can_be_named_by_its_offsets(folder: Path) -> None:
    saved(add(tags=["pay"], start=59, end=98), file="annotations/ben/herald.yaml")
    assert listed("ben")[0]["quote"] == "Pay goes up by four per cent from June."


def test_another_quote_is_another_place(folder: Path) -> None:
    saved({"op": "set", "id": "m2w9tz", "field": "quote", "value": "from June"})
    one = next(one for one in listed("anna") if one["id"] == "m2w9tz")
    assert (one["start"], one["quote"], one["certainty"]) == (88, "from June", "exact")
    assert "start: 88" in (folder / FILE).read_text()


def test_accepted_is_a_status_that_is_not_written(folder: Path) -> None:
    saved({"op": "set", "id": "m2w9tz", "field": "status", "value": "accepted"})
    assert (folder / FILE).read_text() == ANNA.replace(", status: suggested", "")
    saved({"op": "set", "id": "m2w9tz", "field": "status", "value": "doubtful"})
    saved({"op": "set", "id": "m2w9tz", "field": "status", "value": None})
    assert (folder / FILE).read_text() == ANNA.replace(", status: suggested", "")


def test_each_operation_finds_what_those_before_it_left(folder: Path) -> None:
    saved(
        add(id="mine", tags=["pay"], quote="from June"),
        {"op": "set", "id": "mine", "field": "note", "value": "x"},
        {"op": "set", "id": "mine", "field": "tags", "value": None},
        {"op": "delete", "id": "k3q9x7"},
    )
    assert [(one["id"], one["tags"], one["note"]) for one in listed("anna")] == [
        ("m2w9tz", ["pay"], None),
        ("mine", [], "x"),
    ]


def test_a_list_of_nothing_writes_nothing(folder: Path) -> None:
    before = (folder / FILE).stat().st_mtime_ns
    assert saved() == []
    assert (folder / FILE).stat().st_mtime_ns == before


def test_a_dry_run_shows_the_difference(folder: Path, tmp_path: Path) -> None:
    result = apply({"op": "delete", "id": "m2w9tz"}, words=("-n",))
    assert result.stdout.splitlines() == [
        f"--- {FILE}",
        f"+++ {FILE}",
        "@@ -7,4 +7,3 @@",
        "     quote: From Thursday at five the trams will run.",
        "     note: |-",
        "       Against C.",
        "-  - {id: m2w9tz, tags: pay, quote: four per cent, status: suggested}",
    ]
    assert (folder / FILE).read_text() == ANNA
    assert not (tmp_path / "state").exists()
    assert not (tmp_path / "data").exists()
    told = json.loads(apply({"op": "delete", "id": "m2w9tz"}, words=("-n", "--json")).stdout)
    assert (told["result"], told["ids"]) == ("dry-run", ["m2w9tz"])
    new = apply(add(tags=["pay"], quote="from June"), file="annotations/new/herald.yaml", words=("-n",))
    assert "+annotations:" in new.stdout
    assert not (folder / "annotations/new").exists()


def test_what_was_done_is_told_in_a_line(folder: Path) -> None:
    ops = folder / "ops.json"
    ops.write_text('\ufeff[{"op": "delete", "id": "m2w9tz"}]', encoding="utf-8")
    result = shell("tags", "apply", FILE, "ops.json")
    assert (result.exit_code, result.output) == (0, f"Saved {FILE}: 1 operation.\n")


def test_it_can_be_undone_on_the_screen(folder: Path, tmp_path: Path) -> None:
    saved({"op": "delete", "id": "m2w9tz"}, {"op": "set", "id": "k3q9x7", "field": "tags", "value": "pay"})
    book = notebook(folder, tmp_path)
    step = book.undo()
    assert step is not None
    assert step.words == "apply 2 operations"
    book.save()
    book.close()
    assert (folder / FILE).read_text() == ANNA


def notebook(folder: Path, tmp_path: Path) -> Notebook:
    where = Where(folder / "annotations", "anna", tmp_path / "state" / "karabakh-tui")
    return Notebook.open(where, open_folder(folder).articles, Codebook())


def test_the_corpus_can_be_another_one(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = "own/annotations/anna/jamestown.yaml"
    result = apply(add(tags=["ceasefire"], quote="The Karabakh War Ends"), file=file, words=("-c", "default"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "tags: [ceasefire]" in (tmp_path / file).read_text()


# What is refused


def test_wrong_input_names_the_operation_and_the_field(folder: Path) -> None:
    told = refused(add(tags=["pay"], quote="from June"), add(tags=["pya"], quote="from June"))
    assert told == [
        'stdin: .[1].annotation.tags[0]: there is no tag "pya"; did you mean "pay"?',
        "Nothing was written.",
    ]


def test_a_quote_that_does_not_stand_there_is_refused(folder: Path) -> None:
    told, several, _ = refused(
        add(tags=["pay"], quote="Wages rise by four in the hundred"), add(tags=["pay"], quote="the")
    )
    assert told.startswith("stdin: .[0].annotation: the quote is not in herald:")
    assert several.startswith("stdin: .[1].annotation: the quote stands in 2 places: line 3 (25 %), line 5 (92 %);")
    assert saved(add(tags=["pay"], quote="the", start=39)) != []


def test_all_that_is_wrong_is_told_and_nothing_of_it_done(folder: Path) -> None:
    told = refused(add(tags=["pay"], quote="from June"), *[{"op": "delete", "id": "zzzzzz"}] * 25)
    assert told[0].startswith("stdin: .[1].id:")
    assert len(told) == 22
    assert told[-2:] == ["... and 5 more.", "Nothing was written."]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"[", "stdin:1:2: is no JSON (Expecting value); write a list of operations"),
        (b"{}", 'stdin: .: is an object, not a list; write [{"op": "add", ...}, ...]'),
        (b"[\xff]", "stdin: .: is not UTF-8 (byte 1); save it as UTF-8"),
        (b"[NaN]", "stdin: .: cannot be read (NaN is no value); write a list of operations"),
        (b"[" * 100_000, "stdin: .: cannot be read"),
        (b"1" * 5000, "stdin: .: cannot be read"),
    ],
)
def test_what_is_no_list_is_told(folder: Path, data: bytes, told: str) -> None:
    result = shell("tags", "apply", FILE, "-", stdin=data)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("herald.yaml", "herald.yaml: is no file of annotations on an article"),
        ("annotations/anna/_verdicts.yaml", "is no file of annotations on an article"),
        ("annotations/anna/heralt.yaml", "is on no article of"),
    ],
)
def test_what_is_no_annotation_file_cannot_be_changed(folder: Path, file: str, told: str) -> None:
    result = apply(file=file)
    assert (result.exit_code, result.stdout) == (3, "")
    assert told in result.stderr


def test_a_file_that_cannot_be_read_is_left_alone(folder: Path) -> None:
    for text in ("format: 1\nannotations: [", "format: 9\n", "<<<<<<< ours\n"):
        (folder / FILE).write_text(text)
        result = apply(add(tags=["pay"], quote="from June"))
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr.startswith(FILE + ":")
        assert (folder / FILE).read_text() == text
    assert shell("tags", "apply", FILE, "none.json").exit_code == 3


# Others


def test_somebody_who_has_the_file_open_is_not_disturbed(folder: Path, tmp_path: Path) -> None:
    book = notebook(folder, tmp_path)
    try:
        result = apply({"op": "delete", "id": "m2w9tz"})
    finally:
        book.close()
    assert (result.exit_code, result.stdout) == (5, "")
    assert "anna is annotating on" in result.stderr
    assert (folder / FILE).read_text() == ANNA
    assert apply({"op": "delete", "id": "m2w9tz"}).exit_code == 0


def test_where_nothing_can_be_written_nothing_is_done(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patched:
        patched.setattr("karabakh_tui.annotations.saving.replace_file", full)
        told = refused({"op": "delete", "id": "m2w9tz"}, code=74)
    assert told[-1] == f"{FILE} is as it was."
    book = notebook(folder, tmp_path)
    assert book.pending() == 0
    book.close()


def test_without_a_journal_nothing_is_done(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    told = refused({"op": "delete", "id": "m2w9tz"}, code=74)
    assert told[0].startswith("Nothing was written: ")


def test_what_an_earlier_session_left_is_still_told_to_the_next_one(folder: Path, tmp_path: Path) -> None:
    from karabakh_tui.annotations.operations import Add

    book = notebook(folder, tmp_path)
    book.do([Add("evening", "zzzzzz", {"tags": ["pay"], "quote": "Wages rise"})], "tag pay")
    book.close(goodbye=False)
    saved({"op": "delete", "id": "m2w9tz"})
    book = notebook(folder, tmp_path)
    assert book.left is not None
    assert book.fields("evening", "zzzzzz") is not None
    book.close()


def test_a_file_that_another_program_is_writing_is_a_conflict(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving.save, "__kwdefaults__", {"wait": 0.0})
    with (folder / FILE).open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        result = apply({"op": "delete", "id": "k3q9x7"})
    assert result.exit_code == 5
    assert "another program is writing it" in result.stderr
    assert (folder / FILE).read_text() == ANNA


def test_a_large_file_is_read_again_as_a_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "".join(f"  - {{id: n{number}, tags: [pay], quote: four per cent}}\n" for number in range(1000))
    (folder / FILE).write_text(ANNA + more)
    monkeypatch.setattr(Sheet, "check", _refuse)
    result = apply({"op": "delete", "id": "n7"})
    assert result.exit_code == 70
    assert "is not as it was meant now" in result.stderr


def _refuse(sheet: Sheet) -> None:
    raise FaultError(Fault(sheet.path, 3, 1, "says something else", "undo it"))
