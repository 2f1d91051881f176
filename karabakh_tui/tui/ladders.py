"""Which colours and signs a terminal has, told by its environment, and that environment made ready for Textual.

A ladder is "true" (24 bit), "256", "16" or "mono". This module imports neither Textual nor Rich: it runs before them,
since Textual reads its settings when it is imported.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, MutableMapping

LADDERS = ("mono", "16", "256", "true")
"""From the poorest to the richest."""

ESCAPE_DELAY_OVER_SSH = "300"
"""Milliseconds. Over a slow line the bytes of an arrow key arrive apart; a lone Esc must not be taken from them."""

_COLOR_SYSTEMS = {"true": "truecolor", "256": "256", "16": "standard", "mono": "standard"}

# Terminals that have no colours whatever else the environment says; terminfo marks others with -m or -mono.
_WITHOUT_COLOURS = re.compile(r"(?:dumb|unknown|vt\d+\S*|lpr|printer|emacs|\S+-(?:m|mono)\b\S*)?\Z")
_ALWAYS_TRUE = re.compile(r"(?:\S+-direct\d*|alacritty\S*|xterm-kitty|xterm-ghostty|ghostty|wezterm|foot\S*|contour)\Z")
_TRUE = re.compile(r"truecolor|24bit", re.IGNORECASE)
_UTF8 = re.compile(r"utf-?8", re.IGNORECASE)
_WRITTEN_BY_PYTHON = "C.UTF-8"
_FORCED = {"0": "mono", "false": "mono", "1": "16", "2": "256", "3": "true"}


def ladder_of(env: Mapping[str, str], color: str = "auto") -> str:
    """The ladder to use, by environment variables and the wish "auto", "always" or "never".

    The wish wins over the environment. NO_COLOR counts unless it is empty, and wins over FORCE_COLOR. FORCE_COLOR gives
    at least 16 colours; by convention 0 stands for none, 1 for 16, 2 for 256, 3 for all.
    """
    if color == "never" or (color != "always" and env.get("NO_COLOR")):
        return "mono"
    told = _by_terminal(env)
    if color == "always":
        return told if told != "mono" else "16"
    forced = env.get("FORCE_COLOR", "").strip().lower()
    if not forced:
        return told
    wanted = _FORCED.get(forced, "16")
    return wanted if wanted == "mono" else max(told, wanted, key=LADDERS.index)


def colours_off(env: Mapping[str, str], color: str = "auto") -> str:
    """Why there are no colours, in a few words; "" where there are some. To be asked before `prepare_environment`."""
    if ladder_of(env, color) != "mono":
        return ""
    if color == "never":
        return "color: never"
    if env.get("NO_COLOR"):
        return "NO_COLOR is set"
    if env.get("FORCE_COLOR", "").strip():
        return "FORCE_COLOR says none"
    return f"TERM is {env['TERM']}" if env.get("TERM") else "TERM is not set"


def prepare_environment(env: MutableMapping[str, str], color: str = "auto") -> str:
    """Make the environment ready for Textual, before Textual is imported, and give the ladder.

    Takes NO_COLOR away (Textual answers even an empty one, with greys), names the colour system, turns animations off
    and waits longer for the rest of an escape sequence where the line is an SSH connection. COLUMNS and LINES go too:
    where a shell exports them, they would hide every change of the window's size; and so does UNICODE_VERSION, by which
    Rich would measure some characters otherwise than we do.
    """
    ladder = ladder_of(env, color)
    for name in ("NO_COLOR", "COLUMNS", "LINES", "UNICODE_VERSION"):
        env.pop(name, None)
    env["TEXTUAL_COLOR_SYSTEM"] = _COLOR_SYSTEMS[ladder]
    env["TEXTUAL_ANIMATIONS"] = "none"
    if env.get("SSH_CONNECTION") and not env.get("ESCDELAY"):
        env["ESCDELAY"] = ESCAPE_DELAY_OVER_SSH
    return ladder


def ascii_wanted(env: Mapping[str, str], glyphs: str = "auto") -> bool:
    """Whether lines and typographic marks are to be ASCII: `glyphs` is "ascii", "unicode", or "auto" (also "").

    "auto" goes by the character set that the locale names (`locale_told`). Without any, or with the locale C, that is
    not UTF-8, however Python itself reads and writes.
    """
    if glyphs in ("ascii", "unicode"):
        return glyphs == "ascii"
    return _UTF8.search(locale_told(env)[1]) is None


def locale_told(env: Mapping[str, str]) -> tuple[str, str]:
    """Which variable tells the character set, and what it says: LC_ALL, else LC_CTYPE, else LANG; ("", "") for none.

    Where the locale is C, Python writes LC_CTYPE=C.UTF-8 into its own environment (PEP 538), and is in UTF-8 mode
    besides (PEP 540), as it is not where somebody else wrote that. What it wrote says nothing of the terminal.
    """
    of_python = sys.flags.utf8_mode and env.get("LC_CTYPE") == _WRITTEN_BY_PYTHON
    ctype = "" if of_python else env.get("LC_CTYPE")
    told = {"LC_ALL": env.get("LC_ALL"), "LC_CTYPE": ctype, "LANG": env.get("LANG")}
    return next(((name, locale) for name, locale in told.items() if locale), ("", ""))


def _by_terminal(env: Mapping[str, str]) -> str:
    term = env.get("TERM", "").strip().lower()
    if _WITHOUT_COLOURS.match(term):
        return "mono"
    if term in ("linux", "cygwin"):
        return "16"
    if _ALWAYS_TRUE.match(term):
        return "true"
    if _TRUE.fullmatch(env.get("COLORTERM", "").strip()):
        # GNU screen hands COLORTERM on from the terminal it runs in, and cannot pass such colours on itself.
        return "256" if env.get("STY") else "true"
    return "256" if "256" in term else "16"
