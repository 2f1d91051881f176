"""What a notebook shows of its open files: annotations, verdicts and alignments, of the records as they are now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from karabakh_tui.annotations.alignments import alignment_of
from karabakh_tui.annotations.load import annotation_of, annotations_in, verdict_of
from karabakh_tui.annotations.model import Alignment, Annotation, AnnotationFile, Verdict
from karabakh_tui.annotations.paper import record_of
from karabakh_tui.annotations.state import TOP
from karabakh_tui.yamldoc.fault import Fault, FaultError

if TYPE_CHECKING:
    from karabakh_tui.annotations.paper import Paper
    from karabakh_tui.codebook.model import Codebook, Label, Provision
    from karabakh_tui.corpus.model import Article
    from karabakh_tui.yamldoc.plain import Fields, Plain


class Reader:
    """Makes them, and makes each only once."""

    def __init__(self, annotator: str, articles: Sequence[Article], codebook: Codebook) -> None:
        self._annotator = annotator
        self._articles = frozenset(article.id for article in articles)
        self._in_book: set[str] = set()
        """The codes that the file of the codebook was ever seen to hold."""
        self._codes = frozenset([*(one.id for one in codebook.provisions), *(one.id for one in codebook.labels)])

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

    def written(self, paper: Paper) -> tuple[Annotation, ...]:
        """The annotations of a file as it is on disk."""
        base = paper.state.base.get("annotations", {})
        found = (self._annotation(paper, name, fields, 0) for name, fields in base.items())
        return tuple(one for one in found if one)

    def codebook(self, read: Codebook, paper: Paper) -> Codebook:
        """The codebook that was `read`, with what its file holds now beyond that, without what the file has lost."""
        from karabakh_tui.codebook.load import codes_in

        rows: dict[str, list[Plain]] = {"provisions": [], "labels": []}
        rows["provisions"] += [{"id": one.id, "code": one.code} for one in read.provisions]
        rows["labels"] += [{"id": one.id, "key": one.key} if one.key else {"id": one.id} for one in read.labels]
        known = {*(one.id for one in read.provisions), *(one.id for one in read.labels)}
        now = {name: fields for section in rows for name, fields in paper.now(section).items()}
        self._in_book |= now.keys()
        for section, there in rows.items():
            there += [fields for fields in paper.now(section).values() if fields.get("id") not in known]
        gone = self._in_book - now.keys()
        provisions, labels = codes_in(record_of({**rows}, paper.place.shown))
        return read._replace(
            provisions=tuple(_kept(read.provisions, provisions, gone)), labels=tuple(_kept(read.labels, labels, gone))
        )

    def verdicts(self, paper: Paper, provisions: Sequence[Provision]) -> tuple[Verdict, ...]:
        """The verdicts as they are now, but for those on what there is not."""
        ids = frozenset(one.id for one in provisions)
        found = []
        for name, fields in paper.now("verdicts").items():
            record = record_of(fields, paper.place.shown)
            verdict = verdict_of(record, self._annotator, self._articles, ids)
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


_Code = TypeVar("_Code", "Provision", "Label")


def _kept(read: Sequence[_Code], all_: Sequence[_Code], gone: Collection[str]) -> Iterator[_Code]:
    """Codes as they were read, those that are new after them, without those that are gone."""
    known = {one.id for one in read}
    yield from (one for one in read if one.id not in gone)
    yield from (one for one in all_ if one.id not in known)
