"""Somebody else wrote the file, too: vim, git, another program."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.notebooks import ARTICLES, CODEBOOK, FILE, Desk, asked, clean, desk, ids, note, notes, tag

from karabakh_tui.annotations.notebook import Answer, Notebook, Question
from karabakh_tui.annotations.operations import Delete, SetField

MORE = FILE + "\n  - id: ferry9\n    tags: [fact]\n    quote: Then it was opened again.\n"


@pytest.mark.parametrize("rename", [False, True])
def test_where_nothing_waits_the_file_is_read_anew_in_silence(tmp_path: Path, rename: bool) -> None:
    at = desk(tmp_path)
    book = at.open()
    assert notes(book)["years5"] == "who says so?"
    assert book.poll() == ()
    at.foreign("who says so?", "the mayor", rename=rename)
    (change,) = book.poll()
    assert (change.kind, change.words, change.question) == (
        "reloaded",
        "annotations/anna/bridge.yaml changed on disk (1 changed).",
        None,
    )
    assert notes(book)["years5"] == "the mayor"
    assert book.poll() == ()
    assert clean(book.save()).written == ()


def test_a_file_that_was_written_with_the_same_bytes_is_no_change(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    assert len(ids(book)) == 2
    at.foreign("anna", "anna", rename=True)
    assert book.poll() == ()


def test_a_file_of_the_same_length_and_inode_is_a_change(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    assert len(ids(book)) == 2
    at.foreign("who says so?", "who says it?")
    assert len(book.poll()) == 1


def test_records_without_ids_keep_what_they_are_addressed_by(tmp_path: Path) -> None:
    at = desk(tmp_path, FILE.replace("  - id: rain22\n    tags: [fact]\n", "  - tags: [fact]\n"))
    book = at.open()
    before = ids(book)
    at.foreign("who says so?", "the mayor")
    book.poll()
    assert ids(book) == before


@pytest.mark.parametrize("by_poll", [False, True])
def test_changes_of_different_things_are_brought_together(tmp_path: Path, by_poll: bool) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("rain22", "wet")], "note")
    book.do([tag("k23456")], "tag")
    at.foreign("# how long?", "# how long, and who says so?")
    at.foreign("tags: [claim]", "tags: [claim, fact]")
    if by_poll:
        (change,) = book.poll()
        assert (change.kind, change.words) == ("merged", "annotations/anna/bridge.yaml: merged 1 change from disk.")
    (written,) = clean(book.save()).written
    assert written.merged == (0 if by_poll else 1)
    text = at.file.read_text()
    for words in ("# how long, and who says so?", "tags: [claim, fact]", "note: wet", "k23456", "# the weather"):
        assert words in text
    assert book.annotations("bridge").annotations[1].tags == ("claim", "fact")


def test_a_comment_of_theirs_stays_where_only_comments_changed(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("rain22", "wet")], "note")
    at.foreign("# how long?", "# how many years?")
    clean(book.save())
    assert at.file.read_text() == FILE.replace("# how long?", "# how many years?").replace(
        "    start: 0\n", "    start: 0\n    note: wet\n"
    )


def test_the_same_change_on_both_sides_is_nothing_to_write(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("years5", "the mayor")], "note")
    book.do([Delete("bridge", "rain22", {})], "delete")
    at.foreign("who says so?", "the mayor")
    at.foreign(FILE[FILE.index("  # the weather") : FILE.index("\n  # how long?")], "")
    before = at.file.read_bytes()
    assert clean(book.save()).written == ()
    assert (book.pending(), at.file.read_bytes()) == (0, before)


def clash(at: Desk) -> tuple[Notebook, Question]:
    book = at.open()
    book.do([note("years5", "mine")], "note")
    book.do([note("rain22", "wet")], "note")
    at.foreign("who says so?", "theirs")
    return book, asked(book)


def test_different_values_of_one_field_are_asked_and_nothing_is_written_until_then(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book, question = clash(at)
    assert (question.kind, question.file, question.answers) == ("clash", "bridge", ("mine", "theirs", "both"))
    (found,) = question.clashes
    assert (found.kind, found.id, found.field, found.mine, found.theirs) == (
        "field",
        "years5",
        "note",
        "mine",
        "theirs",
    )
    assert notes(book) == {"rain22": "wet", "years5": "mine"}
    assert asked(book) == question
    assert "mine" not in at.file.read_text()


@pytest.mark.parametrize(("answer", "said"), [("mine", "mine"), ("theirs", "theirs"), ("both", "theirs\n\nmine")])
def test_an_answer_decides_and_can_be_undone(tmp_path: Path, answer: Answer, said: str) -> None:
    at = desk(tmp_path)
    book, question = clash(at)
    book.settle(question, answer)
    assert notes(book) == {"rain22": "wet", "years5": said}
    clean(book.save())
    book.close()
    later = at.open()
    assert notes(later) == {"rain22": "wet", "years5": said}
    if answer != "mine":
        later.undo()
        assert notes(later)["years5"] == "mine"


@pytest.mark.parametrize("answer", ["mine", "theirs", "both"])
def test_an_answer_survives_the_end_of_the_session(tmp_path: Path, answer: Answer) -> None:
    at = desk(tmp_path)
    book, question = clash(at)
    book.settle(question, answer)
    wanted = notes(book)
    book.close(goodbye=False)
    later = at.open()
    assert notes(later) == wanted
    clean(later.save())
    assert notes(at.open(read_only=True)) == wanted


def test_an_answer_to_a_file_that_changed_again_is_asked_again(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book, question = clash(at)
    at.foreign("theirs", "theirs, later")
    book.settle(question, "mine")
    again = asked(book)
    assert again.clashes[0].theirs == "theirs, later"
    book.settle(again, "theirs")
    clean(book.save())
    assert notes(book)["years5"] == "theirs, later"


def test_a_question_that_the_other_one_takes_back_is_none_any_more(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book, _ = clash(at)
    at.foreign("theirs", "who says so?")
    (change,) = book.poll()
    assert change.kind == "reloaded"
    clean(book.save())
    assert "note: mine" in at.file.read_text()


def test_deleted_here_and_edited_there_is_asked(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([Delete("bridge", "years5", {})], "delete")
    at.foreign("who says so?", "theirs")
    question = asked(book)
    assert question.clashes[0].kind == "deleted here"
    book.settle(question, "both")
    clean(book.save())
    assert notes(book)["years5"] == "theirs"


def test_edited_here_and_deleted_there_is_asked(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("rain22", "wet")], "note")
    at.foreign(FILE[FILE.index("  # the weather") : FILE.index("\n  # how long?")], "")
    question = asked(book)
    assert question.clashes[0].kind == "deleted there"
    book.settle(question, "mine")
    clean(book.save())
    assert notes(book)["rain22"] == "wet"


def test_the_same_new_id_with_other_content_is_asked_and_both_get_one(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([tag("ferry9")], "tag")
    at.file.write_text(MORE)
    question = asked(book)
    assert question.clashes[0].kind == "same id"
    book.settle(question, "both")
    clean(book.save())
    assert len(set(ids(book))) == 4
    assert len(ids(at.open(read_only=True))) == 4


def test_undo_leaves_what_somebody_else_changed_since(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("years5", "mine"), tag("k23456")], "note and tag")
    clean(book.save())
    at.foreign("note: mine", "note: theirs")
    book.poll()
    step = book.undo()
    assert step is not None
    assert step.words == "note and tag (what was changed since stays)"
    assert notes(book) == {"rain22": "", "years5": "theirs"}


def test_undo_of_a_tag_that_somebody_else_has_changed_since_leaves_it(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([tag("k23456")], "tag")
    clean(book.save())
    at.foreign("quote: 'Nobody crossed it.'", "quote: Nobody crossed it., note: see B".replace(", note", "\n    note"))
    book.poll()
    book.undo()
    assert notes(book)["k23456"] == "see B"


def test_a_crash_and_an_edit_by_hand_are_brought_together(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("rain22", "wet"), tag("k23456")], "note and tag")
    book.close(goodbye=False)
    at.foreign("who says so?", "the mayor")
    later = at.open()
    assert later.pending() == 2
    clean(later.save())
    assert notes(at.open(read_only=True)) == {"rain22": "wet", "years5": "the mayor", "k23456": ""}


def test_a_crash_and_a_clash_ask_when_it_is_opened_again(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("years5", "mine")], "note")
    book.close(goodbye=False)
    at.foreign("who says so?", "theirs")
    later = at.open()
    question = asked(later)
    assert (question.kind, question.clashes[0].mine, question.clashes[0].theirs) == ("clash", "mine", "theirs")
    later.settle(question, "theirs")
    clean(later.save())
    assert "note: theirs" in at.file.read_text()


def test_a_crash_a_clash_and_no_good_copy_ask_too(tmp_path: Path) -> None:
    at = desk(tmp_path)
    book = at.open()
    book.do([note("years5", "mine")], "note")
    book.close(goodbye=False)
    for good in (tmp_path / "state").rglob("good/*.yaml"):
        good.unlink()
    at.foreign("who says so?", "theirs")
    later = at.open()
    assert asked(later).clashes[0].base == "who says so?"


def test_two_annotators_may_change_the_codebook_at_once(tmp_path: Path) -> None:
    at = desk(tmp_path)
    (tmp_path / "annotations" / "codebook.yaml").write_text("format: 1\nlabels:\n  - {id: fact, key: 1}\n")
    books = [Notebook.open(at.where._replace(annotator=name), ARTICLES, CODEBOOK) for name in ("anna", "ben")]
    for number, book in enumerate(books):
        book.fields("codebook:labels", "fact")
        book.do([SetField("codebook:labels", "fact", f"definition{number}", "x", None)], "define")
    for book in books:
        clean(book.save())
    text = (tmp_path / "annotations" / "codebook.yaml").read_text()
    assert "definition0" in text
    assert "definition1" in text
