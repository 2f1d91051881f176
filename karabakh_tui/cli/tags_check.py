"""`tags check`: what is wrong with annotation files, verdicts and the codebook."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from karabakh_tui.cli.exits import DONE, HONEST_NO, UNREADABLE
from karabakh_tui.cli.helping import Command
from karabakh_tui.cli.messages import caret, note, warn
from karabakh_tui.cli.options import (
    corpus_options,
    json_option,
    no_screen_options,
    output_option,
    paths_argument,
    wished,
)
from karabakh_tui.cli.output import on_terminal, print_json, print_lines
from karabakh_tui.cli.tags_files import files_of
from karabakh_tui.yamldoc.disk import is_folder
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.wording import shown

if TYPE_CHECKING:
    from karabakh_tui.annotations.model import AnnotationFile
    from karabakh_tui.cli.wishes import Wishes
    from karabakh_tui.matching.load import Loaded

ANNOTATIONS = "annotations"


@click.command(cls=Command, short_help="What is wrong with annotations and codebook, by line.")
@paths_argument
@json_option
@output_option
@corpus_options
@no_screen_options
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Check the codebook and everybody's annotations, verdicts and links: a line for each thing to be looked at.

    PATH is a corpus folder, or files and folders in its annotations folder. Found are: what cannot be read or used,
    tags that are not in the codebook, ids that occur twice, tags that a passage has twice, links that lead nowhere,
    and quotes that do not stand in the article as they are written. The exit code is 0 where all is well, 1 where
    something is not, 3 where a file cannot be read.

    \b
    Examples:
      karabakh-tui tags check
      karabakh-tui tags check ~/articles
      karabakh-tui tags check annotations/anna/jamestown.yaml
      karabakh-tui tags check $(git diff --cached --name-only -- annotations)
      vim -q <(karabakh-tui tags check)
    """
    wishes = wished(ctx, given)
    files = [file for root, wanted in _roots(paths, wishes) for file in _checked(root, wanted, wishes)]
    if as_json:
        print_json(_document(files))
    else:
        _print(files)
    if not all(file.readable for file in files):
        ctx.exit(UNREADABLE)
    ctx.exit(HONEST_NO if any(file.faults for file in files) else DONE)


class Checked(NamedTuple):
    """One file that was looked at; `readable` is False where nothing of it can be used."""

    name: str
    annotations: int = 0
    faults: tuple[Fault, ...] = ()
    readable: bool = True


def _roots(paths: Sequence[str], wishes: Wishes) -> list[tuple[Path, list[Path]]]:
    """The corpus folders that are to be looked at, and what of each; an empty list stands for all of it."""
    from karabakh_tui.cli.session import usual_folder

    if not paths:
        return [(usual_folder(wishes), [])]
    found: dict[Path, list[Path]] = {}
    for name in paths:
        path = Path(name)
        inside = next(
            (above for above in (path.absolute(), *path.absolute().parents) if above.name == ANNOTATIONS), None
        )
        if os.path.lexists(path) and not inside and not is_folder(path):
            raise FaultError(_stranger(path))
        found.setdefault(inside.parent if inside else path, []).extend([path] if inside else [])
    return list(found.items())


def _stranger(path: Path) -> Fault:
    repair = "annotations are in annotations/NAME/ARTICLE.yaml of a corpus"
    return Fault(shown(path), 0, 0, "is neither an annotation file nor the codebook", repair)


def _checked(root: Path, wanted: Sequence[Path], wishes: Wishes) -> Iterator[Checked]:
    """Each file of that corpus, or of the part of it that is wanted. Raises FaultError where that is not there."""
    from karabakh_tui.cli.session import everybody_in, from_here, load_or_fail, loader

    loaded = load_or_fail(loader([os.fspath(root)], wishes._replace(corpus=""), everybody=True), quietly=True)
    warn([from_here(fault, root) for fault in loaded.corpus.faults])
    files = files_of(root, everybody_in(root))
    chosen = _chosen(files, wanted)
    told: dict[str, list[Fault]] = {}
    for fault in loaded.faults[len(loaded.corpus.faults) :]:
        told.setdefault(fault.path, []).append(fault)
    for name in chosen:
        checked = _examined(loaded, name, files[name], told.pop(name, []))
        yield checked._replace(
            name=from_here(Fault(name, 0, 0, "", ""), root).path,
            faults=tuple(from_here(fault, root) for fault in checked.faults),
        )
    if not wanted:
        yield from (Checked(name, faults=tuple(faults)) for name, faults in told.items() if name not in files)


