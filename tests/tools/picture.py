"""`make picture`: the picture of README.md and the guide, from the real program on the articles that come with it.

The program runs in a terminal of its own, with folders of its own, so the picture is the same wherever it is taken.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from helpers.probe.probe import Probe

PICTURE = Path(__file__).parents[2] / "docs" / "picture.svg"
COLS, ROWS = 160, 45


def take(path: Path) -> None:
    """Sources A, D and E on the provision Mandate: two that contradict each other, and one that is silent. E stands on
    the passage that clashes, which is its second one. Raises TimeoutError, with the screen, where it is another one."""
    away = {name: None for name in os.environ if name.startswith(("KARABAKH_TUI_", "XDG_", "TEXTUAL"))}
    with tempfile.TemporaryDirectory() as home:
        environment = {**away, "HOME": home}
        with Probe([sys.executable, "-m", "karabakh_tui"], COLS, ROWS, env=environment, cwd=home) as probe:
            for keys, then in (
                ("", "tick the sources"),
                ("145\r", "sources shown: A D E"),
                (":provision mandate\r", r"\[4! MANDATE\]"),
                ("llp", r"\*E Jamestown EDM +2/2"),
                ("h", r"\*D BM / Defence24"),
                ("h", r"\*A Artsakh-side report"),
            ):
                probe.send(keys)
                probe.wait_for(then)
            probe.settle()
            probe.save(path)


if __name__ == "__main__":
    take(PICTURE)
