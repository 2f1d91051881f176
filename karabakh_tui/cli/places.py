"""Every folder and file of the program's own on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from karabakh_tui import paths
from karabakh_tui.cli.wishes import settings_path


def places(config: str = "") -> list[tuple[str, Path | None]]:
    """Name and path of each, the four folders first; None where there is no home folder to put it in. `config` is the
    settings file that the command line names."""
    settings, data, state = paths.config_dir(), paths.data_dir(), paths.state_dir()
    return [
        ("settings", settings),
        ("data", data),
        ("state", state),
        ("cache", paths.cache_dir()),
        ("settings file", settings_path(config, os.environ)),
        ("keys", settings and settings / paths.KEYS_FILE),
        ("themes", settings and settings / "themes"),
        ("single texts", data and data / "texts"),
        ("own annotations", data and data / "annotations"),
        ("annotated texts", data and data / paths.SNAPSHOTS_FOLDER),
        ("places", state and state / "places"),
        ("copied text", state and state / paths.CLIPBOARD_FILE),
        ("default corpus", paths.shipped()),
    ]
