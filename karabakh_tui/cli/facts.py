"""What can be found out about this machine: asked here, judged in `checks`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from karabakh_tui import paths
from karabakh_tui.yamldoc.disk import is_folder

if TYPE_CHECKING:
    from karabakh_tui.cli.examining import Examined
    from karabakh_tui.cli.sessions import Sessions
    from karabakh_tui.cli.wishes import Wishes

PATIENCE = 2.0
"""Seconds that another program has to answer."""

PROGRAMS = ("tmux", "less")
TMUX_OPTIONS = ("escape-time", "set-clipboard", "default-terminal")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of ours: `wrong` is why nothing could be written there, `free` how many bytes are left."""

    name: str
    path: Path | None
    wrong: str = ""
    free: int | None = None


@dataclass(frozen=True, slots=True)
class Tmux:
    """What tmux says: its version and options; `wrong` is why it says nothing."""

    version: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the corpus opened: what it is, how many articles and provisions, what is wrong with it."""

    title: str
    articles: int = 0
    provisions: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the checks go by. None stands for what could not be found out.

    `terminals` says of stdin, stdout and stderr whether each is a terminal. `size` is in cells, `known` whether
    terminfo has the terminal. `found` are programs and where they are. `textual` is the version that is installed,
    `pinned` from which and below which one it should be. `sick_places` are place files that cannot be read, `reports`
    those of our own faults, `sessions` what annotators left or have open.
    """

    env: Mapping[str, str]
    color: str = "auto"
    copy: str = "auto"
    pager: str = ""
    terminals: tuple[bool, bool, bool] = (True, True, True)
    size: tuple[int, int] | None = None
    known: bool | None = None
    encoding: str = "utf-8"
    tmux: Tmux | None = None
    found: Mapping[str, str | None] = field(default_factory=dict)
    editor: str = ""
    folders: tuple[Folder, ...] = ()
    examined: tuple[Examined, ...] = ()
    reading: Reading | None = None
    sick_places: tuple[Path, ...] = ()
    reports: tuple[Path, ...] = ()
    sessions: tuple[Sessions, ...] = ()
    python: str = ""
    textual: str = ""
    pinned: tuple[str, str] | None = None


def cheap_facts(env: Mapping[str, str], ask_tmux: bool) -> Facts:
    """What is looked at before every screen: a few calls of the system, and tmux where it is to be asked."""
    return Facts(env, tmux=_tmux() if ask_tmux and env.get("TMUX") else None, folders=_folders())


def all_facts(wishes: Wishes) -> Facts:
    """Everything, for `doctor`."""
    from karabakh_tui.cli.checks import words_of
    from karabakh_tui.cli.examining import examine
    from karabakh_tui.cli.sessions import sessions
    from karabakh_tui.tui.editors import editor

    env = dict(os.environ)
    state = paths.state_dir()
    said = editor(env, shutil.which)
    pager = wishes.pager or env.get("PAGER", "")
    programs = {*PROGRAMS, *said[:1], *words_of(pager)[:1]}
    return Facts(
        env=env,
        color=wishes.color or "auto",
        copy=wishes.copy or "auto",
        pager=pager,
        terminals=(_is_terminal(sys.stdin), _is_terminal(sys.stdout), _is_terminal(sys.stderr)),
        size=_size(),
        known=_known(env.get("TERM", "")),
        encoding=getattr(sys.stdout, "encoding", None) or "",
        tmux=_tmux() if env.get("TMUX") else None,
        found={name: shutil.which(name) for name in programs},
        editor=said[0] if said else "",
        folders=_folders(),
        examined=tuple(examine(wishes.config)),
        reading=_reading(wishes),
        sick_places=tuple(filter(_is_sick, _listed(state, "places/*.json"))),
        reports=tuple(_listed(state, "crash-*.txt")),
        sessions=sessions(state),
        python=".".join(map(str, sys.version_info[:3])),
        textual=_installed(),
        pinned=_pinned(),
    )


def _is_terminal(stream: object) -> bool:
    return bool(stream is not None and getattr(stream, "isatty", bool)())


