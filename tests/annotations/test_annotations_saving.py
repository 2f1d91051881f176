"""One file is written: links, owners, permissions, and what is left behind."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.notebooks import FILE, clean, desk, left_behind, note, notes

from karabakh_tui.annotations import saving
from karabakh_tui.annotations.journal import read_journal
from karabakh_tui.annotations.operations import Delete
from karabakh_tui.annotations.saving import SaveError, Target, recover, save
from karabakh_tui.yamldoc import disk

OLD, NEW = b"format: 1\nold: 1\n", b"format: 1\nnew: 22\n"


def target(root: Path) -> Target:
    (root / "corpus").mkdir()
    path = root / "corpus" / "a.yaml"
    path.write_bytes(OLD)
    return Target(path, "a.yaml", root / "corpus", root / "copies")


def refused(at: Target, wait: float = 0.0) -> str:
    with pytest.raises(SaveError) as caught:
        save(at, lambda _: NEW, wait=wait)
    return f"{caught.value.fault.what}; {caught.value.fault.repair}"


def test_what_is_there_is_given_and_what_comes_back_is_written(tmp_path: Path) -> None:
    at = target(tmp_path)
    seen: list[bytes | None] = []
    assert save(at, lambda data: seen.append(data) or NEW)
    assert (seen, at.path.read_bytes()) == ([OLD], NEW)
    assert left_behind(at.path.parent) == []


@pytest.mark.parametrize("same", [OLD, None])
def test_where_nothing_changes_not_even_the_time_does(tmp_path: Path, same: bytes | None) -> None:
    at = target(tmp_path)
    os.utime(at.path, (1, 1))
    assert not save(at, lambda _: same)
    assert at.path.stat().st_mtime == 1


def test_permissions_owner_and_attributes_stay(tmp_path: Path) -> None:
    at = target(tmp_path)
    at.path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(at.path, 1234, 4321)
    try:
        os.setxattr(at.path, "user.colour", b"red")
        coloured = True
    except OSError:  # a file system without them
        coloured = False
    before = at.path.stat()
    save(at, lambda _: NEW)
    after = at.path.stat()
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)
    assert after.st_ino != before.st_ino
    assert not coloured or os.getxattr(at.path, "user.colour") == b"red"


def test_a_symlink_keeps_pointing(tmp_path: Path) -> None:
    at = target(tmp_path)
    link = at.path.with_name("link.yaml")
    link.symlink_to("a.yaml")
    save(at._replace(path=link), lambda _: NEW)
    assert (str(link.readlink()), at.path.read_bytes()) == ("a.yaml", NEW)


def test_a_link_that_leads_out_of_the_corpus_is_refused(tmp_path: Path) -> None:
    at = target(tmp_path)
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(OLD)
    at.path.unlink()
    at.path.symlink_to(outside)
    assert refused(at) == ("could not be written: it is a link that leads out of the corpus; put the file itself here")
    assert outside.read_bytes() == OLD


def test_a_file_with_a_second_name_keeps_both(tmp_path: Path) -> None:
    at = target(tmp_path)
    other = tmp_path / "other"
    other.hardlink_to(at.path)
    save(at, lambda _: NEW)
    assert (other.read_bytes(), other.stat().st_ino) == (NEW, at.path.stat().st_ino)
    assert list(at.copies.iterdir()) == []


@pytest.mark.parametrize("error", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_where_the_folder_cannot_be_written_the_file_is_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    at = target(tmp_path)
    inode = at.path.stat().st_ino
    real = os.open

    def no_new_names(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_EXCL and Path(path).parent == at.path.parent:
            raise OSError(error, os.strerror(error))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", no_new_names)
    save(at, lambda _: NEW)
    assert (at.path.read_bytes(), at.path.stat().st_ino) == (NEW, inode)


def test_where_the_owner_cannot_be_kept_the_file_is_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = target(tmp_path)
    inode = at.path.stat().st_ino

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchmod", refuse)
    save(at, lambda _: NEW)
    assert (at.path.read_bytes(), at.path.stat().st_ino) == (NEW, inode)


def in_place(tmp_path: Path) -> Target:
    at = target(tmp_path)
    (tmp_path / "other").hardlink_to(at.path)
    return at


@pytest.mark.parametrize("broken", ["pwrite", "ftruncate", "fsync"])
def test_what_fails_in_place_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    at = in_place(tmp_path)
    opened = os.open(at.path, os.O_RDONLY)
    inode = os.fstat(opened).st_ino
    real: Callable[..., int] = getattr(os, broken)
    failed: list[int] = []

    def fails(handle: int, *args: Any) -> int:
        if os.fstat(handle).st_ino == inode and not failed:
            failed.append(handle)
            if broken == "pwrite":
                real(handle, bytes(args[0])[:9], args[1])
            raise OSError(errno.EIO, "Input/output error")
        return real(handle, *args)

    monkeypatch.setattr(os, broken, fails)
    assert refused(at) == (
        "could not be written: the disk reports an error; save to another disk, and check this one, and write again"
    )
    assert (at.path.read_bytes(), list(at.copies.iterdir())) == (OLD, [])
    os.close(opened)


@pytest.mark.parametrize("done", range(1, len(NEW)))
def test_what_was_interrupted_in_place_is_put_right_by_the_next_session(tmp_path: Path, done: int) -> None:
    at = in_place(tmp_path)
    kept = saving._copies(at)
    at.copies.mkdir()
    for path, data in zip(kept, (OLD, NEW), strict=True):
        path.write_bytes(data)
    at.path.write_bytes(NEW[:done] + OLD[done:])
    recover(at)
    assert at.path.read_bytes() == OLD
    assert list(at.copies.iterdir()) == []


@pytest.mark.parametrize("now", [OLD, NEW, b"format: 1\nsomebody: else\n"])
def test_a_file_that_is_whole_is_left_as_it_is(tmp_path: Path, now: bytes) -> None:
    at = in_place(tmp_path)
    at.copies.mkdir()
    for path, data in zip(saving._copies(at), (OLD, NEW), strict=True):
        path.write_bytes(data)
    at.path.write_bytes(now)
    assert not recover(at)
    assert (at.path.read_bytes(), list(at.copies.iterdir())) == (now, [])


def test_a_read_only_file_is_not_written_not_even_by_root(tmp_path: Path) -> None:
    at = target(tmp_path)
    at.path.chmod(0o444)
    assert refused(at) == ("could not be written: it is read-only; give yourself the right to write it (chmod u+w)")
    assert at.path.read_bytes() == OLD


def test_what_is_no_file_is_not_written(tmp_path: Path) -> None:
    at = target(tmp_path)
    at.path.unlink()
    os.mkfifo(at.path)
    assert refused(at) == "could not be written: it is a pipe, not a file; move it out of the way"
    at.path.unlink()
    at.path.mkdir()
    assert "it is a folder, not a file" in refused(at)


def test_a_file_that_changes_between_reading_and_replacing_is_read_again(tmp_path: Path) -> None:
    at = target(tmp_path)
    seen: list[bytes | None] = []

    def change(data: bytes | None) -> bytes:
        seen.append(data)
        if len(seen) == 1:
            at.path.write_bytes(b"somebody was faster")
        return NEW

    assert save(at, change)
    assert seen == [OLD, b"somebody was faster"]


def test_a_file_that_is_replaced_by_another_one_meanwhile_is_read_again(tmp_path: Path) -> None:
    at = target(tmp_path)
    seen: list[bytes | None] = []

    def change(data: bytes | None) -> bytes:
        seen.append(data)
        if len(seen) == 1:
            other = at.path.with_name("other")
            other.write_bytes(b"somebody was faster")
            other.replace(at.path)
        return NEW

    assert save(at, change)
    assert seen == [OLD, b"somebody was faster"]


def test_a_new_file_is_not_put_over_one_that_came_meanwhile(tmp_path: Path) -> None:
    at = target(tmp_path)
    at.path.unlink()
    seen: list[bytes | None] = []

    def change(data: bytes | None) -> bytes:
        seen.append(data)
        if len(seen) == 1:
            at.path.write_bytes(b"somebody was faster")
        return NEW

    assert save(at, change)
    assert seen == [None, b"somebody was faster"]


def test_a_file_that_is_locked_for_too_long_is_told(tmp_path: Path) -> None:
    at = target(tmp_path)
    with at.path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert refused(at) == "could not be written: another program is writing it; wait a moment, and write again"
    assert save(at, lambda _: NEW)


def test_a_file_system_without_locks_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = target(tmp_path)

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    assert save(at, lambda _: NEW)
    assert at.path.read_bytes() == NEW


def test_what_a_killed_program_left_beside_the_file_goes_after_a_while(tmp_path: Path) -> None:
    at = target(tmp_path)
    old, young, other = (at.path.with_name(name) for name in (".a.yaml.0123abcd.tmp", ".a.yaml.0123abce.tmp", ".a.tmp"))
    for path in (old, young, other):
        path.write_bytes(b"")
    os.utime(old, (time.time() - 1000, time.time() - 1000))
    recover(at)
    assert (old.exists(), young.exists(), other.exists()) == (False, True, True)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.ENOSPC, "no space left; free space, and write again"),
        (errno.EDQUOT, "your disk quota is used up; free space, and write again"),
        (errno.EIO, "the disk reports an error; save to another disk, and check this one, and write again"),
        (errno.ENOTTY, f"{os.strerror(errno.ENOTTY)}; look at the file and its folder, and write again"),
    ],
)
def test_what_the_system_refuses_is_told_in_words_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, words: str
) -> None:
    at = target(tmp_path)

    def fails(_: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", fails)
    assert refused(at) == f"could not be written: {words}"
    assert (at.path.read_bytes(), left_behind(at.path.parent)) == (OLD, [])


def fails_after_replacing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file is in place, and then the folder cannot be brought to the disk."""

    def fails(_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(disk, "sync_folder", fails)
    monkeypatch.setattr(saving, "sync_folder", fails)


@pytest.mark.parametrize("crash", [False, True])
def test_a_save_that_failed_when_the_file_was_in_place_can_be_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crash: bool
) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([Delete("bridge", "rain22", {})], "delete")
    with monkeypatch.context() as broken:
        fails_after_replacing(broken)
        (fault,) = book.save().faults
    assert fault.what == "could not be written: the disk reports an error"
    assert "rain22" not in at.file.read_text()
    if crash:
        book.close(goodbye=False)
        book = at.open()
    book.undo()
    assert book.pending() == 1
    if crash:
        book.close(goodbye=False)
        book = at.open()
    clean(book.save())
    assert at.file.read_text() == FILE
    book.close()


