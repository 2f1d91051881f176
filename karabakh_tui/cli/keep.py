"""Keeping a choice made on the screen: the one thing that the program itself writes into the settings file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from karabakh_tui import paths
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.wording import shown

if TYPE_CHECKING:
    from karabakh_tui.cli.wishes import Value, Wishes


def keep_choice(name: str, chosen: str, wishes: Wishes) -> str:
    """Write what was chosen for the setting of that name into the settings file, and give a sentence on it: where it is
    kept, what comes before it at the next start, or why it was not kept."""
    from karabakh_tui.cli.wishes import settings_path

    path = settings_path(wishes.config, os.environ)
    if path is None:
        return f"{chosen} until you leave: without a home folder there is nowhere to keep it."
    try:
        keep(path, name, chosen)
    except FaultError as error:
        return f"{chosen} until you leave. Not kept: {error.fault}"
    value = wishes.values.get(name)
    wins = _before_the_file(value) if value and value.value != chosen else ""
    kept = f"{chosen} is kept in {shown(paths.from_home(path))}."
    return f"{kept} {wins} says {value.value}, and wins at the next start." if wins and value else kept


def _before_the_file(value: Value) -> str:
    """Who says a value that comes before what the settings file says; "" where nobody does."""
    said_by = {"flag": f"the flag {value.where}", "environment": value.where, "corpus": value.where}
    return said_by.get(value.origin, "")


def keep(path: Path, name: str, value: str) -> None:
    """Set a field of the settings file; every other byte stays, and a file that is missing is written with all that may
    stand in it. Raises FaultError where the file cannot be read or written, or has just been changed by somebody."""
    from karabakh_tui.cli.settings import template
    from karabakh_tui.yamldoc.disk import read_regular, replace_file
    from karabakh_tui.yamldoc.load import SIZE_LIMIT
    from karabakh_tui.yamldoc.splice import set_field

    named = shown(path)

    def held() -> bytes | None:
        return read_regular(path, named, SIZE_LIMIT) if os.path.lexists(path) else None

    before = held()
    begun = template().encode() if before is None else _with_format(before, named)
    after = set_field(begun, named, name, value)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if held() != before:
            raise FaultError(Fault(named, 0, 0, "was changed by somebody just now", "choose once more"))
        if after != before:
            replace_file(path, after)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FaultError(Fault(named, 0, 0, f"cannot be written ({reason})", "check its folder")) from None


def _with_format(data: bytes, named: str) -> bytes:
    """The file as it is; where it says nothing yet, with the format behind it: a file without one is complained of."""
    from karabakh_tui.yamldoc.load import load
    from karabakh_tui.yamldoc.node import Scalar
    from karabakh_tui.yamldoc.record import FORMAT

    root = load(data, named).root
    if not isinstance(root, Scalar) or root.value is not None:
        return data
    ended = b"" if data.endswith((b"\n", b"\r")) or not data else b"\n"
    return data + ended + f"format: {FORMAT}\n".encode()
