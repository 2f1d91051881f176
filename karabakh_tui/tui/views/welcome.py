"""The first page: what was opened, which sources it holds, which of them reading starts with. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from karabakh_tui.corpus.model import Article, Corpus
from karabakh_tui.matching.model import Comparison
from karabakh_tui.matching.order import article_tally
from karabakh_tui.text.cells import fit, pad, width
from karabakh_tui.text.length import told_length
from karabakh_tui.tui.carousel import panes_for
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.views.rows import clean, cut, exactly, lines

NUMBERED = 9
"""So many sources can be ticked here, by one digit each."""

LOW = 20
"""Below so many rows blank ones are saved."""

NAME_CELLS = (12, 40)
INDENT = "  "
SCOPES = ("welcome", "global")

_NUMBERS = (*("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),)


def in_words(count: int) -> str:
    """A count as running text has it: in words up to twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def toggled(comparison: Comparison, ticked: tuple[str, ...], number: int) -> tuple[str, ...]:
    """The ticks after the digit of a source was typed (1 is A), in the order of the page; the same for no source."""
    if not 1 <= number <= min(len(comparison.articles), NUMBERED):
        return ticked
    chosen = comparison.articles[number - 1].id
    after = [one for one in ticked if one != chosen] if chosen in ticked else [*ticked, chosen]
    return tuple(article.id for article in comparison.in_order if article.id in after)


def welcome(
    corpus: Corpus,
    comparison: Comparison,
    ticked: tuple[str, ...],
    start: tuple[str, ...],
    says: tuple[str, ...],
    cells: int,
    height: int,
    footer: Row,
    progress: Mapping[str, str] | None = None,
) -> list[Row]:
    """The whole page, exactly `height` rows.

    `ticked` are the sources that a person chose so far, `start` those that reading would start with now. `says` are
    lines of the caller that tell where files live; `progress` tells by article how far it is annotated.
    """
    room = max(cells - 2 * len(INDENT), 1)
    name: Row = ((f"{INDENT}karabakh-tui", "key"), (f"   {clean(corpus.title)}" if corpus.title else "", ""))
    blank: list[Row] = [()] if height >= LOW else []
    above: list[Row] = [*blank, cut(name, cells), *blank, *_indented(_about(corpus, comparison), room)]
    below = [*_ways(comparison, start, cells), *_ending(corpus, comparison, says, room)]
    left = height - 1 - len(above) - len(below) - 2
    if left < min(len(comparison.articles), 5):
        # A low screen: what can be found in help gives way, then the blank rows.
        below = _ways(comparison, start, cells)
        left = height - 1 - len(above) - len(below) - 2
    listed = _sources(comparison, ticked, cells, max(left, 1), progress or {})
    rows = [*above, *([()] if listed else []), *listed, (), *below] if comparison.articles else [*above, (), *below]
    return [*exactly(rows, height - 1), footer] if height > 0 else []


def _indented(texts: list[tuple[str, str]], room: int) -> list[Row]:
    return [((INDENT + line, role),) for text, role in texts for line in lines(clean(text), room)]


def _about(corpus: Corpus, comparison: Comparison) -> list[tuple[str, str]]:
    """What was opened, in a few sentences, each with its role."""
    count = len(comparison.articles)
    root = str(corpus.root) if corpus.root else ""
    if not count:
        where = f"No articles in {root}. Put text files there" if root else "No articles were given. Name some"
        return [(f"{where}, or open the built-in five: karabakh-tui -c default", "warn")]
    if count == 1:
        reload = key_for("reload", *SCOPES)
        more = f"Put another text into {root}, then {reload}." if root else "Name more files, or a folder of them."
        return [(f"Only one article is open, so there is nothing to compare. {more}", "warn")]
    told = [(_counted(comparison), "")]
    if comparison.event_note:
        told.append((f"({comparison.event_note})", "dim"))
    if comparison.provisions:
        told.append(("Read them side by side, see who says what, who says nothing, who disagrees.", ""))
    return told


def _counted(comparison: Comparison) -> str:
    """How many articles there are, on how many events."""
    count, compared = len(comparison.articles), len(comparison.compared)
    start = f"{in_words(count).capitalize()} articles"
    if count == compared:
        return f"{start} on one event."
    others = {article.event for article in comparison.articles if article not in comparison.compared}
    apart = count - compared
    where = "another" if apart == 1 or len(others) == 1 else f"{in_words(len(others))} others"
    if not compared:
        return f"{start}, none of them on the event of the provisions."
    return f"{start}: {in_words(compared)} on one event, {in_words(apart)} on {where}."


