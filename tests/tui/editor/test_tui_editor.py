"""Going on in one's own editor: what it is called with, and that note and terminal come back whole whatever it does."""

from __future__ import annotations

import json
import shlex
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.probe.probe import Probe
from helpers.probe.shell import Shell
from helpers.probe.tmux import Tmux

from karabakh_tui.tui.editors import command
from karabakh_tui.tui.editors import editor as editor_of

PROGRAM = Path(__file__).with_name("note_program.py")
OPEN = "F2 editor"
TEXT = "begun"


# What it is called with


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        (["vi"], ["vi", "+27", "a b.yaml"]),
        (["/usr/bin/nvim", "-n"], ["/usr/bin/nvim", "-n", "+27", "a b.yaml"]),
        (["nano", "-w"], ["nano", "-w", "+27", "a b.yaml"]),
        (["emacs", "-nw"], ["emacs", "-nw", "+27", "a b.yaml"]),
        (["hx"], ["hx", "a b.yaml:27"]),
        (["code"], ["code", "--wait", "--goto", "a b.yaml:27"]),
        (["code", "-w"], ["code", "-w", "--goto", "a b.yaml:27"]),
        (["subl", "--wait"], ["subl", "--wait", "a b.yaml:27"]),
        (["kate"], ["kate", "--block", "--line", "27", "a b.yaml"]),
        (["my-editor"], ["my-editor", "a b.yaml"]),
    ],
    ids=" ".join,
)
def test_each_editor_is_told_the_line_in_its_own_way(editor: list[str], words: list[str]) -> None:
    assert command(editor, "a b.yaml", 27) == words


def test_without_a_line_an_editor_gets_the_file_alone() -> None:
    assert command(["vi"], "note.txt") == ["vi", "note.txt"]
    assert command(["code"], "note.txt") == ["code", "--wait", "note.txt"]


def test_a_file_whose_name_has_braces_is_still_that_file() -> None:
    assert command(["hx"], "{line}.yaml", 3) == ["hx", "{line}.yaml:3"]


def nowhere(_: str) -> None:
    return None


def test_visual_comes_before_editor_and_both_may_have_arguments() -> None:
    assert editor_of({"VISUAL": "sh -c 'a b'", "EDITOR": "cat"}, nowhere) == ["sh", "-c", "a b"]
    assert editor_of({"VISUAL": "  ", "EDITOR": "cat -v"}, nowhere) == ["cat", "-v"]
    assert editor_of({"VISUAL": "vi 'x"}, nowhere) == ["vi 'x"]


def test_where_nothing_is_said_the_first_that_is_there_is_taken() -> None:
    assert editor_of({}, {"vi": "/bin/vi", "nano": "/bin/nano"}.get) == ["nano"]
    assert editor_of({}, nowhere) == []


# In a terminal


