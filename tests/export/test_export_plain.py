"""Lines for speech and braille: pictures of the articles that ship, and what no text may do to them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest
from helpers.program import default_corpus
from helpers.small_comparison import ARTICLES, empty, opened, small
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.export import plain
from karabakh_tui.matching.load import Loaded
from karabakh_tui.matching.model import Cell, Comparison
from karabakh_tui.text.cells import width

GOLDEN = Path(__file__).parent / "golden"
HARBOUR = Corpus("The harbour", None, ARTICLES)
BRAILLE = 40


@pytest.fixture(scope="module")
def seeds() -> Loaded:
    return default_corpus()


def provisions(loaded: Loaded, *codes: str) -> list[Provision]:
    return [provision for provision in loaded.comparison.provisions if provision.code in codes]


@dataclass(frozen=True)
class Picture:
    """Something that is printed."""

    name: str
    lines: Callable[[Loaded], Iterator[str]]


PICTURES = [
    Picture("matrix", lambda s: plain.matrix(s.corpus, s.comparison, s.comparison.provisions)),
    Picture(
        "compare",
        lambda s: plain.compare(s.corpus, s.comparison, provisions(s, "s", "4", "8"), s.comparison.in_order, True),
    ),
    Picture("sources", lambda s: plain.sources(s.corpus, s.comparison)),
    Picture("provisions", lambda s: plain.provisions(s.corpus, s.comparison)),
    Picture("read", lambda s: plain.read(s.corpus, s.comparison, s.corpus.articles[1:2], True, None)),
]
EACH = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)


def same_as_file(name: str, lines: Iterable[str]) -> None:
    """Compare with a text file; KARABAKH_TUI_GOLDEN=write writes the file instead."""
    path, shown = GOLDEN / f"plain-{name}.txt", "".join(f"{line}\n" for line in lines)
    if os.environ.get("KARABAKH_TUI_GOLDEN") == "write":
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


@EACH
def test_the_articles_that_ship_sound_like_this(seeds: Loaded, picture: Picture) -> None:
    same_as_file(picture.name, picture.lines(seeds))


@EACH
def test_no_line_has_columns_signs_or_blanks_at_its_end(seeds: Loaded, picture: Picture) -> None:
    for line in picture.lines(seeds):
        assert line == line.strip()
        assert "  " not in line
        assert not re.search(r"[│─┌┐└┘|]", line)
        assert not re.match(r"[!~=.+?x*>-]+( |$)", line), line


@EACH
@pytest.mark.parametrize("cells", [1, 7, BRAILLE, 80])
def test_every_line_fits_a_display_and_no_word_is_lost(seeds: Loaded, picture: Picture, cells: int) -> None:
    whole = list(picture.lines(seeds))
    fitted = list(plain.fitted(whole, cells))
    assert max(map(width, fitted)) <= cells
    assert "".join("".join(fitted).split()) == "".join("".join(whole).split())


def test_an_article_is_broken_at_the_width_of_the_terminal(seeds: Loaded) -> None:
    def read(cells: int | None) -> list[str]:
        return list(plain.read(seeds.corpus, seeds.comparison, seeds.corpus.articles, True, cells))

    assert max(map(width, read(BRAILLE))) <= BRAILLE
    assert " ".join(" ".join(read(72)).split()) == " ".join(" ".join(read(None)).split())


def test_an_article_keeps_its_paragraphs_and_loses_no_word(seeds: Loaded) -> None:
    for article in seeds.corpus.articles:
        told = list(plain.read(seeds.corpus, seeds.comparison, [article], False, None))
        body = told[told.index("") + 1 :]
        assert [line for line in body if line] == [" ".join(p.split()) for p in article.text.split("\n") if p.strip()]


def test_a_paragraph_is_preceded_by_what_it_is_on() -> None:
    comparison = small()
    told = list(plain.read(HARBOUR, comparison, ARTICLES[:1], True, None))
    at = told.index(next(line for line in told if line.startswith("The ferry will sail")))
    assert told[at - 1] == "Provision 3 Ferry and coal, same. Provision 4 Warden, conflict."
    quiet = list(plain.read(HARBOUR, comparison, ARTICLES[:1], False, None))
    assert not any(line.startswith("Provision") for line in quiet)


def test_what_is_not_the_article_is_said_to_be_the_site_s(seeds: Loaded) -> None:
    (times,) = (article for article in seeds.corpus.articles if article.letter == "B")
    told = list(plain.read(seeds.corpus, seeds.comparison, [times], True, None))
    at = told.index("Support The Moscow Times!")
    assert told[at - 1] == "The site's own text."
    assert "The article goes on." in told[at:]


def said(changed: Cell | None, code: str, letter: str) -> list[str]:
    comparison = small(changed) if changed else small()
    chosen = [p for p in comparison.provisions if p.code == code]
    among = [a for a in ARTICLES if a.letter == letter]
    return list(plain.compare(HARBOUR, comparison, chosen, among, False))[3:]


def test_a_state_is_a_word_that_begins_its_line() -> None:
    assert said(None, "4", "A")[0] == "Conflict with E."
    assert said(None, "5", "D")[0] == "Conflict with itself."
    assert said(None, "2", "A")[0] == "Conflict with B and E."
    assert said(None, "2", "D") == ["Says nothing.", "Closest: 3 Ferry and coal."]
    assert said(None, "3", "E") == ["Only here.", "Value: free on Sundays."]
    assert said(opened("tolls", "gazette"), "2", "A") == ["Open, nobody has marked a passage."]
    assert said(None, "1", "C") == ["Other event, not compared."]


def test_without_a_codebook_the_sources_are_told() -> None:
    told = list(plain.matrix(HARBOUR, empty(2), ()))
    assert told[0] == "The harbour."
    assert told[1].startswith("No provisions are defined")
    assert "A Harbour Gazette" in told
    assert next(plain.provisions(HARBOUR, empty(2))).startswith("No provisions are defined")


HOSTILE = "\x1b]0;owned\x07 \x9b31m \u202eright\u202c \u200b[/b] \ud800 \r\n tab\tend\x00"
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def hostile(words: str, text: str = "") -> tuple[Corpus, Comparison]:
    """A corpus in which everything that people write holds these words."""
    article = Article(
        "one", "A", words, text or words, title=words, publisher=words, published=words, event=words, url=words
    )
    provision = Provision("p", words[:2], words)
    cell = Cell("p", "one", "conflict", value=words, because=(words,), note=words, against=("one",), by=words)
    comparison = Comparison((provision,), (article,), (article,), {("p", "one"): cell}, words)
    return Corpus(words, None, (article,), skipped={words: 1}), comparison


def everything(corpus: Corpus, comparison: Comparison, cells: int | None) -> Iterator[str]:
    both = comparison.provisions, comparison.articles
    yield from plain.fitted(plain.matrix(corpus, comparison, both[0]), cells)
    yield from plain.fitted(plain.compare(corpus, comparison, *both, True), cells)
    yield from plain.fitted(plain.sources(corpus, comparison), cells)
    yield from plain.fitted(plain.provisions(corpus, comparison), cells)
    yield from plain.read(corpus, comparison, both[1], True, cells)


@pytest.mark.parametrize("cells", [None, BRAILLE])
def test_nothing_that_people_write_steers_a_terminal(cells: int | None) -> None:
    told = list(everything(*hostile(HOSTILE), cells))
    assert any("owned" in line for line in told)
    assert not [line for line in told if FORBIDDEN.search(line)]


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=40), cells=st.sampled_from([None, 3, BRAILLE]))
def test_any_words_come_out_as_safe_lines(words: str, cells: int | None) -> None:
    for line in everything(*hostile(words), cells):
        assert not FORBIDDEN.search(line)
        assert line == line.rstrip(" ")
        assert cells is None or width(line) <= cells


def test_empty_names_leave_no_gaps() -> None:
    told = list(everything(*hostile("", "Words.\n"), None))
    assert "A" in told
    assert "Title not known." in told
    assert not [line for line in told if "  " in line or ".." in line or ": ." in line]


@pytest.mark.parametrize("line", ["word " * 400_000, "x" * 2_000_000, "語" * 700_000, "e\u0301" * 1_000_000])
def test_a_line_of_two_megabytes_is_told_bit_by_bit(line: str) -> None:
    corpus, comparison = hostile("Long", line)
    told = plain.read(corpus, comparison, comparison.articles, True, BRAILLE)
    body = list(islice(told, 12, 40))
    assert len(body) == 28
    assert all(0 < width(row) <= BRAILLE for row in body)


def test_a_sentence_ends_once() -> None:
    ends = {"five years": "five years.", "Why?": "Why?", 'He said "no."': 'He said "no."', " a,": "a.", "": ""}
    assert {words: plain.sentence(words) for words in ends} == ends
