from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from boxes_data import ARTICLE, CODEBOOK, TEXT, span
from helpers.screen import send_at_once, until
from helpers.stage import on_stage, same_as_file, shown
from textual.pilot import Pilot

from karabakh_tui.annotations.anchor import anchor_all
from karabakh_tui.annotations.model import Anchored, Annotation, AnnotationFile
from karabakh_tui.annotations.queue import Decision, candidates, clear_ones, waiting
from karabakh_tui.text.span import Span
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.screens.box import BoxScreen
from karabakh_tui.tui.screens.queue import QueueScreen

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(120, 40), (100, 24), (80, 24), (60, 16)]

TWICE = Annotation("twice2", ("fact",), "five years", note="which of the two terms?")
REWORDED = Annotation(
    "words3", ("claim", "conflict"), "“Nobody gave away anything at all,” the driver told the newspaper", start=3
)
LOST = Annotation("lost44", ("omission",), "The bells of the cathedral rang all night.", start=900)
SURE = Annotation("sure55", ("fact",), "half a year before")


class Notebook:
    """Some annotations, made on an older text, and what is decided on them."""

    def __init__(self, *annotations: Annotation) -> None:
        self.annotations = annotations
        self.done: list[tuple[Decision, str]] = []
        self.refuses = False

    @property
    def file(self) -> AnnotationFile:
        left = tuple(one for one in self.annotations if one.id not in {decision.id for decision, _ in self.done})
        return AnnotationFile("gazette.yaml", "anna", ARTICLE.id, "0ld" * 4, left)

    @property
    def anchored(self) -> Sequence[Anchored]:
        return anchor_all(ARTICLE, self.file)

    def decide(self, decisions: Sequence[Decision], words: str) -> bool:
        if self.refuses:
            return False
        self.done += [(decision, words) for decision in decisions]
        return True

    @property
    def moved(self) -> tuple[Decision, ...]:
        return clear_ones(self.anchored)

    def screen(self, selection: Span | None = None) -> QueueScreen:
        return QueueScreen(
            ARTICLE,
            CodeNames(CODEBOOK),
            lambda: waiting(ARTICLE, self.anchored),
            lambda one: candidates(ARTICLE, self.file, one.anchored),
            self.decide,
            selection,
            lambda: self.moved,
        )


def notebook() -> Notebook:
    return Notebook(TWICE, REWORDED, LOST, SURE)


def top(pilot: Pilot[Any]) -> QueueScreen:
    assert isinstance(pilot.app.screen, QueueScreen)
    return pilot.app.screen


def here(pilot: Pilot[Any]) -> str:
    found = top(pilot).view.here
    return found.annotation.id if found else ""


async def at(pilot: Pilot[Any], id_: str) -> None:
    """Go to the one of that id."""
    for _ in top(pilot).view.waiting:
        if here(pilot) == id_:
            return
        before = here(pilot)
        send_at_once(pilot.app, ["n"])
        await until(pilot, lambda before=before: here(pilot) != before)  # type: ignore[misc]
    assert here(pilot) == id_


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_queue(size: tuple[int, int]) -> None:
    async with on_stage(lambda: notebook().screen(span("Trams went through the tunnel")), size) as pilot:
        await at(pilot, "twice2")
        send_at_once(pilot.app, ["down"])
        await until(pilot, lambda: top(pilot).view.chosen == 1)
        await pilot.pause()
        same_as_file(GOLDEN / f"queue_{size[0]}x{size[1]}.txt", pilot)


async def test_what_is_certain_does_not_wait() -> None:
    async with on_stage(notebook().screen, (80, 24)) as pilot:
        assert {one.annotation.id for one in top(pilot).view.waiting} == {"twice2", "words3", "lost44"}


async def test_a_suggestion_never_looks_like_a_tag() -> None:
    async with on_stage(notebook().screen, (80, 24)) as pilot:
        await at(pilot, "twice2")
        assert "?[five years]?" in shown(pilot)
        assert "may be passage 1 of 2" in shown(pilot)
        roles = {role for row in top(pilot).rows(80, 24, ()) for text, role in row if "five years" in text}
        assert not [role for role in roles if "tag" in role or "match" in role]


async def test_enter_attaches_to_the_chosen_passage() -> None:
    book = notebook()
    async with on_stage(book.screen, (80, 24)) as pilot:
        await at(pilot, "twice2")
        send_at_once(pilot.app, ["down", "enter"])
        await until(pilot, lambda: bool(book.done))
        assert book.done == [(Decision("twice2", "attach", span("five years", 1)), "attaching of 1 fact")]
        await until(pilot, lambda: "1 fact attached. 2 more." in shown(pilot))


async def test_a_digit_attaches_to_the_passage_of_that_number() -> None:
    book = notebook()
    async with on_stage(book.screen, (80, 24)) as pilot:
        await at(pilot, "twice2")
        send_at_once(pilot.app, ["7"])
        await until(pilot, lambda: "There is no passage 7 here." in shown(pilot))
        send_at_once(pilot.app, ["1"])
        await until(pilot, lambda: bool(book.done))
        assert book.done[0][0] == Decision("twice2", "attach", span("five years"))


