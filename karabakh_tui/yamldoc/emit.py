"""Values as YAML that every reader takes for the same: YAML 1.1 as PyYAML reads it, and YAML 1.2.

A text is plain only where neither version takes it for anything else, else in single quotes, else in double quotes;
several lines are a block (`|`). How a value that stands there already is written (`like`) is a habit that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.yamldoc.plain import Plain

if TYPE_CHECKING:
    from karabakh_tui.yamldoc.written import Written

INDENT = 2
WIDTH = 100  # code points of a list or record that goes on one line
DEPTH = 50  # of collections in collections: half of what the loader reads

# A word or words; not `key:`, not `#`, nothing that begins or ends a flow collection, no two readings.
_PLAIN = re.compile(r"(?:[^\W\d_]|[0-9])(?:[\w ./-]*[\w/])?\Z")
_NO_TEXT = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
# Numbers of either version (012, 0x1F, 0o17, 1_000, 1e3, 21:00, 1.5) and dates, and more that looks like them.
_NUMBER = re.compile(r"[0-9][0-9_.:/eE+-]*\Z|0[xXoObB][0-9a-fA-F_]*\Z|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_DIGITS = re.compile(r"(?:0|[1-9][0-9]{0,17})\Z")
_ESCAPES = {"\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e"}
_ESCAPES |= {'"': '"', "\\": "\\", "\x85": "N", "\xa0": "_", "\u2028": "L", "\u2029": "P"}


class Form(NamedTuple):
    """How lines end, and whether texts of several lines may be `|` blocks: what follows a block may change it."""

    eol: str = "\n"
    literals: bool = True


class UnwritableError(ValueError):
    """What no YAML file of ours can hold: half a surrogate pair, lists in lists without end, no value at all."""


def is_plain(text: str) -> bool:
    """Whether readers of both versions take `text` for itself where it stands without quotes."""
    return (
        _PLAIN.match(text) is not None
        and text.isprintable()
        and text.lower() not in _NO_TEXT
        and _NUMBER.match(text) is None
    )


def scalar(value: str | int, like: Written | None = None) -> str:
    """A text or number on one line, for any place. Raises UnwritableError."""
    if not isinstance(value, str):
        if not isinstance(value, int):  # what is handed in may come from a file of somebody else
            raise UnwritableError("a value that is neither text nor whole number, list or record")
        return str(value).lower() if isinstance(value, bool) else str(value)
    style = like.style if like and like.kind == "text" else None
    if style == "" and like and _DIGITS.match(like.value) and _DIGITS.match(value):
        return value  # a number stays one
    plain = is_plain(value)
    if plain and style in (None, "", "|", ">"):
        return value
    if value.isprintable():
        awkward = "'" in value and '"' not in value and "\\" not in value
        if style != '"' and not (awkward and style != "'"):
            return "'" + value.replace("'", "''") + "'"
        return f'"{value.translate(_QUOTED)}"'
    return f'"{"".join(map(_escaped, value))}"'


_QUOTED = str.maketrans({'"': '\\"', "\\": "\\\\"})


def _escaped(char: str) -> str:
    """One character between double quotes."""
    if char in _ESCAPES:
        return f"\\{_ESCAPES[char]}"
    if char.isprintable():
        return char
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:
        raise UnwritableError(f"half a character (U+{code:04X}), which no text file can hold")
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def inline(value: Plain, like: Written | None = None, depth: int = 0) -> str:
    """Any value on one line, collections between brackets."""
    if depth > DEPTH:
        raise UnwritableError(f"lists in lists, more than {DEPTH} deep")
    if isinstance(value, list):
        same = like.items[0] if like and like.kind == "list" and like.items else None
        return f"[{', '.join(inline(one, same, depth + 1) for one in value)}]"
    if isinstance(value, dict):
        pairs = (
            f"{scalar(name)}: {inline(one, like.field(name) if like else None, depth + 1)}"
            for name, one in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    return scalar(value, like)


def is_block(value: Plain, form: Form, like: Written | None = None) -> bool:
    """Whether a value goes on lines of its own where there is room for them: texts of several lines, long lists."""
    if isinstance(value, str):
        return form.literals and _is_literal(value)
    if isinstance(value, int) or not value:
        return False
    if like and like.items and like.kind == ("list" if isinstance(value, list) else "record"):
        return not like.flow
    below = value if isinstance(value, list) else list(value.values())
    return any(is_block(one, form) for one in below) or len(inline(value)) > WIDTH


def _is_literal(text: str) -> bool:
    """Whether the text can stand as a `|` block. Lines of nothing but spaces, and tabs that begin one, are left to
    quotes: readers differ on them."""
    if "\n" not in text or not text.strip("\n"):
        return False
    return all(
        line.replace("\t", " ").isprintable() and not line.startswith("\t") and (not line or not line.isspace())
        for line in text.split("\n")
    )


def _literal(text: str, col: int, eol: str) -> str:
    """The text as a block, from its `|` on, without the break that ends its last line, below a parent at `col`."""
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    chomp = "-" if not ends else "" if ends == 1 else "+"
    hint = str(INDENT) if body.lstrip("\n").startswith(" ") else ""
    pad = " " * (col + INDENT)
    lines = [pad + line if line else "" for line in body.split("\n")] + [""] * max(0, ends - 1)
    return eol.join([f"|{hint}{chomp}", *lines])


def after_colon(value: Plain, col: int, form: Form, like: Written | None = None, note: str = "") -> str:
    """What follows the colon of a field whose name begins at column `col` (from 0), without the last line break.

    `note` is a comment that stands behind, in the line of the name.
    """
    note = f"  {note}" if note else ""
    if not is_block(value, form, like):
        return f" {inline(value, like)}{note}"
    if isinstance(value, str):
        head, rest = _literal(value, col, form.eol).split(form.eol, 1)
        return f" {head}{note}{form.eol}{rest}"
    inner = col + INDENT
    if like and like.items and not like.flow and like.first_col >= col + (like.kind != "list"):
        inner = like.first_col
    return f"{note}{form.eol}{form.eol.join(_lines(value, inner, form, like))}"


def _lines(value: Plain, col: int, form: Form, like: Written | None) -> Iterator[str]:
    """The entries of a collection, each indented to `col`."""
    if isinstance(value, list):
        same = like.items[0] if like and like.kind == "list" and like.items else None
        for one in value:
            yield item(one, col, form, same)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield " " * col + field(name, one, col, form, like.field(name) if like else None)


def field(name: str, value: Plain, col: int, form: Form, like: Written | None = None) -> str:
    """A field whose name begins at column `col`, from its name on, without the last line break."""
    return f"{scalar(name)}:{after_colon(value, col, form, like)}"


def item(
    value: Plain, col: int, form: Form, like: Written | None = None, step: int = INDENT, *, block: bool = False
) -> str:
    """An entry of a list whose dash stands at column `col`, from the beginning of its line, without the last line
    break; fields on lines of their own (`block`, or where there is much to write) stand `step` further in."""
    dash = " " * col + "-"
    if isinstance(value, str) and is_block(value, form):
        return f"{dash} {_literal(value, col, form.eol)}"
    if isinstance(value, (str, int)) or not value or not (block or is_block(value, form, like)):
        return f"{dash} {inline(value, like)}"
    inner = form.eol.join(_lines(value, col + step, form, None if like and like.flow else like))
    return f"{dash}{' ' * (step - 1)}{inner[col + step :]}"
