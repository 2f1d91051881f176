"""Nothing jumps: panes stand where they stood after a look elsewhere, and followers go at a pace one can read at."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from helpers.program import Person, program

SIZE = (160, 45)
PROVISIONS = ("ceasefire", "aghdam-return", "peacekeepers-mandate")
"""One at the top of all articles, one on which all three are silent, one on which one of them is."""

Texts = dict[str, list[str]]


def texts(person: Person) -> Texts:
    """What the panes show by letter, without ruler and border, which tell where a pane is among the others."""
    return {letter: [row[:50].rstrip() for row in pane] for letter, pane in person.panes().items()}


@pytest.fixture(params=PROVISIONS)
async def person(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Person]:
    async with program(SIZE, tmp_path) as person:
        await person.type_at_once(["1", "2", "4", "enter", ":", *f"provision {request.param}", "enter"])
        assert person.app.reader.reading.provision == request.param
        yield person


async def resized(person: Person, *size: int) -> None:
    await person.pilot.resize_terminal(*size)
    await person.settle()


@pytest.mark.parametrize("first", ["", "4 j", "6 k"], ids=["snapped", "scrolled down", "scrolled up"])
async def test_after_a_look_elsewhere_all_panes_stand_where_they_stood(person: Person, first: str) -> None:
    await person.type_at_once(first.split())
    before = texts(person)
    for keys in ("l", "h", "w o w o", "m a n ' a", "backspace backspace", "z g z g", "l l < >"):
        await person.type_at_once(keys.split())
        now = texts(person)
        assert {letter: now[letter] for letter in before} == before, keys
    await resized(person, 110, 30)
    await resized(person, *SIZE)
    assert texts(person) == before


async def test_scrolling_down_and_up_again_restores_every_pane(person: Person) -> None:
    before = texts(person)
    for down, up in (("9 j", "9 k"), ("j j j", "3 k"), ("ctrl+d", "ctrl+u")):
        await person.type_at_once(down.split())
        assert texts(person) != before
        await person.type_at_once(up.split())
        assert texts(person) == before, down


async def test_top_and_end_go_to_the_top_and_the_end_of_all_that_follow(person: Person) -> None:
    await person.press("G")
    panes = [person.app.reader.panes.pane(source) for source in person.app.reader.reading.carousel.shown]
    assert [pane.percent for pane in panes] == [100, 100, 100]
    await person.press("g", "g")
    assert [pane.top_offset for pane in panes] == [0, 0, 0]
    await person.press("w", "5")
    assert person.app.reader.leader.top_offset == 0


async def test_words_of_silence_stand_beside_the_passages_until_the_next_provision(tmp_path: Path) -> None:
    notes = tmp_path / "annotations" / "editorial"
    notes.mkdir(parents=True)
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text("\n".join(f"Line {number} of {name}." for number in range(99)))
    (tmp_path / "annotations" / "codebook.yaml").write_text("format: 1\nprovisions:\n  - {id: opening, code: o}\n")
    (notes / "second.yaml").write_text('format: 1\nannotations:\n  - {tags: [opening], quote: "Line 4 of second."}\n')
    async with program((120, 40), None, tmp_path) as person:

        def rows(words: str) -> list[int]:
            return [row for row, line in enumerate(person.lines) if re.search(words, line)]

        await person.press("1", "2", "enter")
        (said,) = rows(r"Nobody has marked a passage of A.*│")
        assert rows(r"│o.> Line 4 of second") == [said]
        assert said < person.app.reader.leader.reading_row + 4
        for keys in ("l", "p", "3 j", "h", "2 j", "l", "m a z z ' a"):
            await person.type_at_once(keys.split())
            assert rows(r"Nobody has marked a passage of A.*│") == [said], keys


async def test_words_of_silence_stand_on_the_reading_line_where_all_are_silent(tmp_path: Path) -> None:
    async with program(SIZE, tmp_path) as person:
        await person.type_at_once(["1", "2", "4", "enter", ":", *"provision aghdam-return", "enter"])
        (said,) = [row for row, line in enumerate(person.lines) if "D says nothing on 2" in line and "│" in line]
        assert said == person.app.reader.leader.reading_row + 4
