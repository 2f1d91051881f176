"""What stands around the text: title, ruler, and the word on a silence."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pane_app import article, mark

from karabakh_tui.text.cells import width
from karabakh_tui.text.span import Span
from karabakh_tui.tui import paint
from karabakh_tui.tui.views.article import ArticleView, Mark
from karabakh_tui.tui.views.overview import Overview, rule_row, silence_rows, tails, title_row

TEXT = "".join(f"{number:09d}\n" for number in range(20))
"""Twenty lines of ten code points: with ten rows, each row of the ruler stands for two of them."""


def at(line: int, code: str, *, focused: bool = False, suggested: bool = False) -> Mark:
    return mark(TEXT, f"{line:09d}", f"{code}=", focused=focused, suggested=suggested)


def ruler(*marks: Mark, cells: int = 1) -> list[str]:
    codes = Overview(marks, len(TEXT)).codes(10, cells)
    return ["".join(text for text, _ in row) for row in codes]


def title(view: ArticleView, cells: int, note: str = "", *, focused: bool = True) -> str:
    return paint.plain([title_row(view, cells, focused=focused, note=note, above=10, below=0, percent=87)])[0]


def test_the_ruler_has_the_code_of_the_provision_that_starts_there() -> None:
    assert ruler(at(0, "1"), at(5, "b"), at(19, "a")) == ["1", "", "b", "", "", "", "", "", "", "a"]


def test_the_ruler_has_a_star_for_several_provisions() -> None:
    assert ruler(at(4, "1"), at(5, "2"))[2] == "*"
    assert ruler(at(4, "1"), at(5, "1"))[2] == "1"


def test_suggestions_are_not_on_the_ruler() -> None:
    assert ruler(at(4, "1", suggested=True)) == [""] * 10


def test_the_ruler_is_as_wide_as_the_codes() -> None:
    assert ruler(at(4, "12"), at(9, "3"), cells=2)[2:5] == ["12", "", "3 "]


def test_the_focused_provision_stands_out_on_the_ruler() -> None:
    codes = Overview((at(4, "1"), at(9, "2", focused=True)), len(TEXT)).codes(10, 1)
    assert [codes[2], codes[4]] == [(("1", "ruler"),), (("2", "ruler+focus"),)]


def test_a_line_marks_the_part_of_the_text_that_is_shown() -> None:
    view = ArticleView(article(TEXT), (at(4, "1"),))
    overview = Overview(view.marks, len(TEXT))
    part = overview.part(Span(20, 100), 10)
    assert paint.plain(tails(view, overview.codes(10, 1), part)) == [
        *(" │", "││", "1│", "││", "││", " │", " │", " │", " │", " │")
    ]


def test_the_rightmost_pane_has_no_border_and_the_ruler_can_be_left_out() -> None:
    view = ArticleView(article(TEXT), border=False)
    assert paint.plain(tails(view, [()] * 2, range(1))) == ["│", " "]
    assert paint.plain(tails(replace(view, ruler=False), [()] * 2, range(1))) == ["", ""]
    assert paint.plain(tails(replace(view, ruler=False, border=True), [()] * 2, range(1))) == ["│", "│"]


def test_the_rule_below_a_title_crosses_the_border() -> None:
    view = ArticleView(article(TEXT))
    assert paint.plain([rule_row(view, 6), rule_row(replace(view, border=False), 6)]) == ["─────┼", "──────"]


def test_provisions_above_and_below_are_counted_once_each() -> None:
    marks = at(0, "1"), at(1, "1"), at(2, "2"), at(9, "3"), at(15, "1"), at(16, "4"), at(17, "4", suggested=True)
    overview = Overview(marks, len(TEXT))
    shown = Span(50, 120)
    assert (overview.above(shown), overview.below(shown)) == (2, 2)
    assert (overview.above(Span(0, 200)), overview.below(Span(0, 200))) == (0, 0)


marked = st.lists(st.tuples(st.integers(0, 18), st.integers(1, 3), st.sampled_from("12345"), st.booleans()), max_size=9)


@settings(max_examples=200, deadline=None)
@given(marked, st.integers(0, 200), st.integers(0, 200))
def test_counts_above_and_below_are_those_of_going_through_all(
    given_marks: list[tuple[int, int, str, bool]], start: int, length: int
) -> None:
    marks = [
        Mark(Span(line * 10, line * 10 + size * 3), code, code, "=", suggested=suggested)
        for line, size, code, suggested in given_marks
    ]
    overview = Overview(marks, 200)
    shown = Span(start, start + length)
    accepted = [mark for mark in marks if not mark.suggested]
    bottom = max(shown.end, shown.start + 1)
    assert overview.above(shown) == len({mark.code for mark in accepted if mark.span.end <= shown.start})
    assert overview.below(shown) == len({mark.code for mark in accepted if mark.span.start >= bottom})


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 40))
def test_the_part_shown_is_a_part_of_the_ruler(start: int, length: int, height: int) -> None:
    end = min(200, start + length)
    part = Overview((), 200).part(Span(min(start, end), end), height)
    assert 0 <= part.start < part.stop <= height


def test_an_empty_article_has_a_ruler_too() -> None:
    overview = Overview((), 0)
    assert overview.codes(3, 1) == [(), (), ()]
    assert overview.part(Span(0, 0), 3) == range(1)


def test_the_title_names_the_source_and_what_lies_around() -> None:
    view = ArticleView(article(TEXT, "A", "Artsakh-side report"))
    assert title(view, 52) == "*A Artsakh-side report                  ^10 v0 87% │"
    assert title(view, 52, focused=False)[:2] == " A"
    assert title(view, 52, "pinned") == "*A Artsakh-side report  pinned          ^10 v0 87% │"
    assert title(replace(view, border=False), 52) == "*A Artsakh-side report                    ^10 v0 87%"


def test_a_narrow_title_shortens_the_name_then_leaves_out_what_matters_least() -> None:
    view = ArticleView(article(TEXT, "A", "Artsakh-side report"), border=False)
    assert title(view, 36, "other event") == "*A Artsakh..  other event ^10 v0 87%"
    assert title(view, 30, "other event") == "*A Artsakh-..  other event 87%"
    assert title(view, 24, "other event") == "*A Artsakh-side re.. 87%"
    assert title(view, 9) == "*A Arts.."
    assert title(view, 1) == "."


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.text(max_size=12), st.integers(1, 60), st.booleans())
def test_a_title_of_any_characters_is_as_wide_as_the_pane(name: str, note: str, cells: int, border: bool) -> None:
    view = ArticleView(article(TEXT, "A", name), border=border)
    row = title_row(view, cells, focused=True, note=note, above=1, below=2, percent=3)
    wide = sum(width(text) for text, _ in row)
    assert wide == cells or (border and cells < 3 and wide <= 3)


def test_silence_is_said_in_a_block_beside_its_sign() -> None:
    view = ArticleView(article(TEXT))
    words = ("D says nothing on 4 Mandate.", "It stays where you left it. Closest: 3 Troops.")
    assert [line.rstrip() for line in paint.plain(silence_rows(view, words, 36))] == [
        " .  -------------------------------",
        " .  D says nothing on 4 Mandate.",
        " .  It stays where you left it.",
        " .  Closest: 3 Troops.",
        " .  -------------------------------",
    ]
    bare = silence_rows(replace(view, gutter=False), words[:1], 36)
    assert paint.plain(bare)[1].rstrip() == ".  D says nothing on 4 Mandate."
