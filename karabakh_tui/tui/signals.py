"""Leaving in good order whatever ends the program: the terminal is given back, and the place is kept.

Textual by itself is killed by SIGTERM and SIGHUP with the terminal still in its hands, waits for ever to write to a
terminal that has gone, and reads such a terminal round and round where SIGHUP is ignored.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from time import thread_time
from types import FrameType
from typing import Any, NoReturn, TextIO

from textual.app import App
from textual.events import Resize
from textual.geometry import Size

from karabakh_tui.tui.driver import LAST_LINE, TerminalDriver, in_foreground

LOOK_EVERY = 1.0
"""Seconds between two looks whether the terminal is still there."""

PATIENCE = 3
"""Seconds that an exit by signal may take without any work being done: a terminal that takes no more bytes would hold
it for ever. On a busy machine an exit takes longer, and then it works."""

AT_WORK = 0.02
"""Seconds of its processor in which the main thread has worked since the last look."""

LOOKS = 10
"""After so many times PATIENCE it is over, whatever is being done."""

HUNG_UP = 128 + signal.SIGHUP

_SIGNALS = (
    *(signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT),
    *(signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGXCPU),
)
"""What would end the program with the terminal in its hands."""


class Lifeline:
    """Ends the app when a signal asks for it or its terminal has gone.

    `on_leave` keeps what is to be kept; it is called once, before the app ends.
    """

    def __init__(self, app: App[Any], on_leave: Callable[[], None]) -> None:
        self._app = app
        self._on_leave = on_leave
        self._left = False
        self._standing = False
        self._wanted = 0

    def start(self) -> None:
        """From now on. Called in the app's event loop, once it runs in its terminal.

        A signal ends it with 128 and its number, so SIGTERM with 143 and SIGINT with 130; a terminal that has gone
        ends it like SIGHUP, with 129. A signal that was ignored when the program started (`nohup`) stays so. Without a
        terminal there is nothing to give back, and signals stay as they are.
        """
        if self._app.is_headless:
            return
        loop = asyncio.get_running_loop()

        driver = self._app._driver

        def hear(number: int, _frame: FrameType | None) -> None:
            if isinstance(driver, TerminalDriver):
                if driver.given_back:
                    self._give_up(128 + number)  # a stopped job: the terminal is the shell's, and stays so
                driver.ending = True
            # Not loop.add_signal_handler: a loop that waits for a stalled terminal would not hear it.
            for held in holders:
                held.ending = True
            _be_done_soon(lambda: self._give_up(128 + number))
            loop.call_soon_threadsafe(self._leave_standing, 128 + number)

        handlers = {number: signal.getsignal(number) for number in _SIGNALS}
        holders = {handler for handler in handlers.values() if isinstance(handler, _Held)}
        for number, handler in handlers.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, hear)
        for held in holders:
            if held.heard:
                hear(held.heard, None)
        self._app.call_after_refresh(self._stand)
        if os.isatty(0):
            self._app.set_interval(LOOK_EVERY, self._look)

    def _stand(self) -> None:
        """All is mounted and painted once."""
        self._standing = True
        if self._wanted:
            self.leave(self._wanted)

    def _leave_standing(self, code: int) -> None:
        """Leave; first let a screen come up that is being built, which cannot be taken down half."""
        self._wanted = self._wanted or code
        if self._standing:
            self.leave(self._wanted)

    def leave(self, code: int) -> None:
        """Keep what is to be kept and end the app with that exit code. The first who asks for it gives the code."""
        if self._left:
            return
        self._left = True
        try:
            self._on_leave()
        finally:
            self._app.exit(return_code=code)

    def _look(self) -> None:
        if terminal_gone(0):
            self._leave_standing(HUNG_UP)
        else:
            self._catch_up()

    def _catch_up(self) -> None:
        """Tell the app the window's size where it has an older one: of two signals in a row, Textual may do the first
        one last."""
        try:
            size = Size(*os.get_terminal_size(0))
        except OSError:  # it has gone since the look
            return
        if size != self._app.size and self._app.size:
            self._app.post_message(Resize(size, size))

    def _give_up(self, code: int) -> NoReturn:
        driver = self._app._driver
        try:
            if not self._left:
                self._on_leave()
        finally:
            if not (isinstance(driver, TerminalDriver) and driver.given_back):
                _give_back_blindly()
            os._exit(code)


def terminal_gone(fd: int) -> bool:
    """Whether nobody holds the other end of the terminal at that file descriptor any more."""
    poll = select.poll()
    poll.register(fd, 0)  # hang-up and error are told without being asked for
    return any(state & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, state in poll.poll(0))


@contextlib.contextmanager
def terminal_given_back() -> Iterator[None]:
    """Run the app inside this, and take its exit code inside too.

    A signal that comes before `Lifeline.start` waits for it. Textual's output goes nowhere once the terminal has gone;
    without that its writer dies, and the next writes wait for it. Raises SystemExit after a signal that came too early
    or too late for the app to answer it.
    """
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    _remember_the_line()
    held = _Held()
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, held)
    terminals = [fd for fd in (1, 2) if os.isatty(fd)]
    stream = sys.__stderr__
    vars(sys)["__stderr__"] = _Outlet(stream) if stream else None
    try:
        yield
    finally:
        vars(sys)["__stderr__"] = stream
        signal.alarm(0)
        unheard = held.heard if any(signal.getsignal(number) is held for number in before) else 0
        for number, handler in before.items():
            # Who is about to end because of one signal shall not die of the next one.
            signal.signal(number, signal.SIG_IGN if held.ending else handler)
        for fd in terminals:
            if terminal_gone(fd):
                _to_nowhere(fd)
        if unheard:
            raise SystemExit(128 + unheard)


class _Held:
    """A signal handler that only remembers which signal it heard, and lets it wait for so long."""

    def __init__(self) -> None:
        self.heard = 0
        self.ending = False

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        if not in_foreground():
            os._exit(128 + number)  # a job that was stopped or sent to the background before it drew anything
        self.heard = number
        _be_done_soon(lambda: _end_blindly(128 + number))


def _be_done_soon(otherwise: Callable[[], NoReturn]) -> None:
    """From now on the program has so much time to end by itself, and more for as long as it is at work on that."""
    worked, looks = thread_time(), 0

    def look(*_: object) -> None:
        nonlocal worked, looks
        before, worked, looks = worked, thread_time(), looks + 1
        if looks >= LOOKS or worked - before < AT_WORK:
            otherwise()
        signal.alarm(PATIENCE)

    signal.signal(signal.SIGALRM, look)
    signal.alarm(PATIENCE)


_line: list[Any] = []
"""How the terminal's line was set when the program came."""

