"""ctrl+c while the program is still on its way: it ends without a word."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from shell import started

PROGRAM = """
import signal, sys
class Stop:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == {module!r}:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Stop)
sys.argv = ["karabakh-tui", *{words!r}]
from karabakh_tui.cli.start import run
run()
"""

MOMENTS = [
    ("karabakh_tui.cli.output", []),
    ("karabakh_tui.cli.ending", []),
    ("karabakh_tui.cli.screen", []),
    ("yaml", []),
    ("karabakh_tui.cli.main", ["matrix"]),
    ("click", ["matrix"]),
    ("karabakh_tui.cli.tables", ["matrix"]),
    ("karabakh_tui.matching.load", ["matrix"]),
    ("karabakh_tui.tui.keymap", ["keys"]),
]


@pytest.mark.parametrize(("module", "words"), MOMENTS)
def test_ctrl_c_while_something_is_imported_ends_without_a_word(tmp_path: Path, module: str, words: list[str]) -> None:
    ended = started([sys.executable, "-c", PROGRAM.format(module=module, words=words)], tmp_path)
    assert (ended.returncode, ended.stderr, ended.stdout) == (130, b"", b"")
