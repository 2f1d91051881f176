"""Narrowing a list by what was typed into its box."""

from __future__ import annotations

from collections.abc import Sequence

_NEAR = 80
"""Per cent of likeness (rapidfuzz's `partial_ratio`) from which a text counts as meant."""

_LOOKED_AT = 300
"""Code points of each text; a title may be a megabyte."""


def narrowed(typed: str, texts: Sequence[str]) -> list[int]:
    """The indices of the texts that are meant, best first: those that hold every word typed, then those that are near.

    With nothing typed all of them, in their order.
    """
    words = typed.casefold().split()
    if not words:
        return list(range(len(texts)))
    from rapidfuzz import fuzz

    folded = [text[:_LOOKED_AT].casefold() for text in texts]
    holding = [index for index, text in enumerate(folded) if all(word in text for word in words)]
    near = {}
    for index, text in enumerate(folded):
        if index not in holding and len(text) >= len(words[0]):
            score = min(fuzz.partial_ratio(word, text) for word in words)
            if score >= _NEAR:
                near[index] = score
    return holding + sorted(near, key=lambda index: -near[index])
