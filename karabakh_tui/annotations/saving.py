"""Writing one YAML file that people and other programs write, too: at every moment it is the old or the new whole file.

The file is locked, read again, changed, and replaced, in that order. Where it cannot be replaced (it has a second name,
belongs to somebody else, or its folder cannot be written), it is written in place, with both states kept beside until
that is done: `recover` finishes what was interrupted.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from karabakh_tui.annotations.lock import WAIT, wait_for_lock
from karabakh_tui.yamldoc.disk import KeepError, kind_of, replace_file, sweep, sync_folder, write_all
from karabakh_tui.yamldoc.errors import in_words, what_to_do
from karabakh_tui.yamldoc.fault import Fault

_CHUNK = 1 << 20
_UNREPLACEABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What a file system says that knows no locks; there, what others write is still seen before the file is replaced."""
_ANYBODY_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH

Change = Callable[[bytes | None], bytes | None]


class Target(NamedTuple):
    """A file to write: where it is, how people are told of it, and the folder that no link may lead out of. `copies` is
    a folder for what is kept while a file is written in place."""

    path: Path
    shown: str
    root: Path
    copies: Path


class SaveError(Exception):
    """The file could not be written and is as it was; the fault says why, and what to do."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class BusyError(SaveError):
    """Another program is writing the file, or has just done so."""


class _ChangedError(Exception):
    """Somebody else wrote between reading and replacing: once more."""


def save(target: Target, change: Change, *, wait: float = WAIT) -> bool:
    """Let the file hold what `change` makes of its bytes (None where there is no file); whether anything was written.

    `change` gives None, or the same bytes, where nothing is to be written; then not even the time of the file changes.
    It is called anew, with the bytes as they are then, whenever somebody else got in between. What it raises is passed
    on. Waits up to `wait` seconds for others. Raises SaveError.
    """
    end = time.monotonic() + wait
    try:
        while True:
            path = _resolved(target)
            _bring_back(target)
            with contextlib.suppress(_ChangedError, FileExistsError):
                if os.path.lexists(path):
                    return _save(target, path, change, max(0.0, end - time.monotonic()))
                return _create(path, change(None))
            if time.monotonic() > end:
                raise BlockingIOError(errno.EWOULDBLOCK, "another program writes it all the time")
    except BlockingIOError as error:
        if error.errno != errno.EWOULDBLOCK:
            raise
        raise BusyError(_fault(target, "another program is writing it", "wait a moment, and write again")) from None
    except OSError as error:
        raise SaveError(_fault(target, in_words(error), f"{what_to_do(error)}, and write again")) from None


def sync(target: Target) -> None:
    """Let the file and its name be on the disk as they are. Raises SaveError."""
    try:
        path = _resolved(target)
        handle = _opened(path)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        sync_folder(path.parent)
    except OSError as error:
        raise SaveError(_fault(target, in_words(error), f"{what_to_do(error)}, and write again")) from None


def recover(target: Target) -> bool:
    """Bring back what the file held before it was written in place and that was interrupted; whether it was.

    What was to be written is still in the journal. What a killed program left beside the file goes, too. Raises
    nothing: what cannot be done now is done another time.
    """
    path = Path(os.path.realpath(target.path))
    sweep(path.parent, path.name)
    return _bring_back(target)


def _bring_back(target: Target) -> bool:
    before, after = _copies(target)
    if not os.path.lexists(after):
        return False
    torn = False
    with contextlib.suppress(OSError):
        path = Path(os.path.realpath(target.path))
        old, new = before.read_bytes(), after.read_bytes()
        torn = _is_torn(path.read_bytes(), old, new)
        if torn:
            _write_in_place(path, old)
        _forget(target)
    return torn


def _resolved(target: Target) -> Path:
    path = Path(os.path.realpath(target.path))
    if not path.is_relative_to(os.path.realpath(target.root)):
        raise SaveError(_fault(target, "it is a link that leads out of the corpus", "put the file itself here"))
    return path


def _create(path: Path, data: bytes | None) -> bool:
    """A file that is not there yet, and its folder."""
    if data is None:
        return False
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        sync_folder(path.parent.parent)
    replace_file(path, data, new=True)
    return True


def _save(target: Target, path: Path, change: Change, wait: float) -> bool:
    handle = _opened(path)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise SaveError(_fault(target, f"it is {kind_of(state.st_mode)}, not a file", "move it out of the way"))
        try:
            wait_for_lock(handle, wait)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        state = os.fstat(handle)
        _check(path, state)
        if os.statvfs(path).f_flag & os.ST_RDONLY:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        if not state.st_mode & _ANYBODY_WRITES or not os.access(path, os.W_OK):
            raise SaveError(_fault(target, "it is read-only", "give yourself the right to write it (chmod u+w)"))
        old = _read(handle)
        new = change(old)
        if new is None or new == old:
            return False
        _put(target, path, state, old, new)
        return True
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    """To read, and to write where that may be done: a network drive locks nothing else."""
    flags = os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    try:
        return os.open(path, os.O_RDWR | flags)
    except OSError as error:
        if error.errno not in {*_UNREPLACEABLE, errno.EISDIR, errno.ENXIO}:
            raise
        return os.open(path, os.O_RDONLY | flags)


def _put(target: Target, path: Path, state: os.stat_result, old: bytes, new: bytes) -> None:
    if state.st_nlink == 1:
        try:
            replace_file(path, new, exactly=True, ready=lambda: _check(path, state))
        except KeepError:
            pass
        except OSError as error:
            if error.errno not in _UNREPLACEABLE:
                raise
        else:
            return
    _check(path, state)
    before, after = _copies(target)
    target.copies.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(before, old, private=True)
    replace_file(after, new, private=True)
    try:
        _write_in_place(path, new)
    except OSError:
        _write_in_place(path, old)  # there is room for that; where it fails, too, `recover` does it later
        _forget(target)
        raise
    _forget(target)


def _check(path: Path, state: os.stat_result) -> None:
    """The path still names the file that was opened, and nobody wrote it since."""
    try:
        now = path.stat()
    except FileNotFoundError:
        raise _ChangedError from None
    if _stamp(now) != _stamp(state):
        raise _ChangedError


def _stamp(state: os.stat_result) -> tuple[int, ...]:
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_nlink


def _read(handle: int) -> bytes:
    chunks = []
    at = 0
    while chunk := os.pread(handle, _CHUNK, at):
        chunks.append(chunk)
        at += len(chunk)
    return b"".join(chunks)


def _write_in_place(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        write_all(handle, data, 0)
        os.ftruncate(handle, len(data))
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_torn(now: bytes, old: bytes, new: bytes) -> bool:
    """Whether the file is the new one up to some point, and the old one from there on, but neither of the two."""
    low, high = 0, min(len(now), len(new))
    while low < high:  # how far it is the new one
        middle = (low + high + 1) // 2
        low, high = (middle, high) if now[:middle] == new[:middle] else (low, middle - 1)
    return now not in (old, new) and now[low:] == old[low:]


def _copies(target: Target) -> tuple[Path, Path]:
    name = hashlib.sha256(os.fsencode(os.path.realpath(target.path))).hexdigest()[:16]
    return target.copies / f"{name}.before", target.copies / f"{name}.after"


def _forget(target: Target) -> None:
    before, after = _copies(target)
    for path in (after, before):
        with contextlib.suppress(OSError):
            path.unlink()


def _fault(target: Target, why: str, repair: str) -> Fault:
    return Fault(target.shown, 0, 0, f"could not be written: {why}", repair)
