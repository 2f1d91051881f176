"""What the keys of the reader do: each action in a line or two, in terms of what the reader can do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.reading import Only
from karabakh_tui.tui.viewport import OVERLAP
from karabakh_tui.tui.views.citation import excerpt, paragraph_at

if TYPE_CHECKING:
    from karabakh_tui.tui.screens.reader import ReaderScreen


class ReaderActions:
    """The actions of the reader that need no screen of their own."""

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader

    # Scrolling

    def do_line_down(self, press: Press) -> None:
        self._reader.scroll(press.count or 1)

    def do_line_up(self, press: Press) -> None:
        self._reader.scroll(-(press.count or 1))

    def do_half_down(self, press: Press) -> None:
        self._reader.scroll((press.count or 1) * self._half)

    def do_half_up(self, press: Press) -> None:
        self._reader.scroll(-(press.count or 1) * self._half)

    def do_page_down(self, press: Press) -> None:
        self._reader.scroll((press.count or 1) * self._page)

    def do_page_up(self, press: Press) -> None:
        self._reader.scroll(-(press.count or 1) * self._page)

    def do_top(self, press: Press) -> None:
        self._reader.go_far(end=False)

    def do_end(self, press: Press) -> None:
        self._reader.go_far(end=True)

    # Provisions and passages

    def do_next_provision(self, press: Press) -> None:
        self._step_provision(press.count or 1)

    def do_previous_provision(self, press: Press) -> None:
        self._step_provision(-(press.count or 1))

    def do_next(self, press: Press) -> None:
        self._step_provision(press.count or 1)

    def do_previous(self, press: Press) -> None:
        self._step_provision(-(press.count or 1))

    def do_next_passage(self, press: Press) -> None:
        self._step_passage(press.count or 1)

    def do_previous_passage(self, press: Press) -> None:
        self._step_passage(-(press.count or 1))

    def do_centre(self, press: Press) -> None:
        """All panes back on the provision in focus."""
        self._reader.arrive(replace(self._reader.reading, rows=0), "centred")

    def do_only_disagreements(self, press: Press) -> None:
        self._narrow("disagreements")

    def do_only_omissions(self, press: Press) -> None:
        self._narrow("silences")

    # Panes

    def do_pane_left(self, press: Press) -> None:
        self._reader.turn(self._reader.reading.carousel.moved(-(press.count or 1)))

    def do_pane_right(self, press: Press) -> None:
        self._reader.turn(self._reader.reading.carousel.moved(press.count or 1))

    def do_carousel_left(self, press: Press) -> None:
        self._pass(-1, press)

    def do_carousel_right(self, press: Press) -> None:
        self._pass(1, press)

    def do_pin(self, press: Press) -> None:
        self._reader.turn(self._reader.reading.carousel.pin_toggled())

    def do_only(self, press: Press) -> None:
        self._reader.turn(self._reader.reading.carousel.single_toggled())

    def do_swap(self, press: Press) -> None:
        self._reader.turn(self._reader.reading.carousel.swapped())

    def do_put_source(self, press: Press) -> None:
        number = int(press.arg)
        articles = self._reader.loaded.comparison.articles
        if number <= len(articles):
            self._reader.turn(self._reader.reading.carousel.put(articles[number - 1].id))
        else:
            self._reader.say(f"There is no source {number}; there are {len(articles)}.")

    def do_sync(self, press: Press) -> None:
        follow = not self._reader.reading.follow
        self._reader.set_follow(follow)
        self._reader.say("The panes follow each other." if follow else "Each pane scrolls on its own.")

    # Looks

    def do_gutter(self, press: Press) -> None:
        look = self._reader.look
        self._reader.restyle(replace(look, gutter=not look.gutter))

    def do_ruler(self, press: Press) -> None:
        look = self._reader.look
        self._reader.restyle(replace(look, ruler=not look.ruler))

    def do_text_width(self, press: Press) -> None:
        look = self._reader.look.next_width()
        self._reader.restyle(look)
        self._reader.say(f"Text width: {look.width_mode}.")

    def do_copy(self, press: Press) -> None:
        """The passage that the leading pane stands on; without one the paragraph on its reading line."""
        reader = self._reader
        source = reader.reading.carousel.focused
        article = next(a for a in reader.loaded.comparison.articles if a.id == source)
        if passage := reader.reading.passage(source):
            reader.copy(excerpt(article, [passage.span]))
        elif span := paragraph_at(article.text, reader.leader.reading_offset):
            reader.copy(excerpt(article, [span], "the paragraph on the reading line"))
        else:
            reader.say(f"{article.letter} is empty, so there is nothing to copy.")

    def do_boilerplate(self, press: Press) -> None:
        look = self._reader.look
        self._reader.restyle(replace(look, fold=not look.fold))
        self._reader.say("The sites' own text is shown, greyed." if look.fold else "The sites' own text is folded.")

    # Places

    def do_set_mark(self, press: Press) -> None:
        self._reader.set_mark(press.arg)
        self._reader.say(f"Mark {press.arg} set.")

    def do_go_mark(self, press: Press) -> None:
        if press.arg in self._reader.marks:
            self._reader.go_to_mark(press.arg)
        else:
            self._reader.say(f"There is no mark {press.arg}.")

    def do_jump_back(self, press: Press) -> None:
        jumps = self._reader.jumps_as_left().back(press.count or 1)
        self._reader.jump(jumps, "This is the first place on the jump list.")

    def do_jump_forward(self, press: Press) -> None:
        jumps = self._reader.jumps_as_left().forward(press.count or 1)
        self._reader.jump(jumps, "This is the last place on the jump list.")

    # How it is done

    @property
    def _half(self) -> int:
        return max(1, self._reader.leader.text_height // 2)

    @property
    def _page(self) -> int:
        return max(1, self._reader.leader.text_height - OVERLAP)

    def _step_provision(self, steps: int) -> None:
        if self._reader.reading.trail:
            self._reader.arrive(self._reader.reading.stepped(steps), "provision")
        else:
            self._reader.say_no_provisions()

    def _step_passage(self, steps: int) -> None:
        reading = self._reader.reading.passage_stepped(steps)
        source = self._reader.reading.carousel.focused
        if reading:
            self._reader.arrive(reading, "passage", only=source)
        else:
            which = "later" if steps > 0 else "earlier"
            self._reader.say(f"{self._reader.letter(source)} has no {which} passage on this provision.")

    def _narrow(self, only: Only) -> None:
        reader = self._reader
        reader.reading = replace(reader.reading, only="" if reader.reading.only == only else only)
        if reader.reading.only:
            left, of = len(reader.reading.trail), len(reader.loaded.comparison.provisions)
            reader.say(f"The trail goes through {only} only: {left} of {of} provisions.")
        else:
            reader.say("The trail goes through all provisions.")

    def _pass(self, step: int, press: Press) -> None:
        carousel = self._reader.reading.carousel
        for _ in range(min(press.count or 1, len(carousel.order))):
            carousel = carousel.turned(step)
        self._reader.turn(carousel)
