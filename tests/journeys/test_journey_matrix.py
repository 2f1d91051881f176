"""Every terminal, every size, every way out: the first screen is right, and the terminal is given back."""

from __future__ import annotations

import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from helpers.probe.probe import Probe

pytestmark = pytest.mark.pty

PROGRAM = [sys.executable, "-m", "karabakh_tui"]
FIRST_PAGE = "start reading"
READER = "sync: follow"
QUIET_MS = 100
AT_ONCE = 3
"""So many programs run beside each other: now and then each waits."""

LADDERS = {"xterm-256color": "256", "screen-256color": "256", "tmux": "16", "linux": "16", "vt100": "mono"}
WITHOUT_SECOND_SCREEN = ("linux", "vt100")
PANES = {(60, 16): 1, (80, 24): 1, (120, 40): 2, (300, 100): 4}
ENDS = {"q": 0, "TERM": 143, "HUP": 129, "ctrl+c ctrl+c": 130, "hangup": 129}
STORM = ((70, 20), (1, 1), (200, 50), (59, 15), (90, 3), (3, 90), (1, 1), (61, 17))


class Homes:
    """Homes in which the first page was seen, a new one for each start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0
        with self.start() as probe:
            probe.wait_for(FIRST_PAGE)
            probe.key("enter", until=READER)
            assert probe.exit_test("q")["restored"]
        self.pattern = self.folder / "home1"

    def start(
        self,
        size: tuple[int, int] = (80, 24),
        around: str = "",
        env: dict[str, str | None] | None = None,
        **options: object,
    ) -> Probe:
        """The program; `around` is a shell's line with `$program` in it."""
        self.made += 1
        home = self.folder / f"home{self.made}"
        shutil.copytree(self.pattern, home) if self.made > 1 else home.mkdir()
        folders = {
            "XDG_STATE_HOME": f"{home}/state",
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_DATA_HOME": f"{home}/data",
        }
        env = {"HOME": str(home), **folders, "COLORTERM": None, **(env or {})}
        command = ["sh", "-c", around.replace("$program", " ".join(PROGRAM))] if around else PROGRAM
        return Probe(command, *size, env=env, cwd=home, **options)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    return Homes(tmp_path_factory.mktemp("homes"))


def colours_of(raw: bytes) -> str:
    """The poorest ladder to which all changes of colour belong."""
    ladder = "mono"
    for sequence in re.findall(rb"\x1b\[([0-9;]*)m", raw):
        if re.search(rb"[34]8;2;", sequence):
            return "true"
        if re.search(rb"[34]8;5;", sequence):
            ladder = "256"
        elif ladder == "mono" and re.search(rb"(?:^|;)(?:[34]|9|10)[0-7](?:;|$)", sequence):
            ladder = "16"
    return ladder


def right(lines: list[str], size: tuple[int, int]) -> bool:
    """Whether that is the reader, laid out for this size, with nothing outside of it."""
    cols, rows = size
    frames = [line for line in lines if line.startswith("─")]
    return (
        all(len(line) <= cols for line in lines)
        and not any(lines[rows:])
        and lines[0].startswith(" karabakh-tui  READ " if cols >= 120 else " READ ")
        and lines[rows - 1].startswith(" ? help")
        and [len(line) for line in frames] == [cols] * 2
        and [line.count("┼") for line in frames] == [PANES[size] - 1, 0]
    )


def first_screen(probe: Probe, size: tuple[int, int]) -> list[str]:
    """The first screen, when it is right and nothing more comes."""
    probe.until(lambda: not probe.in_sync and right(probe.term.lines(), size), "the right first screen")
    probe.settle(QUIET_MS)
    assert right(probe.term.lines(), size), probe.text()
    return probe.term.lines()[: size[1]]


def restored(result: dict[str, object], code: int) -> None:
    """The program ended so, and left nothing behind."""
    assert (result["code"], result["orphans"]) == (code, 0), result
    assert result["exit"] == "hangup" or result["restored"], "\n".join(map(str, result.items()))


def storm(probe: Probe, size: tuple[int, int], before: list[str]) -> None:
    """Sizes come and go, and in the end the screen is what it was."""
    for passing in STORM:
        probe.set_size(*passing)
    probe.set_size(*size)
    probe.until(lambda: not probe.in_sync and probe.term.lines() == before, "the screen as before")


def walk(homes: Homes, term: str, size: tuple[int, int], end: str) -> None:
    """One start, and one way out."""
    # Gone without a word: nobody tells the program.
    around = "trap '' HUP; exec $program" if end == "hangup" else ""
    with homes.start(size, around, term=term, second_screen=term not in WITHOUT_SECOND_SCREEN) as probe:
        probe.term.resize(size[0] + 9, size[1] + 3)  # what leaves the window is seen
        lines = first_screen(probe, size)
        probe.term.resize(*size)
        if end == "q":
            so_far = probe.bytes
            probe.term.feed("\x1b[H\x1b[2J")
            probe.suspend()
            probe.until(lambda: not probe.in_sync and probe.term.lines() == lines, "the screen as before")
            assert probe.bytes > so_far
            storm(probe, size, lines)
        if end == "ctrl+c ctrl+c":
            probe.key("ctrl+c", until="Once more leaves", quiet_ms=0)
        restored(probe.exit_test("ctrl+c" if end == "ctrl+c ctrl+c" else end), ENDS[end])
        assert colours_of(bytes(probe.raw)) == LADDERS[term]


