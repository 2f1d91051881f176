"""What Tab offers, asked as each shell asks, and by the shells themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.tram_corpus import FILES, write_corpus
from shell import NO_SETTINGS, OURS, bad, good, shell

from karabakh_tui.cli.completion import INSTALL
from karabakh_tui.cli.main import COMMANDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "trams")


def asked(line: str, shell_name: str = "bash") -> list[str]:
    """The words that are offered for the last word of a line (a blank at its end begins a new one)."""
    words = line.split(" ")
    whole = {"COMP_WORDS": line, "COMP_CWORD": words[-1] if shell_name == "fish" else str(len(words) - 1)}
    result = shell(**{"_KARABAKH_TUI_COMPLETE": f"{shell_name}_complete", **whole})
    lines = result.stdout.splitlines()
    if shell_name == "zsh":
        return [value for kind, value in zip(lines[::3], lines[1::3], strict=True) if kind == "plain"]
    plain = [line.split(",", 1)[1] for line in lines if line.startswith("plain,")]
    return [value.split("\t")[0] for value in plain]


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_each_shell_is_offered_commands_flags_and_names(folder: Path, shell_name: str) -> None:
    assert asked("karabakh-tui co", shell_name) == ["compare", "config", "completion"]
    assert asked("karabakh-tui matrix --onl", shell_name) == ["--only"]
    assert asked("karabakh-tui matrix --only ", shell_name) == ["conflict", "silent"]
    assert asked(f"karabakh-tui -c {folder} compare re", shell_name) == ["resumption"]


def test_every_command_is_offered() -> None:
    assert asked("karabakh-tui ") == list(COMMANDS)
    assert asked("karabakh-tui config ") == ["path", "show", "edit", "check"]


def test_names_are_those_of_the_corpus_on_the_line(folder: Path) -> None:
    assert asked(f"karabakh-tui compare -c {folder} pay --src ")[:3] == ["A", "B", "C"]
    assert asked(f"karabakh-tui compare pay {folder} --src h") == ["herald"]
    assert asked(f"karabakh-tui compare -c {folder} n") == ["night-cars", "n"]
    assert "artsakh-report" in asked("karabakh-tui compare all --src ")


def test_of_a_list_the_last_name_is_completed_and_none_is_offered_twice(folder: Path) -> None:
    assert asked(f"karabakh-tui compare -c {folder} 1,pa") == ["1,pay"]
    offered = asked(f"karabakh-tui compare -c {folder} 1 --src A,")
    assert "A,B" in offered
    assert "A,A" not in offered


def test_a_part_of_a_name_will_do_where_none_begins_so(folder: Path) -> None:
    assert asked(f"karabakh-tui compare -c {folder} cars") == ["night-cars"]


def test_themes_and_annotators_are_offered(folder: Path, tmp_path: Path) -> None:
    assert {"dark", "light", "mono"} <= set(asked("karabakh-tui --theme "))
    assert asked("karabakh-tui --as ed") == ["editorial"]
    (folder / "annotations" / "berta").mkdir()
    assert asked(f"karabakh-tui -c {folder} --as b") == ["berta"]


@pytest.mark.parametrize(
    "broken",
    [{"annotations/codebook.yaml": "provisions: [\n"}, {"corpus.yaml": "\x00"}, {"annotations/codebook.yaml": ""}],
)
def test_a_broken_corpus_is_silent(tmp_path: Path, broken: dict[str, str]) -> None:
    folder = write_corpus(tmp_path / "trams", **broken)
    for line in (f"karabakh-tui compare -c {folder} ", f"karabakh-tui compare x -c {folder} --src "):
        whole = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        result = shell(_KARABAKH_TUI_COMPLETE="bash_complete", **whole)
        assert result.stderr == ""
    assert asked("karabakh-tui compare -c /nonexistent ") == ["all"]


def test_no_name_is_offered_that_a_shell_would_run(tmp_path: Path) -> None:
    codebook = (
        FILES["annotations/codebook.yaml"]
        .replace("id: pay", 'id: "$(touch${IFS}owned)"')
        .replace("id: resumption", 'id: "`id`"')
    )
    folder = write_corpus(tmp_path / "trams", **{"annotations/codebook.yaml": codebook})
    offered = asked(f"karabakh-tui compare -c {folder} ")
    assert "dismissals" in offered
    assert not [name for name in offered if set(name) & set("$`;|&<>(){} '\"\\")]


# The scripts


@pytest.mark.parametrize("shell_name", list(INSTALL))
def test_the_script_says_how_to_keep_it(shell_name: str) -> None:
    script = good("completion", shell_name)
    head = [line for line in script.splitlines()[:6] if line.startswith("#")]
    assert any(f"karabakh-tui completion {shell_name}" in line for line in head)
    assert script.startswith("#compdef karabakh-tui\n" if shell_name == "zsh" else "# For this shell:")


def test_another_shell_is_told_which_there_are() -> None:
    assert bad(2, "completion").startswith("A word is missing: bash, zsh or fish.\n")
    assert bad(2, "completion", "bsh").startswith('bash|zsh|fish takes bash, zsh or fish, not "bsh". Nearest: bash.')


def run(words: list[str], script: str, home: Path) -> str:
    """What a real shell prints, with the program on its PATH."""
    binaries = Path(sys.executable).parent
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    env = {**kept, **NO_SETTINGS, "HOME": str(home), "PATH": f"{binaries}:{os.environ['PATH']}"}
    done = subprocess.run([*words, script], env=env, cwd=home, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def test_bash_completes(folder: Path, tmp_path: Path) -> None:
    script = f"""
eval "$(karabakh-tui completion bash)"
complete -p karabakh-tui
compopt() {{ :; }}
COMP_WORDS=(karabakh-tui -c '{folder}' compare di) COMP_CWORD=4
_karabakh_tui_completion karabakh-tui
echo "${{COMPREPLY[@]}}"
"""
    assert run(["bash", "--norc", "-c"], script, tmp_path).splitlines() == [
        "complete -o nosort -F _karabakh_tui_completion karabakh-tui",
        "dismissals",
    ]


def test_zsh_completes(folder: Path, tmp_path: Path) -> None:
    script = f"""
compdef() {{ echo "compdef $*" }}
compadd() {{ shift 4; print -r -- ${{(P)1}} }}
_describe() {{ print -r -- ${{(P)3}} }}
_path_files() {{ : }}
eval "$(karabakh-tui completion zsh)"
words=(karabakh-tui -c '{folder}' compare di) CURRENT=5
_karabakh_tui_completion
"""
    out = run(["zsh", "-f", "-c"], script, tmp_path).splitlines()
    assert out[0] == "compdef _karabakh_tui_completion karabakh-tui"
    assert out[1].startswith("dismissals:")


def test_fish_completes(folder: Path, tmp_path: Path) -> None:
    script = f"""
karabakh-tui completion fish | source
complete -C "karabakh-tui -c {folder} compare di"
"""
    assert run(["fish", "--no-config", "-c"], script, tmp_path).startswith("dismissals\t")
