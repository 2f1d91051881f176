"""`tags apply`: other programs tag, in the same way as a person does on the screen."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from karabakh_tui.cli.completing import files
from karabakh_tui.cli.exits import CANNOT_WRITE, CONFLICT, OUR_FAULT, USAGE
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.messages import complain, fail, note
from karabakh_tui.cli.options import asked, corpus_options, dry_run_option, json_option, no_screen_options, said
from karabakh_tui.cli.output import print_json, print_lines
from karabakh_tui.cli.session import DEFAULT, snapshots_folder
from karabakh_tui.paths import from_home, is_installed, shipped, state_dir
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.wording import did_you_mean, shown

if TYPE_CHECKING:
    from karabakh_tui.annotations.notebook import Notebook
    from karabakh_tui.annotations.outside import Planned, WrongError
    from karabakh_tui.codebook.model import Codebook
    from karabakh_tui.corpus.model import Article

LISTED = 20
"""So many things that are wrong with operations are told."""

MOST_BYTES = 64 << 20
STDIN = "-"


@click.command(cls=Command, short_help="Add, change, delete annotations, as JSON says.")
@click.argument("file", shell_complete=files)
@click.argument("ops", metavar="OPS.json", shell_complete=files)
@dry_run_option
@json_option
@corpus_options
@no_screen_options
@click.pass_context
def apply(ctx: click.Context, /, file: str, ops: str, dry_run: bool, as_json: bool, **given: Any) -> None:
    """Do to the annotations in FILE what OPS.json says (- is stdin): all of it, or nothing.

    FILE is annotations/NAME/ARTICLE.yaml of a corpus; it is made where it is not there. It is saved as on the screen:
    comments and order stay, and it can be undone there. OPS.json is a list of

    \b
      {"op": "add", "annotation": {"tags": ["fact"], "quote": "five years"}}
      {"op": "set", "id": "k3q9x7", "field": "note", "value": "Against A."}
      {"op": "delete", "id": "m2w9tz"}

    A quote must stand in the article; what tells its place is filled in. Everything is checked before anything is
    written. The exit code is 0 for saved, 2 for wrong operations, 3 where a file cannot be read, 5 where somebody else
    has the annotations open, changed the same or is writing FILE, 74 where FILE could not be written.

    \b
    Examples:
      karabakh-tui tags apply annotations/anna/jamestown.yaml ops.json
      suggest | karabakh-tui tags apply annotations/robot/jamestown.yaml - --json
      karabakh-tui tags apply annotations/anna/jamestown.yaml ops.json -n
    """
    wishes = asked(ctx, given)
    target = _target(Path(file), wishes.corpus)
    plan, diff = _done(target, _read(ops), ops, dry_run)
    if as_json:
        result = "dry-run" if dry_run else "saved"
        print_json({"schema": "karabakh-tui/apply@1", "result": result, "ids": list(plan.ids)})
    elif dry_run:
        print_lines(diff)
    elif not said(ctx, given).quiet:
        count = f"{len(plan.ids)} operation" if len(plan.ids) == 1 else f"{len(plan.ids)} operations"
        print_lines([f"Saved {target.shown}: {count}."])


class Place(NamedTuple):
    """Where to work: the annotations folder, that of journals, that of the texts which annotations are made on."""

    folder: Path
    state: Path | None
    texts: Path | None


class Target(NamedTuple):
    """A file to change: where it is, how people are told of it, whose it is, and what it is on."""

    path: Path
    shown: str
    annotator: str
    article: Article
    codebook: Codebook

    def notebook(self, place: Place) -> Notebook:
        """The annotator's files there, opened for work."""
        from karabakh_tui.annotations.notebook import Notebook, Where

        above = Path(self.shown).parent.parent
        told = shown(above if above.name else from_home(place.folder))
        where = Where(place.folder, self.annotator, place.state, told, place.texts)
        return Notebook.open(where, [self.article], self.codebook)


def _target(path: Path, corpus: str) -> Target:
    """What FILE is, by its place. Raises FaultError where it is no file of annotations, or cannot be read."""
    from karabakh_tui.annotations.load import is_annotator
    from karabakh_tui.cli.own_notes import ANNOTATIONS
    from karabakh_tui.codebook.load import load_codebook
    from karabakh_tui.corpus.open import open_folder

    whole = path.absolute()
    annotator, root = whole.parent.name, whole.parent.parent.parent
    in_place = whole.parent.parent.name == ANNOTATIONS and is_annotator(annotator) and path.suffix == ".yaml"
    if not in_place or path.name.startswith(("_", ".")):
        repair = "it is called annotations/NAME/ARTICLE.yaml, in a corpus"
        raise FaultError(Fault(shown(path), 0, 0, "is no file of annotations on an article", repair))
    root = shipped() if corpus == DEFAULT else Path(corpus or root)
    opened = open_folder(root)
    article = next((one for one in opened.articles if one.id == path.stem), None)
    if article is None:
        repair = did_you_mean(path.stem, [one.id for one in opened.articles], "name it after the id of its article")
        raise FaultError(Fault(shown(path), 0, 0, f"is on no article of {shown(root)}", repair))
    if is_installed(whole):
        kept = "annotate on the screen, or copy the corpus"
        fail(f"{shown(path)} is a part of the installed program: {kept}.", CANNOT_WRITE)
    return Target(path, shown(path), annotator, article, load_codebook(root))


