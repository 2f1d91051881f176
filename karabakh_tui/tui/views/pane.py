"""From the state of the reader to what each pane shows: its marks, its title note, its words of silence. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.model import Comparison
from karabakh_tui.text.wrap import Layout
from karabakh_tui.tui.reading import Reading
from karabakh_tui.tui.views.article import WIDTH_MODES, ArticleView, Mark, WidthMode


@dataclass(frozen=True, slots=True)
class Look:
    """What a person set for all panes: gutter and ruler shown or not, boilerplate folded or not, how wide text gets."""

    gutter: bool = True
    ruler: bool = True
    fold: bool = False
    width_mode: WidthMode = WIDTH_MODES[0]

    def next_width(self) -> Look:
        """The next width of the cycle."""
        at = WIDTH_MODES.index(self.width_mode)
        return replace(self, width_mode=WIDTH_MODES[(at + 1) % len(WIDTH_MODES)])


def article_view(reading: Reading, source: str, look: Look, *, border: bool) -> ArticleView:
    """The article as its pane shows it now."""
    comparison = reading.comparison
    article = _article(comparison, source)
    return ArticleView(
        article,
        _marks(reading, source),
        boilerplate=article.boilerplate,
        fold=look.fold,
        gutter=look.gutter,
        ruler=look.ruler,
        width_mode=look.width_mode,
        code_cells=max((len(p.code) for p in comparison.provisions), default=1),
        border=border,
    )


def _marks(reading: Reading, source: str) -> tuple[Mark, ...]:
    """Every accepted passage of the source; of the provision in focus only the one that the pane stands on leads."""
    comparison = reading.comparison
    chosen = reading.passage(source)
    return tuple(
        Mark(passage.span, provision.id, provision.code, cell.sign, focused=passage is chosen)
        for provision in comparison.provisions
        for cell in (comparison.cell(provision.id, source),)
        for passage in cell.passages
    )


def alignment_row(items: Iterable[tuple[ArticleView, int]], cells: int, reading_row: int) -> int:
    """The row of text that these places (code points) go to in panes of `cells` cells, the same one in each.

    It is the reading line, or higher where none of the articles has that much text before its place: blank rows that
    line panes up are worth it, blank rows above all of them are not.
    """
    row = 0
    for view, offset in items:
        layout = Layout(view.article.text, view.text_width(cells), view.folded)
        row = max(row, layout.distance(layout.first, layout.at(offset), reading_row))
    return min(row, reading_row)


def pane_note(reading: Reading, source: str) -> str:
    """What the title of the pane says beside the name: pinned, on another event, which of several passages."""
    comparison = reading.comparison
    notes = []
    if source in reading.carousel.pinned:
        notes.append("pinned")
    if _article(comparison, source) not in comparison.compared:
        notes.append("x other event")
    cell, chosen = reading.cell(source), reading.passage(source)
    if cell and chosen and len(cell.passages) > 1:
        notes.append(f"{cell.passages.index(chosen) + 1}/{len(cell.passages)}")
    return " ".join(notes)


def silence(reading: Reading, source: str) -> tuple[str, ...]:
    """What the pane of a source without a passage says in place of one; nothing where it has one, or is not compared.

    Only a person's word makes a source silent; a cell that nobody has decided is told as what it is.
    """
    comparison = reading.comparison
    cell = reading.cell(source)
    if cell is None or cell.passages or cell.state == "other_event":
        return ()
    provisions = {p.id: p for p in comparison.provisions}
    letter = _article(comparison, source).letter
    named = _named(provisions[reading.provision])
    if cell.state == "silent":
        said = _sentence(f"{letter} says nothing on {named}")
    else:
        said = _sentence(f"Nobody has marked a passage of {letter} on {named}")
    stays = "It stays where you left it."
    if cell.nearest:
        stays += _sentence(f" Closest: {_named(provisions[cell.nearest])}")
    return (said, stays)


def _sentence(words: str) -> str:
    """With a full stop, but not with two: a title may end in one."""
    return words if words.endswith(".") else f"{words}."


def _named(provision: Provision) -> str:
    return f"{provision.code} {provision.title}"


def _article(comparison: Comparison, source: str) -> Article:
    return next(article for article in comparison.articles if article.id == source)
