"""Bytes of regular files, and of nothing else: a pipe or a device under a file's name must not hang the program."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from karabakh_tui.yamldoc.fault import Fault, FaultError

_CHUNK = 1 << 16
_NAMED = 40  # letters of a file's name in that of its temporary one: four bytes each at most, of 255
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def kind_of(mode: int) -> str:
    """What a thing on disk that is no regular file is, in words, by its `st_mode`."""
    return next((word for test, word in _KINDS if test(mode)), "something else")


def is_folder(path: Path | str) -> bool:
    """Whether it is a folder, as far as that can be found out: False where a folder on the way may not be entered."""
    return os.path.isdir(path)  # noqa: PTH112 - Path raises there, and has no empty name


def read_regular(path: Path, shown: str, limit: int) -> bytes:
    """All bytes of the regular file at `path`; `shown` names it in faults, `limit` is the largest size in bytes.

    Raises FaultError where it is missing, cannot be read, is no regular file, or is larger than `limit`.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise FaultError(unreadable(shown, error)) from None
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            what = f"is {kind_of(state.st_mode)}, not a file"
            raise FaultError(Fault(shown, 0, 0, what, "only regular files are read"))
        if state.st_size > limit:
            raise FaultError(_too_large(shown, limit))
        return _read(handle, state.st_size, shown, limit)
    except OSError as error:
        raise FaultError(unreadable(shown, error)) from None
    finally:
        os.close(handle)


def unreadable(shown: str, error: Exception) -> Fault:
    """Why the operating system does not give the file, in its own words."""
    if isinstance(error, FileNotFoundError):
        return Fault(shown, 0, 0, "does not exist", "check the name")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Fault(shown, 0, 0, f"cannot be read ({reason})", "check the file and its permissions")


def _read(handle: int, size: int, shown: str, limit: int) -> bytes:
    # One byte more than the size: where the file has not grown, one read returns it whole and nothing is joined.
    chunks = [os.read(handle, size + 1)]
    total = len(chunks[0])
    while chunks[-1]:
        chunks.append(os.read(handle, _CHUNK))
        total += len(chunks[-1])
        if total > limit:
            raise FaultError(_too_large(shown, limit))
    return chunks[0] if len(chunks) <= 2 else b"".join(chunks)


def _too_large(shown: str, limit: int) -> Fault:
    return Fault(shown, 0, 0, f"is larger than {limit >> 20} MB", "split it into smaller files")


def replace_file(path: Path, data: bytes, *, private: bool = False, lasting: bool = True) -> None:
    """Let the file at `path` hold `data`: at every moment it is the old whole file or the new whole file.

    Through a link, what it leads to is replaced; the permissions stay, unless the file is `private`: then it is for its
    owner alone. What is `lasting` is on the disk when this returns, and survives a loss of power; that may take some
    milliseconds. Raises OSError where it cannot be written, or is no regular file: /dev/null must stay what it is.
    """
    target = Path(os.path.realpath(path))
    # The name may be one of those that many processes and threads write at once.
    temporary = target.with_name(f".{target.name[:_NAMED]}.{os.urandom(4).hex()}.tmp")
    mode = 0o600 if private else None
    with suppress(FileNotFoundError):
        state = target.stat().st_mode
        if not stat.S_ISREG(state):
            raise OSError(errno.EINVAL, f"it is {kind_of(state)}, not a file")
        mode = mode or stat.S_IMODE(state)
    created = 0o600 if private else 0o666
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, created)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            if lasting:
                os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
