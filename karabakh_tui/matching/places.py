"""The places of all annotations of a corpus: those that need only a look at once, and the others when there is time.

In an article that has changed since it was annotated, each passage has to be searched for. A screen shows what is known
and lets a thread of its own find the rest: `for found in anchoring(loaded, wish): loaded = with_found(loaded, found)`,
where each step takes some milliseconds, so that the thread can be stopped after any.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from karabakh_tui.annotations.model import Anchor, Anchored, Annotation, AnnotationFile
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span

if TYPE_CHECKING:
    from karabakh_tui.annotations.anchor import Finder
    from karabakh_tui.annotations.snapshots import Snapshots
    from karabakh_tui.matching.load import Loaded

AT_ONCE = 16
"""How many annotations are found in one step."""

FindSnapshots: TypeAlias = "Callable[[], Snapshots]"
Wish: TypeAlias = Callable[[], "tuple[str, Span] | None"]
"""What is seen just now: the id of an article, and which part of it."""


class Pending(NamedTuple):
    """A passage whose place is still to be found: what an annotation says of it, and the sum that its file states of
    its text. Several annotations may be on the same."""

    article_id: str
    source_sha256: str
    quote: str
    prefix: str
    suffix: str
    start: int | None
    kept: str

    @classmethod
    def of(cls, file: AnnotationFile, annotation: Annotation) -> Pending:
        """What is to be found for an annotation of a file."""
        _, _, quote, prefix, suffix, start, *_ = annotation
        return cls(file.article_id, file.source_sha256, quote, prefix, suffix, start, annotation.kept)

    def found_by(self, finder: Finder) -> Anchor:
        """Its place, by the finder of its article."""
        told = Annotation("", (), self.quote, self.prefix, self.suffix, self.start, kept=self.kept)
        return finder.find(self.source_sha256, told)


class Placed(NamedTuple):
    """What was pending, and where it is."""

    pending: Pending
    anchor: Anchor


def places(
    articles: Sequence[Article],
    files: Sequence[AnnotationFile],
    find_snapshots: FindSnapshots | None,
    known: Mapping[Pending | None, Anchor] = MappingProxyType({}),
    waiting: Collection[Pending] = (),
    *,
    later: bool = False,
) -> tuple[dict[str, tuple[Anchored, ...]], tuple[Pending, ...]]:
    """The annotations of the files with their places, by article (those without any are left out), and what is pending.

    What is `known` is not searched for again. What is `waiting` goes on to do so; with `later`, all that has to be
    searched for in a text that has changed.
    """
    from karabakh_tui.annotations.anchor import Finder, at_once, is_on

    on: dict[str, list[AnnotationFile]] = {}
    for file in files:
        on.setdefault(file.article_id, []).append(file)
    found: dict[str, tuple[Anchored, ...]] = {}
    pending: dict[Pending, None] = {}
    for article in articles:
        changed = [not is_on(file, article) for file in on.get(article.id, ())]
        finder = Finder(article, find_snapshots() if find_snapshots and not later and any(changed) else None)
        anchored: list[Anchored] = []
        for file, new_text in zip(on.get(article.id, ()), changed, strict=True):
            for one in file.annotations:
                place = at_once(article.text, one, not new_text)
                sought = None if place else Pending.of(file, one)
                place = place or known.get(sought)
                if sought and not place and ((later and new_text) or sought in waiting):
                    pending[sought] = None
                else:
                    anchored.append(Anchored(one, place or finder.find(file.source_sha256, one)))
        if anchored:
            found[article.id] = tuple(anchored)
    return found, tuple(pending)


def known_places(
    files: Sequence[AnnotationFile], anchored: Mapping[str, Sequence[Anchored]], among: Collection[str]
) -> dict[Pending | None, Anchor]:
    """The places that were found already in the articles `among`, by what was to be found."""
    found = {(id_, one.annotation): one.anchor for id_ in among for one in anchored.get(id_, ())}
    return {
        Pending.of(file, one): found[file.article_id, one]
        for file in files
        if file.article_id in among
        for one in file.annotations
        if (file.article_id, one) in found
    }


def anchoring(loaded: Loaded, wish: Wish | None = None, at_once: int = AT_ONCE) -> Iterator[tuple[Placed, ...]]:
    """Find what is pending, `at_once` annotations at a time; those first that stood in or near what is seen.

    `wish` is asked before each step; of what it names, the place where an annotation stood in the text as it was
    is taken for the one where it stands now, which is near enough to begin there. To be run in a thread, and may be
    left off after any step. The first step in an article takes longest, some 0.1 seconds for 100 KB: the text is
    compared with what it was.
    """
    from karabakh_tui.annotations.anchor import Finder

    left: dict[str, list[Pending]] = {}
    for one in loaded.pending:
        left.setdefault(one.article_id, []).append(one)
    by_id = {article.id: article for article in loaded.corpus.articles}
    finders: dict[str, Finder] = {}
    while left:
        wished = wish() if wish else None
        article_id = wished[0] if wished and wished[0] in left else next(iter(left))
        seen = wished[1] if wished and wished[0] == article_id else Span(0, 0)
        if article_id not in finders:
            finders[article_id] = Finder(by_id[article_id], loaded.snapshots)
        queue = sorted(left.pop(article_id), key=lambda one: _distance(one, seen))
        yield tuple(Placed(one, one.found_by(finders[article_id])) for one in queue[:at_once])
        if queue[at_once:]:
            left = {article_id: queue[at_once:]} | left


def _distance(one: Pending, seen: Span) -> tuple[bool, int]:
    """How far from what is seen; what has no start comes last."""
    start = one.start
    if start is None:
        return True, 0
    return False, max(seen.start - start, start - seen.end, 0)
