"""Judging a theme: whether all can be read, and whether what means different things looks different.

Pure, and slow by nobody's measure: a few milliseconds a theme. Nothing is claimed of colours that are the terminal's
own, since nobody but the terminal knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from karabakh_tui.tui.colours import is_known, roles_on, worn
from karabakh_tui.tui.contrast import SIGNS, TEXT, contrast
from karabakh_tui.tui.eyes import EYES, GROUNDS_APART, LETTERS_APART, apart
from karabakh_tui.tui.roles import MONO, RoleStyle, Theme
from karabakh_tui.tui.theme_grounds import NO_TEXT, PAIRS, Pair, combinations_of_roles

Kind = Literal["contrast", "alike"]

LADDER_WORDS = {
    "true": "the terminal's own colours",  # of the others on that ladder, all eyes are asked
    "256": "256 colours",
    "16": "16 colours",
    "mono": "no colours",
}

_PLAIN = "text"  # how the look without a role is called
_DIM = "dim"  # how much darker that makes letters, the terminal decides


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with a theme, or a `note` on what would be, were it not told otherwise too.

    Of the kind "contrast" `roles` are the letters and their ground, and `figure` is the contrast, below `wanted`. Of
    the kind "alike" they are two looks that mean different things; `eyes` are those for which they lie `figure` units
    of CIEDE2000 apart, where `wanted` is the least, or none where the two are the very same on that `ladder`. `told_by`
    is what tells the two apart all the same, "" where nothing does. `places` are the roles and fields that could be
    changed, the best one first.
    """

    kind: Kind
    roles: tuple[str, str]
    ladder: str
    figure: float
    wanted: float
    eyes: tuple[str, ...] = ()
    told_by: str = ""
    places: tuple[tuple[str, str], ...] = ()

    @property
    def is_note(self) -> bool:
        """Whether nothing has to be done."""
        return bool(self.told_by)

    def __str__(self) -> str:
        one, other = self.roles
        if self.kind == "contrast":
            on = "" if self.ladder == "true" else f" on {LADDER_WORDS[self.ladder]}"
            return f"{one} on {other} {self.figure:.1f} < {self.wanted:.1f}{on}"
        if not self.eyes:
            return f"{one} and {other} are the same on {LADDER_WORDS[self.ladder]}"
        who = "all" if len(self.eyes) == len(EYES) else " and ".join(self.eyes)
        return f"{one} and {other} {self.figure:.1f} < {self.wanted:.0f} apart for {who} eyes"


@dataclass(frozen=True)
class Report:
    """What is to be said of one theme. `lowest` is the lowest contrast of any text, `lowest_roles` the letters and the
    ground it is between; None where all colours are the terminal's own."""

    theme: Theme
    lowest: float | None
    lowest_roles: tuple[str, str]
    contrasts: tuple[Finding, ...]
    dimmed: tuple[str, ...]

    @cached_property
    def alike(self) -> tuple[Finding, ...]:
        """Looks that fall together or come too close, notes among them; worked out when it is asked for."""
        return tuple(_alike(self.theme))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What should be mended, the worst of each kind first."""
        return (*self.contrasts, *(found for found in self.alike if not found.is_note))

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What looks alike and is told otherwise too."""
        return tuple(found for found in self.alike if found.is_note)

    @property
    def is_safe_for_all_eyes(self) -> bool:
        """Whether colour alone, without signs and attributes, tells all that it tells usual eyes to all others."""
        return self.lowest is not None and not any(found.eyes for found in self.alike)


def check(theme: Theme) -> Report:
    """What is to be said of a theme; contrast at once, the rest when it is asked for."""
    found: dict[tuple[str, str, str], Finding] = {}
    lowest: tuple[float, tuple[str, str]] | None = None
    dimmed: dict[str, None] = {}
    for ladder in () if theme.name == MONO.name else ("true", "256"):
        roles = roles_on(theme, ladder)
        for (letters, ground), attributes in _standing(roles).items():
            fg, bg = roles.get(letters, RoleStyle()).fg, roles.get(ground, RoleStyle()).bg
            if not (is_known(fg) and is_known(bg)):
                continue
            figure, wanted = contrast(fg, bg), SIGNS if letters in NO_TEXT else TEXT
            if ladder == "true" and wanted == TEXT and (lowest is None or figure < lowest[0]):
                lowest = figure, (letters, ground)
            if ladder == "true" and _DIM in attributes:
                dimmed[letters] = None
            if figure < wanted:
                places = ((letters, "fg"), (ground, "bg"), (letters, ""), (ground, ""))
                one = Finding("contrast", (letters, ground), ladder, figure, wanted, places=places)
                found[letters, ground, ladder] = one
    told = {key[:2] for key in found if key[2] == "true"}
    kept = [one for key, one in found.items() if key[2] == "true" or key[:2] not in told]
    kept.sort(key=lambda one: one.figure / one.wanted)
    return Report(theme, lowest and lowest[0], lowest[1] if lowest else ("", ""), tuple(kept), tuple(dimmed))


def _standing(roles: Mapping[str, RoleStyle]) -> dict[tuple[str, str], frozenset[str]]:
    """The role that gives the letters and the one that gives the ground, for all that is painted; and attributes that
    such letters may have. Reverse changes nothing: contrast is the same both ways."""
    letters_of = {name for name, look in roles.items() if look.fg}
    grounds_of = {name for name, look in roles.items() if look.bg}
    found: dict[tuple[str, str], frozenset[str]] = {}
    for parts in _parts():
        letters, ground = "text", "surface"
        for part in parts:
            if part in letters_of:
                letters = part
            if part in grounds_of:
                ground = part
        given = roles.get(parts[-1], RoleStyle()).style or frozenset()
        found[letters, ground] = found.get((letters, ground), frozenset()) | given
    return found


