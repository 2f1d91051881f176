"""Where in the text an annotation stands now, and how sure that is.

Position alone is trusted only in the very text that the annotation was made on. Otherwise the words decide; with the
old text at hand, also what changed since. Everything but the first look is imported when a text or a quote needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from karabakh_tui.annotations.model import CERTAIN, Anchor, Anchored, Annotation, AnnotationFile
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karabakh_tui.annotations.folded import FoldedText
    from karabakh_tui.annotations.snapshots import Snapshots

KEPT = "a person left it without a certain place"


def anchor_all(
    article: Article, file: AnnotationFile, text: FoldedText | None = None, snapshot: str | None = None
) -> tuple[Anchored, ...]:
    """The annotations of a file with their places in the article, in the order of the file.

    A file that does not state the sum of its text is taken to be on this one. `text` is the article's; whoever anchors
    several files on one article passes the same, so that it is folded once. `snapshot` is the text that the file was
    made on, where it is another one and still known.
    """
    same_source = is_on(file, article)
    found = []
    for one in file.annotations:
        place = at_once(article.text, one, same_source)
        if place is None:
            text = text or folded(article)
            place = anchor(text, one, same_source, snapshot)
        found.append(Anchored(one, place))
    return tuple(found)


def anchor_files(article: Article, files: Sequence[AnnotationFile], snapshots: Snapshots | None) -> list[Anchored]:
    """The annotations of several files on one article with their places, in the order of the files."""
    finder = Finder(article, snapshots)
    return [Anchored(one, finder.find(file.source_sha256, one)) for file in files for one in file.annotations]


class Finder:
    """Finds annotations in an article, which is folded, and compared with an older state of it, once only."""

    __slots__ = ("_article", "_snapshots", "_text", "_then")

    def __init__(self, article: Article, snapshots: Snapshots | None) -> None:
        self._article = article
        self._snapshots = snapshots
        self._text: FoldedText | None = None
        self._then: dict[str, str | None] = {}

    @property
    def text(self) -> FoldedText:
        """The article's text as it is searched."""
        if self._text is None:
            self._text = folded(self._article)
        return self._text

    def then(self, source_sha256: str) -> str | None:
        """The text with this sum, where it is another one than the article's and is kept."""
        if not self._snapshots or self._article.sha256.startswith(source_sha256):
            return None
        if source_sha256 not in self._then:
            self._then[source_sha256] = self._snapshots.text(source_sha256)
        return self._then[source_sha256]

    def find(self, source_sha256: str, annotation: Annotation) -> Anchor:
        """The place of an annotation in a file that states this sum (or "") of the text that it was made on."""
        same_source = self._article.sha256.startswith(source_sha256)
        place = at_once(self._article.text, annotation, same_source)
        return place or anchor(self.text, annotation, same_source, self.then(source_sha256))


def folded(article: Article) -> FoldedText:
    """The article's text as it is searched."""
    from karabakh_tui.annotations.folded import FoldedText

    return FoldedText(article.text)


def is_on(file: AnnotationFile, article: Article) -> bool:
    """Whether the annotations were made on the text that the article has now, as far as the file says."""
    return article.sha256.startswith(file.source_sha256)


def anchor(text: FoldedText, annotation: Annotation, same_source: bool, snapshot: str | None = None) -> Anchor:
    """The place of an annotation in `text`; `same_source` tells whether it was made on this very text, `snapshot` is
    the text it was made on otherwise, where that is known.

    Exact: the quote stands at `start`, or, where the file gives no start, at the one place that can be meant. Moved:
    there is one clear place, but it is elsewhere, or the text has changed. Changed: there is one clear place, but the
    wording differs. Review: a person has to decide; the span is the likeliest. Orphan: there is no place.
    """
    found = at_once(text.text, annotation, same_source)
    if found is None and not same_source and snapshot is not None:
        from karabakh_tui.annotations.carry import carry

        found = carry(text, annotation, snapshot)
    if found is None:
        from karabakh_tui.annotations.search import search

        found = search(text, annotation, same_source)
    if annotation.kept and found.certainty in CERTAIN:
        return Anchor(found.span, "review", KEPT)
    return found


def at_once(text: str, annotation: Annotation, same_source: bool) -> Anchor | None:
    """The place that needs no search: at `start`. In another text than that of the file all of its context has to
    stand beside it, as it does in what was attached anew since the text changed. None where it is not there."""
    quote, start = annotation.quote, annotation.start
    if start is None or not quote or annotation.kept or not text.startswith(quote, start):
        return None
    span = Span(start, start + len(quote))
    if same_source:
        return Anchor(span, "exact")
    before, after = annotation.prefix, annotation.suffix
    whole = (before or not start) and (after or span.end == len(text))
    if whole and text.startswith(after, span.end) and text.endswith(before, 0, start):
        return Anchor(span, "moved", "the text has changed")
    return None
