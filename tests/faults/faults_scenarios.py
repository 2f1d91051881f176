"""What a person does while the disk fails, and what must be true afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from helpers.notebooks import Desk, desk, ids, tag

from karabakh_tui.annotations.notebook import Draft, Notebook, NotebookError
from karabakh_tui.annotations.operations import Delete, Operation
from karabakh_tui.yamldoc.load import load

Confirm = Callable[[str], None]
SEEDS = frozenset({"rain22", "years5"})


class Scenario(NamedTuple):
    """`before` makes the folder while nothing fails; `work` is done while it does, and confirms what was done by its
    id; `old` are the ids that were there before."""

    before: Callable[[Path], Desk]
    work: Callable[[Desk, Confirm], None]
    old: frozenset[str] = SEEDS
    then: Callable[[Desk], None] | None = None
    """What the next session does when nothing fails any more; it ends without a goodbye, too."""


def attempt(book: Notebook, confirm: Confirm, name: str, *more: Operation, article: str = "bridge") -> None:
    """Tag something; confirmed where that could be done."""
    try:
        book.do([tag(name, article), *more], "tag")
    except NotebookError:
        return
    confirm(name)


def one_session(at: Desk, confirm: Confirm) -> None:
    """Tag, save, tag on an article that has no file, look, save, leave."""
    book = at.open()
    attempt(book, confirm, "k23456")
    book.save()
    attempt(book, confirm, "m23456", article="ferry")
    book.keep_draft(Draft("bridge", 7))
    book.poll()
    book.save()
    attempt(book, confirm, "p23456")
    book.close()


def only_save(at: Desk, confirm: Confirm) -> None:
    """Save what an earlier session left."""
    book = at.open()
    book.save()
    attempt(book, confirm, "k23456")
    book.save()
    book.close()


def undone(at: Desk, confirm: Confirm) -> None:
    """Take away what is there, and bring it back."""
    book = at.open()
    attempt(book, confirm, "k23456")
    with suppress(NotebookError):
        book.do([Delete("bridge", "rain22", {})], "delete")
        book.save()
        while "rain22" not in ids(book):
            book.undo()
    if "rain22" in ids(book):
        confirm("rain22")
    book.save()
    book.close()


def deleted(at: Desk, confirm: Confirm) -> None:
    """Take away what is there."""
    book = at.open()
    with suppress(NotebookError):
        book.do([Delete("bridge", "rain22", {})], "delete")
    book.save()
    with suppress(NotebookError):
        book.do([tag("k23456")], "tag")
        book.undo()
    book.save()
    book.close()


def brought_back(at: Desk) -> None:
    """Undo until it is there again."""
    book = at.open()
    while "rain22" not in ids(book):
        assert book.undo()


def hard_link(root: Path) -> Desk:
    at = desk(root)
    (root / "other name.yaml").hardlink_to(at.file)
    return at


def symlink(root: Path) -> Desk:
    at = desk(root)
    at.file.rename(root / "elsewhere.yaml")
    at.file.symlink_to(root / "elsewhere.yaml")
    return at


def no_folder(root: Path) -> Desk:
    at = desk(root)
    shutil.rmtree(at.folder)
    return at


def after_a_crash(root: Path) -> Desk:
    at = desk(root)
    book = at.open()
    book.do([tag("crash2")], "tag")
    book.do([tag("crash3", "ferry")], "tag")
    book.close(goodbye=False)
    at.foreign("# how long?", "# how many years?")
    return at


SCENARIOS: Mapping[str, Scenario] = {
    "a file of its own": Scenario(desk, one_session),
    "no folder yet": Scenario(no_folder, one_session, frozenset()),
    "a hard link": Scenario(hard_link, one_session),
    "a symlink": Scenario(symlink, one_session),
    "after a crash": Scenario(after_a_crash, only_save, SEEDS | {"crash2", "crash3"}),
    "undo": Scenario(desk, undone, frozenset({"years5"})),
    "undo by the next session": Scenario(desk, deleted, SEEDS, brought_back),
    "undo in a hard link": Scenario(hard_link, deleted, SEEDS, brought_back),
}


def found_again(at: Desk, wanted: frozenset[str]) -> None:
    """All files are whole, and a later session has all that is wanted, and can write it."""
    for path in at.folder.glob("*.yaml"):
        if path.stat().st_nlink == 1 and not path.is_symlink():
            load(path.read_bytes(), path.name)
    book = at.open()
    there = {*ids(book), *ids(book, "ferry")}
    assert there >= wanted, f"lost {wanted - there}"
    saved = book.save()
    assert not saved.faults, saved
    assert not saved.questions, saved
    assert book.pending() == 0
    book.close()
    for path in at.folder.glob("*.yaml"):
        load(path.read_bytes(), path.name)
    later = at.open(read_only=True)
    assert {*ids(later), *ids(later, "ferry")} >= wanted
    later.close()
    held = [name for name in _open_files() if str(at.root) in name]
    assert not held, held


def _open_files() -> list[str]:
    folder = Path("/proc/self/fd")
    found = []
    for entry in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):
            found.append(str(entry.readlink()))
    return found
