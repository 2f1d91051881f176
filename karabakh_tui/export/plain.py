"""The comparison and the articles as lines for speech and braille: one thing a line, one provision after another.

There are no columns and no signs; a state is a word, and what matters most stands first in its line. Lines come out
safe to print and without blanks at their ends. They are as long as they are: `fitted` breaks them for a terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.corpus.scan import OWN
from karabakh_tui.export.table import one_line, wrapped
from karabakh_tui.export.text import MOST_CELLS, no_provisions
from karabakh_tui.matching.model import WORDS, Cell, Comparison, Passage
from karabakh_tui.matching.order import article_tally, tally
from karabakh_tui.text.length import count_words
from karabakh_tui.text.span import Span
from karabakh_tui.text.wrap import Layout

_ROWS_AT_ONCE = 1000


# Words that the screen's announcements share


def sentence(text: str) -> str:
    """The text on one line, safe to print, with a full stop where it has no end of its own; "" where it is empty."""
    told = one_line(text).rstrip(" ,;:")
    ended = told.rstrip("\"'”’»)]").endswith((".", "!", "?", "…"))
    return told if ended or not told else f"{told}."


def row_of_names(names: Sequence[str]) -> str:
    """Names as running text has them: `A, B and D`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def counted(count: int, what: str) -> str:
    """`1 source`, `4 sources`."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def source_name(article: Article) -> str:
    """The letter and the short name of a source, as in `A Artsakh-side report`."""
    return one_line(f"{article.letter} {article.short}").rstrip()


def provision_name(provision: Provision) -> str:
    """The code and the title of a provision, as in `4 Mandate`."""
    return one_line(f"{provision.code} {provision.title}").strip()


def state_of(comparison: Comparison, cell: Cell) -> str:
    """The state of a cell in words that begin a sentence, as in `Conflict with E`."""
    if cell.state == "silent":
        return "Says nothing"
    if cell.state == "open":
        return "Open, nobody has decided" if cell.passages else "Open, nobody has marked a passage"
    if cell.state == "other_event":
        return "Other event, not compared"
    if cell.state == "conflict" and cell.against:
        letters = {article.id: article.letter for article in comparison.articles}
        return "Conflict with " + row_of_names(
            ["itself" if other == cell.article_id else letters[other] for other in cell.against]
        )
    return WORDS[cell.state].capitalize()


def quoted(words: str) -> str:
    """The words in quotes."""
    return f'"{one_line(words)}"'


def percent(article: Article, passage: Passage) -> str:
    """How far into its article a passage begins."""
    return f"{100 * passage.span.start // max(1, len(article.text))} percent"


def certainty(passage: Passage) -> str:
    """How sure the place of a passage is: `moved` or `changed`, and "" where it is exact."""
    sure = passage.source.anchor.certainty
    return "" if sure == "exact" else sure


def closest(comparison: Comparison, cell: Cell) -> str:
    """The provision nearest to one on which a source is silent, as a sentence; "" where there is none."""
    found = next((p for p in comparison.provisions if p.id == cell.nearest), None)
    return sentence(f"Closest: {provision_name(found)}") if found and not cell.passages else ""


def reported(comparison: Comparison, article: Article) -> str:
    """How many of the provisions a source reports, as a sentence."""
    figures = article_tally(comparison, article.id)
    return f"Reports {figures.says} of {counted(figures.provisions, 'provision')}."


def row_state(comparison: Comparison, provision: Provision) -> str:
    """The most telling state of a provision as a sentence."""
    return sentence(WORDS[comparison.row_state(provision.id)].capitalize())


# What commands print


def fitted(lines: Iterable[str], cells: int | None) -> Iterator[str]:
    """The lines, broken at blanks where they are longer than `cells`; as they are where it is None."""
    for line in lines:
        if cells is None or not line:
            yield line
        else:
            yield from (row.rstrip() for row in wrapped(line, min(cells, MOST_CELLS)))


def matrix(corpus: Corpus, comparison: Comparison, provisions: Sequence[Provision]) -> Iterator[str]:
    """The coverage: what is compared, then each of these provisions with a line for each source."""
    yield from _title(corpus)
    if not comparison.provisions:
        yield sentence(no_provisions(corpus))
        yield ""
        yield from sources(corpus, comparison)
        return
    every, figures = len(comparison.provisions), tally(comparison)
    shown = f"{len(provisions)} of " if len(provisions) != every else ""
    yield f"{shown}{counted(every, 'provision')}, {counted(len(comparison.compared), 'source')}."
    yield f"{counted(figures.conflicts, 'provision')} in conflict."
    yield f"{counted(figures.silences, 'silence')}."
    yield f"{figures.reviewed} of {counted(figures.cells, 'cell')} decided."
    if comparison.event_note:
        yield sentence(comparison.event_note)
    for article in comparison.in_order:
        yield from _once(article, comparison)
    if not provisions:
        yield ""
        yield f"None of the {every} provisions is like that."
    for provision in provisions:
        yield ""
        yield from _provision(comparison, provision)
        for article, cell in zip(comparison.compared, comparison.row(provision.id), strict=True):
            state = state_of(comparison, cell)
            yield " ".join(filter(None, (sentence(f"{article.letter} {_lower(state)}"), sentence(cell.value))))


def compare(
    corpus: Corpus,
    comparison: Comparison,
    provisions: Sequence[Provision],
    among: Sequence[Article],
    quotes: bool,
) -> Iterator[str]:
    """What each of these sources says on each of these provisions; `quotes`: in its own words."""
    if not comparison.provisions:
        yield sentence(no_provisions(corpus))
        return
    for number, provision in enumerate(provisions):
        if number:
            yield ""
        yield from _provision(comparison, provision)
        for article in among:
            cell = comparison.cell(provision.id, article.id)
            yield ""
            yield source_name(article)
            yield from _said(comparison, article, cell, quotes)


def sources(corpus: Corpus, comparison: Comparison) -> Iterator[str]:
    """The articles and what is known of each; then what was not taken for an article."""
    for number, article in enumerate(comparison.in_order):
        if number:
            yield ""
        yield source_name(article)
        yield from _facts(corpus, comparison, article)
        yield from _coverage(comparison, article)
        yield sentence(f"Id: {article.id}")
    left_out = [f"{count} {reason}" for reason, count in sorted(corpus.skipped.items()) if reason != OWN]
    if left_out:
        yield ""
        yield sentence(f"Left out: {', '.join(left_out)}")


def provisions(corpus: Corpus, comparison: Comparison) -> Iterator[str]:
    """The provisions, and which sources stand how on each."""
    if not comparison.provisions:
        yield sentence(no_provisions(corpus))
        return
    for article in comparison.compared:
        yield sentence(source_name(article))
    for provision in comparison.provisions:
        yield ""
        yield from _provision(comparison, provision)
        row = list(zip(comparison.compared, comparison.row(provision.id), strict=True))
        for state, word in WORDS.items():
            letters = [article.letter for article, cell in row if cell.state == state]
            if letters:
                yield f"{word.capitalize()}: {', '.join(letters)}."
        yield sentence(f"Id: {provision.id}")


def read(
    corpus: Corpus, comparison: Comparison, among: Sequence[Article], marks: bool, cells: int | None
) -> Iterator[str]:
    """These articles one after another: name, what is known, then the text, a paragraph a line.

    `cells` is the width to which lines are broken; None for a pipe. With `marks` a line before each paragraph names the
    provisions that its passages are on, and tells what is the site's own text.
    """
    for number, article in enumerate(among):
        if number:
            yield ""
        yield from fitted([source_name(article), *_facts(corpus, comparison, article)], cells)
        yield ""
        yield from _text(comparison, article, marks, cells)


# How it is done


def _title(corpus: Corpus) -> Iterator[str]:
    if told := one_line(corpus.title).strip():
        yield sentence(told)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _once(article: Article, comparison: Comparison) -> Iterator[str]:
    """A source in one line, before its letter stands for it."""
    if article not in comparison.compared:
        yield f"{sentence(source_name(article))} Other event, not compared."
    else:
        yield f"{sentence(source_name(article))} {reported(comparison, article)}"


def _provision(comparison: Comparison, provision: Provision) -> Iterator[str]:
    yield f"{sentence(f'Provision {provision_name(provision)}')} {row_state(comparison, provision)}"


def _said(comparison: Comparison, article: Article, cell: Cell, quotes: bool) -> Iterator[str]:
    """What one source says, a thing a line."""
    yield sentence(state_of(comparison, cell))
    if near := closest(comparison, cell):
        yield near
    if cell.value:
        yield sentence(f"Value: {cell.value}")
    if quotes:
        for passage in cell.passages:
            sure = certainty(passage)
            place = f"{percent(article, passage)}, {sure}" if sure else percent(article, passage)
            yield f"Says {sentence(quoted(passage.span.of(article.text)))} At {place}."
        if cell.because:
            yield sentence(f"Telling words: {', '.join(map(quoted, cell.because))}")
    if cell.note:
        yield sentence(f"Note: {cell.note}")
    if cell.stale:
        from karabakh_tui.matching.why import why

        reasons = why(comparison, cell.provision_id, cell.article_id)
        yield from (sentence(f"Stale: {reason.text}") for reason in reasons if reason.role == "stale")


def _facts(corpus: Corpus, comparison: Comparison, article: Article) -> Iterator[str]:
    """What is known of an article, a fact a line, with what the text itself does not state said to be inferred."""
    event = corpus.event(article.event)
    fields = (
        ("Title", "title", article.title),
        ("Publisher", "publisher", article.publisher),
        ("Date", "published", article.published),
        ("Event", "event", event.title if event and event.title.strip() else article.event),
    )
    for name, field, value in fields:
        if not value.strip():
            yield f"{name} not known."
        elif field in article.inferred:
            yield f"{sentence(f'{name}: {value}')} Inferred."
        else:
            yield sentence(f"{name}: {value}")
    if article not in comparison.compared:
        yield "Other event, not compared."
    yield f"{counted(count_words(article.text), 'word')}."


def _coverage(comparison: Comparison, article: Article) -> Iterator[str]:
    """On how many provisions it says something."""
    if comparison.provisions and article in comparison.compared:
        yield reported(comparison, article)
        yield f"{article_tally(comparison, article.id).conflicts} in conflict."


def _text(comparison: Comparison, article: Article, marks: bool, cells: int | None) -> Iterator[str]:
    """The paragraphs of an article, with what is said of each before it."""
    before = _marker(comparison, article) if marks else None
    begun = parted = False
    for start, end in _lines(article.text):
        words = article.text[start:end]
        if not words.strip():
            parted = begun
            continue
        if parted:
            yield ""
        begun, parted = True, False
        if before:
            yield from fitted(before(Span(start, end)), cells)
        if cells is None:
            yield one_line(words)
        else:
            yield from _rows(words, min(cells, MOST_CELLS))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of a text begin and end."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _rows(words: str, cells: int) -> Iterator[str]:
    """A paragraph of any length in lines of at most `cells`."""
    layout = Layout(words, cells)
    position = layout.first
    while rows := layout.rows(position, _ROWS_AT_ONCE):
        for row in rows:
            yield one_line(words[row.start : row.end])
        if layout.move(position, len(rows) - 1) == layout.last:
            return
        position = layout.move(position, len(rows))


def _marker(comparison: Comparison, article: Article) -> Callable[[Span], list[str]]:
    """A function that says, of one paragraph after the other, what stands in it."""
    found = [
        (passage.span, provision, comparison.cell(provision.id, article.id))
        for provision in comparison.provisions
        for passage in comparison.cell(provision.id, article.id).passages
    ]
    found.sort(key=lambda item: (item[0].start, item[0].end))
    site = False

    def told(paragraph: Span) -> list[str]:
        nonlocal site
        lines = []
        own = any(span.start <= paragraph.start < span.end for span in article.boilerplate)
        if own != site:
            lines.append("The site's own text." if own else "The article goes on.")
            site = own
        named: dict[str, str] = {}
        for span, provision, cell in found:
            if not span.overlaps(paragraph) or provision.id in named:
                continue
            name = f"Provision {provision_name(provision)}"
            if span.start < paragraph.start:
                named[provision.id] = sentence(f"{name} goes on")
            else:
                named[provision.id] = sentence(f"{name}, {WORDS[cell.state]}")
        return [*lines, " ".join(named.values())] if named else lines

    return told
