"""What goes to stdout: JSON that any terminal and any program takes, and streams that end early."""

from __future__ import annotations

import io
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.tram_corpus import FILES, write_corpus
from hypothesis import given, settings
from hypothesis import strategies as st
from shell import PROGRAM, good, started

from karabakh_tui.cli import output


class Stream(io.TextIOWrapper):
    def __init__(self, terminal: bool = False, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    @property
    def written(self) -> bytes:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


def printed(document: dict[str, Any], stream: Stream) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        output.print_json(document)
    return stream.written


def test_in_a_pipe_letters_of_any_script_stay_as_they_are() -> None:
    shown = printed({"schema": "x@1", "quote": "“Шуша” Շուշի 漢 🙂"}, Stream()).decode()
    assert "“Шуша” Շուշի 漢 🙂" in shown


def test_on_a_terminal_all_but_ascii_is_escaped() -> None:
    words = {"schema": "x@1", "quote": "“Шуша” 🙂"}
    shown = printed(words, Stream(terminal=True))
    assert shown.isascii()
    assert b"\\ud83d\\ude42" in shown
    assert json.loads(shown) == words


def test_where_stdout_takes_no_utf_8_all_but_ascii_is_escaped() -> None:
    words = {"schema": "x@1", "quote": "é漢"}
    shown = printed(words, Stream(encoding="iso-8859-1"))
    assert shown.isascii()
    assert json.loads(shown) == words


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=30), max_size=4), st.booleans())
@settings(max_examples=150, deadline=None)
def test_json_comes_back_as_it_was_and_holds_nothing_that_acts_on_a_terminal(
    words: dict[str, str], terminal: bool
) -> None:
    shown = printed(words, Stream(terminal)).decode()
    assert json.loads(shown) == words
    assert all(char.isprintable() for char in shown.replace("\n", ""))


def test_half_a_character_in_a_file_does_no_harm() -> None:
    shown = printed({"path": "caf\udce9"}, Stream())
    assert json.loads(shown) == {"path": "caf\ufffd"}


def test_lines_are_printed_in_any_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream(encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    output.print_lines(["Şuşa \x1b[31m"])
    assert stream.written == b"?u?a ?[31m\n"


def test_a_pipe_has_any_width_and_a_terminal_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys, "stdout", Stream())
    assert output.screen_width() is None
    monkeypatch.setattr(sys, "stdout", Stream(terminal=True))
    assert output.screen_width() == output.USUAL_WIDTH  # it does not tell
    monkeypatch.setenv("COLUMNS", "132")
    assert output.screen_width() == 132
    for nonsense in ("0", "wide", "-3", ""):
        monkeypatch.setenv("COLUMNS", nonsense)
        assert output.screen_width() == output.USUAL_WIDTH
    monkeypatch.setattr(sys, "stdout", None)
    assert output.screen_width() is None


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    for words in (("matrix", "--json"), ("compare", "all"), ("--help",), ()):
        reading, writing = os.pipe()
        os.close(reading)
        try:
            ended = started([*PROGRAM, *words], tmp_path, stdout=writing)
        finally:
            os.close(writing)
        assert (ended.returncode, ended.stderr) == (0, b"")


def test_an_error_that_nobody_reads_keeps_its_code(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert started([*PROGRAM, "nosuch"], tmp_path, stderr=writing).returncode == 3
    finally:
        os.close(writing)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_file_that_takes_no_more_is_told(tmp_path: Path, unbuffered: str) -> None:
    def as_on_a_full_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

    for words in (["matrix"], ["matrix", "--json"], ["--help"]):
        with (tmp_path / "out").open("wb") as file:
            env = {"PYTHONUNBUFFERED": unbuffered}
            ended = started([*PROGRAM, *words], tmp_path, stdout=file, preexec_fn=as_on_a_full_disk, env=env)
        assert ended.returncode == 74
        assert ended.stderr == b"Could not write to stdout: File too large.\n"


@pytest.mark.parametrize("word", ["matrix", "sources", "man", "doctor"])
def test_a_closed_stdout_is_told(tmp_path: Path, word: str) -> None:
    ended = started(["sh", "-c", 'exec "$@" >&-', "sh", *PROGRAM, word], tmp_path)
    assert ended.returncode == 74
    assert ended.stderr == b"stdout is closed: there is nowhere to print to.\n"


def test_a_closed_stdin_is_told(tmp_path: Path) -> None:
    ended = started(["sh", "-c", 'exec "$@" <&-', "sh", *PROGRAM, "-"], tmp_path)
    assert ended.returncode == 3
    assert ended.stderr.startswith(b"stdin: is closed")


def test_data_goes_to_stdout_and_nothing_else(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "trams", **{"corpus.yaml": FILES["corpus.yaml"] + "titel: x\n"})
    ended = started([*PROGRAM, "matrix", "--json", str(folder)], tmp_path)
    assert json.loads(ended.stdout)["counts"]["provisions"] == 4
    assert ended.stderr.startswith(b"trams/corpus.yaml:")


def test_a_poor_locale_does_no_harm(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "trams")
    (folder / "herald.txt").write_text("Şuşa “quoted”\n", encoding="utf-8")
    for poor in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        ended = started([*PROGRAM, "sources", str(folder), "--json"], tmp_path, env=poor)
        assert (ended.returncode, ended.stderr.count(b"Traceback")) == (0, 0)
        assert json.loads(ended.stdout)["sources"][0]["words"] == 2
        assert started([*PROGRAM, "sources", str(folder)], tmp_path, env=poor).returncode == 0


@pytest.mark.parametrize(
    ("glyphs", "terminal", "locale", "shown"),
    [
        ("ascii", False, "en_GB.UTF-8", '"Шуша" - .'),
        ("ascii", True, "en_GB.UTF-8", '"Шуша" - .'),
        ("", True, "en_GB.UTF-8", "“Шуша” – …"),
        ("", True, "C", '"Шуша" - .'),
        ("auto", True, "C", '"Шуша" - .'),
        ("", False, "C", "“Шуша” – …"),
        ("unicode", True, "C", "“Шуша” – …"),
    ],
)
def test_signs_are_ascii_where_that_is_wanted_or_the_terminal_can_do_no_other(
    glyphs: str, terminal: bool, locale: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Stream(terminal)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(output, "_glyphs", "")
    monkeypatch.setenv("LC_ALL", locale)
    output.print_with(glyphs)
    output.print_lines(["“Шуша” – …"])
    assert stream.written.decode() == f"{shown}\n"


def test_a_flag_says_which_signs_are_printed() -> None:
    plain, ascii = good("compare", "all"), good("compare", "all", "--ascii")
    assert "’" in plain
    assert ascii.replace("’", "") == ascii
    assert len(ascii) == len(plain)
