"""Where what a person annotates is kept: with the corpus, or among their own files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers.tram_corpus import FILES, write_corpus
from shell import bad, good

from karabakh_tui import paths
from karabakh_tui.cli.own_notes import Kept, kept_for, texts_folder
from karabakh_tui.cli.session import loader
from karabakh_tui.cli.wishes import wishes_of

HERALD = "format: 1\nannotations:\n  - {quote: Nobody will be dismissed, tags: [pay]}\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "karabakh-tui"


def not_writable(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """As it is on a file system for reading only; the tests may run as root."""
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).startswith(str(folder)) and real(path, mode))


def test_a_corpus_keeps_what_is_annotated_in_it(tmp_path: Path, data: Path) -> None:
    folder = write_corpus(tmp_path / "trams")
    assert kept_for(folder) == Kept(folder / "annotations")
    bare = tmp_path / "bare"
    bare.mkdir()
    assert kept_for(bare) == Kept(bare / "annotations")


def test_the_corpus_of_the_installed_program_is_left_alone(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "lib" / "karabakh_tui")
    installed = write_corpus(tmp_path / "lib" / "karabakh_tui" / "_data")
    assert kept_for(installed).folder == data / "annotations" / "default"
    (tmp_path / "link").symlink_to(installed)
    assert kept_for(tmp_path / "link").folder == data / "annotations" / "default"


def test_a_corpus_that_cannot_be_written_in_has_a_folder_of_its_own_among_the_users(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = write_corpus(tmp_path / "one" / "Trams 1926"), write_corpus(tmp_path / "two" / "Trams 1926")
    not_writable(monkeypatch, tmp_path)
    folders = [kept_for(one).folder, kept_for(other).folder]
    assert all(folder and folder.parent == data / "annotations" for folder in folders)
    assert all(folder and folder.name.startswith("trams-1926-") for folder in folders)
    assert folders[0] != folders[1]


def test_texts_without_a_corpus_have_a_folder_by_their_sums(data: Path) -> None:
    assert texts_folder(["ab" * 32]) == data / "texts" / ("ab" * 8)
    several = texts_folder(["ab" * 32, "cd" * 32])
    assert several and several == texts_folder(["cd" * 32, "ab" * 32])
    assert several.parent == data / "texts"
    assert kept_for(several).folder == several / "annotations"


def test_without_a_home_there_is_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "data_dir", lambda: None)
    assert texts_folder(["ab" * 32]) is None
    assert kept_for(None).folder is None


def test_what_is_kept_among_the_users_files_is_read_with_the_corpus(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_corpus(tmp_path / "trams")
    not_writable(monkeypatch, folder)
    kept = kept_for(folder).folder
    assert kept
    (kept / "anna").mkdir(parents=True)
    (kept / "anna" / "herald.yaml").write_text(HERALD, "utf-8")
    shown = good("compare", "pay", "-c", str(folder), "--as", "anna", XDG_DATA_HOME=str(tmp_path / "data"))
    assert "Nobody will be dismissed" in shown
    assert "Nobody will be dismissed" not in good("compare", "pay", "-c", str(folder))


def test_several_texts_together_have_annotations_of_their_own(tmp_path: Path, data: Path) -> None:
    files = [tmp_path / name for name in ("herald.txt", "evening.txt")]
    for file in files:
        file.write_text(FILES[file.name], "utf-8")
    from hashlib import sha256

    own = texts_folder([sha256(file.read_bytes()).hexdigest() for file in files])
    assert own
    write_corpus(own)
    assert "Pay goes up" in good("matrix", *map(str, files), "--json", XDG_DATA_HOME=str(tmp_path / "data"))


def test_who_is_signed_in_for_good_need_not_have_annotated_everywhere(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "trams")
    settings = tmp_path / "config.yaml"
    settings.write_text("format: 1\nas: ben\n", "utf-8")
    good("sources", "-c", str(folder), KARABAKH_TUI_CONFIG=str(settings))
    assert "is not there" in bad(0, "sources", "-c", str(folder), "--as", "ben", "-o", str(tmp_path / "out"))


@pytest.mark.parametrize(("name", "told"), [("zoe", False), ("ann", True)])
def test_who_begins_to_annotate_is_not_told_of_having_nothing_yet(
    tmp_path: Path, data: Path, name: str, told: bool
) -> None:
    folder = write_corpus(tmp_path / "trams")
    wishes = wishes_of({"as": name}, {})
    noted = [fault for fault in loader([str(folder)], wishes, newcomer=True)().faults if name in fault.path]
    assert bool(noted) == told
    assert loader([str(folder)], wishes)().faults
