"""The strip below the reader and the provisions bar above it."""

from __future__ import annotations

import pytest
from helpers.changed import changed
from helpers.small_comparison import ARTICLES, PROVISIONS, empty, large, opened, said, small
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.matching.model import Comparison
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.views.bar import bar
from karabakh_tui.tui.views.detail import detail
from karabakh_tui.tui.views.rows import cells_of


def strip(comparison, provision, cells, height, focused):
    return [line.rstrip() for line in plain(detail(comparison, provision, cells, height, focused))]


def bar_text(comparison, provision, cells):
    return plain([bar(comparison, provision, cells)])[0]


def test_the_strip_lists_every_source_with_value_and_words():
    told = strip(small(), "warden", 160, 6, "courier")
    assert told[0].split("   ") == [" 4! WARDEN", "conflict: A against E", *told[0].split("   ")[2:]]
    assert told[0].endswith("reviewed   x why")
    assert told[1:] == [
        '   A!  3 years, runs on by itself  "unless one of the two writes a letter against it"',
        '   B~  3 years, renewable          "A warden is to serve for a renewable term of three years."',
        "   D.  says nothing on 4 Warden (closest: 3 Ferry and coal)",
        '  >E!  3 years, 3 more by consent  "only if council and guild both consent"',
        "   C x other event: kept out of verdicts",
    ]


def test_with_a_row_less_the_other_event_moves_to_the_right_edge():
    told = strip(small(), "warden", 120, 5, "gazette")
    assert [line[2:5] for line in told[1:]] == [">A!", " B~", " D.", " E!"]
    assert told[-1].endswith("C x other event")


def test_with_more_sources_than_rows_conflicts_come_first_then_the_one_in_focus():
    told = strip(small(), "warden", 120, 4, "post")
    assert [line[2:5] for line in told[1:]] == [" A!", " E!", ">B~"]
    assert told[-1].endswith("+2 more: Enter")


def test_a_strip_of_three_rows_quotes_the_other_side_and_names_the_rest():
    assert strip(small(), "warden", 80, 3, "courier")[1:] == [
        ' A! 3 years, runs on by itself: "unless one of the two writes a letter against..',
        " E! 3 years, 3 more by consent   B~ 3 years, renewable   D. silent  Enter cards",
    ]
    assert strip(small(), "warden", 80, 3, "gazette")[1].startswith(" E! 3 years, 3 more by consent: ")


def test_a_strip_of_three_rows_says_how_many_sources_it_has_no_room_for():
    assert strip(small(), "warden", 60, 3, "courier")[2].endswith("+3 more: Enter cards")
    assert strip(small(), "wreck", 80, 3, "courier")[2] == (
        " E. silent   A= before autumn   B. silent   C x other event         Enter cards"
    )


def test_a_strip_of_one_row_is_the_verdict():
    assert strip(small(), "opening", 80, 1, "post") == [
        " 1~ OPENING   same: A, E   vaguer: B, D                        reviewed   x why"
    ]


def test_what_nobody_decided_is_said_to_be_open():
    told = strip(small(opened("opening", "post")), "opening", 120, 6, "post")
    assert "open: B" in told[0] and "3 of 4 reviewed" in told[0]
    assert told[2] == "  >B?  nobody has marked a passage"


def test_a_source_at_odds_with_itself_shows_both_its_words():
    assert strip(small(), "wreck", 160, 6, "notes")[3] == (
        '  >D!  by October; half is gone  "gone by October" ... "already on the beach"'
    )


@pytest.mark.parametrize("height", [0, 1, 2, 3, 5, 6, 9])
def test_the_strip_has_as_many_rows_as_asked_for(height):
    for comparison in (small(), empty(0), empty(2), large(3, 50)):
        for provision in ("warden", "p1", ""):
            assert len(detail(comparison, provision, 80, height, "courier")) == height


def test_without_provisions_the_strip_says_what_panes_do_instead():
    assert strip(empty(2), "", 120, 3, "gazette") == [
        " No provisions are defined, so panes follow by percentage. Add annotations/codebook.yaml",
        "",
        "",
    ]
    assert strip(empty(0), "", 120, 1, "") == [" No article is open."]


