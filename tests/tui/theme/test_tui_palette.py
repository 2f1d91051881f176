"""Roles become styles on the colours that the terminal has, and no state rests on colour alone."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem, ColorType
from rich.style import Style

from karabakh_tui.tui.colours import nearest_of_256
from karabakh_tui.tui.ladders import LADDERS
from karabakh_tui.tui.palette import PLAIN, Palette, is_mono, palette_for, textual_theme
from karabakh_tui.tui.roles import MONO, ROLES, RoleStyle, Theme
from karabakh_tui.tui.themes import load_theme

FOLDER = Path(__file__).parents[3] / "themes"
ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")
LAYERS = ("", "focus-passage", "hit", "focus", "selection", "tag-mine", "tag-theirs", "suggested")
"""What is laid over text without a sign of its own beside it."""


def theme_of(**roles: RoleStyle) -> Theme:
    return Theme("mine", True, {name.replace("_", "-"): look for name, look in roles.items()})


def shipped(name: str) -> Theme:
    theme, _ = load_theme(name, [FOLDER])
    assert theme
    return theme


def attributes(style: Style) -> set[str]:
    return {name for name in ATTRIBUTES if getattr(style, name)}


def sgr(style: Style, system: ColorSystem = ColorSystem.STANDARD) -> str:
    return style.render("x", color_system=system).removesuffix("x\x1b[0m").removeprefix("\x1b[").removesuffix("m")


def test_a_role_lies_on_the_ground_of_the_page():
    palette = palette_for(theme_of(text=RoleStyle("#111111"), surface=RoleStyle(bg="#eeeeee")), "true")
    assert palette.style("") == Style(color="#111111", bgcolor="#eeeeee")
    assert palette.style("nothing-known") == palette.style("")


def test_of_roles_joined_by_plus_the_later_lies_over_the_earlier():
    theme = theme_of(match=RoleStyle("#111111", "#222222"), hit=RoleStyle("#333333", style=frozenset({"underline"})))
    palette = palette_for(theme, "true")
    assert palette.style("match+hit") == Style(color="#333333", bgcolor="#222222", underline=True)
    assert palette.style("hit+match") == Style(color="#111111", bgcolor="#222222", underline=True)
    assert palette.style("match+hit") is palette.style("match+hit")


def test_without_colours_only_bold_dim_underline_and_reverse_are_sent():
    for theme, role in itertools.product((shipped("dark"), shipped("light"), MONO), ROLES):
        style = palette_for(theme, "mono").style(role)
        assert style.color is None and style.bgcolor is None
        assert attributes(style) <= {"bold", "dim", "underline", "reverse"}
        assert set(sgr(style)) <= set("1247;") or sgr(style) == "x"


def test_the_theme_mono_has_no_colours_anywhere():
    for ladder in LADDERS:
        assert is_mono(MONO, ladder) and palette_for(MONO, ladder) is PLAIN
    assert is_mono(shipped("dark"), "mono") and not is_mono(shipped("dark"), "16")


def test_attributes_say_what_colours_say():
    for theme, ladder in ((MONO, "mono"), (shipped("dark"), "16"), (shipped("light"), "16")):
        palette = palette_for(theme, ladder)
        assert attributes(palette.style("focus")) >= {"reverse"}
        assert attributes(palette.style("hit")) >= {"underline"}
        assert attributes(palette.style("conflict")) >= {"bold"}
        assert attributes(palette.style("other-event")) >= {"dim"}


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("ladder", LADDERS)
def test_what_has_no_sign_can_be_told_apart_on_every_terminal(name, ladder):
    palette = palette_for(shipped(name), ladder)
    system = ColorSystem.TRUECOLOR if ladder == "true" else ColorSystem.EIGHT_BIT
    sent = {role: sgr(palette.style(role), system) for role in LAYERS}
    assert len(set(sent.values())) == len(LAYERS), sent
    assert sgr(palette.style("hit+focus"), system) not in (sent["hit"], sent[""])


@pytest.mark.parametrize("name", ["dark", "light"])
def test_sixteen_colours_are_the_terminal_s_own(name):
    palette = palette_for(shipped(name), "16")
    for role in ROLES:
        style = palette.style(role)
        for color in (style.color, style.bgcolor):
            assert color is None or color.type in (ColorType.DEFAULT, ColorType.STANDARD), role
        assert style.bgcolor is None or style.bgcolor.is_default, role


def test_a_theme_that_says_nothing_of_sixteen_colours_gets_the_nearest_and_the_attributes_of_mono():
    theme = theme_of(
        conflict=RoleStyle("#ff2010", "#000000"),
        dim=RoleStyle("#8f9aa6"),
        key=RoleStyle("cyan"),
        focus=RoleStyle("#000000", "#ffffff", frozenset({"italic"})),
        hit=RoleStyle("#ffffff", ansi=RoleStyle("red")),
    )
    palette = palette_for(theme, "16")
    assert palette.style("conflict") == Style(color="color(9)", bold=True)
    assert palette.style("dim") == Style(dim=True)
    assert palette.style("key") == Style(color="color(6)", bold=True)
    assert palette.style("focus") == Style(italic=True, reverse=True)
    assert palette.style("hit") == Style(color="color(1)", underline=True)
    assert palette.style("title") == Style(bold=True)


def test_on_256_colours_every_colour_is_one_of_the_240_that_are_the_same_everywhere():
    palette = palette_for(shipped("dark"), "256")
    for role in ROLES:
        style = palette.style(role)
        for color in (style.color, style.bgcolor):
            assert color and color.type is ColorType.EIGHT_BIT and color.number and color.number >= 16, role


def rgb(number: int) -> tuple[int, int, int]:
    """What xterm's table has for a number of the cube or the ramp."""
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    levels = (0, 95, 135, 175, 215, 255)
    red, rest = divmod(number - 16, 36)
    return levels[red], levels[rest // 6], levels[rest % 6]


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_no_colour_of_256_is_nearer_than_the_one_chosen(colour):
    def apart(number: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, rgb(number), strict=True))

    assert apart(nearest_of_256(*colour)) == min(map(apart, range(16, 256)))


def test_a_palette_needs_no_theme():
    assert Palette({}).style("focus") == Style()
    assert PLAIN.style("focus") == Style(reverse=True)


@pytest.mark.parametrize("ladder", LADDERS)
def test_textual_can_read_every_colour_of_its_own_theme(ladder):
    from textual.color import Color
    from textual.theme import BUILTIN_THEMES

    for theme in (shipped("dark"), shipped("light"), MONO, theme_of()):
        ours = textual_theme(theme, ladder)
        values = ours.to_color_system().generate()
        assert {"background", "foreground", *BUILTIN_THEMES["textual-dark"].to_color_system().generate()} <= set(values)
        for name in ("background", "foreground", "ansi-background", "screen-selection-background"):
            Color.parse(values[name])
        if ladder in ("mono", "16") or theme is MONO:
            assert values["background"] == values["foreground"] == "ansi_default"
