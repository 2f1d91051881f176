"""Where sentences end: the articles that ship, checked by hand, and what is easy to get wrong."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_tui import paths
from karabakh_tui.text.paragraphs import paragraph_at
from karabakh_tui.text.sentences import sentence_at, sentences

SEEDS = sorted((paths.shipped() / "seeds").glob("*.txt"))


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


WHOLE = [
    "It was known that 2,000. Russian soldiers had entered.",
    "He came to power, i.e. he won. ",
    "The road, e.g. Route 4, was shut.",
    'Residents took to the streets chanting "Karabakh! Karabakh!" and waving flags.',
    "On November 8, Aliyev announced, “Shusha is ours! Karabakh is ours!”",
    "They will “observe remotely, using drones” (TASS, November 12).",
    "The U.S. President called Mr. Putin and Gen. V. Ivanov at 5 p.m. Moscow time.",
    "Was it over? he asked.",
    "1. Russia regains control.",
    "b) Turkey gains, too.",
    "He left ... and came back.",
    "See www.example.Com and e.g. Node.Js for more.",
    "The truce of 9. November held.",
    "See Fig. 3 and pp. 12-14, vol. II.",
    "The word [sic!] stands so in the text.",
    "Version 2.0.1 was released.",
    "Он жил на ул. Ленина, т.е. рядом.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_these_are_one_sentence(text: str) -> None:
    assert cut(text) == [text.strip()]


PARTS = [
    "restoring azerbaijan’s territorial integrity.|Armenian Prime minister Nikol Pashinyan agreed.",
    "They came from the U.S. |The rest stayed.",
    "She said no. |He said yes.",
    "It ended in 1994. |Then it began again.",
    "The toll is 2,000. |The army denied it.",
    'It is "not a treaty. |Many details remain vague."',
    "“It is over.” |The war had ended.",
    "They agreed. (TASS, November 12) |The next day they met.",
    "They agreed (TASS). (He laughed.)| Nobody else did.",
    "Is it over? |Yes! |Good.",
    "Պատերազմն ավարտվեց։ |Խաղաղություն հաստատվեց։",
    "ომი დასრულდა. |მშვიდობა დამყარდა.",
    "停战协议已签署。|俄罗斯派出维和部队。",
    "انتهت الحرب؟ |نعم.",
    "Война окончена. |Мир наступил.",
    "One line without a stop\n|Another one, which is a heading\n\n|And a sentence.",
    "The points:\n\n|• one\n|• two and more\n|  3) three",
    "It said so.[12] |Nobody knew.",
    "Putin said the deal would “benefit everyone.” |It did not.",
]


@pytest.mark.parametrize("text", PARTS)
def test_these_end_where_the_bar_stands(text: str) -> None:
    if "(He laughed.)" in text:
        assert cut(text.replace("|", "")) == ["They agreed (TASS).", "(He laughed.)", "Nobody else did."]
        return
    assert cut(text.replace("|", "")) == [part.strip() for part in text.split("|")]


def test_the_lines_of_a_text_broken_by_hand_are_one_paragraph() -> None:
    told = (
        "The second war, which began on September 27, ended this week with Armenia soundly defeated and its prime "
        "minister forced to accept the demands made by the president. The accord was signed by all three of them."
    )
    text = fill(told, 68) + "\n\nA second paragraph."
    assert len(cut(text)) == 3
    assert cut(text)[0].endswith("the president.")
    assert "\n" in cut(text)[0]


def test_lines_of_any_length_are_not_joined() -> None:
    text = "Once\nMonthly\nAnnual\nContinue\npaiment methods\nNot ready to support today?\nRemind me later."
    assert cut(text) == text.split("\n")


GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_the_articles_that_ship_have_the_sentences_that_a_person_has_checked(path: Path) -> None:
    text = path.read_text("utf-8")
    told = "".join(f"{span.start}-{span.end} {_told(span.of(text))}\n" for span in sentences(text))
    golden = GOLDEN / f"sentences_{path.stem[:3]}.txt"
    if os.environ.get("KARABAKH_TUI_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(told, "utf-8")
    assert told == golden.read_text("utf-8")


def _told(sentence: str) -> str:
    words = sentence.split()
    return " ".join(words if len(words) < 9 else [*words[:4], "..", *words[-4:]])


TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                *("He said ", "no. ", "U.S. ", "i.e. ", "Then ", '"Yes!" ', "2,000. ", "(TASS, May 1). ", "\n", "\n\n"),
                *(
                    "։ ",
                    "x.Y ",
                    "... ",
                    "• one\n",
                    "The end? ",
                    "。",
                    "a" * 60 + " ",
                    ". ",
                    "”",
                    "[3] ",
                    "\t",
                    "\u00a0",
                ),
                *("e\u0301. ", "word.Then ", "1. "),
            ]
        ),
        max_size=60,
    ).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_sentences_are_in_order_and_hold_all_that_is_no_blank(text: str) -> None:
    found = sentences(text)
    before = 0
    for span in found:
        assert span.start >= before
        assert not text[before : span.start].strip()
        words = span.of(text)
        assert words
        assert words == words.strip()
        before = span.end
    assert not text[before:].strip()


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(0, 300))
def test_the_sentence_around_a_place_is_that_of_the_whole_text(text: str, offset: int) -> None:
    offset = min(offset, max(len(text) - 1, 0))
    paragraph = paragraph_at(text, offset)
    if paragraph is None:
        assert not text.strip()
        return
    assert sentence_at(text, offset, paragraph) in sentences(text)


def test_a_line_of_two_megabytes_is_walked_from_its_middle() -> None:
    text = "The quick brown fox jumps over it. " * 60_000
    paragraph = paragraph_at(text, 1_000_000)
    assert paragraph is not None
    assert sentence_at(text, 1_000_000, paragraph).of(text) == "The quick brown fox jumps over it."
