"""How often which tag was given, by whom, and how far everybody is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from karabakh_tui.annotations.model import ACCEPTED_STATUS, Anchored, AnnotationFile, Certainty, Status
from karabakh_tui.corpus.model import Article
from karabakh_tui.export.table import table

Json = dict[str, Any]

CERTAINTIES: tuple[str, ...] = get_args(Certainty)
STATUSES: tuple[str, ...] = get_args(Status)


class File(NamedTuple):
    """What one annotator has done on one article: how many annotations of each certainty and status, how often each
    tag (in what is accepted or doubtful), and whether the article is done."""

    by: str
    article: Article
    done: bool
    certainty: Counter[str]
    status: Counter[str]
    tags: Counter[str]

    @property
    def annotations(self) -> int:
        """How many annotations there are."""
        return self.status.total()


def counted(
    files: Sequence[AnnotationFile], among: Sequence[Article], anchored: Mapping[str, Sequence[Anchored]]
) -> list[File]:
    """The counts of each of these files that is on one of these articles; annotator by annotator."""
    articles = {article.id: article for article in among}
    found = []
    for file in files:
        if file.article_id not in articles:
            continue
        own = [one for one in anchored.get(file.article_id, ()) if one.annotation.annotator == file.annotator]
        counting = [one.annotation for one in own if one.annotation.status in ACCEPTED_STATUS]
        found.append(
            File(
                file.annotator,
                articles[file.article_id],
                file.done,
                Counter(one.anchor.certainty for one in own),
                Counter(one.annotation.status for one in own),
                Counter(tag for one in counting for tag in dict.fromkeys(one.tags)),
            )
        )
    return found


def document(files: Sequence[File], order: Sequence[str], articles: int) -> Json:
    """The counts for programs; tags in this order, those that are not in it behind the others. `articles` is how many
    there are to go through."""
    return {
        "schema": "karabakh-tui/tags-stats@1",
        "annotators": [
            {"by": by, "annotations": sum(one.annotations for one in own), "done": _done(own), "articles": articles}
            for by, own in _by_annotator(files).items()
        ],
        "files": [
            {
                "by": one.by,
                "article": one.article.id,
                "source": one.article.letter,
                "annotations": one.annotations,
                "done": one.done,
                "certainty": {name: one.certainty[name] for name in CERTAINTIES},
                "status": {name: one.status[name] for name in STATUSES},
            }
            for one in files
        ],
        "tags": [
            {"tag": tag, "by": one.by, "article": one.article.id, "source": one.article.letter, "count": one.tags[tag]}
            for tag in _tags(files, order)
            for one in files
            if one.tags[tag]
        ],
    }


def lines(files: Sequence[File], order: Sequence[str], articles: int, cells: int | None) -> Iterator[str]:
    """The counts as tables: tags by annotator and article, then how far everybody is."""
    letters = list(dict.fromkeys(one.article.letter for one in files))
    several = len(_by_annotator(files)) > 1
    rows = [["tag", *(["by"] if several else []), *letters, "all"]]
    for tag in _tags(files, order):
        for by, own in _by_annotator(files).items():
            counts = {one.article.letter: one.tags[tag] for one in own}
            if any(counts.values()):
                told = [str(counts.get(letter) or ".") for letter in letters]
                rows.append([tag, *([by] if several else []), *told, str(sum(counts.values()))])
    first = 2 if several else 1
    if len(rows) > 1:
        yield from table(rows, cells, names=first, right=range(first, len(rows[0])))
        yield ""
    certainties = [name for name in CERTAINTIES if name == "exact" or any(one.certainty[name] for one in files)]
    statuses = [name for name in STATUSES if name != "accepted" and any(one.status[name] for one in files)]
    heads = ["", "by", "done", "all", *certainties, *statuses]
    body = [
        [
            one.article.letter,
            one.by,
            "yes" if one.done else "no",
            str(one.annotations),
            *(str(one.certainty[name]) for name in certainties),
            *(str(one.status[name]) for name in statuses),
        ]
        for one in files
    ]
    yield from table([heads, *body], cells, names=2, right=range(3, len(heads)))
    yield ""
    for by, own in _by_annotator(files).items():
        total = sum(one.annotations for one in own)
        yield f"{by}: {total} {'annotation' if total == 1 else 'annotations'}, {_done(own)} of {articles} articles done"


def spoken(files: Sequence[File], order: Sequence[str], articles: int) -> Iterator[str]:
    """The counts in lines for speech and braille."""
    for by, own in _by_annotator(files).items():
        yield f"{by}: {sum(one.annotations for one in own)} annotations, {_done(own)} of {articles} articles done"
        for one in own:
            unsure = ", ".join(f"{one.certainty[name]} {name}" for name in CERTAINTIES[1:] if one.certainty[name])
            done = "done" if one.done else "not done"
            yield f"  {one.article.letter}: {one.annotations} annotations, {done}{f', {unsure}' if unsure else ''}"
        for tag in _tags(own, order):
            told = ", ".join(f"{one.tags[tag]} in {one.article.letter}" for one in own if one.tags[tag])
            yield f"  {tag}: {told}"


def _by_annotator(files: Sequence[File]) -> dict[str, list[File]]:
    found: dict[str, list[File]] = {}
    for one in files:
        found.setdefault(one.by, []).append(one)
    return found


def _done(files: Sequence[File]) -> int:
    return sum(one.done for one in files)


def _tags(files: Sequence[File], order: Sequence[str]) -> list[str]:
    """The tags that occur: as they are in the codebook, then the others by name."""
    used = {tag for one in files for tag in one.tags}
    return [*(tag for tag in order if tag in used), *sorted(used.difference(order))]
