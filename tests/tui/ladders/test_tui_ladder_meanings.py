"""What has to be told apart is told apart on every ladder, and without colours none is sent."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from helpers.program import program
from looks import SCREENS, SYSTEMS, cells, sgr

from karabakh_tui import paths
from karabakh_tui.matching.model import SIGNS
from karabakh_tui.tui.palette import Palette, palette_for
from karabakh_tui.tui.roles import MONO, ROLES
from karabakh_tui.tui.themes import load_themes
from karabakh_tui.tui.views.states import role_of

THEMES = {**load_themes((paths.shipped() / "themes",))[0], MONO.name: MONO}

MEANINGS = {
    "text": ("", ""),
    "focus": ("", "focus"),
    "the passage in focus": ("|", "match+focus-passage"),
    "another passage": (":", "match"),
    **{state: (sign, role_of(state)) for state, sign in SIGNS.items()},
    "own tag": ("", "tag-mine"),
    "colleague's tag": ("", "tag-theirs"),
    "selection": ("", "selection"),
    "search hit": ("", "hit"),
}
"""Each with its sign, "" where it has none, and the roles that it is drawn in."""


@pytest.mark.parametrize("ladder", SYSTEMS)
@pytest.mark.parametrize("theme", THEMES)
def test_what_means_different_things_looks_different(theme: str, ladder: str) -> None:
    palette: Palette = palette_for(THEMES[theme], ladder)
    looks = {name: (sign, sgr(palette.style(role), ladder)) for name, (sign, role) in MEANINGS.items()}
    for one, other in itertools.combinations(looks, 2):
        assert looks[one] != looks[other], f"{one} and {other} look the same"
    without_sign = [name for name, (sign, _) in MEANINGS.items() if not sign and name != "text"]
    for one, other in itertools.combinations(["text", *without_sign], 2):
        assert looks[one][1] != looks[other][1]


@pytest.mark.parametrize("ladder", ["mono", "true"])
def test_without_colours_only_bold_dim_underline_and_reverse_are_left(ladder: str) -> None:
    theme = THEMES["dark"] if ladder == "mono" else MONO
    palette = palette_for(theme, ladder)
    for count in (1, 2):
        for roles in itertools.combinations(ROLES, count):
            parameters = sgr(palette.style("+".join(roles)), "true").split(";")
            assert set(parameters) <= {"", "1", "2", "4", "7"}, roles


@pytest.mark.parametrize("name", SCREENS)
async def test_without_colours_no_cell_of_a_screen_has_any(name: str, tmp_path: Path) -> None:
    size, keys = SCREENS[name]
    async with program(size, tmp_path, ladder="mono") as person:
        await person.press(*keys)
        looks = {look for row in cells(person.app, "mono") for _, look in row}
        assert {part for look in looks for part in look.split(";")} <= {"", "1", "2", "4", "7"}
        assert len(looks) > 2


# In a terminal

SGR = re.compile(rb"\x1b\[([0-9;:]*)m")
ATTRIBUTES = {"", "0", "1", "2", "4", "7", "22", "24", "27"}
KEYS: Sequence[tuple[str, str]] = (
    *(("\r", "READ"), ("n", "SIGNING"), ("j", "[+]1 row"), ("x", "why:"), ("q", "SIGNING"), ("?", "filter>")),
    *(("\x1b", "SIGNING"), ("gi", "checksum|sha256"), ("q", "SIGNING"), ("go", "filter>"), ("\x1b", "SIGNING")),
    *(
        ("gp", "Ceasefire"),
        ("\x1b", "SIGNING"),
        ("zc", "filter>"),
        ("\x1b", "SIGNING"),
        (":the", "the"),
        ("\x1b", "SI"),
    ),
    *(
        ("\x1b", "SIGNING"),
        ("gn", "otice"),
        ("q", "SIGNING"),
        ("\r", "CARDS"),
        ("j", "CARDS"),
        ("q", "READ"),
        ("c", "COVERAGE"),
    ),
    *(("n", "conflict cell"), ("q", "READ"), ("z", "z")),
)
"""Keys, and what is on the screen then: all main screens and every kind of box."""


def colours_sent(home: Path, *words: str, env: dict[str, str | None], keys: Sequence[tuple[str, str]]) -> set[str]:
    """The parameters of all SGR sequences on a walk through the program."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE")}
    with Probe([sys.executable, "-m", "karabakh_tui", *words], 100, 30, env={**folders, **env}) as probe:
        probe.wait_for("Enter")
        for typed, seen in keys:
            probe.send(typed)
            probe.wait_for(seen)
            probe.settle(60)
        assert probe.exit_test("TERM")["restored"]
        return {part for found in SGR.findall(bytes(probe.raw)) for part in found.decode().split(";")}


@pytest.mark.pty
@pytest.mark.parametrize(
    ("words", "env"),
    [
        ((), {"NO_COLOR": "1"}),
        (("--color", "never"), {"FORCE_COLOR": "3"}),
        (("--theme", "mono"), {}),
    ],
)
def test_no_colour_is_sent_on_any_screen_or_box(
    tmp_path: Path, words: tuple[str, ...], env: dict[str, str | None]
) -> None:
    sent = colours_sent(tmp_path, *words, env=env, keys=KEYS)
    assert sent <= ATTRIBUTES
    assert {"1", "2", "7"} <= sent


@pytest.mark.pty
@pytest.mark.parametrize(
    ("words", "env"), [((), {"NO_COLOR": ""}), (("--color", "always"), {"NO_COLOR": "1"}), ((), {"NO_COLOR": None})]
)
def test_an_empty_no_color_says_nothing_and_a_flag_comes_before_it(
    tmp_path: Path, words: tuple[str, ...], env: dict[str, str | None]
) -> None:
    assert {"38", "48"} <= colours_sent(tmp_path, *words, env=env, keys=KEYS[:1])


@pytest.mark.pty
@pytest.mark.parametrize(("locale", "words"), [("C", ()), ("en_GB.UTF-8", ("--ascii",))])
def test_in_ascii_no_sign_but_letters_is_sent(tmp_path: Path, locale: str, words: tuple[str, ...]) -> None:
    folders = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE")}
    env = {**folders, "LC_ALL": locale, "LANG": "en_GB.UTF-8"}
    with Probe([sys.executable, "-m", "karabakh_tui", *words], 100, 30, env=env) as probe:
        probe.wait_for("Enter")
        for typed, seen in (("\r", "READ"), ("n", "SIGNING"), ("x", "why:"), ("q", "SIGNING"), ("?", "filter>")):
            probe.send(typed)
            probe.wait_for(seen)
        assert all(char.isascii() or char.isalpha() for char in bytes(probe.raw).decode("utf-8"))
