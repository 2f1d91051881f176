"""A tiny app with the box of a note, as a program in a terminal. Arguments: a file for how the note ended, and its text
at first."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from karabakh_tui.tui.ladders import prepare_environment


def main(said: Path, text: str) -> int:
    prepare_environment(os.environ)
    from textual.driver import Driver

    from karabakh_tui.tui import signals
    from karabakh_tui.tui.driver import TerminalDriver
    from karabakh_tui.tui.keymap import Press
    from karabakh_tui.tui.palette import PLAIN, Palette
    from karabakh_tui.tui.screens.base import KeyApp
    from karabakh_tui.tui.screens.note import NoteAnswer, NoteScreen

    class Note(KeyApp):
        palette: Palette = PLAIN

        def get_driver_class(self) -> type[Driver]:
            return TerminalDriver

        def on_mount(self) -> None:
            self.box = NoteScreen(text, "Note on 4 conflict")
            self.push_screen(self.box, self.ended)
            signals.Lifeline(self, self.leave).start()

        def do_suspend(self, press: Press) -> None:
            self.action_suspend_process()

        def ended(self, answer: NoteAnswer | None) -> None:
            said.write_text(json.dumps(answer), "utf-8")
            self.exit()

        def leave(self) -> None:
            said.write_text(json.dumps([self.box.text, "left"]), "utf-8")

    with signals.terminal_given_back():
        app = Note()
        app.run()
        return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
