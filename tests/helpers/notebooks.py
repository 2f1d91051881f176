"""A small corpus with annotations, and notebooks on it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from karabakh_tui.annotations.notebook import Notebook, Question, Saved, Where
from karabakh_tui.annotations.operations import Add, SetField
from karabakh_tui.codebook.model import Codebook, Label
from karabakh_tui.corpus.model import Article

TEXT = "Rain fell. The bridge was closed for five years. Nobody crossed it. Then it was opened again.\n"
ARTICLES = tuple(
    Article(name, letter, name, TEXT, sha256="2b289950054a" + "0" * 52)
    for name, letter in (("bridge", "A"), ("ferry", "B"))
)
CODEBOOK = Codebook(labels=(Label("fact", "fact", "1"), Label("claim", "claim", "2")))

FILE = """\
# Anna's reading. Safe to edit by hand.
format: 1
source: {id: bridge, sha256: 2b289950054a}
annotator: anna

annotations:
  # the weather
  - id: rain22
    tags: [fact]
    quote: "Rain fell."
    start: 0

  # how long?
  - id: years5
    tags: [claim]
    quote: 'closed for five years'
    note: who says so?
"""


class Desk(NamedTuple):
    """A corpus folder, with a file by anna on the article `bridge`, and none on `ferry`."""

    root: Path

    @property
    def where(self) -> Where:
        return Where(self.root / "annotations", "anna", self.root / "state")

    @property
    def folder(self) -> Path:
        return self.root / "annotations" / "anna"

    @property
    def file(self) -> Path:
        return self.folder / "bridge.yaml"

    @property
    def new_file(self) -> Path:
        return self.folder / "ferry.yaml"

    def open(self, *, read_only: bool = False, take_over: bool = False) -> Notebook:
        return Notebook.open(self.where, ARTICLES, CODEBOOK, read_only=read_only, take_over=take_over)

    def foreign(self, old: str, new: str, *, rename: bool = False) -> None:
        """Somebody else edits the file: in place, or by a new file of the same name."""
        text = self.file.read_text()
        assert old in text
        if rename:
            other = self.file.with_name("swap")
            other.write_text(text.replace(old, new))
            other.replace(self.file)
        else:
            self.file.write_text(text.replace(old, new))


def desk(root: Path, text: str = FILE) -> Desk:
    made = Desk(root)
    made.folder.mkdir(parents=True)
    made.file.write_bytes(text.encode())
    return made


def tag(id_: str, article: str = "bridge", tag: str = "fact", quote: str = "Nobody crossed it.") -> Add:
    return Add(article, id_, {"tags": [tag], "quote": quote, "start": 49})


def note(id_: str, text: str | None, article: str = "bridge") -> SetField:
    return SetField(article, id_, "note", text, None)


def ids(book: Notebook, article: str = "bridge") -> list[str]:
    return [one.id for one in book.annotations(article).annotations]


def notes(book: Notebook, article: str = "bridge") -> dict[str, str]:
    return {one.id: one.note for one in book.annotations(article).annotations}


def clean(saved: Saved) -> Saved:
    """What was saved, where nothing was asked and nothing failed."""
    assert not saved.questions, saved
    assert not saved.faults, saved
    return saved


def asked(book: Notebook) -> Question:
    """The one question that saving brings."""
    saved = book.save()
    (question,) = saved.questions
    assert not saved.written
    return question


def left_behind(folder: Path) -> list[str]:
    """Names in the folder that no person put there."""
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".yaml")
