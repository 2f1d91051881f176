from __future__ import annotations

from pathlib import Path

from helpers.changed import changed

from karabakh_tui.annotations.model import Verdict
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.matching.load import load, with_work
from karabakh_tui.yamldoc.fault import Fault

TEXT = "Some 2,000 peacekeepers will stay for five years.\n"
CODEBOOK = """\
format: 1
provisions:
  - {id: troops, code: "3", title: Troops}
  - {id: mandate, code: "4", title: Mandate}
labels:
  - {id: claim, title: claim}
"""


def small_corpus(root: Path | None, *faults: Fault) -> Corpus:
    articles = (Article("one", "A", "One", TEXT), Article("two", "B", "Two", TEXT))
    return Corpus("test", root, articles, faults=faults)


def write(root: Path, **files: str) -> None:
    """Files below `annotations`, by name with `__` for a slash."""
    for name, text in files.items():
        path = root / "annotations" / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def test_mine_comes_after_editorial_and_beats_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        codebook=CODEBOOK,
        editorial__one="format: 1\nannotations:\n  - {quote: '2,000', tags: troops}\n",
        editorial___verdicts="format: 1\nverdicts:\n  - {provision: troops, article: one, verdict: same}\n",
        anna__one="format: 1\nannotations:\n  - {quote: five years, tags: [mandate, claim]}\n",
        anna___verdicts="format: 1\nverdicts:\n  - {provision: troops, article: one, verdict: vaguer}\n",
        ben__one="format: 1\nannotations:\n  - {quote: peacekeepers, tags: troops}\n",
    )
    loaded = load(small_corpus(tmp_path), tmp_path, ("editorial", "anna"))
    assert loaded.faults == ()
    assert loaded.comparison.cell("troops", "one").by == "anna"
    assert [a.annotation.annotator for a in loaded.anchored["one"]] == ["editorial", "anna"]
    assert [file.path for file in loaded.files] == ["annotations/editorial/one.yaml", "annotations/anna/one.yaml"]
    assert [p.span.of(TEXT) for p in loaded.comparison.cell("mandate", "one").passages] == ["five years"]
    assert "two" not in loaded.anchored


def test_files_of_an_annotator_may_be_kept_elsewhere(tmp_path: Path) -> None:
    corpus, own = tmp_path / "corpus", tmp_path / "own"
    write(corpus, codebook=CODEBOOK, editorial__one="format: 1\nannotations:\n  - {quote: '2,000', tags: troops}\n")
    write(own, anna__one="format: 1\nannotations:\n  - {quote: five years, tags: mandate}\n")
    loaded = load(small_corpus(corpus), corpus, ("editorial", "anna"), elsewhere={"anna": own / "annotations"})
    assert [a.annotation.annotator for a in loaded.anchored["one"]] == ["editorial", "anna"]
    loaded = load(small_corpus(None), None, ("editorial", "anna"), elsewhere={"anna": own / "annotations"})
    assert [a.annotation.annotator for a in loaded.anchored["one"]] == ["anna"]


def test_what_is_in_hand_counts_without_being_read_again(tmp_path: Path) -> None:
    write(
        tmp_path,
        codebook=CODEBOOK,
        editorial__one="format: 1\nannotations:\n  - {quote: '2,000', tags: troops}\n",
        anna__one="format: 1\nannotations:\n  - {quote: five years, tags: mandate}\n",
        anna___verdicts="format: 1\nverdicts:\n  - {provision: troops, article: two, verdict: silent}\n",
    )
    loaded = load(small_corpus(tmp_path), tmp_path, ("editorial", "anna"))
    mine = loaded.files[-1]
    extended = mine._replace(
        annotations=(*mine.annotations, mine.annotations[0]._replace(quote="peacekeepers", tags=("troops",)))
    )
    said = (Verdict("troops", "one", "same", by="anna"),)
    after = with_work(loaded, "anna", [extended], said)
    assert [p.span.of(TEXT) for p in after.comparison.cell("troops", "one").passages] == ["2,000", "peacekeepers"]
    assert after.comparison.cell("troops", "one").by == "anna"
    assert after.comparison.cell("troops", "two").state != "silent"
    emptied = with_work(after, "anna", [extended._replace(annotations=())], ())
    assert [a.annotation.annotator for a in emptied.anchored["one"]] == ["editorial"]
    assert with_work(emptied, "anna", [mine], loaded.verdicts).comparison == loaded.comparison


def test_all_faults_come_together_and_the_rest_works(tmp_path: Path) -> None:
    write(
        tmp_path,
        codebook=CODEBOOK + "  - {title: no id}\n",
        editorial__one="format: 1\nannotations: [\n",
        editorial__two="format: 1\nannotations:\n  - {quote: five years, tags: mandaet}\n",
        editorial___verdicts="format: 1\nverdicts:\n  - {provision: troops, article: two, verdict: silnt}\n",
    )
    loaded = load(small_corpus(tmp_path, Fault("x.txt", 0, 0, "is empty", "fill it")), tmp_path, ("editorial",))
    assert [fault.path for fault in loaded.faults] == [
        "x.txt",
        "annotations/codebook.yaml",
        "annotations/editorial/one.yaml",
        "annotations/editorial/two.yaml",
        "annotations/editorial/_verdicts.yaml",
    ]
    assert len(loaded.comparison.provisions) == 2
    assert len(loaded.anchored["two"]) == 1


def test_without_a_root_there_is_nothing_to_compare_by() -> None:
    loaded = load(small_corpus(None), None, ("editorial",))
    assert loaded.comparison.provisions == ()
    assert loaded.comparison.event_note == "no event is stated; all 2 articles count as one"
    assert loaded.faults == ()


def test_a_root_that_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    assert load(small_corpus(None), tmp_path / "nowhere", ("editorial", "anna")).faults == ()


def test_texts_given_one_by_one_do_not_ask_for_the_other_articles_of_a_corpus(tmp_path: Path) -> None:
    write(
        tmp_path,
        codebook=CODEBOOK,
        editorial__three="format: 1\nannotations: []\n",
        editorial___verdicts="format: 1\nverdicts:\n  - {provision: troops, article: three, verdict: same}\n",
    )
    assert load(small_corpus(None), tmp_path, ("editorial",)).faults == ()
    assert len(load(small_corpus(tmp_path), tmp_path, ("editorial",)).faults) == 2


def test_annotations_follow_a_text_that_has_changed(tmp_path: Path) -> None:
    record = "  - {quote: five years, tags: mandate, start: 38}\n"
    write(
        tmp_path,
        codebook=CODEBOOK,
        editorial__one=f"format: 1\nsource: {{id: one, sha256: 2b289950054a}}\nannotations:\n{record}",
    )
    edited = changed(small_corpus(None).articles[0], text=f"Updated.\n{TEXT}", sha256="ffff")
    corpus = changed(small_corpus(None), articles=(edited,))
    loaded = load(corpus, tmp_path, ("editorial",))
    (passage,) = loaded.comparison.cell("mandate", "one").passages
    assert passage.span.of(edited.text) == "five years"
    assert passage.source.anchor.certainty == "moved"
