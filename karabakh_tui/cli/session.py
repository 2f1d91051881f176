"""From what was said on the command line to a loaded corpus; what cannot be read is said on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from karabakh_tui import paths
from karabakh_tui.cli.exits import UNREADABLE
from karabakh_tui.cli.messages import complain, remark, tell, warn
from karabakh_tui.yamldoc.disk import is_folder
from karabakh_tui.yamldoc.fault import Fault, FaultError

if TYPE_CHECKING:
    from karabakh_tui.annotations.snapshots import Snapshots
    from karabakh_tui.cli.wishes import Wishes
    from karabakh_tui.corpus.model import Corpus
    from karabakh_tui.matching.load import Loaded

EDITORIAL = "editorial"
"""The project's own annotator, whose reading ships with the program; it counts in every corpus that has one."""

DEFAULT = "default"
STDIN = "-"


def loader(
    given: Sequence[str], wishes: Wishes, *, everybody: bool = False, later: bool = False, newcomer: bool = False
) -> Callable[[], Loaded]:
    """A function that reads the corpus, as often as wanted; a text on stdin is read once, now.

    `given` are the paths: one folder, or texts. Without any the corpus is opened that was named, else the usual one.
    Texts have the codebook and the annotations of the corpus that was named on the command line; otherwise those of a
    folder of the user's own. The annotations are editorial's and one's own, or `everybody`'s; with `later`, those
    that have to be searched for in articles that have changed are left pending. A `newcomer` may have no annotations
    yet, and is told so only where the name is nearly that of another one. Raises FaultError where stdin cannot be read,
    click.UsageError where a folder is to be opened and another named.
    """
    folder = _folder(given, wishes)
    stdin = _read_stdin() if STDIN in given else None

    def load() -> Loaded:
        from karabakh_tui.corpus.open import open_folder, open_paths
        from karabakh_tui.matching.load import load as load_annotations

        if folder:
            corpus = open_folder(folder)
            root = corpus.root
        else:
            corpus = open_paths([Path(name) for name in given], stdin)
            root = codebook_root(corpus, wishes)
            if wishes.corpus and root and not is_folder(root):
                open_folder(root)  # says what is wrong with it
        elsewhere = everybody_in(root) if everybody else _elsewhere(root, wishes.annotator)
        annotators = elsewhere if everybody else dict.fromkeys([EDITORIAL, wishes.annotator or EDITORIAL])
        loaded = load_annotations(
            corpus, root, tuple(annotators), elsewhere=elsewhere, find_snapshots=kept_texts, later=later
        )
        return _with_note(loaded, root, wishes, newcomer)

    return load


def kept_texts() -> Snapshots:
    """The texts that annotations were made on, as far as the user has them."""
    from karabakh_tui.annotations.snapshots import Snapshots

    return Snapshots(snapshots_folder())


def snapshots_folder() -> Path | None:
    """Where they are; None for a user without a home."""
    data = paths.data_dir()
    return data / paths.SNAPSHOTS_FOLDER if data else None


def codebook_root(corpus: Corpus, wishes: Wishes) -> Path | None:
    """The folder that has the codebook of a corpus and the editorial annotations on it, or would have them; None where
    there is no place for them."""
    if corpus.root is not None:
        return corpus.root
    if wishes.corpus:
        return _named(wishes.corpus)
    from karabakh_tui.cli.own_notes import texts_folder

    return texts_folder([article.sha256 for article in corpus.articles])


def load_or_fail(load: Callable[[], Loaded], quietly: bool = False) -> Loaded:
    """The corpus, with its faults told (`quietly`: only where nothing opens); ends the program where nothing does."""
    from time import perf_counter

    begun = perf_counter()
    loaded = load()
    faults = [from_here(fault, loaded.corpus.root) for fault in loaded.faults]
    if not loaded.corpus.articles:
        tell(faults)
        raise SystemExit(UNREADABLE)
    if not quietly:
        warn(faults)
        remark(f"{_read(loaded)} in {(perf_counter() - begun) * 1000:.0f} ms.")
    return loaded


