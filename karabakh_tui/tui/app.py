"""The app: it wires. What is open, which theme, which screens; it knows nothing of provisions or panes itself."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from textual import work
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.filter import LineFilter
from textual.screen import Screen

from karabakh_tui.tui.app_commands import commands_for
from karabakh_tui.tui.commands import Commands
from karabakh_tui.tui.driver import TerminalDriver, has_shell
from karabakh_tui.tui.filters import SafeText
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.palette import PLAIN, Palette, is_mono, palette_for, textual_theme
from karabakh_tui.tui.place import PlaceStore
from karabakh_tui.tui.screens.base import KeyApp
from karabakh_tui.tui.screens.reader import ReaderScreen
from karabakh_tui.tui.screens.small import SmallScreen, too_small
from karabakh_tui.tui.settings import Settings
from karabakh_tui.tui.signals import Lifeline
from karabakh_tui.tui.themes import Theme, load_theme
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.wording import quoted

if TYPE_CHECKING:
    from karabakh_tui.matching.load import Loaded
    from karabakh_tui.tui.desk import Desk
    from karabakh_tui.tui.views.citation import Excerpt

__all__ = ["KarabakhApp", "Settings"]

KEEP_AFTER = 1.0
"""Seconds from a change of place until it is kept on disk."""

TWICE_WITHIN = 2.0
"""Seconds in which a second ctrl+c leaves."""

INTERRUPTED = 130
DEFAULT_THEME = "dark"


class KarabakhApp(KeyApp):
    """Reads a corpus side by side."""

    CSS_PATH = "app.tcss"
    TITLE = "karabakh-tui"

    def __init__(self, loaded: Loaded, settings: Settings) -> None:
        super().__init__(ansi_color=True)
        self.loaded = loaded
        self.settings = settings
        self.desk: Desk | None = None
        self.annotator = settings.annotator
        self.farewell = ""
        self.palette: Palette = PLAIN
        self.theme_faults: tuple[Fault, ...] = ()
        self._asked_for: tuple[Fault, ...] = ()
        self._store = PlaceStore(settings.state, loaded.corpus)
        self._stored = self._store.load()
        self._theme_name = ""
        # Textual keeps what a filter made of a row, by the filter: one for each kind, never a new one.
        self._gates = {(mono, ascii): SafeText(mono, ascii) for mono in (False, True) for ascii in (False, True)}
        self._mono = False
        self.ascii = settings.ascii
        self.reader = ReaderScreen(loaded, self._stored, settings.sources)
        self._keeping = False
        self._interrupted = -TWICE_WITHIN
        if not (settings.theme and self.use_theme(settings.theme)):
            self._blame()
            self.use_theme(DEFAULT_THEME)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What could not be used as it is, of settings, keys, articles, annotations and themes."""
        return (*self.settings.notices, *self.loaded.faults, *self._asked_for, *self.theme_faults)

    def get_default_screen(self) -> Screen[None]:
        return self.reader

    def get_driver_class(self) -> type[Driver]:
        found = super().get_driver_class()
        return TerminalDriver if found is LinuxDriver else found

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._gates[self._mono, self.ascii]]

    def on_mount(self) -> None:
        self.call_after_refresh(_spare_the_collector)
        self.app_resume_signal.subscribe(self, lambda _app: self.redraw())
        self.commands = Commands(commands_for(self))
        Lifeline(self, self.keep).start()
        if self.settings.announce:
            self.announce(self.settings.announce)
        first = self._stored is None and not self.settings.sources and not self.settings.annotate
        if first:
            self._welcome()
        elif self.faults:
            self.reader.say(self._noticed())
        if self.settings.checkup is not None and (first or not self.faults):  # a line holds one message
            self._check_up(self.settings.checkup)
        if self.settings.annotate or self.settings.left_open:
            self.call_after_refresh(self._come_back)
        if self.loaded.pending:
            self.call_after_refresh(self._find_places)

    def on_resize(self, event: Resize) -> None:
        """A window that is too small says so, whatever is open; what is open comes back when it grows."""
        small = isinstance(self.screen, SmallScreen)
        if too_small(*event.size) and not small:
            self.push_screen(SmallScreen())
        elif small and not too_small(*event.size):
            self.pop_screen()
        if event.size == self.screen.outer_size:
            # It was smaller in between, for so short a time that nothing was drawn: the terminal has dropped a part.
            self.redraw()

    # Themes

    def use_theme(self, name: str) -> bool:
        """Show everything in the theme of that name; False, and nothing changed, where it cannot be used."""
        theme, faults = load_theme(name, self.settings.theme_folders)
        self.theme_faults = tuple(dict.fromkeys((*self.theme_faults, *faults)))
        if theme is None:
            return False
        self.wear(theme)
        return True

    def _blame(self) -> None:
        """A theme that nobody knows has no file to blame but the one that asks for it."""
        asked, what = self.settings.theme_from, f"{quoted(self.settings.theme)} is not a theme"
        unknown = [fault for fault in self.theme_faults if not fault.line]
        self._asked_for = tuple(fault._replace(path=asked, what=what) if asked else fault for fault in unknown)
        self.theme_faults = tuple(fault for fault in self.theme_faults if fault.line)

    def keep_theme(self, name: str) -> None:
        """Keep the theme of that name for the next start, and tell so."""
        if self.settings.keep_choice is not None:
            self.say(self.settings.keep_choice("theme", name))

    def wear(self, theme: Theme) -> None:
        """Show everything in this theme."""
        self._theme_name = theme.name
        self._mono = is_mono(theme, self.settings.ladder)
        self.palette = palette_for(theme, self.settings.ladder).with_ascii(self.ascii)
        ours = textual_theme(theme, self.settings.ladder)
        self.register_theme(ours)
        self.theme = ours.name
        if self.is_running:
            self.refresh_everything()

    def do_ascii(self, press: Press) -> None:
        self.ascii = not self.ascii
        self.palette = self.palette.with_ascii(self.ascii)
        self.refresh_everything()
        self.say("Lines and marks are ASCII now." if self.ascii else "Lines and marks are as they were typed.")

    def say(self, message: str) -> None:
        """Show a message until the next key: on the uppermost screen that has a place for it."""
        screens = (screen for screen in reversed(self.screen_stack) if hasattr(screen, "say"))
        getattr(next(screens, self.reader), "say")(message)  # noqa: B009 - not every screen has it

    def copy(self, excerpt: Excerpt) -> None:
        """Take a text away to where it can be pasted from, and say what has happened."""
        self._copy(excerpt)

    @work(thread=True, group="copy")
    def _copy(self, excerpt: Excerpt) -> None:
        from karabakh_tui.tui.clipboard import take_away

        def send(text: str) -> None:
            # In the app's loop, where a frame is written whole before anything else is.
            self.call_from_thread(self.copy_to_clipboard, text)

        forms = take_away(excerpt, self.settings.copy, os.environ, self.settings.state, send)
        room = self.size.width - 1
        self.call_from_thread(self.say, next((form for form in forms if len(form) <= room), forms[-1]))

    def refresh_everything(self) -> None:
        """Draw all that is on screen once more."""
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()

    # The place

    def on_reader_screen_moved(self) -> None:
        """Keep the place soon; many moves in a row are kept once."""
        if not self._keeping:
            self._keeping = True
            self.set_timer(KEEP_AFTER, self.keep)

    def keep(self) -> None:
        """Keep the place now; not once the screens are being taken down, they know nothing any more."""
        self._keeping = False
        if self.is_running and self.screen_stack:
            self._store.save(self.reader.stored())
            if self.desk:
                self.desk.keep_draft()

    def leave(self, code: int = 0) -> None:
        """Keep the place and end; what was annotated is written first."""
        self.keep()
        if self.desk:
            self.desk.leave(lambda: self.exit(return_code=code))
        else:
            self.exit(return_code=code)

    # Annotating

    def at_desk(self, then: Callable[[Desk], None]) -> None:
        """Go on with `then` once somebody has signed in and the notebook is open; where that comes to nothing, the
        screen says why."""
        if self.desk:
            then(self.desk)
            return
        from karabakh_tui.tui.at_desk import sit_down

        sit_down(self, then)

    def _come_back(self) -> None:
        """At the start: to what is to be annotated, or to what a session has left that ended without a goodbye."""
        tell = self.settings.left_open
        left = tell(self.loaded, self.annotator) if tell and not self.settings.annotate else ""
        if left or self.settings.annotate:
            from karabakh_tui.tui.at_desk import come_back

            come_back(self, left)

    def hand_on_keys(self) -> None:
        super().hand_on_keys()
        if self.desk:
            self.desk.typed()

    def do_undo(self, press: Press) -> None:
        self.at_desk(lambda desk: desk.undo(press.count or 1))

    def do_redo(self, press: Press) -> None:
        self.at_desk(lambda desk: desk.redo(press.count or 1))

    def do_write(self, press: Press) -> None:
        if self.desk:
            self.desk.write()
        else:
            self.say("There is nothing to write: nothing was annotated since the start.")

    # What keys and commands ask of the app

    def do_back(self, press: Press) -> None:
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.leave()

    def do_escape(self, press: Press) -> None:
        """One level back, but never out: a slow arrow key leaves an escape behind."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def do_quit(self, press: Press) -> None:
        self.leave()

    def do_interrupt(self, press: Press) -> None:
        """Cancel what is open; a second time soon after, leave."""
        now = monotonic()
        if now - self._interrupted < TWICE_WITHIN:
            self.leave(INTERRUPTED)
            return
        self._interrupted = now
        if len(self.screen_stack) > 1:
            self.pop_screen()
        self.say("Once more leaves. Nothing is lost.")

    def redraw(self) -> None:
        """Send the whole screen, whatever the terminal shows now: after a shell, after a message from elsewhere."""
        self.refresh_everything()
        self.refresh(layout=True)

    def do_redraw(self, press: Press) -> None:
        self.redraw()

    def do_suspend(self, press: Press) -> None:
        if has_shell():
            self.keep()
            self.action_suspend_process()
        else:
            self.say("This terminal was opened for this program alone: there is no shell to go to.")

    def do_go_read(self, press: Press) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def do_elsewhere(self, press: Press) -> None:
        """What only the reader can do is done there, and seen there."""
        self.do_go_read(press)
        self.reader.perform(press)

    def do_welcome(self, press: Press) -> None:
        self._welcome()

    def do_themes(self, press: Press) -> None:
        from karabakh_tui.tui.screens.themes import choose_theme

        choose_theme(self, self._theme_name)

    def do_notices(self, press: Press) -> None:
        from karabakh_tui.tui.screens.notices import show_notices

        show_notices(self, self.faults)

    def do_reload(self, press: Press) -> None:
        self.reader.say("Loading the files again ...")
        self._reload()

    @work(thread=True, group="checkup")
    def _check_up(self, look: Callable[[], str]) -> None:
        if hurts := look():
            self.call_from_thread(self.say, hurts)

    @work(thread=True, exclusive=True)
    def _reload(self) -> None:
        try:
            loaded = self.settings.load()
        except FaultError as error:
            self.call_from_thread(self.reader.say, f"Nothing was loaded: {error.fault}")
            return
        self.call_from_thread(self._reloaded, loaded)

    def _reloaded(self, loaded: Loaded) -> None:
        if not loaded.corpus.articles:
            self.reader.say("Nothing was loaded: there are no articles any more.")
            return
        self.loaded = self.desk.reloaded(loaded) if self.desk else loaded
        while len(self.screen_stack) > 1:
            self.pop_screen()  # what is open shows provisions and sources that may be gone
        self.reader.reload(self.loaded)
        self._find_places()
        self.reader.say(f"The files are loaded again. {self._noticed()}".rstrip())
        if too_small(*self.size):
            self.push_screen(SmallScreen())

    def _find_places(self) -> None:
        """Look for the annotations whose articles have changed; nothing else is looked for any more."""
        self.workers.cancel_group(self, "places")
        if self.loaded.pending:
            from karabakh_tui.tui.finding import find_places

            find_places(self)

    def _noticed(self) -> str:
        """How many notices there are, and which key shows them; nothing where there are none."""
        count = len(self.faults)
        notices = "1 notice" if count == 1 else f"{count} notices"
        return f"{notices} on files that could not be used as they are: {key_for('notices', 'global')}" if count else ""

    def _welcome(self) -> None:
        from karabakh_tui.tui.screens.welcome import WelcomeScreen

        def chosen(answer: tuple[str, ...] | str | None) -> None:
            if isinstance(answer, tuple) and answer:
                self.reader.start(answer)
            elif answer == "matrix":
                self.reader.open_matrix()

        corpus = self.loaded.corpus._replace(faults=self.faults)
        mine: dict[str, str] = {}
        if self.annotator:
            from karabakh_tui.tui.views.progress import progress

            mine = progress(self.loaded.files, self.annotator)
        page = WelcomeScreen(corpus, self.loaded.comparison, self.reader.choice, self.settings.folders, mine)
        if isinstance(self.screen, SmallScreen):
            self.pop_screen()  # the page comes below it
        self.push_screen(page, chosen)
        if too_small(*self.size):
            self.push_screen(SmallScreen())


def _spare_the_collector() -> None:
    """What is there at the first picture stays: the collector of cyclic garbage need not walk through it while somebody
    scrolls. It may have been off until now; collecting first would cost a tenth of the start."""
    gc.freeze()
    gc.enable()
