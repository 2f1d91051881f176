"""Contrast as WCAG defines it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_tui.tui.contrast import contrast, linear, luminance

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "figure"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#949494", "#ffffff", 3.03),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#000000", 15.3),
        ("#595959", "#ffffff", 7.0),
    ],
)
def test_contrast_is_as_published(one, other, figure):
    assert contrast(one, other) == pytest.approx(figure, abs=0.006)


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_between_one_and_twenty_one(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, one) == 1


@given(st.integers(0, 254))
def test_a_lighter_grey_is_more_luminous(grey):
    darker, lighter = (f"#{value:02x}{value:02x}{value:02x}" for value in (grey, grey + 1))
    assert luminance(darker) < luminance(lighter)


def test_luminance_goes_from_nought_to_one():
    assert luminance("#000000") == 0
    assert luminance("#ffffff") == pytest.approx(1)


def test_the_bend_of_the_curve_lies_between_two_values_whichever_is_printed():
    """0.03928 or 0.04045: no channel of eight bits is between them."""
    assert not [value for value in range(256) if 0.03928 < value / 255 <= 0.04045]
    assert linear("#0a0a0a")[0] == pytest.approx(10 / 255 / 12.92)
