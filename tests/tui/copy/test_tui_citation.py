"""What is copied: the words as the article has them, and below them where they stand."""

from __future__ import annotations

import pytest
from helpers.changed import changed
from helpers.small_comparison import ARTICLES, small
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.tui.views.citation import excerpt, excerpt_at, paragraph_at

ARTICLE = Article(
    "post",
    "B",
    "North Shore Post",
    "Tolls are “halved”, he said.\nShips may enter.\n",
    title="Accord",
    publisher="The Post",
    published="1911-05-02",
    url="https://example.org/post",
    inferred=frozenset({"published"}),
    path="somewhere/else/post.txt",
)


def test_a_passage_is_copied_with_its_source_file_and_place() -> None:
    copied = excerpt(ARTICLE, [Span(0, 28)])
    assert copied.text.splitlines() == [
        '"Tolls are “halved”, he said."',
        "",
        '-- B North Shore Post: "Accord", The Post, 1911-05-02 (inferred)',
        "file post.txt, code points 0-28",
        "https://example.org/post",
    ]
    assert (copied.characters, copied.what) == (28, "")


def test_what_is_not_known_is_left_out() -> None:
    bare = Article("x", "A", "x.txt", "Words.")
    assert excerpt(bare, [Span(0, 6)]).text.splitlines() == ['"Words."', "", "-- A x.txt", "code points 0-6"]


def test_several_passages_stand_one_below_the_other() -> None:
    copied = excerpt(ARTICLE, [Span(0, 5), Span(29, 34)])
    assert copied.text.startswith('"Tolls"\n\n"Ships"\n\n-- B ')
    assert "code points 0-5, 29-34" in copied.text
    assert copied.characters == 10


def test_letters_go_out_as_they_are_typed_and_control_characters_do_not() -> None:
    nasty = changed(ARTICLE, text="“Շուշի”\u00a0e\u0301\n\t\x1b[201~rm\r\x9b\x07", title="a\x1b]0;b\nc", url="u\x9b")
    copied = excerpt(nasty, [Span(0, len(nasty.text))]).text
    assert copied.startswith('"“Շուշի”\u00a0e\u0301\n\t␛[201~rm␍\ufffd␇"')
    assert not any((ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160 for char in copied)


@pytest.mark.parametrize(("cell", "quotes"), [(("warden", "courier"), 2), (("tolls", "gazette"), 1)])
def test_of_a_cell_all_passages_are_copied(cell: tuple[str, str], quotes: int) -> None:
    copied = excerpt_at(small(), *cell)
    assert copied
    assert len(copied.text.split("\n\n")) == quotes + 1
    assert copied.characters == sum(passage.span.end - passage.span.start for passage in small().cell(*cell).passages)


def test_of_a_cell_without_passages_the_whole_row_is_copied() -> None:
    copied = excerpt_at(small(), "warden", "notes")
    assert copied
    assert copied.text.splitlines() == [
        "4 Warden",
        "! A Harbour Gazette: conflict, 3 years, runs on by itself",
        "~ B North Shore Post: vaguer, 3 years, renewable",
        ". D Ferrymen's notes: says nothing (closest: 3 Ferry and coal)",
        "! E Island Courier: conflict, 3 years, 3 more by consent",
        "x C Radio Cape: other event",
    ]
    assert (copied.characters, copied.what) == (0, "the row 4 Warden")


def test_without_a_provision_there_is_nothing_to_copy() -> None:
    assert excerpt_at(small(), "nothing", ARTICLES[0].id) is None


def test_the_paragraph_on_a_blank_line_is_the_next_one_and_at_the_end_the_last() -> None:
    text = "\n  One.  \n\nTwo.\n\n"
    assert paragraph_at(text, 0) == paragraph_at(text, 5) == Span(3, 7)
    assert paragraph_at(text, 10) == paragraph_at(text, 11) == paragraph_at(text, 99) == Span(11, 15)
    assert paragraph_at(" \n ", 1) is None


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("a \n\u00a0")), st.integers(0, 40))
def test_a_paragraph_is_one_line_without_blanks_around_it(text: str, offset: int) -> None:
    found = paragraph_at(text, offset)
    if found is None:
        assert not text.strip()
        return
    words = found.of(text)
    assert words and words == words.strip() and "\n" not in words
    line = text[text.rfind("\n", 0, min(offset, len(text))) + 1 :].partition("\n")[0]
    assert not line.strip() or words == line.strip()
