"""The coverage matrix as rows: who says what on each provision, and in full what the cell under the cursor says.

Two forms. Where there is room, each compared source has a column with sign and value; otherwise a column with the sign
alone, and the value stands in the block below. Only rows and columns that are on screen are built.
"""

from __future__ import annotations

from dataclasses import dataclass

from karabakh_tui.codebook.model import Provision
from karabakh_tui.corpus.model import Article
from karabakh_tui.matching.model import SIGNS, WORDS, Cell, State
from karabakh_tui.text.cells import fit, pad, width
from karabakh_tui.tui.keymap import key_for
from karabakh_tui.tui.matrix_state import MatrixState
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.views.matrix_detail import matrix_detail
from karabakh_tui.tui.views.rows import cells_of, clean, cut, ends, exactly, filled
from karabakh_tui.tui.views.states import NO_PROVISIONS, role_of, row_sign

WIDE = 100
"""From how many columns of the terminal on cells show values even if not all sources fit side by side."""

VALUE_CELL = (16, 36)
"""Least and most cells of a column with values."""

SIGN_CELL = 4
NAME_CELL = (12, 40)
CODE_CELL = 4
ROW_SIGN = 5
"""Cells of the column with the sign of the whole row."""

ASIDE_CELL = (18, 40)
"""Least and most cells beside a table of signs, for the values of the source under the cursor."""

TALL = 30
"""From how many lines on the screen has one more rule and more room for the block on the cell."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the screen is divided: cells of the name column, of a compared and of another source's column, of the values
    beside a table of signs (0 where there is no room); lines of the table, of the figures below it and of the block on
    the cell; whether the legend and a second rule are shown."""

    values: bool
    names: int
    cell: int
    narrow: int
    aside: int
    body: int
    figures: int
    detail: int
    legend: bool
    tall: bool


def plan(state: MatrixState, cells: int, height: int) -> Plan:
    """The division of a screen of `cells` x `height`."""
    values, names, cell, narrow = _across(state, cells)
    used = names + ROW_SIGN + narrow * len(state.columns)
    aside = 0 if values or cells - used < ASIDE_CELL[0] else min(cells - used, ASIDE_CELL[1])
    tall, legend = height >= TALL, height >= 20
    always = 6  # title, heads, a rule above and below the table, status, footer
    room = height - always - legend - tall
    wanted, least = max(len(state.rows), 1), 7 if tall else 4
    figures = 3 if state.tallies and (tall or room >= wanted + least + 3) else 0
    body = max(min(wanted, room - least - figures), 1)
    return Plan(values, names, cell, narrow, aside, body, figures, max(room - body - figures, 0), legend, tall)


