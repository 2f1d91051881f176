"""What waits for a decision after an article has changed: one annotation after the other, with what may be meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.annotations.queue import Candidate, Decision, Waiting
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.page import PageScreen
from karabakh_tui.tui.views.queue import LEAST_LIKE, QueueView, candidate_aloud, queue_rows, waiting_aloud

if TYPE_CHECKING:
    from karabakh_tui.tui.announce import Fact

Decide = Callable[[Sequence[Decision], str], bool]
"""Does what was decided, as one step that the words name; False where nothing was changed, and it was said why."""


class QueueScreen(PageScreen[None]):
    """Decide on the annotations of one article that have no certain place.

    `look` gives what waits now, `candidates` the passages that may be meant by one of it, `decide` does what was
    decided. `selection` are the words that are selected in the article, which an annotation can be attached to.
    `moved` gives the decisions to accept all that have a clear place which is not the one in the file.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("queue", "global")

    def __init__(
        self,
        article: Article,
        names: CodeNames,
        look: Callable[[], Sequence[Waiting]],
        candidates: Callable[[Waiting], Sequence[Candidate]],
        decide: Decide,
        selection: Span | None = None,
        moved: Callable[[], Sequence[Decision]] = tuple,
    ) -> None:
        super().__init__()
        self._moved = moved
        self._look = look
        self._candidates = candidates
        self._decide = decide
        self.view = QueueView(article, names, tuple(look()), selection=selection)
        self._go_to(0)

    def rows(self, cells: int, height: int, last: Row) -> Sequence[Row]:
        return queue_rows(self.view, self._ways(), cells, height, last)

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.announce import Fact

        here, one = self.view.here, self.view.candidate
        return [
            Fact("waiting", (here and here.annotation.id, len(self.view.waiting)), (waiting_aloud(self.view),)),
            Fact("candidate", (here and here.annotation.id, one and one.span), (candidate_aloud(self.view),)),
        ]

    def notebook_changed(self) -> None:
        """Something was decided, undone, or read anew: look again, and stay where one is."""
        here = self.view.here
        waiting = tuple(self._look())
        at = next(
            (n for n, one in enumerate(waiting) if here and one.annotation.id == here.annotation.id), self.view.at
        )
        self.view = replace(self.view, waiting=waiting)
        self._go_to(at)
        if self.is_mounted:
            self.draw()

    def do_next_waiting(self, press: Press) -> None:
        self._go_on(1)

    def do_previous_waiting(self, press: Press) -> None:
        self._go_on(-1)

    def do_next_candidate(self, press: Press) -> None:
        self._choose(1)

    def do_previous_candidate(self, press: Press) -> None:
        self._choose(-1)

    def do_attach(self, press: Press) -> None:
        """Attach to the chosen passage."""
        self._attach_to(self.view.candidate)

    def do_attach_number(self, press: Press) -> None:
        """Attach to the passage of that number."""
        number = int(press.arg)
        if number <= len(self.view.candidates):
            self._attach_to(self.view.candidates[number - 1])
        elif self.view.waiting:
            self.say(f"There is no passage {number} here.")

    def do_attach_selection(self, press: Press) -> None:
        """Attach to what is selected in the article."""
        if self.view.selection is None:
            self.say("Nothing was selected in the article. Go back, select the words, and come here again.")
        elif here := self.view.here:
            self._do(Decision(here.annotation.id, "attach", self.view.selection), "attaching")

    def do_accept_moved(self, press: Press) -> None:
        """Accept all that moved, in one step."""
        moved = self._moved()
        if not moved:
            self.say("Nothing has moved.")
            return
        told = "1 that moved" if len(moved) == 1 else f"{len(moved)} that moved"
        if self._decide(moved, f"accepting {told}"):
            self.notebook_changed()
            self.say(f"Accepted {told}, where {'it is' if len(moved) == 1 else 'they are'} now.")

    def do_keep(self, press: Press) -> None:
        """Leave it without a certain place."""
        if here := self.view.here:
            self._do(Decision(here.annotation.id, "keep"), "keeping")

    def do_delete(self, press: Press) -> None:
        """Take the annotation away."""
        if here := self.view.here:
            self._do(Decision(here.annotation.id, "delete"), "deletion")

    def do_explain(self, press: Press) -> None:
        """Why it waits, in full."""
        from karabakh_tui.tui.screens.box import BoxScreen
        from karabakh_tui.tui.views.queue import why_rows

        view = self.view
        if view.here:
            self.app.push_screen(BoxScreen("why it waits", lambda cells: why_rows(view, cells), "explain"))

    def _attach_to(self, candidate: Candidate | None) -> None:
        here = self.view.here
        if here is None:
            return
        if candidate is None:
            self.say("Nothing in the article is like it.")
            return
        self._do(Decision(here.annotation.id, "attach", candidate.span), "attaching")

    def _do(self, decision: Decision, what: str) -> None:
        """Decide on what is at hand; what waits next is at hand then."""
        here = self.view.here
        if here is None:
            return
        said = self.view.names.said(here.annotation.tags) or "note"
        if not self._decide([decision], f"{what} of {said}"):
            return
        self.notebook_changed()
        done = {"attach": "attached", "keep": "kept without a certain place", "delete": "deleted"}[decision.kind]
        left = len(self.view.waiting)
        self.say(f"{said} {done}. {f'{left} more' if left else 'Nothing waits any more'}.")

    def _go_on(self, by: int) -> None:
        if self.view.waiting:
            self._go_to((self.view.at + by) % len(self.view.waiting))

    def _choose(self, by: int) -> None:
        if self.view.candidates:
            chosen = min(max(self.view.chosen + by, 0), len(self.view.candidates) - 1)
            self.view = replace(self.view, chosen=chosen)

    def _go_to(self, at: int) -> None:
        at = min(max(at, 0), max(len(self.view.waiting) - 1, 0))
        found = self._candidates(self.view.waiting[at]) if self.view.waiting else ()
        found = tuple(one for one in found if one.rating >= LEAST_LIKE)
        self.view = replace(self.view, at=at, candidates=found, chosen=0)

    def _ways(self) -> list[str]:
        """What can be done with what is at hand."""
        ways = [("attach", "attaches"), ("attach-number", "that one"), ("keep", "keeps it so"), ("delete", "deletes")]
        if self.view.selection:
            ways.insert(2, ("attach-selection", "to the selection"))
        if not self.view.candidates:
            ways = ways[2:]
        if moved := self._moved():
            ways.append(("accept-moved", f"accepts {len(moved)} that moved"))
        return [f"{key_for(name, *self.SCOPES)} {words}" for name, words in ways]