def _read(loaded: Loaded) -> str:
    """What was read, for those who want to know."""
    corpus, by = loaded.corpus, {file.annotator for file in loaded.files}
    counts = [
        f"{len(corpus.articles)} articles",
        f"{len(loaded.codebook.provisions)} provisions",
        f"{sum(map(len, loaded.anchored.values()))} annotations of {', '.join(sorted(by)) or 'nobody'}",
        *(f"left out: {count} {reason}" for reason, count in corpus.skipped.items()),
    ]
    return f'Read "{corpus.title}"{f" from {corpus.root}" if corpus.root else ""}: {", ".join(counts)},'


def from_here(fault: Fault, root: Path | None) -> Fault:
    """The fault, its file named as seen from where the person is; corpora name theirs as seen from the corpus."""
    path = root / fault.path if root else None
    if path is None or not os.path.lexists(path):
        return fault
    from karabakh_tui.yamldoc.wording import shown

    try:
        seen = path.relative_to(os.path.realpath("."))
    except ValueError:
        seen = path
    return fault._replace(path=shown(seen))


def _folder(given: Sequence[str], wishes: Wishes) -> Path | None:
    """The folder to open, or None where texts are given one by one."""
    if "" in given:
        import click

        raise click.UsageError("A PATH is empty.")
    if not given:
        named = wishes.corpus or wishes.usual_corpus
        return _named(named) if named else paths.shipped()
    if len(given) > 1 or given[0] == STDIN or not is_folder(given[0]):
        return None
    if wishes.corpus:
        import click

        raise click.UsageError(f'Either open "{given[0]}" or name a corpus with -c: a folder has its own codebook.')
    return Path(given[0])


def usual_folder(wishes: Wishes) -> Path:
    """The folder that is opened where no PATH names another."""
    return _named(wishes.corpus or wishes.usual_corpus or DEFAULT)


def _named(corpus: str) -> Path:
    return paths.shipped() if corpus == DEFAULT else Path(corpus)


def _elsewhere(root: Path | None, annotator: str) -> dict[str, Path]:
    """The annotations folder of that annotator, where it is not in the corpus but among the user's own files."""
    if not annotator or root is None:
        return {}
    from karabakh_tui.cli.own_notes import kept_for

    folder, why = kept_for(root)
    return {annotator: folder} if folder and why and is_folder(folder / annotator) else {}


def everybody_in(root: Path | None) -> dict[str, Path]:
    """The annotations folder of each annotator who wrote something on this corpus, editorial first."""
    if root is None:
        return {}
    from karabakh_tui.annotations.load import annotators
    from karabakh_tui.cli.own_notes import kept_for

    own, why = kept_for(root)
    folders = [root / "annotations", *([own] if own and why else [])]
    found = {name: folder for folder in folders for name in annotators(folder)}
    return {name: found[name] for name in sorted(found, key=lambda name: (name != EDITORIAL, name))}


def _read_stdin() -> bytes:
    """The text on stdin, whole."""
    from karabakh_tui.corpus.open import ARTICLE_BYTES

    if sys.stdin is None:
        raise FaultError(Fault("stdin", 0, 0, "is closed", "pipe a text into it, or name a file"))
    if sys.stdin.isatty():
        complain("Reading a text from the terminal; Ctrl+D on a line of its own ends it.")
    data = sys.stdin.buffer.read(ARTICLE_BYTES + 1)
    if len(data) > ARTICLE_BYTES:
        raise FaultError(
            Fault("stdin", 0, 0, f"is larger than {ARTICLE_BYTES >> 20} MB", "split it into smaller files")
        )
    return data


def _with_note(loaded: Loaded, root: Path | None, wishes: Wishes, newcomer: bool) -> Loaded:
    """With a fault for an annotator of whom there is nothing, whose name may have been misspelt just now; whoever is
    signed in for good need not have annotated here."""
    annotator = wishes.annotator
    if not annotator or root is None or wishes.values["as"].origin == "file":
        return loaded
    from karabakh_tui.annotations.load import annotators

    known = (*annotators(root / "annotations"), *_elsewhere(root, annotator))
    told = any(fault.path == annotator for fault in loaded.faults)  # no name at all
    if annotator in known or told:
        return loaded
    from karabakh_tui.yamldoc.wording import did_you_mean, nearest, shown

    if newcomer and not nearest(annotator, known):
        return loaded
    repair = did_you_mean(annotator, known, "annotations/<name>/ is where an annotator's files are")
    fault = Fault(shown(f"annotations/{annotator}"), 0, 0, "is not there, so nothing of this annotator counts", repair)
    return loaded._replace(faults=(*loaded.faults, fault))
