"""A reader's work without the screen: the keys, and the sentences that are said for each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers.program import Person, default_corpus, load_folder
from helpers.tram_corpus import FILES, write_corpus

from karabakh_tui import paths
from karabakh_tui.tui import announce
from karabakh_tui.tui.app import KarabakhApp, Settings
from karabakh_tui.tui.screens.base import KeyScreen

MANDATE = (
    "Provision 4 Mandate. Conflict. A 5y, tacit renewal. E 5y + 5 by consent. B vaguer, 5y, renewable. D says nothing."
)


@dataclass
class Listener:
    """Somebody at the keyboard who reads what is said."""

    person: Person
    file: Path
    heard: int = 0

    async def press(self, *keys: str) -> list[str]:
        """Type these keys; what is said meanwhile."""
        await self.person.press(*keys)
        return await self.new()

    async def new(self) -> list[str]:
        """What was said since the last time."""
        await self.person.settle()
        outlet = self.person.app._outlet
        assert outlet is None or outlet.drain(5)
        lines = self.file.read_text("utf-8").splitlines() if self.file.exists() else []
        said = lines[self.heard :]
        self.heard = len(lines)
        return said

    async def stands_still(self) -> list[str]:
        """Let the time pass after which scrolling has stopped; what is said then."""
        self.person.app._tell(still=True)
        return await self.new()


@asynccontextmanager
async def listener(
    size: tuple[int, int], home: Path, folder: Path | None = None, announce_to: str | None = None
) -> AsyncIterator[Listener]:
    """The program with announcements into a file."""
    file = home / "said.txt"
    settings = Settings(
        load=(lambda: load_folder(folder)) if folder else default_corpus,
        state=home,
        theme_folders=(paths.shipped() / "themes",),
        theme="",
        ladder="true",
        announce=str(file) if announce_to is None else announce_to,
    )
    app = KarabakhApp(settings.load(), settings)
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot)
        await person.settle()
        yield Listener(person, file)
        app.announce("")


@pytest.fixture(autouse=True)
def never_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrolling stops when a test says so, not when a clock does."""
    monkeypatch.setattr(announce, "STOPPED_AFTER", 1e6)


async def test_the_first_page_is_read_out(tmp_path: Path) -> None:
    async with listener((160, 45), tmp_path) as ears:
        assert await ears.new() == [
            "First page.",
            "Karabakh ceasefires, 2020 and 2023. 5 articles.",
            "1: A Artsakh-side report. 787 words. Reports 12 of 18 provisions.",
            "2: B The Moscow Times. 1,073 words. Reports 11 of 18 provisions.",
            "4: D BM / Defence24. 1,882 words. Reports 11 of 18 provisions.",
            "5: E Jamestown EDM. 1,111 words. Reports 17 of 18 provisions.",
            "3: C Sept 2023 report. 397 words. Other event, not compared.",
            "enter starts reading. a digit tick a source. c whole table. question mark help.",
            "Starts with A, B and E.",
        ]
        assert await ears.press("1", "5") == ["Ticked: A.", "Ticked: A, E."]
        assert await ears.press("1", "5") == ["Ticked: E.", "Starts with A, B and E."]


async def test_a_conflict_is_found_judged_and_left_by_ear(tmp_path: Path) -> None:
    async with listener((160, 45), tmp_path) as ears:
        await ears.new()
        await ears.press("1", "2", "5")
        assert await ears.press("enter") == [
            "Reader.",
            "Provision 1 Ceasefire. Vaguer. D a truce, no hour. E over this week, no hour. A same, midnight, 10 Nov. "
            "B same, 21:00 GMT.",
            "A Artsakh-side report.",
            "Shown: A, B, E. Hidden: D, C.",
        ]
        said: list[str] = []
        while MANDATE not in said:
            said = await ears.press("n")
        assert said == [MANDATE]
        assert await ears.press("x") == [
            "Why: 4 Mandate, A Artsakh-side report.",
            "A Artsakh-side report conflicts with E.",
            "Decided by editorial.",
            'A says "five years".',
            'A says "extension if neither party declares its withdrawal".',
            "A value: 5y, tacit renewal.",
            'E says "five years".',
            'E says "with the consent of Armenia and Azerbaijan".',
            "E value: 5y + 5 by consent.",
            "Note: Goes on unless somebody leaves; in Jamestown it goes on only if both consent. Tacit in the "
            "statement too, though there the term is that of the peacekeepers.",
        ]
        assert await ears.press("x") == ["Back: Reader."]
        assert await ears.press(">") == [
            "D BM / Defence24. Says nothing. Closest: n Strength.",
            "Shown: B, D, E. Hidden: A, C.",
        ]
        assert await ears.press("l") == ["E Jamestown EDM. Conflict with A. 5y + 5 by consent."]
        assert await ears.press("P") == ['Passage 1 of 2 at 68 percent: "troop rotations will happen twice a year."']
        assert await ears.press("P") == ["E has no earlier passage on this provision."]
        assert await ears.press("P") == ["E has no earlier passage on this provision."]
        waits, shown = await ears.press("w", "p")
        assert waits.startswith("w waits: ")
        assert "p pin" in waits
        assert shown == "Shown: E pinned, B, D. Hidden: A, C."
        assert await ears.stands_still() == []


