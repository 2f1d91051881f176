"""The list of differences: nothing jumps away when it is decided, and what was decided follows from my file."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from helpers.two_annotators import ARTICLE, FILE, Mine, says
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.differences import Choice, reopen
from karabakh_tui.annotations.model import Anchored
from karabakh_tui.annotations.operations import inverse
from karabakh_tui.text.sentences import sentences
from karabakh_tui.text.span import Span
from karabakh_tui.tui.team_state import Done, TeamState, opened, taking_back

MINE = (
    says("deploy for five years", "conflict", id_="a2a2a2"),
    says("Lavrov insists on it", "claim", id_="b2b2b2"),
    says("A nervous denial", "framing", id_="c2c2c2"),
    says("The troops", "actor", id_="d2d2d2"),
)
THEIRS = (
    says("five years", "number", id_="e2e2e2"),
    says("Lavrov insists on it", "fact", id_="f2f2f2"),
    says("again and again", "claim", id_="g2g2g2"),
    says("The troops", "actor", id_="h2h2h2"),
)
SPAN, TAG, ONLY_MINE, ONLY_THEIRS = range(4)


def state_of(mine: Sequence[Anchored] = MINE, theirs: Sequence[Anchored] = THEIRS) -> TeamState:
    return opened(ARTICLE, sentences(ARTICLE.text), ("anna", "ben"), mine, theirs)


class Session:
    """A state and my file, one following the other."""

    def __init__(self) -> None:
        self.book = Mine(MINE)
        self.state = state_of(self.book.anchored)

    def decide(self, at: int, choice: Choice) -> Done:
        difference = self.state.items[at].now
        assert difference
        mine = difference.mine
        fields = dict(self.book.records[mine.annotation.id]) if mine else {}
        ops = self.book.decide(difference, choice)
        self.renew()
        return Done(difference, fields, ops)

    def renew(self) -> None:
        self.state = self.state.with_mine(self.book.anchored)

    @property
    def outcomes(self) -> list[str]:
        return [item.outcome for item in self.state.items]


def test_what_is_the_same_is_counted_and_not_listed() -> None:
    state = state_of()
    assert [item.first.kind for item in state.items] == ["span", "tag", "mine", "theirs"]
    assert (state.same, state.decided) == (1, 0)


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_decided_item_stays_where_it_is_and_tells_what_was_decided(at: int, choice: Choice) -> None:
    session = Session()
    before = [item.first for item in session.state.items]
    session.decide(at, choice)
    assert [item.first for item in session.state.items] == before
    assert session.outcomes[at] == choice
    assert session.state.decided == 1


def test_both_stays_where_it_is_and_brings_no_item_of_its_own() -> None:
    session = Session()
    session.decide(SPAN, "both")
    assert session.outcomes == ["both", "", "", ""]


def test_undo_opens_it_again() -> None:
    session = Session()
    for at, choice in ((SPAN, "both"), (TAG, "theirs"), (ONLY_MINE, "theirs"), (ONLY_THEIRS, "mine")):
        done = session.decide(at, choice)
        session.book.do([inverse(op) for op in reversed(done.ops)])
        session.renew()
        assert session.outcomes == ["", "", "", ""]


def test_at_the_next_start_what_was_decided_is_decided_and_the_first_open_one_is_in_hand() -> None:
    session = Session()
    session.decide(SPAN, "mine")
    session.decide(TAG, "theirs")
    session.decide(ONLY_THEIRS, "mine")
    again = state_of(session.book.anchored)
    assert [(item.first.kind, item.outcome) for item in again.items] == [
        ("span", "mine"),
        ("mine", ""),
        ("theirs", "mine"),
    ]
    assert again.at == 1


def test_a_new_tag_of_mine_comes_up() -> None:
    session = Session()
    new = says("Ankara", "actor", id_="n2n2n2")
    session.state = session.state.with_mine([*session.book.anchored, new])
    assert [item.first.mine for item in session.state.items if item.first.mine][-1] == new


def test_one_that_i_took_away_is_as_they_have_it() -> None:
    session = Session()
    without = [one for one in session.book.anchored if one.annotation.id != "c2c2c2"]
    session.state = session.state.with_mine(without)
    assert session.outcomes == ["", "", "theirs", ""]


def test_an_annotation_that_gets_another_partner_is_a_difference_of_its_own() -> None:
    session = Session()
    session.book.records["c2c2c2"] |= {"quote": "again and again", "start": ARTICLE.text.index("again and")}
    session.renew()
    assert [item.first.kind for item in session.state.items] == ["span", "tag", "tag"]


def test_the_cursor_stays_on_its_item_in_any_order() -> None:
    state = state_of().moved(ONLY_MINE)
    kinds = []
    for _ in range(3):
        state = state.next_order()
        kinds.append([item.first.kind for item in state.items])
        assert state.item
        assert state.item.first.kind == "mine"
    by_tag, by_kind, by_position = kinds
    assert by_tag == ["tag", "theirs", "span", "mine"]  # claim, claim, conflict, framing
    assert by_kind == ["span", "tag", "mine", "theirs"]
    assert by_position == ["span", "tag", "mine", "theirs"]


def test_the_cursor_stops_at_both_ends() -> None:
    assert state_of().moved(-3).at == 0
    assert state_of().moved(99).at == 3
    empty = state_of((), ())
    assert (empty.moved(1).item, empty.moved(-1).at) == (None, 0)


def test_my_record_of_an_item_is_found_whatever_was_decided() -> None:
    session = Session()
    session.decide(ONLY_THEIRS, "theirs")
    own = session.state.own(session.state.items[ONLY_THEIRS])
    assert own
    assert own.annotation.quote == "again and again"
    changed = session.state.own(session.state.items[TAG])
    assert changed
    assert changed.annotation.id == "b2b2b2"


def test_the_agreement_follows_the_decisions() -> None:
    session = Session()
    before = session.state.figures
    session.decide(TAG, "theirs")
    assert (before.n, before.same) == (3, 0.0)
    assert session.state.figures.same == pytest.approx(1 / 3)


@pytest.mark.parametrize(("at", "choice"), [(SPAN, "mine"), (SPAN, "both"), (TAG, "theirs"), (ONLY_MINE, "theirs")])
def test_a_decision_can_be_taken_back_while_nobody_changed_what_it_did(at: int, choice: Choice) -> None:
    session = Session()
    before = {name: dict(fields) for name, fields in session.book.records.items()}
    done = session.decide(at, choice)
    back = taking_back(done, lambda file, id_: session.book.records.get(id_))
    assert back
    session.book.do(back)
    assert session.book.records == before


def test_what_was_changed_since_is_not_taken_back() -> None:
    session = Session()
    done = session.decide(TAG, "theirs")
    session.book.records["b2b2b2"]["tags"] = ["date"]
    assert taking_back(done, lambda file, id_: session.book.records.get(id_)) is None


def test_a_decision_of_an_earlier_session_can_be_forgotten() -> None:
    session = Session()
    session.decide(SPAN, "mine")
    session.state = state_of(session.book.anchored)
    difference = session.state.items[SPAN].now
    assert difference
    session.book.do(reopen(difference, FILE, session.book.records["a2a2a2"]))
    session.renew()
    assert session.outcomes == ["", "", "", ""]


WORDS = [Span(found, found + 6) for found in range(0, 60, 5)]


def annotations(prefix: str) -> st.SearchStrategy[list[Anchored]]:
    one = st.tuples(st.sampled_from(WORDS), st.sampled_from("abc"))
    return st.lists(one, max_size=6).map(
        lambda found: [
            says("The troops", tag, id_=f"{prefix}{at}")._replace(
                annotation=says(span.of(ARTICLE.text), tag, id_=f"{prefix}{at}").annotation._replace(start=span.start),
                anchor=says("The troops").anchor._replace(span=span),
            )
            for at, (span, tag) in enumerate(found)
        ]
    )


@settings(max_examples=100, deadline=None)
@given(
    annotations("m"),
    annotations("t"),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["mine", "theirs", "both"]))),
)
def test_whatever_is_decided_each_open_difference_is_listed_once(
    mine: list[Anchored], theirs: list[Anchored], choices: list[tuple[int, Choice]]
) -> None:
    session = Session()
    session.book = Mine(mine)
    session.state = state_of(session.book.anchored, theirs)
    for at, choice in choices:
        if at < len(session.state.items) and session.state.items[at].now:
            session.decide(at, choice)
        fresh = state_of(session.book.anchored, theirs)
        open_now = sorted(repr(item.now) for item in fresh.items if not item.outcome)
        assert sorted(repr(item.now) for item in session.state.items if not item.outcome) == open_now
        assert session.state.same == fresh.same
