"""The form in which text is shown where only ASCII and letters may be: one code point for one, as wide as before.

What is kept on disk and what is copied never takes this form.
"""

from __future__ import annotations

import unicodedata

from karabakh_tui.text.display import INVISIBLE, REORDERING, UNSHOWABLE
from karabakh_tui.text.widths import cell

_ALIKE = {
    # Marks of our own for what cannot be shown
    INVISIBLE: "_",
    REORDERING: "%",
    UNSHOWABLE: "?",
    # Quotation marks; guillemets are quotation marks too
    **dict.fromkeys("“”„‟«»″‴‶❝❞", '"'),
    **dict.fromkeys("‘’‚‛‹›′‵´ˊ՚՛", "'"),
    # Dashes and their like are found by their category; these are not in it
    "−": "-",
    "…": ".",
    "‥": ".",
    "·": ".",
    "․": ".",
    # Bullets and notes
    **dict.fromkeys("•‣⁃▪▫●○◆◇★☆✓✔", "*"),
    **dict.fromkeys("†‡", "+"),
    "§": "S",
    "¶": "P",
    "©": "c",
    "®": "r",
    "№": "#",
    "°": "o",
    # Arithmetic
    **dict.fromkeys("×✕✖", "x"),
    "÷": "/",
    "⁄": "/",
    "±": "+",
    "≈": "~",
    "≤": "<",
    "≥": ">",
    # Arrows
    **dict.fromkeys("←⇐⟵", "<"),
    **dict.fromkeys("→⇒⟶➔➜", ">"),
    **dict.fromkeys("↑⇑", "^"),
    **dict.fromkeys("↓⇓", "v"),
    # Money
    "€": "E",
    "£": "L",
    "¥": "Y",
    # Armenian and Arabic punctuation
    "։": ":",
    "՝": ",",
    "՜": "!",
    "՞": "?",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "۔": ".",
    # Frames
    **dict.fromkeys("─━┄┅┈┉╌╍═╴╶╸╺╼╾", "-"),
    **dict.fromkeys("│┃┆┇┊┋╎╏║╵╷╹╻╽╿", "|"),
}

_BLOCKS = (
    (0x2400, 0x243F, "^"),  # pictures of control characters
    (0x2500, 0x257F, "+"),  # corners and crossings of frames
    (0x2580, 0x259F, "#"),  # blocks
)

_BY_CATEGORY = {
    "Pd": "-", "Pc": "_", "Ps": "(", "Pe": ")", "Pi": '"', "Pf": '"', "Po": ".",
    "Sc": "$", "Sm": "*", "So": "*", "Sk": "^", "Zs": " ", "Nl": "#", "No": "#",
}  # fmt: skip
_UNKNOWN = "?"


class _Table(dict[int, str]):
    """Stand-ins by code point, worked out when they are first met."""

    def __missing__(self, point: int) -> str:
        found = self[point] = _stand_in(chr(point))
        return found


def _stand_in(char: str) -> str:
    category = unicodedata.category(char)
    # A mark stands on its letter. What takes two cells has no ASCII of its width.
    if char.isascii() or category[0] in "LM" or cell(char) != 1:
        return char
    if char in _ALIKE:
        return _ALIKE[char]
    for first, last, instead in _BLOCKS:
        if first <= ord(char) <= last:
            return instead
    if (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) == 1 and plain.isascii():
        return plain
    return _BY_CATEGORY.get(category, _UNKNOWN)


_TABLE = _Table()


def in_ascii(text: str) -> str:
    """A display form (`display.visible`) with an ASCII look-alike for every sign that is neither a letter nor a mark on
    one; code points and cells are as many as before. Characters of two cells stay. ASCII comes back as it is.

    Where nothing looks like it, an ASCII character of the same kind stands for it: a bracket for a bracket.
    """
    return text if text.isascii() else text.translate(_TABLE)
