"""The editorial verdicts: one for each cell, on words that stand in the texts."""

from __future__ import annotations

import pytest
from helpers.reading import COMPARED, EVERY_VERDICT, PROVISIONS, VERDICTS, Record, passages


def test_there_is_one_verdict_for_each_provision_and_compared_article() -> None:
    cells = [(v["provision"], v["article"]) for v in VERDICTS]
    assert len(cells) == 72
    assert set(cells) == {(p, a) for p in PROVISIONS for a in COMPARED}


@pytest.mark.parametrize("verdict", EVERY_VERDICT)
def test_silent_is_said_where_and_only_where_nothing_is_tagged(verdict: Record) -> None:
    found = passages(verdict["article"], verdict["provision"])
    assert verdict["verdict"] in {"same", "vaguer", "conflict", "silent", "only"}
    assert (verdict["verdict"] == "silent") == (not found)
    assert (verdict["verdict"] == "silent") == (verdict["because"] == [])
    assert (verdict["verdict"] == "silent") == (verdict["value"] == "")


@pytest.mark.parametrize("verdict", EVERY_VERDICT)
def test_a_verdict_rests_on_words_of_the_tagged_passages(verdict: Record) -> None:
    found = passages(verdict["article"], verdict["provision"])
    for words in verdict["because"]:
        assert any(words in quote for quote in found), words


@pytest.mark.parametrize("verdict", EVERY_VERDICT)
def test_a_verdict_fits_its_cell_and_says_why(verdict: Record) -> None:
    assert len(verdict["value"]) <= 26
    assert verdict["note"]
    assert "\n" not in verdict["note"]


@pytest.mark.parametrize("verdict", EVERY_VERDICT)
def test_a_conflict_has_two_sides(verdict: Record) -> None:
    against = verdict.get("against", [])
    assert bool(against) == (verdict["verdict"] == "conflict")
    assert len(set(against)) == len(against)
    for other in against:
        there = next(v for v in VERDICTS if v["provision"] == verdict["provision"] and v["article"] == other)
        assert verdict["article"] in there.get("against", [])


@pytest.mark.parametrize("provision", PROVISIONS)
def test_only_is_said_where_nobody_else_speaks(provision: str) -> None:
    speaking = [v for v in VERDICTS if v["provision"] == provision and v["verdict"] != "silent"]
    assert (len(speaking) == 1) == ([v["verdict"] for v in speaking] == ["only"])
    if len(speaking) > 1:
        kinds = {v["verdict"] for v in speaking}
        assert "only" not in kinds
        assert kinds & {"same", "conflict"}, "somebody has the fullest account"


@pytest.mark.parametrize(
    ("provision", "article", "against"),
    [
        ("signing", "artsakh-report", ["defence24", "jamestown"]),
        ("signing", "jamestown", ["artsakh-report", "jamestown"]),
        ("withdrawal-timetable", "moscow-times", ["artsakh-report", "defence24", "jamestown"]),
        ("peacekeepers-mandate", "jamestown", ["artsakh-report"]),
        ("peacekeepers-deployment", "defence24", ["moscow-times"]),
        ("shusha-control", "defence24", ["moscow-times", "jamestown"]),
        ("monitoring-centre", "jamestown", ["moscow-times"]),
        ("status", "defence24", ["artsakh-report"]),
    ],
)
def test_the_contradictions_are_found(provision: str, article: str, against: list[str]) -> None:
    verdict = next(v for v in VERDICTS if (v["provision"], v["article"]) == (provision, article))
    assert verdict["against"] == against


def test_one_instant_told_twice_is_no_conflict() -> None:
    clocks = {v["article"]: v for v in VERDICTS if v["provision"] == "ceasefire"}
    assert clocks["artsakh-report"]["verdict"] == clocks["moscow-times"]["verdict"] == "same"
    assert clocks["artsakh-report"]["value"] == "midnight, 10 Nov"
    assert clocks["moscow-times"]["value"] == "21:00 GMT"


def test_nobody_reports_the_exchange_of_prisoners() -> None:
    assert {v["verdict"] for v in VERDICTS if v["provision"] == "prisoner-exchange"} == {"silent"}


# The files
