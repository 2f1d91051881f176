"""Sitting down to annotate: the name, the lock, what was left the last time."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import time
from typing import TYPE_CHECKING

from karabakh_tui.annotations.operations import LINKS, VERDICTS
from karabakh_tui.annotations.paper import CODEBOOK
from karabakh_tui.paths import from_home
from karabakh_tui.tui.desk import Desk
from karabakh_tui.tui.views import desk as words_for

if TYPE_CHECKING:
    from karabakh_tui.annotations.news import Draft
    from karabakh_tui.annotations.notebook import Notebook
    from karabakh_tui.tui.app import KarabakhApp
    from karabakh_tui.tui.paint import Row
    from karabakh_tui.tui.screens.annotate import AnnotateScreen

Then = Callable[[Desk], None]


def sit_down(app: KarabakhApp, then: Then) -> None:
    """Open the notebook of whoever is signed in, and go on with `then`.

    Who that is is asked where nobody knows; so is what to do where another session has the notebook, or one has left it
    without a goodbye. Where nothing comes of it, the screen says why.
    """
    if app.settings.open_notebook is None:
        app.say("Nothing can be annotated here.")
    elif app.annotator:
        _open(app, then)
    else:
        _sign_in(app, then)


def come_back(app: KarabakhApp, name: str = "") -> None:
    """At the start: annotate what was asked for; else show what a session of that name has left, if it has, that ended
    without a goodbye. Nobody has to be signed in for that."""
    settings = app.settings
    article = app.loaded.corpus.article(settings.annotate) if settings.annotate else None
    if article:
        sit_down(app, lambda desk: annotate(app, desk, article.id))
    elif settings.open_notebook and name:
        notebook = settings.open_notebook(app.loaded, name, False, False)
        if _something_left(notebook):
            _ask_how_to_go_on(app, notebook, lambda desk: _to_what_waits(app, desk))
        else:  # somebody annotates there now, or all is well
            notebook.close()


def annotate(app: KarabakhApp, desk: Desk, article_id: str, draft: Draft | None = None) -> None:
    """Open the annotate screen on an article, where a draft says so at that place, with its selection and its note."""
    from karabakh_tui.tui.screens.annotate import AnnotateScreen

    at = draft.cursor if draft else 0
    selection = draft.selection if draft else None
    provision = (draft.provision if draft else "") or app.reader.reading.provision
    blind = app.settings.blind
    screen = AnnotateScreen(app.loaded, desk, article_id, at=at, selection=selection, provision=provision, blind=blind)
    app.push_screen(screen)
    if draft and draft.note:
        screen.call_after_refresh(_go_on_writing, screen, draft)


def _go_on_writing(screen: AnnotateScreen, draft: Draft) -> None:
    """Open the box with the note that was being written, on the annotation or the words it was on."""
    from karabakh_tui.tui.screens.annotate_dialogs import AnnotateDialogs

    on = next((one for one in screen.state.mine.all if one.annotation.id == draft.note_on), None)
    span = (on.anchor.span if on else draft.selection) or screen.state.target
    if span:
        AnnotateDialogs(screen).write_note(on.annotation if on else None, span, draft.note)


def _sign_in(app: KarabakhApp, then: Then) -> None:
    from karabakh_tui.tui.screens.name import NameScreen, proposed_name

    def answered(name: str | None) -> None:
        if not name:
            return
        app.annotator = name
        _open(app, then)
        if app.settings.keep_choice:
            app.say(app.settings.keep_choice("as", name))

    login = os.environ.get("USER") or os.environ.get("LOGNAME") or ""
    left = app.settings.left_open(app.loaded, "") if app.settings.left_open else ""
    app.push_screen(NameScreen(left or proposed_name(login)), answered)


def _open(app: KarabakhApp, then: Then) -> None:
    notebook = _notebook(app)
    if notebook.holder:
        _ask_whether_to_take_over(app, notebook, then)
    else:
        _be_seated(app, notebook, then)


def _notebook(app: KarabakhApp, *, take_over: bool = False) -> Notebook:
    make = app.settings.open_notebook
    assert make
    return make(app.loaded, app.annotator, app.settings.read_only, take_over)


def _ask_whether_to_take_over(app: KarabakhApp, notebook: Notebook, then: Then) -> None:
    from karabakh_tui.tui.screens.asking import LockedScreen

    def answered(answer: str | None) -> None:
        if answer == "read-only":
            _be_seated(app, notebook, then)
            return
        notebook.close()
        if answer == "take-over":
            _be_seated(app, _notebook(app, take_over=True), then)

    app.push_screen(LockedScreen("Somebody is annotating", words_for.locked(notebook.read_only)), answered)


def _be_seated(app: KarabakhApp, notebook: Notebook, then: Then) -> None:
    if _something_left(notebook):
        _ask_how_to_go_on(app, notebook, then)
        return
    app.desk = Desk(app, notebook)
    then(app.desk)
    where = app.settings.kept_where(app.loaded) if app.settings.kept_where else ""
    if told := " ".join(filter(None, (notebook.read_only, where))):
        app.say(told)


def _to_what_waits(app: KarabakhApp, desk: Desk) -> None:
    """Annotate the first article of which not all is in its file."""
    for article in app.loaded.corpus.articles:
        if desk.notebook.pending_in(article.id):
            annotate(app, desk, article.id)
            return


def _something_left(notebook: Notebook) -> bool:
    """Whether a session ended without a goodbye that there is something to tell of."""
    left = notebook.left
    return left is not None and not notebook.read_only and bool(left.pending or left.draft)


def _ask_how_to_go_on(app: KarabakhApp, notebook: Notebook, then: Then) -> None:
    """A session has left the notebook without a goodbye: tell what it left, before anything else is done with it."""
    from karabakh_tui.tui.screens.recovered import RecoveredScreen

    left = notebook.left
    assert left
    draft = left.draft
    article = app.loaded.corpus.article(draft.article_id) if draft else None
    named, place = "", ""
    if draft and article:
        named, place = f"{article.letter} {article.short}", words_for.place_in(article.text, draft)
    journal = from_home(notebook.journal_path.parent) if notebook.journal_path else ""
    told = words_for.Recovered(left, notebook.annotator, named, place, journal, time())

    def answered(answer: str | None) -> None:
        if answer != "go-on":
            notebook.close(goodbye=False)
            if answer == "quit":
                app.leave()
            return
        app.annotator = notebook.annotator
        app.desk = Desk(app, notebook)
        app.desk.show()
        if draft and article:
            annotate(app, app.desk, article.id, draft)
        else:
            then(app.desk)
        if left.pending:
            app.desk.write(asked=False)

    screen = RecoveredScreen(told, _waiting(app, notebook), lambda: notebook.close(goodbye=False))
    app.push_screen(screen, answered)


def _waiting(app: KarabakhApp, notebook: Notebook) -> list[Row]:
    """What the notebook holds and the files do not."""
    rows: list[Row] = []
    for article in app.loaded.corpus.articles:
        now = notebook.annotations(article.id).annotations
        rows += words_for.waiting_rows(f"{article.letter} {article.short}", notebook.written(article.id), now)
    for file, what in (
        (VERDICTS, "verdicts"),
        (LINKS, "places laid side by side"),
        (CODEBOOK, "codes in the codebook"),
    ):
        rows += words_for.waiting_in(notebook.pending_in(file), what)
    return rows
