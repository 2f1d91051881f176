"""The pane in an app: what is on the screen, and how little of it is painted again."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from pane_app import NEWS, CountingPane, PaneApp, article, long, mark, news, shown
from textual.events import MouseScrollDown, MouseScrollUp

from karabakh_tui.text.cells import width
from karabakh_tui.text.span import Span
from karabakh_tui.tui.views.article import ArticleView

GOLDEN = Path(__file__).parent / "golden"


def same_as_file(name: str, *panes: CountingPane) -> None:
    """Panes side by side against a text file; KARABAKH_TUI_GOLDEN=write writes it."""
    rows = zip(*[shown(pane) for pane in panes], strict=True)
    text = "".join("".join(row).rstrip() + "\n" for row in rows)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("KARABAKH_TUI_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


# What is on the screen


async def test_three_panes_stand_side_by_side_in_step() -> None:
    views = news("A"), news("B", border=True), news("E", border=False)
    app = PaneApp(*views)
    async with app.run_test(size=(160, 30)) as pilot:
        for pane, view, offset in zip(app.panes, views, (0, 1, 3), strict=True):
            pane.show(view)
            pane.snap(view.marks[offset].span.start)
        await pilot.pause()
        same_as_file("three-panes-160x30", *app.panes)


async def test_one_pane_on_a_small_screen() -> None:
    app = PaneApp(news(border=False))
    async with app.run_test(size=(80, 17)) as pilot:
        app.panes[0].snap(NEWS.index("agreed on point 3"))
        await pilot.pause()
        same_as_file("one-pane-80x17", app.panes[0])


async def test_folded_boilerplate_is_one_row_at_each_end() -> None:
    app = PaneApp(news(fold=True))
    async with app.run_test(size=(60, 34)) as pilot:
        await pilot.pause()
        same_as_file("folded-60x34", app.panes[0])


async def test_silence_is_said_between_the_rows() -> None:
    app = PaneApp(news(marks=()), news("D", marks=()))
    async with app.run_test(size=(100, 20)) as pilot:
        for pane in app.panes:
            pane.place(NEWS.index("agreed on point 3"))
        app.panes[1].silence(("D says nothing on 4 Mandate.", "It stays where you left it. Closest: 3 Troops."))
        await pilot.pause()
        same_as_file("silence-100x20", *app.panes)
        left, right = app.panes
        assert right.reading_offset == left.reading_offset
        right.silence(None)
        await pilot.pause()
        assert [row[4:] for row in shown(right)[2:]] == [row[4:] for row in shown(left)[2:]]


HOSTILE = (
    "esc \x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]52;c;aGk=\x1b\\ bell \x07 back\x08space\r\n"
    "c1 \x9b31m \x9d0;x\x9c \x85 del \x7f nul \x00\n"
    "bidi \u202eevil\u202c \u2066iso\u2069 \u200emark zero\u200bwidth\ufeffbom soft\u00adhyphen\n"
    'markup [/] [b]bold [@click=app.bell]x[/] [a="b\n'
    "families 👨‍👩‍👧‍👦 👩🏽‍🚀 ❤️ 🇦🇲🇦🇿 keycap 1️⃣\n"
    "soup a" + "\u0301\u0327\u0308" * 40 + "z and \u0301 alone\n"
    "wide 漢字かな交じり文のテキスト、句読点。한국어 문장입니다\n"
    "rtl שלום עולם مرحبا بالعالم and back\n"
    "tab\there nbsp\u00a0here line\u2028sep tag\U000e0041 lone\ud800\n"
)


@pytest.mark.parametrize("cells", [100, 31, 12, 5, 3, 1])
async def test_hostile_text_is_literal_and_harmless(cells: int) -> None:
    view = ArticleView(
        article(HOSTILE, "A", "evil \x1b]0;x\x07 [/] \u202e"),
        (mark(HOSTILE, "red\x1b[0m", "\x1b!"), mark(HOSTILE, "👩🏽", "漢\x9b"), mark(HOSTILE, "\u0301\u0327")),
        (Span(0, 5), Span(HOSTILE.index("字"), HOSTILE.index("字") + 3)),
    )
    app = PaneApp(view)
    async with app.run_test(size=(cells, 60)) as pilot:
        pane = app.panes[0]
        pane.title_note = "\x9b31m [/b"
        await pilot.pause()
        for strip in pane.render_lines(pane.size.region):
            assert strip.cell_length == cells
            assert sum(segment.cell_length for segment in strip) == cells
            assert not [char for char in strip.text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
        if cells == 100:
            same_as_file("hostile-100x60", pane)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (1, 40), (40, 1), (3, 3), (40, 2), (500, 200)])
async def test_any_size_shows_something_and_does_not_crash(size: tuple[int, int]) -> None:
    app = PaneApp(news(fold=True), news("B", border=False))
    async with app.run_test(size=size) as pilot:
        for pane in app.panes:
            pane.silence(("Nothing on this.",))
            pane.scroll(3)
            pane.page(1)
            pane.to_end()
            await pilot.pause()
            if pane.outer_size:
                assert len(pane.render_lines(pane.outer_size.region)) == pane.outer_size.height


async def test_a_storm_of_resizes_keeps_the_place() -> None:
    app = PaneApp(news())
    async with app.run_test(size=(100, 30)) as pilot:
        pane = app.panes[0]
        pane.snap(NEWS.index("agreed on point 3"))
        await pilot.pause()
        before = shown(pane)
        for step in range(20):
            await pilot.resize_terminal(1 + step * 37 % 160, 1 + step * 11 % 50)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert shown(pane) == before


async def test_a_resize_keeps_the_row_at_the_reading_line() -> None:
    app = PaneApp(long())
    async with app.run_test(size=(60, 30)) as pilot:
        pane = app.panes[0]
        pane.scroll(100)
        there = pane.reading_offset
        await pilot.resize_terminal(20, 12)
        await pilot.pause()
        assert pane.reading_offset == there
        assert "line 109 " in shown(pane)[2 + pane.reading_row]


# Moving


async def test_keys_in_one_go_each_scroll_a_row() -> None:
    app = PaneApp(long(), long(letter="B"))
    async with app.run_test(size=(100, 30)) as pilot:
        for key in "j" * 20 + "k" * 5:
            app.simulate_key(key)
        await pilot.pause()
        for pane in app.panes:
            assert "line 15 " in shown(pane)[2]


async def test_the_pane_says_how_far_it_really_moved() -> None:
    app = PaneApp(long(60))
    async with app.run_test(size=(60, 32)):
        pane = app.panes[0]
        assert pane.text_height == 30
        assert pane.scroll(10) == 10
        assert pane.scroll(-99) == -10
        assert pane.page(1) == 28
        assert pane.page(1) == 2
        assert pane.half(-1) == -15
        pane.to_end()
        assert (pane.percent, pane.scroll(1)) == (100, 0)
        pane.to_top()
        assert (pane.top_offset, pane.scroll(-1)) == (0, 0)


async def test_snap_lines_up_exactly_and_place_does_what_scrolling_would() -> None:
    app = PaneApp(long())
    async with app.run_test(size=(60, 32)) as pilot:
        pane = app.panes[0]
        pane.snap(0)
        await pilot.pause()
        assert pane.reading_row == 10
        assert shown(pane)[12].startswith("    line 0 ")
        assert shown(pane)[11].strip(" │") == ""
        pane.to_top()
        pane.place(0)
        await pilot.pause()
        assert shown(pane)[2].startswith("    line 0 ")
        pane.snap(0, 3)
        await pilot.pause()
        assert shown(pane)[5].startswith("    line 0 ")


async def test_a_place_asked_for_before_the_first_layout_is_kept() -> None:
    app = PaneApp()
    async with app.run_test(size=(60, 32)) as pilot:
        pane = CountingPane()
        view = long()
        pane.show(view)
        pane.snap(view.article.text.index("line 100 "), 7)
        await app.mount(pane)
        await pilot.pause()
        assert shown(pane)[9].startswith("    line 100 ")


async def test_the_same_article_stays_where_it_is_and_another_one_opens_at_its_start() -> None:
    app = PaneApp(long())
    async with app.run_test(size=(60, 32)) as pilot:
        pane = app.panes[0]
        pane.scroll(50)
        there = pane.visible_span
        pane.show(replace(long(), gutter=False))
        assert pane.visible_span == there
        pane.show(news("B"))
        assert pane.top_offset == 0
        pane.show(long())
        pane.snap(long().article.text.index("line 200 "))
        await pilot.pause()
        assert "line 200 " in shown(pane)[12]


async def test_the_wheel_is_the_owners_to_act_on() -> None:
    app = PaneApp(long(), long(letter="B"))
    async with app.run_test(size=(100, 30)) as pilot:
        for event in (MouseScrollDown, MouseScrollUp):
            app.panes[1].post_message(event(app.panes[1], 1, 1, 0, 0, 0, False, False, False))
        await pilot.pause()
        assert app.wheels == [(app.panes[1], 3), (app.panes[1], -3)]
        assert app.panes[1].top_offset == 0


# Size


async def test_a_text_of_ten_million_characters_and_one_line_opens_and_moves_at_once() -> None:
    view = ArticleView(article("words in one line without end " * 350_000))
    app = PaneApp(view)
    async with app.run_test(size=(80, 30)) as pilot:
        pane = app.panes[0]
        middle = len(view.article.text) // 2
        pane.snap(middle)
        await pilot.pause()
        assert pane.visible_span.contains(middle)
        pane.to_end()
        assert pane.percent == 100
        assert width(shown(pane)[-1]) == 80
