"""Matrix, comparison, sources and provisions as plain text: pictures of a small corpus, and what is said at edges."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from helpers.changed import changed
from helpers.small_comparison import ARTICLES, PROVISIONS, empty, large, opened, small
from helpers.tram_corpus import write_corpus

from karabakh_tui.corpus.model import Corpus
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.export import plain, text
from karabakh_tui.matching.load import Loaded, load
from karabakh_tui.matching.model import Comparison
from karabakh_tui.text.cells import width

GOLDEN = Path(__file__).parent / "golden"
HARBOUR = Corpus("The harbour", None, ARTICLES)


@pytest.fixture
def trams(tmp_path: Path) -> Loaded:
    corpus = open_folder(write_corpus(tmp_path / "trams"))
    return load(corpus, corpus.root, ("editorial",))


def same_as_file(name: str, lines: Iterable[str]) -> None:
    """Compare with a text file; KARABAKH_TUI_GOLDEN=write writes the file instead."""
    path, shown = GOLDEN / f"{name}.txt", "".join(f"{line}\n" for line in lines)
    if os.environ.get("KARABAKH_TUI_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


WIDTHS = pytest.mark.parametrize(("cells", "name"), [(None, "pipe"), (80, "80"), (48, "48")])


@WIDTHS
def test_the_matrix_looks_like_this(trams: Loaded, cells: int | None, name: str) -> None:
    shown = text.matrix(trams.corpus, trams.comparison, trams.comparison.provisions, cells)
    same_as_file(f"matrix-{name}", shown)


@WIDTHS
def test_the_comparison_looks_like_this(trams: Loaded, cells: int | None, name: str) -> None:
    all_of_them = (trams.comparison.provisions, trams.comparison.in_order)
    same_as_file(f"compare-{name}", text.compare(trams.corpus, trams.comparison, *all_of_them, True, cells))


@WIDTHS
def test_the_sources_look_like_this(trams: Loaded, cells: int | None, name: str) -> None:
    same_as_file(f"sources-{name}", text.sources(trams.corpus, trams.comparison, cells))


@WIDTHS
def test_the_provisions_look_like_this(trams: Loaded, cells: int | None, name: str) -> None:
    same_as_file(f"provisions-{name}", text.provisions(trams.corpus, trams.comparison, cells))


@pytest.mark.parametrize("cells", [1, 7, 20, 33, 61, 80, 100, 160, 400])
def test_every_line_fits_a_terminal_of_any_width(trams: Loaded, cells: int) -> None:
    comparison = trams.comparison
    told = [
        *text.matrix(trams.corpus, comparison, comparison.provisions, cells),
        *text.compare(trams.corpus, comparison, comparison.provisions, comparison.in_order, True, cells),
        *text.sources(trams.corpus, comparison, cells),
        *text.provisions(trams.corpus, comparison, cells),
    ]
    assert max(map(width, told)) <= cells


def words(lines: Iterable[str]) -> list[str]:
    return " ".join(lines).split()


@pytest.mark.parametrize("cells", [50, 80, 120])
def test_a_narrow_terminal_gets_every_word_that_a_pipe_gets(trams: Loaded, cells: int) -> None:
    for_all = (trams.comparison.provisions, trams.comparison.in_order)
    narrow = words(text.compare(trams.corpus, trams.comparison, *for_all, True, cells))
    assert narrow == words(text.compare(trams.corpus, trams.comparison, *for_all, True, None))


def quoted(source: int, quote: str) -> str:
    """The line that shows a passage, with how far into its text it stands."""
    whole = ARTICLES[source].text
    return f'      {100 * whole.index(quote) // len(whole)} % "{quote}"'


def compared(comparison: Comparison, provision: int, source: int, quotes: bool = True) -> list[str]:
    only = [PROVISIONS[provision]], [ARTICLES[source]]
    return list(text.compare(HARBOUR, comparison, *only, quotes, None))[1:]


def test_a_source_at_odds_with_itself_is_said_to_be() -> None:
    first, *passages = compared(small(), 4, 3)
    assert first == "  ! D Ferrymen's notes: conflict with itself: by October; half is gone"
    assert passages == [
        quoted(3, "The wreck will be gone by October, they say."),
        quoted(3, "Half of it is already on the beach."),
        '      decided by: "gone by October", "already on the beach"',
    ]


def test_a_place_that_is_not_exact_is_said_to_be_so() -> None:
    comparison = small()
    cell = comparison.cell("wreck", "notes")
    first, second = (
        passage._replace(source=passage.source._replace(anchor=passage.source.anchor._replace(certainty=certainty)))
        for passage, certainty in zip(cell.passages, ("moved", "changed"), strict=True)
    )
    comparison.cells["wreck", "notes"] = changed(cell, passages=(first, second))
    _, one, other, _ = compared(comparison, 4, 3)
    assert re.fullmatch(r' +\d+ %, moved "The wreck will be gone by October, they say."', one)
    assert re.fullmatch(r' +\d+ %, changed "Half of it is already on the beach."', other)
    lines = "\n".join(plain.compare(HARBOUR, comparison, [PROVISIONS[4]], [ARTICLES[3]], True))
    assert re.search(r'Says "Half of it is already on the beach." At \d+ percent, changed.\n', lines)


def test_without_quotes_only_verdicts_and_notes_are_told() -> None:
    assert compared(small(), 3, 0, quotes=False) == [
        "  ! A Harbour Gazette: conflict with E: 3 years, runs on by itself",
        "      note: Read with the letters of 1909.",
    ]


def test_silence_names_the_closest_provision() -> None:
    assert compared(small(), 1, 3) == ["  . D Ferrymen's notes: silent (closest: 3 Ferry and coal)"]


def test_an_open_cell_says_that_nobody_has_decided() -> None:
    assert compared(small(opened("tolls", "notes")), 1, 3) == [
        "  ? D Ferrymen's notes: open, nobody has decided, no passage is tagged with it"
    ]


def test_another_event_is_said_to_be_one() -> None:
    assert compared(small(), 0, 2) == ["  x C Radio Cape: other event"]


def test_a_verdict_that_its_passages_have_left_behind_is_called_stale() -> None:
    silent = changed(small().cell("tolls", "gazette"), state="silent", against=(), because=(), value="", stale=True)
    assert compared(small(silent), 1, 0) == [
        "  . A Harbour Gazette: silent",
        quoted(0, "The tolls stay as they were."),
        "      stale: decided as silent, but a passage is tagged with it now",
    ]


def test_long_lines_of_running_text_stay_readable_on_a_wide_terminal() -> None:
    lines = list(text.compare(HARBOUR, small(), PROVISIONS, ARTICLES, True, 300))
    assert text.MOST_CELLS - 15 < max(map(width, lines)) <= text.MOST_CELLS


def test_a_chosen_part_of_the_matrix_says_of_how_many() -> None:
    lines = list(text.matrix(HARBOUR, small(), PROVISIONS[1:3], None))
    assert lines[0] == "The harbour: 2 of 5 provisions x 4 sources"
    assert [line.split()[0] for line in lines[5:7]] == ["2", "3"]
    assert "3 conflict" in lines[2]  # of the whole


def test_a_matrix_without_a_row_says_so() -> None:
    assert list(text.matrix(HARBOUR, small(), (), None))[-1] == "None of the 5 provisions is like that."


def test_what_was_taken_for_granted_stands_above_the_matrix() -> None:
    noted = changed(small(), event_note="no event is stated; all 4 articles count as one")
    assert "no event is stated; all 4 articles count as one" in list(text.matrix(HARBOUR, noted, PROVISIONS, None))


def test_a_codebook_that_is_missing_is_told_where_it_would_be() -> None:
    folder = changed(HARBOUR, root=Path("/texts"))
    first, second, *rest = text.matrix(folder, empty(2), (), None)
    assert first == "The harbour: 2 sources, no provisions"
    assert second.startswith("No provisions are defined, so there is nothing to compare.")
    assert second.endswith("They are named in /texts/annotations/codebook.yaml.")
    assert rest[1:] == list(text.sources(folder, empty(2), None))
    assert list(text.provisions(folder, empty(2), None)) == [second]
    assert list(text.compare(folder, empty(2), (), (), True, None)) == [second]


def test_texts_without_a_folder_are_told_how_to_borrow_a_codebook() -> None:
    nameless = changed(HARBOUR, title="")
    first, second, *_ = text.matrix(nameless, empty(1), (), None)
    assert first == "1 source, no provisions"
    assert "-c DIR lends them the codebook of a corpus" in second


def test_titles_are_listed_where_there_is_room_for_them() -> None:
    named = changed(small(), articles=ARTICLES[:1], compared=ARTICLES[:1])
    assert "Open again" in " ".join(text.sources(HARBOUR, named, 100))
    assert "Open again" not in " ".join(text.sources(HARBOUR, named, 80))


def test_files_that_were_left_out_are_counted_but_not_our_own() -> None:
    lines = text.sources(changed(HARBOUR, skipped={"unknown type": 2, "the program's own": 1}), small(), None)
    assert list(lines)[-1] == "Left out: 2 unknown type."


def test_many_sources_are_told_part_by_part() -> None:
    comparison = large(6, 40)
    lines = list(text.matrix(Corpus("", None, comparison.articles), comparison, comparison.provisions, 80))
    assert max(map(width, lines)) <= 80
    heads = [line for line in lines if "provision" in line and "row" in line]
    assert len(heads) == 10
    for article in comparison.articles:
        assert sum(f" {article.letter} Source" in f"{line} " for line in heads) == 1


def test_nothing_of_a_file_comes_out_raw() -> None:
    evil = "\x1b]0;owned\x07\x9b31m\u202e\u200b\u2028[/b]"
    articles = tuple(changed(a, short=evil, title=evil, id=evil + a.id, text=evil * 9) for a in ARTICLES[:2])
    corpus = Corpus(evil, Path(evil), articles, skipped={evil: 1})
    bare = changed(empty(0), articles=articles, compared=articles, event_note=evil)
    provision = changed(PROVISIONS[0], id=evil, code=evil, title=evil)
    cells = {
        (provision.id, a.id): changed(
            opened("", ""), value=evil, because=(evil,), note=evil, state="same", article_id=a.id
        )
        for a in articles
    }
    full = changed(bare, provisions=(provision,), cells=cells)
    told = []
    for cells_ in (None, 60):
        told += text.matrix(corpus, bare, (), cells_)
        told += text.matrix(corpus, full, full.provisions, cells_)
        told += text.compare(corpus, full, full.provisions, articles, True, cells_)
        told += text.sources(corpus, full, cells_)
        told += text.provisions(corpus, full, cells_)
    assert "owned" in "".join(told)
    assert not {char for line in told for char in line} & set("\x1b\x07\x9b\u202e\u200b\u2028\n")
