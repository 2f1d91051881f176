"""From articles, codebook, anchored annotations and verdicts to the one Comparison that everything else reads.

Pure and whole: nothing here proposes anything. A cell is what a person said of it, or it is open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from karabakh_tui.annotations.model import Anchored, Verdict, counts
from karabakh_tui.codebook.model import Codebook, Provision
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.matching.model import Cell, Comparison, Passage

LETTERS_NAMED = 6
"""How many articles the note on the event names before it says "and 9 more"."""


def build(
    corpus: Corpus,
    codebook: Codebook,
    anchored: Mapping[str, Sequence[Anchored]],
    verdicts: Sequence[Verdict],
    event: str | None = None,
) -> Comparison:
    """The comparison of the corpus on one event.

    `anchored` maps article ids to annotations, of all annotators that count; `verdicts` stand in the order of
    annotators, and a later one beats an earlier one on the same cell. `event` picks the event; without it the one that
    the provisions name is taken, of several the one with most articles. Provisions of another event are left out.
    """
    chosen = _event(corpus, codebook, event)
    provisions = tuple(p for p in codebook.provisions if not p.event or not chosen or p.event == chosen)
    compared = tuple(a for a in corpus.articles if not a.event or not chosen or a.event == chosen)
    compared_ids = {a.id for a in compared}
    said = _decided(verdicts, compared_ids)
    cells: dict[tuple[str, str], Cell] = {}
    for article in corpus.articles:
        if article.id in compared_ids:
            column = _column(article, provisions, anchored.get(article.id, ()), said)
        else:
            column = [Cell(p.id, article.id, "other_event") for p in provisions]
        for cell in column:
            cells[cell.provision_id, cell.article_id] = cell
    return Comparison(provisions, corpus.articles, compared, cells, _event_note(corpus, compared, chosen))


def nearest_passage(comparison: Comparison, cell: Cell) -> Passage | None:
    """Where the article of a cell without passages speaks of the nearest provision; None where it has no nearest."""
    if not cell.nearest:
        return None
    return comparison.cell(cell.nearest, cell.article_id).passages[0]


def _event(corpus: Corpus, codebook: Codebook, wished: str | None) -> str:
    """The event to compare on; empty where neither a provision nor an article names one."""
    if wished is not None:
        return wished
    articles = Counter(a.event for a in corpus.articles if a.event)
    named = list(dict.fromkeys(p.event for p in codebook.provisions if p.event)) or list(articles)
    return max(named, key=lambda name: articles[name], default="")  # the first of several with as many


def _event_note(corpus: Corpus, compared: Sequence[Article], chosen: str) -> str:
    """What to say where somebody has to know that an event was taken for granted."""
    unstated = [a for a in compared if not a.event]
    if not compared and corpus.articles:
        return f'no article is on the event "{chosen}" that the codebook names'
    if not unstated or len(corpus.articles) == 1:
        return ""
    if len(unstated) == len(corpus.articles):
        return f"no event is stated; all {len(unstated)} articles count as one"
    known = corpus.event(chosen)
    named = ", ".join(a.letter for a in unstated[:LETTERS_NAMED])
    if len(unstated) > LETTERS_NAMED:
        named += f" and {len(unstated) - LETTERS_NAMED} more"
    counted = "it counts" if len(unstated) == 1 else "they count"
    return f'no event is stated for {named}; {counted} as on "{known.title if known and known.title else chosen}"'


def _decided(verdicts: Sequence[Verdict], compared: set[str]) -> dict[tuple[str, str], Verdict]:
    """What counts for each cell (provision id, article id): the latest verdict, and conflicts shown on both sides.

    A conflict is between two articles. Where a person put it down on one side only, the other side shows it too,
    unless a later annotator said something else there or it is silent. Articles on another event, and such as do not
    exist, are taken out of `against`.
    """
    late = {name: rank for rank, name in enumerate(dict.fromkeys(v.by for v in verdicts))}
    latest = {
        (v.provision, v.article): v._replace(against=tuple(a for a in dict.fromkeys(v.against) if a in compared))
        if v.against
        else v
        for v in verdicts
    }
    words = dict(latest)
    for (provision, article), verdict in latest.items():
        others = verdict.against if verdict.kind == "conflict" and article in compared else ()
        for other in others:
            own = latest.get((provision, other))
            if other == article or (own and (late[own.by] > late[verdict.by] or own.kind == "silent")):
                continue
            words[provision, other] = _mirror(words.get((provision, other)), verdict, other)
    return words


def _mirror(own: Verdict | None, verdict: Verdict, other: str) -> Verdict:
    """The verdict on `other`, once `verdict` has said that its article conflicts with it."""
    if own is None:
        return Verdict(verdict.provision, other, "conflict", (verdict.article,), by=verdict.by)
    against = own.against if verdict.article in own.against else (*own.against, verdict.article)
    return own._replace(kind="conflict", against=against, by=own.by if own.kind == "conflict" else verdict.by)


def _column(
    article: Article,
    provisions: Sequence[Provision],
    anchored: Iterable[Anchored],
    said: Mapping[tuple[str, str], Verdict],
) -> list[Cell]:
    """The cells of one article on the event, in the order of the provisions."""
    passages = _passages(article.id, provisions, anchored)
    spoken = [index for index, p in enumerate(provisions) if passages[p.id]]
    column: list[Cell] = []
    for index, provision in enumerate(provisions):
        found = passages[provision.id]
        nearest = provisions[_nearest(index, spoken)].id if spoken and not found else ""
        verdict = said.get((provision.id, article.id))
        if verdict is None:
            column.append(Cell(provision.id, article.id, "open", found, nearest=nearest))
            continue
        column.append(
            Cell(
                provision.id,
                article.id,
                verdict.kind,
                found,
                value=verdict.value,
                against=verdict.against,
                because=verdict.because,
                note=verdict.note,
                by=verdict.by,
                status="reviewed",
                stale=(verdict.kind == "silent") == bool(found),
                nearest=nearest,
                telling=telling(article.text, found, verdict.because),
            )
        )
    return column


def telling(text: str, passages: Sequence[Passage], because: Iterable[str]) -> int:
    """The index of the first passage that holds some of the words a verdict rests on; 0 where none does."""
    wanted = [" ".join(words.split()) for words in because if words.strip()]
    for index, passage in enumerate(passages if wanted and len(passages) > 1 else ()):
        said = " ".join(passage.span.of(text).split())
        if any(words in said for words in wanted):
            return index
    return 0


def _nearest(index: int, spoken: Sequence[int]) -> int:
    """The member of `spoken` closest to `index`; of two as close, the earlier."""
    return min(spoken, key=lambda other: (abs(other - index), other))


def _passages(
    article_id: str, provisions: Sequence[Provision], anchored: Iterable[Anchored]
) -> dict[str, tuple[Passage, ...]]:
    """The accepted passages of an article on each provision, in the order of the text.

    Two annotators who tag the very same span make one passage, told by the later of them.
    """
    found: dict[str, dict[tuple[int, int], Passage]] = {p.id: {} for p in provisions}
    for item in anchored:
        span = item.anchor.span
        if span is None or not counts(item):
            continue
        for tag in item.annotation.tags:
            if tag in found:
                found[tag][span.start, span.end] = Passage(article_id, span, item)
    return {tag: tuple(spans[key] for key in sorted(spans)) for tag, spans in found.items()}
