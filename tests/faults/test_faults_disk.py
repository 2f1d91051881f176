"""Full disks, limits, kills at any moment, and several programs that write at once."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from faults_failing import Running, child
from faults_scenarios import SEEDS, Confirm, found_again
from helpers.notebooks import ARTICLES, CODEBOOK, FILE, clean, desk, ids, note, tag

from karabakh_tui.annotations import lock
from karabakh_tui.annotations.notebook import JournalError, Notebook
from karabakh_tui.yamldoc.load import load

NAMES = [f"k{number + 200:05}" for number in range(2000)]


def test_a_limit_on_the_size_of_files_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    at = desk(tmp_path)

    def work(confirm: Confirm) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        book = at.open()
        refused = 0
        for name in NAMES[:40]:
            try:
                book.do([tag(name)], "tag")
            except JournalError as error:
                assert error.error.errno == errno.EFBIG
                assert "larger than is allowed" in book.journal_words
                refused += 1
            else:
                confirm(name)
            book.poll()
        assert refused
        saved = book.save()
        assert not saved.questions

    ended = child(work)
    assert ended.code == 0, ended.trace
    assert ended.said
    found_again(at, SEEDS | frozenset(ended.said))


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of 256 KB in the folder, where mounting is allowed here."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    try:
        yield made.returncode == 0
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=True)


@pytest.mark.parametrize("full", ["state", "corpus", "both"])
def test_a_disk_that_is_full_is_told_and_when_there_is_room_again_all_is_written(tmp_path: Path, full: str) -> None:
    """Where nothing can be mounted, test_faults_calls has the same error from a disk that is not."""
    with small_disk(tmp_path / "small") as mounted:
        if not mounted:
            return
        small = tmp_path / "small"
        at = desk(tmp_path / "corpus" if full == "state" else small / "corpus")
        state = tmp_path / "state" if full == "corpus" else small / "state"
        book = Notebook.open(at.where._replace(state=state), ARTICLES, CODEBOOK)
        book.do([tag("first2")], "tag")
        filler = small / "filler"
        with filler.open("wb", buffering=0) as file:
            size = 65536
            while size:
                try:
                    file.write(b"x" * size)
                except OSError:
                    size //= 2
        confirmed = ["first2"]
        for name in NAMES[:30]:
            try:
                book.do([tag(name, quote="Nobody crossed it. " * 50)], "tag")
            except JournalError as error:
                assert error.error.errno == errno.ENOSPC
                assert "no space left" in str(error)
            else:
                confirmed.append(name)
        saved = book.save()
        if full == "state":
            assert len(confirmed) < 31
        else:
            (fault,) = saved.faults
            assert fault.what == "could not be written: no space left"
            assert fault.repair == "free space, and write again"
            assert at.file.read_text() == FILE
        filler.unlink()
        book.do([tag("later2")], "tag")
        clean(book.save())
        assert set(ids(book)) == {*SEEDS, *confirmed, "later2"}
        load(at.file.read_bytes(), "file")
        book.close()
        assert book.journal_words == "ok"


@pytest.mark.parametrize("seed", range(12))
def test_a_kill_at_any_moment_loses_nothing_that_was_confirmed(tmp_path: Path, seed: int) -> None:
    """Killed by somebody else, while it tags and saves as fast as it can."""
    at = desk(tmp_path)

    def work(confirm: Confirm) -> None:
        book = at.open()
        for number, name in enumerate(NAMES):
            book.do([tag(name, ("bridge", "ferry")[number % 2])], "tag")
            confirm(name)
            if number % 3 == seed % 3:
                book.save()

    running = Running(work)
    running.until(random.Random(seed).randrange(1, 40))
    os.kill(running.pid, signal.SIGKILL)
    ended = running.end()
    assert ended.code == -signal.SIGKILL, ended.trace
    found_again(at, SEEDS | frozenset(ended.said))


def test_three_that_write_one_file_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    """Three programs with a folder of state each: nothing but the file itself keeps them apart."""
    at = desk(tmp_path)

    def write(number: int, confirm: Confirm) -> None:
        where = at.where._replace(state=tmp_path / f"state{number}")
        book = Notebook.open(where, ARTICLES, CODEBOOK)
        for name in NAMES[number * 10 : number * 10 + 10]:
            book.do([tag(name), tag(name, "ferry")], "tag")
            clean(book.save())
            confirm(name)

    running = [Running(partial(write, number)) for number in range(3)]
    for ended in [one.end() for one in running]:
        assert (ended.code, len(ended.said)) == (0, 10), ended.trace
    book = at.open()
    assert set(ids(book)) == SEEDS | set(NAMES[:30])
    assert set(ids(book, "ferry")) == set(NAMES[:30])
    assert "# how long?" in at.file.read_text()
    book.close()


def test_edits_by_hand_while_it_saves_are_all_kept(tmp_path: Path) -> None:
    """In place and by a new file of the same name, between any two saves."""
    at = desk(tmp_path)
    book = at.open()
    wanted = set(SEEDS)
    for number in range(20):
        book.do([tag(NAMES[number])], "tag")
        hand = f"h{number + 20000}"
        text = at.file.read_text() + f"\n  # by hand\n  - id: {hand}\n    tags: [fact]\n    quote: Rain fell.\n"
        if number % 2:
            at.file.write_text(text)
        else:
            other = at.file.with_name("swap")
            other.write_text(text)
            other.replace(at.file)
        if number % 3:
            book.poll()
        clean(book.save())
        wanted |= {NAMES[number], hand}
        assert set(ids(book)) == wanted
    assert at.file.read_text().count("# by hand") == 20
    book.close()
    assert set(ids(at.open(read_only=True))) == wanted


def test_a_save_waits_for_another_program_that_has_the_file_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("rain22", "wet")], "note")
    waited: list[float] = []
    with at.file.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)

        def look_again(seconds: float) -> None:
            waited.append(seconds)
            assert "wet" not in at.file.read_text()
            if len(waited) == 3:
                fcntl.flock(file, fcntl.LOCK_UN)

        monkeypatch.setattr(lock.time, "sleep", look_again)
        clean(book.save())
    assert len(waited) == 3
    assert "wet" in at.file.read_text()
    book.close()
