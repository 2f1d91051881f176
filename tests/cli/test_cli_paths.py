"""The folders of the program and of the user."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from karabakh_tui import paths


def test_the_default_corpus_is_whole() -> None:
    shipped = paths.shipped()
    assert (shipped / "seeds" / "corpus.yaml").is_file()
    assert (shipped / "annotations" / "codebook.yaml").is_file()
    assert (shipped / "themes" / "dark.yaml").is_file()


def test_an_installed_copy_finds_its_corpus_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "site-packages" / "karabakh_tui")
    assert paths.shipped() == tmp_path / "site-packages" / "karabakh_tui" / "_data"


def test_the_user_s_folders_are_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    assert paths.config_dir() == tmp_path / "CONFIG" / "karabakh-tui"
    assert paths.data_dir() == tmp_path / "DATA" / "karabakh-tui"
    assert paths.state_dir() == tmp_path / "STATE" / "karabakh-tui"
    assert paths.cache_dir() == tmp_path / "CACHE" / "karabakh-tui"


def homeless(_name: str) -> Path:
    raise RuntimeError("could not determine the home directory")


def lost(name: str) -> Path:
    return Path("~/.local") / name


@pytest.mark.parametrize("find", [homeless, lost])
def test_a_user_without_a_home_has_no_folders(monkeypatch: pytest.MonkeyPatch, find: object) -> None:
    for name in ("config", "data", "state", "cache"):
        monkeypatch.setattr(platformdirs, f"user_{name}_path", find)
    assert [paths.config_dir(), paths.data_dir(), paths.state_dir(), paths.cache_dir()] == [None] * 4
