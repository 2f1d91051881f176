"""Reading what annotators wrote: their annotations on each article, and their verdicts.

One folder per annotator, one file per article, `_verdicts.yaml` beside them. What cannot be used is set aside with a
fault and the rest works; a file that does not parse as a whole is one fault, and the other files open.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from karabakh_tui.annotations.model import Alignment, Annotation, AnnotationFile, Link, Status, Verdict, VerdictKind
from karabakh_tui.yamldoc.fault import Fault, FaultError

if TYPE_CHECKING:
    from karabakh_tui.corpus.model import Article
    from karabakh_tui.yamldoc.document import Document
    from karabakh_tui.yamldoc.record import Record

STATUSES: tuple[str, ...] = get_args(Status)
KINDS: tuple[str, ...] = get_args(VerdictKind)
VERDICTS_FILE, LINKS_FILE = "_verdicts.yaml", "_links.yaml"
UNKNOWN_NAMED = 10
"""How many unknown tags of a file get a fault each; a file for another codebook would have hundreds."""

_FILE_FIELDS = frozenset({"format", "source", "annotator", "annotations", "done"})
_SOURCE_FIELDS = frozenset({"id", "sha256"})
_ANNOTATION_FIELDS = frozenset(
    {"id", "tags", "quote", "prefix", "suffix", "start", "note", "links", "status", "why", "by", "created"}
    | {"seen_from", "kept"}
)
_LINK_FIELDS = frozenset({"to", "rel"})
_VERDICTS_FILE_FIELDS = frozenset({"format", "annotator", "verdicts"})
_VERDICT_FIELDS = frozenset(
    {"id", "provision", "article", "verdict", "against", "value", "because", "note", "by", "created"}
)


class Work(NamedTuple):
    """All that one annotator wrote on the articles of a corpus. `faults` are of all the files together."""

    annotator: str
    files: tuple[AnnotationFile, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    faults: tuple[Fault, ...] = ()
    alignments: tuple[Alignment, ...] = ()


def is_annotator(name: str) -> bool:
    """Whether it can be the name of an annotator: it is that of a folder, seen, and in one place."""
    return bool(name) and name[0] not in "._" and "/" not in name and "\0" not in name and name.isprintable()


def annotators(folder: Path) -> tuple[str, ...]:
    """The annotators who have a folder in the annotations folder `folder`, by name; none where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted(e.name for e in entries if is_annotator(e.name) and e.is_dir()))
    except OSError:
        return ()


def load_annotator(
    folder: Path,
    annotator: str,
    articles: Sequence[Article],
    provisions: Collection[str],
    labels: Collection[str] = (),
    *,
    whole: bool = True,
) -> Work:
    """What `annotator` wrote in the annotations folder `folder` on `articles`.

    `provisions` and `labels` are the ids that tags may name; with neither, there is no codebook and every tag will do.
    `whole` says that the articles are all there are, so that a file on another one is a fault. An annotator without a
    folder wrote nothing.
    """
    if not is_annotator(annotator):
        what = "is no name for an annotator"
        return Work(
            annotator, faults=(Fault(annotator, 0, 0, what, "use letters and digits, no slash or leading dot"),)
        )
    names, faults = _names(folder, annotator)
    codes = frozenset(provisions) | frozenset(labels)
    ids = [article.id for article in articles]
    files = tuple(
        read_annotations(folder / annotator / f"{id_}.yaml", _shown(annotator, id_), annotator, id_, codes)
        for id_ in ids
        if f"{id_}.yaml" in names
    )
    faults += [fault for file in files for fault in file.faults]
    verdicts: tuple[Verdict, ...] = ()
    if VERDICTS_FILE in names:
        path = folder / annotator / VERDICTS_FILE
        verdicts, found = read_verdicts(path, _shown(annotator, path.stem), annotator, ids if whole else (), provisions)
        faults += found
    alignments: tuple[Alignment, ...] = ()
    if LINKS_FILE in names:
        from karabakh_tui.annotations.alignments import read_alignments

        path = folder / annotator / LINKS_FILE
        alignments, found = read_alignments(path, _shown(annotator, path.stem), annotator)
        faults += found
    if whole:
        faults += _strays(annotator, names, ids)
    return Work(annotator, files, verdicts, tuple(faults), alignments)


def read_annotations(path: Path, shown: str, annotator: str, article_id: str, codes: Collection[str]) -> AnnotationFile:
    """The annotations of one file; what is wrong with it is in its `faults`, by line. Raises nothing for it."""
    from karabakh_tui.yamldoc.load import read

    try:
        return annotations_in(read(path, shown), annotator, article_id, codes)
    except FaultError as error:
        return AnnotationFile(shown, annotator, article_id, faults=(error.fault,))


