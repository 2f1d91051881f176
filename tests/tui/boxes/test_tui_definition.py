from __future__ import annotations

from pathlib import Path

import pytest
from boxes_data import CODEBOOK
from helpers.screen import screen_text, send_at_once, until
from helpers.stage import same_as_file

from karabakh_tui.codebook.model import Codebook
from karabakh_tui.tui.palette import PLAIN, Palette
from karabakh_tui.tui.screens.base import KeyApp
from karabakh_tui.tui.screens.box import BoxScreen
from karabakh_tui.tui.screens.definition import show_definition, show_legend

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(80, 24), (60, 16)]


class Reading(KeyApp):
    """Opens the box on a code, or on all."""

    palette: Palette = PLAIN

    def __init__(self, code: str = "", codebook: Codebook = CODEBOOK) -> None:
        super().__init__()
        self.code = code
        self.codes = codebook

    def on_mount(self) -> None:
        if self.code:
            show_definition(self, self.codes, self.code.split(","))
        else:
            show_legend(self, self.codes)

    @property
    def words(self) -> str:
        return "\n".join(screen_text(self))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_a_provision_means(size: tuple[int, int]) -> None:
    app = Reading("mandate")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        same_as_file(GOLDEN / f"definition_{size[0]}x{size[1]}.txt", pilot)


async def test_what_a_label_means() -> None:
    app = Reading("conflict")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "4 conflict (label)" in app.words
        assert "Clashes with another article" in app.words
        assert "In files: conflict, key 4." in app.words
        send_at_once(app, ["x"])
        await until(pilot, lambda: not isinstance(app.screen, BoxScreen))


async def test_several_codes_are_told_one_after_the_other() -> None:
    app = Reading("conflict,mandate")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "2 codes" in app.words
        assert app.words.index("4 conflict (label)") < app.words.index("Clashes") < app.words.index("3 Mandate (prov")


async def test_a_code_that_no_codebook_names_says_so() -> None:
    app = Reading("gone\x1b[2J")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "The codebook does not name gone␛[2J." in app.words


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_all_codes(size: tuple[int, int]) -> None:
    app = Reading()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        same_as_file(GOLDEN / f"legend_{size[0]}x{size[1]}.txt", pilot)


async def test_all_codes_scroll() -> None:
    app = Reading()
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        assert "Tunnel corridor" not in app.words
        send_at_once(app, ["g", "e"])
        await until(pilot, lambda: "Tunnel corridor" in app.words)


async def test_without_a_codebook_there_is_nothing_to_explain() -> None:
    app = Reading(codebook=Codebook())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "There is no codebook" in app.words
