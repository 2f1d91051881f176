"""Runs any terminal program in a pty, acts as its terminal, and measures it.

    with Probe([sys.executable, "-m", "karabakh_tui"], cols=120, rows=40) as probe:
        probe.wait_for("Shusha")            # seconds since the start; also probe.first_paint
        probe.key("j")["paint_ms"]
        assert probe.exit_test("q")["restored"]

`probe.raw` is all output so far, `probe.term.lines()` the screen, `probe.term.cells()` the same with colours,
`probe.term.unknown` the sequences that the terminal did not understand (should stay empty).
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.probe.keys import is_key
from helpers.probe.line import NOT_INHERITED, Line, Link
from helpers.probe.process import alive, tree, tree_stats
from helpers.probe.terminal import Terminal

UPDATED_WITHIN = 2.0
"""Seconds without a byte after which a terminal ends a synchronized update by itself; kitty, foot and iTerm2 do so."""

PATIENCE = 60.0
"""Seconds that are waited for what must come: many times what it takes, since other tests run beside it."""

MUST_BE_OFF = (
    *("1000", "1002", "1003", "1004", "1006", "1015", "1016"),  # mouse, focus
    *("1", "2004", "2026", "2048", "modifyOtherKeys"),
)


class Probe:
    """A running program, its terminal, and a stopwatch. Times are what the reader behind `link` would see."""

    def __init__(
        self,
        cmd: Sequence[str],
        cols: int = 120,
        rows: int = 40,
        term: str = "xterm-256color",
        link: Link | None = None,
        env: Mapping[str, str | None] | None = None,
        cwd: str | Path | None = None,
        kitty: bool = False,
        inband: bool = False,
        second_screen: bool = True,
    ) -> None:
        """`env` is laid over the present environment; None takes a variable away. `kitty` and `inband` let the terminal
        claim the kitty keyboard and in-band resize reports; without `second_screen` it has no alternate screen, like
        the Linux console."""
        full: dict[str, str | None] = {k: v for k, v in os.environ.items() if k not in NOT_INHERITED}
        full |= {"TERM": term, "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **(env or {})}
        kept = {name: value for name, value in full.items() if value is not None}
        self.cmd = list(cmd)
        self.term = Terminal(cols, rows, self.send, kitty, inband, second_screen)
        self.bytes = self.chunks = 0
        self.raw = bytearray()
        self.first_byte: float | None = None
        self.first_paint: float | None = None
        self.last_byte = 0.0
        self._line = Line(self.cmd, cols, rows, link or Link(), kept, None if cwd is None else str(cwd))

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._line.pid

    @property
    def status(self) -> int | None:
        """What waitpid said; None while the program runs."""
        return self._line.status

    @property
    def ended(self) -> bool:
        """Has the program ended?"""
        return self._line.ended()

    @property
    def in_sync(self) -> bool:
        """True inside a synchronized update, when a terminal does not show yet what it got; it shows it all the same
        where nothing more comes for so long, as of a program that was stopped in the middle."""
        return self.term.modes.get("2026", False) and time.perf_counter() - self.last_byte < UPDATED_WITHIN

    def send(self, data: str | bytes) -> None:
        """Type raw bytes, through the link."""
        self._line.send(data)

    def step(self, until: float) -> float | None:
        """Feed one chunk that has arrived by `until` (perf_counter seconds) to the terminal; its time, or None."""
        took = self._line.take(until)
        if took is None:
            return None
        due, piece, text = took
        self.bytes, self.chunks, self.last_byte = self.bytes + len(piece), self.chunks + 1, due
        self.first_byte = self.first_byte or due - self._line.t0
        self.raw += piece
        self.term.feed(text)
        if self.first_paint is None and not self.in_sync and any(map(str.strip, self.term.lines())):
            self.first_paint = due - self._line.t0
        return due

    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.term.lines())

    def has(self, pattern: str) -> bool:
        """Is the regex on screen, outside a synchronized update?"""
        return not self.in_sync and re.search(pattern, self.text(), re.M) is not None

    def wait_for(self, pattern: str, timeout: float = PATIENCE) -> float:
        """Seconds from the start until the regex is on screen; TimeoutError, with the screen, if it never is."""
        end, seen, ended = time.perf_counter() + timeout, (-1, False), False
        while True:
            if (self.chunks, self.in_sync) != seen and self.has(pattern):
                return (self.last_byte or time.perf_counter()) - self._line.t0
            seen, now = (self.chunks, self.in_sync), time.perf_counter()
            if self.step(min(end, now + 0.25)) is None and (ended or now >= end):
                break
            ended = self._line.ended()
        raise TimeoutError(f"{pattern!r} not on screen after {timeout} s:\n{self.text()}")

    def until(self, holds: Callable[[], object], what: str, timeout: float = PATIENCE) -> None:
        """Act as the terminal until that holds; TimeoutError, with the screen, if it never does."""
        end = time.perf_counter() + timeout
        while not holds():
            if time.perf_counter() > end:
                raise TimeoutError(f"{what}: not after {timeout} s:\n{self.text()}")
            self.step(time.perf_counter() + 0.01)

    def settle(self, quiet_ms: float = 150, timeout: float = PATIENCE) -> float:
        """Read until `quiet_ms` passed without output; seconds from the start to the last byte."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end and self.step(min(end, time.perf_counter() + quiet_ms / 1000)) is not None:
            pass
        return self.last_byte - self._line.t0

    def key(
        self,
        name: str,
        until: str | None = None,
        quiet_ms: float = 150,
        timeout: float = 5.0,
        raw: str | None = None,
    ) -> dict[str, Any]:
        """Send one key (or `raw` in its place) and time the answer.

        first_byte_ms: first output. paint_ms: first visible cell change. until_ms: the regex `until` on screen.
        done_ms: last byte before `quiet_ms` of silence. bytes, frames, cells: what the answer cost and changed.
        cpu_ms: of the program, the steadiest of these numbers on a busy machine.
        """
        quiet = (quiet_ms + self._line.link.rtt_ms) / 1000
        before, bytes_before, chunks_before, frames_before = (
            self.term.cells(),
            self.bytes,
            self.chunks,
            self.term.frames,
        )
        cpu_before, start = self.stats()["cpu_ms"], time.perf_counter()
        self.send(raw if raw is not None else self.term.encode(name))
        first = paint = found = done = None
        while (now := time.perf_counter()) < start + timeout:
            if until is not None and found is None:
                patience = start + timeout
            else:
                patience = min(now + (max(quiet, 1.0) if first is None else quiet), start + timeout)
            at = self.step(patience)
            if at is None:
                break
            first, done = first or at, at
            if not self.in_sync:
                paint = paint or (at if self.term.cells() != before else None)
                found = found or (at if until and self.has(until) else None)

        def ms(moment: float | None) -> float | None:
            return None if moment is None else round((moment - start) * 1000, 2)

        after = self.term.cells()
        return {
            "key": name,
            "first_byte_ms": ms(first),
            "paint_ms": ms(paint),
            **({"until_ms": ms(found)} if until else {}),
            "done_ms": ms(done),
            "bytes": self.bytes - bytes_before,
            "chunks": self.chunks - chunks_before,
            "frames": self.term.frames - frames_before,
            "cells": sum(a != b for x, y in zip(before, after, strict=False) for a, b in zip(x, y, strict=False)),
            "cpu_ms": round(self.stats()["cpu_ms"] - cpu_before, 2),
        }

    def burst(self, names: Iterable[str], gap_ms: float = 30, quiet_ms: float = 300) -> dict[str, Any]:
        """Keys at a fixed pace (a held key): how long the picture lags behind the last one, and the bytes in all."""
        names, bytes_before, frames_before = list(names), self.bytes, self.term.frames
        start = time.perf_counter()
        for i, name in enumerate(names):
            self.send(self.term.encode(name))
            while self.step(start + (i + 1) * gap_ms / 1000) is not None:
                pass
        last = start + (len(names) - 1) * gap_ms / 1000
        self.settle(quiet_ms + self._line.link.rtt_ms)
        return {
            "keys": len(names),
            "lag_ms": round((self.last_byte - last) * 1000, 1),
            "bytes": self.bytes - bytes_before,
            "frames": self.term.frames - frames_before,
        }

    def idle(self, seconds: float) -> dict[str, Any]:
        """What the program costs while nobody types."""
        bytes_before, cpu_before, end = self.bytes, self.stats()["cpu_ms"], time.perf_counter() + seconds
        while self.step(end) is not None:
            pass
        cpu = round(self.stats()["cpu_ms"] - cpu_before, 2)
        return {"idle_s": seconds, "bytes": self.bytes - bytes_before, "cpu_ms": cpu}

    def set_size(self, cols: int, rows: int) -> None:
        """Change the window size (SIGWINCH follows, as from a real terminal), without waiting for the answer."""
        self.term.resize(cols, rows)
        self._line.set_size(cols, rows)

    def resize(self, cols: int, rows: int, quiet_ms: float = 150) -> dict[str, Any]:
        """Change the window size and let it settle."""
        self.set_size(cols, rows)
        return {"size": f"{cols}x{rows}", **self.key("resize", raw="", quiet_ms=quiet_ms)}

    def suspend(self) -> None:
        """Ask the program to stop, as ctrl+z does where a terminal makes a signal of it, and to go on."""
        os.kill(self.pid, signal.SIGTSTP)
        os.kill(self.pid, signal.SIGCONT)

    def stats(self) -> dict[str, float]:
        """Memory (MB), CPU (ms), processes and threads of the whole process tree."""
        return tree_stats(self.pid)

    def exit_test(self, how: str, timeout: float = PATIENCE) -> dict[str, Any]:
        """Leave by keys ("q", "ctrl+c", "escape :q! enter"), by TERM, HUP, INT, KILL, or by "hangup" (the line drops).

        `restored` is true only if the program ended, the alternate screen was left, the cursor is shown and stands at
        the start of an empty line, line wrap is on, no attribute is left on, mouse, focus, paste, kitty and application
        cursor modes are off, and termios is as before. After "hangup"
        there is no terminal left to look at, and the result does not have it.
        """
        pids, start, bytes_before = tree(self.pid), time.perf_counter(), self.bytes
        if how == "hangup":
            self._line.hang_up()
        elif hasattr(signal, "SIG" + how):
            os.kill(self.pid, getattr(signal, "SIG" + how))
        else:
            for part in [how] if is_key(how) else how.split():
                self.send("".join(self.term.encode(name) for name in ([part] if is_key(part) else part)))
                self.step(time.perf_counter() + 0.05)
        while time.perf_counter() < start + timeout and not self._line.ended():
            self.step(time.perf_counter() + 0.01)
        ended_ms = None if self.status is None else round((time.perf_counter() - start) * 1000, 1)
        self.settle(100, 3)
        while not self._line.drained() and time.perf_counter() < start + timeout:
            self.settle(100, 3)
        while time.perf_counter() < start + timeout and any(alive(pid) for pid in pids if pid != self.pid):
            self.step(time.perf_counter() + 0.01)
        result: dict[str, Any] = {
            "exit": how,
            "ended_ms": ended_ms,
            "bytes": self.bytes - bytes_before,
            "code": None if self.status is None else os.waitstatus_to_exitcode(self.status),
            "orphans": sum(alive(pid) for pid in pids if pid != self.pid),
        }
        if how != "hangup":
            result |= self._given_back(ended_ms is not None)
        self.close()
        return result

    def _given_back(self, ended: bool) -> dict[str, Any]:
        term = self.term
        left_on = [mode for mode in MUST_BE_OFF if term.modes.get(mode)] + (["kitty"] if term.kitty_stack[0] else [])
        state = {
            "alt_left": not term.alt,
            "cursor_shown": term.modes["25"],
            "termios_same": self._line.termios_same(),
            "wrap_on": term.modes["7"],
            "plain": term.screen.cursor.attrs == term.screen.default_char,
            "fresh_line": term.screen.cursor.x == 0 and not term.lines()[min(term.screen.cursor.y, term.rows - 1)],
        }
        says = term.lines()[:12] if not term.alt and any(term.lines()) else []
        return {**state, "left_on": left_on, "restored": ended and all(state.values()) and not left_on, "says": says}

    def close(self) -> None:
        """End the program if it still runs (it and its children, by id), and free the pty."""
        self._line.close()

    def __enter__(self) -> Probe:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def save(self, path: str | Path) -> Path:
        """The present screen as .txt or .svg."""
        from helpers.probe import picture

        picture.save(self.term, Path(path))
        return Path(path)
