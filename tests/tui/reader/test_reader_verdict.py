"""A verdict with `v`, wherever a provision of a source is in focus, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.at_desk import Seated, at_desk


def state(anna: Seated) -> str:
    """What the comparison says of the provision and the source in focus at first."""
    return anna.app.loaded.comparison.cell("resumption", "herald").state


@pytest.mark.parametrize("way", [[], ["enter"], ["c"]], ids=["reader", "cards", "coverage"])
async def test_a_verdict_is_set_shown_and_taken_back(tmp_path: Path, way: list[str]) -> None:
    async with at_desk(tmp_path, annotate="") as anna:
        before = state(anna)
        assert before != "silent"
        await anna.press(*way, "v")
        assert "verdict: A on 1 Service" in anna.screen
        await anna.press("m")
        assert "Verdict silent on A 1 Service. u undoes." in anna.screen
        assert state(anna) == "silent"
        assert "undid verdict silent on A 1 Service" in await anna.press("u")
        assert state(anna) == before
        assert "did again" in await anna.press("g", "u")
        assert "2 verdicts." in await written(anna)
        text = (tmp_path / "corpus/annotations/anna/_verdicts.yaml").read_text("utf-8")
        assert "verdict: silent" in text


async def written(anna: Seated) -> str:
    """What the screen says once the files are written."""
    await anna.press("g", "w")
    await anna.written()
    return anna.screen
