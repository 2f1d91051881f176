"""From an opened corpus to its comparison: codebook, annotations, verdicts, and all that is wrong with them.

The one place where these come together; the screen, the command line and every export start from here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.annotations.model import Alignment, Anchor, Anchored, AnnotationFile, Verdict
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.corpus.model import Corpus
from karabakh_tui.matching.model import Comparison
from karabakh_tui.matching.places import FindSnapshots, Pending, Placed, known_places, places
from karabakh_tui.yamldoc.fault import Fault

if TYPE_CHECKING:
    from karabakh_tui.annotations.snapshots import Snapshots


class Loaded(NamedTuple):
    """A corpus with all that was said of it.

    `files` are the annotation files that count, in the order of annotators; `anchored` holds their annotations by
    article id, `verdicts` what they decided, `alignments` what they laid side by side.
    `faults` are those of the corpus, the codebook and the annotations, in this order. `pending` are annotations whose
    places are still to be found (see places.py): they are in `files`, but not in `anchored`.
    """

    corpus: Corpus
    codebook: Codebook
    comparison: Comparison
    files: tuple[AnnotationFile, ...]
    anchored: dict[str, tuple[Anchored, ...]]
    faults: tuple[Fault, ...]
    verdicts: tuple[Verdict, ...] = ()
    find_snapshots: FindSnapshots | None = None
    alignments: tuple[Alignment, ...] = ()
    event: str | None = None
    pending: tuple[Pending, ...] = ()

    @property
    def snapshots(self) -> Snapshots | None:
        """The texts that annotations were made on, as far as they are kept."""
        return self.find_snapshots() if self.find_snapshots else None


def load(
    corpus: Corpus,
    annotations_root: Path | None,
    annotators: Sequence[str],
    event: str | None = None,
    elsewhere: Mapping[str, Path] = MappingProxyType({}),
    find_snapshots: FindSnapshots | None = None,
    *,
    later: bool = False,
) -> Loaded:
    """The comparison of `corpus` by the codebook and the annotations in the folder `annotations` of `annotations_root`.

    `annotators` are those who count, a later one before an earlier one (editorial first, then whoever is signed in).
    Without a root, or without such a folder, there is nothing to compare by. `event` is that of `comparison.build`.
    `elsewhere` has the annotations folder of each annotator whose files are not kept in the corpus. `find_snapshots`
    gives the texts that annotations were made on; it is asked where an article has changed since. With `later`, what
    has to be searched for in such an article is left `pending`, and a thread finds it by `places.anchoring`.
    Raises ParserMissingError where PyYAML cannot read.
    """
    from karabakh_tui.codebook.load import load_codebook

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
    anchored, pending = places(corpus.articles, files, find_snapshots, later=later)
    return Loaded(
        corpus,
        codebook,
        _compared(corpus, codebook, anchored, verdicts, alignments, event),
        tuple(files),
        anchored,
        tuple(faults),
        tuple(verdicts),
        find_snapshots,
        tuple(alignments),
        event,
        pending,
    )


def with_work(
    loaded: Loaded,
    annotator: str,
    files: Sequence[AnnotationFile],
    verdicts: Sequence[Verdict],
    alignments: Sequence[Alignment] = (),
    event: str | None = None,
    codebook: Codebook | None = None,
) -> Loaded:
    """The same with what an annotator, who comes last, has in hand now, in place of what was read of that one.

    Nothing is read; only articles on which that one's annotations are others than before are looked at, and what was
    found in them is not searched for again. `event` and `codebook` are those of before, unless others are given.
    """
    mine = [file for file in files if file.annotations]
    before = {f.article_id: (f.source_sha256, f.annotations) for f in loaded.files if f.annotator == annotator}
    now = {f.article_id: (f.source_sha256, f.annotations) for f in mine}
    changed = {id_ for id_ in before.keys() | now.keys() if before.get(id_) != now.get(id_)}
    every = (*(file for file in loaded.files if file.annotator != annotator), *mine)
    said = (*(verdict for verdict in loaded.verdicts if verdict.by != annotator), *verdicts)
    laid = (*(one for one in loaded.alignments if one.by != annotator), *alignments)
    event = loaded.event if event is None else event
    known = known_places(loaded.files, loaded.anchored, changed)
    loaded = loaded._replace(codebook=codebook or loaded.codebook, files=every, verdicts=said, alignments=laid)
    return _placed(loaded._replace(event=event), changed, known)


def with_found(loaded: Loaded, found: Sequence[Placed]) -> Loaded:
    """The same with the places of what was pending; those of annotations that are in no file any more are left out."""
    changed = {one.pending.article_id for one in found}
    known = known_places(loaded.files, loaded.anchored, changed)
    return _placed(loaded, changed, known | {one.pending: one.anchor for one in found})


def _placed(loaded: Loaded, changed: Collection[str], known: Mapping[Pending | None, Anchor]) -> Loaded:
    """With the places of what its files hold now on the articles that changed, and the comparison by them."""
    corpus = loaded.corpus
    articles = [article for article in corpus.articles if article.id in changed]
    waiting = {one for one in loaded.pending if one.article_id in changed and one not in known}
    anew, pending = places(articles, loaded.files, loaded.find_snapshots, known, waiting)
    anchored = {id_: one for id_, one in loaded.anchored.items() if id_ not in changed} | anew
    pending = (*(one for one in loaded.pending if one.article_id not in changed), *pending)
    comparison = _compared(corpus, loaded.codebook, anchored, loaded.verdicts, loaded.alignments, loaded.event)
    return loaded._replace(comparison=comparison, anchored=anchored, pending=pending)


def _compared(
    corpus: Corpus,
    codebook: Codebook,
    anchored: Mapping[str, Sequence[Anchored]],
    verdicts: Sequence[Verdict],
    alignments: Sequence[Alignment],
    event: str | None,
) -> Comparison:
    from karabakh_tui.matching.comparison import build

    return _pinned(corpus, build(corpus, codebook, anchored, verdicts, event), alignments)


def _pinned(corpus: Corpus, comparison: Comparison, alignments: Sequence[Alignment]) -> Comparison:
    """The comparison with the places that people laid side by side."""
    if not alignments:
        return comparison
    from karabakh_tui.matching.align import pins_of

    return comparison._replace(pins=pins_of(corpus, alignments))


def _folder_of(annotator: str, root: Path | None, elsewhere: Mapping[str, Path]) -> Path | None:
    """The annotations folder that holds the files of an annotator; None where there is none to look in."""
    return elsewhere.get(annotator) or (root and root / "annotations")
