"""The YAML files of a corpus that people write annotations into."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from karabakh_tui.yamldoc.wording import shown


def files_of(root: Path, folders: Mapping[str, Path]) -> dict[str, Path]:
    """The codebook, the names and the files of each annotator, as faults name them, and where they are. `folders` are
    the annotations folders, by annotator."""
    from karabakh_tui.codebook.load import CODEBOOK, NAMES

    found = {name: root / name for name in (CODEBOOK, NAMES) if os.path.lexists(root / name)}
    for annotator, folder in folders.items():
        with suppress(OSError):
            for path in sorted((folder / annotator).iterdir()):
                if path.suffix == ".yaml" and not path.name.startswith("."):
                    found[shown(f"annotations/{annotator}/{path.name}")] = path
    return found


def seen(path: Path) -> str:
    """The path as a person here would type it."""
    try:
        return shown(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return shown(path)
