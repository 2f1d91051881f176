from __future__ import annotations

import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from karabakh_tui.annotations import snapshots
from karabakh_tui.annotations.snapshots import Snapshots
from karabakh_tui.corpus.model import Article


def article(text: str) -> Article:
    return Article("a", "A", "a", text, sha256=sha256(text.encode()).hexdigest())


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_a_kept_text_is_found_by_its_sum_and_by_the_first_digits_of_that(tmp_path: Path) -> None:
    one = article("Shusha – “ours”.\n")
    kept = Snapshots(tmp_path / "new" / "snapshots")
    assert kept.keep(one)
    assert kept.text(one.sha256) == one.text
    assert kept.text(one.sha256[:12]) == one.text


def test_kept_texts_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    Snapshots(folder).keep(article("x"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in files(folder)] == [0o600]


@pytest.mark.parametrize("name", ["", "2b", "not a sum", "../../../../etc/passwd", "g" * 12, "A" * 12])
def test_what_is_no_sum_finds_nothing(tmp_path: Path, name: str) -> None:
    kept = Snapshots(tmp_path)
    kept.keep(article("x"))
    assert kept.text(name) is None


def test_digits_that_two_texts_share_find_none_of_them(tmp_path: Path) -> None:
    kept, sums = Snapshots(tmp_path), [f"{'ab' * 6}{digit * 52}" for digit in "12"]
    for number, sum_ in enumerate(sums):
        assert kept.keep(Article("a", "A", "a", f"text {number}", sha256=sum_))
    assert kept.text("ab" * 6) is None
    assert kept.text(sums[1]) == "text 1"


@pytest.mark.parametrize("harm", ["change", "cut", "empty", "folder", "unreadable"])
def test_a_text_that_is_not_what_was_kept_counts_as_none(tmp_path: Path, harm: str) -> None:
    one, kept = article("some words"), Snapshots(tmp_path)
    kept.keep(one)
    (path,) = files(tmp_path)
    data = path.read_bytes()
    if harm == "folder":
        path.unlink()
        path.mkdir()
    elif harm == "unreadable":
        path.write_bytes(data[:-1] + b"\xff")
    else:
        path.write_bytes({"change": data.replace(b"words", b"sword"), "cut": data[:-2], "empty": b""}[harm])
    assert kept.text(one.sha256) is None


def test_a_broken_one_is_put_right_when_it_is_kept_again(tmp_path: Path) -> None:
    one, kept = article("some words"), Snapshots(tmp_path)
    kept.keep(one)
    files(tmp_path)[0].write_bytes(b"")
    assert kept.keep(one)
    assert kept.text(one.sha256) == one.text


def test_what_is_kept_already_is_not_written_again(tmp_path: Path) -> None:
    one, kept = article("some words"), Snapshots(tmp_path)
    kept.keep(one)
    before = files(tmp_path)[0].stat().st_ino
    assert kept.keep(one)
    assert files(tmp_path)[0].stat().st_ino == before


def test_where_nothing_can_be_kept_nothing_is_and_nothing_breaks(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    assert not Snapshots(None).keep(article("x"))
    assert not Snapshots(file).keep(article("x"))
    assert not Snapshots(tmp_path / "s").keep(Article("a", "A", "a", "no sum"))
    assert Snapshots(None).text("ab" * 6) is None
    assert Snapshots(file).text("ab" * 6) is None


def test_a_text_that_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "LARGEST", 10)
    assert not Snapshots(tmp_path).keep(article("eleven char"))
    assert files(tmp_path) == []


@pytest.mark.parametrize(("limit", "value"), [("MOST_TEXTS", 3), ("MOST_BYTES", 3 * 100)])
def test_what_was_not_needed_for_longest_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    kept, texts = Snapshots(tmp_path), [article(f"text {number}") for number in range(4)]
    for at, one in enumerate(texts[:3]):
        kept.keep(one)
        os.utime(tmp_path / f"{one.sha256}.txt", (1000 + at, 1000 + at))
    assert kept.text(texts[0].sha256)  # needed now
    (tmp_path / "notes.txt").write_text("of the user's own")
    monkeypatch.setattr(snapshots, limit, value)
    kept.keep(texts[3])
    assert [bool(kept.text(one.sha256)) for one in texts] == [True, False, True, True]
    assert (tmp_path / "notes.txt").exists()
