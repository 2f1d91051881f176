"""The notebook: what is done is so at once and on the disk, and can be taken back without end."""

from __future__ import annotations

import difflib
import json
import stat
from pathlib import Path

import pytest
from helpers.notebooks import ARTICLES, CODEBOOK, FILE, clean, desk, ids, note, notes, tag

from karabakh_tui.annotations.journal import read_journal
from karabakh_tui.annotations.notebook import NoSuchError, Notebook, NotebookError
from karabakh_tui.annotations.operations import (
    LABELS,
    LINKS,
    PROVISIONS,
    Accept,
    Add,
    Delete,
    Reject,
    SetField,
    SetVerdict,
    Step,
)


def words(step: Step | None) -> str:
    assert step
    return step.words


def changed_lines(before: str, after: str) -> list[str]:
    found = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in found if line[0] in "+-"]


def test_what_the_file_says_is_shown_with_lines_and_ids(tmp_path: Path) -> None:
    book = desk(tmp_path).open()
    first, second = book.annotations("bridge").annotations
    assert (first.id, first.tags, first.start, first.line, second.line) == ("rain22", ("fact",), 0, 8, 14)
    assert (second.note, second.annotator) == ("who says so?", "anna")
    assert book.annotations("bridge").source_sha256 == "2b289950054a"
    assert book.annotations("ferry").annotations == ()
    assert (book.pending(), book.read_only, book.journal_words, book.left) == (0, "", "ok", None)


def test_an_article_that_is_not_in_the_corpus_has_no_annotations_to_ask_for(tmp_path: Path) -> None:
    book = desk(tmp_path).open()
    with pytest.raises(NoSuchError, match="no article elsewhere"):
        book.annotations("elsewhere")
    with pytest.raises(NoSuchError):
        book.do([tag("k23456", "elsewhere")], "tag")


