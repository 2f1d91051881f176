"""Printing: plain lines that are safe on a terminal, and JSON."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from typing import Any

from karabakh_tui.text.display import visible


def screen_width() -> int | None:
    """Cells of the terminal that stdout is; None where it is a pipe or a file, which take any width."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def print_lines(lines: Iterable[str]) -> None:
    """Each line, safe to print."""
    for line in lines:
        sys.stdout.write(visible(line) + "\n")


def print_json(document: dict[str, Any]) -> None:
    """One document, indented. On a terminal all but ASCII is escaped, so that nothing in it can act on the terminal."""
    import json

    on_terminal = sys.stdout.isatty()
    json.dump(document, sys.stdout, ensure_ascii=on_terminal, indent=1)
    sys.stdout.write("\n")
