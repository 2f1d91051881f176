"""`keys`: the keymap in use as text, as sentences, as JSON; and what keys send, in a pty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from shell import OURS, PROGRAM, good, shell

from karabakh_tui.tui import keymap, layouts


@pytest.fixture(autouse=True)
def _built_in_keys() -> Iterator[None]:
    """The keymap is a property of the process, and the next test has another file."""
    yield
    keymap.use(())
    layouts.use(layouts.Keyboard())


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A folder of settings."""
    folder = tmp_path / "config" / "karabakh-tui"
    folder.mkdir(parents=True)
    return folder


def with_keys(config: Path, text: str) -> dict[str, str]:
    (config / "keys.yaml").write_text(text, "utf-8")
    return {"XDG_CONFIG_HOME": str(config.parent)}


OWN = "format: 1\nkeys:\n  read.next-provision: [t, F5]\n  global.quit: g q\n  global.themes: []\n"


def test_the_keymap_is_printed_screen_by_screen() -> None:
    shown = good("keys")
    assert shown.startswith("READER\n  n ")
    assert "\n\nCOVERAGE\n  h, Left " in shown
    assert "keys.yaml" not in shown


def test_what_keys_yaml_changed_is_marked(config: Path) -> None:
    lines = [" ".join(line.split()) for line in good("keys", **with_keys(config, OWN)).splitlines()]
    assert "t, F5 next provision (keys.yaml; built in: J, ])" in lines
    assert "g q leave at once (keys.yaml; built in: none)" in lines
    assert ":themes colours: choose a theme (keys.yaml; built in: z c)" in lines


def test_plain_is_a_sentence_a_line(config: Path) -> None:
    lines = good("keys", "--plain", **with_keys(config, OWN)).splitlines()
    assert "Reader: control d: half a page down." in lines
    assert "Reader: t or f5: next provision (keys.yaml; built in: J, ])." in lines
    assert "Every screen: g then q: leave at once (keys.yaml; built in: none)." in lines
    assert "Cards: n or shift j or right square bracket: next provision." in lines
    assert "Reader: m then a letter: set a mark here." in lines
    assert "Every screen: the command welcome: the first page again." in lines
    assert all(line.endswith(".") for line in lines)


def test_json_has_the_keys_in_use(config: Path) -> None:
    document = json.loads(good("keys", "--json", **with_keys(config, OWN)))
    assert document["schema"] == "karabakh-tui/keys@1"
    mine = {(action["scope"], action["id"]): action["keys"] for action in document["actions"]}
    assert mine["read", "next-provision"] == ["t", "f5"]
    assert mine["cards", "next-provision"] == ["n", "J", "]"]


def test_a_file_that_is_refused_is_told_and_left_out(config: Path) -> None:
    result = shell("keys", **with_keys(config, "format: 1\nkeys:\n  read.swap: [F5]\n  read.pin: [^s]\n"))
    assert result.exit_code == 0
    assert 'keys.yaml:4:14: "^s" of read.pin is a key that cannot be used' in result.stderr
    assert "keys.yaml: is left out whole, and the built-in keys are in use" in result.stderr
    assert "F5" not in result.stdout


# What keys send


def pressing(tmp_path: Path, *words: str, **environment: str) -> Probe:
    env: dict[str, str | None] = {**OURS, "XDG_CONFIG_HOME": str(tmp_path / "config"), **environment}
    program = [*PROGRAM, "keys", "--test", *words]
    return Probe(program, cols=240, rows=40, term="xterm-256color", env=env, cwd=tmp_path)


def said(probe: Probe, sends: str | bytes, wanted: str) -> str:
    """The line that a press leads to."""
    probe.send(sends)
    probe.wait_for(wanted)
    return [line.rstrip() for line in probe.term.lines() if line.strip()][-1]


@pytest.mark.pty
def test_each_key_that_is_pressed_is_told_on_a_line(tmp_path: Path) -> None:
    with pressing(tmp_path) as probe:
        probe.wait_for("q twice, .c or .d ends this")
        up = said(probe, "\x1b[A", "5b 41")
        assert up.split("  ")[:2] == ["1b 5b 41", "^[[A"]
        assert "Up " in up
        assert up.endswith("reader: line up | coverage: cell above | cards: previous card")
        assert said(probe, "\t", "^09 ").endswith("the same byte as ^i")
        assert "й = q by its place" in said(probe, "й", "d0 b9")
        assert said(probe, "ü", "c3 bc").endswith("not bound | keys.yaml can say layout: az or tr")
        assert said(probe, "\x02", "^02 ").endswith("not bound | tmux takes it")
        assert said(probe, "g", "^67 ").endswith("begins g")
        assert said(probe, "e", "^65 ").endswith("  end")
        assert said(probe, "\x1bx", "1b 78").endswith("alt is read as Esc and the key")
        paste = said(probe, "\x1b[200~q\x9bq\x1b[201~", "pasted text, 3 characters")
        assert paste.endswith("typed where text is typed, never taken for keys")
        assert "<ff>" in said(probe, b"\xff", "^ff ")
        assert said(probe, "\x1b[57441;2u", "57441").endswith("a modifier alone: not heard")
        ended = probe.exit_test("q q")
        assert (ended["code"], ended["restored"]) == (0, True)


@pytest.mark.pty
def test_an_arrow_key_in_pieces_is_told_with_the_cure(tmp_path: Path) -> None:
    with pressing(tmp_path, ESCDELAY="20") as probe:
        probe.wait_for("Esc waits 20 ms")
        said(probe, "\x1b", "the same byte as")
        line = said(probe, "[", "ms after Esc")
        assert "if that was one key, set ESCDELAY above" in line
        assert probe.exit_test("ctrl+d")["restored"]


@pytest.mark.pty
@pytest.mark.parametrize(("how", "code"), [("ctrl+c", 0), ("ctrl+d", 0), ("TERM", 143), ("HUP", 129)])
def test_the_terminal_is_given_back_however_it_ends(tmp_path: Path, how: str, code: int) -> None:
    with pressing(tmp_path) as probe:
        probe.wait_for("ends this")
        probe.key("j", until="6a")
        ended = probe.exit_test(how)
    assert (ended["code"], ended["restored"]) == (code, True)


def test_without_a_terminal_there_are_no_keys_to_press() -> None:
    result = shell("keys", "--test")
    assert result.exit_code == 6
    assert result.stderr == "keys --test needs a terminal on stdin and stdout. The keymap as text: karabakh-tui keys\n"
