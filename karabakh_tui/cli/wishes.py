"""What a person asked for, apart from how it was said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked for on the command line; "" where nothing was said.

    `usual_corpus` is what the environment names: it is opened where the command line names nothing. `plain` asks for
    text in place of a screen. `glyphs` is "ascii" or "unicode", `announce` the file or the number of the descriptor
    that sentences for ears go to, `config` the settings file in place of the usual one.
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


def from_environment(environment: Mapping[str, str]) -> Wishes:
    """The wishes that environment variables state."""
    return Wishes(
        usual_corpus=environment.get("KARABAKH_TUI_CORPUS", ""),
        annotator=environment.get("KARABAKH_TUI_AS", ""),
        theme=environment.get("KARABAKH_TUI_THEME", ""),
    )
