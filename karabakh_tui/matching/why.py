"""Why a cell of the matrix says what it says, in words: who decided, against whom, and the words that clash."""

from __future__ import annotations

from typing import Literal, NamedTuple

from karabakh_tui.matching.model import Cell, Comparison, Passage, State

Role = Literal["verdict", "by", "words", "value", "note", "stale", "nearest"]

QUOTE_LENGTH = 160
"""How many code points of a passage stand in for words that nobody picked out."""

_PHRASES: dict[State, str] = {
    "same": "says it in full, nothing against it",
    "vaguer": "says less, nothing against it",
    "conflict": "conflicts with another source",
    "silent": "says nothing on this",
    "only": "is the only source to say it",
    "open": "nobody has decided; no suggestion",
    "other_event": "reports on another event and is kept out of verdicts",
}


class Reason(NamedTuple):
    """One line of the why box. `letter` names the source that the line is about, or is empty.

    `text` is the project's words and the words of articles and files: unsafe to show as it is.
    """

    role: Role
    text: str
    letter: str = ""


def why(comparison: Comparison, provision_id: str, article_id: str) -> tuple[Reason, ...]:
    """The lines of the why box for a cell, from the verdict down. Raises KeyError for a cell that does not exist."""
    cell = comparison.cell(provision_id, article_id)
    letters = {article.id: article.letter for article in comparison.articles}
    letter = letters[article_id]
    lines = [Reason("verdict", _verdict(cell, letters), letter)]
    if cell.status == "reviewed":
        lines.append(Reason("by", f"decided by {cell.by}" if cell.by else "decided by a person"))
    lines += _words(cell, letter)
    if cell.value:
        lines.append(Reason("value", cell.value, letter))
    for other in cell.against:
        if other != article_id:
            opposite = comparison.cell(provision_id, other)
            lines += _words(opposite, letters[other])
            if opposite.value:
                lines.append(Reason("value", opposite.value, letters[other]))
    if cell.note:
        lines.append(Reason("note", cell.note))
    if cell.stale:
        lines.append(Reason("stale", _stale(cell)))
    if cell.nearest and cell.state != "conflict":
        nearest = next(p for p in comparison.provisions if p.id == cell.nearest)
        lines.append(Reason("nearest", f"closest: {nearest.code} {nearest.title}", letter))
    return tuple(lines)


def _verdict(cell: Cell, letters: dict[str, str]) -> str:
    """The verdict as a phrase that goes on after the name of the source."""
    if cell.state != "conflict" or not cell.against:
        return _PHRASES[cell.state]
    named = ["itself" if other == cell.article_id else letters[other] for other in cell.against]
    return "conflicts with " + " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _words(cell: Cell, letter: str) -> list[Reason]:
    """The words that the verdict rests on; where nobody picked any, the beginning of the first passage."""
    if cell.because:
        return [Reason("words", words, letter) for words in cell.because]
    return [Reason("words", _beginning(cell.passages[0]), letter)] if cell.passages else []


def _beginning(passage: Passage) -> str:
    """The first words of a passage, as the annotation quotes it, on one line, cut at a word."""
    words = " ".join(passage.source.annotation.quote.split())
    if len(words) <= QUOTE_LENGTH:
        return words
    cut = words.rfind(" ", 0, QUOTE_LENGTH)
    return words[: cut if cut > 0 else QUOTE_LENGTH] + " ..."


def _stale(cell: Cell) -> str:
    """What does not fit in a verdict that its passages have left behind."""
    if cell.state == "silent":
        passages = "a passage is" if len(cell.passages) == 1 else f"{len(cell.passages)} passages are"
        return f"decided as silent, but {passages} tagged with it now"
    return "decided as a statement, but no passage is tagged with it now"
