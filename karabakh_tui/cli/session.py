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
    from karabakh_tui.cli.wishes import Wishes
    from karabakh_tui.matching.load import Loaded

EDITORIAL = "editorial"
"""The project's own annotator, whose reading ships with the program; it counts in every corpus that has one."""

DEFAULT = "default"
STDIN = "-"


def loader(given: Sequence[str], wishes: Wishes) -> Callable[[], Loaded]:
    """A function that reads the corpus, as often as wanted; a text on stdin is read once, now.

    `given` are the paths: one folder, or texts. Without any the corpus is opened that was named, else the usual one.
    Texts have the codebook and the annotations of the corpus that was named on the command line; a single text has
    those of the user's own folder otherwise. Raises FaultError where stdin cannot be read, click.UsageError where a
    folder is to be opened and another named.
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
            root = _named(wishes.corpus) if wishes.corpus else _own_folder([a.sha256 for a in corpus.articles])
            if wishes.corpus and root and not is_folder(root):
                open_folder(root)  # says what is wrong with it
        annotators = tuple(dict.fromkeys([EDITORIAL, wishes.annotator or EDITORIAL]))
        loaded = load_annotations(corpus, root, annotators)
        return _with_note(loaded, root, wishes.annotator)

    return load


def load_or_fail(load: Callable[[], Loaded], quietly: bool = False) -> Loaded:
    """The corpus, with its faults told (`quietly`: only where nothing opens); ends the program where nothing does."""
    from time import perf_counter

    begun = perf_counter()
    loaded = load()
    faults = [_from_here(fault, loaded.corpus.root) for fault in loaded.faults]
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


def _from_here(fault: Fault, root: Path | None) -> Fault:
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


def _own_folder(sums: Sequence[str]) -> Path | None:
    """Where the user's annotations of a single text are, by the sum of its bytes."""
    own = paths.data_dir() if len(sums) == 1 else None
    return own / "texts" / sums[0][:16] if own else None


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


def _with_note(loaded: Loaded, root: Path | None, annotator: str) -> Loaded:
    """With a fault for an annotator of whom there is nothing, who may have been misspelt."""
    if not annotator or root is None:
        return loaded
    from karabakh_tui.annotations.load import annotators

    known = annotators(root / "annotations")
    told = any(fault.path == annotator for fault in loaded.faults)  # no name at all
    if annotator in known or told:
        return loaded
    from karabakh_tui.yamldoc.wording import did_you_mean, shown

    repair = did_you_mean(annotator, known, "annotations/<name>/ is where an annotator's files are")
    fault = Fault(shown(f"annotations/{annotator}"), 0, 0, "is not there, so nothing of this annotator counts", repair)
    return loaded._replace(faults=(*loaded.faults, fault))
