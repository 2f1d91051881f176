"""Cards: one provision in every source, in full."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from helpers.changed import changed
from helpers.small_comparison import ARTICLES, GAZETTE, PROVISIONS, empty, opened, passages, said, small
from helpers.stage import NOTHING, on_stage, same_as_file, shown
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.matching.model import Comparison
from karabakh_tui.tui.cards_state import dealt_out
from karabakh_tui.tui.goto import Goto
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.screens.cards import CardsScreen
from karabakh_tui.tui.views.cards import body_rows, cards, deck
from karabakh_tui.tui.views.rows import cells_of

GOLDEN = Path(__file__).parent / "golden"
FOOTER = ((" ? help", ""),)


def lines_of(comparison, provision, cells=80):
    return [line.rstrip() for line in plain(deck(comparison, provision, cells).rows)]


def screen_of(state, height):
    return cards(state.comparison, state.provision, state.dealt, state.stop, state.top, state.cells, height, FOOTER)


@pytest.mark.parametrize("size", [(160, 45), (120, 40), (80, 24), (60, 16)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_cards_look_like_this(size):
    async with on_stage(lambda: CardsScreen(small(), "warden", "courier"), size) as pilot:
        same_as_file(GOLDEN / f"cards-{size[0]}x{size[1]}.txt", pilot)


def test_a_card_has_the_passage_in_full_and_the_value():
    assert lines_of(small(), "opening")[:3] == [
        " A=  Harbour Gazette   says it in full, nothing against it",
        "     Ships may enter from six in the morning.",
        "     value: Tuesday, 6:00",
    ]


def test_several_passages_are_numbered():
    assert lines_of(small(), "wreck")[4:8] == [
        " D!  Ferrymen's notes   conflicts with itself",
        "  1. The wreck will be gone by October, they say.",
        "  2. Half of it is already on the beach.",
        "     value: by October; half is gone",
    ]


def test_a_silent_source_takes_one_row_and_names_the_closest_provision():
    assert (
        lines_of(small(), "tolls")[6]
        == " D.  Ferrymen's notes ..... says nothing on 2 Tolls (closest: 3 Ferry and coal)"
    )


def test_a_source_that_nobody_looked_at_is_not_called_silent():
    line = lines_of(small(opened("tolls", "notes")), "tolls")[6]
    assert line.startswith(" D?  Ferrymen's notes") and line.endswith("nobody has marked a passage")


def test_other_events_come_last_in_a_row_each():
    assert lines_of(small(), "tolls")[-1] == " Cx  Radio Cape: another event, kept out of verdicts"


def test_a_note_and_a_stale_verdict_are_told_on_the_card():
    text = "\n".join(lines_of(small(said("tolls", "notes", "same", value="halved", stale=True)), "tolls"))
    assert "     value: halved\n     decided as a statement, but" in text
    assert "     note: Read with the letters of 1909." in lines_of(small(), "warden")


def test_the_words_that_a_verdict_rests_on_are_marked_in_the_passage():
    marked = [run for row in deck(small(), "warden", 60).rows for run, role in row if role == "focus-passage"]
    assert marked == ["unless one of the", "two writes a letter against it", "only if council and guild both consent"]


def test_blank_rows_stand_between_cards_where_there_is_room():
    close, wide = deck(small(), "opening", 80, 0), deck(small(), "opening", 80, 40)
    assert () not in close.rows
    assert len(wide.rows) == len(close.rows) + len(ARTICLES) - 1


def test_the_last_line_says_who_stands_against_whom():
    def verdict(comparison, provision, cells=100):
        state = dealt_out(comparison, provision, "gazette", 0, cells, 15)
        return plain(screen_of(state, 20))[-2].rstrip()

    assert verdict(small(), "warden", 120).startswith(
        " CONFLICT 3 years, runs on by itself (A) / 3 years, 3 more by consent (E)"
    )
    assert verdict(small(), "warden", 80).startswith(" CONFLICT A against E")
    assert verdict(small(), "wreck").startswith(" CONFLICT D against itself")
    assert verdict(small(), "ferry").startswith(" same: A, D   vaguer: B   only here: E")
    assert verdict(small(), "ferry").endswith("reviewed   x why")
    assert "3 of 4 reviewed" in verdict(small(opened("ferry", "post")), "ferry")


async def test_j_and_k_go_from_passage_to_passage_and_enter_reads_the_one_marked():
    async with on_stage(lambda: CardsScreen(small(), "wreck", "gazette"), (80, 24)) as pilot:
        await pilot.press("j", "j", "j")
        assert "> 2. Half of it" in shown(pilot)
        await pilot.press("k", "2", "j", "enter")
        assert pilot.app.answer == Goto("wreck", "courier", 0)


async def test_n_and_capital_n_keep_the_source_and_go_around_the_codebook():
    async with on_stage(lambda: CardsScreen(small(), "wreck", "courier"), (80, 24)) as pilot:
        await pilot.press("n")
        assert pilot.app.screen.at == ("opening", "courier")
        assert "CARDS  1~ OPENING  1/5" in shown(pilot)
        await pilot.press("N", "K")
        assert pilot.app.screen.at == ("warden", "courier")
        await pilot.press("2", "J")
        assert pilot.app.screen.at == ("opening", "courier")


async def test_q_goes_back_and_x_says_why():
    async with on_stage(lambda: CardsScreen(small(), "warden", "courier"), (80, 24)) as pilot:
        await pilot.press("x")
        assert "why: 4 Warden, E Island Courier" in shown(pilot)
        await pilot.press("q")
        assert pilot.app.answer is NOTHING
        await pilot.press("q")
        assert pilot.app.answer is None


async def test_without_a_codebook_it_says_so_and_no_key_breaks_it():
    async with on_stage(lambda: CardsScreen(empty(2), "", ""), (60, 16)) as pilot:
        await pilot.press("j", "k", "n", "N", "x", "enter", "g", "e")
        assert "No provisions are defined." in shown(pilot)
        assert pilot.app.answer is NOTHING


def test_it_opens_on_the_passage_asked_for_or_on_the_first():
    assert dealt_out(small(), "warden", "courier", 1, 80, 19).goto == Goto("warden", "courier", 1)
    assert dealt_out(small(), "warden", "courier", 9, 80, 19).goto == Goto("warden", "courier", 1)
    assert dealt_out(small(), "gone", "radio", 0, 80, 19).goto == Goto("opening", "gazette", 0)


def test_it_opens_on_the_whole_card_where_that_fits():
    state = dealt_out(small(), "warden", "courier", 0, 60, 9)
    last = state.dealt.stops[-1]
    assert state.here.passage == 0
    assert state.top <= state.here.first and last.end <= state.top + state.body


def test_rules_say_how_many_rows_lie_above_and_below():
    text = plain(screen_of(dealt_out(small(), "warden", "courier", 1, 60, 6), 11))
    assert text[1].endswith("10 rows above ──")
    assert text[8].endswith("1 row below ──")


def test_the_passage_under_the_cursor_is_always_on_screen():
    state = dealt_out(small(), "wreck", "gazette", 0, 60, 4)
    seen = [state.goto]
    for _ in range(5):
        state = state.next_card()
        seen.append(state.goto)
        assert state.top <= state.here.first < state.here.end <= state.top + state.body
    assert [(goto.article_id, goto.passage) for goto in seen] == [
        ("gazette", 0),
        ("post", 0),
        ("notes", 0),
        ("notes", 1),
        ("courier", 0),
        ("courier", 0),
    ]
    for _ in range(5):
        state = state.previous_card()
        assert state.top <= state.here.first < state.here.end <= state.top + state.body
    assert (state.goto, state.top) == (seen[0], 0)


def long_cards():
    """The comparison with a passage in A that is longer than any screen here."""
    article = changed(ARTICLES[0], text="The council met. " * 200)
    cell = changed(said("opening", "gazette", "same"), passages=passages(article, article.text.strip()))
    base = small(cell)
    articles = (article, *ARTICLES[1:])
    return Comparison(PROVISIONS, articles, (article, *base.compared[1:]), base.cells)


def test_a_passage_longer_than_the_screen_is_read_on_before_the_next_one():
    state = dealt_out(long_cards(), "opening", "gazette", 0, 60, 10)
    tops = []
    while state.here.article_id == "gazette":
        tops.append(state.top)
        state = state.next_card()
    assert len(tops) > 3 and tops[0] == 0
    assert all(0 < after - before < 10 for before, after in pairwise(tops))
    assert state.here.article_id == "post"
    back = state.previous_card()
    assert back.here.article_id == "gazette"
    assert back.top <= back.here.end - 1 < back.top + back.body


def test_a_resize_keeps_the_passage():
    state = dealt_out(small(), "warden", "courier", 1, 80, 19)
    for cells, body in ((60, 4), (160, 40), (20, 1)):
        state = state.resized(cells, body)
        assert state.goto == Goto("warden", "courier", 1)


def test_the_first_and_the_last_card_are_a_key_away():
    state = dealt_out(small(), "warden", "post", 0, 60, 4)
    assert state.last_card().goto == Goto("warden", "courier", 1)
    assert (state.last_card().first_card().goto, state.last_card().first_card().top) == (
        Goto("warden", "gazette", 0),
        0,
    )


awkward = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=40, deadline=None)
@given(awkward, awkward, st.integers(60, 170), st.integers(16, 50))
def test_whatever_files_say_every_row_fits(words, title, cells, height):
    article = changed(ARTICLES[0], short=title, text=GAZETTE.replace("Ships", words + " Ships"))
    cell = said("opening", "gazette", "conflict", value=title, because=(words,), note=words, against=("gazette",))
    cell = changed(cell, passages=passages(article, words + " Ships may"))
    provisions = (changed(PROVISIONS[0], title=title, code=words[:9]), *PROVISIONS[1:])
    articles = (article, *ARTICLES[1:])
    compared = tuple(one for one in articles if one.event == "accord")
    comparison = Comparison(provisions, articles, compared, small(cell).cells)
    rows = screen_of(dealt_out(comparison, "opening", "gazette", 0, cells, body_rows(height)), height)
    assert len(rows) == height
    assert all(cells_of(row) <= cells for row in rows)
