"""`init`: a corpus folder to begin with, every file with a comment on what it is for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from karabakh_tui.cli.completing import folders
from karabakh_tui.cli.exits import CANNOT_WRITE, DONE, HONEST_NO
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.messages import complain, fail
from karabakh_tui.cli.options import asked, corpus_options, dry_run_option, no_screen_options, said
from karabakh_tui.cli.output import print_lines
from karabakh_tui.yamldoc.disk import is_folder
from karabakh_tui.yamldoc.wording import shown

LISTED = 10
"""So many things that are in the way are named."""


@click.command(cls=Command, short_help="A corpus folder to begin with, commented.")
@click.argument("folder", metavar="DIR", shell_complete=folders)
@dry_run_option
@corpus_options
@no_screen_options
@click.pass_context
def init(ctx: click.Context, /, folder: str, dry_run: bool, **given: Any) -> None:
    """Write a corpus folder to begin with: two short articles, corpus.yaml, a codebook, names, a first reading.

    Everything in it may be changed or removed. A folder that holds anything already is left alone.

    \b
    Examples:
      karabakh-tui init ~/articles
      karabakh-tui init ~/articles -n      only tell what would be written
      karabakh-tui ~/articles              open it
    """
    if not folder:
        raise click.UsageError("DIR is empty.", ctx)
    asked(ctx, given)
    root = Path(folder)
    if os.path.lexists(root) and not is_folder(root):
        fail(f"{shown(root)} is no folder, and was left alone. Nothing was written.", CANNOT_WRITE)
    if in_the_way := _held(root):
        more = f" and {len(in_the_way) - LISTED} more" if len(in_the_way) > LISTED else ""
        complain(f"{shown(root)} is not empty, so nothing was written: {', '.join(in_the_way[:LISTED])}{more}")
        ctx.exit(HONEST_NO)
    files = skeleton(root.absolute().name)
    if not dry_run:
        _write(root, files)
    if dry_run:
        print_lines(f"Would write {shown(root / name)}" for name in files)
    elif not said(ctx, given).quiet:
        print_lines([*(f"Wrote {shown(root / name)}" for name in files), "", f"Open it: {_opening(root)}"])
    ctx.exit(DONE)


def _held(root: Path) -> Sequence[str]:
    """What is in the folder, by name; why that cannot be known, where it cannot."""
    if not os.path.lexists(root):
        return []
    try:
        return sorted(shown(name) for name in os.listdir(root))  # noqa: PTH208 - a folder that cannot be listed says why
    except OSError as error:
        return [error.strerror or str(error)]


def _write(root: Path, files: dict[str, str]) -> None:
    """The whole corpus, or none of it: it is made beside its place and moved there; within the folder, where that is
    there already, since one that somebody stands in must stay the same. Ends the program where it cannot be written."""
    import shutil
    import tempfile

    there = is_folder(root)
    made = None
    moved: list[Path] = []
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".karabakh-tui-", dir=root if there else root.parent))
        for name, text in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        if there:
            for part in sorted(made.iterdir()):
                target = root / part.name
                part.rename(target)
                moved.append(target)
            made.rmdir()
        else:
            made.chmod(0o777 & ~_umask())
            made.rename(root)
    except (OSError, ValueError) as error:
        for folder in (*moved, *filter(None, [made])):
            shutil.rmtree(folder, ignore_errors=True)
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, FileExistsError | NotADirectoryError):
            reason = f"{shown(root.parent)} is no folder"
        fail(f"Could not write {shown(root)}: {reason}. Nothing was written.", CANNOT_WRITE)


def _opening(root: Path) -> str:
    """The command that opens it, as a shell takes it."""
    import shlex

    words = [str(root)] if not str(root).startswith("-") else ["--", str(root)]
    return shown(shlex.join(["karabakh-tui", *words]))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def skeleton(name: str) -> dict[str, str]:
    """The files of a new corpus called `name`, by their path in it."""
    return {
        "seeds/corpus.yaml": _CORPUS.replace("TITLE", _quoted(name)),
        "seeds/harbour-post.txt": _POST,
        "seeds/evening-mail.txt": _MAIL,
        "annotations/codebook.yaml": _CODEBOOK,
        "annotations/names.yaml": _NAMES,
        "annotations/editorial/harbour-post.yaml": _READING_POST,
        "annotations/editorial/evening-mail.yaml": _READING_MAIL,
        "annotations/editorial/_verdicts.yaml": _VERDICTS,
        "themes/README.md": _THEMES,
    }


def _quoted(name: str) -> str:
    """The name between single quotes, as YAML reads it."""
    from karabakh_tui.text.display import visible

    told = visible(name.encode("utf-8", "replace").decode()).replace("'", "''")
    return f"'{told}'"


_CORPUS = """\
# What is known of the articles. The order gives the letters A, B, C ...
# All fields but `file` may be left out; docs/files.md of karabakh-tui explains every one.
format: 1
title: TITLE
# theme: light                   # the theme in which this corpus opens, unless a person says otherwise
articles:
  - id: harbour-post             # names its files in annotations/
    file: harbour-post.txt
    short: Harbour Post          # the title of its pane
    publisher: The Harbour Post
    published: 2021-03-02
    event: ferry-2021
    inferred: [published]        # what the text itself does not state
  - id: evening-mail
    file: evening-mail.txt
    short: Evening Mail
    publisher: The Evening Mail
    published: 2021-03-03
    event: ferry-2021
    inferred: [published]
