from __future__ import annotations

from pathlib import Path

import pytest
from boxes_data import ARTICLE, CODEBOOK, tagged
from helpers.screen import screen_text, send_at_once, until
from helpers.stage import same_as_file

from karabakh_tui.tui.palette import PLAIN, Palette
from karabakh_tui.tui.screens.base import KeyApp
from karabakh_tui.tui.screens.picker import PickerScreen
from karabakh_tui.tui.screens.tagged import choose_annotation

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(80, 24), (60, 16)]
ANCHORED = (
    tagged("lost22", "The tram bell", "claim", certainty="orphan"),
    tagged("late33", "noon", certainty="review", note="which noon?"),
    tagged("soon44", "five years", "mandate", "fact"),
    tagged("here55", "Nobody gave anything away", "claim", certainty="moved"),
    tagged("gone66", "half a year before", "gone"),
)


class Listing(KeyApp):
    """Opens the list of annotations; `gone_to` holds the ids that were chosen."""

    palette: Palette = PLAIN

    def __init__(self) -> None:
        super().__init__()
        self.gone_to: list[str] = []

    def on_mount(self) -> None:
        choose_annotation(self, ARTICLE, ANCHORED, CODEBOOK, self.gone_to.append, at="here55")

    @property
    def words(self) -> str:
        return "\n".join(screen_text(self))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_list_of_annotations(size: tuple[int, int]) -> None:
    app = Listing()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        same_as_file(GOLDEN / f"tagged_{size[0]}x{size[1]}.txt", pilot)


@pytest.mark.parametrize(
    ("typed", "id_"), [("mand", "soon44"), ("bell", "lost22"), ("which", "late33"), ("gone", "gone66"), ("", "here55")]
)
async def test_typing_filters_by_tags_words_and_notes_and_enter_goes_there(typed: str, id_: str) -> None:
    app = Listing()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        send_at_once(app, [*typed, "enter"])
        await until(pilot, lambda: app.gone_to == [id_])


async def test_escape_goes_nowhere() -> None:
    app = Listing()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        send_at_once(app, ["escape"])
        await until(pilot, lambda: not isinstance(app.screen, PickerScreen))
    assert app.gone_to == []


async def test_how_sure_a_place_is_is_heard() -> None:
    app = Listing()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        send_at_once(app, ["up"])
        top = app.screen
        assert isinstance(top, PickerScreen)

        def told() -> str:
            return " ".join(part for fact in top.facts() for part in fact.parts)

        await until(pilot, lambda: "gone, at 42 percent: half a year before." in told())
        send_at_once(app, ["down", "down"])
        await until(pilot, lambda: "note, review, at 77 percent: noon. Note: which noon?" in told())
