"""Any keys in any order: the screen stands, the selection lies in the text, and undo leads back to nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from helpers.annotating import annotator

from karabakh_tui.tui.dispatch import Dispatcher
from karabakh_tui.tui.screens.annotate import AnnotateScreen

KEYS = [
    *"hljk(){}[]vvsspp,,ooo123456789.mnN",
    "tab",
    "space",
    "pageup",
    "d",
    "g g",
    "g e",
    "z t",
    "g d",
    "u",
    "U",
    "escape",
]
SEEDS = 3
PRESSES = 120


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_any_keys_in_any_order(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    async with annotator((80, 24), tmp_path, "artsakh-report") as anna:
        for start in range(0, PRESSES, 20):
            keys = [key for _ in range(20) for key in rng.choice(KEYS).split()]
            await anna.type_at_once(keys)
            assert isinstance(anna.app.screen, AnnotateScreen), (start, keys)
            state, text = anna.page.state, anna.page.article.text
            assert 0 <= state.cursor.start < state.cursor.end <= len(text)
            if state.selection:
                span = state.selection.span
                assert span.of(text) == span.of(text).strip()
            assert all(one.anchor.certainty == "exact" for one in state.mine.all)
        for _ in range(PRESSES):
            if "Nothing" in await anna.press("u"):
                break
        assert anna.tags == []
        assert not anna.page.done


def test_where_digits_tag_a_count_begins_with_0() -> None:
    dispatcher = Dispatcher(("annotate", "global"))
    steps = [dispatcher.press(key) for key in ("0", "1", "2", "l")]
    assert [step.count for step in steps[:3]] == [0, 1, 12]
    (press,) = steps[-1].presses
    assert (press.action.id, press.count) == ("next-word", 12)
    (tag,) = dispatcher.press("3").presses
    assert (tag.action.id, tag.arg) == ("tag", "3")
    dispatcher.press("0")
    assert dispatcher.press("escape").count is None
    assert dispatcher.press("4").presses


def test_where_digits_count_0_begins_none() -> None:
    dispatcher = Dispatcher(("read", "reading", "global"))
    assert dispatcher.press("0").unknown == "0"
    assert [dispatcher.press(key).count for key in "10"] == [1, 10]
