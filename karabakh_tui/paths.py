"""Where things are on this machine: what ships with the program, and the user's own folders."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

APP = "karabakh-tui"

SETTINGS_FILE, KEYS_FILE = "config.yaml", "keys.yaml"
"""In the folder of settings."""

SNAPSHOTS_FOLDER = "snapshots"
"""The texts that annotations were made on, in the folder of data."""

CLIPBOARD_FILE = "clipboard.txt"
"""What was copied last, in the folder of state."""

_PACKAGE = Path(__file__).parent


def shipped() -> Path:
    """The folder with the default corpus (seeds/, annotations/, themes/).

    The checkout's top level where there is one, else `_data` in the installed package. Told by this file's own place:
    an editable install leaves copies elsewhere.
    """
    checkout = _PACKAGE.parent
    if (checkout / "seeds" / "corpus.yaml").is_file():
        return checkout
    return _PACKAGE / "_data"


def is_installed(folder: Path) -> bool:
    """Whether a folder belongs to the installed program, so that nothing of a user's may be written into it."""
    return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(_PACKAGE))


def config_dir() -> Path | None:
    """The user's settings, keys and themes; None for a user without a home."""
    import platformdirs

    return _own(platformdirs.user_config_path)


def data_dir() -> Path | None:
    """The user's own corpora, and annotations of texts that have no folder of their own; None without a home."""
    import platformdirs

    return _own(platformdirs.user_data_path)


def state_dir() -> Path | None:
    """The place last read, the jump list, reports, and of annotating the journals: these hold what is in no file yet.
    None without a home."""
    import platformdirs

    return _own(platformdirs.user_state_path)


def cache_dir() -> Path | None:
    """What can be made again from what is elsewhere; None without a home."""
    import platformdirs

    return _own(platformdirs.user_cache_path)


def from_home(path: Path) -> str:
    """The path as text, with ~ for the home folder; it may hold anything that a file name may."""
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    whole = str(path)
    return f"~{whole[len(home) :]}" if len(home) > 1 and whole.startswith(home + os.sep) else whole


def _own(find: Callable[[str], Path]) -> Path | None:
    """A folder of the user's; None where there is no home to put it in, not one below wherever the program started."""
    try:
        path = find(APP)
    except RuntimeError:
        return None
    return path if path.is_absolute() else None
