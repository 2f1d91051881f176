"""The coverage matrix as rows: widths, words, what is cut and what is said in full below."""

from __future__ import annotations

import time

from helpers.changed import changed
from helpers.small_comparison import ARTICLES, PROVISIONS, empty, large, opened, said, small
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.matching.model import Comparison
from karabakh_tui.matching.why import why
from karabakh_tui.tui.matrix_state import opening
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.views.matrix import fitted, matrix, page
from karabakh_tui.tui.views.rows import cells_of

FOOTER = ((" ? help", ""),)


def rows_of(comparison, cells, height, at=None, change=lambda state: state):
    state = fitted(change(opening(comparison, at)), cells, height)
    return matrix(state, cells, height, FOOTER)


def text_of(*args, **more):
    return [line.rstrip() for line in plain(rows_of(*args, **more))]


def roles_in(rows, text):
    return {role for row in rows for run, role in row if text in run}


def test_the_cursor_is_told_by_brackets_and_by_role():
    rows = rows_of(small(), 120, 40, ("wreck", "gazette"))
    assert ">5 Wreck            !  [= before autumn      ]"[:24] in "\n".join(plain(rows))
    assert "[= before autumn]" in "\n".join(plain(rows))
    assert roles_in(rows, "[") == {"focus"}
    assert "same+focus" in roles_in(rows, "=")


def test_signs_have_the_role_of_their_state_and_conflicts_their_values_too():
    rows = rows_of(small(), 120, 40)
    assert roles_in(rows, "unchanged") == {"conflict"}
    assert roles_in(rows, "Tuesday, dawn") == {""}
    assert roles_in(rows, "x") >= {"other-event"}


def test_a_value_that_does_not_fit_is_cut_and_told_in_full_below():
    text = "\n".join(text_of(small(), 120, 40, ("tolls", "courier")))
    assert "[! cut by half, afte..]" in text
    assert "value: cut by half, after they had doubled in the spring" in text


def test_the_cell_under_the_cursor_is_told_in_words_with_quote_and_other_side():
    text = text_of(small(), 120, 40, ("warden", "gazette"))
    start = next(index for index, line in enumerate(text) if line.startswith(" 4 Warden, A Harbour Gazette"))
    assert text[start].startswith(" 4 Warden, A Harbour Gazette: ! conflicts with E")
    assert text[start].endswith("decided by anna")
    assert text[start + 1 : start + 6] == [
        "   value: 3 years, runs on by itself",
        '   at 49%: "A warden is named for three years; unless one of the two writes a letter against it, '
        "the term runs on for",
        '   three more."',
        '   against E: 3 years, 3 more by consent, "only if council and guild both consent"',
        "   note: Read with the letters of 1909.",
    ]


def test_silence_is_told_in_words_with_the_closest_provision():
    text = "\n".join(text_of(small(), 80, 24, ("warden", "notes")))
    assert " 4 Warden, D Ferrymen's notes: . says nothing (closest: 3 Ferry and coal)" in text


def test_a_cell_that_nobody_decided_is_not_called_silent():
    text = "\n".join(text_of(small(opened("tolls", "notes")), 80, 24, ("tolls", "notes")))
    assert "? nobody has marked a passage" in text
    assert "tolls, D Ferrymen's notes: ." not in text


def test_another_event_is_told_in_words():
    text = "\n".join(text_of(small(), 120, 40, ("tolls", "radio")))
    assert "2 Tolls, C Radio Cape: x reports on another event and is kept out of verdicts" in text


def test_a_source_at_odds_with_itself_is_quoted_twice():
    text = "\n".join(text_of(small(), 120, 40, ("wreck", "notes")))
    assert 'at odds with itself: "gone by October" ... "already on the beach"' in text


def test_the_quote_is_the_passage_with_the_words_of_the_verdict():
    text = text_of(small(), 120, 40, ("warden", "courier"))
    quotes = [line for line in text if line.startswith("   at ")]
    assert quotes[0].startswith("   at 8%: \"The warden's three years")
    assert quotes[1] == '   at 0%: "A warden for the harbour"'


def test_a_stale_verdict_says_so():
    stale = said("tolls", "notes", "same", value="halved", stale=True)
    told = next(reason.text for reason in why(small(stale), "tolls", "notes") if reason.role == "stale")
    assert f"   {told}" in text_of(small(stale), 120, 40, ("tolls", "notes"))


