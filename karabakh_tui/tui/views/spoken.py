"""What the screens show, in sentences for speech and braille: what matters most stands first, no signs, no boxes. Pure.

Words are those of the plain text that the commands print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.export.plain import (
    closest,
    counted,
    percent,
    provision_name,
    quoted,
    reported,
    row_of_names,
    row_state,
    sentence,
    source_name,
    state_of,
)
from karabakh_tui.matching.model import WORDS, Cell, Comparison, Passage
from karabakh_tui.matching.why import why as reasons_for
from karabakh_tui.text.length import told_length
from karabakh_tui.tui.announce import Fact
from karabakh_tui.tui.cards_state import CardsState
from karabakh_tui.tui.dispatch import Step, continuations
from karabakh_tui.tui.key_spelling import spoken
from karabakh_tui.tui.keymap import Action, actions_in
from karabakh_tui.tui.matrix_state import MatrixState
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.reading import Reading
from karabakh_tui.tui.views.footer import MISSES_TO_SAY
from karabakh_tui.tui.views.states import clashes, letters_of, provision_of
from karabakh_tui.yamldoc.fault import Fault

QUOTED = 600
"""Code points of a passage that are said; the whole of it is read in its article."""

BEGINNING = 100
"""Code points of the text on the reading line that are said when a pane stands still."""

_MOVES = ("provision", "pane", "sources", "passage")
"""What takes a pane elsewhere by itself: how far it stands then need not be said."""

_DRAWN = re.compile(r"[\u2500-\u259f]+|[-+|=_]{3,}")


# Provisions and cells


def provision(comparison: Comparison, provision_id: str) -> str:
    """A provision and what every source says on it, as `Provision 4 Mandate. Conflict. A 5 years. D says nothing.`"""
    found = provision_of(comparison, provision_id)
    if found is None:
        return ""
    row_is = comparison.row_state(provision_id)
    row = comparison.row(provision_id)
    letters = letters_of(comparison)
    conflicts = [cell for cell in row if cell.state == "conflict"]
    told = [sentence(f"Provision {provision_name(found)}")]
    if len(conflicts) > 2 or any(cell.article_id in cell.against for cell in conflicts):
        told.append(sentence(f"Conflict: {clashes(comparison, provision_id)}"))
    elif row_is != "silent":
        told.append(row_state(comparison, found))
    speaking = sorted((cell for cell in row if cell.state != "silent"), key=lambda cell: cell.state != row_is)
    for cell in speaking:
        state = "" if cell.state == row_is and cell.value else WORDS[cell.state]
        told.append(sentence(f"{letters[cell.article_id]} {', '.join(filter(None, (state, cell.value)))}"))
    silent = [letters[cell.article_id] for cell in row if cell.state == "silent"]
    if silent:
        told.append(f"{row_of_names(silent)} {'says' if len(silent) == 1 else 'say'} nothing.")
    return " ".join(told)


def cell(comparison: Comparison, found: Cell) -> str:
    """What a source says, in words: state, value, or the closest provision of one that says nothing."""
    near = closest(comparison, found) if found.state in ("silent", "open") else ""
    return " ".join(filter(None, (sentence(state_of(comparison, found)), sentence(found.value), near)))


def passage(article: Article, found: Cell, index: int) -> str:
    """The passage of a cell with that index: which of several, where, and its words; "" for a cell without any."""
    if not found.passages:
        return ""
    chosen: Passage = found.passages[index]
    words = chosen.span.of(article.text[: chosen.span.start + QUOTED])
    which = f"Passage {index + 1} of {len(found.passages)}" if len(found.passages) > 1 else "Passage"
    return sentence(f"{which} at {percent(article, chosen)}: {quoted(words)}")


def _article(comparison: Comparison, source: str) -> Article:
    return next(article for article in comparison.articles if article.id == source)


# The reader


def reader(reading: Reading, percent_read: int, offset: int) -> list[Fact]:
    """The reader. `percent_read` is how far the leading pane stands, `offset` the code point on its reading line."""
    comparison, carousel = reading.comparison, reading.carousel
    leader = _article(comparison, carousel.focused)
    found = reading.cell(leader.id)
    name = sentence(source_name(leader))
    says = cell(comparison, found) if found else ""
    facts = [
        Fact("provision", (reading.provision,), (provision(comparison, reading.provision),)),
        Fact("pane", (leader.id,), (" ".join(filter(None, (name, says))),), ("provision",), name),
        _sources(reading),
    ]
    chosen = reading.passage(leader.id)
    if found and chosen:
        index = found.passages.index(chosen)
        key = (reading.provision, leader.id, index)
        words = passage(leader, found, index)
        facts.append(Fact("passage", key, (words,), ("provision", "pane"), opening=False))
    return [*facts, _place(leader, percent_read, offset)]


def _sources(reading: Reading) -> Fact:
    carousel, letters = reading.carousel, letters_of(reading.comparison)
    if len(carousel.shown) == 1:
        order = ", ".join(letters[source] for source in carousel.order)
        return Fact("sources", ("one pane", carousel.order), (f"One pane for {order}.",))
    pinned = carousel.pinned
    shown = ", ".join(letters[source] + (" pinned" if source in pinned else "") for source in carousel.shown)
    hidden = ", ".join(letters[source] for source in carousel.hidden)
    words = f"Shown: {shown}." + (f" Hidden: {hidden}." if hidden else "")
    return Fact("sources", (carousel.shown, pinned & set(carousel.shown)), (words,))


def _place(leader: Article, percent_read: int, offset: int) -> Fact:
    end = leader.text.find("\n", offset, offset + BEGINNING)
    words = leader.text[offset : end if end >= 0 else offset + BEGINNING]
    if end < 0 and len(words) == BEGINNING:
        words = words.rpartition(" ")[0] or words
    told = [f"{leader.letter} at {percent_read} percent."]
    if words.strip():
        told.append(sentence(quoted(words)))
    return Fact("place", (leader.id, offset), (" ".join(told),), _MOVES, slow=True)


# Cards and matrix


def cards(state: CardsState) -> list[Fact]:
    """The cards: the provision, and the card under the cursor."""
    comparison = state.comparison
    found = provision_of(comparison, state.provision)
    if found is None:
        return [Fact("provision", ("",), ("No provisions are defined.",))]
    against = clashes(comparison, found.id)
    row = sentence(f"Conflict: {against}") if against else row_state(comparison, found)
    head = f"{sentence(f'Provision {provision_name(found)}')} {row}"
    facts = [Fact("provision", (found.id,), (head,))]
    if here := state.here:
        article = _article(comparison, here.article_id)
        held = comparison.cell(found.id, article.id)
        said = [sentence(source_name(article)), cell(comparison, held)]
        if held.note:
            said.append(sentence(f"Note: {held.note}"))
        parts = (" ".join(said), passage(article, held, here.passage))
        facts.append(Fact("card", ((found.id, article.id), here.passage), parts))
    return facts


def matrix(state: MatrixState) -> list[Fact]:
    """The matrix: which rows there are, the cell under the cursor, what the last step had to tell."""
    facts = [Fact("rows", (state.order, state.leader, state.disagreements, state.omissions), (_rows(state),))]
    if state.at and state.cell:
        found, article = state.at
        held = cell(state.comparison, state.cell)
        parts = (sentence(provision_name(found)), sentence(source_name(article)), held)
        facts.append(Fact("cell", (found.id, article.id, held), parts))
    return [*facts, Fact("said", (state.said,), (sentence(state.said[:1].upper() + state.said[1:]),))]


def _rows(state: MatrixState) -> str:
    if not state.comparison.provisions:
        return "No provisions are defined."
    every = len(state.comparison.provisions)
    only = [word for word, wanted in (("disagreements", state.disagreements), ("silences", state.omissions)) if wanted]
    count = f"Only {row_of_names(only)}: {len(state.rows)} of " if only else ""
    leader = letters_of(state.comparison).get(state.leader, "")
    order = {
        "codebook": "in the order of the codebook",
        "separation": "those first that set the sources apart most",
        "article": f"in the order of {leader}",
    }[state.order]
    return f"{count}{counted(every, 'provision')}, {order}."


# The first page


def welcome(
    corpus: Corpus, comparison: Comparison, ticked: tuple[str, ...], start: tuple[str, ...], says: Sequence[str]
) -> list[Fact]:
    """The first page: what was opened, what it holds, which sources reading would start with."""
    about = " ".join(filter(None, (sentence(corpus.title), f"{counted(len(comparison.articles), 'article')}.")))
    lines = [about, *(_source(comparison, number, article) for number, article in _numbered(comparison)), *says]
    ways = (("start", "starts reading"), ("tick", "tick a source"), ("matrix", "whole table"), ("help", "help"))
    keys_of = {found.id: found.keys[0] for found in actions_in(("welcome", "global")) if found.keys}
    lines.append(". ".join(f"{spoken(keys_of[name])} {words}" for name, words in ways if name in keys_of))
    letters = letters_of(comparison)
    begin = f"Starts with {row_of_names([letters[source] for source in start])}." if start else ""
    chosen = f"Ticked: {', '.join(letters[source] for source in ticked)}." if ticked else begin
    return [*_lines(lines), Fact("ticked", (ticked,), (chosen,))]


def _numbered(comparison: Comparison) -> list[tuple[int, Article]]:
    numbers = {article.id: number for number, article in enumerate(comparison.articles, start=1)}
    return [(numbers[article.id], article) for article in comparison.in_order]


def _source(comparison: Comparison, number: int, article: Article) -> str:
    says = "Other event, not compared."
    if article in comparison.compared:
        says = reported(comparison, article) if comparison.provisions else ""
    name = sentence(source_name(article))
    return " ".join(filter(None, (f"{number}: {name}", f"{told_length(article.text)}.", says)))


# Lists, boxes, keys


def row(words: str, *, ticked: bool | None, key: str) -> Fact:
    """The selected row of a list."""
    tick = "" if ticked is None else " Ticked." if ticked else " Not ticked."
    return Fact("row", (key, ticked), (f"{sentence(words)}{tick}",))


def rows_left(left: int, every: int) -> Fact:
    """How many rows a list has, or what is left of them."""
    if not left:
        return Fact("count", (0,), ("Nothing is like that.",))
    words = f"{counted(every, 'row')}." if left == every else f"{left} of {counted(every, 'row')}."
    return Fact("count", (left,), (words,))


def lines(said: Iterable[str]) -> list[Fact]:
    """Lines of a box, each said by itself."""
    return list(_lines(said))


def _lines(said: Iterable[str]) -> Iterator[Fact]:
    for number, words in enumerate(said):
        yield Fact(f"line {number}", (words,), (sentence(words),))


def why(comparison: Comparison, provision_id: str, article_id: str) -> list[str]:
    """Why a cell says what it says: who decided, and the words of each side."""
    names = {article.letter: source_name(article) for article in comparison.articles}
    told: list[str] = []
    for reason in reasons_for(comparison, provision_id, article_id):
        if reason.role == "verdict":
            told.append(f"{names[reason.letter]} {reason.text}")
        elif reason.role == "words":
            told.append(f"{reason.letter} says {quoted(reason.text)}")
        elif reason.role == "value":
            told.append(f"{reason.letter} value: {reason.text}")
        else:
            told.append(f"note: {reason.text}" if reason.role == "note" else reason.text)
    return [sentence(words[:1].upper() + words[1:]) for words in told]


def notices(faults: Sequence[Fault]) -> list[str]:
    """What could not be used as it is."""
    return [sentence(str(fault)) for fault in faults] or ["Everything could be opened."]


def rows_aloud(rows: Iterable[Row]) -> list[str]:
    """Rows of a screen as sentences: what was wrapped is put together, what was only drawn is left out.

    A blank row, or one that begins with words in the role `key`, begins another sentence.
    """
    told: list[str] = [""]
    for drawn in rows:
        text = " ".join(_DRAWN.sub(" ", "".join(words for words, _ in drawn)).split())
        begins = bool(drawn) and drawn[0][1] == "key" and bool(drawn[0][0].strip())
        if not text or begins:
            told.append("")
        told[-1] = f"{told[-1]} {text}".strip()
    return [sentence(words) for words in told if words]


def keys(scopes: Sequence[str], step: Step) -> Fact:
    """What waits to be typed on: a prefix with what may follow, a count; or a key that is not bound here."""
    words = ""
    if step.misses >= MISSES_TO_SAY:
        words = f"Key {spoken(step.unknown)} is not bound here."
    elif step.pending:
        follow = [f"{spoken(key)} {found.hint or found.id}" for key, found in continuations(scopes, step.pending)]
        words = f"{spoken(' '.join(step.pending))} waits: {', '.join(follow)}."
    elif step.count is not None:
        words = f"Count {step.count}."
    return Fact("keys", (step.pending, step.count, step.unknown, step.misses), (words,))


def action(found: Action) -> str:
    """A line of the help: the keys and what they do."""
    typed = ", ".join(map(spoken, found.keys)) or "no key"
    return f"{typed}: {found.words}"
