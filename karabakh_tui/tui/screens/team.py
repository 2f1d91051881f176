"""The team screen: my tags of an article beside a colleague's, decided one by one. Only my file changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.events import Click
from textual.screen import Screen

from karabakh_tui.annotations.anchor import anchor_files
from karabakh_tui.annotations.differences import Choice, Difference, decide, reopen
from karabakh_tui.annotations.model import Anchored
from karabakh_tui.annotations.operations import Operation, SetField
from karabakh_tui.annotations.team import Member, member, whereabouts
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.sentences import sentences
from karabakh_tui.text.span import Span
from karabakh_tui.tui.code_keys import CodeNames
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.paint import Row, row
from karabakh_tui.tui.screens.page import PageScreen
from karabakh_tui.tui.team_state import Done, Item, Key, key, opened, taking_back
from karabakh_tui.tui.views.listing import PickerRow
from karabakh_tui.tui.views.rows import clean
from karabakh_tui.tui.views.team import SCOPES, item_at, team

if TYPE_CHECKING:
    from pathlib import Path

    from karabakh_tui.annotations.news import Draft
    from karabakh_tui.export.agreement import Report
    from karabakh_tui.matching.load import Loaded
    from karabakh_tui.tui.announce import Fact
    from karabakh_tui.tui.app import KarabakhApp
    from karabakh_tui.tui.desk import Desk
    from karabakh_tui.yamldoc.plain import Fields


class TeamScreen(PageScreen[Span]):
    """Compare my annotations of an article with those of `colleague`, whose files are read once and never written.

    It ends with the passage to go to, or with None.
    """

    SCOPES: ClassVar[tuple[str, ...]] = SCOPES

    def __init__(self, loaded: Loaded, desk: Desk, article: Article, colleague: str, folder: Path) -> None:
        super().__init__()
        self.loaded = loaded
        self.desk = desk
        self.names = CodeNames(loaded.codebook)
        self._folder = folder
        self._done: dict[Key, Done] = {}
        self._draft: tuple[str, str] | None = None
        theirs = self._member([article], colleague)
        files = [theirs.files[article.id]] if article.id in theirs.files else []
        self.state = opened(
            article,
            sentences(article.text),
            (desk.annotator, colleague),
            self._mine(article),
            anchor_files(article, files, loaded.snapshots),
        )

    @property
    def article(self) -> Article:
        """The one whose tags are compared."""
        return self.state.article

    def rows(self, cells: int, height: int, last: Row) -> Sequence[Row]:
        return team(self.state, self.names, cells, height, last, self.desk.status_on(self.article.id).read_only)

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.views import spoken_team

        return spoken_team.team(self.state, self.names)

    def notebook_changed(self) -> None:
        """My annotations are others now: by a decision, by undo, by somebody else."""
        self.state = self.state.with_mine(self._mine(self.article))
        self.draw()

    def draft(self) -> Draft | None:
        """A note that is being written here."""
        if self._draft is None:
            return None
        from karabakh_tui.annotations.news import Draft

        on, text = self._draft
        item = self.state.item
        return Draft(self.article.id, item.first.span.start if item else 0, None, text, on, time.time())

    def on_click(self, event: Click) -> None:
        """The item that is clicked on is in hand."""
        found = item_at(self.state, self.app.size.height, event.screen_y)
        if found is not None:
            self.state = replace(self.state, at=found)
            self.draw()

    # Moving

    def do_next_difference(self, press: Press) -> None:
        self.state = self.state.moved(press.count or 1)

    def do_previous_difference(self, press: Press) -> None:
        self.state = self.state.moved(-(press.count or 1))

    def do_top(self, press: Press) -> None:
        self.state = self.state.moved(-len(self.state.items))

    def do_end(self, press: Press) -> None:
        self.state = self.state.moved(len(self.state.items))

    def do_order(self, press: Press) -> None:
        self.state = self.state.next_order()

    def do_read(self, press: Press) -> None:
        if item := self.state.item:
            self.dismiss(_place(item.first))

    def do_back(self, press: Press) -> None:
        self.dismiss(None)

    def do_escape(self, press: Press) -> None:
        self.dismiss(None)

    # Deciding

    def do_keep_mine(self, press: Press) -> None:
        self._decide("mine")

    def do_take_theirs(self, press: Press) -> None:
        self._decide("theirs")

    def do_keep_both(self, press: Press) -> None:
        self._decide("both")

    def do_still_open(self, press: Press) -> None:
        """Nothing is decided on it, or no longer."""
        item = self.state.item
        if item is None:
            self._say_none()
        elif not item.outcome:
            self.say("It stays open.")
        else:
            ops = self._back(item)
            if ops is None:
                self.say(f"It was changed since. {key_for('undo', *SCOPES)} takes changes back one by one.")
            elif self.desk.do(ops, f"open again: {self._named(item.first)}"):
                self._done.pop(key(item.first), None)
                self.say("It is open again.")

    def _decide(self, choice: Choice) -> None:
        """Bring a decision into my file, in one step, in place of one that was made before."""
        item = self.state.item
        if item is None:
            self._say_none()
            return
        if item.outcome == choice:
            self.say("That is so already.")
            return
        difference, fields = item.now or item.first, self._fields(item.now)
        back: Sequence[Operation] = ()
        before = self._done.get(key(item.first)) if item.outcome else None
        again = taking_back(before, self._record) if before else None
        if before and again is not None:
            difference, fields, back = before.difference, before.fields, again
        elif item.now is None:
            self.say(f"It was changed since: {item.outcome}. {key_for('undo', *SCOPES)} takes changes back one by one.")
            return
        ops = decide(difference, choice, self.article, fields, self._taken())
        if not ops and not back:
            self.say("That is so already.")
        elif self.desk.do((*back, *ops), f"{choice} on {self._named(difference)}"):
            self._done[key(item.first)] = Done(difference, dict(fields), ops)
            self.say(self._what_was_done(choice, difference))

    def _back(self, item: Item) -> Sequence[Operation] | None:
        """What opens a decided item again; None where it cannot be told any more."""
        done = self._done.get(key(item.first))
        ops = taking_back(done, self._record) if done else None
        if done and ops is not None:  # it may have been decided in an earlier session, too
            return (*ops, *reopen(done.difference, self.article.id, done.fields))
        if item.now and item.now.decided_by:
            id_ = item.now.decided_by.annotation.id
            return reopen(item.now, self.article.id, self._record(self.article.id, id_) or {})
        return None

    def _what_was_done(self, choice: Choice, difference: Difference) -> str:
        """What was done, in words."""
        undo = f"{key_for('undo', *SCOPES)} undoes."
        colleague = clean(self.state.names[1])
        if difference.mine is None and choice == "mine":
            return f"Turned down; it stays {colleague}'s alone. {undo}"
        if choice == "mine" or (difference.theirs is None and choice == "both"):
            return f"Mine stays. {undo}"
        if difference.theirs is None:
            return f"Taken away from your file. {undo}"
        if difference.mine is None:
            return f"It is in your file. {undo}"
        return f"{'Both are in your file.' if choice == 'both' else f'As {colleague} has it.'} {undo}"

    def _named(self, difference: Difference) -> str:
        """A difference in a few words, as undo names it."""
        side = difference.mine or difference.theirs
        assert side
        quote = " ".join(side.annotation.quote.split())
        short = quote if len(quote) <= 30 else f"{quote[:28].rstrip()}.."
        return f"{self.names.said(side.annotation.tags) or 'note'} '{short}'"

    def _say_none(self) -> None:
        self.say("There is nothing to decide: the two do not differ here.")

    # Notes and the report

    def do_comment(self, press: Press) -> None:
        """A note on my own record of the item in hand."""
        item = self.state.item
        record = self.state.own(item) if item else None
        if item is None or record is None:
            take = f" {key_for('take-theirs', 'team')} takes theirs first." if item else ""
            self.say(f"There is nothing of yours here to write a note on.{take}")
            return
        from karabakh_tui.tui.screens.note import NoteAnswer, NoteScreen

        id_ = record.annotation.id
        fields = self._record(self.article.id, id_) or {}
        before = fields.get("note")
        draft = self._draft[1] if self._draft and self._draft[0] == id_ else None

        def changed(text: str) -> None:
            self._draft = (id_, text)

        def ended(answer: NoteAnswer | None) -> None:
            if answer is None or not answer.kept:
                self.say("Kept as a draft, not as a note." if answer and answer.text else "")
                return
            self._draft = None
            if answer.text != (before or ""):
                change = SetField(self.article.id, id_, "note", answer.text or None, before)
                if self.desk.do((change,), f"note on {self._named(item.first)}"):
                    self.say(f"Note kept. {key_for('undo', *SCOPES)} undoes.")

        text = draft if draft is not None else str(before or "")
        quote = record.annotation.quote
        self.app.push_screen(NoteScreen(text, "Note", quote=quote, on_change=changed), ended)

    def do_report(self, press: Press) -> None:
        """The agreement report on the two, over all articles, into a file."""
        from karabakh_tui.tui.screens.team_report import ReportScreen, proposed_name

        def ended(said: str | None) -> None:
            if said:
                self.say(said)

        self.app.push_screen(ReportScreen(proposed_name(self.state.names), self._report), ended)

    def _report(self) -> Report:
        from karabakh_tui.export.agreement import report_on

        articles = self.loaded.corpus.articles
        book = self.desk.notebook
        files = {article.id: book.annotations(article.id) for article in articles}
        mine = Member(self.desk.annotator, {id_: file for id_, file in files.items() if file.annotations or file.done})
        theirs = self._member(articles, self.state.names[1])
        corpus = self.loaded.corpus
        return report_on(corpus.title, articles, self.loaded.codebook, (mine, theirs), self.loaded.snapshots)

    # What there is

    def _member(self, articles: Sequence[Article], name: str) -> Member:
        return member(self._folder, name, articles, self.loaded.codebook, whole=False)

    def _mine(self, article: Article) -> list[Anchored]:
        return anchor_files(article, [self.desk.notebook.annotations(article.id)], self.loaded.snapshots)

    def _record(self, file: str, id_: str) -> Fields | None:
        return self.desk.notebook.fields(file, id_)

    def _fields(self, difference: Difference | None) -> Fields:
        """The fields of my record in a difference, or of the one that remembers what was decided on it."""
        record = (difference.mine or difference.decided_by) if difference else None
        return (self._record(self.article.id, record.annotation.id) or {}) if record else {}

    def _taken(self) -> list[str]:
        return [one.annotation.id for one in self.state.mine]


def _place(difference: Difference) -> Span:
    """The passage to go to: mine, else theirs."""
    side = difference.mine or difference.theirs
    return side.anchor.span if side and side.anchor.span else difference.span


def open_team(screen: Screen[Any], article_id: str, arrived: Callable[[Span], None]) -> None:
    """Choose a colleague who has tags on an article, and compare; `arrived` is told the passage to go to. In an app
    without articles nothing is done."""
    from karabakh_tui.tui.app import KarabakhApp

    if isinstance(screen.app, KarabakhApp):
        _choose(screen.app, article_id, arrived)


def _choose(app: KarabakhApp, article_id: str, arrived: Callable[[Span], None]) -> None:
    article = next((one for one in app.loaded.corpus.articles if one.id == article_id), None)
    if article is None:
        return
    if app.settings.blind:
        app.say("This session is blind: it shows no tags but yours. Start without --blind to compare.")
        return

    def at(desk: Desk) -> None:
        known = colleagues(app, desk, article)

        def chosen(names: list[str] | None) -> None:
            if names:
                screen = TeamScreen(app.loaded, desk, article, names[0], known[names[0]])
                app.push_screen(screen, lambda span: arrived(span) if span else None)

        if not known:
            app.say(
                f"Nobody but you has tags on {article.letter}. A colleague's are in annotations/NAME/{article.id}.yaml."
            )
        elif len(known) == 1:
            chosen(list(known))
        else:
            from karabakh_tui.tui.screens.picker import PickerScreen

            rows = [PickerRow(name, row(clean(name)), name) for name in known]
            app.push_screen(PickerScreen(f"Compare your tags on {article.letter} with", rows), chosen)

    app.at_desk(at)


def colleagues(app: KarabakhApp, desk: Desk, article: Article) -> dict[str, Path]:
    """Everybody else who has a file on the article, by name, with the annotations folder that it is in."""
    root = app.loaded.corpus.root
    folders = [root / "annotations"] if root else []
    known = whereabouts([desk.notebook.where.folder, *folders])
    return {
        name: folder
        for name, folder in known.items()
        if name != desk.annotator and (folder / name / f"{article.id}.yaml").is_file()
    }