def test_beside_a_table_of_signs_stand_the_values_of_the_source_under_the_cursor():
    text = text_of(small(), 80, 24, ("ferry", "post"))
    assert text[2].endswith("B North Shore Post")
    assert next(line for line in text if line.startswith(" 1 Opening")).endswith("x   Tuesday, dawn")
    assert next(line for line in text if line.startswith(" 5 Wreck")).endswith("x   silent")


def test_few_sources_have_their_values_in_columns_on_a_narrow_screen_too():
    comparison = small()
    two = Comparison(PROVISIONS, ARTICLES[:2], ARTICLES[:2], comparison.cells)
    assert "~ 3 years, renewable" in "\n".join(text_of(two, 80, 24))


def test_how_much_each_source_says_stands_below_its_column():
    text = text_of(small(), 80, 24)
    assert " says it                5   4   3   4" in text
    assert " conflicts              2   1   1   2" in text
    assert "4 of 5" in "\n".join(text_of(small(), 120, 40))


def test_only_signs_that_occur_are_explained():
    assert "only here" in "\n".join(text_of(small(), 80, 24))
    assert "nobody has decided" not in "\n".join(text_of(small(), 160, 45))
    assert "? nobody has decided" in "\n".join(text_of(small(opened("tolls", "notes")), 200, 45))


def test_the_title_counts_and_keeps_what_fits_while_rows_are_hidden():
    assert text_of(small(), 80, 24)[0] == " COVERAGE" + " " * 36 + "3 conflict  4 silent  all reviewed"
    hidden = text_of(small(), 80, 24, change=lambda state: state.toggle_disagreements())[0]
    assert hidden.startswith(" COVERAGE  only rows with a conflict: 3 of 5")
    assert hidden.endswith("all reviewed")


def test_what_is_known_of_the_event_is_said():
    assert "no event is stated" in "\n".join(text_of(changed(small(), event_note="no event is stated"), 120, 40))


def test_what_does_not_fit_into_the_status_is_left_out_whole():
    noted = changed(large(300, 20), event_note="no event is stated; all of them count as one")
    wide, narrow = (text_of(noted, cells, 24)[-2] for cells in (200, 80))
    assert wide.endswith("   no event is stated; all of them count as one")
    assert narrow.endswith(" of 20")


def test_only_what_is_on_screen_is_built():
    """A matrix of 500 x 50 costs about as much a key as one of 50 x 10; the figures above it are counted once."""

    def cost(comparison):
        state = opening(comparison)
        started = time.process_time()
        for _ in range(30):
            state = fitted(state.moved(rows=1), 160, 45)
            matrix(state, 160, 45, FOOTER)
        return time.process_time() - started

    small_one = large(50, 10)
    large_one = large(500, 50)
    assert min(cost(large_one) for _ in range(3)) < 4 * min(cost(small_one) for _ in range(3))


def test_the_cursor_is_always_on_screen_and_no_room_is_wasted():
    comparison = large(40, 30)
    for cells, height in ((60, 16), (80, 24), (120, 40)):
        state = opening(comparison)
        for rows, columns in ((39, 29), (-5, -20), (-39, 7), (20, -16)):
            state = fitted(state.moved(rows, columns), cells, height)
            text = plain(matrix(state, cells, height, FOOTER))
            line = next(line for line in text if line.startswith(">"))
            assert f"{state.at[0].code} " in line and "[" in line and "]" in line
        bottom = plain(matrix(fitted(state.last_row(), cells, height), cells, height, FOOTER))
        assert sum(" Provisi" in line[1:12] and ": " not in line for line in bottom) == page(state, cells, height) + 1


awkward = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=40, deadline=None)
@given(awkward, awkward, awkward, st.integers(60, 170), st.integers(16, 50))
def test_whatever_files_say_every_row_fits(title, short, value, cells, height):
    provisions = (changed(PROVISIONS[0], title=title, code=short or "1"), *PROVISIONS[1:])
    articles = (changed(ARTICLES[0], short=short), *ARTICLES[1:])
    cell = said("opening", "gazette", "conflict", value=value, against=("post",), because=(title,), note=short)
    base = small(cell)
    comparison = Comparison(provisions, articles, (articles[0], articles[1], *articles[3:]), base.cells)
    rows = rows_of(comparison, cells, height, ("opening", "gazette"))
    assert len(rows) == height
    assert all(cells_of(row) <= cells for row in rows)


def test_it_is_drawn_without_codebook_or_articles_at_any_size():
    for comparison in (empty(0), empty(1), empty(3)):
        for cells, height in ((1, 1), (10, 5), (60, 16), (200, 60)):
            assert len(rows_of(comparison, cells, height)) == height
