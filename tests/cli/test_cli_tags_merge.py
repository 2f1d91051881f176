"""`tags merge` as git calls it: two people, two branches, one file."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import bad, shell

from karabakh_tui.yamldoc.load import load

FILE = "annotations/anna/jamestown.yaml"
HEAD = "# mine\nformat: 1\nannotations:\n"
RECORDS = [
    f"  # {number}\n  - id: id{number:04}\n    tags: [fact]\n    quote: words {number}\n" for number in range(1000)
]
Git = Callable[..., subprocess.CompletedProcess[str]]


def text(*, changed: dict[int, str] | None = None, gone: tuple[int, ...] = (), more: str = "") -> str:
    """The file with some records written otherwise, gone, or added."""
    records = {number: record for number, record in enumerate(RECORDS) if number not in gone} | (changed or {})
    return HEAD + "".join(records[number] for number in sorted(records)) + more


def tagged(number: int, tags: str) -> dict[int, str]:
    return {number: RECORDS[number].replace("[fact]", tags)}


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """git in a repository of its own, with the merge driver as the docs have it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "XDG_"))}
    env |= {"HOME": str(tmp_path / "home"), "GIT_CONFIG_NOSYSTEM": "1"}
    repository = tmp_path / "repository"

    def run(*words: str, ok: bool = True) -> subprocess.CompletedProcess[str]:
        ran = subprocess.run(["git", *words], cwd=repository, env=env, text=True, capture_output=True, check=False)
        assert not ok or ran.returncode == 0, ran.stderr
        return ran

    (tmp_path / "home").mkdir()
    repository.mkdir()
    run("init", "-q", "-b", "main")
    for name, value in (("user.name", "Anna"), ("user.email", "anna@example.org")):
        run("config", name, value)
    program = shlex.join([sys.executable, "-m", "karabakh_tui"])
    run("config", "merge.annotations.name", "annotations of karabakh-tui")
    run("config", "merge.annotations.driver", f"{program} tags merge %O %A %B %P")
    (repository / ".gitattributes").write_text("annotations/**/*.yaml merge=annotations\n")
    (repository / FILE).parent.mkdir(parents=True)
    commit(run, repository, text())
    return run


def commit(git: Git, repository: Path, file: str) -> None:
    (repository / FILE).write_text(file, encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "work")


def branches(git: Git, repository: Path, ours: str, theirs: str) -> Path:
    """Two branches that differ; main, with ours, is checked out. Gives the file."""
    git("checkout", "-q", "-b", "other")
    commit(git, repository, theirs)
    git("checkout", "-q", "main")
    commit(git, repository, ours)
    return repository / FILE


def test_two_branches_of_a_thousand_records_come_together(git: Git, tmp_path: Path) -> None:
    ours = text(changed=tagged(500, "[fact, claim]"), gone=(7,), more="  - {id: mmmmmm, tags: [fact], quote: mine}\n")
    theirs = text(
        changed=tagged(500, "[number, fact]"), more="  # new\n  - {id: tttttt, tags: [fact], quote: theirs}\n"
    )
    file = branches(git, tmp_path / "repository", ours, theirs)
    ran = git("merge", "-q", "-m", "merged", "other")
    assert file.read_text() == text(
        changed=tagged(500, "[number, fact, claim]"),
        gone=(7,),
        more="  # new\n  - {id: tttttt, tags: [fact], quote: theirs}\n  - {id: mmmmmm, tags: [fact], quote: mine}\n",
    )
    assert git("status", "--porcelain").stdout == ""
    assert "karabakh-tui" not in ran.stderr


def test_a_branch_is_put_on_top_of_another_one(git: Git, tmp_path: Path) -> None:
    file = branches(
        git,
        tmp_path / "repository",
        text(more="  - {id: mmmmmm, tags: [fact], quote: mine}\n"),
        text(more="  - {id: tttttt, tags: [fact], quote: theirs}\n"),
    )
    git("rebase", "-q", "other")
    found = file.read_text()
    assert found.startswith(text())
    assert sorted(found.removeprefix(text()).splitlines()) == [
        "  - {id: mmmmmm, tags: [fact], quote: mine}",
        "  - {id: tttttt, tags: [fact], quote: theirs}",
    ]


