"""The codebook: the provisions and labels that an annotation may carry, and the variants of names."""

from __future__ import annotations

from typing import NamedTuple

from karabakh_tui.yamldoc.fault import Fault


class Provision(NamedTuple):
    """One point of the agreement. `code` is its label on screen, one or two characters; `line` is where the codebook
    names it (from 1)."""

    id: str
    code: str
    title: str
    definition: str = ""
    clause: str = ""
    aliases: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    event: str = ""
    point: str = ""
    line: int = 0


class Label(NamedTuple):
    """A free code that is no provision (fact, claim, ...). `key` is the digit that tags with it, or empty."""

    id: str
    title: str
    key: str = ""
    definition: str = ""


class NameVariants(NamedTuple):
    """One name and the other ways to write it."""

    name: str
    also: tuple[str, ...]
    kind: str = ""


class Codebook(NamedTuple):
    """All codes, in the order of the file, which is their order on screen. `path` is empty where no file was found."""

    provisions: tuple[Provision, ...] = ()
    labels: tuple[Label, ...] = ()
    names: tuple[NameVariants, ...] = ()
    path: str = ""
    faults: tuple[Fault, ...] = ()

    def provision(self, name: str) -> Provision | None:
        """The provision of that id, or of that code, or None."""
        by_id = next((p for p in self.provisions if p.id == name), None)
        return by_id or next((p for p in self.provisions if p.code == name), None)