def _size() -> tuple[int, int] | None:
    for descriptor in (1, 2, 0):
        with suppress(OSError):
            size = os.get_terminal_size(descriptor)
            return size.columns, size.lines
    return None


def _known(term: str) -> bool | None:
    """Whether terminfo has the terminal; None where Python cannot ask."""
    try:
        import curses
    except ImportError:
        return None
    try:
        with Path(os.devnull).open("wb") as nowhere:
            curses.setupterm(term or "unknown", nowhere.fileno())
    except curses.error:
        return False
    except ValueError:
        return None
    return True


def _tmux() -> Tmux:
    try:
        version, listed = _asked("tmux", "-V"), _asked("tmux", "show-options", "-s")
    except FileNotFoundError:
        return Tmux(wrong="it is not on PATH")
    except subprocess.TimeoutExpired:
        return Tmux(wrong=f"not within {PATIENCE:.0f} seconds")
    except (OSError, subprocess.CalledProcessError) as error:
        return Tmux(wrong=getattr(error, "strerror", None) or "it ended with an error")
    pairs = (line.split(" ", 1) for line in listed.splitlines() if " " in line)
    return Tmux(version.strip(), {name: value.strip('"') for name, value in pairs if name in TMUX_OPTIONS})


def _asked(*words: str) -> str:
    """What another program prints."""
    done = subprocess.run(
        words,
        check=True,
        timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    return done.stdout.decode("utf-8", "replace")


def _folders() -> tuple[Folder, ...]:
    kinds: tuple[tuple[str, Callable[[], Path | None]], ...] = (
        ("settings", paths.config_dir),
        ("data", paths.data_dir),
        ("state", paths.state_dir),
        ("cache", paths.cache_dir),
    )
    return tuple(_folder(name, find()) for name, find in kinds)


def _folder(name: str, path: Path | None) -> Folder:
    """Whether a file could be written there, without writing one."""
    if path is None:
        return Folder(name, None)
    nearest = path
    while not os.path.lexists(nearest) and nearest != nearest.parent:
        nearest = nearest.parent
    if not is_folder(nearest):
        return Folder(name, path, f"{nearest.name} is no folder")
    wrong = "" if os.access(nearest, os.W_OK | os.X_OK) else "cannot be written"
    try:
        free = shutil.disk_usage(nearest).free
    except OSError:
        free = None
    return Folder(name, path, wrong, free)


def _reading(wishes: Wishes) -> Reading:
    from karabakh_tui.cli.session import loader, usual_folder
    from karabakh_tui.yamldoc.fault import FaultError
    from karabakh_tui.yamldoc.wording import shown

    try:
        loaded = loader((), wishes)()
    except FaultError as error:
        return Reading(shown(usual_folder(wishes)), faults=(str(error.fault),))
    told = tuple(map(str, loaded.faults))
    return Reading(loaded.corpus.title, len(loaded.corpus.articles), len(loaded.codebook.provisions), told)


def _listed(folder: Path | None, pattern: str) -> list[Path]:
    """The files of that pattern, the one that was written last at the end."""
    if folder is None:
        return []
    try:
        return sorted(folder.glob(pattern), key=lambda path: path.lstat().st_mtime)
    except OSError:
        return []


def _is_sick(path: Path) -> bool:
    from json import loads

    from karabakh_tui.yamldoc.disk import read_regular
    from karabakh_tui.yamldoc.fault import FaultError
    from karabakh_tui.yamldoc.load import SIZE_LIMIT

    try:
        return not isinstance(loads(read_regular(path, path.name, SIZE_LIMIT)), dict)
    except (FaultError, ValueError, RecursionError):
        return True


def _installed() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("textual")
    except PackageNotFoundError:
        return ""


def _pinned() -> tuple[str, str] | None:
    """From which and below which version of Textual this program is made for."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        wanted = requires(paths.APP) or []
    except PackageNotFoundError:
        return None
    for line in wanted:
        low, high = re.search(r"^textual\b.*>=([\d.]+)", line), re.search(r"^textual\b.*<([\d.]+)", line)
        if low and high:
            return low[1], high[1]
    return None
