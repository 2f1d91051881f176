"""What stands in an article's file and is not the article: appeals for money, newsletters, "follow us".

Only the head and the tail of a text are looked at, only whole lines are taken, and a block must open with something
that only a publisher says. To grey a sentence of the article is worse than to leave an appeal in place. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from karabakh_tui.text.span import Span

_TAIL = 8000  # code points at the end that may hold a block
_HEAD = 600  # code points at the beginning
_SHORT = 60  # code points: an entry of a menu or a form, which does not end in a full stop

# A publisher's own machinery. One of these opens a block, and two different ones must stand in it.
_MACHINERY = re.compile(
    r"""\b(?:
      (?:sign\ up|subscribe)\ (?:for|to)\ (?:our|the|google|a\ free)\b
    | (?:sign\ up|subscribe)\ (?:now|today|here)\b
    | subscribe\ and\ read
    | our\ (?:\w+\ ){0,2}newsletter
    | follow\ us\ (?:on|at|everywhere)\b
    | follow\ our\ (?:facebook|instagram|linkedin|reddit|telegram|twitter|youtube)\b
    | like\ us\ on
    | join\ our\ (?:channel|mailing\ list|newsletter|telegram|whatsapp)
    | the\ privacy\ policy
    | (?:support|fund)\ our\ (?:journalism|newsroom|reporting)
    | (?:make|every)\ (?:a\ )?(?:donation|contribution)\b
    | support\ us\ (?:monthly|on\ patreon|starting)
    | become\ a\ (?:member|patron|subscriber|supporter)
    | remind\ me\ later
    | write\ and\ send\ (?:us\ )?your
    | share\ this\ (?:article|post|story)
    | all\ rights\ reserved
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# In a block, but no proof of one: whoever speaks of an event may say this, too.
_ADDRESS = re.compile(r"\b(?:our|readers|subscribers|us|we|you|your)\b", re.IGNORECASE)
_WORDS = re.compile(r"\S")
_STOPS = (".", "…", *(f".{mark}" for mark in "\"'”’»)"))
_QUOTE = re.compile("[\"'“„«‘]")
_HEAD_APPEAL = re.compile(r"(?:donate to|follow|subscribe to|support) (?P<whom>[^.,!?]{2,50})[.!]?", re.IGNORECASE)


def boilerplate(text: str) -> tuple[Span, ...]:
    """Blocks of `text` that are not the article, in order; whole lines without the last line's end."""
    tail = _tail(text)
    head = _head(text, tail.of(text) if tail else "")
    return tuple(span for span in (head, tail) if span)


def _tail(text: str) -> Span | None:
    start = max(0, len(text) - _TAIL)
    if start:
        start = text.find("\n", start) + 1
        if not start:
            return None
    block: list[Span] = []
    for line in reversed(list(_lines(text, start, len(text)))):
        if not _may_belong(line.of(text)):
            break
        block.append(line)
    while block and not _MACHINERY.search(block[-1].of(text)):
        block.pop()  # it opens with an unmistakable line
    if not block or not _WORDS.search(text, 0, block[-1].start):
        return None
    span = Span(block[-1].start, block[0].end)
    proofs = {found.group().casefold() for found in _MACHINERY.finditer(span.of(text))}
    return span if len(proofs) > 1 else None


def _may_belong(line: str) -> bool:
    """Whether the line could stand in an appeal: it is one, addresses the reader, or is an entry of a menu."""
    if _MACHINERY.search(line):
        return True
    if _QUOTE.match(line):
        return False
    return bool(_ADDRESS.search(line)) or (len(line) <= _SHORT and not line.endswith(_STOPS))


def _head(text: str, tail: str) -> Span | None:
    """A first line such as "Support The Gazette!", if it asks to subscribe or names whom the tail asks for, too."""
    line = next(_lines(text, 0, min(len(text), _HEAD)), None)
    words = line.of(text) if line else ""
    found = _HEAD_APPEAL.fullmatch(words)
    return line if found and (_MACHINERY.search(words) or found["whom"] in tail) else None


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines between two offsets that hold more than space, without the space around them."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if words := line.strip():
            first = start + len(line) - len(line.lstrip())
            yield Span(first, first + len(words))
        start = stop + 1
