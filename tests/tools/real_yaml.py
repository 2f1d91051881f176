"""Counts what edits do to the YAML and JSON files below some folders."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from helpers.real_yaml import below, try_all

if __name__ == "__main__":
    for what, number in sorted(try_all(path for name in sys.argv[1:] for path in below(Path(name))).items()):
        sys.stdout.write(f"{number:>8} {what}\n")
