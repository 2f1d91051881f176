"""What those hear who listen to the annotate screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.annotating import annotator

from karabakh_tui.tui.announce import Ears

AT = "The Russian peacekeepers are"


async def test_word_selection_and_tag_are_said(tmp_path: Path) -> None:
    async with annotator((80, 24), tmp_path, at=AT) as anna:
        said: list[str] = []
        anna.app.ears = Ears(said.append)
        await anna.press("l")
        assert said[0] == "Annotating."
        assert "E Jamestown EDM, 0 tags." in said
        assert said[-1] == "Russian"
        said.clear()
        await anna.press("l")
        assert said == ["peacekeepers"]
        said.clear()
        await anna.press("s")
        assert said[0].startswith('Selected: 1 sentence. "The Russian peacekeepers are deploying')
        assert len(said) == 1
        said.clear()
        await anna.press("4")
        assert "4 conflict applied" in said
        assert "Tags here: 4 conflict." in said
        said.clear()
        await anna.press("u")
        assert said[0].startswith("undid tag 4 conflict")
        assert "No tag here." in said
        said.clear()
        await anna.press("escape")
        assert "Nothing selected." in said


@pytest.mark.parametrize("key", ["d", "r", "c", "x", "t", "a", "g h"])
async def test_every_box_says_what_it_is(tmp_path: Path, key: str) -> None:
    async with annotator((80, 24), tmp_path, at=AT) as anna:
        await anna.press("s", "4")
        said: list[str] = []
        anna.app.ears = Ears(said.append)
        await anna.press(*key.split())
        assert said
        assert all(line.strip() for line in said)
