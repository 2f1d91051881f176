"""Where copied text goes, and what is said of it."""

from __future__ import annotations

import base64
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from helpers.program import Person, program
from helpers.screen import until

from karabakh_tui.paths import CLIPBOARD_FILE
from karabakh_tui.tui.clipboard import MOST_FOR_TERMINAL, Kept, keep, take_away, told, too_long, way_for
from karabakh_tui.tui.views.citation import Excerpt

WORDS = Excerpt('"Shuշi"\n', 5)


def taken(wish: str, env: Mapping[str, str], folder: Path | None, words: Excerpt = WORDS) -> tuple[list[str], str]:
    """What was sent to the terminal, and what was said, in its longest form."""
    sent: list[str] = []
    return sent, take_away(words, wish, env, folder, sent.append)[0]


def program_called_tmux(folder: Path, script: str) -> None:
    """Put a program of that name first on the PATH."""
    folder.mkdir()
    program = folder / "tmux"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("wish", "env", "way"),
    [
        ("auto", {}, "terminal"),
        ("auto", {"TMUX": "/tmp/tmux-0/default,1,0"}, "tmux"),
        ("auto", {"STY": "1.pts"}, "screen"),
        ("auto", {"TMUX": "", "STY": ""}, "terminal"),
        ("terminal", {"TMUX": "x"}, "terminal"),
        ("file", {"TMUX": "x"}, "file"),
        ("tmux", {}, "tmux"),
        ("terminal", {"STY": "1.pts"}, "terminal"),
    ],
)
def test_the_way_is_told_by_the_environment_unless_one_is_wished_for(wish: str, env: dict[str, str], way: str) -> None:
    assert way_for(wish, env) == way