def _read(ops: str) -> Any:
    """What OPS.json says. Raises FaultError where it cannot be read; ends the program where it is no JSON."""
    from karabakh_tui.annotations.outside import WrongError, read_json
    from karabakh_tui.yamldoc.disk import read_regular

    if ops != STDIN:
        data = read_regular(Path(ops), shown(ops), MOST_BYTES)
    elif sys.stdin is None:
        raise FaultError(Fault("stdin", 0, 0, "is closed", "pipe the operations into it, or name a file"))
    else:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise FaultError(Fault("stdin", 0, 0, f"is larger than {MOST_BYTES >> 20} MB", "split it"))
    try:
        return read_json(data)
    except WrongError as error:
        _refuse(error, ops)


def _refuse(error: WrongError, ops: str) -> NoReturn:
    """Tell what is wrong with the operations, and end the program."""
    name = "stdin" if ops == STDIN else shown(ops)
    for one in error.wrong[:LISTED]:
        complain(f"{name}:{' ' if one.where.startswith('.') else ''}{one}")
    if len(error.wrong) > LISTED:
        complain(f"... and {len(error.wrong) - LISTED} more.")
    fail("Nothing was written.", USAGE)


def _done(target: Target, asked_for: Any, ops: str, dry_run: bool) -> tuple[Planned, list[str]]:
    """Do it, or only tell what it would come to: then in a folder that is gone afterwards. What was done, and what is
    another line of the file then."""
    if not dry_run:
        place = Place(target.path.absolute().parent.parent, state_dir(), snapshots_folder())
        return _apply(target, place, asked_for, ops), []
    from difflib import unified_diff
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="karabakh-tui-") as made:
        folder = Path(made) / "corpus" / "annotations"
        path = folder / target.annotator / target.path.name
        path.parent.mkdir(parents=True)
        before = _bytes(target.path, target.shown)
        if before is not None:
            path.write_bytes(before)
        plan = _apply(target, Place(folder, Path(made) / "state", None), asked_for, ops)
        after = _bytes(path, target.shown)
    old, new = ((data or b"").decode().splitlines() for data in (before, after))
    return plan, list(unified_diff(old, new, target.shown, target.shown, lineterm=""))


def _bytes(path: Path, name: str) -> bytes | None:
    """The file as it is; None where there is none. Raises FaultError where it cannot be read as a file of ours."""
    from karabakh_tui.yamldoc.disk import read_regular
    from karabakh_tui.yamldoc.load import SIZE_LIMIT, load
    from karabakh_tui.yamldoc.record import open_record

    if not os.path.lexists(path):
        return None
    data = read_regular(path, name, SIZE_LIMIT)
    open_record(load(data, name))
    return data


def _apply(target: Target, place: Place, asked_for: Any, ops: str) -> Planned:
    """Do it to the file there, and save it. Ends the program where that cannot be done."""
    from karabakh_tui.annotations.outside import WrongError, planned

    _bytes(place.folder / target.annotator / target.path.name, target.shown)
    book = target.notebook(place)
    try:
        if book.read_only:
            fail(f"Nothing was written: {book.read_only}", CONFLICT if book.holder else CANNOT_WRITE)
        there = [one.id for one in book.annotations(target.article.id).annotations]
        records = {name: book.fields(target.article.id, name) or {} for name in there}
        codes = [*(one.id for one in target.codebook.provisions), *(one.id for one in target.codebook.labels)]
        try:
            plan = planned(asked_for, target.article, records, codes)
        except WrongError as error:
            _refuse(error, ops)
        if plan.ops:
            _save(book, target, plan)
        return plan
    finally:
        # What an earlier session left unfinished is for the next one on the screen to tell.
        book.close(goodbye=book.left is None)


def _save(book: Notebook, target: Target, plan: Planned) -> None:
    """Do the operations as one step, and write the file; where it cannot be written, they are taken back."""
    from karabakh_tui.annotations.notebook import NotebookError

    count = f"{len(plan.ids)} operation" if len(plan.ids) == 1 else f"{len(plan.ids)} operations"
    try:
        book.do(plan.ops, f"apply {count}")
    except NotebookError as error:
        fail(f"Nothing was written: {error}", CANNOT_WRITE)
    saved = book.save()
    for one in saved.written:
        if one.words:
            note(one.words)
    if not saved.questions and not saved.faults:
        _look_again(book, target)
        return
    with suppress(NotebookError):
        book.undo()
    for fault in saved.faults:
        complain(str(fault))
    for question in saved.questions:
        complain(question.words)
    fail(f"{target.shown} is as it was.", CONFLICT if saved.questions or saved.busy else CANNOT_WRITE)


def _look_again(book: Notebook, target: Target) -> None:
    """A large file is read as a whole when it is written: that it says what was meant, or the program ends."""
    wrong = book.check()
    for fault in wrong:
        complain(str(fault))
    if wrong:
        fail(
            f"{target.shown} is not as it was meant now. Undo it on the screen, or bring back the one before.",
            OUR_FAULT,
        )
