"""What all our screens share: keys go through the one dispatcher to `do_...` methods, and nowhere else."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App
from textual.events import (
    AppBlur,
    AppFocus,
    Click,
    Event,
    InputEvent,
    Key,
    MouseScrollDown,
    MouseScrollUp,
    Paste,
    Resize,
)
from textual.screen import Screen

from karabakh_tui.tui.action import DIGIT, LETTER
from karabakh_tui.tui.commands import Commands, read_line
from karabakh_tui.tui.dispatch import Dispatcher, Step, key_names
from karabakh_tui.tui.keymap import SCREENS, Action, Press, actions_in
from karabakh_tui.tui.layouts import keyboard
from karabakh_tui.tui.remains import AT_ONCE, Remains

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.dom import DOMNode
    from textual.timer import Timer

    from karabakh_tui.tui.announce import Ears, Fact, Outlet
    from karabakh_tui.tui.views.citation import Excerpt

Result = TypeVar("Result")

MISSES_TO_HELP = 3
"""From so many unknown keys in a row on the help opens by itself."""


class KeyApp(App[None], inherit_bindings=False):
    """An app whose keys all go to its screens, one after the other in the order in which they were typed.

    Textual hands a key to the screen that is on top when the key is read. Of a burst of keys the first may open a box
    that is meant to get the others, so they wait here until it is ready. None of Textual's own keys is left.
    """

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    commands: Commands
    """What the line behind `:` offers beside the actions of a screen."""

    ears: Ears | None = None
    """What says in sentences what changes; None while nobody asked for it."""

    _typed: deque[tuple[str, str]]
    _handing = False
    _over = False
    _outlet: Outlet | None = None
    _telling = False
    _standing: Timer | None = None

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        self._typed = deque()
        self._remains = Remains()
        self.commands = Commands()
        super().__init__(ansi_color=ansi_color)

    async def on_event(self, event: Event) -> None:
        """Take keys and pasted text out of Textual's way of passing them on."""
        if isinstance(event, Key) and not event.is_forwarded:
            names = self._remains.take(key_names(event.key, event.character), event.time)
            self._typed.extend((name, "") for name in names)
            if self._remains.held:
                self.set_timer(AT_ONCE, self._release)
        elif isinstance(event, Paste) and not event.is_forwarded:
            self._typed.extend((name, "") for name in self._remains.release())
            self._typed.append(("", event.text))
        elif isinstance(event, InputEvent | AppFocus | AppBlur) and not self.screen_stack:
            return  # mouse and windows go on while the screens are being taken down
        else:
            await super().on_event(event)
            return
        self.hand_on_keys()

    def hand_on_keys(self) -> None:
        """Give the first key that waits to the screen on top, unless that one is not ready yet."""
        if not self._handing:
            self._hand_on()

    def copy(self, excerpt: Excerpt) -> None:
        """Take a text to where it can be pasted from; an app without such a place does nothing."""

    def _release(self) -> None:
        """What looked like the remains of another key was none."""
        self._typed.extend((name, "") for name in self._remains.release())
        self.hand_on_keys()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the app; keys that come after the one that ended it are for nobody."""
        self._over = True
        super().exit(result, return_code, message)

    def do_elsewhere(self, press: Press) -> None:
        """Do an action that neither the screen on top nor the app itself does; an app with more than one screen knows
        where."""

    def say(self, message: str) -> None:
        """Show a message until the next key; an app with a place for messages knows where."""

    # For speech and braille

    def announce(self, target: str) -> None:
        """Say from now on what changes, into a file or to the number of an open descriptor; "" ends it."""
        if self._outlet:
            self._outlet.close()
        self.ears = self._outlet = None
        if not target:
            return
        from karabakh_tui.tui.announce import Ears, Outlet

        loop = asyncio.get_running_loop()

        def troubled(words: str) -> None:
            with suppress(RuntimeError):  # the app has ended
                loop.call_soon_threadsafe(self.say, words)

        self._outlet = Outlet(target, troubled)
        self.ears = Ears(self._outlet.write)
        self.changed()

    def changed(self) -> None:
        """Something may be another one now: when all that follows from it is done, those who listen are told."""
        if self.ears and not self._telling:
            self._telling = True
            self.call_later(self._tell)

    def _tell(self, still: bool = False) -> None:
        self._telling = False
        screen = self.screen_stack[-1] if self.screen_stack else None
        if not self.ears or not isinstance(screen, KeyScreen) or not screen.takes_keys:
            return
        if self._standing:
            self._standing.stop()
            self._standing = None
        if self.ears.hear(screen, screen.spoken_title, screen.aloud(), still=still):
            from karabakh_tui.tui.announce import STOPPED_AFTER

            self._standing = self.set_timer(STOPPED_AFTER, lambda: self._tell(still=True))

    def _hand_on(self) -> None:
        self._handing = False
        screen = self.screen_stack[-1] if self.screen_stack else None
        if self._over or not self._typed or not isinstance(screen, KeyScreen) or not screen.takes_keys:
            return
        name, text = self._typed.popleft()
        if name:
            screen.take_key(name)
        else:
            screen.take_text(text)
        self.changed()
        if self._typed:
            # What the key has set off (the answer of a box that was closed) comes before the next key.
            self._handing = True
            self.call_next(self._hand_on)


class KeyScreen(Screen[Result], inherit_bindings=False):
    """A screen whose keys are the keymap's. A subclass names its SCOPES and has a method `do_next_provision(press)` for
    the action `next-provision`; what it does not have is asked of the app under the same name."""

    SCOPES: ClassVar[tuple[str, ...]] = ("global",)
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self) -> None:
        super().__init__()
        self.dispatcher = Dispatcher(self.SCOPES)
        self.takes_keys = False
        self.waiting = Step()

    def on_mount(self) -> None:
        """Textual calls this one too where a subclass has its own."""
        self.call_after_refresh(self._be_ready)

    def _be_ready(self) -> None:
        """Laid out and painted once: keys that came too early can be done now."""
        self.takes_keys = True
        self.tell_changes()
        if isinstance(self.app, KeyApp):
            self.app.call_later(self.app.hand_on_keys)

    async def _on_resize(self, event: Resize) -> None:
        """Another number of panes, perhaps; Textual calls this one too where a subclass has its own."""
        self.tell_changes()

    def on_screen_resume(self) -> None:
        """On top again."""
        self.tell_changes()

    async def _on_click(self, event: Click) -> None:
        """A click may do what a key does; Textual calls this one too where a subclass has its own."""
        self.tell_changes()

    def tell_changes(self) -> None:
        """Something may be another one now, without a key: tell those who listen."""
        if isinstance(self.app, KeyApp):
            self.app.changed()

    def speak(self, words: str) -> None:
        """Say this to those who listen."""
        if isinstance(self.app, KeyApp) and self.app.ears:
            self.app.ears.say(words)

    @property
    def spoken_title(self) -> str:
        """What those who listen are told when the screen opens, or is on top again."""
        from karabakh_tui.export.plain import sentence

        name = SCREENS[self.SCOPES[0]]
        return sentence(name[:1].upper() + name[1:])

    def aloud(self) -> Sequence[Fact]:
        """What is the case on this screen, for those who listen: what `facts` says, and the keys typed so far."""
        from karabakh_tui.tui.views import spoken

        return [*self.facts(), spoken.keys(self.SCOPES, self.waiting)]

    def facts(self) -> Sequence[Fact]:
        """What the screen holds. A screen that does not tell it itself is read row by row."""
        from karabakh_tui.tui.views import spoken
        from karabakh_tui.tui.widgets.lines import Lines

        return spoken.lines(spoken.rows_aloud(row for lines in self.query(Lines) for row in lines.rows))

    def on_key(self, event: Key) -> None:
        """In an app that is no `KeyApp`: take the key as Textual brings it."""
        event.stop()
        event.prevent_default()
        for name in key_names(event.key, event.character):
            top = self.app.screen
            (top if isinstance(top, KeyScreen) else self).take_key(name)

    def on_paste(self, event: Paste) -> None:
        """In an app that is no `KeyApp`: take what is pasted."""
        event.stop()
        self.take_text(event.text)

    def take_key(self, name: str) -> None:
        """Hand a key, by its name, to the dispatcher and do what comes out.

        A letter of another alphabet is the key at its place, unless it is bound itself. Whoever presses several keys in
        vain gets the help.
        """
        key = name if self.dispatcher.names(name) else keyboard().taken_for(name)
        step = self.dispatcher.press(key, "" if key == name else name)
        for press in step.presses:
            self.perform(press)
        self.waiting = step
        self.keys_changed(step)
        self.tell_changes()
        if step.misses >= MISSES_TO_HELP:
            self._offer_help(step)

    def _offer_help(self, step: Step) -> None:
        self.dispatcher.forgive()
        found = next((action for action in actions_in(self.SCOPES) if action.id == "help"), None)
        if found:
            self.perform(Press(found, arg=step.unknown))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel is the key Down, where that does something."""
        self._turn_wheel("down")

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel is the key Up, where that does something."""
        self._turn_wheel("up")

    def _turn_wheel(self, key: str) -> None:
        if self.takes_keys and self.dispatcher.binds(key):
            self.take_key(key)

    def take_text(self, text: str) -> None:
        """Take pasted text; nothing where nothing is typed: what is pasted must not be taken for keys."""

    def perform(self, press: Press) -> None:
        """Do an action: here, or in the app, or where the app sends it."""
        name = "do_" + press.action.id.replace("-", "_")
        handler = next((getattr(actor, name) for actor in self.actors() if hasattr(actor, name)), None)
        if handler:
            handler(press)
        elif isinstance(self.app, KeyApp):
            self.app.do_elsewhere(press)

    def actors(self) -> tuple[object, ...]:
        """Whose methods do the actions of this screen, the first one that has it."""
        return (self, self.app)

    def begin(self, action: Action) -> None:
        """Do an action that was named, not typed; one that needs a letter or digit waits for it after its prefix."""
        if not action.keys or not action.keys[0].endswith((LETTER, DIGIT)):
            self.perform(Press(action))
            return
        step = Step()
        for name in action.keys[0].split(" ")[:-1]:
            step = self.dispatcher.press(name)
        self.waiting = step
        self.keys_changed(step)

    def copy(self, excerpt: Excerpt | None) -> None:
        """Have the app copy it."""
        if excerpt and isinstance(self.app, KeyApp):
            self.app.copy(excerpt)

    def keys_changed(self, step: Step) -> None:
        """Told after each key: the prefix or count typed so far (for the footer), or a key that is not bound here."""

    def do_help(self, press: Press) -> None:
        """The keys of this screen; the line that is chosen there is done here. The argument is a key that was pressed
        in vain."""
        from karabakh_tui.tui.screens.help import HelpScreen

        def chosen(action: Action | None) -> None:
            if action:
                self.begin(action)

        self.app.push_screen(HelpScreen(self.SCOPES, press.arg), chosen)

    def do_command(self, press: Press) -> None:
        """The command line."""
        self._ask("", "")

    def _ask(self, text: str, wrong: str) -> None:
        from karabakh_tui.tui.screens.prompt import PromptScreen

        commands = commands_of(self)
        self.app.push_screen(PromptScreen(commands, actions_in(self.SCOPES), text, wrong), self._told)

    def _told(self, text: str | None) -> None:
        """Do what was typed behind `:`; where its argument is wrong, ask again and say why."""
        if not text:
            return
        line = read_line(text, commands_of(self).commands, actions_in(self.SCOPES))
        if line.action:
            self.begin(line.action)
        elif line.command and (wrong := line.command.run(line.arg)):
            self._ask(text, wrong)


def commands_of(node: DOMNode) -> Commands:
    """The commands of the app in which this node is; none in an app that is no `KeyApp`."""
    return node.app.commands if isinstance(node.app, KeyApp) else Commands()