def _chosen(files: Mapping[str, Path], wanted: Sequence[Path]) -> list[str]:
    """The names of those that are wanted, or of all. Raises FaultError for a file or folder that is not there."""
    if not wanted:
        return list(files)
    real = {name: Path(os.path.realpath(path)) for name, path in files.items()}
    chosen: list[str] = []
    for path in wanted:
        if not os.path.lexists(path):
            raise FaultError(Fault(shown(path), 0, 0, "does not exist", "check the name"))
        below = Path(os.path.realpath(path))
        found = [name for name, one in real.items() if one.is_relative_to(below)]
        if not found and path.suffix == ".yaml":
            raise FaultError(_stranger(path))
        chosen += found
    return [name for name in files if name in chosen]


def _examined(loaded: Loaded, name: str, path: Path, told: Sequence[Fault]) -> Checked:
    """One file with all that is to be said of it."""
    from karabakh_tui.yamldoc.load import read
    from karabakh_tui.yamldoc.record import open_record

    try:
        document = read(path, name)
        open_record(document)
    except FaultError as error:
        return Checked(name, faults=(error.fault,), readable=False)
    faults = [*told, *_in_links(path, name)]
    file = next((file for file in loaded.files if file.path == name), None)
    article = loaded.corpus.article(file.article_id) if file else None
    if file and article:
        from karabakh_tui.annotations.checking import findings

        anchored = [one for one in loaded.anchored.get(article.id, ()) if one.annotation.annotator == file.annotator]
        faults += findings(document, article, anchored, _ids(loaded.files))
    ordered = sorted(dict.fromkeys(faults), key=lambda fault: (fault.line, fault.col))
    return Checked(name, len(file.annotations) if file else 0, tuple(ordered))


def _in_links(path: Path, name: str) -> tuple[Fault, ...]:
    """What is wrong with passages that were laid side by side by hand."""
    from karabakh_tui.annotations.alignments import read_alignments
    from karabakh_tui.annotations.load import LINKS_FILE

    return read_alignments(path, name, path.parent.name)[1] if path.name == LINKS_FILE else ()


def _ids(files: Iterable[AnnotationFile]) -> dict[str, set[str]]:
    """The ids of annotations, by article."""
    found: dict[str, set[str]] = {}
    for file in files:
        found.setdefault(file.article_id, set()).update(one.id for one in file.annotations if one.id)
    return found


def _document(files: Sequence[Checked]) -> dict[str, Any]:
    return {
        "schema": "karabakh-tui/tags-check@1",
        "files": [
            {"file": file.name, "annotations": file.annotations, "readable": file.readable, "faults": len(file.faults)}
            for file in files
        ],
        "faults": [
            {"file": fault.path, "line": fault.line, "col": fault.col, "what": fault.what, "repair": fault.repair}
            for file in files
            for fault in file.faults
        ],
    }


def _print(files: Sequence[Checked]) -> None:
    """The findings, on a terminal with the line of the file below each; and how many they are."""
    faults = [fault for file in files for fault in file.faults]
    marks = on_terminal()
    print_lines(line for fault in faults for line in (str(fault), *(caret(fault) if marks else ())))
    if faults:
        wrong = sum(bool(file.faults) for file in files)
        note(f"{_count(len(faults), 'thing')} to look at in {wrong} of {_count(len(files), 'file')}.")
    else:
        annotations = sum(file.annotations for file in files)
        print_lines([f"{_count(len(files), 'file')}, {_count(annotations, 'annotation')}: fine"])


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
