"""The strip below the reader: what every source says on the provision in focus, even if only one pane is open."""

from __future__ import annotations

from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.model import WORDS, Cell, Comparison
from karabakh_tui.text.cells import fit, pad, width
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.views.rows import cells_of, clean, cut, ends, exactly, lines
from karabakh_tui.tui.views.states import (
    NO_CHOICE,
    clashes,
    letters_of,
    loud,
    own_words,
    provision_of,
    reviewed,
    role_of,
    row_sign,
    silence,
    stands,
)

SHORT = 3
"""Up to so many rows the strip tells the words of one source and of the others only the values."""

MOST_OF_VALUE = 30
"""Cells of a value in the short form."""

SCOPES = ("read", "reading", "global")


def detail(comparison: Comparison, provision_id: str, cells: int, height: int, focused_article: str) -> list[Row]:
    """The strip: exactly `height` rows. `focused_article` is the source that leads in the panes."""
    if provision_of(comparison, provision_id) is None:
        told = lines(_no_provision(comparison), cells - 2)
        return exactly([((f" {line}", "warn"),) for line in told], height)
    rows = [_head(comparison, provision_id, cells)]
    if height <= SHORT:
        rows += _short(comparison, provision_id, cells, focused_article)
    else:
        rows += _full(comparison, provision_id, cells, height - 1, focused_article)
    return exactly(rows, height)


def _no_provision(comparison: Comparison) -> str:
    if not comparison.articles:
        return "No article is open."
    if comparison.provisions:
        return NO_CHOICE
    return "No provisions are defined, so panes follow by percentage. Add annotations/codebook.yaml"


def _head(comparison: Comparison, provision_id: str, cells: int) -> Row:
    """The provision, who disagrees with whom, whether a person decided it."""
    provision = provision_of(comparison, provision_id)
    if provision is None:
        return ()
    title = f"{clean(provision.code)}{row_sign(comparison, provision_id)} {loud(clean(provision.title))}"
    kind = comparison.row_state(provision_id)
    conflict = clashes(comparison, provision_id)
    left: Row = (
        (f" {title}   ", f"head+{role_of(kind)}"),
        (f"conflict: {conflict}", "head+conflict") if conflict else (stands(comparison, provision_id), "head"),
    )
    done = reviewed(comparison, provision_id)
    right: Row = ((f"{done}   ", "head+dim"), (f"{key_for('explain', *SCOPES)} why ", "head+chrome"))
    return ends(left, right, cells, "head")


