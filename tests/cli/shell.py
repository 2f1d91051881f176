"""The command line in a test: in this process for most, as a program of its own for streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from karabakh_tui.cli.main import main

PROGRAM = (sys.executable, "-m", "karabakh_tui")
OURS = dict.fromkeys(("KARABAKH_TUI_CORPUS", "KARABAKH_TUI_AS", "KARABAKH_TUI_THEME", "KARABAKH_TUI_CONFIG", "COLUMNS"))
NO_SETTINGS = {"XDG_CONFIG_HOME": "/dev/null/none"}


def shell(*words: str, stdin: bytes = b"", **environment: str) -> Result:
    """What a command line prints and ends with; stdout is no terminal."""
    runner = CliRunner(env={**OURS, **NO_SETTINGS, **environment})
    return runner.invoke(main, list(words), input=stdin, prog_name="karabakh-tui")


def good(*words: str, stdin: bytes = b"", **environment: str) -> str:
    """What it prints, if all is well and nothing is said besides."""
    result = shell(*words, stdin=stdin, **environment)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def bad(code: int, *words: str, stdin: bytes = b"", **environment: str) -> str:
    """What it says, if it ends with that code and prints nothing."""
    result = shell(*words, stdin=stdin, **environment)
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    assert "Traceback" not in result.stderr
    return result.stderr.rstrip("\n")


def document(*words: str) -> Any:
    """The JSON that it prints."""
    return json.loads(good(*words, "--json"))


def started(words: Sequence[str], home: Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """The real program with a home of its own, not in a terminal."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS and not name.startswith("XDG")}
    env = {**kept, "HOME": str(home), **options.pop("env", {})}
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.run(words, env=env, cwd=home, check=False, **streams | options)
