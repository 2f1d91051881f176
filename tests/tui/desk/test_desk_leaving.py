"""Getting up from the desk: what is written, what is said of what is not; and where it all is kept."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from helpers.at_desk import at_desk

from karabakh_tui.tui.screens.note import NoteScreen
from karabakh_tui.tui.screens.recovered import RecoveredScreen

# Leaving


async def test_leaving_writes_what_waits(tmp_path: Path) -> None:
    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2", ":", *"quit", "enter")
        await anna.written()
        assert not anna.app.is_running
        assert "tags: [pay]" in anna.file.read_text("utf-8")
        assert anna.app.farewell == ""


async def test_what_could_not_be_written_is_said_in_the_shell_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2")
        monkeypatch.setattr(os, "fsync", full)
        await anna.press(":", *"quit", "enter")
        await anna.written()
        assert not anna.app.is_running
        assert anna.app.farewell.startswith("1 change is not in the YAML files yet (no space left).")
    monkeypatch.undo()
    async with at_desk(tmp_path) as anna:
        assert not isinstance(anna.app.screen, RecoveredScreen)
        assert "YAML +1" in anna.lines[0]
        await anna.press("q")
        await anna.written()
        assert "tags: [pay]" in anna.file.read_text("utf-8")


async def test_only_where_work_would_be_lost_leaving_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with at_desk(tmp_path) as anna:
        await anna.press("s", "2", "c", *"note")
        monkeypatch.setattr(os, "fsync", full)
        monkeypatch.setattr("karabakh_tui.annotations.session.replace_file", full)
        anna.app.leave()
        await anna.written()
        assert "Leaving now would lose the draft note." in " ".join(" ".join(anna.lines).replace("│", " ").split())
        await anna.press("escape")
        assert anna.app.is_running
        assert isinstance(anna.app.screen, NoteScreen)
        anna.app.leave()
        await anna.written()
        monkeypatch.undo()
        await anna.press("w")
        await anna.written()
        assert not anna.app.is_running
        assert "tags: [pay]" in anna.file.read_text("utf-8")


# Where it is kept


async def test_it_is_said_where_annotations_go_if_not_into_the_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    real = os.access
    corpus = str(tmp_path / "corpus")
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).startswith(corpus) and real(path, mode))
    async with at_desk(tmp_path) as anna:
        assert anna.line.startswith("Your annotations are kept in ")
        assert anna.line.endswith("the folder of this corpus cannot be written in.")
        await anna.press("s", "2", "q")
        await anna.written()
        assert not anna.file.exists()
        (written,) = (tmp_path / "data").glob("karabakh-tui/annotations/corpus-*/anna/herald.yaml")
        assert "tags: [pay]" in written.read_text("utf-8")
        taken_along = written.with_name("_verdicts.yaml")
        assert taken_along.read_text("utf-8") == (anna.folder / "annotations/anna/_verdicts.yaml").read_text("utf-8")
