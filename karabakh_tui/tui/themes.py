"""Finding themes: one YAML file each, in several folders, one laid over another.

A theme's name is its file's name. Of two files of one name in different folders the later folder's wins, and may extend
the earlier one: a person's own `dark.yaml` with `extends: dark` changes only what it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui import paths
from karabakh_tui.tui.roles import MONO, RoleStyle, Theme
from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.wording import did_you_mean, quoted, shown

if TYPE_CHECKING:
    from karabakh_tui.tui.theme_file import ThemeFile

__all__ = [
    "Theme",
    "is_name",
    "load_theme",
    "load_theme_file",
    "load_themes",
    "origin",
    "theme_files",
    "theme_folders",
    "theme_names",
]

_LISTED = 500  # files of a folder that are looked at
_NAMED = 12  # themes that a repair names
_CHAIN = 20  # themes that extend each other in a row
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")


def theme_folders(root: Path | None) -> tuple[Path, ...]:
    """The folders of themes, the last one wins: the program's own, that of the corpus in `root`, the user's."""
    found = (paths.shipped(), root, paths.config_dir())
    return tuple(dict.fromkeys(folder / "themes" for folder in found if folder))


def origin(theme: Theme) -> str:
    """Where a theme is from, in a word: `built in`, `yours`, or `themes/` of a corpus."""
    folder = theme.path.parent if theme.path else None
    if folder in (None, paths.shipped() / "themes"):
        return "built in"
    return "yours" if folder in theme_folders(None) else "themes/"


def theme_names(folders: Sequence[Path]) -> list[str]:
    """The names of all themes that these folders hold, and of the one without a file; no file is read."""
    return sorted(_names(folders) | {MONO.name})


def theme_files(folder: Path) -> Iterator[Path]:
    """What may be a theme in that folder; nothing, where it is missing or cannot be read."""
    try:
        yield from islice(folder.glob("*.yaml"), _LISTED)
    except OSError:
        return


def is_name(name: str) -> bool:
    """Whether a theme can be called so: letters of ASCII, digits, `_`, `.` and `-`, 64 at most, no `.` or `-` first."""
    return bool(_NAME.fullmatch(name))


def load_theme(name: str, folders: Sequence[Path]) -> tuple[Theme | None, tuple[Fault, ...]]:
    """The theme of that name, and what is wrong with the files it comes from; None where none of them can be used.

    The theme "mono" is there without a file, whatever the folders hold. Of others only `<name>.yaml` in the last folder
    that has one is read, and what it extends. Where that cannot be used it is named and the same name is tried in an
    earlier folder.
    """
    if name == MONO.name:
        return MONO, ()
    faults: list[Fault] = []
    theme = _Finder(folders, faults).theme(name)
    if theme is None and not faults:
        faults.append(Fault(shown(name), 0, 0, "is not a theme", _others(name, _names(folders) | {MONO.name})))
    return theme, tuple(dict.fromkeys(faults))


def load_themes(folders: Sequence[Path]) -> tuple[dict[str, Theme], tuple[Fault, ...]]:
    """All themes by name, in the order of their names, and what is wrong with files. A file that cannot be used is left
    out."""
    faults: list[Fault] = []
    finder = _Finder(folders, faults)
    faults += _not_names(folders)
    found = {MONO.name: MONO} | {
        name: theme for name in sorted(_names(folders) - {MONO.name}) if (theme := finder.theme(name)) is not None
    }
    return dict(sorted(found.items())), tuple(dict.fromkeys(faults))


def load_theme_file(path: Path, folders: Sequence[Path]) -> tuple[Theme | None, tuple[Fault, ...]]:
    """The theme in the file at `path`, wherever that is, over those of the folders; and what is wrong with it."""
    if path.stem == MONO.name or not is_name(path.stem) or path.suffix != ".yaml":
        return None, (_no_name(path, shown(path)),)
    faults: list[Fault] = []
    theme = _Finder(folders, faults).theme_in(path)
    return theme, tuple(dict.fromkeys(faults))


def _not_names(folders: Sequence[Path]) -> Iterator[Fault]:
    """Files that nobody could ask for by the names they have."""
    for path in (path for folder in folders for path in theme_files(folder)):
        if path.stem == MONO.name or not is_name(path.stem):
            yield _no_name(path, f"{shown(path.parent.name)}/{shown(path.name)}")


def _no_name(path: Path, named: str) -> Fault:
    if path.stem == MONO.name:
        return Fault(named, 0, 0, f"is never read: {MONO.name} is built in", "give the file another name")
    return Fault(named, 0, 0, "is no name for a theme", "use letters, digits, - and _ only, as in paper.yaml")


def _names(folders: Sequence[Path]) -> set[str]:
    return {path.stem for folder in folders for path in theme_files(folder) if _NAME.fullmatch(path.stem)}


def _others(name: str, known: Iterable[str]) -> str:
    known = sorted(known)
    there = ", ".join(known[:_NAMED]) if known else "none"
    return did_you_mean(name, known, f"there are: {there}")


class _Laid(NamedTuple):
    """A theme with what it extends laid in: whether it is dark, its roles, and the files below it, nearest first."""

    dark: bool
    roles: dict[str, RoleStyle]
    below: tuple[Path, ...]


class _Finder:
    """Reads each file once, and lays a theme over what it extends."""

    def __init__(self, folders: Sequence[Path], faults: list[Fault]) -> None:
        self._folders = tuple(folders)
        self._faults = faults
        self._read: dict[Path, ThemeFile | None] = {}

    def theme(self, name: str) -> Theme | None:
        """The theme of that name from the last folder where it can be used."""
        for index, file in self._files(name, len(self._folders)):
            theme = self._theme(file, index)
            if theme is not None:
                return theme
        return None

    def theme_in(self, path: Path) -> Theme | None:
        """The theme in that file, as if its folder were the last one."""
        file = self._parsed(path.stem, path)
        return self._theme(file, len(self._folders)) if file else None

    def _theme(self, file: ThemeFile, index: int) -> Theme | None:
        laid = self._laid(file, index, (file.path,))
        if laid is None:
            return None
        return Theme(file.name, laid.dark, MappingProxyType(laid.roles), file.path, laid.below)

    def _files(self, name: str, before: int) -> Iterator[tuple[int, ThemeFile]]:
        """The usable files of that name in folders before `before`, the last one first."""
        if not _NAME.fullmatch(name):
            return
        for index in range(before - 1, -1, -1):
            path = self._folders[index] / f"{name}.yaml"
            if path not in self._read:
                self._read[path] = self._parsed(name, path)
            file = self._read[path]
            if file is not None:
                yield index, file

    def _parsed(self, name: str, path: Path) -> ThemeFile | None:
        try:
            if not path.exists():
                return None
        except OSError:
            pass  # reading it will say why
        from karabakh_tui.tui.theme_file import parse

        file, faults = parse(name, path)
        self._faults += faults
        return file

    def _laid(self, file: ThemeFile, index: int, chain: tuple[Path, ...]) -> _Laid | None:
        """The roles of a file over those of what it extends; None where that cannot be used."""
        base = self._base(file, index, chain) if file.extends else _Laid(True, {}, ())
        if base is None:
            return None
        below = base.roles
        roles = below | {role: style.over(below.get(role, RoleStyle())) for role, style in file.roles.items()}
        return _Laid(base.dark if file.dark is None else file.dark, roles, base.below)

    def _base(self, file: ThemeFile, index: int, chain: tuple[Path, ...]) -> _Laid | None:
        """What `file` of folder `index` extends. Its own name means the file of that name in an earlier folder."""
        extends = file.extends
        for at, base in self._files(extends, index if extends == file.name else len(self._folders)):
            if base.path in chain:
                circle = " -> ".join([*(path.stem for path in chain), extends])
                self._say(file, f"goes round in a circle ({circle})", "take one of the extends: out")
                return None
            if len(chain) >= _CHAIN:
                self._say(file, f"is the last of {_CHAIN} themes that extend each other", "extend one that is nearer")
                return None
            laid = self._laid(base, at, (*chain, base.path))
            if laid is None:
                self._say(file, f"extends {quoted(extends)}, which cannot be used", "mend that one first")
                return None
            return laid._replace(below=(base.path, *laid.below))
        repair = "write the name of a theme, without a folder and without .yaml"
        if _NAME.fullmatch(extends):
            repair = _others(extends, _names(self._folders) - {file.name})
        self._say(file, f"extends {quoted(extends)}, which cannot be used", repair)
        return None

    def _say(self, file: ThemeFile, what: str, repair: str) -> None:
        self._faults.append(file.extends_at._replace(what=what, repair=repair))
