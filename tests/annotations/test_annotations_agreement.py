"""The figures of agreement: published worked examples, what must hold of any data, and what is counted at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.agreement import (
    Agreement,
    Coded,
    Figures,
    SpanFigures,
    Values,
    agreement,
    alpha,
    figures,
    kappa,
    most_overlapping,
    percent,
)
from karabakh_tui.annotations.model import Anchor, Anchored, Annotation, Certainty, Status
from karabakh_tui.text.span import Span

quick = settings(max_examples=100, deadline=None)


def observers(*rows: str) -> Counter[Values]:
    """Reliability data as papers print them: a line per observer, a column per unit, a dot for a gap."""
    return Counter(zip(*([None if value == "." else value for value in row.split()] for row in rows), strict=True))


def table(*rows: Sequence[int]) -> dict[Values, int]:
    """A table of two raters: how often the first said i and the second j."""
    return {(i, j): units for i, row in enumerate(rows) for j, units in enumerate(row)}


def tagged(start: int, end: int, *tags: str, certainty: Certainty = "exact", status: Status = "accepted") -> Anchored:
    span = None if certainty == "orphan" else Span(start, end)
    return Anchored(Annotation("k3q9x7", tags, "words", note="?", status=status), Anchor(span, certainty))


SENTENCES = (Span(0, 10), Span(11, 20), Span(21, 30), Span(31, 40))


def article(id_: str = "e", **by: Sequence[Anchored]) -> Coded:
    """An article of four sentences and 40 characters, as each annotator tagged it."""
    return Coded(id_, 40, SENTENCES, by)


def of(*coded: Coded, names: Sequence[str] = ("anna", "ben")) -> Agreement:
    return agreement(coded, names)


# --- published worked examples ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (observers("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
        (observers("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
        (
            observers(
                "1 2 3 3 2 1 4 1 2 . . .",
                "1 2 3 3 2 2 4 1 2 5 . 3",
                ". 3 3 3 2 3 4 2 2 5 1 .",
                "1 2 3 3 2 4 4 1 2 5 1 .",
            ),
            0.743,
        ),
        (
            observers(
                ". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4"
            ),
            0.691,
        ),
    ],
    ids=[
        "Krippendorff 2011, A: two observers, two values",
        "Krippendorff 2011, B: two observers, five values",
        "Krippendorff 2011, C: four observers, gaps",
        "Wikipedia, Krippendorff's alpha: three coders, gaps",
    ],
)
def test_alpha_is_that_of_the_published_examples(data: Counter[Values], expected: float) -> None:
    assert alpha(data) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize(
    ("data", "same", "expected"),
    [
        (table((88, 14, 18), (10, 40, 10), (2, 6, 12)), 0.70, 0.492),
        (table((40, 9), (6, 45)), 0.85, 0.70),
        (table((80, 10), (5, 5)), 0.85, 0.32),
        (table((1467, 1309), (782, 16232)), 0.8943, 0.524),
        (table((20, 5), (10, 15)), 0.70, 0.40),
        (table((45, 15), (25, 15)), 0.60, 0.1304),
        (table((25, 35), (5, 35)), 0.60, 0.2593),
    ],
    ids=[
        "Cohen 1960, 200 diagnoses",
        "Feinstein and Cicchetti 1990, balanced",
        "Feinstein and Cicchetti 1990, unbalanced",
        "Gerstman, Epidemiology Kept Simple, example 10.1",
        "Wikipedia, Cohen's kappa, 50 applications",
        "Wikipedia, Cohen's kappa, alike in their shares",
        "Wikipedia, Cohen's kappa, unlike in their shares",
    ],
)
def test_kappa_is_that_of_the_published_examples(data: dict[Values, int], same: float, expected: float) -> None:
    assert kappa(data) == pytest.approx(expected, abs=0.005)
    assert percent(data) == pytest.approx(same, abs=0.0001)


def test_percent_agreement_of_several_is_the_mean_over_the_units_that_fleiss_gives() -> None:
    by_hand = [1, 1 / 3, 1 / 3, 1]  # of three pairs on each unit, so many are equal
    assert percent(observers("a a b c", "a a b c", "a b c c")) == pytest.approx(sum(by_hand) / 4)


# --- what must hold of any data --------------------------------------------------------------------------------------

VALUE = st.sampled_from("abc")
TWO = st.lists(st.tuples(VALUE, VALUE), min_size=1, max_size=30)
GAPS = st.lists(st.tuples(*[st.none() | VALUE] * 4), min_size=1, max_size=20)


@quick
@given(TWO)
def test_who_is_called_the_first_makes_no_difference(units: list[tuple[str, str]]) -> None:
    swapped = [(other, one) for one, other in units]
    assert kappa(Counter(units)) == kappa(Counter(swapped))
    assert alpha(Counter(units)) == alpha(Counter(swapped))


@quick
@given(GAPS, st.permutations(range(4)))
def test_neither_the_order_of_annotators_nor_that_of_units_makes_a_difference(
    units: list[Values], order: list[int]
) -> None:
    shuffled = [tuple(unit[at] for at in order) for unit in reversed(units)]
    assert figures(Counter(units)) == figures(Counter(shuffled))


@quick
@given(GAPS)
def test_the_names_of_the_values_make_no_difference(units: list[Values]) -> None:
    names = {"a": frozenset("x"), "b": frozenset(), "c": frozenset("xy"), None: None}
    renamed = Counter(tuple(names[value] for value in unit) for unit in units)
    assert figures(Counter(units)) == figures(renamed)


@quick
@given(GAPS)
def test_figures_stay_within_their_bounds(units: list[Values]) -> None:
    n, same, _, by_alpha = figures(Counter(units))
    assert n == sum(sum(value is not None for value in unit) > 1 for unit in units)
    assert same is None or 0 <= same <= 1
    assert by_alpha is None or -1 <= by_alpha <= 1


@quick
@given(TWO)
def test_kappa_stays_between_minus_one_and_one_and_never_above_percent_agreement(units: list[tuple[str, str]]) -> None:
    by_kappa, same = kappa(Counter(units)), percent(Counter(units))
    assert same is not None
    assert by_kappa is None or -1 <= by_kappa <= same + 1e-9


@quick
@given(st.lists(VALUE, min_size=2, max_size=30), st.integers(2, 5))
def test_perfect_agreement_is_one_where_something_varies_and_else_undefined(values: list[str], count: int) -> None:
    n, same, by_kappa, by_alpha = figures(Counter((value,) * count for value in values))
    expected = 1.0 if len(set(values)) > 1 else None
    assert (n, same, by_alpha) == (len(values), 1.0, expected)
    assert by_kappa == (expected if count == 2 else None)


@quick
@given(GAPS, st.lists(st.tuples(*[st.none()] * 4) | st.tuples(VALUE, *[st.none()] * 3), max_size=5))
def test_units_that_fewer_than_two_looked_at_change_nothing(units: list[Values], alone: list[Values]) -> None:
    assert figures(Counter(units)) == figures(Counter(units + alone))


@quick
@given(TWO, st.integers(2, 9))
def test_a_text_of_longer_sentences_has_the_same_percentage_and_kappa(units: list[tuple[str, str]], times: int) -> None:
    long = Counter({values: count * times for values, count in Counter(units).items()})
    assert percent(long) == percent(Counter(units))
    assert kappa(long) == pytest.approx(kappa(Counter(units)))


def test_where_nobody_looked_at_the_same_unit_everything_is_undefined() -> None:
    assert figures(observers("a . b", ". a .")) == Figures(0, None, None, None)
    assert figures(Counter()) == Figures(0, None, None, None)


def test_one_who_gives_a_single_value_agrees_as_far_as_chance_does() -> None:
    assert kappa(observers("a a a a", "a a b b")) == 0


# --- passages --------------------------------------------------------------------------------------------------------


def slow_most_overlapping(left: list[Span], right: list[Span]) -> int:
    """By trying every way to pair them."""
    short, long = sorted((left, right), key=len)
    return max(
        (sum(a.overlaps(b) for a, b in zip(short, some, strict=True)) for some in permutations(long, len(short))),
        default=0,
    )


SPANS = st.lists(st.builds(lambda at, n: Span(at, at + n), st.integers(0, 12), st.integers(1, 6)), max_size=5)


@settings(max_examples=300, deadline=None)
@given(SPANS, SPANS)
def test_of_overlapping_passages_as_many_are_paired_as_can_be(left: list[Span], right: list[Span]) -> None:
    assert most_overlapping(left, right) == slow_most_overlapping(left, right)


def test_passages_by_hand() -> None:
    mine = [tagged(0, 10, "fact"), tagged(12, 18, "fact"), tagged(31, 35, "claim")]
    ben = [tagged(0, 10, "fact"), tagged(15, 20, "fact"), tagged(21, 30, "fact"), tagged(35, 40, "claim")]
    found = of(article(anna=mine, ben=ben))
    rows = {row.tag: row.spans for row in (found.overall, *found.tags)}
    assert rows == {
        "": SpanFigures(7, 2 * 1 / 7, 2 * 2 / 7),
        "fact": SpanFigures(5, 2 * 1 / 5, 2 * 2 / 5),
        "claim": SpanFigures(2, 0.0, 0.0),  # 31-35 and 35-40 touch and share nothing
    }


def test_one_passage_over_everything_does_not_agree_with_everything() -> None:
    found = of(article(anna=[tagged(0, 40, "fact")], ben=[tagged(*span, "fact") for span in SENTENCES]))
    assert found.overall.spans == SpanFigures(5, 0.0, 2 * 1 / 5)


# --- articles --------------------------------------------------------------------------------------------------------


def test_a_sentence_carries_a_tag_as_soon_as_a_passage_touches_it() -> None:
    found = of(article(anna=[tagged(5, 12, "fact")], ben=[tagged(0, 10, "fact")]))
    assert found.overall.sentences == figures({(True, True): 1, (True, False): 1, (False, False): 2})
    assert found.overall.sentences.n == 4


def test_characters_are_counted_one_by_one() -> None:
    found = of(article(anna=[tagged(5, 12, "fact"), tagged(8, 14, "fact")], ben=[tagged(0, 10, "fact")]))
    assert found.overall.characters == figures(
        {(True, True): 5, (True, False): 4, (False, True): 5, (False, False): 26}
    )


@quick
@given(*[st.lists(st.tuples(st.integers(0, 38), st.integers(1, 9), VALUE), max_size=6)] * 2)
def test_characters_come_out_as_if_looked_at_one_by_one(
    one: list[tuple[int, int, str]], other: list[tuple[int, int, str]]
) -> None:
    made = [[tagged(at, min(at + n, 40), tag) for at, n, tag in some] for some in (one, other)]
    slow = Counter(
        tuple(
            frozenset(tag for a in some for tag in a.annotation.tags if a.anchor.span and a.anchor.span.contains(at))
            for some in made
        )
        for at in range(40)
    )
    assert of(article(anna=made[0], ben=made[1])).overall.characters == figures(slow)


def test_over_all_tags_a_unit_is_the_same_where_its_tags_are_the_same() -> None:
    mine = [tagged(0, 10, "fact", "claim"), tagged(11, 20, "fact")]
    ben = [tagged(0, 10, "claim"), tagged(0, 10, "fact"), tagged(11, 20, "claim")]
    found = of(article(anna=mine, ben=ben))
    assert found.overall.sentences.same == 3 / 4
    assert {row.tag: row.sentences.same for row in found.tags} == {"fact": 3 / 4, "claim": 3 / 4}


def test_an_article_without_tags_has_nothing_to_agree_on() -> None:
    found = of(article(anna=[], ben=[]))
    assert found.overall.sentences == Figures(4, 1.0, None, None)
    assert found.overall.characters == Figures(40, 1.0, None, None)
    assert found.overall.spans == SpanFigures(0, None, None)
    assert found.tags == ()


def test_who_has_no_file_on_an_article_leaves_a_gap_and_who_has_an_empty_one_says_nothing_is_there() -> None:
    names = ("anna", "ben", "cleo")
    coded = article(anna=[tagged(0, 10, "fact")], ben=[tagged(0, 10, "fact")])
    gap = agreement([coded], names).overall.sentences
    empty = agreement([coded._replace(by={**coded.by, "cleo": []})], names).overall.sentences
    assert (gap.n, gap.same, gap.kappa) == (4, 1.0, None)
    assert empty.same == pytest.approx(1 - 2 / 12)


def test_articles_that_fewer_than_two_worked_on_are_left_out() -> None:
    found = of(article("e", anna=[tagged(0, 10, "fact")]), article("d", anna=[], ben=[]))
    assert found.articles == ("d",)
    assert found.tags == ()


def test_what_waits_for_its_place_or_was_not_accepted_is_left_out_and_counted() -> None:
    mine = [
        tagged(0, 10, "fact"),
        tagged(11, 20, "fact", certainty="review"),
        tagged(0, 0, "fact", certainty="orphan"),
        tagged(11, 20, "fact", status="rejected"),
        tagged(11, 20, "fact", status="suggested"),
        tagged(21, 30, "fact", status="doubtful"),
        tagged(21, 30, "fact", certainty="changed"),
        tagged(31, 40),
    ]
    ben = [tagged(0, 10, "fact"), tagged(21, 30, "fact")]
    found = of(article(anna=mine, ben=ben))
    assert found.overall.sentences.same == 1.0
    assert found.overall.spans.exact == 1.0
    assert found.left_out[0] == ("anna", 1, 1, 1, 2, 0)
    assert found.left_out[1] == ("ben", 0, 0, 0, 0, 0)


def test_what_was_decided_beside_a_colleague_is_counted_and_told() -> None:
    seen = tagged(0, 10, "fact")
    seen = seen._replace(annotation=seen.annotation._replace(seen_from=("ben#k3q9x7:123456",)))
    found = of(article(anna=[seen], ben=[]))
    assert found.left_out[0].decided == 1
    assert found.overall.spans.n == 1


def test_tags_stand_in_the_order_asked_for_and_others_behind_them_by_name() -> None:
    mine = [tagged(0, 10, tag) for tag in ("zeta", "beta", "alpha", "fact")]
    found = agreement([article(anna=mine, ben=[])], ("anna", "ben"), ("fact", "beta"))
    assert [row.tag for row in found.tags] == ["fact", "beta", "alpha", "zeta"]


def test_a_long_text_is_no_more_work_than_a_short_one() -> None:
    long = Coded("long", 10**12, (Span(0, 10**12),), {"anna": [tagged(0, 10**9, "fact")], "ben": []})
    assert of(long).overall.characters.same == pytest.approx(0.999)
