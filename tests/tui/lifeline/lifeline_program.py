"""A tiny app to be ended in every way, as a program in a pty.

Arguments: a file for what it says when it leaves, and a mode. "calm" shows its size; "busy" paints without end; "nohup"
is started with SIGHUP ignored; "deaf" hears of no change of size; "plain" has no lifeline, as Textual by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import ClassVar

from karabakh_tui.tui.ladders import prepare_environment


def main(said: Path, mode: str) -> int:
    prepare_environment(os.environ)
    if mode == "nohup":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    from textual.app import App, ComposeResult
    from textual.driver import Driver
    from textual.events import Resize
    from textual.widgets import Static

    from karabakh_tui.tui import signals
    from karabakh_tui.tui.driver import TerminalDriver

    class Tiny(App[None]):
        BINDINGS: ClassVar = [("q", "quit", ""), ("ctrl+z", "suspend_process", "")]
        ENABLE_COMMAND_PALETTE = False
        CSS = "Static { height: 1fr; }"

        def get_driver_class(self) -> type[Driver]:
            return super().get_driver_class() if mode == "plain" else TerminalDriver

        def compose(self) -> ComposeResult:
            yield Static("starting", markup=False)

        def on_mount(self) -> None:
            if mode != "plain":
                signals.Lifeline(self, self.leave).start()
            if mode == "deaf":
                signal.signal(signal.SIGWINCH, signal.SIG_IGN)
            self.painted = 0
            if mode == "busy":
                self.set_interval(1 / 60, self.paint)

        def on_resize(self, event: Resize) -> None:
            self.query_one(Static).update(f"{event.size.width}x{event.size.height} ready")

        def paint(self) -> None:
            self.painted += 1
            rows = [f"{self.painted + y} busy ".ljust(self.size.width, "=") for y in range(self.size.height)]
            self.query_one(Static).update("\n".join(rows))

        async def on_unmount(self) -> None:
            await asyncio.sleep(3600 * (mode == "stuck"))

        def leave(self) -> None:
            with said.open("a") as out:
                out.write("left\n")

    signals.PATIENCE = 1 if mode in ("busy", "stuck") else signals.PATIENCE
    with contextlib.nullcontext() if mode == "plain" else signals.terminal_given_back():
        app = Tiny()
        app.run()
        return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
