"""What an action of the keymap is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["MOVE", "LOOK", "DO", "SCREENS"]

LETTER, DIGIT = "{a}", "{1}"
"""What stands for any letter, and for a digit from 1 to 9, in a sequence of keys."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    `id` is also the command behind `:`. `scope` is the screen it belongs to ("global" for all). Each of `keys` is a
    sequence of key names parted by blanks, by Textual's names or the bare character ("J", "g g", "escape", "m {a}");
    a placeholder stands for one key: `{a}` for a letter, `{1}` for a digit from 1 to 9. `footer` is the short word in
    the footer, "" where it is not shown there; neighbours with the same word share one place in it ("n/N provision").
    `hint` is the short word beside the key while its prefix is open, the id where it is "". `counts` tells whether a
    count in front repeats it. A `destructive` one leaves, or takes something away: it is on no key that an arrow key
    leaves behind when its bytes come one by one.
    """

    id: str
    scope: str
    keys: tuple[str, ...]
    words: str
    group: Group
    footer: str = ""
    counts: bool = False
    hint: str = ""
    destructive: bool = False
