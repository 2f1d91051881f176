"""One session at a time changes an annotator's files, and what a session leaves is found again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from helpers.notebooks import ARTICLES, CODEBOOK, FILE, clean, desk, ids, note, notes, tag

from karabakh_tui.annotations.notebook import Draft, Notebook, ReadOnlyError, Where
from karabakh_tui.text.span import Span


def test_a_second_session_is_told_who_has_the_files_and_can_only_read(tmp_path: Path) -> None:
    at = desk(tmp_path)
    first = at.open()
    second = at.open()
    assert second.holder is not None
    assert (second.holder.name, second.holder.pid, second.holder.host) == ("anna", os.getpid(), os.uname().nodename)
    assert second.read_only.startswith(f"anna is annotating on {os.uname().nodename}")
    assert ids(second) == ["rain22", "years5"]
    with pytest.raises(ReadOnlyError, match="anna is annotating"):
        second.do([tag("k23456")], "tag")
    first.do([tag("m23456")], "the first one goes on")
    assert first.read_only == ""


def test_another_annotator_is_not_in_the_way(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.open()
    other = Notebook.open(
        Where(at.where.folder, "ben", at.where.state), (), __import__("helpers.notebooks").notebooks.CODEBOOK
    )
    assert (other.read_only, other.holder) == ("", None)


def test_a_session_that_said_goodbye_holds_nothing(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.open().close()
    second = at.open()
    assert (second.read_only, second.holder, second.left) == ("", None, None)


def test_a_session_that_takes_over_has_all_that_the_other_one_did(tmp_path: Path) -> None:
    at = desk(tmp_path)
    first = at.open()
    first.do([tag("k23456")], "tag")
    second = at.open(take_over=True)
    assert (second.read_only, second.holder, second.left) == ("", None, None)
    assert (ids(second)[-1], second.pending()) == ("k23456", 1)
    with pytest.raises(ReadOnlyError, match="anna took over on"):
        first.do([tag("m23456")], "too late")
    assert first.holder is not None
    assert [change.kind for change in first.poll()] == ["taken over"]
    assert first.poll() == ()
    assert [fault.what for fault in first.save().faults] == [first.read_only.rstrip(".")]
    clean(second.save())
    first.close()
    second.do([tag("m23456")], "the closing of the first one took nothing away")
    second.close()
    assert ids(at.open()) == ["rain22", "years5", "k23456", "m23456"]


def test_the_other_one_notices_when_it_looks(tmp_path: Path) -> None:
    at = desk(tmp_path)
    first = at.open()
    at.open(take_over=True)
    (change,) = first.poll()
    assert (change.kind, change.words) == ("taken over", first.read_only)
    assert "Here it is read only now." in first.read_only


def test_what_a_session_left_without_a_goodbye_is_there_again(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([tag("k23456")], "tag")
    book.do([note("rain22", "wet")], "note")
    book.keep_draft(Draft("bridge", 12, Span(10, 20), "against A:\n\x1b", "rain22", 1000.0))
    book.close(goodbye=False)
    later = at.open()
    assert later.left is not None
    assert later.left.draft == Draft("bridge", 12, Span(10, 20), "against A:\n\x1b", "rain22", 1000.0)
    assert (later.left.pending, later.left.tags, later.pending()) == (2, 3, 2)
    assert later.left.since > 1000
    assert notes(later)["rain22"] == "wet"
    later.undo()
    later.undo()
    clean(later.save())
    assert at.file.read_text() == FILE


def test_a_goodbye_with_unwritten_work_keeps_the_work_and_tells_of_no_accident(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([tag("k23456")], "tag")
    book.close()
    later = at.open()
    assert (later.left, later.pending(), ids(later)[-1]) == (None, 1, "k23456")


def test_a_place_without_changes_is_left_too(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.keep_draft(Draft("bridge", 12))
    book.close(goodbye=False)
    later = at.open()
    assert later.left is not None
    assert (later.left.draft, later.left.pending, later.left.tags) == (Draft("bridge", 12), 0, 2)


def test_after_two_accidents_nothing_of_either_is_lost(tmp_path: Path) -> None:
    at = desk(tmp_path)
    for name in ("k23456", "m23456"):
        book = at.open()
        book.do([tag(name)], name)
        book.close(goodbye=False)
    later = at.open()
    assert ids(later) == ["rain22", "years5", "k23456", "m23456"]
    assert [step.words for step in (later.undo(), later.undo()) if step] == ["m23456", "k23456"]


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_torn_last_line_of_the_journal_is_nothing_to_speak_of(tmp_path: Path, cut: int) -> None:
    at = desk(tmp_path)
    book = at.open()
    path = book.journal_path
    assert path is not None
    book.do([tag("k23456")], "one")
    book.do([tag("m23456")], "two")
    book.close(goodbye=False)
    path.write_bytes(path.read_bytes()[:-cut])
    later = at.open()
    assert (ids(later)[-1], later.faults) == ("k23456", ())
    later.do([tag("p23456")], "the next line is whole")
    later.close(goodbye=False)
    last = at.open()
    assert (ids(last)[-2:], last.faults) == (["k23456", "p23456"], ())


def test_a_damaged_line_is_told_and_the_others_count(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    path = book.journal_path
    assert path is not None
    for name in ("k23456", "m23456", "p23456"):
        book.do([tag(name)], name)
    book.close(goodbye=False)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b"m23456", b"m23457")
    path.write_bytes(b"".join(lines))
    later = at.open()
    assert ids(later) == ["rain22", "years5", "k23456", "p23456"]
    (fault,) = later.faults
    assert (fault.line, fault.what) == (3, "is damaged: this line is not as it was written")
    assert any(path.name.endswith(".damaged") for path in path.parent.iterdir())


@pytest.mark.parametrize(
    "junk", [b"", b"\0" * 100, b"[]\n{}\n", b'["00000000",{}]\n', b"\xff\n", b'["x",{"n":1}]\n' * 3]
)
def test_a_journal_of_junk_is_no_accident_of_the_program(tmp_path: Path, junk: bytes) -> None:
    at = desk(tmp_path)
    book = at.open()
    path = book.journal_path
    assert path is not None
    book.close(goodbye=False)
    path.write_bytes(junk)
    (path.parent / "history.jsonl").write_bytes(junk)
    (path.parent / "draft.json").write_bytes(junk)
    (path.parent / "holder.json").write_bytes(junk)
    later = at.open()
    later.do([tag("k23456")], "tag")
    later.undo()
    assert later.undo() is None
    later.do([tag("k23456")], "tag")
    clean(later.save())
    later.close()
    assert ids(at.open())[-1] == "k23456"


def test_without_a_home_nothing_can_be_changed_and_the_reason_is_told(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = Notebook.open(at.where._replace(state=None), ARTICLES, CODEBOOK)
    assert "there is no home folder" in book.read_only
    assert ids(book) == ["rain22", "years5"]
    book.keep_draft(Draft("bridge", 1))
    assert (book.undo(), book.redo(), book.poll(), book.undo_reaches()) == (None, None, (), 0.0)
    with pytest.raises(ReadOnlyError):
        book.do([tag("k23456")], "tag")
    book.close()


def test_a_state_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    at = desk(tmp_path)
    (tmp_path / "state").write_text("")
    book = at.open()
    assert "a file stands where a folder should be" in book.read_only or "File exists" in book.read_only
    assert ids(book) == ["rain22", "years5"]


def test_to_read_only_nothing_is_locked_and_nothing_is_written(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open(read_only=True)
    assert not (tmp_path / "state").exists()
    assert book.read_only
    writer = at.open()
    assert writer.read_only == ""


def test_who_reads_sees_what_a_dead_session_left_and_leaves_it_there(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([tag("k23456")], "tag")
    book.close(goodbye=False)
    assert ids(at.open(read_only=True))[-1] == "k23456"
    assert at.open().pending() == 1


def test_a_journal_that_somebody_removed_is_made_again(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([tag("k23456")], "one")
    assert book.journal_path is not None
    book.journal_path.unlink()
    book.do([tag("m23456")], "two")
    book.close(goodbye=False)
    assert ids(at.open()) == ["rain22", "years5", "k23456", "m23456"]


@pytest.mark.parametrize(
    "name", [".draft.json.0123abcd.tmp", "good/.bridge.yaml.0123abcd.tmp", "copies/.a.0123abcd.tmp"]
)
def test_half_written_files_of_a_killed_session_go_after_a_while(tmp_path: Path, name: str) -> None:
    at = desk(tmp_path)
    book = at.open()
    assert book.journal_path
    left, young = book.journal_path.parent / name, book.journal_path.parent / name.replace("abcd", "abce")
    book.close()
    left.parent.mkdir(exist_ok=True)
    for path in (left, young):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    at.open().close()
    assert (left.exists(), young.exists()) == (False, True)


def test_a_session_that_ended_in_the_middle_of_a_save_writes_nothing_twice(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    path = book.journal_path
    assert path is not None
    book.do([tag("k23456")], "one")
    book.do([note("k23456", "a")], "two")
    book.do([note("k23456", "b")], "three")
    before = path.read_bytes()
    clean(book.save())
    written = at.file.read_bytes()
    book.close(goodbye=False)
    path.write_bytes(before)  # as if it had ended before the journal was emptied
    later = at.open()
    assert (later.pending(), clean(later.save()).written, at.file.read_bytes()) == (0, (), written)
    later.close(goodbye=False)
    (path.parent / "history.jsonl").unlink()  # and before the history was written
    path.write_bytes(before)
    last = at.open()
    assert (last.pending(), clean(last.save()).written, at.file.read_bytes()) == (0, (), written)
