"""Bytes of regular files, and of nothing else: a pipe or a device under a file's name must not hang the program."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from karabakh_tui.yamldoc.fault import Fault, FaultError

_CHUNK = 1 << 16
_ABANDONED = 60.0  # seconds; a file is put in place within milliseconds
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


class KeepError(OSError):
    """A new file in place of the old one would not belong to the same people, or let the same people read it."""


def replace_file(
    path: Path,
    data: bytes,
    *,
    private: bool = False,
    lasting: bool = True,
    new: bool = False,
    exactly: bool = False,
    ready: Callable[[], None] | None = None,
) -> None:
    """Let the file at `path` hold `data`: at every moment it is the old whole file or the new whole file.

    Through a link, what it leads to is replaced. Permissions, owner and extended attributes stay, unless the file is
    `private`: then it is for its owner alone. What is `lasting` is on the disk when this returns, and survives a loss
    of power; that may take some milliseconds. A `new` file replaces none: FileExistsError where there is one.
    `exactly`: KeepError where owner or attributes cannot be kept; else they are kept as far as they can be. `ready` is
    called when the new file is whole and has only to be put in place; it may raise.

    Raises OSError where it cannot be written, or is no regular file: /dev/null must stay what it is.
    """
    target = Path(os.path.realpath(path))
    old = None
    with suppress(FileNotFoundError):
        old = target.stat()
        if not stat.S_ISREG(old.st_mode):
            raise OSError(errno.EINVAL, f"it is {kind_of(old.st_mode)}, not a file")
    # The name may be one of those that many processes and threads write at once.
    temporary = target.with_name(f".{target.name[:_NAMED]}.{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(temporary, flags, 0o600 if private or old else 0o666)
    try:
        try:
            if old and not private:
                _keep(handle, target, old, exactly)
            write_all(handle, data, 0)
            if private and old:
                os.fchmod(handle, 0o600)
            if lasting:
                os.fsync(handle)
        finally:
            os.close(handle)
        if ready:
            ready()
        if new:
            _put_new(temporary, target)
        else:
            temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if lasting:
        sync_folder(target.parent)


def sweep(folder: Path, name: str = "") -> None:
    """Remove what a killed program left of `replace_file` in the folder (`name`: for the file of that name alone); what
    is young may be about to be put in place. Raises nothing."""
    import glob
    import time

    with suppress(OSError):
        for other in folder.glob(f".{glob.escape(name[:_NAMED]) or '*'}.????????.tmp"):
            if time.time() - other.stat().st_mtime > _ABANDONED:
                other.unlink()


def write_all(handle: int, data: bytes, at: int) -> None:
    """Write all of it into the open file, from the byte `at` on. Raises OSError, and part of it may be written."""
    left = memoryview(data)
    while left:
        written = os.pwrite(handle, left, at)
        at, left = at + written, left[written:]


def sync_folder(folder: Path | str) -> None:
    """Let the names in the folder be on the disk; not every file system knows such a thing. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _keep(handle: int, target: Path, old: os.stat_result, exactly: bool) -> None:
    """Give the open file the owner, the permissions and the extended attributes of the old one."""
    made = os.fstat(handle)
    try:
        if (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
            os.fchown(handle, old.st_uid, old.st_gid)
        os.fchmod(handle, stat.S_IMODE(old.st_mode))
        _keep_attributes(handle, target)
    except OSError as error:
        if exactly:
            raise KeepError(error.errno or errno.EPERM, error.strerror or "not permitted") from None
        with suppress(OSError):
            os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _keep_attributes(handle: int, target: Path) -> None:
    """Those that people set, and the list of who may read it; the system sets its own."""
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(target)
    except OSError:
        return  # a file system that has none
    for name in names:
        if name.startswith("user.") or name == "system.posix_acl_access":
            os.setxattr(handle, name, os.getxattr(target, name))


def _put_new(temporary: Path, target: Path) -> None:
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "it is there already") from None
        temporary.replace(target)
    else:
        temporary.unlink()
