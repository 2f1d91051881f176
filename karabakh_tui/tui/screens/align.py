"""Laying the row of one source beside that of another, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from karabakh_tui.annotations.aligning import aligning, laid_already, parting, side_at
from karabakh_tui.annotations.operations import LINKS, Operation
from karabakh_tui.matching.align import follows
from karabakh_tui.tui.app import KarabakhApp
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.paint import row
from karabakh_tui.tui.views.listing import PickerRow
from karabakh_tui.tui.views.rows import clean

if TYPE_CHECKING:
    from karabakh_tui.tui.desk import Desk
    from karabakh_tui.tui.screens.reader import ReaderScreen


def lay_side_by_side(reader: ReaderScreen) -> None:
    """The row on the reading line of the leading pane beside that of the other one; of several, ask for one."""
    comparison, carousel = reader.reading.comparison, reader.reading.carousel
    shown = [source for source in carousel.shown if source != carousel.focused]
    others = [source for source in shown if follows(comparison, carousel.focused, source)]
    if not others:
        apart = "those shown report on different events" if shown else "only one is shown"
        reader.say(f"Two sources on one event are laid side by side; {apart}.")
    elif len(others) == 1:
        _lay(reader, others[0])
    else:
        from karabakh_tui.tui.screens.picker import PickerScreen

        named = {article.id: f"{article.letter} {clean(article.short)}" for article in comparison.articles}
        rows = [PickerRow(source, row(named[source]), named[source]) for source in others]

        def chosen(sources: list[str] | None) -> None:
            if sources:
                _lay(reader, sources[0])

        title = f"{reader.letter(carousel.focused)} goes together with"
        reader.app.push_screen(PickerScreen(title, rows, at=others[0]), chosen)


def _lay(reader: ReaderScreen, other: str) -> None:
    leader = reader.reading.carousel.focused
    articles = {article.id: article for article in reader.reading.comparison.articles}
    offsets = reader.panes.offsets()
    left, right = (side_at(articles[source], offsets[source]) for source in (leader, other))
    if left is None or right is None:
        reader.say("There are no words on the reading line of one of the two.")
        return
    letters = f"{reader.letter(leader)} and {reader.letter(other)}"

    def at(desk: Desk) -> None:
        mine = desk.notebook.alignments()
        laid = laid_already(mine, left, right)
        before = desk.notebook.fields(LINKS, laid.id) if laid else None
        op: Operation = parting(laid, before) if laid and before is not None else aligning(mine, left, right)
        words = f"{letters} {'parted' if laid else 'laid side by side'}"
        if desk.do((op,), words):
            told = "do not go together any more" if laid else "go together from now on"
            reader.say(f"These rows of {letters} {told}. {key_for('undo', 'global')} undoes.")

    if isinstance(reader.app, KarabakhApp):
        reader.app.at_desk(at)
