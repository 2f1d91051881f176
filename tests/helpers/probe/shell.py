"""A program as a job of a shell: started at a prompt, stopped and brought back there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.probe.probe import Probe
from helpers.probe.process import alive, state, tree

PROMPT = "shell$ "


class Shell(Probe):
    """bash in a pty, at its first prompt."""

    def __init__(
        self, cols: int = 120, rows: int = 40, env: Mapping[str, str | None] | None = None, cwd: Path | None = None
    ) -> None:
        command = ["bash", "--norc", "--noprofile", "-i"]
        super().__init__(command, cols, rows, env={**(env or {}), "PS1": PROMPT, "HISTFILE": ""}, cwd=cwd)
        self.at_prompt()

    def at_prompt(self) -> None:
        """Wait until the shell asks for the next command, in a line of its own."""
        self.until(lambda: not self.term.alt and self.line_of_cursor() == PROMPT.rstrip(), "the prompt")

    def line_of_cursor(self) -> str:
        """The row in which the cursor stands."""
        return self.term.lines()[min(self.term.screen.cursor.y, self.term.rows - 1)]

    def type(self, command: str) -> None:
        """Type a command and Enter."""
        self.send(command + "\r")

    def begin(self, command: Sequence[str], shown: str) -> int:
        """Start a program, wait until it shows that, and give its process."""
        self.type(shlex.join(command))
        self.wait_for(shown)
        return self.programs()[-1]

    def programs(self) -> list[int]:
        """The processes that the shell has started and that are still there, parents first."""
        return [pid for pid in tree(self.pid) if pid != self.pid and alive(pid)]

    def until_state(self, pid: int, wanted: str) -> None:
        """Wait until a process is in that state."""
        self.until(lambda: state(pid) == wanted, f"state {wanted} of the program")

    def stop(self, pid: int, key: str = "ctrl+z") -> None:
        """Press that key, and wait until the program is stopped and the shell asks what to do."""
        self.send(self.term.encode(key))
        self.until_state(pid, "T")
        self.at_prompt()

    def answer(self, command: str) -> str:
        """What a command prints."""
        self.term.feed("\x1b[2J\x1b[H")
        self.type(f"{command}; echo done")
        self.until(lambda: "done" in self.term.lines(), "the answer")
        self.at_prompt()
        return "\n".join(line for line in self.term.lines() if not re.search(r"done$|^shell\$$|^$", line))
