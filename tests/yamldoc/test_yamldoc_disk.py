"""Files that are none, or cannot be read, are refused in words."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from karabakh_tui.yamldoc import disk
from karabakh_tui.yamldoc.disk import read_regular, replace_file
from karabakh_tui.yamldoc.fault import FaultError


def refusal(path: Path, limit: int = 1000) -> str:
    with pytest.raises(FaultError) as caught:
        read_regular(path, "shown", limit)
    return str(caught.value.fault)


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\0\r\n\xff")
    assert read_regular(path, "a", 4) == b"\0\r\n\xff"


def test_an_empty_file_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    assert read_regular(path, "a", 4) == b""


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert "larger than" in refusal(path, 4)


def test_a_file_that_grows_while_it_is_read_is_read_to_its_end_or_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    pieces = [b"12345", b"67", b"8", b""]
    monkeypatch.setattr(disk.os, "read", lambda handle, size: pieces.pop(0))
    assert read_regular(path, "a", 8) == b"12345678"
    pieces += [b"12345", b"67", b"89", b""]
    assert "larger than" in refusal(path, 8)


def test_a_pipe_does_not_hang_the_program(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    os.mkfifo(path)
    assert refusal(path) == "shown: is a pipe, not a file; only regular files are read"


def test_a_device_a_folder_and_a_socket_are_no_files(tmp_path: Path) -> None:
    assert "is a device" in refusal(Path("/dev/zero"))
    assert "is a folder" in refusal(tmp_path)
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        assert refusal(path).startswith("shown: cannot be read (")


def test_a_missing_file_and_an_impossible_name_are_faults(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "none")
    assert "cannot be read" in refusal(tmp_path / ("x" * 300))
    assert "cannot be read" in refusal(tmp_path / "a\0b")


def test_what_the_system_refuses_is_told_in_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.touch()

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(disk.os, "open", denied)
    assert "cannot be read (Permission denied)" in refusal(path)


def test_an_error_while_reading_is_a_fault_and_the_file_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    closed: list[int] = []
    real_close = os.close

    def broken(handle: int, size: int) -> bytes:
        raise OSError(5, "Input/output error")

    def close(handle: int) -> None:
        closed.append(handle)
        real_close(handle)

    monkeypatch.setattr(disk.os, "read", broken)
    monkeypatch.setattr(disk.os, "close", close)
    assert "Input/output error" in refusal(path)
    assert len(closed) == 1


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)
    assert names(tmp_path) == ["a"]


def test_a_private_file_is_for_its_owner_alone_also_where_it_was_not(tmp_path: Path) -> None:
    for path in (tmp_path / "a", tmp_path / "b"):
        (tmp_path / "b").write_bytes(b"")
        replace_file(path, b"secret", private=True)
        assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"secret", 0o600)


def test_a_file_of_the_longest_name_can_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / ("\U0001f600" * 63)
    replace_file(path, b"x")
    assert path.read_bytes() == b"x"


@pytest.mark.parametrize("what", ["folder", "device", "pipe"])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a"
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(os.devnull)
    before = path.stat().st_mode
    with pytest.raises(OSError, match=f"it is a {what}, not a file"):
        replace_file(path, b"x")
    assert (path.stat().st_mode, names(tmp_path)) == (before, ["a"])


def test_where_it_cannot_be_written_the_old_file_is_whole_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a"])
