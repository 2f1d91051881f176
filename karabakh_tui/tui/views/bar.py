"""The provisions bar: all provisions with their signs in one row, the one in focus in brackets."""

from __future__ import annotations

from karabakh_tui.codebook.model import Provision
from karabakh_tui.matching.model import SIGNS, Comparison
from karabakh_tui.text.cells import fit, width
from karabakh_tui.tui.paint import Row, Run
from karabakh_tui.tui.views.rows import cells_of, clean, cut
from karabakh_tui.tui.views.states import NO_CHOICE, loud, role_of, row_sign

NARROW = 100
"""Below so many cells the bar shows the provision in focus, its neighbours and what each source says on it."""

LABEL = "Provisions "


def bar(comparison: Comparison, provision_id: str, cells: int) -> Row:
    """The bar, at most `cells` wide. The provision in focus is always on it; without any provision, the bar says so."""
    provisions = comparison.provisions
    focus = next((index for index, provision in enumerate(provisions) if provision.id == provision_id), -1)
    if focus < 0:
        words = f" {NO_CHOICE}" if provisions else " No provisions are defined."
        return cut(((words, "dim"),), cells)
    if cells < NARROW:
        return _narrow(comparison, focus, cells)
    label = LABEL if cells >= 150 else ""
    return ((f" {label}", "chrome"), *_wide(comparison, focus, cells - 1 - len(label)))


def _label(comparison: Comparison, provision: Provision) -> str:
    return f"{clean(provision.code)}{row_sign(comparison, provision.id)}"


def _full(comparison: Comparison, provision: Provision, focused: bool = False) -> str:
    title = clean(provision.title)
    return f"{_label(comparison, provision)} {loud(title) if focused else title}"


def _wide(comparison: Comparison, focus: int, cells: int) -> list[Run]:
    """All provisions, those furthest from the one in focus without their titles, as far as that is needed.

    Where not even the codes fit, as many as do on both sides of the focus, with `<` and `>` for the rest.
    """
    provisions = comparison.provisions
    texts = [_full(comparison, provision, index == focus) for index, provision in enumerate(provisions)]
    room = cells - sum(width(text) + 2 for text in texts)
    for index in sorted(range(len(texts)), key=lambda index: -abs(index - focus)):
        if room >= 0 or index == focus:
            break
        label = _label(comparison, provisions[index])
        room += width(texts[index]) - width(label)
        texts[index] = label
    first, last = (0, len(texts)) if room >= 0 else _window([width(text) + 2 for text in texts], focus, cells - 4)
    texts[focus] = fit(texts[focus], max(cells - 6, 1))
    runs: list[Run] = [("< ", "chrome")] if first else []
    for index in range(first, last):
        runs += _item(comparison, provisions[index], texts[index], index == focus)
    return [*runs, *([(" >", "chrome")] if last < len(texts) else [])]


def _item(comparison: Comparison, provision: Provision, text: str, focused: bool) -> list[Run]:
    """One provision, in brackets where it is in focus. The blank on each side of it gives way to them."""
    kind = comparison.row_state(provision.id)
    if focused:
        return [("[", "focus"), (text, f"{role_of(kind)}+focus"), ("]", "focus")]
    label = _label(comparison, provision)
    return [(" ", ""), (label, role_of(kind)), (text[len(label) :] + " ", "")]


def _window(widths: list[int], focus: int, cells: int) -> tuple[int, int]:
    """From where to where items fit around the one in focus, growing on both sides in turn."""
    first, last = focus, focus + 1
    left = cells - widths[focus]
    while True:
        grown = False
        if last < len(widths) and widths[last] <= left:
            left, last, grown = left - widths[last], last + 1, True
        if first > 0 and widths[first - 1] <= left:
            left, first, grown = left - widths[first - 1], first - 1, True
        if not grown:
            return first, last


def _narrow(comparison: Comparison, focus: int, cells: int) -> Row:
    """The provision in focus, what each source says on it, and the provisions before and after, around the ends."""
    provisions = comparison.provisions
    provision = provisions[focus]
    kind = comparison.row_state(provision.id)
    count = f" {focus + 1}/{len(provisions)}"
    signs = _signs(comparison, provision, cells // 3)
    before, after = provisions[focus - 1], provisions[(focus + 1) % len(provisions)]
    title = fit(_full(comparison, provision, True), max(cells - len(count) - 12, 1))
    core: list[Run] = [("[", "focus"), (title, f"{role_of(kind)}+focus"), (f"{count}]", "focus")]
    for describe in (_full, _label):
        left, right = f" < {describe(comparison, before)}", f"{describe(comparison, after)} > "
        room = cells - cells_of((*core, *signs)) - width(left) - width(right)
        if room >= 6:
            gap = room // 3
            blanks = [(" " * gap, "")], [(" " * gap, "")], [(" " * (room - 2 * gap), "")]
            return ((left, "dim"), *blanks[0], *core, *blanks[1], *signs, *blanks[2], (right, "dim"))
    return cut(((" ", ""), *core, (" ", ""), *signs), cells)


def _signs(comparison: Comparison, provision: Provision, cells: int) -> list[Run]:
    """What each source says, as ` A! B~ D.`; where that takes too much room, how many say so, as ` 12! 7~ 3.`."""
    row = comparison.row(provision.id)
    letters = {article.id: article.letter for article in comparison.compared}
    runs = [run for c in row for run in ((f" {letters[c.article_id]}", ""), (c.sign, role_of(c.state)))]
    if cells_of(tuple(runs)) <= cells:
        return runs
    counts = {state: sum(cell.state == state for cell in row) for state in SIGNS}
    return [
        run for state, count in counts.items() if count for run in ((f" {count}", ""), (SIGNS[state], role_of(state)))
    ]
