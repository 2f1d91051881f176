"""The keys of this person: keys.yaml and the layout, put to use before anything asks for a key."""

from __future__ import annotations

import os
from pathlib import Path

from karabakh_tui.paths import KEYS_FILE
from karabakh_tui.yamldoc.fault import Fault


def use_own_keys(folder: Path | None) -> tuple[Fault, ...]:
    """Use the keys.yaml in the folder of settings, if there is one; gives what is wrong with it."""
    from karabakh_tui.tui import layouts

    layout = layouts.AUTO
    faults: tuple[Fault, ...] = ()
    if folder and os.path.lexists(folder / KEYS_FILE):
        from karabakh_tui.tui import keymap
        from karabakh_tui.tui.keys_file import load_keys

        actions, layout, faults = load_keys(folder / KEYS_FILE)
        keymap.use(actions)
    layouts.use(layouts.Keyboard(layout, layouts.by_locale(os.environ)))
    return faults
