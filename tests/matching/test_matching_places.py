"""Annotations of a text that has changed are found in steps, what is seen first."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from karabakh_tui.annotations.snapshots import Snapshots
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.matching.load import Loaded, load, with_found, with_work
from karabakh_tui.matching.places import anchoring
from karabakh_tui.text.span import Span

OLD = "".join(f"The bridge of place{number} closes on day{number}.\n" for number in range(40))
NEW = f"News.\n{OLD}".replace("bridge of place7 ", "tunnel of place7 ").replace(
    "bridge of place9 closes on day9.\n", ""
)
CODEBOOK = "format: 1\nprovisions:\n  - {id: closure, code: '1', title: Closure}\n"


def article(name: str, letter: str, text: str) -> Article:
    return Article(name, letter, name, text, sha256=sha256(text.encode()).hexdigest())


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Two articles; the second has changed since each of its sentences was tagged, the first has not."""
    folder = tmp_path / "annotations" / "editorial"
    folder.mkdir(parents=True)
    (folder.parent / "codebook.yaml").write_text(CODEBOOK)
    quotes = [f"The bridge of place{number} closes" for number in range(40)]
    records = [f"  - {{quote: {quote}, tags: closure, start: {OLD.index(quote)}}}\n" for quote in quotes]
    for name in ("same", "changed"):
        source = f"format: 1\nsource: {{id: {name}, sha256: {article('', '', OLD).sha256[:12]}}}\n"
        (folder / f"{name}.yaml").write_text(f"{source}annotations:\n{''.join(records)}")
    return Corpus("test", tmp_path, (article("same", "A", OLD), article("changed", "B", NEW)))


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[], Snapshots]:
    snapshots = Snapshots(tmp_path / "snapshots")
    snapshots.keep(article("", "", OLD))
    return lambda: snapshots


def opened(corpus: Corpus, kept: Callable[[], Snapshots], *, later: bool = True) -> Loaded:
    return load(corpus, corpus.root, ("editorial",), find_snapshots=kept, later=later)


def certainties(loaded: Loaded) -> list[str]:
    return [one.anchor.certainty for one in loaded.anchored["changed"]]


def test_only_what_has_to_be_searched_for_is_left_for_later(corpus: Corpus, kept: Callable[[], Snapshots]) -> None:
    loaded = opened(corpus, kept)
    assert {one.anchor.certainty for one in loaded.anchored["same"]} == {"exact"}
    assert "changed" not in loaded.anchored
    assert {one.article_id for one in loaded.pending} == {"changed"}
    assert len(loaded.pending) == 40
    assert len(loaded.comparison.cell("closure", "same").passages) == 40
    assert loaded.comparison.cell("closure", "changed").passages == ()


def test_the_command_line_has_all_places_at_once(corpus: Corpus, kept: Callable[[], Snapshots]) -> None:
    loaded = opened(corpus, kept, later=False)
    assert loaded.pending == ()
    assert certainties(loaded).count("moved") == 38
    assert [certainties(loaded)[at] for at in (7, 9)] == ["review", "orphan"]


def test_what_is_found_step_by_step_is_what_is_found_at_once(corpus: Corpus, kept: Callable[[], Snapshots]) -> None:
    loaded = opened(corpus, kept)
    steps = list(anchoring(loaded, at_once=7))
    assert [len(step) for step in steps] == [7, 7, 7, 7, 7, 5]
    for number, step in enumerate(steps):
        loaded = with_found(loaded, step)
        assert len(loaded.pending) == max(0, 40 - 7 * (number + 1))
    whole = opened(corpus, kept, later=False)
    assert (loaded.anchored, loaded.comparison) == (whole.anchored, whole.comparison)


def test_what_is_seen_is_found_first_wherever_one_goes(corpus: Corpus, kept: Callable[[], Snapshots]) -> None:
    seen = [Span(OLD.index("place20"), OLD.index("place22")), Span(0, 50)]
    steps = anchoring(opened(corpus, kept), lambda: ("changed", seen[0]), at_once=3)
    assert {one.pending.quote for one in next(steps)} == {
        f"The bridge of place{number} closes" for number in (20, 21, 22)
    }
    seen.pop(0)
    assert "The bridge of place0 closes" in {one.pending.quote for one in next(steps)}


def test_an_article_without_anything_to_find_is_no_obstacle(corpus: Corpus, kept: Callable[[], Snapshots]) -> None:
    loaded = opened(corpus, kept)
    assert sum(len(step) for step in anchoring(loaded, lambda: ("same", Span(0, 10)))) == 40
    assert sum(len(step) for step in anchoring(loaded, lambda: None)) == 40
    assert list(anchoring(with_found(loaded, [one for step in anchoring(loaded) for one in step]))) == []


def test_kept_texts_are_asked_for_only_where_a_text_has_changed(corpus: Corpus) -> None:
    def asked() -> Snapshots:
        raise AssertionError("asked")

    same = corpus._replace(articles=corpus.articles[:1])
    assert load(same, corpus.root, ("editorial",), find_snapshots=asked).pending == ()
    assert load(corpus, corpus.root, ("editorial",), find_snapshots=asked, later=True).pending


def test_what_was_found_is_not_searched_for_again(
    corpus: Corpus, kept: Callable[[], Snapshots], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = opened(corpus, kept, later=False)
    (mine,) = [file for file in loaded.files if file.article_id == "changed"]
    monkeypatch.setattr("karabakh_tui.annotations.anchor.anchor", lambda *_: pytest.fail("searched"))
    less = mine._replace(annotations=tuple(one._replace(id=f"n{at}") for at, one in enumerate(mine.annotations[:20])))
    others = [file for file in loaded.files if file.article_id != "changed"]
    after = with_work(loaded, "editorial", [*others, less], ())
    assert certainties(after) == certainties(loaded)[:20]


def test_work_goes_on_while_places_are_searched_for(corpus: Corpus, kept: Callable[[], Snapshots]) -> None:
    loaded = opened(corpus, kept)
    step = next(anchoring(loaded))
    others = [file for file in loaded.files if file.article_id != "changed"]
    (mine,) = [file for file in loaded.files if file.article_id == "changed"]
    fewer = mine._replace(annotations=mine.annotations[1:])
    worked = with_work(loaded, "editorial", [*others, fewer], ())
    assert len(worked.pending) == 39
    assert len(with_found(worked, step).anchored["changed"]) == len(step) - 1
