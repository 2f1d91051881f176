"""The doctor: what follows from any machine, and what is said once when the screen starts."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.tram_corpus import write_corpus
from shell import shell

from karabakh_tui.cli import facts as found_out
from karabakh_tui.cli.checks import ALL, Finding, findings
from karabakh_tui.cli.doctor import checkup, told
from karabakh_tui.cli.examining import Examined
from karabakh_tui.cli.facts import Facts, Folder, Reading, Tmux, cheap_facts
from karabakh_tui.cli.sessions import Sessions, sessions
from karabakh_tui.yamldoc.fault import Fault

HOME = Path("/home/anna/.config/karabakh-tui")
SOUND = Facts(
    env={"TERM": "xterm-256color", "LANG": "en_GB.UTF-8", "COLORTERM": "truecolor"},
    size=(120, 40),
    known=True,
    found={"less": "/usr/bin/less", "nano": "/usr/bin/nano"},
    editor="nano",
    folders=(Folder("state", HOME, free=1 << 40),),
    reading=Reading("Trams", 3, 4),
    python="3.11.2",
    textual="8.2.8",
    pinned=("8.2.8", "9"),
)


def env(**variables: str) -> Facts:
    return replace(SOUND, env={**SOUND.env, **variables})


def hurting(facts: Facts) -> list[Finding]:
    return [finding for finding in findings(facts) if finding.hurts]


def on(topic: str, facts: Facts) -> str:
    return " ".join(str(finding) for finding in findings(facts) if finding.topic == topic)


def test_on_a_sound_machine_nothing_hurts() -> None:
    assert hurting(SOUND) == []
    assert list(told(findings(SOUND), 80))[-1] == "Nothing hurts."


@pytest.mark.parametrize(
    ("facts", "topic", "words"),
    [
        (
            env(TERM=""),
            "terminal",
            "TERM is not set. There can be no screen. Plain text works: karabakh-tui compare all",
        ),
        (env(TERM="dumb"), "terminal", "TERM=dumb. There can be no screen."),
        (replace(SOUND, known=False), "terminal", "not known on this machine"),
        (replace(SOUND, size=(52, 14)), "window", "It is 52 x 14. The screen needs 60 x 16; 80 x 24 is comfortable."),
        (replace(SOUND, encoding="ascii"), "characters", "Python prints ascii here"),
        (replace(SOUND, tmux=Tmux(wrong="it is not on PATH")), "tmux", "tmux does not answer: it is not on PATH."),
        (
            replace(SOUND, tmux=Tmux("tmux 3.3a", {"escape-time": "500"})),
            "tmux",
            "tmux holds Esc for 500 ms; q is quicker. Mend it: tmux set -sg escape-time 20",
        ),
        (env(TMUX="/tmp/x"), "copy", "tmux is not on PATH here."),
        (replace(SOUND, pager="most -s"), "pager", "The pager most is not there."),
        (replace(SOUND, editor="kate"), "editor", "The editor kate is not there."),
        (replace(SOUND, folders=(Folder("state", None),)), "state folder", "There is no home folder."),
        (replace(SOUND, folders=(Folder("data", HOME, "cannot be written"),)), "data folder", "cannot be written"),
        (replace(SOUND, folders=(Folder("state", HOME, free=3 << 20),)), "disk", "3 MB are left on the disk."),
        (
            replace(SOUND, examined=(Examined(HOME, (Fault("config.yaml", 2, 1, "is odd", "mend it"),)),)),
            "settings",
            "config.yaml:2:1: is odd; mend it. What is wrong there is not used.",
        ),
        (
            replace(SOUND, reading=Reading("mine", faults=("mine: is empty",))),
            "corpus",
            "mine does not open: mine: is empty. Name",
        ),
        (replace(SOUND, reading=Reading("Trams", 3, 4, ("a: b",))), "corpus", "; 1 fault (the first: a: b)."),
        (replace(SOUND, reading=Reading("Trams", 3, 4, ("a: b", "c: d"))), "corpus", "2 faults (the first: a: b)."),
        (replace(SOUND, sick_places=(HOME,)), "places", "cannot be read. The place in one corpus is forgotten."),
        (replace(SOUND, sessions=(Sessions("anna", HOME, damaged=2),)), "annotating", "anna: damaged journals in"),
        (replace(SOUND, textual="8.2.7"), "versions", "made for 8.2.8 and later, below 9"),
        (replace(SOUND, textual="9.0.0rc1"), "versions", "The screen may break."),
    ],
)
def test_what_hurts_is_told_with_what_follows(facts: Facts, topic: str, words: str) -> None:
    assert [finding.topic for finding in hurting(facts)] == [topic]
    assert words in on(topic, facts)
    assert any(line.startswith("!") for line in told(findings(facts), None))
    assert list(told(findings(facts), None))[-1] == "1 thing hurts."


@pytest.mark.parametrize(
    ("facts", "topic", "words"),
    [
        (replace(SOUND, terminals=(True, False, True)), "streams", "stdout is no terminal."),
        (env(LANG="C"), "characters", "LANG=C. That is not UTF-8"),
        (env(LC_ALL="ru_RU.KOI8-R"), "characters", "LC_ALL=ru_RU.KOI8-R. That is not UTF-8"),
        (SOUND, "colours", "All colours, because of COLORTERM=truecolor."),
        (env(NO_COLOR="1"), "colours", "No colours, because of NO_COLOR=1. Meanings have their signs"),
        (env(FORCE_COLOR="1", COLORTERM="", TERM="vt100"), "colours", "16 colours, because of FORCE_COLOR=1."),
        (env(STY="1"), "colours", "256 colours, because of STY=1."),
        (replace(env(NO_COLOR="1"), color="always"), "colours", "All colours, because of color: always"),
        (replace(SOUND, tmux=Tmux("tmux 3.3a", {"escape-time": "20"})), "tmux", "tmux 3.3a; Esc waits 20 ms."),
        (replace(SOUND, tmux=Tmux("", {"set-clipboard": "off"})), "tmux clipboard", "set-clipboard is off."),
        (replace(SOUND, tmux=Tmux("", {"default-terminal": "screen"})), "tmux colours", "default-terminal is screen."),
        (env(SSH_CONNECTION="1 2 3 4"), "ssh", "A lone Esc waits 300 ms (ESCDELAY), and the mouse is off."),
        (env(SSH_CONNECTION="1", ESCDELAY="50"), "ssh", "waits 50 ms"),
        (env(STY="1"), "GNU screen", "no copy"),
        (env(STY="1"), "copy", "GNU screen passes no copy on"),
        (replace(SOUND, copy="file"), "copy", "Copied text goes into a file."),
        (replace(SOUND, pager="off"), "pager", "The pager is off."),
        (replace(SOUND, editor=""), "editor", "There is no editor."),
        (replace(SOUND, reports=(HOME,)), "reports", "the last one /home/anna"),
        (replace(SOUND, textual="8.10.0"), "versions", "Textual 8.10.0."),
    ],
)
def test_what_does_not_hurt_is_told_too(facts: Facts, topic: str, words: str) -> None:
    assert hurting(facts) == []
    assert words in on(topic, facts)


def test_every_check_has_something_to_say_or_is_silent() -> None:
    bare = Facts(env={})
    assert {finding.topic for check in ALL for finding in check(bare)} >= {"terminal", "colours", "pager", "versions"}


def test_the_command_tells_of_this_machine(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "trams")
    result = shell("doctor", "-c", str(folder), "--json", TERM="dumb", XDG_STATE_HOME=str(tmp_path))
    document = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert document["schema"] == "karabakh-tui/doctor@1"
    corpus = next(one for one in document["findings"] if one["topic"] == "corpus")
    assert corpus["found"] == "The tram strike: 4 articles, 4 provisions, all sound."
    assert "There can be no screen." in shell("doctor", TERM="dumb", XDG_STATE_HOME=str(tmp_path)).stdout


def test_a_corpus_that_does_not_open_is_a_finding(tmp_path: Path) -> None:
    result = shell("doctor", "-c", str(tmp_path / "nix"), XDG_STATE_HOME=str(tmp_path))
    assert result.exit_code == 1
    assert "nix does not open:" in result.stdout


def test_places_that_cannot_be_read_are_found(tmp_path: Path) -> None:
    places = tmp_path / "karabakh-tui" / "places"
    places.mkdir(parents=True)
    (places / "0.json").write_text("{}")
    (places / "1.json").write_text("[")
    shown = shell("doctor", XDG_STATE_HOME=str(tmp_path)).stdout
    assert "1.json cannot be read." in shown
    assert "0.json" not in shown


# What is said when the screen starts


@pytest.fixture
def slow_tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tmux that holds Esc, and counts how often it is asked."""
    program = tmp_path / "bin" / "tmux"
    program.parent.mkdir()
    count = tmp_path / "asked"
    program.write_text(
        f'#!/bin/sh\necho x >> "{count}"\n[ "$1" = -V ] && echo tmux 3.3a || echo "escape-time 500"\n'
        "echo 'default-terminal \"screen-256color\"'\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    return count


def test_what_hurts_is_said_once_and_never_again(slow_tmux: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    inside = {"TMUX": "/tmp/tmux-0/default,1,0"}
    first = checkup(inside, state)
    assert first == "tmux holds Esc for 500 ms; q is quicker. Mend it: tmux set -sg escape-time 20"
    asked = slow_tmux.read_text()
    assert checkup(inside, state) == ""
    assert slow_tmux.read_text() == asked


def test_outside_of_tmux_nobody_asks_it(slow_tmux: Path, tmp_path: Path) -> None:
    assert checkup({}, tmp_path / "state") == ""
    assert not slow_tmux.exists()
    assert not (tmp_path / "state").exists()


def test_what_was_kept_wrongly_does_no_harm(slow_tmux: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "checkup.json").write_text('{"said": 3}')
    assert checkup({"TMUX": "x"}, state)
    assert json.loads((state / "checkup.json").read_text()) == {"format": 1, "said": ["tmux"]}
    assert checkup({"TMUX": "x"}, None)


def test_a_tmux_that_hangs_is_not_waited_for(slow_tmux: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_out, "PATIENCE", 0.05)
    (slow_tmux.parent / "bin" / "tmux").write_text("#!/bin/sh\nexec sleep 60\n")
    asked = cheap_facts({"TMUX": "x"}, ask_tmux=True).tmux
    assert asked
    assert asked.wrong.startswith("not within")


def test_a_folder_below_a_file_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "below"))
    facts = cheap_facts({}, ask_tmux=False)
    assert [folder.wrong for folder in facts.folders if folder.name == "state"] == ["file is no folder"]
    assert [finding.topic for finding in hurting(facts) if "folder" in finding.topic] == ["state folder"]


def test_what_annotators_left_is_told_and_who_annotates_now(tmp_path: Path) -> None:
    from helpers.notebooks import ARTICLES, CODEBOOK

    from karabakh_tui.annotations.notebook import Notebook, Where
    from karabakh_tui.annotations.operations import Add

    def opened(name: str) -> Notebook:
        return Notebook.open(Where(tmp_path / "annotations", name, tmp_path), ARTICLES, CODEBOOK)

    anna, ben, carl = opened("anna"), opened("ben"), opened("carl")
    for notebook in (anna, ben):
        notebook.do([Add("bridge", "aaaaaa", {"tags": ["fact"], "quote": "Rain fell."})], "tag")
    ben.close(goodbye=False)
    carl.close()
    told = on("annotating", replace(SOUND, sessions=sessions(tmp_path)))
    assert "anna has a session open. A second session of the same name is told" in told
    assert "ben: 1 step is in the journal (" in told
    assert "carl" not in told
    anna.close()
    assert sessions(tmp_path / "nowhere") == sessions(None) == ()
