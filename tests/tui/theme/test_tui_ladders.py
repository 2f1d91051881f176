"""Which colours are used is told by the environment, and Textual gets an environment it can live with."""

from types import SimpleNamespace

import pytest

from karabakh_tui.tui import ladders
from karabakh_tui.tui.ladders import ascii_wanted, ladder_of, locale_told, prepare_environment


@pytest.mark.parametrize(
    ("env", "ladder"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "true"),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit"}, "true"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "true"),
        ({"TERM": "xterm-kitty"}, "true"),
        ({"TERM": "alacritty"}, "true"),
        ({"TERM": "xterm-direct"}, "true"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "tmux-256color"}, "256"),
        ({"TERM": "screen-256color", "COLORTERM": "truecolor", "STY": "123.pts"}, "256"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "screen"}, "16"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, "16"),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, "mono"),
        ({"TERM": "vt100"}, "mono"),
        ({"TERM": "vt220"}, "mono"),
        ({"TERM": "xterm-mono"}, "mono"),
        ({"TERM": ""}, "mono"),
        ({}, "mono"),
    ],
)
def test_the_terminal_tells_how_many_colours_it_has(env, ladder):
    assert ladder_of(env, "auto") == ladder


TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.mark.parametrize(
    ("env", "color", "ladder"),
    [
        ({**TRUE, "NO_COLOR": "1"}, "auto", "mono"),
        ({**TRUE, "NO_COLOR": ""}, "auto", "true"),
        ({**TRUE, "NO_COLOR": "1"}, "always", "true"),
        (TRUE, "never", "mono"),
        ({"TERM": "vt100"}, "always", "16"),
        ({"TERM": "vt100", "FORCE_COLOR": "1"}, "auto", "16"),
        ({"TERM": "vt100", "FORCE_COLOR": "yes"}, "auto", "16"),
        ({"TERM": "xterm", "FORCE_COLOR": "2"}, "auto", "256"),
        ({"TERM": "xterm", "FORCE_COLOR": "3"}, "auto", "true"),
        ({**TRUE, "FORCE_COLOR": "1"}, "auto", "true"),
        ({**TRUE, "FORCE_COLOR": "0"}, "auto", "mono"),
        ({**TRUE, "FORCE_COLOR": ""}, "auto", "true"),
        ({**TRUE, "FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", "mono"),
    ],
)
def test_what_a_person_wishes_wins_over_the_terminal(env, color, ladder):
    assert ladder_of(env, color) == ladder


def test_textual_never_sees_no_color_not_even_an_empty_one():
    for value in ("", "1"):
        env = {**TRUE, "NO_COLOR": value}
        prepare_environment(env)
        assert "NO_COLOR" not in env


def test_nothing_moves_and_the_colour_system_is_named():
    for term, system in ((TRUE, "truecolor"), ({"TERM": "xterm-256color"}, "256"), ({"TERM": "linux"}, "standard")):
        env = dict(term)
        prepare_environment(env)
        assert env["TEXTUAL_COLOR_SYSTEM"] == system
        assert env["TEXTUAL_ANIMATIONS"] == "none"


def test_the_ladder_comes_back_after_no_color_is_gone():
    assert prepare_environment({**TRUE, "NO_COLOR": "1"}) == "mono"
    assert prepare_environment(dict(TRUE), "never") == "mono"


def test_over_ssh_a_slow_arrow_key_is_waited_for():
    for given, delay in (({"SSH_CONNECTION": "a b"}, "300"), ({"SSH_CONNECTION": "a b", "ESCDELAY": "50"}, "50")):
        env = {**TRUE, **given}
        prepare_environment(env)
        assert env["ESCDELAY"] == delay
    local = dict(TRUE)
    prepare_environment(local)
    assert "ESCDELAY" not in local


def test_a_stale_window_size_in_the_environment_is_not_believed():
    env = {**TRUE, "COLUMNS": "20", "LINES": "5"}
    prepare_environment(env)
    assert not {"COLUMNS", "LINES"} & env.keys()


@pytest.mark.parametrize(
    ("env", "ascii"),
    [
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "C.utf8"}, False),
        ({"LC_CTYPE": "UTF-8"}, False),
        ({"LANG": "hy_AM.UTF-8@euro"}, False),
        ({"LANG": "hy_AM.ARMSCII-8"}, True),
        ({"LANG": "en_US"}, True),
        ({"LANG": "C"}, True),
        ({"LANG": "POSIX"}, True),
        ({}, True),
        ({"LC_ALL": "", "LC_CTYPE": "", "LANG": "C.UTF-8"}, False),
        ({"LC_ALL": "C", "LC_CTYPE": "en_GB.UTF-8", "LANG": "en_GB.UTF-8"}, True),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "C"}, False),
        ({"LC_CTYPE": "ru_RU.KOI8-R", "LANG": "ru_RU.UTF-8"}, True),
        ({"LANG": "C", "PYTHONUTF8": "1"}, True),
    ],
)
def test_signs_are_ascii_where_the_locale_is_not_utf_8(env, ascii):
    assert ascii_wanted(env) is ascii
    assert ascii_wanted(env, "auto") is ascii
    assert ascii_wanted(env, "ascii") is True
    assert ascii_wanted(env, "unicode") is False


@pytest.mark.parametrize(
    ("env", "utf8_mode", "told"),
    [
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, 1, ("LANG", "C")),
        ({"LC_CTYPE": "C.UTF-8"}, 1, ("", "")),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "tr_TR.UTF-8"}, 1, ("LANG", "tr_TR.UTF-8")),
        ({"LC_CTYPE": "C.UTF-8", "LC_ALL": "C"}, 1, ("LC_ALL", "C")),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, 0, ("LC_CTYPE", "C.UTF-8")),
        ({"LC_CTYPE": "hy_AM.UTF-8", "LANG": "C"}, 1, ("LC_CTYPE", "hy_AM.UTF-8")),
    ],
)
def test_what_python_itself_wrote_into_its_environment_says_nothing_of_the_terminal(env, utf8_mode, told, monkeypatch):
    monkeypatch.setattr(ladders, "sys", SimpleNamespace(flags=SimpleNamespace(utf8_mode=utf8_mode)))
    assert locale_told(env) == told
