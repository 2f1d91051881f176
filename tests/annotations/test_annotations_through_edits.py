"""A person annotates, the article is edited, the person decides: through the real files from beginning to end."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.annotations.notebook import Notebook, Where
from karabakh_tui.annotations.operations import Add
from karabakh_tui.annotations.queue import Decision, clear_ones, decided, waiting
from karabakh_tui.annotations.quoting import quoted_fields
from karabakh_tui.annotations.snapshots import Snapshots
from karabakh_tui.codebook.model import Codebook, Label
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.matching.load import Loaded, load
from karabakh_tui.text.span import Span

OLD = "Rain fell on Monday.\nThe bridge was closed for five years.\nNobody crossed it on Monday.\n"
NEW = "Much rain fell on Monday.\nThe bridge was closed for six years.\n"
CODES = Codebook(labels=(Label("fact", "fact", "1"),))


def article(text: str) -> Article:
    return Article("bridge", "A", "Bridge", text, sha256=sha256(text.encode()).hexdigest())


def notebook(root: Path, text: str) -> Notebook:
    where = Where(root / "annotations", "anna", root / "state", texts=root / "data" / "snapshots")
    return Notebook.open(where, [article(text)], CODES)


def loaded(root: Path, text: str) -> Loaded:
    corpus = Corpus("test", root, (article(text),))
    return load(corpus, root, ("anna",), find_snapshots=lambda: Snapshots(root / "data" / "snapshots"))


def annotated(root: Path, *spans: Span) -> None:
    """Anna tags these passages of the old text, and saves."""
    book = notebook(root, OLD)
    for at, span in enumerate(spans):
        fields = {"id": f"note{at}2", "tags": ["fact"], **quoted_fields(article(OLD), span)}
        book.do([Add("bridge", f"note{at}2", fields)], "tag fact")
    assert book.save().faults == ()
    book.close()


def at(words: str, nth: int = 0, text: str = OLD) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def found(root: Path, text: str) -> tuple[Anchored, ...]:
    return loaded(root, text).anchored["bridge"]


def decide(root: Path, *decisions: Decision) -> None:
    book = notebook(root, NEW)
    ops = decided(
        article(NEW), book.annotations("bridge"), found(root, NEW), lambda id_: book.fields("bridge", id_), decisions
    )
    book.do(ops, "deciding")
    assert book.save().faults == ()
    book.close()


def test_the_text_is_kept_when_the_annotations_on_it_are_saved(tmp_path: Path) -> None:
    annotated(tmp_path, at("Rain fell"))
    assert Snapshots(tmp_path / "data" / "snapshots").text(article(OLD).sha256[:12]) == OLD


def test_passages_are_followed_and_decisions_written(tmp_path: Path) -> None:
    annotated(tmp_path, at("on Monday"), at("The bridge was closed for five years."), at("on Monday", 1))
    assert [one.anchor.certainty for one in found(tmp_path, OLD)] == ["exact"] * 3
    kept, changed, gone = found(tmp_path, NEW)
    assert (kept.anchor.certainty, kept.anchor.span) == ("moved", at("on Monday", 0, NEW))
    assert changed.anchor.certainty == "review"  # its wording, and what stood after it
    assert (gone.anchor.certainty, gone.anchor.span) == ("orphan", None)

    waits = waiting(article(NEW), found(tmp_path, NEW))
    assert [one.annotation.id for one in waits] == ["note22", "note12"]
    before = (tmp_path / "annotations" / "anna" / "bridge.yaml").read_text()
    assert changed.anchor.span
    decide(tmp_path, Decision("note12", "attach", changed.anchor.span), Decision("note22", "keep"))

    after = (tmp_path / "annotations" / "anna" / "bridge.yaml").read_text()
    assert article(OLD).sha256[:12] in before
    assert article(OLD).sha256[:12] not in after
    assert f"kept: {article(NEW).sha256[:12]}" in after.replace('"', "").replace("'", "")
    assert [one.anchor.certainty for one in found(tmp_path, NEW)] == ["exact", "exact", "review"]
    assert waiting(article(NEW), found(tmp_path, NEW)) == ()


def test_nothing_is_written_by_looking(tmp_path: Path) -> None:
    annotated(tmp_path, at("on Monday"))
    path = tmp_path / "annotations" / "anna" / "bridge.yaml"
    before = path.read_bytes(), path.stat().st_mtime_ns
    found(tmp_path, NEW)
    book = notebook(tmp_path, NEW)
    book.save()
    book.close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_accepting_what_moved_is_undone_as_one_step(tmp_path: Path) -> None:
    annotated(tmp_path, at("on Monday"), at("The bridge was closed"))
    path = tmp_path / "annotations" / "anna" / "bridge.yaml"
    before = path.read_bytes()
    decide(tmp_path, *clear_ones(found(tmp_path, NEW)))
    assert path.read_bytes() != before
    assert [one.anchor.certainty for one in found(tmp_path, NEW)] == ["exact", "exact"]
    book = notebook(tmp_path, NEW)
    assert book.undo()
    book.save()
    book.close()
    assert path.read_bytes() == before
