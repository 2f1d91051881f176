"""Where the annotations of one article stand: each is looked for once, and those that need a search wait for one."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_tui.annotations.anchor import anchor_all, at_once, is_on
from karabakh_tui.annotations.model import Anchor, Anchored, Annotation, AnnotationFile
from karabakh_tui.corpus.model import Article

SEARCHING = Anchor(None, "orphan", "its words are being searched for")
"""The place of an annotation that is not known yet."""


class Places:
    """The places on `article`, beginning with those that are `known`."""

    def __init__(self, article: Article, known: Sequence[Anchored] = ()) -> None:
        self.article = article
        self._known = {_key(one.annotation): one.anchor for one in known}
        self._placed: dict[str, Anchored] = {}

    def placed(self, file: AnnotationFile) -> tuple[tuple[Anchored, ...], bool]:
        """The annotations of a file with their places, and whether some of them have to be searched for."""
        same = is_on(file, self.article)
        waits = False
        found: list[Anchored] = []
        before, self._placed = self._placed, {}
        for one in file.annotations:
            kept = before.get(one.id)
            if kept and kept.annotation is one and kept.anchor is not SEARCHING:
                self._placed[one.id] = kept  # the very same record: nothing has to be made anew for it
                found.append(kept)
                continue
            anchor = self._known.get(key := _key(one)) or at_once(self.article.text, one, same)
            if anchor is None:
                waits = True
                anchor = SEARCHING
            else:
                self._known[key] = anchor
            self._placed[one.id] = made = Anchored(one, anchor)
            found.append(made)
        return tuple(found), waits

    def search(self, file: AnnotationFile, snapshot: str | None = None) -> None:
        """Find those that were not found at once; may take a while."""
        left = tuple(one for one in file.annotations if _key(one) not in self._known)
        for one in anchor_all(self.article, file._replace(annotations=left), snapshot=snapshot):
            self._known[_key(one.annotation)] = one.anchor


def _key(one: Annotation) -> tuple[object, ...]:
    """What the place of an annotation hangs on."""
    return one.quote, one.prefix, one.suffix, one.start, one.kept
