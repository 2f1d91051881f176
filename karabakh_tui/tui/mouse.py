"""The mouse, which is the terminal's own unless somebody asks for it: buttons and wheel, never its mere motion.

Each move of a mouse whose motion is told costs a millisecond of work and its bytes on the line, and nothing here needs
it.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

LISTEN = "\x1b[?1000h\x1b[?1006h"
"""Tell of buttons and wheel, in the form that knows no largest column."""

LEAVE = "\x1b[?1000l\x1b[?1006l"


class MouseDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with a mouse that is turned on and off while the program runs."""

    def listen(self, on: bool) -> None:
        """Hear the mouse from now on, or leave it to the terminal."""
        if on == self._mouse:
            return
        if on:
            self._mouse = True
            self._enable_mouse_support()
        else:
            self._disable_mouse_support()
            self._mouse = False

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write(LISTEN)
            self.flush()

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write(LEAVE)
            self.flush()

    def _enable_mouse_pixels(self) -> None:
        """Cells are enough."""


def listen_to_mouse(app: App[Any], on: bool) -> None:
    """Hear the mouse from now on, or leave it to the terminal; nothing, where there is no terminal."""
    if isinstance(app._driver, MouseDriver):
        app._driver.listen(on)
