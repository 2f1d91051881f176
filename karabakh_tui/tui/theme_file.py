"""One theme file: from YAML to roles, every value checked, every fault with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from karabakh_tui.tui.roles import ATTRIBUTES, COLOUR_NAMES, DEFAULT, ROLES, RoleStyle
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.load import read
from karabakh_tui.yamldoc.record import Record, open_record
from karabakh_tui.yamldoc.wording import did_you_mean, quoted, shown

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_TOP = ("format", "name", "dark", "extends", "roles")
_LOOK = ("fg", "bg", "style", "ansi")
_NAMES = frozenset(COLOUR_NAMES) | {DEFAULT}
_QUOTES = 'write it in quotes, as fg: "#ff8f80" (without them # begins a comment)'


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A theme file as written. `dark` is None where it does not say; `extends_at` is where it says what it extends."""

    name: str
    path: Path
    dark: bool | None
    extends: str
    extends_at: Fault
    roles: Mapping[str, RoleStyle]


def parse(name: str, path: Path) -> tuple[ThemeFile | None, list[Fault]]:
    """The file at `path`, whose theme is called `name`, and what is wrong with it; None where it cannot be used.

    A wrong colour, attribute or structure makes the file unusable. A role or field that is not known, or a name that is
    not the file's, is said and left aside, so that a theme for another version still works.
    """
    try:
        top = open_record(read(path, _shown(path)))
    except FaultError as error:
        return None, [error.fault]
    return _Parser(name, path, top).file(), top.faults


def places(path: Path) -> dict[tuple[str, str], Fault]:
    """Where the file at `path` says how a role looks: by role and field (`fg`, `bg`, `style`, `ansi`), and by role and
    "" the role as a whole; as faults with nothing in them yet. Nothing of a file that cannot be read."""
    found: dict[tuple[str, str], Fault] = {}
    with suppress(FaultError):
        top = open_record(read(path, _shown(path)))
        roles = top.record("roles")
        if roles is None:
            return {}
        for written in roles.mapping.entries:
            role, look = written.replace("_", "-"), roles.record(written)
            found[role, ""] = top.document.fault(*roles.place(written), "", "")
            if look is not None:
                for name in look.mapping.entries:
                    found[role, name] = top.document.fault(*look.place(name), "", "")
    return found


def _shown(path: Path) -> str:
    return f"{shown(path.parent.name)}/{shown(path.name)}"


class _Parser:
    """Reads one file; `_usable` until something is wrong that cannot be left aside."""

    def __init__(self, name: str, path: Path, top: Record) -> None:
        self._name = name
        self._path = path
        self._top = top
        self._usable = True

    def file(self) -> ThemeFile | None:
        top = self._top
        noticed = len(top.faults)
        dark = top.flag("dark") if top.has("dark") else None
        extends = top.text("extends").strip()
        below = top.record("roles")
        self._usable = len(top.faults) == noticed
        roles = self._roles(below) if below else {}
        if top.text("name", default=self._name) != self._name:
            top.fault("name", "is not the name of the file", f"write name: {self._name}, or rename the file")
        top.unknown(_TOP)
        extends_at = top.document.fault(*top.place("extends"), "", "")
        return ThemeFile(self._name, self._path, dark, extends, extends_at, roles) if self._usable else None

    def _roles(self, below: Record) -> dict[str, RoleStyle]:
        roles = {}
        for written in below.mapping.entries:
            role = written.replace("_", "-")
            if role in ROLES:
                roles[role] = self._role(below, written)
                continue
            line, col = below.mapping.places.get(written, below.place(written))
            repair = did_you_mean(written, ROLES, "it is kept and not used")
            below.faults.append(below.document.fault(line, col, f"{quoted(written)} is not a role", repair))
        return roles

    def _role(self, below: Record, name: str) -> RoleStyle:
        noticed = len(below.faults)
        record = below.record(name)
        self._usable = self._usable and len(below.faults) == noticed
        if record is None:
            return RoleStyle()
        noticed = len(below.faults)
        ansi = record.record("ansi")
        self._usable = self._usable and len(below.faults) == noticed
        record.unknown(_LOOK)
        if ansi is not None:
            ansi.unknown(_LOOK[:3])
        sixteen = RoleStyle(*self._look(ansi, named=True)) if ansi is not None else None
        return RoleStyle(*self._look(record, named=False), sixteen)

    def _look(self, record: Record, named: bool) -> tuple[str, str, frozenset[str] | None]:
        return self._colour(record, "fg", named), self._colour(record, "bg", named), self._style(record)

    def _colour(self, record: Record, field: str, named: bool) -> str:
        """A colour as `#rrggbb` or a name; with `named`, only a name will do."""
        if not record.has(field):
            return ""
        noticed = len(record.faults)
        written = record.text(field).strip()
        name = written.lower().replace("-", "_")
        if name in _NAMES:
            return name
        if not named and _HEX.fullmatch(written):
            digits = written[1:].lower()
            return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
        self._usable = False
        if len(record.faults) > noticed:
            pass  # it is no text, which was said
        elif not written:
            record.fault(field, f"{quoted(field)} has no colour", _QUOTES)
        elif named:
            record.fault(field, f"{quoted(written)} is not one of the sixteen colours", _nearest(written))
        else:
            record.fault(field, f"{quoted(written)} is not a colour", _nearest(written, 'write "#rrggbb", or '))
        return ""

    def _style(self, record: Record) -> frozenset[str] | None:
        """The attributes, `none` for none of them; None where nothing is said."""
        if not record.has("style"):
            return None
        noticed = len(record.faults)
        words = [word for text in record.texts("style") for word in text.lower().replace(",", " ").split()]
        for word in words:
            if word not in (*ATTRIBUTES, "none"):
                repair = did_you_mean(word, ATTRIBUTES, f"write some of: {', '.join(ATTRIBUTES)}, or none")
                record.fault("style", f"{quoted(word)} is not an attribute", repair)
        self._usable = self._usable and len(record.faults) == noticed
        return frozenset(words) - {"none"}


def _nearest(written: str, otherwise: str = "write ") -> str:
    """The repair for a colour. Only a slip of the fingers is a near miss: "accent" does not mean "magenta"."""
    from difflib import get_close_matches

    near = get_close_matches(written[:20].lower(), COLOUR_NAMES, n=1, cutoff=0.75)
    return (
        f"did you mean {quoted(near[0])}?" if near else f"{otherwise}one of: {', '.join(COLOUR_NAMES[:8])}, {DEFAULT}"
    )
