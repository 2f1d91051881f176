"""Boxes over a screen: a frame in the middle, what is below stays visible; and those in which something is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import ComposeResult

from karabakh_tui.tui.field import Field
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.views.boxes import box_cells, box_height, framed, scrolled_from
from karabakh_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact

Result = TypeVar("Result")


class Overlay(KeyScreen[Result]):
    """A frame in the middle of the screen. A subclass has a `title` and says what is `inside`."""

    DEFAULT_CSS = """
    Overlay {
        align: center middle;
        background: transparent;
        &:ansi { background: transparent; }
    }
    """

    title_words = ""
    """What stands in the upper border."""

    told_words = ""
    """What stands in the lower border: how to go on."""

    _tallest = 0
    _box: Lines | None = None

    def compose(self) -> ComposeResult:
        # Filled and as large as it will be before it is laid out: each change of its size would send the whole screen.
        self._box = Lines(id="box")
        self.draw()
        yield self._box

    def on_resize(self) -> None:
        """The screen below has another size, so the box has too."""
        self._tallest = 0
        self.draw()

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        """What the frame holds, in at most that many cells and rows."""
        raise NotImplementedError

    @property
    def spoken_title(self) -> str:
        from karabakh_tui.export.plain import sentence

        return sentence(self.title_words[:1].upper() + self.title_words[1:]) or super().spoken_title

    def facts(self) -> Sequence[Fact]:
        """What is inside, read row by row."""
        from karabakh_tui.tui.views import spoken

        return spoken.lines(spoken.rows_aloud(self.inside(*self.room)))

    @property
    def room(self) -> tuple[int, int]:
        """Cells and rows that fit into the frame on a screen of this size."""
        cells, height = self.app.size
        return max(box_cells(cells) - 4, 1), max(box_height(height, height) - 2, 1)

    def draw(self) -> None:
        """Show what is inside now; the frame grows with it, but stands still when it gets less."""
        if self._box is None:
            return
        rows = self.inside(*self.room)
        self._tallest = max(self._tallest, len(rows))
        cells = box_cells(self.app.size.width)
        height = box_height(self._tallest, self.app.size.height)
        self.place(framed(self.title_words, rows, cells, height, self.told_words), cells)

    def place(self, rows: Sequence[Row], cells: int) -> None:
        """Put finished rows on the screen."""
        if self._box:
            self._box.styles.width = cells
            self._box.styles.height = len(rows)
            self._box.show(rows)

    def take_key(self, name: str) -> None:
        super().take_key(name)
        self.draw()


class ScrolledOverlay(Overlay[Result]):
    """A box whose rows may be more than it holds: those from `top` on are shown. A subclass says which there are."""

    top = 0
    """The first row that is shown."""

    @property
    def all_rows(self) -> Sequence[Row]:
        """All there is to read, whether there is room for it or not."""
        raise NotImplementedError

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        return scrolled_from(self.all_rows, self.top, height)

    def do_line_down(self, press: Press) -> None:
        self.scroll_rows(press.count or 1)

    def do_line_up(self, press: Press) -> None:
        self.scroll_rows(-(press.count or 1))

    def do_page_down(self, press: Press) -> None:
        self.scroll_rows((press.count or 1) * max(self.room[1] - 2, 1))

    def do_page_up(self, press: Press) -> None:
        self.scroll_rows(-(press.count or 1) * max(self.room[1] - 2, 1))

    def do_top(self, press: Press) -> None:
        self.scroll_rows(-len(self.all_rows))

    def do_end(self, press: Press) -> None:
        self.scroll_rows(len(self.all_rows))

    def scroll_rows(self, rows: int) -> None:
        """Down by so many rows, up where negative; the last row stays at the bottom."""
        room, count = self.room[1], len(self.all_rows)
        last = count - room + 1 if count > room else 0
        self.top = min(max(self.top + rows, 0), last)


class TypingOverlay(Overlay[Result]):
    """A box with a line to type in: what can be typed is typed, unless the box itself binds it."""

    SCOPES: ClassVar[tuple[str, ...]] = ("typing",)

    def __init__(self) -> None:
        super().__init__()
        self.field = Field()

    def typed(self) -> None:
        """The line is another one now."""

    def take_key(self, name: str) -> None:
        text = " " if name == "space" else name
        if len(text) != 1 or self.dispatcher.binds(name):
            super().take_key(name)
            return
        self.take_text(text)

    def take_text(self, text: str) -> None:
        """Put what was typed or pasted into the line."""
        if text:
            self.field.insert(text)
            self.typed()
            self.draw()

    def perform(self, press: Press) -> None:
        if press.action.scope != "typing":
            super().perform(press)
        elif self.field.do(press):
            self.typed()
