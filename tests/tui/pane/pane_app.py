"""A small app of nothing but panes, and articles to put into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region

from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.tui.palette import PLAIN
from karabakh_tui.tui.views.article import ArticleView, Mark
from karabakh_tui.tui.widgets.article_pane import ArticlePane

PROVISIONS = (("ceasefire", "1", "~"), ("troops", "3", "~"), ("mandate", "4", "!"), ("centre", "5", "!"))


class CountingPane(ArticlePane):
    """A pane that remembers which regions it asked to be painted again."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Region] = []

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False):
        if repaint:
            self.asked += regions or [self.size.region]
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    @property
    def rows_asked(self) -> set[int]:
        return {y for region in self.asked for y in region.line_range}


class PaneApp(App[None]):
    """Panes side by side; `j` and `k` scroll all of them by a line."""

    CSS = "Horizontal { height: 1fr; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *views: ArticleView) -> None:
        super().__init__()
        self.palette = PLAIN
        self.views = views
        self.panes = [CountingPane() for _ in views]
        self.wheels: list[tuple[ArticlePane, int]] = []

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield from self.panes

    def on_mount(self) -> None:
        for pane, view in zip(self.panes, self.views, strict=True):
            pane.show(view)
        if self.panes:
            self.panes[0].focused = True

    def key_j(self) -> None:
        for pane in self.panes:
            pane.scroll(1)

    def key_k(self) -> None:
        for pane in self.panes:
            pane.scroll(-1)

    def on_article_pane_wheel(self, message: ArticlePane.Wheel) -> None:
        self.wheels.append((message.pane, message.rows))


def article(text: str, letter: str = "A", short: str = "Example Daily") -> Article:
    return Article(letter.lower(), letter, short, text)


def mark(text: str, words: str, provision: str = "4!", *, focused: bool = False, suggested: bool = False) -> Mark:
    """A mark on the first place where `text` has those words; `provision` is its code and sign."""
    start = text.index(words)
    code, sign = provision[:-1], provision[-1]
    return Mark(Span(start, start + len(words)), f"provision {code}", code, sign, focused, suggested)


def shown(pane: ArticlePane) -> list[str]:
    """The pane as a person reads it."""
    return [strip.text for strip in pane.render_lines(pane.size.region)]


def roles(rows: Sequence[tuple[str, str]], role: str) -> str:
    """The words of a row that have this role, among others or alone."""
    return "".join(text for text, given in rows if role in given.split("+"))


def long(lines: int = 300, letter: str = "A") -> ArticleView:
    return ArticleView(article("\n".join(f"line {number} of many" for number in range(lines)), letter))


def settled(pane: CountingPane) -> CountingPane:
    pane.asked.clear()
    return pane


NEWS = (
    "Share this story! Subscribe to the Example Daily.\n\n"
    + "\n\n".join(
        f"{day} November. The two sides met on day {number} and agreed on point {number} of the list, which a reporter "
        f"of the Example Daily saw. “It will hold,” one of them said — for {number} weeks at least."
        for number, day in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"), 1)
    )
    + "\n\nFollow us for more.\nAll rights reserved.\n"
)
FOLDS = (Span(0, NEWS.index("Monday") - 2), Span(NEWS.index("Follow us"), len(NEWS) - 1))


def news(letter: str = "A", **flags: object) -> ArticleView:
    view = ArticleView(
        article(NEWS, letter),
        (
            mark(NEWS, "The two sides met on day 1", "1~"),
            mark(NEWS, "agreed on point 3 of the list, which a reporter", "4!", focused=True),
            mark(NEWS, "Wednesday November. The two sides", "5!"),
            mark(NEWS, "“It will hold,” one of them said — for 6", "b="),
        ),
        boilerplate=FOLDS,
    )
    return replace(view, **flags)
