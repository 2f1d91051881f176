from __future__ import annotations

from itertools import combinations

import pytest

from karabakh_tui.tui.layouts import LAYOUTS, NAMES, US, Keyboard, by_locale

PLACES = {
    "ru": {"о": "j", "О": "J", "л": "k", "т": "n", "ж": ";", "Ж": ":", "х": "[", "ъ": "]", "э": "'", "Б": "<"},
    "uk": {"ї": "]", "і": "s", "є": "'", "Є": '"', "ґ": "\\", "о": "j", "Ж": ":"},
    "hy": {"ի": "j", "Ի": "J", "տ": "k", "լ": "n", "ծ": "[", "ց": "]", "Ռ": "?", "ռ": "/", "Պ": ":", "ֆ": "1"},
    "az": {"ü": "w", "ö": "[", "ğ": "]", "ı": ";", "ə": "'", "ç": ",", "ş": ".", "Ç": "<", "Ş": ">", "İ": "I"},
    "tr": {"ı": "i", "ğ": "[", "ü": "]", "ş": ";", "Ş": ":", "ö": ",", "ç": ".", "Ö": "<", "Ç": ">", "İ": '"'},
    "ka": {"ჯ": "j", "ჟ": "J", "კ": "k", "ნ": "n", "წ": "w", "ჭ": "W", "ქ": "q", "ღ": "R"},
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_letter_is_the_key_at_its_place(layout: str) -> None:
    keyboard = Keyboard(layout)
    assert {typed: keyboard.taken_for(typed) for typed in PLACES[layout]} == PLACES[layout]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_all_47_keys_and_types_nothing_twice(layout: str) -> None:
    plain, shifted = LAYOUTS[layout]
    assert (len(plain), len(shifted)) == (47, 47) == tuple(map(len, US))
    beyond = [typed for typed in plain + shifted if not typed.isascii()]
    assert len(set(beyond)) == len(beyond)


@pytest.mark.parametrize("layout", NAMES)
def test_ascii_is_never_taken_for_anything_else(layout: str) -> None:
    keyboard = Keyboard(layout, "tr")
    names = [*map(chr, range(128)), "enter", "escape", "ctrl+d", "shift+tab", "ctrl+left_square_bracket"]
    assert [keyboard.taken_for(name) for name in names] == names


def test_off_takes_no_letter_for_a_key() -> None:
    assert [Keyboard("off").taken_for(typed) for typed in "йүə"] == list("йүə")


@pytest.mark.parametrize("layout", ["ru", "uk", "hy", "ka"])
def test_by_itself_the_program_knows_the_alphabets_of_one_keyboard(layout: str) -> None:
    assert {typed: Keyboard().taken_for(typed) for typed in PLACES[layout]} == PLACES[layout]


def test_letters_that_two_alphabets_share_stand_at_the_same_place() -> None:
    for one, other in combinations(("ru", "uk", "hy", "ka"), 2):
        for typed in {*"".join(LAYOUTS[one])} & {*"".join(LAYOUTS[other])}:
            assert Keyboard(one).taken_for(typed) == Keyboard(other).taken_for(typed)


def test_latin_letters_with_marks_follow_the_locale() -> None:
    assert Keyboard("auto", "az").taken_for("ü") == "w"
    assert Keyboard("auto", "tr").taken_for("ü") == "]"
    for env, told in (
        ({"LANG": "az_AZ.UTF-8"}, "az"),
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "tr_TR.UTF-8"}, "tr"),
        ({"LANG": "tr_TR", "LC_ALL": "C"}, ""),
        ({"LANG": "az"}, "az"),
        ({"LANG": "trv_TW.UTF-8"}, ""),
        ({}, ""),
    ):
        assert by_locale(env) == told


def test_a_letter_of_one_keyboard_alone_proves_which_one_it_is() -> None:
    keyboard = Keyboard("auto", "tr")
    assert keyboard.taken_for("ü") == "]"
    assert keyboard.taken_for("ə") == "'"
    assert keyboard.taken_for("ü") == "w"


def test_without_a_sign_which_keyboard_it_is_a_letter_stays_and_is_said_to_be_unsure() -> None:
    keyboard = Keyboard()
    assert keyboard.taken_for("ü") == "ü"
    assert keyboard.unsure("ü")
    assert not keyboard.unsure("w")
    assert not keyboard.unsure("ñ")
    assert not Keyboard("off").unsure("ü")
    assert keyboard.taken_for("é") == "é"
    assert keyboard.unsure("ü")


def test_ctrl_and_a_letter_is_ctrl_and_the_letter_at_its_place() -> None:
    assert Keyboard().taken_for("ctrl+с") == "ctrl+c"
    assert Keyboard().taken_for("ctrl+В") == "ctrl+d"
    assert Keyboard().taken_for("ctrl+х") == "ctrl+х"
