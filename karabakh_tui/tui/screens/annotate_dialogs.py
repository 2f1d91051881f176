"""What the annotate screen opens over itself: codes, notes, meanings, lists, the queue of lost places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from karabakh_tui.annotations.model import Annotation
from karabakh_tui.text.span import Span
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.placing import SEARCHING
from karabakh_tui.tui.tagging import Deed
from karabakh_tui.tui.views.annotate import SCOPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from karabakh_tui.annotations.phrases import Found
    from karabakh_tui.annotations.queue import Decision
    from karabakh_tui.tui.screens.annotate import AnnotateScreen
    from karabakh_tui.tui.screens.codes import CodeAnswer
    from karabakh_tui.tui.screens.note import NoteAnswer


class AnnotateDialogs:
    """Actions of the annotate screen whose work is a screen of its own; the answer comes back here."""

    def __init__(self, screen: AnnotateScreen) -> None:
        self._screen = screen

    # Codes

    def do_tag_list(self, press: Press) -> None:
        """Choose codes for the selection, or for the sentence under the cursor."""
        state = self._screen.state
        span = state.target
        if span is None:
            self._screen.say("There are no words here to tag.")
            return
        there = next(iter(state.on(span)), None)
        on = there.annotation.tags if there else ()
        self._choose(on, span, there.annotation if there else None)

    def do_retag(self, press: Press) -> None:
        """Other codes for the annotation at hand."""
        one = self._screen.state.at_hand
        if one is None:
            self.do_tag_list(press)
            return
        self._choose(one.annotation.tags, one.anchor.span, one.annotation, instead=True)

    def _choose(self, on: Sequence[str], span: Span | None, one: Annotation | None, *, instead: bool = False) -> None:
        from karabakh_tui.tui.screens.codes import choose_code

        screen = self._screen
        if self._refused():
            return

        def chosen(answer: CodeAnswer | None) -> None:
            if answer:
                self._take(answer, span, one)

        event = next((article.event for article in screen.loaded.comparison.compared), "")
        choose_code(
            screen.app, screen.codebook, chosen, on=on, recent=screen.state.recent, instead=instead, event=event
        )

    def _take(self, answer: CodeAnswer, span: Span | None, one: Annotation | None) -> None:
        """Tag as the list says; a code that is new comes into the codebook in the same step."""
        screen = self._screen
        if answer.made:
            screen.learn(answer.made)
        if one is not None:
            deed = screen.tagging.retag(one, answer.tags)
        elif span is not None and answer.tags:
            deed = screen.tagging.put((), span, *answer.tags)
        else:
            deed = None
        if answer.ops and deed:
            deed = replace(deed, ops=(*answer.ops, *deed.ops))
        if deed is None and not answer.tags:
            screen.say("No code was chosen.")
            return
        selected = span if screen.state.selection or one is None else None
        screen.do(deed, "These are its tags already.", selected, [answer.chosen])

    # Notes

    def do_note(self, press: Press) -> None:
        """Write the note of the annotation at hand; without one, a note on the selection or the sentence."""
        screen, state = self._screen, self._screen.state
        one = state.at_hand
        span = one.anchor.span if one else state.target
        if span is None or self._refused():
            if span is None:
                screen.say("There are no words here to write a note on.")
            return
        self.write_note(one.annotation if one else None, span)

    def write_note(self, one: Annotation | None, span: Span, text: str | None = None) -> None:
        """The box for a note; `text` is a draft to go on with, where there is one."""
        from karabakh_tui.tui.screens.note import NoteScreen

        screen = self._screen
        on = one.id if one else ""
        begun = screen.drafts.get((on, span), "") if text is None else text
        title = f"Note on {screen.names.said(one.tags) or 'these words'}" if one else "Note on these words"

        def changed(now: str) -> None:
            screen.draft_note = (on, now)

        def written(answer: NoteAnswer | None) -> None:
            screen.draft_note = None
            if answer:
                self._keep_note(one, span, answer)

        quote = span.of(screen.article.text)
        screen.draft_note = (on, begun or (one.note if one else ""))
        box = NoteScreen(begun or (one.note if one else ""), title, quote=quote, on_change=changed)
        screen.app.push_screen(box, written)

    def _keep_note(self, one: Annotation | None, span: Span, answer: NoteAnswer) -> None:
        screen = self._screen
        key = (one.id if one else "", span)
        if not answer.kept:
            if answer.text.strip() and answer.text != (one.note if one else ""):
                screen.drafts[key] = answer.text
                screen.say(f"The note is a draft: {key_for('note', *SCOPES)} goes on with it.")
            return
        screen.drafts.pop(key, None)
        tagging = screen.tagging
        deed = tagging.note(one, answer.text) if one else tagging.note_on(span, answer.text)
        screen.do(deed, "The note is as it was." if one else "Nothing was written.", span if not one else None)

    # Meanings

    def do_explain(self, press: Press) -> None:
        """What the tag at hand means; where there is none, all codes."""
        from karabakh_tui.tui.screens.definition import show_definition, show_legend

        screen = self._screen
        one = screen.state.at_hand
        if one and one.annotation.tags:
            show_definition(screen.app, screen.codebook, one.annotation.tags)
        else:
            show_legend(screen.app, screen.codebook, "explain")

    def do_legend(self, press: Press) -> None:
        """What all codes mean."""
        from karabakh_tui.tui.screens.definition import show_legend

        show_legend(self._screen.app, self._screen.codebook)

    def do_annotations(self, press: Press) -> None:
        """Choose among all my annotations of this article, and go there."""
        from karabakh_tui.tui.screens.tagged import choose_annotation

        screen = self._screen
        anchored = screen.state.mine.all
        if not anchored:
            screen.say("No tags in this article yet.")
            return

        def chosen(id_: str) -> None:
            found = next((one for one in screen.state.mine.all if one.annotation.id == id_), None)
            if found and found.anchor.span:
                screen.jump(replace(screen.state.put(found.anchor.span.start), current=id_))
                screen.draw()
            elif found:
                screen.say(f"It has lost its place. {key_for('lost-places', *SCOPES)} shows what can be done.")

        at = screen.state.at_hand.annotation.id if screen.state.at_hand else ""
        choose_annotation(screen.app, screen.article, anchored, screen.codebook, chosen, at=at)

    def do_info(self, press: Press) -> None:
        from karabakh_tui.tui.screens.about import show_info

        loaded, article = self._screen.loaded, self._screen.article
        event = loaded.corpus.event(article.event)
        show_info(self._screen, loaded.comparison, article.id, event.title if event else "")

    # Everywhere

    def do_tag_all(self, press: Press) -> None:
        """The selected words, or those of the tag at hand, wherever they stand in any source."""
        from karabakh_tui.annotations.phrases import find_phrase
        from karabakh_tui.tui.screens.tag_all import TagAllScreen

        screen, state = self._screen, self._screen.state
        one = state.at_hand
        code = one.annotation.tags[0] if one and one.annotation.tags else state.last
        span = state.selection.span if state.selection else one.anchor.span if one else None
        if span is None or not code:
            select = key_for("select-words", *SCOPES)
            screen.say(f"Select words with {select} and tag them first: then their likes everywhere can be tagged so.")
            return
        if self._refused():
            return
        phrase = span.of(screen.article.text)
        said = screen.names.name(code).said
        articles = screen.loaded.comparison.in_order

        def chosen(found: tuple[Found, ...] | None) -> None:
            if found:
                screen.do(self._everywhere(found, code), "", codes=[code])

        search = find_phrase(phrase, articles, screen.codebook.names, screen.tagged_with(code))
        screen.app.push_screen(TagAllScreen(phrase, said, articles, search), chosen)

    def _everywhere(self, found: Sequence[Found], code: str) -> Deed:
        """All these places with that code, in one step."""
        screen = self._screen
        said = screen.names.name(code).said
        articles = {article.id: article for article in screen.loaded.corpus.articles}
        ops = [
            op
            for one in found
            if (deed := replace(screen.tagging, article=articles[one.article_id]).put((), one.span, code))
            for op in deed.ops
        ]
        places = "1 place" if len(found) == 1 else f"{len(found)} places"
        return Deed(tuple(ops), f"tag {said} in {places}", f"{said} applied in {places}")

    # Lost places

    def do_team(self, press: Press) -> None:
        """My tags here beside a colleague's; the cursor goes to the passage that is chosen there."""
        from karabakh_tui.tui.screens.team import open_team

        def arrived(span: Span) -> None:
            self._screen.jump(self._screen.state.at(span.start))
            self._screen.draw()

        open_team(self._screen, self._screen.article.id, arrived)

    def do_lost_places(self, press: Press) -> None:
        """The annotations of this source that wait for a decision, one after the other."""
        from karabakh_tui.annotations.anchor import Finder
        from karabakh_tui.annotations.queue import candidates, clear_ones, decided, waiting
        from karabakh_tui.tui.screens.queue import QueueScreen

        screen = self._screen
        article = screen.article
        notebook = screen.desk.notebook

        def decide(decisions: Sequence[Decision], words: str) -> bool:
            file = notebook.annotations(article.id)
            ops = decided(article, file, screen.state.mine.all, lambda id_: notebook.fields(article.id, id_), decisions)
            return bool(ops) and screen.desk.do(ops, words)

        if any(one.anchor == SEARCHING for one in screen.state.mine.all):
            screen.say("The words of some tags are still being searched for. Ask again in a moment.")
            return
        finder = Finder(article, screen.loaded.snapshots)
        if not waiting(article, screen.state.mine.all) and not clear_ones(screen.state.mine.all):
            screen.say(f"Every tag in {article.letter} has its place.")
            return
        selection = screen.state.selection.span if screen.state.selection else None
        screen.app.push_screen(
            QueueScreen(
                article,
                screen.names,
                lambda: waiting(article, screen.state.mine.all),
                lambda one: candidates(article, notebook.annotations(article.id), one.anchored, finder=finder),
                decide,
                selection,
                lambda: clear_ones(screen.state.mine.all),
            )
        )

    # Other places

    def do_open_sources(self, press: Press) -> None:
        """Another source to annotate, with how far each one is."""
        from karabakh_tui.tui.paint import row
        from karabakh_tui.tui.screens.picker import PickerScreen
        from karabakh_tui.tui.views.listing import PickerRow
        from karabakh_tui.tui.views.rows import clean

        screen = self._screen
        rows = []
        for article in screen.loaded.comparison.in_order:
            name = f"{article.letter} {clean(article.short)}"
            progress = screen.progress(article.id)
            told = f"{name} {article.id} {article.title}"
            rows.append(PickerRow(article.id, row(f"{name:<30} ", (progress, "dim")), told, said=f"{name}, {progress}"))

        def chosen(sources: list[str] | None) -> None:
            if sources and sources[0] != screen.article.id:
                screen.remember()
                screen.go_to(sources[0])

        screen.app.push_screen(PickerScreen("Source to annotate", rows, at=screen.article.id), chosen)

    def do_choose_provision(self, press: Press) -> None:
        """Go to a provision of this source by its name."""
        from karabakh_tui.tui.paint import row
        from karabakh_tui.tui.screens.picker import PickerScreen
        from karabakh_tui.tui.views.listing import PickerRow
        from karabakh_tui.tui.views.states import named

        screen = self._screen
        rows = []
        for provision in screen.loaded.comparison.provisions:
            told = " ".join((provision.code, provision.title, provision.id, *provision.aliases))
            rows.append(PickerRow(provision.id, row(named(provision)), told, said=named(provision)))

        def chosen(provisions: list[str] | None) -> None:
            if provisions:
                screen.go_to_provision(provisions[0])

        screen.app.push_screen(PickerScreen("Provisions", rows, at=screen.provision), chosen)

    def _refused(self) -> bool:
        """Whether nothing can be changed; then it is said why."""
        if why := self._screen.desk.notebook.read_only:
            self._screen.say(why)
        return bool(why)
