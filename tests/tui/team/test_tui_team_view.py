"""The team screen as people see it, at several sizes, and what it must never do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from helpers.two_annotators import TEXT, says
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.model import Anchor, Anchored, Annotation
from karabakh_tui.codebook.model import Codebook, Label, Provision
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.cells import width
from karabakh_tui.text.display import visible
from karabakh_tui.text.sentences import sentences
from karabakh_tui.text.span import Span
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.paint import plain
from karabakh_tui.tui.team_state import TeamState, opened
from karabakh_tui.tui.views.spoken_team import team as aloud
from karabakh_tui.tui.views.team import item_at, team

GOLDEN = Path(__file__).parent / "golden"
NAMES = CodeNames(
    Codebook(
        (Provision("mandate", "m", "Mandate"),),
        (Label("fact", "fact", "1"), Label("claim", "claim", "2"), Label("conflict", "conflict", "4")),
    )
)
STORY = f"{TEXT} The rest of the day was quiet, and nobody in the capital said more. " * 4
MINE = (
    says("deploy for five years", "conflict", id_="a2a2a2", note="Look at this again."),
    says("Lavrov insists on it", "claim", id_="b2b2b2"),
    says("A nervous denial", "mandate", id_="c2c2c2"),
    says("The troops", "fact", id_="d2d2d2"),
)
THEIRS = (
    says("five years", "fact", id_="e2e2e2", note="The number is the point."),
    says("Lavrov insists on it", "fact", id_="f2f2f2"),
    says("again and again", "claim", id_="g2g2g2"),
    says("The troops", "fact", id_="h2h2h2"),
)


def state_of(mine: Sequence[Anchored] = MINE, theirs: Sequence[Anchored] = THEIRS, text: str = TEXT) -> TeamState:
    article = Article("jamestown", "E", "Jamestown", text)
    return opened(article, sentences(text), ("anna", "ben"), mine, theirs)


def screen(state: TeamState, cells: int, height: int) -> list[str]:
    return plain(team(state, NAMES, cells, height, (("the keys", ""),)))


@pytest.mark.parametrize(("cells", "height"), [(60, 16), (80, 24), (120, 40)])
def test_the_screen_at_its_sizes(cells: int, height: int) -> None:
    text = "\n".join(row.rstrip() for row in screen(state_of(text=STORY), cells, height)) + "\n"
    path = GOLDEN / f"{cells}x{height}.txt"
    if os.environ.get("KARABAKH_TUI_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_both_passages_stand_in_brackets_without_any_colour() -> None:
    shown = " ".join(" ".join(screen(state_of(), 80, 24)).split())
    assert "[deploy for {five years}]. Lavrov" in shown
    assert "[ ] mine { } ben" in shown


@pytest.mark.parametrize(
    ("mine", "theirs", "shown"),
    [
        ("Lavrov insists", "insists on it", "[Lavrov {insists] on it}."),
        ("insists on it", "Lavrov insists", "{Lavrov [insists} on it]."),
        ("insists", "Lavrov insists on it", "{Lavrov [insists] on it}."),
        ("Lavrov insists on it", "Lavrov insists on it", "[{Lavrov insists on it}]."),
    ],
)
def test_brackets_close_where_each_passage_ends(mine: str, theirs: str, shown: str) -> None:
    state = state_of([says(mine, "fact")], [says(theirs, "claim")])
    assert shown in " ".join(" ".join(screen(state, 80, 24)).split())


def test_what_only_one_has_stands_in_the_brackets_of_that_one() -> None:
    only_mine = " ".join(screen(state_of(theirs=()), 80, 24))
    assert "[The troops]" in only_mine
    assert "{ }" not in only_mine
    assert "{The troops}" in " ".join(screen(state_of(mine=()), 80, 24))


def test_a_long_passage_is_shown_with_its_middle_left_out() -> None:
    text = "word " * 4000
    long = Anchored(Annotation("a2a2a2", ("fact",), text[:15000]), Anchor(Span(0, 15000), "exact"))
    inside = Anchored(Annotation("b2b2b2", ("claim",), text[7000:7009]), Anchor(Span(7000, 7009), "exact"))
    rows = screen(state_of([long], [inside], text), 80, 24)
    shown = "\n".join(rows)
    assert "[word" in shown
    assert "{word word}" in shown
    assert "]" in shown.split("{word")[1]
    assert " .. " in shown


def test_the_figure_in_sight_says_what_it_is_and_over_how_many() -> None:
    assert "kappa -0.12 (n 3)" in screen(state_of(), 80, 24)[0]
    assert "kappa -0.12 over 3 sentences" in screen(state_of(), 120, 40)[0]
    nothing = state_of([], [])
    assert "kappa undefined (n 3)" in screen(nothing, 80, 24)[0]


def test_where_nothing_differs_it_is_said() -> None:
    assert "You and ben have the same tags here." in screen(state_of(MINE, MINE), 80, 24)[2]
    assert "Neither you nor ben has a tag here." in screen(state_of((), ()), 80, 24)[2]


def test_the_item_in_hand_is_always_on_screen() -> None:
    mine = [
        Anchored(Annotation(f"a{at}", ("fact",), "word"), Anchor(Span(at * 5, at * 5 + 4), "exact")) for at in range(60)
    ]
    state = state_of(mine, (), "word " * 60)
    for at in range(60):
        rows = screen(state.moved(at), 80, 24)
        assert next(row for row in rows if row.startswith(">")).split()[1] == f"{at + 1}/60"


def test_a_click_finds_the_item_under_it() -> None:
    state = state_of().moved(3)
    rows = screen(state, 80, 24)
    for y, row in enumerate(rows):
        found = item_at(state, 24, y)
        if row[2:3].isdigit():
            assert found == int(row[2]) - 1
    assert item_at(state, 24, 0) is item_at(state, 24, 23) is None


def test_decided_items_tell_what_was_decided() -> None:
    mine = list(MINE)
    mine[1] = says("Lavrov insists on it", "claim", id_="b2b2b2", seen_from=["ben#f2f2f2"])
    rows = screen(state_of(mine), 80, 24)
    assert "= mine" in next(row for row in rows if "2/4" in row)
    assert " open 3   decided 1" in rows[-2]


ANY = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(ANY, ANY, ANY, st.integers(20, 140), st.integers(1, 45), st.data())
def test_no_text_breaks_out_of_its_row(
    text: str, tag: str, note: str, cells: int, height: int, data: st.DataObject
) -> None:
    def one(id_: str) -> Anchored:
        start = data.draw(st.integers(0, len(text) - 1))
        span = Span(start, data.draw(st.integers(start + 1, len(text))))
        return Anchored(Annotation(id_, (tag,), span.of(text), note=note), Anchor(span, "exact"))

    state = state_of([one("a"), one("b")], [one("c")], text)
    rows = screen(state, cells, height)
    assert len(rows) == height
    assert all(width(row) <= cells and visible(row) == row for row in rows)


def test_those_who_listen_are_told_both_sides_and_what_was_decided() -> None:
    facts = {fact.topic: " ".join(fact.parts) for fact in aloud(state_of(), NAMES)}
    assert facts["difference"] == (
        'Difference 1 of 4, span. Mine 4 conflict, "deploy for five years", note: Look at this again. '
        'Theirs 1 fact, "five years", note: The number is the point.'
    )
    assert facts["decided"] == "Open."
    assert facts["left"] == "4 open, 0 decided."
