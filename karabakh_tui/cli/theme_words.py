"""What the commands on themes print: lines for people, and JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from karabakh_tui.cli.messages import caret
from karabakh_tui.text.cells import fit, width
from karabakh_tui.text.display import visible
from karabakh_tui.tui.colours import is_known, roles_on, sgr, worn
from karabakh_tui.tui.contrast import contrast
from karabakh_tui.tui.roles import MONO, ROLES, RoleStyle, Theme
from karabakh_tui.tui.theme_check import Finding, Report, check, grouped, summary
from karabakh_tui.tui.theme_file import places
from karabakh_tui.tui.themes import origin
from karabakh_tui.tui.views.themes import SAMPLES
from karabakh_tui.yamldoc.fault import Fault
from karabakh_tui.yamldoc.wording import shown

ROLE_CELLS = 14


def seen_from_here(path: Path) -> str:
    """The path as a person here would type it."""
    try:
        return shown(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return shown(path)


def kind_of(theme: Theme) -> str:
    """Dark, light, or neither."""
    if theme.name == MONO.name:
        return "no colours"
    return "dark" if theme.dark else "light"


def listed(reports: Sequence[Report]) -> list[list[str]]:
    """A row for each theme: name, dark or light, where it is from, the lowest contrast, the verdict."""
    return [
        [one.theme.name, kind_of(one.theme), origin(one.theme), _figure(one.lowest), summary(one)] for one in reports
    ]


def _figure(lowest: float | None) -> str:
    return "-" if lowest is None else f"{lowest:.1f}"


def painted(theme: Theme, ladder: str, cells: int | None) -> Iterator[list[tuple[str, str]]]:
    """A line for each role: its name, its colours and attributes as the theme has them, its contrast, and some words in
    the colours of `ladder`. Runs of parameters of an escape sequence ("" for none) and text."""
    said, looks = roles_on(theme, "true"), roles_on(theme, ladder)
    yield [("", f"{'role':<{ROLE_CELLS}} letters  ground   contrast  looks like")]
    for role in ROLES:
        own, look = said.get(role, RoleStyle()), worn(said, role)
        figure = f"{contrast(look.fg, look.bg):.1f}" if is_known(look.fg) and is_known(look.bg) else "-"
        left = f"{role:<{ROLE_CELLS}} {_colour(own.fg):<8} {_colour(own.bg):<8} {figure:>8}  "
        attributes = " ".join(sorted(own.style or ()))
        words = SAMPLES[role] + (f"  ({attributes})" if attributes else "")
        if cells is not None:
            left = fit(left, cells)
            words = fit(words, max(cells - width(left), 0))
        sample, _, rest = words.partition("  (")
        yield [("", left), (sgr(worn(looks, role), ladder), sample), ("", f"  ({rest}" if rest else "")]


def _colour(written: str) -> str:
    return written or "-"


def explained(theme: Theme) -> list[str]:
    """What there is to know of a theme before its roles."""
    name = visible(theme.name)
    if theme.name == MONO.name:
        return [
            f"{name}: built in, without a file.",
            "No colours: bold, dim, underline and reverse say all. A terminal without colours, NO_COLOR and",
            "--color never have it whatever theme is asked for.",
        ]
    below = ", over " + ", ".join(seen_from_here(path) for path in theme.below) if theme.below else ""
    at = seen_from_here(theme.path) if theme.path else ""
    return [f"{name}: {kind_of(theme)}, {origin(theme)}, {at}{below}", summary(check(theme))]


def judged(report: Report, with_notes: bool) -> Iterator[str]:
    """A theme that was checked: its verdict, each finding at its place, the notes or how many there are."""
    name = visible(report.theme.name)
    lowest = f", lowest contrast {report.lowest:.1f} ({' on '.join(report.lowest_roles)})" if report.lowest else ""
    found = located(report)
    count = "1 finding" if len(found) == 1 else f"{len(found)} findings"
    notes = list(grouped(report.notes))
    if report.dimmed:
        notes.append(f"how much darker dim makes {', '.join(report.dimmed)}, the terminal decides")
    more = "" if with_notes or not notes else f", {'1 note' if len(notes) == 1 else f'{len(notes)} notes'}"
    yield f"{name}: {count if found else summary(report)}{lowest}{more}"
    for fault in found:
        yield f"  {fault}"
        yield from (f"  {line}" for line in caret(fault))
    if with_notes:
        yield from (f"  note: {note}" for note in notes)


def located(report: Report) -> list[Fault]:
    """The findings of a theme as faults: in its own file where that says something of it, else in one below it."""
    written = _written(report.theme)
    return [_fault(report.theme, one, written) for one in report.findings]


def _written(theme: Theme) -> list[dict[tuple[str, str], Fault]]:
    files = [path for path in (theme.path, *theme.below) if path]
    return [{at: replace_path(fault, path) for at, fault in places(path).items()} for path in files]


def replace_path(fault: Fault, path: Path) -> Fault:
    """The fault, its file named as seen from here."""
    return fault._replace(path=seen_from_here(path))


def _fault(theme: Theme, one: Finding, written: Sequence[dict[tuple[str, str], Fault]]) -> Fault:
    at = next((file[place] for file in written for place in one.places if place in file), None)
    if at is None:
        at = Fault(seen_from_here(theme.path) if theme.path else theme.name, 0, 0, "", "")
    return at._replace(what=str(one), repair=_repair(theme, one))


def _repair(theme: Theme, one: Finding) -> str:
    if one.kind == "alike":
        return "give one of them another colour, or an attribute such as bold or underline"
    roles = roles_on(theme, one.ladder)
    letters, ground = roles[one.roles[0]].fg, roles[one.roles[1]].bg
    if contrast(letters, "#000000") > contrast(ground, "#000000"):
        return "make the letters lighter or the ground darker"
    return "make the letters darker or the ground lighter"


# JSON


def themes_document(reports: Sequence[Report], left_out: Sequence[Fault]) -> dict[str, Any]:
    """What `themes list` tells programs."""
    return {
        "schema": "karabakh-tui/themes@1",
        "themes": [{**_named(one), "verdict": summary(one), "findings": len(one.findings)} for one in reports],
        "left_out": [_of_fault(fault) for fault in left_out],
    }


def check_document(reports: Sequence[Report], left_out: Sequence[Fault]) -> dict[str, Any]:
    """What `themes check` tells programs."""
    themes = []
    for one in reports:
        written = _written(one.theme)
        found, notes = (
            [_of_finding(finding, _fault(one.theme, finding, written)) for finding in some]
            for some in (one.findings, one.notes)
        )
        themes.append({**_named(one), "findings": found, "notes": notes})
    return {
        "schema": "karabakh-tui/themes-check@1",
        "themes": themes,
        "left_out": [_of_fault(fault) for fault in left_out],
    }


def _named(report: Report) -> dict[str, Any]:
    theme = report.theme
    return {
        "name": theme.name,
        "origin": origin(theme),
        "path": shown(theme.path) if theme.path else None,
        "dark": theme.dark,
        "lowest_contrast": None if report.lowest is None else round(report.lowest, 2),
        "lowest_roles": list(report.lowest_roles) if report.lowest is not None else [],
        "safe_for_all_eyes": report.is_safe_for_all_eyes,
        "ok": not report.findings,
    }


def _of_finding(one: Finding, fault: Fault) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "roles": list(one.roles),
        "colours": one.ladder,
        "eyes": list(one.eyes),
        "figure": round(one.figure, 2),
        "wanted": one.wanted,
        "told_by": one.told_by or None,
        "words": str(one),
        "file": fault.path,
        "line": fault.line or None,
        "col": fault.col or None,
    }


def _of_fault(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.path,
        "line": fault.line or None,
        "col": fault.col or None,
        "what": fault.what,
        "repair": fault.repair,
    }
