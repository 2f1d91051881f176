"""The settings file: read with care, and the commented one that people begin with.

It is never a reason not to start: what is wrong is told with its place, and the default holds.
"""

from __future__ import annotations

from pathlib import Path

from karabakh_tui.cli.wishes import NAMES, OFF, ON, SETTINGS, Setting, Value
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.load import read
from karabakh_tui.yamldoc.record import FORMAT, Record, open_record
from karabakh_tui.yamldoc.wording import did_you_mean, quoted, shown


def read_settings(path: Path) -> tuple[dict[str, Value], tuple[Fault, ...]]:
    """What the file says of each setting, and what is wrong with it. Nothing is said by a file that cannot be read.

    Raises ParserMissingError where PyYAML cannot read.
    """
    try:
        top = open_record(read(path, shown(path)))
    except FaultError as error:
        return {}, (error.fault,)
    for name in top.mapping.entries:
        if name not in ("format", *NAMES):
            line, col = top.mapping.places.get(name, (top.mapping.line, top.mapping.col))
            repair = did_you_mean(name, NAMES, "it is not used")
            top.faults.append(top.document.fault(line, col, f"{quoted(name)} is no setting", repair))
    said = {}
    for setting in SETTINGS:
        value = _value(top, setting, path.parent)
        if value:
            line, col = top.place(setting.name)
            said[setting.name] = Value(value, "file", f"{shown(path)}:{line}:{col}")
    return said, tuple(top.faults)


def _value(top: Record, setting: Setting, folder: Path) -> str:
    """What is said of one setting; "" where nothing usable is."""
    name = setting.name
    if setting.kind == "choice":
        return top.choice(name, setting.choices)
    if setting.kind == "switch":
        noticed = len(top.faults)
        on = top.flag(name)
        return "" if not top.text(name) or len(top.faults) > noticed else ON if on else OFF
    value = top.text(name).strip()
    if setting.kind != "path" or not value or value == setting.default or value.isdecimal():
        return value
    try:
        return str(folder.absolute() / Path(value).expanduser())
    except (RuntimeError, ValueError):
        top.fault(name, f"{quoted(value)} is no path here", "write the whole path")
        return ""


def template() -> str:
    """A settings file that says nothing yet, and explains all that it may say."""
    parts = [
        "# Settings of karabakh-tui. Take the # off a line to change what it says; what stands there is the default.\n"
        "# A flag and an environment variable come before this file. To see what counts, and why:\n"
        "# karabakh-tui config show\n"
        f"format: {FORMAT}\n"
    ]
    return "\n".join([*parts, *map(_explained, SETTINGS)])


def _explained(setting: Setting) -> str:
    """One setting, commented out."""
    also = [f"one of: {', '.join(setting.choices)}"] if setting.choices else []
    also += [f"{ON} or {OFF}"] if setting.kind == "switch" else []
    also += [" or ".join(filter(None, (setting.flag, setting.variable)))] if setting.flag else []
    told = f"# {setting.words}\n" + (f"# ({'; '.join(also)})\n" if also else "")
    return f"{told}# {setting.name}: {setting.default}".rstrip() + "\n"
