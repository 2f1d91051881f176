"""The why box as rows: who decided a cell, what it says, and the words of each side in quotes."""

from __future__ import annotations

from karabakh_tui.matching.model import Comparison
from karabakh_tui.matching.why import Reason, why
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.rows import clean, lines
from karabakh_tui.tui.views.states import named, provision_of, role_of

_ROLES = {"by": "dim", "note": "", "stale": "warn", "nearest": "dim", "value": "", "words": ""}


def why_title(comparison: Comparison, provision_id: str, article_id: str) -> str:
    """Which cell the box is about, as `why: 4 Mandate, E Jamestown EDM`."""
    article = next(article for article in comparison.articles if article.id == article_id)
    provision = provision_of(comparison, provision_id)
    return f"why: {named(provision) if provision else ''}, {article.letter} {clean(article.short)}"


def why_rows(comparison: Comparison, provision_id: str, article_id: str, cells: int) -> list[Row]:
    """The reasons for a cell in rows of at most `cells`, each source's words below its name."""
    names = {article.letter: f"{article.letter} {clean(article.short)}" for article in comparison.articles}
    cell = comparison.cell(provision_id, article_id)
    rows: list[Row] = []
    speaker = ""
    for reason in why(comparison, provision_id, article_id):
        if reason.role == "verdict":
            role = role_of(cell.state)
            rows += _wrapped(f"{cell.sign} {names[reason.letter]} {clean(reason.text)}", role, 0, cells)
            continue
        if reason.role in ("words", "value"):
            if reason.letter != speaker:
                speaker = reason.letter
                rows += [(), *_wrapped(names[speaker], "key", 0, cells)]
            rows += _wrapped(_told(reason), _ROLES[reason.role], 2, cells)
            continue
        if speaker:
            rows.append(())
            speaker = ""
        rows += _wrapped(_told(reason), _ROLES[reason.role], 0, cells)
    return rows


def _told(reason: Reason) -> str:
    text = clean(reason.text)
    if reason.role == "words":
        return f'"{text}"'
    return f"{reason.role}: {text}" if reason.role in ("value", "note") else text


def _wrapped(text: str, role: str, indent: int, cells: int) -> list[Row]:
    return [((" " * indent + line, role),) for line in lines(text, cells - indent)]
