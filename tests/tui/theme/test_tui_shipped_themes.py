"""The themes that ship can be read for hours: contrast by WCAG 2, and states that stay apart for colour-blind eyes."""

import itertools
from pathlib import Path

import pytest

from karabakh_tui.tui.palette import nearest_of_256
from karabakh_tui.tui.themes import ROLES, Theme, load_theme

FOLDER = Path(__file__).parents[3] / "themes"
SIGNS = ("same", "vaguer", "conflict", "silent", "only", "other-event", "open")
OVER_TEXT = ("surface", "match", "match2", "focus-passage", "hit", "focus", "selection", "tag-mine", "tag-theirs")

# Machado, Oliveira and Fernandes 2009, full severity: what linear red, green, blue become for such eyes.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def linear(colour: str) -> list[float]:
    parts = [value / 255 for value in channels(colour)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, eyes: str) -> tuple[float, float, float]:
    seen = [min(1, max(0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in EYES[eyes]]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (sum(a * b for a, b in zip(row, seen, strict=True)) for row in to_xyz)
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x / 0.95047, y, z / 1.08883))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.fixture(params=["dark", "light"])
def theme(request) -> Theme:
    found, faults = load_theme(request.param, [FOLDER])
    assert found and faults == ()
    return found


def test_every_role_has_a_look(theme):
    assert set(ROLES) == set(theme.roles)


def test_text_has_a_contrast_of_four_and_a_half_on_its_own_ground(theme):
    text, surface = theme.roles["text"].fg, theme.roles["surface"].bg
    for role, look in theme.roles.items():
        if role != "line":
            assert contrast(look.fg or text, look.bg or surface) >= 4.5, role
    assert contrast(theme.roles["dim"].fg, theme.roles["match"].bg) >= 4.5


def test_signs_and_lines_have_a_contrast_of_three_wherever_they_stand(theme):
    for role, ground in itertools.product(SIGNS, ("surface", "match", "match2", "head", "title")):
        assert contrast(theme.roles[role].fg, theme.roles[ground].bg) >= 3, (role, ground)
    assert contrast(theme.roles["line"].fg, theme.roles["surface"].bg) >= 3


@pytest.mark.parametrize("eyes", EYES)
def test_states_stay_apart_for_all_eyes(theme, eyes):
    for one, other in itertools.combinations(SIGNS[:6], 2):
        first, second = (lab(theme.roles[role].fg, eyes) for role in (one, other))
        apart = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5
        assert apart >= 9, (one, other)


def test_what_lies_over_text_stays_apart_on_256_colours(theme):
    grounds = {role: nearest_of_256(*channels(theme.roles[role].bg)) for role in OVER_TEXT}
    assert len(set(grounds.values())) == len(grounds), grounds


def test_sixteen_colours_leave_the_terminal_its_own_ground(theme):
    for role, look in theme.roles.items():
        ground = look.ansi.bg if look.ansi else ""
        assert ground in ("", "default"), role
