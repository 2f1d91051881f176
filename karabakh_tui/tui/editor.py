"""The program for texts that a person is used to: a note is written in it, a file opened at the line that is wrong.

It is what VISUAL or EDITOR names, started without a shell, on a terminal that is given back to it for the time.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from textual.app import App, SuspendNotSupported

from karabakh_tui.yamldoc.wording import quoted

USUAL = ("sensible-editor", "nano", "vim", "vi")
"""What is looked for where neither VISUAL nor EDITOR says anything, the first that is there."""

LARGEST = 1_000_000
"""Bytes of a note that are read back; a larger file is no note."""

_PLUS = ("+{line}", "{path}")
_COLON = ("{path}:{line}",)
_GOTO = ("--goto", "{path}:{line}")
_AT_LINE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("vi", "vim", "nvim", "vis", "gvim", "ex", "elvis", "nvi", "view", "sensible-editor"), _PLUS),
    **dict.fromkeys(
        ("nano", "pico", "emacs", "emacsclient", "mg", "zile", "joe", "jmacs", "jed", "ne", "mcedit"), _PLUS
    ),
    **dict.fromkeys(("micro", "kak", "dte", "gedit", "gnome-text-editor", "pluma", "xed", "editor"), _PLUS),
    **dict.fromkeys(("hx", "helix", "subl", "zed", "zeditor"), _COLON),
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "code-server"), _GOTO),
    **dict.fromkeys(("kate", "kwrite", "mate", "bbedit"), ("--line", "{line}", "{path}")),
}
"""How each of them is told a line; one that is not here gets the file alone."""

_WAIT = {
    **dict.fromkeys(
        ("code", "code-insiders", "codium", "vscodium", "cursor", "subl", "mate", "bbedit", "zed"), "--wait"
    ),
    **dict.fromkeys(("gedit", "gnome-text-editor", "pluma", "xed"), "--wait"),
    "kate": "--block",
    "gvim": "--nofork",
}
"""What makes those that open a window of their own end when the file is closed, not at once."""

_WAITS = frozenset({*_WAIT.values(), "-w", "-b", "-f"})


_ITS_OWN = (signal.SIGINT, signal.SIGQUIT)
_FOR_BOTH = (signal.SIGHUP, signal.SIGTERM)


class Edited(NamedTuple):
    """The text as it is now, and what there is to tell ("" for nothing); where something went wrong, the old text."""

    text: str
    words: str = ""


def editor_of(environment: Mapping[str, str]) -> tuple[list[str], str]:
    """The program and its arguments, or what is wrong: one of the two is empty."""
    named = next((name for name in ("VISUAL", "EDITOR") if environment.get(name, "").strip()), "")
    if not named:
        found = next((name for name in USUAL if shutil.which(name)), "")
        return ([found], "") if found else ([], "No editor was found. Set VISUAL or EDITOR to the one you use.")
    try:
        words = shlex.split(environment[named])
    except ValueError:
        return [], f"{named} is {quoted(environment[named])}: a quotation mark is open in it."
    if not shutil.which(words[0]):
        return [], f"{named} is {quoted(environment[named])}: there is no such program."
    return words, ""


def command(editor: Sequence[str], path: str, line: int = 0) -> list[str]:
    """The words with which an editor opens a file, at a line (from 1; 0 for none), and ends when it is closed."""
    name = Path(editor[0]).name
    wait = _WAIT.get(name, "")
    words = [*editor, *([wait] if wait and _WAITS.isdisjoint(editor) else [])]
    told = _AT_LINE.get(name, ("{path}",)) if line > 0 else ("{path}",)
    return words + [part.replace("{line}", str(line)).replace("{path}", path) for part in told]


def edit_text(app: App[Any], text: str, *, folder: Path | None = None) -> Edited:
    """Have a person go on with `text` in their editor, and wait until they are done.

    The text is in a file that only they can read, in `folder` or among the temporary ones, and gone afterwards. An
    editor that ends with anything but 0 leaves the text as it was: that is how many of them are told to drop it.
    """
    editor, wrong = editor_of(os.environ)
    if wrong:
        return Edited(text, wrong)
    try:
        place = Path(tempfile.mkdtemp(prefix="karabakh-tui-", dir=folder if folder and folder.is_dir() else None))
    except OSError as error:
        return Edited(text, f"No file for the note could be made: {error.strerror}. The note is as it was.")
    file = place / "note.txt"
    try:
        file.write_text(text + "\n" if text else "", "utf-8", newline="")
        file.chmod(0o600)
        wrong = _run(app, command(editor, str(file)))
        if wrong and not _cut_short(app):
            return Edited(text, f"{wrong} The note is as it was.")
        return _read(file, text, editor[0])
    except (OSError, UnicodeEncodeError) as error:
        return Edited(text, f"The note could not be handed over: {error}. It is as it was.")
    finally:
        _clear_away(place, file, _cut_short(app))


def _clear_away(place: Path, file: Path, cut_short: bool) -> None:
    """Take the file away; but what an editor that was cut short keeps beside it for its next start stays."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
        if not cut_short:
            shutil.rmtree(place, ignore_errors=True)
        elif not any(place.iterdir()):
            place.rmdir()


def _cut_short(app: App[Any]) -> bool:
    """Whether a signal has asked this program to end, so that the editor had to end, too."""
    return bool(getattr(app._driver, "ending", False))


def open_at(app: App[Any], path: Path, line: int = 0) -> str:
    """Open a file in the editor, at a line (from 1; 0 for none), and wait until it is closed; "" or what went wrong."""
    editor, wrong = editor_of(os.environ)
    return wrong or _run(app, command(editor, str(path.absolute()), line))


def _read(file: Path, before: str, editor: str) -> Edited:
    """What the editor has left."""
    with file.open("rb") as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        return Edited(before, f"{Path(editor).name} left more than {LARGEST:,} bytes. The note is as it was.")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        what = f"{Path(editor).name} left bytes that are not UTF-8, at {error.start:,}."
        return Edited(before, f"{what} The note is as it was.")
    return Edited(text.removesuffix("\n"))


def _run(app: App[Any], words: Sequence[str]) -> str:
    """Give the terminal to a program until it ends; "" or what went wrong."""
    name = Path(words[0]).name
    code = 0
    unable = ""
    try:
        with app.suspend():
            try:
                code = _wait_for(words)
            except OSError as error:  # here: an error that left the suspension would leave the terminal given away
                unable = error.strerror or str(error)
    except SuspendNotSupported:
        return "Here no other program can have the terminal."
    if unable:
        return f"{name} could not be started: {unable}."
    if code < 0:
        return f"{name} was ended by signal {-code}."
    return f"{name} ended with {code}." if code else ""


def _wait_for(words: Sequence[str]) -> int:
    """Run a program in our place; its exit code. Raises OSError where it cannot be started.

    What Ctrl and a key send to all programs of the terminal is for that one. A signal to end reaches it, too: of a line
    that drops the kernel tells the first program of the terminal only.
    """
    started: list[subprocess.Popen[bytes]] = []
    before = {int(number): signal.getsignal(number) for number in (*_ITS_OWN, *_FOR_BOTH)}

    def hear(number: int, frame: FrameType | None) -> None:
        if number in _FOR_BOTH:
            for program in started:
                program.send_signal(number)
            handler = before[number]
            if callable(handler):
                handler(number, frame)

    # Handlers, not SIG_IGN: that the program would inherit.
    heard = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in heard:
        signal.signal(number, hear)
    try:
        started.append(subprocess.Popen(words))
        return started[0].wait()
    finally:
        for number in heard:
            signal.signal(number, before[number])