def test_the_file_holds_what_was_copied_last_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "karabakh-tui"
    keep("first", folder)
    (folder / CLIPBOARD_FILE).chmod(0o644)
    kept = keep("second\r\n\ud800", folder)
    assert kept == Kept(folder / CLIPBOARD_FILE)
    assert (folder / CLIPBOARD_FILE).read_bytes() == b"second\r\n?"
    assert stat.S_IMODE((folder / CLIPBOARD_FILE).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [CLIPBOARD_FILE]


def test_to_the_terminal_and_into_the_file(tmp_path: Path) -> None:
    sent, said = taken("auto", {}, tmp_path)
    assert sent == [WORDS.text]
    assert said == f"Sent to the terminal; it does not say whether it took it. Also in {tmp_path}/clipboard.txt"
    assert (tmp_path / CLIPBOARD_FILE).read_text("utf-8") == WORDS.text


def test_the_home_folder_is_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    said = told("tmux", "", Kept(tmp_path / ".local" / "state" / "karabakh-tui" / CLIPBOARD_FILE), 184)
    assert said == (
        "Copied 184 characters with citation (tmux). Also in ~/.local/state/karabakh-tui/clipboard.txt",
        "Copied 184 characters with citation (tmux). Also in clipboard.txt",
        "Copied 184 characters with citation (tmux).",
    )


def test_what_was_copied_is_named_where_it_is_not_what_one_expects() -> None:
    kept = Kept(Path("/s") / CLIPBOARD_FILE)
    words = "the paragraph on the reading line"
    assert told("tmux", "", kept, 9, words)[2] == f"Copied {words}, 9 characters with citation (tmux)."
    assert told("terminal", "", kept, 9, words)[2].startswith(f"Sent {words} to the terminal;")
    assert told("file", "", kept, 0, "the row 4 Mandate") == (
        "Copied the row 4 Mandate into /s/clipboard.txt",
        "Copied the row 4 Mandate into clipboard.txt",
    )


def test_inside_gnu_screen_the_file_has_to_do(tmp_path: Path) -> None:
    sent, said = taken("auto", {"STY": "1.pts"}, tmp_path)
    assert not sent
    assert said == f"GNU screen lets no copy through; copied only into {tmp_path}/clipboard.txt"


def test_what_is_too_long_for_a_terminal_is_not_sent(tmp_path: Path) -> None:
    long = Excerpt("ш" * (MOST_FOR_TERMINAL // 2 + 1), 5)
    sent, said = taken("auto", {}, tmp_path, long)
    assert not sent
    assert said.startswith("74,996 bytes are too long for a terminal, which takes 74,994; copied only into ")
    assert (tmp_path / CLIPBOARD_FILE).read_text("utf-8") == long.text
    assert not too_long("x" * MOST_FOR_TERMINAL)
    assert len(base64.b64encode(b"x" * MOST_FOR_TERMINAL)) < 100_000


def test_without_a_home_folder_it_still_goes_to_the_terminal() -> None:
    sent, said = taken("auto", {}, None)
    assert sent == [WORDS.text]
    assert said.endswith("whether it took it. But there is no home folder for a file.")
    assert taken("auto", {"STY": "1"}, None) == (
        [],
        "Nothing was copied: GNU screen lets no copy through, and there is no home folder for a file.",
    )


def test_a_state_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "state"
    sent, said = taken("auto", {}, folder)
    assert sent == [WORDS.text]
    assert said.endswith(f"took it. But {folder}/clipboard.txt cannot be written (Not a directory).")
    assert (
        taken("file", {}, folder)[1]
        == f"Nothing was copied: {folder}/clipboard.txt cannot be written (Not a directory)."
    )


def test_tmux_that_is_missing_refuses_or_hangs_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karabakh_tui.tui.clipboard.PATIENCE", 0.2)
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert taken("tmux", {}, tmp_path)[1].startswith("tmux is not on the PATH; copied only into ")
    program_called_tmux(tmp_path / "old", "echo 'unknown option -- w' >&2; exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path / 'old'}:{path}")
    assert taken("tmux", {}, tmp_path)[1].startswith("tmux did not take it (unknown option -- w); copied only into ")
    program_called_tmux(tmp_path / "slow", "exec sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path / 'slow'}:{path}")
    assert taken("tmux", {}, tmp_path)[1].startswith("tmux did not answer within 0 seconds; copied only into ")


# In the program


async def copied(person: Person, folder: Path, *keys: str) -> tuple[str, str]:
    """What the keys have copied, and what is said of it."""
    (folder / CLIPBOARD_FILE).unlink(missing_ok=True)
    await person.press(*keys)
    await until(person.pilot, lambda: CLIPBOARD_FILE in person.screen or "Sent" in person.screen)
    return (folder / CLIPBOARD_FILE).read_text("utf-8"), person.screen


async def test_y_copies_the_passage_the_card_and_the_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    async with program((120, 40), tmp_path) as person:
        await person.press("enter")
        text, screen = await copied(person, tmp_path, "y")
        source = person.app.reader.reading.carousel.focused
        passage = person.app.reader.reading.passage(source)
        article = person.app.loaded.corpus.article(source)
        assert passage and article
        assert text.startswith(f'"{passage.span.of(article.text)}"\n\n-- {article.letter} {article.short}')
        assert "Sent to the terminal; it does not say whether it took it. Also in " in screen
        assert person.app.clipboard == text
        assert "Sent" not in await person.press("j")
        text, screen = await copied(person, tmp_path, "enter", "y")
        cell = person.app.loaded.comparison.cell(person.app.reader.reading.provision, source)
        assert text.count("\n\n") == len(cell.passages)
        assert "Sent to the terminal" in screen.splitlines()[-1]
        text, screen = await copied(person, tmp_path, "q", "c", "end", "right", "right", "right", "right", "y")
        assert text.splitlines()[0] == "t Status"
        assert "Sent the row t Status to the terminal" in screen.splitlines()[-1]
        assert "Sent" not in await person.press("k")


async def test_without_a_passage_y_copies_the_paragraph_on_the_reading_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STY", "1.pts")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("\n".join(f"Paragraph {n}." for n in range(60)))
    async with program((80, 24), tmp_path / "state", folder=tmp_path / "a") as person:
        await person.press("enter", "j", "j")
        at = person.app.reader.leader.reading_offset
        await person.press("y")
        await until(person.pilot, lambda: "GNU screen" in person.screen)
        text = (tmp_path / "state" / CLIPBOARD_FILE).read_text("utf-8")
        number = "\n".join(f"Paragraph {n}." for n in range(60)).count("\n", 0, at)
        assert text.startswith(f'"Paragraph {number}."\n\n-- A Paragraph 0.')
        assert "\nfile one.txt, code points " in text


COMMAND = [sys.executable, "-m", "karabakh_tui"]


def started(home: Path, **env: str | None) -> dict[str, str | None]:
    """An environment in which the program keeps everything below `home`."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE")}
    return {**folders, "HOME": str(home), **env}


@pytest.mark.pty
def test_the_terminal_gets_the_words_in_one_whole_sequence_outside_of_any_frame(tmp_path: Path) -> None:
    with Probe(COMMAND, 80, 24, env=started(tmp_path)) as probe:
        probe.wait_for("Enter")
        probe.key("enter", until="READ")
        before = len(probe.raw)
        probe.send("jyj")
        probe.settle(400)
        raw = bytes(probe.raw[before:])
        (found,) = re.finditer(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)(\x07|\x1b\\)", raw)
        text = base64.b64decode(found[1]).decode("utf-8")
        assert text == (tmp_path / "state" / "karabakh-tui" / CLIPBOARD_FILE).read_text("utf-8")
        assert "code points" in text
        begun, ended = raw[: found.start()].count(b"\x1b[?2026h"), raw[: found.start()].count(b"\x1b[?2026l")
        assert begun == ended
        assert not probe.term.unknown


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[list[str]]:
    """A tmux server of its own, as it comes: the command that speaks to it."""
    found = shutil.which("tmux")
    assert found, "these tests need tmux"
    command = [found, "-S", str(tmp_path / "socket"), "-f", os.devnull]
    yield command
    subprocess.run([*command, "kill-server"], check=False, capture_output=True)


@pytest.mark.pty
def test_in_tmux_the_words_are_in_its_buffer_and_reach_the_terminal(tmp_path: Path, tmux: list[str]) -> None:
    folders = [f"{name}={value}" for name, value in started(tmp_path).items()]
    inside = [*tmux, "new-session", "-x", "80", "-y", "24", "env", *folders, "COLORTERM=truecolor", *COMMAND]
    with Probe(inside, 80, 24) as probe:
        probe.wait_for("Enter")
        probe.key("enter", until="READ")
        probe.key("y", until="Copied [0-9]+ characters with citation .tmux.")
        probe.settle(300)
        buffer = subprocess.run([*tmux, "show-buffer"], check=True, capture_output=True).stdout.decode("utf-8")
        assert buffer == (tmp_path / "state" / "karabakh-tui" / CLIPBOARD_FILE).read_text("utf-8")
        (found,) = re.finditer(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]+)(\x07|\x1b\\)", bytes(probe.raw))
        assert base64.b64decode(found[1]).decode("utf-8") == buffer
