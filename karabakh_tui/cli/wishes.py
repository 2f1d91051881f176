"""What a person asked for, apart from how it was said, and which of several ways of saying it counts.

`SETTINGS` is the one list of what can be set. Reading the settings file, `config show`, `config check`, the commented
file that `config edit` begins with, the manual page and the tests of the pages are all made from it. Named tuples and
not dataclasses: every start makes these classes, and theirs are made faster.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from karabakh_tui.yamldoc.fault import Fault

Kind = Literal["name", "choice", "switch", "path", "command"]
Origin = Literal["flag", "environment", "corpus", "file", "default"]

ON, OFF = "on", "off"
FILE_VARIABLE = "KARABAKH_TUI_CONFIG"
"""Names the settings file in place of the usual one, as the flag --config does."""


class Setting(NamedTuple):
    """One thing that can be set. `name` is its field in the settings file, `default` what holds where nobody says
    anything; `flag` and `variable` are the other ways to say it, "" where there is none."""

    name: str
    kind: Kind
    default: str
    words: str
    flag: str = ""
    variable: str = ""
    choices: tuple[str, ...] = ()


SETTINGS = (
    Setting(
        "theme",
        "name",
        "dark",
        "The theme: dark, light, mono, or one of your own.",
        "--theme",
        "KARABAKH_TUI_THEME",
    ),
    Setting(
        "color",
        "choice",
        "auto",
        "Colours on the screen; auto asks the terminal, and obeys NO_COLOR.",
        "--color",
        choices=("auto", "always", "never"),
    ),
    Setting(
        "glyphs",
        "choice",
        "auto",
        "Lines and typographic marks; auto takes ASCII where the locale is not UTF-8.",
        "--ascii",
        choices=("auto", "ascii", "unicode"),
    ),
    Setting(
        "copy",
        "choice",
        "auto",
        "How copied text leaves the program, besides a file that always holds it.",
        choices=("auto", "tmux", "terminal", "file"),
    ),
    Setting("mouse", "switch", OFF, "Listen to the mouse; else the terminal does, and can select.", "--mouse"),
    Setting(
        "announce",
        "path",
        "",
        "A file that gets a sentence for each change, for speech and braille.",
        "--announce",
    ),
    Setting(
        "corpus",
        "path",
        "default",
        "The corpus that is opened where nothing else is named.",
        "--corpus",
        "KARABAKH_TUI_CORPUS",
    ),
    Setting("as", "name", "", "Your name as an annotator: what it decided counts.", "--as", "KARABAKH_TUI_AS"),
    Setting("pager", "command", "", "What shows long output page by page, or off; else PAGER or less.", "--no-pager"),
)
"""Everything that can be set."""

NAMES = tuple(setting.name for setting in SETTINGS)

FROM_A_CORPUS = ("theme",)
"""What a corpus.yaml may say. A folder that somebody sent names no command to start and no file to write."""


class Value(NamedTuple):
    """What holds for one setting: the value, who said it, and where that stands: a flag, a variable, or
    file:line:col; "" for a default."""

    value: str
    origin: Origin
    where: str


Values = Mapping[str, Value]
_NOTHING: Values = MappingProxyType({})


def settle(
    flags: Mapping[str, str], environment: Mapping[str, str], corpus: Values = _NOTHING, file: Values = _NOTHING
) -> dict[str, Value]:
    """What holds for each setting: a flag comes before the environment, that before the corpus, that before the
    settings file, that before the default. `flags` are by the name of the setting; what is empty says nothing."""
    return {setting.name: _settled(setting, flags, environment, corpus, file) for setting in SETTINGS}


def _settled(
    setting: Setting, flags: Mapping[str, str], environment: Mapping[str, str], corpus: Values, file: Values
) -> Value:
    name = setting.name
    if said := flags.get(name):
        return Value(said, "flag", setting.flag)
    if setting.variable and (said := environment.get(setting.variable)):
        return Value(said, "environment", setting.variable)
    if name in FROM_A_CORPUS and name in corpus:
        return corpus[name]
    return file.get(name) or Value(setting.default, "default", "")


class Wishes(NamedTuple):
    """What a person asked for; "" where nothing was said.

    `corpus` is what the command line names. `usual_corpus` is what the environment or the settings name: it is opened
    where the command line names nothing. `plain` asks for text in place of a screen. `glyphs` is "auto", "ascii" or
    "unicode", `copy` "auto", "tmux", "terminal" or "file", `announce` the file or the number of the descriptor that
    sentences for ears go to, `pager` a command or "off", `config` the settings file in place of the usual one.

    `values` tells of each setting where it comes from, `faults` what is wrong with the settings file.
    """

    corpus: str = ""
    usual_corpus: str = ""
    annotator: str = ""
    theme: str = ""
    color: str = ""
    plain: bool = False
    glyphs: str = ""
    announce: str = ""
    mouse: bool = False
    config: str = ""
    copy: str = ""
    pager: str = ""
    values: Values = _NOTHING
    faults: tuple[Fault, ...] = ()
    flags: Mapping[str, str] = MappingProxyType({})
    file: Values = _NOTHING

    def in_corpus(self, said: Values, environment: Mapping[str, str]) -> Wishes:
        """The same wishes where a corpus says something as well."""
        values = settle(self.flags, environment, said, self.file)
        return _wishes(self.flags, values, self.file, self.faults, plain=self.plain, config=self.config)


def wishes_of(
    flags: Mapping[str, str], environment: Mapping[str, str], *, plain: bool = False, config: str = ""
) -> Wishes:
    """The wishes that flags, the environment and the settings file state. Without such a file nothing is read, and
    nothing imported to read it."""
    path = settings_path(config, environment)
    file: Values = _NOTHING
    faults: tuple[Fault, ...] = ()
    if path is not None and (config or os.path.lexists(path) or environment.get(FILE_VARIABLE)):
        from karabakh_tui.cli.settings import read_settings

        file, faults = read_settings(path)
    return _wishes(flags, settle(flags, environment, _NOTHING, file), file, faults, plain=plain, config=config)


def settings_path(config: str, environment: Mapping[str, str]) -> Path | None:
    """The settings file: the one that a flag or a variable names, else the usual one; None without a home."""
    from pathlib import Path

    if named := config or environment.get(FILE_VARIABLE, ""):
        return Path(named)
    from karabakh_tui import paths

    folder = paths.config_dir()
    return folder / paths.SETTINGS_FILE if folder else None


def _wishes(
    flags: Mapping[str, str], values: Values, file: Values, faults: tuple[Fault, ...], *, plain: bool, config: str
) -> Wishes:
    said = {name: value.value if value.origin != "default" else "" for name, value in values.items()}
    return Wishes(
        corpus=flags.get("corpus", ""),
        usual_corpus="" if flags.get("corpus") else said["corpus"],
        annotator=said["as"],
        theme=said["theme"],
        color=said["color"],
        plain=plain,
        glyphs=said["glyphs"],
        announce=said["announce"],
        mouse=said["mouse"] == ON,
        config=config,
        copy=said["copy"],
        pager=said["pager"],
        values=values,
        faults=faults,
        flags=flags,
        file=file,
    )
