"""The comparison that every screen, command and export shares: provisions x sources, and what stands in each cell."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span

State = Literal["same", "vaguer", "conflict", "silent", "only", "open", "other_event"]

SIGNS: dict[State, str] = {
    "conflict": "!",
    "open": "?",
    "vaguer": "~",
    "same": "=",
    "only": "+",
    "silent": ".",
    "other_event": "x",
}
"""The sign of each state, in the order in which a row shows the first that occurs."""

WORDS: dict[State, str] = {
    "same": "same",
    "vaguer": "vaguer",
    "conflict": "conflict",
    "silent": "silent",
    "only": "only here",
    "open": "open",
    "other_event": "other event",
}
"""How the screen and plain text name a state."""


class Passage(NamedTuple):
    """An accepted passage on a provision: where it stands, and the annotation it comes from."""

    article_id: str
    span: Span
    source: Anchored


class Cell(NamedTuple):
    """What one article says on one provision.

    `passages` are in the order of the text. `against` holds article ids (an article can be against itself).
    `status` is "reviewed" where a person decided, else "". `stale` is set where the verdict and the passages no longer
    fit each other (silent with passages, or a statement without any). `nearest` is, for a cell without passages, the
    id of the provision closest in the codebook that the article does speak of, or "". `telling` is the index of the
    passage to show first: the one that holds the words the verdict rests on, else the first.
    """

    provision_id: str
    article_id: str
    state: State
    passages: tuple[Passage, ...] = ()
    value: str = ""
    against: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    note: str = ""
    by: str = ""
    status: Literal["reviewed", ""] = ""
    stale: bool = False
    nearest: str = ""
    telling: int = 0

    @property
    def sign(self) -> str:
        """The state as one ASCII character."""
        return SIGNS[self.state]


Pin: TypeAlias = tuple[tuple[str, int], ...]
"""Two places that a person laid side by side: each an article id and an offset in code points."""


class Comparison(NamedTuple):
    """Provisions x articles, whole. `compared` are the articles on the event of the comparison; the others are shown
    apart and never counted. `cells` has every pair (provision id, article id). `pins` are places that go together
    while panes scroll, whatever the provisions say."""

    provisions: tuple[Provision, ...]
    articles: tuple[Article, ...]
    compared: tuple[Article, ...]
    cells: dict[tuple[str, str], Cell]
    event_note: str = ""  # what to say of the event where nobody stated it ("all 12 articles count as one event")
    pins: tuple[Pin, ...] = ()

    @property
    def in_order(self) -> tuple[Article, ...]:
        """All articles as lists show them: the compared ones by letter, then the ones on other events."""
        compared = {article.id for article in self.compared}
        return (*self.compared, *(article for article in self.articles if article.id not in compared))

    def cell(self, provision_id: str, article_id: str) -> Cell:
        """The cell of that pair. Raises KeyError for a pair that does not exist."""
        return self.cells[provision_id, article_id]

    def row(self, provision_id: str) -> tuple[Cell, ...]:
        """The cells of the compared articles, in the order of the letters."""
        return tuple(self.cells[provision_id, a.id] for a in self.compared)

    def row_state(self, provision_id: str) -> State:
        """The first state, in the order of SIGNS, that occurs among the compared articles; "silent" without any."""
        found = {cell.state for cell in self.row(provision_id)}
        return next((state for state in SIGNS if state in found), "silent")
