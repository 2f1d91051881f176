"""`themes`: list, show, check, new, as a person and as a program sees them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from shell import NO_SETTINGS, bad, good, shell

from karabakh_tui.tui.roles import ROLES
from karabakh_tui.tui.themes import load_theme, theme_folders, theme_names

SHIPPED = Path(__file__).parents[2] / "themes"
NAMES = sorted([*(path.stem for path in SHIPPED.glob("*.yaml")), "mono"])
WEAK = 'format: 1\nextends: dark\nroles:\n  conflict: {fg: "#803020"}\n'
BROKEN = "format: 1\nroles:\n  text: {fg: accent}\n"
TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of one's own themes, empty."""
    monkeypatch.setitem(NO_SETTINGS, "XDG_CONFIG_HOME", str(tmp_path / "XDG_CONFIG_HOME"))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("NO_COLOR", "FORCE_COLOR", "KARABAKH_TUI_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    found = theme_folders(None)[-1]
    assert found.is_relative_to(tmp_path)
    return found


def put(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return path


# list


def test_the_list_names_every_theme_with_its_verdict():
    lines = good("themes", "list").splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    assert lines[NAMES.index("dark")].split() == ["dark", "dark", "built", "in", "4.6", "ok"]
    assert lines[NAMES.index("colour-blind")].endswith("4.6  ok, colour-blind safe")
    assert lines[NAMES.index("ansi16")].endswith("-    ok, the terminal's own colours")


def test_without_a_further_word_themes_are_listed():
    assert good("themes") == good("themes", "list")


def test_own_themes_and_those_of_a_corpus_are_listed_with_where_they_are_from(home, tmp_path):
    put(home, "mine", WEAK)
    put(tmp_path / "corpus" / "themes", "house", "format: 1\nextends: light\n")
    lines = {line.split()[0]: line for line in good("themes", "-c", str(tmp_path / "corpus")).splitlines()}
    assert "yours" in lines["mine"] and lines["mine"].endswith("1.6  conflict on title 1.6 < 4.5")
    assert "themes/" in lines["house"] and "light" in lines["house"]
    assert "house" not in good("themes")


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_listed(home):
    path = put(home, "broken", BROKEN)
    result = shell("themes", "list")
    assert result.exit_code == 0 and "broken" not in result.stdout and "dark" in result.stdout
    assert f'{path.relative_to(Path.cwd())}:3:14: "accent" is not a colour' in result.stderr
    assert "^" in result.stderr


def test_a_folder_that_is_none_is_refused():
    assert "is not a folder" in bad(3, "themes", "list", "-c", "nowhere")


def test_the_list_as_json(home):
    put(home, "mine", WEAK)
    put(home, "broken", BROKEN)
    document = json.loads(shell("themes", "list", "--json").stdout)
    assert document["schema"] == "karabakh-tui/themes@1" and next(iter(document)) == "schema"
    themes = {one["name"]: one for one in document["themes"]}
    assert themes["mine"]["findings"] == 3 and not themes["mine"]["ok"] and themes["mine"]["origin"] == "yours"
    assert themes["mono"] == {
        "name": "mono",
        "origin": "built in",
        "path": None,
        "dark": True,
        "lowest_contrast": None,
        "lowest_roles": [],
        "safe_for_all_eyes": False,
        "ok": True,
        "verdict": "no colour: bold, dim, underline, reverse",
        "findings": 0,
    }
    (out,) = document["left_out"]
    assert (out["line"], out["col"], out["what"]) == (3, 14, '"accent" is not a colour')


# show


def test_show_tells_each_role_in_plain_words_in_a_pipe():
    shown = good("themes", "show", "dark")
    assert "\x1b" not in shown
    assert [line.split()[0] for line in shown.splitlines()[4:]] == list(ROLES)
    assert re.search(r"^conflict +#ff8f70 +- +\d\.\d  ! contradicts another source  \(bold\)$", shown, re.MULTILINE)


def test_show_paints_in_real_colours_where_they_are_asked_for():
    shown = good("themes", "show", "light", "--color", "always", **TRUE)
    theme, _ = load_theme("light", [SHIPPED])
    assert theme
    red, green, blue = bytes.fromhex(theme.roles["conflict"].fg[1:])
    assert f"\x1b[1;38;2;{red};{green};{blue};48;2;250;249;245m! contradicts another source\x1b[0m  (bold)" in shown
    assert "38;5;" in good("themes", "show", "light", "--color", "always", TERM="xterm-256color", COLORTERM="")
    assert "\x1b[1;31m" in good("themes", "show", "light", "--color", "always", TERM="xterm", COLORTERM="")


def test_show_obeys_no_color_and_color_never():
    for words, environment in (
        (("--color", "never"), TRUE),
        ((), {**TRUE, "NO_COLOR": "1"}),
        (("--color", "never"), {**TRUE, "FORCE_COLOR": "3"}),
    ):
        assert "\x1b" not in good("themes", "show", "dark", *words, **environment)


def test_show_explains_mono():
    shown = good("themes", "show", "mono")
    assert shown.startswith("mono: built in, without a file.\nNo colours: bold, dim, underline and reverse say all.")


def test_show_names_the_files_below():
    put(theme_folders(None)[-1], "mine", WEAK)
    first = good("themes", "show", "mine").splitlines()[0]
    assert first.startswith("mine: dark, yours, ") and "mine.yaml, over " in first and first.endswith("dark.yaml")


def test_a_misspelt_name_is_met_with_the_nearest():
    assert 'did you mean "dark"?' in bad(4, "themes", "show", "drak")
    assert 'did you mean "gruvbox-dark"?' in bad(4, "themes", "check", "gruvbox-drak")
    assert 'did you mean "light"?' in bad(4, "themes", "new", "mine", "--extends", "ligth")


def test_a_broken_theme_that_is_asked_for_is_unreadable(home):
    put(home, "broken", BROKEN)
    for word in ("show", "check"):
        assert ':3:14: "accent" is not a colour' in bad(3, "themes", word, "broken")


# check


def test_themes_that_ship_are_clean():
    lines = good("themes", "check").splitlines()
    assert [line.partition(":")[0] for line in lines] == NAMES
    assert all(": ok" in line or "no colour" in line for line in lines)


def test_notes_are_told_of_themes_that_are_named():
    assert "  note: on 16 colours alike but for " in good("themes", "check", "dark")
    assert "note:" not in good("themes", "check").replace("notes", "")


def test_a_finding_is_told_at_its_place_with_what_to_do(home):
    path = put(home, "mine", WEAK)
    result = shell("themes", "check", "mine")
    assert result.exit_code == 1 and result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[0] == "mine: 3 findings, lowest contrast 1.6 (conflict on title)"
    where = f"{path.relative_to(Path.cwd())}:4:18"
    assert lines[1] == f"  {where}: conflict on title 1.6 < 4.5; make the letters lighter or the ground darker"
    assert lines[2].endswith('conflict: {fg: "#803020"}')
    assert lines[3].index("^") == lines[2].index('"#803020"')


def test_on_a_light_ground_the_advice_is_the_other_way_round(home):
    put(home, "mine", 'format: 1\nextends: light\nroles:\n  chrome: {fg: "#b0b0b0"}\n')
    assert "make the letters darker or the ground lighter" in shell("themes", "check", "mine").stdout


def test_a_finding_on_sixteen_colours_points_at_what_is_said_of_them(home):
    put(home, "mine", "format: 1\nextends: dark\nroles:\n  hit: {ansi: {fg: default, style: none}}\n")
    result = shell("themes", "check", "mine")
    assert result.exit_code == 1
    assert "mine.yaml:4:15: text and hit are the same on 16 colours; give one of them another colour" in result.stdout


def test_what_a_theme_takes_over_is_told_in_the_file_that_says_it(home):
    base = put(home, "base", WEAK)
    put(home, "mine", "format: 1\nextends: base\n")
    result = shell("themes", "check", "mine")
    assert result.exit_code == 1 and f"{base.relative_to(Path.cwd())}:4:18: conflict on title" in result.stdout


def test_a_file_anywhere_can_be_checked(tmp_path):
    put(tmp_path / "elsewhere", "draft", WEAK)
    result = shell("themes", "check", "elsewhere/draft.yaml")
    assert result.exit_code == 1 and "  elsewhere/draft.yaml:4:18: conflict on title" in result.stdout
    put(tmp_path, "draft", BROKEN)
    assert bad(3, "themes", "check", "draft.yaml").startswith('draft.yaml:3:14: "accent" is not a colour')


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("nope.yaml", 4, "nope.yaml: is not a file"),
        ("./mono.yaml", 3, "mono is built in"),
        ("a b.yaml", 3, "is no name for a theme"),
        ("./x.yml", 3, "is no name for a theme"),
        ("../../etc/passwd", 3, "is no name for a theme"),
        ("\x1b[31mred", 4, "␛[31mred: is not a theme"),
    ],
)
def test_what_is_no_theme_s_file_is_refused(name, code, said):
    told = bad(code, "themes", "check", name)
    assert said in told and "\x1b" not in told


