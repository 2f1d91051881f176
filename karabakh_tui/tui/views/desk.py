"""What is said of the notebook: what was left, what was written, what somebody else changed. Pure."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from karabakh_tui.annotations.operations import LINKS, VERDICTS
from karabakh_tui.annotations.paper import CODEBOOK
from karabakh_tui.text.length import counted
from karabakh_tui.text.span import Span
from karabakh_tui.tui.paint import Row
from karabakh_tui.tui.views.rows import beginning, clean, cut, lines

if TYPE_CHECKING:
    from karabakh_tui.annotations.merge import Clash
    from karabakh_tui.annotations.model import Annotation
    from karabakh_tui.annotations.news import Draft, Left, Question, Saved, Written
    from karabakh_tui.yamldoc.fault import Fault
    from karabakh_tui.yamldoc.plain import Plain

MOST_FILES = 3
"""So many files that were written are named one by one."""

MOST_CLASHES = 50
"""So many differences are shown; a person who has more needs another tool than a box."""

NOTE_SHOWN = 40
"""Code points of a draft note that are shown of it."""

QUOTED = 60
"""Code points of a value that are shown of it."""


def clock(at: float, now: float) -> str:
    """A moment as people say it: "13:40", with the day where that is not today's, and the year where it is another.
    Both in seconds since 1970."""
    then, today = time.localtime(at), time.localtime(now)
    if then[:3] == today[:3]:
        return time.strftime("%H:%M", then)
    return time.strftime("%H:%M on %-d %B" if then[0] == today[0] else "%H:%M on %-d %B %Y", then)


def today_or(at: float, now: float) -> str:
    """The same, with "today" where it is: "13:40 today"."""
    told = clock(at, now)
    return told if " on " in told else f"{told} today"


def ago(seconds: float) -> str:
    """How long it is, roughly: "6 minutes ago"."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return "just now"
    for unit, size in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        if minutes >= size:
            return f"{counted(minutes // size, unit)} ago"
    return ""


def wrote(saved: Saved) -> str:
    """What was written; "" for nothing."""
    written = saved.written
    if not written:
        return ""
    if len(written) == 1:
        return _wrote_one(written[0])
    named = ", ".join(clean(one.path) for one in written[:MOST_FILES])
    more = f" and {len(written) - MOST_FILES} more" if len(written) > MOST_FILES else ""
    merged = sum(one.merged for one in written)
    told = f" Merged {counted(merged, 'change')} from disk." if merged else ""
    return f"Wrote {len(written)} files: {named}{more}.{told} Comments and order kept."


def _wrote_one(written: Written) -> str:
    if written.words:
        return clean(written.words)
    merged = f" Merged {counted(written.merged, 'change')} from disk." if written.merged else ""
    kept = "" if written.new else " Comments and order kept."
    what = {VERDICTS: "verdict", LINKS: "pair", CODEBOOK: "code"}.get(written.file, "tag")
    return f"Wrote {clean(written.path)}: {counted(written.tags, what)}.{merged}{kept}"


def not_written(saved: Saved, again: str) -> str:
    """In one line: why something could not be written, where it is meanwhile, and the key that tries again."""
    fault = saved.faults[0]
    file = f" ({clean(PurePath(fault.path).name)})" if fault.path else ""
    return f"Not written: {_why(fault)}{file}. All is in the journal; {again} again."


def not_written_lines(saved: Saved, waiting: int, again: str, now: float) -> list[str]:
    """The same in full, as lines of a box."""
    told = [_failed(fault) for fault in saved.faults]
    if len(told) > MOST_FILES:
        told = [*told[:MOST_FILES], f"And {counted(len(told) - MOST_FILES, 'file')} more."]
    held = f"{counted(waiting, 'change')} waiting in the journal, up to {clock(now, now)}"
    return [*told, f"Nothing is lost: {held}. The files are as they were. {again} tries again, and so does leaving."]


def _failed(fault: Fault) -> str:
    return f"{clean(str(fault)) if fault.path else f'{clean(fault.what)}; {clean(fault.repair)}'}."


def _why(fault: Fault) -> str:
    return clean(fault.what).removeprefix("could not be written: ")


def locked(who: str) -> list[str]:
    """Somebody has the notebook, as lines of a box; `who` tells who that is, where, and since when."""
    return [clean(who), "Whichever you choose, nothing that is done there or here is lost."]


def question_lines(question: Question) -> list[str]:
    """What a question is about, as lines of a box."""
    told = [clean(question.words)]
    if question.kind != "clash":
        told.append("Mine puts it back as it was, with what you did since; what is on disk takes it as it is now.")
    return [*told, "Nothing is written to this file until you decide; what you did is in the journal."]


def clash_rows(clashes: Sequence[Clash], cells: int) -> list[Row]:
    """Each difference: what it was, what it is here, what it is on disk."""
    rows: list[Row] = []
    for clash in clashes[:MOST_CLASHES]:
        what = clash.field or {"deleted here": "deleted here, changed there", "deleted there": "changed here"}.get(
            clash.kind, "the same id, twice"
        )
        rows += [(), cut(((f"{clean(clash.id)}  ", "key"), (what, "head")), cells)]
        for side, value in (("mine", clash.mine), ("theirs", clash.theirs), ("before", clash.base)):
            rows.append(cut(((f"  {side:<8}", "dim"), (_value(value), "")), cells))
    if len(clashes) > MOST_CLASHES:
        rows += [(), ((f"and {len(clashes) - MOST_CLASHES:,} more", "dim"),)]
    return rows


