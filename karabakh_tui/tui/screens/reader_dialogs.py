"""What the reader opens over itself: lists to choose from, boxes to read, cards and the matrix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from karabakh_tui.matching.model import SIGNS, WORDS
from karabakh_tui.text.cells import pad, width
from karabakh_tui.tui.goto import Goto
from karabakh_tui.tui.keymap import Press
from karabakh_tui.tui.paint import row
from karabakh_tui.tui.screens.about import ask_for_verdict
from karabakh_tui.tui.views.listing import PickerRow
from karabakh_tui.tui.views.rows import clean

if TYPE_CHECKING:
    from karabakh_tui.tui.desk import Desk
    from karabakh_tui.tui.screens.reader import ReaderScreen


class ReaderDialogs:
    """Actions of the reader whose work is a screen of its own; the answer comes back to the reader."""

    def __init__(self, reader: ReaderScreen) -> None:
        self._reader = reader

    def do_cards(self, press: Press) -> None:
        """The provision in focus in every source."""
        from karabakh_tui.tui.screens.cards import CardsScreen

        reading = self._reader.reading
        if not reading.provision:
            self._reader.say_no_provisions()
            return
        screen = CardsScreen(reading.comparison, reading.provision, reading.carousel.focused)
        self._reader.app.push_screen(screen, self._arrived("cards"))

    def do_matrix(self, press: Press) -> None:
        self.open_matrix()

    def do_go_matrix(self, press: Press) -> None:
        self.open_matrix()

    def open_matrix(self) -> None:
        """Who says what, from the cell that is being read."""
        from karabakh_tui.tui.screens.matrix import MatrixScreen

        reading = self._reader.reading
        if not reading.provision:
            self._reader.say_no_provisions()
            return
        screen = MatrixScreen(reading.comparison, (reading.provision, reading.carousel.focused))
        self._reader.app.push_screen(screen, self._arrived("coverage"))

    def do_team(self, press: Press) -> None:
        """My tags on the leading source beside a colleague's; the passage that is chosen there is read."""
        from karabakh_tui.tui.screens.team import open_team

        source = self._reader.reading.carousel.focused
        open_team(self._reader, source, lambda span: self._reader.stand_at(source, span.start, "team"))

    def do_explain(self, press: Press) -> None:
        """Why the cell of the leading source says what it says."""
        from karabakh_tui.tui.screens.about import show_why

        reading = self._reader.reading
        if reading.provision:
            show_why(self._reader, reading.comparison, reading.provision, reading.carousel.focused)
        else:
            self._reader.say_no_provisions()

    def do_verdict(self, press: Press) -> None:
        """Say how the leading source stands to the others on the provision in focus."""
        reading = self._reader.reading
        if reading.provision:
            ask_for_verdict(self._reader, reading.comparison, reading.provision, reading.carousel.focused)
        else:
            self._reader.say_no_provisions()

    def do_info(self, press: Press) -> None:
        """What is known of the leading source, and what of it was inferred."""
        from karabakh_tui.tui.screens.about import show_info

        loaded, source = self._reader.loaded, self._reader.reading.carousel.focused
        article = loaded.corpus.article(source)
        event = loaded.corpus.event(article.event) if article else None
        show_info(self._reader, loaded.comparison, source, event.title if event else "")

    def do_annotate(self, press: Press) -> None:
        """Tag the leading source, from the passage in focus or the row on the reading line on."""
        self.annotate(self._reader.reading.carousel.focused)

    def do_go_annotate(self, press: Press) -> None:
        self.do_annotate(press)

    def annotate(self, source: str) -> None:
        """Tag a source, once somebody has signed in; afterwards the reader is as it was left."""
        from karabakh_tui.tui.app import KarabakhApp

        reader, app = self._reader, self._reader.app
        if not isinstance(app, KarabakhApp):
            return
        passage = reader.reading.passage(source)
        at = reader.leader.reading_offset
        if passage and reader.leader.visible_span.overlaps(passage.span):
            at = passage.span.start

        def seated(desk: Desk) -> None:
            from karabakh_tui.tui.screens.annotate import AnnotateScreen

            provision = reader.reading.provision
            blind = app.settings.blind
            app.push_screen(AnnotateScreen(app.loaded, desk, source, at=at, provision=provision, blind=blind))

        app.at_desk(seated)

    def do_open_sources(self, press: Press) -> None:
        """Choose the sources in the panes."""
        from karabakh_tui.tui.screens.picker import PickerScreen

        reading = self._reader.reading
        comparison = reading.comparison
        rows = []
        mine = self._progress()
        names = max((width(clean(article.short)) for article in comparison.in_order), default=0) if mine else 0
        for article in comparison.in_order:
            apart = "" if article in comparison.compared else "   x other event"
            said = f"{article.letter} {pad(clean(article.short), names) if mine else clean(article.short)}{apart}"
            done = mine.get(article.id, "")
            told = f"{said} {article.id} {article.title} {article.publisher} {done}"
            aloud = f"{article.letter} {clean(article.short)}" + (", other event" if apart else "")
            shown = row(said, ("   " if done else "", ""), (done, "dim"))
            ticked = article.id in reading.carousel.slots
            rows.append(PickerRow(article.id, shown, told, ticked, ", ".join(filter(None, (aloud, done)))))

        def chosen(sources: list[str] | None) -> None:
            if sources:
                self._reader.read(tuple(sources))

        self._reader.app.push_screen(PickerScreen("Sources to show", rows, at=reading.carousel.focused), chosen)

    def _progress(self) -> dict[str, str]:
        """How far whoever is signed in has come with each source."""
        from karabakh_tui.tui.app import KarabakhApp
        from karabakh_tui.tui.views.progress import progress

        app = self._reader.app
        return progress(app.loaded.files, app.annotator) if isinstance(app, KarabakhApp) and app.annotator else {}

    def do_choose_provision(self, press: Press) -> None:
        """Go to a provision by its name."""
        from karabakh_tui.tui.screens.picker import PickerScreen

        reading = self._reader.reading
        if not reading.provision:
            self._reader.say_no_provisions()
            return
        rows = []
        for provision in reading.comparison.provisions:
            state = reading.comparison.row_state(provision.id)
            signs = " ".join(
                f"{article.letter}{cell.sign}"
                for article, cell in zip(reading.comparison.compared, reading.comparison.row(provision.id), strict=True)
            )
            shown = row((f"{provision.code}{SIGNS[state]} ", state), f"{clean(provision.title):<16} ", (signs, "dim"))
            told = " ".join((provision.code, provision.title, provision.id, *provision.aliases))
            aloud = f"{provision.code} {clean(provision.title)}, {WORDS[state]}"
            rows.append(PickerRow(provision.id, shown, told, said=aloud))

        def chosen(provisions: list[str] | None) -> None:
            if provisions:
                self._reader.go(Goto(provisions[0]), "provision")

        self._reader.app.push_screen(PickerScreen("Provisions", rows, at=reading.provision), chosen)

    def do_align(self, press: Press) -> None:
        """Lay the row that is read beside that of another source."""
        from karabakh_tui.tui.screens.align import lay_side_by_side

        lay_side_by_side(self._reader)

    def do_jumps(self, press: Press) -> None:
        """The places one has been at, the present one marked."""
        from karabakh_tui.tui.screens.picker import PickerScreen

        reader = self._reader
        comparison = reader.reading.comparison
        provisions = {provision.id: provision for provision in comparison.provisions}
        rows = []
        for index, place in enumerate(reader.jumps.places):
            provision = provisions.get(place.provision)
            named = f"{provision.code} {clean(provision.title)}" if provision else ""
            here = "*" if index == reader.jumps.at else " "
            said = f"{here}{index + 1:>3}  {reader.letter(place.focused):<3} {named:<20} {clean(place.why)}"
            letter = reader.letter(place.focused)
            aloud = f"{index + 1}: {letter}, {', '.join(filter(None, (named, clean(place.why))))}"
            rows.append(PickerRow(str(index), row(said), said, said=aloud + (", here" if here == "*" else "")))

        def chosen(places: list[str] | None) -> None:
            if places:
                jumps = replace(reader.jumps_as_left(), at=int(places[0]))
                reader.jump(jumps, "")

        reader.app.push_screen(PickerScreen("Places", rows, at=str(reader.jumps.at)), chosen)

    def _arrived(self, why: str) -> Callable[[Goto | None], None]:
        def arrived(goto: Goto | None) -> None:
            if goto:
                self._reader.go(goto, why)

        return arrived
