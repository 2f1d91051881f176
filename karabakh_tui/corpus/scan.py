"""Which files of a folder are articles, and why the others are not."""

from __future__ import annotations

import os
import stat
from collections import Counter
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from karabakh_tui.yamldoc.disk import kind_of, unreadable
from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.wording import shown

ARTICLE_LIMIT = 10_000  # files that are opened
ENTRY_LIMIT = 200_000  # entries that are looked at: somebody may give "/" as a corpus

_TYPES = frozenset({".txt", ".text", ".md", ".markdown"})
_OWN_FOLDERS = frozenset({"annotations", "themes", "searches"})  # beside the articles' folders, not deeper
_LISTING = "corpus.yaml"  # read by itself, so not counted as left out
_ABOUT = ("README", "LICENSE", "LICENCE", "COPYING", "SHA256SUMS")
_ABOUT_STEMS = frozenset({"readme", "license", "licence", "copying"})

HIDDEN, OWN, ABOUT, TYPE, TWICE = (
    "hidden",
    "the program's own",
    "about the corpus",
    "unknown type",
    "link to another file",
)


class Found(NamedTuple):
    """One article's file: `name` relative to the scanned folder, with slashes; `path` where its bytes really are."""

    name: str
    path: Path


class Scan(NamedTuple):
    """The articles' files by name, what was left out on purpose (counts by reason), and what could not be looked at."""

    found: tuple[Found, ...]
    skipped: dict[str, int]
    faults: tuple[Fault, ...]


def scan(folder: Path, root: Path, listed: frozenset[str] = frozenset()) -> Scan:
    """The articles in `folder`, at any depth, sorted by name, without those whose names are `listed`.

    `root` is the corpus: no link may lead out of it. Both must be real paths (`Path.resolve`). Faults name files as
    seen from `root`. Raises nothing.
    """
    return _Scanner(folder, root, listed).scan()


class _Scanner:
    def __init__(self, folder: Path, root: Path, listed: frozenset[str]) -> None:
        self._folder = folder
        self._root = root
        self._listed = listed
        self._plain: list[Found] = []
        self._links: list[Found] = []
        self._skipped: Counter[str] = Counter()
        self._faults: list[Fault] = []
        self._entries = 0

    def scan(self) -> Scan:
        pending = [""]
        while pending and self._entries < ENTRY_LIMIT:
            pending += self._look_into(pending.pop())
        if self._entries >= ENTRY_LIMIT:
            what = f"holds {ENTRY_LIMIT} files and folders or more; not all were looked at"
            self._fault("", what, "open a folder with fewer files")
        taken = {found.path for found in self._plain}
        for link in sorted(self._links, key=lambda found: found.name):
            # The file itself comes before a link to it, the first link before the second.
            if link.path in taken:
                self._skipped[TWICE] += 1
            else:
                taken.add(link.path)
                self._plain.append(link)
        found = sorted(self._plain, key=lambda found: found.name)
        if len(found) > ARTICLE_LIMIT:
            what = f"holds more than {ARTICLE_LIMIT} articles; the first by name are opened"
            self._fault("", what, "open a folder with fewer files")
        faults = sorted(self._faults, key=lambda fault: fault.path)
        return Scan(tuple(found[:ARTICLE_LIMIT]), dict(self._skipped), tuple(faults))

    def _look_into(self, parent: str) -> list[str]:
        """Takes what is in one folder, and returns the folders in it, all by their names from the scanned folder."""
        try:
            with os.scandir(self._folder / parent) as listing:
                entries = list(islice(listing, ENTRY_LIMIT - self._entries))
        except OSError as error:
            self._faults.append(unreadable(self._shown(parent), error))
            return []
        self._entries += len(entries)
        folders = []
        for entry in entries:
            name = f"{parent}/{entry.name}" if parent else entry.name
            if name in self._listed or name == _LISTING:
                continue
            if reason := _not_an_article(entry.name, not parent):
                self._skipped[reason] += 1
            elif self._take(entry, name):
                folders.append(name)
        return folders

    def _take(self, entry: os.DirEntry[str], name: str) -> bool:
        """Keeps an article; whether the entry is a folder to look into."""
        try:
            if entry.is_symlink():
                self._follow(entry, name)
                return False
            mode = entry.stat(follow_symlinks=False).st_mode
        except OSError as error:
            self._faults.append(unreadable(self._shown(name), error))
            return False
        if stat.S_ISDIR(mode):
            return True
        self._keep(self._plain, name, Path(entry.path), mode)
        return False

    def _follow(self, entry: os.DirEntry[str], name: str) -> None:
        target = Path(os.path.realpath(entry.path))
        if not target.is_relative_to(self._root):
            self._fault(name, "is a link that leads out of the corpus", "copy the file itself into the corpus")
            return
        try:
            mode = target.stat().st_mode
        except OSError:
            self._fault(name, "is a link that leads nowhere", "remove it, or put the file where it leads")
            return
        if stat.S_ISDIR(mode):
            self._skipped[TWICE] += 1  # what is in the folder is found where the folder is
        else:
            self._keep(self._links, name, target, mode)

    def _keep(self, among: list[Found], name: str, path: Path, mode: int) -> None:
        if stat.S_ISREG(mode):
            if PurePosixPath(name).suffix.lower() in _TYPES:
                among.append(Found(name, path))
            else:
                self._skipped[TYPE] += 1
        else:
            self._fault(name, f"is {kind_of(mode)}, not a file", "only regular files are opened")

    def _fault(self, name: str, what: str, repair: str) -> None:
        self._faults.append(Fault(self._shown(name), 0, 0, what, repair))

    def _shown(self, name: str) -> str:
        return shown((self._folder / name).relative_to(self._root))


def _not_an_article(name: str, at_top: bool) -> str:
    """Why the name alone tells that this is no article, or an empty string."""
    if name.startswith("."):
        return HIDDEN
    if at_top and name in _OWN_FOLDERS:
        return OWN
    if name.startswith(_ABOUT) or PurePosixPath(name).stem.lower() in _ABOUT_STEMS:
        return ABOUT
    return ""
