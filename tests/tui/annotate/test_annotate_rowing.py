"""Words by rows, and the gutter of a text that is annotated."""

from __future__ import annotations

from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.text.units import Units
from karabakh_tui.text.wrap import Layout
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.rowing import by_row, offset_under, word_on_row
from karabakh_tui.tui.viewport import Viewport
from karabakh_tui.tui.views.article import ArticleView, Pen, TagMark, text_row

TEXT = "The Russian peacekeepers are\n\n\n...\n\ndeploying for five years, a long word: " + "x" * 50 + " and more"
LAYOUT = Layout(TEXT, 20)
UNITS = Units(TEXT)


def down(word: str, rows: int, column: int | None = None) -> tuple[str, int]:
    start = TEXT.index(word)
    found, column = by_row(LAYOUT, UNITS, Span(start, start + len(word)), rows, column)
    return found.of(TEXT), column


def test_down_goes_to_the_word_below_and_keeps_its_column() -> None:
    assert down("Russian", 1) == ("peacekeepers", 4)
    assert down("The", 1) == ("peacekeepers", 0)
    assert down("peacekeepers", -1, 4) == ("Russian", 4)


def test_rows_without_words_are_passed_over() -> None:
    assert down("are", 1, 0)[0] == "deploying"
    assert down("deploying", -1)[0] == "peacekeepers"


def test_a_word_over_several_rows_is_left_with_one_key() -> None:
    long = "x" * 50
    assert down("long", 1)[0] == long
    assert down(long, 1)[0] in ("and", "more")
    assert down("more", -1)[0] == long


def test_the_ends_of_the_text_are_the_ends() -> None:
    assert down("The", -5)[0] == "The"
    assert down("more", 3)[0] == "more"


def test_the_word_of_a_row() -> None:
    found = word_on_row(LAYOUT, UNITS, 0, 100)
    assert found
    assert found.of(TEXT) == "Russian"
    assert word_on_row(LAYOUT, UNITS, TEXT.index("...")) is None


def test_the_code_point_under_the_mouse() -> None:
    viewport = Viewport.opened(LAYOUT, 10)
    assert TEXT[offset_under(viewport, 4, 0) :].startswith("Russian")
    assert TEXT[offset_under(viewport, -3, 1) :].startswith("peacekeepers")
    assert offset_under(viewport, 100, 0) == len("The Russian") - 1


def rows(tags: list[TagMark], pen: Pen, text: str = "One two three four five six seven.") -> list[str]:
    article = Article(id="e", letter="E", short="E", text=text)
    view = ArticleView(article, tags=tuple(tags), ruler=False, border=False, head=False, width_mode="fill")
    layout = Layout(text, view.text_width(20))
    return [line.rstrip() for line in plain(text_row(view, row, 20, pen) for row in layout.rows(layout.first, 9))]


def test_the_gutter_has_the_key_of_a_tag_where_it_begins() -> None:
    assert rows([TagMark(Span(4, 19), "4")], Pen()) == ["4    One two three", "  :  four five six", "     seven."]


def test_uncertain_places_and_those_of_others_are_marked() -> None:
    tags = [TagMark(Span(0, 3), "1", "?"), TagMark(Span(14, 18), "2", "'", mine=False)]
    assert rows(tags, Pen()) == ["1?   One two three", "2'   four five six", "     seven."]


def test_mine_stands_before_that_of_others_and_a_star_tells_of_more() -> None:
    tags = [TagMark(Span(0, 3), "2", "'", mine=False), TagMark(Span(4, 7), "1")]
    assert rows(tags, Pen())[0] == "1  * One two three"


def test_brackets_hold_what_is_selected() -> None:
    assert rows([], Pen(selection=Span(4, 18))) == ["  |  One[two three", "  |  four]five six", "     seven."]
    assert rows([], Pen(selection=Span(0, 13)))[0] == "  | [One two three]"
    assert rows([], Pen(selection=Span(14, 34)))[1:] == ["  | [four five six", "  |  seven.]"]


def test_the_tag_at_hand_has_the_gutter() -> None:
    tags = [TagMark(Span(0, 3), "1"), TagMark(Span(4, 7), "4")]
    assert rows(tags, Pen(at_hand=Span(4, 7)))[0] == "4  * One two three"


def test_no_bracket_stands_on_a_letter() -> None:
    found = rows([], Pen(selection=Span(1, 6)), "(One two) three")
    assert found[0] == "  |  (One two) three"


def test_the_cursor_and_the_selection_have_roles_of_their_own() -> None:
    article = Article(id="e", letter="E", short="E", text="One two three")
    view = ArticleView(article, tags=(TagMark(Span(0, 7), "1"),), ruler=False, border=False, head=False)
    layout = Layout(article.text, 20)
    pen = Pen(Span(4, 7), Span(4, 13), Span(0, 7))
    made = text_row(view, layout.row(layout.first), 25, pen)
    roles = dict(made)
    assert roles["One"] == "tag-mine+focus-passage"
    assert roles["two"] == "tag-mine+focus-passage+cursor"
    assert roles[" three"] == "selection"