def test_a_save_that_failed_when_the_file_was_in_place_is_not_done_until_it_is_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("rain22", "wet")], "note")
    with monkeypatch.context() as broken:
        fails_after_replacing(broken)
        for _ in range(2):
            assert len(book.save().faults) == 1
            assert book.journal_path
            assert len(read_journal(book.journal_path, "j").entries) == 2
    (written,) = clean(book.save()).written
    assert written.path == "annotations/anna/bridge.yaml"
    assert read_journal(book.journal_path, "j").entries == ()
    assert clean(book.save()).written == ()
    book.close()


def test_a_loss_of_power_after_a_save_that_failed_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("rain22", "wet")], "note")
    with monkeypatch.context() as broken:
        fails_after_replacing(broken)
        book.save()
    book.close(goodbye=False)
    at.file.write_text(FILE)  # the name was not on the disk yet
    later = at.open()
    assert notes(later)["rain22"] == "wet"
    clean(later.save())
    assert "note: wet" in at.file.read_text()
    later.close()


def test_who_may_not_write_is_told_and_keeps_the_work(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.file.chmod(0o444)
    book = at.open()
    book.do([note("rain22", "wet")], "note")
    (fault,) = book.save().faults
    assert fault.path == "annotations/anna/bridge.yaml"
    assert fault.what == "could not be written: it is read-only"
    assert (at.file.read_text(), book.pending()) == (FILE, 1)
    book.close()
    at.file.chmod(0o644)
    later = at.open()
    clean(later.save())
    assert notes(later)["rain22"] == "wet"
    assert stat.S_IMODE(at.file.stat().st_mode) == 0o644
    later.close()
