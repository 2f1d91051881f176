"""`python tests/bench/pane.py`: what a pane costs, by the size of its text, in one run of interleaved rounds.

Opening, scrolling by a line and jumping to the middle must not depend on how long a text is: each is held against the
same work on an article of ordinary length. Figures are CPU time of this process, without a terminal.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tui" / "pane"))

from pane_app import PaneApp, article

from karabakh_tui.tui.views.article import ArticleView

COLS, ROWS = 160, 45
PANES = 3
ROUNDS = 5
SCROLLS = 30
MOST = 2.0
"""How many times the cost of an ordinary article a very long one may have."""

PARAGRAPH = "The two sides met again and agreed on one more point of the list, which a reporter saw and wrote. " * 4
WIDE = "漢字かな交じり文。"
TEXTS: dict[str, tuple[str, str]] = {
    "8 KB": ("8 KB", (PARAGRAPH + "\n\n") * 20),
    "50 MB": ("8 KB", (PARAGRAPH + "\n\n") * 125_000),
    "one line of 2 MB": ("8 KB", PARAGRAPH * 5_000),
    "20,000 wide characters": ("20,000 wide characters", WIDE * 2_222),
    "one line of 2 million wide characters": ("20,000 wide characters", WIDE * 222_222),
}
"""Texts, and which of them each is held against."""


async def costs(text: str) -> dict[str, float]:
    """Milliseconds of CPU for each thing a person does, in three panes at once."""
    found: dict[str, float] = {}
    app = PaneApp(*(ArticleView(article("opened before", letter)) for letter in "XYZ"[:PANES]))
    async with app.run_test(size=(COLS, ROWS)) as pilot:

        async def timed(do: Callable[[], object]) -> float:
            start = time.process_time()
            do()
            await pilot.pause()
            return (time.process_time() - start) * 1000

        views = [ArticleView(article(text, letter)) for letter in "ABC"[:PANES]]
        found["open"] = await timed(lambda: [pane.show(view) for pane, view in zip(app.panes, views, strict=True)])
        found["scroll by a line"] = statistics.median([await timed(app.key_j) for _ in range(SCROLLS)])
        found["jump to the middle"] = await timed(lambda: [pane.snap(len(text) // 2) for pane in app.panes])
        found["jump to the end"] = await timed(lambda: [pane.to_end() for pane in app.panes])
    return found


def main() -> int:
    seen: dict[tuple[str, str], list[float]] = {}
    for _ in range(ROUNDS):
        for name, (_, text) in TEXTS.items():
            for what, cost in asyncio.run(costs(text)).items():
                seen.setdefault((what, name), []).append(cost)
    middle = {key: statistics.median(values) for key, values in seen.items()}
    print(f"{PANES} panes at {COLS}x{ROWS}, CPU, medians of {ROUNDS} interleaved rounds")
    missed = 0
    for (what, name), cost in middle.items():
        ratio = cost / middle[what, TEXTS[name][0]]
        missed += ratio > MOST
        print(f"  {what:<20} {name:<40} {cost:8.2f} ms {ratio:6.2f} x {'MISSED' if ratio > MOST else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