@pytest.mark.parametrize("term", LADDERS)
@pytest.mark.parametrize("size", PANES, ids=str)
def test_every_way_out_of_every_terminal_of_every_size(homes: Homes, term: str, size: tuple[int, int]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as crew:
        walks = [crew.submit(walk, homes, term, size, end) for end in ENDS]
    for done in walks:
        done.result()


@pytest.mark.parametrize("size", PANES, ids=str)
@pytest.mark.parametrize(("term", "told"), [("dumb", "TERM=dumb"), (None, "TERM is not set"), ("", "TERM is not set")])
def test_a_terminal_that_can_show_nothing_is_told_what_works(
    homes: Homes, term: str | None, told: str, size: tuple[int, int]
) -> None:
    with homes.start(size, env={"TERM": term}) as probe:
        ended = probe.exit_test("", timeout=20)
    assert ended["code"] == 6 and ended["restored"]
    said = re.sub(r"\s", "", "".join(ended["says"]))  # broken wherever the line of the terminal ends
    for words in (f"cannot show a full screen ({told}).", "karabakh-tui compare all --plain"):
        assert words.replace(" ", "") in said


ODDITIES = {
    "a terminal nobody has heard of": {"env": {"TERM": "nonesuch-77"}},
    "no home": {"env": dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"))},
    "LANG=C": {"env": {"LANG": "C", "LC_ALL": None}},
    "LC_ALL=C": {"env": {"LC_ALL": "C"}},
    "COLUMNS and LINES of another window": {"env": {"COLUMNS": "200", "LINES": "5"}},
    "keys from the terminal where stdin is empty": {"around": "$program < /dev/null"},
}


@pytest.mark.parametrize("oddity", ODDITIES)
def test_it_runs_and_leaves_with(homes: Homes, oddity: str) -> None:
    with homes.start(**ODDITIES[oddity]) as probe:
        probe.wait_for(f"{READER}|{FIRST_PAGE}")
        if not probe.has(READER):
            probe.key("enter", until=READER)
        lines = probe.term.lines()
        assert all(len(line) <= 80 for line in lines) and lines[-1].startswith(" ? help"), probe.text()
        restored(probe.exit_test("q"), 0)


@pytest.mark.parametrize(
    ("around", "code", "told"),
    [
        ("$program <&-", 6, "no terminal to read keys from"),
        ("$program 2> errors; code=$?; cat errors; exit $code", 6, "drawn on stderr"),
        ("$program | head -n 5; exit 0", 0, "18 provisions"),
        ("$program > table; head -n 5 table", 0, "18 provisions"),
        ("$program >&-", 74, "stdout is closed"),
    ],
)
def test_a_stream_that_is_no_terminal_is_told_about_or_gets_the_table(
    homes: Homes, around: str, code: int, told: str
) -> None:
    with homes.start((120, 40), around) as probe:
        ended = probe.exit_test("", timeout=20)
        assert told in probe.text()
    restored(ended, code)


@pytest.mark.parametrize(("size", "shown"), [((1, 1), r"^T$"), ((59, 15), "window is 59 x 15"), ((500, 200), READER)])
def test_a_size_that_nobody_expects_waits_for_a_better_one(homes: Homes, size: tuple[int, int], shown: str) -> None:
    with homes.start(size) as probe:
        probe.wait_for(shown)
        probe.set_size(80, 24)
        probe.until(lambda: right(probe.term.lines(), (80, 24)), "the reader")
        restored(probe.exit_test("q"), 0)


@pytest.mark.parametrize("received", [1, 60, 400, 8000])
def test_a_signal_that_comes_before_the_first_screen_stands(homes: Homes, received: int) -> None:
    with homes.start((120, 40)) as probe:
        probe.until(lambda: probe.bytes >= received, "so many bytes")
        ended = probe.exit_test("TERM")
    restored(ended, 143)
    assert ended["says"] == []


@pytest.mark.parametrize("box", ["?", ":", "c"])
def test_what_is_open_outlives_a_window_that_was_next_to_nothing(homes: Homes, box: str) -> None:
    with homes.start((120, 40)) as probe:
        lines = first_screen(probe, (120, 40))
        probe.key(box)
        storm(probe, (120, 40), probe.term.lines())
        probe.key("escape")
        probe.until(lambda: probe.term.lines() == lines, "the reader as before")
        restored(probe.exit_test("q"), 0)
