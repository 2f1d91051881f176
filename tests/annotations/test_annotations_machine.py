"""Anything a person, a crash and somebody else may do, in any order: the notebook and the file say what they must."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from helpers.notebooks import Desk, clean, desk, notes, tag
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from karabakh_tui.annotations.operations import Delete, SetField
from karabakh_tui.yamldoc.load import load

TEXTS = st.sampled_from(["wet", "dry", "two\nlines\n", "# none", "no", "012", "a: b", "\u2028x", "'", "  spaces  "])
PICK = st.integers(0, 30)


class Book(RuleBasedStateMachine):
    """The model is a note for each id; a step is the records that it changed, as they were and as they became."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.at: Desk = desk(self.root)
        self.book = self.at.open()
        self.model = {"rain22": "", "years5": "who says so?"}
        self.done: list[tuple[str, str | None, str | None]] = []
        self.undone: list[tuple[str, str | None, str | None]] = []
        self.made = 0

    def teardown(self) -> None:
        self.book.close()
        shutil.rmtree(self.root)

    def step(self, name: str, now: str | None) -> None:
        self.done.append((name, self.model.get(name), now))
        self.undone.clear()
        self.put(name, now)

    def put(self, name: str, now: str | None) -> None:
        if now is None:
            self.model.pop(name, None)
        else:
            self.model[name] = now

    def some(self, pick: int) -> str:
        names = sorted(notes(self.book))
        return names[pick % len(names)]

    @rule()
    def tags(self) -> None:
        self.made += 1
        name = f"k{self.made:03}"
        self.book.do([tag(name)], name)
        self.step(name, "")

    @precondition(lambda self: notes(self.book))
    @rule(pick=PICK, text=TEXTS)
    def writes_a_note(self, pick: int, text: str) -> None:
        name = self.some(pick)
        self.book.do([SetField("bridge", name, "note", text, None)], "note")
        self.step(name, text)

    @precondition(lambda self: len(notes(self.book)) > 1)
    @rule(pick=PICK)
    def deletes(self, pick: int) -> None:
        name = self.some(pick)
        self.book.do([Delete("bridge", name, {})], "delete")
        self.step(name, None)

    @rule()
    def undoes(self) -> None:
        assert (self.book.undo() is not None) == bool(self.done)
        if self.done:
            name, was, became = step = self.done.pop()
            self.undone.append(step)
            if self.model.get(name) == became:
                self.put(name, was)

    @rule()
    def does_again(self) -> None:
        assert (self.book.redo() is not None) == bool(self.undone)
        if self.undone:
            name, was, became = step = self.undone.pop()
            self.done.append(step)
            if self.model.get(name) == was:
                self.put(name, became)

    @rule()
    def saves(self) -> None:
        clean(self.book.save())
        assert self.book.pending() == 0

    @rule(goodbye=st.booleans(), keep=st.booleans())
    def ends_and_begins_again(self, goodbye: bool, keep: bool) -> None:
        if keep:
            clean(self.book.save())
        self.book.close(goodbye=goodbye)
        self.book = self.at.open()
        assert (self.book.left is None) == goodbye

    @rule(pick=PICK, rename=st.booleans())
    def somebody_else_tags(self, pick: int, rename: bool) -> None:
        if not self.at.file.read_text().rstrip().endswith("[]"):
            self.made += 1
            name = f"h{self.made:03}"
            record = f"\n\n  # {pick}\n  - {{id: {name}, tags: fact, quote: Rain}}\n"
            self.replace(self.at.file.read_text().rstrip("\n") + record, rename=rename)
            self.model[name] = ""

    @precondition(lambda self: self.book.pending() == 0)
    @rule(rename=st.booleans())
    def somebody_else_says_something_else(self, rename: bool) -> None:
        text = self.at.file.read_text()
        if "note: wet\n" in text:
            at = text.index("note: wet\n")
            record = text.rindex("id: ", 0, at)
            name = text[record + 4 :].split("\n")[0].split(",")[0]
            self.replace(text[:at] + "note: damp\n" + text[at + len("note: wet\n") :], rename=rename)
            self.model[name] = "damp"
            self.book.poll()

    def replace(self, text: str, *, rename: bool) -> None:
        target = self.at.file.with_name("swap") if rename else self.at.file
        target.write_text(text)
        target.replace(self.at.file)

    @rule()
    def looks(self) -> None:
        assert all(change.question is None for change in self.book.poll())

    @invariant()
    def all_is_as_it_should_be(self) -> None:
        load(self.at.file.read_bytes(), "bridge.yaml")
        shown = notes(self.book)
        ours = {name: note for name, note in self.model.items() if name in shown or not name.startswith("h")}
        assert shown == ours


TestBook = Book.TestCase
TestBook.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
