"""The places of a phrase as a list to tick: each with the words around it, and how like the phrase it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from karabakh_tui.annotations.phrases import Found
from karabakh_tui.corpus.model import Article
from karabakh_tui.export.plain import counted
from karabakh_tui.text.cells import clusters, fit, pad, width
from karabakh_tui.text.span import Span
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.boxes import scrolled
from karabakh_tui.tui.views.rows import CUT, clean, cut, filled, lines

AROUND = 200
"""Code points before and after a place that are looked at for the words around it."""

FOOT_ROWS = 3
LEAST_FOR_FOOT = 12
"""Rows of the words around the selected place below the list, and of the box from which on they are there."""

_SIGN_CELLS = 20  # arrow, tick, letter, place, likeness


def tag_all_rows(
    found: Sequence[Found],
    ticked: Collection[int],
    selected: int,
    articles: Mapping[str, Article],
    told: str,
    cells: int,
    height: int,
) -> list[Row]:
    """The inside of the box: what was found so far, the places, and below them more of the words around the selected
    one."""
    foot = _foot(found[selected], articles, cells) if found and height >= LEAST_FOR_FOOT else []
    room = max(height - 2 - len(foot), 1)
    rows = [_line(one, index in ticked, index == selected, articles, cells) for index, one in enumerate(found)]
    return [cut(((told, ""),), cells), (), *scrolled(rows, selected, room), *foot]


def told(found: Sequence[Found], ticked: int, searched: int, articles: int) -> str:
    """What was found so far, and whether the search goes on."""
    where = len({one.article_id for one in found})
    going = "" if searched >= articles else f" Searched {searched} of {counted(articles, 'article')} .."
    if not found:
        return going.strip() or "The phrase stands nowhere, nor anything like it."
    has = sum(one.tagged for one in found)
    already = f", {has} tagged already" if has else ""
    return f"{counted(len(found), 'place')} in {counted(where, 'article')}{already}, {ticked} ticked.{going}"


def _line(one: Found, ticked: bool, selected: bool, articles: Mapping[str, Article], cells: int) -> Row:
    tick = "has " if one.tagged else "[x] " if ticked else "[ ] "
    article = articles[one.article_id]
    like = {"exact": "", "name": "name", "like": f"~{one.score}"}[one.kind]
    head = f"{'> ' if selected else '  '}{tick}{pad(article.letter, 2)} {percent(one, article):>3}%  {pad(like, 5)} "
    row: Row = ((head, "dim" if one.tagged else ""), *in_line(article.text, one.span, cells - len(head), "[]", "hit"))
    if not selected:
        return cut(row, cells)
    return tuple((text, f"{role}+focus" if role else "focus") for text, role in filled(row, cells))


def percent(one: Found, article: Article) -> int:
    """How far into its article a place stands."""
    return 100 * one.span.start // max(len(article.text), 1)


def in_line(text: str, span: Span, cells: int, marks: str, role: str) -> Row:
    """A passage in one line: some words before it, its own between `marks`, some after. Those of one list stand below
    each other."""
    start, end = span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    left = tail(clean(before), cells * 3 // 10) + (" " if before[-1:].isspace() else "")
    left = " " * (cells * 3 // 10 + 1 - width(left)) + left
    opening, closing = marks[: len(marks) // 2], marks[len(marks) // 2 :]
    words = f"{opening}{fit(clean(text[start : min(end, start + AROUND)]), max(cells // 2, 4))}{closing}"
    right = (" " if after[:1].isspace() else "") + clean(after)
    return ((left, "dim"), (words, role), (fit(right, max(cells - width(left) - width(words), 0)), "dim"))


def tail(text: str, cells: int) -> str:
    """The end of a text, as much as fits, from the start of a word on where one fits, with `..` before it."""
    if width(text) <= cells:
        return text
    cells -= len(CUT)
    start, left = len(text), cells
    for begin, _, wide in reversed(list(clusters(text))):
        if wide > left:
            break
        start, left = begin, left - wide
    kept = text[start:]
    if start and not text[start - 1].isspace() and " " in kept:
        kept = kept.partition(" ")[2]
    return f"{CUT}{kept}" if cells > 0 else ""


def _foot(one: Found, articles: Mapping[str, Article], cells: int) -> list[Row]:
    """The words around a place, its own in brackets."""
    text = articles[one.article_id].text
    start, end = one.span
    words = clean(text[start:end][: cells * FOOT_ROWS])
    around = max(cells * FOOT_ROWS - width(words) - 2 * cells // 3, 0) // 2
    before = tail(clean(text[max(0, start - around) : start]), around)
    after = clean(text[end : end + around + 1])
    after = after if len(after) <= around else f"{after.rpartition(' ')[0]}{CUT}"
    gaps = " " * text[:start][-1:].isspace(), " " * text[end : end + 1].isspace()
    rows: list[Row] = [((line, ""),) for line in lines(f"{before}{gaps[0]}[{words}]{gaps[1]}{after}".strip(), cells)]
    return [(), *rows[:FOOT_ROWS], *([()] * (FOOT_ROWS - len(rows)))]


def found_aloud(one: Found, ticked: bool, article: Article) -> str:
    """A place for those who listen: the words, how like the phrase, where, and the words around it."""
    start, end = one.span
    like = {"exact": "", "name": "another spelling, ", "like": f"like it by {one.score} percent, "}[one.kind]
    state = "tagged already" if one.tagged else "ticked" if ticked else "not ticked"
    around = clean(
        f"{_text_before(article.text, start)}{article.text[start:end][:AROUND]}{article.text[end : end + 60]}"
    )
    return f"{article.letter} at {percent(one, article)} percent, {like}{state}: {around}."


def _text_before(text: str, start: int) -> str:
    """Some words before an offset, none of them cut."""
    before = text[max(0, start - 60) : start]
    return before.partition(" ")[2] if start > 60 else before
