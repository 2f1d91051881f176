"""Which rows a pane shows: against a plain model that numbers all rows, and in examples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.text.span import Span
from karabakh_tui.text.wrap import Layout, Row
from karabakh_tui.tui.viewport import Viewport

TEXT = "\n".join(f"line {number} of a hundred" for number in range(100))


laid_out = lru_cache(Layout)


def opened(text: str = TEXT, height: int = 12, width: int = 40) -> Viewport:
    return Viewport.opened(laid_out(text, width), height)


def words(viewport: Viewport) -> list[str]:
    text = viewport.layout.text
    return [text[row.start : row.end] for row in viewport.rows]


def line(number: int) -> int:
    """Where that line of TEXT starts."""
    return TEXT.index(f"line {number} ")


# The model: rows are numbered, `top` is the number of the first row of the window.


@dataclass
class Model:
    text: str
    rows: list[Row]
    visible: int
    reading: int
    top: int = 0
    snapped: int = 0

    @property
    def lowest(self) -> int:
        return max(0, len(self.rows) - self.visible)

    def at(self, offset: int) -> int:
        return max(number for number, row in enumerate(self.rows) if self.begins(row) <= offset or number == 0)

    def begins(self, row: Row) -> int:
        """Where a row begins; blanks that open a line belong to its first row, even if it does not show them."""
        return self.text.rfind("\n", 0, row.start) + 1 if row.first else row.start

    def within(self, top: int) -> int:
        return min(max(top, min(0, self.snapped)), max(self.lowest, self.snapped))

    def snap(self, top: int) -> None:
        self.top = self.snapped = top


texts = st.lists(
    st.one_of(st.just(""), st.text("ab ", max_size=60), st.text("ab 漢é\u0301👩\u200d👧", max_size=20)), max_size=25
).map("\n".join)
moves = st.lists(
    st.one_of(
        st.tuples(st.just("scroll"), st.integers(-30, 30)),
        st.tuples(st.just("page"), st.integers(-2, 2)),
        st.tuples(st.just("half"), st.integers(-2, 2)),
        st.tuples(st.just("snap"), st.integers(0, 1500)),
        st.tuples(st.just("snap to row"), st.integers(0, 1500)),
        st.tuples(st.just("place"), st.integers(0, 1500)),
        st.tuples(st.just("top"), st.just(0)),
        st.tuples(st.just("end"), st.just(0)),
    ),
    max_size=12,
)
sizes = st.lists(st.tuples(st.integers(1, 60), st.integers(1, 30)), max_size=8)


def moved(viewport: Viewport, model: Model, move: str, amount: int) -> Viewport:
    """One move, in the window and in the model."""
    offset = min(amount, len(viewport.layout.text))
    if move == "scroll":
        model.top = model.within(model.top + amount)
        return viewport.scrolled(amount)
    if move == "page":
        model.top = model.within(model.top + amount * max(1, model.visible - 2))
        return viewport.paged(amount)
    if move == "half":
        model.top = model.within(model.top + amount * max(1, model.visible // 2))
        return viewport.half_paged(amount)
    if move == "snap":
        model.snap(model.at(offset) - model.reading)
        return viewport.snapped(offset)
    if move == "snap to row":
        model.snap(model.at(offset) - amount % 9)
        return viewport.snapped(offset, amount % 9)
    if move == "place":
        model.top = model.within(model.at(offset) - model.reading)
        return viewport.placed(offset)
    model.top, model.snapped = (0 if move == "top" else model.lowest), 0
    return viewport.at_top() if move == "top" else viewport.at_end()


@settings(max_examples=250, deadline=None)
@given(texts, st.integers(1, 30), st.integers(1, 20), st.integers(0, 5), moves)
def test_the_window_shows_the_rows_that_counting_them_all_would_give(
    text: str, width: int, height: int, inserted: int, moves: list[tuple[str, int]]
) -> None:
    viewport = Viewport.opened(Layout(text, width), height).inserting(inserted)
    rows = viewport.layout.rows(viewport.layout.first, 10**6)
    model = Model(text, rows, max(1, height - min(inserted, height - 1)), height // 3)
    for move, amount in moves:
        before, was = viewport, model.top
        viewport = moved(viewport, model, move, amount)
        assert viewport.blank == max(0, -model.top)
        assert viewport.rows == rows[max(0, model.top) : max(0, model.top + model.visible)]
        assert before.travelled(viewport, 10**6) == model.top - was
        reading = rows[min(max(0, model.top + model.reading), len(rows) - 1)]
        assert viewport.reading_offset == reading.start
        assert 0 <= viewport.percent <= 100


@settings(max_examples=150, deadline=None)
@given(texts, st.integers(1, 30), st.integers(1, 20), st.integers(0, 1500), st.integers(1, 25))
def test_single_steps_add_up_to_one_long_step(text: str, width: int, height: int, offset: int, steps: int) -> None:
    start = Viewport.opened(Layout(text, width), height).snapped(min(offset, len(text)))
    for step in (1, -1):
        stepped = start
        for _ in range(steps):
            stepped = stepped.scrolled(step)
        assert (stepped.position, stepped.blank) == (
            start.scrolled(step * steps).position,
            start.scrolled(step * steps).blank,
        )


@settings(max_examples=150, deadline=None)
@given(texts, st.integers(1, 30), st.integers(1, 20), st.integers(-25, 25))
def test_scrolling_there_and_back_returns_where_nothing_was_in_the_way(
    text: str, width: int, height: int, rows: int
) -> None:
    start = Viewport.opened(Layout(text, width), height).scrolled(7)
    there = start.scrolled(rows)
    if start.travelled(there, 100) == rows:
        back = there.scrolled(-rows)
        assert (back.position, back.blank) == (start.position, start.blank)


@settings(max_examples=100, deadline=None)
@given(
    texts,
    st.lists(st.tuples(st.integers(1, 60), st.integers(1, 30)), max_size=8),
    st.integers(0, 1500),
    st.none() | st.integers(0, 4),
)
def test_resizing_to_and_fro_comes_back_to_what_was_snapped(
    text: str, sizes: list[tuple[int, int]], offset: int, row: int | None
) -> None:
    offset = min(offset, len(text))
    layout = Layout(text, 30)
    start = Viewport.opened(layout, 12).snapped(offset, row)
    viewport = start
    for width, height in sizes:
        viewport = viewport.resized(Layout(text, width), height)
        if row is None:
            assert viewport.layout.at(viewport.reading_offset) == viewport.layout.at(offset)
    assert viewport.resized(layout, 12) == start


@settings(max_examples=100, deadline=None)
@given(texts, sizes, st.integers(0, 60))
def test_resizing_a_window_that_was_scrolled_makes_no_blank_rows(
    text: str, sizes: list[tuple[int, int]], rows: int
) -> None:
    viewport = Viewport.opened(Layout(text, 30), 12).scrolled(rows)
    for width, height in sizes:
        viewport = viewport.resized(Layout(text, width), height)
        assert viewport.blank == 0
        assert viewport.position <= viewport.at_end().position


def test_a_text_opens_at_its_start() -> None:
    viewport = opened()
    assert words(viewport)[0] == "line 0 of a hundred"
    assert len(viewport.rows) == 12
    assert viewport.span == Span(0, line(11) + len("line 11 of a hundred"))
    assert viewport.percent == 11


def test_a_snap_puts_the_row_a_third_down() -> None:
    assert words(opened().snapped(line(50)))[4] == "line 50 of a hundred"


def test_a_snap_near_the_start_leaves_rows_blank_above_it() -> None:
    viewport = opened().snapped(line(1))
    assert viewport.blank == 3
    assert words(viewport)[1] == "line 1 of a hundred"


def test_a_snap_near_the_end_leaves_rows_blank_below_it() -> None:
    viewport = opened().snapped(line(99))
    assert words(viewport)[-1] == "line 99 of a hundred"
    assert len(viewport.rows) == 5
    assert viewport.percent == 100


def test_moving_up_adds_no_blank_rows() -> None:
    assert opened().scrolled(-5) == opened()
    snapped = opened().snapped(line(1))
    assert snapped.scrolled(-5) == snapped


def test_moving_down_uses_up_the_blank_rows_first() -> None:
    viewport = opened().snapped(line(1)).scrolled(2)
    assert viewport.blank == 1
    assert words(viewport)[0] == "line 0 of a hundred"
    assert words(viewport.scrolled(2))[0] == "line 1 of a hundred"


def test_moving_down_stops_with_the_last_row_at_the_bottom() -> None:
    viewport = opened().scrolled(1000)
    assert words(viewport)[-1] == "line 99 of a hundred"
    assert len(viewport.rows) == 12
    assert viewport == opened().at_end()


def test_moving_down_stays_where_a_snap_has_gone_further() -> None:
    snapped = opened().snapped(line(99))
    assert words(snapped.scrolled(3)) == words(snapped)
    assert words(snapped.scrolled(-1))[0] == "line 94 of a hundred"


def test_placing_stops_at_the_start_and_at_the_end() -> None:
    assert opened().placed(line(0)).blank == 0
    assert words(opened().placed(line(99)))[-1] == "line 99 of a hundred"
    assert len(opened().placed(line(99)).rows) == 12
    assert words(opened().placed(line(50)))[4] == "line 50 of a hundred"


@pytest.mark.parametrize("number", [0, 2, 50, 97, 99])
@pytest.mark.parametrize("rows", [1, 3, 40])
def test_scrolling_to_and_fro_comes_back_to_where_a_snap_had_put_the_window(number: int, rows: int) -> None:
    snapped = opened().snapped(line(number))
    for way in (rows, -rows):
        there = snapped.scrolled(way)
        back = there.scrolled(-snapped.travelled(there, rows))
        assert (back.position, back.blank) == (snapped.position, snapped.blank)


def test_the_top_and_the_end_forget_how_far_out_a_snap_was() -> None:
    assert opened().snapped(line(1)).at_top().scrolled(-3).blank == 0
    assert opened().snapped(line(99)).at_end().scrolled(3) == opened().at_end()


def test_placing_goes_as_far_out_as_the_last_snap_was() -> None:
    snapped = opened().snapped(line(0))
    assert snapped.placed(line(2)).blank == 2
    assert snapped.scrolled(20).placed(line(0)).blank == 4
    assert words(opened().snapped(line(99)).scrolled(-20).placed(line(99)))[4] == "line 99 of a hundred"


def test_a_page_keeps_two_rows() -> None:
    assert words(opened().paged(1))[0] == "line 10 of a hundred"
    assert words(opened().paged(3).paged(-1))[0] == "line 20 of a hundred"
    assert words(opened().half_paged(1))[0] == "line 6 of a hundred"


def test_resizing_keeps_the_row_on_the_reading_line() -> None:
    viewport = opened().snapped(line(50)).scrolled(10)
    assert viewport.reading_offset == line(60)
    for width, height in ((7, 30), (80, 5), (3, 3)):
        resized = viewport.resized(Layout(TEXT, width), height)
        assert resized.reading_offset == line(60)


def test_resizing_a_window_at_the_very_start_goes_on_showing_the_start() -> None:
    resized = opened().resized(Layout(TEXT, 6), 30)
    assert resized.position == resized.layout.first
    assert resized.blank == 0


def test_resizing_leaves_no_gap_at_the_end_that_was_not_there() -> None:
    grown = opened().at_end().resized(Layout(TEXT, 40), 30)
    assert words(grown)[-1] == "line 99 of a hundred"
    assert len(grown.rows) == 30


def test_two_hundred_resizes_end_where_they_began() -> None:
    start = opened().snapped(line(50) + 9)
    viewport = start
    for step in range(200):
        viewport = viewport.resized(Layout(TEXT, 1 + step * 7 % 90), 1 + step * 5 % 60)
    viewport = viewport.resized(start.layout, start.height)
    assert viewport == start


def test_inserted_rows_push_text_down_and_can_be_scrolled_past() -> None:
    plain = opened().snapped(line(50))
    viewport = plain.inserting(5)
    assert viewport.insert_row == 3
    assert words(viewport) == words(plain)[:7]
    assert viewport.reading_offset == line(50)
    assert words(viewport.at_end())[-1] == "line 99 of a hundred"
    assert viewport.inserting(0) == plain


@pytest.mark.parametrize("height", [1, 2, 3])
def test_at_least_one_row_of_text_stays_beside_inserted_rows(height: int) -> None:
    viewport = opened(height=height).inserting(9)
    assert viewport.visible == 1
    assert 0 <= viewport.insert_row <= height - viewport.inserted


def test_offsets_are_found_by_screen_row() -> None:
    viewport = opened().snapped(line(1))
    assert [viewport.offset_at(row) for row in (0, 2, 3, 4)] == [0, 0, 0, line(1)]
    assert viewport.at_end().offset_at(99) == line(99)
    with_block = opened().inserting(4)
    assert [with_block.offset_at(row) for row in (2, 3, 6, 7)] == [line(2), line(3), line(3), line(3)]


def test_an_empty_text_has_one_row() -> None:
    viewport = opened("", 5)
    assert len(viewport.rows) == 1
    assert viewport.percent == 100
    assert viewport.scrolled(3).snapped(0).placed(0).at_end().reading_offset == 0
