from __future__ import annotations

import re

import pytest
from helpers.keyed_app import Keyed
from helpers.screen import screen_text, send_at_once, until
from textual.pilot import Pilot

from karabakh_tui.text.cells import width
from karabakh_tui.tui.field import Field
from karabakh_tui.tui.keymap import actions_in
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.screens.help import HelpScreen
from karabakh_tui.tui.views.boxes import framed, scrolled
from karabakh_tui.tui.views.help import columns, help_rows, in_order, sections

READ = ("read", "reading", "global")

NARROW = """\
line 0
li┌─ Help: reader ───────────────────────────────────────────────────────────┐
li│ filter>            type to filter, Enter runs the line, Tab: all screens │
li│                                                                          │
li│   MOVE                                                                   │
li│ > n             next on the trail                                        │
li│   N             previous on the trail                                    │
li│   h, Left       previous pane                                            │
li│   l, Right, Tab next pane                                                │
li│   J, ]          next provision                                           │
li│   K, [          previous provision                                       │
li│   p             this source's next passage on it                         │
li│   P             this source's previous passage on it                     │
li│   j, Down       line down                                                │
li│   k, Up         line up                                                  │
li│   ^d            half a page down                                         │
li│   ^u            half a page up                                           │
li│   Space, PgDn   page down                                                │
li│   b, PgUp       page up                                                  │
li│   z z           the provision back to its row                            │
li│   Backspace, ^o back to the last place                                   │
li│ (99 more)                                                                │
li└──────────────────────────────────────────────────────────────────────────┘
 ? help  n/N provision  Enter cards  c coverage  a annotate  h/l pane  q back"""


async def opened(pilot: Pilot[None], app: Keyed, *keys: str) -> HelpScreen:
    """The help over the reader, after some keys in it."""
    send_at_once(app, ["?", *keys])
    await until(pilot, lambda: isinstance(app.screen, HelpScreen) and app.screen.takes_keys and not app._typed)
    await pilot.pause()
    assert isinstance(app.screen, HelpScreen)
    return app.screen


async def test_help_lies_over_the_screen_and_fits_80_by_24() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        shown = [re.sub(r"\(\d\d more", "(99 more", line[:78].rstrip()) for line in screen_text(app)]
        assert shown == NARROW.splitlines()


async def test_a_wide_screen_has_two_columns_and_shows_all_groups() -> None:
    app = Keyed()
    async with app.run_test(size=(120, 50)) as pilot:
        await opened(pilot, app)
        text = screen_text(app)
        assert any("MOVE" in line and "LOOK" in line for line in text)
        assert all(any(group in line for line in text) for group in ("DO", "SCREENS"))
        assert not any("more)" in line for line in text)


async def test_typing_filters_and_enter_does_the_line_in_the_screen_below() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app, *"covrage")
        assert any(line.startswith("li│ > c             coverage matrix") for line in screen_text(app))
        send_at_once(app, ["enter"])
        await until(pilot, lambda: app.reader.done == ["matrix"])
        assert app.screen is app.reader


async def test_up_and_down_choose_the_line() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app, "down", "down", "down", "up")
        assert any("> h, Left" in line for line in screen_text(app))
        send_at_once(app, ["pagedown", "pagedown", "pageup", "up", "enter"])
        await until(pilot, lambda: len(app.reader.done) == 1)


async def test_the_list_scrolls_where_it_does_not_fit() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app, *["pagedown"] * 9)
        assert any("above)" in line for line in screen_text(app))
        assert any("> g n" in line or "> :welcome" in line for line in screen_text(app))


async def test_the_frame_stands_still_while_the_list_gets_shorter() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app)
        before = [y for y, line in enumerate(screen_text(app)) if "┌" in line or "└" in line]
        send_at_once(app, "mark")
        await until(pilot, lambda: not any("MOVE" in line for line in screen_text(app)))
        assert [y for y, line in enumerate(screen_text(app)) if "┌" in line or "└" in line] == before


@pytest.mark.parametrize("key", ["escape", "?", "f1"])
async def test_it_closes_and_does_nothing(key: str) -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, app, "q", "j")
        send_at_once(app, [key])
        await until(pilot, lambda: app.screen is app.reader)
        assert app.reader.done == []


async def test_tab_shows_the_keys_of_all_screens_but_they_cannot_be_done_here() -> None:
    app = Keyed()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, app, "tab", *"cell to the left")
        send_at_once(app, ["enter"])
        await until(pilot, lambda: any("This is a key of: coverage." in line for line in screen_text(app)))
        assert app.screen is screen
        send_at_once(app, ["tab"])
        await until(pilot, lambda: any("No key is like that." in line for line in screen_text(app)))
        send_at_once(app, ["enter", "escape"])
        await until(pilot, lambda: app.screen is app.reader)


async def test_it_follows_the_size_of_the_window() -> None:
    app = Keyed()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, app)
        for size in ((61, 16), (1, 1), (5, 3), (300, 100), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert len(screen_text(app)) == size[1]
        assert any("> n " in line for line in screen_text(app))


def test_what_is_typed_may_be_a_key() -> None:
    found = sections(READ, False, "g e")[0].actions
    assert found[0].id == "end"


def test_each_action_of_a_screen_is_listed_once() -> None:
    listed = [action for section in sections(READ, False, "") for action in section.actions]
    assert sorted(action.id for action in listed) == sorted({action.id for action in actions_in(READ)})


def test_up_and_down_go_through_what_is_drawn_in_the_order_in_which_it_is_drawn() -> None:
    listed = sections(READ, False, "")
    for cells in (72, 104):
        assert len(columns(listed, cells)) == (1 if cells == 72 else 2)
        rows = [plain(help_rows(Field(), listed, at, "", cells, 99)) for at in range(len(in_order(listed, cells)))]
        for action, shown in zip(in_order(listed, cells), rows, strict=True):
            marked = [line for line in shown if "> " in line and not line.startswith("filter>")]
            assert len(marked) == 1 and action.words[:20] in marked[0]


@pytest.mark.parametrize("cells", [1, 2, 3, 4, 5, 7, 20, 80])
@pytest.mark.parametrize("height", [0, 1, 2, 3, 4, 10])
def test_a_frame_has_exactly_its_size(cells: int, height: int) -> None:
    rows = [(("\x1b[31m long words of a file \u202e" * 3, "conflict"), ("漢字", ""))] * 6
    shown = plain(framed("title \x9b of a file", rows, cells, height))
    if cells >= 5 and height >= 3:
        assert len(shown) == height
        assert {width(line) for line in shown} == {cells}
    assert len(shown) <= height
    assert all(width(line) <= cells for line in shown)
    assert not any(char < " " or char in "\x9b\u202e" for line in shown for char in line)


def test_of_a_long_list_the_chosen_row_is_seen_and_the_rest_is_counted() -> None:
    rows = [((str(number), ""),) for number in range(30)]
    assert plain(scrolled(rows, 0, 10))[-1] == "(21 more)"
    assert plain(scrolled(rows, 29, 10))[-1] == "(21 above)"
    assert plain(scrolled(rows, 15, 10))[-1] == "(11 above, 10 more)"
    assert scrolled(rows, 3, 30) == rows
    for at in range(30):
        for height in range(1, 32):
            shown = plain(scrolled(rows, at, height))
            assert len(shown) <= height
            assert str(at) in shown
