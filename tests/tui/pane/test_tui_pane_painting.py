"""How little of a pane is painted again, and that what is painted is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pane_app import NEWS, PaneApp, article, long, news, settled, shown
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region

from karabakh_tui.text.span import Span
from karabakh_tui.tui.palette import Palette
from karabakh_tui.tui.views.article import ArticleView


async def test_only_rows_that_changed_are_painted_again() -> None:
    app = PaneApp(news(ruler=False))
    async with app.run_test(size=(60, 40)) as pilot:
        pane = settled(app.panes[0])
        pane.focused = False
        await pilot.pause()
        assert pane.rows_asked == {0}
        settled(pane).show(replace(news(ruler=False), hits=(Span(NEWS.index("Monday"), NEWS.index("Monday") + 6),)))
        await pilot.pause()
        assert len(pane.rows_asked) == 1


async def test_focus_moving_to_another_passage_paints_the_rows_of_both() -> None:
    app = PaneApp(news(ruler=False))
    async with app.run_test(size=(60, 40)) as pilot:
        pane = settled(app.panes[0])
        was = [y for y, row in enumerate(shown(pane)) if row[2:3] in {">", "|"}]
        marks = news().marks
        moved = (replace(marks[0], focused=True), replace(marks[1], focused=False), *marks[2:])
        pane.show(replace(news(ruler=False), marks=moved))
        await pilot.pause()
        now = [y for y, row in enumerate(shown(pane)) if row[2:3] in {">", "|"}]
        assert pane.rows_asked == {*was, *now}


async def test_nothing_is_painted_when_nothing_changes() -> None:
    app = PaneApp(news())
    async with app.run_test(size=(60, 20)) as pilot:
        pane = settled(app.panes[0])
        pane.show(news())
        pane.focused = True
        pane.title_note = ""
        pane.silence(None)
        pane.scroll(-1)
        pane.scroll(2)
        pane.scroll(-2)
        await pilot.pause()
        assert pane.asked == []


async def test_blank_rows_that_stay_blank_are_not_painted_when_scrolling() -> None:
    app = PaneApp(ArticleView(article("a\n" + "\n" * 80 + "b"), ruler=False))
    async with app.run_test(size=(60, 20)) as pilot:
        pane = app.panes[0]
        pane.scroll(5)
        await pilot.pause()
        settled(pane).scroll(1)
        await pilot.pause()
        assert pane.rows_asked <= {0}


async def test_rows_that_scroll_keep_their_strips() -> None:
    app = PaneApp(replace(long(), ruler=False))
    async with app.run_test(size=(60, 20)) as pilot:
        pane = app.panes[0]
        before = pane.render_lines(pane.size.region)
        pane.scroll(1)
        await pilot.pause()
        after = pane.render_lines(pane.size.region)
        assert all(strip is after[y - 1] for y, strip in enumerate(before) if y >= 3)
        pane.scroll(-1)
        await pilot.pause()
        again = pane.render_lines(pane.size.region)
        assert all(strip is again[y] for y, strip in enumerate(before))


async def test_another_palette_draws_all_anew() -> None:
    app = PaneApp(news())
    async with app.run_test(size=(60, 20)) as pilot:
        pane = app.panes[0]
        app.palette = Palette({"text": Style(color="#010203")})
        pane.refresh()
        await pilot.pause()
        colours = {segment.style.color.name for strip in pane.render_lines(pane.size.region) for segment in strip}
        assert colours == {"#010203"}


async def test_another_palette_reaches_all_rows_where_only_one_was_asked_for() -> None:
    app = PaneApp(news())
    async with app.run_test(size=(60, 20)) as pilot:
        pane = settled(app.panes[0])
        app.palette = Palette({"text": Style(color="#010203")})
        pane.refresh(Region(0, 0, 60, 1))
        await pilot.pause()
        await pilot.pause()
        assert pane.rows_asked == set(range(20))


class Shouting(LineFilter):
    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [Segment(text.upper(), style) for text, style, _ in segments]


async def test_the_filters_of_the_app_are_applied() -> None:
    class Loud(PaneApp):
        def get_line_filters(self) -> Sequence[LineFilter]:
            return [shouting]

    shouting = Shouting()
    app = Loud(news())
    async with app.run_test(size=(60, 20)):
        assert "EXAMPLE DAILY" in shown(app.panes[0])[0]


async def test_part_of_the_pane_can_be_asked_for() -> None:
    app = PaneApp(news())
    async with app.run_test(size=(60, 20)):
        pane = app.panes[0]
        whole = pane.render_lines(pane.size.region)
        part = pane.render_lines(Region(4, 2, 10, 3))
        assert [strip.text for strip in part] == [strip.text[4:14] for strip in whole[2:5]]