async def test_it_can_be_attached_to_what_is_selected() -> None:
    book = notebook()
    words = span("Trams went through the tunnel")
    async with on_stage(lambda: book.screen(words), (80, 24)) as pilot:
        await at(pilot, "lost44")
        assert "selected  Trams went through the tunnel" in shown(pilot)
        send_at_once(pilot.app, ["a"])
        await until(pilot, lambda: bool(book.done))
        assert book.done[0][0] == Decision("lost44", "attach", words)


async def test_without_a_selection_it_is_said_how_to_get_one() -> None:
    book = notebook()
    async with on_stage(book.screen, (80, 24)) as pilot:
        send_at_once(pilot.app, ["a"])
        await until(pilot, lambda: "Nothing was selected in the article." in shown(pilot))
        assert book.done == []


@pytest.mark.parametrize(("key", "kind"), [("k", "keep"), ("d", "delete")])
async def test_it_can_be_kept_without_a_place_or_deleted(key: str, kind: str) -> None:
    book = notebook()
    async with on_stage(book.screen, (80, 24)) as pilot:
        await at(pilot, "lost44")
        assert "Nothing in the article is like it." in shown(pilot)
        send_at_once(pilot.app, ["enter", key])
        await until(pilot, lambda: bool(book.done))
        assert [decision for decision, _ in book.done] == [Decision("lost44", kind)]  # type: ignore[arg-type]
        assert "lost44" not in {one.annotation.id for one in top(pilot).view.waiting}


async def test_what_waits_next_is_at_hand_and_at_the_end_nothing_is() -> None:
    book = notebook()
    async with on_stage(book.screen, (80, 24)) as pilot:
        send_at_once(pilot.app, ["k", "k", "k"])
        await until(pilot, lambda: len(book.done) == 3)
        await until(pilot, lambda: "Nothing waits any more." in shown(pilot))
        assert "Nothing waits for a decision" in shown(pilot)
        send_at_once(pilot.app, ["k", "d", "enter", "a", "1", "n", "N", "down", "x"])
        await until(pilot, lambda: "no passage" not in shown(pilot))
        assert len(book.done) == 3


async def test_what_was_refused_still_waits() -> None:
    book = notebook()
    book.refuses = True
    async with on_stage(book.screen, (80, 24)) as pilot:
        first = here(pilot)
        send_at_once(pilot.app, ["d"])
        await pilot.pause()
        assert here(pilot) == first
        assert len(top(pilot).view.waiting) == 3


async def test_an_undo_brings_it_back_to_the_list() -> None:
    book = notebook()
    async with on_stage(book.screen, (80, 24)) as pilot:
        send_at_once(pilot.app, ["k"])
        await until(pilot, lambda: len(top(pilot).view.waiting) == 2)
        book.done.clear()
        top(pilot).notebook_changed()
        await until(pilot, lambda: "3 annotations" in shown(pilot))


async def test_next_and_previous_go_around() -> None:
    async with on_stage(notebook().screen, (80, 24)) as pilot:
        first = here(pilot)
        send_at_once(pilot.app, ["n", "n", "n"])
        await pilot.pause()
        assert here(pilot) == first
        for key in ("N", "p"):
            before = here(pilot)
            send_at_once(pilot.app, [key])
            await until(pilot, lambda before=before: here(pilot) != before)  # type: ignore[misc]


async def test_all_that_moved_is_accepted_in_one_step() -> None:
    book = notebook()
    async with on_stage(book.screen, (120, 40)) as pilot:
        send_at_once(pilot.app, ["m"])
        await until(pilot, lambda: "Accepted 1 that moved, where it is now." in shown(pilot))
        assert [(decision.id, decision.kind, words) for decision, words in book.done] == [
            ("sure55", "attach", "accepting 1 that moved")
        ]
        send_at_once(pilot.app, ["m"])
        await until(pilot, lambda: "Nothing has moved." in shown(pilot))
        assert len(book.done) == 1


async def test_why_something_waits_is_told_in_full() -> None:
    async with on_stage(notebook().screen, (80, 24)) as pilot:
        await at(pilot, "twice2")
        send_at_once(pilot.app, ["x"])
        await until(pilot, lambda: isinstance(pilot.app.screen, BoxScreen))
        assert "the quote stands in 2 places" in shown(pilot)
        assert "which of the two terms?" in shown(pilot)
        send_at_once(pilot.app, ["x"])
        await until(pilot, lambda: isinstance(pilot.app.screen, QueueScreen))


async def test_what_waits_is_heard_with_what_may_be_meant() -> None:
    async with on_stage(notebook().screen, (80, 24)) as pilot:
        await at(pilot, "twice2")
        waits, candidate = (" ".join(fact.parts) for fact in top(pilot).facts())
        assert "review, 1 fact: five years." in waits
        assert "2 passages may be meant." in waits
        assert "May be 1 of 2" in candidate
        assert "five years" in candidate


def test_the_text_of_the_example_tells_the_two_terms() -> None:
    assert TEXT.count("five years") == 2
