"""The commands in a terminal: they fit it, send nothing raw, and say why there can be no screen."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from helpers.tram_corpus import FILES, write_corpus
from shell import OURS, PROGRAM

pytestmark = pytest.mark.pty

CRASHING = (sys.executable, str(Path(__file__).with_name("crashing_program.py")))
NEVER = "(?!)"
"""A pattern that nothing matches: to wait for it is to wait for the end."""

PLAIN = "Plain text works: karabakh-tui compare all --plain"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "trams")
    return tmp_path


def start(
    home: Path,
    *words: str,
    cols: int = 80,
    term: str | None = "xterm",
    program: tuple[str, ...] = PROGRAM,
    **environment: str | None,
) -> Probe:
    env = {**OURS, "HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "TERM": term, **environment}
    return Probe([*program, *words], cols, 300, env=env, cwd=home)


def shown(probe: Probe) -> tuple[int | None, list[str]]:
    """The exit code of a program that ends by itself, and what is on screen then."""
    with suppress(TimeoutError):
        probe.wait_for(NEVER)
    code = None if probe.status is None else os.waitstatus_to_exitcode(probe.status)
    return code, "\n".join(probe.term.lines()).rstrip().split("\n")


def said(home: Path, *words: str, **how: object) -> tuple[int | None, str]:
    """The same, with what the terminal broke put together."""
    with start(home, *words, **how) as probe:
        code, lines = shown(probe)
        return code, "".join(line.ljust(probe.term.cols) for line in lines).rstrip()


@pytest.mark.parametrize("cols", [80, 160])
def test_text_fits_the_terminal_line_by_line(home: Path, cols: int) -> None:
    golden = Path(__file__).parents[1] / "export" / "golden"
    with start(home, "matrix", "trams", cols=cols) as probe:
        code, lines = shown(probe)
    assert code == 0
    whole = (golden / ("matrix-80.txt" if cols == 80 else "matrix-pipe.txt")).read_text("utf-8")
    assert [line.rstrip() for line in lines] == whole.rstrip().split("\n")


def test_plain_text_is_printed_in_place_of_a_screen(home: Path) -> None:
    with start(home, "--plain", "trams") as probe:
        code, lines = shown(probe)
        assert b"\x1b" not in probe.raw
    assert (code, lines[0].strip()) == (0, "The tram strike.")


def test_nothing_of_a_file_reaches_the_terminal_raw(home: Path) -> None:
    evil = "\x1b]0;owned\x07 \x9b31m \u202eright\u202c \u200b[/b]"
    quoted = json.dumps(evil)
    verdicts = FILES["annotations/editorial/_verdicts.yaml"].replace(
        "value: 4 %}", f"value: {quoted}, note: {quoted}}}"
    )
    codebook = FILES["annotations/codebook.yaml"].replace("title: Pay,", f"title: {quoted}, odd: {quoted},")
    corpus = FILES["corpus.yaml"].replace("short: City Herald", f"short: {quoted}").replace("The tram strike", quoted)
    write_corpus(
        home / "trams",
        **{
            "annotations/editorial/_verdicts.yaml": verdicts,
            "annotations/codebook.yaml": codebook,
            "corpus.yaml": corpus,
            "\x1b[31mname\x9b.txt": f"{evil}\n",
        },
    )
    for words in (
        ["matrix"],
        ["compare", "all"],
        ["sources"],
        ["provisions"],
        ["sources", "--json"],
        ["matrix", "--json"],
    ):
        with start(home, *words, "trams") as probe:
            assert shown(probe)[0] == 0
            raw = probe.raw.decode("utf-8")
        assert "owned" in raw
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", raw)


def test_json_on_a_terminal_is_ascii(home: Path) -> None:
    (home / "trams" / "herald.txt").write_text("Şuşa — “quoted”\n", "utf-8")
    with start(home, "sources", "trams", "--json") as probe:
        assert shown(probe)[0] == 0
        assert probe.raw.isascii()


@pytest.mark.parametrize(("term", "told"), [("dumb", "TERM=dumb"), (None, "TERM is not set"), ("", "TERM is not set")])
def test_a_terminal_that_can_show_no_screen_is_told_what_works(home: Path, term: str | None, told: str) -> None:
    assert said(home, "trams", term=term) == (6, f"This terminal cannot show a full screen ({told}). {PLAIN}")
    code, lines = said(home, "compare", "all", "trams", "--plain", term=term)
    assert code == 0
    assert "4 % from June" in lines


def test_the_screen_is_not_drawn_into_a_file(home: Path) -> None:
    code, told = said(home, program=("sh", "-c", f"{' '.join(PROGRAM)} 2>messages"))
    assert code == 6
    assert told == f"The screen is drawn on stderr, and that is no terminal here: start again without 2>. {PLAIN}"
    assert (home / "messages").read_text() == told + "\n"


@pytest.mark.parametrize("stdin", ["<&-", "</dev/null"])
def test_without_a_terminal_to_read_keys_from_there_is_no_screen(home: Path, stdin: str) -> None:
    alone = "import os, sys; os.fork() and os._exit(os.waitstatus_to_exitcode(os.wait()[1])); os.setsid();"
    alone += "os.execv(sys.argv[1], sys.argv[1:])"
    command = f"'{sys.executable}' -c '{alone}' {' '.join(PROGRAM)} trams {stdin}"
    code, told = said(home, program=("sh", "-c", command))
    assert (code, told) == (6, f"There is no terminal to read keys from. {PLAIN}")


def test_a_theme_that_is_not_there_is_told_the_nearest(home: Path) -> None:
    assert said(home, "trams", "--theme", "drak") == (4, 'drak: is not a theme; did you mean "dark"?')


def test_nothing_opens_where_there_is_nothing_to_read(home: Path) -> None:
    code, told = said(home, "tramz")
    assert (code, told) == (3, 'tramz: does not exist; did you mean "trams"?')


def test_a_text_can_be_typed(home: Path) -> None:
    with start(home, "sources", "-") as probe:
        probe.wait_for("Reading a text from the terminal")
        probe.send("Typed words.\n\x04")
        code, lines = shown(probe)
    assert code == 0
    assert lines[-1].startswith("A  Typed words.")


def test_ctrl_c_ends_a_command_without_a_word(home: Path) -> None:
    with start(home, "sources", "-") as probe:
        probe.wait_for("Reading a text from the terminal")
        probe.send("\x03")
        code, lines = shown(probe)
    assert code == 130
    assert "Traceback" not in "\n".join(lines)


def test_a_screen_that_breaks_gives_the_terminal_back_and_leaves_a_report(home: Path) -> None:
    with start(home, "trams", program=CRASHING, cols=120, term="xterm-256color") as probe:
        probe.wait_for("start reading")
        probe.key("enter", until="sync: follow")
        ended = probe.exit_test("ctrl+l")
        raw = probe.raw.decode("utf-8")
        lines = [line.rstrip() for line in probe.term.lines() if line.strip()]
    assert (ended["code"], ended["restored"]) == (70, True)
    (report,) = (home / "state" / "karabakh-tui").glob("crash-*.txt")
    assert "".join(lines) == f"karabakh-tui stopped by its own fault. Report: {report}"
    told = report.read_text("utf-8")
    assert "ValueError: an odd value of an article: ␛]0;owned" in told
    assert "\x1b" not in told
    assert "owned" not in raw


@pytest.mark.parametrize("lang", ["C", None])
def test_in_the_locale_c_typographic_marks_are_ascii_although_python_calls_it_utf_8(
    home: Path, lang: str | None
) -> None:
    (home / "a.txt").write_text("\u201cNo \u2013 Շուշի\u2019s,\u201d he said.\n", "utf-8")
    locale = {"LANG": lang, "LC_ALL": None, "LC_CTYPE": None}
    code, text = said(home, "read", "--plain", "./a.txt", **locale)
    assert (code, '"No - Շուշի\'s," he said.' in text) == (0, True)
    _, text = said(home, "doctor", cols=160, **locale)
    assert "That is not UTF-8, so lines and typographic marks are ASCII" in text
    assert ("LANG=C." if lang else "Neither LC_ALL nor LC_CTYPE nor LANG is set.") in text
