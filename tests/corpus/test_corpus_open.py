"""A folder, or files one by one, become a corpus; what is wrong with some of it leaves the rest readable."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from corpus_files import ids, told, write
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from karabakh_tui.corpus import open as opening
from karabakh_tui.corpus.open import open_folder, open_paths
from karabakh_tui.yamldoc.fault import FaultError

ROOT = Path(__file__).parents[2]


def test_the_default_corpus_opens_without_a_word() -> None:
    corpus = open_folder(ROOT)
    assert told(corpus) == []
    assert corpus.root == ROOT.resolve()
    assert [(article.letter, article.id) for article in corpus.articles] == [
        ("A", "artsakh-report"),
        ("B", "moscow-times"),
        ("C", "ceasefire-2023"),
        ("D", "defence24"),
        ("E", "jamestown"),
    ]
    assert all(corpus.event(article.event) for article in corpus.articles)
    for article in corpus.articles:
        data = Path(article.path).read_bytes()
        assert article.text == data.decode()
        assert article.sha256 == hashlib.sha256(data).hexdigest()


def test_a_folder_without_a_listing_opens_by_name(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": "\n  Second   headline \nText.", "a.md": "# First headline\nText.", "c/b.txt": "Third\n"})
    corpus = open_folder(tmp_path)
    assert [(a.letter, a.id, a.title, a.short) for a in corpus.articles] == [
        ("A", "a", "First headline", "First headline"),
        ("B", "b", "Second headline", "Second headline"),
        ("C", "c-b", "Third", "Third"),
    ]
    assert corpus.title == tmp_path.name
    assert [Path(article.path) for article in corpus.articles] == [tmp_path / n for n in ("a.md", "b.txt", "c/b.txt")]
    assert told(corpus) == []


def test_short_titles_fit_into_a_pane_and_long_ones_are_cut(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "x" * 5000, "b.txt": "協議" * 30, "c.txt": "\x1b[31mred\nand more"})
    first, second, third = open_folder(tmp_path).articles
    assert (len(first.title), len(first.short)) == (200, 24)
    assert len(second.short) <= 13
    assert third.title == "\x1b[31mred"
    assert "\x1b" not in third.short


def test_seeds_are_the_articles_where_there_are_seeds(tmp_path: Path) -> None:
    write(tmp_path, {"seeds/a.txt": "A", "notes.txt": "no article", "annotations/x/a.yaml": "format: 1"})
    corpus = open_folder(tmp_path)
    assert ids(corpus) == ["a"]
    assert corpus.root == tmp_path.resolve()


def test_seeds_that_lead_out_of_the_corpus_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/secret.txt": "S", "corpus/a.txt": "A"})
    (tmp_path / "corpus" / "seeds").symlink_to("../elsewhere")
    corpus = open_folder(tmp_path / "corpus")
    assert ids(corpus) == ["a"]
    assert "leads out of the corpus" in told(corpus)[0]


def test_articles_that_cannot_be_read_are_told_and_letters_go_to_the_others(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"a.txt": "", "b.txt": b"\0\1\2", "c.txt": "C", "d.txt": "Größe".encode("cp1252") * 3, "x.txt/.keep": ""},
    )
    os.mkfifo(tmp_path / "e.txt")
    corpus = open_folder(tmp_path)
    assert [(article.letter, article.id) for article in corpus.articles] == [("A", "c"), ("B", "d")]
    assert [fault.path for fault in corpus.faults] == ["e.txt", "a.txt", "b.txt", "d.txt"]


def test_an_article_that_vanishes_or_is_closed_to_us_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": "A", "b.txt": "B"})
    real = os.open

    def denied(path: Path, flags: int) -> int:
        if Path(path).name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(path, flags)

    monkeypatch.setattr("karabakh_tui.yamldoc.disk.os.open", denied)
    corpus = open_folder(tmp_path)
    assert ids(corpus) == ["b"]
    assert told(corpus) == ["a.txt: cannot be read (Permission denied); check the file and its permissions"]


def test_a_corpus_larger_than_memory_should_hold_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": "12345", "b.txt": "12345", "c.txt": "1"})
    monkeypatch.setattr(opening, "CORPUS_BYTES", 8)
    corpus = open_folder(tmp_path)
    assert ids(corpus) == ["a"]
    assert [fault.path for fault in corpus.faults] == ["b.txt"]


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    corpus = open_folder(tmp_path)
    assert corpus.articles == ()
    assert told(corpus) == [
        f"{tmp_path}: holds no articles; put text files there, or open the built-in five: karabakh-tui -c default"
    ]


def test_a_folder_may_be_given_by_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"real/a.txt": "A"})
    (tmp_path / "link").symlink_to("real")
    corpus = open_folder(tmp_path / "link")
    assert corpus.root == (tmp_path / "real").resolve()
    assert corpus.articles[0].path == str(tmp_path / "link" / "a.txt")


@pytest.mark.parametrize("opens", [open_folder, lambda path: open_paths([path], None)])
def test_a_path_that_does_not_exist_names_the_nearest(tmp_path: Path, opens: object) -> None:
    (tmp_path / "ceasefire").mkdir()
    assert callable(opens)
    with pytest.raises(FaultError) as caught:
        opens(tmp_path / "ceasfire")
    assert str(caught.value) == f'{tmp_path}/ceasfire: does not exist; did you mean "ceasefire"?'
    with pytest.raises(FaultError, match="check the name"):
        opens(tmp_path / "none" / "x")
    with pytest.raises(FaultError):
        opens(Path("a\0b"))


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A"})
    with pytest.raises(FaultError, match="is no folder"):
        open_folder(tmp_path / "a.txt")


def test_single_files_open_in_the_order_given_whatever_their_type(tmp_path: Path) -> None:
    write(tmp_path, {"b/x.log": "B", "a/x.txt": "A", "README.md": "# Read me"})
    paths = [tmp_path / name for name in ("b/x.log", "a/x.txt", "README.md", "b/../b/x.log")]
    corpus = open_paths(paths, None)
    assert [(a.letter, a.id, a.title, a.path) for a in corpus.articles] == [
        ("A", "b-x", "B", str(paths[0])),
        ("B", "a-x", "A", str(paths[1])),
        ("C", "readme", "Read me", str(paths[2])),
    ]
    assert corpus.root is None
    assert told(corpus) == []


def test_two_files_of_one_name_in_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path, {"1/b/x.txt": "one", "2/b/x.txt": "two"})
    corpus = open_paths([tmp_path / "1/b/x.txt", tmp_path / "2/b/x.txt"], None)
    assert [article.text for article in corpus.articles] == ["one", "two"]
    assert len(set(ids(corpus))) == 2


def test_a_text_on_standard_input_stands_where_the_hyphen_stands(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A"})
    corpus = open_paths([Path("-"), tmp_path / "a.txt"], b"From a pipe\n")
    assert [(article.id, article.title, article.path) for article in corpus.articles] == [
        ("stdin", "From a pipe", "-"),
        ("a", "A", str(tmp_path / "a.txt")),
    ]
    assert ids(open_paths([tmp_path / "a.txt"], b"last")) == ["a", "stdin"]
    assert open_paths([], b"alone").title == "alone"


def test_single_paths_that_are_no_texts_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "", "b.txt": "B"})
    os.mkfifo(tmp_path / "pipe")
    corpus = open_paths([tmp_path / "a.txt", tmp_path, Path("/dev/zero"), tmp_path / "pipe", tmp_path / "b.txt"], None)
    assert ids(corpus) == ["b"]
    assert [fault.what.partition(",")[0].partition(";")[0] for fault in corpus.faults] == [
        "is a folder",
        "is empty",
        "is a device",
        "is a pipe",
    ]


def test_nothing_is_written(tmp_path: Path) -> None:
    write(tmp_path, {"corpus.yaml": "articles: [{file: none.txt}]", "a.txt": b"\xff\xfea", "b.txt": "B"})
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.iterdir()}
    open_folder(tmp_path)
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in tmp_path.iterdir()} == before


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    listing=st.binary(max_size=120) | st.sampled_from([b"articles: [{file: a.txt}]"]), article=st.binary(max_size=120)
)
@example(listing=b"articles: &a [*a]", article=b"a")
@example(listing=b"articles: [{file: '.'}, {file: ''}, {file: '~'}]", article=b"a")
def test_any_bytes_open_or_are_refused_with_a_reason(tmp_path: Path, listing: bytes, article: bytes) -> None:
    write(tmp_path, {"corpus.yaml": listing, "a.txt": article})
    corpus = open_folder(tmp_path)
    assert corpus.articles or corpus.faults
    assert all(span.end <= len(a.text) for a in corpus.articles for span in a.boilerplate)
