"""The team screen in sentences, for speech and braille. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.export.plain import quoted, sentence
from karabakh_tui.tui.announce import Fact
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.team_state import TeamState
from karabakh_tui.tui.views.rows import beginning
from karabakh_tui.tui.views.team import KINDS, agreed

SAID = 300
"""Code points of a passage, and of a note, that are said."""


def team(state: TeamState, names: CodeNames) -> Sequence[Fact]:
    """The item in hand with both sides and what was decided; then how many are left, and the agreement."""
    item = state.item
    left = f"{len(state.items) - state.decided} open, {state.decided} decided"
    whole = f"{state.article.letter} with {state.names[1]}: {state.same} the same, {agreed(state.figures)}"
    facts = [Fact("team", (), (sentence(whole),))]
    if item:
        first = item.first
        number = f"Difference {state.at + 1} of {len(state.items)}, {KINDS[first.kind]}"
        told = (
            sentence(number),
            sentence(f"Mine {_side(first.mine, names)}"),
            sentence(f"Theirs {_side(first.theirs, names)}"),
        )
        facts.append(Fact("difference", (first,), (" ".join(told),)))
        facts.append(
            Fact("decided", (first, item.outcome), (sentence(f"Decided: {item.outcome}") if item.outcome else "Open.",))
        )
    return [*facts, Fact("left", (left,), (sentence(left),))]


def _side(side: Anchored | None, names: CodeNames) -> str:
    if side is None:
        return "nothing"
    note = side.annotation.note.strip()
    noted = f", note: {beginning(note, SAID)}" if note else ""
    return f"{names.said(side.annotation.tags) or 'a note'}, {quoted(beginning(side.annotation.quote, SAID))}{noted}"
