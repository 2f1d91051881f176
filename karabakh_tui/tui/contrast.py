"""How well letters stand out from their ground, by WCAG 2."""

from __future__ import annotations

from functools import lru_cache

from karabakh_tui.tui.colours import channels

TEXT = 4.5
"""The least contrast of text: WCAG 2.2, success criterion 1.4.3 (level AA)."""

SIGNS = 3.0
"""The least contrast of lines and of marks that are no text: WCAG 2.2, success criterion 1.4.11."""


@lru_cache(1024)
def linear(written: str) -> tuple[float, float, float]:
    """Red, green and blue light of `#rrggbb`, 0 to 1 each: the transfer function of sRGB undone.

    IEC 61966-2-1. Older editions of WCAG print 0.03928 as the bend; no 8-bit value lies between the two.
    """
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (value / 255 for value in channels(written))
    )
    return red, green, blue


def luminance(written: str) -> float:
    """Relative luminance of `#rrggbb`, 0 for black to 1 for white.

    WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    red, green, blue = linear(written)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(2048)
def contrast(one: str, other: str) -> float:
    """The contrast of two colours, `#rrggbb` each: 1 for the same, 21 for black and white; the order does not matter.

    WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
