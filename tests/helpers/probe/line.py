"""A program in a pty and the line to it: bytes both ways, stamped with the time at which a reader would see them."""

from __future__ import annotations

import codecs
import collections
import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.probe.process import tree

NOT_INHERITED = ("LINES", "COLUMNS", "TMUX", "STY", "NO_COLOR", "FORCE_COLOR", "SSH_CONNECTION", "ESCDELAY")


@dataclass
class Link:
    """A slow line between program and reader. Rates in bytes per second (0: unlimited); `window` is how many bytes may
    be under way before the program is made to wait."""

    rtt_ms: float = 0.0
    down: float = 0.0
    up: float = 0.0
    window: int = 32768


class Line:
    """Spawns the command at once; the clock starts before the fork."""

    def __init__(
        self, cmd: Sequence[str], cols: int, rows: int, link: Link, env: Mapping[str, str], cwd: str | None
    ) -> None:
        self.link = link
        self.sent = 0
        self.status: int | None = None
        self._in: collections.deque[tuple[float, bytes]] = collections.deque()
        self._out: collections.deque[tuple[float, bytes]] = collections.deque()
        self._arrived, self._stop = threading.Condition(), False
        self._free = self._up_free = 0.0
        self._wake_read, self._wake_write = os.pipe()
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.fd, self._slave = pty.openpty()
        self.set_size(cols, rows)
        self.modes_before = termios.tcgetattr(self.fd)
        self.t0 = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.login_tty(self._slave)
                os.chdir(cwd or ".")
                os.closerange(3, 256)
                os.execvpe(cmd[0], list(cmd), dict(env))
            finally:
                os._exit(127)
        self._thread = threading.Thread(target=self._pump, daemon=True)
        self._thread.start()

    def set_size(self, cols: int, rows: int) -> None:
        """Change the window size; the program gets SIGWINCH."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def termios_same(self) -> bool:
        """Is the line discipline as it was before the program started?"""
        return termios.tcgetattr(self.fd)[:4] == self.modes_before[:4]

    def _pump(self) -> None:
        """Thread: stamps output as it is read, and delays both directions as the link says."""
        half = self.link.rtt_ms / 2000
        while not self._stop:
            now = time.perf_counter()
            while self._out and self._out[0][0] <= now:
                with contextlib.suppress(OSError):
                    os.write(self.fd, self._out.popleft()[1])
            full = bool(self.link.down) and (self._free - now) * self.link.down > self.link.window
            waits = [0.5, *(max(0.0, due - now) for due, _ in list(self._out)[:1]), *([0.01] if full else [])]
            ready = select.select([self._wake_read, *([] if full else [self.fd])], [], [], min(waits))[0]
            if self._wake_read in ready:
                os.read(self._wake_read, 64)
            if self.fd in ready:
                try:
                    data = os.read(self.fd, 65536)
                except OSError:
                    return
                self._arrive(data, time.perf_counter(), half)

    def _arrive(self, data: bytes, due: float, half: float) -> None:
        down = self.link.down
        pieces = [data[i : i + 512] for i in range(0, len(data), 512)] if down else [data]
        with self._arrived:
            for piece in pieces:
                if down:
                    self._free = max(due, self._free) + len(piece) / down
                self._in.append(((self._free if down else due) + half, piece))
            self._arrived.notify()

    def send(self, data: str | bytes) -> None:
        """Type raw bytes, through the link."""
        data = data.encode() if isinstance(data, str) else data
        if not data:
            return
        self.sent += len(data)
        if not (self.link.rtt_ms or self.link.up):
            with contextlib.suppress(OSError):
                os.write(self.fd, data)
            return
        self._up_free = max(time.perf_counter(), self._up_free) + (len(data) / self.link.up if self.link.up else 0)
        self._out.append((self._up_free + self.link.rtt_ms / 2000, data))
        os.write(self._wake_write, b"x")

    def take(self, until: float) -> tuple[float, bytes, str] | None:
        """One chunk that has arrived by `until`: its time, its bytes, its text; None if there is none by then."""
        with self._arrived:
            while not self._in:
                left = until - time.perf_counter()
                if left <= 0 or not self._arrived.wait(left):
                    return None
            due = self._in[0][0]
            piece = self._in.popleft()[1] if due <= until else b""
        time.sleep(max(0.0, min(due, until) - time.perf_counter()))
        return (due, piece, self._decode(piece)) if piece else None

    def drained(self) -> bool:
        """Has all that the program wrote been taken?"""
        return not self._in and (self.fd < 0 or not select.select([self.fd], [], [], 0)[0])

    def ended(self) -> bool:
        """Has the program ended? `status` then holds what waitpid said."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is not None

    def hang_up(self) -> None:
        """The line drops: nobody holds the terminal any more."""
        self._halt()
        os.close(self.fd)
        os.close(self._slave)
        self.fd = self._slave = -1

    def close(self) -> None:
        """End the program if it still runs (it and its children, by id), and free the pty."""
        for pid in [] if self.ended() else reversed(tree(self.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.status is None:
            self.status = os.waitpid(self.pid, 0)[1]
        self._halt()
        for fd in (self.fd, self._slave, self._wake_read, self._wake_write):
            with contextlib.suppress(OSError):
                os.close(fd)
        self.fd = self._slave = self._wake_read = self._wake_write = -1

    def _halt(self) -> None:
        """Stop the reader thread; a closed fd is truly closed only once nobody selects on it."""
        self._stop = True
        if self._thread.is_alive():
            os.write(self._wake_write, b"x")
            self._thread.join(2)
