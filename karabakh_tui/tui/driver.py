"""The terminal as one job among others of a shell: stopped with its whole group, and at work only in the foreground.

Textual by itself stops its own process alone, so that whoever started it (`make run`, a script) waits for ever before
a dead screen. Continued after `kill -STOP` it takes its own raw mode for what was there before, and gives that back at
the end.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from time import monotonic
from types import FrameType

from textual.app import App
from textual.events import Resize
from textual.message import Message
from textual.messages import InBandWindowResize

from karabakh_tui.tui.keyboard import Keyboard
from karabakh_tui.tui.mouse import MouseDriver

LAST_LINE = "\x1b[m\x1b[999;1H\x1b[K"
"""Plain attributes, and the cursor at the start of an empty last line: where the prompt goes on a terminal that has no
second screen to come back from, such as the Linux console, or GNU screen as it is set up."""

ANSWERED_WITHIN = 0.5
"""Seconds that a terminal may take to answer what it is asked at the start. An answer that comes after the end is typed
into the shell; so who leaves sooner than that waits for it."""


def in_foreground() -> bool:
    """Whether the terminal is ours to use, and no shell has it at the moment. A terminal that has gone is nobody's."""
    try:
        return os.tcgetpgrp(0) == os.getpgrp()
    except OSError:
        return False


def has_shell() -> bool:
    """Whether somebody may be behind us who would let us go on after a stop: not where the terminal was opened for
    this program alone."""
    return os.getsid(0) != os.getpgrp()


class TerminalDriver(MouseDriver):
    """Textual's driver for Linux and macOS, with stopping and going on done in the app's loop, never amid a write."""

    given_back = False
    """Whether the terminal is the shell's, because of a stop."""

    ending = False
    """Whether a signal has asked us to end: then nothing is waited for any more."""

    _at_work = False
    _stopping = False
    _keyboard: Keyboard | None = None

    def __init__(
        self, app: App[None], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._loop = asyncio.get_running_loop()
        self._asked = monotonic()
        self._answered = Event()
        signal.signal(signal.SIGTSTP, self._asked_to_stop)
        signal.signal(signal.SIGCONT, self._told_to_go_on)

    def start_application_mode(self) -> None:
        """Take the terminal, as soon as we are in the foreground."""
        self._wait_for_foreground()
        self._at_work = True
        self._keyboard = Keyboard(self.fileno, self.process_message)
        self._asked = monotonic()
        self._answered.clear()
        start: Callable[[], None] = super().start_application_mode
        start()

    def stop_application_mode(self) -> None:
        """Give the terminal back: all of it, or what can be given without disturbing the shell that has it."""
        self.write(LAST_LINE)
        if not in_foreground():
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
            self.attrs_before = None
        self._at_work = False
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Hear what is typed. Textual calls this in a thread of its own."""
        if self._keyboard:
            self._keyboard.listen()

    def process_message(self, message: Message) -> None:
        """Pass on what was heard. How large the window is the system knows: what comes in between the keys may be
        anything, and a screen of a million columns is the end of the program."""
        if isinstance(message, InBandWindowResize):  # the last question
            self._answered.set()
        elif not isinstance(message, Resize):
            super().process_message(message)

    def disable_input(self) -> None:
        """Hear nothing more."""
        if self._keyboard:
            self._answered.wait(max(0.0, self._asked + ANSWERED_WITHIN - monotonic()))
            self._keyboard.stop()
            self._keyboard = None
        super().disable_input()

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self._at_work:
            self._loop.call_soon_threadsafe(self._stop)
        else:  # another program has the terminal for us, and stops with us
            self._stop_group(signal.SIGTSTP)

    def _told_to_go_on(self, _number: int, _frame: FrameType | None) -> None:
        if self._stopping:
            self._stopping = False
        else:
            self._loop.call_soon_threadsafe(self._take_again)

    def _stop(self) -> None:
        """Be a stopped job until somebody lets us go on in the foreground."""
        if not self._at_work:
            return
        self.suspend_application_mode()
        self.given_back = True
        self._stop_group(signal.SIGTSTP)
        self._wait_for_foreground()
        self.given_back = False
        self._resume()

    def _take_again(self) -> None:
        """Somebody stopped us without a word, and a shell may have used the terminal since."""
        if not self._at_work:
            return
        self._wait_for_foreground()
        if not self.ending:
            self.suspend_application_mode()
            self._resume()

    def _resume(self) -> None:
        self.resume_application_mode()
        self._app.post_message(self.SignalResume())

    def _wait_for_foreground(self) -> None:
        while not self.ending and not in_foreground():
            if not self._stop_group(signal.SIGTTOU):
                return

    def _stop_group(self, number: signal.Signals) -> bool:
        """Stop all processes that were started with us, as the terminal does when a key asks for it. Comes back when
        they are let go on; at once, with False, where the system stops nobody because nobody could let them go on."""
        before = signal.signal(number, signal.SIG_DFL)
        self._stopping = True
        with suppress(PermissionError):
            os.kill(0, number)
        stopped = not self._stopping
        self._stopping = False
        signal.signal(number, before)
        return stopped
