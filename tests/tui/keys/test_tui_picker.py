from __future__ import annotations

from collections.abc import Sequence

from helpers.keyed_app import Keyed
from helpers.screen import screen_text, send_at_once, until
from rich.style import Style
from textual.events import Paste

from karabakh_tui.tui.palette import PLAIN, Palette
from karabakh_tui.tui.screens.picker import PickerRow, PickerScreen

HOSTILE = "[/]\x1b]52;c;ZXZpbA==\x07 [@click=app.quit]x[/] \u202eright to left\u200b\n2nd line"


def themes() -> list[PickerRow]:
    names = ("okabe-dark", "paper-light", "mono", "okabe-light")
    return [PickerRow(name, ((name, ""), ("  built in", "dim")), name) for name in names]


def sources(ticked: str = "") -> list[PickerRow]:
    rows = [(letter, f"Source {letter}") for letter in "ABCDE"]
    return [PickerRow(letter, ((f"{letter} {name}", ""),), name, letter in ticked) for letter, name in rows]


class Picking(Keyed):
    """`z c` opens a list; `answers` holds what came back."""

    def __init__(self, rows: Sequence[PickerRow], **more: object) -> None:
        super().__init__({"themes": self.open})
        self.rows = rows
        self.more = more
        self.answers: list[list[str] | None] = []

    def open(self) -> None:
        self.push_screen(PickerScreen("Themes", self.rows, **self.more), self.answers.append)  # type: ignore[arg-type]


def marked(app: Picking) -> str:
    """The row that is selected, without the frame."""
    found = [line.split("│")[1].strip() for line in screen_text(app) if "│ > " in line]
    return found[0] if found else ""


async def test_enter_takes_the_selected_row() -> None:
    app = Picking(themes(), at="paper-light")
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, "zc")
        await until(pilot, lambda: marked(app) == "> paper-light  built in")
        send_at_once(app, ["down", "enter"])
        await until(pilot, lambda: app.answers == [["mono"]])


async def test_escape_takes_nothing() -> None:
    app = Picking(themes())
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["z", "c", "down", "escape"])
        await until(pilot, lambda: app.answers == [None])


async def test_typing_narrows_the_list() -> None:
    app = Picking(themes())
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["z", "c", *"ligth"])
        await until(pilot, lambda: marked(app) == "> paper-light  built in")
        assert sum("built in" in line for line in screen_text(app)) == 2
        send_at_once(app, ["ctrl+u", *"nothing like it"])
        await until(pilot, lambda: any("Nothing is like that." in line for line in screen_text(app)))
        send_at_once(app, ["tab", "down", "enter", "backspace", "ctrl+u", "enter"])
        await until(pilot, lambda: app.answers == [["okabe-dark"]])


async def test_rows_are_ticked_by_tab_blank_and_number_until_something_is_typed() -> None:
    app = Picking(sources("AE"))
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["z", "c", "2", "5", "tab", "up", "space"])
        await until(pilot, lambda: marked(app) == "> 4 [x] D Source D")
        assert any("  5 [x] E Source E" in line for line in screen_text(app))
        send_at_once(app, ["9", "enter"])
        await until(pilot, lambda: app.answers == [["A", "B", "D", "E"]])
        send_at_once(app, ["z", "c", "s", "2", "enter"])
        await until(pilot, lambda: len(app.answers) == 2)
        assert app.answers[1] == ["A", "E"]


async def test_a_number_that_is_typed_is_searched() -> None:
    rows = [PickerRow(str(year), ((str(year), ""),), str(year), False) for year in (2020, 2023)]
    app = Picking(rows)
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["z", "c", "x", "backspace", *"1"])
        await until(pilot, lambda: marked(app) == "> 1 [x] 2020")
        send_at_once(app, "1y")
        await until(pilot, lambda: any("Nothing is like that." in line for line in screen_text(app)))
        send_at_once(app, ["backspace", "0", "2", "3"])
        await until(pilot, lambda: any("filter> 023" in line for line in screen_text(app)))
        assert marked(app) == ">   [ ] 2023"
        send_at_once(app, ["enter"])
        await until(pilot, lambda: app.answers == [["2023"]])


async def test_with_nothing_ticked_the_selected_row_is_taken() -> None:
    app = Picking(sources())
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["z", "c", "down", "down", "enter"])
        await until(pilot, lambda: app.answers == [["C"]])


async def test_a_selected_row_is_told_at_once_for_a_preview() -> None:
    told: list[str] = []
    app = Picking(themes(), on_highlight=told.append)
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["z", "c", "down", "down", "up", "up", "up", *"monozzz", "escape"])
        await until(pilot, lambda: app.answers == [None])
        assert told == ["paper-light", "mono", "paper-light", "okabe-dark", "mono", ""]


async def test_a_preview_may_change_the_colours() -> None:
    red = Palette({"text": Style(color="red")})
    app = Picking(themes(), on_highlight=lambda name: setattr(app, "palette", red if name == "mono" else PLAIN))
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["z", "c", "down", "down"])
        await until(pilot, lambda: marked(app) == "> mono  built in")
        box = app.screen.query_one("#box")
        styles = {segment.style for strip in box.render_lines(box.size.region) for segment in strip}
        assert {style.color.name for style in styles if style and style.color} == {"red"}


async def test_rows_below_the_list_stay() -> None:
    rows = [PickerRow(str(number), ((f"row {number}", ""),), f"row {number}") for number in range(100)]
    app = Picking(rows, foot=[(("1 file left out", "warn"),)])
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["z", "c", "pagedown", "pagedown"])
        await until(pilot, lambda: any("above" in line for line in screen_text(app)))
        assert "1 file left out" in screen_text(app)[-3]
        assert marked(app).startswith("> row")
        send_at_once(app, ["pageup", "pageup", "enter"])
        await until(pilot, lambda: app.answers == [["0"]])


async def test_hostile_rows_are_shown_and_do_nothing() -> None:
    app = Picking([PickerRow("one", ((HOSTILE, "conflict"),), HOSTILE), *themes()])
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, "zc")
        await until(pilot, lambda: marked(app).startswith("> [/]␛]52;c;ZXZpbA==␇ [@click=app.quit]x[/]"))
        assert all(len(line) <= 80 for line in screen_text(app))
        send_at_once(app, ["down", "up"])
        app.post_message(Paste("[/]\x1b]0;title\x07\n"))
        send_at_once(app, ["enter", "escape"])
        await until(pilot, lambda: app.answers == [None])


async def test_an_empty_list_can_only_be_closed() -> None:
    app = Picking([])
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["z", "c", "down", "enter", "tab", "pageup"])
        await until(pilot, lambda: any("Nothing is like that." in line for line in screen_text(app)))
        send_at_once(app, ["escape"])
        await until(pilot, lambda: app.answers == [None])
