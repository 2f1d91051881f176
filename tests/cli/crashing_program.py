"""The program with a fault built in: the key that draws the screen anew ends it."""

from __future__ import annotations

from karabakh_tui.cli.start import run
from karabakh_tui.tui.app import KarabakhApp


def broken(_app: KarabakhApp, _press: object) -> None:
    words = "of an article: \x1b]0;owned\x07"
    raise ValueError(f"an odd value {words}")


if __name__ == "__main__":
    KarabakhApp.do_redraw = broken
    run()
