"""The annotate screen: one source, a word under the cursor, a tag with one key.

The screen wires: `AnnotateState` knows what is selected and tagged, `Tagging` what a key does to annotations, the desk
brings that into the journal; only then it is shown. What the single keys do stands in `annotate_actions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize

from karabakh_tui.annotations.model import Anchored
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span
from karabakh_tui.tui.annotate_state import AnnotateState, opened
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.dispatch import Step
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.placing import SEARCHING, Places
from karabakh_tui.tui.screens.annotate_actions import AnnotateActions
from karabakh_tui.tui.screens.annotate_dialogs import AnnotateDialogs
from karabakh_tui.tui.screens.base import KeyScreen
from karabakh_tui.tui.tagging import Deed, Tagging
from karabakh_tui.tui.views.annotate import Work, bottom_height, bottom_rows, side_cells, top_height, top_rows
from karabakh_tui.tui.views.annotate_side import side_rows
from karabakh_tui.tui.views.annotate_text import Marks, annotated_view, pen_of
from karabakh_tui.tui.views.progress import told
from karabakh_tui.tui.views.spans import SpanIndex
from karabakh_tui.tui.views.states import named
from karabakh_tui.tui.widgets.article_pane import ArticlePane
from karabakh_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from karabakh_tui.annotations.news import Draft
    from karabakh_tui.codebook.model import Codebook
    from karabakh_tui.codebook.new import NewCode
    from karabakh_tui.matching.load import Loaded
    from karabakh_tui.tui.announce import Fact
    from karabakh_tui.tui.desk import Desk


class AnnotateScreen(KeyScreen[None]):
    """Annotate the article of that id, the cursor on the word at `at`, with these words selected where any are given.

    `provision` is the id of the one in focus. `blind` hides the tags of all others. Whether anything can be changed is
    the desk's to say.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ("annotate", "global")
    DEFAULT_CSS = "AnnotateScreen Horizontal { height: 1fr; } AnnotateScreen #side { height: 1fr; }"

    def __init__(
        self,
        loaded: Loaded,
        desk: Desk,
        article_id: str,
        *,
        at: int = 0,
        selection: Span | None = None,
        provision: str = "",
        blind: bool = False,
    ) -> None:
        super().__init__()
        self._loaded = loaded
        self.desk = desk
        self.blind = blind
        self.others_shown = False
        self.provision = provision
        self.codebook = loaded.codebook
        self.names = CodeNames(self.codebook)
        self.came_from: list[tuple[str, int]] = []
        self.draft_note: tuple[str, str] | None = None
        self._wanted = selection
        self._marks = Marks()
        self._actions = AnnotateActions(self)
        self._dialogs = AnnotateDialogs(self)
        self._doing = self._in_key = False
        self.text_x = 0
        self._message = ""
        self._step = Step()
        self._started = False
        self._places, self.others = self._opened(self._known(article_id))
        self.state: AnnotateState = opened(self._places.article, at)
        self._read()

    def compose(self) -> ComposeResult:
        yield Lines(id="top")
        with Horizontal():
            yield ArticlePane()
            yield Lines(id="side")
        yield Lines(id="bottom")

    def on_mount(self) -> None:
        self.pane = self.query_one(ArticlePane)
        self._top, self._side, self._bottom = (self.query_one(f"#{name}", Lines) for name in ("top", "side", "bottom"))
        self._read()  # what has to be searched for is searched for from now on

    def on_resize(self, event: Resize) -> None:
        """The text and what stands around it, for this size."""
        cells, height = event.size
        side = side_cells(cells)
        self._top.styles.height = top_height(height)
        self._bottom.styles.height = bottom_height(cells, height)
        self._side.display = bool(side)
        self._side.styles.width = side
        first = not self._started
        self._started = True
        self.show_text()
        if first:
            self.pane.place(self.state.cursor.start)
            if self._wanted:
                state = self.state.selecting(self._wanted)
                there = state.on(self._wanted)  # what has got its tag is left behind by the next move
                self.state = state.settled(self._wanted) if there else state
        self.draw()

    def on_article_pane_wheel(self, event: ArticlePane.Wheel) -> None:
        """The wheel scrolls; the cursor stays on screen."""
        self._actions.scroll(event.rows)
        self.draw()

    def on_article_pane_clicked(self, event: ArticlePane.Clicked) -> None:
        """The cursor goes to the word that is clicked on."""
        offset = self._actions.offset_under(event.x, event.y)
        self.move(self.state.at(offset))
        self.draw()

    # Keys

    def perform(self, press: Press) -> None:
        self._message = ""
        self._in_key = True  # whatever it does, all is drawn once, when it is done
        try:
            super().perform(press)
        finally:
            self._in_key = False

    def actors(self) -> tuple[object, ...]:
        return (self._actions, self._dialogs, *super().actors())

    def keys_changed(self, step: Step) -> None:
        if not step.presses:
            self._message = ""
        self._step = step
        self.draw()

    def say(self, message: str) -> None:
        """Show a message until the next key."""
        self._message = message
        if not self._in_key:
            self.draw()
        self.speak(message)

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken_annotate

        return spoken_annotate.annotate(self.state, self.work)

    # The article

    @property
    def loaded(self) -> Loaded:
        """What is open, as the app has it now."""
        return getattr(self.app, "loaded", self._loaded)

    @property
    def article(self) -> Article:
        """The one that is annotated."""
        return self.state.article

    @property
    def tagging(self) -> Tagging:
        """What deeds are made from."""
        return Tagging(self.article, self.names, partial(self.desk.notebook.fields, self.article.id))

    @property
    def work(self) -> Work:
        """What is told around the text."""
        status = self._status
        return Work(
            self.names,
            self.loaded.comparison,
            self.desk.annotator,
            status.tags,
            status.journal,
            status.newer,
            status.read_only,
            self.blind,
            self.done,
            self.provision,
            self.others if self.others_shown else (),
            self._lost,
            self._message,
            self._step,
        )

    def go_to(self, article_id: str, offset: int = 0) -> None:
        """Annotate another article from now on."""
        recent = self.state.recent
        self._places, self.others = self._opened(self._known(article_id))
        self.state = replace(opened(self._places.article, offset), recent=recent)
        self._read()
        self.show_text()
        self.pane.place(self.state.cursor.start)
        self.pane.pen = pen_of(self.state)

    def _known(self, article_id: str) -> Article:
        articles = self.loaded.corpus.articles
        return next((one for one in articles if one.id == article_id), articles[0])

    def _opened(self, article: Article) -> tuple[Places, tuple[Anchored, ...]]:
        """The places of an article, and the annotations of others on it."""
        anchored = self.loaded.anchored.get(article.id, ())
        provisions = self.loaded.comparison.provisions
        me = self.desk.annotator
        others = () if self.blind else tuple(one for one in anchored if one.annotation.annotator != me)
        cells = [] if self.blind else [self.loaded.comparison.cell(p.id, article.id) for p in provisions]
        passages = [(cell.provision_id, passage.span) for cell in cells for passage in cell.passages]
        self._passages = SpanIndex([id_ for id_, _ in passages], [span for _, span in passages])
        return Places(article, anchored), others

    def _read(self) -> None:
        """Take in what the notebook holds now."""
        codebook = self.desk.notebook.codebook()
        if codebook != self.codebook:
            self._use(codebook)
        file = self.desk.notebook.annotations(self.article.id)
        self.done = file.done
        self._status = self.desk.status_on(self.article.id)
        anchored, waiting = self._places.placed(file)
        unsure = (one.anchor for one in anchored if one.anchor != SEARCHING)
        self._lost = sum(anchor.certainty in ("review", "orphan") for anchor in unsure)
        self.state = self.state.with_mine(anchored)
        if waiting and self.is_attached:
            self.run_worker(self._find_places, thread=True, exclusive=True, group="places")

    def _find_places(self) -> None:
        """Off the event loop: search for the words of annotations whose text has changed."""
        places, file = self._places, self.desk.notebook.annotations(self.article.id)
        snapshots = self.loaded.snapshots
        places.search(file, snapshots.text(file.source_sha256) if snapshots else None)
        self.app.call_from_thread(self.notebook_changed)

    def notebook_changed(self) -> None:
        """The annotations are others now: by a key, by undo, by somebody else."""
        self._read()
        if self._started and not self._doing:
            self.show_text()
            self.draw()

    def progress(self, article_id: str) -> str:
        """How far an article is, as `14 tags  done`."""
        file = self.desk.notebook.annotations(article_id)
        return told(len(file.annotations), file.done)

    def tagged_with(self, code: str) -> dict[str, list[Span]]:
        """My passages with a code, by article."""
        found: dict[str, list[Span]] = {}
        for article in self.loaded.corpus.articles:
            file = self.desk.notebook.annotations(article.id)
            anchored = self.state.mine.all if article.id == self.article.id else Places(article).placed(file)[0]
            found[article.id] = [one.anchor.span for one in anchored if one.anchor.span and code in one.annotation.tags]
        return found

    def learn(self, code: NewCode) -> None:
        """A code that was made just now can be used from now on."""
        self._use(code.into(self.codebook))

    def _use(self, codebook: Codebook) -> None:
        """The codes of this codebook from now on."""
        self.codebook, self.names = codebook, CodeNames(codebook)

    # What keys do

    def move(self, state: AnnotateState, *, whole: bool = False) -> None:
        """Go on with this state, its cursor in sight; with `whole` also the rest of what the keys would act on, as far
        as there is room."""
        self.state = state
        one, span = state.at_hand, state.target
        span = (one.anchor.span if one and not state.selection else None) or span
        if whole and span and len(span):
            self.pane.reveal(span.end - 1)
        selection = state.selection
        at = state.cursor.start if not selection or selection.ahead else selection.span.start
        self.pane.reveal(at)

    def jump(self, state: AnnotateState) -> None:
        """The same, over a distance that one may want to come back over."""
        self.remember()
        self.move(state, whole=True)

    def remember(self) -> None:
        """Keep this place to come back to."""
        self.came_from.append((self.article.id, self.state.cursor.start))
        del self.came_from[:-100]

    def go_to_provision(self, provision_id: str) -> None:
        """The cursor to the passage of this source on a provision."""
        self.provision = provision_id
        cell = self.loaded.comparison.cell(provision_id, self.article.id)
        spans = [] if self.blind else [passage.span for passage in cell.passages[cell.telling :]]
        mine = [one.anchor.span for one in self.state.mine.placed if provision_id in one.annotation.tags]
        span = next((span for span in (*spans, *mine) if span), None)
        if span:
            self.jump(self.state.at(span.start))
            return
        provision = next(one for one in self.loaded.comparison.provisions if one.id == provision_id)
        self.say(f"{self.article.letter} has no passage on {named(provision)}. The cursor stays.")

    def do(self, deed: Deed | None, otherwise: str, span: Span | None = None, codes: Sequence[str] = ()) -> bool:
        """Have the desk do it; what is said of it stands below the text. Where there is nothing to do, say why. `span`
        stays selected, `codes` were used."""
        if deed is None:
            self.say(otherwise)
            return False
        self._doing = True
        try:
            if not self.desk.do(deed.ops, deed.words):
                return False
        finally:
            self._doing = False
        state = self.state.used(*codes)
        if span:
            state = state.settled(span)
        self.state = replace(state, current=deed.on)
        self.show_text()
        self.say(deed.told)
        return True

    def draft(self) -> Draft:
        """What would be lost with the screen: the place, the selection, a note that is being written."""
        from karabakh_tui.annotations.news import Draft

        selection = self.state.selection.span if self.state.selection else None
        on, text = self.draft_note or ("", "")
        if self.draft_note is None and self.drafts:
            (on, span), text = list(self.drafts.items())[-1]
            if not on and selection not in (None, span):
                text = ""  # it is on other words than those that are selected now
            selection = selection or (None if on else span)
        return Draft(self.article.id, self.state.cursor.start, selection, text, on, 0.0, self.provision)

    @property
    def drafts(self) -> dict[tuple[str, Span], str]:
        """Notes on this article that were begun and not kept, by the annotation, or the words, that they are on."""
        return self.desk.drafts.setdefault(self.article.id, {})

    def do_back(self, press: Press) -> None:
        """Back to where one came from; the YAML files are brought up to date."""
        self.desk.write(asked=False)
        self.dismiss(None)

    # Drawing

    def _follow_provision(self) -> None:
        """The provision in focus is that of the passage under the cursor, where there is one."""
        cursor = self.state.cursor
        there = self._passages.touching(cursor.start, cursor.end)
        if there and self.provision not in there:
            self.provision = there[0]

    def show_text(self) -> None:
        """The text with its annotations."""
        if not self._started:
            return
        others = self.others if self.others_shown else ()
        side = bool(side_cells(self.app.size.width))
        view = annotated_view(self.state, self.names, others, self._marks, border=side)
        self.text_x = view.gutter_cells
        self.pane.show(view)

    def draw(self) -> None:
        """All that may be another one after a key; only rows that differ are painted."""
        if not self._started:
            return
        cells, height = self.app.size
        self._follow_provision()
        work = self.work
        self.pane.pen = pen_of(self.state)
        self._top.show(top_rows(self.state, work, cells, height))
        self._bottom.show(bottom_rows(self.state, work, cells, height))
        if side := side_cells(cells):
            rows = height - top_height(height) - bottom_height(cells, height)
            self._side.show(side_rows(self.state, work, side, rows))
        self.tell_changes()