_AS_SHELLS_WANT_IT = (
    "\x1b[?2026l\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2048l\x1b[?7h\x1b[<u\x1b[?1049l"
    + LAST_LINE
    + "\x1b[?25h"
)


def _remember_the_line() -> None:
    with contextlib.suppress(termios.error, OSError):
        _line[:] = termios.tcgetattr(0)


def _end_blindly(code: int) -> NoReturn:
    _give_back_blindly()
    os._exit(code)


def _give_back_blindly() -> None:
    """Tell the terminal to be as it was, as far as it takes bytes at once: nothing is waited for any more."""
    if not in_foreground():
        return
    with contextlib.suppress(OSError, termios.error):
        os.set_blocking(2, False)
        try:
            os.write(2, _AS_SHELLS_WANT_IT.encode())
        finally:
            os.set_blocking(2, True)  # the shell has the same terminal
    with contextlib.suppress(OSError, termios.error):
        if _line:
            termios.tcsetattr(0, termios.TCSANOW, _line)


def _to_nowhere(fd: int) -> None:
    """What is written there from now on is lost, without an error; so is what Python still holds back for it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, fd)
    os.close(nowhere)


class _Outlet:
    """A text stream that never fails: when its terminal has gone, it writes to nowhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Like the stream's own."""
        return self._bravely(lambda: self._stream.write(text)) or 0

    def flush(self) -> None:
        """Like the stream's own."""
        self._bravely(self._stream.flush)

    def _bravely(self, act: Callable[[], int | None]) -> int | None:
        try:
            return act()
        except OSError:
            _to_nowhere(self._stream.fileno())
            return None
