"""From an opened corpus to its comparison: codebook, annotations, verdicts, and all that is wrong with them.

The one place where these come together; the screen, the command line and every export start from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.annotations.model import Alignment, Anchored, AnnotationFile, Verdict
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.corpus.model import Corpus
from karabakh_tui.matching.model import Comparison
from karabakh_tui.yamldoc.fault import Fault

if TYPE_CHECKING:
    from karabakh_tui.annotations.snapshots import Snapshots


class Loaded(NamedTuple):
    """A corpus with all that was said of it.

    `files` are the annotation files that count, in the order of annotators; `anchored` holds their annotations by
    article id, `verdicts` what they decided, `alignments` what they laid side by side.
    `faults` are those of the corpus, the codebook and the annotations, in this order.
    """

    corpus: Corpus
    codebook: Codebook
    comparison: Comparison
    files: tuple[AnnotationFile, ...]
    anchored: dict[str, tuple[Anchored, ...]]
    faults: tuple[Fault, ...]
    verdicts: tuple[Verdict, ...] = ()
    snapshots: Snapshots | None = None
    alignments: tuple[Alignment, ...] = ()


def load(
    corpus: Corpus,
    annotations_root: Path | None,
    annotators: Sequence[str],
    event: str | None = None,
    elsewhere: Mapping[str, Path] = MappingProxyType({}),
    snapshots: Snapshots | None = None,
) -> Loaded:
    """The comparison of `corpus` by the codebook and the annotations in the folder `annotations` of `annotations_root`.

    `annotators` are those who count, a later one before an earlier one (editorial first, then whoever is signed in).
    Without a root, or without such a folder, there is nothing to compare by. `event` is that of `comparison.build`.
    `elsewhere` has the annotations folder of each annotator whose files are not kept in the corpus. `snapshots` are the
    texts that annotations were made on, for articles that have changed since.
    Raises ParserMissingError where PyYAML cannot read.
    """
    from karabakh_tui.codebook.load import load_codebook
    from karabakh_tui.matching.comparison import build

    codebook = load_codebook(annotations_root)
    faults = [*corpus.faults, *codebook.faults]
    files: list[AnnotationFile] = []
    verdicts: list[Verdict] = []
    alignments: list[Alignment] = []
    folders = {name: _folder_of(name, annotations_root, elsewhere) for name in annotators}
    if any(folders.values()):
        from karabakh_tui.annotations.load import load_annotator

        provisions = [provision.id for provision in codebook.provisions]
        labels = [label.id for label in codebook.labels]
        for annotator, folder in folders.items():
            if folder is None:
                continue
            work = load_annotator(
                folder,
                annotator,
                corpus.articles,
                provisions,
                labels,
                whole=corpus.root is not None,
            )
            files += work.files
            verdicts += work.verdicts
            alignments += work.alignments
            faults += work.faults
    anchored = _anchored(corpus, files, snapshots)
    comparison = _pinned(corpus, build(corpus, codebook, anchored, verdicts, event), alignments)
    return Loaded(
        corpus,
        codebook,
        comparison,
        tuple(files),
        anchored,
        tuple(faults),
        tuple(verdicts),
        snapshots,
        tuple(alignments),
    )


def with_work(
    loaded: Loaded,
    annotator: str,
    files: Sequence[AnnotationFile],
    verdicts: Sequence[Verdict],
    alignments: Sequence[Alignment] = (),
    event: str | None = None,
) -> Loaded:
    """The same with what an annotator, who comes last, has in hand now, in place of what was read of that one.

    Nothing is read; only articles on which that one's annotations are others than before are anchored again.
    """
    from karabakh_tui.matching.comparison import build

    mine = [file for file in files if file.annotations]
    before = {f.article_id: (f.source_sha256, f.annotations) for f in loaded.files if f.annotator == annotator}
    now = {f.article_id: (f.source_sha256, f.annotations) for f in mine}
    changed = {id_ for id_ in before.keys() | now.keys() if before.get(id_) != now.get(id_)}
    every = (*(file for file in loaded.files if file.annotator != annotator), *mine)
    anew = _anchored(loaded.corpus, [file for file in every if file.article_id in changed], loaded.snapshots)
    kept = {id_: anchored for id_, anchored in loaded.anchored.items() if id_ not in changed}
    said = (*(verdict for verdict in loaded.verdicts if verdict.by != annotator), *verdicts)
    laid = (*(one for one in loaded.alignments if one.by != annotator), *alignments)
    comparison = _pinned(loaded.corpus, build(loaded.corpus, loaded.codebook, kept | anew, said, event), laid)
    return loaded._replace(comparison=comparison, files=every, anchored=kept | anew, verdicts=said, alignments=laid)


def _pinned(corpus: Corpus, comparison: Comparison, alignments: Sequence[Alignment]) -> Comparison:
    """The comparison with the places that people laid side by side."""
    if not alignments:
        return comparison
    from karabakh_tui.matching.align import pins_of

    return comparison._replace(pins=pins_of(corpus, alignments))


def _folder_of(annotator: str, root: Path | None, elsewhere: Mapping[str, Path]) -> Path | None:
    """The annotations folder that holds the files of an annotator; None where there is none to look in."""
    return elsewhere.get(annotator) or (root and root / "annotations")


def _anchored(
    corpus: Corpus, files: Sequence[AnnotationFile], snapshots: Snapshots | None
) -> dict[str, tuple[Anchored, ...]]:
    """The annotations of the files with their places, by article; articles without any are left out."""
    from karabakh_tui.annotations.anchor import anchor_files

    on: dict[str, list[AnnotationFile]] = {}
    for file in files:
        on.setdefault(file.article_id, []).append(file)
    found: dict[str, tuple[Anchored, ...]] = {}
    for article in corpus.articles:
        if article.id not in on:
            continue
        anchored = anchor_files(article, on[article.id], snapshots)
        if anchored:
            found[article.id] = tuple(anchored)
    return found
