"""`tags rename`: a code gets another name everywhere, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.tram_corpus import FILES, write_corpus
from shell import bad, good, shell

from karabakh_tui.annotations import saving
from karabakh_tui.annotations.notebook import Notebook, Where
from karabakh_tui.cli import tags_rename
from karabakh_tui.codebook.model import Codebook

ANNA = "format: 1\nannotations:\n  - {tags: [pay], quote: the}\n  - {tags: [pya], quote: From}\n"
NAMED = {
    "annotations/codebook.yaml": ("id: pay,", "id: wages,"),
    "annotations/editorial/_verdicts.yaml": ("provision: pay,", "provision: wages,"),
    "annotations/editorial/bulletin.yaml": ("[pay]", "[wages]"),
    "annotations/editorial/evening.yaml": ("[pay]", "[wages]"),
    "annotations/editorial/herald.yaml": ("[pay]", "[wages]"),
    "annotations/anna/herald.yaml": ("[pay]", "[wages]"),
}
"""Where it stands, in the order in which files are written, and what stands there then."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    made = write_corpus(tmp_path / "trams", **{"annotations/anna/herald.yaml": ANNA})
    monkeypatch.chdir(made)
    for name in ("STATE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return made


def all_files(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.*")}


def wanted(names: dict[str, Any] = NAMED) -> dict[str, str]:
    """All files with the other name in some of them."""
    before = FILES | {"annotations/anna/herald.yaml": ANNA}
    return {name: text.replace(*NAMED[name]) if name in names else text for name, text in before.items()}


def test_codebook_tags_and_verdicts_of_everybody_have_the_new_name(folder: Path) -> None:
    assert good("tags", "rename", "pay", "wages", "-c", ".").splitlines() == [
        "Wrote annotations/codebook.yaml: 1 provision",
        "Wrote annotations/editorial/_verdicts.yaml: 3 verdicts",
        "Wrote annotations/editorial/bulletin.yaml: 1 annotation",
        "Wrote annotations/editorial/evening.yaml: 1 annotation",
        "Wrote annotations/editorial/herald.yaml: 1 annotation",
        "Wrote annotations/anna/herald.yaml: 1 annotation",
    ]
    assert all_files(folder) == wanted()
    assert good("tags", "rename", "wages", "pay", "-c", ".", "-q") == ""
    assert all_files(folder) == wanted({})


def test_a_dry_run_shows_the_lines_and_writes_nothing(folder: Path, tmp_path: Path) -> None:
    shown = good("tags", "rename", "pay", "wages", "-c", ".", "-n").splitlines()
    assert "+++ annotations/anna/herald.yaml" in shown
    assert shown[-2:] == ["-  - {tags: [pay], quote: the}", "+  - {tags: [wages], quote: the}"]
    assert all_files(folder) == wanted({})
    assert not (tmp_path / "state").exists()


def test_a_misspelt_tag_becomes_one_of_the_codebook(folder: Path) -> None:
    assert good("tags", "rename", "pya", "pay", "-c", ".") == "Wrote annotations/anna/herald.yaml: 1 annotation\n"
    assert (folder / "annotations/anna/herald.yaml").read_text() == ANNA.replace("pya", "pay")


def test_names_that_cannot_be_are_refused(folder: Path) -> None:
    def first(*words: str) -> str:
        return bad(2, "tags", "rename", *words, "-c", ".").splitlines()[0]

    assert first("pay", "night-cars") == '"night-cars" is a code already: Night cars. Two codes cannot become one.'
    for wrong in ("", "a b", "a\nb", "x" * 61):
        assert first("pay", wrong) == "NEW is no name for a code: letters, digits and hyphens, 60 at most."
    assert first("pay", "pay") == "OLD and NEW are the same."
    assert bad(4, "tags", "rename", "dismisals", "x", "-c", ".") == 'No code or tag "dismisals". Nearest: dismissals.'
    assert all_files(folder) == wanted({})


def test_the_corpus_to_write_in_is_named_so_that_it_is_never_another_one_by_mistake(folder: Path) -> None:
    assert bad(2, "tags", "rename", "pay", "wages").startswith("Name the corpus with -c: .")
    assert good("tags", "rename", "pay", "wages", "-n", "-c", ".")
    assert bad(2, "tags", "rename", "pay", "a,b:#[", "-c", ".").startswith("NEW is no name for a code")


def test_where_one_file_cannot_be_read_none_is_written(folder: Path) -> None:
    (folder / "annotations/anna/herald.yaml").write_text("format: 1\nannotations: [")
    assert bad(3, "tags", "rename", "pay", "wages", "-c", ".").startswith("annotations/anna/herald.yaml:3:1:")
    assert (folder / "annotations/codebook.yaml").read_text() == FILES["annotations/codebook.yaml"]


@pytest.mark.parametrize("failing", list(NAMED))
def test_where_one_file_cannot_be_written_all_are_as_they_were(folder: Path, failing: str) -> None:
    (folder / failing).chmod(0o444)
    told = bad(74, "tags", "rename", "pay", "wages", "-c", ".").splitlines()
    assert told[0].startswith(f"{failing}: could not be written: it is read-only")
    assert told[1:] == ["All files are as they were."]
    assert all_files(folder) == wanted({})


def test_a_file_that_somebody_changes_meanwhile_is_a_conflict(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, real = folder / "annotations/anna/herald.yaml", tags_rename._sit_down
    before = file.read_text()

    def changed(*given: Any) -> None:
        real(*given)
        file.write_text(before + "# by hand\n")

    monkeypatch.setattr(tags_rename, "_sit_down", changed)
    told = bad(5, "tags", "rename", "pay", "wages", "-c", ".")
    assert "was changed meanwhile" in told
    assert all_files(folder) == {**wanted({}), "annotations/anna/herald.yaml": before + "# by hand\n"}


def test_what_cannot_be_taken_back_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, count = saving.replace_file, 0

    def full(*given: Any, **more: Any) -> None:
        nonlocal count
        count += 1
        if count > 2:
            raise OSError(28, "No space left on device")
        real(*given, **more)

    monkeypatch.setattr(saving, "replace_file", full)
    told = bad(74, "tags", "rename", "pay", "wages", "-c", ".").splitlines()
    done = ["annotations/codebook.yaml", "annotations/editorial/_verdicts.yaml"]
    assert told[-1] == f"These have the new name already: {', '.join(done)}. The others are as they were."
    assert all_files(folder) == wanted(dict.fromkeys(done))


def test_somebody_who_has_files_open_is_not_disturbed(folder: Path, tmp_path: Path) -> None:
    where = Where(folder / "annotations", "anna", tmp_path / "state" / "karabakh-tui")
    book = Notebook.open(where, (), Codebook())
    try:
        told = bad(5, "tags", "rename", "pay", "wages", "-c", ".")
    finally:
        book.close()
    assert told.startswith("anna is annotating on ")
    assert told.endswith("Nothing was written.")
    assert all_files(folder) == wanted({})


def test_the_installed_corpus_stays_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karabakh_tui.cli.tags_rename.is_installed", lambda _path: True)
    result = shell("tags", "rename", "pay", "wages", "-c", ".")
    assert (result.exit_code, result.stdout) == (74, "")
    assert "is a part of the installed program. Copy the corpus first." in result.stderr
    assert all_files(folder) == wanted({})
