"""Where copied text goes: into tmux or to the terminal, whichever there is, and always into a file.

Nothing tells whether a terminal took what it was sent, and inside tmux the usual sequence does not get out by default,
while tmux itself hands on what is loaded into its buffer. So each way says what is known of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from karabakh_tui.paths import CLIPBOARD_FILE, from_home

if TYPE_CHECKING:
    from karabakh_tui.tui.views.citation import Excerpt

MOST_FOR_TERMINAL = 74_994
"""Bytes of UTF-8: what fits into the 100,000 bytes of the sequence that the stricter terminals take."""

PATIENCE = 2.0
"""Seconds that tmux may take."""

WAYS = ("auto", "tmux", "terminal", "file")


@dataclass(frozen=True, slots=True)
class Kept:
    """The file that holds what was copied, or in a few words why none does."""

    path: Path | None
    wrong: str = ""


def take_away(
    excerpt: Excerpt, wish: str, env: Mapping[str, str], folder: Path | None, send: Callable[[str], None]
) -> tuple[str, ...]:
    """Copy it by the way that `wish` (one of WAYS) and the environment give, and into the file in `folder`; what
    happened, in words, the longest form first. `send` writes a text to the terminal as one to be copied. May wait for
    tmux, so it is not for an event loop."""
    kept = keep(excerpt.text, folder)
    way, wrong = way_for(wish, env), ""
    if way == "tmux":
        wrong = into_tmux(excerpt.text)
    elif way == "terminal" and not (wrong := too_long(excerpt.text)):
        send(excerpt.text)
    return told(way, wrong, kept, excerpt.characters, excerpt.what)


def way_for(wish: str, env: Mapping[str, str]) -> str:
    """The way to take: "tmux", "terminal", "file", or "screen" where GNU screen stands between. `wish` is one of WAYS;
    "auto" goes by the environment."""
    if wish != "auto":
        return wish
    if env.get("TMUX"):
        return "tmux"
    return "screen" if env.get("STY") else "terminal"


def keep(text: str, folder: Path | None) -> Kept:
    """Write the file in `folder`, for the eyes of its owner alone: the old whole file or the new whole file."""
    if folder is None:
        return Kept(None, "there is no home folder for a file")
    from karabakh_tui.yamldoc.disk import replace_file

    path = folder / CLIPBOARD_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, text.encode("utf-8", "replace"), private=True)
    except OSError as error:
        return Kept(None, f"{from_home(path)} cannot be written ({error.strerror or error})")
    return Kept(path)


def into_tmux(text: str) -> str:
    """Load the text into tmux's buffer, which hands it on to the terminal; in a few words what went wrong, "" if
    nothing. May take as long as PATIENCE."""
    import subprocess

    command = ["tmux", "load-buffer", "-w", "-"]
    try:
        data = text.encode("utf-8", "replace")
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return f"tmux did not answer within {PATIENCE:.0f} seconds"
    except OSError:
        return "tmux is not on the PATH"
    if done.returncode == 0:
        return ""
    said = " ".join(done.stderr.decode("utf-8", "replace").split())[:60]
    return f"tmux did not take it ({said})" if said else "tmux did not take it"


def too_long(text: str) -> str:
    """Why a terminal would not take the text, in a few words; "" where it would."""
    size = len(text.encode("utf-8", "replace"))
    if size <= MOST_FOR_TERMINAL:
        return ""
    return f"{size:,} bytes are too long for a terminal, which takes {MOST_FOR_TERMINAL:,}"


def told(way: str, wrong: str, kept: Kept, characters: int, what: str = "") -> tuple[str, ...]:
    """What happened, in one or two sentences, the longest form first. `wrong` says why `way` did not work; `what` names
    what was copied, where that is not what one expects."""
    size = f"{characters:,} {'character' if characters == 1 else 'characters'} with citation" if characters else ""
    copied = ", ".join(part for part in (what, size) if part)
    if way == "screen":
        wrong = "GNU screen lets no copy through"
    if way == "file" or wrong:
        if kept.path is None:
            reasons = ", and ".join(part for part in (wrong, kept.wrong) if part)
            return (f"Nothing was copied: {reasons}.",)
        lead = f"{wrong}; copied only into" if wrong else f"Copied {copied} into"
        return tuple(f"{lead} {name}" for name in (from_home(kept.path), kept.path.name))
    done = f"Copied {copied} (tmux)."
    if way == "terminal":
        done = f"Sent {f'{what} ' if what else ''}to the terminal; it does not say whether it took it."
    if kept.path is None:
        return (f"{done} But {kept.wrong}.", done)
    return (*(f"{done} Also in {name}" for name in (from_home(kept.path), kept.path.name)), done)
