"""A real tmux server of our own, with a program in its only window."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from helpers.probe.line import NOT_INHERITED
from helpers.probe.probe import PATIENCE, Probe

SOCKET = "probe"
PAUSE = 0.02
"""Seconds between two questions, so that the program gets on."""


class Tmux:
    """Nobody is attached at first: the window has the size asked for, and `keys` go straight into it.

    The socket lies in `folder`, so that the server is ours alone; `config` is all of its settings. `env` is laid over
    the present environment, for the server as for the program.
    """

    def __init__(
        self,
        folder: Path,
        command: Sequence[str],
        cols: int = 120,
        rows: int = 40,
        config: str = "",
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        self.env = {
            **kept,
            "TMUX_TMPDIR": str(folder),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "SHELL": "/bin/sh",
            **(env or {}),
        }
        (folder / "tmux.conf").write_text(config)
        size = ["-x", str(cols), "-y", str(rows)]
        self.do("-f", str(folder / "tmux.conf"), "new-session", "-d", *size, "exec " + shlex.join(command))

    def do(self, *words: str) -> str:
        """Run a tmux command, and give what it prints."""
        command = ["tmux", "-u", "-L", SOCKET, *words]
        done = subprocess.run(command, env=self.env, cwd=self.folder, capture_output=True, text=True, check=True)
        return done.stdout

    def lines(self, colours: bool = False) -> list[str]:
        """The rows of the window, without the blanks at their ends; with `colours`, and the escape sequences."""
        return self.do("capture-pane", "-p", *(["-e"] if colours else [])).split("\n")[:-1]

    def text(self) -> str:
        """The window as text."""
        return "\n".join(self.lines())

    def until(self, holds: Callable[[], object], what: str, timeout: float = PATIENCE) -> None:
        """Ask until that holds; TimeoutError, with the window, if it never does."""
        end = time.perf_counter() + timeout
        while not holds():
            if time.perf_counter() > end:
                raise TimeoutError(f"{what}: not after {timeout} s:\n{self.text()}")
            time.sleep(PAUSE)

    def wait_for(self, pattern: str, timeout: float = PATIENCE) -> None:
        """Until the regex is in the window."""
        self.until(lambda: re.search(pattern, self.text(), re.M), repr(pattern), timeout)

    def size(self) -> tuple[int, int]:
        """Columns and rows of the window."""
        cols, _, rows = self.tell("#{pane_width} #{pane_height}").partition(" ")
        return int(cols), int(rows)

    def tell(self, what: str) -> str:
        """A format of tmux, such as `#{pane_pid}`."""
        return self.do("display-message", "-p", what).strip()

    def keys(self, *names: str) -> None:
        """Keys by the names that tmux gives them, as if somebody typed them."""
        self.do("send-keys", *names)

    def resize(self, cols: int, rows: int) -> None:
        """Another size for the window, whoever is attached."""
        self.do("resize-window", "-x", str(cols), "-y", str(rows))

    def attach(self, cols: int, rows: int, term: str = "xterm-256color") -> Probe:
        """Somebody at a terminal of that size."""
        command = ["tmux", "-u", "-L", SOCKET, "attach"]
        return Probe(command, cols, rows, term=term, env=dict(self.env), cwd=self.folder)

    def close(self) -> None:
        """End the server and all that runs in it."""
        subprocess.run(["tmux", "-L", SOCKET, "kill-server"], env=self.env, capture_output=True, check=False)

    def __enter__(self) -> Tmux:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
