"""Habits that all commands share: help with examples first, -o, -q, -v; and man and init."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from helpers.tram_corpus import write_corpus
from shell import PROGRAM, bad, good, shell, started

from karabakh_tui.cli import exits
from karabakh_tui.cli.init import skeleton
from karabakh_tui.cli.main import main
from karabakh_tui.cli.man import CODES
from karabakh_tui.cli.wishes import SETTINGS
from karabakh_tui.corpus.open import open_folder
from karabakh_tui.matching.load import load
from karabakh_tui.tui.keymap import ACTIONS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "trams")


def commands(group: click.Group = main, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


COMMANDS = [(), *commands()]


# Help


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_begins_with_what_it_is_for_and_examples(words: tuple[str, ...], flag: str) -> None:
    shown = good(*words, flag)
    assert re.match(r"[A-Z].*\S", shown)
    assert "\nExamples:\n  " in shown
    assert shown.index("Examples:") < shown.index("Usage: karabakh-tui") < shown.index("Options:")
    assert f"karabakh-tui {words[0] if words else ''}".strip() in shown[shown.index("Examples:") :]
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_takes_the_flags_that_all_take(words: tuple[str, ...]) -> None:
    if words in (("config",),):
        return  # it only leads on to others
    shown = good(*words, "-h")
    for flag in ("--config FILE", "-q, --quiet", "-v, --verbose", "-c, --corpus DIR"):
        assert flag in shown


# -q, -v, -o


def test_quiet_leaves_errors_alone(folder: Path) -> None:
    (folder / "corpus.yaml").write_text("format: 1\ntitel: x\n")
    assert shell("sources", str(folder)).stderr
    assert good("sources", str(folder), "-q")
    assert good("-q", "sources", str(folder))
    assert bad(3, "sources", "nix", "-q") == "nix: does not exist; check the name"


def test_verbose_tells_what_was_read(folder: Path) -> None:
    result = shell("sources", str(folder), "-v")
    assert re.search(
        r'^Read "The tram strike" from .*: 4 articles, 4 provisions, \d+ annotations of .* ms\.$', result.stderr
    )
    assert shell("sources", str(folder)).stdout == result.stdout


@pytest.mark.parametrize("words", [("matrix",), ("sources", "--json"), ("compare", "all"), ("man",), ("keys",)])
def test_what_is_printed_goes_into_a_file(tmp_path: Path, words: tuple[str, ...]) -> None:
    printed = good(*words)
    out = tmp_path / "out"
    out.write_text("old")
    assert good(*words, "-o", str(out)) == ""
    assert out.read_text("utf-8") == printed
    assert good(*words, "-o", "-") == printed
    assert list(tmp_path.iterdir()) == [out]


def test_a_command_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("old")
    assert "No provision" in bad(4, "compare", "zzz", "-o", str(out))
    assert out.read_text() == "old"


def test_an_honest_no_is_written_all_the_same(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert shell("doctor", "-o", str(out), TERM="dumb").exit_code == 1
    assert "hurt" in out.read_text()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    out = tmp_path / "none" / "out"
    assert bad(74, "sources", "-o", str(out)) == f"Could not write {out}: No such file or directory."
    assert bad(74, "sources", "-o", str(tmp_path)).startswith(f"Could not write {tmp_path}: ")


def test_a_device_is_written_to(tmp_path: Path) -> None:
    assert good("sources", "-o", "/dev/null") == ""
    assert Path("/dev/null").is_char_device()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert good("completion", "fish", "-o", str(pipe)) == ""
        assert os.read(reader, 100).startswith(b"# For this shell:")
    finally:
        os.close(reader)


def test_a_pipe_that_nobody_reads_is_no_error(tmp_path: Path) -> None:
    for words in (["man"], ["doctor"], ["config", "show"], ["completion", "bash"]):
        line = " ".join([*PROGRAM, *words])
        done = started(["bash", "-c", f"set -o pipefail; {line} | true; echo ${{PIPESTATUS[0]}}"], tmp_path)
        assert done.stderr == b""
        assert done.stdout.strip() in (b"0", b"1")


def test_compare_answers_with_its_exit_code_where_it_is_asked_to() -> None:
    def ends(*words: str) -> int:
        return shell("compare", *words).exit_code

    assert ends("mandate", "--exit-code") == 1
    assert ends("mandate") == 0
    assert ends("mandate", "--exit-code", "--json") == 1
    assert ends("mandate", "--exit-code", "--src", "A,B") == 0


# man


def test_the_manual_page_renders_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "karabakh-tui.1"
    assert good("man", "-o", str(path)) == ""
    done = subprocess.run(["groff", "-man", "-ww", "-Tascii", str(path)], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    shown = re.sub(r"\x1b\[[\d;]*m|.\x08", "", done.stdout)
    for heading in ("NAME", "SYNOPSIS", "COMMANDS", "SETTINGS", "ENVIRONMENT", "FILES", "EXIT STATUS", "KEYS"):
        assert f"\n{heading}\n" in shown
    for words in COMMANDS:
        assert f"karabakh-tui {' '.join(words)}".strip() in shown
    assert "\n         karabakh-tui matrix --json | jq '.counts'" in shown


def test_the_manual_page_has_all_that_there_is() -> None:
    page = good("man").replace("\\-", "-").replace("\\(ha", "^")
    for setting in SETTINGS:
        assert f".B {setting.name}:\n{setting.words}" in page
        assert setting.variable in page
    assert {value for name, value in vars(exits).items() if name.isupper()} == set(CODES)
    assert all(f".B {code}\n" in page for code in CODES)
    assert all(f"{action.words}.\n" in page.replace("\\(aq", "'") for action in ACTIONS if action.keys)


# init


def test_a_new_corpus_opens_without_a_notice(tmp_path: Path) -> None:
    root = tmp_path / "below" / "it's mine: #1"
    shown = good("init", str(root)).splitlines()
    assert shown[:-2] == [f"Wrote {root / name}" for name in skeleton("x")]
    assert shown[-1].startswith("Open it: karabakh-tui ")
    corpus = open_folder(root)
    loaded = load(corpus, corpus.root, ("editorial",))
    assert not loaded.faults
    assert corpus.title == "it's mine: #1"
    assert {found.anchor.certainty for one in loaded.anchored.values() for found in one} == {"exact"}
    states = {cell.state for cell in loaded.comparison.cells.values()}
    assert states == {"same", "vaguer", "conflict", "only", "silent"}
    assert not any(cell.stale for cell in loaded.comparison.cells.values())
    assert [path.name for path in root.parent.iterdir()] == [root.name]


def test_every_file_of_a_new_corpus_says_what_it_is_for() -> None:
    for name, text in skeleton("x").items():
        assert "#" in text or not name.endswith(".yaml") or name.endswith("evening-mail.yaml"), name


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert bad(1, "init", str(tmp_path)) == f"{tmp_path} is not empty, so nothing was written: notes.txt"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert "notes.txt is no folder, and was left alone." in bad(74, "init", str(tmp_path / "notes.txt"))
    assert f"{tmp_path / 'notes.txt'} is no folder." in bad(74, "init", str(tmp_path / "notes.txt" / "new"))
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_name_that_is_empty_is_no_folder_and_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert bad(2, "init", "").startswith("DIR is empty.")
    assert bad(2, "sources", "-o", "").startswith("--output is empty: name a file, or - for stdout.")
    assert not list(tmp_path.iterdir())


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    shown = good("init", str(tmp_path / "new"), "-n").splitlines()
    assert shown == [f"Would write {tmp_path / 'new' / name}" for name in skeleton("x")]
    assert not list(tmp_path.iterdir())


def test_a_corpus_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_words: object, **_named: object) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_text", full)
    said = bad(74, "init", str(tmp_path / "new"))
    assert said == f"Could not write {tmp_path / 'new'}: No space left on device. Nothing was written."
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert "Wrote" in good("init", str(tmp_path / "new"))
    assert (tmp_path / "new" / "seeds" / "corpus.yaml").is_file()


def test_the_folder_in_which_one_is_can_be_filled_quietly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    assert good("init", ".", "-q") == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["annotations", "seeds", "themes"]
    assert tmp_path.stat().st_ino == before
    assert good("sources", ".").splitlines()[1].startswith("A  Harbour Post")


def test_what_was_moved_into_a_folder_is_taken_back_where_the_rest_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "themes":
            raise OSError(5, "Input/output error", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    assert "Nothing was written." in bad(74, "init", str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_the_line_that_opens_it_can_be_given_to_a_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert good("init", "--", "-my $(corpus)").endswith("Open it: karabakh-tui -- '-my $(corpus)'\n")
