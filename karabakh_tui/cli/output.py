"""What goes to stdout: plain lines that are safe on a terminal, and JSON."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from karabakh_tui.cli.exits import CANNOT_WRITE
from karabakh_tui.text.display import visible

USUAL_WIDTH = 80
"""Cells of a terminal that does not tell how wide it is."""


def on_terminal() -> bool:
    """Whether somebody sees what is printed as it comes."""
    return sys.stdout is not None and sys.stdout.isatty()


def screen_width() -> int | None:
    """Cells of the terminal that stdout is; None where it is a pipe or a file, which take any width.

    COLUMNS goes before what the terminal says, as with other programs.
    """
    if not on_terminal():
        return None
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or USUAL_WIDTH
    except OSError:
        return USUAL_WIDTH


def print_with(glyphs: str) -> None:
    """Print lines with these signs from now on: "ascii" in place of typographic marks, "unicode" as they were typed,
    else ASCII on a terminal whose locale is not UTF-8."""
    global _glyphs  # noqa: PLW0603 - a property of the process, as its locale is
    _glyphs = glyphs


_glyphs = ""


def print_lines(lines: Iterable[str]) -> None:
    """Each line, safe to print. Raises OSError where it cannot be written."""
    stream = _stdout()
    stream.writelines(f"{line}\n" for line in safe_lines(lines))
    stream.flush()


def safe_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines as they may go to stdout, or to what shows them in its place."""
    form = _form_on(_stdout())
    return (form(visible(line)) for line in lines)


def print_painted(lines: Iterable[Iterable[tuple[str, str]]]) -> None:
    """Lines of runs: the parameters of an SGR sequence (`1;31`, "" for none) and text, which is made safe.

    Raises OSError where it cannot be written.
    """
    stream = _stdout()
    form = _form_on(stream)
    for line in lines:
        for style, text in line:
            shown = form(visible(text))
            stream.write(f"\x1b[{style}m{shown}\x1b[0m" if style and shown else shown)
        stream.write("\n")
    stream.flush()


def _form_on(stream: io.TextIOWrapper) -> Callable[[str], str]:
    """What is made of a line that goes to this stream."""
    if _glyphs != "ascii":
        if _glyphs == "unicode" or not stream.isatty():
            return str
        from karabakh_tui.tui.ladders import ascii_wanted

        if not ascii_wanted(os.environ):
            return str
    from karabakh_tui.text.ascii import in_ascii

    return in_ascii


def print_json(document: dict[str, Any]) -> None:
    """One document, indented. Raises OSError where it cannot be written.

    In a pipe what can be seen stays as it is. On a terminal, or where stdout takes no UTF-8, all but ASCII is escaped;
    control characters and what steers the direction of writing are escaped everywhere.
    """
    stream = _stdout()
    stream.write(_json(document, _only_ascii(stream), indent=1) + "\n")
    stream.flush()


def print_json_lines(documents: Iterable[dict[str, Any]]) -> None:
    """A document a line, each as above. Raises OSError where they cannot be written."""
    stream = _stdout()
    only_ascii = _only_ascii(stream)
    stream.writelines(_json(document, only_ascii, indent=None) + "\n" for document in documents)
    stream.flush()


def _json(document: dict[str, Any], only_ascii: bool, indent: int | None) -> str:
    import json

    # Half a surrogate pair is no character, and escaped it would be no JSON that all programs read.
    text = re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(document, ensure_ascii=False, indent=indent))
    return re.sub(r"[^\n -~]", lambda found: _escaped(found[0], only_ascii), text)


def _only_ascii(stream: io.TextIOWrapper) -> bool:
    return stream.isatty() or stream.encoding.lower().replace("-", "") != "utf8"


def _escaped(char: str, always: bool) -> str:
    if char.isprintable() and not always:
        return char
    units = char.encode("utf-16-be")
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in zip(units[::2], units[1::2], strict=True))


def buffer_stdout() -> None:
    """Let Python hold back what it prints, also where PYTHONUNBUFFERED asks it not to: then what the system does not
    take at once would be lost without a word."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper) and isinstance(stream.buffer, io.RawIOBase):
        sys.stdout = os.fdopen(stream.fileno(), "w", encoding=stream.encoding, errors="replace", closefd=False)


def _stdout() -> io.TextIOWrapper:
    """The stream, ready for any character."""
    if not isinstance(sys.stdout, io.TextIOWrapper):
        from karabakh_tui.cli.messages import fail

        fail("stdout is closed: there is nowhere to print to.", CANNOT_WRITE)
    sys.stdout.reconfigure(errors="replace")
    return sys.stdout
