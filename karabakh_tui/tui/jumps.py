"""Places a person has been at: the jump list and the marks. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from karabakh_tui.tui.viewport import Stand

LONGEST = 100
"""How many jumps are kept; older ones fall off."""


@dataclass(frozen=True, slots=True)
class Place:
    """A state of the reader that can be gone back to.

    `slots` are the sources in the panes, `focused` the one that leads, `provision` the provision in focus ("" without),
    `passage` its n-th passage in the focused source, `stands` how the text of each source stood in its pane, `row` the
    row of text that passages were lined up on (None for the reading line), `why` a few words for the list. `full` tells
    that nobody wanted fewer sources than there was room for, so a wider window shows more.
    """

    slots: tuple[str, ...]
    focused: str
    provision: str = ""
    passage: int = 0
    stands: dict[str, Stand] = field(default_factory=dict)
    row: int | None = None
    why: str = ""
    full: bool = True


@dataclass(frozen=True, slots=True)
class Jumps:
    """The places in the order of the visits; `at` is the index of the present one, the last one unless a person went
    back. Going somewhere from the middle drops what lay ahead, as a browser does."""

    places: tuple[Place, ...] = ()
    at: int = -1

    def visited(self, place: Place) -> Jumps:
        """`place` is where the reader is from now on."""
        if self.places and self.places[self.at] == place:
            return self
        places = (*self.places[: self.at + 1], place)[-LONGEST:]
        return Jumps(places, len(places) - 1)

    def left(self, place: Place) -> Jumps:
        """The present place as it looks on leaving it: scrolled, for instance. Where a jump ends is part of it."""
        if not self.places:
            return Jumps((place,), 0)
        places = list(self.places)
        places[self.at] = replace(place, why=places[self.at].why)
        return replace(self, places=tuple(places))

    def back(self, count: int = 1) -> Jumps | None:
        """`count` places earlier, as far as there are any; None at the first."""
        return replace(self, at=max(0, self.at - count)) if self.at > 0 else None

    def forward(self, count: int = 1) -> Jumps | None:
        """`count` places later; None at the last."""
        last = len(self.places) - 1
        return replace(self, at=min(last, self.at + count)) if self.at < last else None

    @property
    def present(self) -> Place | None:
        """Where the reader is, None before the first visit."""
        return self.places[self.at] if self.places else None
