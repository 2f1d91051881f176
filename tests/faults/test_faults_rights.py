"""Files and folders of other people: what may be written is written and stays theirs, the rest is refused in words.

Root may write everything, so where this runs as root a child goes on as nobody. Elsewhere everything belongs to the one
user there is, and what can be shown is that a folder without the right to write is no obstacle.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults_failing import child
from faults_scenarios import Confirm
from helpers.notebooks import FILE, Desk, clean, desk, note

NOBODY = 65534
AS_ROOT = os.geteuid() == 0


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    """A corpus that anybody can reach, with a folder of state that anybody may write."""
    root = Path(tempfile.mkdtemp(prefix="rights-"))
    root.chmod(0o755)
    made = desk(root)
    (root / "state").mkdir()
    (root / "state").chmod(0o777)
    clean(desk(tmp_path / "first").open().save())  # everything is imported before rights are given up
    yield made
    for folder in (made.folder, root):
        folder.chmod(0o755)
    shutil.rmtree(root)


def as_nobody(at: Desk) -> list[str]:
    """Write a note and save; what was told."""

    def work(confirm: Confirm) -> None:
        if AS_ROOT:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        book = at.open()
        book.do([note("rain22", "wet")], "note")
        for fault in book.save().faults:
            confirm(fault.what.replace(" ", "_"))
        book.close()

    ended = child(work)
    assert ended.code == 0, ended.trace
    return [word.replace("_", " ") for word in ended.said]


def test_a_file_in_a_folder_that_may_not_be_written_is_written_in_place(at: Desk) -> None:
    if AS_ROOT:
        os.chown(at.file, NOBODY, NOBODY)
    at.folder.chmod(0o555)
    before = at.file.stat()
    assert as_nobody(at) == []
    after = at.file.stat()
    assert (after.st_ino, after.st_uid) == (before.st_ino, before.st_uid)
    assert "note: wet" in at.file.read_text()


def test_a_file_of_somebody_else_that_all_may_write_stays_theirs(at: Desk) -> None:
    at.file.chmod(0o666)
    at.folder.chmod(0o777)
    before = at.file.stat()
    assert as_nobody(at) == []
    after = at.file.stat()
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)
    assert "note: wet" in at.file.read_text()


def test_a_file_that_may_not_be_written_is_left_and_told(at: Desk) -> None:
    at.file.chmod(0o444)
    at.folder.chmod(0o777)
    assert as_nobody(at) == ["could not be written: it is read-only"]
    assert at.file.read_text() == FILE


def test_a_file_that_may_not_be_read_is_told_and_left(at: Desk) -> None:
    if not AS_ROOT:
        at.file.chmod(0o200)
    else:
        at.file.chmod(0o600)
    at.folder.chmod(0o777)

    def work(confirm: Confirm) -> None:
        if AS_ROOT:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        book = at.open()
        (fault,) = book.annotations("bridge").faults
        confirm(fault.what.replace(" ", "_"))
        book.close()

    ended = child(work)
    assert (ended.code, ended.said) == (0, ("cannot_be_read_(Permission_denied)",)), ended.trace
    at.file.chmod(0o644)
    assert at.file.read_text() == FILE
