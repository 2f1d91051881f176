from __future__ import annotations

import pytest
from helpers.keyed_app import Keyed
from helpers.screen import screen_text, send_at_once, until

from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.box import BoxScreen

ROWS: list[Row] = [((f"row {number}", ""),) for number in range(50)]


def why(rows: list[Row]) -> Keyed:
    app: Keyed = Keyed(
        {
            "explain": lambda: app.push_screen(BoxScreen("Why", rows, "explain")),
            "info": lambda: app.push_screen(BoxScreen("Source B", rows, "info")),
        }
    )
    return app


def inside(app: Keyed) -> list[str]:
    return [line.split("│")[1].strip() for line in screen_text(app) if line.count("│") == 2]


@pytest.mark.parametrize("keys", [["q"], ["escape"], ["enter"], ["x"], ["g", "j", "x"]])
async def test_it_closes_on_the_usual_keys_and_on_the_one_that_opened_it(keys: list[str]) -> None:
    app = why(ROWS[:3])
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["x"])
        await until(pilot, lambda: inside(app) == ["row 0", "row 1", "row 2"])
        assert "┌─ Why ─" in "".join(screen_text(app))
        assert "└─ q closes ─" in "".join(screen_text(app))
        send_at_once(app, [*keys, "j"])
        await until(pilot, lambda: app.reader.done == ["line-down"])


async def test_a_sequence_that_opened_it_closes_it_too() -> None:
    app = why(ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["g", "i", "g", "e", "x", "g", "i", "j"])
        await until(pilot, lambda: app.reader.done == ["line-down"])


async def test_it_scrolls_and_tells_how_much_there_is() -> None:
    app = why(ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["x", "j", "j", "k", "3", "j"])
        await until(pilot, lambda: inside(app)[:1] == ["row 4"])
        assert inside(app)[-1] == "(4 above, 27 more)"
        send_at_once(app, ["space"])
        await until(pilot, lambda: inside(app)[0] == "row 22")
        send_at_once(app, ["G", "j", "pagedown"])
        await until(pilot, lambda: inside(app)[-2:] == ["row 49", "(31 above)"])
        send_at_once(app, ["k"])
        await until(pilot, lambda: inside(app)[-1] == "(30 above, 1 more)")
        send_at_once(app, ["b", "g", "g", "k"])
        await until(pilot, lambda: inside(app)[0] == "row 0")


async def test_rows_can_be_made_for_the_room_there_is() -> None:
    app: Keyed = Keyed({"explain": lambda: app.push_screen(BoxScreen("Why", lambda cells: [(("=" * cells, ""),)]))})
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["x"])
        await until(pilot, lambda: inside(app) == ["=" * 72])
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: inside(app) == ["=" * 92])


async def test_words_of_a_file_cannot_break_the_frame() -> None:
    app = why([(("[/] \x1b[2J\x9b0m\u202e e\u0301 漢字", "conflict"),), (("\u0301" * 300, ""),)])
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["x"])
        await until(pilot, lambda: len(inside(app)) == 2)
        assert inside(app)[0].startswith("[/] ␛[2J\ufffd0m")
        assert {line.rindex("│") for line in screen_text(app) if line.count("│") == 2 and line.isascii()} <= {77}
