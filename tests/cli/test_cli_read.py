"""`read`, and `--plain` on every command that prints: which sources, from where, and as lines for ears."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from helpers.tram_corpus import write_corpus
from shell import OURS, PROGRAM, bad, good, shell

from karabakh_tui.cli.read import parted

NAMES = ["A City Herald", "B Evening Paper", "D Drivers' Bulletin", "C Old strike"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_corpus(tmp_path / "trams")


def headings(printed: str) -> list[str]:
    """The sources that were printed, by the lines that begin them."""
    lines = ["", *printed.splitlines()]
    return [line for before, line in pairwise(lines) if not before and line in NAMES]


def test_all_articles_are_printed_one_after_another(folder: Path) -> None:
    printed = good("read", "-c", "trams")
    assert headings(printed) == NAMES
    assert good("read", "--plain", "./trams") == printed


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["A"], "A"),
        (["D", "a"], "DA"),
        (["D,A"], "DA"),
        (["D,A", "A", "B"], "DAB"),
        (["herald"], "A"),
        (["Evening Paper"], "B"),
        (["even"], "B"),
        (["bulletin"], "D"),
        (["strike is"], "B"),
        (["strike"], "BC"),
    ],
)
def test_sources_are_named_by_letter_id_or_part_of_a_name_in_the_order_wanted(
    folder: Path, words: list[str], found: str
) -> None:
    assert "".join(line[0] for line in headings(good("read", "-c", "trams", *words))) == found


def test_what_is_known_comes_before_the_text(folder: Path) -> None:
    assert good("read", "-c", "trams", "B").splitlines() == [
        "B Evening Paper",
        "Title: Strike is over.",
        "Publisher not known.",
        "Date: 1926-05-12. Inferred.",
        "Event: Settlement of May 1926.",
        "30 words.",
        "",
        "Strike is over",
        "",
        "Provision 1 Service, vaguer. Provision 2 Pay, vaguer.",
        "The first cars leave the depot early on Thursday. Wages rise by four in the hundred, the company says.",
        "Provision 3 Dismissals and trials, open.",
        "Only those who broke windows will be tried.",
    ]


def test_marks_can_be_left_out(folder: Path) -> None:
    assert "Provision" not in good("read", "-c", "trams", "B", "--no-marks")


def test_a_source_that_is_misspelt_is_told_the_nearest(folder: Path) -> None:
    assert bad(4, "read", "heralt", "-c", "trams") == 'No source "heralt". Nearest: herald.'
    assert bad(4, "read", "A", "Q", "-c", "trams") == 'No source "Q". There are: A, B, C, D.'


def test_a_path_among_the_words_says_what_is_opened(folder: Path) -> None:
    assert headings(good("read", "B", "./trams", "A")) == ["B Evening Paper", "A City Herald"]
    assert good("read", "trams/herald.txt").splitlines()[0].startswith("A Trams run again")
    assert good("read", "-", stdin=b"Piped words.\n").endswith("\nPiped words.\n")
    assert bad(3, "read", "./tramz").startswith('tramz: does not exist; did you mean "trams"?')


def test_paths_are_told_from_sources_by_a_slash_or_a_dot(folder: Path) -> None:
    (folder.parent / "notes.txt").write_text("Words.\n")
    (folder.parent / "A").write_text("A file that is called like a source.\n")
    words = ["A", "./A", "trams", "notes.txt", "trams/herald.txt", "BM / Defence24", "no.txt", "-", "..", "/nowhere"]
    paths, names = parted(words)
    assert paths == ["./A", "notes.txt", "trams/herald.txt", "-", "..", "/nowhere"]
    assert names == ["A", "trams", "BM / Defence24", "no.txt"]


def test_articles_can_be_written_into_a_file(folder: Path) -> None:
    assert good("read", "A", "-c", "trams", "-o", "a.txt") == ""
    assert Path("a.txt").read_text().startswith("A City Herald\n")


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("--plain", "trams"), ["Provision 2 Pay. Conflict.", "A conflict with D. 4 % from June."]),
        (("matrix", "trams"), ["Provision 2 Pay. Conflict.", "A conflict with D. 4 % from June."]),
        (("matrix", "trams", "--only", "silent"), ["2 of 4 provisions, 3 sources."]),
        (("compare", "pay", "trams"), ["A City Herald", "Value: 4 % from June.", "Note: The company's figure."]),
        (("sources", "trams"), ["A City Herald", "Reports 3 of 4 provisions.", "Id: herald."]),
        (("provisions", "trams"), ["Provision 2 Pay. Conflict.", "Vaguer: B.", "Conflict: A, D.", "Id: pay."]),
    ],
)
def test_plain_is_a_line_for_each_thing(folder: Path, words: tuple[str, ...], lines: list[str]) -> None:
    printed = good(*words, "--plain").splitlines()
    at = [printed.index(line) for line in lines]
    assert at == sorted(at)
    assert good("--plain", *[word for word in words if word != "--plain"]).splitlines() == printed


@pytest.mark.parametrize("command", ["matrix", "sources", "provisions"])
def test_json_is_the_same_with_plain(folder: Path, command: str) -> None:
    assert good(command, "trams", "--json", "--plain") == good(command, "trams", "--json")


def test_help_says_how_sources_and_paths_are_told_apart() -> None:
    printed = " ".join(shell("read", "-h").stdout.split())
    assert "SRC is a letter, an id, or a part of a name, or several parted by commas." in printed
    assert "--plain" in printed


@pytest.mark.pty
def test_on_a_terminal_the_named_sources_are_opened_the_first_one_leading(folder: Path) -> None:
    env = {**OURS, "HOME": str(folder.parent), "XDG_STATE_HOME": str(folder.parent / "state")}
    with Probe([*PROGRAM, "read", "D", "A", "./trams"], 120, 40, env=env, cwd=folder.parent) as probe:
        probe.wait_for(r"\* ?D Drivers' Bulletin")
        assert probe.has(r"A City Herald")
        assert probe.has(r"sources shown: D A")
        assert probe.exit_test("q")["restored"]
    with Probe([*PROGRAM, "read", "B", "-c", "trams"], 120, 40, env=env, cwd=folder.parent) as probe:
        probe.wait_for(r"sources shown: B ")
        probe.key("backspace", until="sources shown: D A")
        assert probe.has("sources shown: D A")
