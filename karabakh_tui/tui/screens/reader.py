"""The reader: panes in step by provision, the provisions bar above them, what each source says below.

The screen wires: `Reading` knows what is read, `Sync` which places go together, the panes draw. After each key the
lines above and below are built anew; only rows that differ are painted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.events import Resize
from textual.message import Message

from karabakh_tui.matching.align import follows
from karabakh_tui.tui.carousel import Carousel, panes_for
from karabakh_tui.tui.dispatch import Step
from karabakh_tui.tui.goto import Goto
from karabakh_tui.tui.jumps import Jumps, Place
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.place import Stored
from karabakh_tui.tui.reading import Reading, opening
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.screens.reader_actions import ReaderActions
from karabakh_tui.tui.screens.reader_dialogs import ReaderDialogs
from karabakh_tui.tui.sync import Sync
from karabakh_tui.tui.viewport import Stand
from karabakh_tui.tui.views.article import ArticleView
from karabakh_tui.tui.views.chrome import bottom_height, bottom_rows, reading_row, top_rows
from karabakh_tui.tui.views.pane import Look, alignment_row, article_view, pane_note, silence
from karabakh_tui.tui.widgets.article_pane import ArticlePane
from karabakh_tui.tui.widgets.lines import Lines
from karabakh_tui.tui.widgets.panes import Panes, Shown

if TYPE_CHECKING:
    from karabakh_tui.matching.load import Loaded
    from karabakh_tui.tui.announce import Fact


class ReaderScreen(KeyScreen[None]):
    """Several articles side by side; those `asked` for where there are any, else those of the last time.

    `jumps` are the places one has been at, `marks` those kept under a letter, `look` what was set for all panes.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("read", "reading", "global")
    DEFAULT_CSS = "ReaderScreen #top { height: 2; }"

    class Moved(Message):
        """The place may be another one now."""

    def __init__(self, loaded: Loaded, stored: Stored | None, asked: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.loaded = loaded
        self.reading: Reading = opening(loaded.comparison, 1)
        self.look = Look()
        self.jumps = stored.jumps if stored else Jumps()
        self.marks: dict[str, Place] = dict(stored.marks) if stored else {}
        if stored:
            self.reading = replace(self.reading, follow=stored.follow)
        self._dialogs = ReaderDialogs(self)
        self._actions = ReaderActions(self)
        self._sync = Sync(loaded.comparison)
        self._locked = False
        self._lined_up = False
        self._row: int | None = None
        self._due: dict[str, Stand] = {}
        self._message = ""
        self._step = Step()
        self._started = False
        self._asked = asked

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
        self._bottom.styles.height = bottom_height(height)
        fitted = self.reading.carousel.fitted(panes_for(cells))
        if not self._started:
            self._started = True
            self.reading = self.reading.turned(fitted)
            if self.jumps.present:
                self.go_back_to(self.jumps.present)
            if self._asked or not self.jumps.present:
                self.start(self._asked or self.choice)
        else:
            self._regroup(fitted)
        self.draw_lines()

    def on_article_pane_wheel(self, event: ArticlePane.Wheel) -> None:
        """The wheel scrolls the pane it is turned over, which leads from then on."""
        source = self.panes.source(event.pane)
        if source != self.reading.carousel.focused:
            self.turn(self.reading.carousel.showing(source))
        self.scroll(event.rows)
        self.draw_lines()

    def on_article_pane_clicked(self, event: ArticlePane.Clicked) -> None:
        """The pane that is clicked on leads."""
        source = self.panes.source(event.pane)
        if source != self.reading.carousel.focused:
            self.turn(self.reading.carousel.showing(source))

    # Keys

    def perform(self, press: Press) -> None:
        self._message = ""
        super().perform(press)

    def actors(self) -> tuple[object, ...]:
        return (self._actions, self._dialogs, *super().actors())

    def keys_changed(self, step: Step) -> None:
        if not step.presses:
            self._message = ""
        self._step = step
        self.draw_lines()
        if step.presses:
            self.post_message(self.Moved())

    def say(self, message: str) -> None:
        """Show a message until the next key."""
        self._message = message
        self.draw_lines()
        self.speak(message)

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken

        if not self._started:
            return ()
        return spoken.reader(self.reading, self.leader.percent, self.leader.reading_offset)

    def say_no_provisions(self) -> None:
        """What is missing, and what to add."""
        if self.loaded.comparison.provisions:
            self.say("No provision is left on the trail.")
        else:
            self.say("No provisions are defined, so panes follow by percentage. Add annotations/codebook.yaml.")

    # Where to go

    @property
    def choice(self) -> tuple[str, ...]:
        """The sources to begin with: those that report most, as many as there is room for."""
        return opening(self.loaded.comparison, panes_for(self.app.size.width)).carousel.slots

    @property
    def leader(self) -> ArticlePane:
        """The pane that the others follow."""
        return self.panes.pane(self.reading.carousel.focused)

    def letter(self, source: str) -> str:
        """The letter of a source, "?" for one that is gone."""
        return next((a.letter for a in self.loaded.comparison.articles if a.id == source), "?")

    def start(self, sources: tuple[str, ...]) -> None:
        """Open these sources, the first one leading, on the provision in focus."""
        carousel = self.reading.carousel.chosen(sources)
        self.arrive(self.reading.turned(carousel.showing(carousel.slots[0])), "start")

    def read(self, sources: tuple[str, ...]) -> None:
        """Open these sources, on the provision in focus; the one that leads goes on leading if it is among them."""
        self.arrive(self.reading.turned(self.reading.carousel.chosen(sources)), "sources")

    def go(self, goto: Goto, why: str) -> None:
        """Read that provision, in that article."""
        self.arrive(self.reading.at(goto.provision_id, goto.article_id, goto.passage), why)

    def open_matrix(self) -> None:
        """The coverage matrix, on the cell that is being read."""
        self._dialogs.open_matrix()

    def arrive(self, reading: Reading, why: str, only: str = "") -> None:
        """Go on with this state: every pane (or `only` one) on its own passage, and a place on the jump list.

        A pane without a passage stays, and so do all but the leading one while the panes are free.
        """
        self._leave()
        self.reading = reading
        self._lined_up = reading.follow and not only
        source = only or reading.carousel.focused
        if (passage := reading.passage(source)) and not self._lined_up:
            self._due[source] = Stand(passage.span.start, self._row)
        self._arrange()
        self.jumps = self.jumps.visited(self._here(why))
        self.draw_lines()

    def stand_at(self, source: str, offset: int, why: str) -> None:
        """The pane of a source on a place of its text, whatever the others show; a place on the jump list."""
        self._leave()
        self.reading = self.reading.turned(self.reading.carousel.showing(source))
        self._due[source] = Stand(offset, self._row)
        self._lined_up = False
        self._arrange()
        self.jumps = self.jumps.visited(self._here(why))
        self.draw_lines()

    def turn(self, carousel: Carousel) -> None:
        """Other sources in the panes, or another one leads; the place stays."""
        if carousel == self.reading.carousel:
            self.say("All sources are shown already.")
            return
        self._regroup(carousel)
        self.draw_lines()

    def scroll(self, rows: int) -> None:
        """The leading pane by that many rows, the others with it."""
        self._lock()
        moved = self.leader.scroll(rows)
        self.reading = replace(self.reading, rows=self.reading.rows + moved)
        self.followed()

    def go_far(self, *, end: bool) -> None:
        """To the start or the end: the leading pane and all in step with it; a place on the jump list."""
        self._leave()
        reading, leader = self.reading, self.reading.carousel.focused
        for article in reading.comparison.articles:
            if article.id != leader and not (reading.follow and follows(reading.comparison, leader, article.id)):
                continue
            self._due[article.id] = Stand(len(article.text) if end else 0, loose=True)
        self._lined_up = False
        self._arrange()
        self.jumps = self.jumps.visited(self._here("end" if end else "top"))

    def followed(self) -> None:
        """The panes that follow go where the leading one went."""
        reading = self.reading
        if not reading.follow:
            return
        others = (source for source in reading.carousel.shown if source != reading.carousel.focused)
        for source, offset in self._beside(others):
            self.panes.pane(source).place(offset)

    def set_follow(self, follow: bool) -> None:
        """In step or free; the panes stay where they are, and keep that distance when they follow again."""
        self.reading = replace(self.reading, follow=follow, rows=0)
        self._lined_up = self._locked = False

    def restyle(self, look: Look) -> None:
        """Show all panes in this way."""
        self.look = look
        self._arrange()

    # Places

    def jump(self, jumps: Jumps | None, otherwise: str) -> None:
        """Go to the present place of this jump list; where there is none, say so."""
        if jumps is None or jumps.present is None:
            self.say(otherwise)
            return
        self.jumps = jumps
        self.go_back_to(jumps.present)

    def go_back_to(self, place: Place) -> None:
        """To a place, as it looked: the panes stand where they stood."""
        self.reading = self.reading.back_at(place)
        self._lined_up = False
        self._row = place.row
        self._due |= self._passages() | place.stands
        self._arrange()
        self.draw_lines()

    def jumps_as_left(self) -> Jumps:
        """The jump list with the present place as it looks now."""
        return self.jumps.left(self._here())

    def set_mark(self, letter: str) -> None:
        """Keep this place under a letter."""
        self.marks[letter] = self._here(f"mark {letter}")

    def go_to_mark(self, letter: str) -> None:
        """To the place under that letter. Raises KeyError without one."""
        place = self.marks[letter]
        self._leave()
        self.go_back_to(place)
        self.jumps = self.jumps.visited(self._here(f"mark {letter}"))

    def reload(self, loaded: Loaded) -> None:
        """Read these articles from now on, at the same place as far as it still exists."""
        here = self._here("load again")
        self.loaded = loaded
        self._sync = Sync(loaded.comparison)
        opened = opening(loaded.comparison, self.reading.carousel.room)
        self.reading = replace(opened, follow=self.reading.follow, only=self.reading.only)
        self.go_back_to(here)

    def loaded_changed(self, loaded: Loaded) -> None:
        """The same articles, on which somebody has said something else: all stays where it is."""
        self.loaded = loaded
        if not self._started:
            return
        self._sync = Sync(loaded.comparison)
        self.reading = replace(self.reading, comparison=loaded.comparison)
        self._due |= self.panes.stands()
        self._lined_up, lined_up = False, self._lined_up
        self._arrange()
        self._lined_up = lined_up
        self.draw_lines()

    def stored(self) -> Stored:
        """What the next start needs to go on here."""
        return Stored(self.jumps_as_left() if self._started else self.jumps, self.marks, self.reading.follow)

    # How it is done

    def _leave(self) -> None:
        """Keep the present place on the jump list before going elsewhere."""
        if self.jumps.places:
            self.jumps = self.jumps_as_left()

    def _here(self, why: str = "") -> Place:
        return self.reading.place(self.panes.stands(), self._row, why)

    def _lock(self) -> None:
        """Before the first row after a snap: the places that the panes have now belong together."""
        if not self._locked:
            self._sync.lock(self.panes.offsets() | {source: stand.offset for source, stand in self._due.items()})
            self._locked = True
            self._lined_up = False

    def _beside(self, sources: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Where these sources stand if they follow the leading pane; those that do not are left out."""
        leader, offset = self.reading.carousel.focused, self.leader.reading_offset
        for source in sources:
            to = self._sync.follow(leader, source, offset)
            if to is not None:
                yield source, to

    def _regroup(self, carousel: Carousel) -> None:
        """Other sources in the panes; one that was not shown comes in as if it had followed."""
        if self._locked and self.reading.follow:
            hidden = self._beside(self.reading.carousel.hidden)
            self._due |= {source: Stand(offset, loose=True) for source, offset in hidden}
        self.reading = self.reading.turned(carousel)
        self._arrange()

    def _passages(self) -> dict[str, Stand]:
        """Every source on its passage, those without one left out."""
        reading = self.reading
        on_passage = ((source, reading.passage(source)) for source in reading.carousel.order)
        return {source: Stand(passage.span.start, self._row) for source, passage in on_passage if passage}

    def _line_up(self, views: Mapping[str, ArticleView]) -> None:
        """Have all sources go to their passages, those of the sources shown on one row."""
        starts = self._passages()
        on_passage = [(view, starts[source].offset) for source, view in views.items() if source in starts]
        line = reading_row(self.size.height)
        self._row = alignment_row(on_passage, self.size.width // len(views), line) if on_passage else None
        self._due |= self._passages()

    def _arrange(self) -> None:
        """Show the sources of the carousel, on their passages as long as panes are lined up."""
        reading = self.reading
        shown = reading.carousel.shown
        views = {s: article_view(reading, s, self.look, border=s != shown[-1]) for s in shown}
        if self._lined_up:
            self._line_up(views)
        self.panes.fill(
            [
                Shown(
                    view,
                    stand=self._due.pop(source, None),
                    focused=source == reading.carousel.focused,
                    note=pane_note(reading, source),
                    silence=silence(reading, source),
                    silence_row=self._row,
                )
                for source, view in views.items()
            ]
        )
        self._locked = False

    def draw_lines(self) -> None:
        """The lines above and below the panes, from the state as it is now; before the first size there are none."""
        if not self._started:
            return
        self.tell_changes()
        size = self.size
        self._top.show(top_rows(self.loaded.corpus, self.reading, size))
        self._bottom.show(bottom_rows(self.reading, self.jumps, self._step, self._message, self.SCOPES, size))
