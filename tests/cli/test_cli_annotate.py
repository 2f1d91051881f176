"""`annotate`: what is refused before the screen opens, and with what it opens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers.tram_corpus import write_corpus
from shell import bad, shell

from karabakh_tui.cli import annotate as command
from karabakh_tui.cli import screen
from karabakh_tui.tui.app import KarabakhApp


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "trams")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The apps that would have been run, on a terminal."""
    apps: list[Any] = []

    def show(make: Any, _mouse: bool) -> int:
        apps.append(make())
        return 0

    monkeypatch.setattr(command, "on_terminal", lambda: True)
    monkeypatch.setattr(screen, "on_terminal", lambda: True)
    monkeypatch.setattr(screen, "_hindrance", lambda: "")
    monkeypatch.setattr(screen, "_hear_the_terminal", lambda: True)
    monkeypatch.setattr(screen, "_show", show)
    return apps


def test_without_a_terminal_there_is_nothing_to_annotate_on(folder: Path) -> None:
    said = bad(6, "annotate", "A", "-c", str(folder))
    assert said.startswith("annotate needs a terminal")
    assert bad(6, "annotate", "A", "--plain", "-c", str(folder)) == said


def test_the_source_that_is_named_is_annotated(folder: Path, opened: list[KarabakhApp], tmp_path: Path) -> None:
    words = ("annotate", "bulletin", "-c", str(folder), "--as", "anna", "--blind", "--read-only")
    assert shell(*words, XDG_STATE_HOME=str(tmp_path / "state")).exit_code == 0
    (app,) = opened
    settings = app.settings
    assert (settings.annotate, settings.annotator) == ("bulletin", "anna")
    assert (settings.blind, settings.read_only) == (True, True)
    assert settings.open_notebook
    notebook = settings.open_notebook(app.loaded, "anna", settings.read_only, False)
    assert notebook.read_only
    assert notebook.where.folder == folder / "annotations"


def test_without_a_name_it_is_the_first_source_and_a_file_alone_will_do(
    folder: Path, opened: list[KarabakhApp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert shell("annotate", str(folder)).exit_code == 0
    assert shell("annotate", str(folder / "evening.txt")).exit_code == 0
    assert [app.settings.annotate for app in opened] == ["herald", "evening"]
    settings = opened[1].settings
    assert settings.open_notebook
    assert settings.kept_where
    notebook = settings.open_notebook(opened[1].loaded, "anna", True, False)
    assert notebook.where.folder.is_relative_to(tmp_path / "data" / "karabakh-tui" / "texts")
    assert settings.kept_where(opened[1].loaded).endswith("these texts have no corpus folder.")


def test_what_is_not_there_or_no_name_is_refused(folder: Path, opened: list[KarabakhApp]) -> None:
    assert "No source" in bad(4, "annotate", "heralt", "-c", str(folder))
    assert "One source at a time" in bad(2, "annotate", "A", "B", "-c", str(folder))
    assert "no name for an annotator" in bad(2, "annotate", "A", "--as", "../x", "-c", str(folder))
    assert opened == []


def test_a_name_in_the_settings_that_can_be_none_signs_nobody_in(
    folder: Path, opened: list[KarabakhApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("karabakh_tui.cli.output.on_terminal", lambda: True)
    assert shell("-c", str(folder), KARABAKH_TUI_AS="../x").exit_code == 0
    (app,) = opened
    assert app.settings.annotator == ""


def test_it_says_where_annotations_go_only_if_not_into_the_corpus(folder: Path, opened: list[KarabakhApp]) -> None:
    shell("annotate", "-c", str(folder))
    settings = opened[0].settings
    assert settings.kept_where
    assert settings.kept_where(opened[0].loaded) == ""
