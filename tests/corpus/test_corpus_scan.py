"""Which files of a folder are articles, and why the others are not."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from karabakh_tui.corpus import scan as scanning
from karabakh_tui.corpus.scan import ABOUT, HIDDEN, OWN, TWICE, TYPE, Scan, scan


def fill(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}")


def names(found: Scan) -> list[str]:
    return [one.name for one in found.found]


def told(found: Scan) -> list[str]:
    return [f"{fault.path} {fault.what}" for fault in found.faults]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder.resolve()


def test_articles_are_found_at_any_depth_and_sorted_by_name(root: Path) -> None:
    fill(root, "b.txt", "a.md", "west/one.text", "west/deep/two.TXT", "c.markdown")
    assert names(scan(root, root)) == ["a.md", "b.txt", "c.markdown", "west/deep/two.TXT", "west/one.text"]


def test_what_is_left_out_is_counted_by_reason(root: Path) -> None:
    fill(root, "a.txt", ".hidden.txt", ".git/x.txt", "photo.jpg", "Makefile", "README.md", "LICENSE", "SHA256SUMS")
    fill(root, "annotations/anna/a.txt", "themes/t.txt", "searches/s.txt", "corpus.yaml", "readme.txt")
    found = scan(root, root)
    assert names(found) == ["a.txt"]
    assert found.skipped == {HIDDEN: 2, TYPE: 2, ABOUT: 4, OWN: 3}
    assert not found.faults


def test_a_folder_called_themes_among_the_articles_folders_is_searched(root: Path) -> None:
    fill(root, "essays/themes/a.txt", "readmeans.txt")
    assert names(scan(root, root)) == ["essays/themes/a.txt", "readmeans.txt"]


def test_what_is_listed_is_left_to_the_list(root: Path) -> None:
    fill(root, "a.txt", "sub/b.html")
    found = scan(root, root, frozenset({"a.txt", "sub/b.html"}))
    assert not found.found
    assert not found.skipped


def test_pipes_devices_and_sockets_are_named_and_not_opened(root: Path) -> None:
    fill(root, "a.txt")
    os.mkfifo(root / "pipe.txt")
    (root / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(root / "socket.txt"))
        found = scan(root, root)
    assert names(found) == ["a.txt"]
    assert told(found) == [
        "pipe.txt is a pipe, not a file",
        "socket.txt is a socket, not a file",
        "zero.txt is a link that leads out of the corpus",
    ]


def test_a_link_to_a_pipe_in_the_corpus_is_no_file_either(root: Path) -> None:
    os.mkfifo(root / ".pipe")
    (root / "a.txt").symlink_to(".pipe")
    assert told(scan(root, root)) == ["a.txt is a pipe, not a file"]


def test_links_that_lead_out_or_nowhere_are_named(root: Path) -> None:
    fill(root.parent, "secret.txt")
    fill(root, "a.txt")
    (root / "out.txt").symlink_to("../secret.txt")
    (root / "folder").symlink_to("..")
    (root / "gone.txt").symlink_to("none.txt")
    (root / "loop.txt").symlink_to("loop.txt")
    found = scan(root, root)
    assert names(found) == ["a.txt"]
    assert told(found) == [
        "folder is a link that leads out of the corpus",
        "gone.txt is a link that leads nowhere",
        "loop.txt is a link that leads nowhere",
        "out.txt is a link that leads out of the corpus",
    ]


def test_links_within_the_corpus_are_followed_once(root: Path) -> None:
    fill(root, "z.txt", ".store/one")
    (root / "a.txt").symlink_to("z.txt")
    (root / "b.txt").symlink_to(".store/one")
    (root / "c.txt").symlink_to(".store/one")
    found = scan(root, root)
    assert names(found) == ["b.txt", "z.txt"]
    assert found.found[0].path == root / ".store" / "one"
    assert found.skipped == {HIDDEN: 1, TWICE: 2}


def test_a_loop_of_folders_ends(root: Path) -> None:
    fill(root, "sub/a.txt")
    (root / "sub" / "up").symlink_to("..")
    (root / "sub" / "self").symlink_to(".")
    found = scan(root, root)
    assert names(found) == ["sub/a.txt"]
    assert found.skipped == {TWICE: 2}


def test_links_may_lead_elsewhere_in_the_corpus_but_not_out_of_it(root: Path) -> None:
    fill(root, "seeds/a.txt", "more/b.txt")
    (root / "seeds" / "b.txt").symlink_to("../more/b.txt")
    found = scan(root / "seeds", root)
    assert names(found) == ["a.txt", "b.txt"]


def test_a_folder_that_cannot_be_listed_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(root, "a.txt", "closed/b.txt")
    real = os.scandir

    def denied(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(scanning.os, "scandir", denied)
    found = scan(root, root)
    assert names(found) == ["a.txt"]
    assert told(found) == ["closed cannot be read (Permission denied)"]


def test_a_name_that_is_no_utf8_is_found_and_can_be_shown(root: Path) -> None:
    (root / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (root / os.fsdecode(b"gone\xe9.txt")).symlink_to("none")
    found = scan(root, root)
    assert len(found.found) == 1
    assert told(found) == ["gone\ufffd.txt is a link that leads nowhere"]


def test_too_many_articles_are_cut_and_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(root, "a.txt", "b.txt", "c.txt")
    monkeypatch.setattr(scanning, "ARTICLE_LIMIT", 2)
    found = scan(root, root)
    assert names(found) == ["a.txt", "b.txt"]
    assert "more than 2 articles" in told(found)[0]


def test_a_tree_without_end_is_not_searched_to_its_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(root, *(f"{n}/{m}.txt" for n in range(5) for m in range(5)))
    monkeypatch.setattr(scanning, "ENTRY_LIMIT", 12)
    found = scan(root, root)
    assert len(found.found) == 7
    assert "not all were looked at" in told(found)[0]


def test_a_name_with_control_characters_is_a_name(root: Path) -> None:
    fill(root, "a\x1b[31m\n.txt")
    assert names(scan(root, root)) == ["a\x1b[31m\n.txt"]
