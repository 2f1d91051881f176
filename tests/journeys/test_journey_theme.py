"""A theme that is chosen is there at the next start: it is personal, and kept in the settings file."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from helpers.probe.probe import Probe

pytestmark = pytest.mark.pty

FIRST_PAGE = "start reading"


def start(home: Path, *args: str, **env: str) -> Probe:
    named = {"HOME": str(home), "XDG_STATE_HOME": str(home / "s"), "XDG_CONFIG_HOME": str(home / "c"), **env}
    return Probe([sys.executable, "-m", "karabakh_tui", *args], 80, 24, env=named, cwd=home)


def grounds(probe: Probe) -> set[object]:
    """The grounds of the cells of the text."""
    return {probe.term.screen.buffer[12][column].bg for column in range(4, 60)}


def test_a_theme_chosen_by_keys_is_kept_for_every_corpus(tmp_path: Path) -> None:
    settings = tmp_path / "c" / "karabakh-tui" / "config.yaml"
    settings.parent.mkdir(parents=True)
    written = "# mine\r\nformat: 1\r\nmouse: off   # never\r\n"
    settings.write_bytes(written.encode())
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_text("A bridge was opened.\n" * 40)
    (other / "two.txt").write_text("A bridge is open.\n" * 40)
    with start(tmp_path) as probe:
        probe.wait_for(FIRST_PAGE)
        probe.key("enter", until="sync: follow")
        assert "faf9f5" not in grounds(probe)
        probe.key("z")
        probe.key("c", until="Themes")
        for letter in "light":
            probe.key(letter)
        probe.key("enter", until="light is kept in")
        assert "faf9f5" in grounds(probe)
        probe.exit_test("q")
    kept = settings.read_bytes().decode()
    assert kept.startswith(written)
    assert kept.replace(written, "").strip() == "theme: light"
    with start(tmp_path, str(other)) as probe:
        probe.wait_for(FIRST_PAGE)
        probe.key("enter", until="sync: follow")
        assert "faf9f5" in grounds(probe)
        probe.exit_test("q")
    with start(tmp_path, KARABAKH_TUI_THEME="dark") as probe:
        probe.wait_for("sync: follow")
        assert "faf9f5" not in grounds(probe)
        probe.exit_test("q")


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
def test_a_theme_that_is_gone_is_said_and_dark_is_worn(tmp_path: Path, size: tuple[int, int]) -> None:
    settings = tmp_path / "c" / "karabakh-tui" / "config.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text("format: 1\ntheme: lihgt\n")
    with start(tmp_path) as probe:
        probe.resize(*size)
        probe.wait_for(FIRST_PAGE)
        probe.key("enter", until="sync: follow")
        probe.key("z")
        probe.key("c", until="Themes")
        probe.key("escape", until="Enter cards")
        probe.key("g")
        probe.key("n", until="lihgt")
        told = re.sub(r"\s", "", "".join(re.findall("│(.*)│", probe.text())))
        assert 'karabakh-tui/config.yaml:2:8:"lihgt"isnotatheme;didyoumean"light"?' in told
        probe.exit_test("q")
