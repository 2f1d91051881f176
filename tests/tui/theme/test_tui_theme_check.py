"""The checker of themes finds what is wrong, says what tells things apart all the same, and claims nothing it cannot
know."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.tui.contrast import TEXT, contrast
from karabakh_tui.tui.roles import COLOUR_NAMES, MONO, ROLES, RoleStyle, Theme
from karabakh_tui.tui.theme_check import check, grouped, summary
from karabakh_tui.tui.themes import load_theme

FOLDER = Path(__file__).parents[3] / "themes"


def dark(**changes: RoleStyle) -> Theme:
    """The dark theme with some roles changed."""
    theme, _ = load_theme("dark", [FOLDER])
    assert theme
    looks = {name.replace("_", "-"): look for name, look in changes.items()}
    return replace(theme, name="mine", roles={**theme.roles, **looks})


def told(theme: Theme) -> list[str]:
    return [str(found) for found in check(theme).findings]


def test_letters_too_weak_to_read_are_a_finding_on_every_ground_they_stand_on():
    found = told(dark(conflict=RoleStyle("#803020", style=frozenset({"bold"}))))
    assert found == [
        "conflict on title 1.6 < 4.5",
        "conflict on head 1.8 < 4.5",
        "conflict on surface 2.0 < 4.5",
    ]


def test_a_ground_too_near_to_its_letters_is_one_too():
    found = check(dark(match2=RoleStyle(bg="#8a8a8a"))).findings
    assert ("text", "match2") in {one.roles for one in found if one.kind == "contrast"}
    (one,) = [one for one in found if one.roles == ("text", "match2") and one.ladder == "true"]
    assert one.places[:2] == (("text", "fg"), ("match2", "bg"))
    assert one.figure == pytest.approx(contrast("#d5dae0", "#8a8a8a"))


def test_rules_and_marks_need_less_than_text():
    grey = RoleStyle("#6b7683")
    assert 3 < contrast("#6b7683", "#15191f") < 4.5
    assert told(dark(line=grey)) == []
    assert told(dark(gutter=grey)) == []
    assert "chrome on surface 3.8 < 4.5" in told(dark(chrome=grey))


def test_a_contrast_that_only_256_colours_lose_is_said_so():
    theme = dark(only=RoleStyle("#6099c9"))
    assert told(theme) == ["only on title 4.3 < 4.5 on 256 colours", "only on head 4.3 < 4.5 on 256 colours"]


def test_two_looks_without_a_sign_that_fall_together_are_a_finding():
    theme = dark(hit=RoleStyle("#d5dae0", "#15191f", frozenset()))
    assert "text and hit 0.0 < 10 apart for all eyes" in told(theme)


def test_looks_that_fall_together_only_on_sixteen_colours_are_a_finding():
    theme = dark(hit=RoleStyle("#ffe594", "#4d4015", frozenset({"underline"}), RoleStyle("default", "", frozenset())))
    (one,) = check(theme).findings
    assert (str(one), one.ladder, one.places[0]) == ("text and hit are the same on 16 colours", "16", ("hit", "ansi"))


def test_looks_that_fall_together_only_on_256_colours_are_a_finding():
    grounds = {"tag_mine": "#244f7d", "focus_passage": "#24507f"}
    theme = dark(**{name: RoleStyle("#ffffff", ground) for name, ground in grounds.items()})
    assert any("focus-passage and tag-mine" in one for one in told(theme))


def test_looks_that_only_some_eyes_confuse_are_a_finding_that_names_them():
    theme = dark(tag_mine=RoleStyle("#f1e7fb", "#573d7d"))
    assert told(theme) == ["focus-passage and tag-mine 3.2 < 4 apart for protan and deutan eyes"]


def test_states_that_deutan_eyes_confuse_are_a_note_since_their_signs_differ():
    theme = dark(same=RoleStyle("#9fae5a"), vaguer=RoleStyle("#c79c5a"))
    report = check(theme)
    note = next(one for one in report.notes if one.roles == ("same", "vaguer"))
    assert note.told_by == "their signs" and "deutan" in note.eyes and "usual" not in note.eyes
    assert not report.is_safe_for_all_eyes and report.findings == ()


def test_an_attribute_tells_apart_what_has_one_colour():
    lined = RoleStyle("#d5dae0", "#15191f", frozenset({"underline"}))
    report = check(dark(hit=lined))
    assert ("text", "hit") in {one.roles for one in report.notes if one.told_by == "underline"}
    assert ("text", "hit") not in {one.roles for one in report.findings}


def test_of_the_terminal_s_own_colours_nothing_is_claimed():
    for theme in (MONO, Theme("bare", True, {}), Theme("named", True, {"text": RoleStyle("red", "black")})):
        report = check(theme)
        assert report.lowest is None and report.contrasts == ()
        assert not any(one.eyes for one in report.alike)
        assert not report.is_safe_for_all_eyes


def test_a_theme_of_the_terminal_s_own_that_tells_nothing_apart_is_found_out():
    bare = Theme("bare", True, {"text": RoleStyle("red")})
    assert "text and hit are the same on the terminal's own colours" in told(bare)


def test_a_half_known_theme_is_judged_by_what_is_known():
    theme = dark(text=RoleStyle("default"))
    report = check(theme)
    assert report.lowest and "text" not in report.lowest_roles


def test_the_lowest_contrast_is_that_of_text_and_names_what_it_is_between():
    report = check(dark(dim=RoleStyle("#a0a8b0"), line=RoleStyle("#66717d")))
    assert report.lowest and report.lowest >= TEXT and "line" not in report.lowest_roles
    letters, ground = (
        report.theme.roles[report.lowest_roles[0]].fg,
        report.theme.roles[report.lowest_roles[1]].bg,
    )
    assert contrast(letters, ground) == report.lowest


def test_dim_letters_are_owned_up_to():
    report = check(dark(silent=RoleStyle("#c0c8d0", style=frozenset({"dim"}))))
    assert report.dimmed == ("silent",)


def test_the_verdict_is_the_worst_finding_or_that_all_is_well():
    assert summary(check(dark())) == "ok"
    assert summary(check(dark(conflict=RoleStyle("#803020")))) == "conflict on title 1.6 < 4.5"
    assert summary(check(MONO)) == "no colour: bold, dim, underline, reverse"


def test_notes_are_told_once_for_each_kind_of_eyes_and_terminal():
    lines = list(grouped(check(dark()).notes))
    assert len(lines) == len({line.partition(":")[0] for line in lines})
    assert "for deutan eyes alike but for their signs: other-event/open, vaguer/conflict" in lines
    assert any(line.startswith("on 16 colours alike but for attributes: text/suggested (dim)") for line in lines)


def test_without_colours_the_states_have_their_signs():
    report = check(MONO)
    assert report.findings == ()
    assert {one.told_by for one in report.notes} == {"their signs", "the marks in the gutter"}


looks = st.builds(
    RoleStyle,
    st.sampled_from(["", "default", *COLOUR_NAMES]) | st.integers(0, 0xFFFFFF).map("#{:06x}".format),
    st.sampled_from(["", "default", *COLOUR_NAMES]) | st.integers(0, 0xFFFFFF).map("#{:06x}".format),
    st.none() | st.frozensets(st.sampled_from(["bold", "dim", "underline", "reverse"])),
    st.none() | st.builds(RoleStyle, st.sampled_from(["", *COLOUR_NAMES]), st.just(""), st.just(frozenset())),
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(ROLES), looks))
def test_any_theme_can_be_judged(roles):
    report = check(Theme("any", True, roles))
    for one in (*report.findings, *report.notes):
        assert str(one) and one.places and one.figure < one.wanted
        assert one.is_note == bool(one.told_by)
    assert report.lowest is None or 1 <= report.lowest <= 21
    assert summary(report)
