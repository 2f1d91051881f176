"""What is said of a change, and how it leaves the program: files, pipes without readers, shut descriptors."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from karabakh_tui.tui import announce
from karabakh_tui.tui.announce import LONGEST, Ears, Fact, Outlet, refusal


class Somewhere:
    """Stands for a screen."""


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def ears(said: list[str]) -> Ears:
    return Ears(said.append)


def cell(row: str, column: str, state: str = "Same.") -> Fact:
    return Fact("cell", (row, column, state), (f"{row}.", f"{column}.", state))


def test_a_screen_is_named_and_then_told_line_by_line(ears: Ears, said: list[str]) -> None:
    ears.hear(Somewhere(), "List.", [Fact("count", (2,), ("2 rows.",)), Fact("row", ("a",), ("A.",))])
    assert said == ["List.", "2 rows.", "A."]


def test_only_what_is_new_is_said(ears: Ears, said: list[str]) -> None:
    here = Somewhere()
    for row in ("a", "a", "b"):
        ears.hear(here, "List.", [Fact("count", (2,), ("2 rows.",)), Fact("row", (row,), (f"{row}.",))])
    assert said == ["List.", "2 rows.", "a.", "b."]


def test_of_a_cell_the_part_that_stayed_is_not_repeated(ears: Ears, said: list[str]) -> None:
    here = Somewhere()
    for fact in (cell("Pay", "A"), cell("Pay", "B"), cell("Service", "B"), cell("Service", "B", "Vaguer.")):
        ears.hear(here, "Coverage.", [fact])
    assert said[1:] == ["Pay. A. Same.", "B. Same.", "Service. B. Same.", "Vaguer."]


def test_what_another_sentence_holds_is_said_in_brief_or_not_at_all(ears: Ears, said: list[str]) -> None:
    here = Somewhere()

    def facts(provision: str, pane: str, passage: int) -> list[Fact]:
        return [
            Fact("provision", (provision,), (f"Provision {provision}.",)),
            Fact("pane", (pane,), (f"{pane}. Same.",), ("provision",), f"{pane}."),
            Fact("passage", (provision, passage), (f"Passage {passage}.",), ("provision", "pane")),
        ]

    for state in (("1", "A", 1), ("2", "A", 1), ("2", "B", 1), ("3", "A", 1), ("3", "A", 2)):
        ears.hear(here, "Reader.", facts(*state))
    assert said[1:] == ["Provision 1.", "A.", "Provision 2.", "B. Same.", "Provision 3.", "A.", "Passage 2."]


def test_scrolling_is_said_when_it_has_stopped(ears: Ears, said: list[str]) -> None:
    here = Somewhere()

    def place(percent: int) -> list[Fact]:
        return [Fact("place", (percent,), (f"A at {percent} percent.",), slow=True)]

    assert not ears.hear(here, "Reader.", place(0))
    assert ears.hear(here, "Reader.", place(1))
    assert ears.hear(here, "Reader.", place(2))
    assert not ears.hear(here, "Reader.", place(2), still=True)
    assert not ears.hear(here, "Reader.", place(2))
    assert said == ["Reader.", "A at 2 percent."]


def test_a_screen_that_is_back_says_so_and_what_has_changed(ears: Ears, said: list[str]) -> None:
    below, above = Somewhere(), Somewhere()
    ears.hear(below, "Reader.", [Fact("pane", ("A",), ("A.",))])
    ears.hear(above, "Help.", [])
    ears.hear(below, "Reader.", [Fact("pane", ("B",), ("B.",))])
    assert said == ["Reader.", "A.", "Help.", "Back: Reader.", "B."]


def test_a_sentence_is_one_line_that_hides_nothing(ears: Ears, said: list[str]) -> None:
    ears.say("two\nlines \x1b[31m \u202e")
    ears.say("   ")
    ears.say("word " * LONGEST)
    assert said[0] == "two lines ␛[31m ⇄"
    assert len(said) == 2
    assert len(said[1]) <= LONGEST
    assert said[1].endswith("word")


# Where it goes


@pytest.fixture
def troubles() -> list[str]:
    return []


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    return path


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        try:
            os.close(end)
        except OSError:
            continue


def test_a_file_is_added_to_at_once_and_only_its_owner_can_read_it(tmp_path: Path, troubles: list[str]) -> None:
    path = tmp_path / "said.txt"
    for words in ("One.", "Šuša."):
        outlet = Outlet(str(path), troubles.append)
        outlet.write(words)
        assert outlet.drain()
        assert path.read_text("utf-8").endswith(f"{words}\n")
        outlet.close()
    assert path.read_text("utf-8") == "One.\nŠuša.\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert troubles == []


def test_a_pipe_without_a_reader_loses_what_is_said_until_there_is_one(fifo: Path, troubles: list[str]) -> None:
    outlet = Outlet(str(fifo), troubles.append)
    for words in ("Nobody.", "Nobody yet."):
        outlet.write(words)
        assert outlet.drain()
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    outlet.write("Somebody.")
    assert outlet.drain()
    assert os.read(reader, 100) == b"Somebody.\n"
    os.close(reader)
    outlet.write("Gone again.")
    assert outlet.drain()
    outlet.close()
    assert troubles == [f"Nobody reads {fifo}: announcements are lost until somebody does."]


def test_a_full_pipe_never_holds_anybody_up(
    pipe: tuple[int, int], troubles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announce, "PATIENCE", 0.01)
    outlet = Outlet(str(pipe[1]), troubles.append)
    for number in range(2000):
        outlet.write(f"{number} " + "x" * 100)
    outlet.close()  # not for ever
    assert troubles == [f"Descriptor {pipe[1]} is read too slowly: some announcements were dropped."]
    held = b""
    while not held.endswith(b"\n") or b"\n1999 " not in held:
        held += os.read(pipe[0], 1 << 16)
    lines = held.decode().splitlines()
    assert all(line.endswith("x" * 100) for line in lines)  # whole sentences, the last ones among them


def test_a_descriptor_that_is_shut_is_told_once(pipe: tuple[int, int], troubles: list[str]) -> None:
    reading, writing = pipe
    outlet = Outlet(str(writing), troubles.append)
    os.close(writing)
    for words in ("One.", "Two."):
        outlet.write(words)
        assert outlet.drain()
    outlet.close()
    os.close(reading)
    assert troubles == [f"Descriptor {writing} is not open. Name a file, or open it with {writing}>FILE."]


def test_a_pipe_whose_reader_has_ended_is_told_once(pipe: tuple[int, int], troubles: list[str]) -> None:
    os.close(pipe[0])
    outlet = Outlet(str(pipe[1]), troubles.append)
    for words in ("One.", "Two."):
        outlet.write(words)
        assert outlet.drain()
    outlet.close()
    assert troubles == [f"Nobody reads descriptor {pipe[1]}: announcements are lost until somebody does."]


def test_where_announcements_may_go(tmp_path: Path, fifo: Path, pipe: tuple[int, int]) -> None:
    assert refusal(str(tmp_path / "said.txt")) == ""
    assert refusal(str(fifo)) == ""
    assert refusal(str(pipe[1])) == ""
    os.fstat(pipe[1])  # still open


def test_where_they_may_not(tmp_path: Path, pipe: tuple[int, int]) -> None:
    assert refusal(str(pipe[0])) == f"Descriptor {pipe[0]} is open for reading only."
    assert refusal("7777") == "Descriptor 7777 is not open. Name a file, or open it with 7777>FILE."
    assert refusal(str(tmp_path)) == f"Could not write announcements to {tmp_path}: Is a directory."
    missing = tmp_path / "no" / "said.txt"
    assert refusal(str(missing)) == f"Could not write announcements to {missing}: No such file or directory."
    assert refusal("a\0b").startswith("Could not write announcements to a␀b: ")


def test_a_folder_that_was_opened_for_a_descriptor_is_none(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY)
    assert refusal(str(folder)) == f"Descriptor {folder} is open for reading only."
    os.close(folder)