def _full(comparison: Comparison, provision_id: str, cells: int, height: int, focused: str) -> list[Row]:
    """A row for each source, in the order of the letters; where they do not fit, those that tell most come first.

    The sources on other events share the last row, or the right end of it.
    """
    sources = [comparison.cell(provision_id, article.id) for article in comparison.compared]
    apart = comparison.in_order[len(sources) :]
    hidden = len(sources) - height
    if hidden > 0:
        sources.sort(key=lambda cell: (cell.state != "conflict", cell.article_id != focused))
        sources = sources[:height]
    room = max((width(clean(cell.value)) for cell in sources), default=0)
    rows = [_source(comparison, cell, min(room, cells // 3), cells, cell.article_id == focused) for cell in sources]
    if hidden > 0:
        more = f"+{hidden + len(apart)} more: {key_for('cards', *SCOPES)} "
        rows[-1] = ends(rows[-1], ((more, "chrome"),), cells)
    elif apart and hidden < 0:
        rows.append(cut(((f"   {_apart(apart)}: kept out of verdicts", "other-event"),), cells))
    elif apart:
        rows[-1] = ends(rows[-1], ((f"{_apart(apart)} ", "other-event"),), cells)
    return rows


def _source(comparison: Comparison, cell: Cell, room: int, cells: int, focused: bool) -> Row:
    """What one source says: sign, value, the words."""
    letter = letters_of(comparison)[cell.article_id]
    runs: list[Run] = [
        ("  >" if focused else "   ", ""),
        (pad(f"{letter}{cell.sign}", max(len(letter) + 1, 3)) + " ", role_of(cell.state)),
    ]
    if not cell.passages and cell.state in ("silent", "open"):
        return cut((*runs, (silence(comparison, cell), "dim")), cells)
    if room:
        runs.append((pad(clean(cell.value), room) + "  ", "conflict" if cell.state == "conflict" else ""))
    runs.append((_quoted(comparison, cell), ""))
    return cut(tuple(runs), cells)


def _quoted(comparison: Comparison, cell: Cell) -> str:
    return " ... ".join(f'"{words}"' for words in own_words(comparison, cell))


def _apart(articles: tuple[Article, ...]) -> str:
    """The sources on other events, in a few words."""
    return f"{', '.join(article.letter for article in articles)} x other event"


def _short(comparison: Comparison, provision_id: str, cells: int, focused: str) -> list[Row]:
    """Two rows: the words of the source that stands against the one in focus; of all others sign and value."""
    row = comparison.row(provision_id)
    if not row:
        return [cut(((f" {_apart(comparison.in_order)}", "other-event"),), cells)]
    telling = _opposite(row, focused)
    letters = letters_of(comparison)
    first: list[Run] = [(f" {letters[telling.article_id]}{telling.sign} ", role_of(telling.state))]
    if not telling.passages and telling.state in ("silent", "open"):
        first.append((silence(comparison, telling), "dim"))
    else:
        quoted = _quoted(comparison, telling)
        value = clean(telling.value)
        first += [(f"{value}: " if value and quoted else value, ""), (quoted, "")]
    others = sorted((cell for cell in row if cell is not telling), key=lambda cell: cell.article_id != focused)
    return [cut(tuple(first), cells), _in_brief(comparison, others, cells)]


def _opposite(row: tuple[Cell, ...], focused: str) -> Cell:
    """The source to quote beside the one in focus, whose words are on screen: one that contradicts it, or another."""
    own = next((cell for cell in row if cell.article_id == focused), None)
    against = [other for other in own.against if other != focused] if own and own.state == "conflict" else []

    def rank(cell: Cell) -> tuple[bool, ...]:
        return (
            cell.article_id not in against,
            cell.article_id == focused,
            cell.state != "conflict",
            not cell.passages,
        )

    return min(row, key=rank)


def _in_brief(comparison: Comparison, others: list[Cell], cells: int) -> Row:
    """Letter, sign and value of several sources; at the right where there is more, and how much of it is not shown."""
    letters = letters_of(comparison)
    apart = comparison.in_order[len(comparison.compared) :]
    ending = f"{key_for('cards', *SCOPES)} cards "
    items: list[list[Run]] = []
    for cell in others:
        told = fit(clean(cell.value) or WORDS[cell.state], MOST_OF_VALUE)
        items.append([(f" {letters[cell.article_id]}{cell.sign} ", role_of(cell.state)), (f"{told}  ", "")])
    more = f"+{len(items) + len(apart)} more: "
    sizes = [cells_of(tuple(item)) for item in items]
    shown = len(items)
    if sum(sizes) > cells - width(ending):
        while shown > 1 and sum(sizes[:shown]) > cells - width(more + ending):
            shown -= 1
        ending = f"+{len(items) - shown + len(apart)} more: {ending}"
    runs = [run for item in items[:shown] for run in item]
    runs[-1:] = [(text.rstrip(), role) for text, role in runs[-1:]]
    left = cells - sum(sizes[:shown]) - width(ending) - 2
    if apart and shown == len(items):
        brief = f" {letters[apart[0].id]} x" if len(apart) == 1 else ""
        said = next((words for words in (f" {_apart(apart)}", brief) if width(words) <= left), "")
        runs.append((f"  {said}" if said else "", "other-event"))
    return ends(tuple(runs), ((ending, "chrome"),), cells)
