from __future__ import annotations

from helpers.keyed_app import Keyed, Plain, Reader
from helpers.screen import key_event, screen_text, send_at_once, until
from textual.app import App

from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.palette import PLAIN
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.screens.box import BoxScreen
from karabakh_tui.tui.screens.help import HelpScreen
from karabakh_tui.tui.widgets.lines import Lines

TWENTY = [*"3jggma", "f12", "4", "escape", *"nw2gk", "tab", "space", "ctrl+d", *"geJ"]
DONE = [
    "3 line-down", "top", "set-mark a", "next", "put-source 2", "line-up",
    "pane-right", "page-down", "half-down", "end", "next-provision",
]  # fmt: skip


async def test_keys_come_one_by_one() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        for key in TWENTY:
            send_at_once(app, [key])
            await pilot.pause()
        assert app.reader.done == DONE


async def test_twenty_keys_in_one_packet_do_the_same() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, TWENTY)
        await until(pilot, lambda: len(app.reader.done) == len(DONE))
        assert app.reader.done == DONE


async def test_an_app_of_textuals_own_brings_them_too() -> None:
    app = Plain()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen is app.reader and app.reader.takes_keys)
        send_at_once(app, TWENTY)
        await until(pilot, lambda: len(app.reader.done) == len(DONE))
        assert app.reader.done == DONE


class Measuring(Reader):
    """A screen whose first key asks how high its text is."""

    height = 0

    def perform(self, press: Press) -> None:
        self.height = self.query_one("#all", Lines).size.height


async def test_a_screen_gets_its_first_key_when_it_has_been_laid_out() -> None:
    screen = Measuring()
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(screen)
        await app.on_event(key_event("j"))
        assert screen.height == 0
        await until(pilot, lambda: screen.height == 24)


BURSTS = [
    (["?", *"set a mark", "enter", "q", "j"], ["set-mark q", "line-down"]),
    (["?", "escape", "j", "?", "?", "k"], ["line-down", "line-up"]),
    ([":", *"pin", "enter", "j", ":", "escape", "k"], ["pin", "line-down", "line-up"]),
    ([":", *"pon", "backspace", "backspace", *"in", "enter", "j"], ["pin", "line-down"]),
    (["x", "j", "x", "g", "e", "x", "q", "j"], ["end", "line-down"]),
    (["x", "g", "x", "j"], ["line-down"]),
]


async def test_what_a_key_opens_gets_the_keys_after_it() -> None:
    app: Keyed = Keyed({"explain": lambda: app.push_screen(BoxScreen("Why", [(("because", ""),)], "explain"))})
    async with app.run_test(size=(80, 24)) as pilot:
        for keys, done in BURSTS:
            app.reader.done.clear()
            send_at_once(app, keys)
            await until(pilot, lambda done=done: len(app.reader.done) == len(done) and app.screen is app.reader)
            assert app.reader.done == done


async def test_escape_and_a_key_in_one_packet_close_a_box_and_do_the_key_below() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["?", "alt+j"])
        await until(pilot, lambda: app.reader.done == ["line-down"])
        assert app.screen is app.reader


async def test_textuals_own_keys_do_nothing_of_their_own() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["ctrl+q", "ctrl+c", "tab", "shift+tab", "ctrl+backslash"])
        await until(pilot, lambda: len(app.reader.done) == 3)
        assert app.reader.done == ["interrupt", "pane-right", "pane-left"]
        assert app.is_running and app.screen is app.reader and app.focused is None
        send_at_once(app, ["ctrl+p"])
        await until(pilot, lambda: app.screen is not app.reader)
        assert type(app.screen).__name__ == "PromptScreen"


async def test_what_a_screen_does_not_do_is_asked_of_the_app() -> None:
    class Bare(KeyScreen[None]):
        pass

    class Asked(App[None]):
        palette = PLAIN
        reloads = 0

        def on_mount(self) -> None:
            self.push_screen(Bare())

        def do_reload(self, press: object) -> None:
            self.reloads += 1

    app = Asked()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.is_mounted and len(app.screen_stack) == 2)
        send_at_once(app, "gl")
        await until(pilot, lambda: app.reloads == 1)


async def test_pasted_text_is_never_taken_for_keys() -> None:
    from textual.events import Paste

    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(Paste("jjj"))
        send_at_once(app, "k")
        await until(pilot, lambda: app.reader.done != [])
        assert app.reader.done == ["line-up"]


async def test_an_action_that_needs_a_letter_waits_for_it_when_it_is_named() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, [":", *"go-mark", "enter"])
        await until(pilot, lambda: screen_text(app)[-1] == " g m  a-z go to mark")
        send_at_once(app, "b")
        await until(pilot, lambda: app.reader.done == ["go-mark b"])


async def test_the_footer_follows_the_keys() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, "2z")
        await until(pilot, lambda: screen_text(app)[-1].startswith(" 2  z  z centre"))
        send_at_once(app, ["escape", "f12"])
        await until(pilot, lambda: screen_text(app)[-1].startswith(" ? help"))
        send_at_once(app, ["f12"])
        await until(pilot, lambda: screen_text(app)[-1] == " Key F12 is not bound here. ? lists the keys.")


async def test_letters_of_another_alphabet_are_the_keys_at_their_places() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, "3оппьфց")
        await until(pilot, lambda: len(app.reader.done) == 4)
        assert app.reader.done == ["3 line-down", "top", "set-mark a", "next-provision"]
        send_at_once(app, "ё")
        send_at_once(app, "Ё")
        await until(pilot, lambda: screen_text(app)[-1] == " Key Ё, taken for ~, is not bound here. ? lists the keys.")


async def test_a_letter_whose_place_nobody_knows_is_named_with_the_cure() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, "üü")
        cure = " Key ü is not bound here. keys.yaml can say layout: az or tr. ? lists the keys."
        await until(pilot, lambda: screen_text(app)[-1] == cure)


async def test_letters_that_are_typed_into_a_line_stay_as_they_are() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, [":", *"йц"])
        await until(pilot, lambda: "йц" in screen_text(app)[-1])


async def test_after_three_unknown_keys_the_help_opens_on_the_closest_line() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["d", "d", "d"])
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await until(pilot, lambda: any("> ^d" in line for line in screen_text(app)))
        assert any("d is no key here" in line for line in screen_text(app))
        send_at_once(app, ["escape", "d", "d", "j"])
        await until(pilot, lambda: app.reader.done == ["line-down"])


async def test_the_remains_of_a_slow_arrow_key_are_no_keys() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["escape"])
        await until(pilot, lambda: app.reader.done == ["escape"])
        send_at_once(app, "[A")
        send_at_once(app, "j")
        await until(pilot, lambda: app.reader.done == ["escape", "line-down"])


async def test_a_bracket_that_a_hand_types_after_escape_is_a_key() -> None:
    app = Keyed()
    async with app.run_test(size=(80, 24)) as pilot:
        send_at_once(app, ["escape", "["])
        await until(pilot, lambda: app.reader.done == ["escape", "previous-provision"], 2000)


def test_screens_have_no_keys_of_textuals() -> None:
    assert Reader()._bindings.key_to_bindings == {}
    assert Keyed()._bindings.key_to_bindings == {}
    assert key_event("?").key == "question_mark"
