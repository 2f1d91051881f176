"""Theme files: what is written is used, what is wrong is named with its place, and one bad file harms no other."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.tui.roles import RoleStyle
from karabakh_tui.tui.themes import load_theme, load_themes

SHIPPED = Path(__file__).parents[3] / "themes"


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text("format: 1\n" + text, "utf-8")
    return folder


def roles(text: str) -> str:
    return "roles:\n" + "".join(f"  {line}\n" for line in text.splitlines())


def one(tmp_path: Path, text: str):
    return load_theme("mine", [write(tmp_path / "themes", "mine", text)])


def test_a_theme_has_what_its_file_says(tmp_path):
    theme, faults = one(
        tmp_path,
        "name: mine\ndark: false\n"
        + roles('conflict: {fg: "#F80", bg: black, style: bold underline, ansi: {fg: bright-red, style: none}}'),
    )
    assert faults == ()
    assert theme and theme.name == "mine" and not theme.dark and theme.path == tmp_path / "themes" / "mine.yaml"
    assert theme.roles["conflict"] == RoleStyle(
        "#ff8800", "black", frozenset({"bold", "underline"}), RoleStyle("bright_red", "", frozenset())
    )


def test_a_wrong_colour_is_named_with_its_place_and_the_theme_is_left_out(tmp_path):
    folder = write(tmp_path / "themes", "broken", "dark: true\n" + roles('text: {fg: "#fff"}\nsame:\n  fg: accent'))
    theme, faults = load_theme("broken", [folder])
    assert theme is None
    assert [str(fault) for fault in faults] == [
        'themes/broken.yaml:6:9: "accent" is not a colour; '
        'write "#rrggbb", or one of: black, red, green, yellow, blue, magenta, cyan, white, default'
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (roles("text: {fg: gren}"), 'did you mean "green"?'),
        (roles('text: {fg: "#12345"}'), '"#12345" is not a colour'),
        (roles("text:\n  fg: #ff8f80"), "(without them # begins a comment)"),
        (roles("text: {fg: [red]}"), '"fg" is a list'),
        (roles('text: {ansi: {fg: "#ff0000"}}'), "is not one of the sixteen colours"),
        (roles("text: {style: blink}"), '"blink" is not an attribute'),
        (roles("text: {style: [bold, undreline]}"), 'did you mean "underline"?'),
        (roles('text: "#ff0000"'), '"text" is a text, not a record'),
        (roles("text: {ansi: red}"), '"ansi" is a text, not a record'),
        ("dark: perhaps\n", '"perhaps" is neither true nor false'),
        ("roles: []\n", '"roles" is a list'),
        ("extends: nothing\n", 'extends "nothing", which cannot be used'),
        ("extends: ../../etc/passwd\n", "without a folder and without .yaml"),
        ("roles: {text: {fg: '#fff'", "mine.yaml:"),
    ],
)
def test_what_is_wrong_leaves_the_theme_out_and_says_what_to_do(tmp_path, text, said):
    theme, faults = one(tmp_path, text)
    assert theme is None
    assert any(said in str(fault) for fault in faults), faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (roles('conflcit: {fg: "#fff"}'), 'themes/mine.yaml:3:3: "conflcit" is not a role; did you mean "conflict"?'),
        ("accent: red\n", '"accent" is not a field'),
        ("name: other\n", "is not the name of the file; write name: mine, or rename the file"),
    ],
)
def test_what_this_version_does_not_know_is_said_and_left_aside(tmp_path, text, said):
    theme, faults = one(tmp_path, text)
    assert theme is not None
    assert [said in str(fault) for fault in faults] == [True], faults


def test_roles_may_be_written_with_underscores(tmp_path):
    theme, faults = one(tmp_path, roles("other_event: {fg: red}"))
    assert theme and theme.roles["other-event"].fg == "red" and faults == ()


def test_a_later_folder_wins(tmp_path):
    folders = [write(tmp_path / n, "mine", roles(f"text: {{fg: {c}}}")) for n, c in (("a", "red"), ("b", "blue"))]
    theme, _ = load_theme("mine", folders)
    assert theme and theme.roles["text"].fg == "blue"
    assert load_themes(folders)[0]["mine"].roles["text"].fg == "blue"


def test_where_the_later_file_is_broken_the_earlier_one_is_used_and_the_broken_one_named(tmp_path):
    folders = [write(tmp_path / n, "mine", roles(f"text: {{fg: {c}}}")) for n, c in (("a", "red"), ("b", "blurred"))]
    theme, faults = load_theme("mine", folders)
    assert theme and theme.roles["text"].fg == "red"
    assert [fault.path for fault in faults] == ["b/mine.yaml"]


def test_a_theme_that_extends_another_changes_only_what_it_names(tmp_path):
    folder = write(tmp_path, "base", "dark: false\n" + roles("text: {fg: red, style: bold}\nkey: {fg: cyan}"))
    write(tmp_path, "mine", "extends: base\n" + roles("text: {bg: white, ansi: {fg: blue}}"))
    theme, faults = load_theme("mine", [folder])
    assert faults == () and theme and not theme.dark
    assert theme.roles["text"] == RoleStyle("red", "white", frozenset({"bold"}), RoleStyle("blue"))
    assert theme.roles["key"].fg == "cyan"


def test_a_theme_may_extend_the_one_of_its_own_name_in_an_earlier_folder(tmp_path):
    write(tmp_path / "a", "dark", roles("text: {fg: red}\nkey: {fg: cyan}"))
    write(tmp_path / "b", "dark", "extends: dark\n" + roles("text: {fg: blue}"))
    theme, faults = load_theme("dark", [tmp_path / "a", tmp_path / "b"])
    assert faults == () and theme
    assert (theme.roles["text"].fg, theme.roles["key"].fg) == ("blue", "cyan")


def test_themes_that_extend_each_other_in_a_circle_are_left_out(tmp_path):
    for name, base in (("a", "b"), ("b", "c"), ("c", "a")):
        write(tmp_path, name, f"extends: {base}\n")
    write(tmp_path, "good", "")
    found, faults = load_themes([tmp_path])
    assert set(found) == {"good", "mono"}
    assert any("goes round in a circle (a -> b -> c -> a)" in fault.what for fault in faults)
    theme, faults = load_theme("self", [write(tmp_path / "x", "self", "extends: self\n")])
    assert theme is None and faults


def test_a_chain_of_a_thousand_themes_is_refused_and_not_followed(tmp_path):
    for number in range(1000):
        write(tmp_path, f"t{number}", f"extends: t{number + 1}\n")
    theme, faults = load_theme("t0", [tmp_path])
    assert theme is None and any("20 themes" in fault.what for fault in faults)


def test_only_the_files_of_the_chosen_theme_are_read(tmp_path):
    write(tmp_path, "mine", "")
    write(tmp_path, "broken", "dark: perhaps\n")
    assert load_theme("mine", [tmp_path])[1] == ()
    assert [fault.path.endswith("broken.yaml") for fault in load_themes([tmp_path])[1]] == [True]


def test_a_name_that_is_no_theme_is_said_with_the_nearest(tmp_path):
    write(tmp_path, "paper", "")
    for name, said in (
        ("papre", 'did you mean "paper"?'),
        ("x", "there are: mono, paper"),
        ("../paper", "is not a theme"),
    ):
        theme, faults = load_theme(name, [tmp_path, tmp_path / "missing"])
        assert theme is None
        assert said in str(faults[0])


def test_a_folder_or_a_pipe_under_a_theme_file_s_name_is_named(tmp_path):
    import os

    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    found, faults = load_themes([tmp_path])
    assert set(found) == {"mono"} and [fault.what for fault in faults] == [
        "is a folder, not a file",
        "is a pipe, not a file",
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="rolestxf: {}[]#\"'\n-&*!?|0", max_size=200).map(str.encode))
def test_any_bytes_are_a_theme_or_are_refused_with_a_reason(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("themes")
    (folder / "mine.yaml").write_bytes(b"format: 1\nroles:\n  text: " + data)
    theme, faults = load_theme("mine", [folder])
    assert theme is not None or faults


def test_the_theme_mono_is_there_without_a_file(tmp_path):
    for folders in ((), (write(tmp_path, "mono", roles("text: {fg: red}")),)):
        theme, faults = load_theme("mono", folders)
        assert theme and faults == () and not any(look.fg or look.bg for look in theme.roles.values())
        assert load_themes(folders)[0]["mono"] == theme


def test_the_themes_that_ship_are_whole():
    found, faults = load_themes([SHIPPED])
    assert faults == ()
    assert {"dark", "light"} <= set(found)
    assert found["dark"].dark and not found["light"].dark
