"""What the keys of the annotate screen do: each action in a line or two, in terms of its state and of deeds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.text.span import Span
from karabakh_tui.tui.annotate_state import AnnotateState
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.rowing import by_row, offset_under, word_on_row
from karabakh_tui.tui.selecting import Kind
from karabakh_tui.tui.views.annotate import SCOPES

if TYPE_CHECKING:
    from karabakh_tui.tui.screens.annotate import AnnotateScreen


class AnnotateActions:
    """The actions of the annotate screen. Those whose work is a screen of its own stand in `annotate_dialogs`."""

    def __init__(self, screen: AnnotateScreen) -> None:
        self._screen = screen
        self._column: tuple[Span, int] | None = None

    @property
    def _state(self) -> AnnotateState:
        return self._screen.state

    # Moving

    def do_next_word(self, press: Press) -> None:
        self._screen.move(self._state.by_word(press.count or 1))

    def do_previous_word(self, press: Press) -> None:
        self._screen.move(self._state.by_word(-(press.count or 1)))

    def do_next_sentence(self, press: Press) -> None:
        self._screen.move(self._state.by_unit("sentence", press.count or 1), whole=True)

    def do_previous_sentence(self, press: Press) -> None:
        self._screen.move(self._state.by_unit("sentence", -(press.count or 1)), whole=True)

    def do_next_paragraph(self, press: Press) -> None:
        self._screen.move(self._state.by_unit("paragraph", press.count or 1), whole=True)

    def do_previous_paragraph(self, press: Press) -> None:
        self._screen.move(self._state.by_unit("paragraph", -(press.count or 1)), whole=True)

    def do_line_down(self, press: Press) -> None:
        self._by_rows(press.count or 1)

    def do_line_up(self, press: Press) -> None:
        self._by_rows(-(press.count or 1))

    def do_page_down(self, press: Press) -> None:
        self._page(press.count or 1)

    def do_page_up(self, press: Press) -> None:
        self._page(-(press.count or 1))

    def do_top(self, press: Press) -> None:
        self._screen.jump(self._state.at(0))

    def do_end(self, press: Press) -> None:
        self._screen.jump(self._state.at(len(self._screen.article.text)))

    def scroll(self, rows: int) -> None:
        """The text by so many rows; the cursor stays in sight."""
        pane = self._screen.pane
        pane.scroll(rows)
        span = pane.visible_span
        if not span.contains(self._state.cursor.start):
            self._screen.state = self._state.at(span.start if rows > 0 else pane.offset_at(pane.text_height - 1))

    def offset_under(self, x: int, y: int) -> int:
        """The code point on a cell of the pane."""
        pane = self._screen.pane
        return offset_under(pane.window, x - self._screen.text_x, y)

    def _by_rows(self, rows: int) -> None:
        """The word below or above, at the column where the first of these moves began."""
        layout = self._screen.pane.window.layout
        column = self._column[1] if self._column and self._column[0] == self._state.cursor else None
        word, column = by_row(layout, self._state.units, self._state.cursor, rows, column)
        self._screen.move(self._state.at(word.start))
        self._column = (self._state.cursor, column)

    def _page(self, pages: int) -> None:
        """A page on; the cursor keeps its row on screen."""
        pane = self._screen.pane
        before = pane.row_of(self._state.cursor.start)
        moved = pane.page(pages)
        if moved:
            word = word_on_row(pane.window.layout, self._state.units, pane.offset_at(before))
            self._screen.state = self._state.at(word.start if word else self._state.cursor.start)
        else:
            end = len(self._screen.article.text) if pages > 0 else 0
            self._screen.state = self._state.at(end)

    def do_next_provision(self, press: Press) -> None:
        self._step_provision(press.count or 1)

    def do_previous_provision(self, press: Press) -> None:
        self._step_provision(-(press.count or 1))

    def _step_provision(self, steps: int) -> None:
        provisions = self._screen.loaded.comparison.provisions
        if not provisions:
            self._screen.say("No provisions are defined. Add annotations/codebook.yaml.")
            return
        ids = [provision.id for provision in provisions]
        here = ids.index(self._screen.provision) if self._screen.provision in ids else -(steps > 0)
        self._screen.go_to_provision(ids[(here + steps) % len(ids)])

    # Selecting

    def do_select_words(self, press: Press) -> None:
        self._screen.move(self._state.select_words())

    def do_select_sentence(self, press: Press) -> None:
        self._select("sentence", press)

    def do_select_paragraph(self, press: Press) -> None:
        self._select("paragraph", press)

    def _select(self, kind: Kind, press: Press) -> None:
        state = self._state.select(kind, press.count or 1)
        if state == self._state:
            ahead = self._state.selection is None or self._state.selection.ahead
            self._screen.say(f"There is no {kind} {'behind' if ahead else 'before'} this one.")
        self._screen.move(state, whole=True)

    def do_take_back(self, press: Press) -> None:
        if self._state.selection is None:
            self._screen.say("Nothing is selected.")
        for _ in range(press.count or 1):
            self._screen.move(self._state.take_back())

    def do_other_end(self, press: Press) -> None:
        if self._state.selection is None:
            self._screen.say("Nothing is selected, so there is no other end.")
        self._screen.move(self._state.other_end())

    def do_escape(self, press: Press) -> None:
        """Nothing selected; the screen stays, a slow arrow key leaves an escape behind."""
        if self._state.selection:
            self._screen.move(self._state.dropped())
        else:
            self._screen.say(f"{key_for('back', 'global')} goes back.")

    # Tags

    def do_tag(self, press: Press) -> None:
        """The code of that digit on the selection, or on the sentence under the cursor; again: not."""
        screen = self._screen
        code = screen.names.on_key(press.arg)
        if code is None:
            screen.say(f"No code is on {press.arg}. {key_for('tag-list', *SCOPES)} lists all codes.")
            return
        self._tag(code.id, toggle=True)

    def do_repeat_tag(self, press: Press) -> None:
        """The code that was used last, here."""
        if not self._state.last:
            self._screen.say("No tag was used yet.")
            return
        self._tag(self._state.last, toggle=False)

    def _tag(self, code: str, *, toggle: bool) -> None:
        screen, state = self._screen, self._state
        span = state.target
        if span is None:
            screen.say("There are no words here to tag.")
            return
        there = state.on(span)
        said = screen.names.name(code).said
        deed = (screen.tagging.toggle if toggle else screen.tagging.put)(there, span, code)
        if deed and not state.selection and not there:
            undo = key_for("undo", "global")
            deed = replace(deed, told=f"Nothing selected, so {said} goes on this sentence. {undo} undoes.")
        screen.do(deed, f"{said} is on these words already.", span, [code])

    def do_delete(self, press: Press) -> None:
        one = self._at_hand("delete")
        if one:
            self._screen.do(self._screen.tagging.delete(one.annotation), "It is gone already.")

    def do_done(self, press: Press) -> None:
        self._screen.do(self._screen.tagging.done(not self._screen.done), "")

    # Annotations

    def do_next_annotation(self, press: Press) -> None:
        self._step(press.count or 1)

    def do_previous_annotation(self, press: Press) -> None:
        self._step(-(press.count or 1))

    def _step(self, steps: int) -> None:
        state = self._state.stepped(steps)
        if state:
            self._screen.jump(state)
        elif self._state.mine.placed:
            self._screen.say(f"There is no tag {'behind' if steps > 0 else 'before'} this place.")
        else:
            self._screen.say(f"No tags in {self._screen.article.letter} yet.")

    def do_overlapping(self, press: Press) -> None:
        if len(self._state.here) < 2:
            self._screen.say("No other tag of yours is on this word.")
        self._screen.state = self._state.next_overlapping()

    def do_next_untagged(self, press: Press) -> None:
        state: AnnotateState | None = self._state
        for _ in range(press.count or 1):
            state = state.next_untagged() if state else None
        if state:
            self._screen.jump(state)
        else:
            done = key_for("done", *SCOPES)
            self._screen.say(f"Every sentence from here on has a tag. {done} marks the article as done.")

    def do_others(self, press: Press) -> None:
        screen = self._screen
        if screen.blind:
            screen.say("This is a blind session: the tags of others are not shown.")
            return
        screen.others_shown = not screen.others_shown
        screen.show_text()
        screen.say("The tags of others are shown." if screen.others_shown else "The tags of others are not shown.")

    def _at_hand(self, wanted: str) -> Anchored | None:
        """The annotation that keys act on; where there is none, say so."""
        one = self._state.at_hand
        if one is None:
            where = "exactly these words" if self._state.selection else "this word"
            next_one = key_for("next-annotation", *SCOPES)
            self._screen.say(f"No tag of yours is on {where}, so there is nothing to {wanted}. {next_one} goes to one.")
        return one

    # Places

    def do_next_article(self, press: Press) -> None:
        self._go(press.count or 1)

    def do_previous_article(self, press: Press) -> None:
        self._go(-(press.count or 1))

    def _go(self, steps: int) -> None:
        screen = self._screen
        order = [article.id for article in screen.loaded.comparison.in_order]
        wanted = order.index(screen.article.id) + steps
        if not 0 <= wanted < len(order):
            screen.say("This is the last source." if steps > 0 else "This is the first source.")
            return
        screen.remember()
        screen.go_to(order[wanted])

    def do_jump_back(self, press: Press) -> None:
        screen = self._screen
        if not screen.came_from:
            screen.say(f"There is nowhere to go back to. {key_for('back', 'global')} goes to the reader.")
            return
        for _ in range(min(press.count or 1, len(screen.came_from))):
            article, offset = screen.came_from.pop()
        if article != screen.article.id:
            screen.go_to(article, offset)
        else:
            screen.move(self._state.put(offset))

    def do_copy(self, press: Press) -> None:
        """The selected words, else the sentence under the cursor, with their source."""
        from karabakh_tui.tui.views.citation import excerpt

        span = self._state.target
        if span is None:
            self._screen.say("There are no words here to copy.")
            return
        what = "" if self._state.selection else "the sentence under the cursor"
        self._screen.copy(excerpt(self._screen.article, [span], what))
