"""Rows of an article: what the gutter says, and which words have which role."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pane_app import article, mark, roles

from karabakh_tui.text.cells import clusters, width
from karabakh_tui.text.span import Span
from karabakh_tui.text.wrap import Layout
from karabakh_tui.tui import paint
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.article import ArticleView, Mark, text_row
from karabakh_tui.tui.views.spans import SpanIndex

TEXT = (
    "The truce is signed.\n"
    "\n"
    "Peacekeepers will be deployed along the line of contact for a period of five years. "
    "Refugees will return to their homes under the supervision of the United Nations.\n"
)
CELLS = 44


def rows(view: ArticleView, cells: int = CELLS) -> list[Row]:
    layout = Layout(view.article.text, cells - view.gutter_cells, view.folded)
    return [text_row(view, row, cells) for row in layout.rows(layout.first, 1000)]


def lines(view: ArticleView, cells: int = CELLS) -> list[str]:
    return [line.rstrip() for line in paint.plain(rows(view, cells))]


def viewed(*marks: Mark, text: str = TEXT, hits: tuple[str, ...] = ()) -> ArticleView:
    spans = tuple(Span(text.index(words), text.index(words) + len(words)) for words in hits)
    return ArticleView(article(text), marks, spans)


def role_of(view: ArticleView, role: str, cells: int = CELLS) -> list[str]:
    return [found for row in rows(view, cells) if (found := roles(row, role))]


def test_text_without_passages_stands_behind_an_empty_gutter() -> None:
    assert lines(viewed()) == [
        "    The truce is signed.",
        "",
        "    Peacekeepers will be deployed along the",
        "    line of contact for a period of five",
        "    years. Refugees will return to their",
        "    homes under the supervision of the",
        "    United Nations.",
    ]


def test_the_focused_passage_has_code_sign_and_arrow_then_a_bar() -> None:
    view = viewed(mark(TEXT, "deployed along the line of contact for a period of five years", focused=True))
    assert lines(view)[2:5] == [
        "4!> Peacekeepers will be deployed along the",
        "  | line of contact for a period of five",
        "  | years. Refugees will return to their",
    ]


def test_another_passage_has_code_and_sign_then_colons() -> None:
    view = viewed(mark(TEXT, "deployed along the line of contact for a period of five years", "b="))
    assert lines(view)[2:5] == [
        "b=  Peacekeepers will be deployed along the",
        "  : line of contact for a period of five",
        "  : years. Refugees will return to their",
    ]


def test_a_passage_that_begins_where_another_goes_on_shows_both() -> None:
    view = viewed(
        mark(TEXT, "deployed along the line of contact for a period of five years", focused=True),
        mark(TEXT, "years. Refugees", "9~"),
    )
    assert lines(view)[4] == "9~| years. Refugees will return to their"


def test_of_passages_that_begin_on_one_row_the_focused_one_is_shown_and_a_star_for_the_others() -> None:
    others = mark(TEXT, "Peacekeepers", "3="), mark(TEXT, "deployed", "5~")
    assert lines(viewed(*others))[2] == "3= *Peacekeepers will be deployed along the"
    focused = mark(TEXT, "along the line", "7!", focused=True)
    assert lines(viewed(*others, focused))[2] == "7!>*Peacekeepers will be deployed along the"


def test_two_passages_of_one_provision_on_a_row_need_no_star() -> None:
    view = viewed(mark(TEXT, "Peacekeepers", "3="), mark(TEXT, "deployed", "3="))
    assert lines(view)[2] == "3=  Peacekeepers will be deployed along the"


def test_a_passage_that_starts_with_the_blank_between_rows_begins_on_the_next_row() -> None:
    view = viewed(mark(TEXT, " line of contact"))
    assert lines(view)[2:4] == [
        "    Peacekeepers will be deployed along the",
        "4!  line of contact for a period of five",
    ]


def test_a_passage_over_several_paragraphs_is_marked_on_the_empty_line_too() -> None:
    view = viewed(mark(TEXT, "signed.\n\nPeacekeepers"))
    assert lines(view)[:3] == ["4!  The truce is signed.", "  :", "  : Peacekeepers will be deployed along the"]


def test_the_gutter_is_as_wide_as_the_longest_code_of_the_codebook() -> None:
    view = replace(viewed(mark(TEXT, "truce", "12!", focused=True)), code_cells=2)
    assert lines(view)[0] == "12!> The truce is signed."
    assert lines(replace(view, marks=(mark(TEXT, "truce", "3!"),)))[0] == "3 !  The truce is signed."


def test_without_the_gutter_one_blank_keeps_the_text_off_the_border() -> None:
    view = replace(viewed(mark(TEXT, "truce")), gutter=False)
    assert lines(view)[0] == " The truce is signed."


def test_the_gutter_takes_the_colour_of_the_sign_and_the_focus() -> None:
    first = rows(viewed(mark(TEXT, "truce", "4!")))[0][0]
    assert first == ("4! ", "conflict")
    assert rows(viewed(mark(TEXT, "truce", "4x")))[0][0] == ("4x ", "other-event")
    assert rows(viewed(mark(TEXT, "truce", "4~", focused=True)))[0][0] == ("4~>", "vaguer+focus")


def test_accepted_suggested_and_focused_passages_look_different() -> None:
    view = viewed(
        mark(TEXT, "truce"),
        mark(TEXT, "deployed along the line", focused=True),
        mark(TEXT, "Refugees will return", "a?", suggested=True),
    )
    assert role_of(view, "match") == ["truce", "deployed along the", "line"]
    assert role_of(view, "focus-passage") == ["deployed along the", "line"]
    assert role_of(view, "suggested") == ["Refugees will return"]


def test_where_passages_overlap_the_words_of_both_say_so() -> None:
    view = viewed(mark(TEXT, "The truce is"), mark(TEXT, "is signed", "2="))
    assert rows(view)[0][2:5] == (("The truce ", "match"), ("is", "match+match2"), (" signed", "match"))


def test_a_suggestion_over_a_passage_does_not_count_as_a_second_one() -> None:
    view = viewed(mark(TEXT, "The truce is"), mark(TEXT, "is signed", "2?", suggested=True))
    assert rows(view)[0][3] == ("is", "match+suggested")


def test_hits_lie_over_passages_and_the_one_stepped_to_stands_out() -> None:
    view = viewed(mark(TEXT, "The truce is"), hits=("truce", "signed"))
    assert role_of(view, "hit") == ["trucesigned"]
    stepped = replace(view, hit=view.hits[1])
    assert role_of(stepped, "focus") == ["signed"]
    assert rows(stepped)[0][3] == ("truce", "match+hit")


def test_a_hit_across_two_rows_is_marked_on_both() -> None:
    assert role_of(viewed(hits=("along the line",)), "hit") == ["along the", "line"]


def test_boilerplate_is_grey() -> None:
    view = replace(viewed(), boilerplate=(Span(0, 9),))
    assert role_of(view, "dim") == ["The truce"]


def test_folded_boilerplate_is_one_row_that_says_how_to_see_it() -> None:
    view = replace(viewed(hits=("truce",)), boilerplate=(Span(0, TEXT.index("Refugees")),), fold=True)
    assert lines(view, 70)[0] == "    -- 3 lines of site text folded, 1 hit: z b shows them --"
    assert lines(replace(view, hits=()), 40)[0] == "    -- 3 lines folded: z b shows them --"
    assert lines(view, 32)[0] == "    -- 3 lines folded, 1 hit --"
    assert lines(view, 12)[0] == "    -- 3 l.."
    one = replace(view, hits=(), boilerplate=(Span(0, 20),))
    assert lines(one, 70)[0] == "    -- 1 line of site text folded: z b shows it --"


def test_no_break_spaces_are_blanks() -> None:
    assert lines(viewed(text="1\u00a0960 men"))[0] == "    1 960 men"


def test_controls_and_bidi_marks_are_shown_not_sent() -> None:
    line = lines(viewed(text="a\x1b]0;x\x07b \u202eevil\u202c \x9b31m"))[0]
    assert line == "    a␛]0;x␇b ⇄evil⇄ \ufffd31m"


def test_markup_is_text() -> None:
    text = "[/] [b]bold[/b] [@click=app.bell]x[/]"
    assert lines(viewed(text=text)) == [f"    {text}"]


def test_highlights_take_in_whole_clusters() -> None:
    text = "cafe\u0301 au lait"
    assert role_of(viewed(text=text, hits=("cafe",)), "hit") == ["cafe\u0301"]
    assert role_of(viewed(text=text, hits=("\u0301 au",)), "hit") == ["e\u0301 au"]


def test_wide_characters_end_at_the_right_cell() -> None:
    for row in rows(viewed(text="漢字かな交じり文のテキスト" * 9, hits=("交じり",)), 21):
        assert sum(width(text) for text, _ in row) == 21


def test_text_is_as_wide_as_asked_and_as_the_pane_allows() -> None:
    view = viewed()
    assert view.text_width(52) == 45
    assert view.text_width(120) == 80
    assert replace(view, width_mode="66").text_width(120) == 66
    assert replace(view, width_mode="fill").text_width(120) == 113
    assert replace(view, ruler=False, border=False, gutter=False).text_width(52) == 51
    assert view.text_width(1) == 1


pieces = st.text(st.sampled_from("ab [/]\n\t\x1b\x9b\u202e\u200d\u0301e漢👩👧🏽🇦🇲\u00a0"), max_size=80)


@settings(max_examples=200, deadline=None)
@given(pieces, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 30)), max_size=6), st.integers(1, 40))
def test_any_row_is_exactly_as_wide_as_the_pane_and_is_cut_at_clusters(
    text: str, spans: list[tuple[int, int]], cells: int
) -> None:
    marks = tuple(
        Mark(Span(start, start + length), str(start), "4", "!", focused=start % 2 == 0, suggested=length % 2 == 0)
        for start, length in spans
    )
    view = ArticleView(article(text), marks, tuple(span.span for span in marks))
    for row in rows(view, cells):
        if cells > view.gutter_cells:
            assert sum(width(part) for part, _ in row) == cells
        whole = "".join(part for part, _ in row)
        edges = {start for start, _, _ in clusters(whole)} | {len(whole)}
        at = 0
        for part, _ in row:
            assert at in edges
            at += len(part)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 12)), max_size=20), st.integers(0, 50), st.integers(0, 20))
def test_spans_that_touch_a_row_are_found_whatever_their_order(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    given_spans = [Span(first, first + count) for first, count in spans]
    index = SpanIndex(given_spans, given_spans)
    row = Span(start, start + length)
    expected = [span for span in given_spans if len(span) and span.overlaps(row)]
    assert sorted(index.touching(row.start, row.end)) == sorted(expected)