events:                          # only articles on one event are compared
  - {id: ferry-2021, title: The agreement on the ferry, date: 2021-03-02}
"""

_POST = """\
Town and ferry company agree on a winter timetable

The town and the ferry company signed an agreement on Tuesday. From 1 April the ferry sails every hour.

The agreement holds for five years and goes on for five more unless one side ends it. Tickets stay at two crowns.
"""

_MAIL = """\
Ferry sails hourly again

From April there will be a boat every hour, the mayor said after the signing.

The agreement holds for five years. It can be prolonged if both sides want it.
"""

_CODEBOOK = """\
# The provisions: the points on which articles are compared, in the order of the screen.
format: 1
provisions:
  - id: timetable                # what annotations carry as a tag
    code: "1"                    # its label on the screen, one or two characters
    title: Timetable
    event: ferry-2021
    definition: How often the ferry sails, and from when on.
    clause: From 1 April the ferry sails every hour.
    aliases: [every hour, hourly]
  - id: duration
    code: "2"
    title: Duration
    event: ferry-2021
    definition: How long the agreement holds, and how it goes on.
  - id: fares
    code: "3"
    title: Fares
    event: ferry-2021
    definition: What a ticket costs.
labels:                          # codes that are no provisions
  - {id: claim, key: 1, title: claim, definition: Somebody says so.}
"""

_NAMES = """\
# Names that are spelt in several ways: `is` is the spelling of the codebook.
format: 1
names:
  - {is: ferry company, also: [Ferry Co., ferry line], kind: organisation}
"""

_READING_POST = """\
# One file per annotator and article. A tag and a quote are all that is needed.
# Yours go into annotations/YOUR-NAME/, and count with --as YOUR-NAME.
format: 1
annotations:
  - {tags: [timetable], quote: From 1 April the ferry sails every hour}
  - {tags: [duration], quote: "holds for five years and goes on for five more unless one side ends it"}
  - {tags: [fares], quote: Tickets stay at two crowns}
"""

_READING_MAIL = """\
format: 1
annotations:
  - {tags: [timetable, claim], quote: "From April there will be a boat every hour, the mayor said"}
  - {tags: [duration], quote: It can be prolonged if both sides want it}
"""

_VERDICTS = """\
# What a person decided: same, vaguer, conflict, silent or only, for one provision in one article.
format: 1
verdicts:
  - {provision: timetable, article: harbour-post, verdict: same, value: "hourly, from 1 April"}
  - {provision: timetable, article: evening-mail, verdict: vaguer, value: "hourly, from April"}
  - provision: duration
    article: harbour-post
    verdict: conflict
    against: [evening-mail]
    value: 5y, goes on by itself
    because: [unless one side ends it]
    note: The Evening Mail has it prolonged only if both sides want it.
  - provision: duration
    article: evening-mail
    verdict: conflict
    against: [harbour-post]
    value: 5y, goes on by consent
    because: [if both sides want it]
  - {provision: fares, article: harbour-post, verdict: only, value: 2 crowns}
  - {provision: fares, article: evening-mail, verdict: silent}
"""

_THEMES = """\
Themes for this corpus: one YAML file each, such as the one that `karabakh-tui themes new` writes. The folder may go.
"""
