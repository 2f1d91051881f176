"""Cursor, selection and annotations of the annotate screen, without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui.annotations.model import Anchor, Anchored, Annotation
from karabakh_tui.corpus.model import Article
from karabakh_tui.text.sentences import sentences
from karabakh_tui.text.span import Span
from karabakh_tui.text.units import words
from karabakh_tui.tui.annotate_state import AnnotateState, opened
from karabakh_tui.tui.selecting import told

TEXT = (
    "The war is over. It began in September; it ended now. Nobody won.\n\n"
    "A second paragraph begins here. It has two sentences (TASS, May 1).\n\n"
    "The third."
)


def article(text: str = TEXT) -> Article:
    return Article(id="jamestown", letter="E", short="Jamestown", text=text)


def at(words: str) -> AnnotateState:
    return opened(article(), TEXT.index(words))


def tagged(words: str, *tags: str, id_: str = "", status: str = "accepted") -> Anchored:
    start = TEXT.index(words)
    annotation = Annotation(id_ or words[:6], tags or ("fact",), words, start=start, status=status)  # type: ignore[arg-type]
    return Anchored(annotation, Anchor(Span(start, start + len(words)), "exact"))


def selected(state: AnnotateState) -> str:
    return state.selection.span.of(state.article.text) if state.selection else ""


def word(state: AnnotateState) -> str:
    return state.cursor.of(state.article.text)


def keys(state: AnnotateState, typed: str) -> AnnotateState:
    """What a row of keys makes of a state."""
    does = {
        "h": lambda s: s.by_word(-1),
        "l": lambda s: s.by_word(1),
        "(": lambda s: s.by_unit("sentence", -1),
        ")": lambda s: s.by_unit("sentence", 1),
        "{": lambda s: s.by_unit("paragraph", -1),
        "}": lambda s: s.by_unit("paragraph", 1),
        "v": lambda s: s.select_words(),
        "s": lambda s: s.select("sentence"),
        "p": lambda s: s.select("paragraph"),
        ",": lambda s: s.take_back(),
        "o": lambda s: s.other_end(),
        "E": lambda s: s.dropped(),
        "m": lambda s: s.next_untagged() or s,
    }
    for key in typed:
        state = does[key](state)
    return state


@pytest.mark.parametrize(
    ("begin", "typed", "wanted"),
    [
        ("war", "l", "is"),
        ("war", "h", "The"),
        ("war", "hhh", "The"),
        ("third", "lll", "third"),
        ("war", ")", "It"),
        ("war", "))", "Nobody"),
        ("war", "(", "The"),
        ("Nobody", "(", "It"),
        ("won", "(", "Nobody"),
        ("war", "}", "A"),
        ("war", "}}", "The"),
        ("begins", "{", "A"),
        ("begins", "{{", "The"),
        ("third", ")", "third"),
    ],
)
def test_the_cursor_goes(begin: str, typed: str, wanted: str) -> None:
    assert word(keys(at(begin), typed)) == wanted


@pytest.mark.parametrize(
    ("begin", "typed", "wanted"),
    [
        ("war", "v", "war"),
        ("war", "vll", "war is over"),
        ("war", "vh", "The war"),
        ("war", "vllhhh", "The war"),
        ("war", "vlv", ""),
        ("war", "s", "The war is over."),
        ("war", "ss", "The war is over. It began in September; it ended now."),
        ("war", "ss,", "The war is over."),
        ("war", "ss,,", ""),
        ("war", "sh", "The war is"),
        ("war", "sos", "The war is over."),
        ("Nobody", "sos", "It began in September; it ended now. Nobody won."),
        ("war", "sol", "war is over."),
        ("war", "p", "The war is over. It began in September; it ended now. Nobody won."),
        ("war", "sp", "The war is over. It began in September; it ended now. Nobody won."),
        ("war", "vs", "The war is over."),
        ("September", "vs", "It began in September; it ended now."),
        ("September", "vlls,", "September; it ended"),
        ("war", "v)", "war is over."),
        ("war", "v))", "war is over. It began in September; it ended now."),
        ("September", "v(", "It began in September"),
        ("war", "v}", "war is over. It began in September; it ended now. Nobody won."),
        ("Nobody", "s)", "Nobody won.\n\nA second paragraph begins here."),
        ("The third", "s", "The third."),
        ("The third", "ss", "The third."),
        ("two", "s", "It has two sentences (TASS, May 1)."),
        ("two", "sh", "It has two sentences (TASS, May"),
        ("war", "sE", ""),
        ("war", ",", ""),
        ("war", "o", ""),
    ],
)
def test_these_words_are_selected(begin: str, typed: str, wanted: str) -> None:
    assert selected(keys(at(begin), typed)) == wanted


def test_esc_brings_the_cursor_back_to_where_a_sentence_was_selected() -> None:
    assert word(keys(at("war"), "s")) == "over"
    assert word(keys(at("war"), "sE")) == "war"
    assert word(keys(at("war"), "vllE")) == "over"


def test_what_has_its_tag_is_left_behind_by_the_next_move() -> None:
    state = keys(at("war"), "s")
    assert state.selection
    state = state.settled(state.selection.span)
    assert selected(state) == "The war is over."
    assert selected(keys(state, ")")) == ""
    assert word(keys(state, ")")) == "It"
    assert selected(keys(state, "s")) == "The war is over. It began in September; it ended now."
    assert selected(keys(state, "v")) == "over"


def test_a_tag_goes_on_the_selection_or_on_the_sentence() -> None:
    assert at("war").target == Span(0, 16)
    state = keys(at("war"), "v")
    assert state.target == state.cursor
    assert opened(article("..."), 0).target is None
    assert opened(article(""), 0).target is None


@pytest.mark.parametrize(
    ("typed", "wanted"), [("v", "1 word"), ("vl", "2 words"), ("s", "1 sentence"), ("ss", "2 sentences")]
)
def test_how_much_is_selected_is_said_in_units(typed: str, wanted: str) -> None:
    state = keys(at("war"), typed)
    assert state.selection
    assert told(state.units, state.selection) == wanted


def test_the_shortest_of_overlapping_tags_is_at_hand_and_tab_goes_round() -> None:
    mine = [tagged("The war is over.", id_="long"), tagged("war is", id_="middle"), tagged("war", id_="short")]
    state = at("war").with_mine(mine)
    assert [one.annotation.id for one in state.here] == ["short", "middle", "long"]
    seen = []
    for _ in range(4):
        assert state.at_hand
        seen.append(state.at_hand.annotation.id)
        state = state.next_overlapping()
    assert seen == ["short", "middle", "long", "short"]


def test_only_tags_of_exactly_the_selected_words_are_at_hand_while_some_are_selected() -> None:
    state = at("war").with_mine([tagged("The war is over.", id_="long"), tagged("war", id_="short")])
    assert [one.annotation.id for one in keys(state, "s").here] == ["long"]
    assert keys(state, "vl").at_hand is None


def test_one_that_was_rejected_is_not_there() -> None:
    state = at("war").with_mine([tagged("war", status="rejected")])
    assert state.here == ()
    assert state.mine.all


def test_n_goes_through_the_tags_in_the_order_of_the_text() -> None:
    state = at("It began").with_mine([tagged("Nobody won."), tagged("war"), tagged("third")])
    forward = state.stepped(1)
    assert forward
    assert word(forward) == "Nobody"
    back = state.stepped(-1)
    assert back
    assert word(back) == "war"
    last = forward.stepped(1)
    assert last
    assert word(last) == "third"
    assert last.stepped(1) is None
    assert at("war").stepped(1) is None


def test_the_next_sentence_without_a_tag() -> None:
    state = at("war").with_mine([tagged("It began"), tagged("Nobody won.")])
    state = keys(state, "m")
    assert word(state) == "A"
    grey = article()._replace(boilerplate=(Span(TEXT.index("A second"), TEXT.index("The third")),))
    state = opened(grey, 0).with_mine([tagged("It began"), tagged("Nobody won.")])
    assert word(keys(state, "m")) == "The"
    assert keys(state, "mm") == keys(state, "m")


def test_the_codes_used_last_stand_first() -> None:
    state = at("war").used("fact").used("claim").used("fact")
    assert state.recent == ("fact", "claim")
    assert state.last == "fact"
    assert at("war").last == ""


TEXTS = st.lists(
    st.sampled_from(
        ["The war. ", "It ended ", "no U.S. ", "高い。", "\n\n", "(x) ", "e\u0301! ", "... ", "\t", "👍 ", "“a” "]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 80), st.text(alphabet="hl(){}vsp,oEm", max_size=15))
def test_whatever_is_typed_what_is_selected_begins_and_ends_with_units(text: str, offset: int, typed: str) -> None:
    state = keys(opened(article(text), offset), typed)
    every = words(text)
    assert state.cursor in every or (not every and state.cursor == Span(0, 0))
    if state.selection is None:
        return
    span = state.selection.span
    assert 0 <= span.start < span.end <= len(text)
    starts = {unit.start for unit in (*every, *sentences(text))}
    ends = {unit.end for unit in (*every, *sentences(text))}
    assert span.start in starts
    assert span.end in ends
    assert state.target == span


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(0, 80), st.text(alphabet="hl)(}{spo", max_size=10))
def test_each_extension_can_be_taken_back(text: str, offset: int, typed: str) -> None:
    state = keys(opened(article(text), offset), "s")
    history = [selected(state)]
    for key in typed:
        after = keys(state, key)
        if after.selection and state.selection and after.selection.steps != state.selection.steps:
            history.append(selected(after))
        state = after
    if state.selection is None:
        return
    while len(history) > 1:
        assert selected(state) == history.pop()
        state = keys(state, ",")
    assert selected(state) == history[0]
    assert keys(state, ",").selection is None
