"""Every call to the operating system fails in turn, or is the last thing the program does: the way SQLite is tested.

`Calls` stands between the program and the functions in CALLS for as long as it is entered. It counts them, and at the
call of a given number it does what it was told to: raise an error, write only a part, or end the process as kill -9
does. A scenario is run once to count its calls, and then once for each of them, in a process of its own.
"""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import traceback
import warnings
from collections.abc import Callable
from types import ModuleType, TracebackType
from typing import Any, Literal, NamedTuple

CALLS: tuple[tuple[ModuleType, str], ...] = (
    *((os, name) for name in ("open", "fstat", "stat", "read", "pread", "write", "pwrite", "ftruncate", "access")),
    *((os, name) for name in ("fsync", "fdatasync", "replace", "rename", "link", "unlink", "mkdir", "chmod", "close")),
    *((os, name) for name in ("fchmod", "fchown", "listxattr", "getxattr", "setxattr", "scandir", "listdir")),
    (fcntl, "flock"),
)
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
WRITES = frozenset({"write", "pwrite"})
NEED_SPACE = WRITES | {"fsync", "fdatasync", "replace", "rename", "link", "mkdir"}

Kind = Literal["error", "lasting", "torn", "kill before", "kill after", "kill torn"]


class Fault(NamedTuple):
    """What happens: `error` once; `lasting`, from then on whenever something is written; a `torn` write and then the
    error; a kill before or after the call, or in the middle of a write."""

    kind: Kind
    error: int = errno.EIO

    def __str__(self) -> str:
        return f"{self.kind} {errno.errorcode[self.error]}" if "kill" not in self.kind else self.kind

    def meets(self, name: str) -> bool:
        """Whether it can happen at a call of that name. To close a file does not fail: there is nothing to be done."""
        if "torn" in self.kind:
            return name in WRITES
        return name != "close" or "kill" in self.kind


FAULTS = (
    *(Fault("error", error) for error in ERRORS),
    Fault("lasting", errno.ENOSPC),
    Fault("lasting", errno.EIO),
    Fault("torn", errno.ENOSPC),
    Fault("kill before"),
    Fault("kill after"),
    Fault("kill torn"),
)


class Calls:
    """Counts the calls by name, and lets a fault happen at the call number `at`, from 0."""

    def __init__(self, fault: Fault | None = None, at: int = -1) -> None:
        self.names: list[str] = []
        self._fault = fault
        self._at = at
        self._real: list[tuple[ModuleType, str, Callable[..., Any]]] = []

    def __enter__(self) -> Calls:
        for module, name in CALLS:
            real = getattr(module, name, None)
            if real is not None:
                self._real.append((module, name, real))
                setattr(module, name, self._watched(name, real))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for module, name, real in self._real:
            setattr(module, name, real)
        self._real.clear()

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            number = len(self.names)
            self.names.append(name)
            if self._fault and number >= self._at >= 0 and (number == self._at or self._lasts(name, args)):
                return self._fail(self._fault, name, real, args, options)
            return real(*args, **options)

        return call

    def _lasts(self, name: str, args: tuple[Any, ...]) -> bool:
        if self._fault is None or self._fault.kind != "lasting":
            return False
        return name in NEED_SPACE or (name == "open" and bool(args[1] & os.O_CREAT))

    def _fail(
        self, fault: Fault, name: str, real: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]
    ) -> Any:
        if "torn" in fault.kind:
            half = bytes(args[1])[: len(args[1]) // 2]
            written = real(args[0], half, *args[2:], **options)
            if fault.kind == "torn":
                self._at += 1  # the rest of it meets the error
                self._fault = Fault("error", fault.error)
                return written
        elif fault.kind == "kill after":
            real(*args, **options)
        if "kill" in fault.kind:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(fault.error, os.strerror(fault.error))


class Ended(NamedTuple):
    """How a process ended: the words it confirmed, its exit code (negative: by that signal), and its traceback."""

    said: tuple[str, ...]
    code: int
    trace: str


def child(work: Callable[[Callable[[str], None]], None]) -> Ended:
    """Run `work` in a process of its own, which may be killed at any time; it is given a function to confirm with."""
    return Running(work).end()


class Running:
    """The same while it runs."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        reading, writing = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of forking where there are threads
            self.pid = os.fork()
        if self.pid == 0:
            _in_child(work, writing)
        os.close(writing)
        self._file = os.fdopen(reading, "rb", buffering=0)
        self._said = b""

    def until(self, words: int) -> None:
        """Wait until it has confirmed so many, or has ended."""
        while self._said.count(b"\n") < words and (more := self._file.read(64)):
            self._said += more

    def end(self) -> Ended:
        """Wait until it ends."""
        with self._file as file:
            said, _, trace = (self._said + file.read()).decode().partition("\0")
        _, status = os.waitpid(self.pid, 0)
        whole = said[: said.rfind("\n") + 1]
        return Ended(tuple(whole.split()), os.waitstatus_to_exitcode(status), trace)


def _in_child(work: Callable[[Callable[[str], None]], None], writing: int) -> None:
    write, leave = os.write, os._exit
    try:
        work(lambda word: void(write(writing, f"{word}\n".encode())))
    except BaseException:
        write(writing, b"\0" + traceback.format_exc().encode())
        leave(1)
    leave(0)


def void(_: object) -> None:
    """What a call returned is of no use."""
