"""The keymap as data: every action, its keys, its words. Nothing else in the program names a key.

The table feeds the dispatcher, the footer, help, the command line and `karabakh-tui keys`. An action whose screen does
not exist is not in the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    `id` is also the command behind `:`. `scope` is the screen it belongs to ("global" for all). Each of `keys` is a
    sequence of key names parted by blanks, by Textual's names or the bare character ("J", "g g", "escape", "m {a}");
    a placeholder stands for one key: `{a}` for a letter, `{1}` for a digit from 1 to 9. `footer` is the short word in the footer, ""
    where it is not shown there; `counts` tells whether a count in front repeats it.
    """

    id: str
    scope: str
    keys: tuple[str, ...]
    words: str
    group: Literal["MOVE", "LOOK", "DO", "SCREENS"]
    footer: str = ""
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """What a person asked for: an action, the count before it (None without), the letter or digit after it."""

    action: Action
    count: int | None = None
    arg: str = ""
