"""A text that is written is read as the same text, by readers of YAML 1.1 and of YAML 1.2, wherever it stands."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from helpers.yaml_readers import READERS
from helpers.yaml_shapes import TELLING, valid_texts
from hypothesis import example, given, settings
from hypothesis import strategies as st

from karabakh_tui.yamldoc.emit import Form, UnwritableError, field, inline, is_plain, item, scalar
from karabakh_tui.yamldoc.load import load
from karabakh_tui.yamldoc.marks import bare

# What readers of one version or the other take for something that is no text.
# fmt: off
NO_TEXTS = (
    "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE",
    "on", "On", "ON", "off", "Off", "OFF", "null", "Null", "NULL", "~", "0", "12", "-1", "+1", "012", "0o17", "0x1F",
    "0b101", "1_000", "1__0", "190:20:30", "21:00", "1.5", ".5", "-.5", "1.", "1e3", "1E3", "1e+3", "12e03",
    "6.8523015e+5", ".inf", "-.inf", "+.Inf", ".nan", ".NaN", "2020-11-10", "2001-12-14t21:59:43.10-05:00",
    "2001-11-1", "=", "<<", "-", "?", ":", "|", ">", "!", "&", "*", "%", "@", "`", "0.", "00", "0_", "1:2:3", "0x",
    "0b", "0o", "_1", "1_", "1e", "0777", "08", "1,000", "---", "...", "2b289950054a", "12345678e123", "1234567",
    "#x", "x:", "a:b",
)
# fmt: on
TEXTS = st.one_of(st.sampled_from([*NO_TEXTS, ""]), valid_texts())


def read_by_all(text: str) -> Any:
    """What all readers, ours too, say of a document."""
    data = text.encode()
    ours, *others = [bare(load(data, "f.yaml").root), *(read(data) for read in READERS)]
    assert all(other == ours for other in others), others
    return ours


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(0, 3))
@example("\x85a\u2028", "\n", True, 0)
def test_any_text_comes_back_wherever_it_stands(text: str, eol: str, blocks: bool, indent: int) -> None:
    form = Form(eol, blocks)
    record = {"id": "a", "text": text, "list": [text, "b"], "again": {text[:100]: text}}
    lines = [item(record, indent, form, block=True), item(record, indent, form, block=True)]
    top = field("text", text, 0, form)
    written = eol.join([top, f"flow: {inline(record)}", "records:", *lines, field("end", text, 0, form), ""])
    assert read_by_all(written) == {"text": text, "flow": record, "records": [record, record], "end": text}


@pytest.mark.parametrize("text", [*NO_TEXTS, *TELLING, ""])
def test_what_could_be_taken_for_something_else_is_quoted(text: str) -> None:
    assert read_by_all(f"a: {scalar(text)}\nb: [{scalar(text)}]\n") == {"a": text, "b": [text]}
    default = yaml.SafeLoader("")
    tag = default.resolve(yaml.ScalarNode, text, (True, False))
    assert not is_plain(text) or tag == "tag:yaml.org,2002:str"


@given(st.text("0123456789_.:eE+-xob TZ/", max_size=12))
@settings(max_examples=300, deadline=None)
def test_nothing_like_a_number_or_date_is_plain(text: str) -> None:
    assert read_by_all(f"a: {scalar(text)}\n") == {"a": text}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("five years", "five years"),
        ("k3q9x7", "k3q9x7"),
        ("Şuşa", "Şuşa"),
        ("no", "'no'"),
        ("21:00", "'21:00'"),
        ("a: b", "'a: b'"),
        ("the so-called “Lachin corridor”", "'the so-called “Lachin corridor”'"),
        ("it's", '"it\'s"'),
        ('it\'s "so"', "'it''s \"so\"'"),
        ("a\tb", '"a\\tb"'),
        ("a\xa0b", '"a\\_b"'),
        ("🙂", "'🙂'"),
        ("\ufeff", '"\\ufeff"'),
        ("\x1b[31m", '"\\e[31m"'),
    ],
)
def test_quotes_are_the_plainest_that_do(text: str, written: str) -> None:
    assert scalar(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("two\nlines", "|-\n  two\n  lines"),
        ("two\nlines\n", "|\n  two\n  lines"),
        ("two\n\nlines\n\n", "|+\n  two\n\n  lines\n"),
        ("  deep\nnot", "|2-\n    deep\n  not"),
        ("\nlate", "|-\n\n  late"),
    ],
)
def test_several_lines_are_a_block(text: str, written: str) -> None:
    assert field("note", text, 0, Form()) == f"note: {written}"


def test_numbers_are_digits_and_texts_of_digits_are_not() -> None:
    assert inline({"start": 5160, "sha256": "5160", "done": True}) == "{start: 5160, sha256: '5160', done: true}"


def test_half_a_character_cannot_be_written() -> None:
    with pytest.raises(UnwritableError, match=r"U\+D800"):
        scalar("a\ud800")


def test_lists_in_lists_without_end_cannot_be_written() -> None:
    deep: list[Any] = []
    for _ in range(2000):
        deep = [deep]
    with pytest.raises(UnwritableError):
        inline(deep)


def test_long_lists_go_on_lines_of_their_own_and_short_ones_do_not() -> None:
    short, long = ["a", "b"], ["the Armenian side will leave"] * 4
    assert field("tags", short, 2, Form()) == "tags: [a, b]"
    assert field("tags", long, 2, Form()).split("\n")[1] == "    - the Armenian side will leave"
