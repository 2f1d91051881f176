"""The table of what stands on what is that of the screens: nothing is painted in a way that no theme is judged by."""

from itertools import combinations

import pytest
from helpers.program import program

from karabakh_tui.tui.palette import Palette
from karabakh_tui.tui.roles import ROLES
from karabakh_tui.tui.theme_grounds import PAIRS, STATES, combinations_of_roles, words_of_articles
from karabakh_tui.tui.views.article import _ORDER, _role

WALK = (
    *("n", "n", "x", "escape", "l", "j", "enter", "j", "n", "escape", "c", "l", "j", "j", "x", "escape", "escape"),
    *("?", "down", "escape", "g", "p", "c", "e", "escape", "g", "o", "down", "escape", "g", "n", "escape"),
    *("g", "i", "escape", "g", "j", "escape", ":", "t", "h", "tab", "escape", "z", "c", "down", "escape"),
    *("z", "b", "z", "g", "G", "s", "o", "escape", "5", "escape", "g"),
)
"""Keys that open every screen and box."""


@pytest.mark.parametrize("size", [(160, 45), (60, 16)])
async def test_screens_paint_nothing_but_what_is_in_the_table(size, monkeypatch):
    painted: set[str] = set()
    plain = Palette.style

    def noted(palette: Palette, role: str):
        painted.add(role)
        return plain(palette, role)

    monkeypatch.setattr(Palette, "style", noted)
    async with program(size, None) as person:
        await person.type_at_once(WALK[:17])
        for key in WALK:
            await person.press(key)
    unknown = painted - set(combinations_of_roles())
    assert not unknown, f"tui/theme_grounds.py has to know these, for themes to be judged by them: {sorted(unknown)}"
    assert len(painted) > 40


def test_the_words_of_articles_are_painted_in_no_other_way():
    bases = [[], ["match"], ["match", "match"], ["suggested"], ["match", "suggested"], ["match", "match", "suggested"]]
    for base in bases:
        above = [["focus-passage"], ["hit"], ["hit", "focus"], ["focus-passage", "hit"]] if base else [["hit"]]
        for over in ([], *above):
            for dim in ([], ["dim"]):
                assert _role([*dim, *base, *over]) in words_of_articles()
    for joined in words_of_articles():
        parts = joined.split("+")
        assert [role for role in _ORDER if role in parts] == [part for part in parts if part]


def test_every_role_but_the_ground_and_the_text_stands_alone_somewhere():
    assert {*combinations_of_roles()} >= {*ROLES} - {"text", "surface"}


def test_every_role_of_the_table_exists():
    parts = {part for joined in combinations_of_roles() for part in joined.split("+")}
    parts |= {part for pair in PAIRS for look in pair[:2] for part in look.split("+")}
    assert parts - {""} <= set(ROLES)


def test_every_two_states_have_to_be_told_apart_and_have_signs():
    pairs = {frozenset(pair[:2]): pair.sign for pair in PAIRS}
    assert len(pairs) == len(PAIRS)
    assert all(pairs[frozenset(two)] == "their signs" for two in combinations(STATES, 2))


def test_what_lies_over_text_without_a_mark_beside_it_has_nothing_else_to_tell_it():
    signs = {pair[:2]: pair.sign for pair in PAIRS}
    for pair in (("", "hit"), ("hit", "hit+focus"), ("", "selection"), ("tag-mine", "tag-theirs"), ("", "dim")):
        assert signs[pair] == ""
