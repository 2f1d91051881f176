"""A folder that may not be entered, also for root, who may enter any."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest


def forbid(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let the system refuse, from now on, whatever is asked of the folder's contents."""
    inside = folder.resolve()

    def refusing(name: str, itself: bool) -> None:
        asked = getattr(os, name)

        def answer(path: object = ".", *args: object, **options: object) -> object:
            if isinstance(path, str | os.PathLike):
                whole = Path(os.path.normpath(Path.cwd() / path))
                if inside in whole.parents or (itself and whole == inside):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return asked(path, *args, **options)

        patch.setattr(os, name, answer)

    for name in ("stat", "lstat", "open", "readlink"):
        refusing(name, itself=False)
    for name in ("scandir", "listdir"):
        refusing(name, itself=True)
