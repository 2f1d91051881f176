"""Order, filters and cursor of the coverage matrix, without a screen."""

from __future__ import annotations

from helpers.small_comparison import CELLS, empty, opened, small

from karabakh_tui.matching.order import by_separation
from karabakh_tui.tui.matrix_state import in_article_order, opening


def codes(state):
    return "".join(provision.code for provision in state.rows)


def at(state):
    place = state.at
    return (place[0].id, place[1].id) if place else None


def test_it_opens_in_codebook_order_on_the_cell_asked_for():
    state = opening(small(), ("warden", "notes"))
    assert codes(state) == "12345"
    assert [article.letter for article in state.columns] == ["A", "B", "D", "E", "C"]
    assert at(state) == ("warden", "notes")


def test_without_a_cell_or_with_one_that_is_gone_it_opens_on_the_first():
    assert at(opening(small())) == ("opening", "gazette")
    assert at(opening(small(), ("gone", "notes"))) == ("opening", "notes")
    assert at(opening(small(), ("ferry", "gone"))) == ("ferry", "gazette")


def test_the_cursor_stops_at_the_edges():
    state = opening(small()).moved(rows=-3, columns=-3)
    assert at(state) == ("opening", "gazette")
    assert at(state.moved(rows=99, columns=99)) == ("wreck", "radio")
    assert at(state.last_row()) == ("wreck", "gazette")
    assert at(state.last_row().first_row()) == ("opening", "gazette")


def test_n_visits_every_conflict_cell_as_one_reads_and_starts_over():
    state = opening(small())
    visited = []
    for _ in range(7):
        state = state.to_conflict(1)
        visited.append((*at(state), state.said))
    assert visited == [
        ("tolls", "gazette", "conflict cell 1 of 6"),
        ("tolls", "post", "conflict cell 2 of 6"),
        ("tolls", "courier", "conflict cell 3 of 6"),
        ("warden", "gazette", "conflict cell 4 of 6"),
        ("warden", "courier", "conflict cell 5 of 6"),
        ("wreck", "notes", "conflict cell 6 of 6"),
        ("tolls", "gazette", "conflict cell 1 of 6, around the end"),
    ]


def test_capital_n_goes_back_the_same_way():
    state = opening(small(), ("warden", "post")).to_conflict(-1)
    assert at(state) == ("warden", "gazette")
    assert at(state.to_conflict(-4)) == ("wreck", "notes")
    assert state.to_conflict(-4).said == "conflict cell 6 of 6, around the start"


def test_n_takes_a_count():
    assert at(opening(small()).to_conflict(4)) == ("warden", "gazette")


def test_n_says_so_where_there_is_no_conflict_and_the_next_step_takes_it_back():
    undecided = opening(small(*(opened(cell.provision_id, cell.article_id) for cell in CELLS)))
    told = undecided.to_conflict(1)
    assert (told.said, at(told)) == ("no conflict in this table", at(undecided))
    assert undecided.toggle_omissions().to_conflict(1).said == "no conflict in these rows"
    assert told.moved(rows=1).said == ""


def test_n_follows_the_order_of_the_rows_on_screen():
    state = opening(small()).next_order().next_order()
    assert codes(state) == "13425"
    assert at(state.to_conflict(1)) == ("warden", "gazette")


def test_o_goes_through_three_orders_and_the_cursor_stays_on_its_cell():
    state = opening(small(), ("ferry", "courier"))
    orders = []
    for _ in range(4):
        orders.append((state.order, codes(state), at(state)))
        state = state.next_order()
    assert orders == [
        ("codebook", "12345", ("ferry", "courier")),
        ("separation", "".join(provision.code for provision in by_separation(small())), ("ferry", "courier")),
        ("article", "41235", ("ferry", "courier")),
        ("codebook", "12345", ("ferry", "courier")),
    ]


def test_rows_that_set_the_sources_apart_most_come_first():
    assert codes(opening(small()).next_order())[0] == "2"
    assert set(codes(opening(small()).next_order())[:3]) == set("245")


def test_an_order_by_article_keeps_to_that_article_when_the_cursor_leaves_its_column():
    state = opening(small(), ("ferry", "courier")).next_order().next_order()
    assert codes(state.moved(columns=-1)) == "41235"
    assert state.moved(columns=-1).leader == "courier"


def test_on_a_source_of_another_event_the_first_compared_one_gives_the_order():
    assert opening(small(), ("ferry", "radio")).next_order().next_order().leader == "gazette"


def test_what_an_article_is_silent_on_comes_last_in_its_own_order():
    assert [provision.code for provision in in_article_order(small(), "notes")] == ["3", "1", "5", "2", "4"]


def test_the_filters_keep_rows_with_a_conflict_with_a_silence_or_with_both():
    ferry_without_notes = opening(small(opened("ferry", "notes")))
    assert codes(ferry_without_notes.toggle_disagreements()) == "245"
    silent = opening(small())
    assert codes(silent.toggle_omissions()) == "245"
    agreed = small(*(cell for cell in CELLS), opened("tolls", "notes"), opened("warden", "notes"))
    both = opening(agreed).toggle_disagreements().toggle_omissions()
    assert codes(both) == "5"
    assert codes(both.toggle_disagreements().toggle_omissions()) == "12345"


def test_a_filter_works_in_every_order():
    state = opening(small()).next_order().next_order().toggle_disagreements()
    assert codes(state) == "425"


def test_a_row_that_a_filter_hides_is_found_again_when_it_is_taken_off():
    state = opening(small(), ("ferry", "post"))
    hidden = state.toggle_disagreements()
    assert at(hidden) == ("tolls", "post")
    assert at(hidden.toggle_disagreements()) == ("ferry", "post")


def test_a_move_while_rows_are_hidden_starts_from_the_row_shown():
    moved = opening(small(), ("ferry", "post")).toggle_disagreements().moved(rows=1)
    assert at(moved) == ("warden", "post")
    assert at(moved.toggle_disagreements()) == ("warden", "post")


def test_with_no_row_left_every_step_is_harmless():
    undecided = small(*(opened(cell.provision_id, cell.article_id) for cell in CELLS))
    state = opening(undecided).toggle_disagreements()
    assert (codes(state), state.row, at(state), state.cell) == ("", -1, None, None)
    for step in (state.moved(1, 1), state.first_row(), state.last_row(), state.next_order(), state.to_conflict(1)):
        assert at(step) is None
    assert at(state.toggle_disagreements()) == ("opening", "gazette")


def test_without_provisions_or_articles_there_is_no_cell():
    for articles in (0, 2):
        state = opening(empty(articles), ("warden", "post"))
        assert (at(state), state.cell) == (None, None)
        assert at(state.moved(1, 1).next_order().next_order().to_conflict(1)) is None


def test_what_is_reviewed_is_only_marked_where_it_differs():
    assert not opening(small()).reviews_differ
    assert opening(small(opened("wreck", "post"))).reviews_differ
    assert not opening(small(*(opened(cell.provision_id, cell.article_id) for cell in CELLS))).reviews_differ
