"""The program for texts that a person is used to: a note is written in it, a file opened at the line that is wrong.

It is what VISUAL or EDITOR names, started without a shell, on a terminal that is given back to it for the time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from textual.app import App, SuspendNotSupported

from karabakh_tui.tui.editors import command, editor
from karabakh_tui.yamldoc.wording import quoted

LARGEST = 1_000_000
"""Bytes of a note that are read back; a larger file is no note."""

_ITS_OWN = (signal.SIGINT, signal.SIGQUIT)
_FOR_BOTH = (signal.SIGHUP, signal.SIGTERM)


class Edited(NamedTuple):
    """The text as it is now, and what there is to tell ("" for nothing); where something went wrong, the old text."""

    text: str
    words: str = ""


def edit_text(app: App[Any], text: str, *, folder: Path | None = None) -> Edited:
    """Have a person go on with `text` in their editor, and wait until they are done.

    The text is in a file that only they can read, in `folder` or among the temporary ones, and gone afterwards. An
    editor that ends with anything but 0 leaves the text as it was: that is how many of them are told to drop it.
    """
    words, wrong = _editor()
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
        wrong = _run(app, command(words, str(file)))
        if wrong and not _cut_short(app):
            return Edited(text, f"{wrong} The note is as it was.")
        return _read(file, text, words[0])
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
    words, wrong = _editor()
    return wrong or _run(app, command(words, str(path.absolute()), line))


def _editor() -> tuple[list[str], str]:
    """The words that start the editor, or why there is none: one of the two is empty."""
    words = editor(os.environ, shutil.which)
    if not words:
        return [], "No editor was found. Set VISUAL or EDITOR to the one you use."
    if not shutil.which(words[0]):
        return [], f"The editor is {quoted(words[0])}, and there is no such program."
    return words, ""


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
