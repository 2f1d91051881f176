"""The reader: panes in step by provision, the provisions bar above them, what each source says below.

The screen wires: `Reading` knows what is read, `Sync` which places go together, the panes draw. After each action the
lines above and below are built anew; only rows that differ are painted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.events import Resize

from karabakh_tui.tui.carousel import Carousel, panes_for
from karabakh_tui.tui.dispatch import Step
from karabakh_tui.tui.goto import Goto
from karabakh_tui.tui.jumps import Jumps, Place
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.place import Stored
from karabakh_tui.tui.reading import Only, Reading, opening
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.sync import Sync
from karabakh_tui.tui.views.bar import bar
from karabakh_tui.tui.views.detail import detail
from karabakh_tui.tui.views.footer import footer
from karabakh_tui.tui.views.pane import Look, article_view, pane_note, silence
from karabakh_tui.tui.views.status import shown_line, top_line
from karabakh_tui.tui.widgets.article_pane import ArticlePane
from karabakh_tui.tui.widgets.lines import Lines
from karabakh_tui.tui.widgets.panes import Panes, Shown

if TYPE_CHECKING:
    from karabakh_tui.matching.load import Loaded

TOP_ROWS = 2


def detail_rows(height: int) -> int:
    """How many rows the detail strip takes of a screen of that height."""
    return 6 if height >= 44 else 5 if height >= 30 else 3 if height >= 20 else 1


def has_status_row(height: int) -> bool:
    """Whether a line of its own tells who is shown; on low screens the title line has to do."""
    return height >= 30


class ReaderScreen(KeyScreen[None]):
    """Several articles side by side."""

    SCOPES: ClassVar[tuple[str, ...]] = ("read", "global")

    def __init__(self, loaded: Loaded, stored: Stored | None) -> None:
        super().__init__()
        self.loaded = loaded
        self.reading = opening(loaded.comparison, 1)
        self.look = Look()
        self.jumps = stored.jumps if stored else Jumps()
        self.marks = dict(stored.marks) if stored else {}
        self._sync = Sync(loaded.comparison)
        self._offsets: dict[str, int] = {}
        self._message = ""
        self._step = Step()
        self._started = False
        if stored:
            self.reading = replace(self.reading, follow=stored.follow)

    def compose(self) -> ComposeResult:
        yield Lines(id="top")
        yield Panes()
        yield Lines(id="bottom")

    def on_mount(self) -> None:
        self.panes = self.query_one(Panes)
        self._top = self.query_one("#top", Lines)
        self._bottom = self.query_one("#bottom", Lines)

    def on_resize(self, event: Resize) -> None:
        """As many panes as fit; the first time, the place where a person left off, or the first provision."""
        cells, height = event.size
        self._top.styles.height = TOP_ROWS
        self._bottom.styles.height = self._bottom_rows(height)
        self.reading = self.reading.turned(self.reading.carousel.fitted(panes_for(cells)))
        if self._started:
            self._arrange()
        else:
            self._started = True
            self._start()
        self._draw_lines()

    def _start(self) -> None:
        if self.jumps.present:
            self._go(self.jumps.present)
        else:
            self.read(self._widest_choice(), "start")

    def _widest_choice(self) -> tuple[str, ...]:
        return opening(self.loaded.comparison, self.reading.carousel.room).carousel.slots

    # What other screens ask of the reader

    def read(self, sources: tuple[str, ...], why: str) -> None:
        """Open these sources, on the provision in focus."""
        self._leave()
        self.reading = self.reading.turned(self.reading.carousel.chosen(sources))
        self._snap(why)

    def go(self, goto: Goto, why: str) -> None:
        """Read that provision, in that article."""
        self._leave()
        self.reading = self.reading.at(goto.provision_id, goto.article_id, goto.passage)
        self._snap(why)

    def say(self, message: str) -> None:
        """Show a message until the next key."""
        self._message = message
        self._draw_lines()

    def stored(self) -> Stored:
        """What the next start needs to go on here."""
        jumps = self.jumps.left(self._here()) if self._started else self.jumps
        return Stored(jumps, self.marks, self.reading.follow)

    # Keys

    def perform(self, press: Press) -> None:
        self._message = ""
        super().perform(press)

    def keys_changed(self, step: Step) -> None:
        if step.unknown:
            self._message = ""
        self._step = step
        self._draw_lines()

    def do_line_down(self, press: Press) -> None:
        self._scroll(press.count or 1)

    def do_line_up(self, press: Press) -> None:
        self._scroll(-(press.count or 1))

    def do_half_down(self, press: Press) -> None:
        self._scroll((press.count or 1) * max(1, self._leader.text_height // 2))

    def do_half_up(self, press: Press) -> None:
        self._scroll(-(press.count or 1) * max(1, self._leader.text_height // 2))

    def do_page_down(self, press: Press) -> None:
        self._scroll((press.count or 1) * max(1, self._leader.text_height - 2))

    def do_page_up(self, press: Press) -> None:
        self._scroll(-(press.count or 1) * max(1, self._leader.text_height - 2))

    def do_top(self, press: Press) -> None:
        self._leader.to_top()
        self._followed("top")

    def do_end(self, press: Press) -> None:
        self._leader.to_end()
        self._followed("end")

    def do_pane_left(self, press: Press) -> None:
        self._turn(self.reading.carousel.moved(-1))

    def do_pane_right(self, press: Press) -> None:
        self._turn(self.reading.carousel.moved(1))

    def do_carousel_left(self, press: Press) -> None:
        self._turn(self.reading.carousel.turned(-1))

    def do_carousel_right(self, press: Press) -> None:
        self._turn(self.reading.carousel.turned(1))

    def do_pin(self, press: Press) -> None:
        self._turn(self.reading.carousel.pin_toggled())

    def do_only(self, press: Press) -> None:
        self._turn(self.reading.carousel.single_toggled())

    def do_swap(self, press: Press) -> None:
        self._turn(self.reading.carousel.swapped())

    def do_put_source(self, press: Press) -> None:
        number = int(press.arg)
        articles = self.loaded.comparison.articles
        if number > len(articles):
            self.say(f"There is no source {number}; there are {len(articles)}.")
            return
        self._turn(self.reading.carousel.put(articles[number - 1].id))

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
        self.reading = replace(self.reading, rows=0)
        self._snap("centred")

    def do_sync(self, press: Press) -> None:
        self.reading = replace(self.reading, follow=not self.reading.follow, rows=0)
        self._lock()
        self.say("The panes follow each other." if self.reading.follow else "Each pane scrolls on its own.")

    def do_only_disagreements(self, press: Press) -> None:
        self._narrow("disagreements")

    def do_only_omissions(self, press: Press) -> None:
        self._narrow("omissions")

    def do_gutter(self, press: Press) -> None:
        self._restyle(replace(self.look, gutter=not self.look.gutter))

    def do_ruler(self, press: Press) -> None:
        self._restyle(replace(self.look, ruler=not self.look.ruler))

    def do_text_width(self, press: Press) -> None:
        self._restyle(self.look.next_width())

    def do_boilerplate(self, press: Press) -> None:
        self._restyle(replace(self.look, fold=not self.look.fold))

    def do_set_mark(self, press: Press) -> None:
        self.marks[press.arg] = self._here(f"mark {press.arg}")
        self.say(f"Mark {press.arg} set.")

    def do_go_mark(self, press: Press) -> None:
        place = self.marks.get(press.arg)
        if place is None:
            self.say(f"No mark {press.arg}.")
            return
        self._leave()
        self._go(place)
        self.jumps = self.jumps.visited(self._here(f"mark {press.arg}"))

    def do_jump_back(self, press: Press) -> None:
        self._jump(self.jumps.left(self._here()).back(press.count or 1), "This is the first place on the jump list.")

    def do_jump_forward(self, press: Press) -> None:
        self._jump(self.jumps.left(self._here()).forward(press.count or 1), "This is the last place on the jump list.")

    # How it is done

    @property
    def _leader(self) -> ArticlePane:
        return self.panes.pane(self.reading.carousel.focused)

    def _step_provision(self, steps: int) -> None:
        trail = self.reading.trail
        if not trail:
            self.say("No provisions are defined, so the panes follow by percentage.")
            return
        self._leave()
        self.reading = self.reading.stepped(steps)
        self._snap("provision")

    def _step_passage(self, steps: int) -> None:
        reading = self.reading.passage_stepped(steps)
        if reading is None:
            which = "later" if steps > 0 else "earlier"
            self.say(f"No {which} passage on this provision in {self._letter(self.reading.carousel.focused)}.")
            return
        self._leave()
        self.reading = reading
        self._snap("passage", only=self.reading.carousel.focused)

    def _narrow(self, only: Only) -> None:
        self.reading = replace(self.reading, only="" if self.reading.only == only else only)
        if not self.reading.only:
            self.say("The trail goes through all provisions.")
            return
        count = len(self.reading.trail)
        self.say(f"The trail goes through {only} only: {count} of {len(self.loaded.comparison.provisions)} provisions.")

    def _restyle(self, look: Look) -> None:
        self._remember()
        self.look = look
        self._arrange()

    def _turn(self, carousel: Carousel) -> None:
        """Other sources in the panes, or another one leads."""
        before, self.reading = self.reading, self.reading.turned(carousel)
        if carousel == before.carousel:
            self.say("All sources are shown already.")
            return
        self._remember()
        leader_moved = carousel.focused != before.carousel.focused
        self._arrange()
        if leader_moved and self.reading.rows:
            self._lock()

    def _jump(self, jumps: Jumps | None, otherwise: str) -> None:
        if jumps is None or jumps.present is None:
            self.say(otherwise)
            return
        self.jumps = jumps
        self._go(jumps.present)

    def _go(self, place: Place) -> None:
        """Back to a place, as it looked: the panes stand where they stood."""
        self.reading = self.reading.back_at(place)
        self._offsets |= place.offsets
        self._arrange(as_remembered=True)
        self._lock()

    def _leave(self) -> None:
        """Keep the present place on the jump list before going elsewhere."""
        if self._started and self.jumps.places:
            self.jumps = self.jumps.left(self._here())

    def _here(self, why: str = "") -> Place:
        self._remember()
        offsets = {source: self._offsets[source] for source in self.reading.carousel.shown if source in self._offsets}
        return self.reading.place(offsets, why)

    def _remember(self) -> None:
        self._offsets |= self.panes.offsets()

    def _snap(self, why: str, only: str = "") -> None:
        """Put every pane (or `only` one) on its own passage; a pane without one stays. What leads moves always."""
        self._remember()
        for source in self.reading.carousel.order:
            passage = self.reading.passage(source)
            moves = not only or source == only
            if passage and moves and (self.reading.follow or source == self.reading.carousel.focused):
                self._offsets[source] = passage.span.start
        self._arrange(as_remembered=True)
        self._sync.lock(self._offsets)
        self.jumps = self.jumps.visited(self._here(why))

    def _lock(self) -> None:
        self._remember()
        self._sync.lock(self._offsets)

    def _scroll(self, rows: int) -> None:
        moved = self._leader.scroll(rows)
        self.reading = replace(self.reading, rows=self.reading.rows + moved)
        self._followed()

    def _followed(self, why: str = "") -> None:
        """The panes that follow go where the leading one went."""
        if self.reading.follow:
            leader = self.reading.carousel.focused
            offset = self._leader.reading_offset
            for source in self.reading.carousel.shown:
                to = self._sync.follow(leader, source, offset) if source != leader else None
                if to is not None:
                    self.panes.pane(source).place(to)
        if why:
            self.jumps = self.jumps.visited(self._here(why))

    def _arrange(self, as_remembered: bool = False) -> None:
        """Show the sources of the carousel. A source that comes in goes to where it belongs beside the leading one."""
        reading = self.reading
        if not as_remembered and reading.follow and self.panes.shows(reading.carousel.focused):
            offset = self._offsets.get(reading.carousel.focused, 0)
            for source in reading.carousel.shown:
                if not self.panes.shows(source):
                    to = self._sync.follow(reading.carousel.focused, source, offset)
                    if to is not None:
                        self._offsets[source] = to
        shown = reading.carousel.shown
        self.panes.arrange(
            [
                Shown(
                    article_view(reading, source, self.look, border=source != shown[-1]),
                    offset=self._offsets.get(source),
                    move=as_remembered,
                    focused=source == reading.carousel.focused,
                    note=pane_note(reading, source),
                    silence=silence(reading, source),
                )
                for source in shown
            ]
        )

    def _letter(self, source: str) -> str:
        return next(a.letter for a in self.loaded.comparison.articles if a.id == source)

    def _bottom_rows(self, height: int) -> int:
        return 1 + detail_rows(height) + has_status_row(height) + 1

    def _draw_lines(self) -> None:
        """The lines above and below the panes, from the state as it is now."""
        cells, height = self.size
        reading = self.reading
        self._top.show([top_line(self.loaded.corpus, reading, cells), bar(reading.comparison, reading.provision, cells)])
        rows: list[Row] = [(("─" * cells, "line"),)]
        rows += detail(reading.comparison, reading.provision, cells, detail_rows(height), reading.carousel.focused)
        if has_status_row(height):
            told = ((" " + self._message, "warn"),) if self._message else None
            rows.append(told or shown_line(reading, self.jumps, self._step.count, cells))
            rows.append(footer(self.SCOPES, self._step, cells))
        elif self._message:
            rows.append(((" " + self._message, "warn"),))
        else:
            rows.append(footer(self.SCOPES, self._step, cells))
        self._bottom.show(rows)
