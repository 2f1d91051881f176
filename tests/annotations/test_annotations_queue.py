"""What waits for a person after a text has changed, and what becomes of a file by what that person decides."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from karabakh_tui.annotations.anchor import Finder, anchor_all
from karabakh_tui.annotations.load import read_annotations
from karabakh_tui.annotations.model import Anchored, Annotation, AnnotationFile
from karabakh_tui.annotations.operations import Add, Delete, Operation, SetField, inverse
from karabakh_tui.annotations.queue import Decision, candidates, clear_ones, decided, waiting, waits
from karabakh_tui.annotations.quoting import quoted_fields
from karabakh_tui.annotations.snapshots import Snapshots
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.plain import Fields

OLD = (
    "The old bridge closes on Monday. Buses take the north road for about six weeks, the council said.\n\n"
    "A ferry runs every half hour. It is free for pupils, the harbour office said on Monday in the evening.\n\n"
    "The repair costs 1.2 million. Nobody was asked before, residents of the island wrote in a letter.\n"
)
NEW = (
    OLD.replace("The old bridge", "The oldest bridge of the town")
    .replace("It is free for pupils, the harbour office said", "The harbour office said so")
    .replace("Nobody was asked before", "Nobody was asked beforehand")
)
"""The first passage moved, the second is gone, the third has other words."""

MOVED, GONE, CHANGED = "the north road", "free for pupils", "Nobody was asked before, residents"


def article(text: str) -> Article:
    return Article("a", "A", "a", text, sha256=sha256(text.encode()).hexdigest())


class Book:
    """A file of annotations as records, on which operations are done as a notebook does them."""

    def __init__(self, *quotes: str) -> None:
        before = article(OLD)
        self.top: Fields = {"format": "1", "source": {"id": "a", "sha256": before.sha256[:12]}}
        self.records: dict[str, Fields] = {}
        for at, quote in enumerate(quotes):
            fields = quoted_fields(before, Span(OLD.index(quote), OLD.index(quote) + len(quote)))
            self.records[f"n{at}"] = {"id": f"n{at}", "tags": ["t"], **fields}
            self.records[f"n{at}"]["start"] = str(fields["start"])

    def read(self, id_: str) -> Fields | None:
        return self.records.get(id_) if id_ else self.top

    @property
    def file(self) -> AnnotationFile:
        notes = tuple(
            Annotation(
                id_,
                ("t",),
                str(fields["quote"]),
                str(fields.get("prefix", "")),
                str(fields.get("suffix", "")),
                int(str(fields["start"])) if "start" in fields else None,
                kept=str(fields.get("kept", "")),
            )
            for id_, fields in self.records.items()
        )
        source = self.top.get("source")
        assert isinstance(source, dict)
        return AnnotationFile("a.yaml", "anna", "a", str(source["sha256"]), notes)

    def anchored(self, text: str = NEW) -> tuple[Anchored, ...]:
        snapshot = OLD if self.file.source_sha256 == article(OLD).sha256[:12] else None
        return anchor_all(article(text), self.file, None, snapshot)

    def do(self, ops: tuple[Operation, ...]) -> None:
        for op in ops:
            if isinstance(op, Delete):
                assert list(self.records)[op.position or 0] == op.id
                assert self.records.pop(op.id) == op.fields
                continue
            assert isinstance(op, SetField)
            fields = self.records[op.id] if op.id else self.top
            assert fields.get(op.field) == op.before
            if op.value is None:
                del fields[op.field]
            else:
                fields[op.field] = op.value

    def decide(self, *decisions: Decision, text: str = NEW) -> tuple[Operation, ...]:
        ops = decided(article(text), self.file, self.anchored(text), self.read, decisions)
        self.do(ops)
        return ops

    def waiting(self, text: str = NEW) -> list[tuple[str, str]]:
        return [
            (one.annotation.id, one.anchored.anchor.certainty) for one in waiting(article(text), self.anchored(text))
        ]

    def is_on(self, text: str) -> bool:
        return self.top["source"] == {"id": "a", "sha256": article(text).sha256[:12]}


def test_what_moved_does_not_wait_and_what_changed_waits_last() -> None:
    book = Book(CHANGED, MOVED, GONE)
    assert book.waiting() == [("n2", "orphan"), ("n0", "changed")]
    assert book.waiting(OLD) == []


def test_nothing_is_asked_of_what_was_rejected() -> None:
    (lost,) = Book(GONE).anchored()
    assert waits(article(NEW), lost)
    assert not waits(article(NEW), lost._replace(annotation=lost.annotation._replace(status="rejected")))


def test_a_decision_changes_no_other_record_while_something_else_waits() -> None:
    book = Book(CHANGED, MOVED, GONE)
    start = NEW.index("Nobody was asked")
    ops = book.decide(Decision("n0", "attach", Span(start, start + 38)))
    assert {op.id for op in ops} == {"n0"}
    assert book.records["n0"]["quote"] == "Nobody was asked beforehand, residents"
    assert book.is_on(OLD)
    assert book.waiting() == [("n2", "orphan")]
    assert book.anchored()[0].anchor.certainty == "moved"


def test_the_last_decision_makes_the_file_one_about_the_text_as_it_is() -> None:
    book = Book(CHANGED, MOVED, GONE)
    start = NEW.index("Nobody was asked")
    book.decide(Decision("n0", "attach", Span(start, start + 38)))
    book.decide(Decision("n2", "delete"))
    assert book.is_on(NEW)
    assert [one.anchor.certainty for one in book.anchored()] == ["exact", "exact"]
    assert int(str(book.records["n1"]["start"])) == NEW.index(MOVED)


def test_several_decisions_are_one_step_and_can_be_taken_back() -> None:
    book = Book(CHANGED, MOVED, GONE, "The repair")
    before = {id_: dict(fields) for id_, fields in book.records.items()} | {"": dict(book.top)}
    ops = book.decide(Decision("n0", "delete"), Decision("n2", "delete"))
    assert list(book.records) == ["n1", "n3"]
    assert book.is_on(NEW)
    back = [inverse(op) for op in reversed(ops)]
    for op in back:
        if isinstance(op, SetField):
            book.do((op,))
        elif isinstance(op, Add):
            book.records[op.id] = op.fields
    assert book.records | {"": book.top} == before


def test_what_is_kept_is_not_asked_about_until_the_text_changes_again() -> None:
    book = Book(MOVED, GONE)
    book.decide(Decision("n1", "keep"))
    assert book.records["n1"]["kept"] == article(NEW).sha256[:12]
    assert book.waiting() == []
    assert book.waiting(NEW + "More.") == [("n1", "orphan")]


def test_what_is_kept_loses_its_offset_in_a_text_that_is_no_more() -> None:
    book = Book(MOVED, GONE)
    book.decide(Decision("n1", "keep"))
    assert book.is_on(NEW)
    assert "start" not in book.records["n1"]
    assert book.records["n1"]["quote"] == GONE


def test_what_is_kept_is_never_certain_by_itself_where_the_same_words_stand_again() -> None:
    book = Book(MOVED, GONE)
    book.decide(Decision("n1", "keep"))
    assert book.waiting(OLD) == [("n1", "review")]


def test_attaching_ends_that_it_was_kept() -> None:
    book = Book(MOVED, GONE)
    book.decide(Decision("n1", "keep"))
    start = NEW.index("The harbour office said so")
    book.decide(Decision("n1", "attach", Span(start, start + 26)))
    assert "kept" not in book.records["n1"]
    assert [one.anchor.certainty for one in book.anchored()] == ["exact", "exact"]


def test_all_that_moved_is_accepted_in_one_step() -> None:
    book = Book(MOVED, CHANGED, "A ferry runs")
    found = clear_ones(book.anchored())
    assert [(one.id, one.kind) for one in found] == [("n0", "attach"), ("n2", "attach")]
    book.decide(*found)
    assert [int(str(book.records[id_]["start"])) for id_ in ("n0", "n2")] == [NEW.index(MOVED), NEW.index("A ferry")]
    assert book.is_on(OLD)  # the changed one waits
    assert book.waiting() == [("n1", "changed")]


def test_where_nothing_waits_accepting_what_moved_brings_the_file_up_to_date() -> None:
    book = Book(MOVED, "A ferry runs")
    book.decide(*clear_ones(book.anchored()))
    assert book.is_on(NEW)
    assert {one.anchor.certainty for one in book.anchored()} == {"exact"}


def test_a_decision_on_the_same_text_leaves_the_source_alone() -> None:
    book = Book("on Monday", GONE)
    del book.records["n0"]["start"], book.records["n0"]["suffix"], book.records["n0"]["prefix"]
    assert book.waiting(OLD) == [("n0", "review")]
    start = OLD.rindex("on Monday")
    ops = book.decide(Decision("n0", "attach", Span(start, start + 9)), text=OLD)
    assert all(op.id == "n0" for op in ops)
    assert book.waiting(OLD) == []


def test_a_decision_on_what_is_not_there_any_more_does_nothing() -> None:
    book = Book(MOVED, CHANGED)
    assert book.decide(Decision("gone", "delete"), Decision("n9", "keep")) == ()


def test_only_what_differs_is_written() -> None:
    book = Book("the island wrote", CHANGED)
    start = NEW.index("the island wrote")
    ops = book.decide(Decision("n0", "attach", Span(start, start + 16)))
    assert [op.field for op in ops if isinstance(op, SetField)] == ["prefix", "start"]


def test_candidates_are_the_likely_places_with_the_words_around_them(tmp_path: Path) -> None:
    book, now = (
        Book("Buses take the north road for about six weeks"),
        article(OLD.replace("Buses take", "Buses will use")),
    )
    kept = Snapshots(tmp_path)
    kept.keep(article(OLD))
    (one,) = anchor_all(now, book.file, None, OLD)
    found = candidates(now, book.file, one, kept)
    assert found[0].span.of(now.text).endswith("north road for about six weeks")
    assert found[0].rating == max(candidate.rating for candidate in found)
    assert now.text.startswith(found[0].before + found[0].span.of(now.text) + found[0].after)
    assert not now.text[len(found[0].before + found[0].span.of(now.text) + found[0].after)].isalnum()


def test_a_quote_that_stands_several_times_has_each_place_as_a_candidate() -> None:
    now = article(OLD)
    file = AnnotationFile("a.yaml", "anna", "a", "", (Annotation("n0", ("t",), "on Monday"),))
    (one,) = anchor_all(now, file)
    found = candidates(now, file, one, finder=Finder(now, None))
    assert sorted(candidate.span.start for candidate in found) == [OLD.index("on Monday"), OLD.rindex("on Monday")]


@pytest.mark.parametrize("text", ["", "\n", "x", "\u200b\u200b", "e\u0301" * 50])
@pytest.mark.parametrize("quote", ["", "e", "words that stand nowhere", "\u200b"])
def test_no_text_and_no_quote_does_harm(text: str, quote: str) -> None:
    now = article(text)
    file = AnnotationFile(
        "a.yaml", "anna", "a", "abcdefabcdef", (Annotation("n0", ("t",), quote, "before", "after", 3),)
    )
    for candidate in candidates(now, file, *anchor_all(now, file)):
        assert candidate.span.end <= len(text)


def test_kept_is_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("format: 1\nannotations:\n  - {tags: [t], quote: words, kept: 2B289950054A}\n")
    file = read_annotations(path, "a.yaml", "anna", "a", ("t",))
    assert file.annotations[0].kept == "2b289950054a"
    assert file.faults == ()
