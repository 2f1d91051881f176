"""The same phrase everywhere, as a list to tick: what is ticked is tagged at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.worker import get_current_worker

from karabakh_tui.annotations.phrases import Found
from karabakh_tui.corpus.model import Article
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import Overlay
from karabakh_tui.tui.views.rows import beginning
from karabakh_tui.tui.views.tag_all import found_aloud, tag_all_rows, told

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact

_PHRASE_SHOWN = 30  # code points of the phrase in the title


class TagAllScreen(Overlay[tuple[Found, ...] | None]):
    """Choose among the places of a phrase. The answer is those that were ticked, None where it was closed.

    `search` gives the places of each of the `articles` in turn, as `find_phrase` does; it is asked in a thread of its
    own, and no more once the box is closed. `code` is what they are tagged with, as people call it.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("tag-all", "global")

    def __init__(
        self, phrase: str, code: str, articles: Sequence[Article], search: Iterable[tuple[Found, ...]]
    ) -> None:
        super().__init__()
        self.title_words = f'Tag "{beginning(phrase, _PHRASE_SHOWN)}" with {code} everywhere'
        scopes = self.SCOPES
        self.told_words = (
            f"{key_for('tick-row', *scopes)} ticks, {key_for('tick-all', *scopes)} all or none, "
            f"{key_for('choose', *scopes)} tags, {key_for('escape', *scopes)} closes"
        )
        self._articles = {article.id: article for article in articles}
        self._search = search
        self._found: list[Found] = []
        self._ticked: set[int] = set()
        self._selected = 0
        self._searched = 0
        self._said = ""
        self._early = False

    def on_mount(self) -> None:
        """Begin to search."""
        self._look()

    @property
    def searching(self) -> bool:
        """Whether there are articles still to be searched."""
        return self._searched < len(self._articles)

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        words = self._said or told(self._found, len(self._ticked), self._searched, len(self._articles))
        return tag_all_rows(self._found, self._ticked, self._selected, self._articles, words, cells, height)

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.announce import Fact

        words = told(self._found, len(self._ticked), self._searched, len(self._articles))
        facts = [
            Fact("found", (self.searching, len(self._ticked)), (words,)),
            Fact("said", (self._said,), (self._said,)),
        ]
        if self._found:
            ticked, one = self._selected in self._ticked, self._found[self._selected]
            facts.append(
                Fact("row", (self._selected, ticked), (found_aloud(one, ticked, self._articles[one.article_id]),))
            )
        return facts

    def take_key(self, name: str) -> None:
        self._said = ""
        super().take_key(name)

    def do_row_down(self, press: Press) -> None:
        self._move(press.count or 1)

    def do_row_up(self, press: Press) -> None:
        self._move(-(press.count or 1))

    def do_page_down(self, press: Press) -> None:
        self._move((press.count or 1) * max(self.room[1] - 7, 1))

    def do_page_up(self, press: Press) -> None:
        self._move(-(press.count or 1) * max(self.room[1] - 7, 1))

    def do_top(self, press: Press) -> None:
        self._move(-len(self._found))

    def do_end(self, press: Press) -> None:
        self._move(len(self._found))

    def do_tick_row(self, press: Press) -> None:
        """Tick the selected place, or not any more; one that is tagged already has nothing to tick."""
        if not self._found:
            return
        if self._found[self._selected].tagged:
            self._said = "This place is tagged with it already."
        else:
            self._ticked ^= {self._selected}

    def do_tick_all(self, press: Press) -> None:
        """Tick all; where all are, none."""
        free = {index for index, one in enumerate(self._found) if not one.tagged}
        self._ticked = set() if self._ticked == free else free

    def do_choose(self, press: Press) -> None:
        """Answer; but not before all is searched, unless it is asked for once more."""
        if self.searching and not self._early:
            self._early = True
            self._said = f"The search goes on. {key_for('choose', *self.SCOPES)} again takes what is ticked so far."
        elif not self._ticked:
            self._said = "Nothing is ticked."
        else:
            self.dismiss(tuple(self._found[index] for index in sorted(self._ticked)))

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)

    def do_back(self, press: Press) -> None:
        self.dismiss(None)

    def _move(self, rows: int) -> None:
        self._selected = min(max(self._selected + rows, 0), max(len(self._found) - 1, 0))

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        worker = get_current_worker()
        for found in self._search:
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._take, found)

    def _take(self, found: tuple[Found, ...]) -> None:
        """The places of one more article: those that are the phrase are ticked, those that are like it are not."""
        first = len(self._found)
        self._found += found
        self._searched += 1
        self._ticked |= {first + index for index, one in enumerate(found) if one.kind != "like" and not one.tagged}
        if self.is_attached:
            self.draw()
            self.tell_changes()
