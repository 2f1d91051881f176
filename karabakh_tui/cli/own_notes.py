"""Where an annotator's files are kept: in the corpus, or in a folder of the user's own where the corpus is not to be
written in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from karabakh_tui import paths
from karabakh_tui.yamldoc.disk import is_folder

ANNOTATIONS = "annotations"
LONGEST = 40
"""Letters of a corpus folder's name in that of the folder for what was written on it."""


class Kept(NamedTuple):
    """The annotations folder in which an annotator's folder is, or will be; None where there is nowhere to keep one.

    `why` says, where it is not the corpus's own, what is the matter with that one.
    """

    folder: Path | None
    why: str = ""


def kept_for(root: Path | None) -> Kept:
    """Where annotations are kept of what has its codebook in the folder `root`; None stands for nowhere at all."""
    data = paths.data_dir()
    if root is None or (data and root.is_relative_to(data)):
        return Kept(root and root / ANNOTATIONS, "these texts have no corpus folder")
    if paths.is_installed(root):
        return Kept(data and data / ANNOTATIONS / "default", "this corpus is a part of the installed program")
    if _writable(root):
        return Kept(root / ANNOTATIONS)
    whole = Path(os.path.realpath(root))
    name = f"{_plain(whole.name)}-{_digest([str(whole)])[:8]}"
    return Kept(data and data / ANNOTATIONS / name, "the folder of this corpus cannot be written in")


def texts_folder(sums: Sequence[str]) -> Path | None:
    """The user's own folder for texts without a corpus, by the sums of their bytes: it stands in for a corpus folder.
    None without a home."""
    data = paths.data_dir()
    if data is None or not sums:
        return None
    return data / "texts" / (sums[0] if len(sums) == 1 else _digest(sorted(sums)))[:16]


def _writable(root: Path) -> bool:
    """Whether an annotator's folder could be made there."""
    inside = root / ANNOTATIONS
    return os.access(inside if is_folder(inside) else root, os.W_OK | os.X_OK)


def _plain(name: str) -> str:
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in name.lower())
    return plain.strip("-")[:LONGEST] or "corpus"


def _digest(told: Sequence[str]) -> str:
    return sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()
