"""What a slow line leaves of an arrow key: Esc, then `[A`, which nobody typed.

Textual waits a moment for the rest of an escape sequence (ESCDELAY) and then believes in the Esc. What comes after that
would be keys: `[` steps back by a provision. A hand does not type `[` and `A` in one instant, a terminal does.
"""

from __future__ import annotations

AT_ONCE = 0.03
"""Seconds between the bytes of one packet, at most, on a busy machine. So long a bracket typed after Esc waits."""

ESCAPE = "escape"
_LONGEST = 8  # bytes of the sequences that keys send
_PARAMETERS = frozenset("0123456789;")
_FINAL = {"[": frozenset("ABCDEFHPQRSZu~"), "O": frozenset("ABCDEFHMPQRS")}


class Remains:
    """Takes the names of keys with the time at which each came, and gives those that are keys."""

    def __init__(self) -> None:
        self.held: tuple[str, ...] = ()
        """What may be the remains of a key; `release` it where nothing more comes."""

        self._time = 0.0
        self._escaped = False

    def take(self, names: tuple[str, ...], time: float) -> tuple[str, ...]:
        """One press of a key, at that time in seconds: the keys that are to be done now, in their order."""
        if not names:
            return ()
        if self.held and len(names) == 1 and time - self._time <= AT_ONCE:
            begun, name = self.held[0], names[0]
            if name in _FINAL[begun]:
                self.held = ()
                return ()
            if begun == "[" and name in _PARAMETERS and len(self.held) < _LONGEST:
                self.held, self._time = (*self.held, name), time
                return ()
        before = self.release()
        if self._escaped and not before and names[0] in _FINAL:
            self.held, self._time, self._escaped = names, time, False
            return ()
        self._escaped = names == (ESCAPE,)
        return (*before, *names)

    def release(self) -> tuple[str, ...]:
        """What was held is keys after all."""
        held, self.held = self.held, ()
        return held
