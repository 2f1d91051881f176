"""Which sources stand in the panes: a window that passes over all of them, with pins. Pure.

The order is that of the lists (compared sources by letter, then those on other events); more sources chosen than fit
come before the others. The window holds some of them; moving it on takes the first unpinned source out and brings in
the first hidden one that follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

NARROWEST_FOR = ((200, 4), (150, 3), (100, 2), (0, 1))
"""From how many columns on there is room for how many panes."""


def panes_for(width: int) -> int:
    """How many panes fit side by side in `width` cells."""
    return next(count for columns, count in NARROWEST_FOR if width >= columns)


@dataclass(frozen=True, slots=True)
class Carousel:
    """`slots` are the sources chosen for the panes, from left to right; `focus` is the index of the one that leads;
    `room` is how many fit; with `single` only the focused one is shown. There is always at least one slot. `listed` is
    the order of the lists, `best` those to take first where more fit than were asked for; `full` is set while there
    were never fewer chosen than fitted, so that a wider window shows more. `added` are those that a wider window
    brought in, in this order: a narrower one lets them go again, so that it shows what it showed before."""

    order: tuple[str, ...]
    slots: tuple[str, ...]
    focus: int = 0
    room: int = 1
    pinned: frozenset[str] = frozenset()
    single: bool = False
    best: tuple[str, ...] = ()
    full: bool = True
    listed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def focused(self) -> str:
        """The source that leads."""
        return self.slots[self.focus]

    @property
    def shown(self) -> tuple[str, ...]:
        """The sources on screen, from left to right; the focused one is always among them."""
        count = 1 if self.single else max(1, min(self.room, len(self.slots)))
        first = min(max(0, self.focus - count + 1), len(self.slots) - count)
        return self.slots[first : first + count]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The other sources, in order."""
        shown = self.shown
        return tuple(source for source in self.order if source not in shown)

    def fitted(self, room: int) -> Carousel:
        """The same sources where `room` panes fit, and as many more as there is room for if nobody wanted fewer."""
        fitted = replace(self, room=room)
        for source in reversed(self.added):
            if len(fitted.slots) > room and source != self.focused and source not in self.pinned:
                fitted = fitted._without(source)
        if not self.full:
            return fitted
        for source in self.best:
            if len(fitted.slots) < room and source not in fitted.slots:
                fitted = fitted._with(source)
        return fitted

    def _without(self, source: str) -> Carousel:
        """One source less, not the focused one."""
        slots = tuple(slot for slot in self.slots if slot != source)
        added = tuple(other for other in self.added if other != source and other in slots)
        return replace(self, slots=slots, focus=slots.index(self.focused), added=added)

    def _with(self, source: str) -> Carousel:
        """One source more, before the first that comes later in the order; pins stay at the left."""
        at = self.order.index(source)
        later = (n for n, s in enumerate(self.slots) if s not in self.pinned and self.order.index(s) > at)
        place = next(later, len(self.slots))
        slots = (*self.slots[:place], source, *self.slots[place:])
        added = (*(other for other in self.added if other in self.slots), source)
        return replace(self, slots=slots, focus=self.focus + (place <= self.focus), added=added)

    def chosen(self, sources: Sequence[str]) -> Carousel:
        """These sources and no others, the first one focused unless the focused one is among them."""
        slots = tuple(dict.fromkeys(source for source in sources if source in self.order)) or self.slots
        focus = slots.index(self.focused) if self.focused in slots else 0
        listed = self.listed or self.order
        order = (*slots, *(s for s in listed if s not in slots)) if len(slots) > self.room else listed
        full = len(slots) >= min(self.room, len(self.best))
        chosen = replace(self, order=order, listed=listed, slots=slots, focus=focus, full=full, single=False, added=())
        return replace(chosen, pinned=self.pinned & set(slots))

    def moved(self, step: int) -> Carousel:
        """Focus the next (1) or previous (-1) pane, around the end. With one pane it is the next source of all."""
        shown = self.shown
        if len(shown) == 1:
            at = self.order.index(self.focused)
            return self.showing(self.order[(at + step) % len(self.order)])
        source = shown[(shown.index(self.focused) + step) % len(shown)]
        return replace(self, focus=self.slots.index(source))

    def showing(self, source: str) -> Carousel:
        """Focus this source; where it has no slot it takes the focused one's."""
        if source in self.slots:
            return replace(self, focus=self.slots.index(source))
        return self.put(source)

    def put(self, source: str) -> Carousel:
        """This source in the focused slot; a source that has another slot already changes places with it."""
        slots = list(self.slots)
        if source in slots:
            slots[slots.index(source)] = self.focused
        slots[self.focus] = source
        return replace(self, slots=tuple(slots), pinned=self.pinned & set(slots))

    def turned(self, step: int) -> Carousel:
        """The window one source on (1) or back (-1). Pinned sources stay. Nothing changes where all are shown."""
        shown = self.shown
        if len(shown) == 1:
            return self.moved(step)
        passing = [source for source in shown if source not in self.pinned]
        hidden = set(self.hidden)
        if not passing or not hidden:
            return self
        leaving = passing[0] if step > 0 else passing[-1]
        beyond = self._from(leaving, step)
        coming = next(source for source in beyond if source in hidden)
        rest = [source for source in beyond if source == coming or source in passing]
        if step < 0:
            rest.reverse()
        pins = [source for source in shown if source in self.pinned]
        slots = (*pins, *rest)
        focus = slots.index(self.focused) if self.focused in slots else slots.index(coming)
        return replace(self, slots=slots, focus=focus)

    def _from(self, source: str, step: int) -> list[str]:
        """All other sources in the order in which the window meets them, going from `source`."""
        at = self.order.index(source)
        return [self.order[(at + step * n) % len(self.order)] for n in range(1, len(self.order))]

    def pin_toggled(self) -> Carousel:
        """Pin the focused source to the left edge, or let it go."""
        source = self.focused
        if source in self.pinned:
            return replace(self, pinned=self.pinned - {source})
        pinned = self.pinned | {source}
        slots = sorted(self.slots, key=lambda other: other not in pinned)
        return replace(self, slots=tuple(slots), focus=slots.index(source), pinned=pinned)

    def swapped(self) -> Carousel:
        """The focused pane changes places with the next one; the focus goes along."""
        shown = self.shown
        if len(shown) < 2:
            return self
        other = shown[(shown.index(self.focused) + 1) % len(shown)]
        slots = list(self.slots)
        at = slots.index(other)
        slots[self.focus], slots[at] = other, self.focused
        return replace(self, slots=tuple(slots), focus=at)

    def single_toggled(self) -> Carousel:
        """Only the focused pane, or all again."""
        return replace(self, single=not self.single)
