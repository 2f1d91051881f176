"""`tags rename`: a code gets another name, in the codebook and wherever it was given."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from karabakh_tui.cli.completing import provision_names
from karabakh_tui.cli.exits import CANNOT_WRITE, CONFLICT, NOT_FOUND
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.messages import complain, fail
from karabakh_tui.cli.options import asked, corpus_options, dry_run_option, no_screen_options, said
from karabakh_tui.cli.output import print_lines
from karabakh_tui.cli.tags_files import files_of, seen
from karabakh_tui.paths import is_installed, state_dir
from karabakh_tui.yamldoc.wording import nearest, quoted

if TYPE_CHECKING:
    from karabakh_tui.codebook.model import Codebook

LONGEST = 60
"""Letters of a code."""

WORDS = {"provisions": "provision", "labels": "label", "annotations": "annotation", "verdicts": "verdict"}


class Change(NamedTuple):
    """A file that will be another one: where it is, the folder that no link may lead out of, how it is now and then,
    and in how many records of which list the name stands."""

    path: Path
    root: Path
    before: bytes
    after: bytes
    counts: Mapping[str, int]


@click.command(cls=Command, short_help="Give a code another name, everywhere.")
@click.argument("old", shell_complete=provision_names)
@click.argument("new")
@dry_run_option
@corpus_options
@no_screen_options
@click.pass_context
def rename(ctx: click.Context, /, old: str, new: str, dry_run: bool, **given: Any) -> None:
    """Call the provision, label or tag OLD by the name NEW: in the codebook, in the annotations and the verdicts of
    everybody. Nothing else in these files changes.

    All files are checked before the first one is written. A tag that is not in the codebook may be renamed to one that
    is, which mends a misspelt one. The corpus has to be named, with -c or in the settings, so that it is never the one
    that comes with the program by mistake.

    \b
    Examples:
      karabakh-tui tags rename lachin lachin-corridor -n -c .      what would change
      karabakh-tui tags rename lachin lachin-corridor -c .
      karabakh-tui tags rename pecekeepers peacekeepers -c ~/articles
    """
    from karabakh_tui.cli.session import everybody_in, usual_folder
    from karabakh_tui.codebook.load import load_codebook
    from karabakh_tui.corpus.open import open_folder

    wishes = asked(ctx, given)
    if not (dry_run or wishes.corpus or wishes.usual_corpus):
        raise click.UsageError("Name the corpus with -c: . for the folder you are in, default for the one that ships.")
    root = usual_folder(wishes).absolute()
    open_folder(root)  # says what is wrong with it
    codebook = load_codebook(root)
    _check_names(ctx, codebook, old, new)
    folders = everybody_in(root)
    changes = _changes(files_of(root, folders), old, new)
    if not changes:
        names = [*(one.id for one in codebook.provisions), *(one.id for one in codebook.labels)]
        near = nearest(old, names)
        fail(f"No code or tag {quoted(old)}.{f' Nearest: {near}.' if near else ''}", NOT_FOUND)
    if dry_run:
        print_lines(line for change in changes for line in _diff(change))
        return
    if any(is_installed(change.path) for change in changes):
        fail(f"{seen(root)} is a part of the installed program. Copy the corpus first.", CANNOT_WRITE)
    with ExitStack() as seats:
        _sit_down(seats, {name: folders[name] for name in folders if _is_of(name, folders[name], changes)})
        _write(changes, root)
    if not said(ctx, given).quiet:
        print_lines(f"Wrote {seen(change.path)}: {_told(change)}" for change in changes)


def _check_names(ctx: click.Context, codebook: Codebook, old: str, new: str) -> None:
    """Whether NEW can be the name of a code, and is not that of another one. Raises click.UsageError."""
    if len(new) > LONGEST or not re.fullmatch(r"\w[\w.-]*", new):
        raise click.UsageError(f"NEW is no name for a code: letters, digits and hyphens, {LONGEST} at most.", ctx)
    if old == new:
        raise click.UsageError("OLD and NEW are the same.", ctx)
    ids = {one.id: one.title for one in codebook.provisions} | {one.id: one.title for one in codebook.labels}
    if old in ids and new in ids:
        raise click.UsageError(f"{quoted(new)} is a code already: {ids[new]}. Two codes cannot become one.", ctx)


def _changes(files: Mapping[str, Path], old: str, new: str) -> list[Change]:
    """The files in which the name stands, the codebook first. Raises FaultError where one cannot be read or changed:
    then none is."""
    from karabakh_tui.annotations.renaming import renamed
    from karabakh_tui.yamldoc.disk import read_regular
    from karabakh_tui.yamldoc.load import SIZE_LIMIT

    found = []
    for name, path in files.items():
        before = read_regular(path, seen(path), SIZE_LIMIT)
        after, counts = renamed(before, seen(path), old, new)
        if counts:
            root = path.parents[name.count("/")]
            found.append(Change(path, root, before, after, counts))
    return found


def _diff(change: Change) -> Sequence[str]:
    from difflib import unified_diff

    name = seen(change.path)
    before, after = (data.decode("utf-8-sig").splitlines() for data in (change.before, change.after))
    return list(unified_diff(before, after, name, name, lineterm="", n=0))


def _told(change: Change) -> str:
    told = (f"{count} {WORDS[name]}{'' if count == 1 else 's'}" for name, count in change.counts.items())
    return ", ".join(told)


def _is_of(annotator: str, folder: Path, changes: Sequence[Change]) -> bool:
    return any(change.path.parent == folder / annotator for change in changes)


def _sit_down(seats: ExitStack, folders: Mapping[str, Path]) -> None:
    """Let nobody change these annotators' files meanwhile. Ends the program where somebody has them open."""
    from karabakh_tui.annotations.notebook import Notebook, Where
    from karabakh_tui.codebook.model import Codebook

    for name, folder in folders.items():
        book = Notebook.open(Where(folder, name, state_dir()), (), Codebook())
        seats.callback(book.close, goodbye=book.left is None)
        if book.holder:
            fail(f"{book.read_only} Nothing was written.", CONFLICT)


def _write(changes: Sequence[Change], root: Path) -> None:
    """Write all of them. Where one cannot be written, those before it get back what they held, and the program ends."""
    from karabakh_tui.annotations.saving import BusyError, SaveError

    for number, change in enumerate(changes):
        try:
            _replace(change, change.before, change.after)
        except SaveError as error:
            complain(str(error))
            done = [one for one in changes[:number] if not _taken_back(one)]
            fail(_state(done), CONFLICT if isinstance(error, BusyError) else CANNOT_WRITE)


def _replace(change: Change, before: bytes, after: bytes) -> None:
    """Let the file hold other bytes. Raises SaveError, also where it is not what it was when it was looked at."""
    from karabakh_tui.annotations.saving import BusyError, Target, save
    from karabakh_tui.yamldoc.fault import Fault

    def changed(data: bytes | None) -> bytes:
        if data != before:
            raise BusyError(Fault(seen(change.path), 0, 0, "was changed meanwhile", "rename once more"))
        return after

    state = state_dir()
    copies = state / "annotations" / "copies" if state else Path(os.devnull) / "copies"
    save(Target(change.path, seen(change.path), change.root, copies), changed)


def _taken_back(change: Change) -> bool:
    from karabakh_tui.annotations.saving import SaveError

    with suppress(SaveError):
        _replace(change, change.after, change.before)
        return True
    return False


def _state(done: Sequence[Change]) -> str:
    """What is the case after a failure."""
    if not done:
        return "All files are as they were."
    return f"These have the new name already: {', '.join(seen(one.path) for one in done)}. The others are as they were."
