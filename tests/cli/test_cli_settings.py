"""Settings: who counts before whom, what is wrong is told and left aside, and a theme that is chosen is kept."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from helpers.forbidden import forbid
from helpers.tram_corpus import FILES, write_corpus
from hypothesis import given, settings
from hypothesis import strategies as st
from shell import bad, good, shell

from karabakh_tui.cli.keep import keep, keep_choice
from karabakh_tui.cli.settings import read_settings, template
from karabakh_tui.cli.wishes import NAMES, SETTINGS, Value, Wishes, settle, wishes_of
from karabakh_tui.yamldoc.fault import FaultError
from karabakh_tui.yamldoc.load import load


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the settings folder `karabakh-tui` of a person."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for setting in SETTINGS:
        if setting.variable:
            monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.delenv("KARABAKH_TUI_CONFIG", raising=False)
    (tmp_path / "karabakh-tui").mkdir()
    return tmp_path


def write(home: Path, text: str) -> Path:
    path = home / "karabakh-tui" / "config.yaml"
    path.write_text(text, "utf-8")
    return path


def told(home: Path, text: str) -> list[str]:
    """What is said of a settings file, without the path."""
    path = write(home, text)
    return [str(fault).replace(str(path), "config.yaml") for fault in read_settings(path)[1]]


# Who counts

ORIGINS = ("flag", "environment", "corpus", "file", "default")


@given(st.sets(st.sampled_from(ORIGINS[:-1])))
@settings(max_examples=20, deadline=None)
def test_a_flag_comes_first_then_the_environment_the_corpus_the_file(said: set[str]) -> None:
    values = settle(
        {"theme": "a"} if "flag" in said else {},
        {"KARABAKH_TUI_THEME": "b"} if "environment" in said else {},
        {"theme": Value("c", "corpus", "corpus.yaml:3:8")} if "corpus" in said else {},
        {"theme": Value("d", "file", "config.yaml:2:8")} if "file" in said else {},
    )
    first = next(origin for origin in ORIGINS if origin in said or origin == "default")
    assert values["theme"].origin == first
    assert values["theme"].value == dict(zip(ORIGINS, ("a", "b", "c", "d", "dark"), strict=True))[first]


def test_a_corpus_names_a_theme_and_nothing_else() -> None:
    evil = {name: Value("evil", "corpus", "corpus.yaml:1:1") for name in NAMES}
    assert [name for name, value in settle({}, {}, evil, {}).items() if value.value == "evil"] == ["theme"]


def test_without_a_settings_file_what_holds_is_the_same(home: Path) -> None:
    environment = {"KARABAKH_TUI_THEME": "light", "KARABAKH_TUI_CORPUS": "/x", "KARABAKH_TUI_AS": ""}
    wishes = wishes_of({"mouse": "on", "glyphs": "ascii"}, environment)
    assert wishes.values == settle({"mouse": "on", "glyphs": "ascii"}, environment)
    assert (wishes.theme, wishes.usual_corpus, wishes.mouse, wishes.glyphs) == ("light", "/x", True, "ascii")
    assert (wishes.annotator, wishes.color, wishes.corpus) == ("", "", "")


def test_a_settings_file_says_what_flags_and_variables_do_not(home: Path) -> None:
    write(home, "format: 1\ntheme: light\nmouse: yes\ncorpus: mine\nas: anna\npager: less -S\ncolor: never\n")
    wishes = wishes_of({"as": "boris"}, {"KARABAKH_TUI_THEME": "mono"})
    assert (wishes.theme, wishes.mouse, wishes.annotator) == ("mono", True, "boris")
    assert (wishes.pager, wishes.color) == ("less -S", "never")
    assert wishes.usual_corpus == str(home / "karabakh-tui" / "mine")


def test_a_path_may_begin_at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    write(home, "format: 1\ncorpus: ~/articles\nannounce: 3\n")
    wishes = wishes_of({}, {})
    assert (wishes.usual_corpus, wishes.announce) == ("/home/anna/articles", "3")


# What is wrong


def test_what_is_wrong_is_told_and_the_default_holds(home: Path) -> None:
    said = told(home, "format: 1\ntheem: light\ncolor: nevr\nmouse: perhaps\nglyphs: [ascii]\n")
    assert said == [
        'config.yaml:2:1: "theem" is no setting; did you mean "theme"?',
        'config.yaml:3:8: "nevr" is no color; did you mean "never"?',
        'config.yaml:5:9: "glyphs" is a list, not a text; write glyphs: and the text in one value',
        'config.yaml:4:8: "perhaps" is neither true nor false; write mouse: true, or mouse: false',
    ]
    wishes = wishes_of({}, {})
    assert not wishes.mouse
    assert {value.origin for value in wishes.values.values()} == {"default"}


def test_a_file_that_is_no_yaml_says_nothing_and_is_told_with_its_place(home: Path) -> None:
    assert told(home, 'theme: "dark\n') == [
        "config.yaml:1:8: a quote is opened and never closed; add the closing quote"
    ]
    assert wishes_of({}, {}).theme == ""


def test_a_command_works_with_a_broken_settings_file(home: Path) -> None:
    write(home, "format: 1\nclor: never\n")
    result = shell("sources", XDG_CONFIG_HOME=str(home))
    assert result.exit_code == 0
    assert "did you mean" in result.stderr
    assert result.stderr.count("is no setting") == 1
    assert shell("sources", "-q", XDG_CONFIG_HOME=str(home)).stderr == ""


def test_a_named_settings_file_that_is_missing_is_told(home: Path) -> None:
    for result in (shell("sources", "--config", "nix"), shell("sources", KARABAKH_TUI_CONFIG="nix")):
        assert result.exit_code == 0
        assert result.stderr == "nix: does not exist; check the name\n"


@given(st.binary(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_a_settings_file(data: bytes) -> None:
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"karabakh-settings-{os.getpid()}.yaml"
    path.write_bytes(data)
    try:
        said, faults = read_settings(path)
    finally:
        path.unlink()
    assert set(said) <= set(NAMES)
    assert all(fault.path == str(path) and fault.repair for fault in faults)


def test_the_commented_file_is_sound_and_names_every_setting(home: Path) -> None:
    assert told(home, template()) == []
    assert all(f"\n# {name}:" in template() for name in NAMES)
    uncommented = "\n".join(
        line.removeprefix("# ") if line.startswith(tuple(f"# {name}:" for name in NAMES)) else line
        for line in template().splitlines()
    )
    assert told(home, uncommented) == []


# Keeping a theme


def kept(path: Path) -> str:
    return load(path.read_bytes(), "c").root.entries["theme"].value  # a settings file is a mapping


def test_a_theme_is_kept_and_the_rest_of_the_file_stays(home: Path) -> None:
    path = write(home, "# mine\nformat: 1\ntheme: dark  # by night\nodd:   [1,  2]\n")
    path.chmod(0o640)
    keep(path, "theme", "light")
    assert path.read_text() == "# mine\nformat: 1\ntheme: light  # by night\nodd:   [1,  2]\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_file_is_written_with_all_that_may_stand_in_it(home: Path) -> None:
    path = home / "new" / "config.yaml"
    keep(path, "theme", "light")
    assert path.read_text() == template().replace("# theme: dark\n", "# theme: dark\ntheme: light\n")


@pytest.mark.parametrize("text", ["", "# mine", "\ufeff# mine\r\n", "---\n"])
def test_a_file_that_says_nothing_yet_is_not_complained_of_afterwards(home: Path, text: str) -> None:
    path = write(home, text)
    keep(path, "theme", "light")
    said, faults = read_settings(path)
    assert (said["theme"].value, faults) == ("light", ())
    assert path.read_text("utf-8").startswith(text.replace("\r\n", "\n"))


def test_a_link_to_the_settings_stays_a_link(home: Path) -> None:
    dotfiles = home / "dotfiles.yaml"
    dotfiles.write_text("theme: dark\n")
    path = home / "karabakh-tui" / "config.yaml"
    path.symlink_to(dotfiles)
    keep(path, "theme", "light")
    assert path.is_symlink()
    assert dotfiles.read_text() == "theme: light\n"


def test_a_file_that_cannot_be_read_is_not_touched(home: Path) -> None:
    path = write(home, 'theme: "dark\n')
    said = keep_choice("theme", "light", wishes_of({}, {}))
    assert said.startswith("light until you leave. Not kept: ")
    assert "a quote is opened and never closed" in said
    assert path.read_text() == 'theme: "dark\n'


def test_a_file_that_somebody_changes_meanwhile_is_not_overwritten(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(home, "theme: dark\n")
    from karabakh_tui.yamldoc import splice

    real = splice.set_field

    def slow(data: bytes, *rest: str) -> bytes:
        path.write_text("theme: mono\n")
        return real(data, *rest)

    monkeypatch.setattr(splice, "set_field", slow)
    with pytest.raises(FaultError, match="was changed by somebody"):
        keep(path, "theme", "light")
    assert path.read_text() == "theme: mono\n"


@pytest.mark.parametrize(
    ("wishes", "wins"),
    [
        (wishes_of({"theme": "mono"}, {}), "the flag --theme says mono, and wins at the next start."),
        (wishes_of({}, {"KARABAKH_TUI_THEME": "mono"}), "KARABAKH_TUI_THEME says mono, and wins at the next start."),
        (
            Wishes().in_corpus({"theme": Value("paper", "corpus", "corpus.yaml:3:8")}, {}),
            "corpus.yaml:3:8 says paper, and wins at the next start.",
        ),
    ],
)
def test_what_wins_at_the_next_start_is_said(home: Path, wishes: Wishes, wins: str) -> None:
    said = keep_choice("theme", "light", wishes)
    path = home / "karabakh-tui" / "config.yaml"
    assert said == f"light is kept in {path}. {wins}"
    assert kept(path) == "light"


def test_nothing_wins_where_nothing_is_said(home: Path) -> None:
    assert keep_choice("theme", "light", wishes_of({}, {})).endswith("config.yaml.")


# config


def test_config_show_tells_where_each_value_comes_from(home: Path) -> None:
    path = write(home, "format: 1\ncolor: never\n")
    shown = good("config", "show", "--theme", "light", XDG_CONFIG_HOME=str(home), KARABAKH_TUI_AS="anna").splitlines()
    found = {line.split()[0]: line.split(maxsplit=2)[1:] for line in shown}
    assert found["theme"] == ["light", "the flag --theme"]
    assert found["color"] == ["never", f"{path}:2:8"]
    assert found["as"] == ["anna", "the variable KARABAKH_TUI_AS"]
    assert found["mouse"] == ["off", "the default"]


def test_flags_may_stand_before_and_behind_the_words_of_a_command(home: Path) -> None:
    named = home / "named.yaml"
    named.write_text("format: 1\ntheme: light\nbogus: 1\n", "utf-8")
    shown = good("config", "show", "--config", str(named), "-q")
    assert shown.startswith("theme     light")
    assert good("config", "--config", str(named), "-q", "show") == shown
    assert good("--config", str(named), "-q", "config", "show") == shown


def test_config_show_knows_the_theme_of_the_corpus(home: Path) -> None:
    corpus = FILES["corpus.yaml"].replace("title:", "theme: light\ntitle:", 1)
    folder = write_corpus(home / "trams", **{"corpus.yaml": corpus})
    shown = json.loads(good("config", "show", "-c", str(folder), "--json"))
    theme = next(one for one in shown["settings"] if one["name"] == "theme")
    assert (theme["value"], theme["origin"]) == ("light", "corpus")
    assert "corpus.yaml:" in theme["where"]


def test_config_path_tells_what_is_there(home: Path) -> None:
    write(home, "format: 1\n")
    shown = json.loads(good("config", "path", "--json", XDG_CONFIG_HOME=str(home), XDG_STATE_HOME=str(home / "s")))
    there = {one["name"]: one["exists"] for one in shown["places"]}
    assert there["settings file"]
    assert not there["state"]
    assert list(there)[:4] == ["settings", "data", "state", "cache"]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("format: 1\ntheme: light\n", 0, "fine"),
        ("format: 1\nthem: light\n", 1, 'did you mean "theme"?'),
        ("theme: [\n", 3, ""),
    ],
)
def test_config_check_ends_with_what_it_finds(home: Path, text: str, code: int, said: str) -> None:
    path = write(home, text)
    for words in ((), (str(path),)):
        result = shell("config", "check", *words, XDG_CONFIG_HOME=str(home))
        assert result.exit_code == code
        assert said in result.output


def test_config_check_looks_at_keys_and_themes_too(home: Path) -> None:
    folder = home / "karabakh-tui"
    (folder / "keys.yaml").write_text("format: 1\nkeys: [\n")
    (folder / "themes").mkdir()
    (folder / "themes" / "mine.yaml").write_text("format: 1\nextends: dark\nroles:\n  focus: {fg: bleu}\n")
    result = shell("config", "check", XDG_CONFIG_HOME=str(home))
    assert result.exit_code == 3
    assert "keys.yaml:" in result.stderr
    assert 'mine.yaml:4:15: "bleu" is not a colour' in result.stderr


def test_config_edit_writes_the_commented_file_runs_the_editor_and_checks(home: Path) -> None:
    path = home / "karabakh-tui" / "config.yaml"
    editor = home / "an editor"
    editor.write_text('#!/bin/sh\necho "$1" "$#" > "$(dirname "$2")/called"\necho clor: never >> "$2"\n')
    editor.chmod(0o755)
    result = shell("config", "edit", XDG_CONFIG_HOME=str(home), VISUAL=f"'{editor}' --wait", EDITOR="false")
    assert path.read_text() == template() + "clor: never\n"
    assert (path.parent / "called").read_text() == "--wait 2\n"
    assert result.exit_code == 1
    assert 'did you mean "color"?' in result.stderr


def test_config_edit_without_an_editor_tells_what_was_looked_for(home: Path) -> None:
    said = bad(4, "config", "edit", XDG_CONFIG_HOME=str(home), VISUAL="", EDITOR="", PATH="/nonexistent")
    assert said.startswith("No editor: VISUAL and EDITOR are empty, and there is none of sensible-editor, editor, nano")
    assert not (home / "karabakh-tui" / "config.yaml").exists()
    assert "could not be started" in bad(4, "config", "edit", XDG_CONFIG_HOME=str(home), VISUAL="/nonexistent/e")


def test_config_edit_dry_writes_nothing(home: Path) -> None:
    shown = good("config", "edit", "-n", XDG_CONFIG_HOME=str(home), VISUAL="ed -s")
    assert shown.splitlines()[0].startswith("Would write ")
    assert shown.splitlines()[1].startswith("Would run: ed -s ")
    assert not (home / "karabakh-tui" / "config.yaml").exists()


def test_a_misspelt_word_behind_config_is_told_the_nearest() -> None:
    assert bad(2, "config", "shwo").startswith('config has no command "shwo". Nearest: show.')


def test_settings_that_may_not_be_looked_at_are_no_fault_of_the_program(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home, "format: 1\n")
    shell("doctor", XDG_CONFIG_HOME=str(home))  # imports whatever it needs
    forbid(home / "karabakh-tui", monkeypatch)
    for words in (["config", "check"], ["config", "show"], ["doctor"], ["themes"]):
        result = shell(*words, XDG_CONFIG_HOME=str(home))
        assert result.exit_code in (0, 1), result.stderr