def test_what_both_changed_is_marked_and_the_rest_is_merged(git: Git, tmp_path: Path) -> None:
    ours = text(changed=tagged(3, "[claim]") | tagged(900, "[fact, claim]"))
    theirs = text(changed=tagged(3, "[number]") | tagged(100, "[fact, number]"))
    file = branches(git, tmp_path / "repository", ours, theirs)
    ran = git("merge", "other", ok=False)
    assert ran.returncode == 1
    assert f"{FILE}: both changed the same, and conflict markers show it: tags of id0003." in ran.stderr
    marked = RECORDS[3].replace(
        "    tags: [fact]\n",
        "<<<<<<< ours\n    tags: [claim]\n=======\n    tags: [number]\n>>>>>>> theirs\n",
    )
    assert file.read_text() == text(changed={3: marked} | tagged(900, "[fact, claim]") | tagged(100, "[fact, number]"))
    with pytest.raises(Exception, match="holds a conflict that git could not merge"):
        load(file.read_bytes(), "x.yaml")


def test_what_cannot_be_read_is_left_to_a_person(git: Git, tmp_path: Path) -> None:
    broken = text() + "  - {id: mmmmmm, tags: [fact\n"
    ours = text(changed=tagged(3, "[claim]"))
    file = branches(git, tmp_path / "repository", ours, broken)
    ran = git("merge", "other", ok=False)
    assert ran.returncode == 1
    assert f"{FILE} (theirs):4004" in ran.stderr
    assert file.read_text() == ours
    assert git("diff", "--name-only", "--diff-filter=U").stdout.split() == [FILE]


# Without git


@pytest.fixture
def three(tmp_path: Path) -> list[str]:
    for name in ("base", "ours", "theirs"):
        (tmp_path / name).write_text(text(), encoding="utf-8")
    return [str(tmp_path / name) for name in ("base", "ours", "theirs")]


def test_what_is_the_same_is_left_alone(three: list[str]) -> None:
    before = Path(three[1]).stat()
    result = shell("tags", "merge", *three)
    assert (result.exit_code, result.output) == (0, "")
    assert Path(three[1]).stat().st_mtime_ns == before.st_mtime_ns


def test_a_dry_run_tells_and_writes_nothing(three: list[str]) -> None:
    Path(three[1]).write_text(text(changed=tagged(3, "[a]")))
    Path(three[2]).write_text(text(changed=tagged(3, "[b]")))
    said = bad(1, "tags", "merge", *three, "-n")
    assert said.endswith("tags of id0003.")
    assert Path(three[1]).read_text() == text(changed=tagged(3, "[a]"))


def test_contradictions_are_named(three: list[str]) -> None:
    Path(three[1]).write_text(text(changed=tagged(1, "[a]"), gone=(2,), more="  - {id: zz, quote: a, note: b}\n"))
    Path(three[2]).write_text(text(changed=tagged(2, "[a]"), gone=(1,), more="  - {id: zz, quote: a, note: c}\n"))
    said = bad(1, "tags", "merge", *three, "annotations/a.yaml")
    assert said == (
        "annotations/a.yaml: both changed the same, and conflict markers show it: "
        "id0001 (changed in ours, taken away in theirs); zz (two new records of one id); "
        "id0002 (taken away in ours, changed in theirs)."
    )


def test_a_version_that_is_not_there_is_told(three: list[str], tmp_path: Path) -> None:
    assert bad(3, "tags", "merge", three[0], three[1], str(tmp_path / "none")).endswith(
        "none: does not exist; check the name"
    )


def test_where_nothing_can_be_written_the_file_is_as_it_was(three: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path(three[2]).write_text(text(changed=tagged(3, "[b]")))

    def full(*_given: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("karabakh_tui.yamldoc.disk.replace_file", full)
    assert bad(74, "tags", "merge", *three).endswith("ours: No space left on device. It is as it was.")
    assert Path(three[1]).read_text() == text()
