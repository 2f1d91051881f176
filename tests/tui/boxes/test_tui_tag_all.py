from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from boxes_data import ARTICLE, TEXT, span
from helpers.screen import send_at_once, until
from helpers.stage import NOTHING, Stage, on_stage, same_as_file, shown
from textual.pilot import Pilot

from karabakh_tui.annotations.phrases import Found, find_phrase
from karabakh_tui.corpus.model import Article
from karabakh_tui.tui.palette import palette_for
from karabakh_tui.tui.roles import MONO
from karabakh_tui.tui.screens.tag_all import TagAllScreen

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(80, 24), (60, 16)]
OTHER = Article("herald", "B", "Herald", "A five-year term, says the Herald. Five years is long.\x1b[2J")
ARTICLES = (ARTICLE, OTHER)
FIRST = Found("gazette", span("five years"), "exact", 100)
SECOND = Found("gazette", span("five years", 1), "exact", 100)
LIKE = Found("herald", OTHER_SPAN := type(span("five"))(2, 11), "like", 87)
LAST = Found("herald", type(OTHER_SPAN)(35, 45), "exact", 100)


def search(**more: Any) -> Iterator[tuple[Found, ...]]:
    return find_phrase("five years", ARTICLES, **more)


def screen(found: Iterable[tuple[Found, ...]] | None = None) -> TagAllScreen:
    return TagAllScreen("five years", "6 number", ARTICLES, search() if found is None else found)


def answer(pilot: Pilot[Any]) -> object:
    assert isinstance(pilot.app, Stage)
    return pilot.app.answer


def done(pilot: Pilot[Any]) -> bool:
    top = pilot.app.screen
    return isinstance(top, TagAllScreen) and not top.searching


async def keys(pilot: Pilot[Any], *names: str) -> None:
    await until(pilot, lambda: done(pilot))
    send_at_once(pilot.app, names)
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_list_of_places(size: tuple[int, int]) -> None:
    tagged = {"gazette": [span("five years")]}
    async with on_stage(lambda: screen(search(tagged=tagged)), size) as pilot:
        await keys(pilot, "j", "j")
        await until(pilot, lambda: "> [ ] B" in shown(pilot))
        same_as_file(GOLDEN / f"tag_all_{size[0]}x{size[1]}.txt", pilot)


async def test_without_colours_the_words_stand_in_brackets() -> None:
    async with on_stage(screen, (80, 24)) as pilot:
        pilot.app.palette = palette_for(MONO, "mono")  # type: ignore[attr-defined]
        await keys(pilot)
        assert shown(pilot).count("[five years]") == 3
        assert "[five-year]" in shown(pilot)


async def test_enter_takes_the_same_words_and_leaves_those_that_are_only_like_them() -> None:
    async with on_stage(screen, (80, 24)) as pilot:
        await keys(pilot, "enter")
        await until(pilot, lambda: answer(pilot) == (FIRST, SECOND, LAST))


@pytest.mark.parametrize("key", ["space", "tab"])
async def test_single_places_are_ticked_and_not(key: str) -> None:
    async with on_stage(screen, (80, 24)) as pilot:
        await keys(pilot, key, "down", "j", key, "k", "enter")
        await until(pilot, lambda: answer(pilot) == (SECOND, LIKE, LAST))


async def test_all_or_none_are_ticked() -> None:
    async with on_stage(screen, (80, 24)) as pilot:
        await keys(pilot, "t")
        await until(pilot, lambda: "4 ticked" in shown(pilot))
        send_at_once(pilot.app, ["t", "enter"])
        await until(pilot, lambda: "Nothing is ticked." in shown(pilot))
        send_at_once(pilot.app, ["t", "enter"])
        await until(pilot, lambda: answer(pilot) == (FIRST, SECOND, LIKE, LAST))


async def test_what_is_tagged_already_is_not_tagged_again() -> None:
    tagged = {"gazette": [span("five years")]}
    async with on_stage(lambda: screen(search(tagged=tagged)), (80, 24)) as pilot:
        await keys(pilot, "space")
        await until(pilot, lambda: "tagged with it already" in shown(pilot))
        send_at_once(pilot.app, ["enter"])
        await until(pilot, lambda: answer(pilot) == (SECOND, LAST))


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_closing_tags_nothing(key: str) -> None:
    async with on_stage(screen, (80, 24)) as pilot:
        await keys(pilot, key)
        await until(pilot, lambda: answer(pilot) is None)


async def test_top_end_and_pages() -> None:
    async with on_stage(screen, (80, 24)) as pilot:
        await keys(pilot, "g", "e")
        top = pilot.app.screen
        assert isinstance(top, TagAllScreen)
        await until(pilot, lambda: top._selected == 3)
        for names, row in ((["g", "g"], 0), (["pagedown"], 3), (["b"], 0), (["3", "j"], 3), (["pageup"], 0)):
            send_at_once(pilot.app, names)
            await until(pilot, lambda row=row: top._selected == row)  # type: ignore[misc]


async def test_places_come_as_they_are_found_and_enter_asks_before_it_stops_the_search() -> None:
    go_on = Event()

    def slow() -> Iterator[tuple[Found, ...]]:
        yield (FIRST, SECOND)
        go_on.wait(30)
        yield (LIKE, LAST)

    async with on_stage(lambda: screen(slow()), (80, 24)) as pilot:
        await until(pilot, lambda: "Searched 1 of 2 articles" in shown(pilot))
        send_at_once(pilot.app, ["enter"])
        await until(pilot, lambda: "The search goes on." in shown(pilot))
        assert answer(pilot) is NOTHING
        send_at_once(pilot.app, ["enter"])
        await until(pilot, lambda: answer(pilot) == (FIRST, SECOND))
        go_on.set()


async def test_a_search_that_was_closed_is_not_asked_for_more() -> None:
    go_on, asked = Event(), []

    def slow() -> Iterator[tuple[Found, ...]]:
        yield ()
        go_on.wait(30)
        yield ()
        asked.append("more")
        yield ()

    async with on_stage(lambda: screen(slow()), (80, 24)) as pilot:
        await until(pilot, lambda: "Searched 1 of 2" in shown(pilot))
        send_at_once(pilot.app, ["escape"])
        await until(pilot, lambda: answer(pilot) is None)
        go_on.set()
    assert asked == []


async def test_a_phrase_that_stands_nowhere_says_so() -> None:
    async with on_stage(lambda: screen(find_phrase("unicorn", ARTICLES)), (80, 24)) as pilot:
        await keys(pilot, "space", "enter")
        await until(pilot, lambda: "Nothing is ticked." in shown(pilot))
        send_at_once(pilot.app, ["down"])
        await until(pilot, lambda: "The phrase stands nowhere" in shown(pilot))


async def test_places_are_heard_with_the_words_around_them() -> None:
    async with on_stage(screen, (80, 24)) as pilot:
        await keys(pilot, "j", "j")
        top = pilot.app.screen
        assert isinstance(top, TagAllScreen)
        await until(pilot, lambda: top._selected == 2)
        told = " ".join(part for fact in top.facts() for part in fact.parts)
        assert "4 places in 2 articles, 3 ticked." in told
        assert "B at 3 percent, like it by 87 percent, not ticked: A five-year term" in told
        assert "\x1b" not in told


def test_the_text_of_the_example_has_the_phrase_twice() -> None:
    assert TEXT.count("five years") == 2
