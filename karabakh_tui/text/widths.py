"""How many terminal cells one code point takes, and which texts need no look at a table at all.

The figures are Rich's, because a row must be exactly as wide as the screen library believes, or it is left blank. The
tables come from wcwidth, which is loaded when the first text needs it: most texts are one-cell characters throughout.
"""

from __future__ import annotations

import re

# Each of these takes one cell and joins neither its neighbour before nor the one after: ASCII, Latin, Greek, Cyrillic,
# Armenian, Georgian, Hebrew and Arabic letters without points, and the punctuation, arrows and frames of running text.
_SIMPLE_CHARS = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u05be\u05d0-\u05f4\u060c-\u060f\u061b\u061d-\u064a"
    "\u0660-\u066f\u0671-\u06d5\u06ee-\u06ff\u10a0-\u10ff\u1c80-\u1cbf\u1d00-\u1dbf\u1e00-\u200a\u2010-\u2027"
    "\u202f-\u205f\u2070-\u20cf\u2100-\u2319\u2400-\u25fc\u2800-\u28ff\u2c60-\u2c7f\u2d00-\u2d2f\ufffd"
)
_SIMPLE = re.compile(f"[{_SIMPLE_CHARS}]*")

# These take two cells, and no two of them, or of them and simple ones, join either: ideographs, kana, Hangul syllables.
_APART = (
    f"[{_SIMPLE_CHARS}\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*"
)

# wcwidth knows a newer Unicode than Rich 15 does, and counts each half of a flag as a whole one. Rich gives one cell
# to these: halves of flags, so that a flag has two, and what is not assigned before Unicode 18.
_ONE_TO_RICH = (
    "[\u05c8\u05c9\u0b53\u0b54\u1ade\u1adf\u1aec-\u1af0\U00010ecb-\U00010ecf\U00010ef0-\U00010ef9\U00011df0"
    "\U00018cd6-\U00018cda\U00018d1f\U00018d20\U00018e00-\U00019191\U000191a0-\U000191d2\U0001b123-\U0001b128\U0001b168"
    "\U0001d127\U0001d128\U0001d250-\U0001d252\U0001d25b\U0001d25c\U0001d25f\U0001d280\U0001d281\U0001f1ae"
    "\U0001f1e6-\U0001f1ff\U0001f6d9\U0001f7da\U0001fa8b-\U0001fa8d\U0001facc\U0001fadd\U0001faeb\U0001faf9\U0001fafa]"
)

_MOST_REMEMBERED = 65_536


class _Widths(dict[str, int]):
    """Cells by code point, asked for once."""

    def __missing__(self, char: str) -> int:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        if is_simple(char) or re.match(_ONE_TO_RICH, char):
            width = 1
        elif "\U0001f3fb" <= char <= "\U0001f3ff":
            # Skin tones: always a part of the emoji before them to Rich, only after some to wcwidth.
            width = 0
        else:
            from wcwidth import wcwidth

            width = max(0, wcwidth(char))
        self[char] = width
        return width


_WIDTHS = _Widths()


def is_simple(text: str) -> bool:
    """Whether every code point is one cell wide, a cluster by itself, and safe to show as it is."""
    return _SIMPLE.fullmatch(text) is not None


def stand_apart(text: str) -> bool:
    """Whether every code point is plainly a cluster by itself, of one cell or of two."""
    return re.fullmatch(_APART, text) is not None


def cell(char: str) -> int:
    """Cells of one code point by itself: 0, 1 or 2."""
    return _WIDTHS[char]


def cells_of_each(text: str) -> int:
    """The sum of the cells of every code point."""
    return sum(map(_WIDTHS.__getitem__, text))
