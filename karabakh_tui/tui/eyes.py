"""What colours become for colour-blind eyes, and how far two colours lie apart for them."""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from karabakh_tui.tui.contrast import linear

Lab = tuple[float, float, float]

EYES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What linear red, green and blue become, row by row: without the cones for red (protan), for green (deutan), for blue
(tritan).

G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009: the matrices of severity 1.0, for
linear light. Milder forms lie between these and usual eyes. For tritan eyes the model is the weakest of the three, as
its authors say.
"""

LETTERS_APART = 10.0
"""The least distance of two colours of letters or signs, in units of CIEDE2000.

One unit is what an eye can just tell of two large patches that touch. A sign is one cell of the screen, a third of a
degree of what we see, and seldom stands beside the sign it is compared with. At that size half of all people can tell
two colours that lie 7 to 14 units of Lab apart, by the axis: M. Stone, D. A. Szafir, V. Setlur, "An Engineering Model
for Color Difference as a Function of Size", Color and Imaging Conference 2014. Ten is the middle of that.
"""

GROUNDS_APART = 4.0
"""The same for grounds. They are patches of many cells and touch each other, so that less is enough."""


@lru_cache(2048)
def seen(written: str, eyes: str = "usual") -> Lab:
    """`#rrggbb` as such eyes see it, in CIE Lab with the white of sRGB (D65); lightness goes from 0 to 100."""
    light = linear(written)
    red, green, blue = (
        min(1.0, max(0.0, sum(share * value for share, value in zip(row, light, strict=True)))) for row in EYES[eyes]
    )
    # IEC 61966-2-1. Each row is divided by its own sum, the white, so that greys have no colour at all.
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@lru_cache(8192)
def apart(one: str, other: str, eyes: str = "usual") -> float:
    """How far two colours, `#rrggbb` each, lie apart for such eyes, in units of CIEDE2000."""
    return 0.0 if one == other else distance(seen(one, eyes), seen(other, eyes))


def distance(one: Lab, other: Lab) -> float:
    """CIEDE2000 between two colours in CIE Lab; about 1 can just be told where large patches touch.

    G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 Color-Difference Formula: Implementation Notes, Supplementary Test
    Data, and Mathematical Observations", Color Research and Application 30 (1), 2005; all weights are 1.
    """
    light, light_step = (one[0] + other[0]) / 2, other[0] - one[0]
    mean = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25.0**7))
    (chroma_one, hue_one), (chroma_other, hue_other) = (_polar(a * stretch, b) for _, a, b in (one, other))
    chroma, chroma_step = (chroma_one + chroma_other) / 2, chroma_other - chroma_one
    hue, hue_step = _hues(hue_one, hue_other, chroma_one * chroma_other)
    hue_step = 2 * sqrt(chroma_one * chroma_other) * sin(radians(hue_step / 2))
    weight = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    along = light_step / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    out = chroma_step / (1 + 0.045 * chroma)
    round_ = hue_step / (1 + 0.015 * chroma * weight)
    turn = -2 * sqrt(chroma**7 / (chroma**7 + 25.0**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(max(along**2 + out**2 + round_**2 + turn * out * round_, 0.0))


def _polar(a: float, b: float) -> tuple[float, float]:
    """Chroma, and hue in degrees from 0 to 360."""
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _hues(one: float, other: float, chromas: float) -> tuple[float, float]:
    """The mean of two hues and the step between them, both in degrees, the short way round; a grey has no hue."""
    if not chromas:
        return one + other, 0.0
    step = other - one
    if abs(step) <= 180:
        return (one + other) / 2, step
    mean = (one + other + (360 if one + other < 360 else -360)) / 2
    return mean, step + (360 if step < 0 else -360)
