"""Where things are on this machine: what ships with the program, and the user's own folders."""

from __future__ import annotations

from pathlib import Path

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


def config_dir() -> Path:
    """The user's settings, keys and themes."""
    import platformdirs

    return platformdirs.user_config_path("karabakh-tui")


def data_dir() -> Path:
    """The user's own corpora, and annotations of texts that have no folder of their own."""
    import platformdirs

    return platformdirs.user_data_path("karabakh-tui")


def state_dir() -> Path:
    """What may be lost without harm: the place last read, the jump list."""
    import platformdirs

    return platformdirs.user_state_path("karabakh-tui")