def _across(state: MatrixState, cells: int) -> tuple[bool, int, int, int]:
    """Whether cells show values, and the widths of the columns for names, compared sources and others."""
    compared = len(state.tallies)
    letters = max((len(article.letter) for article in state.columns), default=1)
    narrow = max(SIGN_CELL + state.reviews_differ, letters + 2)
    apart = narrow * (len(state.columns) - compared)
    wanted = max(min(state.name_cells[0], CODE_CELL) + state.name_cells[1] + 3, NAME_CELL[0])
    names = min(wanted, max(cells // 6 + 2, 20))
    each = (cells - names - ROW_SIGN - apart) // max(compared, 1)
    if each >= VALUE_CELL[0] or cells >= WIDE:
        return True, names, min(max(each, VALUE_CELL[0]), VALUE_CELL[1]), narrow
    room = cells - ROW_SIGN - narrow * compared - apart
    return False, min(wanted, max(room, cells // 4), NAME_CELL[1]), narrow, narrow


def fitted(state: MatrixState, cells: int, height: int) -> MatrixState:
    """The state scrolled as little as is needed to have the cursor on a screen of that size."""
    divided = plan(state, cells, height)
    row, column = max(state.row, 0), max(state.column, 0)
    top = min(max(state.top, row - divided.body + 1), row, max(len(state.rows) - divided.body, 0))
    left = min(state.left, column)
    while left < column and column >= left + len(_shown(state, divided, cells, left)):
        left += 1
    while left > 0 and left - 1 + len(_shown(state, divided, cells, left - 1)) >= len(state.columns):
        left -= 1  # no room is left empty at the right
    return state.scrolled(top, left)


def cell_at(state: MatrixState, cells: int, height: int, place: tuple[int, int]) -> tuple[int, int] | None:
    """The row and the column of the table that stand at a cell and a line of the screen, the column under the cursor
    where no source stands there; None outside of the table. `state` has to be `fitted` to the same size."""
    x, y = place
    divided = plan(state, cells, height)
    row = y - 3 - divided.legend - divided.tall  # title, heads, rule
    if not 0 <= row < min(divided.body, len(state.rows) - state.top):
        return None
    left = divided.names + ROW_SIGN
    for column, article in enumerate(_shown(state, divided, cells, state.left), start=state.left):
        right = left + _cells_for(state, divided, article)
        if left <= x < right:
            return state.top + row, column
        left = right
    return state.top + row, state.column


def page(state: MatrixState, cells: int, height: int) -> int:
    """How many rows a page is."""
    return max(plan(state, cells, height).body - 1, 1)


def _shown(state: MatrixState, divided: Plan, cells: int, left: int) -> tuple[Article, ...]:
    """The sources whose columns are on screen from column `left` on, at least one."""
    room = cells - divided.names - ROW_SIGN
    shown = 0
    for article in state.columns[left:]:
        room -= _cells_for(state, divided, article)
        if room < 0 and shown:
            break
        shown += 1
    return state.columns[left : left + shown]


def _cells_for(state: MatrixState, divided: Plan, article: Article) -> int:
    return divided.cell if article.id in state.tallies else divided.narrow


def matrix(state: MatrixState, cells: int, height: int, footer: Row) -> list[Row]:
    """The whole screen, exactly `height` rows, the last one `footer`. `state` has to be `fitted` to the same size."""
    divided = plan(state, cells, height)
    columns = _shown(state, divided, cells, state.left)
    rule: Row = (("─" * cells, "line"),)
    rows = [_title(state, cells)]
    if divided.legend:
        rows.append(_legend(state, cells))
    rows += [*([rule] if divided.tall else []), _heads(state, divided, columns, cells), rule]
    rows += exactly(_body(state, divided, columns, cells), divided.body)
    rows.append(rule)
    if divided.figures:
        rows += exactly(_figures(state, divided, columns), divided.figures)
    rows += matrix_detail(state, cells, divided.detail, with_value=divided.tall or not _value_shown(state, divided))
    rows = [*exactly(rows, height - 2), _status(state, divided, columns, cells), footer]
    return rows[-height:] if height > 0 else []


def _value_shown(state: MatrixState, divided: Plan) -> bool:
    """Whether the value under the cursor stands in the table, or beside it, in full."""
    room = divided.cell - 4 - state.reviews_differ if divided.values else divided.aside - 1
    return state.cell is not None and width(clean(state.cell.value)) <= room


def _title(state: MatrixState, cells: int) -> Row:
    only = _only(state)
    provisions, sources = len(state.comparison.provisions), len(state.tallies)
    left = " karabakh-tui  COVERAGE" if cells >= WIDE else " COVERAGE"
    if only:
        left += f"  only rows with {only}: {len(state.rows)} of {provisions}"
    figures = state.figures
    done = f"{figures.reviewed}/{figures.cells} reviewed"
    if figures.cells and figures.reviewed == figures.cells:
        done = "all reviewed"
    found = f"{figures.conflicts} conflict  {figures.silences} silent  {done} "
    size = f"{_counted(provisions, 'provision')} x {_counted(sources, 'source')}   " if cells >= WIDE else ""
    room = cells - width(left) - 2
    right = next((words for words in (size + found, found, f"{done} ") if width(words) <= room), "")
    return ends(((left, "title"),), ((right, "title"),), cells, "title")


def _only(state: MatrixState) -> str:
    """What a row has to have to be shown, in words; empty where all are."""
    wanted = ["a conflict"] * state.disagreements + ["a silence"] * state.omissions
    return " and ".join(wanted)


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


_LEGEND: dict[State, tuple[str, str]] = {
    "same": ("same", "same"),
    "vaguer": ("vaguer or partial", "vaguer"),
    "conflict": ("conflicts with another source", "conflict"),
    "silent": ("says nothing", "silent"),
    "only": ("only source", "only here"),
    "open": ("nobody has decided", "open"),
    "other_event": ("other event", "other event"),
}


def _legend(state: MatrixState, cells: int) -> Row:
    """What the signs mean, in as many words as there is room for. A sign that never occurs is not explained."""
    legend: Row = ()
    for words, gap in ((0, "   "), (1, "  "), (1, " ")):
        runs: list[Run] = [(" ", "")]
        for kind, texts in _LEGEND.items():
            if kind in state.occurring:
                runs += [(SIGNS[kind], role_of(kind)), (f" {texts[words]}{gap}", "chrome")]
        if state.reviews_differ:
            runs.append(("* after the sign: reviewed" if words == 0 else "* reviewed", "chrome"))
        legend = tuple(runs)
        if cells_of(legend) <= cells:
            break
    return cut(legend, cells)


def _heads(state: MatrixState, divided: Plan, columns: tuple[Article, ...], cells: int) -> Row:
    runs: list[Run] = [(pad(" Provision", divided.names) + pad(" row", ROW_SIGN), "head")]
    for article in columns:
        room = _cells_for(state, divided, article)
        with_name = divided.values and article.id in state.tallies
        named = f" {article.letter} {clean(article.short)}" if with_name else f" {article.letter}"
        runs.append((pad(fit(named, room - 1), room), "head"))
    if divided.aside and state.at:
        article = state.at[1]
        runs.append((fit(f" {article.letter} {clean(article.short)}", divided.aside), "head"))
    return filled(tuple(runs), cells, "head")


def _body(state: MatrixState, divided: Plan, columns: tuple[Article, ...], cells: int) -> list[Row]:
    if not state.rows:
        return [cut(((f" {_nothing(state)}", "warn"),), cells)]
    here = state.row
    shown = enumerate(state.rows[state.top : state.top + divided.body], start=state.top)
    return [_line(state, divided, columns, provision, index == here) for index, provision in shown]


def _nothing(state: MatrixState) -> str:
    """Why there is no row."""
    if not state.comparison.provisions:
        return NO_PROVISIONS
    keys = [key_for("only-disagreements", "matrix")] * state.disagreements
    keys += [key_for("only-omissions", "matrix")] * state.omissions
    return f"No row has {_only(state)}. {' and '.join(keys)} {'show' if len(keys) > 1 else 'shows'} the others again."


def _line(
    state: MatrixState, divided: Plan, columns: tuple[Article, ...], provision: Provision, under_cursor: bool
) -> Row:
    """One provision: name, sign of the row, and what each source on screen says."""
    code = min(state.name_cells[0], CODE_CELL)
    name = f"{pad(clean(provision.code), code)} {clean(provision.title)}"
    mark = ">" if under_cursor else " "
    kind = state.comparison.row_state(provision.id)
    runs: list[Run] = [
        (mark + pad(fit(name, divided.names - 2), divided.names - 1), ""),
        ("  ", ""),
        (row_sign(state.comparison, provision.id), role_of(kind)),
        (" " * (ROW_SIGN - 3), ""),
    ]
    for article in columns:
        cell = state.comparison.cell(provision.id, article.id)
        focused = under_cursor and article.id == state.article
        runs += _cell_runs(state, divided, cell, _cells_for(state, divided, article), focused)
    if divided.aside:
        runs += _aside(state, provision, divided.aside)
    return tuple(runs)


def _aside(state: MatrixState, provision: Provision, room: int) -> list[Run]:
    """The value of the source under the cursor, beside the signs."""
    cell = state.comparison.cell(provision.id, state.article)
    if cell.value and cell.state != "other_event":
        return [(fit(f" {clean(cell.value)}", room), "conflict" if cell.state == "conflict" else "")]
    return [(fit(f" {WORDS[cell.state]}", room), "dim")]


def _cell_runs(state: MatrixState, divided: Plan, cell: Cell, room: int, focused: bool) -> list[Run]:
    """A cell, in brackets where the cursor is. The last cell of its room stays blank, or holds the bracket."""
    role = role_of(cell.state)
    stars = ("*" if cell.status == "reviewed" else " ") if state.reviews_differ else ""
    value = clean(cell.value) if divided.values and cell.state != "other_event" else ""
    rest = fit(f"{stars} {value}" if value else stars.rstrip(), room - 3)
    open_bracket, close_bracket = ("[", "]") if focused else (" ", " ")
    over = "+focus" if focused else ""
    told = role if cell.state == "conflict" else ""
    runs: list[Run] = [(open_bracket, "focus" if focused else ""), (cell.sign, role + over)]
    if rest:
        runs.append((rest, (told + over).removeprefix("+")))
    runs.append((close_bracket, "focus" if focused else ""))
    runs.append((" " * (room - cells_of(tuple(runs))), ""))
    return runs


def _figures(state: MatrixState, divided: Plan, columns: tuple[Article, ...]) -> list[Row]:
    """How much each source says, and in how many conflicts it is."""
    says: list[str] = [pad(" says it", divided.names + ROW_SIGN)]
    conflicts: list[str] = [pad(" conflicts", divided.names + ROW_SIGN)]
    for article in columns:
        room = _cells_for(state, divided, article)
        figures = state.tallies.get(article.id)
        words = (figures.words if divided.values else str(figures.says)) if figures else ""
        says.append(pad(f" {words}", room))
        conflicts.append(pad(f" {figures.conflicts}" if figures else "", room))
    return [(("".join(says), "dim"),), (("".join(conflicts), "dim"),)]


def _status(state: MatrixState, divided: Plan, columns: tuple[Article, ...], cells: int) -> Row:
    """The order of the rows, where the cursor is, which columns are on screen; at the right what just happened."""
    letters = {article.id: article.letter for article in state.columns}
    order = {
        "codebook": "codebook order",
        "separation": "most disputed first",
        "article": f"in the order of {letters.get(state.leader, '')}",
    }[state.order]
    above, below = state.top, len(state.rows) - state.top - divided.body
    hidden = [f"{above} above"] * (above > 0) + [f"{below} below"] * (below > 0)
    row = f"row {state.row + 1} of {len(state.rows)}"
    parts = [f"rows: {order}", f"{row} ({', '.join(hidden)})" if hidden else row]
    if len(columns) < len(state.columns):
        parts.append(f"sources {columns[0].letter}-{columns[-1].letter}, {len(columns)} of {len(state.columns)}")
    if state.comparison.event_note:
        parts.append(clean(state.comparison.event_note))
    said = f"{state.said} " if state.said else ""
    while len(parts) > 1 and width("   ".join(parts)) + 1 > cells - width(said) - 2 * bool(said):
        del parts[-1]  # whole, from the right, as in the footer
    return ends(((" " + "   ".join(parts), "chrome"),), ((said, "warn"),) if said else (), cells)
