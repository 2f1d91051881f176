"""The themes that ship can be read for hours, on every terminal and by all eyes: each passes the checker of themes."""

from pathlib import Path

import pytest

from karabakh_tui.tui.colours import is_known
from karabakh_tui.tui.contrast import SIGNS, TEXT, contrast
from karabakh_tui.tui.roles import COLOUR_NAMES, DEFAULT, ROLES, Theme
from karabakh_tui.tui.theme_check import check
from karabakh_tui.tui.themes import load_theme, load_themes

FOLDER = Path(__file__).parents[3] / "themes"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def shipped(name: str) -> Theme:
    found, faults = load_theme(name, [FOLDER])
    assert found and faults == ()
    return found


def test_there_are_these():
    assert (
        sorted(["ansi16", "catppuccin-mocha", "colour-blind", "dark", "gruvbox-dark", "high-contrast", "light"])
        == NAMES
    )


@pytest.mark.parametrize("name", [*NAMES, "mono"])
def test_a_theme_that_ships_has_no_finding(name):
    report = check(shipped(name))
    assert [str(found) for found in report.findings] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_role_has_a_look(name):
    assert set(ROLES) == set(shipped(name).roles)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_what_it_is_for_before_anything_else(name):
    first, *_ = (FOLDER / f"{name}.yaml").read_text("utf-8").splitlines()
    assert first.startswith("# ") and len(first) > 40


@pytest.mark.parametrize("name", NAMES)
def test_sixteen_colours_leave_the_terminal_its_own_ground(name):
    for role, look in shipped(name).roles.items():
        ground = look.ansi.bg if look.ansi else ""
        assert ground in ("", DEFAULT), role


def test_text_in_high_contrast_has_seven_to_one_everywhere():
    report = check(shipped("high-contrast"))
    assert report.lowest and report.lowest >= 7
    theme = shipped("high-contrast")
    assert contrast(theme.roles["line"].fg, theme.roles["surface"].bg) >= 7


@pytest.mark.parametrize("name", ["colour-blind", "high-contrast"])
def test_without_signs_and_attributes_all_eyes_can_still_tell_all_apart(name):
    report = check(shipped(name))
    assert report.is_safe_for_all_eyes
    assert not [found for found in report.notes if found.eyes]


def test_of_the_others_nobody_claims_that():
    safe = {name for name in NAMES if check(shipped(name)).is_safe_for_all_eyes}
    assert safe == {"colour-blind", "high-contrast"}


def test_ansi16_has_the_terminal_s_own_colours_only_and_no_ground_of_its_own():
    theme = shipped("ansi16")
    for role, look in theme.roles.items():
        assert look.fg in ("", DEFAULT, *COLOUR_NAMES), role
        assert look.bg in ("", DEFAULT), role
        assert look.ansi is None, role
    assert check(theme).lowest is None


def test_of_mono_and_ansi16_no_figure_is_told():
    for name in ("mono", "ansi16"):
        assert check(shipped(name)).lowest is None


def test_dark_says_dark_and_light_says_light():
    assert {name for name in NAMES if not shipped(name).dark} == {"light"}


@pytest.mark.parametrize("name", ["catppuccin-mocha", "gruvbox-dark"])
def test_a_palette_of_others_is_named_colour_by_colour(name):
    text = (FOLDER / f"{name}.yaml").read_text("utf-8")
    lines = [line for line in text.splitlines() if '"#' in line]
    assert len(lines) > 20
    assert all("  # " in line for line in lines)


def test_every_file_can_be_chosen_beside_the_others():
    found, faults = load_themes([FOLDER])
    assert faults == () and set(found) == {*NAMES, "mono"}
    assert all(is_known(found["dark"].roles[role].fg) for role in ("text", "conflict"))
    assert TEXT == 4.5 and SIGNS == 3
