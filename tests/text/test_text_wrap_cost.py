"""What a layout costs depends on what is looked at, not on how long the text is; counted in code points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from karabakh_tui.text import wrap
from karabakh_tui.text.wrap import Layout

WORDS = "some words that make a line of ordinary length, and then a few more of them to wrap. "
TEXTS = {
    "many short lines": (WORDS[:60] + "\n") * 200_000,
    "many paragraphs": (WORDS * 6 + "\n\n") * 20_000,
    "one line of two million": WORDS * (2_000_000 // len(WORDS)),
    "one word of two million": "x" * 2_000_000,
    "one line of wide characters": "停战协定" * 500_000,
}
MOST = 60_000
"""Code points that may be wrapped for a screenful, wherever it is; some pieces of the longest lines are looked at."""


@pytest.fixture
def wrapped(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many code points each call of the breaker was given."""
    seen: list[int] = []
    real: Callable[..., Any] = wrap.rows_of

    def counting(text: str, *args: Any, **kwargs: Any) -> Any:
        seen.append(len(text))
        return real(text, *args, **kwargs)

    monkeypatch.setattr(wrap, "rows_of", counting)
    return seen


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_screenful_anywhere_wraps_little(text: str, share: float, wrapped: list[int]) -> None:
    layout = Layout(text, 48)
    here = layout.at(int(len(text) * share))
    top = layout.move(here, -12)
    assert len(layout.rows(top, 36)) > 11
    assert sum(wrapped) < MOST


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_scrolling_on_wraps_only_what_comes_in(text: str, wrapped: list[int]) -> None:
    layout = Layout(text, 48)
    here = layout.at(len(text) // 2)
    layout.rows(here, 36)
    wrapped.clear()
    for _ in range(40):
        here = layout.move(here, 1)
        layout.rows(here, 36)
    assert sum(wrapped) < MOST