@pytest.fixture
def editor(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Makes an editor of some lines of Python (`path` is the file), and gives the environment that names it."""

    def make(lines: str) -> dict[str, str]:
        script = tmp_path / "an editor.py"
        script.write_text(
            f"import os, signal, sys, time\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n{lines}\n"
        )
        temporary = tmp_path / "temporary"
        temporary.mkdir(exist_ok=True)
        return {"VISUAL": shlex.join([sys.executable, str(script)]), "EDITOR": "false", "TMPDIR": str(temporary)}

    return make


@pytest.fixture
def said(tmp_path: Path) -> Path:
    return tmp_path / "said"


def start(said: Path, environment: dict[str, str]) -> Probe:
    probe = Probe([sys.executable, str(PROGRAM), str(said), TEXT], 60, 16, env=dict(environment))
    probe.wait_for(OPEN)
    return probe


def answer(said: Path) -> Any:
    return json.loads(said.read_text("utf-8"))


def left_behind(environment: dict[str, str]) -> list[str]:
    return [path.name for path in Path(environment["TMPDIR"]).rglob("*")]


ASKING = """
print("THE EDITOR HAS", path.read_text().strip(), flush=True)
typed = input("add> ")
path.write_text(path.read_text() + typed + "\\n")
"""


@pytest.mark.pty
@pytest.mark.parametrize("key", ["f2", "ctrl+g"])
def test_the_note_goes_to_the_editor_and_comes_back(editor: Any, said: Path, key: str) -> None:
    environment = editor(ASKING)
    with start(said, environment) as probe:
        probe.send(probe.term.encode(key))
        probe.wait_for("THE EDITOR HAS begun")
        probe.wait_for("add>")
        (folder,) = Path(environment["TMPDIR"]).iterdir()
        (file,) = folder.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        probe.send("typed there\r")
        probe.wait_for("typed there")
        probe.wait_for(OPEN)
        probe.send(", and here")
        probe.wait_for("typed there, and here")
        assert probe.exit_test("enter")["restored"]
    assert answer(said) == ["begun\ntyped there, and here", True]
    assert left_behind(environment) == []


FAILING = {
    "ended with 3": "path.write_text('gone'); sys.exit(3)",
    "ended by signal 9": "path.write_text('gone'); os.kill(os.getpid(), signal.SIGKILL)",
    "not UTF-8": "path.write_bytes(b'\\xff')",
    "No such file": "path.unlink()",
    "1,000,000 bytes": "path.write_text('x' * 1_000_001)",
}


@pytest.mark.pty
@pytest.mark.parametrize("told", FAILING)
def test_where_the_editor_fails_it_is_said_and_the_note_stays(editor: Any, said: Path, told: str) -> None:
    environment = editor(FAILING[told])
    with start(said, environment) as probe:
        probe.send(probe.term.encode("f2"))
        probe.until(lambda: told in " ".join(probe.text().replace("│", " ").split()), told)
        assert probe.exit_test("enter")["restored"]
    assert answer(said) == [TEXT, True]
    assert left_behind(environment) == []


@pytest.mark.pty
def test_ctrl_c_is_for_the_editor_alone(editor: Any, said: Path) -> None:
    environment = editor("print('EDITING', flush=True)\ntime.sleep(600)")
    with start(said, environment) as probe:
        probe.send(probe.term.encode("f2"))
        probe.wait_for("EDITING")
        probe.send("\x03")
        probe.wait_for(OPEN)
        assert probe.exit_test("enter")["restored"]
    assert answer(said) == [TEXT, True]


@pytest.mark.pty
@pytest.mark.parametrize(("how", "code"), [("hangup", 129), ("TERM", 143)])
def test_a_line_that_drops_while_the_editor_is_open_ends_both_and_what_was_saved_is_kept(
    editor: Any, said: Path, how: str, code: int
) -> None:
    environment = editor("path.write_text('saved')\nprint('EDITING', flush=True)\ntime.sleep(600)")
    with start(said, environment) as probe:
        probe.send(probe.term.encode("f2"))
        probe.wait_for("EDITING")
        assert probe.exit_test(how, timeout=30)["code"] == code
    assert answer(said) == ["saved", "left"]
    assert left_behind(environment) == []


@pytest.mark.pty
def test_what_an_editor_keeps_for_its_next_start_stays_when_the_line_drops(editor: Any, said: Path) -> None:
    environment = editor("path.with_name('.note.swp').touch()\nprint('EDITING', flush=True)\ntime.sleep(600)")
    with start(said, environment) as probe:
        probe.send(probe.term.encode("f2"))
        probe.wait_for("EDITING")
        assert probe.exit_test("hangup", timeout=30)["code"] == 129
    assert left_behind(environment)[1:] == [".note.swp"]


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    with Shell(60, 16, cwd=tmp_path) as shell:
        yield shell


@pytest.mark.pty
def test_an_editor_that_is_stopped_goes_on_with_the_program(editor: Any, said: Path, shell: Shell) -> None:
    environment = editor(ASKING)
    words = [f"{name}={value}" for name, value in environment.items()]
    shell.begin(["env", *words, sys.executable, str(PROGRAM), str(said), TEXT], OPEN)
    shell.send(shell.term.encode("f2"))
    shell.wait_for("add>")
    shell.stop(shell.programs()[-1])
    shell.type("fg")
    shell.settle()
    shell.send("after the stop\r")
    shell.wait_for(OPEN)
    shell.wait_for("after the stop")
    shell.send("\r")
    shell.at_prompt()
    assert answer(said) == ["begun\nafter the stop", True]


@pytest.mark.pty
def test_it_works_in_tmux(editor: Any, said: Path, tmp_path: Path) -> None:
    environment = editor(ASKING)
    with Tmux(tmp_path, [sys.executable, str(PROGRAM), str(said), TEXT], 60, 16, env=environment) as tmux:
        tmux.wait_for(OPEN)
        tmux.keys("F2")
        tmux.wait_for("add>")
        tmux.keys("in tmux", "Enter")
        tmux.wait_for(OPEN)
        tmux.wait_for("in tmux")
        tmux.keys("Enter")
        tmux.until(said.exists, "the note to be kept")
    assert answer(said) == ["begun\nin tmux", True]
