"""How long a text is, in words that people use."""

from __future__ import annotations

COUNTED = 1_000_000
"""Code points; the words of longer texts are not counted for a screen, that takes longer than a person waits."""

_PIECE = 1 << 20


def count_words(text: str) -> int:
    """How many runs of characters other than white space there are; linear, in bounded memory."""
    if len(text) <= _PIECE:
        return len(text.split())
    words, start = 0, 0
    while start < len(text):
        end = start + _PIECE
        while end < len(text) and not text[end].isspace() and end < start + 2 * _PIECE:
            end += 1
        words += len(text[start:end].split())
        start = end
    return words


def told_length(text: str) -> str:
    """`787 words`; of a very long text the characters: `50,000,529 characters`."""
    if len(text) > COUNTED:
        return f"{len(text):,} characters"
    words = count_words(text)
    return "1 word" if words == 1 else f"{words:,} words"


def counted(count: int, one: str, more: str = "") -> str:
    """So many of a thing: `1 tag`, `1,234 tags`; `more` is the plural where it is not with an s."""
    return f"1 {one}" if count == 1 else f"{count:,} {more or one + 's'}"