def _value(value: Plain | None) -> str:
    """A value in one line."""
    if value is None:
        return "(not there)"
    if isinstance(value, dict):
        told = value.get("quote") or value.get("provision") or next(iter(value.values()), "")
        return _value(told)
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value) or "(empty)"
    return beginning(str(value), QUOTED)


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a session left that ended without a goodbye. `article` and `place` tell where the person was ("" where that
    is not known), `journal` where what they did is kept; `now` is in seconds since 1970."""

    left: Left
    annotator: str
    article: str
    place: str
    journal: str
    now: float


def recovered(told: Recovered, cells: int, ways: Sequence[Row]) -> list[Row]:
    """The page after such a session, but for its last row; `ways` are the keys that go on."""
    room = max(cells - 4, 1)
    left, draft = told.left, told.left.draft
    since = left.since or (draft.at if draft else 0.0)
    when = f" ({clock(since, told.now)}, {ago(told.now - since)})" if since else ""
    facts = [("annotator", clean(told.annotator))]
    if told.article:
        facts.append(("article", clean(told.article) + (f", {told.place}" if told.place else "")))
    waiting = (
        f"{counted(left.pending, 'change')} not yet in the YAML files" if left.pending else "all in the YAML files"
    )
    facts.append(("tags", f"{left.tags:,}, {waiting}"))
    if draft and draft.note:
        count = counted(len(draft.note), "character")
        facts.append(("draft note", f"'{beginning(draft.note, NOTE_SHOWN)}'  ({count})"))
    rows: list[Row] = [*_told(f"The last session ended without a goodbye{when}.", room), ()]
    rows += [cut(((f"    {name:<12}", "dim"), (said, "")), cells) for name, said in facts]
    rows += [(), *(cut(way, cells) for way in ways), ()]
    return [*rows, *_told(f"Nothing has been thrown away. Journal: {clean(told.journal)}", room, "dim")]


def _told(words: str, room: int, role: str = "") -> list[Row]:
    return [((f"  {line}", role),) for line in lines(words, room)]


def place_in(text: str, draft: Draft) -> str:
    """Where in an article a person was: "word 742, selection of 12 words". Words as the annotate screen counts them."""
    from karabakh_tui.text.units import Units

    units = Units(text)
    told = f"word {units.words_in(Span(0, draft.cursor)) + 1:,}"
    if draft.selection and draft.selection.start < draft.selection.end:
        told += f", selection of {counted(units.words_in(draft.selection), 'word')}"
    return told


def waiting_rows(article: str, on_disk: Sequence[Annotation], now: Sequence[Annotation]) -> list[Row]:
    """What of the annotations on an article is not as its file says, one by one."""
    before, after = ({_said(one): one for one in side} for side in (on_disk, now))
    came = [one for said, one in after.items() if said not in before]
    went = [one for said, one in before.items() if said not in after]
    changed = {one.id for one in came if one.id} & {one.id for one in went}
    rows: list[Row] = []
    for sign, one in [*(("~" if one.id in changed else "+", one) for one in came), *(("-", one) for one in went)]:
        if sign == "-" and one.id in changed:
            continue
        rows.append(((f"{sign} ", "key"), (f"{clean(article)}  ", "dim"), (", ".join(map(clean, one.tags)), "head")))
        rows.append(((f"  '{beginning(one.quote, QUOTED)}'", ""),))
        if one.note:
            rows.append(((f"  note: {beginning(one.note, QUOTED)}", "dim"),))
    return rows


def waiting_in(count: int, what: str) -> list[Row]:
    """So many records of what is no annotation: of `what` is the plural."""
    return [(("~ ", "key"), (f"{what}: {count:,}", ""))] if count else []


def _said(one: Annotation) -> Annotation:
    """An annotation without what the program gives it; one without an id in the file has none here either."""
    return one._replace(id="", line=0)


def broken(fault: str, tags: int) -> list[str]:
    """A file that somebody broke by hand, as lines of a box. `fault` tells the place and what is wrong there."""
    if tags == 1:
        shown = "Your tag there is shown as it was"
    elif tags:
        shown = f"Your {tags:,} tags there are shown as they were"
    else:
        shown = "What was there is shown as it was"
    return [clean(fault), f"{shown}, read only, until the line is mended. What you did is in the journal."]


def losing(saved: Saved, waiting: int, journal: str, note: bool) -> list[str]:
    """Why leaving now would lose work, as lines of a box."""
    why = [_failed(fault) for fault in saved.faults[:MOST_FILES]]
    lost = [
        *([counted(waiting, "change")] if waiting and journal != "ok" else []),
        *(["the draft note"] if note else []),
    ]
    kept = [f"{journal[:1].upper()}{journal[1:]}."] if journal != "ok" else []
    return [*why, *kept, f"Leaving now would lose {' and '.join(lost)}. Free space, then try again."]


def farewell(saved: Saved, waiting: int) -> str:
    """What is said in the shell when not everything is in the YAML files."""
    why = _why(saved.faults[0]) if saved.faults else "somebody else changed them, too, and you have not decided"
    are, them = ("is", "it") if waiting == 1 else ("are", "them")
    held = f"{counted(waiting, 'change')} {are} not in the YAML files yet ({why})."
    return f"{held} The journal has {them}; the next start goes on."