def test_a_step_is_shown_at_once_and_the_file_is_written_when_asked(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    step = book.do([tag("k23456")], "tag fact on 'Nobody'")
    assert step.words == "tag fact on 'Nobody'"
    assert ids(book) == ["rain22", "years5", "k23456"]
    assert (book.pending(), book.pending_in("bridge"), book.pending_in("ferry")) == (1, 1, 0)
    assert at.file.read_text() == FILE
    (written,) = clean(book.save()).written
    assert (written.path, written.file) == ("annotations/anna/bridge.yaml", "bridge")
    assert (written.tags, written.new, written.merged) == (3, False, 0)
    assert book.pending() == 0
    added = "\n  - id: k23456\n    tags: [fact]\n    quote: 'Nobody crossed it.'\n    start: 49\n"
    assert at.file.read_text() == FILE + added


def test_only_the_lines_that_were_meant_change(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([SetField("bridge", "rain22", "tags", ["fact", "claim"], None)], "tag claim")
    book.do([note("years5", None)], "no note")
    clean(book.save())
    assert changed_lines(FILE, at.file.read_text()) == [
        "-     tags: [fact]",
        "+     tags: [fact, claim]",
        "-     note: who says so?",
    ]


def test_where_nothing_is_left_to_write_the_file_is_not_touched(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    before = at.file.stat().st_mtime_ns, at.file.stat().st_ino
    book.do([tag("k23456")], "tag")
    book.undo()
    assert book.pending() == 0
    assert clean(book.save()).written == ()
    assert (at.file.stat().st_mtime_ns, at.file.stat().st_ino) == before


def test_a_new_file_says_what_it_is_on(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([tag("k23456", "ferry")], "tag")
    (written,) = clean(book.save()).written
    assert written.new
    assert at.new_file.read_text() == (
        "# karabakh-tui annotations, format 1. Safe to edit by hand: comments, order and quoting are kept.\n"
        "format: 1\n"
        "source: {id: ferry, sha256: 2b289950054a}\n"
        "annotator: anna\n"
        "\n"
        "annotations:\n"
        "  - id: k23456\n"
        "    tags: [fact]\n"
        "    quote: 'Nobody crossed it.'\n"
        "    start: 49\n"
    )
    assert at.new_file.stat().st_mode == at.file.stat().st_mode


def test_the_folder_of_a_new_annotator_is_made(tmp_path: Path) -> None:
    at = desk(tmp_path)
    at.file.unlink()
    at.folder.rmdir()
    at.folder.parent.rmdir()
    book = at.open()
    book.do([tag("k23456")], "tag")
    clean(book.save())
    assert "k23456" in at.file.read_text()


def test_undo_and_redo_go_back_and_forth(tmp_path: Path) -> None:
    book = desk(tmp_path).open()
    book.do([tag("k23456")], "one")
    book.do([note("k23456", "n")], "two")
    assert [words(book.undo()), words(book.undo()), book.undo()] == ["two", "one", None]
    assert ids(book) == ["rain22", "years5"]
    assert words(book.redo()) == "one"
    assert (ids(book), notes(book)["k23456"]) == (["rain22", "years5", "k23456"], "")
    assert words(book.redo()) == "two"
    assert notes(book)["k23456"] == "n"
    assert book.redo() is None


def test_a_new_step_clears_what_could_be_done_again(tmp_path: Path) -> None:
    book = desk(tmp_path).open()
    book.do([tag("k23456")], "one")
    book.undo()
    book.do([tag("m23456")], "two")
    assert book.redo() is None
    assert ids(book) == ["rain22", "years5", "m23456"]


def test_undo_goes_back_beyond_what_is_written_and_beyond_the_session(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([tag("k23456")], "one")
    clean(book.save())
    book.do([Delete("bridge", "rain22", {})], "two")
    clean(book.save())
    book.close()
    later = at.open()
    assert later.undo_reaches() > 0
    assert [words(later.undo()), words(later.undo()), later.undo()] == ["two", "one", None]
    assert later.pending() == 2
    clean(later.save())
    assert at.file.read_text() == FILE


def test_what_was_undone_can_be_done_again_in_a_later_session(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([tag("k23456")], "one")
    clean(book.save())
    book.undo()
    clean(book.save())
    book.close()
    later = at.open()
    assert words(later.redo()) == "one"
    assert ids(later)[-1] == "k23456"


def test_a_record_that_comes_back_has_its_place_and_its_comment_again(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([Delete("bridge", "rain22", {})], "delete")
    clean(book.save())
    assert "the weather" not in at.file.read_text()
    book.undo()
    clean(book.save())
    assert at.file.read_text() == FILE


def test_a_record_that_was_changed_before_it_went_comes_back_changed_with_its_comment(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("rain22", "wet")], "note")
    book.do([Delete("bridge", "rain22", {})], "delete")
    clean(book.save())
    book.undo()
    clean(book.save())
    assert changed_lines(FILE, at.file.read_text()) == ["+     note: wet"]


def test_one_step_may_touch_several_articles_and_is_undone_at_once(tmp_path: Path) -> None:
    book = desk(tmp_path).open()
    book.do([tag("k23456"), tag("m23456", "ferry")], "tag all")
    assert [written.file for written in clean(book.save()).written] == ["bridge", "ferry"]
    book.undo()
    assert (ids(book), ids(book, "ferry")) == (["rain22", "years5"], [])


def test_an_operation_on_what_is_not_there_changes_nothing_of_its_step(tmp_path: Path) -> None:
    book = desk(tmp_path).open()
    with pytest.raises(NoSuchError):
        book.do([tag("k23456"), note("nobody", "x")], "two at once")
    with pytest.raises(NoSuchError):
        book.do([tag("m23456"), tag("rain22")], "an id that is there")
    assert (ids(book), book.pending(), book.undo()) == (["rain22", "years5"], 0, None)


def test_a_text_that_no_file_can_hold_is_refused_at_once(tmp_path: Path) -> None:
    book = desk(tmp_path).open()
    with pytest.raises(NotebookError, match=r"half a character \(U\+DC80\)"):
        book.do([tag("k23456"), note("rain22", "a\udc80b")], "note")
    assert (book.pending(), ids(book)) == (0, ["rain22", "years5"])
    hard = "\x00\x1b[31m \t\r\n\u2028 'a': \"b\" # c\n\n  \U0001f600 \ufeff"
    book.do([note("rain22", hard)], "note")
    clean(book.save())
    book.poll()
    assert notes(book)["rain22"] == hard


def test_the_step_tells_what_was_there_before_whatever_the_caller_said(tmp_path: Path) -> None:
    book = desk(tmp_path).open()
    step = book.do([SetField("bridge", "years5", "note", "new", "wrong")], "note")
    assert step.ops == (SetField("bridge", "years5", "note", "new", "who says so?"),)


def test_a_suggestion_is_accepted_or_rejected(tmp_path: Path) -> None:
    at = desk(tmp_path, FILE.replace("    note: who says so?\n", "    status: suggested\n"))
    book = at.open()
    book.do([Accept("bridge", "years5", "suggested")], "accept")
    assert book.annotations("bridge").annotations[1].status == "accepted"
    book.undo()
    book.do([Reject("bridge", "years5", "suggested")], "reject")
    clean(book.save())
    assert "status: rejected" in at.file.read_text()


def test_verdicts_and_laid_passages_have_files_of_their_own(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    verdict = {"provision": "toll", "article": "bridge", "verdict": "conflict", "against": ["ferry"]}
    book.do([SetVerdict("v23456", verdict, None)], "verdict")
    side = {"article": "bridge", "quote": "Rain fell.", "start": 0}
    book.do([Add(LINKS, "l23456", {"from": side, "to": {"article": "ferry", "quote": "Rain"}})], "align")
    assert [(one.provision, one.kind, one.id) for one in book.verdicts()] == [("toll", "conflict", "v23456")]
    assert [(one.id, one.left.start) for one in book.alignments()] == [("l23456", 0)]
    clean(book.save())
    book.do([SetVerdict("v23456", {**verdict, "verdict": "vaguer"}, verdict)], "verdict")
    clean(book.save())
    assert "verdict: vaguer" in (at.folder / "_verdicts.yaml").read_text()
    assert "start: 0" in (at.folder / "_links.yaml").read_text()
    book.close()
    again = at.open(read_only=True)
    assert (again.verdicts()[0].kind, again.alignments()[0].right.article) == ("vaguer", "ferry")


def test_the_codebook_is_written_the_same_way(tmp_path: Path) -> None:
    at = desk(tmp_path)
    path = tmp_path / "annotations" / "codebook.yaml"
    path.write_text("format: 1\n# ours\nlabels:\n  - {id: fact, key: 1}\n")
    book = at.open()
    book.do([Add(LABELS, "rumour", {"id": "rumour", "key": "3", "title": "rumour"})], "new label")
    book.do([Add(PROVISIONS, "toll", {"id": "toll", "title": "Toll"})], "new provision")
    assert book.fields(LABELS, "rumour") == {"id": "rumour", "key": "3", "title": "rumour"}
    clean(book.save())
    text = path.read_text()
    assert "# ours\n" in text
    assert "key: 3" in text
    assert "provisions:\n" in text
    assert book.pending() == 0


def test_a_codebook_that_does_not_count_is_not_written(tmp_path: Path) -> None:
    anna = desk(tmp_path)
    book = Notebook.open(anna.where._replace(codebook=False), ARTICLES, CODEBOOK)
    new = Add("codebook:labels", "rumour", {"id": "rumour", "title": "rumour"})
    with pytest.raises(NotebookError, match="codebook of this corpus cannot be written here"):
        book.do([new, tag("aaaaaa", tag="rumour")], "a new code")
    assert book.pending() == 0
    assert "aaaaaa" not in ids(book)


def test_a_file_that_does_not_parse_says_why_nothing_can_be_changed(tmp_path: Path) -> None:
    anna = desk(tmp_path, FILE + "  - {")
    book = anna.open()
    assert book.broken("bridge").startswith("annotations/anna/bridge.yaml:")
    assert book.broken("ferry") == ""


def test_an_article_is_marked_as_done(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([SetField("bridge", "", "done", "true", None)], "done")
    assert book.annotations("bridge").done
    assert book.fields("bridge", "") is not None
    clean(book.save())
    assert changed_lines(FILE, at.file.read_text()) == ["+ done: true"]
    book.undo()
    clean(book.save())
    assert at.file.read_text() == FILE


def test_a_record_without_an_id_gets_one_when_it_is_changed(tmp_path: Path) -> None:
    at = desk(tmp_path, FILE.replace("  - id: rain22\n    tags: [fact]\n", "  - tags: [fact]\n"))
    book = at.open()
    name = ids(book)[0]
    assert name
    assert "id" not in (book.fields("bridge", name) or {})
    book.do([note(name, "wet")], "note")
    assert ids(book)[0] == name
    clean(book.save())
    assert f"- id: {name}\n" in at.file.read_text() or f"    id: {name}\n" in at.file.read_text()
    book.undo()
    clean(book.save())
    assert name not in at.file.read_text()


def test_of_two_records_with_one_id_both_are_there_and_the_second_gets_another(tmp_path: Path) -> None:
    at = desk(tmp_path, FILE.replace("years5", "rain22"))
    book = at.open()
    first, second = ids(book)
    assert (first, second != "rain22") == ("rain22", True)
    assert any("is also that of line" in fault.what for fault in book.annotations("bridge").faults)
    book.do([note(second, "mine")], "note")
    clean(book.save())
    assert at.file.read_text().count("rain22") == 1
    book.close()
    assert notes(at.open()) == {"rain22": "", second: "mine"}


def test_a_change_of_a_record_without_an_id_is_found_again_after_a_crash(tmp_path: Path) -> None:
    at = desk(tmp_path, FILE.replace("  - id: rain22\n    tags: [fact]\n", "  - tags: [fact]\n"))
    book = at.open()
    name = ids(book)[0]
    book.do([note(name, "wet")], "note")
    book.close(goodbye=False)
    later = at.open()
    assert notes(later)[name] == "wet"
    clean(later.save())
    assert at.file.read_text().count("note: wet") == 1


def test_the_journal_is_for_its_owner_alone_and_each_line_of_it_has_a_checksum(tmp_path: Path) -> None:
    book = desk(tmp_path).open()
    book.do([tag("k23456")], "tag 'Nobody' \u2028 \x1b")
    path = book.journal_path
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    lines = path.read_bytes().splitlines()
    assert len(lines) == 2
    total, value = json.loads(lines[1])
    assert (len(total), value["words"]) == (8, "tag 'Nobody' \u2028 \x1b")
    assert read_journal(path, "j").entries[0].ops[0].id == "k23456"


def test_a_notebook_on_a_corpus_that_shrank_still_writes_what_was_left(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([tag("k23456", "ferry")], "tag")
    book.close(goodbye=False)
    later = Notebook.open(at.where, ARTICLES[:1], CODEBOOK)
    assert later.pending() == 1
    clean(later.save())
    assert "k23456" in at.new_file.read_text()


def test_comments_come_back_with_a_record_whose_earlier_change_is_undone_too(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("years5", "the ministry")], "note")
    book.do([Delete("bridge", "years5", {})], "delete")
    clean(book.save())
    assert "how long?" not in at.file.read_text()
    book.undo()
    book.undo()
    clean(book.save())
    assert "  # how long?\n  - id: years5\n" in at.file.read_text()
    assert notes(book)["years5"] == "who says so?"
    book.close()
