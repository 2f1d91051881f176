"""`doctor`: what karabakh-tui finds on this machine, in plain sentences; and the quiet look at the first start."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karabakh_tui.cli.exits import DONE, HONEST_NO
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.options import asked, corpus_options, json_option, no_screen_options, output_option
from karabakh_tui.cli.output import print_json, print_lines, screen_width

if TYPE_CHECKING:
    from karabakh_tui.cli.checks import Finding


@click.command(cls=Command, short_help="What is found on this machine, and what to do where it hurts.")
@json_option
@output_option
@corpus_options
@no_screen_options
@click.pass_context
def doctor(ctx: click.Context, /, as_json: bool, **given: Any) -> None:
    """Tell what is found on this machine: terminal, characters, colours, tmux, files, articles, versions.

    Each line tells what was found, what follows, and what to do. A line that hurts begins with an exclamation mark, and
    the exit code is 1 then.

    \b
    Examples:
      karabakh-tui doctor
      karabakh-tui doctor -c ~/articles
      karabakh-tui doctor --json | jq '.findings[] | select(.hurts)'
    """
    from karabakh_tui.cli.checks import findings
    from karabakh_tui.cli.facts import all_facts

    found = findings(all_facts(asked(ctx, given)))
    if as_json:
        print_json({"schema": "karabakh-tui/doctor@1", "findings": [finding._asdict() for finding in found]})
    else:
        print_lines(told(found, screen_width()))
    ctx.exit(HONEST_NO if any(finding.hurts for finding in found) else DONE)


def told(found: list[Finding], cells: int | None) -> Iterator[str]:
    """The findings as lines, and how many hurt."""
    from karabakh_tui.export.table import table

    rows = [["!" if finding.hurts else " ", finding.topic, str(finding)] for finding in found]
    yield from (line.rstrip() for line in table(rows, cells, names=2))
    count = sum(finding.hurts for finding in found)
    yield ""
    yield "Nothing hurts." if not count else "1 thing hurts." if count == 1 else f"{count} things hurt."


def checkup(env: Mapping[str, str], state: Path | None) -> str:
    """What hurts on this machine and was not said before; "" for nothing. Made for a thread beside the screen.

    tmux is asked once. What was said is kept in the file checkup.json of the state folder.
    """
    from karabakh_tui.cli.checks import CHEAP, findings
    from karabakh_tui.cli.facts import cheap_facts

    path = state / "checkup.json" if state else None
    kept = _kept(path)
    hurting = [one for one in findings(cheap_facts(env, "tmux" not in kept), CHEAP) if one.hurts]
    new = [one for one in hurting if one.topic not in kept]
    looked = {"tmux"} if env.get("TMUX") else set()
    if path and not kept >= looked | {one.topic for one in new}:
        _keep(path, kept | looked | {one.topic for one in new})
    return str(new[0]) if new else ""


def _kept(path: Path | None) -> frozenset[str]:
    """The topics that were said, or need not be looked at again."""
    try:
        return frozenset(map(str, json.loads(path.read_bytes())["said"])) if path else frozenset()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return frozenset()


def _keep(path: Path, topics: frozenset[str]) -> None:
    from karabakh_tui.yamldoc.disk import replace_file

    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, json.dumps({"format": 1, "said": sorted(topics)}).encode())
