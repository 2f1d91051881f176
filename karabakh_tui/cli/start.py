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


def run() -> None:
    """Do what was asked for, and end with an exit code.

    A command is over before there is garbage worth looking for, and that nobody looks for it once more when the
    interpreter ends saves a tenth of its time. The screen turns the collector on again once it stands.
    """
    gc.disable()
    try:
        from karabakh_tui.cli.output import buffer_stdout

        buffer_stdout()
        if len(sys.argv) > 1 or COMPLETION in os.environ:
            from karabakh_tui.cli.main import main

            main.main(prog_name=NAME)
        raise SystemExit(_open_screen())
    except KeyboardInterrupt:  # while something was imported
        raise SystemExit(INTERRUPTED) from None
    finally:
        gc.freeze()


def _open_screen() -> int:
    """The screen on the usual corpus. To read a command line without a word would cost a thirtieth of the start."""
    from karabakh_tui.cli.ending import ended

    code = DONE

    def act() -> None:
        nonlocal code
        from karabakh_tui.cli.screen import open_screen
        from karabakh_tui.cli.wishes import wishes_of

        code = open_screen((), wishes_of({}, os.environ))

    return ended(act) or code