def test_the_wide_bar_has_all_provisions_and_brackets_around_the_one_in_focus():
    assert bar_text(small(), "warden", 160).rstrip() == (
        " Provisions  1~ Opening  2! Tolls  3~ Ferry and coal [4! WARDEN] 5! Wreck"
    )
    assert {role for text, role in bar(small(), "warden", 160) if "WARDEN" in text} == {"conflict+focus"}


def test_titles_give_way_to_codes_from_the_far_end():
    comparison = large(9, 3)
    assert bar_text(comparison, "p1", 110).rstrip() == (
        "  0! Provision number 0 [1? PROVISION NUMBER 1] 2+ Provision number 2  3!  4?  5+  6!  7?  8+"
    )
    assert bar_text(comparison, "p8", 110).rstrip() == (
        "  0!  1?  2+  3!  4?  5+  6! Provision number 6  7? Provision number 7 [8+ PROVISION NUMBER 8]"
    )


def test_with_more_codes_than_room_the_bar_shows_those_around_the_focus():
    comparison = large(200, 3)
    assert bar_text(comparison, "p0", 120).startswith(" [0! PROVISION NUMBER 0] 1? ")
    assert bar_text(comparison, "p0", 120).endswith(" >")
    middle = bar_text(comparison, "p100", 120)
    assert middle.startswith(" < ") and "[100? PROVISION NUMBER 100]" in middle and middle.endswith(" >")


def test_the_narrow_bar_has_the_neighbours_and_what_each_source_says():
    assert bar_text(small(), "warden", 80) == (
        " < 3~ Ferry and coal       [4! WARDEN 4/5]        A! B~ D. E!        5! Wreck > "
    )
    assert bar_text(small(), "tolls", 60).split() == [
        "<",
        "1~",
        "[2!",
        "TOLLS",
        "2/5]",
        "A!",
        "B!",
        "D.",
        "E!",
        "3~",
        ">",
    ]


def test_the_narrow_bar_counts_signs_where_there_are_too_many_sources():
    assert " 25! 25= " in bar_text(large(30, 50), "p0", 80)


def test_before_a_provision_is_chosen_the_strip_does_not_claim_that_there_is_none():
    assert strip(small(), "", 120, 1, "gazette") == [" No provision is chosen."]


def test_a_code_keeps_its_case_while_its_title_is_in_capitals():
    provisions = (changed(PROVISIONS[0], code="s"), *PROVISIONS[1:])
    comparison = changed(small(), provisions=provisions)
    for cells in (160, 80):
        assert "[s~ OPENING" in bar_text(comparison, "opening", cells)


def test_the_bar_says_so_where_there_is_nothing_to_show():
    assert bar_text(empty(2), "", 80) == " No provisions are defined."
    assert bar_text(small(), "gone", 160) == " No provision is chosen."


def test_capitals_are_only_made_of_titles_that_are_plain_ascii():
    provisions = (changed(PROVISIONS[0], title="Öffnung ıssız ცეცხლი"), *PROVISIONS[1:])
    assert "[1~ Öffnung ıssız ცეცხლი]" in bar_text(changed(small(), provisions=provisions), "opening", 160)


awkward = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=60, deadline=None)
@given(awkward, awkward, st.integers(60, 170), st.sampled_from([1, 2, 3, 4, 5, 6]))
def test_whatever_files_say_every_row_fits(title, value, cells, height):
    provisions = (changed(PROVISIONS[0], title=title, code=value[:3]), *PROVISIONS[1:])
    cell = said("opening", "gazette", "conflict", value=value, because=(title,), against=("post", "gazette"))
    compared = tuple(one for one in ARTICLES if one.event == "accord")
    comparison = Comparison(provisions, ARTICLES, compared, small(cell).cells)
    rows = [bar(comparison, "opening", cells), *detail(comparison, "opening", cells, height, "post")]
    assert all(cells_of(row) <= cells for row in rows)
