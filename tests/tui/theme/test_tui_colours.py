"""Painting and checking know the same colours."""

import re
from pathlib import Path

import pytest
from rich.color import ColorSystem

from karabakh_tui.tui.colours import as_256, roles_on, sgr, worn
from karabakh_tui.tui.ladders import LADDERS
from karabakh_tui.tui.palette import palette_for
from karabakh_tui.tui.roles import ROLES, RoleStyle, Theme
from karabakh_tui.tui.theme_grounds import combinations_of_roles
from karabakh_tui.tui.themes import load_themes

THEMES, _ = load_themes([Path(__file__).parents[3] / "themes"])
SYSTEMS = {"true": ColorSystem.TRUECOLOR, "256": ColorSystem.EIGHT_BIT, "16": ColorSystem.STANDARD}
DEFAULTS = {"39", "49"}
CODES = re.compile(r"[34]8;2;\d+;\d+;\d+|[34]8;5;\d+|\d+")


@pytest.mark.parametrize("ladder", LADDERS)
@pytest.mark.parametrize("name", THEMES)
def test_what_is_checked_is_what_is_painted(name, ladder):
    palette, roles = palette_for(THEMES[name], ladder), roles_on(THEMES[name], ladder)
    for joined in combinations_of_roles():
        look = worn(roles, joined)
        painted = palette.style(joined).render("x", color_system=SYSTEMS.get(ladder, ColorSystem.STANDARD))
        codes = painted.removesuffix("x\x1b[0m").removeprefix("\x1b[").removesuffix("m") if painted != "x" else ""
        wanted = [code for code in CODES.findall(codes) if code not in DEFAULTS]
        assert sgr(look, ladder) == ";".join(wanted), joined


def test_the_uppermost_colour_counts_and_all_attributes():
    roles = {
        "surface": RoleStyle(bg="#000000"),
        "match": RoleStyle("#111111", "#222222", frozenset({"bold"})),
        "hit": RoleStyle("#333333", style=frozenset({"underline"})),
    }
    assert worn(roles, "match+hit") == RoleStyle("#333333", "#222222", frozenset({"bold", "underline"}))
    assert worn(roles, "") == RoleStyle("default", "#000000", frozenset())
    assert worn({}, "nothing-known") == RoleStyle("default", "default", frozenset())


def test_names_are_left_to_the_terminal():
    theme = Theme("mine", True, {"text": RoleStyle("red", "default")})
    for ladder in ("true", "256", "16"):
        assert roles_on(theme, ladder)["text"].fg == "red"
    assert as_256("bright_red") == "bright_red"


@pytest.mark.parametrize(
    ("look", "ladder", "codes"),
    [
        (RoleStyle("#ff8f70", "#000000", frozenset({"bold"})), "true", "1;38;2;255;143;112;48;2;0;0;0"),
        (RoleStyle("#ff8f70"), "256", "38;5;209"),
        (RoleStyle("red", "bright_white"), "16", "31;107"),
        (RoleStyle("bright_black", "cyan"), "16", "90;46"),
        (RoleStyle("default", "default", frozenset({"reverse", "dim"})), "16", "2;7"),
        (RoleStyle(), "mono", ""),
    ],
)
def test_escape_sequences_are_what_terminals_know(look, ladder, codes):
    assert sgr(look, ladder) == codes


def test_every_role_is_known_without_colours():
    assert set(roles_on(THEMES["dark"], "mono")) <= set(ROLES)
