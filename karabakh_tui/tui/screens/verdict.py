"""The box in which a person says how a source stands to the others on a provision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from karabakh_tui.annotations.deciding import Decision, deciding, own_verdict
from karabakh_tui.annotations.model import Verdict, VerdictKind
from karabakh_tui.matching.model import WORDS, Cell, Comparison
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.overlay import Overlay
from karabakh_tui.tui.views.rows import clean
from karabakh_tui.tui.views.states import named, provision_of
from karabakh_tui.tui.views.verdict import KINDS, verdict_rows

if TYPE_CHECKING:
    from karabakh_tui.tui.app import KarabakhApp
    from karabakh_tui.tui.desk import Desk


class VerdictScreen(Overlay[Decision | None]):
    """Asks for a verdict on a cell; `mine` is the one that this person gave before.

    The answer is a decision, or None where the box was closed.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("verdict",)

    def __init__(self, comparison: Comparison, cell: Cell, mine: Verdict | None) -> None:
        super().__init__()
        article = next(article for article in comparison.articles if article.id == cell.article_id)
        provision = provision_of(comparison, cell.provision_id)
        self.title_words = f"verdict: {article.letter} on {named(provision) if provision else cell.provision_id}"
        self._cell = cell
        self._mine = mine
        self._others = tuple(other for other in comparison.compared if other.id != cell.article_id)
        self._against = list(mine.against if mine else cell.against)
        self._asks = False
        self._note: str | None = None
        self._missing = False

    def draw(self) -> None:
        keys = {name: key_for(name, "verdict") for name in ("verdict-done", "verdict-note", "verdict-clear", "close")}
        if self._missing and not self._against:
            self.told_words = "Press the number of the other source first"
        elif self._asks:
            self.told_words = f"{keys['verdict-done']} sets it  {keys['close']} goes back"
        else:
            mine = f"  {keys['verdict-clear']} takes yours away" if self._mine else ""
            self.told_words = f"{keys['verdict-note']} note{mine}  {keys['close']} closes"
        super().draw()

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        mine = self._mine.kind if self._mine else None
        return verdict_rows(self._cell, mine, self._others, self._against, self._asks, cells)[:height]

    def do_verdict_same(self, press: Press) -> None:
        self._decide("same")

    def do_verdict_vaguer(self, press: Press) -> None:
        self._decide("vaguer")

    def do_verdict_only(self, press: Press) -> None:
        self._decide("only")

    def do_verdict_silent(self, press: Press) -> None:
        self._decide("silent")

    def do_verdict_conflict(self, press: Press) -> None:
        """Ask whom it is with, unless there is only one whom it can be with."""
        if len(self._others) == 1:
            self._against = [self._others[0].id]
            self._decide("conflict")
        elif self._others:
            self._asks = True

    def do_verdict_against(self, press: Press) -> None:
        """Tick the source of that number, or take the tick away."""
        number = int(press.arg) - 1
        if not self._others[number : number + 1]:
            return
        self._asks = True
        source = self._others[number].id
        if source in self._against:
            self._against.remove(source)
        else:
            self._against.append(source)

    def do_verdict_done(self, press: Press) -> None:
        if not self._asks:
            return
        if self._against:
            self._decide("conflict")
        else:
            self._missing = True

    def do_verdict_note(self, press: Press) -> None:
        """Write a note on the verdict; it is kept together with it."""
        from karabakh_tui.tui.screens.note import NoteAnswer, NoteScreen

        def written(answer: NoteAnswer | None) -> None:
            if answer is not None:
                self._note = answer.text
                if self._mine and answer.kept:
                    self._decide(self._mine.kind)

        text = self._note if self._note is not None else self._mine.note if self._mine else ""
        self.app.push_screen(NoteScreen(text, "note on the verdict"), written)

    def do_verdict_clear(self, press: Press) -> None:
        if self._mine:
            self.dismiss(Decision(None))

    def do_close(self, press: Press) -> None:
        """Back to the kinds, or closed."""
        if self._asks:
            self._asks = False
        else:
            self.dismiss(None)

    def _decide(self, kind: VerdictKind) -> None:
        self.dismiss(Decision(kind, tuple(self._against), self._note))


def set_verdict(app: KarabakhApp, comparison: Comparison, provision_id: str, article_id: str) -> None:
    """Ask for a verdict on a cell, and keep it in the notebook of the person who is signed in."""
    cell = comparison.cell(provision_id, article_id)
    if cell.state == "other_event":
        app.say("This source reports on another event, so it is not compared.")
        return

    def at(desk: Desk) -> None:
        mine = own_verdict(desk.notebook.verdicts(), provision_id, article_id)

        def decided(decision: Decision | None) -> None:
            if decision is not None:
                _keep(app, desk, comparison, cell, mine, decision)

        app.push_screen(VerdictScreen(comparison, cell, mine), decided)

    app.at_desk(at)


def _keep(
    app: KarabakhApp, desk: Desk, comparison: Comparison, cell: Cell, mine: Verdict | None, decision: Decision
) -> None:
    book = desk.notebook
    before = book.fields("_verdicts", mine.id) if mine else None
    shown = None
    if cell.by and cell.state in KINDS:
        shown = Verdict(cell.provision_id, cell.article_id, "same", value=cell.value, because=cell.because)
    taken = [verdict.id for verdict in book.verdicts()]
    op = deciding(decision, cell.provision_id, cell.article_id, mine, before, shown, taken)
    where = cell_words(comparison, cell)
    if op is None:
        app.say(f"Nothing is changed on {where}.")
        return
    words = f"verdict {WORDS[decision.kind]} on {where}" if decision.kind else f"your verdict taken away on {where}"
    if desk.do((op,), words):
        app.say(f"{words[:1].upper()}{words[1:]}. {key_for('undo', 'global')} undoes.")


def cell_words(comparison: Comparison, cell: Cell) -> str:
    """A cell in words, as `E 4 Mandate`."""
    letter = next(article.letter for article in comparison.articles if article.id == cell.article_id)
    provision = provision_of(comparison, cell.provision_id)
    return f"{letter} {named(provision) if provision else clean(cell.provision_id)}"