def test_a_file_left_out_is_worse_than_a_finding(home):
    put(home, "mine", WEAK)
    put(home, "broken", BROKEN)
    result = shell("themes", "check")
    assert result.exit_code == 3
    assert "mine: 3 findings" in result.stdout and "broken.yaml:3:14" in result.stderr


def test_the_check_as_json(home):
    put(home, "mine", WEAK)
    result = shell("themes", "check", "mine", "dark", "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert document["schema"] == "karabakh-tui/themes-check@1"
    mine, dark = document["themes"]
    assert mine["findings"][0] == {
        "kind": "contrast",
        "roles": ["conflict", "title"],
        "colours": "true",
        "eyes": [],
        "figure": 1.63,
        "wanted": 4.5,
        "told_by": None,
        "words": "conflict on title 1.6 < 4.5",
        "file": str((home / "mine.yaml").relative_to(Path.cwd())),
        "line": 4,
        "col": 18,
    }
    assert dark["ok"] and dark["findings"] == [] and dark["notes"]
    assert {note["told_by"] for note in dark["notes"]} >= {"their signs", "italic"}


# new


def test_a_new_theme_looks_like_the_one_it_extends(home):
    said = good("themes", "new", "mine", "--extends", "light")
    path = home / "mine.yaml"
    assert said.splitlines() == [
        f"{path.relative_to(Path.cwd())} looks like light until you change it.",
        "Try it: karabakh-tui --theme mine",
    ]
    mine, faults = load_theme("mine", theme_folders(None))
    light, _ = load_theme("light", [SHIPPED])
    assert mine and light and faults == () and dict(mine.roles) == dict(light.roles) and not mine.dark
    assert good("themes", "check", "mine").startswith("mine: ok")


@pytest.mark.parametrize("base", [name for name in NAMES if name != "mono"])
def test_every_line_of_a_new_theme_may_lose_its_mark(home, base):
    good("themes", "new", "mine", "--extends", base)
    path = home / "mine.yaml"
    path.write_text(re.sub(r"^  # ([a-z0-9-]+: \{)", r"  \1", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    mine, faults = load_theme("mine", theme_folders(None))
    other, _ = load_theme(base, [SHIPPED])
    assert mine and other and faults == () and dict(mine.roles) == dict(other.roles)
    assert mine.below == (SHIPPED / f"{base}.yaml", *other.below)


def test_a_file_that_is_there_is_left_alone(home):
    path = put(home, "mine", WEAK)
    assert "is there already, and was left alone" in bad(74, "themes", "new", "mine")
    assert path.read_text("utf-8") == WEAK


def test_a_theme_may_have_the_name_of_one_that_ships(home):
    good("themes", "new", "dark")
    assert good("themes", "check", "dark").startswith("dark: ok")


@pytest.mark.parametrize("name", ["mono", "a b", "../x", "x/y", "-x", ".x", "", "ä", "x" * 65, "\x1b[31m"])
def test_what_cannot_be_a_name_is_refused(home, name):
    told = bad(2, "themes", "new", "--", name)
    assert "theme" in told or "built in" in told
    assert "\x1b" not in told and not home.exists()


def test_mono_cannot_be_extended():
    assert "has no colours to begin with" in bad(2, "themes", "new", "mine", "--extends", "mono")


def test_a_new_theme_can_go_elsewhere(tmp_path):
    good("themes", "new", "mine", "--to", "corpus/themes")
    assert (tmp_path / "corpus" / "themes" / "mine.yaml").is_file()


def test_a_place_that_is_no_folder_is_told(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    assert "Could not write file/mine.yaml: " in bad(74, "themes", "new", "mine", "--to", "file")


# Names and help


def test_the_names_of_all_themes_are_known_without_reading_any(home):
    put(home, "mine", ": no YAML: [")
    assert theme_names(theme_folders(None)) == sorted([*NAMES, "mine"])
    assert theme_names([home / "nowhere"]) == ["mono"]


def test_a_misspelt_word_is_met_with_the_nearest():
    assert "Nearest: check." in bad(2, "themes", "chekc")


@pytest.mark.parametrize("word", ["list", "show", "check", "new"])
def test_help_begins_with_examples(word):
    text = good("themes", word, "-h")
    assert text.index("Examples:") < text.index("Options:")
    assert f"karabakh-tui themes {word}" in text


def test_textual_and_rich_are_not_imported(tmp_path):
    import subprocess
    import sys

    program = (
        "import sys\nfrom karabakh_tui.cli.main import main\n"
        "lines = (['list'], ['show', 'dark'], ['check'])\n"
        "code = [main.main(['themes', *words], standalone_mode=False) for words in lines]\n"
        "print(code, [name for name in ('textual', 'rich') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "[0, 0, 0] []\n"
