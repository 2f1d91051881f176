"""Sentences made of the comparison, of rows and of keys."""

from __future__ import annotations

import pytest
from helpers.small_comparison import empty, opened, small

from karabakh_tui.tui.dispatch import Dispatcher
from karabakh_tui.tui.matrix_state import opening
from karabakh_tui.tui.reading import opening as reading_of
from karabakh_tui.tui.views import spoken

READER = ("read", "reading", "global")


@pytest.mark.parametrize(
    ("provision", "said"),
    [
        (
            "opening",
            "Provision 1 Opening. Vaguer. B Tuesday, dawn. D Tuesday. A same, Tuesday, 6:00. E same, Tuesday, 6:00.",
        ),
        (
            "tolls",
            "Provision 2 Tolls. Conflict: A against B, E. A unchanged. B halved. "
            "E cut by half, after they had doubled in the spring. D says nothing.",
        ),
        (
            "warden",
            "Provision 4 Warden. Conflict. A 3 years, runs on by itself. E 3 years, 3 more by consent. "
            "B vaguer, 3 years, renewable. D says nothing.",
        ),
        (
            "wreck",
            "Provision 5 Wreck. Conflict: D against itself. D by October; half is gone. A same, before autumn. "
            "B and E say nothing.",
        ),
    ],
)
def test_a_provision_is_told_by_what_makes_its_state(provision: str, said: str) -> None:
    assert spoken.provision(small(), provision) == said


def test_what_nobody_has_decided_is_said_to_be_open() -> None:
    comparison = small(opened("opening", "gazette"))
    assert spoken.provision(comparison, "opening").startswith("Provision 1 Opening. Open. A open. B vaguer, ")


def test_without_provisions_there_is_nothing_to_tell_of_them() -> None:
    assert spoken.provision(empty(2), "") == ""
    facts = spoken.reader(reading_of(empty(2), 2), 50, 0)
    assert [fact.parts[0] for fact in facts[:2]] == ["", "A Harbour Gazette."]
    assert spoken.matrix(opening(empty(2)))[0].parts == ("No provisions are defined.",)


def test_why_names_who_says_what() -> None:
    told = spoken.why(small(), "wreck", "notes")
    assert told[0] == "D Ferrymen's notes conflicts with itself."
    assert 'D says "gone by October".' in told


def test_rows_that_were_wrapped_are_one_sentence_and_boxes_are_not_spoken() -> None:
    rows = [
        (("┌── Title ───┐", "line"),),
        (),
        (("title   ", "key"), ("A long", "")),
        (("        ", "key"), ("headline", "")),
        (("length  ", "key"), ("3 words", "")),
        (("└────┘", "line"),),
    ]
    assert spoken.rows_aloud(rows) == ["Title.", "title A long headline.", "length 3 words."]


def test_a_prefix_a_count_and_a_key_in_vain_are_told() -> None:
    keys = Dispatcher(READER)
    said = {name: spoken.keys(READER, keys.press(name)).parts[0] for name in ("w", "x", "4", "escape")}
    assert said["w"].startswith("w waits: ")
    assert said["w"].endswith(".")
    assert (said["x"], said["4"], said["escape"]) == ("", "Count 4.", "")
    assert spoken.keys(READER, keys.press("%")).parts == ("",)
    assert spoken.keys(READER, keys.press("%")).parts == ("Key percent sign is not bound here.",)
