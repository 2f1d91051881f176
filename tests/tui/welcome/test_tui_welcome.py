"""The first page: what was opened, and which sources to start with."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.changed import changed
from helpers.small_comparison import ARTICLES, empty, large, small
from helpers.stage import NOTHING, on_stage, same_as_file, shown
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.corpus.model import Corpus
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.screens.welcome import WelcomeScreen
from karabakh_tui.tui.views.rows import cells_of
from karabakh_tui.tui.views.welcome import in_words, toggled, welcome
from karabakh_tui.yamldoc.fault import Fault

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path("/texts/harbour")
SAYS = ("Files: ~/.local/share/karabakh-tui", "Settings: ~/.config/karabakh-tui")
FOOTER = ((" ? help", ""),)


def corpus(comparison, **fields):
    return changed(Corpus("Harbour accord, 1911", ROOT, comparison.articles), **fields)


def page(comparison, cells=80, height=24, ticked=(), **fields):
    rows = welcome(corpus(comparison, **fields), comparison, ticked, ticked, SAYS, cells, height, FOOTER)
    assert len(rows) == height
    return [line.rstrip() for line in plain(rows)]


def words(*args, **fields):
    return " ".join(" ".join(page(*args, **fields)).split())


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_first_page_looks_like_this(size):
    make = lambda: WelcomeScreen(corpus(small()), small(), ("gazette", "courier"), SAYS)  # noqa: E731
    async with on_stage(make, size) as pilot:
        same_as_file(GOLDEN / f"welcome-{size[0]}x{size[1]}.txt", pilot)


async def test_nothing_is_ticked_at_first_and_enter_starts_with_what_is_proposed():
    async with on_stage(lambda: WelcomeScreen(corpus(small()), small(), ("gazette", "courier")), (120, 40)) as pilot:
        assert "[x]" not in shown(pilot)
        assert "start reading A and E side by side" in shown(pilot)
        await pilot.press("enter")
        assert pilot.app.answer == ("gazette", "courier")


async def test_digits_choose_sources_in_place_of_those_proposed():
    async with on_stage(lambda: WelcomeScreen(corpus(small()), small(), ("gazette",)), (120, 40)) as pilot:
        await pilot.press("5", "3", "2", "2")
        assert "start reading E and C side by side" in shown(pilot)
        await pilot.press("enter")
        assert pilot.app.answer == ("courier", "radio")


async def test_with_all_ticks_taken_away_enter_starts_with_what_was_proposed():
    async with on_stage(lambda: WelcomeScreen(corpus(small()), small(), ("gazette",)), (80, 24)) as pilot:
        await pilot.press("1", "1", "7", "enter")
        assert pilot.app.answer == ("gazette",)


async def test_c_asks_for_the_table_and_q_for_nothing():
    for key, answer in (("c", "matrix"), ("q", None), ("escape", None)):
        async with on_stage(lambda: WelcomeScreen(corpus(small()), small(), ()), (80, 24)) as pilot:
            assert pilot.app.answer is NOTHING
            await pilot.press(key)
            assert pilot.app.answer == answer


def test_sources_stand_with_their_digits_and_other_events_last():
    listed = [line for line in page(small(), ticked=("post",)) if "[" in line]
    assert listed == [
        "  1 [ ] A  Harbour Gazette   81 words   5 of 5 provisions",
        "  2 [x] B  North Shore Post  45 words   4 of 5 provisions",
        "  4 [ ] D  Ferrymen's notes  41 words   3 of 5 provisions",
        "  5 [ ] E  Island Courier    60 words   4 of 5 provisions",
        "  3 [ ] C  Radio Cape        12 words   another event",
    ]


def test_a_tick_keeps_the_order_of_the_page():
    assert toggled(small(), ("courier",), 1) == ("gazette", "courier")
    assert toggled(small(), ("gazette", "courier"), 1) == ("courier",)
    assert toggled(small(), ("gazette",), 3) == ("gazette", "radio")
    assert toggled(small(), ("gazette",), 6) == ("gazette",)


def test_the_sentence_on_events_fits_any_corpus():
    assert "Five articles: four on one event, one on another." in words(small())
    assert "20 articles on one event." in words(large(2, 20))
    radio = [changed(ARTICLES[2], id=f"radio{n}", event=f"storm{n % 2}") for n in range(3)]
    several = changed(small(), articles=(*ARTICLES, *radio))
    assert "Eight articles: four on one event, four on three others." in words(several)
    assert "none of them on the event of the provisions" in words(changed(small(), compared=()))


def test_counts_are_words_up_to_twelve():
    assert [in_words(count) for count in (0, 1, 12, 13, 1300)] == ["no", "one", "twelve", "13", "1,300"]


def test_what_is_not_known_of_the_event_is_said():
    assert "(no event is stated; all 4 count as one)" in words(
        changed(small(), event_note="no event is stated; all 4 count as one")
    )


def test_more_sources_than_rows_are_counted_and_can_be_chosen_elsewhere():
    text = words(large(5, 50))
    assert "more: g o chooses among all" in text
    assert "1-9 tick the sources to read" in text


def test_as_many_as_fit_side_by_side_is_said_by_the_width():
    assert "start reading A and E side by side" in words(small(), 120, ticked=("gazette", "courier"))
    assert "start reading A and E, one at a time (l shows the next)" in words(
        small(), 80, ticked=("gazette", "courier")
    )
    assert "start reading A, B and E side by side" in words(small(), 160, ticked=("gazette", "post", "courier"))


def test_without_a_codebook_it_says_what_to_add_and_offers_no_table():
    text = words(empty(3))
    assert "No provisions are defined, so panes follow by percentage." in text
    assert "/texts/harbour/annotations/codebook.yaml is where they are named." in text
    assert "whole table" not in text


def test_one_article_alone_is_said_to_have_nothing_beside_it():
    text = words(empty(1))
    assert (
        "Only one article is open, so there is nothing to compare. Put another text into /texts/harbour, then g l."
        in text
    )
    assert "tick" not in text


def test_an_empty_corpus_says_where_to_put_texts():
    assert (
        "No articles in /texts/harbour. Put text files there, or open the built-in five: karabakh-tui -c default"
        in words(empty(0))
    )
    assert "No articles were given." in words(empty(0), root=None)


def test_files_that_could_not_be_opened_are_counted():
    text = words(small(), faults=(Fault("a.txt", 0, 0, "not UTF-8", "leave it out"),))
    assert "1 notice on the files of this corpus: g n shows them" in text


awkward = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=40, deadline=None)
@given(awkward, st.integers(60, 170), st.integers(16, 50))
def test_whatever_files_say_every_row_fits(text, cells, height):
    articles = (changed(ARTICLES[0], short=text), *ARTICLES[1:])
    comparison = changed(small(), articles=articles, compared=(articles[0], *small().compared[1:]), event_note=text)
    opened = Corpus(text, Path("/" + text.replace("\0", "")), articles)
    rows = welcome(opened, comparison, ("gazette",), ("gazette",), (text,), cells, height, FOOTER)
    assert len(rows) == height
    assert all(cells_of(row) <= cells for row in rows)