def _sources(
    comparison: Comparison, ticked: tuple[str, ...], cells: int, most: int, progress: Mapping[str, str]
) -> list[Row]:
    """The sources, the ones on other events last, with what can be said of them in a row; at most `most` rows."""
    articles = comparison.in_order
    shown = articles if len(articles) <= most else articles[: most - 1]
    words = {article.id: told_length(article.text) for article in shown}
    longest = max((len(text) for text in words.values()), default=0)
    coverage = {article.id: _coverage(comparison, article) for article in shown}
    numbers = {article.id: index for index, article in enumerate(comparison.articles, start=1)}
    letters = max((len(article.letter) for article in articles), default=1)
    widest = max((width(clean(article.short)) for article in shown), default=0)
    others = 15 + letters + longest + max((len(text) for text in coverage.values()), default=0)
    names = min(widest, NAME_CELLS[1], max(cells - others, NAME_CELLS[0]))
    rows: list[Row] = []
    for article in shown:
        number = numbers[article.id]
        digit = f"{number} [{'x' if article.id in ticked else ' '}] " if number <= NUMBERED else " " * 6
        runs: list[Run] = [
            (INDENT + (digit if len(articles) > 1 else ""), "key" if article.id in ticked else "chrome"),
            (f"{pad(article.letter, letters)}  {pad(fit(clean(article.short), names), names)}", ""),
            (f"  {words[article.id].rjust(longest)}   ", "dim"),
            (coverage[article.id], ""),
            (f"   {progress[article.id]}" if article.id in progress else "", "dim"),
        ]
        rows.append(cut(tuple(runs), cells))
    if len(shown) < len(articles):
        key = key_for("open-sources", "reading")
        rows.append(((f"{INDENT}      and {len(articles) - len(shown):,} more: {key} chooses among all", "dim"),))
    return rows


def _coverage(comparison: Comparison, article: Article) -> str:
    """How much of the provisions a source reports."""
    if article not in comparison.compared:
        return "another event"
    if not comparison.provisions:
        return ""
    figures = article_tally(comparison, article.id)
    return f"{figures.words} {'provision' if figures.provisions == 1 else 'provisions'}"


def _ways(comparison: Comparison, start: tuple[str, ...], cells: int) -> list[Row]:
    """What can be done from here."""
    if not comparison.articles:
        return []
    letters = [article.letter for article in comparison.in_order if article.id in start]
    named = " and ".join([", ".join(letters[:-1]), letters[-1]] if len(letters) > 1 else letters)
    how = ""
    if len(letters) > 1:
        panes = panes_for(cells)
        key = key_for("pane-right" if panes == 1 else "carousel-right", "read")
        how = " side by side" if len(letters) <= panes else f", {in_words(panes)} at a time ({key} shows the next)"
    ways = [(key_for("start", *SCOPES), f"start reading {named}{how}" if named else "start reading")]
    if len(comparison.articles) > 1:
        last = min(len(comparison.articles), NUMBERED)
        ways.append((f"1-{last}", "tick the sources to read; again: not"))
        if comparison.provisions:
            ways.append((key_for("matrix", *SCOPES), "the whole table first: who says what"))
    return [cut(((f"{INDENT}{keys:<7}", "key"), (words, "")), cells) for keys, words in ways]


def _ending(corpus: Corpus, comparison: Comparison, says: tuple[str, ...], room: int) -> list[Row]:
    """What is missing, the keys for everywhere, and where files live."""
    rows: list[Row] = []
    if comparison.articles and not comparison.provisions:
        where = f"{corpus.root}/annotations/codebook.yaml" if corpus.root else "annotations/codebook.yaml"
        follow = ", so panes follow by percentage" if len(comparison.articles) > 1 else ""
        told = f"No provisions are defined{follow}. {where} is where they are named."
        rows += [(), *_indented([(told, "warn")], room)]
    if corpus.faults:
        count = len(corpus.faults)
        what = "1 notice" if count == 1 else f"{count:,} notices"
        key = key_for("notices", *SCOPES)
        rows += [(), *_indented([(f"{what} on the files of this corpus: {key} shows them", "warn")], room)]
    helps, backs = key_for("help", *SCOPES), key_for("back", *SCOPES)
    rows += [
        (),
        *_indented([(f"Any time: {helps} shows the keys, {backs} goes back. Nothing is lost on quit.", "")], room),
    ]
    if says:
        rows += [(), *_indented([(line, "dim") for line in says], room)]
    return rows
