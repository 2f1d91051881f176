"""The shipped reading of the shipped articles; only facts that stand in the texts are tested."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.matching.align import Interpolation, anchor_pairs, follows
from karabakh_tui.matching.load import Loaded, load
from karabakh_tui.matching.order import article_tally, by_separation, tally
from karabakh_tui.matching.why import why
from karabakh_tui.paths import shipped


@pytest.fixture(scope="module")
def seeds() -> Loaded:
    corpus = open_folder(shipped())
    return load(corpus, corpus.root, ("editorial",))


def everything(seeds: Loaded) -> list[Anchored]:
    return [one for anchored in seeds.anchored.values() for one in anchored]


def test_nothing_is_wrong_with_what_ships(seeds: Loaded) -> None:
    assert seeds.faults == ()


def test_every_quote_stands_exactly_where_its_file_says(seeds: Loaded) -> None:
    assert {one.anchor.certainty for one in everything(seeds)} == {"exact"}
    assert all(one.annotation.start == one.anchor.span.start for one in everything(seeds) if one.anchor.span)


def test_eighteen_provisions_are_compared_in_four_articles(seeds: Loaded) -> None:
    assert len(seeds.comparison.provisions) == 18
    assert [a.letter for a in seeds.comparison.compared] == ["A", "B", "D", "E"]
    assert tally(seeds.comparison).cells == 72
    assert tally(seeds.comparison).reviewed == 72


def test_the_ceasefire_of_2023_is_another_event_on_every_provision(seeds: Loaded) -> None:
    states = {seeds.comparison.cell(p.id, "ceasefire-2023").state for p in seeds.comparison.provisions}
    assert states == {"other_event"}
    assert not follows(seeds.comparison, "jamestown", "ceasefire-2023")


def test_tacit_renewal_conflicts_with_consent(seeds: Loaded) -> None:
    tacit = seeds.comparison.cell("peacekeepers-mandate", "artsakh-report")
    consent = seeds.comparison.cell("peacekeepers-mandate", "jamestown")
    assert (tacit.state, tacit.against) == ("conflict", ("jamestown",))
    assert (consent.state, consent.against) == ("conflict", ("artsakh-report",))
    assert seeds.comparison.cell("peacekeepers-mandate", "moscow-times").state == "vaguer"
    words = " ".join(line.text for line in why(seeds.comparison, "peacekeepers-mandate", "jamestown"))
    assert "if neither party declares its withdrawal" in words
    assert "with the consent of Armenia and Azerbaijan" in words


def test_defence24_is_silent_on_the_mandate_and_knows_what_is_closest(seeds: Loaded) -> None:
    cell = seeds.comparison.cell("peacekeepers-mandate", "defence24")
    assert (cell.state, cell.passages) == ("silent", ())
    assert seeds.comparison.cell(cell.nearest, "defence24").passages


def test_nobody_speaks_of_the_exchange_of_prisoners(seeds: Loaded) -> None:
    assert {cell.state for cell in seeds.comparison.row("prisoner-exchange")} == {"silent"}


def test_only_jamestown_names_the_day_for_kalbajar(seeds: Loaded) -> None:
    states = {cell.article_id: cell.state for cell in seeds.comparison.row("kalbajar-return")}
    assert states.pop("jamestown") == "only"
    assert set(states.values()) == {"silent"}


def test_pashinyan_signed_or_was_absent(seeds: Loaded) -> None:
    assert "artsakh-report" in seeds.comparison.cell("signing", "jamestown").against
    assert seeds.comparison.cell("signing", "artsakh-report").state == "conflict"


def test_every_conflict_shows_on_both_sides_and_no_verdict_is_stale(seeds: Loaded) -> None:
    for cell in seeds.comparison.cells.values():
        assert not cell.stale
        for other in cell.against:
            assert cell.article_id in seeds.comparison.cell(cell.provision_id, other).against


def test_rows_in_conflict_come_first_when_ordered_by_how_far_they_separate(seeds: Loaded) -> None:
    states = [seeds.comparison.row_state(p.id) for p in by_separation(seeds.comparison)]
    conflicts = states.count("conflict")
    assert conflicts == tally(seeds.comparison).conflicts > 0
    assert states[:conflicts] == ["conflict"] * conflicts
    assert all(0 < article_tally(seeds.comparison, a.id).says < 18 for a in seeds.comparison.compared)


SCREEN = 48 * 32
"""Code points of text on a pane of three on 160x45."""


def shown_with(seeds: Loaded, *, anchored: bool) -> float:
    """How often the follower's passage is within half a screen when the leader, scrolled freely from any provision
    that both speak of, comes to another one."""
    comparison = seeds.comparison
    near: list[bool] = []
    for leader in comparison.compared:
        for follower in comparison.compared:
            if leader is follower:
                continue
            pairs = anchor_pairs(comparison, leader.id, follower.id)
            for through in pairs:
                lengths = len(leader.text), len(follower.text)
                alignment = Interpolation.between(pairs if anchored else [], through, *lengths)
                assert alignment.follow(through[0]) == through[1]
                near += [
                    _near(alignment.follow(place), [p.span.start for p in follower_cell.passages])
                    for p in comparison.provisions
                    if (leader_cell := comparison.cell(p.id, leader.id)).passages
                    and (follower_cell := comparison.cell(p.id, follower.id)).passages
                    and (place := leader_cell.passages[0].span.start) != through[0]
                ]
    return sum(near) / len(near)


def _near(place: int, passages: Sequence[int]) -> bool:
    return min(abs(place - passage) for passage in passages) <= SCREEN // 2


def test_shared_passages_keep_the_panes_together_better_than_percentage(seeds: Loaded) -> None:
    assert shown_with(seeds, anchored=True) > shown_with(seeds, anchored=False) + 0.05
