"""corpus.yaml: order, facts and ids of the articles, and all that a person may get wrong in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from corpus_files import ids, told, write

from karabakh_tui.corpus.listing import is_date
from karabakh_tui.corpus.model import Event
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.text.span import Span


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


def test_two_entries_that_come_to_one_name_are_told(tmp_path: Path) -> None:
    entries = "[{file: a.txt}, {file: sub/../a.txt}]"
    write(
        tmp_path, {"corpus.yaml": f"format: 1\narticles: {entries}\n", "a.txt": "A", "deep/er/x": "", "deep/a.txt": "B"}
    )
    (tmp_path / "sub").symlink_to("deep/er")
    corpus = open_folder(tmp_path)
    assert len(set(ids(corpus))) == len(corpus.articles) == 2
    assert "is listed twice" in told(corpus)[0]


@pytest.mark.parametrize("value", ["2020", "2020-11", "2020-11-10", "2024-02-29"])
def test_dates(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value", ["", "20", "2020-13", "2020-02-30", "2020-W45-2", "20201110", "10.11.2020", "٢٠٢٠", "0000"]
)
def test_words_that_are_no_dates(value: str) -> None:
    assert not is_date(value)
