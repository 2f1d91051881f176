"""How the views name and colour what a source says: roles of states, and the verdict of a whole row in words."""

from __future__ import annotations

from karabakh_tui.codebook.model import Provision
from karabakh_tui.matching.model import SIGNS, WORDS, Cell, Comparison, State
from karabakh_tui.matching.why import why
from karabakh_tui.tui.views.rows import clean

NO_PROVISIONS = "No provisions are defined. annotations/codebook.yaml is where they are named."
"""What matrix and cards say without a codebook."""

NO_CHOICE = "No provision is chosen."
"""What bar and strip say before one is in focus."""


def role_of(state: State) -> str:
    """The role in which the sign of a state is drawn; themes write it with a hyphen."""
    return state.replace("_", "-")


def row_sign(comparison: Comparison, provision_id: str) -> str:
    """The sign of a provision across all compared sources."""
    return SIGNS[comparison.row_state(provision_id)]


def letters_of(comparison: Comparison) -> dict[str, str]:
    """The letter of each article id."""
    return {article.id: article.letter for article in comparison.articles}


def named(provision: Provision) -> str:
    """Code and title of a provision, as `4 Mandate`."""
    return clean(f"{provision.code} {provision.title}")


def loud(title: str) -> str:
    """A title in capitals, for display, where it is plain ASCII; not all scripts have capitals that terminals show."""
    return title.upper() if title.isascii() else title


def provision_of(comparison: Comparison, provision_id: str) -> Provision | None:
    """The provision of that id, or None."""
    return next((provision for provision in comparison.provisions if provision.id == provision_id), None)


def silence(comparison: Comparison, cell: Cell, *, brief: bool = False) -> str:
    """What to say of a source that has no passage on a provision, after its letter or name."""
    closest = provision_of(comparison, cell.nearest)
    near = f" (closest: {named(closest)})" if closest else ""
    if cell.state == "open":
        return f"nobody has marked a passage{near}"
    provision = provision_of(comparison, cell.provision_id)
    return f"says nothing{near}" if brief or provision is None else f"says nothing on {named(provision)}{near}"


def own_words(comparison: Comparison, cell: Cell) -> list[str]:
    """The words of the source itself that the verdict of a cell rests on, cleaned."""
    letter = letters_of(comparison)[cell.article_id]
    reasons = why(comparison, cell.provision_id, cell.article_id)
    return [clean(reason.text) for reason in reasons if reason.role == "words" and reason.letter == letter]


def clashes(comparison: Comparison, provision_id: str) -> str:
    """Who contradicts whom on a provision, as `A against B, E; D against itself`; empty without a conflict.

    Sources of which nobody said whom they contradict come last, by their letters alone.
    """
    letters = letters_of(comparison)
    seen: set[frozenset[str]] = set()
    parts: list[str] = []
    unnamed: list[str] = []
    for cell in comparison.row(provision_id):
        if cell.state != "conflict":
            continue
        pairs = {other: frozenset({cell.article_id, other}) for other in cell.against}
        others = [other for other, pair in pairs.items() if pair not in seen]
        seen |= set(pairs.values())
        if others:
            words = ["itself" if other == cell.article_id else letters[other] for other in others]
            parts.append(f"{letters[cell.article_id]} against {', '.join(words)}")
        elif not pairs:
            unnamed.append(letters[cell.article_id])
    return "; ".join([*parts, ", ".join(unnamed)] if unnamed else parts)


def opposed_values(comparison: Comparison, provision_id: str) -> str:
    """The values that stand against each other, as `tacit (A) / by consent (E)`; empty where one of them is missing."""
    letters = letters_of(comparison)
    cells = [cell for cell in comparison.row(provision_id) if cell.state == "conflict"]
    by_value: dict[str, list[str]] = {}
    for cell in cells:
        by_value.setdefault(clean(cell.value), []).append(letters[cell.article_id])
    if "" in by_value or len(by_value) < 2:
        return ""
    return " / ".join(f"{value} ({', '.join(who)})" for value, who in by_value.items())


def stands(comparison: Comparison, provision_id: str) -> str:
    """Who says what on a provision, by state, as `same: A, E   vaguer: B   silent: D`."""
    letters = letters_of(comparison)
    row = comparison.row(provision_id)
    found = [(state, [letters[c.article_id] for c in row if c.state == state]) for state in WORDS]
    return "   ".join(f"{WORDS[state]}: {', '.join(who)}" for state, who in found if who)


def reviewed(comparison: Comparison, provision_id: str) -> str:
    """How much of a row a person has decided, in words; empty without a compared source."""
    row = comparison.row(provision_id)
    done = sum(cell.status == "reviewed" for cell in row)
    if done == len(row):
        return "reviewed" if row else ""
    return f"{done} of {len(row)} reviewed" if done else "not reviewed"
