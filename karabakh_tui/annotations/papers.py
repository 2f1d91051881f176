"""The files that a notebook has open: opened when they are first asked for, looked at again when somebody else may have
written them, with a last good copy of each in the folder of state."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from karabakh_tui.annotations.load import LINKS_FILE, VERDICTS_FILE
from karabakh_tui.annotations.meet import meet, reload, resume
from karabakh_tui.annotations.news import Change, NoSuchError, Where
from karabakh_tui.annotations.operations import LINKS, VERDICTS
from karabakh_tui.annotations.paper import CODEBOOK, Disk, Paper, Place, look, parsed, split, stamp_of
from karabakh_tui.annotations.saving import Target, recover
from karabakh_tui.yamldoc.disk import replace_file
from karabakh_tui.yamldoc.plain import Fields

if TYPE_CHECKING:
    from karabakh_tui.annotations.session import Session
    from karabakh_tui.corpus.model import Article

COMMENT = "karabakh-tui annotations, format 1. Safe to edit by hand: comments, order and quoting are kept."
FORMAT = 1
_SUM = 12  # hex digits of a text's sum that a file states


class Papers:
    """The open files of one annotator."""

    def __init__(self, where: Where, articles: Sequence[Article], session: Session) -> None:
        self.root = where.folder.parent
        self._where = where
        self._articles = {article.id: article for article in articles}
        self._session = session
        self._open: dict[str, Paper] = {}

    def __iter__(self) -> Iterator[Paper]:
        return iter(list(self._open.values()))

    def known(self, name: str) -> Paper | None:
        """The file of that name where it is open."""
        return self._open.get(name)

    def article(self, article_id: str) -> Paper | None:
        """The file on an article; None where there is no such article."""
        return self.open(article_id) if article_id in self._articles else None

    def article_of(self, name: str) -> Article | None:
        """The article that the file of that name is on; None for those that are on none."""
        return self._articles.get(name)

    def open(self, name: str) -> Paper:
        """The file of that name. Raises NoSuchError where it is on no article of this corpus."""
        if name not in self._open and name not in self._articles and name not in (VERDICTS, LINKS, CODEBOOK):
            raise NoSuchError(f"There is no article {name}.")
        return self._opened(name)

    def left(self, file: str) -> None:
        """Open the file of an operation that is in the journal, also where its article is not in the corpus now."""
        name, _ = split(file)
        if name and name[0] != "." and "/" not in name and "\0" not in name:
            self._opened(name)

    def target(self, paper: Paper) -> Target:
        """The file as something to write."""
        folder = self._session.folder or Path(os.devnull)
        return Target(paper.place.path, paper.place.shown, self.root, folder / "copies")

    def new_top(self, paper: Paper) -> Fields:
        """What stands at the top of a file that is made new."""
        name = paper.place.name
        if name in (VERDICTS, LINKS, CODEBOOK):
            return {"format": FORMAT}
        article = self._articles.get(name)
        source: Fields = {"id": name}
        if article and article.sha256:
            source["sha256"] = article.sha256[:_SUM]
        return {"format": FORMAT, "source": dict(source), "annotator": self._where.annotator}

    def on_disk(self, paper: Paper) -> Disk:
        """The file as it is on disk now."""
        disk, _ = look(paper.place, self.root)
        return paper.disk if disk.data == paper.disk.data and not disk.fault else parsed(disk, paper.place)

    def look(self, paper: Paper) -> Change | None:
        """What somebody else did to the file since the last look, and what came of it."""
        stamp, total = paper.looked
        if stamp is not None and stamp == stamp_of(paper.place.path):
            return None
        disk, stamp = look(paper.place, self.root)
        if not disk.fault:
            recognise(paper, disk.data)
        same = disk.sum == total and disk.fault is None
        paper.looked = (stamp, disk.sum)
        if same or (disk.fault and disk.fault == paper.fault):
            return None
        if disk.data == paper.disk.data and not disk.fault:
            return self._as_before(paper)
        return self._met(paper, parsed(disk, paper.place))

    def keep_good(self, paper: Paper, *, anyway: bool = False) -> None:
        """Keep a copy of the file, where it parses and nothing waits to be written that was done on an earlier one
        (`anyway`: also then)."""
        data, folder = paper.disk.data, self._session.folder
        if not data or not paper.disk.sheet or folder is None or self._session.read_only:
            return
        if (paper.state.touched or paper.question) and not anyway:
            return
        with contextlib.suppress(OSError):
            path = self._good_path(folder, paper.place.name)
            if path.is_file() and path.read_bytes() == data:
                return
            path.parent.mkdir(mode=0o700, exist_ok=True)
            replace_file(path, data, private=True, lasting=False)

    def _as_before(self, paper: Paper) -> Change | None:
        if not paper.fault and not paper.question:
            return None
        paper.fault, paper.question = None, None
        words = f"{paper.place.shown} is as it was before."
        return Change(paper.place.name, paper.place.shown, "reloaded", words, _time(paper.place.path))

    def _met(self, paper: Paper, disk: Disk) -> Change:
        name, shown, at = paper.place.name, paper.place.shown, _time(paper.place.path)
        if disk.fault:
            paper.fault = disk.fault
            return Change(name, shown, "unreadable", f"{disk.fault}", at, fault=disk.fault)
        if not paper.state.touched and not paper.forced:
            told = reload(paper, disk)
            self.keep_good(paper)
            if disk.data is None:
                return Change(name, shown, "gone", f"{shown} is not there any more.", at)
            return Change(name, shown, "reloaded", f"{shown} changed on disk{f' ({told})' if told else ''}.", at)
        paper.forced = ""
        met = meet(paper, disk)
        if met.question:
            paper.question, paper.fault = met.question, None
            return Change(name, shown, "question", met.question.words, at, met.question)
        return Change(name, shown, "merged", merged(met.taken, shown), at)

    def _opened(self, name: str) -> Paper:
        paper = self._open.get(name)
        if paper is None:
            paper = self._open[name] = self._read(self._place(name))
        return paper

    def _read(self, place: Place) -> Paper:
        session = self._session
        if session.folder and not session.read_only:
            recover(Target(place.path, place.shown, self.root, session.folder / "copies"))
        disk, stamp = look(place, self.root)
        paper = Paper(place, parsed(disk, place), stamp)
        waits = any(split(op.file)[0] == place.name for entry in session.entries for op in entry.ops)
        if waits or paper.fault:
            resume(paper, self._good(place), session.entries)
        self.keep_good(paper)
        return paper

    def _good(self, place: Place) -> Disk | None:
        """The last good copy."""
        folder = self._session.folder
        if folder is None:
            return None
        try:
            data = self._good_path(folder, place.name).read_bytes()
        except OSError:
            return None
        disk = parsed(Disk(data), place)
        return disk if disk.sheet else None

    def _good_path(self, folder: Path, name: str) -> Path:
        return folder / "good" / f"{name.replace(':', '+')}.yaml"

    def _place(self, name: str) -> Place:
        folder, shown = self._where.folder, self._where.shown
        if name == CODEBOOK:
            return Place(name, folder / "codebook.yaml", f"{shown}/codebook.yaml", ("provisions", "labels"))
        file = {VERDICTS: VERDICTS_FILE, LINKS: LINKS_FILE}.get(name, f"{name}.yaml")
        _, section = split(name)
        annotator = self._where.annotator
        return Place(name, folder / annotator / file, f"{shown}/{annotator}/{file}", (section,))


def recognise(paper: Paper, data: bytes | None) -> None:
    """Where the last write failed: these are the bytes on disk now, so it is known how far it came."""
    tried, paper.tried = paper.tried, None
    if tried is not None and data == tried.disk.data:
        paper.state.rest_on(tried.said, paper.state.now)
        paper.rest_on(tried.disk)
        paper.forced, paper.unsure = "", True


def merged(taken: int, shown: str) -> str:
    """What was merged, in a sentence."""
    number = f"{taken} change{'' if taken == 1 else 's'}" if taken else "comments or order"
    return f"{shown}: merged {number} from disk."


def _time(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
