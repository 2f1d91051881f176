"""The main screens on every ladder of colours, as they are: what stands in the cells, and how each of them looks.

A golden file has the text of a screen, then for each ladder the rows that are others there, the styles, and where they
are. `KARABAKH_TUI_GOLDEN=write` writes them anew.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from helpers.program import program
from looks import SCREENS, SYSTEMS, cells, picture, sgr, text
from rich.cells import cell_len

from karabakh_tui.tui.palette import Palette

GOLDEN = Path(__file__).parent / "golden"


async def looked_at(name: str, ladder: str, folder: Path) -> tuple[str, str]:
    """The text of a screen, and the picture of its styles; the ladder "ascii" has no colours either."""
    ascii, ladder = ladder == "ascii", "mono" if ladder == "ascii" else ladder
    size, keys = SCREENS[name]
    async with program(size, folder, ladder=ladder, ascii=ascii) as person:
        await person.press(*keys)
        rows = cells(person.app, ladder)
        palette: Palette = person.app.palette
        return text(rows), picture(rows, sgr(palette.style(""), ladder))


def others(before: str, after: str) -> str:
    """The rows of a screen that are others than before, each behind its number."""
    rows = zip(before.splitlines(), after.splitlines(), strict=True)
    return "".join(f"{number:2}|{new}\n" for number, (old, new) in enumerate(rows) if old != new)


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_on_every_ladder(name: str, tmp_path: Path) -> None:
    words, looks = await looked_at(name, "true", tmp_path / "true")
    parts = [f"text\n{words}", f"true\n{looks}"]
    for ladder in (*list(SYSTEMS)[1:], "ascii"):
        found, looks = await looked_at(name, ladder, tmp_path / ladder)
        parts.append(f"{ladder}\n{others(words, found)}{looks}")
    found = "\n".join("== " + part for part in parts)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("KARABAKH_TUI_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


WALK = (
    *(("n", "n", "n"), ("j", "j"), ("G",), ("g", "g"), ("z",), ("escape",), ("z", "b"), ("w",), ("escape",), ("h",)),
    *(("x",), ("q",), ("g", "i"), ("q",), ("g", "o"), ("escape",), ("g", "p"), ("escape",), ("g", "j"), ("escape",)),
    *(("g", "n"), ("escape",), ("?",), ("tab",), ("escape",), (":", "t", "h"), ("escape",), ("z", "c"), ("escape",)),
    *(("enter",), ("j",), ("n",), ("G",), ("q",), ("c",), ("n",), ("o",), ("G",), ("q",), ("9",), ("y",)),
)
NASTY = "a\x1b]0;x\x07b\u200bc\u202ed “quoted” – ‘so’ … • → ½ ▒ \ufffd Շուշի։ Шуша ლაჩინი Ağdam 漢 e\u0301\n" * 40


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_in_ascii_nothing_but_letters_is_not_ascii_on_any_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(size, tmp_path, ladder="mono", ascii=True) as person:
        only_letters(person.screen)
        await person.press("enter")
        for keys in WALK:
            only_letters(await person.press(*keys))


async def test_also_of_articles_that_are_full_of_signs(tmp_path: Path) -> None:
    folder = tmp_path / "signs"
    folder.mkdir()
    (folder / "“one” –.txt").write_text(NASTY, "utf-8")
    (folder / "two.txt").write_text("Title: •\n\n" + NASTY, "utf-8")
    async with program((120, 40), tmp_path / "state", folder=folder, ladder="16", ascii=True) as person:
        seen = only_letters(person.screen)
        await person.press("enter")
        for keys in WALK:
            seen |= only_letters(await person.press(*keys))
        assert {"Շ", "Ш", "ლ", "ğ", "漢", "\u0301"} <= seen


def only_letters(screen: str) -> set[str]:
    """What is not ASCII on a screen; it has to be letters, marks on letters, or wide."""
    foreign = {char for char in screen if not char.isascii()}
    signs = {char for char in foreign if unicodedata.category(char)[0] not in "LM" and cell_len(char) == 1}
    assert not signs, screen
    return foreign


async def test_a_key_shows_signs_in_ascii_at_once_and_back(tmp_path: Path) -> None:
    async with program((80, 24), tmp_path) as person:
        before = await person.press("enter", "n")
        assert "─" in before and "’" in before
        ascii = await person.press("z", "a")
        assert "Lines and marks are ASCII now." in ascii
        only_letters(ascii)
        typed = await person.press("z", "a")
        assert "Lines and marks are as they were typed." in typed
        assert await person.press("escape") == before
        for keys, name in (("c", "COVERAGE"), ("enter", "CARDS")):
            assert name in await person.press(keys)
            assert "Lines and marks are ASCII now." in await person.press("z", "a")
            only_letters(person.screen)
            await person.press("z", "a", "q")
