"""Annotating over a line that drops: in a real terminal, by closing it, by signals, by kill -9; and two at once."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest
from helpers.probe.probe import Probe
from helpers.tram_corpus import write_corpus

pytestmark = pytest.mark.pty

PROGRAM = [sys.executable, "-m", "karabakh_tui"]
GOODBYE = "The last session ended without a goodbye"
ANNOTATING = "ANNOTATE A City Herald +as anna"


def start(home: Path, *words: str, size: tuple[int, int] = (80, 24)) -> Probe:
    """The program on the small corpus, with a home of its own."""
    env = {
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "EDITOR": "true",
    }
    return Probe([*PROGRAM, *words, "-c", str(home / "trams"), "--as", "anna"], *size, env=env, cwd=home)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "trams")
    return tmp_path


def annotating(home: Path, *words: str) -> Probe:
    probe = start(home, "annotate", "A", *words)
    probe.wait_for(ANNOTATING)
    return probe


def kept(home: Path, pattern: str) -> str:
    """What stands in a file of the state folder."""
    return "".join(path.read_text("utf-8") for path in (home / "state").glob(f"karabakh-tui/annotations/*/{pattern}"))


def work(probe: Probe) -> None:
    """Two tags; then three words are selected, and a note is begun on them."""
    for key in ("}", "s", "2"):
        probe.send(key)
    probe.wait_for("2 Pay applied")
    for key in (")", "s", "3"):
        probe.send(key)
    probe.wait_for("3 Dismissals.* applied")
    for key in ("g", "g", "v", "l", "l", "c"):
        probe.send(key)
    probe.wait_for("Note on")
    probe.send("against B: six")
    probe.wait_for("against B: six")


def come_back(home: Path) -> str:
    """Start again, go on, keep the note, write; the file, and how the screen looked when one was back."""
    with start(home) as probe:
        probe.wait_for(GOODBYE)
        page = probe.text()
        assert re.search("annotator +anna", page)
        assert re.search("article +A City Herald, word 3, selection of 3 words", page), page
        assert re.search("tags +2, 2 changes not yet in the YAML files", page), page
        assert "draft note  'against B: six'  (14 characters)" in page
        probe.send("\r")
        probe.wait_for("against B: six")
        probe.wait_for("Note on")
        shown = probe.text()
        assert re.search(r"\[Trams run again\]", shown), shown
        probe.send("\r")
        probe.wait_for("note")
        probe.send("gw")
        probe.wait_for("Wrote annotations/anna/herald.yaml: 3 tags")
        ended = probe.exit_test(":quit enter")
        assert (ended["code"], ended["restored"]) == (0, True), ended
    return (home / "trams/annotations/anna/herald.yaml").read_text("utf-8")


def held(text: str) -> list[tuple[str, str]]:
    """Tags and words of the annotations in a file."""
    return re.findall(r"tags: \[([\w-]*)\]\n +quote: '?(.+?)'?$", text, re.MULTILINE)


@pytest.mark.parametrize(("how", "code"), [("hangup", 129), ("HUP", 129), ("TERM", 143)])
def test_the_line_drops_and_the_next_start_is_on_the_same_word(home: Path, how: str, code: int) -> None:
    with annotating(home) as probe:
        work(probe)
        ended = probe.exit_test(how)
        assert (ended["code"], ended["orphans"]) == (code, 0)
        assert how == "hangup" or ended["restored"], ended
    assert not (home / "trams/annotations/anna/herald.yaml").exists()
    written = come_back(home)
    assert held(written) == [
        ("pay", "From Thursday at five the trams will run."),
        ("dismissals", "Pay goes up by four per cent from June."),
    ]
    assert "quote: 'Trams run again'" in written
    assert "note: 'against B: six'" in written
    with start(home) as probe:
        probe.wait_for("sync: follow|start reading|one pane")
        assert not probe.has(GOODBYE)


def test_after_a_kill_all_tags_are_there_and_the_place_of_the_last_second(home: Path) -> None:
    with annotating(home) as probe:
        work(probe)
        probe.until(lambda: "against B: six" in kept(home, "draft.json"), "the draft is kept")
        assert probe.exit_test("KILL")["code"] == -signal.SIGKILL
    assert [tag for tag, _ in held(come_back(home))] == ["pay", "dismissals"]


def test_a_tag_that_was_shown_survives_a_kill_at_once(home: Path) -> None:
    for count, key in enumerate("241", 1):
        with annotating(home) if count == 1 else start(home) as probe:
            if count > 1:
                probe.wait_for(GOODBYE)
                probe.send("\r")
                probe.wait_for(ANNOTATING)
            probe.send(")")
            probe.send("s")
            probe.send(key)
            probe.wait_for(f"{key} .* applied")
            os.kill(probe.pid, signal.SIGKILL)
            probe.until(lambda probe=probe: probe.ended, "it ends")
    with start(home) as probe:
        probe.wait_for(GOODBYE)
        probe.send("\r")
        probe.wait_for(ANNOTATING)
        probe.send("gw")
        probe.wait_for("Wrote|Nothing to write")
        probe.exit_test(":quit enter")
    written = (home / "trams/annotations/anna/herald.yaml").read_text("utf-8")
    assert "tags: [pay, night-cars, resumption]" in written


def test_two_at_once_the_second_takes_over_and_the_first_only_reads(home: Path) -> None:
    with annotating(home) as first, start(home, "annotate", "A") as second:
        first.send("}s2")
        first.wait_for("2 Pay applied")
        second.wait_for("anna is annotating on")
        second.send("r")
        second.wait_for(ANNOTATING)
        second.send("s3")
        second.wait_for("anna is annotating on|[Rr]ead only")
        assert second.exit_test(":quit enter")["restored"]
        with start(home, "annotate", "A") as third:
            third.wait_for("take over")
            third.send("t")
            third.wait_for("goodbye|ANNOTATE")
            first.wait_for("took over|read only")
            first.send(")s3")
            first.wait_for("took over")
            assert third.exit_test(":quit enter")["restored"]
        assert first.exit_test(":quit enter")["restored"]
    written = (home / "trams/annotations/anna/herald.yaml").read_text("utf-8")
    assert held(written) == [("pay", "From Thursday at five the trams will run.")]


def test_what_an_editor_writes_meanwhile_stays_byte_for_byte(home: Path) -> None:
    file = home / "trams/annotations/anna/herald.yaml"
    with annotating(home) as probe:
        probe.send("}s2gw")
        probe.wait_for("Wrote annotations/anna/herald.yaml: 1 tag")
        by_hand = file.read_text("utf-8").replace("tags: [pay]", "tags: [pay]   # sure?")
        file.write_text(by_hand, "utf-8")
        probe.send(")s3")
        probe.wait_for("3 Dismissals.* applied")
        probe.send("gw")
        probe.wait_for("Wrote annotations/anna/herald.yaml: 2 tags")
        assert probe.exit_test(":quit enter")["restored"]
    assert file.read_text("utf-8").startswith(by_hand)
    assert len(held(file.read_text("utf-8").replace("   # sure?", ""))) == 2


def test_without_a_terminal_annotate_says_so(home: Path) -> None:
    import subprocess

    done = subprocess.run(
        [*PROGRAM, "annotate", "A", "-c", str(home / "trams")],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, "HOME": str(home)},
    )
    assert done.returncode == 6
    assert b"annotate needs a terminal" in done.stderr
