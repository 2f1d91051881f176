"""What becomes of a passage when its text is edited and the old text is at hand."""

from __future__ import annotations

import pytest

from karabakh_tui.annotations.anchor import anchor
from karabakh_tui.annotations.folded import FoldedText
from karabakh_tui.annotations.model import Anchor, Annotation
from karabakh_tui.annotations.quoting import quoted_fields
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.span import Span

FIRST = "The old bridge closes on Monday. Buses take the north road for about six weeks, the council said.\n"
SECOND = "A ferry runs every half hour. It is free for pupils, the harbour office said on Monday in the evening.\n"
THIRD = "The repair costs 1.2 million. Nobody was asked before, residents of the island wrote in a letter.\n"
OLD = f"{FIRST}\n{SECOND}\n{THIRD}"


def follow(quote: str, new: str, *, old: str = OLD, nth: int = 0) -> Anchor:
    """Where the quote, made on `old`, stands in `new`."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(quote, start + 1)
    fields = quoted_fields(Article("a", "A", "a", old), Span(start, start + len(quote)))
    return anchor(FoldedText(new), Annotation(id="n", tags=("t",), **fields), False, old)


def words(found: Anchor, text: str) -> str:
    assert found.span is not None
    return found.span.of(text)


def test_a_passage_that_stays_while_others_change_is_moved() -> None:
    new = OLD.replace("The old bridge", "The oldest bridge of the town")
    found = follow("free for pupils", new)
    assert (words(found, new), found.certainty) == ("free for pupils", "moved")
    assert found.reason == "stands 15 characters further on than noted; the text has changed"


def test_a_paragraph_that_changes_places_takes_its_passages_with_it() -> None:
    new = f"{SECOND}\n{THIRD}\n{FIRST}"
    for quote in ("the north road", "six weeks", FIRST.strip()):
        found = follow(quote, new)
        assert (words(found, new), found.certainty) == (quote, "moved")


def test_a_moved_sentence_says_that_it_was_moved() -> None:
    sentence = "Buses take the north road for about six weeks, the council said."
    new = OLD.replace(" " + sentence, "") + sentence
    found = follow(sentence, new)
    assert (words(found, new), found.certainty) == (sentence, "moved")
    assert found.reason.endswith("the passage was moved")


def test_a_passage_that_was_taken_out_is_an_orphan() -> None:
    found = follow("free for pupils", OLD.replace(" It is free for pupils, the harbour office said", ""))
    assert found == Anchor(None, "orphan", "the passage was taken out of the text")


def test_the_same_words_elsewhere_are_not_the_passage_that_was_taken_out() -> None:
    new = f"{FIRST}\n{THIRD}"
    found = follow("on Monday", new, nth=1)
    assert (found.span, found.certainty) == (None, "orphan")
    assert found.reason.startswith("the passage was taken out of the text; the same words, which are another passage")
    assert follow("on Monday", new).certainty == "moved"


def test_a_new_passage_that_has_the_words_of_a_deleted_one_is_not_taken_for_it() -> None:
    new = f"{SECOND}\n{THIRD}\nThe choir sings for about six weeks in the town hall, and all may come.\n"
    assert follow("about six weeks", new).certainty in ("review", "orphan")


def test_a_reworded_passage_is_found_in_its_place() -> None:
    new = OLD.replace("for about six weeks, the council said", "for about nine weeks, the council said")
    found = follow("Buses take the north road for about six weeks, the council said.", new)
    assert found.certainty == "changed"
    assert words(found, new) == "Buses take the north road for about nine weeks, the council said."
    assert found.reason == "96 % of the wording is the same"


def test_a_passage_that_was_much_reworded_is_shown_to_a_person() -> None:
    new = OLD.replace("take the north road for about six weeks", "go by the Shore Road until some day in June")
    found = follow("Buses take the north road for about six weeks, the council said.", new)
    assert found.certainty == "review"
    assert found.reason.startswith("it may be this passage: ")


def test_words_that_are_inserted_into_a_passage_belong_to_it() -> None:
    new = OLD.replace("every half hour. It is", "every half hour. It is fast, and it is")
    found = follow("A ferry runs every half hour. It is free for pupils, the harbour office said", new)
    assert (
        words(found, new)
        == "A ferry runs every half hour. It is fast, and it is free for pupils, the harbour office said"
    )
    assert found.certainty == "changed"


def test_other_line_breaks_quotes_and_dashes_are_no_change_of_the_wording() -> None:
    new = OLD.replace("take the north road", "take\nthe north road").replace("half hour", "half\nhour")
    assert follow("Buses take the north road", new).certainty == "moved"


def test_a_copy_of_a_paragraph_takes_nothing_away_from_the_first_one() -> None:
    new = f"{OLD}\n{FIRST}"
    found = follow("the north road", new)
    assert (found.span, found.certainty) == (
        Span(OLD.index("the north road"), OLD.index("the north road") + 14),
        "moved",
    )


def test_two_copies_in_new_places_are_for_a_person_to_choose_from() -> None:
    moved = "Buses take the north road for about six weeks, the council said."
    rest = OLD.replace(" " + moved, "")
    new = f"{moved} Yes.\n{rest}{moved} No.\n"
    found = follow(moved, new)
    assert found.certainty == "review"
    assert found.reason.startswith("the passage was moved to one of 2 places: line 1 (0 %), line ")


def test_a_quote_that_had_no_clear_place_before_is_searched_for_as_without_the_old_text() -> None:
    note = Annotation(id="n", tags=("t",), quote="on Monday")
    assert anchor(FoldedText(OLD + "."), note, False, OLD).certainty == "review"
    assert anchor(FoldedText(OLD + "."), Annotation("n", ("t",), "the council"), False, "").certainty == "moved"


@pytest.mark.parametrize("new", ["", " ", "\n\n", "\u200b", "x"])
def test_a_text_of_nothing_holds_nothing(new: str) -> None:
    assert follow("the north road", new).certainty == "orphan"


def test_signs_alone_can_be_followed() -> None:
    assert words(follow("1.2", OLD.replace("A ferry", "The ferry")), OLD.replace("A ferry", "The ferry")) == "1.2"


def test_what_a_person_left_without_a_place_is_not_certain_again_by_itself() -> None:
    fields = quoted_fields(Article("a", "A", "a", OLD), Span(0, 14))
    note = Annotation(id="n", tags=("t",), **fields, kept="2b289950054a")
    assert anchor(FoldedText(OLD), note, True) == Anchor(
        Span(0, 14), "review", "a person left it without a certain place"
    )
    assert anchor(FoldedText("x " + OLD), note, False, OLD).certainty == "review"


def test_what_was_attached_since_the_text_changed_is_known_by_its_words_and_place() -> None:
    """The file still states the old text: another annotation of it waits."""
    new = OLD.replace("on Monday in the evening", "at noon, on Monday")
    start = new.rindex("on Monday")
    fields = quoted_fields(Article("a", "A", "a", new), Span(start, start + 9))
    found = anchor(FoldedText(new), Annotation(id="n", tags=("t",), **fields), False, OLD)
    assert found == Anchor(Span(start, start + 9), "moved", "the text has changed")
