"""One session of one annotator: the right to change the files, the journal, the history, what earlier sessions left.

Knows nothing of what is in the files. A session that may not write has a reason, in words, and no journal.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from karabakh_tui.annotations.history import History
from karabakh_tui.annotations.journal import STEPS, Entry, Journal, is_held, read_journal
from karabakh_tui.annotations.lock import CLOSED, JOURNALS, Seat, seat_folder
from karabakh_tui.annotations.news import Draft, Holder, JournalError, ReadOnlyError, Where
from karabakh_tui.text.span import Span
from karabakh_tui.yamldoc.disk import replace_file, sweep
from karabakh_tui.yamldoc.errors import in_words
from karabakh_tui.yamldoc.fault import Fault

_DRAFT = "draft.json"
_DAMAGED = ".damaged"


class Session:
    """Made once for each notebook. `entries` are those of the journal: what is not known to be in the YAML files."""

    def __init__(self, where: Where, *, read_only: bool, take_over: bool) -> None:
        """Raises nothing: where no journal can be kept, `read_only` says why."""
        self.annotator = where.annotator
        self.read_only = "Opened to read only." if read_only else ""
        self.journal_words = "ok"
        self.draft_words = ""
        self.holder: Holder | None = None
        self.entries: list[Entry] = []
        self.faults: tuple[Fault, ...] = ()
        self.broken_off = 0.0
        """When the last session ended, where that was without a goodbye (in seconds since 1970), or 0."""
        self.draft: Draft | None = None
        """Where the person was when that was kept last, in this session or an earlier one."""
        self.folder: Path | None = None
        self.history: History | None = None
        self._seat: Seat | None = None
        self._journal: Journal | None = None
        self._last = 0
        if where.state is None:
            self._cannot("there is no home folder to keep it in; set XDG_STATE_HOME to a folder")
            return
        self.folder = seat_folder(where, where.state)
        self.history = History(self.folder / "history.jsonl")
        try:
            if read_only:
                self._look()
            else:
                self._sit_down(self.folder, take_over)
        except BlockingIOError:
            self._cannot("another session is just writing; try again")
        except (OSError, JournalError) as error:
            self._cannot(in_words(error) if isinstance(error, OSError) else str(error))

    @property
    def journal_path(self) -> Path | None:
        """Where the journal is, for people."""
        return self._journal.path if self._journal else None

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """No other session of this annotator changes anything meanwhile. Raises ReadOnlyError."""
        if self._seat is None or self.read_only:
            raise ReadOnlyError(self.read_only or "There is no journal.")
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(self._seat.turn())
            except BlockingIOError:
                raise ReadOnlyError("Another session is just writing. Try again.") from None
            except OSError as error:
                raise ReadOnlyError(f"The folder of state cannot be used: {in_words(error)}.") from None
            if self.is_lost():
                raise ReadOnlyError(self.read_only)
            yield

    def is_lost(self) -> bool:
        """Whether another session took over; then this one is read-only from now on, and says who that was."""
        if self._seat is None:
            return False
        other = self._seat.lost_to()
        if other and not self.read_only:
            self.holder = other
            self.read_only = took_over(other)
        return other is not None

    def number(self) -> int:
        """The number of the next entry."""
        self._last = max(self._last + 1, time.time_ns())
        return self._last

    def append(self, *entries: Entry) -> None:
        """Add to the journal, in one's turn; it is on the disk when this returns. Raises JournalError, and then nothing
        was added."""
        assert self._journal and self.history
        try:
            self._journal.append(entries)
        except JournalError as error:
            self.journal_words = str(error)
            raise
        self.journal_words = "ok"
        self._remember(entries)

    def about_to_write(self, name: str, total: str) -> None:
        """The file of that name is about to get the bytes of that sum; what is done later is done on these. A journal
        that cannot be written is no reason not to write the file."""
        with contextlib.suppress(JournalError):
            self.append(Entry(self.number(), "writing", (), total, time.time(), file=name))

    def all_written(self) -> None:
        """The YAML files hold all of it: what was done goes to the history. Raises JournalError."""
        assert self._journal and self.history
        if not self.entries:
            return
        try:
            self.history.keep([entry for entry in self.entries if entry.kind in STEPS])
        except OSError as error:
            raise JournalError(f"the history cannot be written: {in_words(error)}", error) from None
        self.entries.clear()
        self._journal.clear()

    def keep_draft(self, draft: Draft) -> None:
        """Keep where the person is. What goes wrong is in `draft_words`."""
        self.draft = draft
        if self.folder is None or self._seat is None or self.read_only:
            return
        data = json.dumps({"format": 1, **draft._asdict()}).encode()
        try:
            replace_file(self.folder / _DRAFT, data, private=True, lasting=False)
            self.draft_words = ""
        except OSError as error:
            self.draft_words = f"the place cannot be kept: {in_words(error)}"

    def close(self, *, goodbye: bool) -> None:
        """Let go of everything. What is not in the YAML files stays in the journal."""
        if self._journal:
            path = self._journal.path
            self._journal.close(remove=goodbye and not self.entries)
            self._journal = None
            if goodbye and self.entries:
                with contextlib.suppress(OSError):
                    path.rename(path.with_suffix(CLOSED))
        if self._seat:
            self._seat.close()
            self._seat = None
        self.read_only = self.read_only or "It is closed."

    # Coming

    def _sit_down(self, folder: Path, take_over: bool) -> None:
        seat = Seat(folder)
        try:
            with seat.turn():
                self.holder = seat.taken_by()
                if self.holder and not take_over:
                    self.read_only = held_by(self.holder)
                    self.draft = _draft(folder / _DRAFT)
                    seat.close()
                    return
                others = [path for path in seat.others() if take_over or not is_held(path)]
                self._journal = Journal(seat.journal, {"annotator": self.annotator})
                read = self._look(others)
                if self.entries:
                    self._journal.append(self.entries)
                seat.take(self.annotator)
                self._seat = seat
                for path in read:
                    _put_away(path, damaged=any(fault.path == path.name for fault in self.faults))
                self.holder = None
                for one in (folder, folder / "good", folder / "copies"):
                    sweep(one)
        except BaseException:
            if self._journal:
                self._journal.close(remove=True)
                self._journal = None
            seat.close()
            raise

    def _look(self, journals: Sequence[Path] | None = None) -> list[Path]:
        """What sessions left that ended, whose journals these are (None: all that are not held); those of them that
        could be read."""
        assert self.folder and self.history
        if journals is None:
            journals = [path for path in sorted(self.folder.glob(JOURNALS)) if not is_held(path)]
        self.draft = _draft(self.folder / _DRAFT)
        entries: dict[int, Entry] = {}
        faults: list[Fault] = []
        could_read = []
        for path in journals:
            found = read_journal(path, path.name)
            faults += found.faults
            entries.update((entry.n, entry) for entry in found.entries)
            if found.read:
                could_read.append(path)
            if not path.name.endswith(CLOSED) and not is_held(path):
                self.broken_off = max(self.broken_off, _time_of(path))
        if self.broken_off and self.draft:
            self.broken_off = max(self.broken_off, self.draft.at)
        if entries:
            kept = self.history.kept()
            self._remember(entries[number] for number in sorted(entries.keys() - kept))
        self.faults = tuple(faults)
        return could_read

    def _remember(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.entries.append(entry)
            self._last = max(self._last, entry.n)
            if self.history:
                self.history.add(entry)

    def _cannot(self, why: str) -> None:
        self.journal_words = why
        self.read_only = self.read_only or f"Read only: no journal can be kept, because {why}."


def held_by(holder: Holder) -> str:
    """Who has the files open, in a sentence."""
    return f"{holder.name} is annotating on {_desk(holder)}, since {clock(holder.since)}."


def took_over(holder: Holder) -> str:
    """Who took the files over, in a sentence."""
    return f"{holder.name} took over on {_desk(holder)}, at {clock(holder.since)}. Here it is read only now."


def clock(at: float) -> str:
    """The time of day, and the day where it is not today."""
    then, now = time.localtime(at), time.localtime()
    return time.strftime("%H:%M" if then[:3] == now[:3] else "%Y-%m-%d %H:%M", then)


def _desk(holder: Holder) -> str:
    return ", ".join(filter(None, (holder.host, holder.tty)))


def _put_away(path: Path, *, damaged: bool) -> None:
    """A journal whose entries are in another one now. One that is damaged is kept for people to look at."""
    with contextlib.suppress(OSError):
        if damaged:
            path.rename(path.with_name(path.name + _DAMAGED))
        else:
            path.unlink()


def _time_of(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _draft(path: Path) -> Draft | None:
    """The draft that was kept; None where there is none that can be read."""
    if not os.path.lexists(path):
        return None
    try:
        value = json.loads(path.read_bytes())
        selection = value["selection"]
        return Draft(
            str(value["article_id"]),
            max(0, int(value["cursor"])),
            Span(*(int(one) for one in selection)) if selection else None,
            str(value["note"]),
            str(value["note_on"]),
            float(value["at"]),
            str(value.get("provision", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
