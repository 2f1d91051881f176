"""One session at a time changes an annotator's files, and a second one is told who that is.

A session holds its own journal locked for as long as it lives, and `holder.json` names the session that may write. So a
session that died holds nothing, and one that is taken over finds another name there when it next looks.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from karabakh_tui.annotations.journal import is_held
from karabakh_tui.annotations.news import Holder, Where

WAIT = 5.0  # seconds for somebody else's save to end
_PAUSE = 0.02  # seconds between two looks
_NAMED = 40  # characters of the annotator's name in that of the folder
_HOLDER = "holder.json"
JOURNALS = "[0-9]*.jsonl"
"""The names of journals: they begin with the time when their session began."""

CLOSED = ".closed.jsonl"
"""How the name of one ends whose session said goodbye while something was waiting to be written."""


def seat_folder(where: Where, state: Path) -> Path:
    """The folder of state that belongs to these files of this annotator."""
    key = f"{os.path.realpath(where.folder)}\0{where.annotator}"
    name = "".join(char if char.isalnum() else "-" for char in where.annotator[:_NAMED])
    return state / "annotations" / f"{name}-{hashlib.sha256(os.fsencode(key)).hexdigest()[:12]}"


class Seat:
    """The right to change an annotator's files, in `folder`, for the session `session`."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder, for its owner alone. Raises OSError."""
        self.folder = folder
        self.session = f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.chmod(folder, 0o700)  # noqa: PTH101 - one kind of call for all that may fail
        self._turn = os.open(folder / "turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)

    @property
    def journal(self) -> Path:
        """The journal of this session."""
        return self._journal(self.session)

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """No other session changes anything meanwhile. Raises OSError where one does for longer than WAIT seconds."""
        wait_for_lock(self._turn, WAIT)
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                fcntl.flock(self._turn, fcntl.LOCK_UN)

    def taken_by(self) -> Holder | None:
        """The other session that may write, where it lives."""
        session, holder = self._read()
        return holder if session != self.session and session and is_held(self._journal(session)) else None

    def lost_to(self) -> Holder | None:
        """Who took over, where somebody did, no matter whether that session still lives."""
        session, holder = self._read()
        return holder if session and session != self.session else None

    def take(self, annotator: str) -> None:
        """From now on this session may write, and no other. Raises OSError."""
        from karabakh_tui.yamldoc.disk import replace_file

        holder = Holder(annotator, os.uname().nodename, _terminal(), time.time(), os.getpid())
        data = json.dumps({"session": self.session, **holder._asdict()}).encode()
        replace_file(self.folder / _HOLDER, data, private=True)

    def others(self) -> tuple[Path, ...]:
        """The journals of other sessions, the oldest first."""
        return tuple(path for path in sorted(self.folder.glob(JOURNALS)) if path != self.journal)

    def close(self) -> None:
        """Let go of it."""
        session, _ = self._read()
        if session == self.session:
            with contextlib.suppress(OSError):
                os.unlink(self.folder / _HOLDER)  # noqa: PTH108
        with contextlib.suppress(OSError):
            os.close(self._turn)

    def _journal(self, session: str) -> Path:
        return self.folder / f"{session}.jsonl"

    def _read(self) -> tuple[str, Holder | None]:
        """The session that may write, and who that is; nobody where that cannot be read."""
        try:
            with open(self.folder / _HOLDER, "rb") as file:  # noqa: PTH123 - pathlib takes longer, at every step
                value = json.loads(file.read(1 << 16))
            session = value["session"]
            holder = Holder(
                str(value["name"]), str(value["host"]), str(value["tty"]), float(value["since"]), int(value["pid"])
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return "", None
        good = isinstance(session, str) and bool(session) and "/" not in session and "\0" not in session
        return (session, holder) if good else ("", None)


def wait_for_lock(handle: int, seconds: float) -> None:
    """Lock an open file for oneself, trying for so long. Raises OSError (BlockingIOError where another one has it)."""
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _terminal() -> str:
    """The terminal that this runs in, as `who` names it."""
    for handle in (0, 1, 2):
        with contextlib.suppress(OSError):
            return os.ttyname(handle).removeprefix("/dev/")
    return ""