async def test_scrolling_is_told_once_it_stops(tmp_path: Path) -> None:
    async with listener((160, 45), tmp_path) as ears:
        await ears.press("enter")
        assert await ears.press("j", "j", "j") == []
        (place,) = await ears.stands_still()
        assert place.startswith("A at ")
        assert ' percent. "' in place
        assert await ears.stands_still() == []
        assert await ears.press("s") == ["Each pane scrolls on its own."]
        (count,) = await ears.press("5")
        assert count == "Count 5."


async def test_the_coverage_is_walked_by_ear(tmp_path: Path) -> None:
    async with listener((160, 45), tmp_path) as ears:
        await ears.press("enter")
        await ears.new()
        assert await ears.press("c") == [
            "Coverage.",
            "18 provisions, in the order of the codebook.",
            "1 Ceasefire. A Artsakh-side report. Same. midnight, 10 Nov.",
        ]
        assert await ears.press("l") == ["B The Moscow Times. Same. 21:00 GMT."]
        assert await ears.press("j") == ["s Signing. B The Moscow Times. Vaguer. all three announced it."]
        assert await ears.press("n") == [
            "D BM / Defence24. Conflict with A. all 3, night of 9-10 Nov.",
            "Conflict cell 2 of 18.",
        ]
        (waits, rows) = await ears.press("z", "d")
        assert waits.startswith("z waits: d disagreements, o silences")
        assert rows == "Only disagreements: 7 of 18 provisions, in the order of the codebook."
        assert await ears.press("enter") == [
            "Back: Reader.",
            "Provision s Signing. Conflict: A against D, E; E against itself. A Pashinyan absent. "
            "D all 3, night of 9-10 Nov. E all 3, 9 Nov (or 10th?) B vaguer, all three announced it.",
            "D BM / Defence24.",
            "Shown: D, B, E. Hidden: A, C.",
        ]


async def test_cards_are_read_in_full(tmp_path: Path) -> None:
    async with listener((80, 24), tmp_path, write_corpus(tmp_path / "trams")) as ears:
        await ears.press("enter", "n")
        await ears.new()
        assert await ears.press("enter") == [
            "Cards.",
            "Provision 2 Pay. Conflict: A against D.",
            "A City Herald. Conflict with D. 4 % from June. Note: The company's figure. "
            'Passage at 37 percent: "Pay goes up by four per cent from June."',
        ]
        (second,) = await ears.press("j")
        assert second.startswith("B Evening Paper. Vaguer. 4 %. Passage at ")
        assert (await ears.press("q")) == ["Back: Reader."]


async def test_with_one_pane_the_next_source_is_named_alone(tmp_path: Path) -> None:
    async with listener((80, 24), tmp_path) as ears:
        assert (await ears.press("1", "enter"))[-1] == "One pane for A, B, D, E, C."
        assert await ears.press("l") == ["B The Moscow Times. Same. 21:00 GMT."]


