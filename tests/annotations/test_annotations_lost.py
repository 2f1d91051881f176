"""The file is gone, emptied, or does not parse: what was done here is shown, kept, and put back if one says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.notebooks import FILE, Desk, asked, clean, desk, ids, note, notes, tag

from karabakh_tui.annotations.notebook import ReadOnlyError

MORE = FILE + "\n  - id: ferry9\n    tags: [fact]\n    quote: Then it was opened again.\n"


def lose(at: Desk, kind: str) -> None:
    if kind == "missing":
        at.file.unlink()
    elif kind == "emptied":
        at.file.write_text("format: 1\nannotations: []\n")
    else:
        at.file.write_text(MORE[: MORE.index("  # the weather")] + MORE[MORE.index("  - id: ferry9") :])


@pytest.mark.parametrize("kind", ["missing", "emptied", "halved"])
def test_a_file_that_lost_most_of_what_it_held_is_asked_about_and_mine_puts_it_back(tmp_path: Path, kind: str) -> None:
    at = desk(tmp_path, MORE)
    book = at.open()
    book.do([note("ferry9", "dry")], "note")
    lose(at, kind)
    (change,) = book.poll()
    assert change.question is not None
    assert (change.kind, change.question.kind) == ("question", kind)
    assert not at.file.exists() or "rain22" not in at.file.read_text()
    assert asked(book) == change.question
    book.settle(change.question, "mine")
    clean(book.save())
    assert at.file.read_text().startswith(MORE)
    assert at.file.read_text() == MORE + "    note: dry\n"
    assert book.pending() == 0


@pytest.mark.parametrize("kind", ["missing", "emptied", "halved"])
def test_theirs_takes_the_loss_as_it_is_and_can_be_undone(tmp_path: Path, kind: str) -> None:
    at = desk(tmp_path, MORE)
    book = at.open()
    book.do([note("ferry9", "dry")], "note")
    lose(at, kind)
    question = asked(book)
    book.settle(question, "theirs")
    assert book.pending() == 0
    assert clean(book.save()).written == ()
    assert "dry" not in notes(book).values()
    book.undo()
    assert notes(book)["ferry9"] == "dry"
    assert ids(book) == ["rain22", "years5", "ferry9"]


@pytest.mark.parametrize("kind", ["missing", "emptied", "halved"])
def test_a_loss_is_asked_about_after_a_crash_too(tmp_path: Path, kind: str) -> None:
    at = desk(tmp_path, MORE)
    book = at.open()
    book.do([note("ferry9", "dry")], "note")
    book.close(goodbye=False)
    lose(at, kind)
    later = at.open()
    question = asked(later)
    assert question.kind == kind
    later.settle(question, "mine")
    clean(later.save())
    assert at.file.read_text() == MORE + "    note: dry\n"


def test_with_nothing_waiting_a_file_that_goes_is_told_and_comes_back(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    assert len(ids(book)) == 2
    at.file.rename(tmp_path / "away")
    (change,) = book.poll()
    assert (change.kind, ids(book)) == ("gone", [])
    assert (clean(book.save()).written, at.file.exists()) == ((), False)
    (tmp_path / "away").rename(at.file)
    (change,) = book.poll()
    assert (change.kind, ids(book)) == ("reloaded", ["rain22", "years5"])


BROKEN = [
    FILE.replace("note: who", "note: 'who"),
    FILE.replace("    note: who says so?\n", "<<<<<<< HEAD\n    note: a\n=======\n    note: b\n>>>>>>> x\n"),
    "\udc80",
]


@pytest.mark.parametrize("broken", BROKEN, ids=["syntax", "conflict", "no text"])
def test_a_file_that_does_not_parse_is_shown_as_it_was_and_never_written(tmp_path: Path, broken: str) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("rain22", "wet")], "note")
    at.file.write_bytes(broken.encode("utf-8", "surrogateescape"))
    (change,) = book.poll()
    assert change.kind == "unreadable"
    assert change.fault is not None
    assert notes(book)["rain22"] == "wet"
    assert book.annotations("bridge").faults == (change.fault,)
    with pytest.raises(ReadOnlyError, match="Read only until it is mended"):
        book.do([note("rain22", "wetter")], "note")
    assert book.save().faults == (change.fault,)
    assert at.file.read_bytes() == broken.encode("utf-8", "surrogateescape")
    book.do([tag("k23456", "ferry")], "the other files go on")
    at.file.write_text(FILE.replace("who says so?", "the mayor"))
    assert [change.kind for change in book.poll()] == ["merged"]
    clean(book.save())
    assert notes(at.open(read_only=True)) == {"rain22": "wet", "years5": "the mayor"}


@pytest.mark.parametrize("broken", BROKEN, ids=["syntax", "conflict", "no text"])
def test_a_file_that_is_broken_when_it_is_opened_is_shown_from_the_last_good_copy(tmp_path: Path, broken: str) -> None:
    at = desk(tmp_path)
    book = at.open()
    assert len(ids(book)) == 2
    book.do([note("rain22", "wet")], "note")
    book.close(goodbye=False)
    at.file.write_bytes(broken.encode("utf-8", "surrogateescape"))
    for _ in range(2):
        later = at.open()
        assert notes(later) == {"rain22": "wet", "years5": "who says so?"}
        assert len(later.annotations("bridge").faults) == 1
        assert later.save().faults == later.annotations("bridge").faults
        later.close(goodbye=False)
    last = at.open()
    at.file.write_text(FILE)
    last.poll()
    clean(last.save())
    assert "note: wet" in at.file.read_text()


def test_a_broken_file_without_a_good_copy_is_empty_and_read_only(tmp_path: Path) -> None:
    at = desk(tmp_path, BROKEN[0])
    book = at.open()
    assert ids(book) == []
    with pytest.raises(ReadOnlyError):
        book.do([tag("k23456")], "tag")
    book.close()
    assert at.file.read_text() == BROKEN[0]


def test_a_file_that_was_mended_is_written_without_being_looked_at_before(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("rain22", "wet")], "note")
    at.file.write_text(BROKEN[0])
    book.poll()
    at.file.write_text(FILE)
    clean(book.save())
    assert "note: wet" in at.file.read_text()
