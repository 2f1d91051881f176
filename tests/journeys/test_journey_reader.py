"""A reader's work, key by key: pick, move, judge, go back, look at the whole, leave, and find the place again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers.program import Person, program

SIZES = [(160, 45), (120, 40), (80, 24)]


def row_of(pane: list[str], words: str) -> int:
    """The row of a pane on which these words stand."""
    return next(row for row, line in enumerate(pane) if words in line)


def focused_row(pane: list[str]) -> int:
    """The row on which the passage in focus begins, told by the sign in the gutter."""
    return next(row for row, line in enumerate(pane) if re.match(r"..>", line))


def running(rows: list[str]) -> str:
    """The text of some rows of a pane, without gutter, ruler and border."""
    return " ".join(re.sub(r"^.{4}|.[│ ]?$", "", row).strip() for row in rows)


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    chosen: tuple[int, int] = request.param
    return chosen


async def go_to_mandate(person: Person) -> None:
    """From the first provision on, by `n`."""
    for _ in range(30):
        if "MANDATE" in person.screen:
            return
        await person.press("n")
    raise AssertionError(person.screen)


async def test_the_first_page_says_what_there_is_and_enter_reads(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(size, tmp_path) as person:
        assert "Five articles: four on one event, one on another." in person.screen
        assert re.search(r"5 .*E +Jamestown EDM +1,111 words +17 of 18", person.screen)
        assert re.search(r"3 .*C +Sept 2023 report +397 words +another event", person.screen)
        await person.press("enter")
        panes = {160: 3, 120: 2, 80: 1}[size[0]]
        assert len(person.panes()) == panes
        assert "CEASEFIRE" in person.screen


async def test_sources_are_ticked_by_number(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(size, tmp_path) as person:
        await person.press("1", "2", "5")
        assert "start reading A, B and E" in person.screen
        await person.press("enter")
        assert "".join(person.panes()) == {160: "ABE", 120: "AB", 80: "A"}[size[0]]


async def test_every_pane_goes_to_its_own_passage_on_the_same_row(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(size, tmp_path) as person:
        await person.press("1", "5", "enter")
        await go_to_mandate(person)
        panes = person.panes()
        rows = {letter: focused_row(pane) for letter, pane in panes.items()}
        assert len(set(rows.values())) == 1
        assert "The agreement is concluded for a period of five" in panes["A"][rows["A"]]
        if "E" in panes:
            assert "deploying for five years" in running(panes["E"][rows["E"] : rows["E"] + 3])
        for words in ("5y, tacit renewal", "conflict: A against E"):
            assert words in person.screen


async def test_the_passages_of_a_provision_are_stepped_through_in_the_leading_pane_only(tmp_path: Path) -> None:
    async with program((160, 45), tmp_path) as person:
        await person.press("1", "5", "enter", "l")
        await go_to_mandate(person)
        before = person.panes()
        assert "deploying for five years" in running(before["E"][focused_row(before["E"]) :][:3])
        assert "E has no later passage" in await person.press("p")
        await person.press("P")
        after = person.panes()
        assert after["A"] == before["A"]
        assert "rotations will happen twice a year" in running(after["E"][focused_row(after["E"]) :][:3])
        assert "E has no earlier passage" in await person.press("P")
        await person.press("p")
        assert person.panes() == before


async def test_why_shows_the_words_that_clash(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(size, tmp_path) as person:
        await person.press("1", "5", "enter")
        await go_to_mandate(person)
        screen = await person.press("x")
        assert "conflicts with E" in screen
        assert "extension if neither party declares its withdrawal" in re.sub(r"[│\s]+", " ", screen)
        assert "with the consent of Armenia and Azerbaijan" in re.sub(r"[│\s]+", " ", screen)
        assert "conflicts with E" not in await person.press("x")


async def test_the_carousel_brings_in_a_silent_source_that_says_so(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(size, tmp_path) as person:
        await person.press("1", "2", "5", "enter")
        await go_to_mandate(person)
        for _ in range(5):
            await person.press(">")
            if "D" in person.panes():
                break
        if size[0] == 160:
            assert "".join(person.panes()) == "BDE"
        said = " ".join(line[4:-2].strip(" -") for line in person.panes()["D"] if line.startswith(" . "))
        assert "D says nothing on 4 Mandate. It stays where you left it. Closest: n Strength." in said


async def test_a_pinned_source_stays_while_the_others_pass(tmp_path: Path) -> None:
    async with program((160, 45), tmp_path) as person:
        await person.press("1", "2", "5", "enter")
        await go_to_mandate(person)
        await person.press(">", "l", "w", "p")
        assert "".join(person.panes()) == "EBD"
        assert "pinned" in person.screen
        await person.press(">")
        assert "".join(person.panes()) == "EDC"
        assert "x other event" in person.screen


async def test_at_one_pane_l_flips_the_source_and_stays_on_the_provision(tmp_path: Path) -> None:
    async with program((80, 24), tmp_path) as person:
        await person.press("1", "enter")
        await go_to_mandate(person)
        seen = []
        for _ in range(5):
            seen.append("".join(person.panes()))
            assert "MANDATE" in person.screen
            await person.press("l")
        assert seen == ["A", "B", "D", "E", "C"]
        assert "".join(person.panes()) == "A"
        assert "The agreement is concluded" in person.panes()["A"][focused_row(person.panes()["A"])]


async def test_scrolling_takes_the_others_along_and_coming_back_restores_them(tmp_path: Path) -> None:
    async with program((160, 45), tmp_path) as person:
        await person.press("1", "2", "5", "enter")
        await go_to_mandate(person)
        before = person.panes()
        await person.press("8", "j")
        after = person.panes()
        assert "follow +8 rows" in person.screen
        assert all(after[letter] != before[letter] for letter in "AE")
        await person.press("8", "k")
        assert person.panes() == before


async def test_the_title_line_leaves_out_whole_what_does_not_fit(tmp_path: Path) -> None:
    async with program((120, 40), tmp_path) as person:
        await person.press("enter")
        assert "5 sources (C = other event)" in person.lines[0]
        await person.press("1", "2", "j")
        assert "2023: 5 sources  " in person.lines[0]
        assert "follow +12 rows" in person.lines[0]


async def test_free_panes_scroll_alone_and_keep_their_distance_when_they_follow_again(tmp_path: Path) -> None:
    async with program((160, 45), tmp_path) as person:
        await person.press("1", "2", "5", "enter")
        await go_to_mandate(person)
        before = person.panes()
        await person.press("s", "4", "j")
        assert "sync: free" in person.screen
        freed = person.panes()
        assert freed["A"] != before["A"]
        assert (freed["B"], freed["E"]) == (before["B"], before["E"])
        await person.press("s")
        assert person.panes() == freed
        await person.press("z", "z")
        assert person.panes() == before


async def test_panes_of_another_event_never_move(tmp_path: Path) -> None:
    async with program((160, 45), tmp_path) as person:
        await person.press("1", "3", "5", "enter")
        before = person.panes()["C"]
        await person.press("n", "n", "1", "0", "j", "g", "e", "z", "z")
        assert person.panes()["C"] == before
        for provision in range(len(person.app.loaded.comparison.provisions)):
            await person.press("n", "p")
            assert person.panes()["C"] == before, provision


async def test_panes_stay_on_one_row_when_other_panes_come_and_the_window_changes(tmp_path: Path) -> None:
    size = (120, 40)
    async with program(size, tmp_path) as person:
        await person.press("1", "2", "enter")
        for _ in range(4):
            await person.press("n")
            for keys in (">", "l", "w x", "w o", "w o", "w 4", "z g", "z g"):
                await person.press(*keys.split())
                rows = {focused_row(pane) for pane in person.panes().values() if any(r[2:3] == ">" for r in pane)}
                assert len(rows) <= 1, (keys, person.screen)
            for resized in ((80, 24), size):
                await person.pilot.resize_terminal(*resized)
                await person.settle()
            rows = {focused_row(pane) for pane in person.panes().values() if any(r[2:3] == ">" for r in pane)}
            assert len(rows) <= 1, person.screen


async def test_marks_and_the_jump_list_lead_back(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(size, tmp_path) as person:
        await person.press("1", "5", "enter")
        await go_to_mandate(person)
        await person.press("3", "j")
        marked = person.panes()
        assert "Mark a set." in await person.press("m", "a")
        await person.press("n", "n")
        assert person.panes() != marked
        await person.press("g", "m", "a")
        assert person.panes() == marked
        assert "MANDATE" in person.screen
        await person.press("backspace")
        assert "MANDATE" not in person.screen
        await person.press("g", "f")
        assert person.panes() == marked
        await person.press("n", "'", "a")
        assert person.panes() == marked
        assert "There is no mark q." in await person.press("'", "q")


async def test_a_message_makes_way_for_what_may_follow_a_prefix_and_for_a_count(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with program(size, tmp_path) as person:
        await person.press("enter")
        assert "Mark a set." in await person.press("m", "a")
        screen = await person.press("w")
        assert "Mark a set." not in screen
        assert "w  l later sources" in screen or "w  h earlier sources" in screen
        await person.press("escape", "m", "a")
        assert "Mark a set." not in await person.press("5")


async def test_the_matrix_is_narrowed_ordered_walked_and_opens_a_passage(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(size, tmp_path) as person:
        await person.press("1", "5", "enter")
        screen = await person.press("c")
        assert "COVERAGE" in screen
        assert "7 conflict" in screen
        assert re.search(r"8 Prisoners +\. ", screen) or size == (80, 24)
        screen = await person.press("z", "d")
        assert "Prisoners" not in screen
        assert "Mandate" in screen
        before = screen
        assert await person.press("o") != before
        await person.press("g", "g", "n", "n")
        assert re.search(r"\[!", person.screen)
        screen = await person.press("enter")
        assert "READ" in screen
        assert focused_row(next(iter(person.panes().values()))) >= 0


async def test_cards_show_every_source_in_full_and_open_a_passage(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(size, tmp_path) as person:
        await person.press("1", "5", "enter")
        await go_to_mandate(person)
        screen = await person.press("enter")
        assert "CARDS" in screen
        assert "neither party declares its withdrawal" in re.sub(r"\s+", " ", screen)
        await person.press("j", "enter")
        assert "READ" in person.screen
        assert "B" in person.panes()


async def test_q_goes_back_and_then_leaves_and_escape_never_does(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(size, tmp_path) as person:
        await person.press("enter", "c")
        assert "COVERAGE" in person.screen
        await person.press("q")
        assert "READ" in person.screen
        await person.press("escape", "escape", "escape")
        assert person.app.is_running
        await person.press("q")
        assert not person.app.is_running
        assert person.app.return_code == 0


async def test_the_next_start_opens_where_the_last_one_ended(size: tuple[int, int], tmp_path: Path) -> None:
    async with program(size, tmp_path) as person:
        await person.press("1", "5", "enter")
        await go_to_mandate(person)
        await person.press("4", "j", "m", "a")
        left = person.panes()
        await person.press("q")
    async with program(size, tmp_path) as person:
        assert person.panes() == left
        assert "MANDATE" in person.screen
        await person.press("n", "'", "a")
        assert person.panes() == left


async def test_twenty_keys_in_one_packet_end_like_twenty_keys_typed_slowly(
    size: tuple[int, int], tmp_path: Path
) -> None:
    keys = ["enter", *"nnnjjjjkklljJKpp", *"3j", *">n"]
    screens = []
    for folder, at_once in (("slow", False), ("fast", True)):
        async with program(size, tmp_path / folder) as person:
            if at_once:
                await person.type_at_once(keys)
            else:
                await person.press(*keys)
            screens.append(person.lines)
    assert screens[0] == screens[1]


async def test_a_wider_window_and_a_wider_start_show_as_many_panes_as_fit(tmp_path: Path) -> None:
    async with program((80, 24), tmp_path) as person:
        await person.press("enter", "n")
        assert "".join(person.panes()) == "E"
        await person.pilot.resize_terminal(160, 45)
        await person.settle()
        assert "".join(person.panes()) == "ABE"
        assert len({focused_row(pane) for pane in person.panes().values()}) == 1
        await person.pilot.resize_terminal(80, 24)
        await person.settle()
        await person.press("q")
    async with program((120, 40), tmp_path) as person:
        assert len(person.panes()) == 2
        assert "SIGNING" in person.screen


async def test_who_ticks_two_sources_has_two_panes_however_wide_the_window(tmp_path: Path) -> None:
    async with program((160, 45), tmp_path) as person:
        await person.press("1", "2", "enter", "n")
        await person.pilot.resize_terminal(210, 50)
        await person.settle()
        assert "".join(person.panes()) == "AB"
        await person.press("q")
    async with program((210, 50), tmp_path) as person:
        assert "".join(person.panes()) == "AB"


async def test_ticked_sources_that_do_not_fit_come_first(tmp_path: Path) -> None:
    async with program((120, 40), tmp_path) as person:
        await person.press("1", "2", "5")
        assert "reading A, B and E, two at a time (> shows the next)" in person.screen
        await person.press("enter", ">")
        assert "".join(person.panes()) == "BE"
