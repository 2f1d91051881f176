"""A folder, or files one by one, become a corpus; what is wrong with some of it leaves the rest readable."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from karabakh_tui.corpus import open as opening
from karabakh_tui.corpus.listing import is_date
from karabakh_tui.corpus.model import Corpus, Event
from karabakh_tui.corpus.open import open_folder, open_paths
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.fault import FaultError

ROOT = Path(__file__).parents[2]


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def ids(corpus: Corpus) -> list[str]:
    return [article.id for article in corpus.articles]


def told(corpus: Corpus) -> list[str]:
    return [str(fault) for fault in corpus.faults]


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


def test_the_listing_gives_order_and_facts_and_the_rest_follows_by_name(tmp_path: Path) -> None:
    listing = """
format: 1
title: Two talks
articles:
  - id: late
    file: z.txt
    short: Late
    title: The late one
    publisher: Gazette
    published: 2020-11
    event: talks
    language: en
    url: https://example.org/z
    inferred: [short, event]
    boilerplate: [[5, 9], [0, 3]]
  - {file: sub/m.html}
events:
  - {id: talks, title: Talks, date: 2020}
"""
    write(tmp_path, {"corpus.yaml": listing, "z.txt": "0123456789", "sub/m.html": "M", "a.txt": "A", "b.txt": "B"})
    corpus = open_folder(tmp_path)
    assert told(corpus) == []
    assert corpus.title == "Two talks"
    assert corpus.events == (Event("talks", "Talks", "2020"),)
    assert [(article.letter, article.id) for article in corpus.articles] == [
        ("A", "late"),
        ("B", "m"),
        ("C", "a"),
        ("D", "b"),
    ]
    late = corpus.articles[0]
    assert (late.short, late.title, late.publisher, late.published) == ("Late", "The late one", "Gazette", "2020-11")
    assert (late.event, late.language, late.url) == ("talks", "en", "https://example.org/z")
    assert late.inferred == {"short", "event"}
    assert late.boilerplate == (Span(0, 3), Span(5, 9))


_APPEAL = "News.\n\nSubscribe to our newsletter\nShare this article\n"


def test_boilerplate_is_found_by_rule_unless_the_listing_says_where_it_is(tmp_path: Path) -> None:
    entries = "{file: a.txt}, {file: b.txt, boilerplate: []}, {file: c.txt, boilerplate: }"
    listing = f"format: 1\narticles: [{entries}]\n"
    write(tmp_path, {"corpus.yaml": listing, **{f"{name}.txt": _APPEAL for name in "abcd"}})
    found = {article.id: article.boilerplate for article in open_folder(tmp_path).articles}
    assert found["a"] == found["c"] == found["d"] == (Span(7, 53),)
    assert found["b"] == ()


def test_spans_that_meet_are_one_and_those_outside_the_text_are_faults(tmp_path: Path) -> None:
    listing = (
        "format: 1\narticles:\n  - file: a.txt\n    boilerplate: [[4, 6], [0, 4], [5, 7], [8, 99], [3, 3], [9, 2]]\n"
    )
    write(tmp_path, {"corpus.yaml": listing, "a.txt": "0123456789"})
    corpus = open_folder(tmp_path)
    assert corpus.articles[0].boilerplate == (Span(0, 7),)
    assert len(corpus.faults) == 3
    assert all(fault.line == 4 for fault in corpus.faults)
    assert '[8, 99] does not lie in "a.txt", which has 10 characters' in told(corpus)[1]


def test_the_encoding_of_the_listing_is_obeyed(tmp_path: Path) -> None:
    listing = "format: 1\narticles:\n  - {file: a.txt, encoding: KOI8-R}\n  - {file: b.txt, encoding: klingon}\n"
    write(tmp_path, {"corpus.yaml": listing, "a.txt": "Шуша".encode("koi8-r"), "b.txt": "B"})
    corpus = open_folder(tmp_path)
    assert [(article.text, article.encoding) for article in corpus.articles] == [("Шуша", "KOI8-R"), ("B", "utf-8")]
    assert told(corpus) == ['corpus.yaml:4:29: "klingon" is no encoding; write utf-8, windows-1251, koi8-r, ...']


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("{file: b.txt}", 'corpus.yaml:3:12: there is no file "b.txt"; did you mean "a.txt"?'),
        ("{file: /etc/passwd}", 'corpus.yaml:3:12: "/etc/passwd" leads out of the corpus; name a file of the corpus'),
        (
            "{file: ../secret.txt}",
            'corpus.yaml:3:12: "../secret.txt" leads out of the corpus; name a file of the corpus',
        ),
        ('{file: "a\\0.txt"}', 'corpus.yaml:3:12: there is no file "a\0.txt"; did you mean "a.txt"?'),
        ("{title: x}", 'corpus.yaml:3:5: this record has no "file"; add file: to it'),
        ("[a.txt]", 'corpus.yaml:3:5: this entry of "articles" is a list, not a record; write it as name: value'),
        (
            "{file: a.txt, id: A b}",
            'corpus.yaml:3:23: "A b" is no id; use small letters, digits and hyphens, 60 at most',
        ),
        (
            "{file: a.txt, published: soon}",
            'corpus.yaml:3:30: "soon" is no date; write published: year-month-day, as 2020-11-10',
        ),
        ("{file: a.txt, event: talk}", 'corpus.yaml:3:26: "talk" is no event of this corpus; did you mean "talks"?'),
        ("{file: a.txt, inferred: [shrot]}", 'corpus.yaml:3:30: "shrot" is not known here; did you mean "short"?'),
        ("{file: a.txt, titel: x}", 'corpus.yaml:3:19: "titel" is not a field of this record; did you mean "title"?'),
        ("{file: sub}", "sub: is a folder, not a file; only regular files are read"),
    ],
)
def test_a_wrong_entry_is_told_and_the_articles_open(tmp_path: Path, entry: str, fault: str) -> None:
    root = tmp_path / "corpus"
    listing = f"format: 1\narticles:\n  - {entry}\nevents: [{{id: talks}}]\n"
    write(tmp_path, {"secret.txt": "secret"})
    write(root, {"corpus.yaml": listing, "a.txt": "A", "sub/.keep": ""})
    corpus = open_folder(root)
    assert told(corpus) == [fault]
    assert ids(corpus) == ["a"]
    assert corpus.articles[0].published == ""


def test_what_is_named_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    listing = """format: 1
articles:
  - {id: x, file: a.txt}
  - {id: x, file: b.txt}
  - {id: y, file: ./a.txt}
