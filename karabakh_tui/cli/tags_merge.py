"""`tags merge`: what git calls to bring together two versions of an annotation file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from karabakh_tui.cli.completing import files
from karabakh_tui.cli.exits import CANNOT_WRITE, HONEST_NO
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.messages import fail, note, remark
from karabakh_tui.cli.options import asked, corpus_options, dry_run_option, no_screen_options
from karabakh_tui.yamldoc.wording import quoted, shown

if TYPE_CHECKING:
    from karabakh_tui.annotations.merge_files import SectionClash

LISTED = 10
"""So many contradictions are named."""


@click.command(cls=Command, short_help="Merge two versions of an annotation file, for git.")
@click.argument("base", shell_complete=files)
@click.argument("ours", shell_complete=files)
@click.argument("theirs", shell_complete=files)
@click.argument("name", required=False, shell_complete=files)
@dry_run_option
@corpus_options
@no_screen_options
@click.pass_context
def merge(
    ctx: click.Context, /, base: str, ours: str, theirs: str, name: str | None, dry_run: bool, **given: Any
) -> None:
    """Merge what two did to one annotation file: record by record, then field by field. The result is written to OURS.

    BASE is the version that both began with, NAME what messages call the file. It is a merge driver for git; see
    docs/shell.md on how to set it up. The exit code is 0 where all is merged, and 1 where both changed the same: then
    there are conflict markers around these lines, and everything else is merged. With 3 or more nothing was written.

    \b
    Examples:
      git config merge.annotations.driver "karabakh-tui tags merge %O %A %B %P"
      echo 'annotations/**/*.yaml merge=annotations' >> .gitattributes
      karabakh-tui tags merge old.yaml mine.yaml hers.yaml
    """
    from karabakh_tui.annotations.merge_files import merge_files
    from karabakh_tui.yamldoc.disk import read_regular, replace_file
    from karabakh_tui.yamldoc.load import SIZE_LIMIT

    asked(ctx, given)
    called = shown(name or ours)
    versions = [read_regular(Path(path), shown(path), SIZE_LIMIT) for path in (base, ours, theirs)]
    merged = merge_files(versions[0], versions[1], versions[2], called)
    if not dry_run and merged.data != versions[1]:
        try:
            replace_file(Path(ours), merged.data)
        except OSError as error:
            fail(f"Could not write {shown(ours)}: {error.strerror}. It is as it was.", CANNOT_WRITE)
    remark(f"{called}: {merged.taken} changes of theirs taken in.")
    if merged.left_out:
        told = ", ".join(map(quoted, merged.left_out[:LISTED]))
        note(f"{called}: these comments of theirs were left out, since ours say something else there: {told}.")
    if merged.clashes:
        named = "; ".join(map(_named, merged.clashes[:LISTED]))
        more = f"; and {len(merged.clashes) - LISTED} more" if len(merged.clashes) > LISTED else ""
        note(f"{called}: both changed the same, and conflict markers show it: {named}{more}.")
        ctx.exit(HONEST_NO)


def _named(one: SectionClash) -> str:
    """What a contradiction is about, in words."""
    clash = one.clash
    if not clash.id:
        return quoted(clash.field)
    kinds = {
        "field": f"{clash.field} of {clash.id}",
        "deleted here": f"{clash.id} (taken away in ours, changed in theirs)",
        "deleted there": f"{clash.id} (changed in ours, taken away in theirs)",
        "same id": f"{clash.id} (two new records of one id)",
    }
    return kinds[clash.kind]
