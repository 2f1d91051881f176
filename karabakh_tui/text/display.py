"""The form in which text may go to a terminal: nothing raw, nothing hidden, and every code point still in its place.

`visible` trades one code point for one code point, so offsets into the text are offsets into what is shown. What is
kept on disk is never changed.

The rule: nothing that cannot be seen may steer the terminal, change the order, or make a row wider or narrower than it
was measured. So controls get their pictures, and every character that Unicode lets a terminal ignore gets a mark. That
holds for the glue of emoji too (joiners, variation selectors, skin tones): terminals disagree by up to six cells on
what such a sequence takes, and a row that runs over its pane is worse than a mark between two emoji.
"""

from __future__ import annotations

import re
from functools import cache

from karabakh_tui.text.widths import cell, is_simple

INVISIBLE = "◦"
"""Stands for a character that takes no room: zero-width, default-ignorable, or a combining mark with no letter."""

REORDERING = "⇄"
"""Stands for a bidi control, which would change the order of what is shown."""

LINE_BREAK = "\u2424"
"""Stands for the Unicode line and paragraph separators."""

UNSHOWABLE = "\ufffd"
"""Stands for C1 controls, tag characters, lone surrogates and noncharacters."""

MARKS_ON_ONE = 16
"""So many combining marks stay on one letter, more than any script needs; what is piled above them is shown."""

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""The characters that change the order of what is shown."""

_BREAKS = "\u2028\u2029"
_NONCHARACTERS = "".join(chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))
_NEVER = f"\x80-\x9f\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e00ff\U000e01f0-\U000e0fff{_NONCHARACTERS}"
IGNORABLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001f3fb-\U0001f3ff"
    "\U000e0100-\U000e01ef"
)
"""Ranges, for a character class, of what takes no room or may be left out of sight by a terminal."""

# Marks are neither letters nor spaces to `re`, but for the vowels and finals of Hangul. Whether a code point in such a
# run takes no cell is then asked of the width table.
_PILE = rf"(?:[^\w\s]|[\u1160-\u11ff\ud7b0-\ud7ff]){{{MARKS_ON_ONE + 1},}}"


def visible(text: str) -> str:
    """The display form of one row, or of one value shown on a row: as long as `text`, safe to send to a terminal.

    Translate a whole row and cut afterwards, not the other way round: a combining mark that stands first is shown as a
    mark of its own. Clean text comes back as the same object.
    """
    if is_simple(text):
        return text
    unsafe, pile = _patterns()
    if unsafe.search(text):
        text = unsafe.sub(_stand_in, text)
    if not cell(text[0]):
        text = _flatten(text, 0)
    return pile.sub(lambda found: _flatten(found[0], MARKS_ON_ONE), text) if pile.search(text) else text


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is never shown as it is, and what may be a pile of marks: compiled when the first text needs them."""
    return re.compile(f"[\x00-\x1f\x7f{BIDI}{_BREAKS}{_NEVER}{IGNORABLE}]"), re.compile(_PILE)


def _stand_in(found: re.Match[str]) -> str:
    """What is shown in place of one unsafe code point."""
    char = found[0]
    if char == "\t":
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\u2421"
    if char == "\ufe0f" and _is_wide_emoji(found.string, found.start() - 1):
        return char
    if char in BIDI:
        return REORDERING
    if char in _BREAKS:
        return LINE_BREAK
    return UNSHOWABLE if re.match(f"[{_NEVER}]", char) else INVISIBLE


def _is_wide_emoji(text: str, index: int) -> bool:
    """Whether every terminal gives two cells to the character, with an emoji selector after it or without."""
    if index < 0:
        return False
    char = text[index]
    return cell(char) == 2 and ("\u231a" <= char <= "\u2b55" or "\U0001f300" <= char <= "\U0001faff")


def _flatten(run: str, kept: int) -> str:
    """`run` with every code point that takes no cell shown, but for the first `kept` in a row.

    With `kept` zero only the marks at its start are meant: those have no letter to stand on.
    """
    shown = list(run)
    height = 0
    for index, char in enumerate(run):
        if cell(char):
            if not kept:
                break
            height = 0
            continue
        height += 1
        if height > kept:
            shown[index] = INVISIBLE
    return "".join(shown)