events:
  - {id: e}
  - {id: e}
"""
    write(tmp_path, {"corpus.yaml": listing, "a.txt": "A", "b.txt": "B"})
    corpus = open_folder(tmp_path)
    assert ids(corpus) == ["x", "b"]
    assert [event.title for event in corpus.events] == ["e"]
    assert told(corpus) == [
        'corpus.yaml:8:10: "e" is an event already, in line 7; give it another id',
        'corpus.yaml:4:10: "x" is the id of the article in line 3, too; give it another id',
        'corpus.yaml:5:19: "./a.txt" is listed twice, here and in line 3; keep one of the two',
    ]


def test_a_derived_id_never_takes_one_that_is_given(tmp_path: Path) -> None:
    write(tmp_path, {"corpus.yaml": "format: 1\narticles: [{id: a, file: z.txt}]\n", "z.txt": "Z", "a.txt": "A"})
    assert ids(open_folder(tmp_path)) == ["a", "a-txt"]


def test_a_listing_that_cannot_be_read_leaves_the_articles_open_by_name(tmp_path: Path) -> None:
    write(tmp_path, {"corpus.yaml": "format: 1\narticles: [1\n", "a.txt": "A"})
    corpus = open_folder(tmp_path)
    assert ids(corpus) == ["a"]
    assert [fault.where for fault in corpus.faults] == ["corpus.yaml:2:11"]


@pytest.mark.parametrize("kind", ["folder", "pipe", "link out", "newer", "not utf-8"])
def test_a_listing_that_is_none_is_told(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "corpus"
    write(root, {"seeds/a.txt": "A"})
    path = root / "seeds" / "corpus.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "link out":
        write(tmp_path, {"other.yaml": "format: 1\ntitle: secret\n"})
        path.symlink_to("../../other.yaml")
    else:
        path.write_bytes(b"format: 2" if kind == "newer" else b"format: 1\ntitle: \xff")
    corpus = open_folder(root)
    assert ids(corpus) == ["a"]
    assert corpus.title == "corpus"
    [fault] = corpus.faults
    assert fault.path == "seeds/corpus.yaml"


def test_a_listing_beside_the_seeds_folder_is_told_to_be_in_the_wrong_place(tmp_path: Path) -> None:
    write(tmp_path, {"seeds/a.txt": "A", "corpus.yaml": "format: 1\n"})
    assert told(open_folder(tmp_path)) == [
        "corpus.yaml: is not used: the articles are in another folder; move it to seeds/"
    ]


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
        f"{tmp_path}: holds no articles; add some: karabakh-tui import FILE...  "
        "Or open the built-in five: karabakh-tui -c default"
    ]


def test_a_listed_name_is_found_however_its_accents_are_stored(tmp_path: Path) -> None:
    write(tmp_path, {"corpus.yaml": "format: 1\narticles: [{id: s, file: Şuşa.txt}]\n", "S\u0327us\u0327a.txt": "S"})
    corpus = open_folder(tmp_path)
    assert ids(corpus) == ["s"]
    assert told(corpus) == []


def test_a_listed_link_takes_its_target_out_of_the_rest(tmp_path: Path) -> None:
    write(tmp_path, {"corpus.yaml": "format: 1\narticles: [{id: s, file: link.txt}]\n", "a.txt": "A"})
    (tmp_path / "link.txt").symlink_to("a.txt")
    corpus = open_folder(tmp_path)
    assert ids(corpus) == ["s"]
    assert corpus.skipped == {"link to another file": 1}


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


@pytest.mark.parametrize("value", ["2020", "2020-11", "2020-11-10", "2024-02-29"])
def test_dates(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value", ["", "20", "2020-13", "2020-02-30", "2020-W45-2", "20201110", "10.11.2020", "٢٠٢٠", "0000"]
)
def test_words_that_are_no_dates(value: str) -> None:
    assert not is_date(value)


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