def annotations_in(document: Document, annotator: str, article_id: str, codes: Collection[str]) -> AnnotationFile:
    """The annotations of a file that parsed. Raises FaultError where the file as a whole is none of ours."""
    from karabakh_tui.yamldoc.record import open_record

    top = open_record(document)
    top.unknown(_FILE_FIELDS)
    sha256 = _source(top, annotator, article_id)
    found: list[Annotation] = []
    lines: dict[str, int] = {}
    tags = _Tags(codes)
    for record in top.records("annotations"):
        annotation = annotation_of(record, annotator)
        if annotation is None:
            continue
        tags.check(record, annotation.tags)
        _check_id(record, annotation.id, lines)
        found.append(annotation)
    tags.close(top)
    done = top.flag("done")
    return AnnotationFile(document.path, annotator, article_id, sha256, tuple(found), _in_order(top.faults), done)


def read_verdicts(
    path: Path, shown: str, annotator: str, articles: Collection[str], provisions: Collection[str]
) -> tuple[tuple[Verdict, ...], tuple[Fault, ...]]:
    """The verdicts of one file, and what is wrong with it.

    Verdicts on a provision or an article that does not exist are faults and left out; an empty `articles` or
    `provisions` stands for all.
    """
    from karabakh_tui.yamldoc.load import read

    try:
        return verdicts_in(read(path, shown), annotator, articles, provisions)
    except FaultError as error:
        return (), (error.fault,)


def verdicts_in(
    document: Document, annotator: str, articles: Collection[str], provisions: Collection[str]
) -> tuple[tuple[Verdict, ...], tuple[Fault, ...]]:
    """The same of a file that parsed. Raises FaultError where the file as a whole is none of ours."""
    from karabakh_tui.yamldoc.record import open_record

    top = open_record(document)
    top.unknown(_VERDICTS_FILE_FIELDS)
    found: list[Verdict] = []
    lines: dict[str, int] = {}
    cells: dict[tuple[str, str], int] = {}
    for record in top.records("verdicts"):
        verdict = verdict_of(record, annotator, articles, provisions)
        if verdict is None:
            continue
        _check_id(record, verdict.id, lines)
        _check_cell(record, verdict, cells)
        found.append(verdict)
    return tuple(found), _in_order(top.faults)


def annotation_of(record: Record, annotator: str) -> Annotation | None:
    """The annotation of a record; None where it lacks what it must have, or where its status is not to be trusted."""
    record.unknown(_ANNOTATION_FIELDS)
    quote = record.text("quote", required=True)
    tags = record.texts("tags")
    note = record.text("note")
    before = len(record.faults)
    status = record.choice("status", STATUSES, default="accepted")
    if len(record.faults) > before or not record.ok:
        return None  # a misspelt "rejected" must not come out as accepted
    if not any(tag.strip() for tag in tags) and not note.strip():
        record.fault("", "this record has neither tags nor a note", "add tags: [...] or note: to it")
        return None
    return Annotation(
        id=record.text("id"),
        tags=tags,
        quote=quote,
        prefix=record.text("prefix"),
        suffix=record.text("suffix"),
        start=record.integer("start"),
        note=note,
        links=_links(record) if record.has("links") else (),
        status=cast(Status, status),
        why=record.text("why"),
        by=record.text("by"),
        created=record.text("created"),
        annotator=annotator,
        line=record.line,
        seen_from=record.texts("seen_from"),
        kept=record.text("kept").strip().lower(),
    )


def _links(record: Record) -> tuple[Link, ...]:
    found: list[Link] = []
    for one in record.records("links"):
        one.unknown(_LINK_FIELDS)
        to = one.text("to", required=True)
        if one.ok:
            found.append(Link(to, one.text("rel")))
    return tuple(found)


def verdict_of(
    record: Record, annotator: str, articles: Collection[str], provisions: Collection[str]
) -> Verdict | None:
    """The verdict of a record; None where it is on a cell that does not exist, or is no verdict."""
    record.unknown(_VERDICT_FIELDS)
    provision = record.text("provision", required=True)
    article = record.text("article", required=True)
    kind = record.choice("verdict", KINDS, required=True)
    if not record.ok or not kind:
        return None
    if provisions and provision not in provisions:
        _unknown(record, "provision", provision, provisions, "annotations/codebook.yaml lists the provisions")
        return None
    if articles and article not in articles:
        _unknown(record, "article", article, articles, "karabakh-tui sources lists the articles")
        return None
    against = record.choices("against", articles) if articles else record.texts("against")
    return Verdict(
        provision=provision,
        article=article,
        kind=cast(VerdictKind, kind),
        against=against,
        value=record.text("value"),
        because=record.texts("because"),
        note=record.text("note"),
        id=record.text("id"),
        by=annotator,
    )


