"""The list of codes to tag with: type to filter, Enter applies, Tab ticks several; its last rows make a new code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from karabakh_tui.annotations.operations import LABELS, PROVISIONS, Add, Operation
from karabakh_tui.codebook.model import Codebook
from karabakh_tui.codebook.new import Kind, NewCode
from karabakh_tui.tui.keymap import Press, key_for
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.screens.picker import PickerRow, PickerScreen
from karabakh_tui.tui.views.codes import code_aloud, code_foot, code_row, codes_of, meant, ordered, title_cells
from karabakh_tui.tui.views.rows import clean

if TYPE_CHECKING:
    from textual.app import App

    from karabakh_tui.tui.announce import Fact

_NEW: dict[str, Kind] = {"new label": "label", "new provision": "provision"}
"""The keys of the rows that make a code; no id has a blank in it."""


class CodeAnswer(NamedTuple):
    """What was chosen: `tags` are all the codes that the annotation is to have now, `chosen` the one that was meant
    last ("" where only ticks were taken away). `ops` make the code that was new, and go before the tagging, in the same
    step; `made` is that code."""

    tags: tuple[str, ...]
    chosen: str
    ops: tuple[Operation, ...] = ()
    made: NewCode | None = None


def choose_code(
    app: App[Any],
    codebook: Codebook,
    then: Callable[[CodeAnswer | None], None],
    *,
    on: Sequence[str] = (),
    recent: Sequence[str] = (),
    instead: bool = False,
    title: str = "",
    event: str = "",
    typed: str = "",
) -> None:
    """Have a person choose codes, and call `then` with the answer; None where the list was closed.

    `on` are the codes that the annotation has already: they are ticked. Where no tick was touched, Enter puts the
    selected code to them, or takes it away if it is one of them; with `instead` it takes their place. `recent` are the
    codes used last, the latest first. `event` is that of the comparison, for a new provision; `typed` stands in the
    line at first.
    """
    screen = CodesScreen(codebook, on=on, recent=recent, instead=instead, title=title, typed=typed)

    def chosen(names: list[str] | None) -> None:
        if names is None:
            then(None)
        elif screen.wanted:
            make(screen.wanted, screen.field.text)
        else:
            then(CodeAnswer(tuple(names), screen.chosen))

    def make(kind: Kind, text: str) -> None:
        from karabakh_tui.tui.screens.new_code import NewCodeScreen

        def made(code: NewCode | None) -> None:
            if code is None:  # back to the list, with what was typed
                choose_code(
                    app, codebook, then, on=on, recent=recent, instead=instead, title=title, event=event, typed=text
                )
                return
            add = Add(LABELS if code.kind == "label" else PROVISIONS, code.id, code.fields())
            before = screen.ticked_ids() if screen.touched else () if instead else tuple(on)
            then(CodeAnswer((*before, code.id), code.id, (add,), code))

        app.push_screen(NewCodeScreen(kind, text.strip(), codebook, event), made)

    app.push_screen(screen, chosen)


class CodesScreen(PickerScreen):
    """The codes, those of the annotation ticked; below them what the selected one means. The answer is the ids of all
    that the annotation is to have; where a new code is `wanted`, of nothing."""

    SCOPES: ClassVar[tuple[str, ...]] = ("codes", "typing")

    def __init__(
        self,
        codebook: Codebook,
        *,
        on: Sequence[str] = (),
        recent: Sequence[str] = (),
        instead: bool = False,
        title: str = "",
        typed: str = "",
    ) -> None:
        self._codes = codes_of(codebook, on, recent)
        self._by_id = {code.id: code for code in self._codes}
        self._on = tuple(on)
        self._ticked = set(on)
        self._instead = instead
        self._titles = title_cells(self._codes)
        self.touched = False
        self.chosen = ""
        self.wanted: Kind | None = None
        take, tick = key_for("choose", "codes"), key_for("tick-row", "codes")
        super().__init__(
            title or ("Tag with, in place of what is there" if instead else "Tag with"),
            self._listed(""),
            told=f"{take} tags, {tick} ticks several",
        )
        if typed:
            self.field.set(typed)
            self.typed()

    def ticked_ids(self) -> tuple[str, ...]:
        """The codes that are ticked, those that the annotation had first."""
        return ordered(self._ticked, self._on, self._codes)

    def typed(self) -> None:
        """Show the codes that are meant, and below them the ways to a new one of that name."""
        before = self.highlighted
        self._rows = self._listed(self.field.text)
        self._shown = [*meant(self.field.text, self._codes), *range(len(self._codes), len(self._rows))]
        self._selected = 0
        self._highlight(before)

    def inside(self, cells: int, height: int) -> Sequence[Row]:
        self._rows = [
            replace(row, row=code_row(code, row.key in self._ticked, self._titles))
            if (code := self._by_id.get(row.key))
            else row
            for row in self._rows
        ]
        return super().inside(cells, height)

    def below(self, cells: int, height: int) -> Sequence[Row]:
        return code_foot(self._by_id.get(self.highlighted), cells) if height >= _ROOM_FOR_FOOT else ()

    def facts(self) -> Sequence[Fact]:
        from karabakh_tui.tui.announce import Fact
        from karabakh_tui.tui.views import spoken

        facts = [spoken.rows_left(len(self._shown), len(self._rows))]
        if code := self._by_id.get(self.highlighted):
            ticked = code.id in self._ticked
            facts.append(Fact("row", (code.id, ticked), (f"{code_aloud(code, ticked)}.",)))
            facts.append(Fact("meaning", (code.id,), (code.definition,), slow=True))
        elif self.highlighted:
            facts.append(Fact("row", (self.highlighted, self.field.text), (f"{self._rows[-1].search}.",)))
        return facts

    def do_tick_row(self, press: Press) -> None:
        """Tick the selected code; again: not."""
        if self.highlighted in self._by_id:
            self._ticked ^= {self.highlighted}
            self.touched = True

    def do_choose(self, press: Press) -> None:
        """Take what is ticked, where ticks were touched; else the selected code."""
        name = self.highlighted
        if name in _NEW:
            self.wanted = _NEW[name]
            self.dismiss([])
        elif self.touched:
            self.chosen = next((code for code in reversed(self.ticked_ids()) if code not in self._on), "")
            self.dismiss(list(self.ticked_ids()))
        elif name:
            had = name in self._ticked
            self._ticked = {name} if self._instead else self._ticked ^ {name}
            self.chosen = "" if had and not self._instead else name
            self.dismiss(list(self.ticked_ids()))

    def _listed(self, typed: str) -> list[PickerRow]:
        """All rows; their words come when they are drawn, but for those that make a code."""
        name = f' "{clean(typed)}"' if typed.strip() else ""
        new = [PickerRow(key, ((f"{key}{name} ..", "dim"),), f"{key}{name}") for key in _NEW]
        return [*(PickerRow(code.id, (), code.title) for code in self._codes), *new]


_ROOM_FOR_FOOT = 12
"""Rows inside the box from which on the meaning stands below."""
