"""Where things are on this machine: what ships with the program, and the user's own folders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

APP = "karabakh-tui"

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


def config_dir() -> Path | None:
    """The user's settings, keys and themes; None for a user without a home."""
    import platformdirs

    return _own(platformdirs.user_config_path)


def data_dir() -> Path | None:
    """The user's own corpora, and annotations of texts that have no folder of their own; None without a home."""
    import platformdirs

    return _own(platformdirs.user_data_path)


def state_dir() -> Path | None:
    """What may be lost without harm: the place last read, the jump list, reports; None without a home."""
    import platformdirs

    return _own(platformdirs.user_state_path)


def cache_dir() -> Path | None:
    """What can be made again from what is elsewhere; None without a home."""
    import platformdirs

    return _own(platformdirs.user_cache_path)


def _own(find: Callable[[str], Path]) -> Path | None:
    """A folder of the user's; None where there is no home to put it in, not one below wherever the program started."""
    try:
        path = find(APP)
    except RuntimeError:
        return None
    return path if path.is_absolute() else None
