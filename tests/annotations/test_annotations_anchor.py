from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.anchor import anchor, anchor_all
from karabakh_tui.annotations.folded import FoldedText
from karabakh_tui.annotations.model import Anchor, Annotation, AnnotationFile
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span

TEXT = (
    "The corridor is guarded.\n"
    "Aliyev announced, “Shusha is ours!” on November 8.\n"
    "A road — the Lachin corridor — leads\nthrough the city of Lachin. The corridor is guarded.\n"
)


def placed(quote: str, *, text: str = TEXT, same_source: bool = True, **given: object) -> Anchor:
    return anchor(FoldedText(text), Annotation(id="k3q9x7", tags=("t",), quote=quote, **given), same_source)


def at(quote: str, text: str = TEXT) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def test_a_quote_that_stands_where_the_file_says_is_exact() -> None:
    start = TEXT.rindex("The corridor")
    assert placed("The corridor", start=start) == Anchor(Span(start, start + 12), "exact")


def test_an_exact_place_is_found_without_folding_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FoldedText, "places", lambda *_: pytest.fail("searched"))
    assert placed("The corridor", start=0).certainty == "exact"


def test_a_quote_without_a_start_that_stands_once_is_exact() -> None:
    assert placed("on November 8") == Anchor(at("on November 8"), "exact")


def test_a_quote_may_be_broken_over_lines_otherwise_than_the_text() -> None:
    found = placed("leads through\n  the city\n")
    assert found == Anchor(at("leads\nthrough the city"), "exact")


def test_quotes_dashes_and_case_are_found_but_called_moved() -> None:
    found = placed("a road - the Lachin Corridor - leads")
    assert (found.span, found.certainty) == (at("A road — the Lachin corridor — leads"), "moved")
    assert found.reason == "differs from the quote in case, accents or punctuation"


def test_a_quote_that_stands_elsewhere_in_the_same_text_has_moved() -> None:
    found = placed("on November 8", start=2)
    assert (found.span, found.certainty) == (at("on November 8"), "moved")
    assert found.reason == f"stands {at('on November 8').start - 2} characters further on than noted"


def test_in_a_changed_text_a_quote_is_moved_even_where_it_stood() -> None:
    found = placed("on November 8", start=at("on November 8").start, same_source=False)
    assert (found.span, found.certainty, found.reason) == (at("on November 8"), "moved", "the text has changed")


def test_context_decides_between_several_places() -> None:
    second = TEXT.rindex("corridor is")
    found = placed("corridor is guarded", prefix="city of Lachin. The ")
    assert found == Anchor(Span(second, second + 19), "exact")
    assert placed("corridor is guarded", suffix=". Aliyev").span == at("corridor is guarded")


def test_context_is_compared_folded_and_across_lines() -> None:
    assert placed("corridor is guarded", suffix='.\nALIYEV announced, "shusha').span == at("corridor is guarded")


def test_context_beats_the_old_position() -> None:
    found = placed("corridor is guarded", prefix="Lachin. The ", start=4, same_source=False)
    assert (found.span, found.certainty) == (Span(TEXT.rindex("corridor is"), TEXT.rindex("corridor is") + 19), "moved")
    assert "the one with its context of 2 places" in found.reason


def test_the_old_position_decides_where_one_place_is_clearly_nearer() -> None:
    found = placed("The corridor", start=3)
    assert (found.span, found.certainty) == (Span(0, 12), "moved")
    assert "the nearest of 2 places" in found.reason


