"""The console script. Called without a word it opens the screen at once; else the command line is read first.

Whatever takes time is imported inside `run`, where ctrl+c ends the program without a word.
"""

from __future__ import annotations

import gc
import os
import sys

from karabakh_tui.cli.exits import DONE, INTERRUPTED

NAME = "karabakh-tui"
COMPLETION = "_KARABAKH_TUI_COMPLETE"
"""The variable by which a shell asks what a word may go on to; `bash_source` in it prints what to give to bash."""

PRINTERS = {"sources": "print_sources", "provisions": "print_provisions"}
"""Commands that are done without click where nothing but paths stands behind them, and what does them."""


def run() -> None:
    """Do what was asked for, and end with an exit code.

    A command is over before there is garbage worth looking for, and that nobody looks for it once more when the
    interpreter ends saves a tenth of its time. The screen turns the collector on again once it stands.
    """
    gc.disable()
    try:
        from karabakh_tui.cli.output import buffer_stdout

        buffer_stdout()
        words = sys.argv[1:]
        if COMPLETION in os.environ or not _is_bare(words):
            from karabakh_tui.cli.main import main

            main.main(prog_name=NAME)
        raise SystemExit(_do(words))
    except KeyboardInterrupt:  # while something was imported
        raise SystemExit(INTERRUPTED) from None
    finally:
        gc.freeze()


def _is_bare(words: list[str]) -> bool:
    """Whether a line is so simple that to import click for it would be a waste: no word at all, or one of `PRINTERS`
    with nothing but paths behind it."""
    return not words or (words[0] in PRINTERS and not any(word.startswith("-") for word in words))


def _do(words: list[str]) -> int:
    """Do what a bare line says, and give the exit code: print, or open the screen on the usual corpus."""
    from karabakh_tui.cli.ending import ended

    code = DONE

    def act() -> None:
        nonlocal code
        from karabakh_tui.cli.wishes import wishes_of

        wishes = wishes_of({}, os.environ)
        if not words:
            from karabakh_tui.cli.screen import open_screen

            code = open_screen((), wishes)
            return
        from karabakh_tui.cli import printing
        from karabakh_tui.cli.messages import warn

        warn(wishes.faults)
        getattr(printing, PRINTERS[words[0]])(words[1:], wishes)

    return ended(act) or code
