"""The annotators of a corpus together: who there is, what each has on which article, and the two of a pair compared.

Files are only read here. One that cannot be read says nothing of its annotator: it counts as not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from karabakh_tui.annotations.agreement import Coded
from karabakh_tui.annotations.differences import Difference, differences
from karabakh_tui.annotations.load import annotators, load_annotator
from karabakh_tui.annotations.model import Anchored, AnnotationFile
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.corpus.model import Article
from karabakh_tui.yamldoc.fault import Fault

if TYPE_CHECKING:
    from karabakh_tui.annotations.snapshots import Snapshots


class Member(NamedTuple):
    """One annotator's readable files, by article id, and what is wrong with any of them."""

    annotator: str
    files: Mapping[str, AnnotationFile]
    faults: tuple[Fault, ...] = ()


class Compared(NamedTuple):
    """Two annotators on one article that both have a file on: what each has, and item by item."""

    article: Article
    mine: tuple[Anchored, ...]
    theirs: tuple[Anchored, ...]
    items: tuple[Difference, ...]


def whereabouts(folders: Iterable[Path]) -> dict[str, Path]:
    """Everybody who has a folder in one of these annotations folders, by name, with the first one that they are in."""
    found: dict[str, Path] = {}
    for folder in folders:
        for name in annotators(folder):
            found.setdefault(name, folder)
    return dict(sorted(found.items()))


def member(folder: Path, annotator: str, articles: Sequence[Article], codebook: Codebook, *, whole: bool) -> Member:
    """What an annotator has in the annotations folder `folder`; `whole` as in `load_annotator`."""
    provisions = [provision.id for provision in codebook.provisions]
    labels = [label.id for label in codebook.labels]
    work = load_annotator(folder, annotator, articles, provisions, labels, whole=whole)
    readable = {file.article_id: file for file in work.files if file.annotations or not file.faults}
    return Member(annotator, readable, work.faults)


def coded(
    articles: Iterable[Article], members: Sequence[Member], snapshots: Snapshots | None = None
) -> tuple[Coded, ...]:
    """The articles that at least two of these annotators have a file on, as they tagged them."""
    from karabakh_tui.text.sentences import sentences

    found = []
    for article in articles:
        by = placed(article, members, snapshots)
        if len(by) > 1:
            found.append(Coded(article.id, len(article.text), sentences(article.text), by))
    return tuple(found)


def compared(
    articles: Iterable[Article], mine: Member, theirs: Member, snapshots: Snapshots | None = None
) -> tuple[Compared, ...]:
    """The articles that both have a file on, item by item."""
    found = []
    for article in articles:
        by = placed(article, (mine, theirs), snapshots)
        if len(by) > 1:
            left, right = by[mine.annotator], by[theirs.annotator]
            found.append(Compared(article, left, right, differences(left, right, theirs.annotator)))
    return tuple(found)


def placed(
    article: Article, members: Iterable[Member], snapshots: Snapshots | None = None
) -> dict[str, tuple[Anchored, ...]]:
    """Each one's annotations on an article with their places; those without a file on it are not there."""
    from karabakh_tui.annotations.anchor import anchor_files

    return {
        one.annotator: tuple(anchor_files(article, [one.files[article.id]], snapshots))
        for one in members
        if article.id in one.files
    }