def test_the_old_position_does_not_decide_halfway_between_two_places() -> None:
    assert placed("The corridor", start=TEXT.rindex("The corridor") // 2).certainty == "review"


def test_the_exact_wording_decides_where_nothing_else_does() -> None:
    assert placed("shusha", text="Shusha and shusha") == Anchor(Span(11, 17), "exact")


def test_a_quote_in_several_places_goes_to_review_with_the_places_listed() -> None:
    found = placed("corridor")
    assert (found.span, found.certainty) == (Span(4, 12), "review")
    assert found.reason.startswith("the quote stands in 3 places: line 1 (2 %), line 3 (")


def test_many_places_are_not_all_named() -> None:
    assert placed("a", text="a b " * 20).reason.endswith("line 1 (25 %) and 14 more")


def test_a_quote_that_is_everywhere_tells_no_passage() -> None:
    found = placed("a", text="a b " * 5000, start=8, same_source=False)
    assert (found.certainty, found.reason) == ("review", "the quote stands in 1,000 places or more")


def test_a_quote_that_stands_nowhere_is_an_orphan() -> None:
    found = placed("Kalbajar", start=5)
    assert found == Anchor(None, "orphan", "the quote does not stand in the text, nor anything like it")


@pytest.mark.parametrize("quote", ["", " \n ", "\u200b"])
def test_a_quote_of_nothing_is_an_orphan(quote: str) -> None:
    assert placed(quote, start=3) == Anchor(None, "orphan", "the quote is empty")


def test_a_short_quote_whose_context_is_gone_from_a_changed_text_goes_to_review() -> None:
    found = placed("Shusha", prefix="the fall of ", suffix=" was denied", same_source=False)
    assert (found.span, found.certainty) == (at("Shusha"), "review")
    assert placed("Shusha", same_source=False).certainty == "moved"
    assert placed("Shusha", prefix="the fall of ").certainty == "exact"


def test_a_start_beyond_the_text_does_no_harm() -> None:
    assert placed("on November 8", start=10**9).certainty == "moved"


def test_the_text_is_folded_once_for_all_annotations(monkeypatch: pytest.MonkeyPatch) -> None:
    from karabakh_tui.annotations import folded

    calls = []
    real = folded.fold_map
    monkeypatch.setattr(folded, "fold_map", lambda text: calls.append(text) or real(text))
    notes = tuple(Annotation(id="", tags=("t",), quote=quote) for quote in ("Lachin", "Shusha", "road"))
    found = anchor_all(Article("a", "A", "a", TEXT), AnnotationFile("a.yaml", "anna", "a", annotations=notes))
    assert [one.annotation.quote for one in found] == ["Lachin", "Shusha", "road"]
    assert len(calls) == 1


@pytest.mark.parametrize(("sha", "certainty"), [("ab12", "exact"), ("", "exact"), ("ab13", "moved")])
def test_the_sum_in_the_file_tells_whether_the_text_is_the_same(sha: str, certainty: str) -> None:
    notes = (Annotation(id="", tags=("t",), quote="The corridor is guarded.\nAliyev", start=0),)
    article = Article("a", "A", "a", TEXT, sha256="ab12cd")
    (found,) = anchor_all(article, AnnotationFile("a.yaml", "anna", "a", sha, notes))
    assert found.anchor.certainty == certainty
    assert found.anchor.span == Span(0, 31)


words = st.lists(
    st.sampled_from(["Shusha", "ŞUŞA", "“the", "road”", "—", "ß", "ﬁre", "İ", "e\u0301", "\n", "\u00a0", "x"])
)


@settings(max_examples=200, deadline=None)
@given(words, words, words, st.data())
def test_what_is_quoted_from_a_text_is_found_in_it(
    before: list[str], quoted: list[str], after: list[str], data: st.DataObject
) -> None:
    text = " ".join([*before, *quoted, *after])
    start = len(" ".join(before)) + bool(before and quoted)
    quote = " ".join(quoted)
    if not quote.strip():
        return
    note = Annotation(id="", tags=("t",), quote=quote, start=start)
    assert anchor(FoldedText(text), note, True) == Anchor(Span(start, start + len(quote)), "exact")
    shift = data.draw(st.integers(0, 40))
    moved = anchor(FoldedText("y" * shift + " " + text), note, False)
    assert moved.span is not None
    assert moved.certainty in ("moved", "review")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=8), st.text(max_size=8), st.integers(0, 80) | st.none(), st.booleans())
def test_no_text_and_no_quote_does_harm(
    text: str, quote: str, context: str, start: int | None, same_source: bool
) -> None:
    note = Annotation(id="", tags=("t",), quote=quote, prefix=context, suffix=context, start=start)
    found = anchor(FoldedText(text), note, same_source)
    assert (found.span is None) == (found.certainty == "orphan")
    assert found.span is None or found.span.end <= len(text)
    assert (found.reason == "") == (found.certainty == "exact")
    assert found.certainty in ("exact", "moved", "changed", "review", "orphan")
