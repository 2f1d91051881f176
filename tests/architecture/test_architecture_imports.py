"""Who imports whom, seen at run time: the import contract in pyproject.toml proves the same from the source."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import karabakh_tui

ROOT = Path(karabakh_tui.__file__).parent
BELOW_THE_SCREENS = ("text", "yamldoc", "corpus", "codebook", "annotations", "matching", "export", "paths")


def modules_after(code: str) -> set[str]:
    """The names in sys.modules of a fresh interpreter that ran `code`."""
    report = "\nimport json, sys\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code + report], capture_output=True, text=True, check=True)
    return set(json.loads(ran.stderr.splitlines()[-1]))


def every_module(package: str) -> list[str]:
    base = ROOT / package
    if not base.is_dir():
        return [f"karabakh_tui.{package}"]
    return [f"karabakh_tui.{package}.{info.name}" for info in pkgutil.iter_modules([str(base)])]


def test_nothing_below_the_screens_imports_textual_or_rich() -> None:
    modules = [name for package in BELOW_THE_SCREENS for name in every_module(package)]
    assert len(modules) > 20
    loaded = modules_after("".join(f"import {name}\n" for name in modules))
    assert not {"textual", "rich"} & {name.partition(".")[0] for name in loaded}


RUN = """
import sys
from karabakh_tui.cli.main import main
try:
    main.main({args!r}, prog_name="karabakh-tui")
except SystemExit as end:
    assert end.code in (None, 0, 1), end.code
"""


NO_SCREEN = (
    *(
        "--help",
        "--version",
        "matrix",
        "matrix --json",
        "sources",
        "provisions",
        "compare all",
        "keys",
        "read A --plain",
    ),
    *("tags check", "tags list --jsonl", "tags stats", "tags apply -h", "tags rename status state -n", "tags merge -h"),
    *("doctor", "completion bash", "man", "themes list", "config show", "config path", "config check", "init -n new"),
)


@pytest.mark.parametrize("args", [line.split() for line in NO_SCREEN], ids=" ".join)
def test_a_command_that_needs_no_screen_never_imports_textual(args: list[str]) -> None:
    loaded = modules_after(RUN.format(args=args))
    assert "textual" not in loaded
    assert "rich" not in loaded


def test_help_reads_no_corpus() -> None:
    loaded = modules_after(RUN.format(args=["--help"]))
    assert not {"yaml", "karabakh_tui.corpus.open", "karabakh_tui.matching.load"} & loaded


def test_importing_the_package_does_no_work() -> None:
    loaded = modules_after("import karabakh_tui")
    assert {name for name in loaded if name.startswith("karabakh_tui")} == {"karabakh_tui"}


def test_no_file_is_two_files_in_disguise() -> None:
    long = {
        str(path.relative_to(ROOT.parent)): count
        for folder in (ROOT, ROOT.parent / "tests")
        for path in folder.rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
