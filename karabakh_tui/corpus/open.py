"""Opening articles: a folder with what its corpus.yaml says, or files one by one. Nothing is ever written."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from karabakh_tui.corpus.article import Naming, make_article
from karabakh_tui.corpus.listing import NAME, Entry, Listing, read_listing
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.corpus.names import assign_ids, letter
from karabakh_tui.corpus.scan import ARTICLE_LIMIT, TWICE, scan
from karabakh_tui.yamldoc.disk import is_folder, read_regular
from karabakh_tui.yamldoc.fault import Fault, FaultError
from karabakh_tui.yamldoc.load import SIZE_LIMIT
from karabakh_tui.yamldoc.wording import did_you_mean, quoted, shown

ARTICLE_BYTES = 256 << 20  # of one file
CORPUS_BYTES = 1 << 30  # of all: texts are held in memory

_ADD = "put text files there, or open the built-in five: karabakh-tui -c default"


class _File(NamedTuple):
    """One file to open: `name` tells it from the others; its bytes are at `path`, or in `data` if they are at hand."""

    name: str
    shown: str
    given: str
    path: Path = Path()
    entry: Entry | None = None
    data: bytes | None = None


def open_folder(folder: Path) -> Corpus:
    """The corpus in `folder`: the articles of its `seeds/` if it has one, else its own, with corpus.yaml beside them.

    What could not be opened is in `faults`, named as seen from the folder; a folder without articles gives a corpus
    without any, and a fault that says so. `Article.path` begins with `folder` as given.

    Raises FaultError where there is no such folder, ParserMissingError where PyYAML cannot read.
    """
    root = _real_folder(folder)
    inside = _articles_folder(root)
    prefix = inside.relative_to(root)
    listing = _listing(inside, root)
    scanned = scan(inside, root, frozenset(os.path.normpath(entry.file) for entry in listing.entries))
    faults = listing.faults  # the entries' records go on adding to it
    faults += scanned.faults
    files = []
    by_name = {_composed(found.name): found.path for found in scanned.found}
    for entry in listing.entries:
        if path := _listed(entry, inside, root, by_name):
            name = os.path.normpath(entry.file)
            files.append(_File(name, shown(prefix / name), str(folder / prefix / name), path, entry))
    files = _each_once(files)
    taken = {file.path for file in files}
    rest = [found for found in scanned.found if found.path not in taken]
    for found in rest:
        files.append(_File(found.name, shown(prefix / found.name), str(folder / prefix / found.name), found.path))
    skipped = dict(scanned.skipped)
    if again := len(scanned.found) - len(rest):
        skipped[TWICE] = skipped.get(TWICE, 0) + again
    articles = _open(files, faults)
    if not articles:
        faults.append(Fault(shown(folder), 0, 0, "holds no articles", _ADD))
    title = listing.title or root.name
    return Corpus(title, root, articles, listing.events, tuple(faults), skipped, listing.theme, listing.theme_at)


def open_paths(paths: Sequence[Path], stdin: bytes | None) -> Corpus:
    """A corpus of single texts in the order given, without a root. `-` among the paths stands for `stdin`, which comes
    last where no path is `-`. What could not be opened is in `faults`.

    Raises FaultError where one of the paths does not exist.
    """
    faults: list[Fault] = []
    files: list[_File] = []
    for path in paths:
        if stdin is not None and str(path) == "-":
            files.append(_File("stdin", "stdin", "-", data=stdin))
        elif not os.path.lexists(path):
            raise FaultError(_missing(path))
        elif is_folder(path):
            faults.append(Fault(shown(path), 0, 0, "is a folder", "open it alone: karabakh-tui FOLDER"))
        else:
            real = Path(os.path.realpath(path))
            files.append(_File(str(real.parent / path.name), shown(path), str(path), real))
    if stdin is not None and not any(file.data is not None for file in files):
        files.append(_File("stdin", "stdin", "-", data=stdin))
    articles = _open(_each_once(files), faults)
    title = articles[0].title if len(articles) == 1 else ""
    return Corpus(title, None, articles, faults=tuple(faults))


def _open(files: Sequence[_File], faults: list[Fault]) -> tuple[Article, ...]:
    """The articles of those files that have a text; letters go to these alone."""
    ids = {file.name: file.entry.id for file in files if file.entry and file.entry.id}
    ids |= assign_ids((file.name for file in files if file.name not in ids), ids.values())
    articles: list[Article] = []
    size = 0
    for file in files:
        try:
            data = file.data if file.data is not None else read_regular(file.path, file.shown, ARTICLE_BYTES)
        except FaultError as error:
            faults.append(error.fault)
            continue
        size += len(data)
        if size > CORPUS_BYTES:
            what = f"is left out, and so is what follows: the articles together are larger than {CORPUS_BYTES >> 20} MB"
            faults.append(Fault(file.shown, 0, 0, what, "open fewer articles"))
            break
        naming = Naming(ids[file.name], letter(len(articles)), file.name, file.shown, file.given)
        article = make_article(data, naming, file.entry, faults)
        if article:
            articles.append(article)
    return tuple(articles)


def _each_once(files: Sequence[_File]) -> list[_File]:
    """The files without those that come a second time; of a listed one it is said."""
    once: list[_File] = []
    by_path: dict[Path, _File] = {}
    by_name: dict[str, _File] = {}
    for file in files:
        known = by_path.setdefault(file.path, file)
        if known is file:
            known = by_name.setdefault(file.name, file)
        if known is file:
            once.append(file)
        elif file.entry and known.entry:
            what = f"{quoted(file.entry.file)} is listed twice, here and in line {known.entry.record.line}"
            file.entry.record.fault("file", what, "keep one of the two")
    return once


def _real_folder(folder: Path) -> Path:
    if not os.path.lexists(folder):
        raise FaultError(_missing(folder))
    real = Path(os.path.realpath(folder))
    if not is_folder(real):
        raise FaultError(Fault(shown(folder), 0, 0, "is no folder", "give the folder that holds the articles"))
    return real


def _missing(path: Path) -> Fault:
    """That there is no such file or folder, and the name beside it that looks most like it."""
    try:
        with os.scandir(path.parent) as listing:
            names = [shown(entry.name) for entry in islice(listing, ARTICLE_LIMIT)]
    except (OSError, ValueError):
        names = []
    return Fault(shown(path), 0, 0, "does not exist", did_you_mean(shown(path.name), names, "check the name"))


def _articles_folder(root: Path) -> Path:
    """`seeds/` in the corpus, unless it is missing, no folder, or a link that leads out; then the corpus itself."""
    seeds = Path(os.path.realpath(root / "seeds"))
    return seeds if is_folder(seeds) and seeds.is_relative_to(root) else root


def _listing(inside: Path, root: Path) -> Listing:
    """corpus.yaml beside the articles; where it is missing or cannot be used, one that says nothing."""
    faults: list[Fault] = []
    if inside != root and os.path.lexists(root / NAME) and not os.path.lexists(inside / NAME):
        what, repair = (
            "is not used: the articles are in another folder",
            f"move it to {shown(inside.relative_to(root))}/",
        )
        faults.append(Fault(NAME, 0, 0, what, repair))
    if not os.path.lexists(inside / NAME):
        return Listing("", (), (), faults)
    try:
        where = _within(inside / NAME, root)
        name = shown((inside / NAME).relative_to(root))
        if where is None:
            raise FaultError(Fault(name, 0, 0, "is a link that leads out of the corpus", "put the file itself here"))
        return read_listing(read_regular(where, name, SIZE_LIMIT), name)
    except FaultError as error:
        return Listing("", (), (), [error.fault])


def _listed(entry: Entry, inside: Path, root: Path, by_name: Mapping[str, Path]) -> Path | None:
    """Where the bytes of a listed article are; None, with a fault, where there is no such file in the corpus.

    `by_name` has the articles that no entry names, for one whose accents are stored in another way.
    """
    path = _within(inside / entry.file, root)
    if path is None:
        entry.record.fault("file", f"{quoted(entry.file)} leads out of the corpus", "name a file of the corpus")
        return None
    if os.path.exists(path):  # noqa: PTH110 - a name that no file can have is missing, too
        return path
    same = by_name.get(_composed(entry.file))
    if same is None:
        repair = did_you_mean(entry.file, by_name, "correct the name, or remove the entry")
        entry.record.fault("file", f"there is no file {quoted(entry.file)}", repair)
    return same


def _within(path: Path, root: Path) -> Path | None:
    """The real path, links followed, if it lies in the corpus."""
    try:
        real = Path(os.path.realpath(path))
    except ValueError:  # a NUL in the name: no file can have it
        return root / "\N{REPLACEMENT CHARACTER}"
    return real if real.is_relative_to(root) else None


def _composed(name: str) -> str:
    """The name as most file systems spell it; some take accents apart."""
    if name.isascii():
        return name
    import unicodedata

    return unicodedata.normalize("NFC", name)
