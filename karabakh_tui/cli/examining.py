"""Whether the files that a person sets the program up with are as they should be."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from karabakh_tui import paths
from karabakh_tui.cli.exits import DONE, HONEST_NO, UNREADABLE
from karabakh_tui.cli.messages import tell
from karabakh_tui.cli.wishes import settings_path
from karabakh_tui.paths import KEYS_FILE
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.wording import shown


class Examined(NamedTuple):
    """One file that was looked at; `readable` is False where nothing of it can be used."""

    path: Path
    faults: tuple[Fault, ...]
    readable: bool = True


def examine(config: str = "") -> Iterator[Examined]:
    """The settings file, the keys and the user's own themes, as far as they are there. `config` is the settings file
    that the command line names: that one must be there."""
    from karabakh_tui.tui.themes import theme_files

    path = settings_path(config, os.environ)
    if path and (config or os.path.lexists(path)):
        yield _settings(path)
    folder = paths.config_dir()
    if folder is None:
        return
    if os.path.lexists(folder / KEYS_FILE):
        yield _keys(folder / KEYS_FILE)
    yield from map(_theme, sorted(theme_files(folder / "themes")))


def examine_file(path: Path) -> Examined:
    """One file, taken for what its name and folder say: keys.yaml, a theme in a folder themes, else settings."""
    if path.name == KEYS_FILE:
        return _keys(path)
    return _theme(path) if path.absolute().parent.name == "themes" else _settings(path)


def report(config: str, file: str | None) -> int:
    """Tell what is wrong with these files, or with one, and which are fine; gives the exit code."""
    from karabakh_tui.cli.output import print_lines

    examined = [examine_file(Path(file))] if file is not None else list(examine(config))
    for one in examined:
        tell(one.faults)
        if not one.faults:
            print_lines([f"{shown(one.path)}: fine"])
    if not examined:
        print_lines(["There are no settings, keys or themes of yours to check: the defaults hold."])
    if not all(one.readable for one in examined):
        return UNREADABLE
    return HONEST_NO if any(one.faults for one in examined) else DONE


def _settings(path: Path) -> Examined:
    from karabakh_tui.cli.settings import read_settings

    return _examined(path, lambda: read_settings(path)[1])


def _keys(path: Path) -> Examined:
    from karabakh_tui.tui.keys_file import load_keys

    return _examined(path, lambda: load_keys(path).faults)


def _theme(path: Path) -> Examined:
    from karabakh_tui.tui.themes import load_theme

    folders = (paths.shipped() / "themes", path.parent)
    return _examined(path, lambda: load_theme(path.stem, folders)[1])


def _examined(path: Path, faults: Callable[[], tuple[Fault, ...]]) -> Examined:
    """What is wrong with a file; only what is wrong with it as a whole, where it cannot be read."""
    from karabakh_tui.yamldoc.load import read
    from karabakh_tui.yamldoc.record import open_record

    try:
        open_record(read(path, shown(path)))
    except FaultError as error:
        return Examined(path, (error.fault,), readable=False)
    return Examined(path, faults())