def _unknown(record: Record, name: str, value: str, known: Collection[str], otherwise: str) -> None:
    from karabakh_tui.yamldoc.wording import did_you_mean, quoted

    one = "tag" if name == "tags" else name
    record.fault(name, f"there is no {one} {quoted(value)}", did_you_mean(value, known, otherwise))


def _source(top: Record, annotator: str, article_id: str) -> str:
    """The sum of the text that the file was made on, or an empty string; notes a file under another one's name."""
    from karabakh_tui.yamldoc.wording import quoted

    signed = top.text("annotator")
    if signed and signed != annotator:
        what = f"is signed {quoted(signed)} and stands in the folder of {quoted(annotator)}"
        top.fault("annotator", what, "the folder counts; move the file, or correct this line")
    source = top.record("source")
    if source is None:
        return ""
    source.unknown(_SOURCE_FIELDS)
    named = source.text("id")
    if named and named != article_id:
        what = f"is on the article {quoted(named)} and has the name of {quoted(article_id)}"
        source.fault("id", what, "the name of the file counts; rename it, or correct this line")
    return source.text("sha256").strip().lower()


class _Tags:
    """Notes each tag of a file that is no code, once, and no more than UNKNOWN_NAMED of them."""

    __slots__ = ("_codes", "_unknown")

    def __init__(self, codes: Collection[str]) -> None:
        self._codes = codes
        self._unknown: set[str] = set()

    def check(self, record: Record, tags: Sequence[str]) -> None:
        for tag in tags if self._codes else ():
            if tag in self._codes or tag in self._unknown:
                continue
            self._unknown.add(tag)
            if len(self._unknown) <= UNKNOWN_NAMED:
                _unknown(record, "tags", tag, self._codes, "add it to annotations/codebook.yaml")

    def close(self, top: Record) -> None:
        more = len(self._unknown) - UNKNOWN_NAMED
        if more > 0:
            what = f"{more} more tags of this file are not in the codebook"
            top.fault("annotations", what, "add them to annotations/codebook.yaml")


def _check_id(record: Record, name: str, lines: dict[str, int]) -> None:
    """Notes an id that an earlier record has; both stay."""
    from karabakh_tui.yamldoc.wording import quoted

    if name and lines.setdefault(name, record.line) != record.line:
        what = f"the id {quoted(name)} is also that of line {lines[name]}"
        record.fault("id", what, "both are kept; remove one of the two id lines, a new id comes with the next edit")


def _check_cell(record: Record, verdict: Verdict, cells: dict[tuple[str, str], int]) -> None:
    """Notes a second verdict on one cell; the later one counts."""
    before = cells.get((verdict.provision, verdict.article), 0)
    if before:
        what = f"line {before} already has a verdict on {verdict.provision} in {verdict.article}"
        record.fault("", what, "this one counts; remove one of the two")
    cells[verdict.provision, verdict.article] = record.line


def _names(folder: Path, annotator: str) -> tuple[set[str], list[Fault]]:
    """The names in the annotator's folder; what leads out of the corpus by a link is left out, with a fault."""
    root = os.path.realpath(folder.parent)
    repair = "put the file itself here"
    what = "is a link that leads out of the corpus"

    def inside(path: str) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(root)

    try:
        with os.scandir(folder / annotator) as entries:
            links = {entry.name: entry.is_symlink() for entry in entries}
    except OSError:
        return set(), []
    if not inside(os.fspath(folder / annotator)):
        return set(), [Fault(_shown(annotator), 0, 0, what, repair)]
    out = [name for name, link in links.items() if link and not inside(os.path.join(folder, annotator, name))]  # noqa: PTH118
    faults = [Fault(_shown(annotator, name.removesuffix(".yaml")), 0, 0, what, repair) for name in sorted(out)]
    return set(links) - set(out), faults


def _strays(annotator: str, names: Collection[str], articles: Sequence[str]) -> list[Fault]:
    """A fault for each file of the folder that is on no article, so that a misspelt name is not met with silence."""
    from karabakh_tui.yamldoc.wording import did_you_mean

    known = {f"{article}.yaml" for article in articles}
    return [
        Fault(
            _shown(annotator, name[: -len(".yaml")]),
            0,
            0,
            "is on no article of this corpus",
            did_you_mean(name, known, "name it after the id of its article"),
        )
        for name in sorted(names)
        if name.endswith(".yaml") and name[0] not in "._" and name not in known
    ]


def _shown(annotator: str, stem: str = "") -> str:
    """How faults name a file of an annotator, or the annotator's folder: as seen from the corpus."""
    from karabakh_tui.yamldoc.wording import shown

    return shown(f"annotations/{annotator}/{stem}.yaml" if stem else f"annotations/{annotator}")


def _in_order(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.line, fault.col)))