async def test_lists_help_and_the_command_line_are_heard(tmp_path: Path) -> None:
    async with listener((100, 30), tmp_path, write_corpus(tmp_path / "trams")) as ears:
        await ears.press("enter")
        await ears.new()
        assert (await ears.press("g", "o"))[1:4] == ["Sources to show.", "4 rows.", "A City Herald. Ticked."]
        assert await ears.press("down") == ["B Evening Paper. Ticked."]
        assert await ears.press("tab") == ["B Evening Paper. Not ticked."]
        assert await ears.press("z") == ["Nothing is like that."]
        assert await ears.press("escape") == ["Back: Reader."]
        assert (await ears.press("g", "p"))[1:4] == ["Provisions.", "4 rows.", "1 Service, vaguer."]
        assert await ears.press("p", "a", "y") == ["2 of 4 rows.", "1 of 4 rows.", "2 Pay, conflict."]
        assert (await ears.press("enter"))[0] == "Back: Reader."
        assert (await ears.press("?"))[0] == "Help: reader."
        assert (await ears.press("m", "a", "r", "k"))[-1] == "m then a letter: set a mark here."
        assert await ears.press("escape") == ["Back: Reader."]
        assert await ears.press(":") == ["Command line."]
        assert await ears.press("f", "o", "o", "enter") == ['No command "foo". Nearest: jump-forward. Tab completes.']


async def test_announcements_are_turned_off_on_and_into_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with listener((100, 30), tmp_path, write_corpus(tmp_path / "trams"), announce_to="") as ears:
        await ears.press("enter")
        ears.file = tmp_path / "announce.txt"
        said = await ears.press(":", *"announce", "space", *"on", "enter")
        assert said[0] == f"Announcements go to: {ears.file}"
        assert said[1:3] == [
            "Reader.",
            "Provision 1 Service. Vaguer. B Thursday, early. D Thursday, first shift. A same, Thursday, 5:00.",
        ]
        assert (await ears.press(":", *"announce", "space", *"off", "enter"))[-1] == "Announcements are off."
        assert await ears.press("n", "n") == []
        ears.file, ears.heard = Path("o"), 0
        said = await ears.press(":", *"announce", "space", *str(ears.file), "enter")
        assert said[0] == f"Announcements go to: {ears.file}"
        said = await ears.press(":", *"announce", "space", *"trams", "enter")
        assert said[-1] == "Could not write announcements to trams: Is a directory."


async def test_a_pipe_that_nobody_reads_is_told_on_the_screen_and_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    folder = write_corpus(tmp_path / "trams")
    async with listener((100, 30), tmp_path, folder, announce_to=str(tmp_path / "fifo")) as ears:
        outlet = ears.person.app._outlet
        assert outlet is not None
        assert outlet.drain(5)
        await ears.person.settle()
        assert "Nobody reads" in ears.person.lines[-1]
        await ears.person.press("enter")
        await ears.person.press("n")
        assert "PAY" in ears.person.screen


async def test_nothing_that_people_write_is_said_raw(tmp_path: Path) -> None:
    evil = '"\\e]0;owned\\a \\u202eright\\u202c"'
    corpus = FILES["corpus.yaml"].replace("City Herald, title", f"{evil}, title").replace("The tram strike", evil)
    verdicts = FILES["annotations/editorial/_verdicts.yaml"].replace("4 % from June", evil)
    folder = write_corpus(
        tmp_path / "trams", **{"corpus.yaml": corpus, "annotations/editorial/_verdicts.yaml": verdicts}
    )
    async with listener((100, 30), tmp_path, folder) as ears:
        await ears.press("enter", "n", "x", "x", "enter", "q", "c", "g", "i", "q", "q", "g", "o", "escape")
        await ears.new()
        whole = ears.file.read_text("utf-8")
    assert "owned" in whole
    assert not [char for char in whole if not (char.isprintable() or char == "\n")]


async def test_off_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_screen: object) -> None:
        raise AssertionError("somebody asked what is the case")

    monkeypatch.setattr(KeyScreen, "aloud", never)
    async with listener((160, 45), tmp_path, announce_to="") as ears:
        await ears.press("enter", "n", "j", "c", "j", "q", "?", "escape")
        assert ears.person.app.ears is None


def test_without_announcements_nothing_of_them_is_imported() -> None:
    program = (
        "import sys; import karabakh_tui.tui.app; import karabakh_tui.tui.screens.welcome;"
        "print([name for name in sys.modules if 'announce' in name.split('.')[-1] or 'spoken' in name])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