@cache
def _parts() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(joined.split("+")) for joined in combinations_of_roles())


def _alike(theme: Theme) -> Iterator[Finding]:
    """What falls together on some terminal, and what comes too close for some eyes."""
    if theme.name == MONO.name:
        yield from _same(theme, "mono")
        return
    told: set[tuple[tuple[str, str], str]] = set()
    for one in (*sorted(_close(theme), key=lambda one: one.figure / one.wanted), *_on_all(theme)):
        if (one.roles, one.told_by) not in told:  # what is so in all colours is so in fewer
            yield one
        if not one.eyes or "usual" in one.eyes:
            told.add((one.roles, one.told_by))


def _on_all(theme: Theme) -> Iterator[Finding]:
    return (one for ladder in ("true", "256", "16") for one in _same(theme, ladder))


def _looks(theme: Theme, ladder: str) -> Iterator[tuple[Pair, RoleStyle, RoleStyle]]:
    """Each pair with its two looks."""
    roles = roles_on(theme, ladder)
    looks = {joined: worn(roles, joined) for joined in dict.fromkeys(one for pair in PAIRS for one in pair[:2])}
    return ((pair, looks[pair.one], looks[pair.other]) for pair in PAIRS)


def _same(theme: Theme, ladder: str) -> Iterator[Finding]:
    """Pairs with the same colours on a ladder; in true colour only those of the terminal's own colours. Without colours
    attributes are the look itself, and no second way to tell."""
    for pair, one, other in _looks(theme, ladder):
        known = ladder == "true" and all(map(is_known, (one.fg, one.bg, other.fg, other.bg)))
        if (one.fg, one.bg) == (other.fg, other.bg) and not known and (ladder != "mono" or one.style == other.style):
            yield _pair(pair, ladder, (), 0.0, GROUNDS_APART, _told_by(pair, one, other))


def _close(theme: Theme) -> Iterator[Finding]:
    """Pairs that come too close for some eyes in true colour, of those with colours that are known."""
    for pair, one, other in _looks(theme, "true"):
        if not all(map(is_known, (one.fg, one.bg, other.fg, other.bg))):
            continue
        figures = {eyes: _share(one, other, eyes) for eyes in EYES}
        close = tuple(eyes for eyes, share in figures.items() if share < 1)
        if close:
            wanted = LETTERS_APART if one.bg == other.bg else GROUNDS_APART
            least = min(figures.values()) * wanted
            yield _pair(pair, "true", close, least, wanted, _told_by(pair, one, other))


def _share(one: RoleStyle, other: RoleStyle, eyes: str) -> float:
    """How much of the distance that is wanted there is between two looks, by letters or by grounds, whichever is more;
    1 is enough."""
    letters = apart(one.fg, other.fg, eyes) / LETTERS_APART
    return letters if letters >= 1 else max(letters, apart(one.bg, other.bg, eyes) / GROUNDS_APART)


def _pair(pair: Pair, ladder: str, eyes: tuple[str, ...], figure: float, wanted: float, told_by: str) -> Finding:
    field = "ansi" if ladder == "16" else "fg"
    tops = [role.split("+")[-1] or _PLAIN for role in (pair.other, pair.one)]
    places = tuple((role, name) for name in (field, "bg", "") for role in tops)
    return Finding("alike", (named(pair.one), named(pair.other)), ladder, figure, wanted, eyes, told_by, places)


def _told_by(pair: Pair, one: RoleStyle, other: RoleStyle) -> str:
    """What tells two looks apart besides their colours: a sign, else the attributes that only one of them has."""
    if pair.sign:
        return pair.sign
    return " and ".join(sorted((one.style or frozenset()) ^ (other.style or frozenset())))


def named(joined: str) -> str:
    """A look by the name of its uppermost role; that of plain words is called text."""
    return "the find stepped to" if joined == "hit+focus" else joined.rpartition("+")[2] or _PLAIN


def summary(report: Report) -> str:
    """The verdict in a few words: the worst finding, or that all is well."""
    if report.theme.name == MONO.name:
        return "no colour: bold, dim, underline, reverse"
    worst = next(iter(report.findings), None)
    if worst is not None:
        return str(worst)
    if report.lowest is None:
        return "ok, the terminal's own colours"
    return "ok, colour-blind safe" if report.is_safe_for_all_eyes else "ok"


def grouped(notes: Iterable[Finding]) -> Iterator[str]:
    """The notes as a few sentences, one for each terminal or kind of eyes, by signs and by attributes."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in notes:
        by_sign = any(one.told_by == pair.sign for pair in PAIRS)
        pair = "/".join(one.roles) if by_sign else f"{'/'.join(one.roles)} ({one.told_by})"
        for where in ("usual",) if "usual" in one.eyes else one.eyes or (one.ladder,):
            groups.setdefault((where, one.told_by if by_sign else "attributes"), []).append(pair)
    for (where, told_by), pairs in groups.items():
        place = f"for {where} eyes" if where in EYES else f"on {LADDER_WORDS[where]}"
        yield f"{place} alike but for {told_by}: {', '.join(pairs)}"
