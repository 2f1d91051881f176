"""What a notebook shows of its open files: annotations, verdicts and alignments, of the records as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from karabakh_tui.annotations.alignments import alignment_of
from karabakh_tui.annotations.load import annotation_of, annotations_in, verdict_of
from karabakh_tui.annotations.model import Alignment, Annotation, AnnotationFile, Verdict
from karabakh_tui.annotations.paper import record_of
from karabakh_tui.annotations.state import TOP
from karabakh_tui.yamldoc.fault import Fault, FaultError

if TYPE_CHECKING:
    from karabakh_tui.annotations.paper import Paper
    from karabakh_tui.codebook.model import Codebook
    from karabakh_tui.corpus.model import Article
    from karabakh_tui.yamldoc.plain import Fields


class Reader:
    """Makes them, and makes each only once."""

    def __init__(self, annotator: str, articles: Sequence[Article], codebook: Codebook) -> None:
        self._annotator = annotator
        self._articles = frozenset(article.id for article in articles)
        self._provisions = frozenset(one.id for one in codebook.provisions)
        self._codes = self._provisions | {one.id for one in codebook.labels}

    def annotations(self, paper: Paper) -> AnnotationFile:
        """A file of annotations as it is now. Records that are none are left out; the faults tell."""
        now, made, lines = paper.now("annotations"), paper.made, None
        found: list[Annotation] = []
        for name, fields in now.items():
            known = made.get(name)
            if known is None or known[0] is not fields:
                lines = paper.lines("annotations") if lines is None else lines
                known = made[name] = (fields, self._annotation(paper, name, fields, lines.get(name, 0)))
            if isinstance(known[1], Annotation):
                found.append(known[1])
        top = record_of(paper.now(TOP).get(TOP, {}), paper.place.shown)
        source = top.record("source")
        return AnnotationFile(
            paper.place.shown,
            self._annotator,
            paper.place.name,
            source.text("sha256").strip().lower() if source else "",
            tuple(found),
            self._faults(paper),
            top.flag("done"),
        )

    def verdicts(self, paper: Paper) -> tuple[Verdict, ...]:
        """The verdicts as they are now, but for those on what there is not."""
        found = []
        for name, fields in paper.now("verdicts").items():
            record = record_of(fields, paper.place.shown)
            verdict = verdict_of(record, self._annotator, self._articles, self._provisions)
            if verdict:
                found.append(verdict._replace(id=name))
        return tuple(found)

    def alignments(self, paper: Paper) -> tuple[Alignment, ...]:
        """The passages that were laid side by side by hand, as they are now."""
        found = (
            (name, alignment_of(record_of(fields, paper.place.shown), self._annotator))
            for name, fields in paper.now("links").items()
        )
        return tuple(one._replace(id=name) for name, one in found if one)

    def _annotation(self, paper: Paper, name: str, fields: Fields, line: int) -> Annotation | None:
        found = annotation_of(record_of(fields, paper.place.shown, line), self._annotator)
        return found._replace(id=name) if found and found.id != name else found

    def _faults(self, paper: Paper) -> tuple[Fault, ...]:
        """What is wrong with the file as it is on disk."""
        if paper.fault:
            return (paper.fault,)
        if paper.faults is None:
            paper.faults = self._found(paper)
        return paper.faults

    def _found(self, paper: Paper) -> tuple[Fault, ...]:
        from karabakh_tui.yamldoc.load import load

        if not paper.disk.data:
            return ()
        try:
            document = load(paper.disk.data, paper.place.shown)
            return annotations_in(document, self._annotator, paper.place.name, self._codes).faults
        except FaultError as error:
            return (error.fault,)
