"""From an opened corpus to its comparison: codebook, annotations, verdicts, and all that is wrong with them.

The one place where these come together; the screen, the command line and every export start from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from karabakh_tui.annotations.model import Anchored, AnnotationFile, Verdict
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.corpus.model import Corpus
from karabakh_tui.matching.model import Comparison
from karabakh_tui.yamldoc.fault import Fault


class Loaded(NamedTuple):
    """A corpus with all that was said of it.

    `files` are the annotation files that count, in the order of annotators; `anchored` holds their annotations by
    article id. `faults` are those of the corpus, the codebook and the annotations, in this order.
    """

    corpus: Corpus
    codebook: Codebook
    comparison: Comparison
    files: tuple[AnnotationFile, ...]
    anchored: dict[str, tuple[Anchored, ...]]
    faults: tuple[Fault, ...]


def load(corpus: Corpus, annotations_root: Path | None, annotators: Sequence[str], event: str | None = None) -> Loaded:
    """The comparison of `corpus` by the codebook and the annotations in the folder `annotations` of `annotations_root`.

    `annotators` are those who count, a later one before an earlier one (editorial first, then whoever is signed in).
    Without a root, or without such a folder, there is nothing to compare by. `event` is that of `comparison.build`.
    Raises ParserMissingError where PyYAML cannot read.
    """
    from karabakh_tui.codebook.load import load_codebook
    from karabakh_tui.matching.comparison import build

    codebook = load_codebook(annotations_root)
    faults = [*corpus.faults, *codebook.faults]
    files: list[AnnotationFile] = []
    verdicts: list[Verdict] = []
    if annotations_root is not None:
        from karabakh_tui.annotations.load import load_annotator

        provisions = [provision.id for provision in codebook.provisions]
        labels = [label.id for label in codebook.labels]
        for annotator in annotators:
            work = load_annotator(
                annotations_root / "annotations",
                annotator,
                corpus.articles,
                provisions,
                labels,
                whole=corpus.root is not None,
            )
            files += work.files
            verdicts += work.verdicts
            faults += work.faults
    anchored = _anchored(corpus, files)
    comparison = build(corpus, codebook, anchored, verdicts, event)
    return Loaded(corpus, codebook, comparison, tuple(files), anchored, tuple(faults))


def _anchored(corpus: Corpus, files: Sequence[AnnotationFile]) -> dict[str, tuple[Anchored, ...]]:
    """The annotations of the files with their places, by article; articles without any are left out."""
    from karabakh_tui.annotations.anchor import FoldedText, anchor_all

    on: dict[str, list[AnnotationFile]] = {}
    for file in files:
        on.setdefault(file.article_id, []).append(file)
    found: dict[str, tuple[Anchored, ...]] = {}
    for article in corpus.articles:
        text = FoldedText(article.text)
        anchored = [one for file in on.get(article.id, ()) for one in anchor_all(article, file, text)]
        if anchored:
            found[article.id] = tuple(anchored)
    return found
