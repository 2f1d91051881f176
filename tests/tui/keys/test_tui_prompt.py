from __future__ import annotations

from helpers.keyed_app import Keyed
from helpers.screen import screen_text, send_at_once, until
from textual.app import App
from textual.pilot import Pilot

from karabakh_tui.text.cells import width
from karabakh_tui.tui.field import Field
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.palette import PLAIN
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.screens.prompt import Command, PromptScreen
from karabakh_tui.tui.views.prompt import prompt_rows

NAMES = ("okabe-dark", "okabe-light", "mono")


class Chosen:
    """Commands that write down what they are called with."""

    def __init__(self) -> None:
        self.themes: list[str] = []

    def theme(self, arg: str) -> str | None:
        if arg not in NAMES:
            return f'No theme "{arg}". There are: {", ".join(NAMES)}.'
        self.themes.append(arg)
        return None

    def commands(self) -> list[Command]:
        return [Command("theme", "choose", lambda typed: [n for n in NAMES if n.startswith(typed)], self.theme)]


async def bottom(pilot: Pilot[None], app: App[None], above: str, line: str) -> None:
    """Wait until the two rows at the bottom are these."""
    await until(pilot, lambda: screen_text(app)[-2:] == [above, line])


async def test_the_line_stands_at_the_bottom_with_what_it_may_become() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, [":", *"mar"])
        await bottom(pilot, app, " go-mark  set-mark", " :mar")
        assert screen_text(app)[:22] == [f"line {y}" for y in range(22)]


async def test_tab_goes_through_what_was_offered_and_enter_does_it() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, [":", *"mar", "tab"])
        await bottom(pilot, app, ">go-mark  set-mark", " :go-mark")
        send_at_once(app, ["tab", "tab", "shift+tab"])
        await bottom(pilot, app, " go-mark >set-mark", " :set-mark")
        send_at_once(app, ["erase", "escape", ":", *"cent", "tab", "enter"])
        await until(pilot, lambda: app.reader.done == ["centre"])


async def test_shift_tab_begins_at_the_end() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, [":", *"mar", "shift+tab"])
        await bottom(pilot, app, " go-mark >set-mark", " :set-mark")


async def test_an_argument_is_completed_and_given_to_its_command() -> None:
    chosen = Chosen()
    app = Keyed(commands=chosen.commands())
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, [":", *"theme", "space", "o", "tab", "tab", "enter"])
        await until(pilot, lambda: chosen.themes == ["okabe-light"])
        assert app.screen is app.reader


async def test_a_wrong_argument_is_told_in_words_and_can_be_mended() -> None:
    chosen = Chosen()
    app = Keyed(commands=chosen.commands())
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, [":", *"theme", "space", *"blak", "enter"])
        await bottom(pilot, app, ' No theme "blak". There are: okabe-dark, okabe-light, mono.', " :theme blak")
        send_at_once(app, [*["backspace"] * 4, *"mono", "enter"])
        await until(pilot, lambda: chosen.themes == ["mono"])


async def test_an_unknown_command_is_told_and_the_line_stays() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, [":", *"go-matirx", "enter"])
        await bottom(pilot, app, ' No command "go-matirx". Nearest: go-matrix. Tab completes.', " :go-matirx")
        send_at_once(app, [*["backspace"] * 5, "tab"])
        await until(pilot, lambda: screen_text(app)[-1].startswith(" :go-m"))
        send_at_once(app, ["escape"])
        await until(pilot, lambda: app.screen is app.reader)
        assert app.reader.done == []


async def test_escape_and_an_empty_line_do_nothing() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, [":", *"swap", "escape", ":", "enter", ":", "space", "enter", "j"])
        await until(pilot, lambda: app.reader.done == ["line-down"])
        assert app.commands.history == []


async def test_older_lines_come_back() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, [":", *"pin", "enter", ":", *"swap", "enter", ":", "up", "up", "up"])
        await until(pilot, lambda: screen_text(app)[-1] == " :pin")
        send_at_once(app, ["down", "enter"])
        await until(pilot, lambda: app.reader.done == ["pin", "swap", "swap"])
        send_at_once(app, [":", "up", "down"])
        await until(pilot, lambda: isinstance(app.screen, PromptScreen) and screen_text(app)[-1] == " :")


async def test_an_app_without_commands_has_those_of_the_screen() -> None:
    class Bare(KeyScreen[None]):
        went = 0

        def do_notices(self, press: object) -> None:
            self.went += 1

    class Only(App[None]):
        palette = PLAIN

        def on_mount(self) -> None:
            self.push_screen(Bare())

    app = Only()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(":", *"notices", "enter")
        await until(pilot, lambda: isinstance(app.screen, Bare) and app.screen.went == 1)


def test_what_is_offered_is_left_out_whole_and_the_chosen_one_is_always_seen() -> None:
    offered = [f"command-{number}" for number in range(30)]
    for cells in (16, 40, 80):
        for chosen in range(-1, 30):
            above, line = plain(prompt_rows(Field(), offered, chosen, "", cells))
            assert width(above) <= cells and width(line) <= cells
            shown = above.replace(">", " ").split()
            assert set(shown) <= set(offered)
            assert chosen < 0 or f">command-{chosen} " in above


def test_nothing_of_a_file_goes_raw_into_the_line() -> None:
    field = Field()
    field.set("source \x1b]0;x\x07")
    shown = "".join(
        plain(prompt_rows(field, ["source \x9b\u202e"], 0, "", 60) + prompt_rows(field, [], -1, "\x1b", 60))
    )
    assert not any(char in "\x1b\x07\x9b\u202e" for char in shown)
