"""What other eyes see, and how far two colours lie apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_tui.tui.eyes import EYES, GROUNDS_APART, LETTERS_APART, apart, distance, seen

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
greys = st.integers(0, 255).map(lambda value: f"#{value:02x}{value:02x}{value:02x}")
labs = st.tuples(st.floats(0, 100), st.floats(-120, 120), st.floats(-120, 120))


# Pairs of G. Sharma, W. Wu, E. N. Dalal 2005, table 1: those that tell right from wrong ways to take the mean hue.
@pytest.mark.parametrize(
    ("one", "other", "figure"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_as_published(one, other, figure):
    assert distance(one, other) == pytest.approx(figure, abs=5e-5)
    assert distance(other, one) == pytest.approx(figure, abs=5e-5)


@given(labs, labs)
def test_a_distance_is_never_negative_and_none_to_itself(one, other):
    assert distance(one, other) >= 0
    assert distance(one, one) == 0


def test_lab_of_known_colours():
    assert seen("#ffffff") == pytest.approx((100, 0, 0), abs=1e-9)
    assert seen("#000000") == pytest.approx((0, 0, 0), abs=1e-9)
    assert seen("#ff0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert seen("#0000ff") == pytest.approx((32.30, 79.19, -107.86), abs=0.05)


@pytest.mark.parametrize("eyes", EYES)
@given(grey=greys)
def test_greys_stay_what_they_are_for_all_eyes(eyes, grey):
    assert seen(grey, eyes) == pytest.approx(seen(grey), abs=0.01)


@pytest.mark.parametrize("eyes", EYES)
def test_white_stays_white(eyes):
    assert seen("#ffffff", eyes) == pytest.approx((100, 0, 0), abs=0.01)
    assert [sum(row) for row in EYES[eyes]] == pytest.approx([1, 1, 1], abs=2e-6)


def test_usual_eyes_see_what_is_there():
    assert EYES["usual"] == ((1, 0, 0), (0, 1, 0), (0, 0, 1))


@pytest.mark.parametrize(
    ("eyes", "one", "other"),
    [
        ("protan", "#cc3311", "#6b5c11"),  # red, and an olive as dark as such eyes see it
        ("deutan", "#b0671e", "#7a8a1e"),
        ("tritan", "#3f9ed4", "#3fa89e"),
    ],
)
def test_colours_that_such_eyes_confuse_come_together_for_them(eyes, one, other):
    assert apart(one, other, eyes) < apart(one, other) / 2


@pytest.mark.parametrize("eyes", EYES)
def test_blue_and_yellow_stay_apart_for_all(eyes):
    assert apart("#0072b2", "#f0e442", eyes) > 3 * LETTERS_APART


@given(colours, colours, st.sampled_from(sorted(EYES)))
def test_it_does_not_matter_which_colour_is_named_first(one, other, eyes):
    assert apart(one, other, eyes) == pytest.approx(apart(other, one, eyes), abs=1e-9)


def test_letters_have_to_lie_farther_apart_than_grounds():
    assert LETTERS_APART > GROUNDS_APART > 1
